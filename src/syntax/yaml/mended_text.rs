//! A text with edits laid in, which knows where each of its bytes was before.

use std::borrow::Cow;
use std::ops::Range;

use super::mend::Edits;
use crate::diag::fix;

/// A text as it was typed, and as it is read.
pub(super) struct MendedText<'a> {
    typed: &'a str,
    /// In the order of their places, as bytes of what was typed.
    edits: Edits,
    /// For each edit where it begins and ends in the text as it is read; how much longer that is before it, and at the end after all.
    written: Vec<Range<usize>>,
    shifts: Vec<isize>,
    pub(super) text: Cow<'a, str>,
}

impl<'a> MendedText<'a> {
    pub(super) fn new(typed: &'a str) -> MendedText<'a> {
        MendedText { typed, edits: Edits::new(), written: Vec::new(), shifts: vec![0], text: Cow::Borrowed(typed) }
    }

    /// Lays in edits of the text as it is read now. Gives them as edits of what was typed; `None`, and all stays as it is, where one of
    /// them lies in what another has written.
    pub(super) fn apply(&mut self, edits: &Edits) -> Option<Edits> {
        let mut typed = Edits::new();
        if edits.is_empty() {
            return Some(typed);
        }
        for (range, new) in edits {
            let place = self.typed(range.clone());
            if self.typed.get(place.clone()) != self.text.get(range.clone()) {
                return None;
            }
            typed.push((place, new.clone()));
        }
        // In the order of their places each is free where its neighbours leave it so; of two at one byte the later one must hold some.
        let mut all: Vec<(usize, &Range<usize>)> = self.edits.iter().map(|(range, _)| (0, range)).collect();
        all.extend(typed.iter().enumerate().map(|(number, (range, _))| (number + 1, range)));
        all.sort_by_key(|(_, range)| (range.start, range.end));
        let is_free = all.windows(2).all(|pair| match pair {
            [(first, one), (second, two)] => {
                let later = if first > second { one } else { two };
                one.end <= two.start && !(one.start == two.start && later.is_empty())
            }
            _ => true,
        });
        if !is_free {
            return None;
        }
        self.edits.extend(typed.clone());
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        self.text = Cow::Owned(fix::laid_in(self.typed, self.edits.clone()));
        self.count();
        Some(typed)
    }

    /// Finds where the edits stand in the text as it is read.
    fn count(&mut self) {
        let mut shift = 0isize;
        self.shifts = vec![0];
        self.written.clear();
        for (range, new) in &self.edits {
            let start = range.start.saturating_add_signed(shift);
            self.written.push(start..start + new.len());
            shift += isize::try_from(new.len()).unwrap_or(0) - isize::try_from(range.len()).unwrap_or(0);
            self.shifts.push(shift);
        }
    }

    /// What was typed at a place.
    pub(super) fn typed_text(&self, range: Range<usize>) -> &'a str {
        self.typed.get(range).unwrap_or_default()
    }

    /// Where bytes of the text stood when it was typed.
    pub(super) fn typed(&self, range: Range<usize>) -> Range<usize> {
        if self.edits.is_empty() {
            return range;
        }
        let start = self.back(range.start, false);
        start..self.back(range.end, true).max(start)
    }

    /// One byte's place: inside what was written newly, the beginning or end of what stood there.
    fn back(&self, at: usize, is_end: bool) -> usize {
        let before =
            self.written.partition_point(|one| one.start < at || (one.start == at && (!is_end || one.is_empty())));
        let holds = self.written.partition_point(|one| one.end < at || (one.end == at && !is_end));
        if let Some((range, _)) = self.edits.get(holds).filter(|_| holds < before) {
            return if is_end { range.end } else { range.start };
        }
        let shift = self.shifts.get(before).copied().unwrap_or_default();
        at.saturating_add_signed(-shift).min(self.typed.len())
    }
}
