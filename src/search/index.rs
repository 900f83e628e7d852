//! The index itself: for each folded word, the entries that hold it and how much it weighs there.
//!
//! All weights are whole numbers, so that every machine and both languages rank alike.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cited::Cited;
use super::collect::{self, IndexItem, IndexSection, ItemKind};
use super::english::{self, English};
use super::facets::Facet;
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::hebrew;

/// What a word weighs by where it stands.
const TITLE: u32 = 24;
const NAME: u32 = 16;
const SECTION: u32 = 10;
const BODY: u32 = 2;
/// The most that one word can weigh in one section.
const MOST: u32 = 63;
/// Sections kept of a word, those where it weighs most: one that stands in more says little of any, and a page that reads
/// them all would read for long. A smaller curriculum has no such word.
const KEPT: usize = 4096;

/// A section that holds a word, and how much the word weighs there: one number, because a curriculum has a million of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting(u32);

/// Bits of a weight: [`MOST`] fits.
const WEIGHT_BITS: u32 = 6;

impl Posting {
    fn new(section: u32, weight: u32) -> Posting {
        Posting(section << WEIGHT_BITS | weight.min(MOST))
    }

    /// The section's number among all of the index.
    pub(super) fn section(self) -> u32 {
        self.0 >> WEIGHT_BITS
    }

    /// How much the word weighs there, at most [`MOST`].
    pub(super) fn weight(self) -> u32 {
        self.0 & MOST
    }
}

/// A word of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexWord {
    /// Folded.
    pub(super) text: String,
    /// How many sections hold it.
    pub(super) held: u32,
    /// Those sections in order; of a common word, the [`KEPT`] where it weighs most.
    pub(super) postings: Vec<Posting>,
}

/// A search index, whole and in memory.
pub struct Index {
    pub(super) items: Vec<IndexItem>,
    /// For each item, the number of its first section among all; and how many there are, at the end.
    pub(super) firsts: Vec<u32>,
    /// In the order of their bytes.
    pub(super) words: Vec<IndexWord>,
    /// By loose spelling key, in the order of its bytes: the words that may be spellings of one, the most frequent first.
    /// Empty until it is asked for.
    pub(super) by_spelling: Vec<(String, Vec<String>)>,
    /// Groups of words that mean the same: the spellings of one term.
    pub(super) same: Vec<Vec<String>>,
    /// Works that are taught, by their names; in the index for everybody.
    pub(super) cited: Cited,
    /// What results can be narrowed by.
    pub(super) facets: Vec<Facet>,
    pub(super) facilitator: bool,
    pub(super) english: English,
}

impl Index {
    /// The index of a curriculum in a language: what everybody sees, or what facilitators alone see.
    pub(crate) fn of(curriculum: &Curriculum, lang: &str, audience: Audience) -> Index {
        Index::with_lessons(curriculum, lang, audience, None)
    }

    /// The same, with what was gathered of its lessons already, in their order.
    pub(super) fn with_lessons(
        curriculum: &Curriculum,
        lang: &str,
        audience: Audience,
        lessons: Option<Vec<IndexItem>>,
    ) -> Index {
        let items = collect::items(curriculum, lang, audience, lessons);
        let mut firsts = Vec::with_capacity(items.len() + 1);
        let mut sum = 0;
        for item in &items {
            firsts.push(sum);
            sum += u32::try_from(item.sections.len()).unwrap_or(u32::MAX);
        }
        firsts.push(sum);
        let words = words(&items, &firsts);
        let (cited, facets) = (Cited::of(curriculum, &items), super::facets::facets(curriculum, &items));
        let (same, facilitator) = (same(curriculum), audience == Audience::Facilitator);
        Index {
            items,
            firsts,
            words,
            by_spelling: Vec::new(),
            same,
            cited,
            facets,
            facilitator,
            english: English::new(),
        }
    }

    /// The same with the spellings of its words at hand, to be asked.
    pub(crate) fn with_spellings(mut self) -> Index {
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        let by_spelling = by_spelling(&self.words);
        self.by_spelling = by_spelling.into_iter().map(|(key, words)| (key, owned(words))).collect();
        self
    }

    /// How many sections there are.
    pub(super) fn sections(&self) -> u32 {
        self.firsts.last().copied().unwrap_or_default()
    }

    /// The item that a section belongs to.
    pub(super) fn item_of(&self, section: u32) -> usize {
        self.firsts.partition_point(|&first| first <= section).saturating_sub(1)
    }
}

/// Words with their sections, in the order of the words' bytes.
type WordPostings = Vec<(String, Vec<Posting>)>;

fn words(items: &[IndexItem], firsts: &[u32]) -> Vec<IndexWord> {
    let size = items.len().div_ceil(rayon::current_num_threads().max(1) * 2).max(1);
    let chunks = items.par_chunks(size).zip(firsts.par_chunks(size));
    let all = chunks.map(|(items, firsts)| WordCounter::of(items, firsts).finish()).reduce(Vec::new, merge);
    let kept = all.into_par_iter().map(|(text, mut postings)| {
        let held = u32::try_from(postings.len()).unwrap_or(u32::MAX);
        if postings.len() > KEPT {
            postings.sort_unstable_by_key(|posting| (Reverse(posting.weight()), posting.section()));
            postings.truncate(KEPT);
            postings.sort_unstable_by_key(|posting| posting.section());
        }
        postings.shrink_to_fit();
        IndexWord { text, held, postings }
    });
    kept.collect()
}

/// Puts two lists together; the sections of the second come after those of the first.
fn merge(first: WordPostings, second: WordPostings) -> WordPostings {
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
                    all.reserve_exact(more.len());
                    all.extend(more);
                }
            }
        }
    }
    merged.extend(first);
    merged.extend(second);
    merged
}

/// The stem of what is in a counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stem {
    /// So far it is nothing but a stem itself, of which nobody asks for another.
    Unasked,
    /// By its number; `None` where a word has none.
    Known(Option<usize>),
}

/// Counts the words of some items. Each word is kept once, and its stem is looked for once.
#[derive(Default)]
struct WordCounter {
    numbers: FxHashMap<String, usize>,
    /// By a word's number: its stem, and its sections.
    words: Vec<(Stem, Vec<Posting>)>,
    /// The word that is being read.
    word: String,
}

impl WordCounter {
    fn of(items: &[IndexItem], firsts: &[u32]) -> WordCounter {
        let mut counter = WordCounter::default();
        for (item, &first) in items.iter().zip(firsts) {
            // A word says more of a title that is nothing else.
            let title = TITLE + TITLE / words_of(&item.title);
            let title_words = counter.numbers_of(&item.title);
            for (section, number) in item.sections.iter().zip(first..) {
                title_words.iter().for_each(|&word| counter.post(word, number, title));
                counter.section(section, number);
                // A lesson's unit is found by its own page.
                if number == first && item.kind != ItemKind::Lesson {
                    counter.count(&item.beside, number, SECTION);
                }
            }
        }
        counter
    }

    fn section(&mut self, section: &IndexSection, number: u32) {
        self.count(&section.names, number, NAME);
        self.count(&section.heading, number, SECTION);
        for part in &section.parts {
            self.count(&part.words, number, BODY);
        }
    }

    /// Counts the words of a text that stands in a section.
    fn count(&mut self, text: &str, number: u32, weight: u32) {
        let mut word = std::mem::take(&mut self.word);
        let mut tokens = hebrew::tokens(text);
        while tokens.next_into(&mut word).is_some() {
            let at = self.number(&word);
            self.post(at, number, weight);
        }
        self.word = word;
    }

    /// The words of a text by their numbers.
    fn numbers_of(&mut self, text: &str) -> Vec<usize> {
        let mut word = std::mem::take(&mut self.word);
        let mut tokens = hebrew::tokens(text);
        let mut numbers = Vec::new();
        while tokens.next_into(&mut word).is_some() {
            numbers.push(self.number(&word));
        }
        self.word = word;
        numbers
    }

    /// Counts a word, and its stem, to a section.
    fn post(&mut self, word: usize, section: u32, weight: u32) {
        if let Stem::Known(Some(stem)) = self.words[word].0 {
            add(&mut self.words[stem].1, section, weight.div_ceil(2));
        }
        add(&mut self.words[word].1, section, weight);
    }

    /// The number of a word, whose stem is known from then on.
    fn number(&mut self, word: &str) -> usize {
        let at = self.entry(word);
        if self.words[at].0 == Stem::Unasked {
            let stem = stem(word).map(|stem| self.entry(stem));
            self.words[at].0 = Stem::Known(stem);
        }
        at
    }

    /// The number of a word or stem.
    fn entry(&mut self, word: &str) -> usize {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        self.words.push((Stem::Unasked, Vec::new()));
        self.numbers.insert(word.to_owned(), self.words.len() - 1);
        self.words.len() - 1
    }

    fn finish(mut self) -> WordPostings {
        self.words.iter_mut().for_each(|(_, postings)| postings.shrink_to_fit());
        let list = self.numbers.into_iter().map(|(word, at)| (word, std::mem::take(&mut self.words[at].1)));
        // A stem of a stem is known, but stands for no word.
        let mut words: WordPostings = list.filter(|(_, postings)| !postings.is_empty()).collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        words
    }
}

/// How many words a title has, at least one.
fn words_of(title: &str) -> u32 {
    u32::try_from(hebrew::tokens(title).count()).unwrap_or(u32::MAX).max(1)
}

fn add(postings: &mut Vec<Posting>, section: u32, weight: u32) {
    match postings.last_mut().filter(|last| last.section() == section) {
        Some(last) => *last = Posting::new(section, last.weight() + weight),
        None => postings.push(Posting::new(section, weight)),
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

/// The words of an index by their loose spelling keys, the most frequent of each first. A key of one word is kept too: it is
/// found by other spellings of it.
pub(super) fn by_spelling(words: &[IndexWord]) -> Vec<(String, Vec<&str>)> {
    let pairs = words.par_iter().flat_map_iter(|word| {
        let plain = english::is_plain(&word.text);
        let keys = if plain { Vec::new() } else { hebrew::spelling_keys(&word.text) };
        let mut keys: Vec<String> = keys.iter().map(|key| hebrew::loose_key(key)).collect();
        keys.sort();
        keys.dedup();
        // A Hebrew word that has nothing to leave out is found as it is.
        keys.into_iter().filter(|key| *key != word.text).map(|key| (key, Reverse(word.held), word.text.as_str()))
    });
    let mut pairs: Vec<(String, Reverse<u32>, &str)> = pairs.collect();
    pairs.par_sort_unstable();
    let mut by_spelling: Vec<(String, Vec<&str>)> = Vec::new();
    for (key, _, word) in pairs {
        match by_spelling.last_mut().filter(|(last, _)| *last == key) {
            Some((_, words)) => words.push(word),
            None => by_spelling.push((key, vec![word])),
        }
    }
    by_spelling
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
