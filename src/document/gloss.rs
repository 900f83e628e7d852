//! The vocabulary of a text, found in its own words: each word that is explained leads to what it means.
//!
//! A word matches without cantillation, as the format promises, and as a whole word. Reads words only.

use crate::hebrew::{is_cantillation, is_hebrew_letter, is_mark};

/// Words of a text that are explained, each found once: where it first stands.
#[derive(Debug, Default)]
pub(crate) struct Glosses {
    /// The words as the page shows them, and their places in the list.
    left: Vec<(String, usize)>,
}

/// A word that is explained.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its first byte.
    pub(crate) start: usize,
    /// One past its last byte.
    pub(crate) end: usize,
    /// Its place in the list.
    pub(crate) number: usize,
}

impl Glosses {
    /// Takes in the words of a list, in its order.
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Glosses {
        let mut left: Vec<(String, usize)> = words
            .enumerate()
            .filter(|(_, word)| !word.trim().is_empty())
            .map(|(number, word)| (word, number))
            .collect();
        // Where one is the beginning of another, the longer is meant.
        left.sort_by_key(|(word, number)| (std::cmp::Reverse(word.len()), *number));
        Glosses { left }
    }

    /// The first word at or after byte `from` that is explained and was not found before.
    pub(crate) fn find(&mut self, line: &str, from: usize) -> Option<Found> {
        let mut inside = line.get(..from)?.chars().next_back().is_some_and(is_part);
        for (at, c) in line.get(from..)?.char_indices() {
            let (begins, start) = (is_part(c) && !inside, from + at);
            inside = is_part(c);
            if !begins {
                continue;
            }
            let rest = line.get(start..)?;
            let found = self.left.iter().position(|(word, _)| length(rest, word).is_some());
            if let Some(place) = found {
                let (word, number) = self.left.remove(place);
                let end = start + length(rest, &word)?;
                return Some(Found { start, end, number });
            }
        }
        None
    }
}

fn is_part(c: char) -> bool {
    is_hebrew_letter(c) || is_mark(c)
}

/// The bytes that a word takes at the beginning of a text, where it stands there as a whole word.
fn length(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.trim().chars().filter(|c| !is_cantillation(*c)).peekable();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_cantillation(c) {
            // It belongs to the letter before it.
            end = at + c.len_utf8();
            continue;
        }
        match wanted.peek() {
            Some(&next) if next == c => {
                wanted.next();
                end = at + c.len_utf8();
            }
            Some(_) => return None,
            None => return (!is_part(c)).then_some(end),
        }
    }
    wanted.peek().is_none().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, words: &[&str], expect: &[&str]) {
        let mut glosses = Glosses::new(words.iter().map(|word| (*word).to_owned()));
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(one) = glosses.find(line, from) {
            found.push(line.get(one.start..one.end).expect("whole letters"));
            from = one.end;
        }
        assert_eq!(found, expect);
    }

    #[test]
    fn words_are_found_whole_once_and_without_cantillation() {
        check("הֲפֹךְ בָּהּ וַהֲפֹךְ בָּהּ", &["הֲפֹךְ"], &["הֲפֹךְ"]);
        check("צֶ֥דֶק צֶ֖דֶק תִּרְדֹּ֑ף", &["תִּרְדֹּף", "צֶדֶק"], &["צֶ֥דֶק", "תִּרְדֹּ֑ף"]);
        check("בֶּן בַּג בַּג", &["בַּג בַּג", "בֶּן"], &["בֶּן", "בַּג בַּג"]);
        check("עֵזֶר־כְּנֶגְדּוֹ", &["עֵזֶר"], &["עֵזֶר"]);
        check("דברים", &["דבר"], &[]);
        check("plain words", &["", " "], &[]);
    }
}
