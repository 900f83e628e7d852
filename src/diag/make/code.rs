//! What is said of blocks of code.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::edit::{Edit, Fix};
use super::super::quote::quote;
use super::suggest::nearest;
use crate::source::Span;

/// A fence that names no language, where one is called nearly so. `None` where none is: the word may be there for another program.
pub(crate) fn unknown_language(fence: Span, typed: &str, known: &[String]) -> Option<Diagnostic> {
    let near = nearest(typed, known.iter().map(String::as_str))?;
    let message = format!("no language of code is called {}, so this block has no colours", quote(typed));
    let edits = vec![Edit::word(fence, typed, near)];
    let told = Diagnostic::at(Code::UnknownLanguage, fence, message);
    Some(told.fix(Some(Fix { title: format!("write `{near}`"), edits })).help(format!("did you mean `{near}`?")))
}
