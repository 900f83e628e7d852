//! Words for numbers and lengths that are larger than they may be, in front matter and in the braces of a block alike.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::quote::quote;
use super::many::thousands;
use crate::source::Span;

/// A field's number that is too large.
pub(crate) fn too_large(span: Span, name: &str, typed: &str, most: u32) -> Diagnostic {
    count_diagnostic(Code::BadValue, span, name, typed, most).help(format!("write `{name}: {most}`, or less"))
}

/// The same of an attribute.
pub(crate) fn attribute_too_large(span: Span, name: &str, typed: &str, most: u32) -> Diagnostic {
    count_diagnostic(Code::BadAttribute, span, name, typed, most).help(format!("write `{name}={most}`, or less"))
}

fn count_diagnostic(code: Code, span: Span, name: &str, typed: &str, most: u32) -> Diagnostic {
    let most = thousands(usize::try_from(most).unwrap_or(usize::MAX));
    Diagnostic::at(code, span, format!("`{name}` may be {most} at most; found {}", quote(typed)))
}

/// An attribute that must be a length.
pub(crate) fn attribute_no_length(span: Span, name: &str, typed: &str) -> Diagnostic {
    let message = format!("`{name}` must be a length from 1 to 400 millimetres; found {}", quote(typed));
    Diagnostic::at(Code::BadAttribute, span, message).help(format!("write `{name}=60mm`"))
}

/// More columns than a table to fill in has room for.
pub(crate) fn too_many_columns(span: Span, found: usize, most: usize) -> Diagnostic {
    let message = format!("a table to fill in has {most} columns at most; found {}", thousands(found));
    Diagnostic::at(Code::BadValue, span, message).help("leave some out, or make two tables")
}
