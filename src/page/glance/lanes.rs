//! Where the lines of the map of lessons run. Lessons stand one under another, so that no two meet; what joins them runs
//! beside them, in lanes.
//!
//! Lanes are dealt out from the shortest join to the longest, each outside of all that it meets: nested joins never cross,
//! and no two stand on each other. Whole numbers only, and no markup: the same joins give the same drawing.

/// An arrow from a lesson to one that comes after it, by lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrow {
    /// The line of what is required.
    pub(crate) from: usize,
    /// The line of what requires it.
    pub(crate) to: usize,
    /// Its lane, from the lessons outwards; `None` for an arrow straight down to the next lesson.
    pub(crate) lane: Option<usize>,
}

/// Lines that share one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Join {
    /// Which text, as the caller numbers them.
    pub(crate) text: usize,
    /// The lines in order; at least two.
    pub(crate) lines: Vec<usize>,
    /// Its lane, from the lessons outwards.
    pub(crate) lane: usize,
}

/// Lays arrows out: those that fit into `most` lanes, in the order of the edges.
pub(crate) fn arrows(edges: &[(usize, usize)], most: usize) -> Vec<Arrow> {
    let bent: Vec<(usize, usize)> =
        edges.iter().filter(|edge| !is_straight(**edge)).map(|&(from, to)| (from.min(to), from.max(to))).collect();
    let mut lanes = lanes(&bent).into_iter();
    let laid = edges.iter().map(|&(from, to)| {
        let lane = if is_straight((from, to)) { None } else { lanes.next() };
        Arrow { from, to, lane }
    });
    laid.filter(|arrow| arrow.lane.is_none_or(|lane| lane < most)).collect()
}

fn is_straight((from, to): (usize, usize)) -> bool {
    from.checked_add(1) == Some(to)
}

/// Lays out what is shared: those texts that fit into `most` lanes, in the order in which they begin.
pub(crate) fn joins(shared: &[(usize, Vec<usize>)], most: usize) -> Vec<Join> {
    let spans: Vec<(usize, usize)> = shared
        .iter()
        .map(|(_, lines)| (lines.first().copied().unwrap_or_default(), lines.last().copied().unwrap_or_default()))
        .collect();
    let laid = shared.iter().zip(lanes(&spans));
    let laid = laid.map(|((text, lines), lane)| Join { text: *text, lines: lines.clone(), lane });
    let mut laid: Vec<Join> = laid.filter(|join| join.lane < most).collect();
    laid.sort_by_key(|join| (join.lines.first().copied(), join.lane));
    laid
}

/// A lane for each span. Spans meet where they have a line in common, their ends too.
fn lanes(spans: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&at| (spans[at].1 - spans[at].0, spans[at].0, at));
    let mut dealt: Vec<Option<usize>> = vec![None; spans.len()];
    for at in order {
        let (from, to) = spans[at];
        let met = spans.iter().zip(&dealt).filter(|((a, b), _)| *a <= to && from <= *b).filter_map(|(_, lane)| *lane);
        dealt[at] = Some(met.max().map_or(0, |lane| lane + 1));
    }
    dealt.into_iter().map(Option::unwrap_or_default).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lanes that meet on a line, of arrows or of joins.
    fn clash(spans: &[(usize, usize, usize)]) -> bool {
        let meets = |a: &(usize, usize, usize), b: &(usize, usize, usize)| a.2 == b.2 && a.0 <= b.1 && b.0 <= a.1;
        spans.iter().enumerate().any(|(at, one)| spans[at + 1..].iter().any(|other| meets(one, other)))
    }

    /// Crossings: a tick of one that runs through the line of another which stands nearer to the lessons.
    fn crossings(spans: &[(usize, usize, usize)]) -> usize {
        let pairs = spans.iter().flat_map(|one| spans.iter().map(move |other| (one, other)));
        let crossed = |one: &(usize, usize, usize), other: &(usize, usize, usize)| {
            [one.0, one.1].iter().filter(|&&tick| one.2 > other.2 && other.0 < tick && tick < other.1).count()
        };
        pairs.map(|(one, other)| crossed(one, other)).sum()
    }

    #[test]
    fn every_edge_is_drawn_and_none_on_another() {
        let edges: Vec<(usize, usize)> = (0..12).flat_map(|from| [(from, from + 1), (from, from + 3)]).collect();
        let laid = arrows(&edges, usize::MAX);
        let drawn: Vec<(usize, usize)> = laid.iter().map(|arrow| (arrow.from, arrow.to)).collect();
        assert_eq!(drawn, edges);
        let bent: Vec<_> = laid.iter().filter_map(|arrow| Some((arrow.from, arrow.to, arrow.lane?))).collect();
        assert_eq!(bent.len(), 12);
        assert!(!clash(&bent));
    }

    #[test]
    fn what_lies_inside_another_crosses_nothing() {
        let nested = [(0, 9), (1, 8), (2, 4), (5, 7), (5, 6)];
        let laid = lanes(&nested);
        let spans: Vec<_> = nested.iter().zip(&laid).map(|(&(from, to), &lane)| (from, to, lane)).collect();
        assert!(!clash(&spans));
        assert_eq!(crossings(&spans), 0);
        assert_eq!(laid.iter().max(), Some(&3));
    }

    #[test]
    fn an_arrow_back_has_a_lane_and_what_has_none_is_left_out() {
        assert_eq!(arrows(&[(3, 2)], 8), [Arrow { from: 3, to: 2, lane: Some(0) }]);
        assert_eq!(arrows(&[(0, 2), (0, 3), (0, 4)], 2).len(), 2);
        assert_eq!(arrows(&[], 8), []);
    }

    #[test]
    fn joins_stand_in_order_and_the_same_each_time() {
        let shared = [(7, vec![4, 6, 9]), (2, vec![0, 5]), (5, vec![10, 11])];
        let laid = joins(&shared, 8);
        assert_eq!(laid.iter().map(|join| join.text).collect::<Vec<_>>(), [2, 7, 5]);
        let spans: Vec<_> =
            laid.iter().map(|join| (join.lines[0], join.lines[join.lines.len() - 1], join.lane)).collect();
        assert!(!clash(&spans));
        assert_eq!(laid, joins(&shared, 8));
    }
}
