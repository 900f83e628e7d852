//! `crowded-segment`: more prompts and exercises than there are minutes.
//!
//! A prompt takes the minutes that it names, else about four; an exercise those that it names. Where what a segment places takes
//! more than the segment has, by more than a tenth, it is reported; where no segment is, the lesson's prompts are held to the
//! lesson's minutes. Leaves alone a single prompt without minutes, and whatever is the facilitator's.

use super::placed::{self, PlacedTasks};
use super::subject::Subject;
use crate::diag::{Diagnostics, make};
use crate::syntax::inline_text;

/// What a prompt takes that names no minutes.
const EACH: u32 = 4;

/// What is asked for in a stretch of time.
#[derive(Default)]
struct Need {
    prompts: usize,
    exercises: usize,
    /// Whether every prompt goes by [`EACH`].
    all_by_rule: bool,
    minutes: u32,
}

impl Need {
    fn of(subject: &Subject<'_>, placed: &PlacedTasks) -> Need {
        let front = subject.front;
        let prompts = placed.prompts.iter().filter_map(|&at| front.prompts.get(at));
        let exercises = placed.exercises.iter().filter_map(|&at| front.exercises.get(at));
        let mut need = Need { all_by_rule: true, ..Need::default() };
        for prompt in prompts {
            need.prompts += 1;
            need.all_by_rule &= prompt.minutes.is_none();
            need.minutes += prompt.minutes.map_or(EACH, |minutes| minutes.to);
        }
        for minutes in exercises.filter_map(|exercise| exercise.minutes) {
            need.exercises += 1;
            need.minutes += minutes.to;
        }
        need
    }

    /// Whether it is more than a tenth over what there is. One prompt alone is never too many.
    fn exceeds(&self, there: u32) -> bool {
        let alone = self.prompts == 1 && self.exercises == 0 && self.all_by_rule;
        !alone && u64::from(self.minutes) * 10 > u64::from(there) * 11
    }
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let mut crowded = false;
    for (section, segment) in subject.segments() {
        let need = Need::of(subject, &placed::in_section(subject, section));
        if need.exceeds(segment.minutes.to) {
            crowded = true;
            let name = inline_text(&section.heading);
            report(section.span, Some(&name), &need, segment.minutes.to, sink);
        }
    }
    if let (false, Some(total)) = (crowded, subject.total()) {
        let front = subject.front;
        let prompts = (0..front.prompts.len()).filter(|&at| !front.prompts[at].facilitators).collect();
        let need = Need::of(subject, &PlacedTasks { prompts, exercises: Vec::new() });
        if need.exceeds(total.to) {
            report(subject.minutes_span(), None, &need, total.to, sink);
        }
    }
}

fn report(span: crate::source::Span, name: Option<&str>, need: &Need, there: u32, sink: &mut Diagnostics) {
    let each = need.all_by_rule.then_some(EACH);
    sink.push(make::lint::crowded_segment(span, name, need.prompts, need.exercises, need.minutes, there, each));
}
