//! Curriculum and theme become pages: HTML, feeds, the map of the site. Start at [`pages`].
//!
//! Bodies are written straight into strings by `write` and its neighbours; templates are thin frames around them. Never
//! touches the disk, and never changes what the curriculum says.

mod agenda;
mod demand;
mod escape;
mod feeds;
mod frame;
mod glance;
mod gloss;
mod glossary;
mod handouts;
mod home;
mod html;
mod index;
mod lesson;
mod portions;
mod raw;
mod session;
mod site;
mod tasks;
mod texts;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::audience::Audience;
use crate::curriculum::{Curriculum, LessonId, PassageId, Target, Topic, UnitId};
use crate::diag::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::place::{self, Shelf};
use crate::source::VPath;
use crate::terms::TermFinder;
use crate::theme::Theme;
use crate::words::Words;
pub(crate) use demand::Pages;
pub(crate) use frame::Assets;
use frame::{About, Frame, Logo, MenuItem, Page};
use index::Kind;
pub(crate) use site::Beside;
use site::Site;

/// Adds every page of the site to the output, with the theme's files, the feed and the map.
///
/// Comes after whatever else is made: sheets are linked where the output has them already.
pub fn pages(curriculum: &Curriculum, theme: &Theme, out: &mut Output, sink: &mut Diagnostics) {
    let made: BTreeSet<VPath> = out.iter().map(|(path, _)| path.clone()).collect();
    let extents: BTreeMap<VPath, (u32, usize)> =
        out.iter().filter_map(|(path, made)| Some((path.clone(), (out.pages(path)?, made.size())))).collect();
    let beside = Beside { made, extents, on_demand: false };
    let assets = Assets::lay_out(theme, out, sink);
    let Some(common) = Common::new(curriculum, theme, &assets, &beside, sink) else { return };
    let mut index = Vec::new();
    for tongue in &common.tongues {
        let site = common.site(curriculum, tongue, &beside);
        index.extend(language_pages(&site, &tongue.frame, out, sink));
    }
    for (path, text) in machine_files(curriculum, &index) {
        out.insert_at(path, text, &machine_origin(path), sink);
    }
}

/// What all pages of a site have in common.
pub(crate) struct Common {
    tongues: Vec<Tongue>,
    terms: TermFinder,
}

/// What the pages of one language have in common.
struct Tongue {
    lang: String,
    words: Words,
    frame: Frame,
}

impl Common {
    /// Reads templates and words, and fills in what every page says. `None` where the templates can not be
    /// read.
    pub(crate) fn new(
        curriculum: &Curriculum,
        theme: &Theme,
        assets: &Assets,
        beside: &Beside,
        sink: &mut Diagnostics,
    ) -> Option<Common> {
        let frame = Frame::new(theme, sink)?;
        let terms = TermFinder::new(curriculum);
        let tongues = place::languages(curriculum).into_iter().map(|lang| {
            let words = Words::load(theme, &lang, sink);
            let site = Site::new(curriculum, &lang, &words, &terms, beside);
            let frame = frame.for_site(&about(&site), assets, &words.for_templates());
            Tongue { lang, words, frame }
        });
        let tongues = tongues.collect();
        Some(Common { tongues, terms })
    }

    fn site<'a>(&'a self, curriculum: &'a Curriculum, tongue: &'a Tongue, beside: &'a Beside) -> Site<'a> {
        Site::new(curriculum, &tongue.lang, &tongue.words, &self.terms, beside)
    }
}

/// A language's name in itself.
fn language_name(lang: &str) -> String {
    match lang.split('-').next().unwrap_or_default() {
        "he" => "עברית",
        "yi" => "ייִדיש",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "ru" => "Русский",
        "de" => "Deutsch",
        "pt" => "Português",
        "ar" => "العربية",
        "lad" => "Ladino",
        _ => lang,
    }
    .to_owned()
}

/// One thing to render.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Job {
    Home,
    Unit(UnitId),
    Lesson(LessonId, Audience),
    Facilitators,
    Texts,
    Passage(PassageId),
    Topics(Kind),
    /// One topic of a kind, by its place in the list.
    Topic(Kind, usize),
    Glance,
    Glossary,
    Handouts(Audience),
    Search(Audience),
    Missing,
    /// An old address, by its place in the list.
    Moved(usize),
}

/// Renders a language's pages in parallel and adds them in order. Gives back the paths and dates for the map of the site.
fn language_pages(site: &Site<'_>, frame: &Frame, out: &mut Output, sink: &mut Diagnostics) -> Vec<(String, String)> {
    let jobs = jobs(site);
    let rendered: Vec<(Page, Result<String, Vec<Diagnostic>>)> = jobs
        .par_iter()
        .map(|job| {
            let mut page = job_page(site, *job);
            finish(site, *job, &mut page);
            // All pages are held until all are made: none keeps room that it does not fill.
            let html = frame.render(&page).map(|mut html| {
                html.shrink_to_fit();
                html
            });
            let Page { path, template, noindex, origin, .. } = page;
            (Page { path, template, noindex, origin, ..Page::default() }, html)
        })
        .collect();
    let mut index = Vec::new();
    let mut told: Vec<Diagnostic> = Vec::new();
    for (job, (page, html)) in jobs.iter().zip(rendered) {
        match (html, place::vpath(&page.path)) {
            (Ok(html), Some(path)) => out.insert(path, html, page.origin.as_str(), sink),
            (Err(mistakes), _) => {
                let new: Vec<Diagnostic> = mistakes.into_iter().filter(|mistake| !told.contains(mistake)).collect();
                told.extend(new);
            }
            (Ok(_), None) => {}
        }
        if !page.noindex {
            index.push((page.path, job_date(site, *job)));
        }
    }
    told.into_iter().for_each(|mistake| sink.push(mistake));
    index
}

fn job_date(site: &Site<'_>, job: Job) -> String {
    match job {
        Job::Lesson(id, _) => feeds::date(site.curriculum.lesson(id)).unwrap_or_default().to_owned(),
        Job::Home
        | Job::Unit(_)
        | Job::Facilitators
        | Job::Texts
        | Job::Passage(_)
        | Job::Topics(..)
        | Job::Topic(..)
        | Job::Glance
        | Job::Glossary
        | Job::Handouts(_)
        | Job::Search(_)
        | Job::Missing
        | Job::Moved(..) => String::new(),
    }
}

/// Everything that a language's pages are made of, in order.
fn jobs(site: &Site<'_>) -> Vec<Job> {
    let curriculum = site.curriculum;
    let mut jobs = vec![Job::Home, Job::Search(Audience::Participant)];
    jobs.extend((0..curriculum.units.len()).map(|index| Job::Unit(UnitId::new(index))));
    let lessons = || (0..curriculum.lessons.len()).map(LessonId::new);
    jobs.extend(lessons().map(|id| Job::Lesson(id, Audience::Participant)));
    if place::has_facilitators(curriculum) {
        jobs.push(Job::Facilitators);
        jobs.extend([Job::Handouts(Audience::Facilitator), Job::Search(Audience::Facilitator)]);
        jobs.extend(lessons().map(|id| Job::Lesson(id, Audience::Facilitator)));
    }
    jobs.extend([Job::Texts, Job::Glossary, Job::Handouts(Audience::Participant)]);
    jobs.extend((0..curriculum.passages.len()).map(|index| Job::Passage(PassageId::new(index))));
    if glance::any(site) {
        jobs.push(Job::Glance);
    }
    for (kind, list) in kinds(curriculum) {
        jobs.push(Job::Topics(kind));
        jobs.extend((0..list.len()).map(|at| Job::Topic(kind, at)));
    }
    if site.shelf.lang.is_empty() {
        jobs.push(Job::Missing);
        jobs.extend((0..curriculum.aliases.len()).map(Job::Moved));
    }
    jobs
}

/// The kinds of topics; tags only where somebody uses them.
fn kinds(curriculum: &Curriculum) -> Vec<(Kind, &[Topic])> {
    let all = [
        (Kind("values"), curriculum.values.as_slice()),
        (Kind("skills"), curriculum.skills.as_slice()),
        (Kind("portions"), curriculum.portions.as_slice()),
        (Kind("tags"), curriculum.tags.as_slice()),
    ];
    let read = !curriculum.portions.is_empty() || !curriculum.haftarot.is_empty();
    all.into_iter().filter(|(kind, list)| !list.is_empty() || (*kind == Kind("portions") && read)).collect()
}

/// The topics of a kind.
fn topics(curriculum: &Curriculum, kind: Kind) -> &[Topic] {
    kinds(curriculum).into_iter().find(|(own, _)| *own == kind).map_or(&[], |(_, list)| list)
}

/// The shelf of a language for an audience.
fn shelf_for(site: &Site<'_>, audience: Audience) -> Shelf {
    match audience {
        Audience::Participant => site.shelf.open(),
        Audience::Facilitator => site.shelf.facilitators(),
    }
}

/// Where a page stands.
fn job_path(site: &Site<'_>, job: Job) -> String {
    let curriculum = site.curriculum;
    let shelf = &site.shelf;
    match job {
        Job::Home => shelf.common(""),
        Job::Unit(id) => shelf.unit(&curriculum.unit(id).address),
        Job::Lesson(id, audience) => shelf_for(site, audience).lesson(curriculum.lesson(id)),
        Job::Facilitators => format!("{}index.html", shelf.facilitators().prefix()),
        Job::Texts => shelf.common("texts"),
        Job::Passage(id) => shelf.passage(&curriculum.passage(id).slug),
        Job::Topics(kind) => shelf.common(kind.0),
        Job::Topic(kind, at) => {
            topics(curriculum, kind).get(at).map_or_else(String::new, |topic| shelf.topic(kind.0, topic))
        }
        Job::Glance => shelf.common(glance::ADDRESS),
        Job::Glossary => shelf.common("glossary"),
        Job::Handouts(audience) => format!("{}handouts/index.html", shelf_for(site, audience).prefix()),
        Job::Search(audience) => format!("{}search/index.html", shelf_for(site, audience).prefix()),
        Job::Missing => "404.html".to_owned(),
        Job::Moved(at) => curriculum.aliases.get(at).map_or_else(String::new, |(path, _)| path.to_string()),
    }
}

fn job_page<'a>(site: &'a Site<'a>, job: Job) -> Page {
    let curriculum = site.curriculum;
    match job {
        Job::Home => home::home(site),
        Job::Unit(id) => home::unit(site, id),
        Job::Lesson(id, audience) => lesson::page(site, id, &shelf_for(site, audience)),
        Job::Facilitators => home::facilitators(site),
        Job::Texts => index::texts(site),
        Job::Passage(id) => index::passage(site, id),
        Job::Topics(Kind("portions")) => portions::index(site),
        Job::Topics(kind) => index::topics(site, kind, topics(curriculum, kind)),
        Job::Topic(kind, at) => match topics(curriculum, kind).get(at) {
            Some(topic) => index::topic(site, kind, topic),
            None => Page::default(),
        },
        Job::Glance => glance::page(site),
        Job::Glossary => glossary::page(site),
        Job::Handouts(audience) => handouts::page(site, audience),
        Job::Search(audience) => home::search(site, audience),
        Job::Missing => home::plain(site, job_path(site, job), "404.html", "missing"),
        Job::Moved(at) => match curriculum.aliases.get(at) {
            Some((path, id)) => home::moved(site, path.as_str(), *id),
            None => Page::default(),
        },
    }
}

/// What a page owes to the base address and to other languages.
fn finish(site: &Site<'_>, job: Job, page: &mut Page) {
    let config = &site.curriculum.config;
    if place::languages(site.curriculum).len() > 1 && !page.facilitator {
        page.alternates = alternates(site, page);
    }
    let Some(base) = config.base_url.as_ref().map(|base| base.value.as_str()) else { return };
    match job {
        Job::Missing => page.root = Some(format!("{base}/")),
        Job::Home => page.data = feeds::course(site, base),
        Job::Lesson(id, _) if !page.facilitator => {
            page.data = feeds::resource(site, base, site.curriculum.lesson(id), page);
        }
        Job::Moved(at) => {
            let to = site.curriculum.aliases.get(at).map(|(_, id)| site.shelf.lesson(site.curriculum.lesson(*id)));
            page.canonical = to.map(|to| feeds::full(base, &to)).unwrap_or_default();
        }
        Job::Lesson(..)
        | Job::Unit(_)
        | Job::Facilitators
        | Job::Texts
        | Job::Passage(_)
        | Job::Topics(..)
        | Job::Topic(..)
        | Job::Glance
        | Job::Glossary
        | Job::Handouts(_)
        | Job::Search(_) => {}
    }
    if !page.noindex {
        page.canonical = feeds::full(base, &page.path);
    }
}

fn alternates(site: &Site<'_>, page: &Page) -> Vec<(String, String)> {
    let Some(rest) = page
        .path
        .strip_prefix(site.shelf.lang.as_str())
        .filter(|_| page.template != "404.html" && page.template != "moved.html")
    else {
        return Vec::new();
    };
    let others = place::languages(site.curriculum).into_iter().filter(|lang| *lang != site.lang);
    others
        .map(|lang| {
            let shelf = place::shelf_of(site.curriculum, &lang, Audience::Participant);
            (lang, format!("{}{rest}", shelf.lang))
        })
        .collect()
}

/// What the site says of itself on every page.
fn about(site: &Site<'_>) -> About {
    let config = &site.curriculum.config;
    About {
        title: config.title.value.clone(),
        by: feeds::by(site.curriculum),
        license: config
            .license
            .as_ref()
            .map(|license| crate::shown::license_name(&license.value).into_owned())
            .unwrap_or_default(),
        lang: site.lang.clone(),
        dir: crate::shown::direction(&site.lang),
        menu: menu(site),
        more: more(site),
        home: site.shelf.common(""),
        search: site.shelf.common("search"),
        facilitator_search: format!("{}search/index.html", site.shelf.facilitators().prefix()),
        indexes: format!("{}search/", site.shelf.prefix()),
        facilitator_indexes: format!("{0}search/ {1}search/", site.shelf.prefix(), site.shelf.facilitators().prefix()),
        find: labels(site.words.starting("find-")),
        choices: labels(choices(site)),
        key: key(config.base_url.as_ref().map_or(&config.title.value, |base| &base.value)),
        reader: labels(site.words.starting("reader-")),
        feed: if config.base_url.is_some() { "atom.xml".to_owned() } else { String::new() },
        logo: logo(site.curriculum),
    }
}

/// A short name for a site, from its address, or its title where it has none: what a reader keeps on a device is kept under it.
fn key(title: &str) -> String {
    blake3::hash(title.as_bytes()).to_hex().as_str().get(..8).unwrap_or_default().to_owned()
}

/// The image that `look.logo` names.
fn logo(curriculum: &Curriculum) -> Option<Logo> {
    let file = curriculum.file(curriculum.logo()?);
    let image = file.image?;
    // It stands small: the smallest size is enough, and the file itself may not be published.
    let path = escape::component(file.smaller.first().map_or(&file.path, |size| &size.path).as_str());
    Some(Logo { path, width: image.width, height: image.height })
}

/// Words for a script, as `id=words` in a line each: a message of several lines becomes one.
fn labels(words: BTreeMap<String, String>) -> String {
    let line =
        |(id, words): (&String, &String)| format!("{id}={}", words.split_whitespace().collect::<Vec<_>>().join(" "));
    words.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What categories of texts and levels of lessons are called, as the search index names them.
fn choices(site: &Site<'_>) -> BTreeMap<String, String> {
    let categories = site.words.starting("category-").into_iter();
    let mut choices: BTreeMap<String, String> = categories.map(|(id, words)| (id.replace('-', " "), words)).collect();
    for level in ["introductory", "intermediate", "advanced"] {
        choices.insert(level.to_owned(), site.words.get(&format!("lesson-{level}")).to_owned());
    }
    choices
}

/// The curriculum's own menu, or the indexes that have something in them.
fn menu(site: &Site<'_>) -> Vec<MenuItem> {
    let curriculum = site.curriculum;
    if !curriculum.config.menu.is_empty() {
        return own_menu(site);
    }
    let mut items = vec![("lessons", "", true)];
    items.push(("texts", "texts", !curriculum.passages.is_empty()));
    items.push(("values", "values", !curriculum.values.is_empty()));
    items.push(("glossary", "glossary", !curriculum.terms.is_empty()));
    items.push(("handouts", "handouts", handouts::any(site, Audience::Participant)));
    items
        .into_iter()
        .filter(|(_, _, there)| *there)
        .map(|(word, address, _)| item(site, word, &site.shelf.common(address)))
        .collect()
}

fn item(site: &Site<'_>, word: &str, path: &str) -> MenuItem {
    let prefix = site.shelf.facilitators().prefix();
    let facilitators = match word {
        "lessons" => format!("{prefix}index.html"),
        "handouts" => format!("{prefix}handouts/index.html"),
        _ => String::new(),
    };
    let facilitators = if place::has_facilitators(site.curriculum) { facilitators } else { String::new() };
    MenuItem { title: site.words.get(word).to_owned(), path: path.to_owned(), outside: false, facilitators }
}

/// Items of `menu:`; one that leads nowhere was reported, and is left out.
fn own_menu(site: &Site<'_>) -> Vec<MenuItem> {
    let curriculum = site.curriculum;
    let writer = write::Writer::new(site, &site.shelf, "index.html", curriculum.config_scope);
    let targets = &curriculum.scope(curriculum.config_scope).links;
    let items = curriculum.config.menu.iter().filter_map(|(title, no)| {
        let target = targets.get(no.0 as usize)?;
        let outside = matches!(target, Target::Outside(_));
        Some(MenuItem {
            title: title.value.clone(),
            path: writer.address(target)?,
            outside,
            facilitators: String::new(),
        })
    });
    items.collect()
}

fn more(site: &Site<'_>) -> Vec<MenuItem> {
    let listed = menu(site);
    let mut items: Vec<MenuItem> =
        kinds(site.curriculum).into_iter().map(|(kind, _)| item(site, kind.0, &site.shelf.common(kind.0))).collect();
    if glance::any(site) {
        items.push(item(site, "glance", &site.shelf.common(glance::ADDRESS)));
    }
    if place::shows_facilitators(site.curriculum) {
        items.push(item(site, "for-facilitators", &format!("{}index.html", site.shelf.facilitators().prefix())));
    }
    items.retain(|item| listed.iter().all(|other| other.path != item.path));
    items
}

/// The feed, the map and the note to robots, where the site knows its own address.
fn machine_files(curriculum: &Curriculum, index: &[(String, String)]) -> Vec<(&'static str, String)> {
    let Some(base) = curriculum.config.base_url.as_ref().map(|base| base.value.as_str()) else { return Vec::new() };
    let shows = place::shows_facilitators(curriculum);
    let shelf = place::shelf_of(curriculum, &curriculum.config.language, Audience::Participant);
    vec![
        ("sitemap.xml", feeds::sitemap(base, index)),
        ("robots.txt", feeds::robots(base, shows)),
        ("atom.xml", feeds::atom(curriculum, &shelf, base)),
    ]
}

fn machine_origin(path: &str) -> String {
    format!("the {path} of the site")
}
