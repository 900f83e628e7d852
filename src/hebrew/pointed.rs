//! A word looked for in a text, in whatever way each of the two is written: with its points, with some of them or with none, with
//! marks in any order, with letters that have their marks built in.
//!
//! Says where letters are the same. What to do with a word that is found is the caller's affair.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::marks::{JOINER, MAQAF, is_hebrew_letter, is_mark};
use super::numeral::final_to_plain;

/// A letter with all its marks, as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sign {
    /// The letter in lower case, with the accents that it is one with.
    pub(crate) letter: char,
    /// Its points as bits ([`points`]).
    pub(crate) points: u64,
    /// The bytes that it takes in the text, its marks and what is not seen behind it included.
    pub(crate) length: usize,
}

impl Sign {
    /// The sign that a text begins with.
    pub(crate) fn first(text: &str) -> Option<Sign> {
        let first = text.chars().next()?;
        let next = text.as_bytes().get(first.len_utf8());
        if first.is_ascii() && next.is_none_or(u8::is_ascii) {
            return Some(Sign { letter: first.to_ascii_lowercase(), points: 0, length: 1 });
        }
        let mut rest = text.char_indices().skip(1);
        let length = rest.find(|(_, c)| !is_added(*c)).map_or(text.len(), |(at, _)| at);
        let seen = text.get(..length)?.chars().filter(|c| !is_unseen(*c));
        let mut parts = seen.flat_map(char::to_lowercase).nfc();
        let letter = parts.next().unwrap_or(first);
        let points = parts.fold(0, |all, mark| all | point(mark));
        Some(Sign { letter, points, length })
    }

    /// Whether a letter that has the points of both may be meant: where one has none they are left out.
    pub(crate) fn may_be_pointed(self, points: u64) -> bool {
        self.points == 0 || points == 0 || self.points == points
    }
}

/// What is written behind a letter and belongs to it.
fn is_added(c: char) -> bool {
    is_mark(c) || is_unseen(c) || is_combining_mark(c)
}

/// What has no shape, and parts no word.
fn is_unseen(c: char) -> bool {
    c == JOINER
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Marks as bits, in whatever order they stand; what is sung or leant on (te'amim, meteg) and the joiner are none. A vowel that has
/// two characters is one.
pub(crate) fn points(marks: &str) -> u64 {
    marks.chars().fold(0, |all, mark| all | point(mark))
}

fn point(mark: char) -> u64 {
    match mark {
        '\u{5bd}' | '\u{5c4}' | '\u{5c5}' => 0,
        '\u{5ba}' => 1 << 9,
        '\u{5c7}' => 1 << 8,
        '\u{5b0}'..='\u{5c7}' => 1 << (u32::from(mark) - 0x5b0),
        mark if is_mark(mark) => 0,
        // Accents that are one with no letter.
        mark => 1 << (32 + u32::from(mark) % 31),
    }
}

/// A word or some, as they are looked for. A final letter is its letter; a maqaf, a hyphen and a space part words alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PointedWord {
    signs: Vec<Sign>,
}

impl PointedWord {
    /// Takes in a word.
    pub(crate) fn new(word: &str) -> PointedWord {
        let mut signs: Vec<Sign> = Vec::new();
        for (_, sign) in Signs::of(word) {
            // Before and between words one space is enough.
            let doubled = sign.letter == ' ' && signs.last().is_none_or(|last| last.letter == ' ');
            if !doubled {
                signs.push(sign);
            }
        }
        signs.pop_if(|last| last.letter == ' ');
        PointedWord { signs }
    }

    /// How many letters it has.
    pub(crate) fn len(&self) -> usize {
        self.signs.len()
    }

    /// Whether there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.signs.is_empty()
    }

    /// The bytes that it takes at the beginning of a text, where the text begins with it.
    pub(crate) fn length_in(&self, text: &str) -> Option<usize> {
        let mut found = Signs::of(text);
        let mut end = 0;
        for wanted in &self.signs {
            let (at, sign) = found.next()?;
            if sign.letter != wanted.letter || !sign.may_be_pointed(wanted.points) {
                return None;
            }
            end = at + sign.length;
            if sign.letter == ' ' {
                found.pass_spaces();
            }
        }
        Some(end)
    }

    /// Whether it stands anywhere in a text.
    pub(crate) fn stands_in(&self, text: &str) -> bool {
        Signs::of(text).any(|(at, _)| text.get(at..).is_some_and(|rest| self.length_in(rest).is_some()))
    }
}

/// The signs of a text with their places.
struct Signs<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Signs<'t> {
    fn of(text: &'t str) -> Signs<'t> {
        Signs { text, at: 0 }
    }

    /// Goes on to what is no space.
    fn pass_spaces(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == MAQAF || c == '-').len();
    }
}

impl Iterator for Signs<'_> {
    type Item = (usize, Sign);

    fn next(&mut self) -> Option<(usize, Sign)> {
        let sign = Sign::first(self.text.get(self.at..)?)?;
        let at = self.at;
        self.at += sign.length;
        let letter = match sign.letter {
            MAQAF | '-' | '\u{2010}' | '\u{2011}' => ' ',
            c if c.is_whitespace() => ' ',
            c => final_to_plain(c),
        };
        Some((at, Sign { letter, ..sign }))
    }
}

/// Whether a letter or mark is part of a word.
pub(crate) fn is_of_word(c: char) -> bool {
    is_hebrew_letter(c) || is_added(c) || c.is_alphanumeric()
}
