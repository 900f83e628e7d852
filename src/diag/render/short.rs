//! A line each: `path:line:column: error[code]: message`, as editors and compilers' readers know it.

use super::clean::clean;
use super::seen::Seen;
use crate::diag::Diagnostic;

/// One diagnostic as a line.
pub(super) fn short(diagnostic: &Diagnostic, seen: &Seen<'_>) -> String {
    let at = seen.at(diagnostic);
    let place = at.start().map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    let (word, code) = (diagnostic.severity.word(), diagnostic.code.id());
    format!("{}{place}: {word}[{code}]: {}", clean(&at.path), clean(&diagnostic.message))
}
