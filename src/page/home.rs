//! The title page with the curriculum at a glance, the pages of units, and the facilitators' own first page.
//!
//! Gathers values for templates; writes no markup.

use super::agenda;
use super::frame::Page;
use super::rows::{self, crumbs, rows};
use super::site::Site;
use super::values::{Map, Value};
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{LessonId, Unit, UnitId};
use crate::direction::{Direction, direction_of};
use crate::display;
use crate::document::walk;
use crate::syntax::lesson::TextEntry;

/// The first page.
pub(crate) fn home<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("");
    let curriculum = site.curriculum;
    let mut w = Writer::new(site, &site.area, &path);
    let mut values = title_page(&mut w);
    at_a_glance(&mut w, &mut values);
    values.insert("glance", super::glance::link(&mut w));
    let body = curriculum.home.as_ref().map(|home| {
        let body = w.presenter().body(&home.document, home.scope);
        rows::body(&mut w, &body.lead, &body.sections, &body.footnotes)
    });
    values.insert("body", body);
    let description = curriculum.config.description.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    Page {
        template: "home.html",
        description,
        section: path.clone(),
        values,
        parts: w.parts(),
        origin: origin(site),
        path,
        ..Page::default()
    }
}

fn origin(site: &Site<'_>) -> String {
    site.curriculum.home.as_ref().map_or_else(|| "daf.yaml".to_owned(), |home| home.document.path.to_string())
}

/// A line of Hebrew, the title, one sentence.
fn title_page(w: &mut Writer<'_>) -> Map {
    let config = &w.site.curriculum.config;
    let title = w.presenter().line(&config.title.value);
    let home = w.site.curriculum.home.as_ref();
    let line = config.subtitle.as_ref().or_else(|| home.and_then(|home| home.document.front.summary.as_ref()));
    let subtitle = line.map(|line| {
        let line = w.presenter().line(&line.value);
        w.own_line(&line)
    });
    let epigraph = config.epigraph.as_ref().map(|entry| epigraph(w, entry));
    Map::new().with("epigraph", epigraph).with("title_line", w.own_line(&title)).with("subtitle", subtitle)
}

fn epigraph(w: &mut Writer<'_>, entry: &TextEntry) -> Map {
    let config = &w.site.curriculum.config;
    let mut lines = Vec::new();
    for (lang, words) in entry.pieces.iter().flat_map(|piece| &piece.words) {
        let words = display::source(config, lang, &words.value);
        let dir = direction_of(lang, &words);
        let mut html = Value::nothing();
        w.within(lang, dir, |w| html = w.plain_value(&words));
        let values = Map::new().with("is_hebrew", dir == Direction::Rtl).with("lang", lang.as_str());
        lines.push(Value::from(values.with("dir", dir.word()).with("html", html)));
    }
    let source = entry.citation.as_ref().map(|citation| w.plain_value(&citation.canonical()));
    Map::new().with("lines", lines).with("source", source)
}

/// Units, each lesson with its agenda drawn as a bar.
fn at_a_glance(w: &mut Writer<'_>, values: &mut Map) {
    let curriculum = w.site.curriculum;
    let all = (0..curriculum.lessons.len()).map(LessonId::new);
    let loose: Vec<LessonId> = all.filter(|&id| curriculum.lesson(id).unit.is_none()).collect();
    values.insert("loose", rows(w, &loose));
    let units = curriculum.units.iter().filter(|unit| !unit.lessons.is_empty() || unit.document.is_some());
    let units: Vec<Value> = units.map(|unit| Value::from(unit_values(w, unit))).collect();
    values.insert("units", units);
    let has_agendas = curriculum.lessons.iter().any(|lesson| !lesson.main.agenda.entries.is_empty());
    values.insert("key", if has_agendas { agenda::key(w.site.words) } else { Vec::new() });
}

/// A unit as the home page shows it.
fn unit_values<'a>(w: &mut Writer<'a>, unit: &'a Unit) -> Map {
    let title = w.presenter().line(&unit.title);
    let attrs = w.attrs(title.lang, title.dir);
    let title = w.apart(|w| w.label(&title));
    let goal = w.presenter().goal(unit).map(|goal| w.blocks_value(&goal));
    Map::new()
        .with("extra", rows::own_values(unit.extra()))
        .with("number", unit.number)
        .with("number_words", number_words(w, unit))
        .with("href", w.address_of(&w.site.area.unit(&unit.address), ""))
        .with("title", Map::new().with("attrs", attrs).with("html", title))
        .with("goal", goal)
        .with("rows", rows(w, &unit.lessons))
}

fn number_words(w: &mut Writer<'_>, unit: &Unit) -> Value {
    let words = w.site.words.count("unit-number", unit.number);
    w.plain_value(&words)
}

/// A unit's page.
pub(crate) fn unit<'a>(site: &'a Site<'a>, id: UnitId) -> Page {
    let unit = site.curriculum.unit(id);
    let path = site.area.unit(&unit.address);
    let mut w = Writer::new(site, &site.area, &path);
    let title = w.presenter().line(&unit.title);
    let mut values = Map::new()
        .with("crumbs", crumbs(&mut w, None))
        .with("extra", unit.extra())
        .with("number", unit.number)
        .with("number_words", number_words(&mut w, unit))
        .with("title_line", w.own_line(&title));
    let goal = w.presenter().goal(unit);
    values.insert("goal", goal.as_ref().map(|goal| w.blocks_value(goal)));
    let questions = if unit.document.is_some() { w.presenter().unit_questions(unit) } else { Vec::new() };
    values.insert("questions", w.tight_values(site.dir, &questions));
    let body = unit.document.as_ref().map(|document| {
        let body = w.presenter().body(document, unit.scope);
        rows::body(&mut w, &body.lead, &body.sections, &body.footnotes)
    });
    values.insert("body", body);
    values.insert("rows", rows(&mut w, &unit.lessons));
    let near = |number: Option<usize>| number.and_then(|number| site.curriculum.units.get(number));
    let address = |unit: Option<&Unit>| unit.map(|unit| site.area.unit(&unit.address)).unwrap_or_default();
    let summary = unit.document.as_ref().and_then(|document| document.front.summary.as_ref());
    let goal = || goal.map(|goal| walk::plain(&goal)).unwrap_or_default();
    let description = summary.map_or_else(goal, |summary| summary.value.clone());
    Page {
        template: "unit.html",
        title: unit.title.clone(),
        description,
        section: site.area.common(""),
        previous: address(near(id.index().checked_sub(1))),
        next: address(near(Some(id.index() + 1))),
        values,
        parts: w.parts(),
        origin: unit.document.as_ref().map_or_else(|| unit.address.clone(), |document| document.path.to_string()),
        path,
        ..Page::default()
    }
}

/// The first page for facilitators: every run of show.
pub(crate) fn facilitators<'a>(site: &'a Site<'a>) -> Page {
    let path = format!("{}index.html", site.closed.prefix());
    let mut w = Writer::new(site, &site.closed, &path);
    let mut values = Map::new();
    at_a_glance(&mut w, &mut values);
    Page {
        template: "facilitators.html",
        title: site.words.get("for-facilitators").to_owned(),
        facilitator: true,
        noindex: true,
        values,
        parts: w.parts(),
        origin: "the facilitators' first page".to_owned(),
        section: path.clone(),
        path,
        ..Page::default()
    }
}

/// The page that an old address leads on from.
pub(crate) fn moved<'a>(site: &'a Site<'a>, path: &str, to: LessonId) -> Page {
    let mut w = Writer::new(site, &site.area, path);
    let target = site.area.lesson(site.curriculum.lesson(to));
    Page {
        template: "moved.html",
        title: site.words.get("moved").to_owned(),
        noindex: true,
        next: target,
        values: Map::new().with("target", w.lesson_value(to)),
        parts: w.parts(),
        origin: format!("an alias of {}", site.curriculum.lesson(to).main.document.path),
        path: path.to_owned(),
        ..Page::default()
    }
}

/// The page to search from. Search engines may list everybody's: its canonical address holds no question, so that no page of
/// results is listed beside it.
pub(crate) fn search<'a>(site: &'a Site<'a>, audience: Audience) -> Page {
    let facilitator = audience == Audience::Facilitator;
    let path = format!("{}search/index.html", site.area_for(audience).prefix());
    let description = site.words.get("search-about").to_owned();
    Page { facilitator, noindex: facilitator, description, ..plain(site, path, "search.html", "search") }
}

/// The page for what is not there.
pub(crate) fn plain<'a>(site: &'a Site<'a>, path: String, template: &'static str, title: &str) -> Page {
    Page {
        template,
        title: site.words.get(title).to_owned(),
        section: path.clone(),
        noindex: true,
        origin: format!("the theme's {template}"),
        path,
        ..Page::default()
    }
}
