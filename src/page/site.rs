//! What every page of one language shares: the curriculum, the words, the glossary's spellings, and what was made before.
//!
//! Made once for each language of a site, read from all threads. Writes no page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

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
    /// What stands in the site besides the pages, sheets above all.
    pub(crate) beside: &'a Beside,
    /// For each lesson, the ids of headings that participants do not see, once somebody asks.
    hidden: Vec<OnceLock<Vec<String>>>,
}

/// What stands in a site besides its pages: sheets are linked where they are.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// The paths of all that was made before the pages.
    pub(crate) made: BTreeSet<VPath>,
    /// How many pages each sheet has that was made, and how many bytes.
    pub(crate) extents: BTreeMap<VPath, (u32, usize)>,
    /// Whether every sheet is there as soon as somebody asks for it. Nobody knows how many pages it has then.
    pub(crate) on_demand: bool,
}

impl<'a> Site<'a> {
    /// The pages of a language.
    pub(crate) fn new(
        curriculum: &'a Curriculum,
        lang: &str,
        words: &'a Words,
        terms: &'a TermFinder,
        beside: &'a Beside,
    ) -> Site<'a> {
        let shelf = crate::place::shelf_of(curriculum, lang, Audience::Participant);
        let hidden = curriculum.lessons.iter().map(|_| OnceLock::new()).collect();
        Site { curriculum, lang: lang.to_owned(), shelf, words, terms, beside, hidden }
    }

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
        let list = self.hidden.get(lesson.index()).map(|list| {
            list.get_or_init(|| {
                let body = &self.curriculum.lesson(lesson).main.document.body;
                view::hidden_anchors(&body.lead, &body.sections).into_iter().map(str::to_owned).collect()
            })
        });
        let hidden = list.is_some_and(|list| list.iter().any(|id| id == anchor));
        audience.sees(hidden)
    }

    /// Whether the site has pages of weekly portions.
    pub(crate) fn has_portions(&self) -> bool {
        !self.curriculum.portions.is_empty() || !self.curriculum.haftarot.is_empty()
    }

    /// The path of a file that was made before the pages, where it was.
    pub(crate) fn made(&self, path: &str) -> Option<VPath> {
        VPath::new(path).filter(|path| self.beside.made.contains(path))
    }
}
