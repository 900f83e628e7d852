//! Loops of templates, counted: after each tag that begins one a call is put in that counts its turn, and refuses one too many.
//!
//! So that a loop without end is told at its line, and after the same number of turns on every machine. What is put in writes
//! nothing, and places in the longer text lead back to those in the one that was typed. Knows no theme.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tera::{Kwargs, State, Tera};

use super::tags::tags;
use crate::limits;

/// What counts a turn, as templates call it.
const CALL: &str = "daf_turn";

/// Turns of loops in the page that is rendered.
#[derive(Debug, Clone, Default)]
pub(super) struct Turns(Arc<AtomicU64>);

impl Turns {
    /// Makes the call known to the engine.
    pub(super) fn teach(&self, tera: &mut Tera) {
        let turns = self.clone();
        tera.register_function(CALL, move |_: Kwargs, _: &State<'_>| {
            if turns.0.fetch_add(1, Ordering::Relaxed) < limits::PAGE_TURNS {
                Ok("")
            } else {
                Err(tera::Error::message("too many turns"))
            }
        });
    }

    /// A page begins.
    pub(super) fn begin(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Whether the page took too many.
    pub(super) fn are_over(&self) -> bool {
        self.0.load(Ordering::Relaxed) > limits::PAGE_TURNS
    }
}

/// What was put into a text: after which tag, and how much.
#[derive(Debug, Clone, Default)]
pub(super) struct Edits(Vec<(Range<usize>, usize)>);

impl Edits {
    /// A place in the longer text as a place in the one that was typed.
    fn place(&self, at: usize) -> usize {
        let mut more = 0;
        for (tag, length) in &self.0 {
            let from = tag.end + more;
            if at < from {
                break;
            }
            if at < from + length {
                return tag.end;
            }
            more += length;
        }
        at - more
    }

    /// The same of a range.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end)
    }

    /// The tag that a place in what was put in belongs to, as it was typed.
    pub(super) fn tag_at(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let end = self.place(range.start);
        let found = self.0.iter().find(|(tag, _)| tag.end == end)?;
        Some(found.0.clone())
    }
}

/// A template whose loops are counted.
pub(super) fn counted(text: &str) -> (String, Edits) {
    let (mut out, mut edits) = (String::with_capacity(text.len()), Edits::default());
    let mut from = 0;
    for tag in tags(text).into_iter().filter(|tag| tag.word == "for") {
        out.push_str(text.get(from..tag.range.end).unwrap_or_default());
        from = tag.range.end;
        let before = out.len();
        // What follows loses its spaces after the call, as it did after the tag.
        let _ = write!(out, "{{{{ {CALL}() {}", if tag.trims { "-}}" } else { "}}" });
        edits.0.push((tag.range, out.len() - before));
    }
    out.push_str(text.get(from..).unwrap_or_default());
    (out, edits)
}

/// Where a template takes most: the tag of the loop that stands deepest in others, or, where text `grows`, of the one that puts it
/// together; and how much speaks for it. `None` where nothing does.
///
/// `shipped` is the template that it stands in for: what stands in that too is hardly to blame.
pub(super) fn suspect(text: &str, shipped: &str, grows: bool) -> Option<(usize, Range<usize>)> {
    let weighed = tags(text).into_iter().filter_map(|tag| {
        let is_new = !text.get(tag.range.clone()).is_some_and(|tag| shipped.contains(tag));
        let puts_together = grows && (tag.word.starts_with("set") || tag.inside.contains('~'));
        let weight = match (puts_together, tag.word == "for") {
            (true, _) => 100 + 10 * tag.depth + 5 * usize::from(tag.inside.contains('~')),
            (false, true) => 10 + tag.depth,
            (false, false) => return None,
        };
        Some((weight + 1000 * usize::from(is_new), tag.range))
    });
    // The first of several.
    weighed.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_what_was_typed() {
        let text = "ab{% for x in y -%}  c{{ z }}{% endfor %}";
        let (longer, edits) = counted(text);
        assert_eq!(longer, "ab{% for x in y -%}{{ daf_turn() -}}  c{{ z }}{% endfor %}");
        let at = |words: &str| longer.find(words).map(|at| edits.typed(&(at..at + words.len())));
        assert_eq!(at("z }}"), text.find("z }}").map(|at| at..at + 4));
        let call = longer.find("daf_turn").expect("it is there");
        assert_eq!(edits.tag_at(&(call..call + 1)), Some(2..19));
        assert_eq!(edits.tag_at(&(0..1)), None);
    }

    #[test]
    fn the_deepest_loop_is_suspected() {
        let text = "{% for a in b %}{% set c = c ~ c %}{% for d in e %}{% endfor %}{% endfor %}";
        let at = |grows| suspect(text, "", grows).and_then(|(_, range)| text.get(range));
        assert_eq!(at(false), Some("{% for d in e %}"));
        assert_eq!(at(true), Some("{% set c = c ~ c %}"));
        let without = suspect(text, "{% for d in e %}", false).and_then(|(_, range)| text.get(range));
        assert_eq!(without, Some("{% for a in b %}"));
        assert_eq!(suspect("words", "", true), None);
    }
}
