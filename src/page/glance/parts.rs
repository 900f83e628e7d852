//! What the pictures have in common: the frame around each, names and heads of lines.

use super::plan::{self, Level, Line, Plan};
use crate::direction::Direction;
use crate::page::write::Writer;

/// One picture: its heading, what it shows, the drawing.
pub(super) fn picture<'a>(
    w: &mut Writer<'a>,
    id: &'static str,
    about: &str,
    draw: impl FnOnce(&mut Writer<'a>),
    table: impl FnOnce(&mut Writer<'a>),
) {
    let title = format!("glance-{id}");
    w.html.raw("<section class=\"g\"").attr("aria-labelledby", &format!("glance.{id}")).raw(">\n<header><h2");
    w.html.attr("id", &format!("glance.{id}")).raw(">");
    w.say(&title);
    w.html.element("</h2><p>", about, "</p></header>\n<div class=\"g-picture\">\n");
    draw(w);
    w.html.raw("<details class=\"g-table\"><summary>");
    w.say("glance-table");
    w.html.raw("<span class=\"off\">: ");
    w.say(&title);
    w.html.raw("</span></summary>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    let name = format!("{}: {}", w.site.words.get("table"), w.site.words.get(&title));
    w.html.attr("aria-label", &name).raw(">\n<table");
    w.html.attr("id", &format!("glance.{id}.table")).raw("><caption>");
    w.say(&title);
    w.html.raw("</caption>\n");
    table(w);
    w.html.raw("</table></div></details>\n</div></section>\n");
}

/// A link with a title of anybody's, in its own direction, so that what has no room is its end.
pub(super) fn link_to(w: &mut Writer<'_>, page: &str, title: &str) {
    let line = w.presenter().line(title);
    w.html.raw("<a");
    w.href(page, "");
    w.html.attr("dir", line.dir.word()).raw(">");
    w.label(&line);
    w.html.raw("</a>");
}

/// The heads of a table's columns, as ready words.
pub(super) fn heads(w: &mut Writer<'_>, words: &[&str]) {
    w.html.raw("<thead><tr>");
    for word in words {
        w.html.element("<th scope=\"col\">", word, "</th>");
    }
    w.html.raw("</tr></thead>\n<tbody>\n");
}

/// The head of a line in a table: number and title.
pub(super) fn row_head(w: &mut Writer<'_>, line: &Line) {
    w.html.raw("<th scope=\"row\">");
    numbered(w, line);
    w.html.raw("</th>");
}

/// A line's number and its title with the way to it.
pub(super) fn numbered(w: &mut Writer<'_>, line: &Line) {
    w.html.element("<span class=\"g-num\">", &line.number, "</span> ");
    link_to(w, &line.page, &line.title);
}

/// The heading over a group of lines, where there is more than one group.
pub(super) fn group_head(
    w: &mut Writer<'_>,
    plan: &Plan,
    group: &plan::Group,
    open: &'static str,
    close: &'static str,
) {
    if plan.groups.len() < 2 {
        return;
    }
    let site = w.site;
    w.html.raw(open);
    match group.unit.map(|id| site.curriculum.unit(id)) {
        Some(unit) => {
            w.html.element("<span class=\"eyebrow\">", &site.words.count("unit-number", unit.number), "</span> ");
            link_to(w, &site.area.unit(&unit.address), &unit.title);
        }
        None => drop(w.say("lessons")),
    }
    w.html.raw(close);
}

/// Lines as rows: number and title at the side, a bar, a figure.
pub(super) fn rows<'a>(w: &mut Writer<'a>, plan: &Plan, mut row: impl FnMut(&mut Writer<'a>, usize, &Line)) {
    for group in &plan.groups {
        group_head(w, plan, group, "<h3 class=\"g-unit\">", "</h3>\n");
        w.html.raw("<ol class=\"g-rows\">\n");
        for at in group.lines.clone() {
            let Some(line) = plan.lines.get(at) else { continue };
            w.html.raw("<li><p class=\"g-name\">");
            numbered(w, line);
            w.html.raw("</p>");
            row(w, at, line);
            w.html.raw("</li>\n");
        }
        w.html.raw("</ol>\n");
    }
}

/// The head of a table's first column.
pub(super) fn line_word<'w>(w: &Writer<'w>, plan: &Plan) -> &'w str {
    match plan.level {
        Level::Lessons => w.site.words.get("find-kind-lesson"),
        Level::Units => w.site.words.get("find-unit"),
        Level::Runs => w.site.words.get("lessons"),
    }
}

/// Whether the page runs from the right.
pub(super) fn rtl(w: &Writer<'_>) -> bool {
    w.site.dir == Direction::Rtl
}
