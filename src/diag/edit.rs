//! A fix as data: edits of places, each the place itself or a word in it. Lays none of them in.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A change that mends one mistake and nothing else: all of its edits, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, beginning with a verb.
    pub title: String,
    /// The places that it changes.
    pub edits: Vec<Edit>,
}

/// One place that is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Where: the place itself, or what it lies in.
    pub span: Span,
    /// The word that must stand in the span once, whatever its capitals; empty for all of the span.
    pub old: String,
    /// What comes in its place.
    pub new: Turn,
}

/// What becomes of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// These words stand there.
    Into(String),
    /// What stands there is put in quotation marks, as far as it is one line and has none.
    Quoted,
}

impl Edit {
    /// A change of a whole span.
    pub(crate) fn whole(span: Span, new: impl Into<String>) -> Edit {
        Edit { span, old: String::new(), new: Turn::Into(new.into()) }
    }

    /// A change of the only place in a span where a word stands.
    pub(crate) fn word(span: Span, old: impl Into<String>, new: impl Into<String>) -> Edit {
        Edit { span, old: old.into(), new: Turn::Into(new.into()) }
    }

    /// Quotation marks around a span.
    pub(crate) fn quoted(span: Span) -> Edit {
        Edit { span, old: String::new(), new: Turn::Quoted }
    }

    /// The very bytes that change in a text, and what comes in their place. `None` where the text is not as it should be.
    pub fn place(&self, text: &str) -> Option<(Range<usize>, String)> {
        let range = self.span.range();
        let inside = text.get(range.clone())?;
        let place = if self.old.is_empty() {
            range
        } else {
            let old = self.old.to_lowercase();
            let found = word_in(inside, &old)?;
            let after = inside.get(found.end..)?;
            if word_in(after, &old).is_some() {
                return None;
            }
            range.start + found.start..range.start + found.end
        };
        let new = match &self.new {
            Turn::Into(new) => new.clone(),
            Turn::Quoted => quoted(text.get(place.clone())?)?,
        };
        (text.get(place.clone())? != new).then_some((place, new))
    }
}

/// Words in quotation marks, as YAML reads them.
pub(crate) fn quoted(words: &str) -> Option<String> {
    if words.contains(['\n', '\r']) || words.trim() != words {
        None
    } else if !words.contains(['"', '\\']) {
        Some(format!("\"{words}\""))
    } else if !words.contains('\'') {
        Some(format!("'{words}'"))
    } else {
        Some(crate::data::quoted(words))
    }
}

/// The first place where a word (lower case) stands by itself, whatever its capitals. Where it begins or ends with a sign, any
/// letter may stand beside it. A space in it is any white space, a line end too.
pub(super) fn word_in(text: &str, word: &str) -> Option<Range<usize>> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (begins, closes) = (is_word(word.chars().next()), is_word(word.chars().next_back()));
    // Most places begin otherwise.
    let first = word.chars().next();
    let may_begin = move |c: char| match first {
        Some(first) if first.is_ascii() && c.is_ascii() => c.to_ascii_lowercase() == first || first == ' ',
        _ => true,
    };
    let starts = text.char_indices().filter(move |(_, c)| may_begin(*c)).map(|(at, _)| at);
    let ends = |at: usize| {
        let mut rest = text.get(at..)?;
        for letter in word.chars() {
            let found = rest.chars().next()?;
            let is_white = letter == ' ' && found.is_whitespace();
            if !is_white && !found.to_lowercase().eq([letter]) {
                return None;
            }
            rest = if is_white { rest.trim_start() } else { rest.get(found.len_utf8()..)? };
        }
        Some(text.len() - rest.len())
    };
    let mut found = starts.filter_map(|at| Some(at..ends(at)?));
    found.find(|range| {
        let before = text.get(..range.start).and_then(|before| before.chars().next_back());
        let after = text.get(range.end..).and_then(|after| after.chars().next());
        !(begins && is_word(before) || closes && is_word(after))
    })
}
