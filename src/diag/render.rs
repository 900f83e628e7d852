//! Diagnostics as text: for people (with a snippet and carets), a line each, and JSON lines.
//!
//! Makes strings only; who prints them, and in colour or not, is the command line's. Knows the snippet library alone.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::make::is_unseen;
use super::{Diagnostic, Place, Severity};
use crate::source::{LineIndex, Source, SourceSet, Span};

/// The forms that diagnostics can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A snippet with carets.
    #[default]
    Human,
    /// `path:line:col: error[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
}

/// All of a list in a form; `colour` only matters to people.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceSet, format: Format, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => out.push_str(&human(diagnostic, sources, colour)),
            Format::Short => out.push_str(&short(diagnostic, sources)),
            Format::Json => out.push_str(&json_line(diagnostic, sources)),
        }
        out.push('\n');
    }
    out
}

/// Path, line and column (both from one) of a place.
fn place(place: &Place, sources: &SourceSet) -> (String, Option<(usize, usize)>) {
    match place {
        Place::Named(path) => (clean(path), None),
        Place::At(span) => match sources.get(span.file) {
            Some(source) => (clean(source.path.as_str()), Some(line_and_column(source, *span))),
            None => ("?".to_owned(), None),
        },
    }
}

fn line_and_column(source: &Source, span: Span) -> (usize, usize) {
    let text = source.lossy();
    LineIndex::new(&text).place(&text, span.start as usize)
}

fn short(diagnostic: &Diagnostic, sources: &SourceSet) -> String {
    let (path, at) = place(&diagnostic.place, sources);
    let at = at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    let (word, code) = (diagnostic.severity.word(), diagnostic.code.id());
    format!("{path}{at}: {word}[{code}]: {}", clean(&diagnostic.message))
}

fn json_line(diagnostic: &Diagnostic, sources: &SourceSet) -> String {
    let (path, at) = place(&diagnostic.place, sources);
    let span = match &diagnostic.place {
        Place::At(span) => json!({"start": span.start, "end": span.end}),
        Place::Named(_) => serde_json::Value::Null,
    };
    let others = diagnostic.others.iter().map(|label| {
        let (path, at) = place(&Place::At(label.span), sources);
        json!({"path": path, "line": at.map(|at| at.0), "column": at.map(|at| at.1), "text": label.text})
    });
    let others: Vec<_> = others.collect();
    json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "path": path,
        "line": at.map(|at| at.0),
        "column": at.map(|at| at.1),
        "bytes": span,
        "label": diagnostic.label,
        "others": others,
        "help": diagnostic.help,
    })
    .to_string()
}

fn human(diagnostic: &Diagnostic, sources: &SourceSet, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = clean(&diagnostic.message);
    let places: Vec<Shown> = shown(diagnostic, sources);
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code.id()));
    for shown in &places {
        group = group.element(shown.snippet());
    }
    let (path, _) = place(&diagnostic.place, sources);
    if places.is_empty() {
        group = group.element(annotate_snippets::Origin::path(path.as_str()));
    }
    let help: Vec<String> = diagnostic.help.iter().map(|help| clean(help)).collect();
    for line in &help {
        group = group.element(Level::HELP.message(line.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]).to_string();
    text.push('\n');
    text
}

/// The lines of one file that a diagnostic shows, made safe to print, with ranges moved accordingly.
struct Shown {
    path: String,
    first_line: usize,
    text: String,
    marks: Vec<(std::ops::Range<usize>, String, bool)>,
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

fn shown(diagnostic: &Diagnostic, sources: &SourceSet) -> Vec<Shown> {
    let Place::At(span) = &diagnostic.place else { return Vec::new() };
    let first = std::iter::once((*span, diagnostic.label.as_str(), true));
    let others = diagnostic.others.iter().map(|label| (label.span, label.text.as_str(), false));
    first
        .chain(others)
        .filter_map(|(span, text, primary)| lines(sources.get(span.file)?, span, text, primary))
        .collect()
}

fn lines(source: &Source, span: Span, label: &str, primary: bool) -> Option<Shown> {
    let text = source.lossy();
    let start = boundary(&text, span.start as usize);
    let end = boundary(&text, (span.end as usize).max(start)).min(line_end(&text, start)).max(start);
    let from = text[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let from = boundary(&text, from.max(start.saturating_sub(LINE_BYTES)));
    let to = boundary(&text, line_end(&text, start).min(end + LINE_BYTES));
    let before = clean(text.get(from..start)?);
    let marked = clean(text.get(start..end)?);
    let after = clean(text.get(end..to)?);
    let range = before.len()..before.len() + marked.len();
    let (first_line, _) = LineIndex::new(&text).place(&text, start);
    let marks = vec![(range, label.to_owned(), primary)];
    Some(Shown { path: clean(source.path.as_str()), first_line, text: format!("{before}{marked}{after}"), marks })
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |found| at + found)
}

fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The text with everything made visible that a terminal would act on or hide.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if c.is_control() || is_unseen(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
