//! Markers: words that only facilitators may see, and which of them a changed folder still keeps from everybody else.
//!
//! A change may take a marker out of its block, and then it is rightly shown. So a marker counts only where it stands in every
//! place in such a way that no reading can show it: directly under an opening line that nothing touched, in a Markdown file
//! without code, or in front matter that is as it was planted. Knows nothing of how daf reads.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::Files;
use crate::seeds::Seeds;

/// What every marker begins with; no other word does.
const BEGINS: &str = "qzmark";
const LETTERS: usize = 5;

/// Gives one marker after another.
#[derive(Default)]
pub(crate) struct Marker(u32);

impl Marker {
    /// A marker that was not given before.
    pub(crate) fn next(&mut self) -> String {
        let mut rest = self.0;
        self.0 += 1;
        let mut word = BEGINS.to_owned();
        for _ in 0..LETTERS {
            word.push(char::from(b'a' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        word
    }
}

/// Names of blocks that are the facilitators'.
pub(crate) const BLOCKS: [&str; 8] =
    ["facilitator", "say", "do", "watch", "answer", "variant", "instructor", "solution"];
/// Fields that are the facilitators'.
const FIELDS: [&str; 3] = ["listen_for", "answers", "plan"];

/// Whether a line opens a facilitators' block in a way that can be read in one way alone.
fn opens(line: &str) -> bool {
    let name = line.trim_start_matches(':');
    let colons = line.len() - name.len();
    let ends = name.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(name.len());
    let (name, rest) = name.split_at(ends);
    let plain = |c: char| c.is_ascii_alphanumeric() || " =-.,'?!".contains(c);
    let rest = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((title, rest)) if title.chars().all(plain) => rest,
        Some(_) => return false,
        None => rest,
    };
    let is_whole = match rest.strip_prefix('{') {
        Some(attributes) => attributes.strip_suffix('}').is_some_and(|inside| inside.chars().all(plain)),
        None => rest.is_empty(),
    };
    (3..=6).contains(&colons) && BLOCKS.contains(&name) && is_whole
}

/// A lesson with a marker in each of its facilitators' blocks and fields.
pub(crate) fn plant(text: &str, marker: &mut Marker) -> String {
    let mut planted = String::new();
    let front = front(text).map_or(0, str::len);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_front = at < front;
        at += line.len();
        let bare = line.trim_end_matches(['\n', '\r']);
        if is_front {
            planted.push_str(&in_field(line, marker));
            continue;
        }
        planted.push_str(line);
        if opens(bare) && line.ends_with('\n') {
            planted.push_str(&format!("{}\n", marker.next()));
        }
    }
    planted
}

/// A line of front matter, with a marker where a facilitators' field says something in plain words.
fn in_field(line: &str, marker: &mut Marker) -> String {
    for field in FIELDS {
        let parts = line.split_once(&format!("{field}: "));
        let words = parts.filter(|(_, after)| after.starts_with(|c: char| c.is_ascii_alphabetic()));
        if let Some((before, after)) = words {
            return format!("{before}{field}: {} {after}", marker.next());
        }
    }
    line.to_owned()
}

/// The front matter of a file, from the first line to the one that closes it.
pub(crate) fn front(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("---\n")?;
    let end = inside.find("\n---\n")?;
    text.get(..end + 9)
}

/// The markers in a text, in any case.
pub(crate) fn marks_in(text: &str) -> BTreeSet<String> {
    let lower = text.to_ascii_lowercase();
    let found = lower.match_indices(BEGINS);
    found.filter_map(|(at, _)| lower.get(at..at + BEGINS.len() + LETTERS)).map(str::to_owned).collect()
}

/// The markers of a folder that nobody but facilitators may see, whatever else was changed in it.
pub(crate) fn kept(files: &Files, seeds: &Seeds) -> BTreeSet<String> {
    let mut places: BTreeMap<String, bool> = BTreeMap::new();
    for (path, bytes) in files {
        for mark in marks_in(path) {
            places.insert(mark, false);
        }
        let text = String::from_utf8_lossy(bytes);
        if !text.contains(BEGINS) {
            continue;
        }
        let is_lesson = path.ends_with(".md")
            && !["static/", "theme/", "themes/"].iter().any(|folder| path.starts_with(folder))
            && !["```", "~~~", "<!--", "<pre", "<script", "<style", "<textarea"].iter().any(|code| text.contains(code));
        let front = front(&text).filter(|front| seeds.fronts.contains(*front));
        let told = if is_lesson { mistyped(&text, &seeds.mistyped) } else { BTreeSet::new() };
        let (mut at, mut opened) = (0, false);
        for line in text.split_inclusive('\n') {
            let is_front = front.is_some_and(|front| at < front.len());
            let marks = marks_in(line);
            let alone = line.trim_end_matches('\n');
            for mark in marks {
                let is_kept = is_lesson && (is_front || (opened && alone == mark) || told.contains(&mark));
                let known = places.entry(mark).or_insert(true);
                *known = *known && is_kept;
            }
            at += line.len();
            opened = opens(alone) && line.ends_with('\n');
        }
    }
    places.into_iter().filter(|(_, is_kept)| *is_kept).map(|(mark, _)| mark).collect()
}

/// The markers of those ways to mistype a block that stand in a text by themselves, and nowhere else.
fn mistyped(text: &str, ways: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for way in ways.iter().filter(|way| text.contains(way.as_str())) {
        for mark in marks_in(way) {
            let alone = text.matches(&format!("\n\n{way}\n\n")).count() * way.matches(&mark).count();
            if alone > 0 && alone == text.to_ascii_lowercase().matches(&mark).count() {
                found.insert(mark);
            }
        }
    }
    found
}

/// A way to mistype a block as tests/leaks/mistyped.txt writes it, with the signs that cannot be seen.
pub(crate) fn spelled_out(way: &str) -> String {
    way.replace('·', "\u{a0}").replace('⌫', "\u{200b}").replace('→', "\t")
}
