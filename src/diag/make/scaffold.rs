//! What is said of files that were begun and not gone on with. Wording as in `make`.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::quote::quote;
use crate::source::Span;

/// How many places beside the first are shown.
const SHOWN: usize = 3;

/// Words that stand for the writer's own; `others` are further ones in the file.
pub(crate) fn unfilled_placeholder(first: Span, words: &str, others: &[Span]) -> Diagnostic {
    let more = match others.len() {
        0 => String::new(),
        1 => ", here and in one more place of this file".to_owned(),
        more => format!(", here and in {more} more places of this file"),
    };
    let message = format!("these words are still waiting for yours{more}: {}", quote(words));
    let diagnostic = Diagnostic::at(Code::UnfilledPlaceholder, first, message);
    let diagnostic = others.iter().take(SHOWN).fold(diagnostic, |diagnostic, span| diagnostic.other(*span, "and here"));
    diagnostic.help("write your own words instead, or take them out if you have nothing to say there")
}
