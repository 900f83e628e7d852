//! Phrases of the other direction inside a block, and numbers that keep their order: where each begins and ends.
//!
//! A phrase goes from its first letter to its last before a letter of the block's own, with what belongs to it: the partners of the
//! brackets and quotation marks inside, digits of its words, and what clings to its last letter. What follows that (a full stop, a
//! question mark, a number, a footnote's mark) is the block's. Linear in the length of the text.

use std::ops::Range;

use super::letters::{Direction, has_rtl, is_mark, may_have_ltr, of_letter};
use super::pairs::Pairs;
use super::{joined, numbers};
use crate::hebrew;

/// A part of a text that is drawn by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Isolate {
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: IsolateKind,
}

/// What an isolate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IsolateKind {
    /// A phrase of this direction, in a block of the other.
    Phrase(Direction),
    /// A group of numbers, left to right among letters from the right. Stands in a phrase or by itself.
    Number,
}

/// The isolates of a block's text, in order: phrases apart from one another, a number inside a phrase after it. A line end that is
/// meant (`\n`) parts phrases; `\u{fffc}` stands for a thing without letters.
pub(crate) fn isolates(text: &str, block: Direction) -> Vec<Isolate> {
    if block == Direction::Ltr && !has_rtl(text) {
        return Vec::new();
    }
    let may_hold = block == Direction::Ltr || may_have_ltr(text);
    let mut phrases = if may_hold { letters(text, block.other()) } else { Vec::new() };
    if !phrases.is_empty() {
        complete(text, block, &mut phrases);
    }
    with_numbers(text, block, phrases)
}

/// From the first letter of a direction to the last before one of the other, each.
fn letters(text: &str, direction: Direction) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    // Whether the last sign was a letter of the phrase, so that a mark belongs to it.
    let mut on_letter = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match of_letter(c) {
            Some(own) if own == direction => {
                open = Some(open.map_or(at, |phrase| phrase.start)..end);
                on_letter = true;
            }
            None if on_letter && is_mark(c) => {
                if let Some(phrase) = &mut open {
                    phrase.end = end;
                }
            }
            Some(_) => {
                found.extend(open.take());
                on_letter = false;
            }
            None => {
                on_letter = false;
                if c == '\n' {
                    found.extend(open.take());
                }
            }
        }
    }
    found.extend(open);
    found
}

/// Adds to each phrase what belongs to it.
fn complete(text: &str, block: Direction, phrases: &mut Vec<Range<usize>>) {
    let pairs = Pairs::of(text);
    parted(text, block, &pairs, phrases);
    let addresses = joined::addresses(text);
    let mut floor = 0;
    for number in 0..phrases.len() {
        let next = phrases.get(number + 1).map_or(text.len(), |next| next.start);
        let phrase = &mut phrases[number];
        phrase.start = joined::start(text, block, floor, phrase.start);
        phrase.end = clinging(text, &pairs, phrase.end, next);
        phrase.end = joined::end(text, block, phrase.start, phrase.end, next);
        // An address is one word, also where it goes on in letters of the block's own.
        if let Some(address) = addresses.get(addresses.partition_point(|address| address.end <= phrase.start))
            && block == Direction::Rtl
            && address.start < phrase.end
        {
            phrase.end = phrase.end.max(address.end);
        }
        // Letters of the block's own stand between two phrases, so that neither can reach the other's.
        let room = gap_before(text, block, floor, phrase.start)..gap_after(text, block, phrase.end, next);
        with_partners(text, &pairs, room, phrase);
        floor = phrase.end;
    }
    phrases.dedup_by(|next, last| {
        let meets = next.start < last.end;
        if meets {
            last.end = last.end.max(next.end);
        }
        meets
    });
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Parts each phrase where a bracket or a quotation mark stands in it whose partner cannot: letters of the block's own are between.
fn parted(text: &str, block: Direction, pairs: &Pairs, phrases: &mut Vec<Range<usize>>) {
    let mut all = Vec::with_capacity(phrases.len());
    let mut floor = 0;
    for number in 0..phrases.len() {
        let phrase = phrases[number].clone();
        let next = phrases.get(number + 1).map_or(text.len(), |next| next.start);
        let room = gap_before(text, block, floor, phrase.start)..gap_after(text, block, phrase.end, next);
        floor = phrase.end;
        // Where the piece at hand began, and where its last letter ended.
        let (mut from, mut letter) = (None, phrase.start);
        for (at, c) in text.get(phrase.clone()).unwrap_or_default().char_indices() {
            let at = phrase.start + at;
            if of_letter(c).is_some() {
                from.get_or_insert(at);
                letter = at + c.len_utf8();
            } else if is_mark(c) && letter == at {
                letter = at + c.len_utf8();
            } else if pairs.partner(at).is_some_and(|(partner, _)| !room.contains(&partner))
                && let Some(from) = from.take()
            {
                all.push(from..letter);
            }
        }
        all.extend(from.map(|from| from..phrase.end));
    }
    *phrases = all;
}

/// Where a phrase ends with what clings to its last letter: geresh or an apostrophe in its place, gershayim, maqaf, sof pasuq.
fn clinging(text: &str, pairs: &Pairs, end: usize, next: usize) -> usize {
    let is_hebrew = char_before(text, end).is_some_and(|c| of_letter(c) == Some(Direction::Rtl) || is_mark(c));
    let mut at = end;
    while let Some(c) = char_at(text, at).filter(|_| at < next) {
        let after = at + c.len_utf8();
        // Before a letter of the other script it is that word's: `רש"י's`, `ה'Power'`.
        let alone = || pairs.partner(at).is_none() && char_at(text, after).is_none_or(|c| of_letter(c).is_none());
        let clings = match c {
            hebrew::MAQAF | hebrew::SOF_PASUQ => true,
            '\u{5f3}' | '\u{5f4}' => is_hebrew && alone(),
            '\'' | '’' => at == end && alone(),
            c => is_mark(c),
        };
        if !clings {
            break;
        }
        at = after;
    }
    at
}

/// How far back a phrase may reach: to the last letter of the block's own, or a line's beginning.
fn gap_before(text: &str, block: Direction, floor: usize, start: usize) -> usize {
    let inside = text.get(floor..start).unwrap_or_default();
    let stop = |c: char| c == '\n' || of_letter(c) == Some(block);
    inside.char_indices().rev().find(|(_, c)| stop(*c)).map_or(floor, |(at, c)| floor + at + c.len_utf8())
}

/// How far on a phrase may reach: to the next letter of the block's own, or a line's end.
fn gap_after(text: &str, block: Direction, end: usize, next: usize) -> usize {
    let inside = text.get(end..next).unwrap_or_default();
    let stop = |c: char| c == '\n' || of_letter(c) == Some(block);
    inside.char_indices().find(|(_, c)| stop(*c)).map_or(next, |(at, _)| end + at)
}

/// Widens a phrase to the partners of what is paired inside it. What it takes in is looked through too, once.
fn with_partners(text: &str, pairs: &Pairs, room: Range<usize>, phrase: &mut Range<usize>) {
    let mut unread = vec![phrase.clone()];
    while let Some(part) = unread.pop() {
        for (at, _) in text.get(part.clone()).unwrap_or_default().char_indices() {
            let Some((partner, length)) = pairs.partner(part.start + at) else { continue };
            if partner < phrase.start && partner >= room.start {
                unread.push(partner..phrase.start);
                phrase.start = partner;
            } else if partner >= phrase.end && partner < room.end {
                unread.push(phrase.end..partner + length);
                phrase.end = partner + length;
            }
        }
    }
}

/// The phrases, with the numbers that would turn round among letters from the right: in the block where it runs so, else in the
/// phrases.
fn with_numbers(text: &str, block: Direction, phrases: Vec<Range<usize>>) -> Vec<Isolate> {
    let kind = IsolateKind::Phrase(block.other());
    let mut all = Vec::with_capacity(phrases.len());
    let mut numbers = Vec::new();
    let mut done = 0;
    for range in phrases {
        match block {
            Direction::Rtl => numbers::groups(text, done..range.start, &mut numbers),
            Direction::Ltr => numbers::groups(text, range.clone(), &mut numbers),
        }
        done = range.end;
        all.push(Isolate { range, kind });
    }
    if block == Direction::Rtl {
        numbers::groups(text, done..text.len(), &mut numbers);
    }
    if !numbers.is_empty() {
        all.extend(numbers.into_iter().map(|range| Isolate { range, kind: IsolateKind::Number }));
        all.sort_by_key(|isolate| (isolate.range.start, isolate.kind == IsolateKind::Number));
    }
    all
}
