//! Makes sheets as data: of lessons, packets, and the whole curriculum.

use std::collections::BTreeSet;

use super::arrange::{Arranged, Arranger};
use super::finish::Finish;
use super::prepared::Job;
use super::settings::{PrintRequest, Settings};
use super::sheet::{Cover, Part, Sheet};
use super::terms::OwnTerms;
use crate::audience::Audience;
use crate::curriculum::{Curriculum, LessonId, Packet, PacketPart, TextId, UnitId};
use crate::data::Extra;
use crate::direction::{self, Direction};
use crate::display;
use crate::document::{Anchors, Presenter};
use crate::hebrew::{self, DivineName};
use crate::place::{self, SiteArea};
use crate::sheets;
use crate::source::FileId;
use crate::syntax::lesson::{PrintOptions, SheetKind, Text};
use crate::terms::TermFinder;
use crate::words::Words;

/// What every sheet needs, looked up once.
pub(super) struct Maker<'a> {
    pub(super) curriculum: &'a Curriculum,
    words: &'a Words,
    terms: TermFinder,
    own_terms: OwnTerms,
    anchors: Anchors,
    open: SiteArea,
    closed: SiteArea,
    wish: PrintRequest,
}

/// A sheet to be made.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// A sheet of a lesson.
    Lesson(LessonId, SheetKind),
    /// A packet, where it stands in the site.
    Packet(&'a Packet),
}

/// Parts of a sheet, and what they could not do as asked.
#[derive(Default)]
struct Parts<'a> {
    list: Vec<Part<'a>>,
    too_long: Vec<String>,
}

impl<'a> Parts<'a> {
    fn add(&mut self, (part, too_long): Arranged<'a>) {
        self.list.push(part);
        self.too_long.extend(too_long);
    }
}

impl<'a> Maker<'a> {
    /// Looks up once what every sheet needs.
    pub(super) fn new(curriculum: &'a Curriculum, words: &'a Words, wish: PrintRequest) -> Self {
        let open = place::area_of(curriculum, &curriculum.config.language, Audience::Participant);
        Self {
            curriculum,
            words,
            terms: TermFinder::new(curriculum),
            own_terms: OwnTerms::new(curriculum),
            anchors: Anchors::new(curriculum),
            closed: open.facilitators(),
            open,
            wish,
        }
    }

    /// Every sheet of the curriculum.
    pub(super) fn jobs(&self) -> Vec<Wanted<'a>> {
        let mut jobs = Vec::new();
        for (at, lesson) in self.curriculum.lessons.iter().enumerate() {
            let kinds = sheets::printed(self.curriculum, lesson).into_iter();
            jobs.extend(kinds.map(|kind| Wanted::Lesson(LessonId::new(at), kind)));
        }
        let packets = self.curriculum.packets.iter();
        jobs.extend(packets.filter(|packet| sheets::is_printed(self.curriculum, &packet.entry)).map(Wanted::Packet));
        jobs
    }

    /// Makes a sheet.
    pub(super) fn sheet(&self, wanted: Wanted<'a>) -> Job<'_> {
        match wanted {
            Wanted::Lesson(id, kind) => self.lesson_job(id, kind),
            Wanted::Packet(packet) => {
                let path = sheets::packet(&packet.entry, Audience::Facilitator).unwrap_or_default();
                self.packet(packet, path)
            }
        }
    }

    pub(super) fn lesson_job(&self, id: LessonId, kind: SheetKind) -> Job<'_> {
        let settings = self.settings(PrintOptions::default());
        let lesson = self.curriculum.lesson(id);
        let mut parts = Parts::default();
        parts.add(self.arranger(kind, settings).lesson(id));
        let origin = lesson.main.document.path.to_string();
        let files = self.files(None, [id], &lesson.main.texts);
        self.job(sheets::lesson(lesson, kind), origin, files, lesson.main.title.clone(), settings, parts)
    }

    pub(super) fn packet(&self, packet: &'a Packet, path: String) -> Job<'_> {
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
                    if workbook {
                        self.divide(*id, &mut unit, settings, &mut parts);
                        texts.extend(&self.curriculum.lesson(*id).main.texts);
                    }
                    parts.add(self.arranger(*kind, settings).lesson(*id));
                }
                PacketPart::Text(id) => {
                    texts.push(*id);
                    parts.add(self.arranger(SheetKind::SourceSheet, settings).text(*id));
                }
            }
        }
        if workbook {
            self.back_matter(&texts, settings, &mut parts);
        }
        let origin = format!("packets/{}.yaml", entry.id);
        let lessons = packet.items.iter().filter_map(|item| match item {
            PacketPart::Lesson(id, _) => Some(*id),
            PacketPart::Text(_) => None,
        });
        let files = self.files(Some(entry.file), lessons, &texts);
        let mut job = self.job(path, origin, files, entry.title.value.clone(), settings, parts);
        job.sheet.extra = [self.curriculum.extra(), &entry.extra];
        job.sheet.contents = entry.contents || workbook;
        job.sheet.cover = (entry.cover || workbook).then(|| self.cover(&entry.title.value));
        job
    }

    /// The sheets of the whole curriculum; as a workbook with its cover, its contents and its indexes.
    pub(super) fn whole(&self, kind: SheetKind) -> Job<'_> {
        let settings = self.settings(PrintOptions::default());
        let workbook = kind == SheetKind::Workbook;
        let mut parts = Parts::default();
        let (mut unit, mut texts) = (None, Vec::new());
        let lessons = self.curriculum.lessons.iter().enumerate();
        for (at, lesson) in lessons.filter(|(_, lesson)| lesson.main.document.front.print.0) {
            let id = LessonId::new(at);
            if workbook {
                self.divide(id, &mut unit, settings, &mut parts);
                texts.extend(&lesson.main.texts);
            }
            parts.add(self.arranger(kind, settings).lesson(id));
        }
        if workbook {
            self.back_matter(&texts, settings, &mut parts);
        }
        let title = &self.curriculum.config.title.value;
        let all = (0..self.curriculum.lessons.len()).map(LessonId::new);
        let files = self.files(None, all, &texts);
        let mut job = self.job(kind.word().to_owned(), "daf.yaml".to_owned(), files, title.clone(), settings, parts);
        job.sheet.contents = workbook;
        job.sheet.cover = workbook.then(|| self.cover(title));
        job
    }

    /// A page before the first lesson of each unit.
    fn divide<'s>(&'s self, id: LessonId, last: &mut Option<UnitId>, settings: Settings, parts: &mut Parts<'s>) {
        let unit = self.curriculum.lesson(id).unit;
        if unit != *last {
            *last = unit;
            let unit = unit.map(|unit| self.curriculum.unit(unit));
            parts.list.extend(unit.map(|unit| self.arranger(SheetKind::Workbook, settings).divider(unit)));
        }
    }

    /// What stands at the end of a workbook.
    fn back_matter<'s>(&'s self, texts: &[TextId], settings: Settings, parts: &mut Parts<'s>) {
        let arranger = || self.arranger(SheetKind::Workbook, settings);
        if !texts.is_empty() {
            parts.list.push(arranger().text_index(texts));
        }
        parts.list.extend(arranger().terms());
        if !texts.is_empty() {
            parts.list.push(arranger().credits(texts));
        }
    }

    fn arranger(&self, kind: SheetKind, settings: Settings) -> Arranger<'_> {
        let area = if kind == SheetKind::Facilitator { &self.closed } else { &self.open };
        Arranger {
            presenter: self.presenter(area, settings),
            kind,
            own_terms: &self.own_terms,
            finish: Finish::new(kind, &settings),
        }
    }

    fn presenter<'s>(&'s self, area: &'s SiteArea, settings: Settings) -> Presenter<'s> {
        Presenter {
            curriculum: self.curriculum,
            lang: &self.curriculum.config.language,
            words: self.words,
            terms: Some(&self.terms),
            area,
            anchors: &self.anchors,
            sheets: true,
            setting: settings.setting(),
        }
    }

    fn settings(&self, options: PrintOptions) -> Settings {
        Settings::of(&self.curriculum.config, self.wish.options.or(options))
    }

    /// The files whose words may stand on a sheet of these lessons and texts: their own, those of the texts that they read, those of
    /// their units and of the words that they use, and what the whole curriculum is called.
    fn files(
        &self,
        packet: Option<FileId>,
        lessons: impl IntoIterator<Item = LessonId>,
        texts: &[TextId],
    ) -> Vec<FileId> {
        let curriculum = self.curriculum;
        let lessons: Vec<LessonId> = lessons.into_iter().collect();
        let linked = || lessons.iter().map(|&id| curriculum.lesson(id));
        let own = linked().map(|lesson| lesson.main.document.file);
        let read = linked().flat_map(|lesson| &lesson.main.texts).chain(texts);
        let read = read.map(|&id| curriculum.text(id).entry.span.file);
        let units = linked().filter_map(|lesson| curriculum.unit(lesson.unit?).document.as_ref());
        let units = units.map(|document| document.file);
        let terms = curriculum.terms.iter().map(|term| term.entry.span.file);
        let all = packet.into_iter().chain(own).chain(read).chain(units).chain(terms).chain([curriculum.config.file]);
        let mut seen = BTreeSet::new();
        all.filter(|file| seen.insert(*file)).collect()
    }

    fn job<'s>(
        &'s self,
        path: String,
        origin: String,
        files: Vec<FileId>,
        title: String,
        settings: Settings,
        parts: Parts<'s>,
    ) -> Job<'s> {
        let config = &self.curriculum.config;
        let bears_name = settings.show.divine_name == DivineName::AsIs && bears_name(&parts.list);
        let dir = direction::direction_of(&config.language, "");
        let sheet = Sheet {
            title: direction::visible(&title).into_owned(),
            lang: &config.language,
            dir,
            paper: settings.paper_name(),
            large: settings.large,
            ink_saver: settings.ink_saver,
            tiles: self.wish.tiles,
            care: if bears_name { self.words.get("sheet-care").to_owned() } else { String::new() },
            facilitator: parts.list.iter().any(|part| part.kind == SheetKind::Facilitator.word()),
            curriculum: self.presenter(&self.open, settings).line(&config.title.value),
            authors: config.authors.iter().map(|author| author.value.clone()).collect(),
            words: self.words.starting("print-"),
            cover: None,
            contents: false,
            parts: parts.list,
            extra: [self.curriculum.extra(), Extra::none()],
        };
        let fold = settings.fold(dir == Direction::Rtl);
        Job { path, origin, files, sheet, too_long: parts.too_long, fold }
    }

    fn cover(&self, title: &'a str) -> Cover<'_> {
        let config = &self.curriculum.config;
        let presenter = self.presenter(&self.open, self.settings(PrintOptions::default()));
        let line = |field: &'a Option<Text>| field.as_ref().map(|field| presenter.line(&field.value));
        let epigraph = config.epigraph.as_deref().and_then(|entry| entry.pieces.first()?.in_lang("he"));
        let license = config.license.as_ref().map(|license| display::license_name(&license.value).into_owned());
        let imprint = [license, self.curriculum.date.clone()].into_iter().flatten();
        Cover {
            title: presenter.line(title),
            logo: self.curriculum.logo().map(|no| self.curriculum.file(no).print_path(no.index())),
            curriculum: (config.title.value != title).then(|| presenter.line(&config.title.value)),
            subtitle: line(&config.subtitle),
            organization: line(&config.organization),
            description: line(&config.description),
            epigraph: epigraph.map(|he| presenter.hebrew(display::source(config, "he", &he.value).into_owned())),
            imprint: imprint.map(|words| presenter.said(words)).collect(),
        }
    }
}

/// Whether the four-letter Name stands anywhere on these pages: in a text, or in what is said about one.
fn bears_name(parts: &[Part<'_>]) -> bool {
    // Plain values under names cannot fail to be written.
    hebrew::has_divine_name(&serde_json::to_string(parts).unwrap_or_default())
}
