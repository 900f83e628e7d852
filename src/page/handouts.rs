//! The list of sheets to print: those that a build makes, as they are planned.

use super::frame::Page;
use super::rows::crumbs;
use super::site::Site;
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
    crumbs(&mut w, None);
    w.html.raw("<header class=\"head\"><h1>");
    w.say("handouts");
    w.html.raw("</h1>\n<p class=\"standfirst\">");
    w.say("handouts-about");
    w.html.raw("</p></header>\n");
    packets(&mut w);
    lessons(&mut w);
    Page {
        template: "index.html",
        title: site.words.get("handouts").to_owned(),
        description: site.words.get("handouts-about").to_owned(),
        section: site.area.common("handouts"),
        facilitator,
        noindex: facilitator,
        main: w.html,
        origin: "the list of handouts".to_owned(),
        path,
        ..Page::default()
    }
}

fn packets(w: &mut Writer<'_>) {
    let (site, audience) = (w.site, w.audience());
    let packets = site.curriculum.packets.iter();
    let list: Vec<_> = packets.filter(|packet| sheets::packet(&packet.entry, audience).is_some()).collect();
    if list.is_empty() {
        return;
    }
    w.html.raw("<section class=\"index-group\"><h2>");
    w.say("packets");
    w.html.raw("</h2><ul class=\"index-list\">\n");
    for packet in list {
        w.html.raw("<li><span class=\"entry\">");
        match of_packet(site, &packet.entry, audience) {
            Some(path) => w.page_link(path.as_str(), &packet.entry.title.value),
            None => w.plain(&packet.entry.title.value),
        }
        w.html.raw("</span></li>\n");
    }
    w.html.raw("</ul></section>\n");
}

fn lessons(w: &mut Writer<'_>) {
    let (site, audience) = (w.site, w.audience());
    let lessons = site.curriculum.lessons.iter().enumerate();
    let list: Vec<(LessonId, Vec<(VPath, &'static str)>)> = lessons
        .map(|(index, lesson)| (LessonId::new(index), of_lesson(site, lesson, audience)))
        .filter(|(_, sheets)| !sheets.is_empty())
        .collect();
    if list.is_empty() {
        return;
    }
    w.html.raw("<section class=\"index-group\"><h2>");
    w.say("lessons");
    w.html.raw("</h2><ol class=\"index-list with-sheets\">\n");
    for (id, sheets) in list {
        w.html.raw("<li><span class=\"entry\">");
        w.lesson_link(id);
        w.html.raw("</span><span class=\"sheets ui\">");
        for (number, (path, word)) in sheets.iter().enumerate() {
            w.html.raw(if number == 0 { "" } else { " · " });
            w.page_link(path.as_str(), site.words.get(word));
        }
        w.html.raw("</span></li>\n");
    }
    w.html.raw("</ol></section>\n");
}

/// The sheets of a lesson in the margin of its page.
pub(crate) fn margin(w: &mut Writer<'_>, lesson: &Lesson) {
    let sheets = of_lesson(w.site, lesson, w.audience());
    if sheets.is_empty() {
        return;
    }
    w.html.raw("<section><h2>");
    w.say("print");
    w.html.raw("</h2><ul class=\"print-list\">\n");
    for (path, word) in sheets {
        w.html.raw("<li>");
        w.page_link(path.as_str(), w.site.words.get(word));
        w.html.raw("</li>\n");
    }
    w.html.raw("</ul></section>\n");
}
