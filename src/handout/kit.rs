//! A session kit: all sheets of a lesson in one file, with a plain list of what to print, and how many.
//!
//! The only file that knows the maker of archives. The same sheets give the same bytes.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::curriculum::Lesson;
use crate::sheets;
use crate::syntax::lesson::SheetKind;
use crate::words::Words;

/// One sheet of a kit.
#[derive(Debug, Clone)]
pub(super) struct Inside<'a> {
    /// Which.
    pub(super) kind: SheetKind,
    /// Its pages.
    pub(super) pages: u32,
    /// The PDF.
    pub(super) bytes: Cow<'a, [u8]>,
}

/// What to print of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it is called.
    pub name: String,
    /// The file's name.
    pub file: String,
    /// Its pages.
    pub pages: u32,
    /// How many copies for so many people; of what is printed once, one.
    pub copies: u32,
    /// Whether it is printed on both sides of the paper.
    pub two_sided: bool,
}

/// For how many it is printed.
#[derive(Debug, Clone, Copy)]
pub struct People {
    /// Who takes part.
    pub participants: u32,
    /// Copies of what each participant has, where pairs share one or some are to spare.
    pub copies: Option<u32>,
}

/// What to print of one sheet.
pub(super) fn run(words: &Words, kind: SheetKind, file: &str, pages: u32, people: People) -> Run {
    Run {
        name: words.get(sheets::word(kind)).to_owned(),
        file: file.to_owned(),
        pages,
        copies: sheets::copies(kind, people.participants, people.copies),
        two_sided: is_two_sided(kind, pages),
    }
}

/// Cards are cut apart and wall sheets are hung: nothing stands on their backs.
fn is_two_sided(kind: SheetKind, pages: u32) -> bool {
    pages > 1 && !matches!(kind, SheetKind::Cards | SheetKind::Wall)
}

fn file_name(kind: SheetKind) -> String {
    format!("{}.pdf", kind.word())
}

/// The kit of a lesson; `None` only where memory is too small for it.
pub(super) fn kit(words: &Words, lesson: &Lesson, inside: &[Inside<'_>]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // PDFs are compressed already; a day of their own would make every build another.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    zip.start_file("what-to-print.txt", options).ok()?;
    zip.write_all(list(words, lesson, inside).as_bytes()).ok()?;
    for one in inside {
        zip.start_file(file_name(one.kind), options).ok()?;
        zip.write_all(&one.bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The list, as a file that any program opens.
fn list(words: &Words, lesson: &Lesson, inside: &[Inside<'_>]) -> String {
    let mut list = format!("{}\r\n\r\n", lesson.main.title);
    for one in inside {
        let copies = words.get(sheets::copies_word(one.kind));
        let sides = words.get(if is_two_sided(one.kind, one.pages) { "kit-two-sided" } else { "kit-one-sided" });
        let pages = words.count("sheet-pages", one.pages);
        let name = words.get(sheets::word(one.kind));
        list.push_str(&format!("{name} ({}): {pages}; {copies}; {sides}\r\n", file_name(one.kind)));
    }
    list
}
