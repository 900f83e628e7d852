//! What is cut apart, hung up, filled in at the end, or bound: cards, wall sheets, the evaluation, the parts of a workbook.
//!
//! All of it is for participants, and made of their documents.

use super::arrange::Arranger;
use super::finish::prompts;
use super::sheet::{Block as Out, Card, Paper, Part, TextEntry};
use crate::curriculum::{TextId, Unit};
use crate::direction::Direction;
use crate::display;
use crate::document::model::{Block, Content, Definition, Lesson, Line, Note, Space, Span, Text};
use crate::document::walk;
use crate::syntax::lesson::{HandoutFor, Layout, SheetKind};

/// Letters of a text that a card or a wall sheet has room for, in one language.
const CARD: usize = 420;
/// Steps of a scale.
const STEPS: u32 = 5;
/// Lines for an answer in the evaluation.
const LINES: u32 = 3;

impl<'a> Arranger<'a> {
    /// Roles, short texts and prompts, each on a card of its own.
    pub(super) fn card_sheet(&mut self, lesson: &Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let roles = self.presenter.roles(lesson.id).into_iter().map(|role| self.role_card(role)).collect();
        let texts: Vec<Card<'a>> = lesson.texts.iter().filter_map(|&id| self.text_card(id)).collect();
        let mut asked = Vec::new();
        prompts(lesson, &mut |prompt| asked.push(prompt.clone()));
        let prompts = asked.into_iter().map(|prompt| {
            let mut blocks = prompt.blocks;
            self.finish.all(&mut blocks);
            Card { kind: "prompt", label: prompt.facts.into_iter().next(), title: None, blocks }
        });
        let prompts = prompts.collect();
        for cards in [roles, texts, prompts] {
            if !cards.is_empty() {
                out.push(Out::Paper(Paper::Cards { cards }));
            }
        }
    }

    fn role_card(&mut self, role: Note<'a>) -> Card<'a> {
        let mut blocks = role.blocks;
        self.finish.all(&mut blocks);
        Card { kind: "role", label: Some(role.label), title: role.title, blocks }
    }

    fn text_card(&mut self, id: TextId) -> Option<Card<'a>> {
        let text = self.quotation(id)?;
        Some(Card { kind: "text", label: None, title: None, blocks: vec![Block::Text(Box::new(text))] })
    }

    /// A text with nothing but its words, its reference and its credit; `None` for a long one.
    fn quotation(&self, id: TextId) -> Option<Text<'a>> {
        let entry = &self.curriculum().text(id).entry;
        let longest = |lang: &str| -> usize {
            entry.pieces.iter().filter_map(|piece| piece.in_lang(lang)).map(|words| words.value.chars().count()).sum()
        };
        if longest("he").max(longest(self.presenter.lang)) > CARD {
            return None;
        }
        let (text, _) = self.presenter.text(id);
        let layout = Layout::Stacked.word();
        Some(Text { layout, vocabulary: Vec::new(), context: Vec::new(), questions: Vec::new(), ..text })
    }

    /// What a writer hangs on the wall; where nothing is said, the lesson's first short text and its questions.
    pub(super) fn wall_sheets(&mut self, lesson: &Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let mut notes = Vec::new();
        walk::notes(lesson, &mut |note| {
            if note.handout == Some(HandoutFor::Wall) {
                notes.push(note.clone());
            }
        });
        for note in notes {
            let title = note.title.map(|line| {
                let spans = vec![Span::Strong { spans: line.spans }];
                Block::Paragraph { line: Line { spans, ..line } }
            });
            let mut blocks: Vec<Block<'a>> = title.into_iter().chain(note.blocks).collect();
            self.finish.all(&mut blocks);
            out.push(Out::Paper(Paper::Poster { blocks, caption: None }));
        }
        if !out.is_empty() {
            return;
        }
        if let Some(text) = lesson.texts.iter().find_map(|&id| self.quotation(id)) {
            let caption = Some(text.name.clone());
            out.push(Out::Paper(Paper::Poster { blocks: vec![Block::Text(Box::new(text))], caption }));
        }
        for blocks in listed(lesson, "questions") {
            out.push(Out::Paper(Paper::Poster { blocks, caption: None }));
        }
    }

    /// The evaluation: what was promised, on a scale, and three questions.
    pub(super) fn evaluation(&mut self, lesson: &mut Lesson<'a>, out: &mut Vec<Out<'a>>) {
        let rows = listed(lesson, "by-the-end");
        if !rows.is_empty() {
            self.heading("evaluation-objectives", out);
            let (low, high) = (self.words().get("evaluation-low"), self.words().get("evaluation-high"));
            out.push(Out::Paper(Paper::Scale { low, high, steps: STEPS, rows }));
        }
        for word in ["evaluation-kept", "evaluation-changed", "evaluation-next"] {
            self.heading(word, out);
            out.push(Out::Presented(Block::Space { space: Space::Lines { count: LINES } }));
        }
    }

    /// A page that begins a unit.
    pub(super) fn divider(self, unit: &'a Unit) -> Part<'a> {
        let front = unit.document.as_ref().map(|document| &document.front);
        let summary = front.and_then(|front| front.summary.as_ref());
        let summary = summary.map(|summary| self.presenter.line(&summary.value));
        let title = self.presenter.line(&unit.title);
        let block = Paper::Divider { number: unit.number, title: title.clone(), summary };
        self.part_alone(SheetKind::Workbook, title, vec![Out::Paper(block)])
    }

    /// The index of texts in canonical order.
    pub(super) fn text_index(self, texts: &[TextId]) -> Part<'a> {
        let curriculum = self.curriculum();
        let mut group = "";
        let mut entries = Vec::new();
        for passage in curriculum.passages.iter() {
            let Some(id) = passage.texts.iter().find(|id| texts.contains(id)) else { continue };
            let text = curriculum.text(*id);
            let begins = passage.category != group;
            group = &passage.category;
            let name = if text.entry.citation.is_some() { text.name() } else { passage.name.clone() };
            entries.push(TextEntry {
                group: begins.then(|| self.category(group)),
                id: &text.id,
                name: self.presenter.said(name),
                he_name: text
                    .entry
                    .citation
                    .as_ref()
                    .map(|citation| self.presenter.hebrew(display::citation_he(citation))),
            });
        }
        let block = Paper::TextIndex { entries };
        self.part_alone(SheetKind::Workbook, self.word("texts"), vec![Out::Paper(block)])
    }

    /// Whom the texts are owed to, and under which licence each may be passed on.
    pub(super) fn credits(self, texts: &[TextId]) -> Part<'a> {
        let mut told = std::collections::BTreeSet::new();
        let list = texts.iter().filter(|id| told.insert(**id)).filter_map(|&id| {
            let credit = self.presenter.credit(id);
            let term = self.presenter.said(self.curriculum().text(id).name());
            let line = self.presenter.lines(credit)?;
            Some(Definition { term, blocks: vec![Block::Paragraph { line }] })
        });
        let block = Block::Definitions { dir: self.presenter.dir(), list: list.collect() };
        self.part_alone(SheetKind::Workbook, self.word("credits"), vec![Out::Presented(block)])
    }

    /// What a category is called; what is not in the library stands under a name of its own.
    fn category(&self, category: &'a str) -> Line<'a> {
        let words = self.words();
        self.presenter.line(if category.is_empty() { words.get("other-texts") } else { words.category(category) })
    }

    /// The glossary of the whole curriculum.
    pub(super) fn terms(self) -> Option<Part<'a>> {
        let terms = &self.curriculum().terms;
        if terms.is_empty() {
            return None;
        }
        let list = terms.iter().map(|term| self.presenter.term(term)).collect();
        let dir: Direction = self.presenter.dir();
        let block = Out::Presented(Block::Definitions { dir, list });
        Some(self.part_alone(SheetKind::Workbook, self.word("glossary"), vec![block]))
    }
}

/// The items of a field that is a list.
fn listed<'a>(lesson: &Lesson<'a>, name: &str) -> Vec<Vec<Block<'a>>> {
    let field = lesson.fields.iter().find(|field| field.name == name);
    match field.map(|field| &field.content) {
        Some(Content::List { items, .. }) => items.clone(),
        _ => Vec::new(),
    }
}
