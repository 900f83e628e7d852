//! Paper: a linked curriculum becomes sheets (plain data), and sheets become PDFs.
//!
//! Start at [`make()`], or at [`print()`] for what is asked for by name (`order`). `lower` decides what stands on a sheet, `sheet` is
//! the data, `pdf` sets it and is the only file that knows the engine; `kit` says what to print, and how many. Asks `audience` what each reader sees; never reads a page, the index or the disk.

mod demand;
mod kinds;
mod kit;
mod lower;
mod mistake;
mod order;
mod pdf;
mod settings;
mod sheet;
mod tasks;
mod texts;
mod way_back;
mod words;

use rayon::prelude::*;

use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, Packet, PacketPart, TextId, UnitId};
use crate::diag::{Diagnostics, make};
use crate::hebrew::DivineName;
use crate::output::{Laid, Output, Progress, Shelf, Tray};
use crate::sheets;
use crate::syntax::lesson::{PrintOptions, SheetKind};
use crate::terms::TermFinder;
use crate::theme::Theme;
use crate::words::Words;
pub use demand::{Asked, at, make_one};
pub use kit::{People, Run};
use lower::{Base, Lower, OwnTerms, own_terms};
pub use order::{Order, Printed, print, run_sheet};
pub use pdf::Press;
pub use settings::Fold;
use settings::Settings;
use sheet::{Cover, Part, Sheet};

/// What `daf print` may ask for over what the curriculum says.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// How it is printed.
    pub options: PrintOptions,
    /// Pages that a wall sheet is put together from, across and down.
    pub tiles: [u32; 2],
}

impl Default for Wish {
    fn default() -> Wish {
        Wish { options: PrintOptions::default(), tiles: [1, 1] }
    }
}

/// A sheet ready to be set: all that daf decides is decided.
#[derive(Debug)]
pub struct Prepared {
    /// Its place in the site, or what else tells it from every other.
    pub path: String,
    /// The file that a mistake in it is told of.
    pub origin: String,
    /// What the theme's templates read as `data.json`.
    pub data: String,
    /// The ordinary sheet of one in large print, which tells on which of its pages each block stands.
    pub twin: Option<String>,
    /// Letters that no font of the theme has, each once; a mark stands for each in the data.
    pub missing: Vec<char>,
    /// Texts that are too long for the layout of a daf.
    pub too_long: Vec<String>,
    /// Sides that it should have at most, where it can be.
    pub sides: Option<usize>,
    /// How it is folded, for a booklet.
    pub fold: Option<Fold>,
}

/// A source sheet is one leaf, held while people talk.
const SOURCE_SIDES: usize = 2;

/// A sheet that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages; of a booklet, the sides of paper.
    pub pages: u32,
}

/// A sheet that is set and laid down until it is written.
#[derive(Clone)]
pub struct Ready {
    /// The PDF.
    pub bytes: Laid,
    /// Its pages; of a booklet, the sides of paper.
    pub pages: u32,
}

impl Ready {
    fn on(tray: &Tray) -> impl Fn(Set) -> Ready + Sync {
        |set| Ready { bytes: tray.lay(set.bytes), pages: set.pages }
    }
}

/// One sheet.
struct Job {
    path: String,
    origin: String,
    sheet: Sheet,
    too_long: Vec<String>,
    fold: Option<Fold>,
}

/// Sets every sheet of a curriculum: for each lesson that is printed its handout, its source sheet and its guide, and every
/// packet. A sheet that can not be set is a diagnostic.
pub fn make(
    curriculum: &Curriculum,
    theme: &Theme,
    shelf: &Shelf,
    tray: &Tray,
    progress: &Progress,
    out: &mut Output,
    sink: &mut Diagnostics,
) {
    let press = Press::new(theme, curriculum);
    let sheets = prepare(curriculum, theme, &press, sink);
    let ready = press.set_all(&sheets, shelf, progress, Ready::on(tray));
    for (sheet, result) in sheets.iter().zip(ready) {
        if let Some(ready) = told(theme, sheet, result, sink) {
            out.insert_at(&sheet.path, ready.bytes, &sheet.origin, sink);
            out.count_pages(&sheet.path, ready.pages);
        }
    }
    let words = Words::load(theme, &curriculum.config.language, &mut Diagnostics::default());
    kits(curriculum, &words, tray, out, sink);
}

/// A kit for each lesson, of the sheets that were made of it: the facilitators', for the guide is in it.
fn kits(curriculum: &Curriculum, words: &Words, tray: &Tray, out: &mut Output, sink: &mut Diagnostics) {
    for lesson in &curriculum.lessons {
        let Some(path) = sheets::kit(curriculum, lesson) else { continue };
        let inside: Vec<kit::Inside<'_>> = sheets::printed(curriculum, lesson)
            .into_iter()
            .filter_map(|kind| {
                let path = sheets::lesson(lesson, kind);
                // Whoever writes the sheet itself tells of one that can not be had back.
                let bytes = out.get(&path)?.read().ok()?;
                Some(kit::Inside { kind, pages: out.pages(&crate::source::VPath::new(&path)?)?, bytes })
            })
            .collect();
        if let Some(bytes) = kit::kit(words, lesson, &inside) {
            out.insert_at(&path, tray.lay(bytes), lesson.main.document.path.as_str(), sink);
        }
    }
}

/// All that is done for the sheets of a curriculum before the engine sets them: their words, and the data that they are.
pub fn prepare(curriculum: &Curriculum, theme: &Theme, press: &Press, sink: &mut Diagnostics) -> Vec<Prepared> {
    let words = Words::load(theme, &curriculum.config.language, sink);
    Maker::new(curriculum, &words, Wish::default()).jobs().into_par_iter().map(|job| prepared(job, press)).collect()
}

fn prepared(job: Job, press: &Press) -> Prepared {
    // Plain values under names can not fail to be written.
    let written = |sheet: &Sheet| press.letters(serde_json::to_string(sheet).unwrap_or_default());
    let (data, missing) = written(&job.sheet);
    let sides = match job.sheet.parts.as_slice() {
        [part] if part.kind == SheetKind::SourceSheet.word() => Some(SOURCE_SIDES),
        _ => None,
    };
    let twin = job.sheet.large.then(|| written(&Sheet { large: false, ..job.sheet }).0);
    Prepared { path: job.path, origin: job.origin, data, twin, sides, missing, too_long: job.too_long, fold: job.fold }
}

/// Tells of what the sheets of a curriculum would lack, and sets none: letters that no font has, texts that are too long.
pub fn check(curriculum: &Curriculum, theme: &Theme, sink: &mut Diagnostics) {
    let press = Press::new(theme, curriculum);
    for sheet in prepare(curriculum, theme, &press, sink) {
        lacks(&sheet, sink);
    }
}

fn lacks(sheet: &Prepared, sink: &mut Diagnostics) {
    if !sheet.missing.is_empty() {
        sink.push(make::missing_letters(&sheet.origin, &sheet.missing));
    }
    for text in &sheet.too_long {
        sink.push(make::daf_too_long(&sheet.origin, text));
    }
}

/// Tells of what a sheet lacks, or of why it could not be set.
fn told<T>(theme: &Theme, sheet: &Prepared, result: Result<T, String>, sink: &mut Diagnostics) -> Option<T> {
    match result {
        Ok(set) => {
            lacks(sheet, sink);
            Some(set)
        }
        Err(message) => {
            sink.push(mistake::mistake(theme, &sheet.origin, &message));
            None
        }
    }
}

/// Makes sheets of lessons and packets.
struct Maker<'a> {
    curriculum: &'a Curriculum,
    words: &'a Words,
    terms: TermFinder,
    own_terms: OwnTerms,
    wish: Wish,
}

/// Whether the four-letter Name stands anywhere on these pages: in a text, or in what is said about one.
fn bears_name(parts: &[Part]) -> bool {
    // Plain values under names can not fail to be written.
    crate::hebrew::has_divine_name(&serde_json::to_string(parts).unwrap_or_default())
}

/// Parts of a sheet, and what they could not do as asked.
#[derive(Default)]
struct Parts {
    list: Vec<Part>,
    too_long: Vec<String>,
}

impl<'a> Maker<'a> {
    /// Looks up once what every sheet needs.
    fn new(curriculum: &'a Curriculum, words: &'a Words, wish: Wish) -> Self {
        Self { curriculum, words, terms: TermFinder::new(curriculum), own_terms: own_terms(curriculum), wish }
    }

    fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        for lesson in &self.curriculum.lessons {
            jobs.extend(sheets::printed(self.curriculum, lesson).into_iter().map(|kind| self.lesson_job(lesson, kind)));
        }
        let packets = self.curriculum.packets.iter();
        let packets = packets.filter(|packet| sheets::is_printed(self.curriculum, &packet.entry));
        jobs.extend(packets.filter_map(|packet| self.packet_job(packet)));
        jobs
    }

    fn lesson_job(&self, lesson: &'a Lesson, kind: SheetKind) -> Job {
        let settings = self.settings(PrintOptions::default());
        let mut parts = Parts::default();
        self.lesson(lesson, kind, settings, &mut parts);
        let origin = lesson.main.document.path.to_string();
        self.job(sheets::lesson(lesson, kind), origin, lesson.main.title.clone(), settings, parts)
    }

    fn packet_job(&self, packet: &'a Packet) -> Option<Job> {
        let path = sheets::packet(&packet.entry, Audience::Facilitator)?;
        Some(self.packet(packet, path))
    }

    fn packet(&self, packet: &'a Packet, path: String) -> Job {
        let entry = &packet.entry;
        let options = PrintOptions { paper: entry.options.paper.or(entry.paper), ..entry.options };
        let settings = self.settings(options);
        let mut parts = Parts::default();
        let workbook = entry.kind == SheetKind::Workbook;
        let mut unit = None;
        let mut texts = Vec::new();
        for item in &packet.items {
            match item {
                PacketPart::Lesson(id, kind) => {
                    let lesson = self.curriculum.lesson(*id);
                    if workbook {
                        self.divide(lesson, &mut unit, settings, &mut parts);
                        texts.extend(&lesson.main.texts);
                    }
                    self.lesson(lesson, *kind, settings, &mut parts);
                }
                PacketPart::Text(id) => {
                    texts.push(*id);
                    self.text(*id, settings, &mut parts);
                }
            }
        }
        if workbook {
            self.back_matter(&texts, settings, &mut parts);
        }
        let origin = format!("packets/{}.yaml", entry.id);
        let mut job = self.job(path, origin, entry.title.value.clone(), settings, parts);
        job.sheet.contents = entry.contents || workbook;
        job.sheet.cover = (entry.cover || workbook).then(|| self.cover(&entry.title.value));
        job
    }

    /// A page before the first lesson of each unit.
    fn divide(&self, lesson: &Lesson, last: &mut Option<UnitId>, settings: Settings, parts: &mut Parts) {
        if lesson.unit != *last {
            *last = lesson.unit;
            let unit = lesson.unit.map(|unit| self.curriculum.unit(unit));
            parts.list.extend(unit.map(|unit| Lower::of_text(self.base(settings)).divider(unit)));
        }
    }

    /// What stands at the end of a workbook.
    fn back_matter(&self, texts: &[TextId], settings: Settings, parts: &mut Parts) {
        let lower = || Lower::of_text(self.base(settings));
        if !texts.is_empty() {
            parts.list.push(lower().text_index(texts));
        }
        parts.list.extend(lower().terms(self.curriculum));
        if !texts.is_empty() {
            parts.list.push(lower().credits(texts));
        }
    }

    fn lesson(&self, lesson: &'a Lesson, kind: SheetKind, settings: Settings, parts: &mut Parts) {
        let lower = Lower::of_lesson(self.base(settings), lesson, kind);
        let (part, too_long) = lower.lesson_part(lesson);
        parts.list.push(part);
        parts.too_long.extend(too_long);
    }

    fn text(&self, id: TextId, settings: Settings, parts: &mut Parts) {
        let (part, too_long) = Lower::of_text(self.base(settings)).text_part(id);
        parts.list.push(part);
        parts.too_long.extend(too_long);
    }

    fn base(&self, settings: Settings) -> Base<'_> {
        Base {
            curriculum: self.curriculum,
            words: self.words,
            terms: &self.terms,
            own_terms: &self.own_terms,
            settings,
        }
    }

    fn settings(&self, options: PrintOptions) -> Settings {
        Settings::of(&self.curriculum.config, self.wish.options.or(options))
    }

    fn job(&self, path: String, origin: String, title: String, settings: Settings, parts: Parts) -> Job {
        let config = &self.curriculum.config;
        let bears_name = settings.show.divine_name == DivineName::AsIs && bears_name(&parts.list);
        let sheet = Sheet {
            title,
            lang: config.language.clone(),
            dir: crate::shown::direction(&config.language),
            paper: settings.paper_name(),
            large: settings.large,
            ink_saver: settings.ink_saver,
            tiles: self.wish.tiles,
            care: if bears_name { self.words.get("sheet-care").to_owned() } else { String::new() },
            facilitator: parts.list.iter().any(|part| part.kind == SheetKind::Facilitator.word()),
            curriculum: config.title.value.clone(),
            authors: config.authors.iter().map(|author| author.value.clone()).collect(),
            words: self.words.starting("print-"),
            cover: None,
            contents: false,
            parts: parts.list,
        };
        let fold = settings.fold(sheet.dir == "rtl");
        Job { path, origin, sheet, too_long: parts.too_long, fold }
    }

    fn cover(&self, title: &str) -> Cover {
        let config = &self.curriculum.config;
        let value = |field: &Option<crate::syntax::lesson::Text>| {
            field.as_ref().map(|field| field.value.clone()).unwrap_or_default()
        };
        let epigraph = config.epigraph.as_deref().and_then(|entry| entry.pieces.first()?.in_lang("he"));
        Cover {
            title: title.to_owned(),
            logo: self.curriculum.logo().map(|no| lower::image_path(no.index(), self.curriculum.file(no))),
            curriculum: config.title.value.clone(),
            subtitle: value(&config.subtitle),
            organization: value(&config.organization),
            description: value(&config.description),
            epigraph: epigraph.map(|he| crate::shown::source(config, "he", &he.value).into_owned()).unwrap_or_default(),
            license: config
                .license
                .as_ref()
                .map(|license| crate::shown::license_name(&license.value).into_owned())
                .unwrap_or_default(),
            date: self.curriculum.date.clone().unwrap_or_default(),
        }
    }
}
