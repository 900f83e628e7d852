//! Small edits and lists that several messages share. Words no message.

use super::super::edit::{Edit, Fix};
use super::super::quote::quote;
use super::suggest::nearest;
use crate::source::Span;

/// The only one of `known` that is near, by a letter or two: it can be changed to without asking. Numbers must be the same, because
/// `part-2` is no slip for `part-3`.
pub(super) fn sure<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let word = nearest(typed, known.iter().copied())?;
    let others = known.iter().copied().filter(|other| *other != word);
    let (low, letters) = (typed.to_lowercase(), typed.chars().count());
    let distance = strsim::damerau_levenshtein(&low, &word.to_lowercase());
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_sure = letters > 2
        && distance <= (letters / 4).clamp(1, 2)
        && digits(typed) == digits(word)
        && nearest(typed, others).is_none();
    is_sure.then_some(word)
}

/// Another word in the place of one.
pub(super) fn instead(span: Span, old: &str, new: &str) -> Fix {
    let title = format!("write `{new}` in place of {}", quote(old));
    Fix { title, edits: vec![Edit::word(span, old, new)] }
}

/// Other words in the place of all that stands there.
pub(super) fn whole(span: Span, new: &str) -> Fix {
    Fix { title: format!("write `{new}`"), edits: vec![Edit::whole(span, new)] }
}

/// Words as a list in a message.
pub(super) fn list<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    known.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
