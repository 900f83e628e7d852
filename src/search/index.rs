//! The index itself: for each folded word, the entries that hold it and how much it weighs there.
//!
//! All weights are whole numbers, so that every machine and both languages rank alike.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use snowball_stemmers_rs::{Algorithm, Stemmer};

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

/// An entry that holds a word, and how much the word weighs there: one number, because a curriculum has a million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting(u32);

/// Bits of a weight: [`MOST`] fits.
const WEIGHT_BITS: u32 = 6;

impl Posting {
    fn new(entry: u32, weight: u32) -> Posting {
        Posting(entry << WEIGHT_BITS | weight.min(MOST))
    }

    /// Index into [`Index::entries`].
    pub(super) fn entry(self) -> u32 {
        self.0 >> WEIGHT_BITS
    }

    /// How much the word weighs there, at most [`MOST`].
    pub(super) fn weight(self) -> u32 {
        self.0 & MOST
    }
}

/// A search index, whole and in memory.
pub struct Index {
    pub(super) entries: Vec<Entry>,
    /// By word, in the order of its bytes.
    pub(super) words: Vec<(String, Vec<Posting>)>,
    /// By loose spelling key, in the order of its bytes: the words that may be spellings of one. Empty until it is asked for.
    pub(super) alike: Vec<(String, Vec<String>)>,
    /// Groups of words that mean the same: the spellings of one term.
    pub(super) same: Vec<Vec<String>>,
    pub(super) facilitator: bool,
}

impl Index {
    /// The index of a curriculum in a language: what everybody sees, or what facilitators alone see.
    pub(crate) fn of(curriculum: &Curriculum, lang: &str, audience: Audience) -> Index {
        let entries = collect::entries(curriculum, lang, audience);
        let words = words(&entries);
        let (same, facilitator) = (same(curriculum), audience == Audience::Facilitator);
        Index { entries, words, alike: Vec::new(), same, facilitator }
    }

    /// The same with the spellings of its words at hand, to be asked.
    pub(crate) fn with_spellings(mut self) -> Index {
        let alike = alike(self.words.par_iter().map(|(word, _)| word.as_str()));
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        self.alike = alike.into_iter().map(|(key, words)| (key, owned(words))).collect();
        self
    }
}

/// Words with their entries, in the order of the words' bytes.
type Words = Vec<(String, Vec<Posting>)>;

fn words(entries: &[Entry]) -> Words {
    let size = entries.len().div_ceil(rayon::current_num_threads().max(1) * 2).max(1);
    let chunks = entries.par_chunks(size).enumerate();
    chunks.map(|(number, chunk)| Counter::of(chunk, number * size).finish()).reduce(Vec::new, merge)
}

/// Puts two lists together; the entries of the second come after those of the first.
fn merge(first: Words, second: Words) -> Words {
    if first.is_empty() || second.is_empty() {
        return if first.is_empty() { second } else { first };
    }
    let mut merged = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
    while let (Some((a, _)), Some((b, _))) = (first.peek(), second.peek()) {
        match a.cmp(b) {
            Ordering::Less => merged.extend(first.next()),
            Ordering::Greater => merged.extend(second.next()),
            Ordering::Equal => {
                merged.extend(first.next());
                if let (Some((_, all)), Some((_, more))) = (merged.last_mut(), second.next()) {
                    all.extend(more);
                }
            }
        }
    }
    merged.extend(first);
    merged.extend(second);
    merged
}

/// Counts the words of some entries. Each word is kept once, and its stem is looked for once.
#[derive(Default)]
struct Counter {
    numbers: FxHashMap<String, usize>,
    /// By a word's number: its stem's number, and its entries.
    words: Vec<(Option<usize>, Vec<Posting>)>,
}

impl Counter {
    fn of(entries: &[Entry], first: usize) -> Counter {
        let mut counter = Counter::default();
        let mut word = String::new();
        for (entry, number) in entries.iter().zip(first..) {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let fields = [(&entry.title, TITLE), (&entry.names, NAME), (&entry.section, SECTION), (&entry.body, BODY)];
            for (text, weight) in fields {
                // A word says more of a title that is nothing else.
                let alone = if weight == TITLE { TITLE / words_of(text) } else { 0 };
                let weight = weight + alone;
                let mut tokens = hebrew::tokens(text);
                while tokens.next_into(&mut word).is_some() {
                    let at = counter.number(&word);
                    if let Some(stem) = counter.words[at].0 {
                        add(&mut counter.words[stem].1, number, weight.div_ceil(2));
                    }
                    add(&mut counter.words[at].1, number, weight);
                }
            }
        }
        counter
    }

    /// The number of a word, and of its stem before it where it has one.
    fn number(&mut self, word: &str) -> usize {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        let stem = stem(word).map(|stem| self.number(stem));
        self.words.push((stem, Vec::new()));
        self.numbers.insert(word.to_owned(), self.words.len() - 1);
        self.words.len() - 1
    }

    fn finish(mut self) -> Words {
        let list = self.numbers.into_iter().map(|(word, at)| (word, std::mem::take(&mut self.words[at].1)));
        // A stem of a stem is known, but stands for no word.
        let mut words: Words = list.filter(|(_, postings)| !postings.is_empty()).collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        words
    }
}

/// How many words a title has, at least one.
fn words_of(title: &str) -> u32 {
    u32::try_from(hebrew::tokens(title).count()).unwrap_or(u32::MAX).max(1)
}

fn add(postings: &mut Vec<Posting>, entry: u32, weight: u32) {
    match postings.last_mut().filter(|last| last.entry() == entry) {
        Some(last) => *last = Posting::new(entry, last.weight() + weight),
        None => postings.push(Posting::new(entry, weight)),
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

/// The words of an index by their loose spelling keys. A key of one word is kept too: it is found by other spellings of it.
pub(super) fn alike<'w>(words: impl ParallelIterator<Item = &'w str>) -> Vec<(String, Vec<&'w str>)> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut pairs: Vec<(String, &str)> = words
        .flat_map_iter(|word| {
            let mut keys: Vec<String> = hebrew::spelling_keys(word).iter().map(|key| hebrew::loose_key(key)).collect();
            if word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
                keys.push(format!("={}", stemmer.stem(word)));
            }
            keys.sort();
            keys.dedup();
            // A Hebrew word that has nothing to leave out is found as it is.
            keys.into_iter().filter(move |key| key != word).map(move |key| (key, word))
        })
        .collect();
    pairs.par_sort_unstable();
    let mut alike: Vec<(String, Vec<&str>)> = Vec::new();
    let mut forms = Vec::new();
    for group in pairs.chunk_by_mut(|a, b| a.0 == b.0) {
        let words: Vec<&str> = group.iter().map(|(_, word)| *word).collect();
        let key = std::mem::take(&mut group[0].0);
        if key.starts_with('=') {
            forms.extend(of_one_stem(&words));
        } else {
            alike.push((key, words));
        }
    }
    alike.append(&mut forms);
    alike.sort_unstable();
    alike
}

/// English words that are forms of one (organize, organized): under each, after `=`, the others. Snowball's stemmer has said
/// which, so that a page needs none.
fn of_one_stem<'w>(words: &[&'w str]) -> impl Iterator<Item = (String, Vec<&'w str>)> {
    let others = |one: &str| words.iter().copied().filter(|other| *other != one).collect::<Vec<_>>();
    let lines: Vec<_> = words.iter().map(|one| (format!("={one}"), others(one))).collect();
    lines.into_iter().filter(|(_, others)| !others.is_empty())
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
