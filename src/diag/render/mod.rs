//! Diagnostics as text: for people (a snippet and carets), a line each, and what other programs read.
//!
//! Makes strings only; who prints them, where, and in colour or not, is the command line's. One file a form.

mod diff;
mod github;
mod human;
mod json;
mod page;
mod sarif;
mod short;

use std::ops::Range;

use super::fix::Change;
use super::make::is_unseen;
use super::{Code, Diagnostic, Place};
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
    /// Commands for a workflow on GitHub.
    Github,
    /// A SARIF document.
    Sarif,
}

/// All of a list in a form; `colour` only matters to people. Paths are those inside the curriculum.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceSet, format: Format, colour: bool) -> String {
    render_in("", diagnostics, sources, format, colour)
}

/// All of a list in a form, with the curriculum's folder, as whoever reads it would type it, before each path.
pub fn render_in(
    folder: &str,
    diagnostics: &[Diagnostic],
    sources: &SourceSet,
    format: Format,
    colour: bool,
) -> String {
    let seen = Seen { folder, sources };
    let lines = |one: &dyn Fn(&Diagnostic) -> String| diagnostics.iter().map(|it| one(it) + "\n").collect();
    match format {
        Format::Human => lines(&|one| human::human(one, seen, colour)),
        Format::Short => lines(&|one| short::short(one, seen)),
        Format::Json => lines(&|one| json::json_line(one, seen)),
        Format::Github => lines(&|one| github::github(one, seen)),
        Format::Sarif => sarif::sarif(diagnostics, seen),
    }
}

/// What fixes would change, as people read it: what is done in each file, and its lines before and after. Paths as in
/// [`render_in`].
pub fn render_changes(folder: &str, changes: &[Change], sources: &SourceSet, colour: bool) -> String {
    let seen = Seen { folder, sources };
    changes.iter().map(|change| diff::diff(change, seen, colour)).collect()
}

/// A diagnostic as data for a page that shows it. Paths are those inside the curriculum.
pub fn data(diagnostic: &Diagnostic, sources: &SourceSet) -> serde_json::Value {
    page::page(diagnostic, Seen { folder: "", sources })
}

/// The files, and where they stand for whoever reads of them.
#[derive(Clone, Copy)]
struct Seen<'a> {
    folder: &'a str,
    sources: &'a SourceSet,
}

/// A place, for other programs.
struct At {
    /// The file inside the curriculum.
    inside: String,
    /// The file as seen from outside.
    path: String,
    /// Where in it.
    region: Option<Region>,
}

impl At {
    /// Line and column.
    fn start(&self) -> Option<(usize, usize)> {
        self.region.as_ref().map(|region| (region.line, region.column))
    }
}

/// A run of characters. Lines and columns count from one; a byte order mark is none of them. The end is exclusive.
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    /// From the first of the file; `None` where they are not known.
    exact: Option<Exact>,
}

/// The same in characters (without a byte order mark) and in bytes (with it).
struct Exact {
    chars: Range<usize>,
    bytes: Range<usize>,
}

impl<'a> Seen<'a> {
    /// A path of the curriculum as seen from outside.
    fn path(self, inside: &str) -> String {
        match self.folder {
            "" => inside.to_owned(),
            folder => format!("{}/{inside}", folder.trim_end_matches('/')),
        }
    }

    /// Where a diagnostic is.
    fn at(self, diagnostic: &Diagnostic) -> At {
        match &diagnostic.place {
            Place::At(span) => self.span(*span),
            Place::Named(named) => self.named(named, diagnostic.code),
        }
    }

    fn span(self, span: Span) -> At {
        let Some(source) = self.sources.get(span.file) else {
            return At { inside: "?".to_owned(), path: "?".to_owned(), region: None };
        };
        let inside = source.path.to_string();
        At { path: self.path(&inside), inside, region: Some(region(source, span)) }
    }

    /// A file as a whole: of the curriculum, or a theme's, whose line may stand behind its name.
    fn named(self, named: &str, code: Code) -> At {
        let left_out = matches!(code, Code::FileTooLarge | Code::NotAFile | Code::BadName);
        if left_out || self.sources.find(named).is_some() {
            return At { inside: named.to_owned(), path: self.path(named), region: None };
        }
        let mut parts = named.rsplitn(3, ':');
        let (column, line, path) = (parts.next(), parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
        match (path, number(line), number(column)) {
            (Some(path), Some(line), Some(column)) => {
                let region = Region { line, column, end_line: line, end_column: column, exact: None };
                At { inside: path.to_owned(), path: path.to_owned(), region: Some(region) }
            }
            _ => At { inside: named.to_owned(), path: named.to_owned(), region: None },
        }
    }
}

fn region(source: &Source, span: Span) -> Region {
    let text = source.lossy();
    let index = LineIndex::new(&text);
    let start = boundary(&text, span.start as usize);
    let end = boundary(&text, (span.end as usize).max(start));
    let marked = usize::from(text.starts_with('\u{feff}'));
    let place = |offset: usize| {
        let (line, column) = index.place(&text, offset);
        (line, if line == 1 { column.saturating_sub(marked).max(1) } else { column })
    };
    let ((line, column), (end_line, end_column)) = (place(start), place(end));
    // The lossy text of other bytes has other offsets than they have.
    let exact = source.text().map(|text| {
        let before = text.get(..start).map_or(0, |before| before.chars().count()).saturating_sub(marked);
        let inside = text.get(start..end).map_or(0, |inside| inside.chars().count());
        let inside = if start == 0 { inside.saturating_sub(marked) } else { inside };
        Exact { chars: before..before + inside, bytes: start..end }
    });
    Region { line, column, end_line, end_column, exact }
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
