//! The indexes: texts in canonical order, values, skills, tags and portions, each with a page of its own.

use std::collections::BTreeMap;

use super::frame::Page;
use super::listing::{self, head};
use super::portions;
use super::rows::{crumbs, rows, taught_in};
use super::site::Site;
use super::write::Writer;
use crate::citation::{Citation, Portion};
use crate::curriculum::{LessonId, Passage, PassageId, Topic};
use crate::display;
use crate::document::{model::Text, walk};

/// The index of texts.
pub(crate) fn texts<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("texts");
    let mut w = Writer::new(site, &site.area, &path);
    head(&mut w, "texts", "texts-about");
    let passages = &site.curriculum.passages;
    let mut from = 0;
    while let Some(first) = passages.get(from) {
        let group: Vec<&Passage> =
            passages.iter().skip(from).take_while(|passage| passage.category == first.category).collect();
        category(&mut w, &first.category, &group);
        from += group.len();
    }
    listing::page(site, path, "texts", w)
}

fn category(w: &mut Writer<'_>, name: &str, passages: &[&'_ Passage]) {
    w.html.raw("<section class=\"index-group\"><h2>");
    if name.is_empty() {
        w.say("other-texts");
    } else {
        let words = w.site.words;
        w.plain(words.category(name));
    }
    w.html.raw("</h2><div>\n");
    let mut from = 0;
    while let Some(first) = passages.get(from) {
        let title = |passage: &Passage| passage.citation.as_ref().map(Citation::title);
        let work = title(first);
        let group: Vec<&Passage> =
            passages.iter().skip(from).take_while(|passage| title(passage) == work).copied().collect();
        from += group.len();
        if let Some(citation) = &first.citation {
            work_head(w, citation);
        }
        w.html.raw("<ol class=\"index-list\">\n");
        together(w, &group);
        w.html.raw("</ol>\n");
    }
    w.html.raw("</div></section>\n");
}

fn work_head(w: &mut Writer<'_>, citation: &Citation) {
    let hebrew = display::is_hebrew(&w.site.lang);
    w.html.raw("<h3 class=\"work\"><bdi>");
    w.plain(&if hebrew { citation.title_he() } else { citation.title() });
    w.html.raw("</bdi>");
    if !hebrew {
        w.hebrew(" <bdi", &citation.title_he(), "</bdi>");
    }
    w.html.raw("</h3>\n");
}

/// The passages of one work: what lies in another, or shares a part with it, stands under it.
fn together(w: &mut Writer<'_>, passages: &[&Passage]) {
    let mut from = 0;
    while let Some(first) = passages.get(from) {
        let shares = |other: &&Passage| match (&first.citation, &other.citation) {
            (Some(one), Some(other)) => one.overlaps(other),
            _ => false,
        };
        let inner = passages[from + 1..].iter().take_while(|other| shares(other)).count();
        passage_line(w, first, &passages[from + 1..from + 1 + inner]);
        from += 1 + inner;
    }
}

fn passage_line(w: &mut Writer<'_>, passage: &Passage, inner: &[&Passage]) {
    w.html.raw("<li><span class=\"entry\">");
    let page = w.area.passage(&passage.slug);
    w.html.raw("<a");
    w.href(&page, "");
    w.html.raw("><bdi>");
    let name = name(w, passage);
    w.plain(&name);
    w.html.raw("</bdi></a></span>");
    if let Some(citation) = passage.citation.as_ref().filter(|_| !display::is_hebrew(&w.site.lang)) {
        w.hebrew("<bdi class=\"entry-he\"", &display::citation_he(citation), "</bdi>");
    }
    if !passage.lessons.is_empty() {
        w.html.raw("<span class=\"where\">");
        w.say("taught-in");
        w.html.raw(" ");
        for (number, &lesson) in passage.lessons.iter().enumerate() {
            w.html.raw(if number == 0 { "" } else { ", " });
            lesson_with_prompts(w, passage, lesson);
        }
        w.html.raw("</span>");
    }
    if !inner.is_empty() {
        w.html.raw("<ol class=\"index-list together\">\n");
        together(w, inner);
        w.html.raw("</ol>");
    }
    w.html.raw("</li>\n");
}

/// What a passage is called on this site's pages.
fn name(w: &Writer<'_>, passage: &Passage) -> String {
    let citation = passage.citation.as_ref();
    citation.map_or_else(|| passage.name.clone(), |citation| display::citation_name(citation, &w.site.lang))
}

/// A lesson, and the questions in it that a passage's texts are asked with.
fn lesson_with_prompts(w: &mut Writer<'_>, passage: &Passage, id: LessonId) {
    let page = w.area.lesson(w.site.curriculum.lesson(id));
    w.lesson_link(id);
    let numbers = w.presenter().questions_about(passage, id);
    if numbers.is_empty() {
        return;
    }
    w.html.raw(" (");
    w.say(if numbers.len() == 1 { "question-one" } else { "question-several" });
    for (at, number) in numbers.iter().enumerate() {
        w.html.raw(if at == 0 { " <a" } else { ", <a" });
        w.href(&page, &format!("question.{number}"));
        w.html.raw(">").number(*number).raw("</a>");
    }
    w.html.raw(")");
}

/// A page of texts: every wording taught, and the lessons that teach it.
pub(crate) fn passage<'a>(site: &'a Site<'a>, id: PassageId) -> Page {
    let passage = site.curriculum.passage(id);
    let path = site.area.passage(&passage.slug);
    let mut w = Writer::new(site, &site.area, &path);
    let index = site.area.common("texts");
    crumbs(&mut w, Some((&index, site.words.get("texts"))));
    w.html.raw("<header class=\"head\">");
    if !passage.category.is_empty() {
        let category = site.words.category(&passage.category);
        w.html.raw("<p class=\"eyebrow\">");
        w.plain(category);
        w.html.raw("</p>\n");
    }
    let name = name(&w, passage);
    let title = w.presenter().said(name.clone());
    w.element("<h1", &title, "</h1></header>\n<div class=\"prose\">\n");
    let mut terms = Vec::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for &id in &passage.texts {
        let (text, used) = w.presenter().text(id);
        // Lessons that word a passage otherwise may call it alike.
        let count = met.entry(text.id.to_owned()).or_default();
        *count += 1;
        let id = if *count > 1 { format!("{}.{count}", text.id) } else { text.id.to_owned() };
        w.text_by_itself(&Text { id: &id, ..text });
        terms.extend(used);
    }
    w.html.raw("</div>\n");
    readings(&mut w, passage);
    taught_rows(&mut w, &passage.lessons);
    near(&mut w, passage);
    let margin = w.apart(|w| super::glossary::margin(w, &terms));
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
        main: w.html,
        margin,
        origin: format!("the page of {}", passage.name),
        path,
        ..Page::default()
    }
}

/// The weekly portion of a passage of the Torah, and the haftarot that read one of the Prophets.
fn readings(w: &mut Writer<'_>, passage: &Passage) {
    let Some(citation) = &passage.citation else { return };
    let site = w.site;
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
    if all.is_empty() || !site.has_portions() {
        return;
    }
    w.html.raw("<ul class=\"facts\">");
    for (words, portion) in &all {
        w.html.raw("<li>");
        w.plain(words);
        w.html.raw(" <a");
        w.href(&page, &portion.slug);
        w.html.raw("><bdi>");
        w.plain(name(portion));
        w.html.raw("</bdi></a></li>");
    }
    w.html.raw("</ul>\n");
}

/// Passages taught here that share a part with this one.
fn near(w: &mut Writer<'_>, passage: &Passage) {
    if passage.near.is_empty() {
        return;
    }
    w.html.raw("<section class=\"taught\"><h2>");
    w.say("passages-near");
    w.html.raw("</h2><ol class=\"index-list\">\n");
    for &other in &passage.near {
        passage_line(w, w.site.curriculum.passage(other), &[]);
    }
    w.html.raw("</ol></section>\n");
}

fn taught_rows(w: &mut Writer<'_>, lessons: &[crate::curriculum::LessonId]) {
    if lessons.is_empty() {
        return;
    }
    w.html.raw("<section class=\"taught\"><h2>");
    w.say("taught-in");
    w.html.raw("</h2>");
    rows(w, lessons);
    w.html.raw("</section>\n");
}

/// A kind of topic: the folder of its pages, which is also the message that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(pub(crate) &'static str);

/// The index of values, skills, tags or portions.
pub(crate) fn topics<'a>(site: &'a Site<'a>, kind: Kind, list: &'a [Topic]) -> Page {
    let path = site.area.common(kind.0);
    let mut w = Writer::new(site, &site.area, &path);
    head(&mut w, kind.0, &format!("{}-about", kind.0));
    for topic in list {
        topic_section(&mut w, kind, topic);
    }
    listing::page(site, path, kind.0, w)
}

fn topic_section<'a>(w: &mut Writer<'a>, kind: Kind, topic: &'a Topic) {
    w.html.raw("<section class=\"value\"><div>");
    let page = w.area.topic(kind.0, topic);
    let hebrew = w.site.is_hebrew();
    let name = w.presenter().line(topic.name_for(hebrew));
    w.html.raw("<h2");
    w.direction(&name);
    w.html.raw("><a");
    w.href(&page, "");
    w.html.raw(">");
    w.label(&name);
    w.html.raw("</a></h2>");
    if let Some(he) = topic.he.as_ref().filter(|_| !hebrew) {
        w.hebrew("<p class=\"name-he\"", he, "</p>");
    }
    w.html.raw("</div><div class=\"prose\">\n");
    if let Some(description) = &topic.description {
        let blocks = w.presenter().rich(description, w.site.curriculum.config_scope);
        w.blocks(&blocks);
    }
    if !topic.lessons.is_empty() {
        w.html.raw("<p class=\"where\">");
        taught_in(w, &topic.lessons);
        w.html.raw("</p>\n");
    }
    w.html.raw("</div></section>\n");
}

/// A value's, skill's, tag's or portion's page.
pub(crate) fn topic<'a>(site: &'a Site<'a>, kind: Kind, topic: &'a Topic) -> Page {
    let path = site.area.topic(kind.0, topic);
    let mut w = Writer::new(site, &site.area, &path);
    let index = site.area.common(kind.0);
    crumbs(&mut w, Some((&index, site.words.get(kind.0))));
    w.html.raw("<header class=\"head\">");
    let hebrew = site.is_hebrew();
    let name = w.presenter().line(topic.name_for(hebrew));
    w.element("<h1", &name, "</h1>");
    if let Some(he) = topic.he.as_ref().filter(|_| !hebrew) {
        w.hebrew("<p class=\"topic-he\"><bdi", he, "</bdi></p>");
    }
    if kind == Kind("portions") {
        portions::facts(&mut w, topic);
    }
    w.html.raw("</header>\n");
    let description = topic.description.as_ref();
    let description = description.map(|description| w.presenter().rich(description, site.curriculum.config_scope));
    if let Some(blocks) = &description {
        w.html.raw("<div class=\"prose topic-words\">\n");
        w.blocks(blocks);
        w.html.raw("</div>\n");
    }
    taught_rows(&mut w, &topic.lessons);
    let said = description.map(|blocks| walk::plain(&blocks)).unwrap_or_default();
    let description =
        if said.trim().is_empty() { site.words.name("topic-description", topic.name_for(hebrew)) } else { said };
    Page {
        template: "unit.html",
        title: topic.name.clone(),
        description,
        section: index,
        main: w.html,
        origin: format!("the page of {}", topic.name),
        path,
        ..Page::default()
    }
}
