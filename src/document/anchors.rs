//! The anchors that participants do not see: a link to one leads to the page's top for them.

use std::sync::OnceLock;

use crate::audience::{self, Audience};
use crate::curriculum::{Curriculum, LessonId};

/// For each lesson, the ids of headings that are the facilitator's, once somebody asks.
#[derive(Debug)]
pub(crate) struct Anchors {
    hidden: Vec<OnceLock<Vec<String>>>,
}

impl Anchors {
    /// For the lessons of a curriculum.
    pub(crate) fn new(curriculum: &Curriculum) -> Anchors {
        Anchors { hidden: curriculum.lessons.iter().map(|_| OnceLock::new()).collect() }
    }

    /// Whether a heading of a lesson is there for an audience.
    pub(super) fn sees(&self, curriculum: &Curriculum, audience: Audience, lesson: LessonId, anchor: &str) -> bool {
        if audience.sees(true) || anchor.is_empty() {
            return true;
        }
        let list = self.hidden.get(lesson.index()).map(|list| {
            list.get_or_init(|| {
                let body = &curriculum.lesson(lesson).main.document.body;
                audience::hidden_anchors(&body.lead, &body.sections).into_iter().map(str::to_owned).collect()
            })
        });
        !list.is_some_and(|list| list.iter().any(|id| id == anchor))
    }
}
