//! How a sheet is written down for the engine, and what is told of one that it set or could not set.

use std::io;

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter};

use super::data::{Data, Outcome, Prepared, Refusal, Set};
use super::mistake;
use super::pdf::PdfCompiler;
use super::settings::Fold;
use super::sheet::Sheet;
use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::output::{Blob, SpillFile};
use crate::source::FileId;
use crate::syntax::lesson::SheetKind;
use crate::theme::Theme;

/// A source sheet is one leaf, held while people talk.
const SOURCE_SIDES: usize = 2;

/// A sheet that is set and laid down until it is written.
#[derive(Clone)]
pub struct Ready {
    /// The PDF.
    pub bytes: Blob,
    /// Its pages; of a booklet, the sides of paper.
    pub pages: u32,
}

impl Ready {
    pub(super) fn on(spill: &SpillFile) -> impl Fn(Set) -> Ready + Sync {
        |set| Ready { bytes: spill.store(set.bytes), pages: set.pages }
    }
}

/// One sheet as data.
pub(super) struct Job<'a> {
    pub(super) path: String,
    pub(super) origin: String,
    pub(super) files: Vec<FileId>,
    pub(super) sheet: Sheet<'a>,
    pub(super) too_long: Vec<String>,
    pub(super) fold: Option<Fold>,
}

/// Writes a sheet's data down for the engine.
pub(super) fn prepared(job: Job<'_>, compiler: &PdfCompiler) -> Prepared {
    let (data, missing) = written(&job.sheet, compiler);
    let sides = match job.sheet.parts.as_slice() {
        [part] if part.kind == SheetKind::SourceSheet.word() => Some(SOURCE_SIDES),
        _ => None,
    };
    let is_huge = job.sheet.parts.len() == 1 && data.sheet.len() > limits::SHEET_BYTES;
    let twin = job.sheet.large.then(|| written(&Sheet { large: false, ..job.sheet }, compiler).0);
    Prepared {
        is_huge,
        path: job.path,
        origin: job.origin,
        files: job.files,
        data,
        twin,
        sides,
        missing,
        too_long: job.too_long,
        fold: job.fold,
    }
}

/// A value as JSON. Of what steers a machine, no sign is written: the engine would look for its shape.
fn json(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut bytes, Seen);
    // Plain values under names cannot fail to be written.
    drop(value.serialize(&mut writer));
    String::from_utf8(bytes).unwrap_or_default()
}

/// JSON without control characters.
struct Seen;

impl Formatter for Seen {
    fn write_char_escape<W: io::Write + ?Sized>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::AsciiControl(_) | CharEscape::Backspace | CharEscape::FormFeed => Ok(()),
            escape => CompactFormatter.write_char_escape(writer, escape),
        }
    }
}

/// A sheet as JSON, and the letters that no font has.
fn written(sheet: &Sheet<'_>, compiler: &PdfCompiler) -> (Data, Vec<char>) {
    let (text, mut missing) = compiler.letters(json(sheet));
    let (common, more) = compiler.letters(json(&sheet.common()));
    missing.extend(more);
    missing.sort_unstable();
    missing.dedup();
    // What no font has is told where it is shown: no shipped template shows any of these.
    let (extra, _) = compiler.letters(json(&sheet.extras()));
    (Data { sheet: text, common, extra }, missing)
}

/// Tells of what a sheet lacks.
pub(super) fn lacks(sheet: &Prepared, sink: &mut Diagnostics) {
    if sheet.is_huge {
        sink.push(make::sheet_too_long(sheet.files.first().copied(), &sheet.origin));
        return;
    }
    if !sheet.missing.is_empty() {
        sink.push(make::missing_letters(&sheet.origin, &sheet.missing).seek(&sheet.missing, &sheet.files));
    }
    for text in &sheet.too_long {
        sink.push(make::daf_too_long(&sheet.origin, text));
    }
}

/// Tells of what a sheet lacks, or of why it could not be set.
pub(super) fn told<T>(theme: &Theme, sheet: &Prepared, outcome: Outcome<T>, sink: &mut Diagnostics) -> Option<T> {
    let Outcome { mut set, refusal } = outcome;
    if let Some(Refusal { message, words }) = refusal {
        if let Some(mistake) = mistake::mistake(theme, &sheet.origin, &message) {
            sink.push(mistake);
            set = None;
        } else {
            sink.push(make::unset_sheet(sheet.files.first().copied(), &sheet.origin, &words, set.is_some()));
        }
    }
    if set.is_some() || sheet.is_huge {
        lacks(sheet, sink);
    }
    set
}
