//! The agenda as a bar of rectangles, with the same said in words, and the key to its colours.

use std::fmt::Write as _;

use super::html::Html;
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

/// The agenda as a bar; nothing where there are no segments.
pub(crate) fn bar(html: &mut Html, words: &Words, agenda: &Agenda) {
    let total: u32 = agenda.entries.iter().map(|entry| entry.minutes.to).fold(0, u32::saturating_add);
    if total == 0 {
        return;
    }
    html.raw("<svg class=\"bar\" viewBox=\"0 0 1000 60\" preserveAspectRatio=\"none\" role=\"img\"");
    html.attr("aria-label", &in_words(words, agenda)).raw(">");
    let mut done = 0u32;
    for entry in &agenda.entries {
        let (from, to) = (share(done, total), share(done.saturating_add(entry.minutes.to), total));
        done = done.saturating_add(entry.minutes.to);
        html.raw("<rect").attr("class", Colour::of(entry.kind).class());
        html.attr("x", &from.to_string())
            .attr("width", &to.saturating_sub(from).to_string())
            .raw(" y=\"0\" height=\"60\"/>");
    }
    html.raw("</svg>");
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

/// The key to the bar's colours.
pub(crate) fn key(html: &mut Html, words: &Words) {
    html.raw("<ul class=\"key\">");
    for colour in Colour::ALL {
        html.raw("<li><svg viewBox=\"0 0 6 6\" aria-hidden=\"true\"><rect").attr("class", colour.class());
        html.raw(" width=\"6\" height=\"6\"/></svg>").text(words.get(colour.word())).raw("</li>");
    }
    html.raw("</ul>\n");
}
