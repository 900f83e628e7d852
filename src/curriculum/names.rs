//! Names of files and folders as order, id and address; which words may be an address.
//!
//! Decides by the words alone; clashes are found where addresses are given.

use unicode_normalization::char::is_combining_mark;

use crate::source::VPath;
use crate::{hebrew, limits};

/// A file's or folder's name without its leading number, and the number: `01-one-to-ones` is 1 and `one-to-ones`.
pub(crate) fn numbered(name: &str) -> (Option<i64>, &str) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = name[digits..].trim_start_matches(['-', '_', ' ', '.']);
    match name[..digits].parse() {
        Ok(number) if !rest.is_empty() && rest.len() < name.len() - digits => (Some(number), rest),
        _ => (None, name),
    }
}

/// A part of an address made from any words: lower case, NFC, no points, never empty.
pub(crate) fn part(words: &str, fallback: &str) -> String {
    let slug = hebrew::slug(words);
    let slug = slug.trim_matches('-');
    let bare = slug.is_empty() || (slug == "section" && !words.to_lowercase().contains("section"));
    cut(if bare { fallback } else { slug }).to_owned()
}

fn cut(slug: &str) -> &str {
    let mut end = slug.len().min(limits::SLUG_BYTES);
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    slug[..end].trim_end_matches('-')
}

/// Why a typed `slug` cannot be a part of an address.
pub(crate) fn refuse_slug(typed: &str) -> Option<&'static str> {
    if typed.len() > limits::SLUG_BYTES {
        return Some("it is too long");
    }
    if typed.trim().is_empty() {
        return Some("it is empty");
    }
    if typed.starts_with('-') {
        return Some("it begins with a hyphen");
    }
    if typed.chars().any(|c| !(c.is_alphanumeric() || matches!(c, '-' | '_') || is_point(c))) {
        return Some("it has a space in it, or a character that an address cannot have");
    }
    is_reserved(typed).then_some("the name is taken by the site or by an operating system")
}

fn is_point(c: char) -> bool {
    hebrew::is_mark(c) || is_combining_mark(c)
}

/// Names that the site itself uses at its root, and those that Windows keeps for devices.
pub(crate) fn is_reserved(name: &str) -> bool {
    const SITE: &[&str] = &[
        "index",
        "404",
        "robots",
        "sitemap",
        "atom",
        "assets",
        "facilitator",
        "files",
        "glance",
        "glossary",
        "handouts",
        "packets",
        "portions",
        "search",
        "skills",
        "tags",
        "texts",
        "values",
        "__daf",
    ];
    let name = name.to_lowercase();
    SITE.contains(&name.as_str()) || is_device(&name)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| matches!(c, '0'..='9' | '¹' | '²' | '³'))
        })
    };
    matches!(stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") || numbered("com") || numbered("lpt")
}

/// The page that an alias stands for, or why it cannot be one.
pub(crate) fn alias(typed: &str) -> Result<VPath, &'static str> {
    let path = typed.trim();
    if path.contains([':', '\\', '#', '?', '%']) || path.chars().any(char::is_control) {
        return Err("it has a part that an old address of a page cannot have");
    }
    if !path.starts_with('/') {
        return Err("it does not begin with `/`");
    }
    let inside = path.trim_matches('/');
    if inside.split('/').any(|part| {
        part.is_empty() || part.starts_with('.') || part.ends_with(['.', ' ']) || is_device(&part.to_lowercase())
    }) {
        return Err("a part of it is empty, hidden or reserved");
    }
    let is_page = inside.ends_with(".html");
    if !is_page && inside.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return Err("it is a file, not a page");
    }
    let full = if is_page { inside.to_owned() } else { format!("{inside}/index.html") };
    VPath::new(&full).ok_or("it is empty")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_order_and_leave() {
        assert_eq!(numbered("01-one-to-ones"), (Some(1), "one-to-ones"));
        assert_eq!(numbered("2024"), (None, "2024"));
        assert_eq!(numbered("10 דף"), (Some(10), "דף"));
        assert_eq!(numbered("3d-map"), (None, "3d-map"));
    }

    #[test]
    fn aliases_stay_inside() {
        assert_eq!(alias("/old/place/").map(|path| path.to_string()), Ok("old/place/index.html".to_owned()));
        assert_eq!(alias("/old.html").map(|path| path.to_string()), Ok("old.html".to_owned()));
        for bad in ["javascript:alert(1)", "/../x", "/%2e%2e/x", "/a#b", "/", "old", "/search.json", "/a\\b"] {
            assert!(alias(bad).is_err(), "{bad}");
        }
    }
}
