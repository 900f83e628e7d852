//! Finds the glossary's terms in running text: the spellings of all terms, looked up word by word.
//!
//! Built once for all pages, once for all sheets. Knows nothing of either; which terms one has had already is the writer's to
//! remember.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::curriculum::{Curriculum, TermId};
use crate::shown::is_hebrew_mark;

/// The spellings of a glossary, by their first word.
pub(crate) struct TermFinder {
    by_first: FxHashMap<String, Vec<(String, TermId)>>,
    longest_first: usize,
    /// Whether a first word begins so, by its first two bytes ([`beginning`]): nearly all words of a text are passed over by it.
    beginnings: Box<[bool; 1 << 16]>,
}

/// A term found in a text.
pub(crate) struct Found {
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// Which term.
    pub(crate) term: TermId,
}

impl TermFinder {
    /// Takes in every spelling of every term.
    pub(crate) fn new(curriculum: &Curriculum) -> TermFinder {
        let spellings = curriculum.terms.iter().enumerate().flat_map(|(index, term)| {
            let entry = &term.entry;
            let all = std::iter::once(&entry.term).chain(&entry.also).chain(&entry.he);
            all.map(move |spelling| (spelling.value.as_str(), TermId::new(index)))
        });
        TermFinder::of(spellings)
    }

    /// Takes in each spelling with the term it stands for; the longest is found first, then the term that came first.
    fn of<'a>(spellings: impl Iterator<Item = (&'a str, TermId)>) -> TermFinder {
        let mut by_first = BTreeMap::new();
        for (spelling, term) in spellings {
            add(&mut by_first, spelling, term);
        }
        for list in by_first.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
            list.dedup_by(|a, b| a.0 == b.0);
        }
        let longest_first = by_first.keys().map(String::len).max().unwrap_or_default();
        let mut beginnings = Box::new([false; 1 << 16]);
        for at in by_first.keys().filter_map(|first| beginning(first.as_bytes())) {
            beginnings[at] = true;
        }
        TermFinder { by_first: by_first.into_iter().collect(), longest_first, beginnings }
    }

    /// Whether there is nothing to find.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The first term at or after byte `from` that `wanted` takes.
    pub(crate) fn find(&self, text: &str, from: usize, wanted: impl Fn(TermId) -> bool) -> Option<Found> {
        let mut buffer = String::new();
        let mut at = word_start(text, from);
        while let Some(start) = at {
            let end = word_end(text, start);
            if let Some(found) = self.at(text, start, end, &mut buffer, &wanted) {
                return Some(found);
            }
            at = word_start(text, end);
        }
        None
    }

    fn at(
        &self,
        text: &str,
        start: usize,
        end: usize,
        buffer: &mut String,
        wanted: &impl Fn(TermId) -> bool,
    ) -> Option<Found> {
        let word = text.get(start..end)?;
        if word.len() > self.longest_first + 8 || beginning(word.as_bytes()).is_some_and(|at| !self.beginnings[at]) {
            return None;
        }
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.extend(word.chars().flat_map(char::to_lowercase));
        }
        let list = self.by_first.get(buffer.as_str())?;
        let rest = text.get(start..)?;
        list.iter().filter(|(_, term)| wanted(*term)).find_map(|(spelling, term)| {
            let length = starts_with(rest, spelling)?;
            Some(Found { start, end: start + length, term: *term })
        })
    }
}

/// The first two bytes of a word as a number, with letters in lower case; nought for a second that is not there. `None` where the
/// two do not tell what the word is in lower case: only English and Hebrew letters do.
fn beginning(word: &[u8]) -> Option<usize> {
    let (first, second) = (*word.first()?, word.get(1).copied().unwrap_or_default());
    let is_hebrew = matches!(first, 0xD6 | 0xD7);
    let is_english = first.is_ascii() && second.is_ascii();
    let at = |byte: u8| usize::from(byte.to_ascii_lowercase());
    (is_hebrew || is_english).then(|| at(first) << 8 | at(second))
}

/// Files one spelling, and the same without its Hebrew marks, under its first word.
fn add(by_first: &mut BTreeMap<String, Vec<(String, TermId)>>, spelling: &str, term: TermId) {
    let bare: String = spelling.trim().chars().filter(|&c| !is_hebrew_mark(c)).collect();
    for form in [spelling.trim().to_lowercase(), bare.to_lowercase()] {
        let first = form.get(..word_end(&form, 0)).unwrap_or_default().to_owned();
        if !first.is_empty() {
            by_first.entry(first).or_default().push((form, term));
        }
    }
}

/// The bytes of `text` that `spelling` (lower case) takes at its beginning, ending at a word's end.
fn starts_with(text: &str, spelling: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for wanted in spelling.chars() {
        let (_, found) = rest.next()?;
        let same = found == wanted || (found.is_whitespace() && wanted == ' ') || found.to_lowercase().eq([wanted]);
        if !same {
            return None;
        }
    }
    let end = rest.next().map_or(text.len(), |(at, _)| at);
    let after = text.get(end..)?.chars().next();
    (!after.is_some_and(is_word)).then_some(end)
}

/// Where the next word begins.
fn word_start(text: &str, from: usize) -> Option<usize> {
    at_next(text, from, true)
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    at_next(text, start, false).unwrap_or(text.len())
}

/// The first place from a byte on whose letter is of a word, or is of none.
fn at_next(text: &str, from: usize, of_word: bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        // Most letters of most texts are one byte.
        let (is_word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let letter = text.get(at..)?.chars().next()?;
            (is_word(letter), letter.len_utf8())
        };
        if is_word == of_word {
            return Some(at);
        }
        at += length;
    }
    None
}

fn is_word(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        'א'..='ת' => true,
        c => is_hebrew_mark(c) || c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finder(terms: &[&str]) -> TermFinder {
        TermFinder::of(terms.iter().enumerate().map(|(index, term)| (*term, TermId::new(index))))
    }

    #[track_caller]
    fn check(terms: &[&str], text: &str, expect: Option<&str>) {
        let found = finder(terms).find(text, 0, |_| true);
        assert_eq!(found.and_then(|found| text.get(found.start..found.end)), expect);
    }

    #[test]
    fn finds_whole_words_only() {
        check(&["chevruta"], "In Chevruta, read.", Some("Chevruta"));
        check(&["chevruta"], "chevrutas", None);
        check(&["beit midrash"], "the Beit Midrash is", Some("Beit Midrash"));
        check(&["beit midrash"], "the beit midrashim", None);
        check(&["חַבְרוּתָא"], "לימוד חברותא טוב", Some("חברותא"));
        check(&["one-to-one"], "a one-to-one meeting", Some("one-to-one"));
        check(&["א"], "אב א", Some("א"));
        check(&["a"], "an A", Some("A"));
        check(&["a"], "\u{e9}a \u{c9} a\u{301}, a.", Some("a"));
        check(&["\u{e9}tude"], "an \u{c9}tude", Some("\u{c9}tude"));
        check(&["İx"], "an i\u{307}x", Some("i\u{307}x"));
    }
}
