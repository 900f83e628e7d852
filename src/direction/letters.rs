//! Letters and the direction they run in, and the direction of a block by its words.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::hebrew;

/// The direction in which words run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// As HTML and Typst write it: `ltr`, `rtl`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The opposite one.
    #[must_use]
    pub fn other(self) -> Direction {
        match self {
            Direction::Ltr => Direction::Rtl,
            Direction::Rtl => Direction::Ltr,
        }
    }
}

/// The direction of a letter; `None` for digits, signs, spaces and marks.
///
/// The blocks whose letters run from the right are those that Unicode reserves for them (UAX #9, default values of Bidi_Class):
/// U+0590 to U+08FF, the presentation forms of Hebrew and Arabic, U+10800 to U+10FFF and U+1E800 to U+1EFFF.
pub fn of_letter(c: char) -> Option<Direction> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Direction::Ltr),
        '\0'..='\u{a9}' => None,
        'א'..='ת' => Some(Direction::Rtl),
        c if is_mark(c) || !c.is_alphabetic() => None,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => Some(Direction::Rtl),
        _ => Some(Direction::Ltr),
    }
}

/// A mark that stands on the letter before it: points, accents, diacritics, the soft hyphen and joiners.
pub(super) fn is_mark(c: char) -> bool {
    match c {
        '\0'..='\u{ac}' => false,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' => true,
        '\u{64b}'..='\u{65f}'
        | '\u{610}'..='\u{61a}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'
        | '\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8ff}' => true,
        '\u{200c}' | '\u{200d}' | '\u{fb1e}' | '\u{fe00}'..='\u{fe0f}' | '\u{1ab0}'..='\u{1aff}' => true,
        '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}' => true,
        c => hebrew::is_mark(c),
    }
}

/// A mark that only turns text around, unseen: the marks, embeddings, overrides and isolates of Unicode.
pub fn is_hidden_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Words without the marks that turn text around unseen: the rule decides in their place.
///
/// # Example
/// `visible("a\u{202e}b")` is `ab`.
pub fn visible(words: &str) -> Cow<'_, str> {
    let bytes = words.as_bytes();
    // They all begin with one of two bytes in UTF-8, and most words hold neither.
    let mut found = memchr::memchr2_iter(0xd8, 0xe2, bytes);
    let is_hidden = |at: usize| match bytes.get(at..) {
        Some([0xd8, 0x9c, ..]) => true,
        Some([0xe2, 0x80, last, ..]) => matches!(last, 0x8e | 0x8f | 0xaa..=0xae),
        Some([0xe2, 0x81, last, ..]) => matches!(last, 0xa6..=0xa9),
        _ => false,
    };
    if found.any(is_hidden) { words.replace(is_hidden_mark, "").into() } else { words.into() }
}

/// Whether a text may hold a letter that runs from the right. Never misses one; most texts without are passed over by bytes.
pub(crate) fn has_rtl(text: &str) -> bool {
    !text.is_ascii()
        && text.bytes().any(|byte| byte >= 0xd6)
        && text.chars().any(|c| of_letter(c) == Some(Direction::Rtl))
}

/// Whether a text may hold a letter that runs from the left. Never misses one; takes some marks and signs for one.
pub(super) fn may_have_ltr(text: &str) -> bool {
    // All of two bytes from U+00C0 to U+057F, and all of three but the punctuation of U+2000 to U+2FFF.
    text.bytes().any(|byte| byte.is_ascii_alphabetic() || matches!(byte, 0xc2..=0xd5 | 0xe0..=0xe1 | 0xe3..=0xf4))
}

/// How many words of each direction there are in what was read so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    ltr: u32,
    rtl: u32,
}

impl Count {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Count {
        let mut count = Count::default();
        count.read(text);
        count
    }

    /// Adds the words of a text. A word is what stands between spaces, hyphens and dashes, and runs as most of its letters do; an
    /// address is one.
    pub(crate) fn read(&mut self, text: &str) {
        for piece in text.split(char::is_whitespace) {
            if piece.contains("://") || piece.contains('@') {
                self.word(piece);
            } else {
                piece.split(is_joint).for_each(|word| self.word(word));
            }
        }
    }

    fn word(&mut self, word: &str) {
        let (mut ltr, mut rtl) = (0u32, 0u32);
        for direction in word.chars().filter_map(of_letter) {
            match direction {
                Direction::Ltr => ltr += 1,
                Direction::Rtl => rtl += 1,
            }
        }
        match (ltr, rtl) {
            (0, 0) => {}
            (ltr, rtl) if ltr >= rtl => self.ltr = self.ltr.saturating_add(1),
            _ => self.rtl = self.rtl.saturating_add(1),
        }
    }

    /// Adds the words of another count.
    pub(crate) fn add(&mut self, other: Count) {
        self.ltr = self.ltr.saturating_add(other.ltr);
        self.rtl = self.rtl.saturating_add(other.rtl);
    }

    /// Whether there is a word from the right.
    pub(crate) fn has_rtl(self) -> bool {
        self.rtl > 0
    }

    /// Whether there is no word at all.
    pub(crate) fn is_empty(self) -> bool {
        self.ltr == 0 && self.rtl == 0
    }

    /// The direction of a block with these words in a document of a direction: the document's, unless there is no word of it, or more
    /// than twice as many of the other.
    pub(crate) fn direction(self, document: Direction) -> Direction {
        let (own, other) = match document {
            Direction::Ltr => (self.ltr, self.rtl),
            Direction::Rtl => (self.rtl, self.ltr),
        };
        if other > own.saturating_mul(2) { document.other() } else { document }
    }
}

/// Where a word ends besides spaces.
fn is_joint(c: char) -> bool {
    matches!(c, '-' | hebrew::MAQAF | '\u{2010}'..='\u{2015}' | '/')
}

/// The direction of a block in a document of a direction.
///
/// # Example
/// A Hebrew sentence with one English name runs from the right in an English lesson too:
/// `of_block("אנחנו קוראים את Sefaria ביחד.", Direction::Ltr)` is `Rtl`.
pub fn of_block(text: &str, document: Direction) -> Direction {
    if document == Direction::Ltr && !has_rtl(text) { Direction::Ltr } else { Count::of(text).direction(document) }
}
