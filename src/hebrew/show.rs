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
    let words = text.split(|c: char| !is_hebrew_letter(c) && !is_mark(c)).filter(|word| !word.is_empty());
    words.into_iter().any(|word| matches!(family(word, None), Some((_, NameFamily::Name))))
}

/// The families of names that are changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameFamily {
    /// The four letters.
    Name,
    /// אלהים, אלהינו, אלוה …
    Elohim,
    /// אדני, where its nun has a qamats or it has no points.
    Adonai,
    /// שדי.
    Shaddai,
    /// צבאות after another name.
    Tsevaot,
    /// יה as a word of its own.
    Yah,
    /// אֵל with its tsere.
    El,
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| is_hebrew_letter(*c)).collect()
}

/// What the word before was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PreviousWord {
    /// A name.
    Name,
    /// אל, with any points.
    El,
}

/// The family of a word, and how many of its letters are prefixes.
fn family(word: &str, before: Option<PreviousWord>) -> Option<(usize, NameFamily)> {
    const PREFIXES: &str = "ובכלמשה";
    let letters: Vec<char> = bare(word).chars().collect();
    for prefixes in 0..=letters.len().min(3) {
        if !letters.iter().take(prefixes).all(|c| PREFIXES.contains(*c)) {
            return None;
        }
        let stem: String = letters.iter().skip(prefixes).collect();
        let marked = word.get(stem_at(word, prefixes)..).unwrap_or_default();
        if let Some(family) = of_stem(&stem, marked, prefixes, before) {
            return Some((prefixes, family));
        }
    }
    None
}

/// Where the letters after the prefixes begin.
fn stem_at(word: &str, prefixes: usize) -> usize {
    word.char_indices().filter(|(_, c)| is_hebrew_letter(*c)).nth(prefixes).map_or(word.len(), |(at, _)| at)
}

/// The family of a word without its prefixes: letters alone, and with its marks. Points tell what letters do not: שַׁדַּי from
/// שָׂדַי, אֵל from אֶל, אֲדֹנָי from אַדְנֵי.
fn of_stem(stem: &str, marked: &str, prefixes: usize, before: Option<PreviousWord>) -> Option<NameFamily> {
    const TSERE: char = '\u{5b5}';
    const QAMATS: char = '\u{5b8}';
    const SHIN_DOT: char = '\u{5c1}';
    let pointed = marked.chars().any(is_point);
    let after = |letter: char, point: char| {
        let rest = marked.split_once(letter).map_or("", |(_, rest)| rest);
        rest.chars().take_while(|c| is_mark(*c)).any(|mark| mark == point)
    };
    match stem {
        "יהוה" => Some(NameFamily::Name),
        "אדני" if !pointed || after('נ', QAMATS) => Some(NameFamily::Adonai),
        "שדי" if (pointed && after('ש', SHIN_DOT)) || before == Some(PreviousWord::El) => Some(NameFamily::Shaddai),
        "צבאות" if before == Some(PreviousWord::Name) => Some(NameFamily::Tsevaot),
        "יה" if prefixes == 0 => Some(NameFamily::Yah),
        "אל" if after('א', TSERE) => Some(NameFamily::El),
        stem if is_elohim(stem) => Some(NameFamily::Elohim),
        _ => None,
    }
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
    let mut before = None;
    while !rest.is_empty() {
        let is_part = |c: char| is_hebrew_letter(c) || is_mark(c);
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let found = family(word, before).filter(|_| !word.is_empty());
        match found {
            Some((prefixes, family)) => {
                let shown = named(word, prefixes, family, way);
                changed |= shown != word;
                out.push_str(&shown);
            }
            None => out.push_str(word),
        }
        before = match found {
            Some((_, NameFamily::El)) => Some(PreviousWord::El),
            Some(_) => Some(PreviousWord::Name),
            None if bare(word) == "אל" => Some(PreviousWord::El),
            None => None,
        };
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
fn named(word: &str, prefixes: usize, family: NameFamily, way: DivineName) -> String {
    let (prefix, stem) = word.split_at(stem_at(word, prefixes));
    let parted = |letter: char| stem.replacen(letter, &format!("-{letter}"), 1);
    let with_kuf = |letter: char| stem.replacen(letter, "ק", 1);
    let shown = match (family, way) {
        (_, DivineName::AsIs) => stem.to_owned(),
        (NameFamily::Name, DivineName::Hyphen) => "י-ה-ו-ה".to_owned(),
        (NameFamily::Name, DivineName::Heh | DivineName::Elokim) => "ה׳".to_owned(),
        (_, DivineName::Heh) => stem.to_owned(),
        (NameFamily::Elohim, DivineName::Elokim) => with_kuf('ה'),
        (NameFamily::Elohim, DivineName::Hyphen) => parted('ה'),
        (NameFamily::Adonai, DivineName::Elokim) => "אדושם".to_owned(),
        (NameFamily::Adonai, DivineName::Hyphen) => parted('י'),
        (NameFamily::Shaddai, DivineName::Elokim) => with_kuf('ד'),
        (NameFamily::Shaddai, DivineName::Hyphen) => parted('ד'),
        (NameFamily::Tsevaot, DivineName::Elokim) => with_kuf('א'),
        (NameFamily::Tsevaot, DivineName::Hyphen) => parted('א'),
        (NameFamily::Yah, DivineName::Elokim) => with_kuf('י'),
        (NameFamily::Yah, DivineName::Hyphen) => parted('ה'),
        (NameFamily::El, DivineName::Elokim) => with_kuf('א'),
        (NameFamily::El, DivineName::Hyphen) => parted('ל'),
    };
    format!("{prefix}{shown}")
}

/// Names in Latin letters in the way asked for: whole words, and nothing that only begins so.
fn english(text: &str, way: DivineName) -> Option<String> {
    let mut out = String::new();
    let mut changed = false;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic()) {
        let end = rest[start..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |length| start + length);
        out.push_str(&rest[..start]);
        let word = &rest[start..end];
        let shown = match way {
            DivineName::Hyphen => english_name(word).map(str::to_owned),
            DivineName::Elokim => transliterated(word),
            DivineName::AsIs | DivineName::Heh => None,
        };
        changed |= shown.is_some();
        out.push_str(shown.as_deref().unwrap_or(word));
        rest = &rest[end..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// English names with their capitals: a lord of the land is another.
fn english_name(word: &str) -> Option<&'static str> {
    match word {
        "God" => Some("G-d"),
        "GOD" => Some("G-D"),
        "Lord" => Some("L-rd"),
        "LORD" => Some("L-RD"),
        _ => None,
    }
}

/// Hebrew names in Latin letters, with the kuf that they are said with outside prayer.
fn transliterated(word: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("elohim", "elokim"),
        ("elohei", "elokei"),
        ("elohai", "elokai"),
        ("eloheinu", "elokeinu"),
        ("elohenu", "elokenu"),
        ("elohecha", "elokecha"),
        ("elohekha", "elokekha"),
        ("eloheichem", "elokeichem"),
        ("eloheikhem", "elokeikhem"),
        ("elohav", "elokav"),
        ("eloah", "elokah"),
        ("adonai", "hashem"),
        ("adonay", "hashem"),
        ("shaddai", "shakkai"),
        ("tzevaot", "tzevakot"),
        ("tsevaot", "tsevakot"),
        ("tzvaot", "tzvakot"),
    ];
    let lower = word.to_lowercase();
    let (_, shown) = NAMES.iter().find(|(name, _)| *name == lower)?;
    let first = word.chars().next().is_some_and(char::is_uppercase);
    if word.chars().all(char::is_uppercase) {
        return Some(shown.to_uppercase());
    }
    let mut letters = shown.chars();
    let head = letters.next().filter(|_| first).map(|c| c.to_uppercase().collect::<String>());
    Some(head.map_or_else(|| (*shown).to_owned(), |head| head + letters.as_str()))
}
