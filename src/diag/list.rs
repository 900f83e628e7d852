//! The list that phases add their mistakes to: its order, and the places that are found by words. Words nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::diagnostic::{Diagnostic, Place};
use super::severity::Severity;
use crate::source::{FileId, SourceSet, Span};

/// The files whose words may be printed: what is beside them, or hidden, is nobody's mistake.
fn published(sources: &SourceSet) -> impl Iterator<Item = FileId> {
    let is_words = |path: &crate::source::VPath| {
        let hidden = path.as_str().split('/').any(|part| part.starts_with('.'));
        let other =
            ["theme/", "themes/", "archetypes/", "static/"].iter().any(|folder| path.as_str().starts_with(folder));
        matches!(path.extension(), "md" | "yaml" | "yml") && !hidden && !other
    };
    sources.iter().filter(move |(_, source)| is_words(&source.path)).map(|(id, _)| id)
}

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

    /// Finds the places of what is told by a word, and of what is told by letters: the first of them in the file named, else in the first file that has one (a
    /// shared text's). What is not found, because its file's text was let go, stays with the file.
    pub fn find_places(&mut self, sources: &SourceSet) {
        let mut elsewhere: BTreeMap<char, Option<Span>> = BTreeMap::new();
        let first = |letters: &[char], id: FileId, text: &str| {
            let at = text.find(|c| letters.contains(&c))?;
            let length = text.get(at..)?.chars().next()?.len_utf8();
            Some(id.span(at..at + length))
        };
        let in_file = |letters: &[char], id: FileId| first(letters, id, sources.get(id)?.text()?);
        for diagnostic in &mut self.list {
            diagnostic.find_word(sources);
            let (false, Place::Named(named)) = (diagnostic.seek.is_empty(), &diagnostic.place) else { continue };
            let letters = &diagnostic.seek;
            let named = sources.find(named);
            // Where the text of lessons was let go, the place is found when it is read again.
            if named.and_then(|id| sources.get(id)).is_some_and(|source| source.bytes().is_empty()) {
                continue;
            }
            let own = named.and_then(|id| in_file(letters, id));
            let found = own.or_else(|| {
                let places = letters.iter().map(|&letter| {
                    *elsewhere.entry(letter).or_insert_with(|| published(sources).find_map(|id| in_file(&[letter], id)))
                });
                places.flatten().min()
            });
            if let Some(span) = found {
                diagnostic.place = Place::At(span);
            }
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
