//! The index itself: for each folded word, the entries that hold it and how much it weighs there.
//!
//! All weights are whole numbers, so that every machine and both languages rank alike.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::collect::{self, Entry};
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::hebrew;

/// What a word weighs by where it stands.
const TITLE: u32 = 24;
const NAME: u32 = 16;
const SECTION: u32 = 10;
const BODY: u32 = 2;
/// The most that one word can weigh in one entry.
const MOST: u32 = 63;
/// Entries that are counted together; the order of what is found does not depend on it.
const CHUNK: usize = 256;

/// An entry that holds a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    /// Index into [`Index::entries`].
    pub(super) entry: u32,
    /// How much the word weighs there.
    pub(super) weight: u32,
}

/// A search index, whole and in memory.
pub struct Index {
    pub(super) entries: Vec<Entry>,
    /// By word, in the order of its bytes.
    pub(super) words: Vec<(String, Vec<Posting>)>,
    /// Groups of words that mean the same: the spellings of one term.
    pub(super) same: Vec<Vec<String>>,
    pub(super) facilitator: bool,
}

impl Index {
    /// The index of a curriculum in a language: what everybody sees, or what facilitators alone see.
    pub(crate) fn of(curriculum: &Curriculum, lang: &str, audience: Audience) -> Index {
        let entries = collect::entries(curriculum, lang, audience);
        let words = words(&entries);
        Index { entries, words, same: same(curriculum), facilitator: audience == Audience::Facilitator }
    }
}

type Counted = FxHashMap<String, Vec<Posting>>;

fn words(entries: &[Entry]) -> Vec<(String, Vec<Posting>)> {
    let chunks: Vec<Counted> = entries
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(number, chunk)| {
            let mut counted = Counted::default();
            for (at, entry) in chunk.iter().enumerate() {
                count(entry, u32::try_from(number * CHUNK + at).unwrap_or(u32::MAX), &mut counted);
            }
            counted
        })
        .collect();
    let mut all = Counted::default();
    for chunk in chunks {
        // Each word's list grows in the order of the chunks, whatever order the words come in.
        #[expect(clippy::iter_over_hash_type, reason = "the words are sorted below")]
        for (word, postings) in chunk {
            all.entry(word).or_default().extend(postings);
        }
    }
    let mut words: Vec<(String, Vec<Posting>)> = all.into_iter().collect();
    words.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
    words
}

fn count(entry: &Entry, number: u32, counted: &mut Counted) {
    let fields = [(&entry.title, TITLE), (&entry.names, NAME), (&entry.section, SECTION), (&entry.body, BODY)];
    for (text, weight) in fields {
        for (_, word) in hebrew::tokens(text) {
            if let Some(stem) = stem(&word) {
                add(counted, stem, number, weight.div_ceil(2));
            }
            add(counted, &word, number, weight);
        }
    }
}

fn add(counted: &mut Counted, word: &str, entry: u32, weight: u32) {
    let Some(postings) = counted.get_mut(word) else {
        counted.insert(word.to_owned(), vec![Posting { entry, weight }]);
        return;
    };
    match postings.last_mut().filter(|last| last.entry == entry) {
        Some(last) => last.weight = (last.weight + weight).min(MOST),
        None => postings.push(Posting { entry, weight }),
    }
}

/// A Hebrew word without the letters that are written together with it (ו, ה, ב, כ, ל, מ, ש; a ו before another), where at
/// least three letters stay. The word itself is always found too, so that a letter of the root that is taken for a prefix
/// costs nothing but rank.
pub(super) fn stem(word: &str) -> Option<&str> {
    let is_prefix = |c: char| matches!(c, 'ו' | 'ה' | 'ב' | 'כ' | 'ל' | 'מ' | 'ש');
    let mut rest = word.strip_prefix('ו').filter(|rest| rest.starts_with(is_prefix)).unwrap_or(word);
    if long_enough(rest.strip_prefix(is_prefix)?) {
        rest = rest.strip_prefix(is_prefix)?;
    }
    (rest.len() < word.len() && long_enough(rest)).then_some(rest)
}

fn long_enough(rest: &str) -> bool {
    rest.chars().count() >= 3 && rest.chars().all(hebrew::is_hebrew_letter)
}

/// The folded spellings of each term that are one word.
fn same(curriculum: &Curriculum) -> Vec<Vec<String>> {
    let groups = curriculum.terms.iter().map(|term| {
        let entry = &term.entry;
        let spellings = std::iter::once(&entry.term).chain(&entry.also).chain(&entry.he);
        let mut group: Vec<String> = spellings.map(|word| hebrew::fold(&word.value)).collect();
        group.retain(|word| !word.is_empty() && !word.contains(' '));
        group.sort();
        group.dedup();
        group
    });
    groups.filter(|group| group.len() > 1).collect()
}
