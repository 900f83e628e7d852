//! `long-stretch`: more than an hour without a break or a change of grouping.
//!
//! Adds up consecutive segments in which people sit as they did before, ranges by their upper end. A segment without `group` goes
//! by that of the exercises and prompts that it places, else by its kind where that says it (chevruta is in pairs, teaching to
//! everybody), and else goes on with what was before it. An exercise in several groupings ("solo, then pairs") is a change by itself.
//! Leaves alone an hour exactly. People who sit still for longer stop listening, and some bodies cannot.

use super::subject::Subject;
use crate::diag::{Diagnostics, make};
use crate::source::Span;
use crate::syntax::inline_text;
use crate::syntax::lesson::{Group, Section, Segment, SegmentKind};

/// The longest stretch that is left alone, in minutes.
const LONGEST: u32 = 60;

/// Segments one after the other in one grouping.
struct SeatedStretch<'a> {
    first: &'a Section,
    last: &'a Section,
    group: Option<Group>,
    from: u32,
    minutes: u32,
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let mut open: Option<SeatedStretch<'_>> = None;
    let mut clock = 0u32;
    for (section, segment) in subject.segments() {
        let (grouping, minutes) = (grouping(subject, section, segment), segment.minutes.to);
        let group = match grouping {
            Grouping::In(group) => Some(group),
            Grouping::Several | Grouping::AsBefore => None,
        };
        let changes = segment.kind == SegmentKind::Break
            || grouping == Grouping::Several
            || open
                .as_ref()
                .is_some_and(|stretch| group.is_some() && stretch.group.is_some() && group != stretch.group);
        if changes {
            report(open.take(), sink);
        }
        if segment.kind != SegmentKind::Break {
            let stretch =
                open.get_or_insert(SeatedStretch { first: section, last: section, group, from: clock, minutes: 0 });
            stretch.last = section;
            stretch.group = stretch.group.or(group);
            stretch.minutes = stretch.minutes.saturating_add(minutes);
        }
        clock = clock.saturating_add(minutes);
    }
    report(open, sink);
}

/// How people sit.
#[derive(PartialEq, Eq)]
enum Grouping {
    /// In one way.
    In(Group),
    /// In several, one after the other.
    Several,
    /// Nothing tells of a change.
    AsBefore,
}

fn grouping(subject: &Subject<'_>, section: &Section, segment: &Segment) -> Grouping {
    if let Some(group) = segment.group {
        return Grouping::In(group);
    }
    let placed = super::placed::in_section(subject, section);
    let exercises = placed.exercises.iter().filter_map(|&at| subject.front.exercises.get(at)?.group.as_ref());
    let prompts = placed.prompts.iter().filter_map(|&at| subject.front.prompts.get(at)?.group.as_ref());
    let mut said: Vec<Option<Group>> =
        exercises.chain(prompts).map(|text| Group::from_word(text.value.trim())).collect();
    said.dedup();
    match (said.as_slice(), segment.kind) {
        ([Some(group)], _) => Grouping::In(*group),
        ([_, ..], _) => Grouping::Several,
        ([], SegmentKind::Chevruta) => Grouping::In(Group::Pairs),
        ([], SegmentKind::Frame | SegmentKind::Teach | SegmentKind::Demo) => Grouping::In(Group::Plenary),
        ([], _) => Grouping::AsBefore,
    }
}

fn report(stretch: Option<SeatedStretch<'_>>, sink: &mut Diagnostics) {
    let Some(stretch) = stretch.filter(|stretch| stretch.minutes > LONGEST) else { return };
    let name = |section: &Section| inline_text(&section.heading);
    let last: Option<(Span, String)> =
        (stretch.first.span != stretch.last.span).then(|| (stretch.last.span, name(stretch.last)));
    sink.push(make::lint::long_stretch(
        stretch.first.span,
        &name(stretch.first),
        last.as_ref().map(|(span, name)| (*span, name.as_str())),
        stretch.from,
        stretch.minutes,
    ));
}
