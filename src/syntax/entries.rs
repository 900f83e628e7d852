//! The lists of a front matter that a body may add to while it is read.

use super::lesson::{Exercise, Front, Objective, Prompt, Rich, TextItem};

/// The lists that a body may add to while it is read.
#[derive(Default)]
pub(crate) struct Entries {
    pub(crate) texts: Vec<TextItem>,
    pub(crate) prompts: Vec<Prompt>,
    pub(crate) exercises: Vec<Exercise>,
    pub(crate) objectives: Vec<Objective>,
    pub(crate) questions: Vec<Rich>,
    pub(crate) key_points: Vec<Rich>,
}

impl Entries {
    /// Takes the lists out of a front matter, so that what the body adds comes after them.
    pub(crate) fn take(front: &mut Front) -> Entries {
        Entries {
            texts: std::mem::take(&mut front.texts),
            prompts: std::mem::take(&mut front.prompts),
            exercises: std::mem::take(&mut front.exercises),
            objectives: std::mem::take(&mut front.objectives),
            questions: std::mem::take(&mut front.questions),
            key_points: std::mem::take(&mut front.key_points),
        }
    }

    /// Puts them back.
    pub(crate) fn put(self, front: &mut Front) {
        front.texts = self.texts;
        front.prompts = self.prompts;
        front.exercises = self.exercises;
        front.objectives = self.objectives;
        front.questions = self.questions;
        front.key_points = self.key_points;
    }
}
