//! Asking an index. The browser's `search.js` does the same, step by step; tests hold the two together.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, Posting, stem};
use crate::hebrew;

/// Words of a query that are looked at.
const WORDS: usize = 8;
/// Words of the index that one beginning may stand for.
const BEGINNINGS: usize = 60;
/// Entries that are looked at to be shown, best first: what a page reads of the index stays small.
const LOOKED: usize = 60;
/// Sections shown of one page.
const SECTIONS: usize = 3;
/// Letters of a snippet before the first word found, and in all.
const BEFORE: usize = 50;
const SNIPPET: usize = 200;

/// What a match is worth by its kind.
const EXACT: u32 = 6;
const SAME: u32 = 5;
const STEM: u32 = 4;
const SPELLED: u32 = 3;
const BEGINNING: u32 = 2;
const LOOSE: u32 = 1;
const TYPO: u32 = 1;
/// The shortest word in which a typing mistake is forgiven, and how many words with its first letters are looked through.
const FORGIVEN: usize = 5;
const LOOKED_THROUGH: usize = 4000;
/// Words that one spelling key may stand for.
const SPELLINGS: usize = 40;

/// A page that holds what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page, from the site's root.
    pub page: String,
    /// Its title.
    pub title: String,
    /// Whether only facilitators see it.
    pub facilitator: bool,
    /// Its sections, best first.
    pub lines: Vec<Line>,
}

/// A section of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The anchor; empty for the page's top.
    pub anchor: String,
    /// The section's heading; empty for the page's head.
    pub section: String,
    /// The words found and those around them; what was found stands between U+0002 and U+0003.
    pub snippet: String,
    /// How well it answers: only to be compared.
    pub score: u32,
}

/// An entry found, before pages are put together.
pub(super) struct Found {
    /// Whether it has every phrase that was asked for in quotation marks.
    holds: bool,
    matched: u32,
    score: u32,
    entry: u32,
    facilitator: bool,
    page: String,
    title: String,
    line: Line,
}

impl Index {
    /// The entries that hold what was asked for: all the words, or, where no entry has all, the most.
    pub(super) fn query(&self, query: &str) -> Vec<Found> {
        let Asked { words: asked, without, phrases } = Asked::read(query);
        let mut scores: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut shown = BTreeSet::new();
        for word in &asked {
            let mut best: BTreeMap<u32, u32> = BTreeMap::new();
            for (term, worth) in self.terms(word) {
                let postings = self.postings(&term);
                if postings.is_empty() {
                    continue;
                }
                let rare = self.rare(postings);
                for posting in postings {
                    let score = best.entry(posting.entry()).or_default();
                    *score = (*score).max(posting.weight() * worth * rare);
                }
                shown.insert(term);
            }
            for (entry, score) in best {
                let sum = scores.entry(entry).or_default();
                *sum = (sum.0 + 1, sum.1 + score);
            }
        }
        for word in &without {
            for posting in self.postings(word) {
                scores.remove(&posting.entry());
            }
        }
        let most = scores.values().map(|(matched, _)| *matched).max().unwrap_or_default();
        let kept = scores.into_iter().filter(|(_, (matched, _))| *matched == most);
        kept.filter_map(|(entry, (matched, score))| self.found(entry, matched, score, &shown, &phrases)).collect()
    }

    /// The entries that hold a word of the index.
    fn postings(&self, word: &str) -> &[Posting] {
        let at = self.words.binary_search_by(|(known, _)| known.as_str().cmp(word));
        at.ok().and_then(|at| self.words.get(at)).map_or(&[], |(_, postings)| postings.as_slice())
    }

    fn found(
        &self,
        number: u32,
        matched: u32,
        score: u32,
        shown: &BTreeSet<String>,
        phrases: &[Vec<String>],
    ) -> Option<Found> {
        let entry = self.entries.get(number as usize)?;
        let line = Line {
            anchor: entry.anchor.clone(),
            section: entry.section.clone(),
            snippet: snippet(&entry.body, shown),
            score,
        };
        let (page, title) = (entry.page.clone(), entry.title.clone());
        let texts = [&entry.title, &entry.section, &entry.body];
        let holds = phrases.iter().all(|phrase| texts.iter().any(|text| has_phrase(text, phrase)));
        Some(Found { holds, matched, score, entry: number, facilitator: self.facilitator, page, title, line })
    }

    /// The words of the index that a word of the query stands for, with what each is worth; the best first.
    fn terms(&self, word: &str) -> Vec<(String, u32)> {
        let mut terms = vec![(word.to_owned(), EXACT)];
        for group in self.same.iter().filter(|group| group.iter().any(|known| known == word)) {
            terms.extend(group.iter().map(|known| (known.clone(), SAME)));
        }
        terms.extend(stem(word).map(|stem| (stem.to_owned(), STEM)));
        let forms = self.alike(&format!("={word}"));
        terms.extend(forms.iter().map(|known| (known.clone(), STEM)));
        let (spelled, loose) = self.spellings(word);
        terms.extend(spelled.into_iter().map(|known| (known, SPELLED)));
        if word.chars().count() >= 2 {
            let from = self.words.partition_point(|(known, _)| known.as_str() < word);
            let longer = self.words.iter().skip(from).take_while(|(known, _)| known.starts_with(word));
            terms.extend(longer.take(BEGINNINGS).map(|(known, _)| (known.clone(), BEGINNING)));
        }
        terms.extend(loose.into_iter().map(|known| (known, LOOSE)));
        let mut seen = BTreeSet::new();
        terms.retain(|(term, _)| seen.insert(term.clone()));
        let known = |term: &String| self.words.binary_search_by(|(known, _)| known.cmp(term)).is_ok();
        if !terms.iter().any(|(term, _)| known(term)) {
            terms.extend(self.mistyped(word).into_iter().map(|known| (known, TYPO)));
        }
        terms
    }

    /// Words one typing mistake away: a letter more, less or other, or two changed about; not in the first two letters.
    fn mistyped(&self, word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < FORGIVEN {
            return Vec::new();
        }
        let begin: String = letters[..2].iter().collect();
        let from = self.words.partition_point(|(known, _)| known.as_str() < begin.as_str());
        let near = self.words.iter().skip(from).take_while(|(known, _)| known.starts_with(&begin)).take(LOOKED_THROUGH);
        near.filter(|(known, _)| one_apart(&letters, &known.chars().collect::<Vec<_>>()))
            .map(|(known, _)| known.clone())
            .collect()
    }

    /// The words that stand under a key.
    fn alike(&self, key: &str) -> &[String] {
        let at = self.alike.binary_search_by(|(known, _)| known.as_str().cmp(key));
        at.ok().and_then(|at| self.alike.get(at)).map_or(&[], |(_, words)| words.as_slice())
    }

    /// Other spellings of a word that the index holds: those that share a key, and those that share a loose one. A Hebrew
    /// word is looked for without its prefixes too.
    fn spellings(&self, word: &str) -> (Vec<String>, Vec<String>) {
        let (mut near, mut far) = (Vec::new(), Vec::new());
        for form in [Some(word), stem(word)].into_iter().flatten() {
            let keys = hebrew::spelling_keys(form);
            let mut loose: Vec<String> = keys.iter().map(|key| hebrew::loose_key(key)).collect();
            loose.push(form.to_owned());
            // A word of the index that has nothing to leave out stands under no key but itself.
            near.extend(keys.iter().filter(|key| key.starts_with(hebrew::is_hebrew_letter)).cloned());
            for key in loose {
                for known in self.alike(&key).iter().take(SPELLINGS) {
                    let strict = key == form || hebrew::spelling_keys(known).iter().any(|key| keys.contains(key));
                    if strict { near.push(known.clone()) } else { far.push(known.clone()) }
                }
            }
        }
        (near, far)
    }

    /// How rare a word is, from 1: one more for each halving of the share of entries that hold it.
    fn rare(&self, postings: &[Posting]) -> u32 {
        let share = self.entries.len() / postings.len().max(1);
        usize::BITS - share.leading_zeros()
    }
}

/// Whether two words differ by one letter more, less or other, or by two letters changed about.
fn one_apart(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let rest = |list: &[char], skip: usize| list.get(same + skip..).unwrap_or_default().to_vec();
    match long.len() - short.len() {
        0 if same == short.len() => false,
        0 => {
            let turned = short.get(same) == long.get(same + 1) && short.get(same + 1) == long.get(same);
            rest(short, 1) == rest(long, 1) || (turned && rest(short, 2) == rest(long, 2))
        }
        1 => rest(short, 0) == rest(long, 1),
        _ => false,
    }
}

/// Puts what was found into pages, best first: more of the words, then the score, then the order of the curriculum.
pub(super) fn lay_out(mut found: Vec<Found>, limit: usize) -> Vec<Hit> {
    found.sort_by(|a, b| {
        let best = (b.matched, b.score).cmp(&(a.matched, a.score));
        best.then(a.facilitator.cmp(&b.facilitator)).then(a.entry.cmp(&b.entry))
    });
    let mut hits: Vec<Hit> = Vec::new();
    for one in found.into_iter().take(LOOKED).filter(|one| one.holds) {
        // Every term is a part of the glossary's one page, and a hit of its own.
        match hits.iter().position(|hit| hit.page == one.page && hit.title == one.title) {
            Some(at) if hits[at].lines.len() < SECTIONS => hits[at].lines.push(one.line),
            None if hits.len() < limit => {
                hits.push(Hit {
                    page: one.page,
                    title: one.title,
                    facilitator: one.facilitator,
                    lines: vec![one.line],
                });
            }
            Some(_) | None => {}
        }
    }
    hits
}

/// What was typed: words, words after a minus that must not be there, and phrases in quotation marks.
struct Asked {
    words: Vec<String>,
    without: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl Asked {
    fn read(query: &str) -> Asked {
        let mut asked = Asked { words: Vec::new(), without: Vec::new(), phrases: Vec::new() };
        let folded = |text: &str| hebrew::tokens(text).map(|(_, word)| word).collect::<Vec<_>>();
        let (mut rest, mut plain) = (query, String::new());
        // A quotation mark opens a phrase at the beginning of a word and closes it at the end of one: within a word it is
        // gershayim.
        while let Some((before, phrase, after)) = quoted(rest) {
            plain.push_str(before);
            plain.push(' ');
            plain.push_str(phrase);
            plain.push(' ');
            asked.phrases.push(folded(phrase));
            rest = after;
        }
        plain.push_str(rest);
        for part in plain.split_whitespace() {
            match part.strip_prefix('-').filter(|part| !part.is_empty()) {
                Some(part) => asked.without.extend(folded(part)),
                None => asked.words.extend(folded(part)),
            }
        }
        asked.phrases.retain(|phrase| phrase.len() > 1);
        asked.words.truncate(WORDS);
        asked
    }
}

/// The first phrase in quotation marks, with what stands before and after it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let mut last = None;
    let mut open = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_mark(*c)) {
        let end = at + c.len_utf8();
        let begins = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let ends = text[end..].chars().next().is_none_or(char::is_whitespace);
        match open {
            None if begins && !ends => open = Some((at, end)),
            Some((from, start)) if ends => {
                last = Some((&text[..from], &text[start..at], &text[end..]));
                break;
            }
            _ => {}
        }
    }
    last
}

/// Whether a text has some folded words one after another.
fn has_phrase(text: &str, phrase: &[String]) -> bool {
    let words: Vec<String> = hebrew::tokens(text).map(|(_, word)| word).collect();
    words.windows(phrase.len()).any(|run| run == phrase)
}

/// The words around the first that was found, with each found word marked.
fn snippet(body: &str, shown: &BTreeSet<String>) -> String {
    let holds = |word: &str| shown.contains(word) || stem(word).is_some_and(|stem| shown.contains(stem));
    let found: Vec<_> = hebrew::tokens(body).filter(|(_, word)| holds(word)).map(|(range, _)| range).collect();
    let first = found.first().map_or(0, |range| range.start);
    let from = start_of(body, first);
    let to = end_of(body, from);
    let mut out = String::new();
    if from > 0 {
        out.push('…');
    }
    let mut at = from;
    for range in found.iter().take_while(|range| range.end <= to) {
        out.push_str(body.get(at..range.start).unwrap_or_default());
        out.push('\u{2}');
        out.push_str(body.get(range.clone()).unwrap_or_default());
        out.push('\u{3}');
        at = range.end;
    }
    out.push_str(body.get(at..to).unwrap_or_default());
    if to < body.len() {
        out.push('…');
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a word at most so many letters before the first one found.
fn start_of(body: &str, first: usize) -> usize {
    let before: Vec<usize> = body.get(..first).unwrap_or_default().char_indices().map(|(at, _)| at).collect();
    if before.len() <= BEFORE {
        return 0;
    }
    let from = before.get(before.len() - BEFORE).copied().unwrap_or_default();
    body.get(from..first).and_then(|text| text.find(' ')).map_or(first, |space| from + space + 1)
}

/// The end of a word at most so many letters after the beginning.
fn end_of(body: &str, from: usize) -> usize {
    let rest = body.get(from..).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(SNIPPET) else { return body.len() };
    from + rest.get(..end).and_then(|text| text.rfind(' ')).filter(|at| *at > 0).unwrap_or(end)
}
