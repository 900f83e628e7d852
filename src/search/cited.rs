//! Citations in a query: which of the texts that are taught it names.
//!
//! Knows only the works of one curriculum, so that a page can know them too; the browser's `search.js` takes the same steps
//! over the same table. What it does not understand is no citation: the words are looked for as words.

use std::collections::BTreeMap;

use super::collect::IndexItem;
use crate::citation::{Citation, WorkNames, between};
use crate::curriculum::Curriculum;
use crate::hebrew;

/// The works that a curriculum teaches, and what of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cited {
    /// Words that say nothing, before a name.
    pub(super) between: Vec<String>,
    /// In canonical order.
    pub(super) works: Vec<Taught>,
}

/// A work, or a commentary on one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taught {
    /// How it is called.
    pub(super) work_names: WorkNames,
    /// Each passage: the item, its first place, its last.
    pub(super) passages: Vec<(usize, Vec<u32>, Vec<u32>)>,
}

/// Stands behind a leaf whose side was named.
const SIDED: u32 = u32::MAX;

/// Words that say what a number counts, and nothing else.
const COUNTED: [&str; 22] = [
    "chapter",
    "chapters",
    "ch",
    "verse",
    "verses",
    "v",
    "vv",
    "perek",
    "pasuk",
    "mishnah",
    "mishna",
    "daf",
    "page",
    "folio",
    "פרק",
    "פרקימ",
    "פסוק",
    "פסוקימ",
    "דפ",
    "עמוד",
    "משנה",
    "הלכה",
];

impl Cited {
    pub(super) fn of(curriculum: &Curriculum, items: &[IndexItem]) -> Cited {
        let mut works: BTreeMap<String, Taught> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let passage = item.passage.and_then(|passage| curriculum.passages.get(passage));
            let Some(citation) = passage.and_then(|passage| passage.citation.as_ref()) else { continue };
            let Some((from, to)) = citation.places() else { continue };
            let work = works.entry(citation.work_slug()).or_insert_with(|| Taught::of(citation));
            work.passages.push((at, from.to_vec(), to.to_vec()));
        }
        let between = if works.is_empty() { Vec::new() } else { between() };
        Cited { between, works: works.into_values().collect() }
    }

    /// The items of the passages that a query names, those that are just what it names first; none where it is no citation.
    pub(super) fn named(&self, query: &str) -> Vec<usize> {
        let tokens: Vec<(std::ops::Range<usize>, String)> = hebrew::tokens(query).collect();
        let words: Vec<&str> = tokens.iter().map(|(_, word)| word.as_str()).collect();
        let numbered = words.last().is_some_and(|last| ends_in_number(last));
        if self.works.is_empty() || words.len() < 2 || words.len() > 12 || !numbered {
            return Vec::new();
        }
        let mut found: Vec<(u8, usize)> = Vec::new();
        let mut reach = 0;
        for work in &self.works {
            let Some(end) = self.name_ends(work, &words) else { continue };
            if end < reach {
                continue;
            }
            let Some((from, to)) = place(query, &tokens, end, work.work_names.leaves) else { continue };
            if end > reach {
                found.clear();
                reach = end;
            }
            found.extend(work.passages.iter().filter_map(|(item, first, last)| {
                Some((near((from.as_slice(), to.as_slice()), (first.as_slice(), last.as_slice()))?, *item))
            }));
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, item)| item).collect()
    }

    /// How many words the name of a work takes at the beginning of a query, its marks included: the most that do.
    fn name_ends(&self, work: &Taught, words: &[&str]) -> Option<usize> {
        let mut starts = Vec::new();
        for mark in &work.work_names.marks {
            if let Some(end) = begins(words, 0, mark) {
                starts.push(end);
            }
        }
        if !work.work_names.marked {
            starts.push(0);
        }
        let mut best = None;
        for start in starts {
            // "Tractate", "the laws of", once.
            let skipped = self.between.iter().filter_map(|words_between| begins(words, start, words_between)).max();
            for start in [Some(start), skipped].into_iter().flatten() {
                for name in &work.work_names.names {
                    best = best.max(begins(words, start, name));
                }
            }
        }
        best
    }
}

impl Taught {
    fn of(citation: &Citation) -> Taught {
        Taught { work_names: citation.work_names(), passages: Vec::new() }
    }
}

/// Where a folded phrase ends that stands at a word of a list, in any spelling; `None` where it does not.
fn begins(words: &[&str], start: usize, phrase: &str) -> Option<usize> {
    let mut at = start;
    for word in phrase.split(' ') {
        if !is_alike(words.get(at)?, word) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether two words are spellings of one, as far as among a few names of works.
fn is_alike(typed: &str, name: &str) -> bool {
    if typed == name {
        return true;
    }
    if typed.chars().count() < 4 || name.chars().count() < 4 {
        return false;
    }
    let loose = |word: &str| hebrew::spelling_keys(word).iter().map(|key| hebrew::loose_key(key)).collect::<Vec<_>>();
    let known = loose(name);
    loose(typed).iter().any(|key| known.contains(key))
}

/// The place that the rest of a query names: nothing but numbers, and the words for what they count.
fn place(
    query: &str,
    tokens: &[(std::ops::Range<usize>, String)],
    start: usize,
    leaves: bool,
) -> Option<(Vec<u32>, Vec<u32>)> {
    let (mut from, mut to): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut ranged = false;
    let mut end = tokens.get(start.checked_sub(1)?)?.0.end;
    for (range, word) in tokens.get(start..)? {
        let gap = query.get(end..range.start).unwrap_or_default();
        end = range.end;
        if !from.is_empty() && (gap.contains(['-', '–', '—', '־']) || word == "to") {
            ranged = true;
        }
        if word == "to" || COUNTED.contains(&word.as_str()) {
            continue;
        }
        let leaf = if ranged && to.is_empty() { from.first().copied() } else { None };
        let list = if ranged { &mut to } else { &mut from };
        // The side of a leaf in a word of its own: "5 b", "5a-b".
        if let Some(side) = side(word).filter(|_| leaves && (list.len() == 1 || leaf.is_some())) {
            let leaf = leaf.or(list.first().copied()).unwrap_or_default() & !1;
            *list = vec![leaf + side, SIDED];
            continue;
        }
        list.extend(numbers(word, leaves)?);
    }
    if from.is_empty() || from.len() > 4 || to.len() > from.len() {
        return None;
    }
    if leaves {
        return leaf_place(&from, &to);
    }
    let mut last = from.get(..from.len() - to.len())?.to_vec();
    last.extend(&to);
    Some(if to.is_empty() { (from.clone(), from) } else { (from, last) })
}

/// The numbers of a word: `18`, `יח`; for leaves daf × 2, and the side with a mark that it was named: `5b`.
fn numbers(word: &str, leaves: bool) -> Option<Vec<u32>> {
    let digits = word.trim_end_matches(['a', 'b']);
    let number = match digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true if digits.len() <= 4 => digits.parse().ok()?,
        true => return None,
        false if word.chars().count() <= 4 => hebrew::from_numeral(word)?,
        false => return None,
    };
    match (leaves, word.get(digits.len()..)) {
        (true, Some("a")) => Some(vec![number * 2, SIDED]),
        (true, Some("b")) => Some(vec![number * 2 + 1, SIDED]),
        (true, _) => Some(vec![number * 2]),
        (false, Some("")) => Some(vec![number]),
        (false, _) => None,
    }
}

/// Whether a query that ends in this word may be a citation of a place.
fn ends_in_number(word: &str) -> bool {
    let numeral = word.chars().count() <= 4 && hebrew::from_numeral(word).is_some();
    word.starts_with(|c: char| c.is_ascii_digit()) || side(word).is_some() || numeral
}

/// The side of a leaf that a word names.
fn side(word: &str) -> Option<u32> {
    match word {
        "a" | "א" | "עא" => Some(0),
        "b" | "ב" | "עב" => Some(1),
        _ => None,
    }
}

/// A place of leaves: a leaf without a side is both of its sides. A mark that the side was named stands behind it.
fn leaf_place(from: &[u32], to: &[u32]) -> Option<(Vec<u32>, Vec<u32>)> {
    let sided = |place: &[u32]| place.get(1) == Some(&SIDED);
    let bare = |place: &[u32]| place.iter().copied().filter(|&number| number != SIDED).collect::<Vec<_>>();
    let ends = |place: &[u32]| match (bare(place).as_slice(), sided(place)) {
        ([leaf], false) => vec![leaf + 1],
        (place, _) => place.to_vec(),
    };
    if bare(from).len() > 1 && !sided(from) {
        return None;
    }
    Some((bare(from), if to.is_empty() { ends(from) } else { ends(to) }))
}

/// How near a passage is to what a query names: 0 the very place, 1 all of it and more, 2 a part of it. A place without a
/// verse is all its verses.
fn near(asked: (&[u32], &[u32]), known: (&[u32], &[u32])) -> Option<u8> {
    let order = |a: &[u32], b: &[u32]| {
        let pairs = a.iter().zip(b);
        pairs.map(|(a, b)| a.cmp(b)).find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    };
    if order(known.1, asked.0).is_lt() || order(asked.1, known.0).is_lt() {
        return None;
    }
    let deeper = asked.0.len() > known.0.len();
    let within = order(known.0, asked.0).is_le() && order(asked.1, known.1).is_le();
    Some(match asked == known {
        true => 0,
        false if within && (deeper || asked.0.len() == known.0.len()) => 1,
        false => 2,
    })
}
