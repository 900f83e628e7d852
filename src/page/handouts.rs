//! The list of sheets to print. Links only to what is there: what a build has made before the pages, or will make when asked.

use super::frame::Page;
use super::home::crumbs;
use super::site::Site;
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{Lesson, LessonId};
use crate::sheets;
use crate::source::VPath;
use crate::syntax::lesson::{Packet, SheetKind};

/// The sheets of a lesson that an audience sees and that are there: path, and the message that names it.
pub(crate) fn of_lesson(site: &Site<'_>, lesson: &Lesson, audience: Audience) -> Vec<(VPath, &'static str)> {
    let on_demand = if site.beside.on_demand { sheets::printed(site.curriculum, lesson) } else { Vec::new() };
    let kinds = SheetKind::ALL.iter().copied();
    let seen = kinds.filter(|kind| audience.sees(sheets::is_facilitators_kind(*kind)));
    let there = seen.filter_map(|kind| {
        let path = sheets::lesson(lesson, kind);
        let path = if on_demand.contains(&kind) { VPath::new(&path) } else { site.made(&path) };
        Some((path?, sheets::word(kind)))
    });
    there.collect()
}

/// A packet's sheet, where an audience has it and it is there.
pub(crate) fn of_packet(site: &Site<'_>, packet: &Packet, audience: Audience) -> Option<VPath> {
    let path = sheets::packet(packet, audience)?;
    if site.beside.on_demand && sheets::is_printed(site.curriculum, packet) {
        return VPath::new(&path);
    }
    site.made(&path)
}

/// The session kit of a lesson, where an audience has it and it is there.
pub(crate) fn kit_of(site: &Site<'_>, lesson: &Lesson, audience: Audience) -> Option<VPath> {
    let path = sheets::kit(site.curriculum, lesson).filter(|_| audience.sees(true))?;
    if site.beside.on_demand && !sheets::printed(site.curriculum, lesson).is_empty() {
        return VPath::new(&path);
    }
    site.made(&path)
}

/// Whether there is anything to list.
pub(crate) fn any(site: &Site<'_>, audience: Audience) -> bool {
    let lessons = site.curriculum.lessons.iter().any(|lesson| !of_lesson(site, lesson, audience).is_empty());
    lessons || site.curriculum.packets.iter().any(|packet| sheets::packet(&packet.entry, audience).is_some())
}

/// The page of sheets for an audience.
pub(crate) fn page<'a>(site: &'a Site<'a>, audience: Audience) -> Page {
    let facilitator = audience == Audience::Facilitator;
    let shelf = if facilitator { site.shelf.facilitators() } else { site.shelf.open() };
    let path = format!("{}handouts/index.html", shelf.prefix());
    let mut w = Writer::new(site, &shelf, &path, site.curriculum.config_scope);
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
        section: site.shelf.common("handouts"),
        facilitator,
        noindex: facilitator,
        main: w.html,
        origin: "the list of handouts".to_owned(),
        path,
        ..Page::default()
    }
}

fn packets(w: &mut Writer<'_>) {
    let site = w.site;
    let audience = w.audience();
    let list: Vec<_> =
        site.curriculum.packets.iter().filter(|packet| sheets::packet(&packet.entry, audience).is_some()).collect();
    if list.is_empty() {
        return;
    }
    w.html.raw("<section class=\"index-group\"><h2>");
    w.say("packets");
    w.html.raw("</h2><ul class=\"index-list\">\n");
    for packet in list {
        w.html.raw("<li><span class=\"entry\">");
        match of_packet(site, &packet.entry, audience) {
            Some(path) => {
                w.page_link(path.as_str(), &packet.entry.title.value);
                extent(&mut *w, &path);
            }
            None => w.plain(&packet.entry.title.value),
        }
        w.html.raw("</span></li>\n");
    }
    w.html.raw("</ul></section>\n");
}

/// How many pages a sheet has, and how large it is.
pub(crate) fn extent(w: &mut Writer<'_>, path: &VPath) {
    let Some(&(pages, bytes)) = w.site.beside.extents.get(path) else { return };
    let words = w.site.words;
    let size = u32::try_from(bytes.div_ceil(1000)).unwrap_or(u32::MAX);
    let said = format!("{}, {}", words.count("sheet-pages", pages), words.count("sheet-size", size));
    w.html.element(" <span class=\"extent\">· ", &said, "</span>");
}

fn lessons(w: &mut Writer<'_>) {
    let site = w.site;
    let list: Vec<(LessonId, Vec<(VPath, &'static str)>)> = site
        .curriculum
        .lessons
        .iter()
        .enumerate()
        .map(|(index, lesson)| (LessonId::new(index), of_lesson(site, lesson, w.audience())))
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
        let page = w.shelf.lesson(site.curriculum.lesson(id));
        w.page_link(&page, site.title(id));
        w.html.raw("</span><span class=\"sheets ui\">");
        for (number, (path, word)) in sheets.iter().enumerate() {
            w.html.raw(if number == 0 { "" } else { " · " });
            w.page_link(path.as_str(), site.words.get(word));
            extent(w, path);
        }
        if let Some(path) = kit_of(site, site.curriculum.lesson(id), w.audience()) {
            w.html.raw(" · ");
            w.page_link(path.as_str(), site.words.get("kit"));
        }
        w.html.raw("</span></li>\n");
    }
    w.html.raw("</ol></section>\n");
}
