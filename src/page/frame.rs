//! The theme at work: its templates, and its files under names that change with their bytes.
//!
//! The only file that knows the template language. Ready markup reaches a template as a value that is marked safe here, and
//! only here; a template that marks anything safe itself is reported.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use super::escape;
use super::html::Html;
use crate::diag::{Diagnostic, Diagnostics, InTheme, make};
use crate::direction::Direction;
use crate::output::Output;
use crate::shown;
use crate::source::VPath;
use crate::theme::{Theme, ThemeFile};

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

/// An item of the menu.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct MenuItem {
    /// Its words.
    pub(crate) title: String,
    /// The same as markup that says how they run.
    #[serde(skip)]
    pub(crate) html: Html,
    /// Where it leads, from the root; or an address outside.
    pub(crate) path: String,
    /// Whether `path` is an address outside.
    pub(crate) outside: bool,
    /// Where it leads from a facilitator's page, where that is another place; empty otherwise.
    pub(crate) facilitators: String,
}

/// What a site says of itself on every page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct About {
    /// The curriculum's title.
    pub(crate) title: String,
    /// The same as markup that says how it runs.
    #[serde(skip)]
    pub(crate) title_html: Html,
    /// Its organization, or its authors.
    pub(crate) by: String,
    /// The same as markup.
    #[serde(skip)]
    pub(crate) by_html: Html,
    /// Its licence as people read it.
    pub(crate) license: String,
    /// The pages' language.
    pub(crate) lang: String,
    /// `ltr` or `rtl`.
    pub(crate) dir: Direction,
    /// The menu at the top.
    pub(crate) menu: Vec<MenuItem>,
    /// The menu at the bottom.
    pub(crate) more: Vec<MenuItem>,
    /// The home page, from the root.
    pub(crate) home: String,
    /// The search page, from the root.
    pub(crate) search: String,
    /// The facilitators' search page, from the root.
    pub(crate) facilitator_search: String,
    /// The folders of the indexes that participants search, from the root, with a space between.
    pub(crate) indexes: String,
    /// The same for facilitators.
    pub(crate) facilitator_indexes: String,
    /// What a field to search from says, as `id=words` in a line each.
    pub(crate) find: String,
    /// What the choices are called that results are narrowed by, likewise, where a language has words for them.
    pub(crate) choices: String,
    /// The feed, from the root; empty where there is none.
    pub(crate) feed: String,
    /// What tells this site's notes on a device from another's.
    pub(crate) key: String,
    /// What the reader's controls say, as `id=words` in a line each.
    pub(crate) reader: String,
    /// The image that stands in the head of every page.
    pub(crate) logo: Option<Logo>,
}

/// An image in the head of every page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Logo {
    /// Its address from the root, ready for an attribute.
    pub(crate) path: String,
    /// Its width in pixels.
    pub(crate) width: u32,
    /// Its height.
    pub(crate) height: u32,
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
    /// The main column.
    pub(crate) main: Html,
    /// What stands at the side where reading starts.
    pub(crate) shelf: Html,
    /// What stands at the other side.
    pub(crate) margin: Html,
    /// Structured data for machines, as JSON with no `<` in it; may be empty.
    pub(crate) data: String,
    /// The way to the root, where it is not to be worked out from the path.
    pub(crate) root: Option<String>,
    /// The lesson that it is of, by its address; empty for other pages.
    pub(crate) lesson: String,
    /// What it was made from, as people know it.
    pub(crate) origin: String,
}

/// The templates, filled with what every page has.
pub(crate) struct Frame {
    tera: Tera,
    /// The templates as files, by name, to say where a mistake is.
    files: Arc<BTreeMap<String, ThemeFile>>,
}

impl Frame {
    /// Reads the theme's templates. A template that can not be read is reported, and the pages are not made.
    pub(crate) fn new(theme: &Theme, sink: &mut Diagnostics) -> Option<Frame> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml"]);
        // The library's own escaping lets through what turns the words around it.
        tera.set_escape_fn(|words, out| out.write_all(escape::escaped(words).as_bytes()));
        let templates = theme.under("templates/").filter(|(path, _)| path.ends_with(".html"));
        let templates: Vec<(String, &str)> = templates
            .filter_map(|(path, file)| {
                Some((path.strip_prefix("templates/")?.to_owned(), std::str::from_utf8(&file.bytes).ok()?))
            })
            .collect();
        report_unsafe(theme, sink);
        let named = theme.under("templates/").filter_map(|(path, file)| Some((path.strip_prefix("templates/")?, file)));
        let files: BTreeMap<String, ThemeFile> = named.map(|(name, file)| (name.to_owned(), file.clone())).collect();
        match tera.add_raw_templates(templates) {
            Ok(()) => Some(Frame { tera, files: Arc::new(files) }),
            Err(error) => {
                mistakes(&files, "base.html", &error).into_iter().for_each(|mistake| sink.push(mistake));
                None
            }
        }
    }

    /// The same templates for one language's pages.
    pub(crate) fn for_site(&self, about: &About, assets: &Assets, messages: &BTreeMap<String, &str>) -> Frame {
        let mut tera = self.tera.clone();
        let shared = tera.global_context();
        shared.insert_value("site", site_value(about));
        shared.insert("assets", &assets.places);
        shared.insert("t", messages);
        Frame { tera, files: Arc::clone(&self.files) }
    }

    /// A whole page, or what is wrong with its template.
    pub(crate) fn render(&self, page: &Page) -> Result<String, Vec<Diagnostic>> {
        let mut context = Context::new();
        let root = page.root.clone().unwrap_or_else(|| crate::place::root_of(&page.path));
        context.insert("root", &root);
        context.insert("path", &page.path);
        context.insert("title", &shown::upright(&page.title));
        context.insert("description", &shown::upright(&page.description));
        context.insert("section", &page.section);
        context.insert("facilitator", &page.facilitator);
        context.insert("noindex", &page.noindex);
        context.insert("canonical", &page.canonical);
        context.insert("previous", &page.previous);
        context.insert("next", &page.next);
        context.insert("lesson", &page.lesson);
        context.insert("alternates", &page.alternates);
        context.insert_value("main", Value::safe_string(page.main.as_str()));
        context.insert_value("shelf", Value::safe_string(page.shelf.as_str()));
        context.insert_value("margin", Value::safe_string(page.margin.as_str()));
        context.insert_value("data", Value::safe_string(&page.data));
        let told = |error| mistakes(&self.files, page.template, &error);
        self.tera.render(page.template, &context).map_err(told)
    }
}

/// What a site says of itself, for templates: with what is ready markup marked so.
fn site_value(about: &About) -> Value {
    let mut site = Value::from_serializable(about).into_map().unwrap_or_default();
    let safe = |html: &Html| Value::safe_string(html.as_str());
    site.insert("title_html".into(), safe(&about.title_html));
    site.insert("by_html".into(), safe(&about.by_html));
    for (name, items) in [("menu", &about.menu), ("more", &about.more)] {
        let items: Vec<Value> = items
            .iter()
            .map(|item| {
                let mut value = Value::from_serializable(item).into_map().unwrap_or_default();
                value.insert("html".into(), safe(&item.html));
                Value::from(value)
            })
            .collect();
        site.insert(name.into(), Value::from(items));
    }
    Value::from(site)
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
fn mistakes(files: &BTreeMap<String, ThemeFile>, rendered: &str, error: &tera::Error) -> Vec<Diagnostic> {
    let (name, message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename(), report.message().to_owned(), report.span().range.clone())
        }
        ErrorKind::MissingParent { current, .. } => (current.as_str(), error.to_string(), 0..0),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (tpl.as_str(), error.to_string(), 0..0)
        }
        ErrorKind::Msg(reports) => {
            let told: Vec<Diagnostic> = reports.split("\n\n").filter_map(|report| reported(files, report)).collect();
            if !told.is_empty() {
                return told;
            }
            (rendered, error.to_string(), 0..0)
        }
        _ => (rendered, error.to_string(), 0..0),
    };
    vec![mistake(files, if files.contains_key(name) { name } else { rendered }, &message, range)]
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
    let known = known.split_once(": ").map_or("", |(_, known)| known).split(", ");
    match files.get(name) {
        Some(file) => {
            let text = String::from_utf8_lossy(&file.bytes);
            let near = text.get(range.clone()).and_then(|typed| make::did_you_mean(typed, known));
            make::theme_mistake_near(place(file, &text, range), message, near)
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
        // Only a template that extends no other brings blocks into the world.
        let known = files.values().filter_map(|file| std::str::from_utf8(&file.bytes).ok());
        let known = known.filter(|text| !text.contains("{% extends"));
        let known: std::collections::BTreeSet<&str> = known.flat_map(blocks).filter(|name| *name != typed).collect();
        return Some(make::unknown_template_block(place(file, text, range), typed, known));
    }
    Some(mistake(files, name, message, range))
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
