//! What words lose when they are read: controls, and what turns words around or ends their line unseen. It is decided here, once for all
//! outputs, so that none has to look for it. Tells nothing.
//!
//! The marks of one letter's place (U+200E, U+200F, U+061C) stay: Hebrew is typed with them. Isolates go even where they close, because the
//! rule of direction decides in their place.

use std::borrow::Cow;

use super::edited::TextEdit;
use crate::{bytes, safe};

/// Whether a character is taken out of words.
pub(crate) fn is_taken(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || safe::turns(c)
}

/// Whether words hold one. Most have no byte that one may begin with.
pub(crate) fn holds_taken(words: &str) -> bool {
    let may_begin =
        |byte: u8| (byte < 0x20) & (byte != b'\n') & (byte != b'\t') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2);
    bytes::next(words.as_bytes(), 0, may_begin).is_some_and(|at| words.get(at..).unwrap_or_default().contains(is_taken))
}

/// Whether a text holds a character that turns words around. They all begin with one byte.
fn holds_turning(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xe2, bytes)
        .any(|at| matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xaa..=0xae] | [0x81, 0xa6..=0xaf])))
}

/// Words as they are kept. What ended a line becomes a space.
///
/// # Example
/// `settled("a\u{202e}b")` is `ab`.
pub(crate) fn settled(words: &str) -> Cow<'_, str> {
    if !holds_taken(words) {
        return words.into();
    }
    let mut out = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if is_taken(c) => {}
            c => out.push(c),
        }
    }
    out.into()
}

/// Code as it is kept: what words would lose is shown by its number.
///
/// # Example
/// `shown("a\u{202e}b")` is `a[U+202E]b`.
pub(crate) fn shown(code: &str) -> Cow<'_, str> {
    if !holds_taken(code) {
        return code.into();
    }
    let mut out = String::with_capacity(code.len() + 16);
    for c in code.chars() {
        match c {
            '\r' => {}
            c if is_taken(c) => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
            c => out.push(c),
        }
    }
    out.into()
}

/// The edits that take what turns words around out of a text in Markdown, so that it parts no sign from its partner. In a destination
/// it stays, and is refused there.
pub(crate) fn edits(text: &str) -> Vec<TextEdit> {
    if !holds_turning(text) {
        return Vec::new();
    }
    let turns = |c: char| safe::turns(c) && !matches!(c, '\u{2028}' | '\u{2029}');
    let mut edits = Vec::new();
    let mut is_address = false;
    let mut before = ['\0'; 2];
    for (at, c) in text.char_indices() {
        if turns(c) {
            if !is_address {
                edits.push((at..at + c.len_utf8(), Cow::Borrowed("")));
            }
            continue;
        }
        // What a destination begins with; it goes on to the next space.
        let begins = matches!((before, c), (_, '<') | ([_, ']'], '(' | ':') | ([':', '/'], '/'));
        is_address = !c.is_whitespace() && (is_address || begins);
        before = [before[1], c];
    }
    edits
}

/// The first character of words that would turn what follows around: an embedding, an override, or an isolate that has no partner in
/// them.
pub(crate) fn first_turning(words: &str) -> Option<char> {
    if !holds_turning(words) {
        return None;
    }
    let mut open: Vec<char> = Vec::new();
    for c in words.chars() {
        match c {
            '\u{202a}'..='\u{202e}' => return Some(c),
            '\u{2066}'..='\u{2068}' => open.push(c),
            '\u{2069}' if open.pop().is_none() => return Some(c),
            _ => {}
        }
    }
    open.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_what_nobody_sees() {
        assert_eq!(settled("a\u{202e}b\u{2067}ג\u{2069}\u{200f}\u{9b}2J\u{7f}\r\n\u{2028}c\t"), "abג\u{200f}2J\n c\t");
        assert_eq!(shown("a\u{202e}\u{1b}\r\nb"), "a[U+202E][U+001B]\nb");
        assert!(matches!(settled("צֶ֥דֶק\u{200e} 👩‍🏫"), Cow::Borrowed(_)));
    }

    #[test]
    fn signs_find_their_partners() {
        let left = |text: &str| crate::syntax::edited::Edited::new(text, edits(text)).text.into_owned();
        assert_eq!(left("\u{202e}## a\u{2067}[^1\u{202c}] **b\u{202a}**"), "## a[^1] **b**");
        assert_eq!(left("[a\u{202e}](https://a/\u{202e}x) b\u{202e}"), "[a](https://a/\u{202e}x) b");
    }

    #[test]
    fn isolates_that_close_are_nobodys_mistake() {
        assert_eq!(first_turning("a \u{2067}ב\u{2069} c"), None);
        assert_eq!(first_turning("a \u{2067}ב c"), Some('\u{2067}'));
        assert_eq!(first_turning("a\u{2069}"), Some('\u{2069}'));
        assert_eq!(first_turning("\u{2066}a\u{202b}\u{2069}"), Some('\u{202b}'));
    }
}
