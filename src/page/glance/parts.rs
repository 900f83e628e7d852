//! What the pictures have in common, as values: what each says of itself, its lines by their headings, names with the ways to them.

use super::plan::{Group, Level, Line, Plan};
use crate::direction::Direction;
use crate::page::agenda::Colour;
use crate::page::site::Site;
use crate::page::values::{Map, Value};
use crate::page::write::Writer;

/// One picture, drawn by its template: `id` and `html`.
pub(super) fn picture(w: &mut Writer<'_>, id: &'static str, template: &'static str, about: &str, values: Map) -> Value {
    let title = w.site.words.get(&format!("glance-{id}"));
    let values = values.with("id", id).with("title", title).with("about", about);
    Map::new().with("id", id).with("html", w.part_value(template, values)).into()
}

/// A link with a title of anybody's, in its own direction, so that what has no room is its end: `href`, `dir` and `title`.
pub(super) fn link(w: &mut Writer<'_>, page: &str, title: &str) -> Map {
    let line = w.presenter().line(title);
    let title = w.apart(|w| w.label(&line));
    Map::new().with("href", w.address_of(page, "")).with("dir", line.dir.word()).with("title", title)
}

/// A line's number and its title with the way to it.
pub(super) fn numbered(w: &mut Writer<'_>, line: &Line) -> Map {
    link(w, &line.page, &line.title).with("number", line.number.as_str())
}

/// The lines of a picture by their headings, each with what the picture shows of it besides; and what a line stands for.
pub(super) fn lines<'a>(
    w: &mut Writer<'a>,
    plan: &Plan,
    mut shown: impl FnMut(&mut Writer<'a>, usize, &Line, Map) -> Map,
) -> Map {
    let mut groups = Vec::with_capacity(plan.groups.len());
    for group in &plan.groups {
        let mut lines = Vec::with_capacity(group.lines.len());
        for at in group.lines.clone() {
            let Some(line) = plan.lines.get(at) else { continue };
            let values = numbered(w, line).with("lessons", line.lessons.len());
            lines.push(Value::from(shown(w, at, line, values)));
        }
        groups.push(Value::from(Map::new().with("unit", heading(w, group)).with("lines", lines)));
    }
    let (level, word) = match plan.level {
        Level::Lessons => ("lessons", "find-kind-lesson"),
        Level::Units => ("units", "find-unit"),
        Level::Runs => ("runs", "lessons"),
    };
    Map::new()
        .with("level", level)
        .with("line_word", w.site.words.get(word))
        .with("has_headings", plan.groups.len() > 1)
        .with("groups", groups)
}

/// The unit over a group of lines.
fn heading(w: &mut Writer<'_>, group: &Group) -> Option<Map> {
    let site = w.site;
    let unit = site.curriculum.unit(group.unit?);
    let link = link(w, &site.area.unit(&unit.address), &unit.title);
    Some(link.with("number", unit.number).with("number_words", site.words.count("unit-number", unit.number)))
}

/// The key to some colours: each with its class and what it is called.
pub(super) fn key(site: &Site<'_>, colours: &[Colour]) -> Vec<Map> {
    let entry = |colour: &Colour| Map::new().with("class", colour.class()).with("name", site.words.get(colour.word()));
    colours.iter().map(entry).collect()
}

/// Whether the page runs from the right.
pub(super) fn rtl(w: &Writer<'_>) -> bool {
    w.site.dir == Direction::Rtl
}
