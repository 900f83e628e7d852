//! `vague-link`: a link whose words do not say where it leads: "here", "click here", "this page", "כאן".
//!
//! People who listen to a page hear its links one by one, and paper shows the words alone. Looks at the whole of a link's words, so
//! that "the map of power here" is left alone; a link around an image goes by the image's own words. Translations are read in what
//! they say themselves.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::subject::Subject;
use super::words::{self, LessonWords, TextRun};
use crate::curriculum::Curriculum;
use crate::diag::{Diagnostics, make};
use crate::hebrew;
use crate::syntax::inline_text;
use crate::syntax::lesson::{Document, Inline};

/// Words that say nothing of what they lead to, folded.
static VAGUE: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = [
        "here",
        "click",
        "click here",
        "press here",
        "tap here",
        "see here",
        "look here",
        "from here",
        "right here",
        "over here",
        "this",
        "this link",
        "this page",
        "this site",
        "this website",
        "this file",
        "this document",
        "this one",
        "the link",
        "link",
        "a link",
        "page",
        "website",
        "read more",
        "more",
        "more info",
        "more information",
        "learn more",
        "find out more",
        "see more",
        "continue",
        "go",
        "download",
        "download here",
        "follow this link",
        "כאן",
        "פה",
        "לחצו כאן",
        "לחץ כאן",
        "לחצי כאן",
        "הקליקו כאן",
        "הקישו כאן",
        "ראו כאן",
        "בקישור",
        "בקישור הזה",
        "קישור",
        "הקישור",
        "הקישור הזה",
        "קישור זה",
        "לינק",
        "הלינק",
        "עוד",
        "קראו עוד",
        "לקריאה נוספת",
        "למידע נוסף",
        "לפרטים נוספים",
        "להורדה",
        "הדף הזה",
        "באתר",
    ];
    words.iter().map(|words| hebrew::fold(words)).collect()
});

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    for version in subject.versions() {
        in_document(&version.document, sink);
    }
}

/// The same for pages that are no lessons, and for the contexts of shared texts.
pub(crate) fn check_pages(curriculum: &Curriculum, sink: &mut Diagnostics) {
    let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref());
    for document in curriculum.home.iter().map(|home| &home.document).chain(units) {
        in_document(document, sink);
    }
}

fn in_document(document: &Document, sink: &mut Diagnostics) {
    words::in_document(document, &mut |run: TextRun<'_>| {
        if let LessonWords::Running(list) = run.words {
            in_running(list, document, sink);
        }
    });
}

fn in_running(list: &[Inline], document: &Document, sink: &mut Diagnostics) {
    for inline in list {
        match inline {
            Inline::Link { link, words } => {
                let Some(to) = document.refs.links.get(link.0 as usize) else { continue };
                let text = inline_text(words);
                if to.span.file == document.file && VAGUE.contains(&hebrew::fold(&text)) {
                    sink.push(make::lint::vague_link(to.span, text.trim()));
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                in_running(inner, document, sink);
            }
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Image { .. }
            | Inline::Citation { .. }
            | Inline::Footnote { .. }
            | Inline::Html(_)
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}
