//! `missing-debrief`: an exercise after which nobody is asked what happened.
//!
//! An exercise is debriefed by its own `debrief`, or by a segment of kind debrief, reflect or evaluation that is not before it.
//! Leaves alone homework (the next session takes it up), quizzes (their answers do), and an exercise that is the facilitator's. What
//! people do is half of the learning; what they say about it is the other.

use super::placed;
use super::subject::Subject;
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::{Exercise, ExerciseKind, SegmentKind};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    for (at, exercise) in subject.front.exercises.iter().enumerate() {
        let left_alone = matches!(exercise.kind, Some(ExerciseKind::Homework | ExerciseKind::Quiz));
        if exercise.debrief.is_empty() && !left_alone && !exercise.facilitators && !is_debriefed(subject, at) {
            let span = exercise.title.as_ref().or(exercise.id.as_ref()).map_or(exercise.span, |text| text.span);
            sink.push(make::lint::missing_debrief(span, name(exercise)));
        }
    }
}

/// Whether a segment that asks what happened is not before the one in which the exercise stands.
fn is_debriefed(subject: &Subject<'_>, exercise: usize) -> bool {
    let mut done = false;
    let mut asked_after = false;
    for section in &subject.document.body.sections {
        done |= placed::in_section(subject, section).exercises.contains(&exercise);
        let asks = section.segment.as_ref().is_some_and(|segment| {
            matches!(segment.kind, SegmentKind::Debrief | SegmentKind::Reflect | SegmentKind::Evaluation)
        });
        asked_after |= done && asks;
    }
    asked_after
}

fn name(exercise: &Exercise) -> Option<&str> {
    exercise.title.as_ref().or(exercise.id.as_ref()).map(|text| text.value.as_str())
}
