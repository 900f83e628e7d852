//! Every sheet of a curriculum, and a kit of those of each lesson.

use rayon::prelude::*;

use super::data::Prepared;
use super::kit;
use super::maker::Maker;
use super::pdf::PdfCompiler;
use super::prepared::{Ready, lacks, prepared, told};
use super::settings::PrintRequest;
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::options::Options;
use crate::output::{Output, SpillFile};
use crate::sheets;
use crate::source::VPath;
use crate::theme::Theme;
use crate::words::Words;
use crate::worker::Workers;

/// Sets every sheet of a curriculum: for each lesson that is printed its handout, its source sheet and its guide, and every
/// packet. A sheet that cannot be set is a diagnostic.
pub fn make(curriculum: &Curriculum, theme: &Theme, options: &Options, out: &mut Output, sink: &mut Diagnostics) {
    let compiler = PdfCompiler::new(theme, curriculum, &options.workers);
    let sheets = prepare(curriculum, theme, &compiler, sink);
    let Options { cache, spill, progress, .. } = options;
    let ready = compiler.set_all(&sheets, cache, progress, Ready::on(spill));
    for (sheet, result) in sheets.iter().zip(ready) {
        if let Some(ready) = told(theme, sheet, result, sink) {
            out.insert_at(&sheet.path, ready.bytes, &sheet.origin, sink);
            out.count_pages(&sheet.path, ready.pages);
        }
    }
    let words = Words::load(theme, &curriculum.config.language, &mut Diagnostics::default());
    kits(curriculum, &words, spill, out, sink);
}

/// A kit for each lesson, of the sheets that were made of it: the facilitators', for the guide is in it.
fn kits(curriculum: &Curriculum, words: &Words, spill: &SpillFile, out: &mut Output, sink: &mut Diagnostics) {
    for lesson in &curriculum.lessons {
        let Some(path) = sheets::kit(curriculum, lesson) else { continue };
        let inside: Vec<kit::Inside<'_>> = sheets::printed(curriculum, lesson)
            .into_iter()
            .filter_map(|kind| {
                let path = sheets::lesson(lesson, kind);
                // Whoever writes the sheet itself tells of one that cannot be had back.
                let bytes = out.get(&path)?.read().ok()?;
                Some(kit::Inside { kind, pages: out.pages(&VPath::new(&path)?)?, bytes })
            })
            .collect();
        if let Some(bytes) = kit::kit(words, lesson, &inside).filter(|_| !inside.is_empty()) {
            out.insert_at(&path, spill.store(bytes), lesson.main.document.path.as_str(), sink);
        }
    }
}

/// All that is done for the sheets of a curriculum before the engine sets them: their words, and the data that they are.
pub fn prepare(
    curriculum: &Curriculum,
    theme: &Theme,
    compiler: &PdfCompiler,
    sink: &mut Diagnostics,
) -> Vec<Prepared> {
    let words = Words::load(theme, &curriculum.config.language, sink);
    let maker = Maker::new(curriculum, &words, PrintRequest::default());
    maker.jobs().into_par_iter().map(|job| prepared(maker.sheet(job), compiler)).collect()
}

/// Tells of what the sheets of a curriculum would lack, and sets none: letters that no font has, texts that are too long.
pub fn check(curriculum: &Curriculum, theme: &Theme, sink: &mut Diagnostics) {
    let compiler = PdfCompiler::new(theme, curriculum, &Workers::default());
    for sheet in prepare(curriculum, theme, &compiler, sink) {
        lacks(&sheet, sink);
    }
}
