//! The indexes: texts in canonical order, values, skills, tags and portions, each with a page of its own.

use super::frame::Page;
use super::home::crumbs;
use super::lesson::{row, taught_in};
use super::site::Site;
use super::texts::Setting;
use super::write::Writer;
use crate::curriculum::{Passage, PassageId, Topic};
use crate::shown;

/// The index of texts.
pub(crate) fn texts<'a>(site: &'a Site<'a>) -> Page {
    let path = site.shelf.common("texts");
    let mut w = Writer::new(site, &site.shelf, &path, site.curriculum.config_scope);
    head(&mut w, "texts", "texts-about");
    let passages = &site.curriculum.passages;
    let mut from = 0;
    while let Some(first) = passages.get(from) {
        let group: Vec<&Passage> =
            passages.iter().skip(from).take_while(|passage| passage.category == first.category).collect();
        category(&mut w, &first.category, &group);
        from += group.len();
    }
    listing(site, path, "texts", w)
}

fn listing<'a>(site: &'a Site<'a>, path: String, title: &str, w: Writer<'a>) -> Page {
    Page {
        template: "index.html",
        title: site.words.get(title).to_owned(),
        section: path.clone(),
        main: w.html,
        origin: format!("the index of {title}"),
        path,
        ..Page::default()
    }
}

fn head(w: &mut Writer<'_>, title: &str, about: &str) {
    crumbs(w, None);
    w.html.raw("<header class=\"head\"><h1>");
    w.say(title);
    w.html.raw("</h1>\n");
    if w.site.words.has(about) {
        w.html.raw("<p class=\"standfirst\">");
        w.say(about);
        w.html.raw("</p>");
    }
    w.html.raw("</header>\n");
}

fn category(w: &mut Writer<'_>, name: &str, passages: &[&Passage]) {
    w.html.raw("<section class=\"index-group\"><h2>");
    if name.is_empty() {
        w.say("other-texts");
    } else {
        w.plain(name);
    }
    w.html.raw("</h2><ol class=\"index-list\">\n");
    for passage in passages {
        passage_line(w, passage);
    }
    w.html.raw("</ol></section>\n");
}

fn passage_line(w: &mut Writer<'_>, passage: &Passage) {
    w.html.raw("<li><span class=\"entry\">");
    let page = w.shelf.passage(&passage.slug);
    w.html.raw("<a");
    w.href(&page, "");
    w.html.raw("><bdi>");
    w.plain(&passage.name);
    w.html.raw("</bdi></a></span>");
    if let Some(citation) = &passage.citation {
        w.html.element("<bdi class=\"entry-he\" lang=\"he\" dir=\"rtl\">", &shown::citation_he(citation), "</bdi>");
    }
    if !passage.lessons.is_empty() {
        w.html.raw("<span class=\"where\">");
        taught_in(w, &passage.lessons);
        w.html.raw("</span>");
    }
    w.html.raw("</li>\n");
}

/// A page of texts: every wording taught, and the lessons that teach it.
pub(crate) fn passage<'a>(site: &'a Site<'a>, id: PassageId) -> Page {
    let passage = site.curriculum.passage(id);
    let path = site.shelf.passage(&passage.slug);
    let mut w = Writer::new(site, &site.shelf, &path, site.curriculum.config_scope);
    let index = site.shelf.common("texts");
    crumbs(&mut w, Some((&index, site.words.get("texts"))));
    w.html.raw("<header class=\"head\">");
    if !passage.category.is_empty() {
        w.html.element("<p class=\"eyebrow\">", &passage.category, "</p>\n");
    }
    w.html.raw("<h1 dir=\"auto\">");
    w.plain(&passage.name);
    w.html.raw("</h1></header>\n<div class=\"prose\">\n");
    for &text in &passage.texts {
        w.text(text, None, Setting::Page);
    }
    w.html.raw("</div>\n");
    taught_rows(&mut w, &passage.lessons);
    let terms = w.terms.clone();
    let margin = w.apart(|w| super::glossary::margin(w, &terms));
    let near = |index: Option<usize>| index.and_then(|index| site.curriculum.passages.get(index));
    let address =
        |passage: Option<&Passage>| passage.map(|passage| site.shelf.passage(&passage.slug)).unwrap_or_default();
    Page {
        template: "text.html",
        title: passage.name.clone(),
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

fn taught_rows(w: &mut Writer<'_>, lessons: &[crate::curriculum::LessonId]) {
    if lessons.is_empty() {
        return;
    }
    w.html.raw("<section class=\"taught\"><h2>");
    w.say("taught-in");
    w.html.raw("</h2><ol class=\"rows\">\n");
    for &lesson in lessons {
        row(w, lesson);
    }
    w.html.raw("</ol></section>\n");
}

/// A kind of topic: the folder of its pages, which is also the message that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind(pub(crate) &'static str);

/// The index of values, skills, tags or portions.
pub(crate) fn topics<'a>(site: &'a Site<'a>, kind: Kind, list: &'a [Topic]) -> Page {
    let path = site.shelf.common(kind.0);
    let mut w = Writer::new(site, &site.shelf, &path, site.curriculum.config_scope);
    head(&mut w, kind.0, &format!("{}-about", kind.0));
    for topic in list {
        topic_section(&mut w, kind, topic);
    }
    listing(site, path, kind.0, w)
}

fn topic_section(w: &mut Writer<'_>, kind: Kind, topic: &Topic) {
    w.html.raw("<section class=\"value\"><div><h2 dir=\"auto\">");
    let page = w.shelf.topic(kind.0, topic);
    w.page_link(&page, &topic.name);
    w.html.raw("</h2>");
    if let Some(he) = &topic.he {
        w.html.element("<p class=\"name-he\" lang=\"he\" dir=\"rtl\">", he, "</p>");
    }
    w.html.raw("</div><div class=\"prose\">\n");
    if let Some(description) = &topic.description {
        w.rich(description);
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
    let path = site.shelf.topic(kind.0, topic);
    let mut w = Writer::new(site, &site.shelf, &path, site.curriculum.config_scope);
    let index = site.shelf.common(kind.0);
    crumbs(&mut w, Some((&index, site.words.get(kind.0))));
    w.html.raw("<header class=\"head\"><h1 dir=\"auto\">");
    w.plain(&topic.name);
    w.html.raw("</h1>");
    if let Some(he) = &topic.he {
        w.html.element("<p class=\"topic-he\"><bdi lang=\"he\" dir=\"rtl\">", he, "</bdi></p>");
    }
    w.html.raw("</header>\n");
    if let Some(description) = &topic.description {
        w.html.raw("<div class=\"prose topic-words\">\n");
        w.rich(description);
        w.html.raw("</div>\n");
    }
    taught_rows(&mut w, &topic.lessons);
    Page {
        template: "unit.html",
        title: topic.name.clone(),
        section: index,
        main: w.html,
        origin: format!("the page of {}", topic.name),
        path,
        ..Page::default()
    }
}
