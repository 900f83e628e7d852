//! A text with edits laid in, which remembers where each byte of it stood before. Knows nothing of what is edited, or why.

use std::borrow::Cow;
use std::ops::Range;

/// What comes in the place of some bytes of a text.
pub(crate) type TextEdit = (Range<usize>, Cow<'static, str>);

/// A text after edits.
pub(crate) struct Edited<'a> {
    pub(crate) text: Cow<'a, str>,
    /// In the order of their places.
    steps: Vec<Step>,
}

/// One edit: its bytes afterwards, and those that it took the place of.
struct Step {
    after: Range<usize>,
    before: Range<usize>,
}

impl<'a> Edited<'a> {
    /// Lays edits into a text. Of two that meet, the one that begins first is laid in.
    pub(crate) fn new(text: &'a str, mut edits: Vec<TextEdit>) -> Edited<'a> {
        if edits.is_empty() {
            return Edited { text: Cow::Borrowed(text), steps: Vec::new() };
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut after = String::with_capacity(text.len());
        let mut steps = Vec::with_capacity(edits.len());
        let mut done = 0;
        for (range, new) in edits {
            let Some(between) = text.get(done..range.start).filter(|_| range.end <= text.len()) else { continue };
            after.push_str(between);
            let from = after.len();
            after.push_str(&new);
            done = range.end;
            steps.push(Step { after: from..after.len(), before: range });
        }
        after.push_str(text.get(done..).unwrap_or_default());
        Edited { text: Cow::Owned(after), steps }
    }

    /// The bytes of the text before its edits from which a range of it comes.
    pub(crate) fn before(&self, range: &Range<usize>) -> Range<usize> {
        if self.steps.is_empty() {
            return range.clone();
        }
        let start = self.place(range.start, false);
        start..self.place(range.end, true).max(start)
    }

    /// Where a byte stood. Inside of what was put in, an end is the end of what was there, and a start its start.
    fn place(&self, at: usize, is_end: bool) -> usize {
        // An end belongs to what stands before it, a start to what follows.
        let last =
            self.steps.partition_point(|step| if is_end { step.after.start < at } else { step.after.start <= at });
        let Some(step) = last.checked_sub(1).and_then(|last| self.steps.get(last)) else { return at };
        match at.checked_sub(step.after.end) {
            Some(past) => step.before.end + past,
            None if is_end => step.before.end,
            None => step.before.start,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_leads_back_to_where_it_came_from() {
        let edits = vec![(3..6, Cow::Borrowed("")), (8..8, Cow::Borrowed("++")), (9..10, Cow::Borrowed("xyz"))];
        let edited = Edited::new("one two three", edits);
        assert_eq!(edited.text, "oneo ++txyzree");
        assert_eq!(edited.before(&(3..5)), 6..8);
        assert_eq!(edited.before(&(7..8)), 8..9);
        assert_eq!(edited.before(&(8..11)), 9..10);
        assert_eq!(edited.before(&(11..14)), 10..13);
        assert_eq!(edited.before(&(0..14)), 0..13);
    }

    #[test]
    fn of_two_edits_that_meet_the_first_is_made() {
        let edited = Edited::new("abcdef", vec![(1..4, Cow::Borrowed("-")), (3..5, Cow::Borrowed("+"))]);
        assert_eq!(edited.text, "a-ef");
    }
}
