//! The template engine at work: templates and values in, pages out, and what it refuses as places in templates.
//!
//! The only file that knows the engine. Ready markup reaches a template as a value that is marked safe here, and only here. All that
//! it is handed can be sent to another process (`apart`). Tells nobody of a mistake.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tera::{Context, ErrorKind, Tera, Value};

use super::deferred::{self, Part};
use super::escape;
use super::html::Html;
use super::straight::Straight;
use super::turns::{Edits, Turns, counted};
use super::values::{Map, Plain, PlainMap, plain_value, received};
use crate::data::Extra;
use crate::direction::Direction;

/// An item of the menu.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Logo {
    /// Its address from the root, ready for an attribute.
    pub(crate) path: String,
    /// Its width in pixels.
    pub(crate) width: u32,
    /// Its height.
    pub(crate) height: u32,
}

/// What all pages of a language have in common.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Globals {
    about: About,
    /// The markup of `about`, which templates are not handed as data.
    title_html: String,
    by_html: String,
    menu_html: Vec<String>,
    more_html: Vec<String>,
    assets: BTreeMap<String, String>,
    messages: BTreeMap<String, String>,
    /// The writer's own values for the whole site.
    extra: Plain,
}

impl Globals {
    /// What a site says of itself, where the theme's files stand, and the theme's messages.
    pub(super) fn new(
        about: About,
        extra: &Extra,
        assets: BTreeMap<String, String>,
        messages: &BTreeMap<String, &str>,
    ) -> Globals {
        let html = |items: &[MenuItem]| items.iter().map(|item| item.html.as_str().to_owned()).collect();
        Globals {
            title_html: about.title_html.as_str().to_owned(),
            by_html: about.by_html.as_str().to_owned(),
            menu_html: html(&about.menu),
            more_html: html(&about.more),
            about,
            extra: plain_value(&extra.into()),
            assets,
            messages: messages.iter().map(|(id, words)| (id.clone(), (*words).to_owned())).collect(),
        }
    }

    /// The messages as running text among words of the other direction.
    fn isolated(&self) -> Value {
        let (lang, dir) = (escape::escaped(&self.about.lang), self.about.dir.word());
        let isolate = |words: &str| format!("<bdi lang=\"{lang}\" dir=\"{dir}\">{}</bdi>", escape::escaped(words));
        let messages = self.messages.iter().map(|(id, words)| (id.clone().into(), Value::safe_string(&isolate(words))));
        Value::from(messages.collect::<tera::Map>())
    }

    /// What a site says of itself, for templates: with what is ready markup marked so.
    fn site(&self) -> Value {
        let mut site = Value::from_serializable(&self.about).into_map().unwrap_or_default();
        site.insert("title_html".into(), Value::safe_string(&self.title_html));
        site.insert("extra".into(), received(self.extra.clone()));
        site.insert("by_html".into(), Value::safe_string(&self.by_html));
        let lists = [("menu", &self.about.menu, &self.menu_html), ("more", &self.about.more, &self.more_html)];
        for (name, items, html) in lists {
            let items: Vec<Value> = items
                .iter()
                .zip(html)
                .map(|(item, html)| {
                    let mut value = Value::from_serializable(item).into_map().unwrap_or_default();
                    value.insert("html".into(), Value::safe_string(html));
                    Value::from(value)
                })
                .collect();
            site.insert(name.into(), Value::from(items));
        }
        Value::from(site)
    }
}

/// What a template is filled with for one page.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Filling<'a> {
    pub(super) template: Cow<'a, str>,
    pub(super) root: Cow<'a, str>,
    pub(super) path: Cow<'a, str>,
    pub(super) title: Cow<'a, str>,
    pub(super) description: Cow<'a, str>,
    pub(super) section: Cow<'a, str>,
    pub(super) facilitator: bool,
    pub(super) noindex: bool,
    pub(super) canonical: Cow<'a, str>,
    pub(super) previous: Cow<'a, str>,
    pub(super) next: Cow<'a, str>,
    pub(super) lesson: Cow<'a, str>,
    pub(super) alternates: Cow<'a, [(String, String)]>,
    pub(super) data: Cow<'a, str>,
    /// Whether what it shows runs the other way than the theme's words.
    pub(super) is_foreign: bool,
    /// Whether any code on it is coloured.
    pub(super) has_code: bool,
}

/// All of a page that another process renders.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Sent<'a> {
    /// What every page has.
    #[serde(borrow)]
    pub(super) filling: Filling<'a>,
    /// What a page of its kind has beside that.
    pub(super) values: PlainMap,
    /// The parts that are still to be rendered, each before what it stands in.
    pub(super) parts: Vec<Part>,
}

impl Filling<'_> {
    /// Puts in what every page has.
    fn fill(&self, context: &mut Context) {
        context.insert("root", &self.root);
        context.insert("path", &self.path);
        context.insert("title", &self.title);
        context.insert("description", &self.description);
        context.insert("section", &self.section);
        context.insert("facilitator", &self.facilitator);
        context.insert("noindex", &self.noindex);
        context.insert("has_code", &self.has_code);
        context.insert("canonical", &self.canonical);
        context.insert("previous", &self.previous);
        context.insert("next", &self.next);
        context.insert("lesson", &self.lesson);
        context.insert("alternates", &self.alternates);
        context.insert_value("data", Value::safe_string(&self.data));
    }
}

/// What the engine refuses, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Refusal {
    /// At a place in a template; in the one that was rendered where none is named.
    At {
        /// The template.
        name: Option<String>,
        /// What is wrong.
        message: String,
        /// The bytes that are wrong.
        range: Range<usize>,
    },
    /// At a tag of a template, by its first word.
    Tag {
        /// The template.
        name: String,
        /// `include` or `extends`.
        word: String,
        /// What is wrong.
        message: String,
    },
    /// Several, as the engine wrote them down.
    Reports(String),
    /// A loop, at its place, that has gone round too often.
    Turns {
        /// The template.
        name: String,
        /// Its tag.
        range: Range<usize>,
    },
}

/// The engine with a theme's templates.
#[derive(Clone)]
pub(super) struct Engine {
    tera: Tera,
    /// Their names.
    names: Arc<BTreeSet<String>>,
    /// Those that are written without the engine.
    straight: Arc<BTreeMap<String, Straight>>,
    /// The theme's words, each an isolate of its own, for parts in another direction.
    isolated: Value,
    /// Where loops are counted: by whom, and what was put into each template for it.
    turns: Option<(Turns, BTreeMap<String, Edits>)>,
}

impl Engine {
    /// Reads templates, by name.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub(super) fn new<'t>(templates: impl IntoIterator<Item = (String, &'t str)>) -> Result<Engine, Refusal> {
        let mut tera = bare();
        let templates: Vec<_> = templates.into_iter().collect();
        let straight = templates.iter().filter_map(|(name, text)| Some((name.clone(), Straight::of(text)?)));
        let straight = Arc::new(straight.collect());
        let names = Arc::new(templates.iter().map(|(name, _)| name.clone()).collect());
        match tera.add_raw_templates(templates) {
            Ok(()) => Ok(Engine { tera, names, straight, isolated: Value::none(), turns: None }),
            Err(error) => Err(refusal(&error)),
        }
    }

    /// The same, with every turn of every loop counted: a page that takes too many is refused.
    ///
    /// # Errors
    /// Where one of them cannot be read.
    pub(super) fn counting<'t>(templates: impl IntoIterator<Item = (String, &'t str)>) -> Result<Engine, Refusal> {
        let (mut tera, turns) = (bare(), Turns::default());
        turns.teach(&mut tera);
        let mut all = BTreeMap::new();
        let (mut texts, names) = (Vec::new(), Arc::default());
        for (name, text) in templates {
            let (text, edits) = counted(text);
            all.insert(name.clone(), edits);
            texts.push((name, text));
        }
        match tera.add_raw_templates(texts) {
            Ok(()) => {
                Ok(Engine { tera, names, straight: Arc::default(), isolated: Value::none(), turns: Some((turns, all)) })
            }
            Err(error) => Err(refusal(&error)),
        }
    }

    /// The same templates for one language's pages.
    pub(super) fn for_site(&self, globals: &Globals) -> Engine {
        let mut engine = self.clone();
        let shared = engine.tera.global_context();
        shared.insert_value("site", globals.site());
        shared.insert("assets", &globals.assets);
        let words = Value::from_serializable(&globals.messages);
        shared.insert_value("say", words.clone());
        shared.insert_value("say_inside", words.clone());
        shared.insert_value("t", words);
        engine.isolated = globals.isolated();
        engine
    }

    /// Whether there is a template of a name.
    pub(super) fn has(&self, template: &str) -> bool {
        self.names.contains(template)
    }

    /// A whole page.
    ///
    /// # Errors
    /// With what is refused, at its place in the templates as they were typed.
    pub(super) fn render(&self, page: &Filling<'_>, values: Map) -> Result<String, Refusal> {
        #[cfg(test)]
        super::reference::record(&page.template, &values);
        self.page(page, context(values))
    }

    /// A whole page, its parts first.
    ///
    /// # Errors
    /// As [`Engine::render`].
    pub(super) fn render_sent(&self, page: Sent<'_>) -> Result<String, Refusal> {
        let Sent { filling, mut values, parts } = page;
        if let Some((turns, _)) = &self.turns {
            turns.begin();
        }
        let mut rendered = Vec::with_capacity(parts.len());
        for mut part in parts {
            deferred::fill(&mut part.values, &rendered);
            rendered.push(self.named(&part.template, received_context(part.values), &filling.root, part.is_foreign)?);
        }
        deferred::fill(&mut values, &rendered);
        self.page(&filling, received_context(values))
    }

    fn page(&self, page: &Filling<'_>, mut context: Context) -> Result<String, Refusal> {
        page.fill(&mut context);
        if page.is_foreign {
            context.insert_value("say_inside", self.isolated.clone());
        }
        self.tera.render(&page.template, &context).map_err(|error| self.typed(refusal(&error)))
    }

    /// Writes a part of a page at `root`. In a foreign one the theme's own words are of another direction than what is around them.
    ///
    /// # Errors
    /// As [`Engine::render`].
    pub(super) fn part(
        &self,
        template: &str,
        values: Map,
        root: &str,
        is_foreign: bool,
        out: &mut String,
    ) -> Result<(), Refusal> {
        #[cfg(test)]
        super::reference::record(template, &values);
        if !self.straight.get(template).is_some_and(|straight| straight.write(&values, out)) {
            out.push_str(&self.named(template, context(values), root, is_foreign)?);
        }
        Ok(())
    }

    fn named(&self, template: &str, mut context: Context, root: &str, is_foreign: bool) -> Result<String, Refusal> {
        context.insert_value("root", Value::normal_string(root));
        if is_foreign {
            context.insert_value("say", self.isolated.clone());
        }
        self.tera.render(template, &context).map_err(|error| self.typed(refusal(&error)))
    }

    /// A refusal at its place in what was typed.
    fn typed(&self, refusal: Refusal) -> Refusal {
        let Some((turns, edits)) = &self.turns else { return refusal };
        match refusal {
            Refusal::At { name: Some(name), message, range } => {
                let Some(edits) = edits.get(&name) else { return Refusal::At { name: Some(name), message, range } };
                match turns.are_over().then(|| edits.tag_at(&range)).flatten() {
                    Some(range) => Refusal::Turns { name, range },
                    None => Refusal::At { range: edits.typed(&range), name: Some(name), message },
                }
            }
            refusal => refusal,
        }
    }
}

/// Values as the engine has them.
fn context(values: Map) -> Context {
    let mut context = Context::new();
    values.into_entries().for_each(|(name, value)| context.insert_value(name, value));
    context
}

fn received_context(values: PlainMap) -> Context {
    let mut context = Context::new();
    values.into_iter().for_each(|(name, value)| context.insert_value(name, received(value)));
    context
}

fn bare() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml"]);
    // The library's own escaping lets through what turns the words around it.
    tera.set_escape_fn(|words, out| out.write_all(escape::escaped(words).as_bytes()));
    tera
}

fn refusal(error: &tera::Error) -> Refusal {
    let at = |name: Option<&str>, message: &str, range: Range<usize>| Refusal::At {
        name: name.map(str::to_owned),
        message: message.to_owned(),
        range,
    };
    let tag = |name: &str, word: &str| Refusal::Tag {
        name: name.to_owned(),
        word: word.to_owned(),
        message: error.to_string(),
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            at(Some(report.filename()), report.message(), report.span().range.clone())
        }
        ErrorKind::MissingParent { current, .. } => tag(current, "extends"),
        ErrorKind::CircularExtend { tpl, .. } => tag(tpl, "extends"),
        ErrorKind::CircularInclude { tpl, .. } => tag(tpl, "include"),
        ErrorKind::Msg(reports) => Refusal::Reports(reports.clone()),
        _ => at(None, &error.to_string(), 0..0),
    }
}
