//! Mistakes as data: what a [`Diagnostic`] is, and the list that phases add theirs to.
//!
//! Wording lives in [`make`], looks in [`render`], explanations in `explain/<code>.md`. Never prints and never stops a phase.

mod code;
pub mod fix;
pub mod make;
pub mod render;

pub use code::Code;
pub use fix::Fix;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::source::{FileId, SourceSet, Span};

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written while one stands.
    Error,
    /// The site is made, and the mistake is told.
    Warning,
    /// Told, and nothing more: advice that may well be wrong here. Not even `--strict` fails for it.
    Note,
}

impl Severity {
    /// The word that a reader sees.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place with a short remark on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The bytes to underline.
    pub span: Span,
    /// What stands beside the carets; may be empty.
    pub text: String,
}

/// Where a mistake is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// At these bytes of a file.
    At(Span),
    /// In a file as a whole, or in one that is not a part of the content (a theme's): its path as people know it.
    Named(String),
}

/// A place in a theme's file: shown as any other where the file is a part of the curriculum, by name and line elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct InTheme<'a> {
    /// The file as people know it.
    pub(crate) origin: &'a str,
    /// The file, where it is one of the curriculum.
    pub(crate) source: Option<FileId>,
    /// What it holds.
    pub(crate) text: &'a str,
    /// The bytes meant.
    pub(crate) range: std::ops::Range<usize>,
}

impl InTheme<'_> {
    /// It as the place of a diagnostic.
    fn place(&self) -> Place {
        match self.source {
            Some(file) => Place::At(file.span(self.range.clone())),
            None => {
                let (line, column) = crate::source::LineIndex::new(self.text).place(self.text, self.range.start);
                Place::Named(format!("{}:{line}:{column}", self.origin))
            }
        }
    }
}

/// One mistake of an author, whole: what, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Which mistake it is; stable.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// One headline that makes sense alone: lower case, no full stop, found and expected.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What stands beside the carets.
    pub label: String,
    /// Other places that matter to it.
    pub others: Vec<Label>,
    /// Next steps, each beginning with a verb.
    pub help: Vec<String>,
    /// Letters to look for, where whoever tells of them knows the file and not the place.
    pub seek: Vec<char>,
    /// A word to look for from the place on, where the place is only where it stands or above.
    pub word: String,
    /// How daf can mend it by itself, where what is meant can be nothing else.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic at a place, with the code's own severity.
    pub(crate) fn at(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Place::At(span), message.into())
    }

    /// A diagnostic at a place in a theme's file.
    pub(crate) fn in_theme(code: Code, at: &InTheme<'_>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, at.place(), message.into())
    }

    /// A diagnostic about a file as a whole.
    pub(crate) fn named(code: Code, path: impl Into<String>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, Place::Named(path.into()), message.into())
    }

    fn new(code: Code, place: Place, message: String) -> Diagnostic {
        let severity = code.severity();
        let (label, others, help) = (String::new(), Vec::new(), Vec::new());
        Diagnostic {
            code,
            severity,
            message,
            place,
            label,
            others,
            help,
            seek: Vec::new(),
            word: String::new(),
            fix: None,
        }
    }

    /// Adds the words beside the carets.
    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.label = text.into();
        self
    }

    /// Lets the place be found by letters.
    #[must_use]
    pub(crate) fn seek(mut self, letters: &[char]) -> Diagnostic {
        self.seek = letters.to_vec();
        self
    }

    /// Lets the place be found by a word: the first of it from the place on.
    #[must_use]
    pub(crate) fn word(mut self, word: &str) -> Diagnostic {
        word.clone_into(&mut self.word);
        self
    }

    /// Adds how it can be mended, where that is known.
    #[must_use]
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Diagnostic {
        self.fix = fix;
        self
    }

    /// Adds another place that matters.
    #[must_use]
    pub(crate) fn other(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.others.push(Label { span, text: text.into() });
        self
    }

    /// Adds a next step.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Adds a next step where there is one.
    #[must_use]
    pub(crate) fn help_if(self, text: Option<String>) -> Diagnostic {
        match text {
            Some(text) => self.help(text),
            None => self,
        }
    }

    /// Moves the place to the first of its word from there on. The word is let go, so that it is looked for once.
    fn find_word(&mut self, sources: &SourceSet) {
        let Place::At(span) = &mut self.place else { return };
        let Some(text) = sources.get(span.file).and_then(|source| source.text()) else { return };
        let word = std::mem::take(&mut self.word).to_lowercase();
        let start = span.start as usize;
        if let (false, Some(range)) = (word.is_empty(), text.get(start..).and_then(|rest| word_in(rest, &word))) {
            *span = span.file.span(start + range.start..start + range.end);
        }
    }

    fn sort_key(&self) -> (Option<FileId>, &str, u32, Severity, Code, &str) {
        match &self.place {
            Place::At(span) => (Some(span.file), "", span.start, self.severity, self.code, &self.message),
            Place::Named(path) => (None, path, 0, self.severity, self.code, &self.message),
        }
    }
}

/// The first place where a word (lower case) stands by itself, whatever its capitals. Where it begins or ends with a sign, any
/// letter may stand beside it.
fn word_in(text: &str, word: &str) -> Option<std::ops::Range<usize>> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (begins, closes) = (is_word(word.chars().next()), is_word(word.chars().next_back()));
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = |at: usize| {
        let mut wanted = word.chars();
        let mut rest = text.get(at..)?.char_indices();
        loop {
            let Some(letter) = wanted.next() else { return Some(rest.next().map_or(text.len(), |(end, _)| at + end)) };
            let (_, found) = rest.next()?;
            if !found.to_lowercase().eq([letter]) {
                return None;
            }
        }
    };
    let mut found = starts.filter_map(|at| Some(at..ends(at)?));
    found.find(|range| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        !(begins && is_word(before) || closes && is_word(after))
    })
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
            let own = sources.find(named).and_then(|id| in_file(letters, id));
            let found = own.or_else(|| {
                let places = letters.iter().map(|&letter| {
                    *elsewhere
                        .entry(letter)
                        .or_insert_with(|| sources.iter().find_map(|(id, _)| in_file(&[letter], id)))
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
