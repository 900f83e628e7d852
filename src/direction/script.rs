//! The script of words, and the language that words of a script are said to be in where nobody says it.

use super::letters::{Count, Direction, has_rtl, may_have_ltr, of_letter};

/// A script that tells languages apart here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Hebrew, Yiddish, Aramaic, Ladino in Hebrew letters.
    Hebrew,
    /// Arabic, Persian, Judeo-Arabic in Arabic letters.
    Arabic,
    /// Russian and others.
    Cyrillic,
    /// Greek.
    Greek,
    /// Amharic and others.
    Ethiopic,
    /// Everything else.
    Latin,
}

/// The script of a letter.
fn of(c: char) -> Option<Script> {
    of_letter(c)?;
    Some(match c {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' => {
            Script::Arabic
        }
        '\u{fe70}'..='\u{feff}' => Script::Arabic,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{1200}'..='\u{139f}' => Script::Ethiopic,
        _ => Script::Latin,
    })
}

/// The script of the first letter that runs in a direction; Latin or Hebrew where there is none.
pub(crate) fn script_of(words: &str, direction: Direction) -> Script {
    let first = words.chars().find(|&c| of_letter(c) == Some(direction)).and_then(of);
    first.unwrap_or(match direction {
        Direction::Ltr => Script::Latin,
        Direction::Rtl => Script::Hebrew,
    })
}

/// The primary part of a language tag: `he` of `he-IL`.
fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}

/// The script that a language tag names (`jrb-Arab`), or that the language is usually written in.
fn usual(lang: &str) -> Script {
    let named = lang.split('-').skip(1).find(|part| part.len() == 4).map(str::to_ascii_lowercase);
    match named.as_deref() {
        Some("hebr") => return Script::Hebrew,
        Some("arab") => return Script::Arabic,
        Some("cyrl") => return Script::Cyrillic,
        Some("latn") => return Script::Latin,
        _ => {}
    }
    match primary(lang) {
        // Ladino is printed in either script today: more often in Latin letters.
        "he" | "iw" | "yi" | "arc" | "jrb" | "jpr" | "tmr" | "aii" | "syc" => Script::Hebrew,
        "ar" | "fa" | "prs" | "ur" | "ps" | "ckb" | "sd" | "ug" | "azb" | "glk" | "mzn" => Script::Arabic,
        "ru" | "uk" | "be" | "bg" | "sr" | "mk" => Script::Cyrillic,
        "el" => Script::Greek,
        "am" | "ti" => Script::Ethiopic,
        _ => Script::Latin,
    }
}

/// The direction of words that are said to be in a language: by the letters they are written in, as Ladino and Judeo-Arabic have
/// two scripts; by the language where they hold no letter.
pub(crate) fn direction_of(lang: &str, words: &str) -> Direction {
    let by_language = match usual(lang) {
        Script::Hebrew | Script::Arabic => Direction::Rtl,
        Script::Cyrillic | Script::Greek | Script::Ethiopic | Script::Latin => Direction::Ltr,
    };
    let may_be_other = match by_language {
        Direction::Ltr => has_rtl(words),
        Direction::Rtl => may_have_ltr(words),
    };
    if may_be_other { Count::of(words).direction(by_language) } else { by_language }
}

/// The language of words that run in a direction, where nobody says it: the first of `known` (those of the curriculum) that is
/// written in their script, else the one that is most often.
pub(crate) fn lang_of<'a>(words: &str, direction: Direction, mut known: impl Iterator<Item = &'a str>) -> &'a str {
    let script = script_of(words, direction);
    let first = known.find(|lang| usual(lang) == script);
    first.unwrap_or(match script {
        Script::Hebrew => "he",
        Script::Arabic => "ar",
        Script::Cyrillic => "ru",
        Script::Greek => "el",
        Script::Ethiopic => "am",
        Script::Latin => "en",
    })
}
