//! The list of sheets to print: those that a build makes, as they are planned. Gathers values; writes no markup.

use super::frame::Page;
use super::rows::{crumbs, own_values};
use super::site::Site;
use super::values::{Map, Value};
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{Lesson, LessonId};
use crate::sheets;
use crate::source::VPath;
use crate::syntax::lesson::{Packet, SheetKind};

/// The sheets of a lesson that an audience sees: path, and the message that names it; the session kit at the end.
fn of_lesson(site: &Site<'_>, lesson: &Lesson, audience: Audience) -> Vec<(VPath, &'static str)> {
    if !site.shared.sheets {
        return Vec::new();
    }
    let printed = sheets::printed(site.curriculum, lesson);
    let kit = sheets::kit(site.curriculum, lesson).filter(|_| audience.sees(true) && !printed.is_empty());
    let kinds = SheetKind::ALL.iter().filter(|kind| printed.contains(kind));
    let seen = kinds.filter(|kind| audience.sees(sheets::is_facilitators_kind(**kind)));
    let named = seen.map(|kind| (sheets::lesson(lesson, *kind), sheets::word(*kind)));
    named.chain(kit.map(|path| (path, "kit"))).filter_map(|(path, word)| Some((VPath::new(&path)?, word))).collect()
}

/// A packet's sheet, where an audience has it.
fn of_packet(site: &Site<'_>, packet: &Packet, audience: Audience) -> Option<VPath> {
    let path = sheets::packet(packet, audience)?;
    VPath::new(&path).filter(|_| site.shared.sheets && sheets::is_printed(site.curriculum, packet))
}

/// Whether there is anything to list.
pub(crate) fn any(site: &Site<'_>, audience: Audience) -> bool {
    let lessons = site.curriculum.lessons.iter().any(|lesson| !of_lesson(site, lesson, audience).is_empty());
    lessons || site.curriculum.packets.iter().any(|packet| sheets::packet(&packet.entry, audience).is_some())
}

/// The page of sheets for an audience.
pub(crate) fn page<'a>(site: &'a Site<'a>, audience: Audience) -> Page {
    let facilitator = audience == Audience::Facilitator;
    let area = site.area_for(audience);
    let path = format!("{}handouts/index.html", area.prefix());
    let mut w = Writer::new(site, area, &path);
    let values = Map::new().with("crumbs", crumbs(&mut w, None));
    let values = values.with("packets", packets(&mut w)).with("lessons", lessons(&mut w));
    Page {
        template: "handouts.html",
        title: site.words.get("handouts").to_owned(),
        description: site.words.get("handouts-about").to_owned(),
        section: site.area.common("handouts"),
        facilitator,
        noindex: facilitator,
        values,
        parts: w.parts(),
        origin: "the list of handouts".to_owned(),
        path,
        ..Page::default()
    }
}

fn packets(w: &mut Writer<'_>) -> Vec<Value> {
    let (site, audience) = (w.site, w.audience());
    let packets = site.curriculum.packets.iter();
    let packets = packets.filter(|packet| sheets::packet(&packet.entry, audience).is_some());
    let packet = packets.map(|packet| {
        let href = of_packet(site, &packet.entry, audience).map(|path| w.address_of(path.as_str(), ""));
        let values = Map::new().with("extra", own_values(&packet.entry.extra)).with("href", href);
        Value::from(values.with("title", w.plain_value(&packet.entry.title.value)))
    });
    packet.collect()
}

fn lessons(w: &mut Writer<'_>) -> Vec<Value> {
    let (site, audience) = (w.site, w.audience());
    let lessons = site.curriculum.lessons.iter().enumerate();
    let lessons = lessons.filter_map(|(index, lesson)| {
        let sheets = of_lesson(site, lesson, audience);
        (!sheets.is_empty()).then(|| {
            let values = w.lesson_values_of(LessonId::new(index));
            Value::from(values.with("sheets", links(w, &sheets)))
        })
    });
    lessons.collect()
}

fn links(w: &mut Writer<'_>, sheets: &[(VPath, &str)]) -> Vec<Value> {
    sheets.iter().map(|(path, word)| Value::from(w.link_value(path.as_str(), w.site.words.get(word)))).collect()
}

/// The sheets of a lesson in the margin of its page.
pub(crate) fn margin(w: &mut Writer<'_>, lesson: &Lesson) -> Vec<Value> {
    let sheets = of_lesson(w.site, lesson, w.audience());
    links(w, &sheets)
}
