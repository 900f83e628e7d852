//! Where the texts come from: a division for each part of the library, from the Torah to today, and on it a spine for each
//! text; where there are very many, a bar that counts them. Writes no markup.

use super::parts::{link, picture as drawn, rtl};
use super::{bars, map};
use crate::curriculum::{Curriculum, Passage, PassageId};
use crate::display;
use crate::page::site::Site;
use crate::page::values::{Map, Value};
use crate::page::write::Writer;

/// The most texts that have a spine each.
const SPINES: usize = 150;

/// Whether there are texts.
pub(super) fn any(curriculum: &Curriculum) -> bool {
    !curriculum.passages.is_empty()
}

/// A part of the library.
struct Division<'a> {
    name: &'a str,
    passages: Vec<(PassageId, &'a Passage)>,
}

/// The parts of the library in canonical order.
fn divisions<'a>(site: &'a Site<'a>) -> Vec<Division<'a>> {
    let mut divisions: Vec<Division<'a>> = Vec::new();
    let mut category = None;
    for (at, passage) in site.curriculum.passages.iter().enumerate() {
        if category != Some(&passage.category) {
            category = Some(&passage.category);
            divisions.push(Division { name: called(site, &passage.category), passages: Vec::new() });
        }
        if let Some(division) = divisions.last_mut() {
            division.passages.push((PassageId::new(at), passage));
        }
    }
    divisions
}

/// A language names the parts of the library where its file does.
fn called<'a>(site: &'a Site<'a>, category: &'a str) -> &'a str {
    if category.is_empty() { site.words.get("glance-today") } else { site.words.category(category) }
}

/// The picture.
pub(super) fn picture(w: &mut Writer<'_>) -> Value {
    let site = w.site;
    let divisions = divisions(site);
    let all = site.curriculum.passages.len();
    if all <= SPINES {
        let shelves: Vec<Value> = divisions.iter().map(|division| Value::from(shelf(w, division))).collect();
        let values = Map::new().with("shelves", shelves);
        return drawn(w, "texts", "glance/texts.html", site.words.get("glance-texts-about"), values);
    }
    let about = site.words.count("glance-texts-many", u32::try_from(all).unwrap_or(u32::MAX));
    let most = divisions.iter().map(|division| division.passages.len()).max().unwrap_or_default() as u64;
    let shelves: Vec<Value> = divisions.iter().map(|division| Value::from(counted(w, division, most))).collect();
    drawn(w, "texts", "glance/text_counts.html", &about, Map::new().with("shelves", shelves))
}

/// A part of the library: its texts, and the works that they are from.
fn shelf(w: &mut Writer<'_>, division: &Division<'_>) -> Map {
    let mut works: Vec<(String, u32)> = Vec::new();
    let mut texts = Vec::with_capacity(division.passages.len());
    for (id, passage) in &division.passages {
        let title = work(w.site, passage);
        let is_apart = match works.last_mut() {
            Some((last, count)) if *last == title => {
                *count += 1;
                false
            }
            last => {
                let is_apart = last.is_some();
                works.push((title, 1));
                is_apart
            }
        };
        texts.push(Value::from(text(w, *id, passage).with("is_apart", is_apart)));
    }
    Map::new()
        .with("name", division.name)
        .with("count", division.passages.len())
        .with("texts", texts)
        .with("works", names(w, &works))
}

/// The work that a text is from, as the page names it; empty for what is not in the library.
fn work(site: &Site<'_>, passage: &Passage) -> String {
    let Some(citation) = &passage.citation else { return String::new() };
    if display::is_hebrew(&site.lang) { citation.title_he() } else { citation.title() }
}

/// The works of a division, with how many texts are from each.
fn names(w: &mut Writer<'_>, works: &[(String, u32)]) -> Vec<Value> {
    let named = works.iter().filter(|(title, _)| !title.is_empty());
    named.map(|(title, count)| Map::new().with("title", w.plain_value(title)).with("count", *count).into()).collect()
}

/// A text: what it is called with the way to it, its spine, as tall as it is taught, and the lessons that teach it.
fn text(w: &mut Writer<'_>, id: PassageId, passage: &Passage) -> Map {
    let site = w.site;
    let top: u32 = match passage.lessons.len() {
        0 | 1 => 16,
        2 => 8,
        _ => 1,
    };
    let taught = site.words.count("glance-taught", u32::try_from(passage.lessons.len()).unwrap_or(u32::MAX));
    let name = map::name(site, id);
    let mut lessons = Vec::new();
    for &lesson in passage.lessons.iter().take(map::NAMES) {
        lessons.push(Value::from(link(w, &site.area.lesson(site.curriculum.lesson(lesson)), site.title(lesson))));
    }
    link(w, &site.area.passage(&passage.slug), &name)
        .with("label", format!("{}: {taught}", display::strip_bidi(&name)))
        .with("name", w.plain_value(&name))
        .with("taught", taught)
        .with("is_taught", !passage.lessons.is_empty())
        .with("top", top)
        .with("height", 40 - top)
        .with("lessons", lessons)
        .with("lessons_left", map::left(site, passage.lessons.len()))
}

/// A part of the library as a bar that counts its texts.
fn counted(w: &mut Writer<'_>, division: &Division<'_>, most: u64) -> Map {
    let count = division.passages.len() as u64;
    let bar = bars::stretch(0, count, most, rtl(w));
    let page = w.site.area.common("texts");
    link(w, &page, division.name).with("name", division.name).with("count", count).with("bar", bar)
}
