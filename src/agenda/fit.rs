//! What gives way when there is more than the time holds, in an order that a facilitator can foresee.
//!
//! First segments with a range take its lower end, then shorter ways that say how long they take, and then goes what may be
//! cut, in the order that the lesson gives. Each step stops as soon as all of it fits. Numbers alone; knows no lesson.

use crate::syntax::lesson::Range;

/// A segment as far as its time goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct SegmentTime {
    /// How long it takes.
    pub(super) minutes: Range,
    /// How long its shorter way takes, where it has one that says so.
    pub(super) short: Option<u32>,
    /// Whether it may be cut, and as what number: `Some(None)` goes after all that have a number.
    pub(super) cut: Option<Option<u32>>,
}

/// What becomes of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adjustment {
    /// It takes the upper end of its minutes.
    Whole,
    /// It takes the lower end.
    Lower,
    /// Its shorter way is taken.
    Short,
    /// It is left out.
    Cut,
}

impl SegmentTime {
    /// The minutes that it takes with an adjustment.
    pub(super) fn takes(&self, adjustment: Adjustment) -> u32 {
        match adjustment {
            Adjustment::Whole => self.minutes.to,
            Adjustment::Lower => self.minutes.from,
            Adjustment::Short => self.short.unwrap_or(self.minutes.from),
            Adjustment::Cut => 0,
        }
    }
}

/// The minutes of all segments together.
pub(super) fn sum(segments: &[SegmentTime], adjustments: &[Adjustment]) -> u32 {
    segments
        .iter()
        .zip(adjustments)
        .map(|(segment_time, adjustment)| segment_time.takes(*adjustment))
        .fold(0, u32::saturating_add)
}

/// The adjustment of each segment, so that all of them take `room` minutes at most; as near to it as they come otherwise.
pub(super) fn fit(segments: &[SegmentTime], room: u32) -> Vec<Adjustment> {
    let mut adjustments = vec![Adjustment::Whole; segments.len()];
    for step in [Adjustment::Lower, Adjustment::Short, Adjustment::Cut] {
        for at in order(segments, &adjustments, step) {
            if sum(segments, &adjustments) <= room {
                return adjustments;
            }
            adjustments[at] = step;
        }
    }
    adjustments
}

/// The segments that a step makes shorter, in the order in which it takes them: what saves most first, so that few are touched;
/// of what may be cut, the numbers.
fn order(segments: &[SegmentTime], adjustments: &[Adjustment], step: Adjustment) -> Vec<usize> {
    let saves = |at: usize| segments[at].takes(adjustments[at]).saturating_sub(segments[at].takes(step));
    let takes_part = |at: &usize| match step {
        Adjustment::Cut => segments[*at].cut.is_some(),
        Adjustment::Short => segments[*at].short.is_some(),
        Adjustment::Whole | Adjustment::Lower => true,
    };
    let mut found: Vec<usize> = (0..segments.len()).filter(takes_part).filter(|at| saves(*at) > 0).collect();
    match step {
        Adjustment::Cut => found.sort_by_key(|at| segments[*at].cut.flatten().unwrap_or(u32::MAX)),
        Adjustment::Whole | Adjustment::Lower | Adjustment::Short => {
            found.sort_by_key(|at| std::cmp::Reverse(saves(*at)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment_time(from: u32, to: u32) -> SegmentTime {
        SegmentTime { minutes: Range { from, to }, short: None, cut: None }
    }

    /// Opening 10–15, study 20–30 (or 12 in short), two that may go, closing 5.
    fn evening() -> Vec<SegmentTime> {
        vec![
            segment_time(10, 15),
            SegmentTime { short: Some(12), ..segment_time(20, 30) },
            SegmentTime { cut: Some(Some(2)), ..segment_time(10, 10) },
            SegmentTime { cut: Some(None), ..segment_time(7, 7) },
            SegmentTime { cut: Some(Some(1)), ..segment_time(8, 8) },
            segment_time(5, 5),
        ]
    }

    fn letters(room: u32) -> String {
        let letter = |adjustment: &Adjustment| match adjustment {
            Adjustment::Whole => 'w',
            Adjustment::Lower => 'l',
            Adjustment::Short => 's',
            Adjustment::Cut => 'c',
        };
        fit(&evening(), room).iter().map(letter).collect()
    }

    #[test]
    fn it_gives_way_step_by_step() {
        // 75 in all, 60 by lower ends, 52 with the shorter way.
        let steps = [
            (80, "wwwwww"),
            (75, "wwwwww"),
            (74, "wlwwww"),
            (65, "wlwwww"),
            (64, "llwwww"),
            (60, "llwwww"),
            (59, "lswwww"),
            (52, "lswwww"),
            (51, "lswwcw"),
            (44, "lswwcw"),
            (43, "lscwcw"),
            (34, "lscwcw"),
            (33, "lscccw"),
            (27, "lscccw"),
            (0, "lscccw"),
        ];
        for (room, adjustments) in steps {
            assert_eq!(letters(room), adjustments, "{room}");
        }
        assert_eq!(sum(&evening(), &fit(&evening(), 0)), 27);
    }
}
