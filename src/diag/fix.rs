//! What daf can mend by itself: the texts that come of laying fixes in.
//!
//! A fix is made where its mistake is worded (`make`), and only where what is meant can be nothing else. Never writes a file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::diagnostic::Diagnostic;
pub use super::edit::{Edit, Fix, Turn};
use crate::source::{FileId, SourceSet};

/// One file, as it is and as it would be.
#[derive(Debug, Clone)]
pub struct FixedFile {
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
type EditList = Vec<(Range<usize>, String)>;

/// The same while they are gathered: by where each begins and ends.
type PendingEdits = BTreeMap<(usize, usize), String>;

/// Lays in the fixes of diagnostics. Where two would change one place, the first in the list is laid in, and the other waits for
/// the next time. Files are in the order of their paths.
pub fn changes<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>, sources: &SourceSet) -> Vec<FixedFile> {
    let mut files: BTreeMap<FileId, (PendingEdits, Vec<(usize, String)>)> = BTreeMap::new();
    let mut said: BTreeSet<(FileId, usize, &str)> = BTreeSet::new();
    for fix in diagnostics.into_iter().filter_map(|one| one.fix.as_ref()) {
        let Some(placed) = placed(fix, sources) else { continue };
        let is_free = |(file, range, new): &(FileId, Range<usize>, String)| {
            files.get(file).is_none_or(|(taken, _)| taken.get(&key(range)) == Some(new) || !is_taken(taken, range))
        };
        if !placed.iter().all(is_free) {
            continue;
        }
        if let Some((file, range, _)) = placed.first() {
            let titles = &mut files.entry(*file).or_default().1;
            if said.insert((*file, range.start, &fix.title)) {
                titles.push((range.start, fix.title.clone()));
            }
        }
        for (file, range, new) in placed {
            files.entry(file).or_default().0.entry(key(&range)).or_insert(new);
        }
    }
    let mut changes: Vec<FixedFile> = files
        .into_iter()
        .filter_map(|(file, (taken, titles))| {
            let edits = taken.into_iter().map(|((start, end), new)| (start..end, new)).collect();
            let before = sources.get(file)?.text()?.clone();
            Some(FixedFile { file, after: laid_in(&before, edits), before, titles })
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

fn key(range: &Range<usize>) -> (usize, usize) {
    (range.start, range.end)
}

/// Whether a place meets one of those that are taken, which do not meet one another: its neighbours are enough to look at.
fn is_taken(taken: &PendingEdits, range: &Range<usize>) -> bool {
    let before = taken.range(..=(range.start, usize::MAX)).next_back();
    let after = taken.range((range.start, usize::MAX)..).next();
    before.into_iter().chain(after).any(|((start, end), _)| meet(&(*start..*end), range))
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    (one.start < other.end && other.start < one.end) || one.start == other.start
}

/// A text with edits laid in; they do not meet.
pub(crate) fn laid_in(text: &str, mut edits: EditList) -> String {
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
