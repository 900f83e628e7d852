//! What several kinds of pages show of lessons: a row of a list, links on one line, the way from the home page, footnotes.

use super::agenda;
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{LessonId, UnitId};
use crate::document::model::{Block, Footnote, Section};

/// How many neighbours the list of the unit's lessons shows at most, so that a page does not grow with its unit.
pub(crate) const NEIGHBOURS: usize = 24;

/// A row of a list of lessons: number, title, summary, agenda.
pub(crate) fn row(w: &mut Writer<'_>, id: LessonId) {
    let (site, presenter) = (w.site, w.presenter());
    let lesson = site.curriculum.lesson(id);
    w.html.raw("<li class=\"row\"").attr("data-row", &lesson.address).raw("><span class=\"row-num\">");
    w.html.number(lesson.number).raw("</span><div>");
    let title = presenter.title(id);
    w.html.raw("<p class=\"row-title\"");
    w.direction(&title);
    w.html.raw("><a");
    let page = w.area.lesson(lesson);
    w.href(&page, "");
    w.html.raw(">");
    w.within(title.lang, title.dir, |w| w.spans(&title.spans));
    w.html.raw("</a></p>");
    if let Some(summary) = presenter.summary(id) {
        w.element("<p class=\"row-summary\"", &summary, "</p>");
    }
    w.html.raw("</div><div class=\"row-bar\">");
    let agenda = presenter.agenda(id);
    agenda::bar(&mut w.html, site.words, agenda);
    if let Some(total) = agenda.total {
        w.html.raw("<span class=\"row-minutes\">");
        w.plain(&site.words.minutes(total.from, total.to));
        w.html.raw("</span>");
    }
    w.html.raw("</div></li>\n");
}

/// Rows of lessons under a heading that stands already.
pub(crate) fn rows(w: &mut Writer<'_>, lessons: &[LessonId]) {
    w.html.raw("<ol class=\"rows\">\n");
    lessons.iter().for_each(|&id| row(w, id));
    w.html.raw("</ol>\n");
}

/// Links to lessons on one line: "taught in …".
pub(crate) fn taught_in(w: &mut Writer<'_>, lessons: &[LessonId]) {
    w.say("taught-in");
    for (number, &id) in lessons.iter().enumerate() {
        w.html.raw(if number == 0 { " " } else { ", " });
        w.lesson_link(id);
    }
}

/// The way from the home page to this one, over another page where there is one.
pub(crate) fn crumbs(w: &mut Writer<'_>, over: Option<(&str, &str)>) {
    let home = w.site.area.common("");
    let first = w.site.words.get("home");
    way(w, (&home, first), over);
}

/// The way to a lesson's page.
pub(crate) fn lesson_crumbs(w: &mut Writer<'_>, unit: Option<UnitId>) {
    let site = w.site;
    let (page, word) = match w.audience() {
        Audience::Participant => (site.area.common(""), "home"),
        Audience::Facilitator => (format!("{}index.html", w.area.prefix()), "for-facilitators"),
    };
    let unit = unit.map(|unit| site.curriculum.unit(unit));
    let over = unit.map(|unit| (site.area.unit(&unit.address), unit.title.as_str()));
    way(w, (&page, site.words.get(word)), over.as_ref().map(|(page, title)| (page.as_str(), *title)));
}

fn way(w: &mut Writer<'_>, first: (&str, &str), over: Option<(&str, &str)>) {
    let label = w.site.words.get("where-you-are");
    w.html.raw("<nav class=\"crumbs\"").attr("aria-label", label).raw("><ol>");
    for (page, title) in std::iter::once(first).chain(over) {
        w.html.raw("<li>");
        w.page_link(page, title);
        w.html.raw("</li>");
    }
    w.html.raw("</ol></nav>\n");
}

/// A body that has no agenda: its lead, its sections and its footnotes.
pub(crate) fn body(w: &mut Writer<'_>, lead: &[Block<'_>], sections: &[Section<'_>], notes: &[Footnote<'_>]) {
    w.blocks(lead);
    for section in sections {
        w.open_heading(2, section.id);
        w.element_rest(&section.line, "</h2>\n");
        w.blocks(&section.blocks);
    }
    footnotes(w, notes);
}

/// Footnotes, with the ways back to their marks.
pub(crate) fn footnotes(w: &mut Writer<'_>, notes: &[Footnote<'_>]) {
    if notes.is_empty() {
        return;
    }
    let site = w.site;
    w.html.raw("<section class=\"footnotes\" role=\"doc-endnotes\"").attr("aria-label", site.words.get("notes"));
    w.html.raw("><ol>\n");
    for note in notes {
        w.html.raw("<li").attr("id", &format!("fn.{}", note.number)).attr("value", &note.number.to_string());
        w.running("", note.dir, |w| {
            w.blocks(&note.blocks);
            for nth in &note.marks {
                w.html.raw("<a class=\"back\"").attr("href", &format!("#fnref.{}.{nth}", note.number));
                w.html.attr("aria-label", site.words.get("back")).raw(">\u{21A9}\u{FE0E}</a> ");
            }
        });
        w.html.raw("</li>\n");
    }
    w.html.raw("</ol></section>\n");
}
