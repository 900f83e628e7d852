//! How source text and references look: vowels, cantillation and the divine name as the curriculum asks.
//!
//! All of it is display, on the way to pages and paper; the model keeps what was written. Knows nothing of pages and sheets.

use std::borrow::Cow;

use crate::citation::Citation;
use crate::hebrew;
use crate::syntax::lesson::{Config, Container, ContainerKind, HandoutFor, TextEntry, VariantFor};

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
    let (vowels, cantillation, divine_name) = (config.vowels, config.cantillation, config.divine_name);
    source_as(hebrew::Show { vowels, cantillation, divine_name }, is_hebrew(lang), words)
}

/// A source text as it is asked for. Marks are left out of what runs from the right in Hebrew letters only; divine names change in
/// every language.
pub(crate) fn source_as<'t>(show: hebrew::Show, in_hebrew_letters: bool, words: &'t str) -> Cow<'t, str> {
    let marked = !in_hebrew_letters;
    hebrew::display(
        words,
        hebrew::Show { vowels: marked || show.vowels, cantillation: marked || show.cantillation, ..show },
    )
}

/// Running words with the divine names as they are asked for, and every mark as written.
pub(crate) fn with_divine_name(divine_name: hebrew::DivineName, words: &str) -> Cow<'_, str> {
    hebrew::display(words, hebrew::Show { divine_name, ..hebrew::Show::default() })
}

/// The verses of a text's pieces, where it has as many pieces as its reference has verses of one chapter.
pub(crate) fn verses(entry: &TextEntry) -> Vec<u32> {
    let span = entry.citation.as_ref().and_then(|citation| citation.verses());
    let verses: Vec<u32> = span.map(|(from, to)| (from..=to).collect()).unwrap_or_default();
    if verses.len() == entry.pieces.len() && verses.len() > 1 { verses } else { Vec::new() }
}

/// Minutes from the start as a clock shows them: `1:05`.
pub(crate) fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The message that names a marked-off block.
pub(crate) fn container_word(container: &Container) -> &'static str {
    match container.kind {
        ContainerKind::Facilitator => "for-facilitator",
        ContainerKind::Variant => match container.variant {
            Some(VariantFor::Online) => "variant-online",
            Some(VariantFor::Short) => "variant-short",
            Some(VariantFor::Large) => "variant-large",
            Some(VariantFor::Small) => "variant-small",
            Some(VariantFor::Access) => "variant-access",
            Some(VariantFor::Shabbat) => "variant-shabbat",
            None => "variant",
        },
        ContainerKind::Handout => match container.handout {
            None | Some(HandoutFor::Participant) => "handout-participant",
            Some(HandoutFor::Wall) => "handout-wall",
            Some(HandoutFor::TakeHome) => "handout-take-home",
            Some(HandoutFor::Role) => "handout-role",
        },
        // The other messages have the names that writers type.
        kind => kind.word(),
    }
}

/// Words without the controls that turn text around unseen, for a place that cannot isolate them: a title, a description.
pub(crate) fn strip_bidi(words: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if words.contains(turns) { words.replace(turns, "").into() } else { words.into() }
}

/// A citation in Hebrew.
pub(crate) fn citation_he(citation: &Citation) -> String {
    citation.hebrew()
}

/// What a passage is called on pages of a language: Hebrew pages call what is in the library by its Hebrew name.
pub(crate) fn citation_name(citation: &Citation, lang: &str) -> String {
    if is_hebrew(lang) { citation.hebrew() } else { citation.canonical() }
}

/// The place in the library online.
pub(crate) fn library(citation: &Citation) -> String {
    citation.url()
}

/// Points and accents, but neither maqaf nor the other signs that stand on the line.
pub(crate) fn is_hebrew_mark(c: char) -> bool {
    matches!(c, '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{05C4}' | '\u{05C5}' | '\u{05C7}')
}

/// A licence as people read it.
pub(crate) fn license_name(license: &str) -> Cow<'_, str> {
    match license.to_ascii_lowercase().as_str() {
        "public-domain" | "public domain" => "public domain".into(),
        "cc0" | "cc0-1.0" => "CC0".into(),
        lower if lower.starts_with("cc-by") => readable(license).into(),
        _ => license.into(),
    }
}

/// `CC-BY-SA-4.0` as `CC BY-SA 4.0`.
fn readable(license: &str) -> String {
    let upper = license.to_ascii_uppercase();
    let rest = upper.strip_prefix("CC-").unwrap_or(&upper);
    match rest.rsplit_once('-') {
        Some((kind, number)) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("CC {kind} {number}"),
        _ => format!("CC {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::license_name;

    #[test]
    fn licences_read_well() {
        assert_eq!(license_name("CC-BY-SA-4.0"), "CC BY-SA 4.0");
        assert_eq!(license_name("CC-BY"), "CC BY");
        assert_eq!(license_name("public-domain"), "public domain");
        assert_eq!(license_name("Copyright 2001 X"), "Copyright 2001 X");
    }
}
