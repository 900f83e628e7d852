//! Where the glossary's terms stand in the words of a curriculum, and in which spelling: gathered once for the rules about terms.
//!
//! One automaton for all spellings reads each word once, because a glossary has hundreds of them and a curriculum thousands of pages.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rayon::prelude::*;

use super::words::{self, Stretch};
use crate::curriculum::{Curriculum, LessonId, ScopeId, Target, TermId};
use crate::shown::is_hebrew_mark;
use crate::source::Span;
use crate::syntax::lesson::Rich;

/// A term in one spelling, in one file.
pub(crate) struct Use<'c> {
    pub(crate) term: TermId,
    /// Index into [`TermUse::spellings`].
    pub(crate) spelling: usize,
    /// Where it stands first.
    pub(crate) span: Span,
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
    /// Every spelling of every term, as the glossary writes it.
    pub(crate) spellings: Vec<String>,
    /// Which terms stand anywhere, or are led to by a link, another term or a value.
    pub(crate) is_used: Vec<bool>,
}

/// What one file uses, by spelling and whether everybody sees it.
type Found = BTreeMap<(usize, bool), (Span, u32)>;

/// All spellings, each with its term.
struct Finder {
    automaton: Option<AhoCorasick>,
    terms: Vec<TermId>,
    spellings: Vec<String>,
}

impl Finder {
    fn new(curriculum: &Curriculum) -> Finder {
        let mut terms = Vec::new();
        let mut spellings: Vec<String> = Vec::new();
        for (at, term) in curriculum.terms.iter().enumerate() {
            let entry = &term.entry;
            for spelling in std::iter::once(&entry.term).chain(&entry.also).chain(&entry.he) {
                let written = spelling.value.trim().to_lowercase();
                let bare: String = written.chars().filter(|&c| !is_hebrew_mark(c)).collect();
                for form in [written, bare] {
                    if !form.is_empty() && spellings.last() != Some(&form) {
                        terms.push(TermId::new(at));
                        spellings.push(form);
                    }
                }
            }
        }
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).kind(Some(AhoCorasickKind::DFA));
        // It fails only for more patterns than memory holds; then nothing is found.
        let automaton = (!spellings.is_empty()).then(|| builder.build(&spellings).ok()).flatten();
        Finder { automaton, terms, spellings }
    }

    /// Visits the spellings that stand in a text as whole words: the longest at each place, none inside another.
    fn each(&self, text: &str, visit: &mut impl FnMut(usize)) {
        let Some(automaton) = &self.automaton else { return };
        let whole = automaton.find_overlapping_iter(text).filter(|one| is_whole(text, one.range()));
        let mut found: Vec<(usize, std::cmp::Reverse<usize>, usize)> =
            whole.map(|one| (one.start(), std::cmp::Reverse(one.end()), one.pattern().as_usize())).collect();
        found.sort_unstable();
        let mut done = 0;
        for (start, end, spelling) in found {
            if start >= done {
                done = end.0;
                visit(spelling);
            }
        }
    }
}

/// Whether no letter stands before or after.
fn is_whole(text: &str, range: std::ops::Range<usize>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || is_hebrew_mark(c);
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    !before.is_some_and(is_word) && !after.is_some_and(is_word)
}

impl<'c> TermUse<'c> {
    /// Reads all words: of lessons and translations, units, the home page and shared texts.
    pub(crate) fn of(curriculum: &'c Curriculum) -> TermUse<'c> {
        let finder = Finder::new(curriculum);
        let mut is_used = vec![false; curriculum.terms.len()];
        if finder.automaton.is_none() {
            return TermUse { uses: Vec::new(), spellings: Vec::new(), is_used };
        }
        let lessons: Vec<Vec<Use<'c>>> =
            (0..curriculum.lessons.len()).into_par_iter().map(|at| of_lesson(curriculum, &finder, at)).collect();
        let mut uses: Vec<Use<'c>> = lessons.into_iter().flatten().collect();
        let language = curriculum.config.language.as_str();
        let mut found = Found::new();
        let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref());
        for document in curriculum.home.iter().map(|home| &home.document).chain(units) {
            words::in_document(document, &mut |stretch| look(&finder, stretch, &mut found));
        }
        for text in curriculum.texts.iter().filter(|text| text.shared) {
            words::in_text(&text.entry, &mut |stretch| look(&finder, stretch, &mut found));
        }
        add(&finder, found, language, None, &mut uses);
        uses.iter().for_each(|one| is_used[one.term.index()] = true);
        named(curriculum, &finder, &mut is_used);
        TermUse { uses, spellings: finder.spellings, is_used }
    }

    /// A spelling as the glossary writes it, in lower case.
    pub(crate) fn spelling(&self, one: &Use<'_>) -> &str {
        self.spellings.get(one.spelling).map_or("", String::as_str)
    }
}

fn of_lesson<'c>(curriculum: &'c Curriculum, finder: &Finder, at: usize) -> Vec<Use<'c>> {
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
        add(finder, found, &version.lang, Some(LessonId::new(at)), &mut uses);
    }
    uses
}

fn look(finder: &Finder, stretch: Stretch<'_>, found: &mut Found) {
    stretch.words.runs(&mut |run| {
        finder.each(run, &mut |spelling| {
            found.entry((spelling, !stretch.facilitators)).or_insert((stretch.span, 0)).1 += 1;
        });
    });
}

fn add<'c>(finder: &Finder, found: Found, lang: &'c str, lesson: Option<LessonId>, uses: &mut Vec<Use<'c>>) {
    for ((spelling, seen), (span, count)) in found {
        uses.push(Use { term: finder.terms[spelling], spelling, span, count, seen, lang, lesson });
    }
}

/// Marks the terms that links lead to, that other terms' definitions use or say to see, or that values are described by.
fn named(curriculum: &Curriculum, finder: &Finder, is_used: &mut [bool]) {
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

fn in_definition(finder: &Finder, rich: &Rich, span: Span, own: Option<TermId>, is_used: &mut [bool]) {
    words::in_rich(rich, span, false, &mut |stretch| {
        stretch.words.runs(&mut |run| {
            finder.each(run, &mut |spelling| {
                let term = finder.terms[spelling];
                if own != Some(term) {
                    is_used[term.index()] = true;
                }
            });
        });
    });
}
