//! Where a diagnostic is, for whoever reads of it: its file as seen from outside, and lines, columns, characters and bytes. Knows
//! no form.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::super::code::Code;
use super::super::diagnostic::{Diagnostic, Place};
use crate::source::{FileId, LineIndex, Source, SourceSet, Span};

/// The files, and where they stand for whoever reads of them.
pub(super) struct SourceView<'a> {
    pub(super) folder: &'a str,
    pub(super) sources: &'a SourceSet,
    /// The files that something was told of: their lines are found once, however much is told.
    read: RefCell<BTreeMap<FileId, Rc<SourceLines<'a>>>>,
}

/// The text of a file, and its lines.
pub(super) struct SourceLines<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) index: LineIndex,
}

/// A place, for other programs.
pub(super) struct SourcePlace {
    /// The file inside the curriculum.
    pub(super) inside: String,
    /// The file as seen from outside.
    pub(super) path: String,
    /// Where in it.
    pub(super) region: Option<Region>,
}

impl SourcePlace {
    /// Line and column.
    pub(super) fn start(&self) -> Option<(usize, usize)> {
        self.region.as_ref().map(|region| (region.line, region.column))
    }
}

/// A run of characters. Lines and columns count from one; a byte order mark is none of them. The end is exclusive.
pub(super) struct Region {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
    /// From the first of the file; `None` where they are not known.
    pub(super) exact: Option<Exact>,
}

/// The same in characters (without a byte order mark) and in bytes (with it).
pub(super) struct Exact {
    pub(super) chars: Range<usize>,
    pub(super) bytes: Range<usize>,
}

impl<'a> SourceView<'a> {
    pub(super) fn new(folder: &'a str, sources: &'a SourceSet) -> SourceView<'a> {
        SourceView { folder, sources, read: RefCell::default() }
    }

    /// A file and its lines.
    pub(super) fn lines(&self, file: FileId) -> Option<(&'a Source, Rc<SourceLines<'a>>)> {
        let source = self.sources.get(file)?;
        let mut read = self.read.borrow_mut();
        let lines = read.entry(file).or_insert_with(|| {
            let text = source.lossy();
            Rc::new(SourceLines { index: LineIndex::new(&text), text })
        });
        Some((source, Rc::clone(lines)))
    }

    /// A path of the curriculum as seen from outside.
    pub(super) fn path(&self, inside: &str) -> String {
        match self.folder {
            "" => inside.to_owned(),
            folder => format!("{}/{inside}", folder.trim_end_matches('/')),
        }
    }

    /// Where a diagnostic is.
    pub(super) fn at(&self, diagnostic: &Diagnostic) -> SourcePlace {
        match &diagnostic.place {
            Place::At(span) => self.span(*span),
            Place::Named(named) => self.named(named, diagnostic.code),
        }
    }

    pub(super) fn span(&self, span: Span) -> SourcePlace {
        let Some((source, lines)) = self.lines(span.file) else {
            return SourcePlace { inside: "?".to_owned(), path: "?".to_owned(), region: None };
        };
        let inside = source.path.to_string();
        SourcePlace { path: self.path(&inside), inside, region: Some(region(source, &lines, span)) }
    }

    /// A file as a whole: of the curriculum, or a theme's, whose line may stand behind its name.
    pub(super) fn named(&self, named: &str, code: Code) -> SourcePlace {
        let left_out = matches!(code, Code::FileTooLarge | Code::NotAFile | Code::BadName);
        if left_out || self.sources.find(named).is_some() {
            return SourcePlace { inside: named.to_owned(), path: self.path(named), region: None };
        }
        let mut parts = named.rsplitn(3, ':');
        let (column, line, path) = (parts.next(), parts.next(), parts.next());
        let number = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
        match (path, number(line), number(column)) {
            (Some(path), Some(line), Some(column)) => {
                let region = Region { line, column, end_line: line, end_column: column, exact: None };
                SourcePlace { inside: path.to_owned(), path: path.to_owned(), region: Some(region) }
            }
            _ => SourcePlace { inside: named.to_owned(), path: named.to_owned(), region: None },
        }
    }
}

fn region(source: &Source, SourceLines { text, index }: &SourceLines<'_>, span: Span) -> Region {
    let start = boundary(text, span.start as usize);
    let end = boundary(text, (span.end as usize).max(start));
    let marked = usize::from(text.starts_with('\u{feff}'));
    let place = |offset: usize| {
        let (line, column) = index.place(text, offset);
        (line, if line == 1 { column.saturating_sub(marked).max(1) } else { column })
    };
    let ((line, column), (end_line, end_column)) = (place(start), place(end));
    // The lossy text of other bytes has other offsets than they have.
    let exact = source.text().map(|_| {
        let [from, to] = [start, end].map(|at| index.chars_before(text, at));
        let (before, inside) = (from.saturating_sub(marked), to - from);
        let inside = if start == 0 { inside.saturating_sub(marked) } else { inside };
        Exact { chars: before..before + inside, bytes: start..end }
    });
    Region { line, column, end_line, end_column, exact }
}

pub(super) fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
