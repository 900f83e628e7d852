//! What is presented besides lessons: lines of plain words, fields that belong to no lesson, what lists say of lessons.

use super::maker::Maker;
use super::model::{Block, Definition, Line, Link, Span};
use super::presenter::Presenter;
use super::walk;
use crate::curriculum::{Agenda, LessonId, Passage, ScopeId, Term, Unit};
use crate::syntax::lesson::{LinkNo, Rich};

impl<'a> Presenter<'a> {
    /// Plain words as a line of this language's documents.
    pub(crate) fn line(&self, words: &'a str) -> Line<'a> {
        self.maker().line(words)
    }

    /// Words that were put together, likewise.
    pub(crate) fn said(&self, words: String) -> Line<'a> {
        self.maker().said(words)
    }

    /// Words side by side with points between, in the direction of their words; empty ones are left out.
    pub(crate) fn joined(&self, parts: &[&str]) -> Line<'a> {
        self.maker().joined(parts, " · ")
    }

    /// Lines side by side with points between; `None` where there is none.
    pub(crate) fn lines(&self, lines: Vec<Line<'a>>) -> Option<Line<'a>> {
        let mut all = lines.into_iter();
        let mut whole = all.next()?;
        for line in all {
            whole.spans.push(Span::Text { words: " · ".into() });
            walk::append(&mut whole, line);
        }
        Some(whole)
    }

    /// Words in Hebrew.
    pub(crate) fn hebrew(&self, words: String) -> Line<'a> {
        self.maker().hebrew(words.into())
    }

    /// A term of the glossary in short: itself with its Hebrew, and what it means in plain words.
    pub(crate) fn term(&self, term: &'a Term) -> Definition<'a> {
        let mut maker = self.maker();
        let mut name = maker.line(&term.entry.term.value);
        if let Some(he) = &term.entry.he {
            let he = maker.line(&he.value);
            name.spans.push(Span::Text { words: " ".into() });
            walk::append(&mut name, he);
        }
        let blocks = self.rich(&term.entry.definition, term.scope);
        let line = self.said(walk::plain(&blocks));
        Definition { term: name, blocks: vec![Block::Paragraph { line }] }
    }

    /// A field that belongs to no lesson, with the links of its file; terms are not marked in it.
    pub(crate) fn rich(&self, rich: &'a Rich, scope: ScopeId) -> Vec<Block<'a>> {
        let mut maker = self.maker();
        maker.in_scope(scope, |maker| maker.without_terms(|maker| maker.blocks(&rich.blocks)))
    }

    /// A link of `daf.yaml`.
    pub(crate) fn own_link(&self, no: LinkNo) -> Option<Link<'a>> {
        let maker = self.maker();
        maker.target(no).and_then(|target| maker.link_to(target))
    }

    pub(super) fn maker(&self) -> Maker<'a> {
        Maker::new(*self)
    }
}

/// What lists and links say of a lesson.
impl<'a> Presenter<'a> {
    /// A lesson's title in this language.
    pub(crate) fn title(&self, id: LessonId) -> Line<'a> {
        self.line(&self.curriculum.lesson(id).version(self.lang).0.title)
    }

    /// A lesson's summary in this language.
    pub(crate) fn summary(&self, id: LessonId) -> Option<Line<'a>> {
        let front = &self.curriculum.lesson(id).version(self.lang).0.document.front;
        front.summary.as_ref().map(|summary| self.line(&summary.value))
    }

    /// A lesson's agenda in this language, as numbers and kinds.
    pub(crate) fn agenda(&self, id: LessonId) -> &'a Agenda {
        &self.curriculum.lesson(id).version(self.lang).0.agenda
    }

    /// The numbers of a lesson's questions about one of a passage's texts, as participants see them.
    pub(crate) fn questions_about(&self, passage: &Passage, id: LessonId) -> Vec<u32> {
        let (version, _) = self.curriculum.lesson(id).version(self.lang);
        let front = &version.document.front;
        let is_named = |id: &str| {
            let at = front.texts.iter().position(|item| item.id() == Some(id))?;
            let text = self.curriculum.text(*version.texts.get(at)?);
            Some(self.curriculum.passage(text.passage).slug == passage.slug)
        };
        let asked = front.prompts.iter().zip(&version.prompt_numbers);
        let about =
            asked.filter(|(prompt, _)| prompt.text.as_ref().is_some_and(|text| is_named(&text.value) == Some(true)));
        about.filter_map(|(_, number)| *number).collect()
    }

    /// What a unit wants.
    pub(crate) fn goal(&self, unit: &'a Unit) -> Option<Vec<Block<'a>>> {
        let goal = unit.document.as_ref()?.front.goal.as_ref()?;
        Some(self.rich(goal, unit.scope))
    }

    /// The questions of a unit.
    pub(crate) fn unit_questions(&self, unit: &'a Unit) -> Vec<Vec<Block<'a>>> {
        let questions = unit.document.as_ref().map(|document| document.front.questions.as_slice());
        questions.unwrap_or_default().iter().map(|rich| self.rich(rich, unit.scope)).collect()
    }
}
