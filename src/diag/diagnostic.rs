//! One mistake as data: what, where, and what to do about it. Words nothing.

use serde::{Deserialize, Serialize};

use super::code::Code;
use super::edit::{Fix, word_in};
use super::severity::Severity;
use crate::source::{FileId, SourceSet, Span};

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

/// Signs of a headline, or of a next step. Ours are far below it; what was typed may be of any length.
const LONGEST: usize = 500;

/// Words of a message, cut where nobody would read on.
fn short(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    text
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
    /// Letters to look for, where whoever tells of them knows the files and not the place.
    pub seek: Vec<char>,
    /// The files in which they may stand: the likeliest first.
    pub seek_in: Vec<FileId>,
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
        let (severity, message) = (code.severity(), short(message));
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
            seek_in: Vec::new(),
            word: String::new(),
            fix: None,
        }
    }

    /// Adds the words beside the carets.
    #[must_use]
    pub(crate) fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.label = short(text.into());
        self
    }

    /// Lets the place be found by letters, in the first of these files that has one.
    #[must_use]
    pub(crate) fn seek(mut self, letters: &[char], files: &[FileId]) -> Diagnostic {
        self.seek = letters.to_vec();
        self.seek_in = files.to_vec();
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
        self.others.push(Label { span, text: short(text.into()) });
        self
    }

    /// Adds a next step.
    #[must_use]
    pub(crate) fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(short(text.into()));
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

    /// Moves the place to the first of its word from there on. The word is let go, so that it is looked for once. `left` is how many bytes
    /// may still be looked through.
    pub(super) fn find_word(&mut self, sources: &SourceSet, left: &mut usize) {
        let Place::At(span) = &mut self.place else { return };
        // Of a text that was let go nothing is known yet.
        let text = sources.get(span.file).and_then(|source| source.text()).filter(|text| !text.is_empty());
        let Some(text) = text else { return };
        let word = std::mem::take(&mut self.word).to_lowercase();
        let start = span.start as usize;
        let rest = text.get(start..).filter(|_| !word.is_empty() && *left > 0).unwrap_or_default();
        let found = word_in(rest, &word);
        *left = left.saturating_sub(found.as_ref().map_or(rest.len(), |range| range.end));
        if let Some(range) = found {
            *span = span.file.span(start + range.start..start + range.end);
        }
    }

    pub(super) fn sort_key(&self) -> (Option<FileId>, &str, u32, Severity, Code, &str) {
        match &self.place {
            Place::At(span) => (Some(span.file), "", span.start, self.severity, self.code, &self.message),
            Place::Named(path) => (None, path, 0, self.severity, self.code, &self.message),
        }
    }
}
