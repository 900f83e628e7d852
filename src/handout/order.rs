//! What `daf print` is asked for: some lessons and packets, of one kind or of all, in one file or in several.
//!
//! Chooses and names; the sheets themselves are made by the maker of all sheets. Writes nothing.

use rayon::prelude::*;

use super::data::Prepared;
use super::kit::{self, People, Run};
use super::maker::Maker;
use super::pdf::PdfCompiler;
use super::prepared::{Job, Ready, prepared, told};
use super::settings::PrintRequest;
use crate::curriculum::{Curriculum, LessonId, Packet};
use crate::diag::Diagnostics;
use crate::options::Options;
use crate::sheets;
use crate::syntax::lesson::SheetKind;
use crate::theme::Theme;
use crate::words::Words;

/// What `daf print` is to make.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Ids of lessons and packets; none for the whole curriculum.
    pub ids: &'a [String],
    /// Which sheet of a lesson; `None` for each that there is.
    pub kind: Option<SheetKind>,
    /// Whether each sheet is a file of its own; otherwise all are one.
    pub apart: bool,
    /// How it is printed.
    pub wish: PrintRequest,
}

/// A file of `daf print`.
pub struct Printed {
    /// What it is of: the id of a lesson or packet; of several, the first.
    pub of: String,
    /// Its kind.
    pub kind: SheetKind,
    /// A name for the file, told from every other of the same order.
    pub file: String,
    /// What was set.
    pub ready: Ready,
}

/// Sets what is ordered. `None` where something cannot be set (and is reported), or an id is not known.
pub fn print(
    curriculum: &Curriculum,
    theme: &Theme,
    order: &Order<'_>,
    options: &Options,
    sink: &mut Diagnostics,
) -> Option<Vec<Printed>> {
    let words = Words::load(theme, &curriculum.config.language, sink);
    let maker = Maker::new(curriculum, &words, order.wish);
    let jobs = if order.apart { maker.apart(order)? } else { vec![maker.together(order)?] };
    let compiler = PdfCompiler::new(theme, curriculum, &options.workers);
    let (named, jobs): (Vec<_>, Vec<_>) = jobs.into_iter().unzip();
    let sheets: Vec<Prepared> = jobs.into_par_iter().map(|job| prepared(job, &compiler)).collect();
    let Options { cache, spill, progress, .. } = options;
    let ready = compiler.set_all(&sheets, cache, progress, Ready::on(spill));
    // Every mistake is told, not the first alone.
    let told = |(sheet, ready)| told(theme, sheet, ready, sink);
    let ready: Vec<Option<Ready>> = sheets.iter().zip(ready).map(told).collect();
    let printed = named.into_iter().zip(ready);
    printed.map(|((of, kind, file), ready)| Some(Printed { of, kind, file, ready: ready? })).collect()
}

/// What to print of these files for so many people, in the order of use.
pub fn run_sheet(curriculum: &Curriculum, theme: &Theme, printed: &[Printed], people: People) -> Vec<Run> {
    let words = Words::load(theme, &curriculum.config.language, &mut Diagnostics::default());
    printed.iter().map(|one| kit::run(&words, one.kind, &one.file, one.ready.pages, people)).collect()
}

/// What a job is of, its kind, and its file's name.
type Label = (String, SheetKind, String);

/// What an id names.
enum Named<'a> {
    Lesson(LessonId),
    Packet(&'a Packet),
}

/// `one-to-ones.pdf`, `one-to-ones-cards.pdf`, `workbook.pdf`.
fn file_name(of: &str, kind: SheetKind) -> String {
    match (of, kind) {
        (of, SheetKind::Participant) => format!("{of}.pdf"),
        ("handouts", kind) => format!("{}.pdf", kind.word()),
        (of, kind) => format!("{of}-{}.pdf", kind.word()),
    }
}

impl<'a> Maker<'a> {
    /// All that was named as one sheet; the whole curriculum where nothing was.
    fn together<'s>(&'s self, order: &Order<'_>) -> Option<(Label, Job<'s>)> {
        let kind = order.kind.unwrap_or(SheetKind::Participant);
        let Some(first) = order.ids.first() else {
            return Some((("handouts".to_owned(), kind, file_name("handouts", kind)), self.whole(kind)));
        };
        let mut all: Option<Job<'s>> = None;
        for id in order.ids {
            let one = match self.named(id)? {
                Named::Lesson(lesson) => self.lesson_job(lesson, kind),
                Named::Packet(packet) => self.packet(packet, id.clone()),
            };
            match &mut all {
                None => all = Some(one),
                Some(all) => {
                    all.sheet.facilitator |= one.sheet.facilitator;
                    if all.sheet.care.is_empty() {
                        all.sheet.care = one.sheet.care;
                    }
                    all.sheet.parts.extend(one.sheet.parts);
                    all.too_long.extend(one.too_long);
                }
            }
        }
        let kind = match self.named(first)? {
            Named::Lesson(_) => kind,
            Named::Packet(packet) => packet.entry.kind,
        };
        Some(((first.clone(), kind, file_name(first, order.kind.unwrap_or(SheetKind::Participant))), all?))
    }

    /// A sheet for each kind of each that was named.
    fn apart<'s>(&'s self, order: &Order<'_>) -> Option<Vec<(Label, Job<'s>)>> {
        let every: Vec<String>;
        let ids = if order.ids.is_empty() {
            let lessons = self.curriculum.lessons.iter().filter(|lesson| lesson.main.document.front.print.0);
            every = lessons.map(|lesson| lesson.id.clone()).collect();
            &every
        } else {
            order.ids
        };
        let mut jobs: Vec<(Label, Job<'s>)> = Vec::new();
        let mut asked = std::collections::BTreeSet::new();
        for id in ids.iter().filter(|id| asked.insert(id.as_str())) {
            match self.named(id)? {
                Named::Lesson(lesson) => {
                    let kinds = order.kind.map_or_else(
                        || sheets::made(self.curriculum, self.curriculum.lesson(lesson)),
                        |kind| vec![kind],
                    );
                    let named = |kind: SheetKind| (id.clone(), kind, format!("{id}-{}.pdf", kind.word()));
                    jobs.extend(kinds.into_iter().map(|kind| (named(kind), self.lesson_job(lesson, kind))));
                }
                Named::Packet(packet) => {
                    // A packet may be called as a lesson's sheet is.
                    let taken = jobs.iter().any(|((_, _, file), _)| *file == format!("{id}.pdf"));
                    let file = if taken { format!("packet-{id}.pdf") } else { format!("{id}.pdf") };
                    jobs.push(((id.clone(), packet.entry.kind, file), self.packet(packet, id.clone())));
                }
            }
        }
        Some(jobs)
    }

    /// The lesson or packet with an id; a lesson before a packet.
    fn named(&self, id: &str) -> Option<Named<'a>> {
        let lesson = self.curriculum.lessons.iter().position(|lesson| lesson.id == *id);
        let lesson = lesson.map(|at| Named::Lesson(LessonId::new(at)));
        lesson.or_else(|| self.curriculum.packets.iter().find(|packet| packet.entry.id == *id).map(Named::Packet))
    }
}
