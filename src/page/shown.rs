//! How source text and references look: vowels, cantillation and the divine name as the curriculum asks.
//!
//! All of it is display, on the way to the page; the model keeps what was written. The only file here that knows `hebrew` and
//! `citation` beyond their types.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::syntax::lesson::Config;

/// What a text in Hebrew letters needs in the way of leading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Letters only.
    Bare,
    /// Vowels.
    Pointed,
    /// Cantillation.
    Chanted,
}

/// What marks a text bears.
pub(crate) fn marks(words: &str) -> Marks {
    let mut found = Marks::Bare;
    for c in words.chars() {
        match c {
            '\u{0591}'..='\u{05AF}' => return Marks::Chanted,
            '\u{05B0}'..='\u{05BC}' | '\u{05C1}' | '\u{05C2}' | '\u{05C7}' => found = Marks::Pointed,
            _ => {}
        }
    }
    found
}

/// Whether a language is written in Hebrew letters.
pub(crate) fn is_hebrew(lang: &str) -> bool {
    matches!(lang.split('-').next(), Some("he" | "yi" | "arc" | "iw"))
}

/// A source text as the curriculum shows it.
pub(crate) fn source<'t>(config: &Config, lang: &str, words: &'t str) -> Cow<'t, str> {
    let _ = (config, lang);
    Cow::Borrowed(words)
}

/// A citation in Hebrew.
pub(crate) fn citation_he(citation: &Citation) -> String {
    citation.hebrew()
}

/// The place in the library online.
pub(crate) fn library(citation: &Citation) -> String {
    citation.url()
}
