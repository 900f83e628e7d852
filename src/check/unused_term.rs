//! `unused-term`: a glossary entry that nothing uses.
//!
//! A use is any of its spellings in a lesson, a unit, the home page, a text's context or a value's description, another
//! entry that mentions it or says to see it, and a link to it. Says nothing while drafts are left out, which may use it. A note,
//! because a glossary may be meant to be read through.

use super::term_use::TermUse;
use crate::curriculum::Curriculum;
use crate::diag::{Diagnostics, make};

pub(crate) fn check(curriculum: &Curriculum, used: &TermUse<'_>, sink: &mut Diagnostics) {
    if curriculum.leaves_drafts_out {
        return;
    }
    for (term, _) in curriculum.terms.iter().zip(&used.is_used).filter(|(_, is_used)| !**is_used) {
        sink.push(make::lint::unused_term(term.entry.term.span, &term.entry.term.value));
    }
}
