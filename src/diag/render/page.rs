//! For the preview's pages: a diagnostic as data, as it would be printed, each line that it is about in three parts.

use serde_json::{Value, json};

use super::human::{Shown, shown};
use super::source_view::SourceView;
use crate::diag::Diagnostic;
use crate::safe;

/// One diagnostic as data.
pub(super) fn page(diagnostic: &Diagnostic, source_view: &SourceView<'_>) -> Value {
    let at = source_view.at(diagnostic);
    let lines = shown(diagnostic, source_view).into_iter().flat_map(|shown| {
        let Shown { path, first_line, text, marks } = shown;
        marks.into_iter().map(move |(range, label, is_first)| {
            json!({
                "path": path,
                "line": first_line,
                "before": text.get(..range.start),
                "marked": text.get(range.clone()),
                "after": text.get(range.end..),
                "label": label,
                "first": is_first,
            })
        })
    });
    json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.word(),
        "message": safe::line(&diagnostic.message),
        "path": safe::line(&at.inside),
        "line": at.start().map(|at| at.0),
        "column": at.start().map(|at| at.1),
        "lines": lines.collect::<Vec<_>>(),
        "help": diagnostic.help.iter().map(|help| safe::line(help)).collect::<Vec<_>>(),
    })
}
