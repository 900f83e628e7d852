//! Asking an index. The browser's `search.js` does the same, step by step; tests hold the two together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::collect::{IndexItem, IndexSection, ItemKind, SectionPart};
use super::english;
use super::index::{Index, IndexWord, stem};
use super::options::SearchOptions;
use crate::curriculum::Curriculum;
use crate::hebrew;

/// Words of a query that are looked at.
const WORDS: usize = 8;
/// Letters of a query that are looked at: more than anybody types.
const QUERY: usize = 500;
/// Items that are looked through for a phrase, best first: what a page reads of the index stays small.
const LOOKED: usize = 40;
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
/// Words of the index that are looked through for one that begins so, or nearly is what was typed.
const THROUGH: usize = 6000;
/// Words that one word may stand for: by its beginning (for one of two letters, of three, of more), by its stem, by its
/// spelling, by a looser one (of a vocabulary that is not [`LARGE`], and of one that is), by a typing mistake.
const BEGINNINGS: [usize; 3] = [6, 10, 16];
const FORMS: usize = 12;
const SPELLINGS: [usize; 2] = [32, 8];
const LOOSER: [usize; 2] = [24, 4];
const TYPOS: usize = 8;
/// A word that so many sections hold needs no other forms and spellings: what is found by it alone is more than anybody reads.
const PLENTY: u32 = 500;
/// A word that so many sections hold needs no looser spellings.
const ENOUGH: u32 = 50;
/// A vocabulary of more words than this has many that sound alike, most of them by chance.
const LARGE: usize = 20_000;
/// The shortest word in which a typing mistake is forgiven: in Latin letters, and in Hebrew, which writes fewer.
const FORGIVEN: usize = 5;
const FORGIVEN_HEBREW: usize = 4;
/// Words that are offered where nothing was found.
const OFFERED: usize = 5;
/// The score of a text that the query names by its citation.
const NAMED: u32 = 1_000_000;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Pages and terms, best first; texts that the query cites before all others.
    pub hits: Vec<Hit>,
    /// How many there are; for phrases, as many as were looked through.
    pub total: usize,
    /// Words of the index near to those asked for, where nothing was found.
    pub near: Vec<String>,
}

/// A page, or a term, that holds what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The page, from the site's root.
    pub page: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: ItemKind,
    /// What is said beside the title: its Hebrew name, a lesson's unit; may be empty.
    pub beside: String,
    /// The lesson's id, for a lesson's page.
    pub lesson: Option<String>,
    /// Whether only facilitators see it.
    pub facilitator: bool,
    /// Whether the query is its citation.
    pub cited: bool,
    /// For the page of a text, the first lessons that teach it: page and title.
    pub taught: Vec<(String, String)>,
    /// How many lessons teach it.
    pub teaching: usize,
    /// Its sections, best first.
    pub lines: Vec<HitSection>,
}

/// A section of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitSection {
    /// The anchor of what was found; empty for the page's top.
    pub anchor: String,
    /// The section's heading; empty for the page's head.
    pub section: String,
    /// What was found: a text, a prompt, words of the lesson …
    pub kind: ItemKind,
    /// The language of the snippet; empty for Hebrew in Latin letters.
    pub lang: String,
    /// The words found and those around them; what was found stands between U+0002 and U+0003.
    pub snippet: String,
    /// How well it answers: only to be compared.
    pub score: u32,
}

/// An item found in one index, before its words are looked at.
struct Candidate<'i> {
    index: &'i Index,
    answer: &'i Matches,
    item: usize,
    /// Whether the query is its citation.
    cited: bool,
    /// The score of its best section; of a text that the query cites nearly [`NAMED`].
    best: u32,
}

/// What the words of a query match in one index.
struct Matches {
    /// The sections that match the most words, with the sum of their scores.
    sections: BTreeMap<u32, u32>,
    /// How many words those are.
    most: u32,
    /// The words of the index that stand for those asked for, each with a bit for every word it stands for.
    shown: BTreeMap<String, u32>,
    /// Items of the texts that the query cites.
    named: Vec<usize>,
}

/// Asks every index and puts what was found into pages, best first: more of the words, then the score, then the order of the
/// curriculum.
pub(super) fn search(
    curriculum: &Curriculum,
    indexes: &[&Index],
    query: &str,
    wanted: &SearchOptions,
) -> SearchResults {
    let query = query.char_indices().nth(QUERY).map_or(query, |(end, _)| query.get(..end).unwrap_or_default());
    let (narrowed, limit) = (wanted.narrowed.as_slice(), wanted.limit);
    let query_words = ParsedQuery::read(query);
    let matches: Vec<Matches> = indexes.iter().map(|index| index.matches(query, &query_words, narrowed)).collect();
    let mut found: Vec<Candidate> = Vec::new();
    for (&index, answer) in indexes.iter().zip(&matches) {
        let mut best: BTreeMap<usize, (bool, u32)> = BTreeMap::new();
        for (&section, &score) in &answer.sections {
            let known = best.entry(index.item_of(section)).or_default();
            known.1 = known.1.max(score);
        }
        best.extend((0..).zip(&answer.named).map(|(step, &item)| (item, (true, NAMED - step))));
        found.extend(best.into_iter().map(|(item, (cited, best))| Candidate { index, answer, item, cited, best }));
    }
    found.sort_by_key(|one| {
        let matched = (Reverse(one.cited), Reverse(one.answer.most), Reverse(one.best));
        (matched, one.index.facilitator, one.item)
    });
    let mut total = found.len();
    let mut hits = Vec::new();
    if query_words.phrases.is_empty() {
        hits.extend(found.iter().take(limit).filter_map(|found| found.hit(curriculum, &[])));
    } else {
        hits.extend(found.iter().take(LOOKED).filter_map(|found| found.hit(curriculum, &query_words.phrases)));
        total = hits.len();
        hits.truncate(limit);
    }
    let near = match indexes.first() {
        Some(index) if hits.is_empty() => index.offers(&query_words),
        _ => Vec::new(),
    };
    SearchResults { hits, total, near }
}

impl Candidate<'_> {
    /// The page with its best sections; `None` where none of them has every phrase.
    fn hit(&self, curriculum: &Curriculum, phrases: &[Vec<String>]) -> Option<Hit> {
        let item = self.index.items.get(self.item)?;
        let first = self.index.firsts.get(self.item).copied().unwrap_or_default();
        let scored = (first..).zip(&item.sections).filter_map(|(number, section)| {
            let score = if self.cited { self.best } else { self.answer.sections.get(&number).copied()? };
            Some((score, section))
        });
        let mut scored: Vec<(u32, &IndexSection)> = scored.collect();
        scored.retain(|(_, section)| phrases.iter().all(|phrase| holds(item, section, phrase)));
        scored.sort_by_key(|(score, _)| Reverse(*score));
        scored.truncate(SECTIONS);
        if scored.is_empty() {
            return None;
        }
        Some(Hit {
            page: item.page.clone(),
            title: item.title.clone(),
            kind: item.kind,
            beside: item.beside.clone(),
            lesson: item.lesson.map(|id| curriculum.lesson(id).id.clone()),
            facilitator: self.index.facilitator,
            cited: self.cited,
            taught: item.taught.clone(),
            teaching: item.teaching,
            lines: scored.iter().map(|(score, section)| line(item, section, *score, &self.answer.shown)).collect(),
        })
    }
}

/// A section with the part of it that holds the most of what was asked for, and a snippet of that.
fn line(item: &IndexItem, section: &IndexSection, score: u32, shown: &BTreeMap<String, u32>) -> HitSection {
    let mut best: Option<(u32, &SectionPart, Vec<Range<usize>>)> = None;
    for part in &section.parts {
        let mut bits = 0;
        let mut ranges = Vec::new();
        for (range, word) in hebrew::tokens(&part.words) {
            let known = shown.get(&word).or_else(|| stem(&word).and_then(|stem| shown.get(stem)));
            if let Some(own) = known {
                bits |= own;
                ranges.push(range);
            }
        }
        if best.as_ref().is_none_or(|(most, _, _)| bits.count_ones() > *most) {
            best = Some((bits.count_ones(), part, ranges));
        }
    }
    let (anchor, heading) = (section.anchor.clone(), section.heading.clone());
    let Some((_, part, ranges)) = best else {
        return HitSection {
            anchor,
            section: heading,
            kind: item.kind,
            lang: String::new(),
            snippet: String::new(),
            score,
        };
    };
    let anchor = if part.anchor.is_empty() { anchor } else { part.anchor.clone() };
    let (kind, lang, snippet) = (part.kind, part.lang.to_string(), snippet(&part.words, &ranges));
    HitSection { anchor, section: heading, kind, lang, snippet, score }
}

/// Whether a section has some folded words one after another, in one of its parts, its heading or the page's title.
fn holds(item: &IndexItem, section: &IndexSection, phrase: &[String]) -> bool {
    let parts = section.parts.iter().map(|part| &part.words);
    parts.chain([&item.title, &section.heading]).any(|text| has_phrase(text, phrase))
}

impl Index {
    fn matches(&self, query: &str, query_words: &ParsedQuery, narrowed: &[(String, String)]) -> Matches {
        let mut sections: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        let mut shown: BTreeMap<String, u32> = BTreeMap::new();
        let last = query_words.words.len().saturating_sub(1);
        // A word that stands nearly everywhere narrows nothing, as long as there is another.
        let common: Vec<bool> = query_words.words.iter().map(|word| self.is_common(word)).collect();
        let all_common = common.iter().all(|common| *common);
        for (at, word) in query_words.words.iter().enumerate() {
            let mut best: BTreeMap<u32, u32> = BTreeMap::new();
            for (number, worth) in self.terms(word, at == last && query_words.open) {
                let Some(term) = self.words.get(number) else { continue };
                let rare = self.rare(term.held);
                for posting in &term.postings {
                    let score = best.entry(posting.section()).or_default();
                    *score = (*score).max(posting.weight() * worth * rare);
                }
                *shown.entry(term.text.clone()).or_default() |= 1 << at;
            }
            let counts = u32::from(all_common || !common.get(at).copied().unwrap_or_default());
            for (section, score) in best {
                let sum = sections.entry(section).or_default();
                *sum = (sum.0 + counts, sum.1 + score);
            }
        }
        for word in &query_words.without {
            let postings = self.find(word).and_then(|at| self.words.get(at)).map(|word| &word.postings);
            for posting in postings.into_iter().flatten() {
                sections.remove(&posting.section());
            }
        }
        if let Some(kept) = self.kept(narrowed) {
            sections.retain(|section, _| kept.contains(&self.item_of(*section)));
        }
        let most = sections.values().map(|(matched, _)| *matched).max().unwrap_or_default();
        let sections = sections.into_iter().filter(|(_, (matched, _))| *matched == most && most > 0);
        let sections = sections.map(|(section, (_, score))| (section, score)).collect();
        let named = if narrowed.is_empty() { self.cited.named(query) } else { Vec::new() };
        Matches { sections, most, shown, named }
    }

    /// The items that the chosen facets keep; `None` where none is chosen.
    fn kept(&self, narrowed: &[(String, String)]) -> Option<BTreeSet<usize>> {
        let mut kept: Option<BTreeSet<usize>> = None;
        for (name, choice) in narrowed {
            let facet = self.facets.iter().find(|facet| facet.name == name);
            let list = facet.and_then(|facet| facet.choices.iter().find(|(own, _)| own == choice));
            let list: BTreeSet<usize> = list.map(|(_, items)| items.iter().copied().collect()).unwrap_or_default();
            kept = Some(kept.map_or(list.clone(), |kept| kept.intersection(&list).copied().collect()));
        }
        kept
    }

    /// The number of a word of the index.
    fn find(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| known.text.as_str().cmp(word)).ok()
    }

    /// How many sections hold a word.
    fn held(&self, word: &str) -> u32 {
        self.find(word).and_then(|at| self.words.get(at)).map_or(0, |known| known.held)
    }

    /// Whether a word stands in more sections than are kept.
    fn is_common(&self, word: &str) -> bool {
        let known = self.find(word).and_then(|at| self.words.get(at));
        known.is_some_and(|known| known.held as usize > known.postings.len())
    }

    /// The words of the index that begin so, in order.
    fn beginning<'i, 'w>(&'i self, begin: &'w str) -> impl Iterator<Item = (usize, &'i IndexWord)> + use<'i, 'w> {
        let from = self.words.partition_point(|known| known.text.as_str() < begin);
        let words = self.words.iter().enumerate().skip(from);
        words.take_while(move |(_, known)| known.text.starts_with(begin)).take(THROUGH)
    }

    /// The words of the index that a word of the query stands for, with what each is worth; the best first. `open`: the word
    /// may be only the beginning of one.
    fn terms(&self, word: &str, open: bool) -> Vec<(usize, u32)> {
        let mut terms = Vec::new();
        add(&mut terms, self.find(word), EXACT);
        for group in self.same.iter().filter(|group| group.iter().any(|known| known == word)) {
            group.iter().for_each(|known| add(&mut terms, self.find(known), SAME));
        }
        add(&mut terms, stem(word).and_then(|stem| self.find(stem)), STEM);
        if self.held(word) >= PLENTY {
            return terms;
        }
        self.forms(word).into_iter().for_each(|number| add(&mut terms, Some(number), STEM));
        let (near, far) = self.spellings(word);
        near.iter().for_each(|known| add(&mut terms, self.find(known), SPELLED));
        let letters = word.chars().count();
        if letters >= 2 && (open || terms.is_empty()) {
            let begun = self.most_frequent(self.beginning(word), BEGINNINGS[letters.min(4) - 2]);
            begun.into_iter().for_each(|number| add(&mut terms, Some(number), BEGINNING));
        }
        if self.held(word) < ENOUGH {
            far.iter().for_each(|known| add(&mut terms, self.find(known), LOOSE));
        }
        if terms.is_empty() {
            self.typos(word).into_iter().for_each(|number| add(&mut terms, Some(number), TYPO));
        }
        terms
    }

    /// The words with the most sections, in the order of the index where they have as many.
    fn most_frequent<'i>(&self, words: impl Iterator<Item = (usize, &'i IndexWord)>, most: usize) -> Vec<usize> {
        let mut words: Vec<(Reverse<u32>, usize)> = words.map(|(at, word)| (Reverse(word.held), at)).collect();
        words.sort_unstable();
        words.into_iter().take(most).map(|(_, at)| at).collect()
    }

    /// Other forms of an English word.
    fn forms(&self, word: &str) -> Vec<usize> {
        let Some(key) = self.english.key(word) else { return Vec::new() };
        let others = self.beginning(english::beginning(&key)).filter(|(_, known)| known.text != word);
        let same = others.filter(|(_, known)| self.english.key(&known.text).as_deref() == Some(&key));
        same.take(FORMS).map(|(at, _)| at).collect()
    }

    /// Words that differ by one typing mistake, the most frequent.
    fn typos(&self, word: &str) -> Vec<usize> {
        let letters: Vec<char> = word.chars().collect();
        let forgiven = if word.starts_with(hebrew::is_hebrew_letter) { FORGIVEN_HEBREW } else { FORGIVEN };
        if letters.len() < forgiven {
            return Vec::new();
        }
        // "Zelophehad's" is folded to one word.
        let apart = |known: &IndexWord| {
            let known: Vec<char> = known.text.chars().collect();
            let owner = known.strip_suffix(&['s']).is_some_and(|owner| one_apart(&letters, owner));
            owner || one_apart(&letters, &known)
        };
        self.most_frequent(self.about(&letters).into_iter().filter(|(_, known)| apart(known)), TYPOS)
    }

    /// The words that begin with the first letter of what was typed, or with its first two changed about.
    fn about(&self, letters: &[char]) -> Vec<(usize, &IndexWord)> {
        let begin: String = letters.iter().take(1).collect();
        let turned: String = letters.iter().take(2).rev().collect();
        let mut about: Vec<(usize, &IndexWord)> = self.beginning(&begin).collect();
        if !turned.starts_with(&begin) {
            about.extend(self.beginning(&turned));
        }
        about
    }

    /// Words to offer where nothing was found: near to those asked for that the index does not have.
    fn offers(&self, query_words: &ParsedQuery) -> Vec<String> {
        let mut offers: Vec<(usize, Reverse<u32>, usize)> = Vec::new();
        for word in query_words.words.iter().filter(|word| self.find(word).is_none()) {
            let letters: Vec<char> = word.chars().collect();
            let far = if letters.len() < 4 { 1 } else { 2 };
            for (at, known) in self.about(&letters) {
                let apart = distance(&letters, &known.text.chars().collect::<Vec<_>>(), far);
                offers.extend(apart.map(|apart| (apart, Reverse(known.held), at)));
            }
        }
        offers.sort_unstable();
        offers.dedup();
        offers.iter().take(OFFERED).filter_map(|(_, _, at)| Some(as_written(&self.words.get(*at)?.text))).collect()
    }

    /// The words that stand under a key.
    fn by_spelling(&self, key: &str) -> &[String] {
        let at = self.by_spelling.binary_search_by(|(known, _)| known.as_str().cmp(key));
        at.ok().and_then(|at| self.by_spelling.get(at)).map_or(&[], |(_, words)| words.as_slice())
    }

    /// Other spellings of a word that the index holds, the most frequent first: those that share a key, and those that share
    /// a loose one. A Hebrew word is looked for without its prefixes too.
    fn spellings(&self, word: &str) -> (Vec<String>, Vec<String>) {
        let (mut near, mut far) = (Vec::new(), Vec::new());
        let large = usize::from(self.words.len() > LARGE);
        for form in [Some(word), stem(word)].into_iter().flatten() {
            let keys = hebrew::spelling_keys(form);
            let mut loose: Vec<String> = keys.iter().map(|key| hebrew::loose_key(key)).collect();
            loose.push(form.to_owned());
            loose.dedup();
            // A word of the index that has nothing to leave out stands under no key but itself.
            near.extend(keys.iter().filter(|key| key.starts_with(hebrew::is_hebrew_letter)).cloned());
            let (mut strict, mut other) = (Vec::new(), Vec::new());
            for key in loose {
                for known in self.by_spelling(&key) {
                    let is_strict = key == form || hebrew::spelling_keys(known).iter().any(|key| keys.contains(key));
                    if is_strict { strict.push(known.clone()) } else { other.push(known.clone()) }
                }
            }
            strict.truncate(SPELLINGS[large]);
            other.truncate(LOOSER[large]);
            near.append(&mut strict);
            far.append(&mut other);
        }
        (near, far)
    }

    /// How rare a word is, from 1: one more for each halving of the share of sections that hold it.
    fn rare(&self, held: u32) -> u32 {
        u32::BITS - (self.sections() / held.max(1)).leading_zeros()
    }
}

/// Adds a word that the index has; the first worth that it is given stays.
fn add(terms: &mut Vec<(usize, u32)>, number: Option<usize>, worth: u32) {
    if let Some(number) = number.filter(|number| terms.iter().all(|(known, _)| known != number)) {
        terms.push((number, worth));
    }
}

/// A folded word as people write it: with the final form of its last letter.
fn as_written(word: &str) -> String {
    let last = word.chars().next_back().unwrap_or_default();
    match hebrew::to_final(last) {
        Some(last) if word.chars().nth(1).is_some() => {
            let mut written = word.to_owned();
            written.pop();
            written.push(last);
            written
        }
        _ => word.to_owned(),
    }
}

/// How many letters have to be changed, added or left out to make one word of another; `None` where it is more than `far`.
fn distance(a: &[char], b: &[char], far: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > far {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row.last().copied().filter(|apart| *apart > 0 && *apart <= far)
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

/// What was typed: words, words after a minus that must not be there, and phrases in quotation marks.
struct ParsedQuery {
    words: Vec<String>,
    /// Whether the last word may be only begun: nothing stands after it.
    open: bool,
    without: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl ParsedQuery {
    fn read(query: &str) -> ParsedQuery {
        let mut query_words = ParsedQuery { words: Vec::new(), open: false, without: Vec::new(), phrases: Vec::new() };
        let folded = |text: &str| hebrew::tokens(text).map(|(_, word)| word).collect::<Vec<_>>();
        let (mut rest, mut plain) = (query, String::new());
        // A quotation mark opens a phrase at the beginning of a word and closes it at the end of one: within a word it is
        // gershayim.
        while let Some((before, phrase, after)) = quoted(rest) {
            plain.push_str(before);
            plain.push(' ');
            plain.push_str(phrase);
            plain.push(' ');
            query_words.phrases.push(folded(phrase));
            rest = after;
        }
        plain.push_str(rest);
        for part in plain.split_whitespace() {
            match part.strip_prefix('-').filter(|part| !part.is_empty()) {
                Some(part) => query_words.without.extend(folded(part)),
                None => query_words.words.extend(folded(part)),
            }
        }
        query_words.phrases.retain(|phrase| phrase.len() > 1);
        query_words.open =
            query_words.words.len() <= WORDS && !query.ends_with(char::is_whitespace) && !query.ends_with(is_quote);
        query_words.words.truncate(WORDS);
        query_words
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// The first phrase in quotation marks, with what stands before and after it.
fn quoted(text: &str) -> Option<(&str, &str, &str)> {
    let mut last = None;
    let mut open = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_quote(*c)) {
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
fn snippet(body: &str, found: &[Range<usize>]) -> String {
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
