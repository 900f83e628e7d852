//! For people: a headline, the lines it is about with carets under them, and what to do. Knows the snippet library alone.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::source_view::{SourceView, boundary};
use crate::diag::{Diagnostic, Place, Severity};
use crate::safe;
use crate::source::Span;

/// One diagnostic for people.
pub(super) fn human(diagnostic: &Diagnostic, source_view: &SourceView<'_>, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = safe::line(&diagnostic.message);
    let places: Vec<Shown> = shown(diagnostic, source_view);
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code.id()));
    for shown in &places {
        group = group.element(shown.snippet());
    }
    let path = safe::line(&source_view.at(diagnostic).path);
    if places.is_empty() {
        group = group.element(annotate_snippets::Origin::path(path.as_str()));
    }
    let help: Vec<String> = diagnostic.help.iter().map(|help| safe::line(help)).collect();
    for line in &help {
        group = group.element(Level::HELP.message(line.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]).to_string();
    text.push('\n');
    text
}

/// The lines of one file that a diagnostic shows, made safe to print, with ranges moved accordingly.
pub(super) struct Shown {
    pub(super) path: String,
    pub(super) first_line: usize,
    pub(super) text: String,
    /// The bytes that are marked, the words beside them, and whether the mistake itself is there.
    pub(super) marks: Vec<(std::ops::Range<usize>, String, bool)>,
}

impl Shown {
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        let annotations = self.marks.iter().map(|(range, text, primary)| {
            let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range.clone());
            if text.is_empty() { annotation } else { annotation.label(text.as_str()) }
        });
        Snippet::source(self.text.as_str())
            .path(self.path.as_str())
            .line_start(self.first_line)
            .annotations(annotations)
    }
}

/// The bytes before and after a mark that are shown of a very long line.
const LINE_BYTES: usize = 160;
/// The bytes that are marked at most: more than a screen holds.
const MARKED_BYTES: usize = 4096;

/// The places that a diagnostic shows.
pub(super) fn shown(diagnostic: &Diagnostic, source_view: &SourceView<'_>) -> Vec<Shown> {
    let Place::At(span) = &diagnostic.place else { return Vec::new() };
    let first = std::iter::once((*span, diagnostic.label.as_str(), true));
    let others = diagnostic.others.iter().map(|label| (label.span, label.text.as_str(), false));
    first.chain(others).filter_map(|(span, text, primary)| lines(source_view, span, text, primary)).collect()
}

fn lines(source_view: &SourceView<'_>, span: Span, label: &str, primary: bool) -> Option<Shown> {
    let (source, read) = source_view.lines(span.file)?;
    let text: &str = &read.text;
    let start = boundary(text, span.start as usize);
    // No more of a line is looked at than is shown of it.
    let near = boundary(text, (span.end as usize).max(start).min(start + MARKED_BYTES) + LINE_BYTES);
    let line_end = text[start..near].find(['\n', '\r']).map_or(near, |found| start + found);
    let end = boundary(text, (span.end as usize).max(start).min(start + MARKED_BYTES)).min(line_end).max(start);
    let before = boundary(text, start.saturating_sub(LINE_BYTES));
    let from = text[before..start].rfind(['\n', '\r']).map_or(before, |at| before + at + 1);
    let to = boundary(text, line_end.min(end + LINE_BYTES));
    let before = safe::line(text.get(from..start)?);
    let marked = safe::line(text.get(start..end)?);
    let after = safe::line(text.get(end..to)?);
    let range = before.len()..before.len() + marked.len();
    let (first_line, _) = read.index.place(text, start);
    let marks = vec![(range, safe::line(label), primary)];
    Some(Shown {
        path: safe::line(&source_view.path(source.path.as_str())),
        first_line,
        text: format!("{before}{marked}{after}"),
        marks,
    })
}
