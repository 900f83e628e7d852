//! The curriculum lint of `daf check`: what a good lesson has and this one lacks, one rule a file.
//!
//! Rules are pure functions over the linked `Curriculum` that push diagnostics; each file's header tells what the rule looks
//! for, what it leaves alone, and why. A build never runs them. What makes a site wrong is reported where it is found, never here.
//!
//! Rules that look at one lesson take one lesson (`OF_LESSON`), so that a lesson can be looked at alone, and all of them in
//! parallel. Rules that read words know English and Hebrew (`words`), and say nothing in a language that they do not know.

mod crowded_segment;
mod early_term;
mod license_clash;
mod long_stretch;
mod materials;
mod missing_credit;
mod missing_debrief;
mod missing_segment;
mod missing_translation;
mod placed;
mod subject;
mod talk_over_practice;
mod term_use;
mod unfilled_placeholder;
mod unlisted_material;
mod untagged_hebrew;
mod unused_objective;
mod unused_term;
mod unused_text;
mod vague_link;
mod varied_spelling;
mod words;
mod yes_no_prompt;

use rayon::prelude::*;

use crate::curriculum::{Curriculum, LessonId};
use crate::diag::Diagnostics;
use crate::source::SourceSet;
use subject::Subject;
use term_use::TermUse;

/// The rules that look at one lesson.
const OF_LESSON: &[fn(&Subject<'_>, &mut Diagnostics)] = &[
    long_stretch::check,
    missing_segment::check,
    talk_over_practice::check,
    crowded_segment::check,
    unused_objective::check,
    missing_debrief::check,
    yes_no_prompt::check,
    unlisted_material::check,
    missing_credit::check,
    missing_translation::check,
    license_clash::check,
    untagged_hebrew::check,
    vague_link::check,
];

/// The rules that look at what stands in no lesson: shared texts, units, the home page.
const OF_THE_REST: &[fn(&Curriculum, &mut Diagnostics)] = &[
    missing_credit::check_shared,
    missing_translation::check_shared,
    license_clash::check_shared,
    untagged_hebrew::check_shared,
    vague_link::check_pages,
];

/// The rules that must have seen every file, because what they look for is missing or stands in two places.
const OF_ALL: &[fn(&Curriculum, &TermUse<'_>, &mut Diagnostics)] =
    &[early_term::check, unused_term::check, varied_spelling::check, unused_text::check];

/// Looks at everything. Where `sink` has errors already, the rules that need every file wait: a lesson that could not be read may
/// use what seems unused. The order is the caller's to settle.
pub fn all(curriculum: &Curriculum, sink: &mut Diagnostics) {
    let lessons = 0..curriculum.lessons.len();
    let found: Vec<Diagnostics> = lessons.into_par_iter().map(|at| of_lesson(curriculum, LessonId::new(at))).collect();
    for own in found {
        sink.append(own);
    }
    for rule in OF_THE_REST {
        rule(curriculum, sink);
    }
    if !sink.has_errors() {
        let used = TermUse::of(curriculum);
        for rule in OF_ALL {
            rule(curriculum, &used, sink);
        }
    }
}

/// Looks at what is typed in the files themselves: words that are still to be replaced.
pub fn files(curriculum: &Curriculum, sources: &SourceSet, sink: &mut Diagnostics) {
    unfilled_placeholder::check(curriculum, sources, sink);
}

/// Looks at one lesson.
pub fn lesson(curriculum: &Curriculum, id: LessonId, sink: &mut Diagnostics) {
    sink.append(of_lesson(curriculum, id));
}

fn of_lesson(curriculum: &Curriculum, id: LessonId) -> Diagnostics {
    let mut sink = Diagnostics::default();
    // What a lesson seems to lack may stand where it could not be read.
    let is_whole = curriculum.lesson(id).main.document.lost.is_nothing();
    if let Some(subject) = Subject::of(curriculum, id).filter(|_| is_whole) {
        for rule in OF_LESSON {
            rule(&subject, &mut sink);
        }
    }
    sink
}
