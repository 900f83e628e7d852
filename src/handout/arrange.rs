//! A lesson's sheets: which parts of its document stand on each, and in which order.
//!
//! The same lesson gives a participant's handout, a source sheet and a facilitator's guide. Who sees what was decided when the
//! document was made; here is decided what paper has room for.

use std::collections::BTreeMap;

use super::finish::Finish;
use super::sheet::{AgendaRow, Block as Out, Paper, Part, PartExtra};
use super::terms::OwnTerms;
use super::way_back;
use crate::curriculum::{Curriculum, Lesson as Linked, LessonId, TextId};
use crate::data::Extra;
use crate::direction::Direction;
use crate::document::model::{
    Block, Content, Definition, Field, Item, Lesson, Line, Link, Note, Section, Segment, Sheets, Source, Span,
};
use crate::document::{Presenter, walk};
use crate::syntax::lesson::SheetKind;
use crate::words::Words;
use crate::{display, sheets};

/// Makes the parts of a document for paper.
pub(super) struct Arranger<'a> {
    pub(super) presenter: Presenter<'a>,
    pub(super) kind: SheetKind,
    /// The terms that each lesson brings along.
    pub(super) own_terms: &'a OwnTerms,
    pub(super) finish: Finish<'a>,
}

/// A part of a sheet, and the texts in it that are too long for the layout that they ask for.
pub(super) type Arranged<'a> = (Part<'a>, Vec<String>);

impl<'a> Arranger<'a> {
    pub(super) fn curriculum(&self) -> &'a Curriculum {
        self.presenter.curriculum
    }

    pub(super) fn words(&self) -> &'a Words {
        self.presenter.words
    }

    /// Words of the theme's as a line.
    pub(super) fn word(&self, id: &str) -> Line<'a> {
        self.presenter.line(self.words().get(id))
    }

    /// The lesson's sheet.
    pub(super) fn lesson(mut self, id: LessonId) -> Arranged<'a> {
        let linked = self.curriculum().lesson(id);
        let mut lesson = self.presenter.lesson(id);
        self.finish.take_footnotes(&mut lesson);
        let mut blocks = Vec::new();
        match self.kind {
            SheetKind::Participant | SheetKind::Workbook => self.participant(&mut lesson, &mut blocks),
            SheetKind::SourceSheet => self.source_sheet(&mut lesson, &mut blocks),
            SheetKind::Facilitator => self.guide(&mut lesson, &mut blocks),
            SheetKind::Cards => self.card_sheet(&lesson, &mut blocks),
            SheetKind::Wall => self.wall_sheets(&lesson, &mut blocks),
            SheetKind::Evaluation => self.evaluation(&mut lesson, &mut blocks),
        }
        let number = self.words().count("lesson-number", lesson.number);
        let unit = linked.unit.map(|unit| self.curriculum().unit(unit).title.as_str());
        let kind = self.words().get(sheets::word(self.kind));
        let part = Part {
            kind: self.kind.word(),
            label: self.presenter.joined(&[&number, kind]),
            eyebrow: Some(self.presenter.joined(&[&number, unit.unwrap_or_default()])),
            title: lesson.title,
            summary: lesson.summary,
            dir: lesson.dir,
            lang: lesson.lang,
            name: self.kind == SheetKind::Participant,
            blocks,
            notes: self.finish.take_notes(),
            colophon: lesson.colophon,
            link: way_back::of_lesson(self.curriculum(), linked, self.presenter.audience()),
            extra: self.extra(linked),
        };
        (part, self.finish.too_long)
    }

    /// The writer's own values of a lesson, and of what stands around it and in it.
    fn extra(&self, lesson: &'a Linked) -> PartExtra<'a> {
        let lang = self.presenter.lang;
        PartExtra {
            lesson: lesson.extra(lang),
            unit: lesson.unit.map_or(Extra::none(), |unit| self.curriculum().unit(unit).extra()),
            texts: self.extra_of_texts(&lesson.version(lang).0.texts),
        }
    }

    fn extra_of_texts(&self, texts: &[TextId]) -> BTreeMap<&'a str, &'a Extra> {
        let texts = texts.iter().map(|id| self.curriculum().text(*id));
        let own = texts.map(|text| (text.id.as_str(), text.extra(self.presenter.lang)));
        own.filter(|(_, extra)| !extra.is_empty()).collect()
    }

    /// A text on pages of its own.
    pub(super) fn text(mut self, id: TextId) -> Arranged<'a> {
        let (text, _) = self.presenter.text(id);
        let title = text.name.clone();
        let block = self.finish.one(Block::Text(Box::new(text)));
        let slug = &self.curriculum().passage(self.curriculum().text(id).passage).slug;
        let link = way_back::of_page(self.curriculum(), &sheets::passage_page(slug));
        let blocks = block.into_iter().map(Out::Presented).collect();
        let extra = PartExtra { texts: self.extra_of_texts(&[id]), ..PartExtra::default() };
        (Part { link, extra, ..self.part_alone(SheetKind::SourceSheet, title, blocks) }, self.finish.too_long)
    }

    /// A part that belongs to no lesson.
    pub(super) fn part_alone(&self, kind: SheetKind, title: Line<'a>, blocks: Vec<Out<'a>>) -> Part<'a> {
        Part {
            kind: kind.word(),
            label: self.word(sheets::word(kind)),
            eyebrow: None,
            title,
            summary: None,
            dir: self.presenter.dir(),
            lang: self.presenter.lang,
            name: false,
            blocks,
            notes: BTreeMap::new(),
            colophon: Vec::new(),
            link: None,
            extra: PartExtra::default(),
        }
    }

    // The three sheets.

    fn participant(&mut self, lesson: &mut Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let (before, after) = parted(fields(lesson, |sheets| sheets.handout));
        before.into_iter().for_each(|field| self.field(field, out));
        self.body(lesson, out);
        after.into_iter().for_each(|field| self.field(field, out));
        self.glossary(lesson.id, out);
    }

    fn source_sheet(&mut self, lesson: &mut Lesson<'a>, out: &mut Vec<Out<'a>>) {
        for field in fields(lesson, |sheets| sheets.sources) {
            self.field(field, out);
        }
        let questions = self.finish.questions_of(lesson);
        for (number, &id) in (1..).zip(&lesson.texts) {
            let (mut text, _) = self.presenter.text(id);
            text.number = number;
            text.questions =
                questions.iter().filter(|(of, _)| *of == text.id).map(|(_, blocks)| blocks.clone()).collect();
            self.put(Block::Text(Box::new(text)), out);
        }
    }

    /// Words of care first, then the agenda, what is read beforehand, the lesson, and what is looked up.
    fn guide(&mut self, lesson: &mut Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let (before, after) = parted(fields(lesson, |sheets| sheets.guide));
        let (notices, before): (Vec<_>, Vec<_>) =
            before.into_iter().partition(|field| matches!(field.content, Content::Notice { .. }));
        notices.into_iter().for_each(|field| self.field(field, out));
        self.agenda(lesson, out);
        before.into_iter().for_each(|field| self.field(field, out));
        self.body(lesson, out);
        let (sources, after): (Vec<_>, Vec<_>) =
            after.into_iter().partition(|field| matches!(field.content, Content::Sources { .. }));
        after.into_iter().for_each(|field| self.field(field, out));
        self.glossary(lesson.id, out);
        let answers = std::mem::take(&mut self.finish.answers);
        if !answers.is_empty() {
            self.heading("print-answers", out);
            out.extend(answers.into_iter().map(Out::Presented));
        }
        sources.into_iter().for_each(|field| self.field(field, out));
    }

    // Their sections.

    /// A heading of the theme's.
    pub(super) fn heading(&self, word: &str, out: &mut Vec<Out<'a>>) {
        out.push(Out::Presented(Block::Heading { level: 2, id: "", line: self.word(word) }));
    }

    /// Finishes a block for paper, and puts it down.
    pub(super) fn put(&mut self, block: Block<'a>, out: &mut Vec<Out<'a>>) {
        out.extend(self.finish.one(block).map(Out::Presented));
    }

    /// A field of the front matter, by its form.
    fn field(&mut self, field: Field<'a>, out: &mut Vec<Out<'a>>) {
        let dir = self.presenter.dir();
        if let Content::Notice { blocks } = field.content {
            let label = self.word(field.name);
            let dir = blocks.first().map_or(dir, |block| crate::document::walk::direction(block, dir));
            let note = Note { kind: "caution", dir, label, title: None, blocks, theirs: false, handout: None };
            self.put(Block::Note(Box::new(note)), out);
            return;
        }
        self.heading(field.name, out);
        match field.content {
            Content::Notice { .. } => {}
            Content::List { dir, items } => {
                let item = |blocks: Vec<Block<'a>>| {
                    let dir = blocks.first().map_or(dir, |first| walk::direction(first, dir));
                    Item { dir, task: None, tight: true, blocks }
                };
                let items = items.into_iter().map(item).collect();
                self.put(Block::List { dir, start: None, items }, out);
            }
            Content::Checklist { dir, mut items } => {
                items.iter_mut().for_each(|blocks| self.finish.all(blocks));
                out.push(Out::Paper(Paper::Checklist { dir, items }));
            }
            Content::Definitions { dir, list } => self.put(Block::Definitions { dir, list }, out),
            Content::Sources { dir, list } => {
                let items = list.into_iter().map(|source| source_item(source)).collect();
                self.put(Block::List { dir, start: None, items }, out);
            }
        }
    }

    fn agenda(&self, lesson: &Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let rows: Vec<AgendaRow<'a>> = lesson.sections.iter().filter_map(|section| self.agenda_row(section)).collect();
        if !rows.is_empty() {
            let total = self.presenter.agenda(lesson.id).total;
            let total = total.map(|total| self.words().minutes(total.from, total.to)).unwrap_or_default();
            out.push(Out::Paper(Paper::Agenda { rows, total }));
        }
    }

    fn agenda_row(&self, section: &Section<'a>) -> Option<AgendaRow<'a>> {
        let segment = section.segment.as_ref()?;
        let facts = [segment.what, segment.cut_words.as_str()].into_iter().filter(|fact| !fact.is_empty());
        Some(AgendaRow {
            clock: display::clock(segment.start),
            line: section.line.clone(),
            facts: facts.map(|fact| self.presenter.said(fact.to_owned())).collect(),
            minutes: segment.minutes.clone(),
        })
    }

    fn body(&mut self, lesson: &mut Lesson<'a>, out: &mut Vec<Out<'a>>) {
        for block in std::mem::take(&mut lesson.lead) {
            self.put(block, out);
        }
        for section in std::mem::take(&mut lesson.sections) {
            self.section(section, out);
        }
        for (word, blocks) in std::mem::take(&mut lesson.rest) {
            let mut finished = Vec::new();
            blocks.into_iter().for_each(|block| self.put(block, &mut finished));
            if !finished.is_empty() {
                self.heading(word, out);
                out.extend(finished);
            }
        }
    }

    /// A section; on a participant's sheet one that has nothing for participants is left out with its heading.
    fn section(&mut self, section: Section<'a>, out: &mut Vec<Out<'a>>) {
        let is_guide = self.kind == SheetKind::Facilitator;
        let mut line = section.line;
        self.finish.line(&mut line);
        let head = match section.segment {
            Some(segment) if is_guide => Out::Paper(self.segment(&segment, line)),
            _ => Out::Presented(Block::Heading { level: 2, id: "", line }),
        };
        let mut blocks = Vec::new();
        section.blocks.into_iter().for_each(|block| self.put(block, &mut blocks));
        if !blocks.is_empty() || is_guide {
            out.push(head);
            out.extend(blocks);
        }
    }

    fn segment(&self, segment: &Segment<'a>, line: Line<'a>) -> Paper<'a> {
        let facts = [segment.minutes.as_str(), segment.group].into_iter().filter(|fact| !fact.is_empty());
        let cut = Some(&segment.cut_words).filter(|words| !words.is_empty());
        Paper::Segment {
            dir: line.dir,
            clock: display::clock(segment.start),
            facts: facts.map(|fact| self.presenter.said(fact.to_owned())).collect(),
            kind: segment.kind.word(),
            line,
            cut: cut.map(|words| self.presenter.said(words.clone())),
        }
    }

    /// The words that this sheet uses, and the lesson's own: the reader of paper has no glossary to turn to.
    fn glossary(&mut self, lesson: LessonId, out: &mut Vec<Out<'a>>) {
        self.finish.footnotes();
        // What a definition says in its turn is for the glossary's own page.
        let mut told = std::mem::take(&mut self.finish.used);
        told.extend(self.own_terms.of(lesson));
        let list: Vec<Definition<'a>> =
            told.into_iter().map(|id| self.presenter.term(self.curriculum().term(id))).collect();
        if !list.is_empty() {
            self.heading("words", out);
            out.push(Out::Presented(Block::Definitions { dir: self.presenter.dir(), list }));
        }
    }
}

/// The fields of a lesson that a sheet shows.
fn fields<'a>(lesson: &mut Lesson<'a>, shows: impl Fn(Sheets) -> bool) -> Vec<Field<'a>> {
    std::mem::take(&mut lesson.fields).into_iter().filter(|field| shows(field.sheets)).collect()
}

/// Those before the body, and those after it.
fn parted(fields: Vec<Field<'_>>) -> (Vec<Field<'_>>, Vec<Field<'_>>) {
    fields.into_iter().partition(|field| field.place != crate::document::model::Place::After)
}

/// A source as an item of a list, with its address: paper cannot be clicked.
fn source_item(source: Source<'_>) -> Item<'_> {
    let Source { before, title, to, after, note, .. } = source;
    let (dir, lang) = (title.dir, title.lang);
    let mut line = Line { dir, lang, spans: Vec::new() };
    before.into_iter().for_each(|before| walk::append(&mut line, before));
    line.spans.push(Span::Em { spans: title.spans });
    after.into_iter().for_each(|after| walk::append(&mut line, after));
    if let Some(Link::Outside(to)) = to {
        line.spans.push(Span::Text { words: ". ".into() });
        let words = vec![Span::Text { words: to.clone() }];
        let spans = vec![Span::Link { to: Link::Outside(to), spans: words }];
        walk::append(&mut line, Line { dir: Direction::Ltr, lang, spans });
    }
    Item { dir, task: None, tight: true, blocks: std::iter::once(Block::Paragraph { line }).chain(note).collect() }
}
