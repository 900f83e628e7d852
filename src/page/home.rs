//! The title page with the curriculum at a glance, the pages of units, and the facilitators' own first page.

use super::agenda;
use super::frame::Page;
use super::rows::{self, crumbs, rows};
use super::site::Site;
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{LessonId, Unit, UnitId};
use crate::display;
use crate::document::walk;
use crate::syntax::lesson::TextEntry;

/// The first page.
pub(crate) fn home<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("");
    let curriculum = site.curriculum;
    let mut w = Writer::new(site, &site.area, &path);
    title_page(&mut w);
    glance(&mut w);
    super::glance::link(&mut w);
    if let Some(home) = &curriculum.home {
        w.html.raw("<div class=\"home-end prose\">\n");
        let body = w.presenter().body(&home.document, home.scope);
        rows::body(&mut w, &body.lead, &body.sections, &body.footnotes);
        w.html.raw("</div>\n");
    }
    let description = curriculum.config.description.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    Page {
        template: "home.html",
        description,
        section: path.clone(),
        main: w.html,
        origin: origin(site),
        path,
        ..Page::default()
    }
}

fn origin(site: &Site<'_>) -> String {
    site.curriculum.home.as_ref().map_or_else(|| "daf.yaml".to_owned(), |home| home.document.path.to_string())
}

/// A line of Hebrew, the title, one sentence.
fn title_page(w: &mut Writer<'_>) {
    let config = &w.site.curriculum.config;
    w.html.raw("<header class=\"title-page\">\n");
    if let Some(entry) = &config.epigraph {
        epigraph(w, entry);
    }
    let title = w.presenter().line(&config.title.value);
    w.element("<h1", &title, "</h1>\n");
    let home = w.site.curriculum.home.as_ref();
    let line = config.subtitle.as_ref().or_else(|| home.and_then(|home| home.document.front.summary.as_ref()));
    if let Some(line) = line {
        let line = w.presenter().line(&line.value);
        w.element("<p class=\"standfirst\"", &line, "</p>\n");
    }
    w.html.raw("</header>\n");
}

fn epigraph(w: &mut Writer<'_>, entry: &TextEntry) {
    let config = &w.site.curriculum.config;
    w.html.raw("<div class=\"epigraph\">\n");
    for piece in &entry.pieces {
        for (lang, words) in &piece.words {
            let words = display::source(config, lang, &words.value);
            let dir = crate::direction::direction_of(lang, &words);
            let hebrew = dir == crate::direction::Direction::Rtl;
            w.html.raw(if hebrew { "<p class=\"epigraph-he\"" } else { "<p class=\"epigraph-tr\"" });
            w.html.attr("lang", lang).attr("dir", dir.word()).raw(">");
            w.within(lang, dir, |w| w.plain(&words));
            w.html.raw("</p>\n");
        }
    }
    if let Some(citation) = &entry.citation {
        w.html.raw("<p class=\"epigraph-ref\">");
        w.plain(&citation.canonical());
        w.html.raw("</p>\n");
    }
    w.html.raw("</div>\n");
}

/// Units under double rules, each lesson with its agenda drawn as a bar.
fn glance(w: &mut Writer<'_>) {
    let curriculum = w.site.curriculum;
    w.html.raw("<div class=\"glance\">\n");
    let loose: Vec<LessonId> =
        (0..curriculum.lessons.len()).map(LessonId::new).filter(|&id| curriculum.lesson(id).unit.is_none()).collect();
    if !loose.is_empty() {
        w.html.raw("<section class=\"unit\"><div class=\"unit-name\"><h2>");
        w.say("lessons");
        w.html.raw("</h2></div>");
        rows(w, &loose);
        w.html.raw("</section>\n");
    }
    for unit in curriculum.units.iter().filter(|unit| !unit.lessons.is_empty() || unit.document.is_some()) {
        unit_section(w, unit);
    }
    let site = w.site;
    if curriculum.lessons.iter().any(|lesson| !lesson.main.agenda.entries.is_empty()) {
        agenda::key(&mut w.html, site.words);
    }
    w.html.raw("</div>\n");
}

fn unit_section<'a>(w: &mut Writer<'a>, unit: &'a Unit) {
    w.html.raw("<section class=\"unit\"><div class=\"unit-name\">");
    unit_eyebrow(w, unit);
    let title = w.presenter().line(&unit.title);
    w.html.raw("<h2");
    w.direction(&title);
    w.html.raw("><a");
    let page = w.site.area.unit(&unit.address);
    w.href(&page, "");
    w.html.raw(">");
    w.label(&title);
    w.html.raw("</a></h2>\n");
    if let Some(goal) = w.presenter().goal(unit) {
        w.html.raw("<div class=\"ui\">");
        w.blocks(&goal);
        w.html.raw("</div>");
    }
    w.html.raw("<p class=\"ui unit-progress\"></p></div>");
    rows(w, &unit.lessons);
    w.html.raw("</section>\n");
}

fn unit_eyebrow(w: &mut Writer<'_>, unit: &Unit) {
    let words = w.site.words.count("unit-number", unit.number);
    w.html.raw("<p class=\"eyebrow\">");
    w.plain(&words);
    w.html.raw("</p>\n");
}

/// A unit's page.
pub(crate) fn unit<'a>(site: &'a Site<'a>, id: UnitId) -> Page {
    let unit = site.curriculum.unit(id);
    let path = site.area.unit(&unit.address);
    let mut w = Writer::new(site, &site.area, &path);
    head(&mut w, unit);
    if let Some(document) = &unit.document {
        let questions = w.presenter().unit_questions(unit);
        if !questions.is_empty() {
            w.html.raw("<section class=\"goals prose\"><h2 class=\"eyebrow\">");
            w.say("questions");
            w.html.raw("</h2>");
            w.tight_list("<ul", site.dir, &questions);
            w.html.raw("</section>\n");
        }
        w.html.raw("<div class=\"prose unit-body\">\n");
        let body = w.presenter().body(document, unit.scope);
        rows::body(&mut w, &body.lead, &body.sections, &body.footnotes);
        w.html.raw("</div>\n");
    }
    w.html.raw("<section class=\"unit\"><div class=\"unit-name\"><h2>");
    w.say("lessons");
    w.html.raw("</h2></div>");
    rows(&mut w, &unit.lessons);
    w.html.raw("</section>\n");
    let near = |number: Option<usize>| number.and_then(|number| site.curriculum.units.get(number));
    let address = |unit: Option<&Unit>| unit.map(|unit| site.area.unit(&unit.address)).unwrap_or_default();
    let summary = unit.document.as_ref().and_then(|document| document.front.summary.as_ref());
    let goal = || w.presenter().goal(unit).map(|goal| walk::plain(&goal)).unwrap_or_default();
    let description = summary.map_or_else(goal, |summary| summary.value.clone());
    Page {
        template: "unit.html",
        title: unit.title.clone(),
        description,
        section: site.area.common(""),
        previous: address(near(id.index().checked_sub(1))),
        next: address(near(Some(id.index() + 1))),
        main: w.html,
        origin: unit.document.as_ref().map_or_else(|| unit.address.clone(), |document| document.path.to_string()),
        path,
        ..Page::default()
    }
}

fn head<'a>(w: &mut Writer<'a>, unit: &'a Unit) {
    crumbs(w, None);
    w.html.raw("<header class=\"head\">");
    unit_eyebrow(w, unit);
    let title = w.presenter().line(&unit.title);
    w.element("<h1", &title, "</h1>\n");
    if let Some(goal) = w.presenter().goal(unit) {
        w.html.raw("<div class=\"standfirst\">");
        w.blocks(&goal);
        w.html.raw("</div>\n");
    }
    w.html.raw("</header>\n");
}

/// The first page for facilitators: every run of show.
pub(crate) fn facilitators<'a>(site: &'a Site<'a>) -> Page {
    let path = format!("{}index.html", site.closed.prefix());
    let mut w = Writer::new(site, &site.closed, &path);
    w.html.raw("<header class=\"head\"><h1>");
    w.say("for-facilitators");
    w.html.raw("</h1>\n<p class=\"standfirst\">");
    w.say("for-facilitators-about");
    w.html.raw("</p></header>\n");
    glance(&mut w);
    Page {
        template: "index.html",
        title: site.words.get("for-facilitators").to_owned(),
        facilitator: true,
        noindex: true,
        main: w.html,
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
    w.html.raw("<header class=\"head\"><h1>");
    w.say("moved");
    w.html.raw("</h1>\n<p class=\"standfirst\"><a class=\"moved\" rel=\"canonical\"");
    w.href(&target, "");
    w.html.raw(">");
    let title = w.presenter().title(to);
    w.line(&title);
    w.html.raw("</a></p></header>\n");
    Page {
        template: "moved.html",
        title: site.words.get("moved").to_owned(),
        noindex: true,
        next: target,
        main: w.html,
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
