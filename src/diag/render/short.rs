//! A line each: `path:line:column: error[code]: message`, as editors and compilers' readers know it.

use super::source_view::SourceView;
use crate::diag::Diagnostic;
use crate::safe;

/// One diagnostic as a line.
pub(super) fn short(diagnostic: &Diagnostic, source_view: &SourceView<'_>) -> String {
    let at = source_view.at(diagnostic);
    let place = at.start().map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    let (word, code) = (diagnostic.severity.word(), diagnostic.code.id());
    let said = format!("{}{place}: {word}[{code}]: {}", safe::line(&at.path), safe::line(&diagnostic.message));
    safe::lines(&said)
}
