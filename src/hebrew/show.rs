//! How a text is shown: with or without vowels and te'amim, and with the divine names as a curriculum wants them.
//!
//! Display only: the source stays as it is. Marks that stay keep their order.

use std::borrow::Cow;

use super::marks::{JOINER, PASEQ, is_cantillation, is_hebrew_letter, is_mark, is_point};

/// How the four-letter Name and its relatives are shown (LESSON_FORMAT: `divine_name`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DivineName {
    /// As written.
    #[default]
    AsIs,
    /// ה׳ for the Name.
    Heh,
    /// י-ה-ו-ה, and G-d in English.
    Hyphen,
    /// ה׳ for the Name, אלקים for אלהים and its relatives.
    Elokim,
}

impl DivineName {
    /// Every way, in the order of the format's own list.
    pub const ALL: &'static [DivineName] = &[DivineName::AsIs, DivineName::Heh, DivineName::Hyphen, DivineName::Elokim];

    /// The word that a writer types.
    pub fn word(self) -> &'static str {
        match self {
            DivineName::AsIs => "as-is",
            DivineName::Heh => "heh",
            DivineName::Hyphen => "hyphen",
            DivineName::Elokim => "elokim",
        }
    }

    /// The way for a word.
    pub fn from_word(word: &str) -> Option<DivineName> {
        DivineName::ALL.iter().copied().find(|way| way.word() == word.trim())
    }
}

/// What of a text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Show {
    /// Vowel points; without them meteg goes too, and te'amim.
    pub vowels: bool,
    /// Te'amim and paseq; meteg, maqaf and sof pasuq stay without them.
    pub cantillation: bool,
    /// The divine names.
    pub divine_name: DivineName,
}

impl Default for Show {
    fn default() -> Self {
        Show { vowels: true, cantillation: true, divine_name: DivineName::AsIs }
    }
}

/// A text as it is to be shown; borrowed where nothing changes.
pub fn display(text: &str, show: Show) -> Cow<'_, str> {
    let hides = !(show.vowels && show.cantillation) && text.chars().any(|c| is_mark(c) || c == PASEQ);
    let shown = if hides { Cow::Owned(hide(text, show)) } else { Cow::Borrowed(text) };
    match show.divine_name {
        DivineName::AsIs => shown,
        way => match name(&shown, way) {
            Some(named) => Cow::Owned(named),
            None => shown,
        },
    }
}

fn hide(text: &str, show: Show) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let chanted = show.cantillation && show.vowels;
        let hidden = (is_cantillation(c) && !chanted) || ((is_point(c) || c == JOINER) && !show.vowels);
        if c == PASEQ && !chanted {
            // The paseq stands between two spaces; one of them goes with it.
            if out.ends_with([' ', '\u{a0}']) {
                out.pop();
            }
        } else if !hidden {
            out.push(c);
        }
    }
    out
}

/// Whether a text holds the four-letter Name: a sheet that bears it may not be thrown away.
pub fn has_divine_name(text: &str) -> bool {
    words(text).any(|word| matches!(family(&bare(word)), Some((_, Family::Name))))
}

/// The families of names that are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// The four letters.
    Name,
    /// אלהים, אלהינו, אלוה …
    Elohim,
}

/// Runs of Hebrew letters and marks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_hebrew_letter(c) && !is_mark(c)).filter(|word| !word.is_empty())
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| is_hebrew_letter(*c)).collect()
}

/// The family of a word without marks, and how many of its letters are prefixes.
fn family(bare: &str) -> Option<(usize, Family)> {
    const PREFIXES: &str = "ובכלמשה";
    let letters: Vec<char> = bare.chars().collect();
    for prefixes in 0..=letters.len().min(3) {
        if !letters.iter().take(prefixes).all(|c| PREFIXES.contains(*c)) {
            return None;
        }
        let stem: String = letters.iter().skip(prefixes).collect();
        if stem == "יהוה" {
            return Some((prefixes, Family::Name));
        }
        if is_elohim(&stem) {
            return Some((prefixes, Family::Elohim));
        }
    }
    None
}

/// The forms of אלהים and אלוה, with and without the vav and with their suffixes.
fn is_elohim(stem: &str) -> bool {
    let short = stem.replacen("אלוה", "אלה", 1);
    let suffixes = ["ים", "י", "ינו", "יך", "יכם", "יכן", "יהם", "יהן", "יו", "יה", "יהו"];
    let full = short.strip_prefix("אלה").is_some_and(|rest| suffixes.contains(&rest));
    full || matches!(stem, "אלוה" | "אלוהא")
}

fn name(text: &str, way: DivineName) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while !rest.is_empty() {
        let is_part = |c: char| is_hebrew_letter(c) || is_mark(c);
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        match family(&bare(word)).filter(|_| !word.is_empty()) {
            Some((prefixes, family)) => {
                let shown = named(word, prefixes, family, way);
                changed |= shown != word;
                out.push_str(&shown);
            }
            None => out.push_str(word),
        }
        let gap = after.find(is_part).unwrap_or(after.len());
        let (between, next) = after.split_at(gap);
        let english = english(between, way);
        changed |= english.is_some();
        out.push_str(english.as_deref().unwrap_or(between));
        rest = next;
    }
    changed.then_some(out)
}

/// A word of a family in the way asked for: prefixes as written, marks kept where letters are.
fn named(word: &str, prefixes: usize, family: Family, way: DivineName) -> String {
    let at = word.char_indices().filter(|(_, c)| is_hebrew_letter(*c)).nth(prefixes).map_or(word.len(), |(at, _)| at);
    let (prefix, stem) = word.split_at(at);
    let shown = match (family, way) {
        (Family::Name, DivineName::Hyphen) => "י-ה-ו-ה".to_owned(),
        (Family::Name, DivineName::Heh | DivineName::Elokim) => "ה׳".to_owned(),
        (Family::Elohim, DivineName::Elokim) => stem.replacen('ה', "ק", 1),
        (Family::Elohim, DivineName::Hyphen) => stem.replacen('ה', "-ה", 1),
        (_, DivineName::AsIs) | (Family::Elohim, DivineName::Heh) => stem.to_owned(),
    };
    format!("{prefix}{shown}")
}

/// English names with a hyphen: `God` and `Lord` with their capitals, and nothing that only begins so.
fn english(text: &str, way: DivineName) -> Option<String> {
    if way != DivineName::Hyphen {
        return None;
    }
    let mut out = String::new();
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic()) {
        let end = rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        let word = &rest[start..end];
        let shown = match word {
            "God" => "G-d",
            "GOD" => "G-D",
            "Lord" => "L-rd",
            "LORD" => "L-RD",
            word => word,
        };
        changed |= shown != word;
        out.push_str(shown);
        rest = &rest[end..];
    }
    out.push_str(rest);
    changed.then_some(out)
}
