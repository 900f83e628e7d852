//! A lesson as one of its three sheets: what stands on it, in which order.
//!
//! The same lesson gives a participant's handout, a source sheet and a facilitator's guide. What a reader sees is asked of
//! `audience`; nothing here tells a facilitator's word from another.

use std::collections::{BTreeMap, BTreeSet};

use super::settings::Settings;
use super::sheet::{AgendaRow, Block as Out, Definition, Inline as Run, Part};
use super::way_back;
use crate::audience::{self, Audience};
use crate::curriculum::{
    AgendaEntry, Curriculum, File, ImageFormat, Lesson, LessonId, Scope, ScopeId, Term, TermId, TextId, Version,
};
use crate::syntax::lesson::{
    Footnote, Front, Leaf, Range, ReferenceKind, Rich, Section, Segment, SheetKind, Term as TermEntry,
};
use crate::syntax::plain_text;
use crate::terms::TermFinder;
use crate::words::Words;
use crate::{sheets, shown};

/// What every part of a document is made with.
#[derive(Clone, Copy)]
pub(super) struct Base<'a> {
    pub(super) curriculum: &'a Curriculum,
    pub(super) words: &'a Words,
    /// The glossary's spellings.
    pub(super) terms: &'a TermFinder,
    /// The terms that each lesson brings along, by its number.
    pub(super) own_terms: &'a OwnTerms,
    pub(super) settings: Settings,
}

/// The terms that lessons bring along.
pub(super) type OwnTerms = BTreeMap<LessonId, Vec<TermId>>;

/// Looks them up once for all sheets.
pub(super) fn own_terms(curriculum: &Curriculum) -> OwnTerms {
    let mut own = OwnTerms::new();
    for (at, term) in curriculum.terms.iter().enumerate() {
        if let Some(lesson) = term.lesson {
            own.entry(lesson).or_default().push(TermId::new(at));
        }
    }
    own
}

/// Makes one part of a document.
pub(super) struct Lower<'a> {
    pub(super) curriculum: &'a Curriculum,
    pub(super) words: &'a Words,
    terms: &'a TermFinder,
    own_terms: &'a OwnTerms,
    /// Terms that the running words have had, in order.
    used: Vec<TermId>,
    pub(super) kind: SheetKind,
    pub(super) version: Option<&'a Version>,
    pub(super) scope: &'a Scope,
    pub(super) leaves: &'a [Leaf],
    pub(super) footnotes: &'a [Footnote],
    pub(super) settings: Settings,
    /// Footnotes set already.
    pub(super) noted: BTreeSet<u32>,
    /// Answers that stand at the end of a guide.
    pub(super) answers: Vec<Out>,
    /// Texts that are too long for the layout that they ask for.
    pub(super) too_long: Vec<String>,
    pub(super) depth: usize,
    pub(super) inline_depth: usize,
    pub(super) links: u32,
    pub(super) rtl: bool,
    heading: u8,
}

impl<'a> Lower<'a> {
    /// For one sheet of a lesson.
    pub(super) fn of_lesson(base: Base<'a>, lesson: &'a Lesson, kind: SheetKind) -> Lower<'a> {
        let version = &lesson.main;
        Lower {
            version: Some(version),
            scope: base.curriculum.scope(version.scope),
            leaves: &version.document.refs.leaves,
            footnotes: &version.document.body.footnotes,
            rtl: shown::direction(&version.lang) == "rtl",
            kind,
            ..Lower::of_text(base)
        }
    }

    /// For texts that stand alone in a packet.
    pub(super) fn of_text(base: Base<'a>) -> Lower<'a> {
        let Base { curriculum, words, terms, own_terms, settings } = base;
        Lower {
            curriculum,
            words,
            terms,
            own_terms,
            used: Vec::new(),
            kind: SheetKind::SourceSheet,
            version: None,
            scope: curriculum.scope(curriculum.config_scope),
            leaves: &[],
            footnotes: &[],
            settings,
            noted: BTreeSet::new(),
            answers: Vec::new(),
            too_long: Vec::new(),
            depth: 0,
            inline_depth: 0,
            links: 0,
            rtl: shown::direction(&curriculum.config.language) == "rtl",
            heading: 1,
        }
    }

    /// Whom the sheet is for.
    pub(super) fn audience(&self) -> Audience {
        match self.kind {
            SheetKind::Facilitator => Audience::Facilitator,
            SheetKind::Participant
            | SheetKind::SourceSheet
            | SheetKind::Cards
            | SheetKind::Wall
            | SheetKind::Workbook
            | SheetKind::Evaluation => Audience::Participant,
        }
    }

    /// Whether texts are shown with what is said about them.
    pub(super) fn shows_context(&self) -> bool {
        !matches!(self.kind, SheetKind::Participant | SheetKind::Workbook | SheetKind::Cards | SheetKind::Wall)
    }

    /// A level that leaves none out below the last.
    pub(super) fn level(&mut self, level: u8) -> u8 {
        self.heading = level.min(self.heading + 1).clamp(2, 6);
        self.heading
    }

    pub(super) fn minutes(&self, range: Range) -> String {
        self.words.minutes(range.from, range.to)
    }

    /// Works with the links of another file.
    pub(super) fn in_scope<T>(&mut self, scope: ScopeId, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.scope, self.leaves, self.footnotes);
        self.scope = self.curriculum.scope(scope);
        (self.leaves, self.footnotes) = (&[], &[]);
        let done = work(self);
        (self.scope, self.leaves, self.footnotes) = before;
        done
    }

    /// A text on pages of its own.
    pub(super) fn text_part(mut self, id: TextId) -> (Part, Vec<String>) {
        let slug = self.curriculum.text(id).passage;
        let text = self.text(id, None, 0);
        let title = match &text {
            Out::Text(text) => text.name.clone(),
            _ => String::new(),
        };
        let page = sheets::passage_page(&self.curriculum.passage(slug).slug);
        let link = way_back::of_page(self.curriculum, &page);
        (Part { link, ..self.part_alone(SheetKind::SourceSheet, title, vec![text]) }, self.too_long)
    }

    /// A part that belongs to no lesson.
    pub(super) fn part_alone(&self, kind: SheetKind, title: String, blocks: Vec<Out>) -> Part {
        let lang = self.curriculum.config.language.clone();
        Part {
            kind: kind.word(),
            label: self.words.get(sheets::word(kind)).to_owned(),
            eyebrow: String::new(),
            title,
            summary: String::new(),
            dir: shown::direction(&lang),
            lang,
            name: false,
            blocks,
            colophon: String::new(),
            link: None,
        }
    }

    /// The lesson's sheet.
    pub(super) fn lesson_part(mut self, lesson: &Lesson) -> (Part, Vec<String>) {
        let version = &lesson.main;
        let front = &version.document.front;
        let mut blocks = Vec::new();
        match self.kind {
            SheetKind::Participant | SheetKind::Workbook => self.participant(lesson, &mut blocks),
            SheetKind::SourceSheet => self.source_sheet(version, &mut blocks),
            SheetKind::Facilitator => self.guide(lesson, &mut blocks),
            SheetKind::Cards => self.card_sheet(version, &mut blocks),
            SheetKind::Wall => self.wall_sheets(version, &mut blocks),
            SheetKind::Evaluation => self.evaluation(front, &mut blocks),
        }
        let number = self.words.count("lesson-number", lesson.number);
        let unit = lesson.unit.map(|unit| self.curriculum.unit(unit).title.clone());
        let kind = self.words.get(sheets::word(self.kind));
        let part = Part {
            kind: self.kind.word(),
            label: format!("{number} · {kind}"),
            eyebrow: [Some(number), unit].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            title: self.named(&version.title).into_owned(),
            summary: front.summary.as_ref().map(|summary| self.named(&summary.value).into_owned()).unwrap_or_default(),
            dir: shown::direction(&version.lang),
            lang: version.lang.clone(),
            name: self.kind == SheetKind::Participant,
            blocks,
            colophon: self.colophon(front),
            link: way_back::of_lesson(self.curriculum, lesson, self.audience()),
        };
        (part, self.too_long)
    }

    // The three sheets.

    fn participant(&mut self, lesson: &Lesson, out: &mut Vec<Out>) {
        let version = &lesson.main;
        let front = &version.document.front;
        self.content_note(front, out);
        self.list_of("questions", &front.questions, out);
        self.body(version, out);
        self.unplaced(version, out);
        self.list_of("key-points", &front.key_points, out);
        self.glossary(lesson, out);
    }

    fn source_sheet(&mut self, version: &Version, out: &mut Vec<Out>) {
        self.content_note(&version.document.front, out);
        for (number, &id) in (1..).zip(&version.texts) {
            let text = self.text(id, None, number);
            out.push(text);
        }
    }

    fn guide(&mut self, lesson: &Lesson, out: &mut Vec<Out>) {
        let version = &lesson.main;
        let front = &version.document.front;
        self.content_note(front, out);
        self.agenda(version, out);
        self.objectives(front, out);
        self.before(front, out);
        self.body(version, out);
        self.unplaced(version, out);
        self.list_of("key-points", &front.key_points, out);
        self.glossary(lesson, out);
        let answers = std::mem::take(&mut self.answers);
        self.titled("print-answers", answers, out);
        self.sources(front, out);
    }

    // Their sections.

    fn heading(&mut self, word: &str, out: &mut Vec<Out>) {
        let level = self.level(2);
        out.push(Out::Heading { level, words: vec![Run::Text { v: self.words.get(word).to_owned() }] });
    }

    fn content_note(&mut self, front: &Front, out: &mut Vec<Out>) {
        if let Some(note) = &front.content_note {
            let blocks = self.rich(note);
            let label = self.words.get("content-note").to_owned();
            out.push(Out::Note { kind: "caution", label, title: Vec::new(), blocks });
        }
    }

    fn list_of(&mut self, word: &str, list: &[Rich], out: &mut Vec<Out>) {
        if list.is_empty() {
            return;
        }
        self.heading(word, out);
        out.push(self.bullets(list.iter()));
    }

    fn bullets<'r>(&mut self, list: impl Iterator<Item = &'r Rich>) -> Out {
        let items = list.map(|rich| super::sheet::Item { task: None, blocks: self.rich(rich) }).collect();
        Out::List { start: None, items }
    }

    fn objectives(&mut self, front: &Front, out: &mut Vec<Out>) {
        if !front.objectives.is_empty() {
            self.heading("by-the-end", out);
            out.push(self.bullets(front.objectives.iter().map(|objective| &objective.text)));
        }
    }

    fn agenda(&mut self, version: &Version, out: &mut Vec<Out>) {
        let rows: Vec<AgendaRow> =
            version.agenda.entries.iter().filter_map(|entry| self.agenda_row(version, entry)).collect();
        if rows.is_empty() {
            return;
        }
        let total = version.agenda.total.map(|total| self.minutes(total)).unwrap_or_default();
        out.push(Out::Agenda { rows, total });
    }

    fn agenda_row(&mut self, version: &Version, entry: &AgendaEntry) -> Option<AgendaRow> {
        let section = version.document.body.sections.get(entry.section)?;
        let kind = self.words.get(&format!("kind-{}", entry.kind.word())).to_owned();
        let cut = section.segment.as_ref().map(|segment| self.cut(segment)).unwrap_or_default();
        let parts: Vec<String> = [kind, cut].into_iter().filter(|part| !part.is_empty()).collect();
        Some(AgendaRow {
            clock: shown::clock(entry.start),
            words: self.inlines(&section.heading),
            meta: parts.join(" · "),
            minutes: self.minutes(entry.minutes),
        })
    }

    /// In which order a segment may go, where time is short.
    fn cut(&self, segment: &Segment) -> String {
        match audience::cut(self.audience(), segment) {
            Some(Some(order)) => self.words.count("cut-order", order),
            Some(None) => self.words.get("cut-any").to_owned(),
            None => String::new(),
        }
    }

    fn before(&mut self, front: &Front, out: &mut Vec<Out>) {
        let before = audience::before(self.audience(), front);
        if !before.preparation.is_empty() {
            self.heading("preparation", out);
            out.push(Out::Checklist { items: self.riches(before.preparation) });
        }
        if !before.materials.is_empty() {
            self.heading("materials", out);
            let items = self.materials(before.materials).into_iter().map(|item| item.blocks).collect();
            out.push(Out::Checklist { items });
        }
        if !before.access.is_empty() {
            self.heading("access", out);
            let list = before
                .access
                .iter()
                .map(|access| Definition {
                    term: vec![Run::Text { v: access.need.value.clone() }],
                    blocks: self.rich(&access.plan),
                })
                .collect();
            out.push(Out::Definitions { list });
        }
    }

    fn body(&mut self, version: &Version, out: &mut Vec<Out>) {
        let body = &version.document.body;
        let lead = self.blocks(&body.lead);
        out.extend(lead);
        for (index, section) in body.sections.iter().enumerate() {
            let entry = version.agenda.entries.iter().find(|entry| entry.section == index);
            self.section(section, entry, out);
        }
    }

    /// A section; on a participant's sheet one that has nothing for participants is left out with its heading.
    fn section(&mut self, section: &Section, entry: Option<&AgendaEntry>, out: &mut Vec<Out>) {
        self.level(2);
        let head = match (&section.segment, entry, self.kind) {
            (Some(segment), Some(entry), SheetKind::Facilitator) => self.segment(section, segment, entry),
            _ => Out::Heading { level: 2, words: self.inlines(&section.heading) },
        };
        let blocks = self.blocks(&section.blocks);
        if blocks.is_empty() && self.audience() == Audience::Participant {
            return;
        }
        out.push(head);
        out.extend(blocks);
    }

    fn segment(&mut self, section: &Section, segment: &Segment, entry: &AgendaEntry) -> Out {
        let group = segment.group.map(|group| self.words.get(&format!("group-{}", group.word())).to_owned());
        let parts: Vec<String> = [Some(self.minutes(entry.minutes)), group].into_iter().flatten().collect();
        Out::Segment {
            clock: shown::clock(entry.start),
            meta: parts.join(" · "),
            kind: segment.kind.word(),
            words: self.inlines(&section.heading),
            cut: self.cut(segment),
        }
    }

    /// Texts, prompts and exercises that the body does not place.
    fn unplaced(&mut self, version: &Version, out: &mut Vec<Out>) {
        let mut texts = Vec::new();
        for &id in &version.unplaced_texts {
            texts.push(self.text(id, None, 0));
        }
        self.titled("texts", texts, out);
        let mut prompts = Vec::new();
        self.level(2);
        version.unplaced_prompts.iter().for_each(|&index| self.prompt(index, &mut prompts));
        self.titled("questions-to-discuss", prompts, out);
        let mut exercises = Vec::new();
        self.level(2);
        version.unplaced_exercises.iter().for_each(|&index| self.exercise(index, &mut exercises));
        self.titled("exercises", exercises, out);
    }

    fn titled(&mut self, word: &str, blocks: Vec<Out>, out: &mut Vec<Out>) {
        if !blocks.is_empty() {
            self.heading(word, out);
            out.extend(blocks);
        }
    }

    /// Notes the glossary's terms in running words. Each word is asked about once: a term is told once on a sheet.
    pub(super) fn note_terms(&mut self, words: &str) {
        let mut done = 0;
        while let Some(found) = self.terms.find(words, done, |term| !self.used.contains(&term)) {
            self.used.push(found.term);
            done = found.end;
        }
    }

    /// The words that this sheet uses, and the lesson's own: the reader of paper has no glossary to turn to.
    fn glossary(&mut self, lesson: &Lesson, out: &mut Vec<Out>) {
        // What a definition says in its turn is for the glossary's own page.
        let mut told: BTreeSet<TermId> = std::mem::take(&mut self.used).into_iter().collect();
        // Lessons are numbered from one, in their order.
        let id = LessonId::new((lesson.number as usize).saturating_sub(1));
        told.extend(self.own_terms.get(&id).into_iter().flatten());
        let list: Vec<Definition> = told.into_iter().map(|id| self.definition(self.curriculum.term(id))).collect();
        if !list.is_empty() {
            self.heading("words", out);
            out.push(Out::Definitions { list });
        }
    }

    /// A term of the glossary as a sheet explains it.
    pub(super) fn definition(&self, term: &Term) -> Definition {
        let mut said = Vec::new();
        self.plain(&plain_text(&term.entry.definition.blocks), &mut said);
        Definition { term: self.term_words(&term.entry), blocks: vec![Out::Paragraph { words: said }] }
    }

    /// A term with its Hebrew.
    fn term_words(&self, term: &TermEntry) -> Vec<Run> {
        let mut words = Vec::new();
        self.plain(&term.term.value, &mut words);
        if let Some(he) = &term.he {
            words.push(Run::Text { v: " ".to_owned() });
            words.push(Run::He { v: self.named(&he.value).into_owned() });
        }
        words
    }

    fn sources(&mut self, front: &Front, out: &mut Vec<Out>) {
        if front.sources.is_empty() {
            return;
        }
        self.heading("sources", out);
        let mut items = Vec::new();
        for source in &front.sources {
            let mut words = Vec::new();
            if source.kind == Some(ReferenceKind::AdaptedFrom) {
                self.plain(&format!("{} ", self.words.get("source-adapted-from")), &mut words);
            }
            if let Some(author) = &source.author {
                self.plain(&format!("{}, ", author.value), &mut words);
            }
            let mut title = Vec::new();
            self.plain(&source.title.value, &mut title);
            words.push(Run::Em { v: title });
            for extra in [&source.year, &source.license].into_iter().flatten() {
                self.plain(&format!(", {}", self.words.license(&extra.value)), &mut words);
            }
            words.extend(self.address(source.url));
            let mut blocks = vec![Out::Paragraph { words }];
            if let Some(note) = &source.note {
                blocks.extend(self.rich(note));
            }
            items.push(super::sheet::Item { task: None, blocks });
        }
        out.push(Out::List { start: None, items });
    }

    /// The address itself: paper can not be clicked.
    fn address(&self, url: Option<crate::syntax::lesson::LinkNo>) -> Vec<Run> {
        match url.and_then(|url| self.scope.links.get(url.0 as usize)) {
            Some(crate::curriculum::Target::Outside(to)) => {
                vec![
                    Run::Text { v: ". ".to_owned() },
                    Run::Link { to: to.clone(), v: vec![Run::Text { v: to.clone() }] },
                ]
            }
            _ => Vec::new(),
        }
    }

    fn colophon(&self, front: &Front) -> String {
        let authors: Vec<&str> = front.authors.iter().map(|author| author.value.as_str()).collect();
        let by = (!authors.is_empty()).then(|| self.words.name("by", &authors.join(", ")));
        let license = front.license.as_ref().or(self.curriculum.config.license.as_ref());
        let license = license.map(|license| self.words.license(&license.value));
        [by, license].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Where an image stands for the templates.
pub(super) fn image_path(number: usize, file: &File) -> String {
    let extension = match file.on_paper().0 {
        Some(ImageFormat::Png) | None => "png",
        Some(ImageFormat::Jpeg) => "jpg",
        Some(ImageFormat::Gif) => "gif",
        Some(ImageFormat::Webp) => "webp",
        Some(ImageFormat::Svg) => "svg",
    };
    format!("/images/{number}.{extension}")
}
