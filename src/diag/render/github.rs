//! For a workflow on GitHub: a command a line, which becomes a note beside the lines of a change.

use super::source_view::SourceView;
use crate::diag::{Diagnostic, Severity};
use crate::safe;

/// One diagnostic as a workflow command. What is said after the headline stands in lines of its own.
pub(super) fn github(diagnostic: &Diagnostic, source_view: &SourceView<'_>) -> String {
    let at = source_view.at(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = vec![format!("file={}", property(&safe::line(&at.path)))];
    if let Some(region) = &at.region {
        properties.push(format!("line={},endLine={}", region.line, region.end_line));
        properties.push(format!("col={}", region.column));
        // A column for the end is only understood on the line of the start.
        if region.line == region.end_line {
            properties.push(format!("endColumn={}", region.end_column));
        }
    }
    properties.push(format!("title={}", property(diagnostic.code.id())));
    let mut words = vec![safe::line(&diagnostic.message)];
    words.extend((!diagnostic.label.is_empty()).then(|| safe::line(&diagnostic.label)));
    words.extend(diagnostic.help.iter().map(|help| format!("help: {}", safe::line(help))));
    format!("::{level} {}::{}", properties.join(","), data(&words.join("\n")))
}

/// The words of a command: one line, whatever they hold.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, whose list is taken apart at commas and colons.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
