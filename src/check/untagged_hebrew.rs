//! `untagged-hebrew`: words that are announced in one language and written in another.
//!
//! Pages mark runs of Hebrew in English prose by themselves, so those are left alone. What no page can mend is reported: a translation
//! (`en:` …) that is mostly in Hebrew letters, a Hebrew original without any, a transliteration in Hebrew letters, and a lesson whose
//! prose is in the other script than its language says. A screen reader would spell such words out, and they would run the wrong
//! way. Text in a language that rules cannot read is judged by its letters alone, which is enough.

use super::subject::{Subject, shared_texts};
use super::words::{self, TextRun};
use crate::curriculum::{Curriculum, Text, Version};
use crate::diag::{Diagnostics, make};
use crate::direction::{Direction, direction_of};
use crate::display::is_hebrew;
use crate::hebrew;
use crate::syntax::lesson::Text as Word;

/// Prose with fewer letters than this says too little of its language.
const LETTERS: usize = 40;

/// The letters of a text by script.
#[derive(Default)]
struct Letters {
    hebrew: usize,
    other: usize,
}

impl Letters {
    fn of(text: &str) -> Letters {
        let mut letters = Letters::default();
        letters.add(text);
        letters
    }

    /// Counts by the first bytes of letters, which is quick and near enough: marks on Hebrew letters count as letters, signs
    /// from U+2000 to U+2FFF do not.
    fn add(&mut self, text: &str) {
        let count = |is: fn(u8) -> bool| text.bytes().filter(|&byte| is(byte)).count();
        self.other += count(|byte| byte.is_ascii_alphabetic());
        if !text.is_ascii() {
            self.hebrew += count(|byte| byte == 0xd7);
            self.other += count(|byte| matches!(byte, 0xc3..=0xd5 | 0xd8..=0xe1 | 0xe3..=0xf4));
        }
    }
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    for text in subject.own_texts() {
        check_text(text, sink);
    }
    for version in subject.versions() {
        prose(version, sink);
    }
}

/// The same for texts in files of their own.
pub(crate) fn check_shared(curriculum: &Curriculum, sink: &mut Diagnostics) {
    for text in shared_texts(curriculum) {
        check_text(text, sink);
    }
}

fn check_text(text: &Text, sink: &mut Diagnostics) {
    for piece in &text.entry.pieces {
        for (lang, words) in &piece.words {
            in_key(lang, words, sink);
        }
        if let Some(sound) = &piece.transliteration
            && hebrew::has_hebrew(&sound.value)
        {
            sink.push(make::lint::hebrew_transliteration(sound.span));
        }
    }
}

fn in_key(lang: &str, words: &Word, sink: &mut Diagnostics) {
    let Letters { hebrew, other } = Letters::of(&words.value);
    if is_hebrew(lang) && !crate::hebrew::has_hebrew(&words.value) && other > 0 {
        sink.push(make::lint::no_hebrew(words.span, lang));
    } else if !is_hebrew(lang) && direction_of(lang, "") == Direction::Ltr && hebrew > other {
        sink.push(make::lint::hebrew_in_translation(words.span, lang));
    }
}

/// The prose of one version, in what stands in its own file.
fn prose(version: &Version, sink: &mut Diagnostics) {
    let document = &*version.document;
    let says_hebrew = direction_of(&version.lang, "") == Direction::Rtl;
    // Most lessons in other languages are passed over by their bytes.
    let mut letters = Letters::default();
    let mut bytes = 0;
    each_run(version, &mut |run| bytes += memchr::memchr_iter(0xd7, run.as_bytes()).count());
    if !says_hebrew && bytes < LETTERS / 2 {
        return;
    }
    each_run(version, &mut |run| letters.add(run));
    let Letters { hebrew, other } = letters;
    let span = document.front.lang.as_ref().map_or(document.fence, |lang| lang.span);
    if hebrew + other < LETTERS || span.file != document.file {
        return;
    }
    if (!says_hebrew && hebrew > other) || (is_hebrew(&version.lang) && other > 4 * hebrew) {
        sink.push(make::lint::other_language(span, &version.lang, !says_hebrew));
    }
}

/// Visits the prose that stands in a version's own file.
fn each_run<'a>(version: &'a Version, visit: &mut impl FnMut(&'a str)) {
    let document = &*version.document;
    words::in_body(document, &mut |run: TextRun<'a>| {
        if run.span.file == document.file {
            run.words.runs(visit);
        }
    });
}
