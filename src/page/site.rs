//! What every page of one language shares: the curriculum, the words, the glossary's spellings, and what was made before.
//!
//! Made once for each language of a site, read from all threads. Writes no page.

use std::collections::{BTreeMap, BTreeSet};

use crate::audience::{self as view, Audience};
use crate::curriculum::{Curriculum, Lesson, LessonId, Version};
use crate::place::Shelf;
use crate::source::VPath;
use crate::syntax::lesson::Lang;
use crate::terms::TermFinder;
use crate::words::Words;

/// What the pages of one language share.
pub(crate) struct Site<'a> {
    /// The linked curriculum.
    pub(crate) curriculum: &'a Curriculum,
    /// The pages' language.
    pub(crate) lang: Lang,
    /// The shelf for everybody.
    pub(crate) shelf: Shelf,
    /// The words that pages say for themselves.
    pub(crate) words: &'a Words,
    /// The glossary's spellings.
    pub(crate) terms: &'a TermFinder,
    /// What the build made before the pages: sheets are linked where they are.
    pub(crate) made: &'a BTreeSet<VPath>,
    /// How many pages each sheet has, and how many bytes.
    pub(crate) sheets: &'a BTreeMap<VPath, (u32, usize)>,
    /// For each lesson, the ids of headings that participants do not see.
    pub(crate) hidden: &'a [Vec<String>],
}

impl<'a> Site<'a> {
    /// A lesson's version in the pages' language, and whether it is really in that language.
    pub(crate) fn version(&self, lesson: &'a Lesson) -> (&'a Version, bool) {
        lesson.version(&self.lang)
    }

    /// A lesson's title in the pages' language.
    pub(crate) fn title(&self, id: LessonId) -> &'a str {
        &self.version(self.curriculum.lesson(id)).0.title
    }

    /// The summary of a lesson in the pages' language.
    pub(crate) fn summary(&self, id: LessonId) -> Option<&'a str> {
        let front = &self.version(self.curriculum.lesson(id)).0.document.front;
        front.summary.as_ref().map(|summary| summary.value.as_str())
    }

    /// Whether a heading of a lesson is there for an audience.
    pub(crate) fn sees_anchor(&self, audience: Audience, lesson: LessonId, anchor: &str) -> bool {
        let hidden = self.hidden.get(lesson.index()).is_some_and(|list| list.iter().any(|id| id == anchor));
        audience.sees(hidden)
    }

    /// Whether the site has pages of weekly portions.
    pub(crate) fn has_portions(&self) -> bool {
        !self.curriculum.portions.is_empty() || !self.curriculum.haftarot.is_empty()
    }

    /// The path of a file that the build made, where it did.
    pub(crate) fn made(&self, path: &str) -> Option<VPath> {
        VPath::new(path).filter(|path| self.made.contains(path))
    }
}

/// For each lesson, the ids of headings that participants do not see.
pub(crate) fn hidden_anchors(curriculum: &Curriculum) -> Vec<Vec<String>> {
    let of = |version: &Version| {
        let body = &version.document.body;
        view::hidden_anchors(&body.lead, &body.sections).into_iter().map(str::to_owned).collect()
    };
    curriculum.lessons.iter().map(|lesson| of(&lesson.main)).collect()
}
