//! What is said of characters that nobody sees, written by their numbers; and of addresses that would do more than they show. Decides
//! nothing.

use crate::diag::code::Code;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::edit::{Edit, Fix};
use crate::diag::quote::quote;
use crate::source::Span;

/// A character that turns words around, written by its number: `\u202e`, `&#8238;`. `typed` is what stands there.
pub(crate) fn turning_by_number(span: Span, c: char, typed: &str) -> Diagnostic {
    let message = format!(
        "{} stands for an invisible character (U+{:04X}) that can make words appear in the wrong order",
        quote(typed),
        u32::from(c)
    );
    Diagnostic::at(Code::HiddenCharacter, span, message)
        .help("take it out; Hebrew comes out in the right order without it")
}

/// An address of mail that fills in more than a subject and words.
pub(crate) fn mail_that_fills_in(span: Span, shown: &str) -> Diagnostic {
    let message = format!(
        "the address {} would fill in more of a mail than its subject and its words, so it is shown without a link",
        quote(shown)
    );
    Diagnostic::at(Code::UnsafeLink, span, message).help(
        "leave only the address, `?subject=` and `&body=`, in one line: `mailto:dina@example.org?subject=Evening`",
    )
}

/// An address of the site that goes on after its path.
pub(crate) fn base_url_goes_on(span: Span, typed: &str, whole: &str) -> Diagnostic {
    let message =
        format!("`base_url` is where the site begins, and has no `?` and no `#` in it; found {}", quote(typed));
    Diagnostic::at(Code::BadValue, span, message)
        .fix(Some(Fix { title: format!("write `{whole}`"), edits: vec![Edit::word(span, typed, whole)] }))
        .help(format!("write `{whole}`"))
}
