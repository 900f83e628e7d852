//! `missing-translation`: a Hebrew or Aramaic text that stands in no other language, in a curriculum that is not in Hebrew.
//!
//! Looks at each piece of an aligned text. Leaves alone curricula and lessons in Hebrew, and texts that are translated by a file of
//! their own. Whoever does not read Hebrew would have nothing to read.

use super::missing_credit::languages;
use super::subject::{Subject, shared_texts};
use crate::curriculum::{Curriculum, Text};
use crate::diag::{Diagnostics, make};
use crate::display::is_hebrew;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    if !is_hebrew(&subject.version.lang) {
        for text in subject.own_texts() {
            check_text(text, &subject.version.lang, sink);
        }
    }
}

/// The same for texts in files of their own.
pub(crate) fn check_shared(curriculum: &Curriculum, sink: &mut Diagnostics) {
    let language = &curriculum.config.language;
    if !is_hebrew(language) {
        for text in shared_texts(curriculum).filter(|text| text.translations.is_empty()) {
            check_text(text, language, sink);
        }
    }
}

fn check_text(text: &Text, language: &str, sink: &mut Diagnostics) {
    let entry = &text.entry;
    let (original, translated) = languages(entry);
    // What stands under `he` in other letters is no original (`untagged-hebrew` tells of it).
    let words = entry.pieces.iter().flat_map(|piece| &piece.words);
    if !original || !words.clone().any(|(_, words)| crate::hebrew::has_hebrew(&words.value)) {
        return;
    }
    if !translated {
        let span = entry.reference.as_ref().or(entry.title.as_ref()).map_or(entry.span, |name| name.span);
        sink.push(make::lint::missing_translation(span, &text.name(), language));
        return;
    }
    for piece in &entry.pieces {
        let untranslated = piece.words.iter().all(|(lang, _)| is_hebrew(lang));
        if let (true, Some((_, words))) = (untranslated, piece.words.first()) {
            sink.push(make::lint::missing_translation_of_piece(words.span, &text.name(), language));
        }
    }
}
