//! What a plan tells of a lesson beside its clock: questions and exercises with minutes, the shorter way, and what to bring.

use super::one_line::line_of;
use crate::amounts;
use crate::audience::{self, Audience};
use crate::curriculum::{Curriculum, Placement, Version};
use crate::syntax::lesson::{Block, Container, Material, Range, Text, VariantFor};
use crate::syntax::plain_text;

/// A question or an exercise inside a segment.
#[derive(Debug)]
pub struct TimedTask {
    /// The exercise's title, or the beginning of the question.
    pub words: String,
    /// Its minutes.
    pub minutes: Range,
    /// How the room is grouped, as typed.
    pub group: Option<String>,
}

/// Something to bring.
#[derive(Debug, PartialEq, Eq)]
pub struct Amount {
    /// What.
    pub item: String,
    /// How many, counted out where that can be known.
    pub number: Option<String>,
    /// How much, as typed.
    pub typed: Option<String>,
}

/// For how many people things are counted out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Headcount(Option<Range>);

impl Headcount {
    /// Those who come; where that was not said, the size of group that the lesson names.
    pub(super) fn new(participants: Option<u32>, group_size: Option<Range>) -> Headcount {
        Headcount(participants.map(|number| Range { from: number, to: number }).or(group_size))
    }

    /// Their number, where it is one.
    pub(super) fn known(self) -> Option<u32> {
        self.0.filter(|range| range.from == range.to).map(|range| range.to)
    }

    fn count(self, quantity: &str) -> Option<String> {
        let ratio = amounts::per_people(quantity)?;
        let (from, to) = (amounts::needed(ratio, self.0?.from), amounts::needed(ratio, self.0?.to));
        Some(if from == to { to.to_string() } else { format!("{from}–{to}") })
    }
}

/// Letters of a question that are shown at most.
const QUESTION: usize = 90;

/// The parts of a segment that have minutes, in the order of the page.
pub(super) fn parts(curriculum: &Curriculum, version: &Version, blocks: &[Block]) -> Vec<TimedTask> {
    let mut found = Vec::new();
    let front = &version.document.front;
    walk(blocks, &mut |block| {
        let Block::Leaf(no) = block else { return };
        match curriculum.scope(version.scope).leaves.get(no.0 as usize) {
            Some(Placement::Prompts(numbers)) => {
                for prompt in numbers.iter().filter_map(|number| front.prompts.get(*number)) {
                    let words = shortened(&plain(curriculum, &prompt.prompt.blocks));
                    found.extend(part(curriculum, words, prompt.minutes, prompt.group.as_ref()));
                }
            }
            Some(Placement::Exercise(number)) => {
                let Some(exercise) = front.exercises.get(*number) else { return };
                let words = match (&exercise.title, &exercise.instructions) {
                    (Some(title), _) => line_of(curriculum, &title.value),
                    (None, Some(rich)) => shortened(&plain(curriculum, &rich.blocks)),
                    (None, None) => return,
                };
                found.extend(part(curriculum, words, exercise.minutes, exercise.group.as_ref()));
            }
            Some(Placement::Text(..) | Placement::Space(_) | Placement::Nothing) | None => {}
        }
    });
    found
}

fn part(curriculum: &Curriculum, words: String, minutes: Option<Range>, group: Option<&Text>) -> Option<TimedTask> {
    let group = group.map(|group| line_of(curriculum, &group.value));
    Some(TimedTask { words, minutes: minutes?, group })
}

/// Looks at every block of a list, and at those inside.
fn walk(blocks: &[Block], look: &mut impl FnMut(&Block)) {
    for block in blocks {
        look(block);
        block.inside().into_iter().for_each(|inside| walk(inside, look));
    }
}

/// The shorter way of a segment: what its variants for a short time say, and how long it takes where one says so.
pub(super) fn shorter_way(curriculum: &Curriculum, blocks: &[Block]) -> Option<(String, Option<u32>)> {
    let mut found: Vec<(String, Option<u32>)> = Vec::new();
    walk(blocks, &mut |block| match block {
        Block::Container(container) if container.variant == Some(VariantFor::Short) => {
            found.push((variant_words(curriculum, container), container.minutes.map(|minutes| minutes.from)));
        }
        _ => {}
    });
    let minutes = found.iter().filter_map(|(_, minutes)| *minutes).min();
    let words: Vec<String> = found.into_iter().map(|(words, _)| words).filter(|words| !words.is_empty()).collect();
    (minutes.is_some() || !words.is_empty()).then(|| (words.join(" "), minutes))
}

fn variant_words(curriculum: &Curriculum, container: &Container) -> String {
    let title = crate::syntax::inline_text(&container.title);
    let words = plain(curriculum, &container.blocks);
    let parts = [line_of(curriculum, &title), words];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(": ")
}

/// Blocks as one line of words.
pub(super) fn plain(curriculum: &Curriculum, blocks: &[Block]) -> String {
    line_of(curriculum, &plain_text(blocks))
}

/// The beginning of a question, up to the end of a word.
fn shortened(words: &str) -> String {
    let Some((at, _)) = words.char_indices().nth(QUESTION) else { return words.to_owned() };
    let head = &words[..at];
    let whole = head.rsplit_once(' ').map_or(head, |(head, _)| head);
    format!("{} …", whole.trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace()))
}

/// What to bring for a lesson and its exercises, each once.
pub(super) fn materials(curriculum: &Curriculum, version: &Version, people: Headcount) -> Vec<Amount> {
    let front = &version.document.front;
    let of_exercises = front
        .exercises
        .iter()
        .filter_map(|exercise| audience::exercise(Audience::Facilitator, exercise))
        .flat_map(|exercise| exercise.materials);
    let mut found: Vec<Amount> = Vec::new();
    for material in audience::before(Audience::Facilitator, front).materials.iter().chain(of_exercises) {
        let amount = amount(curriculum, material, people);
        if !found.contains(&amount) {
            found.push(amount);
        }
    }
    found
}

fn amount(curriculum: &Curriculum, material: &Material, people: Headcount) -> Amount {
    let typed = material.quantity.as_ref().map(|quantity| line_of(curriculum, &quantity.value));
    let plain = typed.as_ref().filter(|typed| typed.bytes().all(|b| b.is_ascii_digit()));
    Amount {
        item: line_of(curriculum, &material.item.value),
        number: typed.as_deref().and_then(|typed| people.count(typed)).or_else(|| plain.cloned()),
        typed,
    }
}
