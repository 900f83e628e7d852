//! Paper: a linked curriculum becomes sheets (plain data), and sheets become PDFs.
//!
//! Start at [`make()`]. `lower` decides what stands on a sheet, `sheet` is the data, `pdf` sets it and is the only file that
//! knows the engine. Asks `audience` what each reader sees; never reads a page, the index or the disk.

mod lower;
mod pdf;
mod sheet;
mod tasks;
mod texts;
mod words;

use rayon::prelude::*;

use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, Packet, PacketPart};
use crate::diag::{Diagnostics, make};
use crate::output::{Bytes, Output};
use crate::sheets;
use crate::syntax::lesson::{Paper, SheetKind};
use crate::theme::Theme;
use crate::words::Words;
use lower::Lower;
pub use pdf::Press;
use sheet::{Cover, Part, Sheet};

/// What `daf print` may ask for over what the curriculum says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The paper.
    pub paper: Option<Paper>,
    /// Larger type.
    pub large: bool,
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
    /// Letters that no font of the theme has, each once; a mark stands for each in the data.
    pub missing: Vec<char>,
}

/// One sheet.
struct Job {
    path: String,
    origin: String,
    sheet: Sheet,
}

/// Sets every sheet of a curriculum: for each lesson that is printed its handout, its source sheet and its guide, and every
/// packet. A sheet that can not be set is a diagnostic.
pub fn make(curriculum: &Curriculum, theme: &Theme, out: &mut Output, sink: &mut Diagnostics) {
    let press = Press::new(theme, curriculum);
    let sheets = prepare(curriculum, theme, &press, sink);
    let set: Vec<_> = sheets.par_iter().map(|sheet| press.set(sheet)).collect();
    for (sheet, result) in sheets.iter().zip(set) {
        if let Some(bytes) = told(sheet, result, sink) {
            out.insert_at(&sheet.path, Bytes::from(bytes), &sheet.origin, sink);
        }
    }
}

/// All that is done for the sheets of a curriculum before the engine sets them: their words, and the data that they are.
pub fn prepare(curriculum: &Curriculum, theme: &Theme, press: &Press, sink: &mut Diagnostics) -> Vec<Prepared> {
    let words = Words::load(theme, &curriculum.config.language, sink);
    let maker = Maker { curriculum, words: &words, wish: Wish::default() };
    maker.jobs().into_par_iter().map(|job| prepared(job.path, job.origin, &job.sheet, press)).collect()
}

fn prepared(path: String, origin: String, sheet: &Sheet, press: &Press) -> Prepared {
    // Plain values under names can not fail to be written.
    let data = serde_json::to_string(sheet).unwrap_or_default();
    let (data, missing) = press.letters(data);
    Prepared { path, origin, data, missing }
}

/// Tells of what a sheet lacks, or of why it could not be set.
fn told(sheet: &Prepared, result: Result<Vec<u8>, String>, sink: &mut Diagnostics) -> Option<Vec<u8>> {
    match result {
        Ok(bytes) => {
            if !sheet.missing.is_empty() {
                sink.push(make::missing_letters(&sheet.origin, &sheet.missing));
            }
            Some(bytes)
        }
        Err(message) => {
            sink.push(make::handout_error(&sheet.origin, &message));
            None
        }
    }
}

/// Sets the sheets of the lessons and packets named, in that order, as one PDF. `None` where one can not be set (and is
/// reported), or an id is not known.
pub fn print(
    curriculum: &Curriculum,
    theme: &Theme,
    ids: &[String],
    kind: SheetKind,
    wish: Wish,
    sink: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let words = Words::load(theme, &curriculum.config.language, sink);
    let maker = Maker { curriculum, words: &words, wish };
    let sheet = maker.chosen(ids, kind)?;
    let press = Press::new(theme, curriculum);
    let name = ids.join(" ");
    let sheet = prepared(name.clone(), name, &sheet, &press);
    told(&sheet, press.set(&sheet), sink)
}

/// Makes sheets of lessons and packets.
struct Maker<'a> {
    curriculum: &'a Curriculum,
    words: &'a Words,
    wish: Wish,
}

impl<'a> Maker<'a> {
    fn jobs(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        let guides = crate::curriculum::makes_facilitator_pages(self.curriculum);
        for lesson in self.curriculum.lessons.iter().filter(|lesson| lesson.main.document.front.print.0) {
            for &kind in SheetKind::ALL {
                if kind == SheetKind::Facilitator && !guides {
                    continue;
                }
                if kind == SheetKind::SourceSheet && lesson.main.texts.is_empty() {
                    continue;
                }
                jobs.push(self.lesson_job(lesson, kind));
            }
        }
        let packets = self.curriculum.packets.iter().filter(|packet| guides || !sheets::is_facilitators(&packet.entry));
        jobs.extend(packets.filter_map(|packet| self.packet_job(packet)));
        jobs
    }

    fn lesson_job(&self, lesson: &'a Lesson, kind: SheetKind) -> Job {
        let part = self.part(lesson, kind);
        let mut sheet = self.sheet(part.title.clone(), kind == SheetKind::Facilitator, None);
        sheet.parts.push(part);
        Job { path: sheets::lesson(lesson, kind), origin: lesson.main.document.path.to_string(), sheet }
    }

    fn packet_job(&self, packet: &'a Packet) -> Option<Job> {
        let path = sheets::packet(&packet.entry, Audience::Facilitator)?;
        let origin = format!("packets/{}.yaml", packet.entry.id);
        Some(Job { path, origin, sheet: self.packet(packet) })
    }

    fn packet(&self, packet: &'a Packet) -> Sheet {
        let entry = &packet.entry;
        let mut sheet = self.sheet(entry.title.value.clone(), sheets::is_facilitators(entry), entry.paper);
        sheet.large |= entry.options.large;
        sheet.contents = entry.contents;
        sheet.cover = entry.cover.then(|| self.cover(&entry.title.value));
        let name = entry.options.divine_name;
        sheet.parts = packet.items.iter().map(|item| self.item(item, name)).collect();
        sheet
    }

    fn item(&self, item: &PacketPart, divine_name: Option<crate::hebrew::DivineName>) -> Part {
        match item {
            PacketPart::Lesson(id, kind) => {
                let lesson = self.curriculum.lesson(*id);
                Lower::of_lesson(self.curriculum, self.words, lesson, *kind).naming(divine_name).lesson_part(lesson)
            }
            PacketPart::Text(id) => Lower::of_text(self.curriculum, self.words).naming(divine_name).text_part(*id),
        }
    }

    fn part(&self, lesson: &'a Lesson, kind: SheetKind) -> Part {
        Lower::of_lesson(self.curriculum, self.words, lesson, kind).lesson_part(lesson)
    }

    /// One sheet of what was named on the command line.
    fn chosen(&self, ids: &[String], kind: SheetKind) -> Option<Sheet> {
        let mut all: Option<Sheet> = None;
        for id in ids {
            let lesson = self.curriculum.lessons.iter().find(|lesson| lesson.id == *id);
            let packet = self.curriculum.packets.iter().find(|packet| packet.entry.id == *id);
            let one = match (lesson, packet) {
                (Some(lesson), _) => self.lesson_job(lesson, kind).sheet,
                (None, Some(packet)) => self.packet(packet),
                (None, None) => return None,
            };
            match &mut all {
                None => all = Some(one),
                Some(all) => {
                    all.facilitator |= one.facilitator;
                    all.parts.extend(one.parts);
                }
            }
        }
        let mut all = all?;
        all.large |= self.wish.large;
        Some(all)
    }

    fn sheet(&self, title: String, facilitator: bool, paper: Option<Paper>) -> Sheet {
        let config = &self.curriculum.config;
        let paper = self.wish.paper.or(paper).unwrap_or(config.paper);
        Sheet {
            title,
            lang: config.language.clone(),
            dir: crate::shown::direction(&config.language),
            paper: match paper {
                Paper::Letter => "us-letter",
                Paper::A4 => "a4",
            },
            large: self.wish.large,
            facilitator,
            curriculum: config.title.value.clone(),
            authors: config.authors.iter().map(|author| author.value.clone()).collect(),
            words: self.words.starting("print-"),
            cover: None,
            contents: false,
            parts: Vec::new(),
        }
    }

    fn cover(&self, title: &str) -> Cover {
        let config = &self.curriculum.config;
        let value = |field: &Option<crate::syntax::lesson::Text>| {
            field.as_ref().map(|field| field.value.clone()).unwrap_or_default()
        };
        let epigraph = config.epigraph.as_deref().and_then(|entry| entry.pieces.first()?.in_lang("he"));
        Cover {
            title: title.to_owned(),
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
