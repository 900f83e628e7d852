//! The curriculum at a glance: one page of pictures, each with a table of the same facts behind it.
//!
//! A file a picture; this one holds the page and what pictures have in common. Nothing here is the facilitator's: of an
//! agenda only kinds and minutes are shown. A picture that has nothing to show is left out, and the page where none is left.

mod balance;
mod bars;
mod lanes;
mod map;
mod minutes;
mod plan;
mod texts;
mod values;

use super::frame::Page;
use super::index;
use super::site::Site;
use super::write::Writer;
use crate::hebrew::{Direction, direction};
use plan::{Level, Line, Plan};

/// Where the page stands on its shelf.
pub(crate) const ADDRESS: &str = "glance";

/// Whether there is anything to show.
pub(crate) fn any(site: &Site<'_>) -> bool {
    let curriculum = site.curriculum;
    let plain = minutes::any(curriculum) || values::any(curriculum) || texts::any(curriculum);
    plain || map::any(site, &Plan::new(site))
}

/// The page.
pub(crate) fn page<'a>(site: &'a Site<'a>) -> Page {
    let path = site.shelf.common(ADDRESS);
    let curriculum = site.curriculum;
    let mut w = Writer::new(site, &site.shelf, &path, curriculum.config_scope);
    index::head(&mut w, "glance", "glance-about");
    let plan = Plan::new(site);
    let many = match plan.level {
        Level::Lessons => None,
        Level::Units => Some("glance-by-unit"),
        Level::Runs => Some("glance-by-run"),
    };
    if let Some(words) = many {
        w.html.element("<p class=\"g-many\">", &site.words.count(words, plan.lessons), "</p>\n");
    }
    if minutes::any(curriculum) {
        minutes::picture(&mut w, &plan);
        balance::picture(&mut w, &plan);
    }
    if map::any(site, &plan) {
        map::picture(&mut w, &plan);
    }
    if values::any(curriculum) {
        values::picture(&mut w, &plan);
    }
    if texts::any(curriculum) {
        texts::picture(&mut w);
    }
    let description = site.words.get("glance-about").to_owned();
    Page { template: "glance.html", description, ..index::listing(site, path, "glance", w) }
}

/// The line that leads here from the first page.
pub(crate) fn link(w: &mut Writer<'_>) {
    if any(w.site) {
        let page = w.site.shelf.common(ADDRESS);
        let words = w.site.words;
        w.html.raw("<p class=\"to-glance\">");
        w.page_link(&page, words.get("glance-link"));
        w.html.raw("</p>\n");
    }
}

/// One picture: its heading, what it shows, the drawing.
fn picture<'a>(
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
fn link_to(w: &mut Writer<'_>, page: &str, title: &str) {
    let dir = match direction(title) {
        Direction::Rtl => "rtl",
        Direction::Ltr => "ltr",
    };
    w.html.raw("<a");
    w.href(page, "");
    w.html.attr("dir", dir).raw(">");
    w.plain(title);
    w.html.raw("</a>");
}

/// The heads of a table's columns, as ready words.
fn heads(w: &mut Writer<'_>, words: &[&str]) {
    w.html.raw("<thead><tr>");
    for word in words {
        w.html.element("<th scope=\"col\">", word, "</th>");
    }
    w.html.raw("</tr></thead>\n<tbody>\n");
}

/// The head of a line in a table: number and title.
fn row_head(w: &mut Writer<'_>, line: &Line) {
    w.html.raw("<th scope=\"row\">");
    numbered(w, line);
    w.html.raw("</th>");
}

/// A line's number and its title with the way to it.
fn numbered(w: &mut Writer<'_>, line: &Line) {
    w.html.element("<span class=\"g-num\">", &line.number, "</span> ");
    link_to(w, &line.page, &line.title);
}

/// The heading over a group of lines, where there is more than one group.
fn group_head(w: &mut Writer<'_>, plan: &Plan, group: &plan::Group, open: &'static str, close: &'static str) {
    if plan.groups.len() < 2 {
        return;
    }
    let site = w.site;
    w.html.raw(open);
    match group.unit.map(|id| site.curriculum.unit(id)) {
        Some(unit) => {
            w.html.element("<span class=\"eyebrow\">", &site.words.count("unit-number", unit.number), "</span> ");
            link_to(w, &site.shelf.unit(&unit.address), &unit.title);
        }
        None => drop(w.say("lessons")),
    }
    w.html.raw(close);
}

/// Lines as rows: number and title at the side, a bar, a figure.
fn rows<'a>(w: &mut Writer<'a>, plan: &Plan, mut row: impl FnMut(&mut Writer<'a>, usize, &Line)) {
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
fn line_word<'w>(w: &Writer<'w>, plan: &Plan) -> &'w str {
    match plan.level {
        Level::Lessons => w.site.words.get("find-kind-lesson"),
        Level::Units => w.site.words.get("find-unit"),
        Level::Runs => w.site.words.get("lessons"),
    }
}

/// Whether the page runs from the right.
fn rtl(w: &Writer<'_>) -> bool {
    crate::shown::direction(&w.site.lang) == "rtl"
}
