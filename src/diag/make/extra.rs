//! What is said of a writer's own values, under `extra`.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::many::thousands;
use crate::source::Span;

/// Something else than fields.
pub(crate) fn no_fields(span: Span, found: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("`extra` must be a group of fields; found {found}"))
        .help("give it a name of your own, on a line below, moved in by two spaces: `room: Library`")
}

/// More than themes and programs are handed.
pub(crate) fn too_much(span: Span, values: usize, bytes: usize) -> Diagnostic {
    let (values, letters) = (thousands(values), thousands(bytes));
    let message = format!("`extra` may hold {values} values and {letters} letters at most; from here on it is more");
    Diagnostic::at(Code::TooMuch, span, message).help("keep the rest in a file of its own, in `static/`")
}
