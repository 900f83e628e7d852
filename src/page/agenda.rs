//! The agenda as a bar of rectangles, with the same said in words, and the key to its colours. Writes no markup.

use std::fmt::Write as _;

use super::values::{Map, Value};
use crate::curriculum::{Agenda, AgendaEntry};
use crate::syntax::lesson::SegmentKind;
use crate::words::Words;

/// The six colours of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Opening,
    Text,
    Teaching,
    Practice,
    Reflection,
    Break,
}

impl Colour {
    /// In the order of the key.
    pub(super) const ALL: [Colour; 6] =
        [Colour::Opening, Colour::Text, Colour::Teaching, Colour::Practice, Colour::Reflection, Colour::Break];

    /// The colour of a kind of segment.
    pub(super) fn of(kind: SegmentKind) -> Colour {
        match kind {
            SegmentKind::Opening
            | SegmentKind::Ritual
            | SegmentKind::CheckIn
            | SegmentKind::Song
            | SegmentKind::Commit
            | SegmentKind::Closing => Colour::Opening,
            SegmentKind::TextStudy | SegmentKind::Chevruta => Colour::Text,
            SegmentKind::Frame | SegmentKind::Teach | SegmentKind::Demo | SegmentKind::Story | SegmentKind::Other => {
                Colour::Teaching
            }
            SegmentKind::Practice | SegmentKind::RolePlay => Colour::Practice,
            SegmentKind::Discussion | SegmentKind::Reflect | SegmentKind::Debrief | SegmentKind::Evaluation => {
                Colour::Reflection
            }
            SegmentKind::Break => Colour::Break,
        }
    }

    /// Its class in the style sheet.
    pub(super) fn class(self) -> &'static str {
        match self {
            Colour::Opening => "k-opening",
            Colour::Text => "k-text",
            Colour::Teaching => "k-teaching",
            Colour::Practice => "k-practice",
            Colour::Reflection => "k-reflection",
            Colour::Break => "k-break",
        }
    }

    /// The message that names it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Colour::Opening => "key-opening",
            Colour::Text => "key-text",
            Colour::Teaching => "key-teaching",
            Colour::Practice => "key-practice",
            Colour::Reflection => "key-reflection",
            Colour::Break => "key-break",
        }
    }
}

/// The class that colours what is of a kind.
pub(crate) fn class(kind: SegmentKind) -> &'static str {
    Colour::of(kind).class()
}

/// The agenda as a bar: what it says in words, and its segments, in thousandths of the whole; nothing where there are none.
pub(crate) fn bar(words: &Words, agenda: &Agenda) -> Option<Map> {
    let total: u32 = agenda.entries.iter().map(|entry| entry.minutes.to).fold(0, u32::saturating_add);
    if total == 0 {
        return None;
    }
    let mut done = 0u32;
    let segments = agenda.entries.iter().map(|entry| {
        let (from, to) = (share(done, total), share(done.saturating_add(entry.minutes.to), total));
        done = done.saturating_add(entry.minutes.to);
        let values = Map::new().with("class", Colour::of(entry.kind).class()).with("x", from);
        Value::from(values.with("width", to.saturating_sub(from)))
    });
    let segments: Vec<Value> = segments.collect();
    Some(Map::new().with("label", in_words(words, agenda)).with("segments", segments))
}

/// Thousandths of the whole.
fn share(part: u32, total: u32) -> u64 {
    u64::from(part) * 1000 / u64::from(total.max(1))
}

/// The bar said aloud: `opening 10, chevruta 30, …`.
fn in_words(words: &Words, agenda: &Agenda) -> String {
    let mut said = String::from(words.get("agenda"));
    said.push_str(": ");
    for (number, AgendaEntry { kind, minutes, .. }) in agenda.entries.iter().enumerate() {
        let comma = if number == 0 { "" } else { ", " };
        let kind = words.get(&format!("kind-{}", kind.word()));
        // Writing to a string cannot fail.
        let _ = write!(said, "{comma}{kind} {}", minutes.to);
    }
    said
}

/// The key to the bar's colours: each with its class and what it is called.
pub(crate) fn key(words: &Words) -> Vec<Value> {
    let entry = |colour: Colour| Map::new().with("class", colour.class()).with("name", words.get(colour.word()));
    Colour::ALL.into_iter().map(|colour| Value::from(entry(colour))).collect()
}
