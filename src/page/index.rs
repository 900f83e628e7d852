//! The indexes: texts in canonical order, values, skills, tags and portions, each with a page of its own.
//!
//! Gathers values for templates; writes no markup.

use std::collections::BTreeMap;

use super::frame::Page;
use super::listing::{self, head};
use super::portions;
use super::rows::{crumbs, rows};
use super::site::Site;
use super::values::{Map, Value};
use super::write::Writer;
use crate::citation::{Citation, Portion};
use crate::curriculum::{LessonId, Passage, PassageId, Topic};
use crate::display;
use crate::document::{model::Text, walk};

/// The index of texts.
pub(crate) fn texts<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("texts");
    let mut w = Writer::new(site, &site.area, &path);
    let values = head(&mut w, "texts", "texts-about");
    let passages = &site.curriculum.passages;
    let (mut from, mut categories) = (0, Vec::new());
    while let Some(first) = passages.get(from) {
        let group: Vec<&Passage> =
            passages.iter().skip(from).take_while(|passage| passage.category == first.category).collect();
        categories.push(Value::from(category(&mut w, &first.category, &group)));
        from += group.len();
    }
    listing::page(site, "texts.html", path, "texts", values.with("categories", categories), w)
}

fn category(w: &mut Writer<'_>, name: &str, passages: &[&'_ Passage]) -> Map {
    let words = w.site.words;
    let title = if name.is_empty() { w.say_value("other-texts") } else { w.plain_value(words.category(name)) };
    let (mut from, mut works) = (0, Vec::new());
    while let Some(first) = passages.get(from) {
        let title = |passage: &Passage| passage.citation.as_ref().map(Citation::title);
        let work = title(first);
        let group: Vec<&Passage> =
            passages.iter().skip(from).take_while(|passage| title(passage) == work).copied().collect();
        from += group.len();
        let work = first.citation.as_ref().map(|citation| work_name(w, citation));
        works.push(Value::from(Map::new().with("work", work).with("passages", together(w, &group))));
    }
    Map::new().with("title", title).with("works", works)
}

/// A work's title; in Hebrew too where the pages are not.
fn work_name(w: &mut Writer<'_>, citation: &Citation) -> Map {
    let hebrew = display::is_hebrew(&w.site.lang);
    let title = w.plain_value(&if hebrew { citation.title_he() } else { citation.title() });
    Map::new().with("title", title).with("he", (!hebrew).then(|| citation.title_he()))
}

/// The passages of one work, rendered: what lies in another, or shares a part with it, stands under it.
fn together(w: &mut Writer<'_>, passages: &[&Passage]) -> Value {
    let mut html = Vec::new();
    let mut from = 0;
    while let Some(first) = passages.get(from) {
        let shares = |other: &&Passage| match (&first.citation, &other.citation) {
            (Some(one), Some(other)) => one.overlaps(other),
            _ => false,
        };
        let inner = passages[from + 1..].iter().take_while(|other| shares(other)).count();
        html.push(passage_line(w, first, &passages[from + 1..from + 1 + inner]));
        from += 1 + inner;
    }
    Value::from(html)
}

/// A line for a passage, with the passages inside it.
fn passage_line(w: &mut Writer<'_>, passage: &Passage, inner: &[&Passage]) -> Value {
    let name = name(w, passage);
    let citation = passage.citation.as_ref().filter(|_| !display::is_hebrew(&w.site.lang));
    let lessons: Vec<Value> =
        passage.lessons.iter().map(|&lesson| Value::from(lesson_with_prompts(w, passage, lesson))).collect();
    let inner = if inner.is_empty() { Value::nothing() } else { together(w, inner) };
    let values = Map::new()
        .with("href", w.address_of(&w.area.passage(&passage.slug), ""))
        .with("title", w.plain_value(&name))
        .with("he", citation.map(display::citation_he))
        .with("lessons", lessons)
        .with("inner", inner);
    w.part_value("parts/passage.html", values)
}

/// What a passage is called on this site's pages.
fn name(w: &Writer<'_>, passage: &Passage) -> String {
    let citation = passage.citation.as_ref();
    citation.map_or_else(|| passage.name.clone(), |citation| display::citation_name(citation, &w.site.lang))
}

/// A lesson, and the questions in it that a passage's texts are asked with.
fn lesson_with_prompts(w: &mut Writer<'_>, passage: &Passage, id: LessonId) -> Map {
    let page = w.area.lesson(w.site.curriculum.lesson(id));
    let numbers = w.presenter().questions_about(passage, id);
    let question = |number: &u32| {
        let href = w.address_of(&page, &format!("question.{number}"));
        Value::from(Map::new().with("href", href).with("number", *number))
    };
    let questions: Vec<Value> = numbers.iter().map(question).collect();
    w.lesson_values_of(id).with("questions", questions)
}

/// A page of texts: every wording taught, and the lessons that teach it.
pub(crate) fn passage<'a>(site: &'a Site<'a>, id: PassageId) -> Page {
    let passage = site.curriculum.passage(id);
    let path = site.area.passage(&passage.slug);
    let mut w = Writer::new(site, &site.area, &path);
    let index = site.area.common("texts");
    let crumbs = crumbs(&mut w, Some((&index, site.words.get("texts"))));
    let category = (!passage.category.is_empty()).then(|| w.plain_value(site.words.category(&passage.category)));
    let name = name(&w, passage);
    let title = w.presenter().said(name.clone());
    let values = Map::new().with("crumbs", crumbs).with("category", category).with("title_line", w.own_line(&title));
    let (mut terms, mut texts) = (Vec::new(), Vec::new());
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for &id in &passage.texts {
        let (text, used) = w.presenter().text(id);
        // Lessons that word a passage otherwise may call it alike.
        let count = met.entry(text.id.to_owned()).or_default();
        *count += 1;
        let id = if *count > 1 { format!("{}.{count}", text.id) } else { text.id.to_owned() };
        let html = w.apart(|w| w.text_by_itself(&Text { id: &id, ..text }));
        texts.push(Value::from(Map::new().with("id", id).with("html", html)));
        terms.extend(used);
    }
    let near: Vec<Value> =
        passage.near.iter().map(|&other| passage_line(&mut w, site.curriculum.passage(other), &[])).collect();
    let values = values
        .with("texts", texts)
        .with("readings", readings(&mut w, passage))
        .with("rows", rows(&mut w, &passage.lessons))
        .with("near", near)
        .with("terms", super::glossary::margin(&mut w, &terms));
    let near = |index: Option<usize>| index.and_then(|index| site.curriculum.passages.get(index));
    let address =
        |passage: Option<&Passage>| passage.map(|passage| site.area.passage(&passage.slug)).unwrap_or_default();
    Page {
        template: "text.html",
        title: passage.name.clone(),
        description: site.words.name("text-description", &name),
        section: index,
        previous: address(near(id.index().checked_sub(1))),
        next: address(near(Some(id.index() + 1))),
        values,
        parts: w.parts(),
        origin: format!("the page of {}", passage.name),
        path,
        ..Page::default()
    }
}

/// The weekly portion of a passage of the Torah, and the haftarot that read one of the Prophets.
fn readings(w: &mut Writer<'_>, passage: &Passage) -> Vec<Value> {
    let Some(citation) = &passage.citation else { return Vec::new() };
    let site = w.site;
    if !site.has_portions() {
        return Vec::new();
    }
    let name = |portion: &Portion| if display::is_hebrew(&site.lang) { portion.he } else { portion.name };
    let page = w.area.common("portions");
    let mut all: Vec<(String, Portion)> = Vec::new();
    all.extend(citation.portion().map(|portion| (site.words.get("portion").to_owned(), portion)));
    for haftarah in citation.haftarot() {
        let word = match haftarah.custom {
            None => "haftarah-of",
            Some("Ashkenazi") => "haftarah-of-ashkenazi",
            Some(_) => "haftarah-of-sephardi",
        };
        all.push((site.words.get(word).to_owned(), haftarah.portion));
    }
    let reading = |(words, portion): &(String, Portion)| {
        let values = Map::new().with("label", w.plain_value(words)).with("href", w.address_of(&page, &portion.slug));
        Value::from(values.with("title", w.plain_value(name(portion))))
    };
    all.iter().map(reading).collect()
}

/// A kind of topic: the folder of its pages, which is also the message that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TopicKind(pub(crate) &'static str);

/// The index of values, skills, tags or portions.
pub(crate) fn topics<'a>(site: &'a Site<'a>, kind: TopicKind, list: &'a [Topic]) -> Page {
    let path = site.area.common(kind.0);
    let mut w = Writer::new(site, &site.area, &path);
    let values = head(&mut w, kind.0, &format!("{}-about", kind.0));
    let topics: Vec<Value> = list.iter().map(|topic| Value::from(topic_values(&mut w, kind, topic))).collect();
    let values = values.with("kind", kind.0).with("topics", topics);
    listing::page(site, "topics.html", path, kind.0, values, w)
}

fn topic_values<'a>(w: &mut Writer<'a>, kind: TopicKind, topic: &'a Topic) -> Map {
    let hebrew = w.site.is_hebrew();
    let name = w.presenter().line(topic.name_for(hebrew));
    let attrs = w.attrs(name.lang, name.dir);
    let name = w.apart(|w| w.label(&name));
    let description = topic.description.as_ref().map(|description| {
        let blocks = w.presenter().rich(description, w.site.curriculum.config_scope);
        w.blocks_value(&blocks)
    });
    Map::new()
        .with("href", w.address_of(&w.area.topic(kind.0, topic), ""))
        .with("title", Map::new().with("attrs", attrs).with("html", name))
        .with("he", topic.he.as_deref().filter(|_| !hebrew))
        .with("html", description)
        .with("lessons", w.lesson_values(&topic.lessons))
}

/// A value's, skill's, tag's or portion's page.
pub(crate) fn topic<'a>(site: &'a Site<'a>, kind: TopicKind, topic: &'a Topic) -> Page {
    let path = site.area.topic(kind.0, topic);
    let mut w = Writer::new(site, &site.area, &path);
    let index = site.area.common(kind.0);
    let crumbs = crumbs(&mut w, Some((&index, site.words.get(kind.0))));
    let hebrew = site.is_hebrew();
    let name = w.presenter().line(topic.name_for(hebrew));
    let portion = if kind == TopicKind("portions") { portions::facts(&mut w, topic) } else { None };
    let description = topic.description.as_ref();
    let description = description.map(|description| w.presenter().rich(description, site.curriculum.config_scope));
    let values = Map::new()
        .with("crumbs", crumbs)
        .with("kind", kind.0)
        .with("title_line", w.own_line(&name))
        .with("he", topic.he.as_deref().filter(|_| !hebrew))
        .with("portion", portion)
        .with("html", description.as_ref().map(|blocks| w.blocks_value(blocks)))
        .with("rows", rows(&mut w, &topic.lessons));
    let said = description.map(|blocks| walk::plain(&blocks)).unwrap_or_default();
    let description =
        if said.trim().is_empty() { site.words.name("topic-description", topic.name_for(hebrew)) } else { said };
    Page {
        template: "topic.html",
        title: topic.name.clone(),
        description,
        section: index,
        values,
        parts: w.parts(),
        origin: format!("the page of {}", topic.name),
        path,
        ..Page::default()
    }
}
