//! Where the glossary's terms stand in the words of a curriculum, and in which spelling: gathered once for the rules about terms.
//!
//! They are found as pages find them ([`TermFinder`]).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::words::{self, TextRun};
use crate::curriculum::{Curriculum, LessonId, ScopeId, Target, TermId};
use crate::source::Span;
use crate::syntax::lesson::Rich;
use crate::terms::{self, Found, TermFinder};

/// A term in one spelling, in one file.
pub(crate) struct Use<'c> {
    pub(crate) term: TermId,
    /// Index into [`TermUse::spellings`].
    pub(crate) spelling: usize,
    /// Where it stands first.
    pub(crate) span: Span,
    /// As it is written there: in the plural, behind a prefix.
    pub(crate) written: String,
    /// How often.
    pub(crate) count: u32,
    /// Whether everybody sees it.
    pub(crate) seen: bool,
    /// The language of the words around it.
    pub(crate) lang: &'c str,
    /// The lesson.
    pub(crate) lesson: Option<LessonId>,
}

/// Every use, those of lessons first and in their order.
pub(crate) struct TermUse<'c> {
    pub(crate) uses: Vec<Use<'c>>,
    /// Every spelling of every term, as the glossary writes it, in lower case.
    pub(crate) spellings: Vec<String>,
    /// Which terms stand anywhere, or are led to by a link, another term or a value.
    pub(crate) is_used: Vec<bool>,
}

/// What one file uses, by term, spelling and whether everybody sees it: where and how written first, and how often.
type Uses = BTreeMap<(TermId, usize, bool), (Span, String, u32)>;

impl<'c> TermUse<'c> {
    /// Reads all words: of lessons and translations, units, the home page and shared texts.
    pub(crate) fn of(curriculum: &'c Curriculum) -> TermUse<'c> {
        let finder = TermFinder::new(curriculum);
        let mut is_used = vec![false; curriculum.terms.len()];
        if finder.is_empty() {
            return TermUse { uses: Vec::new(), spellings: Vec::new(), is_used };
        }
        let lessons: Vec<Vec<Use<'c>>> =
            (0..curriculum.lessons.len()).into_par_iter().map(|at| of_lesson(curriculum, &finder, at)).collect();
        let mut uses: Vec<Use<'c>> = lessons.into_iter().flatten().collect();
        let language = curriculum.config.language.as_str();
        let mut found = Uses::new();
        let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref());
        for document in curriculum.home.iter().map(|home| &home.document).chain(units) {
            words::in_document(document, &mut |run| look(&finder, run, &mut found));
        }
        for text in curriculum.texts.iter().filter(|text| text.shared) {
            words::in_text(&text.entry, &mut |run| look(&finder, run, &mut found));
        }
        add(found, language, None, &mut uses);
        uses.iter().for_each(|one| is_used[one.term.index()] = true);
        named(curriculum, &finder, &mut is_used);
        let spellings = terms::spellings(curriculum).map(|(written, _)| written.trim().to_lowercase()).collect();
        TermUse { uses, spellings, is_used }
    }
}

fn of_lesson<'c>(curriculum: &'c Curriculum, finder: &TermFinder, at: usize) -> Vec<Use<'c>> {
    let mut uses = Vec::new();
    let Some(lesson) = curriculum.lessons.get(at) else { return uses };
    for version in std::iter::once(&lesson.main).chain(lesson.translations.iter().map(|(_, version)| version)) {
        let document = &*version.document;
        let mut found = Uses::new();
        words::in_document(document, &mut |run| {
            // What a translation leaves out is the original's, and was read there.
            if run.span.file == document.file {
                look(finder, run, &mut found);
            }
        });
        add(found, &version.lang, Some(LessonId::new(at)), &mut uses);
    }
    uses
}

fn look(finder: &TermFinder, run: TextRun<'_>, uses: &mut Uses) {
    each(finder, run, &mut |found, written| {
        let first = || (run.span, written.to_owned(), 0);
        uses.entry((found.term, found.spelling, !run.facilitators)).or_insert_with(first).2 += 1;
    });
}

/// Visits the terms in a stretch of words, with what is written.
fn each(finder: &TermFinder, run: TextRun<'_>, visit: &mut impl FnMut(&Found, &str)) {
    run.words.joined(&mut |words| {
        let mut from = 0;
        while let Some(found) = finder.find(words, from, |_| true) {
            visit(&found, words.get(found.start..found.end).unwrap_or_default());
            from = found.end;
        }
    });
}

fn add<'c>(found: Uses, lang: &'c str, lesson: Option<LessonId>, uses: &mut Vec<Use<'c>>) {
    for ((term, spelling, seen), (span, written, count)) in found {
        uses.push(Use { term, spelling, span, written, count, seen, lang, lesson });
    }
}

/// Marks the terms that links lead to, that other terms' definitions use or say to see, or that values are described by.
fn named(curriculum: &Curriculum, finder: &TermFinder, is_used: &mut [bool]) {
    // The glossary's own table has links from one definition to another, or to itself.
    let own: Vec<ScopeId> =
        curriculum.terms.iter().filter(|term| term.lesson.is_none()).map(|term| term.scope).collect();
    for (at, scope) in curriculum.scopes.iter().enumerate() {
        let is_glossary = own.first() == Some(&ScopeId::new(at));
        for target in scope.links.iter().filter(|_| !is_glossary) {
            if let Target::Term(id) = target {
                is_used[id.index()] = true;
            }
        }
    }
    for (at, term) in curriculum.terms.iter().enumerate() {
        term.see.iter().for_each(|see| is_used[see.index()] = true);
        in_definition(finder, &term.entry.definition, term.entry.span, Some(TermId::new(at)), is_used);
    }
    for value in &curriculum.config.values {
        if let Some(description) = &value.description {
            in_definition(finder, description, value.name.span, None, is_used);
        }
    }
}

fn in_definition(finder: &TermFinder, rich: &Rich, span: Span, own: Option<TermId>, is_used: &mut [bool]) {
    words::in_rich(rich, span, false, &mut |run| {
        each(finder, run, &mut |found, _| {
            if own != Some(found.term) {
                is_used[found.term.index()] = true;
            }
        });
    });
}
