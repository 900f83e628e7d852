//! The words that pages and sheets say for themselves, from the theme's `i18n/<language>.ftl`.
//!
//! English stands in for what a language's file leaves out. Plain messages are worked out once; those with numbers or names in
//! them when they are needed. Never holds words of its own.

use std::collections::{BTreeMap, HashMap};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::date::Date;
use crate::diag::{Diagnostics, InTheme, make};
use crate::theme::Theme;

/// The words of one language.
pub(crate) struct Words {
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads a language's messages over the English ones.
    pub(crate) fn load(theme: &Theme, lang: &str, sink: &mut Diagnostics) -> Words {
        let locale = lang.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        for path in paths(lang) {
            if let Some(resource) = resource(theme, &path, sink) {
                bundle.add_resource_overriding(resource);
            }
        }
        let plain = plain_messages(&bundle, theme, lang);
        Words { plain, bundle }
    }

    /// No words at all, for what is not read: an index holds what writers say alone.
    pub(crate) fn none() -> Words {
        Words { plain: HashMap::new(), bundle: FluentBundle::new_concurrent(Vec::new()) }
    }

    /// A plain message; empty where the theme has none, so that a theme may leave a word out.
    pub(crate) fn get(&self, id: &str) -> &str {
        self.plain.get(id).map_or("", String::as_str)
    }

    /// Whether there is such a message.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.plain.contains_key(id)
    }

    /// What a part of the library is called, where the language names it; else the name itself.
    pub(crate) fn category<'a>(&'a self, category: &'a str) -> &'a str {
        let id = format!("category-{}", category.to_lowercase().replace(' ', "-"));
        self.plain.get(&id).map_or(category, String::as_str)
    }

    /// A licence as people read it.
    pub(crate) fn license(&self, license: &str) -> String {
        let name = crate::display::license_name(license);
        let said = if name == "public domain" { self.get("public-domain") } else { "" };
        if said.is_empty() { name.into_owned() } else { said.to_owned() }
    }

    /// A message with a number in it, as `$count`.
    pub(crate) fn count(&self, id: &str, count: u32) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        self.format(id, &args)
    }

    /// A message with a name in it, as `$name`.
    pub(crate) fn name(&self, id: &str, name: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("name", name);
        self.format(id, &args)
    }

    /// A message with a number and a name in it, as `$count` and `$name`.
    pub(crate) fn count_and_name(&self, id: &str, count: u32, name: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("count", count);
        args.set("name", name);
        self.format(id, &args)
    }

    /// A day as people read it, by the language's names of months.
    pub(crate) fn day(&self, day: Date) -> String {
        let mut args = FluentArgs::new();
        args.set("day", day.day());
        args.set("month", self.get(&format!("month-{}", day.month())));
        args.set("year", day.year().to_string());
        self.format("day", &args)
    }

    /// So many people, by a number or a range: `6–30 people`, `1 person`.
    pub(crate) fn people(&self, number: &str) -> String {
        if number == "1" { self.get("group-size-one").to_owned() } else { self.name("group-size", number) }
    }

    /// Minutes as people read them: `10 min`, `10–15 min`.
    pub(crate) fn minutes(&self, from: u32, to: u32) -> String {
        if from == to { self.count("minutes-short", to) } else { self.name("minutes-range", &format!("{from}–{to}")) }
    }

    /// The plain messages whose ids begin so, by the rest of their ids.
    pub(crate) fn starting(&self, prefix: &str) -> BTreeMap<String, String> {
        let messages =
            self.plain.iter().filter_map(|(id, words)| Some((id.strip_prefix(prefix)?.to_owned(), words.clone())));
        messages.collect()
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else { return id.to_owned() };
        self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// The plain messages by id with underscores for hyphens, as templates name them.
    pub(crate) fn for_templates(&self) -> BTreeMap<String, &str> {
        self.plain.iter().map(|(id, words)| (id.replace('-', "_"), words.as_str())).collect()
    }
}

/// The files of a language's messages, each over those before it.
fn paths(lang: &str) -> [String; 4] {
    [path("en"), own_path("en"), path(lang), own_path(lang)]
}

fn path(lang: &str) -> String {
    format!("i18n/{lang}.ftl")
}

/// The file of the messages that a curriculum says in its own words.
pub(crate) fn own_path(lang: &str) -> String {
    format!("i18n/own/{lang}.ftl")
}

/// Every message that a theme has in a language, as it stands in its files, by id.
pub(crate) fn known(theme: &Theme, lang: &str) -> BTreeMap<String, String> {
    let mut known = BTreeMap::new();
    for text in [path("en"), path(lang)].iter().filter_map(|path| theme.text(path)) {
        let mut id = String::new();
        for line in text.lines() {
            if let Some(next) = message_ids(line).next() {
                id = next.to_owned();
                known.insert(id.clone(), line.split_once('=').map_or("", |(_, words)| words.trim()).to_owned());
            } else if line.starts_with([' ', '\t', '}'])
                && let Some(message) = known.get_mut(&id)
            {
                message.push('\n');
                message.push_str(line);
            }
        }
    }
    known
}

fn resource(theme: &Theme, path: &str, sink: &mut Diagnostics) -> Option<FluentResource> {
    let file = theme.get(path)?;
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        sink.push(make::theme_error(&file.origin, "this file is not UTF-8"));
        return None;
    };
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => Some(resource),
        Err((resource, errors)) => {
            for error in &errors {
                // What it is about is the line that could not be read, not only the sign where reading it stopped.
                let at = error.slice.clone().map_or(error.pos.start, |slice| slice.start.max(error.pos.start));
                let place = InTheme { origin: &file.origin, source: file.source, text, range: at..at };
                sink.push(make::theme_mistake(place, &format!("this message cannot be read: {}", error.kind)));
            }
            Some(resource)
        }
    }
}

/// Formats every message that needs nothing from outside.
fn plain_messages(bundle: &FluentBundle<FluentResource>, theme: &Theme, lang: &str) -> HashMap<String, String> {
    let files = paths(lang);
    let ids = files.iter().filter_map(|path| theme.text(path)).flat_map(message_ids);
    let mut plain = HashMap::new();
    for id in ids {
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { continue };
        let mut errors = Vec::new();
        let words = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if errors.is_empty() {
            plain.insert(id.to_owned(), words);
        }
    }
    plain
}

/// The ids at the beginnings of lines: `id = words`.
fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('=').map(|(id, _)| id.trim_end()))
}
