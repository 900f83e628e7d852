//! `varied-spelling`: one term in two spellings, in words of one language that everybody sees.
//!
//! Two spellings are of one word where the search takes them for one sound (chevruta, havruta); other words for the same thing
//! ("humility" for anavah), plurals, hyphens, capitals and apostrophes are left alone. Told where the rarer one stands first, once
//! for each spelling. Source texts are not looked at: they are spelt as their edition spells them.

use std::collections::{BTreeMap, BTreeSet};

use super::term_use::TermUse;
use crate::curriculum::{Curriculum, TermId};
use crate::diag::{Diagnostics, make};
use crate::hebrew;
use crate::source::Span;

/// A spelling, how often it stands in all, where first, and what it may sound like, word by word.
struct SpellingUse<'a> {
    written: &'a str,
    count: u32,
    first: Span,
    /// As it is written there.
    found: &'a str,
    is_own: bool,
    sounds: Vec<BTreeSet<String>>,
}

/// How often each spelling stands, where first, and how it is written there.
type Counts<'a> = BTreeMap<usize, (u32, Span, &'a str)>;

pub(crate) fn check(curriculum: &Curriculum, used: &TermUse<'_>, sink: &mut Diagnostics) {
    // Spellings that stand somewhere, by term and language: few, however many lessons there are.
    let mut by_term: BTreeMap<(TermId, &str), Counts<'_>> = BTreeMap::new();
    for one in used.uses.iter().filter(|one| one.seen) {
        let spellings = by_term.entry((one.term, one.lang)).or_default();
        spellings.entry(one.spelling).or_insert((0, one.span, &one.written)).0 += one.count;
    }
    for ((term, _), uses) in by_term {
        let entry = &curriculum.term(term).entry;
        let mut rest = spellings(used, &uses, &plain(&entry.term.value));
        // The glossary's own spelling is the right one where it is used at all; else the one that stands most often.
        rest.sort_by_key(|spelling| (!spelling.is_own, std::cmp::Reverse(spelling.count), spelling.first));
        while !rest.is_empty() {
            let right = rest.remove(0);
            let (same, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(|other| is_variant(&right, other));
            for other in same {
                let own = right.is_own.then_some(entry.term.span);
                let told = make::lint::varied_spelling(other.first, other.written, right.written, right.count, own);
                sink.push(told.word(other.found));
            }
            rest = others;
        }
    }
}

/// The spellings among uses; those that differ in hyphens and apostrophes alone are one. Hebrew letters have two spellings by
/// nature, full and defective, and are left alone.
fn spellings<'a>(used: &'a TermUse<'_>, uses: &Counts<'a>, own: &str) -> Vec<SpellingUse<'a>> {
    let mut all: BTreeMap<String, SpellingUse<'a>> = BTreeMap::new();
    for (&spelling, &(count, first, found)) in uses {
        let Some(written) = used.spellings.get(spelling).filter(|written| !hebrew::has_hebrew(written)) else {
            continue;
        };
        let letters = plain(written);
        let is_own = letters == own;
        let made = || SpellingUse { written, count: 0, first, found, is_own, sounds: sounds(written) };
        all.entry(letters).or_insert_with(made).count += count;
    }
    all.into_values().collect()
}

/// Letters alone, in lower case.
fn plain(spelling: &str) -> String {
    spelling.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The sounds that each word of a spelling may have; none for a word that says too little.
fn sounds(spelling: &str) -> Vec<BTreeSet<String>> {
    let words = hebrew::tokens(spelling).map(|(_, word)| word);
    words.map(|word| hebrew::spelling_keys(&word).iter().map(|key| hebrew::loose_key(key)).collect()).collect()
}

/// Whether two spellings have a sound in common in each of their words.
fn is_variant(one: &SpellingUse<'_>, other: &SpellingUse<'_>) -> bool {
    let pairs = one.sounds.iter().zip(&other.sounds);
    one.sounds.len() == other.sounds.len()
        && !one.sounds.is_empty()
        && pairs.into_iter().all(|(a, b)| !a.is_disjoint(b))
}
