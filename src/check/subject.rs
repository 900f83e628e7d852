//! A lesson as a rule sees it: in its own language, with what its links and leaves lead to. Judges nothing.

use crate::curriculum::{Curriculum, Lesson, LessonId, Scope, Text, Version};
use crate::source::Span;
use crate::syntax::lesson::{Document, Front, Range, Section, Segment};

/// One lesson, and the curriculum it stands in.
pub(crate) struct Subject<'a> {
    pub(crate) curriculum: &'a Curriculum,
    pub(crate) lesson: &'a Lesson,
    pub(crate) version: &'a Version,
    pub(crate) scope: &'a Scope,
    pub(crate) document: &'a Document,
    pub(crate) front: &'a Front,
}

impl<'a> Subject<'a> {
    /// `None` for an id of another curriculum.
    pub(crate) fn of(curriculum: &'a Curriculum, id: LessonId) -> Option<Subject<'a>> {
        let lesson = curriculum.lessons.get(id.index())?;
        let version = &lesson.main;
        let scope = curriculum.scopes.get(version.scope.index())?;
        let document = &*version.document;
        Some(Subject { curriculum, lesson, version, scope, document, front: &document.front })
    }

    /// The segments of the agenda, in order, with their sections.
    pub(crate) fn segments(&self) -> impl Iterator<Item = (&'a Section, &'a Segment)> {
        self.document.body.sections.iter().filter_map(|section| Some((section, section.segment.as_ref()?)))
    }

    /// The texts that stand in this lesson's own file.
    pub(crate) fn own_texts(&self) -> impl Iterator<Item = &'a Text> {
        let texts =
            self.version.texts.iter().filter_map(|id| self.curriculum.texts.get(id.index()).map(|text| &**text));
        texts.filter(|text| !text.shared)
    }

    /// Where what the lesson as a whole lacks is reported: its minutes, else the beginning of its fields.
    pub(crate) fn minutes_span(&self) -> Span {
        self.front.minutes.as_ref().map_or(self.document.fence, |minutes| minutes.span)
    }

    /// How long the lesson is.
    pub(crate) fn total(&self) -> Option<Range> {
        self.version.agenda.total
    }

    /// The versions in which words are read, each with its language: the original, and what translations say themselves.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &'a Version> {
        std::iter::once(self.version).chain(self.lesson.translations.iter().map(|(_, version)| version))
    }
}

/// The texts that are files of their own.
pub(crate) fn shared_texts(curriculum: &Curriculum) -> impl Iterator<Item = &Text> {
    curriculum.texts.iter().map(|text| &**text).filter(|text| text.shared)
}
