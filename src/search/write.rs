//! The files of an index, as FORMAT.md describes them: scripts that hand a string to the page, because a page opened from
//! a disk may read scripts and nothing else.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::ops::Range;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::cited::Cited;
use super::collect::{IndexItem, IndexSection, SectionPart};
use super::facets::Facet;
use super::index::{Index, IndexWord, Posting};
use crate::direction::{Direction, direction_of, in_plain};

/// The version of the format: a page whose script knows another one says that it cannot read the index.
const VERSION: u32 = 3;

/// About how many bytes a shard has by its kind, where the whole of it is [`SMALL`]: what one query reads is a few of them.
/// They grow with the fourth root of the whole, so that a phone reads little of a small index, and a large one is not a file
/// for each lesson.
const WORDS: usize = 4 * 1024;
const POSTINGS: usize = 3 * 512;
const SPELLINGS: usize = 2 * 1024;
const HEADS: usize = 3 * 512;
const ITEMS: usize = 12 * 1024;
const SMALL: usize = 128 * 1024;

/// Every file of an index, by name in its folder, whose way from the site's root is `folder`. The pages that ask it run as `around`.
pub(super) fn files(index: Index, folder: &str, around: Direction) -> Vec<(String, String)> {
    let Index { items, firsts, words, same, cited, facets, facilitator, .. } = index;
    let mut files = IndexFiles::default();
    let sections = firsts.last().copied().unwrap_or_default();
    let counts = number_list(items.iter().map(|item| u32::try_from(item.sections.len()).unwrap_or(u32::MAX)));
    let by_spelling = super::index::by_spelling(&words);
    let (starts, texts) = shards(&by_spelling, SPELLINGS, |(key, words)| key.len() + 8 * words.len(), alike_lines);
    let keys: Vec<&str> = starts.iter().filter_map(|&at| Some(by_spelling.get(at as usize)?.0.as_str())).collect();
    let spellings = json!([keys, files.add("a", texts)]);
    drop(by_spelling);
    let known = words.len();
    let (starts, texts) = shards(&words, WORDS, |word| word.text.len() / 2 + 4, word_lines);
    let first: Vec<&str> = starts.iter().filter_map(|&at| Some(words.get(at as usize)?.text.as_str())).collect();
    let vocabulary = json!([first, files.add("w", texts), steps(starts.iter().copied())]);
    // What is laid out makes room for the rest: the postings go, and with them most of the index.
    let (starts, texts) = shards(&words, POSTINGS, |word| word.postings.len() + 4, posting_lines);
    let postings = json!([steps(starts.iter().copied()), files.add("p", texts)]);
    drop(words);
    let (starts, texts) = shards(
        &items,
        HEADS,
        |item| 80 + 50 * item.sections.len() + 90 * item.taught.len(),
        |items| head_lines(items, around),
    );
    let heads = json!([steps(starts.iter().copied()), files.add("h", texts)]);
    let entries = bodies(items, &mut files);
    let manifest = json!({
        "v": VERSION,
        "n": sections,
        "k": known,
        "f": facilitator,
        "i": counts,
        "w": vocabulary,
        "p": postings,
        "a": spellings,
        "h": heads,
        "e": entries,
        "s": same,
        "c": files.single("c", (!cited.works.is_empty()).then(|| cited_json(&cited))),
        "g": files.single("g", (!facets.is_empty()).then(|| facets_json(&facets))),
    });
    // Pages name this one, so that they need not change with every index.
    let newest = files.single("m", Some(manifest)).unwrap_or_default();
    files.0.insert("start.js".to_owned(), call(&format!("{folder}start"), &format!("m.{newest}")));
    files.0.into_iter().collect()
}

/// Files by name: one that is there twice with the same text is one.
#[derive(Default)]
struct IndexFiles(BTreeMap<String, String>);

impl IndexFiles {
    /// Adds the shards of a list, and gives the hashes in their names, one after another.
    fn add(&mut self, kind: &str, texts: Vec<String>) -> String {
        /// As many as are held as texts and as scripts at a time.
        const BATCH: usize = 256;
        let mut hashes = String::new();
        let mut texts = texts.into_iter().peekable();
        while texts.peek().is_some() {
            let batch: Vec<String> = texts.by_ref().take(BATCH).collect();
            let scripts: Vec<IndexScript> =
                batch.into_par_iter().map(|payload| IndexScript::new(kind, payload)).collect();
            scripts.into_iter().for_each(|script| hashes.push_str(&self.script(kind, script)));
        }
        hashes
    }

    /// Adds a file that there is one of, and gives the hash in its name.
    fn single(&mut self, kind: &str, value: Option<Value>) -> Option<String> {
        value.map(|value| self.script(kind, IndexScript::new(kind, value.to_string())))
    }

    /// Adds a script that is named by what it holds, and gives the hash in its name. Where another text of this kind has it,
    /// which forty bits make rare, a line without a word makes it another.
    fn script(&mut self, kind: &str, mut script: IndexScript) -> String {
        loop {
            match self.0.entry(format!("{kind}.{}.js", script.hash)) {
                Entry::Vacant(free) => {
                    free.insert(script.text);
                    return script.hash;
                }
                Entry::Occupied(taken) if *taken.get() == script.text => return script.hash,
                Entry::Occupied(_) => script = IndexScript::new(kind, script.payload + "\n"),
            }
        }
    }
}

/// A shard as it stands in a file.
struct IndexScript {
    payload: String,
    /// The hash of the payload.
    hash: String,
    /// The file's text.
    text: String,
}

impl IndexScript {
    fn new(kind: &str, payload: String) -> IndexScript {
        let hash = name_of(&payload);
        let text = call(&format!("{kind}.{hash}"), &payload);
        IndexScript { payload, hash, text }
    }
}

/// Cuts a list where its parts reach a size, and writes each part: where they begin in the list, and their texts.
fn shards<T: Sync>(
    list: &[T],
    base: usize,
    size: impl Fn(&T) -> usize,
    lines: impl Fn(&[T]) -> String + Sync,
) -> (Vec<u32>, Vec<String>) {
    let (starts, parts) = cut(list, base, size);
    (starts, parts.into_par_iter().map(|part| lines(list.get(part).unwrap_or_default())).collect())
}

/// Where a list is cut for its parts to be of a size: the first of each, and its range.
fn cut<T>(list: &[T], base: usize, size: impl Fn(&T) -> usize) -> (Vec<u32>, Vec<Range<usize>>) {
    let whole: usize = list.iter().map(&size).sum();
    let most = (base.pow(4) / SMALL * whole.max(SMALL)).isqrt().isqrt();
    let mut parts = Vec::new();
    let (mut from, mut sum) = (0, 0);
    for (at, item) in list.iter().enumerate() {
        let own = size(item);
        if sum > 0 && sum + own > most {
            parts.push(from..at);
            (from, sum) = (at, 0);
        }
        sum += own;
    }
    if from < list.len() {
        parts.push(from..list.len());
    }
    (parts.iter().map(|part| u32::try_from(part.start).unwrap_or(u32::MAX)).collect(), parts)
}

/// The shards of the items' words. What is written is let go: the words of a large curriculum are not held twice.
fn bodies(mut items: Vec<IndexItem>, files: &mut IndexFiles) -> Value {
    const BATCH: usize = 64;
    let (starts, parts) = cut(&items, ITEMS, size_of);
    let mut hashes = String::new();
    for batch in parts.chunks(BATCH) {
        let texts = batch.par_iter().map(|part| item_lines(items.get(part.clone()).unwrap_or_default())).collect();
        hashes.push_str(&files.add("e", texts));
        for part in batch {
            items.get_mut(part.clone()).unwrap_or_default().iter_mut().for_each(|item| item.sections = Vec::new());
        }
    }
    json!([steps(starts.into_iter()), hashes])
}

/// The hash in a file's name: forty bits in eight letters and digits.
fn name_of(payload: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
    let hash = blake3::hash(payload.as_bytes());
    let bits = hash.as_bytes().iter().take(5).fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..8).rev().map(|place| char::from(DIGITS[(bits >> (5 * place) & 31) as usize])).collect()
}

/// A file's text: one call with the name and the string.
fn call(name: &str, payload: &str) -> String {
    let mut text = String::with_capacity(payload.len() + payload.len() / 16 + 40);
    text.push_str("dafSearch(");
    quote(name, &mut text);
    text.push(',');
    quote(payload, &mut text);
    text.push_str(");\n");
    text.shrink_to_fit();
    text
}

/// A string as a script writes it. `<` is written as an escape, so that a file can be put into a page without harm.
fn quote(payload: &str, out: &mut String) {
    out.push('"');
    let mut rest = payload;
    while let Some(at) = rest.bytes().position(|byte| MAY_BE_ESCAPED[usize::from(byte)]) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut letters = special.chars();
        match letters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('<') => out.push_str("\\u003c"),
            // Writing to a string does not fail.
            Some(c) if is_escaped(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.extend(c),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

fn is_escaped(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{0}'..='\u{1f}' | '\u{7f}')
}

/// The bytes that something begins with that is escaped: nearly all of a text is passed over by it.
const MAY_BE_ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = true;
        at += 1;
    }
    table[0x7f] = true;
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table[b'<' as usize] = true;
    // U+2028 and U+2029, and other signs with them.
    table[0xe2] = true;
    table
};

/// The digits of whole numbers.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A number in base 32, the lowest digit first; the digits before the last are those from 32 up.
fn number(mut number: u32, out: &mut String) {
    while number >= 32 {
        out.push(char::from(DIGITS[32 + (number & 31) as usize]));
        number >>= 5;
    }
    out.push(char::from(DIGITS[number as usize]));
}

fn number_list(numbers: impl Iterator<Item = u32>) -> String {
    let mut out = String::new();
    numbers.for_each(|one| number(one, &mut out));
    out
}

/// Ascending numbers as steps, each from the one before.
fn steps(numbers: impl Iterator<Item = u32>) -> String {
    let mut last = 0;
    number_list(numbers.map(|one| one - std::mem::replace(&mut last, one)))
}

/// A line a word: how many letters it shares with the word before it, as a digit of base 36; the others; how many sections
/// hold it.
fn word_lines(words: &[IndexWord]) -> String {
    let mut out = String::new();
    let mut before = "";
    for word in words {
        let same = |(a, b): &(char, char)| a == b && u32::from(*a) < 0x1_0000;
        let shared = before.chars().zip(word.text.chars()).take_while(same).take(35);
        let (count, bytes) = shared.fold((0, 0), |(count, bytes), (c, _)| (count + 1, bytes + c.len_utf8()));
        out.push(char::from_digit(count, 36).unwrap_or('0'));
        out.push_str(word.text.get(bytes..).unwrap_or_default());
        let _ = writeln!(out, " {}", word.held);
        before = &word.text;
    }
    out
}

/// A line a word: its sections as steps, a space, its weights there as a digit each; one digit where all are the same.
fn posting_lines(words: &[IndexWord]) -> String {
    let mut out = String::new();
    for word in words {
        out.push_str(&steps(word.postings.iter().map(|posting| posting.section())));
        out.push(' ');
        let weight = |posting: &Posting| char::from(DIGITS[posting.weight() as usize]);
        let first = word.postings.first().map(weight);
        if word.postings.iter().all(|posting| Some(weight(posting)) == first) {
            out.extend(first);
        } else {
            out.extend(word.postings.iter().map(weight));
        }
        out.push('\n');
    }
    out
}

/// A line a key: the key, then the words.
fn alike_lines(by_spelling: &[(String, Vec<&str>)]) -> String {
    let mut out = String::new();
    for (key, words) in by_spelling {
        out.push_str(key);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
        out.push('\n');
    }
    out
}

fn size_of(item: &IndexItem) -> usize {
    let sections = item.sections.iter();
    80 + sections
        .map(|section| 40 + section.parts.iter().map(|part| part.words.len() + 20).sum::<usize>())
        .sum::<usize>()
}

/// A line an item, as a JSON array: what a list of results says of it, as it is shown in a page that runs as `around`.
fn head_lines(items: &[IndexItem], around: Direction) -> String {
    json_lines(items, |item| {
        let sections: Vec<_> =
            item.sections.iter().map(|section| (&section.anchor, in_plain(&section.heading, around))).collect();
        let taught: Vec<_> = item.taught.iter().map(|(page, title)| (page, in_plain(title, around))).collect();
        json!([
            item.page,
            in_plain(&item.title, around),
            item.kind.word(),
            in_plain(&item.beside, around),
            sections,
            item.teaching,
            taught
        ])
    })
}

/// A line an item, as a JSON array: the parts of each section.
fn item_lines(items: &[IndexItem]) -> String {
    json_lines(items, |item| item.sections.iter().map(parts_of).collect())
}

fn json_lines(items: &[IndexItem], line: impl Fn(&IndexItem) -> Value) -> String {
    items.iter().map(|item| format!("{}\n", line(item))).collect()
}

/// Each part: kind, anchor, language, words; and a 1 where they run from the right.
fn parts_of(section: &IndexSection) -> Vec<Value> {
    let part = |part: &SectionPart| match direction_of(&part.lang, &part.words) {
        Direction::Ltr => json!([part.kind.word(), part.anchor, &*part.lang, part.words]),
        Direction::Rtl => json!([part.kind.word(), part.anchor, &*part.lang, part.words, 1]),
    };
    section.parts.iter().map(part).collect()
}

fn cited_json(cited: &Cited) -> Value {
    let works = cited.works.iter();
    let row = |work: &super::cited::Taught| {
        let called = &work.work_names;
        json!([called.marks, called.marked, called.names, called.leaves, work.passages])
    };
    json!({
        "between": cited.between,
        "works": works.map(row).collect::<Vec<_>>(),
    })
}

fn facets_json(facets: &[Facet]) -> Value {
    let choices = |facet: &Facet| {
        facet
            .choices
            .iter()
            .map(|(name, items)| {
                json!([name, steps(items.iter().map(|&item| u32::try_from(item).unwrap_or(u32::MAX)))])
            })
            .collect::<Vec<_>>()
    };
    facets.iter().map(|facet| json!([facet.name, choices(facet)])).collect()
}
