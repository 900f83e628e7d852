//! Where the glossary's terms stand in the words of a curriculum, and in which spelling: gathered once for the rules about terms.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::words::{self, Stretch};
use crate::curriculum::{Curriculum, LessonId, ScopeId, Target, TermId};
use crate::source::Span;
use crate::syntax::lesson::Rich;
use crate::terms::TermFinder;

/// A term in one spelling, in one file.
pub(crate) struct Use {
    pub(crate) term: TermId,
    /// As it is written, in lower case.
    pub(crate) spelling: String,
    /// Where it stands first.
    pub(crate) span: Span,
    /// How often.
    pub(crate) count: u32,
    /// Whether everybody sees it.
    pub(crate) seen: bool,
    /// The language of the words around it.
    pub(crate) lang: String,
    /// The lesson.
    pub(crate) lesson: Option<LessonId>,
}

/// Every use, those of lessons first and in their order.
pub(crate) struct TermUse {
    pub(crate) uses: Vec<Use>,
    /// Terms that a link, another term or a text leads to.
    pub(crate) named: Vec<bool>,
}

/// What one file uses, by term, spelling and whether everybody sees it.
type Found = BTreeMap<(TermId, String, bool), (Span, u32)>;

impl TermUse {
    /// Reads all words: of lessons and translations, units, the home page and shared texts.
    pub(crate) fn of(curriculum: &Curriculum) -> TermUse {
        let finder = TermFinder::new(curriculum);
        if finder.is_empty() {
            return TermUse { uses: Vec::new(), named: Vec::new() };
        }
        let lessons: Vec<Vec<Use>> =
            (0..curriculum.lessons.len()).into_par_iter().map(|at| of_lesson(curriculum, &finder, at)).collect();
        let mut uses: Vec<Use> = lessons.into_iter().flatten().collect();
        let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref());
        for document in curriculum.home.iter().map(|home| &home.document).chain(units) {
            let mut found = Found::new();
            words::in_document(document, &mut |stretch| look(&finder, stretch, &mut found));
            add(found, &curriculum.config.language, None, &mut uses);
        }
        let mut found = Found::new();
        for text in curriculum.texts.iter().filter(|text| text.shared) {
            words::in_text(&text.entry, &mut |stretch| look(&finder, stretch, &mut found));
        }
        add(found, &curriculum.config.language, None, &mut uses);
        TermUse { uses, named: named(curriculum, &finder) }
    }
}

fn of_lesson(curriculum: &Curriculum, finder: &TermFinder, at: usize) -> Vec<Use> {
    let mut uses = Vec::new();
    let Some(lesson) = curriculum.lessons.get(at) else { return uses };
    for version in std::iter::once(&lesson.main).chain(lesson.translations.iter().map(|(_, version)| version)) {
        let document = &*version.document;
        let mut found = Found::new();
        words::in_document(document, &mut |stretch| {
            // What a translation leaves out is the original's, and was read there.
            if stretch.span.file == document.file {
                look(finder, stretch, &mut found);
            }
        });
        add(found, &version.lang, Some(LessonId::new(at)), &mut uses);
    }
    uses
}

fn look(finder: &TermFinder, stretch: Stretch<'_>, found: &mut Found) {
    stretch.words.runs(&mut |run| {
        let mut done = 0;
        while let Some(one) = finder.find(run, done, |_| true) {
            let spelling = run.get(one.start..one.end).unwrap_or_default().to_lowercase();
            found.entry((one.term, spelling, !stretch.facilitators)).or_insert((stretch.span, 0)).1 += 1;
            done = one.end;
        }
    });
}

fn add(found: Found, lang: &str, lesson: Option<LessonId>, uses: &mut Vec<Use>) {
    for ((term, spelling, seen), (span, count)) in found {
        uses.push(Use { term, spelling, span, count, seen, lang: lang.to_owned(), lesson });
    }
}

/// The terms that links lead to, that other terms' definitions use or say to see, or that values are described by.
fn named(curriculum: &Curriculum, finder: &TermFinder) -> Vec<bool> {
    let mut named = vec![false; curriculum.terms.len()];
    let mut mark = |id: TermId| {
        if let Some(slot) = named.get_mut(id.index()) {
            *slot = true;
        }
    };
    // The glossary's own table has links from one definition to another.
    let glossary: Vec<ScopeId> = curriculum.terms.iter().map(|term| term.scope).collect();
    for (at, scope) in curriculum.scopes.iter().enumerate() {
        let of_terms =
            glossary.contains(&ScopeId::new(at)) && curriculum.lessons.iter().all(|l| l.main.scope.index() != at);
        for target in scope.links.iter().filter(|_| !of_terms) {
            if let Target::Term(id) = target {
                mark(*id);
            }
        }
    }
    for (at, term) in curriculum.terms.iter().enumerate() {
        term.see.iter().copied().for_each(&mut mark);
        in_definition(finder, &term.entry.definition, term.entry.span, TermId::new(at), &mut mark);
    }
    for value in &curriculum.config.values {
        if let Some(description) = &value.description {
            in_definition(finder, description, value.name.span, TermId::new(usize::MAX), &mut mark);
        }
    }
    named
}

fn in_definition(finder: &TermFinder, rich: &Rich, span: Span, own: TermId, mark: &mut impl FnMut(TermId)) {
    let mut found = Found::new();
    words::in_rich(rich, span, false, &mut |stretch| look(finder, stretch, &mut found));
    found.keys().map(|(term, _, _)| *term).filter(|term| *term != own).for_each(mark);
}
