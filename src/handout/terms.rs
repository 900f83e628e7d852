//! The terms that lessons bring along: a sheet explains them whether its words use them or not.

use std::collections::BTreeMap;

use crate::curriculum::{Curriculum, LessonId, TermId};

/// The terms of each lesson's own glossary.
#[derive(Debug, Default)]
pub(super) struct OwnTerms(BTreeMap<LessonId, Vec<TermId>>);

impl OwnTerms {
    /// Looks them up once for all sheets.
    pub(super) fn new(curriculum: &Curriculum) -> OwnTerms {
        let mut own: BTreeMap<LessonId, Vec<TermId>> = BTreeMap::new();
        for (at, term) in curriculum.terms.iter().enumerate() {
            if let Some(lesson) = term.lesson {
                own.entry(lesson).or_default().push(TermId::new(at));
            }
        }
        OwnTerms(own)
    }

    /// Those of one lesson.
    pub(super) fn of(&self, lesson: LessonId) -> impl Iterator<Item = TermId> + '_ {
        self.0.get(&lesson).into_iter().flatten().copied()
    }
}
