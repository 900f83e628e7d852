//! A text with edits laid in, which knows where each of its bytes was before.

use std::borrow::Cow;
use std::ops::Range;

use super::mend::Edits;
use crate::diag::fix;

/// A text as it was typed, and as it is read.
pub(super) struct Laid<'a> {
    typed: &'a str,
    /// In the order of their places, as bytes of what was typed.
    edits: Edits,
    pub(super) text: Cow<'a, str>,
}

impl<'a> Laid<'a> {
    pub(super) fn new(typed: &'a str) -> Laid<'a> {
        Laid { typed, edits: Edits::new(), text: Cow::Borrowed(typed) }
    }

    /// Lays in edits of the text as it is read now. Gives them as edits of what was typed; `None`, and all stays as it is, where one of
    /// them lies in what another has written.
    pub(super) fn lay(&mut self, edits: &Edits) -> Option<Edits> {
        let mut typed = Edits::new();
        if edits.is_empty() {
            return Some(typed);
        }
        for (range, new) in edits {
            let place = self.typed(range.clone());
            let is_free = self.edits.iter().chain(&typed).all(|(other, _)| {
                (place.end <= other.start || other.end <= place.start)
                    && !(place.is_empty() && place.start == other.start)
            });
            let is_same = self.typed.get(place.clone()) == self.text.get(range.clone());
            if !is_free || !is_same {
                return None;
            }
            typed.push((place, new.clone()));
        }
        self.edits.extend(typed.clone());
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        self.text = Cow::Owned(fix::laid_in(self.typed, self.edits.clone()));
        Some(typed)
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
        let mut shift = 0isize;
        for (range, new) in &self.edits {
            let start = range.start.saturating_add_signed(shift);
            let end = start + new.len();
            if at < start || (at == start && is_end && !new.is_empty()) {
                break;
            }
            if at < end || (at == end && is_end) {
                return if is_end { range.end } else { range.start };
            }
            shift += isize::try_from(new.len()).unwrap_or(0) - isize::try_from(range.len()).unwrap_or(0);
        }
        at.saturating_add_signed(-shift).min(self.typed.len())
    }
}
