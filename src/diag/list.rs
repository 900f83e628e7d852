//! The list that phases add their mistakes to: its order, and the places that are found by words. Words nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::diagnostic::{Diagnostic, Place};
use super::letters;
use super::make;
use super::severity::Severity;
use crate::source::{FileId, SourceSet, Span};

/// Bytes of texts that are looked through for words, for all of a list together: beyond that a place stays where it is.
const SOUGHT_BYTES: usize = 64 * 1024 * 1024;

/// The mistakes found so far, in the order found.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn append(&mut self, mut other: Diagnostics) {
        self.list.append(&mut other.list);
    }

    /// Keeps those that `wanted` takes.
    pub fn retain(&mut self, wanted: impl Fn(&Diagnostic) -> bool) {
        self.list.retain(wanted);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// How many of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The list as it stands.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the list into reading order (file, place, severity, code), drops repetitions, and gives each code the
    /// severity that `severities` names for it (`None`: dropped). Errors that keep a site from being true stay errors.
    pub fn settle(&mut self, severities: impl Fn(Code) -> Option<Option<Severity>>) {
        self.list.retain_mut(|diagnostic| match severities(diagnostic.code) {
            Some(Some(severity)) => {
                diagnostic.severity = severity;
                true
            }
            Some(None) => false,
            None => true,
        });
        self.list.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.list.dedup_by(|a, b| a.code == b.code && a.place == b.place && a.message == b.message);
    }

    /// Puts a settled list into the order of the files' paths, where the ids of a set that was read anew have another.
    pub fn in_order_of(&mut self, sources: &SourceSet) {
        self.list.sort_by_key(|diagnostic| match &diagnostic.place {
            Place::Named(_) => None,
            Place::At(span) => Some(sources.rank(span.file)),
        });
    }

    /// Finds the places of what is told by a word, and of what is told by letters: each where it stands first in the files that it
    /// may stand in, those of one file together. Of letters that stand in none it is told as it was.
    pub fn find_places(&mut self, sources: &SourceSet) {
        let mut left = SOUGHT_BYTES;
        self.list.iter_mut().for_each(|diagnostic| diagnostic.find_word(sources, &mut left));
        let (seeking, found): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.list).into_iter().partition(|diagnostic| !diagnostic.seek.is_empty());
        self.list = found;
        let mut known: BTreeMap<(FileId, char), Option<Span>> = BTreeMap::new();
        let mut by_file: BTreeMap<FileId, BTreeMap<char, Span>> = BTreeMap::new();
        for mut diagnostic in seeking {
            let mut left = Vec::new();
            for &letter in &diagnostic.seek {
                let mut spans = diagnostic.seek_in.iter().map(|&file| {
                    let text = sources.get(file)?.text()?;
                    // Where a text was let go, it is not known whether the letter stands in it or further on.
                    (!text.is_empty()).then_some(())?;
                    Some(*known.entry((file, letter)).or_insert_with(|| {
                        let range = letters::find(text, letter)?;
                        Some(file.span(range))
                    }))
                });
                match spans.find(|span| *span != Some(None)).flatten().flatten() {
                    Some(span) => drop(by_file.entry(span.file).or_default().insert(letter, span)),
                    None => left.push(letter),
                }
            }
            if let (true, Place::Named(path)) = (left.len() < diagnostic.seek.len(), &diagnostic.place) {
                diagnostic = make::missing_letters(path, &left).seek(&left, &diagnostic.seek_in);
            }
            if !left.is_empty() {
                self.list.push(diagnostic);
            }
        }
        for found in by_file.into_values() {
            let letters: Vec<char> = found.keys().copied().collect();
            let Some(first) = found.into_values().min() else { continue };
            let path = sources.get(first.file).map_or("", |source| source.path.as_str());
            self.list.push(Diagnostic { place: Place::At(first), ..make::missing_letters(path, &letters) });
        }
    }

    /// The files that an error points at.
    pub fn files<'a>(&'a self, sources: &'a SourceSet) -> impl Iterator<Item = &'a str> {
        self.list.iter().filter_map(|diagnostic| match &diagnostic.place {
            Place::At(span) => sources.get(span.file).map(|source| source.path.as_str()),
            Place::Named(path) => Some(path.as_str()),
        })
    }
}
