//! `early-term`: a term that a lesson defines, used in a lesson before it.
//!
//! Only entries of a lesson's own `glossary` have a place in the order; those of `glossary.yaml` are there from the beginning, and are
//! left alone. Told once for each term, where it stands first.

use super::term_use::TermUse;
use crate::curriculum::{Curriculum, TermId};
use crate::diag::{Diagnostics, make};

pub(crate) fn check(curriculum: &Curriculum, used: &TermUse<'_>, sink: &mut Diagnostics) {
    for (at, term) in curriculum.terms.iter().enumerate() {
        let Some(defined) = term.lesson else { continue };
        let early = used.uses.iter().filter(|one| one.term == TermId::new(at));
        let early = early.filter_map(|one| Some((one.lesson.filter(|lesson| *lesson < defined)?, one.span, one)));
        if let Some((_, span, one)) = early.min_by_key(|(lesson, span, _)| (*lesson, *span)) {
            let entry = &term.entry;
            let title = curriculum.lesson(defined).title();
            sink.push(make::lint::early_term(span, &one.written, &entry.term.value, entry.term.span, title));
        }
    }
}
