//! `talk-over-practice`: one person talks for longer than everybody works.
//!
//! Adds up the minutes of talk (frame, teach, demo, story) and of practice (practice, role-play, chevruta, text-study, discussion,
//! reflect, debrief), ranges by their upper end. Openings, rituals, songs, breaks, promises and closings are neither. Leaves alone
//! lessons without an agenda, and those in which less is called talk than is not called anything.

use super::subject::Subject;
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::SegmentKind;

/// What the minutes of a segment are spent on.
#[derive(PartialEq, Eq)]
enum SegmentUse {
    Talk,
    Practice,
    Neither,
    Unknown,
}

fn side(kind: SegmentKind) -> SegmentUse {
    match kind {
        SegmentKind::Frame | SegmentKind::Teach | SegmentKind::Demo | SegmentKind::Story => SegmentUse::Talk,
        SegmentKind::Practice
        | SegmentKind::RolePlay
        | SegmentKind::Chevruta
        | SegmentKind::TextStudy
        | SegmentKind::Discussion
        | SegmentKind::Reflect
        | SegmentKind::Debrief => SegmentUse::Practice,
        SegmentKind::Opening
        | SegmentKind::Ritual
        | SegmentKind::CheckIn
        | SegmentKind::Song
        | SegmentKind::Break
        | SegmentKind::Commit
        | SegmentKind::Evaluation
        | SegmentKind::Closing => SegmentUse::Neither,
        SegmentKind::Other => SegmentUse::Unknown,
    }
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let sum = |wanted: SegmentUse| -> u32 {
        let own = subject.segments().filter(|(_, segment)| side(segment.kind) == wanted);
        own.map(|(_, segment)| segment.minutes.to).sum()
    };
    let (talk, practice, unknown) = (sum(SegmentUse::Talk), sum(SegmentUse::Practice), sum(SegmentUse::Unknown));
    if talk <= practice || talk < unknown {
        return;
    }
    let talks = subject.segments().filter(|(_, segment)| side(segment.kind) == SegmentUse::Talk);
    let longest = talks.max_by_key(|(section, segment)| (segment.minutes.to, std::cmp::Reverse(section.span.start)));
    if let Some((section, _)) = longest {
        sink.push(make::lint::talk_over_practice(section.span, talk, practice));
    }
}
