//! How many mistakes of one kind are told of a file: the first of them, and how many more there are. Makes no text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Place, Severity, make};
use crate::source::FileId;

/// The list with no more than `most` of each kind in each file; where there are more, one that counts them stands at the place of the next.
pub(super) fn limit_repeats(diagnostics: &[Diagnostic], most: usize) -> Vec<Cow<'_, Diagnostic>> {
    let mut all: BTreeMap<_, usize> = BTreeMap::new();
    for one in diagnostics {
        *all.entry(kind(one)).or_default() += 1;
    }
    let mut met: BTreeMap<_, usize> = BTreeMap::new();
    let told = diagnostics.iter().filter_map(|one| {
        let number = met.entry(kind(one)).or_default();
        *number += 1;
        let all = all.get(&kind(one)).copied().unwrap_or_default();
        match *number {
            number if number <= most => Some(Cow::Borrowed(one)),
            number if number == most + 1 => Some(Cow::Owned(make::many::more(one, all - most))),
            _ => None,
        }
    });
    told.collect()
}

/// What is counted together.
fn kind(one: &Diagnostic) -> (Code, Severity, Option<FileId>, &str) {
    match &one.place {
        Place::At(span) => (one.code, one.severity, Some(span.file), ""),
        Place::Named(path) => (one.code, one.severity, None, path),
    }
}
