//! The files of an index, as FORMAT.md describes them: scripts that hand a string to the page, because a page opened from
//! a disk may read scripts and nothing else.

use std::fmt::Write as _;

use rayon::prelude::*;
use serde_json::json;

use super::collect::Entry;
use super::index::{Index, Posting};

/// The version of the format: a page whose script knows another one says that it can not read the index.
const VERSION: u32 = 2;

/// About how many bytes a shard has. Small enough for a phone to read one in a moment; large enough that a big curriculum is
/// not thousands of files.
const SHARD: usize = 48 * 1024;

/// Every file of an index, by name in its folder.
pub(super) fn files(index: Index) -> Vec<(String, String)> {
    let Index { entries: all, words, same, facilitator, .. } = index;
    let mut files = Vec::new();
    let terms = sorted("t", cut(&words, |(word, postings)| word.len() + 4 * postings.len()), term_lines);
    // What is laid out makes room for the rest: the postings go, and with them most of the index.
    let words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
    let alike = super::index::alike(words.par_iter().map(String::as_str));
    let spellings = sorted("a", cut(&alike, |(key, words)| key.len() + 8 * words.len()), alike_lines);
    drop(alike);
    drop(words);
    let parts = cut(&all, |entry| entry.body.len() + 80);
    let mut starts = Vec::new();
    let mut start = 0;
    for part in &parts {
        starts.push(start);
        start += part.len();
    }
    let entries: Vec<(String, String)> = parts.into_par_iter().map(|shard| script("e", &entry_lines(shard))).collect();
    let manifest = json!({
        "v": VERSION,
        "n": all.len(),
        "f": facilitator,
        "t": terms.iter().map(|(first, name, _)| json!([first, stem_of(name)])).collect::<Vec<_>>(),
        "a": spellings.iter().map(|(first, name, _)| json!([first, stem_of(name)])).collect::<Vec<_>>(),
        "e": starts.iter().zip(&entries).map(|(start, (name, _))| json!([start, stem_of(name)])).collect::<Vec<_>>(),
        "s": same,
    });
    files.extend(terms.into_iter().chain(spellings).map(|(_, name, text)| (name, text)));
    files.extend(entries);
    files.push(script("m", &manifest.to_string()));
    // Two shards of the same words have the same name and the same bytes.
    files.sort();
    files.dedup();
    files
}

/// The shards of a list that is looked up by its first words: what each begins with, its name and its text.
fn sorted<T: Sync>(
    kind: &str,
    shards: Vec<&[(String, T)]>,
    lines: impl Fn(&[(String, T)]) -> String + Sync,
) -> Vec<(String, String, String)> {
    let laid_out = shards.into_par_iter().map(|shard| {
        let (name, text) = script(kind, &lines(shard));
        (shard.first().map(|(first, _)| first.clone()).unwrap_or_default(), name, text)
    });
    laid_out.collect()
}

/// `t.1a2b3c4d5e6f` of `t.1a2b3c4d5e6f.js`.
fn stem_of(name: &str) -> &str {
    name.strip_suffix(".js").unwrap_or(name)
}

/// Cuts a list where its parts reach the size of a shard.
fn cut<T>(list: &[T], size: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut parts = Vec::new();
    let (mut from, mut sum) = (0, 0);
    for (at, item) in list.iter().enumerate() {
        sum += size(item);
        if sum >= SHARD {
            parts.extend(list.get(from..=at));
            (from, sum) = (at + 1, 0);
        }
    }
    parts.extend(list.get(from..).filter(|rest| !rest.is_empty()));
    parts
}

/// A file named by what it holds, and its text: one call with the name and the string.
fn script(kind: &str, payload: &str) -> (String, String) {
    let hash = blake3::hash(payload.as_bytes()).to_hex();
    let name = format!("{kind}.{}", hash.get(..12).unwrap_or_default());
    let mut text = format!("dafSearch(\"{name}\",");
    quote(payload, &mut text);
    text.push_str(");\n");
    text.shrink_to_fit();
    (format!("{name}.js"), text)
}

/// A string as a script writes it. `<` is written as an escape, so that a file can be put into a page without harm.
fn quote(payload: &str, out: &mut String) {
    out.push('"');
    let mut from = 0;
    for (at, c) in payload.char_indices().filter(|(_, c)| is_escaped(*c)) {
        out.push_str(payload.get(from..at).unwrap_or_default());
        from = at + c.len_utf8();
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '<' => out.push_str("\\u003c"),
            c => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        }
    }
    out.push_str(payload.get(from..).unwrap_or_default());
    out.push('"');
}

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\' | '<' | '\u{2028}' | '\u{2029}' | '\u{0}'..='\u{1f}' | '\u{7f}')
}

/// A line a word: the word, then its entries as steps from the last, each with its weight after a point.
fn term_lines(words: &[(String, Vec<Posting>)]) -> String {
    let mut out = String::new();
    for (word, postings) in words {
        out.push_str(word);
        let mut last = 0;
        for posting in postings {
            let _ = write!(out, " {}.{}", posting.entry() - last, posting.weight());
            last = posting.entry();
        }
        out.push('\n');
    }
    out
}

/// A line a key: the key, then the words.
fn alike_lines(alike: &[(String, Vec<&str>)]) -> String {
    let mut out = String::new();
    for (key, words) in alike {
        out.push_str(key);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
        out.push('\n');
    }
    out
}

/// A line an entry, as a JSON array.
fn entry_lines(entries: &[Entry]) -> String {
    let mut out = String::new();
    for entry in entries {
        let line = [&entry.page, &entry.anchor, &entry.title, &entry.section, &entry.body];
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}
