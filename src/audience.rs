//! Who sees what: the only place where the facilitator's is told from everybody's.
//!
//! The writers of pages get blocks, prompts, exercises and fields through these functions and never look behind them, so
//! that none of them can forget. Never writes anything.

use crate::syntax::lesson::{Access, Block, Exercise, Footnote, Front, Leaf, Material, Prompt, Rich, Section, Segment};

/// Whom a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Audience {
    /// Everybody.
    Participant,
    /// Who leads the room.
    Facilitator,
}

impl Audience {
    /// Whether it may see what is marked for facilitators.
    pub(crate) fn sees(self, facilitators: bool) -> bool {
        match self {
            Audience::Participant => !facilitators,
            Audience::Facilitator => true,
        }
    }

    /// A facilitators' list, empty for everybody else.
    fn list<T>(self, list: &[T]) -> &[T] {
        if self.sees(true) { list } else { &[] }
    }

    /// A facilitators' value, absent for everybody else.
    fn value<T>(self, value: Option<&T>) -> Option<&T> {
        value.filter(|_| self.sees(true))
    }
}

/// The blocks of a list that an audience sees.
pub(crate) fn blocks<'a>(
    audience: Audience,
    leaves: &'a [Leaf],
    blocks: &'a [Block],
) -> impl Iterator<Item = &'a Block> {
    blocks.iter().filter(move |block| sees_block(audience, leaves, block))
}

/// Looks at every kind of block: a new one has to be decided on here.
fn sees_block(audience: Audience, leaves: &[Leaf], block: &Block) -> bool {
    match block {
        Block::Container(container) => audience.sees(container.is_facilitators()),
        Block::Leaf(no) => audience.sees(leaves.get(no.0 as usize).is_none_or(|leaf| leaf.facilitators)),
        Block::Paragraph(_)
        | Block::Heading { .. }
        | Block::List { .. }
        | Block::Quote(_)
        | Block::Code { .. }
        | Block::Table(_)
        | Block::Definitions(_)
        | Block::Rule
        | Block::Html(_) => true,
    }
}

/// A prompt as an audience sees it.
pub(crate) struct SeenPrompt<'a> {
    /// What everybody sees of it.
    pub(crate) prompt: &'a Prompt,
    /// What to listen for.
    pub(crate) listen_for: Option<&'a Rich>,
}

/// A prompt as an audience sees it; `None` where it does not.
pub(crate) fn prompt(audience: Audience, prompt: &Prompt) -> Option<SeenPrompt<'_>> {
    let listen_for = audience.value(prompt.listen_for.as_ref());
    audience.sees(prompt.facilitators).then_some(SeenPrompt { prompt, listen_for })
}

/// An exercise as an audience sees it.
pub(crate) struct SeenExercise<'a> {
    /// What everybody sees of it.
    pub(crate) exercise: &'a Exercise,
    /// What to bring.
    pub(crate) materials: &'a [Material],
    /// What to ask afterwards.
    pub(crate) debrief: &'a [Rich],
    /// The answers.
    pub(crate) answers: Option<&'a Rich>,
}

/// An exercise as an audience sees it; `None` where it does not.
pub(crate) fn exercise(audience: Audience, exercise: &Exercise) -> Option<SeenExercise<'_>> {
    audience.sees(exercise.facilitators).then(|| SeenExercise {
        exercise,
        materials: audience.list(&exercise.materials),
        debrief: audience.list(&exercise.debrief),
        answers: audience.value(exercise.answers.as_ref()),
    })
}

/// The facilitators' fields of a front matter; all empty for everybody else.
pub(crate) struct Before<'a> {
    /// What to bring.
    pub(crate) materials: &'a [Material],
    /// What to prepare.
    pub(crate) preparation: &'a [Rich],
    /// Plans for needs.
    pub(crate) access: &'a [Access],
}

/// What an audience sees of the fields that are read before a session.
pub(crate) fn before(audience: Audience, front: &Front) -> Before<'_> {
    Before {
        materials: audience.list(&front.materials),
        preparation: audience.list(&front.preparation),
        access: audience.list(&front.access),
    }
}

/// The order in which a segment may be cut, where the audience sees it: `Some(None)` for a segment that may go but has no
/// number.
pub(crate) fn cut(audience: Audience, segment: &Segment) -> Option<Option<u32>> {
    (audience.sees(true) && (!segment.core || segment.cut.is_some())).then_some(segment.cut)
}

/// The footnotes that an audience sees.
pub(crate) fn footnotes(audience: Audience, notes: &[Footnote]) -> impl Iterator<Item = &Footnote> {
    notes.iter().filter(move |note| audience.sees(note.facilitators))
}

/// The ids of headings that only facilitators see: links to them lead to the page's top for everybody else.
pub(crate) fn hidden_anchors<'a>(lead: &'a [Block], sections: &'a [Section]) -> Vec<&'a str> {
    let mut found = Vec::new();
    collect_hidden(lead, false, &mut found);
    for section in sections {
        collect_hidden(&section.blocks, false, &mut found);
    }
    found
}

fn collect_hidden<'a>(blocks: &'a [Block], hidden: bool, found: &mut Vec<&'a str>) {
    for block in blocks {
        match block {
            Block::Heading { id, .. } if hidden => found.push(id),
            Block::Container(container) => {
                collect_hidden(&container.blocks, hidden || container.is_facilitators(), found);
            }
            Block::Quote(inner) => collect_hidden(inner, hidden, found),
            Block::List { items, .. } => {
                for item in items {
                    collect_hidden(&item.blocks, hidden, found);
                }
            }
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::Code { .. }
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Rule
            | Block::Html(_)
            | Block::Leaf(_) => {}
        }
    }
}
