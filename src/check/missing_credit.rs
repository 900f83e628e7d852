//! `missing-credit`: a text that does not say where its words come from, or under which licence they stand.
//!
//! An original needs its edition (`version`), author or address; a translation its translator; every text a licence or a permission.
//! Leaves alone a text that is only named, without words, and one whose author is among the curriculum's or the lesson's own.
//! What is owed to a text is printed beside it wherever it stands, and nobody can look it up later.

use super::subject::{Subject, shared_texts};
use crate::curriculum::{Curriculum, Text};
use crate::diag::make::lint::Lack;
use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::{Config, TextEntry};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let authors: Vec<&str> = subject.front.authors.iter().map(|author| author.value.as_str()).collect();
    for text in subject.own_texts() {
        check_text(&subject.curriculum.config, &authors, text, sink);
    }
}

/// The same for texts in files of their own.
pub(crate) fn check_shared(curriculum: &Curriculum, sink: &mut Diagnostics) {
    for text in shared_texts(curriculum) {
        check_text(&curriculum.config, &[], text, sink);
    }
}

fn check_text(config: &Config, authors: &[&str], text: &Text, sink: &mut Diagnostics) {
    let entry = &text.entry;
    if entry.pieces.iter().all(|piece| piece.words.is_empty()) || is_own(config, authors, entry) {
        return;
    }
    let (original, translated) = languages(entry);
    let named = entry.citation.is_some() || entry.reference.is_some();
    let has_origin = entry.version.is_some() || entry.author.is_some() || entry.url.is_some();
    // Where only one language stands, its edition may be the translation's.
    let has_translator = entry.translator.is_some() || (!original && (has_origin || !named));
    let lacks = [
        (Lack::Edition, named && original && !has_origin),
        (Lack::Author, !named && !has_origin),
        (Lack::Translator, translated && !has_translator),
        (Lack::License, entry.license.is_none() && entry.permission.is_none()),
    ];
    let lacks: Vec<Lack> = lacks.into_iter().filter(|(_, is)| *is).map(|(lack, _)| lack).collect();
    if !lacks.is_empty() {
        let span = entry.reference.as_ref().or(entry.title.as_ref()).map_or(entry.span, |name| name.span);
        sink.push(make::lint::missing_credit(span, &text.name(), &lacks));
    }
}

/// Whether a text has words in Hebrew letters, and whether it has others.
pub(crate) fn languages(entry: &TextEntry) -> (bool, bool) {
    let has = |hebrew: bool| {
        let langs = entry.pieces.iter().flat_map(|piece| &piece.words).map(|(lang, _)| lang);
        langs.into_iter().any(|lang| crate::display::is_hebrew(lang) == hebrew)
    };
    (has(true), has(false))
}

/// Whether those who made the curriculum wrote the text too.
fn is_own(config: &Config, authors: &[&str], entry: &TextEntry) -> bool {
    let Some(author) = entry.author.as_ref().map(|author| author.value.trim().to_lowercase()) else { return false };
    let ours = config.authors.iter().chain(&config.organization).map(|name| name.value.as_str());
    ours.chain(authors.iter().copied()).any(|name| name.trim().to_lowercase() == author)
}
