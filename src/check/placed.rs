//! What the sections of a body place: prompts and exercises, by section. Judges nothing.

use super::subject::Subject;
use super::words;
use crate::curriculum::Placement;
use crate::syntax::lesson::{Block, Section};

/// What one section places, as indexes into the front matter's lists.
#[derive(Default)]
pub(crate) struct PlacedTasks {
    pub(crate) prompts: Vec<usize>,
    pub(crate) exercises: Vec<usize>,
}

/// What a section places for everybody.
pub(crate) fn in_section(subject: &Subject<'_>, section: &Section) -> PlacedTasks {
    let mut placed = PlacedTasks::default();
    words::blocks(&section.blocks, false, &mut |block, facilitators| {
        if let (Block::Leaf(no), false) = (block, facilitators) {
            match subject.scope.leaves.get(no.0 as usize) {
                Some(Placement::Prompts(list)) => placed.prompts.extend(list),
                Some(Placement::Exercise(at)) => placed.exercises.push(*at),
                Some(Placement::Text(..) | Placement::Space(_) | Placement::Nothing) | None => {}
            }
        }
    });
    placed.prompts.retain(|&at| subject.front.prompts.get(at).is_some_and(|prompt| !prompt.facilitators));
    placed
}
