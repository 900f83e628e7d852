//! `unused-objective`: an objective that no segment, prompt or exercise takes up.
//!
//! Asks only for objectives that have an id, because nothing else can be named; a lesson whose objectives have none is left alone.
//! Where no objective of a lesson is named anywhere, that is said once. Waits while something names an objective that is not there:
//! that is an error already, and may well be meant for this one.

use super::subject::Subject;
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::Text;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let front = subject.front;
    let ids: Vec<&Text> = front.objectives.iter().filter_map(|objective| objective.id.as_ref()).collect();
    let named = front.prompts.iter().filter_map(|prompt| prompt.objective.as_ref());
    let named = named.chain(front.exercises.iter().filter_map(|exercise| exercise.objective.as_ref()));
    let named = named.chain(subject.segments().flat_map(|(_, segment)| &segment.objectives));
    let named: Vec<&str> = named.map(|id| id.value.as_str()).collect();
    let is_known = |name: &&str| ids.iter().any(|id| id.value == *name);
    if !named.iter().all(is_known) {
        return;
    }
    let unused: Vec<&Text> = ids.iter().copied().filter(|id| !named.contains(&id.value.as_str())).collect();
    match unused.as_slice() {
        [first, _, ..] if unused.len() == ids.len() => {
            sink.push(make::lint::no_objective_used(first.span, unused.len(), &first.value));
        }
        unused => unused.iter().for_each(|id| sink.push(make::lint::unused_objective(id.span, &id.value))),
    }
}
