//! The theme at work: its templates, and its files under names that change with their bytes.
//!
//! The only file that knows the template language. Ready markup reaches a template as a value that is marked safe here, and
//! only here; a template that marks anything safe itself is reported.

use std::collections::BTreeMap;

use base64::Engine as _;
use serde::Serialize;
use sha2::Digest as _;
use tera::{Context, Tera, Value};

use super::html::Html;
use crate::diag::{Diagnostics, make};
use crate::output::Output;
use crate::shown;
use crate::source::VPath;
use crate::theme::Theme;

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
        && path != EARLY
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
    /// Where it leads, from the root; or an address outside.
    pub(crate) path: String,
    /// Whether `path` is an address outside.
    pub(crate) outside: bool,
}

/// What a site says of itself on every page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct About {
    /// The curriculum's title.
    pub(crate) title: String,
    /// Its organization, or its authors.
    pub(crate) by: String,
    /// Its licence as people read it.
    pub(crate) license: String,
    /// The pages' language.
    pub(crate) lang: String,
    /// `ltr` or `rtl`.
    pub(crate) dir: &'static str,
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
    /// What a field to search from says, as `id=words` with a bar between.
    pub(crate) find: String,
    /// What the choices are called that results are narrowed by, likewise, where a language has words for them.
    pub(crate) choices: String,
    /// The feed, from the root; empty where there is none.
    pub(crate) feed: String,
    /// What tells this site's notes on a device from another's.
    pub(crate) key: String,
    /// What the reader's controls say, as `id=words` with a bar between.
    pub(crate) reader: String,
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
}

/// The one script that stands in a page itself, so that no paint waits for it.
const EARLY: &str = "js/early.js";

/// That script, and its hash as a policy names it: no other script in a page is run. Empty where the theme has none, or one
/// that would end early.
fn early(theme: &Theme) -> (String, String) {
    let script = theme.text(EARLY).map(str::trim).filter(|script| !script.to_ascii_lowercase().contains("</script"));
    let Some(script) = script.filter(|script| !script.is_empty()) else { return (String::new(), String::new()) };
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(script.as_bytes()));
    (script.to_owned(), format!("'sha256-{hash}'"))
}

impl Frame {
    /// Reads the theme's templates. A template that can not be read is reported, and the pages are not made.
    pub(crate) fn new(theme: &Theme, sink: &mut Diagnostics) -> Option<Frame> {
        let mut tera = Tera::default();
        tera.autoescape_on([".html", ".xml"]);
        let templates = theme.under("templates/").filter(|(path, _)| path.ends_with(".html"));
        let templates: Vec<(String, &str)> = templates
            .filter_map(|(path, file)| {
                Some((path.strip_prefix("templates/")?.to_owned(), std::str::from_utf8(&file.bytes).ok()?))
            })
            .collect();
        report_unsafe(theme, sink);
        match tera.add_raw_templates(templates) {
            Ok(()) => {
                let (script, hash) = early(theme);
                tera.global_context().insert_value("early", Value::safe_string(&script));
                tera.global_context().insert("early_hash", &hash);
                Some(Frame { tera })
            }
            Err(error) => {
                sink.push(make::theme_error("theme/templates", &one_line(&error)));
                None
            }
        }
    }

    /// The same templates for one language's pages.
    pub(crate) fn for_site(&self, about: &About, assets: &Assets, messages: &BTreeMap<String, &str>) -> Frame {
        let mut tera = self.tera.clone();
        let shared = tera.global_context();
        shared.insert("site", about);
        shared.insert("assets", &assets.places);
        shared.insert("t", messages);
        Frame { tera }
    }

    /// A whole page.
    pub(crate) fn render(&self, page: &Page) -> Result<String, String> {
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
        self.tera.render(page.template, &context).map_err(|error| format!("{}: {}", page.template, one_line(&error)))
    }
}

/// A template has no need to mark anything safe: what may be written as it is, comes so.
fn report_unsafe(theme: &Theme, sink: &mut Diagnostics) {
    for (_, file) in theme.under("templates/") {
        let text = String::from_utf8_lossy(&file.bytes);
        for (number, line) in text.lines().enumerate() {
            let filters = line.split('|').skip(1);
            if filters.map(str::trim_start).any(|rest| is_filter(rest, "safe")) || line.contains("autoescape false") {
                sink.push(make::theme_unsafe(&file.origin, number + 1, "a value"));
            }
        }
    }
}

fn is_filter(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

fn one_line(error: &tera::Error) -> String {
    let text = error.to_string();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
