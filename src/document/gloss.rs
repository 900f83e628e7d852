//! The vocabulary of a text, found in its own words: each word that is explained leads to what it means.
//!
//! A word matches without cantillation and whichever points it has, as the format promises, and as a whole word. Reads words only.

use crate::hebrew::{PointedWord, is_of_word};

/// Words of a text that are explained, each found once: where it first stands.
#[derive(Debug, Default)]
pub(crate) struct Glosses {
    /// The words as the page shows them, and their places in the list.
    left: Vec<(PointedWord, usize)>,
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
        let words = words.enumerate().map(|(number, word)| (PointedWord::new(&word), number));
        let mut left: Vec<(PointedWord, usize)> = words.filter(|(word, _)| !word.is_empty()).collect();
        // Where one is the beginning of another, the longer is meant.
        left.sort_by_key(|(word, number)| (std::cmp::Reverse(word.len()), *number));
        Glosses { left }
    }

    /// The first word at or after byte `from` that is explained and was not found before.
    pub(crate) fn find(&mut self, line: &str, from: usize) -> Option<Found> {
        let mut inside = line.get(..from)?.chars().next_back().is_some_and(is_of_word);
        for (at, c) in line.get(from..)?.char_indices() {
            let (begins, start) = (is_of_word(c) && !inside, from + at);
            inside = is_of_word(c);
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

/// The bytes that a word takes at the beginning of a text, where it stands there as a whole word.
fn length(text: &str, word: &PointedWord) -> Option<usize> {
    let end = word.length_in(text)?;
    let goes_on = text.get(end..)?.starts_with(is_of_word);
    (!goes_on).then_some(end)
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
        check("plain words", &["word", "Words"], &["words"]);
    }

    #[test]
    fn words_are_found_however_they_are_marked() {
        // A meteg; marks in another order; letters with their marks built in; no points on one side.
        check("הָֽאָדָם", &["הָאָדָם"], &["הָֽאָדָם"]);
        check("ש\u{5c1}\u{5b8}ם", &["ש\u{5b8}\u{5c1}ם"], &["ש\u{5c1}\u{5b8}ם"]);
        check("\u{fb2a}\u{5b8}ם \u{fb31}", &["ש\u{5b8}\u{5c1}ם", "ב\u{5bc}"], &["\u{fb2a}\u{5b8}ם", "\u{fb31}"]);
        check("הֲפֹךְ בה", &["הפך", "בָּהּ"], &["הֲפֹךְ", "בה"]);
        check("בֵּית־מִדְרָשׁ", &["בית מדרש"], &["בֵּית־מִדְרָשׁ"]);
        check("בית  מדרש", &["בֵּית־מִדְרָשׁ"], &["בית  מדרש"]);
        check("שלומ", &["שלום"], &["שלומ"]);
        check("בֵּן בַּר", &["בָּן"], &[]);
        check("un cafe\u{301}", &["caf\u{e9}"], &["cafe\u{301}"]);
    }
}
