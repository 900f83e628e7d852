//! The glossary, and the words that stand in the margin of a page that uses them.

use super::frame::Page;
use super::rows::crumbs;
use super::site::Site;
use super::write::Writer;
use crate::curriculum::{Term, TermId};
use crate::place;

/// How many terms a margin holds.
const IN_MARGIN: usize = 10;

/// The glossary's page.
pub(crate) fn page<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("glossary");
    let mut w = Writer::new(site, &site.area, &path);
    crumbs(&mut w, None);
    w.html.raw("<header class=\"head\"><h1>");
    w.say("glossary");
    w.html.raw("</h1></header>\n<dl class=\"glossary\">\n");
    site.curriculum.terms.iter().for_each(|term| entry(&mut w, term));
    w.html.raw("</dl>\n");
    Page {
        template: "index.html",
        title: site.words.get("glossary").to_owned(),
        description: site.words.get("glossary-about").to_owned(),
        section: path.clone(),
        main: w.html,
        origin: "the glossary".to_owned(),
        path,
        ..Page::default()
    }
}

fn entry<'a>(w: &mut Writer<'a>, term: &'a Term) {
    let entry = &term.entry;
    w.html.raw("<div").attr("id", &place::term_anchor(term)).raw("><dt>");
    let line = w.presenter().line(&entry.term.value);
    w.element("<span", &line, "</span>");
    if let Some(he) = &entry.he {
        w.hebrew(" <bdi", &he.value, "</bdi>");
    }
    w.html.raw("</dt>\n<dd>");
    let definition = w.presenter().rich(&entry.definition, term.scope);
    w.blocks(&definition);
    w.html.raw("</dd>\n");
    if !entry.also.is_empty() {
        let also: Vec<&str> = entry.also.iter().map(|also| also.value.as_str()).collect();
        let words = w.site.words.name("also-spelled", &also.join(", "));
        w.html.raw("<dd class=\"ui\">");
        w.plain(&words);
        w.html.raw("</dd>\n");
    }
    see(w, &term.see);
    w.html.raw("</div>\n");
}

fn see(w: &mut Writer<'_>, list: &[TermId]) {
    if list.is_empty() {
        return;
    }
    w.html.raw("<dd class=\"ui\">");
    w.say("see-also");
    for (number, &id) in list.iter().enumerate() {
        w.html.raw(if number == 0 { " " } else { ", " });
        term_link(w, id);
    }
    w.html.raw("</dd>\n");
}

fn term_link(w: &mut Writer<'_>, id: TermId) {
    let term = w.site.curriculum.term(id);
    w.html.raw("<a");
    let page = w.area.common("glossary");
    w.href(&page, &place::term_anchor(term));
    w.html.raw(">");
    w.plain(&term.entry.term.value);
    w.html.raw("</a>");
}

/// The terms that a page used, with what they mean.
pub(crate) fn margin(w: &mut Writer<'_>, terms: &[TermId]) {
    if terms.is_empty() {
        return;
    }
    w.html.raw("<section><h2>");
    w.say("words");
    w.html.raw("</h2><dl>\n");
    for &id in terms.iter().take(IN_MARGIN) {
        let term = w.site.curriculum.term(id);
        w.html.raw("<div class=\"words\"><dt>");
        if let Some(he) = &term.entry.he {
            w.hebrew("<bdi", &he.value, "</bdi> ");
        }
        term_link(w, id);
        w.html.raw("</dt>");
        let definition = w.presenter().rich(&term.entry.definition, term.scope);
        w.tight("<dd", &definition, "</dd>");
        w.html.raw("</div>\n");
    }
    w.html.raw("</dl></section>\n");
}
