//! The theme at work: its templates, and its files under names that change with their bytes.
//!
//! Tells of what the template language refuses, at its place; a template that marks anything safe itself is reported. The engine is
//! in `engine`; templates that are a stranger's are rendered by workers (`apart`).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::apart::Apart;
pub(crate) use super::engine::{About, Logo, MenuItem};
use super::engine::{Engine, Filling, Globals, Refusal, Sent};
use super::rendering::Parts;
use super::tags::tags;
use super::turns::suspect;
use super::values::{Map, plain};
use crate::data::Extra;
use crate::diag::{Diagnostic, Diagnostics, Fault, InTheme, make};
use crate::display;
use crate::output::Output;
use crate::source::VPath;
use crate::theme::{Theme, ThemeFile};
use crate::worker::Workers;

/// What templates have on every page.
const GLOBAL: [&str; 6] = ["site", "assets", "t", "say", "say_inside", "root"];

/// The folders of a theme whose files are served.
const SERVED: [&str; 4] = ["fonts/", "images/", "css/", "js/"];

/// A theme's served files: where each stands in the site, by its path in the theme.
#[derive(Clone, Default)]
pub(crate) struct Assets {
    places: BTreeMap<String, String>,
}

impl Assets {
    /// Puts the theme's files into the output under hashed names. Style sheets come after what they point at.
    pub(crate) fn lay_out(theme: &Theme, out: &mut Output, sink: &mut Diagnostics) -> Assets {
        let mut assets = Assets::default();
        for folder in SERVED {
            for (path, file) in theme.under(folder).filter(|(path, _)| is_served(path)) {
                if path.ends_with(".css") {
                    report_missing(theme, file, sink);
                }
                let bytes = assets.rewritten(path, &file.bytes);
                let place = hashed(path, &bytes);
                if let Some(target) = VPath::new(&place) {
                    out.insert(target, bytes, file.origin.as_str(), sink);
                }
                assets.places.insert(path.to_owned(), place);
            }
        }
        assets
    }

    /// A style sheet with its own addresses turned to the hashed names; any other file as it is.
    fn rewritten(&self, path: &str, bytes: &[u8]) -> Vec<u8> {
        let Some(text) = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".css")) else {
            return bytes.to_vec();
        };
        let mut text = text.to_owned();
        for (from, to) in &self.places {
            let name = to.rsplit_once('/').map_or(to.as_str(), |(_, name)| name);
            text = text.replace(&format!("\"../{from}\""), &format!("\"{name}\""));
        }
        text.into_bytes()
    }
}

/// What is printed with has a folder of its own inside `fonts/`, and is not served.
fn is_served(path: &str) -> bool {
    !path.starts_with("fonts/print/")
        && !path.rsplit('/').next().is_some_and(|name| name.starts_with(['.', '_']) || name == "README.md")
}

/// `css/site.css` as `assets/site.1a2b3c4d.css`.
fn hashed(path: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = hash.get(..8).unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}.{hash}.{extension}")
}

/// One page, ready to be framed.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its path in the site.
    pub(crate) path: String,
    /// The template.
    pub(crate) template: &'static str,
    /// The title of its own.
    pub(crate) title: String,
    /// A description for search engines and previews; may be empty.
    pub(crate) description: String,
    /// The menu item it belongs to, as the item's path.
    pub(crate) section: String,
    /// Whether it is a facilitator's.
    pub(crate) facilitator: bool,
    /// Whether search engines should leave it.
    pub(crate) noindex: bool,
    /// Its own full address; empty without a base address.
    pub(crate) canonical: String,
    /// The page before, from the root.
    pub(crate) previous: String,
    /// The page after, from the root.
    pub(crate) next: String,
    /// The same page in other languages: language and path from the root.
    pub(crate) alternates: Vec<(String, String)>,
    /// Structured data for machines, as JSON with no `<` in it; may be empty.
    pub(crate) data: String,
    /// The way to the root, where it is not to be worked out from the path.
    pub(crate) root: Option<String>,
    /// The lesson that it is of, by its address; empty for other pages.
    pub(crate) lesson: String,
    /// What it was made from, as people know it.
    pub(crate) origin: String,
    /// What a page of its kind has beside these.
    pub(crate) values: Map,
    /// Whether what it shows runs the other way than the theme's words, so that each of these is an isolate in it.
    pub(crate) is_foreign: bool,
    /// Its parts that are still to be rendered, and what was refused of those that were.
    pub(crate) parts: Parts,
}

/// The templates, filled with what every page has.
pub(crate) struct Frame {
    engine: Engine,
    /// The templates as files, by name, to say where a mistake is.
    files: Arc<BTreeMap<String, ThemeFile>>,
    /// Where the pages are rendered whose templates are a stranger's.
    apart: Option<Apart>,
}

impl Frame {
    /// Reads the theme's templates. A template that cannot be read is reported, and the pages are not made.
    pub(crate) fn new(theme: &Theme, sink: &mut Diagnostics) -> Option<Frame> {
        report_unsafe(theme, sink);
        let named = theme.under("templates/").filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file)));
        let files: BTreeMap<String, ThemeFile> = named.map(|(name, file)| (name.to_owned(), file.clone())).collect();
        if !report_binary(&files, sink) {
            return None;
        }
        match Engine::new(templates(&files)) {
            Ok(engine) => Some(Frame { engine, files: Arc::new(files), apart: None }),
            Err(refusal) => {
                mistakes(&files, "base.html", &refusal).into_iter().for_each(|mistake| sink.push(mistake));
                None
            }
        }
    }

    /// The same templates for one language's pages: rendered by workers where a template is a stranger's.
    pub(crate) fn for_site(
        &self,
        about: About,
        extra: &Extra,
        assets: &Assets,
        messages: &BTreeMap<String, &str>,
        workers: &Workers,
    ) -> Frame {
        let globals = Globals::new(about, extra, assets.places.clone(), messages);
        let is_own = self.files.values().any(|file| !file.is_shipped);
        let apart = if is_own { Apart::new(workers, || templates(&self.files).collect(), &globals) } else { None };
        Frame { engine: self.engine.for_site(&globals), files: Arc::clone(&self.files), apart }
    }

    /// What renders parts, and whether it does at once: where a worker renders the page, it renders its parts with it.
    pub(super) fn for_parts(&self) -> (&Engine, bool) {
        (&self.engine, self.apart.is_none())
    }

    /// A whole page, or what is wrong with its templates. What it is filled with is used up.
    pub(crate) fn render(&self, page: &mut Page) -> Result<String, Vec<Diagnostic>> {
        let Parts { has_code, deferred, refusals } = std::mem::take(&mut page.parts);
        if let Some((template, refusal)) = refusals.first() {
            return Err(mistakes(&self.files, template, refusal));
        }
        let values = std::mem::take(&mut page.values);
        let filling = Filling {
            template: page.template.into(),
            root: page.root.clone().unwrap_or_else(|| crate::place::root_of(&page.path)).into(),
            path: page.path.as_str().into(),
            title: display::strip_bidi(&page.title),
            description: display::strip_bidi(&page.description),
            section: page.section.as_str().into(),
            facilitator: page.facilitator,
            noindex: page.noindex,
            canonical: page.canonical.as_str().into(),
            previous: page.previous.as_str().into(),
            next: page.next.as_str().into(),
            lesson: page.lesson.as_str().into(),
            alternates: page.alternates.as_slice().into(),
            data: page.data.as_str().into(),
            is_foreign: page.is_foreign,
            has_code,
        };
        let told = |refusal| mistakes(&self.files, page.template, &refusal);
        let Some(apart) = &self.apart else { return self.engine.render(&filling, values).map_err(told) };
        match apart.render(&Sent { filling, values: plain(values), parts: deferred }) {
            Ok(rendered) => rendered.map_err(told),
            Err(fault) => Err(vec![beyond(&self.files, page, &fault)]),
        }
    }
}

/// The templates that can be read, by name.
fn templates(files: &BTreeMap<String, ThemeFile>) -> impl Iterator<Item = (String, &str)> {
    let templates = files.iter().filter(|(name, _)| name.ends_with(".html"));
    templates.filter_map(|(name, file)| Some((name.clone(), std::str::from_utf8(&file.bytes).ok()?)))
}

/// Tells of templates that are no text. Whether there is none.
fn report_binary(files: &BTreeMap<String, ThemeFile>, sink: &mut Diagnostics) -> bool {
    let binary =
        files.iter().filter(|(name, file)| name.ends_with(".html") && std::str::from_utf8(&file.bytes).is_err());
    let told = binary.map(|(_, file)| sink.push(make::template_not_text(&file.origin)));
    told.count() == 0
}

/// What is told of a page that could not be rendered within its bounds: at the loop of the strangers' templates that goes round most, or
/// where text is put together that grows.
fn beyond(files: &BTreeMap<String, ThemeFile>, page: &Page, fault: &Fault) -> Diagnostic {
    let own = files.iter().filter(|(_, file)| !file.is_shipped);
    let own: Vec<(&str, &ThemeFile, &str)> = own
        .filter(|(name, _)| name.ends_with(".html"))
        .filter_map(|(name, file)| Some((name.as_str(), file, std::str::from_utf8(&file.bytes).ok()?)))
        .collect();
    let theme = Theme::shipped("daf").unwrap_or_default();
    let grows = matches!(fault, Fault::Memory(_) | Fault::Size(_));
    let suspects = own.iter().filter_map(|(name, file, text)| {
        let shipped = theme.text(&format!("templates/{name}")).unwrap_or_default();
        Some((suspect(text, shipped, grows)?, *file, *text))
    });
    let suspects: Vec<_> = suspects.collect();
    // Of several the first in order of path, as always.
    let worst = suspects.into_iter().rev().max_by_key(|((weight, _), ..)| *weight);
    match (worst, own.first()) {
        (Some(((_, range), file, text)), _) => make::template_beyond(place(file, text, range), &page.path, fault),
        (None, Some((_, file, text))) => make::template_beyond(place(file, text, 0..0), &page.path, fault),
        (None, None) => make::theme_beyond(&format!("templates/{}", page.template), fault),
    }
}

/// A template has no need to mark anything safe: what may be written as it is, comes so.
fn report_unsafe(theme: &Theme, sink: &mut Diagnostics) {
    for (_, file) in theme.under("templates/") {
        let text = String::from_utf8_lossy(&file.bytes);
        let filters = text.match_indices('|').map(|(at, _)| at + 1).filter_map(|at| {
            let rest = text.get(at..)?;
            let name = rest.trim_start_matches([' ', '\t']);
            is_filter(name, "safe").then(|| (at - 1, at + rest.len() - name.len() + "safe".len()))
        });
        let off = text.match_indices("autoescape false").map(|(at, words)| (at, at + words.len()));
        for (from, to) in filters.chain(off) {
            sink.push(make::theme_unsafe(place(file, &text, from..to)));
        }
    }
}

fn is_filter(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn place<'a>(file: &'a ThemeFile, text: &'a str, range: std::ops::Range<usize>) -> InTheme<'a> {
    InTheme { origin: &file.origin, source: file.source, text, range }
}

/// What the template language refuses, each at its place in the template that it is about.
fn mistakes(files: &BTreeMap<String, ThemeFile>, rendered: &str, refusal: &Refusal) -> Vec<Diagnostic> {
    let (name, message, range) = match refusal {
        Refusal::At { name, message, range } => (name.as_deref().unwrap_or(rendered), message, range.clone()),
        Refusal::Tag { name, word, message } => (name.as_str(), message, tag(files, name, word)),
        Refusal::Reports(reports) => {
            let told: Vec<Diagnostic> = reports.split("\n\n").filter_map(|report| reported(files, report)).collect();
            if !told.is_empty() {
                return told;
            }
            (rendered, reports, 0..0)
        }
        Refusal::Turns { name, range } => {
            let Some(file) = files.get(name) else { return Vec::new() };
            let text = String::from_utf8_lossy(&file.bytes);
            return vec![make::loop_too_long(place(file, &text, range.clone()))];
        }
    };
    vec![mistake(files, if files.contains_key(name) { name } else { rendered }, message, range)]
}

/// The first tag of a template that begins with a word.
fn tag(files: &BTreeMap<String, ThemeFile>, name: &str, word: &str) -> std::ops::Range<usize> {
    let text = files.get(name).and_then(|file| std::str::from_utf8(&file.bytes).ok()).unwrap_or_default();
    tags(text).into_iter().find(|tag| tag.word == word).map_or(0..0, |tag| tag.range)
}

fn mistake(
    files: &BTreeMap<String, ThemeFile>,
    name: &str,
    message: &str,
    range: std::ops::Range<usize>,
) -> Diagnostic {
    let message = message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    // What there is instead comes as a list of hundreds: the nearest of it is told.
    let (message, known) = message.split_once(". Available ").unwrap_or((&message, ""));
    let known = known.split_once(": ").map_or("", |(_, known)| known).split(", ").filter(|known| !known.is_empty());
    match files.get(name) {
        Some(file) => {
            let text = String::from_utf8_lossy(&file.bytes);
            let typed = text.get(range.clone()).unwrap_or_default();
            // Of what every template has, a theme's author needs no list.
            let here: Vec<&str> = known.clone().filter(|known| !GLOBAL.contains(known)).collect();
            make::theme_mistake_near(place(file, &text, range), message, typed, known, &here)
        }
        None => make::theme_error(&format!("templates/{name}"), message),
    }
}

/// One of several reports that came as text: `error: words`, `--> template:line:column`, the line, and carets under it.
fn reported(files: &BTreeMap<String, ThemeFile>, report: &str) -> Option<Diagnostic> {
    let (message, rest) = report.strip_prefix("error: ")?.split_once('\n')?;
    let mut lines = rest.lines();
    let mut place_of = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
    let column: usize = place_of.next()?.parse().ok()?;
    let line: usize = place_of.next()?.parse().ok()?;
    let name = place_of.next()?;
    let width = lines.last()?.matches('^').count();
    let file = files.get(name)?;
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let offset = |count: usize| text.get(start..)?.char_indices().nth(count).map(|(at, _)| start + at);
    let from = offset(column.checked_sub(1)?).unwrap_or(text.len());
    let range = from..offset(column - 1 + width).unwrap_or(text.len());
    if message.contains("not defined in any parent template") {
        let typed = text.get(range.clone())?;
        let known: std::collections::BTreeSet<&str> = extended(files, text).flat_map(blocks).collect();
        return Some(make::unknown_template_block(place(file, text, range), typed, known));
    }
    Some(mistake(files, name, message, range))
}

/// The texts of the templates that one extends, the nearest first.
fn extended<'f>(files: &'f BTreeMap<String, ThemeFile>, text: &'f str) -> impl Iterator<Item = &'f str> {
    let parent = |text: &&'f str| {
        let tag = tags(text).into_iter().find(|tag| tag.word == "extends")?;
        let name = tag.inside.split(['"', '\'']).nth(1)?;
        std::str::from_utf8(&files.get(name)?.bytes).ok()
    };
    // A circle of them was refused before; this ends all the same.
    std::iter::successors(parent(&text), parent).take(files.len())
}

/// The names of a template's blocks.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("{%").filter_map(move |(at, _)| {
        let rest = text.get(at + 2..)?;
        let inner = rest.strip_prefix('-').unwrap_or(rest).trim_start();
        let name = inner.strip_prefix("block ")?.trim_start();
        let end = name.find(|c: char| c.is_whitespace() || matches!(c, '%' | '-' | '}')).unwrap_or(name.len());
        name.get(..end)
    })
}

/// Tells of the files that a style sheet names and the theme does not have.
fn report_missing(theme: &Theme, file: &ThemeFile, sink: &mut Diagnostics) {
    let Ok(text) = std::str::from_utf8(&file.bytes) else { return };
    for (at, opening) in text.match_indices("url(") {
        let from = at + opening.len();
        let Some(inside) = text.get(from..).and_then(|rest| rest.split(')').next()) else { continue };
        let typed = inside.trim().trim_matches(['"', '\'']);
        let Some(path) = typed.strip_prefix("../") else { continue };
        if theme.get(path).is_none() {
            let known = SERVED.iter().flat_map(|folder| theme.under(folder)).map(|(path, _)| path);
            sink.push(make::missing_theme_file(place(file, text, from..from + inside.len()), path, known));
        }
    }
}
