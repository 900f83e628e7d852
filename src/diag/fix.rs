//! What daf can mend by itself: the texts that come of laying fixes in.
//!
//! A fix is made where its mistake is worded (`make`), and only where what is meant can be nothing else. Never writes a file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::diagnostic::Diagnostic;
pub use super::edit::{Edit, Fix, Turn};
use crate::source::{FileId, SourceSet};

/// One file, as it is and as it would be.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which file.
    pub file: FileId,
    /// What it holds.
    pub before: Arc<str>,
    /// What it would hold.
    pub after: String,
    /// What was done: the byte of the first edit of each fix, and its title.
    pub titles: Vec<(usize, String)>,
}

/// Edits of one file in the order of their places.
type Edits = Vec<(Range<usize>, String)>;

/// Lays in the fixes of diagnostics. Where two would change one place, the first in the list is laid in, and the other waits for
/// the next time. Files are in the order of their paths.
pub fn changes<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>, sources: &SourceSet) -> Vec<Change> {
    let mut files: BTreeMap<FileId, (Edits, Vec<(usize, String)>)> = BTreeMap::new();
    for fix in diagnostics.into_iter().filter_map(|one| one.fix.as_ref()) {
        let Some(placed) = placed(fix, sources) else { continue };
        let is_free = |(file, range, new): &(FileId, Range<usize>, String)| {
            let taken = files.get(file).map_or(&[][..], |(edits, _)| edits.as_slice());
            taken.iter().all(|(other, text)| (other == range && text == new) || !meet(other, range))
        };
        if !placed.iter().all(is_free) {
            continue;
        }
        if let Some((file, range, _)) = placed.first() {
            let titles = &mut files.entry(*file).or_default().1;
            if !titles.contains(&(range.start, fix.title.clone())) {
                titles.push((range.start, fix.title.clone()));
            }
        }
        for (file, range, new) in placed {
            let edits = &mut files.entry(file).or_default().0;
            if !edits.iter().any(|(other, _)| *other == range) {
                edits.push((range, new));
            }
        }
    }
    let mut changes: Vec<Change> = files
        .into_iter()
        .filter_map(|(file, (edits, titles))| {
            let before = sources.get(file)?.text()?.clone();
            Some(Change { file, after: laid_in(&before, edits), before, titles })
        })
        .collect();
    changes.sort_by_key(|change| sources.rank(change.file));
    changes
}

/// The places of a fix's edits; `None` where one of them is not as it should be.
pub(super) fn placed(fix: &Fix, sources: &SourceSet) -> Option<Vec<(FileId, Range<usize>, String)>> {
    let places = fix.edits.iter().map(|edit| {
        let (range, new) = edit.place(sources.get(edit.span.file)?.text()?)?;
        Some((edit.span.file, range, new))
    });
    places.collect()
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end) || one.start == other.start
}

/// A text with edits laid in; they do not meet.
pub(crate) fn laid_in(text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut after = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in edits {
        after.push_str(text.get(done..range.start).unwrap_or_default());
        after.push_str(&new);
        done = range.end;
    }
    after.push_str(text.get(done..).unwrap_or_default());
    after
}
