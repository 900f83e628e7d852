//! Raw HTML of authors, where a curriculum allows it: what passes, and how.
//!
//! Blocks go through the sanitizer; inside a paragraph only bare tags of a fixed list pass, and only in pairs.

use std::sync::LazyLock;

use ammonia::Builder;

use crate::safe;
use crate::syntax::html::{ON_LINES, is_address};

/// Elements that may stand inside a paragraph, as bare tags.
const INLINE: &[(&str, &str, &str)] = &[
    ("b", "<b>", "</b>"),
    ("i", "<i>", "</i>"),
    ("u", "<u>", "</u>"),
    ("em", "<em>", "</em>"),
    ("strong", "<strong>", "</strong>"),
    ("small", "<small>", "</small>"),
    ("sub", "<sub>", "</sub>"),
    ("sup", "<sup>", "</sup>"),
    ("s", "<s>", "</s>"),
    ("q", "<q>", "</q>"),
    ("kbd", "<kbd>", "</kbd>"),
    ("cite", "<cite>", "</cite>"),
    ("ruby", "<ruby>", "</ruby>"),
    ("rt", "<rt>", "</rt>"),
    ("rp", "<rp>", "</rp>"),
    ("bdi", "<bdi>", "</bdi>"),
];

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.tags(ON_LINES.into());
    builder.url_schemes(["http", "https", "mailto", "tel"].into());
    builder.url_relative(ammonia::UrlRelative::Deny);
    builder.link_rel(None);
    // The same addresses as in Markdown.
    builder.attribute_filter(|_, name, value| {
        let is_link = matches!(name, "href" | "cite" | "src");
        (!is_link || is_address(value)).then_some(value.into())
    });
    builder
});

/// A block of raw HTML, made safe.
pub(crate) fn clean(markup: &str) -> String {
    let kept: String =
        markup.chars().filter(|&c| c == '\n' || c == '\t' || !c.is_control()).filter(|&c| !safe::turns(c)).collect();
    // What was written by its number stands there itself now.
    SANITIZER.clean(&kept).to_string().replace(|c: char| c != '\n' && c != '\t' && c.is_control() || safe::turns(c), "")
}

/// The tags of an element that may stand inside a line, by its name.
pub(crate) fn tag(name: &str) -> (&'static str, &'static str) {
    INLINE.iter().find(|(known, _, _)| *known == name).map_or(("<span>", "</span>"), |(_, open, close)| (open, close))
}
