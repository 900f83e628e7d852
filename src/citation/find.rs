//! Citations in running prose. A false alarm is worse than a miss: a title must begin with a capital, and an address must be
//! one beyond doubt; a title alone, or a bare number after one, is none.

use std::ops::Range;

use super::Citation;
use super::address;
use super::catalogue::{Scheme, catalogue};
use super::parse::{self, Title};
use crate::hebrew;

/// A citation found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it cites.
    pub citation: Citation,
}

/// The citations in a text, in order, none overlapping. One that stands right after a backslash is left out.
pub fn find(text: &str) -> Vec<Found> {
    let bytes = text.as_bytes();
    if !bytes.iter().any(|byte| byte.is_ascii_digit() || *byte == 0xd7) {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    let mut from = 0;
    for (range, token) in hebrew::tokens(text) {
        if range.start < from || !may_begin(text, &range) {
            continue;
        }
        if let Some(citation) = at(text, range.start, &token) {
            from = citation.range.end;
            if !text[..citation.range.start].ends_with('\\') {
                found.push(citation);
            }
        }
    }
    found
}

/// A title begins with a capital, a digit (1 Samuel) or a Hebrew letter, and not inside a word.
fn may_begin(text: &str, range: &Range<usize>) -> bool {
    let first = text[range.clone()].chars().next();
    let before = text[..range.start].chars().next_back();
    let inside = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '#'));
    !inside && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || hebrew::is_hebrew_letter(c))
}

fn at(text: &str, start: usize, token: &str) -> Option<Found> {
    let direct = parse::titles(text, start).into_iter().find_map(|title| with_address(text, start, title));
    direct.or_else(|| prefixed(text, start, token))
}

/// A Hebrew title with a prefix letter: בבראשית, ובאבות.
fn prefixed(text: &str, start: usize, token: &str) -> Option<Found> {
    let mut at = start;
    for letter in token.chars().take(2) {
        if !"ובלמכשה".contains(letter) || token.chars().count() < 5 {
            return None;
        }
        at += text[at..].chars().next()?.len_utf8();
        at += text[at..].chars().take_while(|c| hebrew::is_mark(*c)).map(char::len_utf8).sum::<usize>();
        let found = parse::titles(text, at).into_iter().find_map(|title| with_address(text, at, title));
        if found.is_some() {
            return found;
        }
    }
    None
}

fn with_address(text: &str, start: usize, title: Title) -> Option<Found> {
    let rest = &text[title.end..];
    // A new sentence begins no address, but an abbreviation's full stop may stand before one.
    let gap = rest.len() - rest.trim_start_matches([' ', ',', '.', '\u{a0}', '\'', '׳', '"', '״', '’']).len();
    if gap == 0 || gap > 4 || rest[..gap].contains(". ") && text[start..title.end].len() > 6 {
        return None;
    }
    let typed = address::address(&rest[gap..])?;
    let end = title.end + gap + typed.length;
    let after = text[end..].chars().next();
    let joined = after.is_some_and(|c| c.is_alphanumeric() || c == '%')
        || text[end..].starts_with(":") && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let work = catalogue().work(title.work);
    let full = match work.scheme {
        Scheme::Daf => typed.from.amud.is_some() || (typed.from.colon && typed.from.numbers.len() == 2),
        _ => typed.from.numbers.len() >= 2 && (typed.from.colon || typed.hebrew),
    };
    let chapter = typed.from.numbers.len() == 1
        && is_plain_book(&text[start..title.end], work.title)
        && !word_follows(&text[end..]);
    if joined || !(full || chapter) || (typed.hebrew && !typed.marked) {
        return None;
    }
    let citation = Citation { work: title.work, commentary: None, from: Vec::new(), to: Vec::new(), section: None };
    let citation = parse::place(citation, &typed).ok()?;
    Some(Found { range: start..end, citation })
}

/// Books whose full title means nothing else in English, so that a chapter alone is a citation: "Exodus 18".
fn is_plain_book(typed: &str, title: &str) -> bool {
    const PLAIN: &[&str] = &[
        "Genesis",
        "Exodus",
        "Leviticus",
        "Deuteronomy",
        "Isaiah",
        "Jeremiah",
        "Ezekiel",
        "Psalms",
        "Psalm",
        "Proverbs",
        "Ecclesiastes",
        "Lamentations",
        "Nehemiah",
        "I Samuel",
        "II Samuel",
        "I Kings",
        "II Kings",
        "Pirkei Avot",
    ];
    PLAIN.contains(&typed) && (typed == title || typed == "Psalm")
}

/// Whether a counted thing follows ("3 times"), so that the number was no chapter.
fn word_follows(after: &str) -> bool {
    let word = after.strip_prefix(' ').unwrap_or("");
    ["times", "people", "copies", "percent", "minutes", "days", "years"].iter().any(|counted| word.starts_with(counted))
}
