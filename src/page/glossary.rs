//! The glossary, and the words that stand in the margin of a page that uses them. Gathers values; writes no markup.

use super::frame::Page;
use super::rows::crumbs;
use super::site::Site;
use super::values::{Map, Value};
use super::write::Writer;
use crate::curriculum::{Term, TermId};
use crate::place;

/// How many terms a margin holds.
const IN_MARGIN: usize = 10;

/// The glossary's page.
pub(crate) fn page<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("glossary");
    let mut w = Writer::new(site, &site.area, &path);
    let values = Map::new().with("crumbs", crumbs(&mut w, None));
    let terms: Vec<Value> = site.curriculum.terms.iter().map(|term| Value::from(entry(&mut w, term))).collect();
    Page {
        template: "glossary.html",
        title: site.words.get("glossary").to_owned(),
        description: site.words.get("glossary-about").to_owned(),
        section: path.clone(),
        values: values.with("terms", terms),
        parts: w.parts(),
        origin: "the glossary".to_owned(),
        path,
        ..Page::default()
    }
}

fn entry<'a>(w: &mut Writer<'a>, term: &'a Term) -> Map {
    let entry = &term.entry;
    let line = w.presenter().line(&entry.term.value);
    let definition = w.presenter().rich(&entry.definition, term.scope);
    let also: Vec<&str> = entry.also.iter().map(|also| also.value.as_str()).collect();
    let also = (!also.is_empty()).then(|| w.site.words.name("also-spelled", &also.join(", ")));
    let see: Vec<Value> = term.see.iter().map(|&id| Value::from(term_value(w, id))).collect();
    Map::new()
        .with("id", place::term_anchor(term))
        .with("name", w.own_line(&line))
        .with("he", entry.he.as_ref().map(|he| he.value.as_str()))
        .with("html", w.blocks_value(&definition))
        .with("also", also.map(|also| w.plain_value(&also)))
        .with("see", see)
}

fn term_value(w: &mut Writer<'_>, id: TermId) -> Map {
    let term = w.site.curriculum.term(id);
    let href = w.address_of(&w.area.common("glossary"), &place::term_anchor(term));
    Map::new().with("href", href).with("title", w.plain_value(&term.entry.term.value))
}

/// The terms that a page used, with what they mean.
pub(crate) fn margin(w: &mut Writer<'_>, terms: &[TermId]) -> Vec<Value> {
    let term = |&id: &TermId| {
        let term = w.site.curriculum.term(id);
        let definition = w.presenter().rich(&term.entry.definition, term.scope);
        let values = term_value(w, id).with("he", term.entry.he.as_ref().map(|he| he.value.as_str()));
        Value::from(values.with("meaning", w.tight_value(&definition)))
    };
    terms.iter().take(IN_MARGIN).map(term).collect()
}
