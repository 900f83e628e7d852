//! What gives way when there is more than the time holds, in an order that a facilitator can foresee.
//!
//! First segments with a range take its lower end, then shorter ways that say how long they take, and then goes what may be
//! cut, in the order that the lesson gives. Each step stops as soon as all of it fits. Numbers alone; knows no lesson.

use crate::syntax::lesson::Range;

/// A segment as far as its time goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// How long it takes.
    pub(super) minutes: Range,
    /// How long its shorter way takes, where it has one that says so.
    pub(super) short: Option<u32>,
    /// Whether it may be cut, and as what number: `Some(None)` goes after all that have a number.
    pub(super) cut: Option<Option<u32>>,
}

/// What becomes of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It takes the upper end of its minutes.
    Whole,
    /// It takes the lower end.
    Lower,
    /// Its shorter way is taken.
    Short,
    /// It is left out.
    Cut,
}

impl Piece {
    /// The minutes that it takes with a fate.
    pub(super) fn takes(&self, fate: Fate) -> u32 {
        match fate {
            Fate::Whole => self.minutes.to,
            Fate::Lower => self.minutes.from,
            Fate::Short => self.short.unwrap_or(self.minutes.from),
            Fate::Cut => 0,
        }
    }
}

/// The minutes of all pieces together.
pub(super) fn sum(pieces: &[Piece], fates: &[Fate]) -> u32 {
    pieces.iter().zip(fates).map(|(piece, fate)| piece.takes(*fate)).fold(0, u32::saturating_add)
}

/// What becomes of each piece, so that all of them take `room` minutes at most; as near to it as they come otherwise.
pub(super) fn fit(pieces: &[Piece], room: u32) -> Vec<Fate> {
    let mut fates = vec![Fate::Whole; pieces.len()];
    for step in [Fate::Lower, Fate::Short, Fate::Cut] {
        for at in order(pieces, &fates, step) {
            if sum(pieces, &fates) <= room {
                return fates;
            }
            fates[at] = step;
        }
    }
    fates
}

/// The pieces that a step makes shorter, in the order in which it takes them: what saves most first, so that few are touched;
/// of what may be cut, the numbers.
fn order(pieces: &[Piece], fates: &[Fate], step: Fate) -> Vec<usize> {
    let saves = |at: usize| pieces[at].takes(fates[at]).saturating_sub(pieces[at].takes(step));
    let takes_part = |at: &usize| match step {
        Fate::Cut => pieces[*at].cut.is_some(),
        Fate::Short => pieces[*at].short.is_some(),
        Fate::Whole | Fate::Lower => true,
    };
    let mut found: Vec<usize> = (0..pieces.len()).filter(takes_part).filter(|at| saves(*at) > 0).collect();
    match step {
        Fate::Cut => found.sort_by_key(|at| pieces[*at].cut.flatten().unwrap_or(u32::MAX)),
        Fate::Whole | Fate::Lower | Fate::Short => found.sort_by_key(|at| std::cmp::Reverse(saves(*at))),
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(from: u32, to: u32) -> Piece {
        Piece { minutes: Range { from, to }, short: None, cut: None }
    }

    /// Opening 10–15, study 20–30 (or 12 in short), two that may go, closing 5.
    fn evening() -> Vec<Piece> {
        vec![
            piece(10, 15),
            Piece { short: Some(12), ..piece(20, 30) },
            Piece { cut: Some(Some(2)), ..piece(10, 10) },
            Piece { cut: Some(None), ..piece(7, 7) },
            Piece { cut: Some(Some(1)), ..piece(8, 8) },
            piece(5, 5),
        ]
    }

    fn letters(room: u32) -> String {
        let letter = |fate: &Fate| match fate {
            Fate::Whole => 'w',
            Fate::Lower => 'l',
            Fate::Short => 's',
            Fate::Cut => 'c',
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
        for (room, fates) in steps {
            assert_eq!(letters(room), fates, "{room}");
        }
        assert_eq!(sum(&evening(), &fit(&evening(), 0)), 27);
    }
}
