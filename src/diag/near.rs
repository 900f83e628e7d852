//! What was meant by a word that is not known, and the small edits that several messages share. Words no message.

use super::edit::{Edit, Fix};
use super::quote::quote;
use crate::source::Span;

/// The nearest of `known` to what was typed, where it is near enough to be meant: a third of the letters may differ.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let far = (typed.chars().count() / 3).clamp(1, 4);
    let scored = known.into_iter().map(|word| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word));
    let near = scored.filter(|(distance, word)| *distance <= far || is_part(&typed, word));
    near.min_by_key(|(distance, word)| (*distance, *word)).map(|(_, word)| word)
}

/// `text` for `texts`, `tag` for `tags`: one is the beginning of the other.
fn is_part(typed: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    typed.len() >= 3
        && word.len() >= 3
        && (word.starts_with(typed) || typed.starts_with(&word))
        && word.len().abs_diff(typed.len()) <= 2
}

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

/// A next step where something near is known.
pub(super) fn did_you_mean(nearest: Option<&str>) -> Option<String> {
    nearest.map(|word| format!("did you mean `{word}`?"))
}

/// Words as a list in a message.
pub(super) fn list<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    known.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
