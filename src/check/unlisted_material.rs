//! `unlisted-material`: something that a session needs and nobody is told to bring.
//!
//! Looks for things that exercises list, and for a short list of usual things ("markers", "flip chart", "טושים") in instructions and
//! in what a facilitator is told to do, that `materials` of the lesson does not name in any number or kind. Leaves alone lessons
//! that list nothing and have no exercise with materials: those keep their list elsewhere. One note a lesson, because what is
//! found by words may mean something else.

use super::materials;
use super::subject::Subject;
use super::words::{self, TextRun};
use crate::diag::{Diagnostics, make};
use crate::source::Span;
use crate::syntax::lesson::{Block, ContainerKind};

/// Something used, and where.
struct Used {
    name: String,
    span: Span,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let front = subject.front;
    let listed: Vec<&str> = front.materials.iter().map(|material| material.item.value.as_str()).collect();
    if listed.is_empty() && front.exercises.iter().all(|exercise| exercise.materials.is_empty()) {
        return;
    }
    let mut used = of_exercises(subject, &listed);
    in_words(subject, &listed, &mut used);
    if let Some(first) = used.first() {
        let names: Vec<&str> = used.iter().map(|one| one.name.as_str()).collect();
        sink.push(make::lint::unlisted_material(first.span, &names));
    }
}

/// What exercises list and the lesson does not.
fn of_exercises(subject: &Subject<'_>, listed: &[&str]) -> Vec<Used> {
    let known: Vec<String> = listed.iter().flat_map(|item| materials::stems(item)).collect();
    let mut used: Vec<Used> = Vec::new();
    for item in subject.front.exercises.iter().flat_map(|exercise| &exercise.materials).map(|material| &material.item) {
        let stems = materials::stems(&item.value);
        let is_listed = stems.is_empty() || stems.iter().any(|stem| known.contains(stem));
        if !is_listed && used.iter().all(|one| one.name != item.value) {
            used.push(Used { name: item.value.clone(), span: item.span });
        }
    }
    used
}

/// The usual things that instructions and facilitators' doings speak of.
fn in_words(subject: &Subject<'_>, listed: &[&str], used: &mut Vec<Used>) {
    let Some(language) = words::language(&subject.version.lang) else { return };
    let front = subject.front;
    let of_exercises = front.exercises.iter().flat_map(|exercise| &exercise.materials).map(|m| m.item.value.as_str());
    let all: Vec<&str> = listed.iter().copied().chain(of_exercises).collect();
    let mut look = |run: TextRun<'_>| {
        run.words.runs(&mut |letters| {
            materials::named(letters, language, &mut |thing| {
                let is_listed = all.iter().any(|item| materials::covers(item, thing));
                if !is_listed && used.iter().all(|one| one.name != thing) {
                    used.push(Used { name: thing.to_owned(), span: run.span });
                }
            });
        });
    };
    for exercise in &front.exercises {
        exercise.instructions.iter().for_each(|rich| words::in_rich(rich, exercise.span, false, &mut look));
    }
    for section in &subject.document.body.sections {
        words::blocks(&section.blocks, false, &mut |block, _| {
            if let Block::Container(container) = block
                && container.kind == ContainerKind::Do
            {
                words::in_blocks(&container.blocks, container.span, true, &mut look);
            }
        });
    }
}
