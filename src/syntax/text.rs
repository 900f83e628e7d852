//! Words themselves: whether they show anything, what hides in them, and whether a text's parts agree.
//!
//! Looks at characters only; changes none.

use super::lesson::{Text, TextEntry};
use crate::data::Extra;
use crate::diag::{Diagnostics, make};
use crate::source::{FileId, Span};
use crate::{bytes, hebrew, limits};

/// Whether a reader would see nothing: white space, controls, and letters without a shape.
pub(crate) fn shows_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_blank(c))
}

/// Characters of other classes that are drawn as nothing (Unicode: default ignorable, Hangul fillers, Braille blank).
fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffc}' | '\u{e0000}'..='\u{e0fff}')
}

/// Reports what hides in a file: directional overrides, invisible characters, private ones, towers of marks, controls.
///
/// Left-to-right and right-to-left marks, joiners and isolates that are closed are legitimate in Hebrew typing.
///
/// Controls in `fields` are left to whoever reads those, because no field may hold one.
pub(crate) fn hidden(file: FileId, text: &str, fields: &std::ops::Range<usize>, sink: &mut Diagnostics) {
    let bytes = text.as_bytes();
    let mut marks = 0usize;
    let mut at = 0;
    while let Some(found) = bytes::next(bytes, at, |byte| (byte < 0x20) & (byte != b'\n') | (byte >= 0x7f)) {
        marks = if found == at { marks } else { 0 };
        at = found;
        let byte = bytes[at];
        if byte < 0x80 {
            // A vertical tab ends a line, where it comes from a word processor.
            let is_control = byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b) || byte == 0x7f;
            if is_control && !fields.contains(&at) {
                sink.push(make::hidden_character(file.span(at..at + 1), char::from(byte)));
            }
            marks = 0;
            at += 1;
            continue;
        }
        // Hebrew letters.
        if byte == 0xd7 && bytes.get(at + 1).is_some_and(|next| *next >= 0x90) {
            marks = 0;
            at += 2;
            continue;
        }
        let length = width(byte);
        if matches!(byte, 0xc2 | 0xcc | 0xcd | 0xd6 | 0xd7 | 0xe2 | 0xe3 | 0xee | 0xef | 0xf3 | 0xf4) {
            if let Some(c) = text[at..].chars().next() {
                marks = if is_mark(c) { marks + 1 } else { 0 };
                if marks == limits::MARKS_ON_A_LETTER + 1 {
                    sink.push(make::too_many_marks(file.span(at..at + length), limits::MARKS_ON_A_LETTER));
                }
                let is_left = c.is_control() && fields.contains(&at);
                if is_hidden(c) && !(at == 0 && c == '\u{feff}') && !is_left {
                    sink.push(make::hidden_character(file.span(at..at + length), c));
                }
            }
        } else {
            marks = 0;
        }
        at += length;
    }
    unbalanced(file, text, sink);
}

fn width(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{3164}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}' | '\u{f0000}'..='\u{10ffff}')
}

/// Isolates must close in their own paragraph, or they pull what follows with them.
fn unbalanced(file: FileId, text: &str, sink: &mut Diagnostics) {
    let mut open: Vec<usize> = Vec::new();
    let mut last = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), &[0xe2, 0x81]) {
        if !open.is_empty() && ends_paragraph(&text[last..at]) {
            tell_open(file, text, &mut open, sink);
        }
        last = at;
        match text[at..].chars().next() {
            Some('\u{2066}'..='\u{2068}') => open.push(at),
            Some(c @ '\u{2069}') if open.pop().is_none() => sink.push(make::hidden_character(file.span(at..at + 3), c)),
            _ => {}
        }
    }
    tell_open(file, text, &mut open, sink);
}

/// Tells of isolates that no end follows.
fn tell_open(file: FileId, text: &str, open: &mut Vec<usize>, sink: &mut Diagnostics) {
    for at in open.drain(..) {
        sink.push(make::hidden_character(file.span(at..at + 3), text[at..].chars().next().unwrap_or('\u{2066}')));
    }
}

/// Whether a paragraph, or the front matter, ends between two places.
fn ends_paragraph(between: &str) -> bool {
    let mut lines = between.split('\n').skip(1).peekable();
    std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some()))
        .any(|line| line.trim().is_empty() || line.trim_end() == "---")
}

/// The bytes of `part` inside a scalar, where the scalar stands in the file as it reads; else the whole scalar.
pub(crate) fn inside(text: &Text, part: &std::ops::Range<usize>) -> Span {
    let whole = text.span;
    let length = (whole.end - whole.start) as usize;
    // A plain scalar is as long as its text, a quoted one two bytes longer; anything else was decoded.
    let offset = match length.checked_sub(text.value.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return whole,
    };
    let start = whole.start as usize + offset;
    if part.is_empty() { whole } else { whole.file.span(start + part.start..start + part.end) }
}

/// A text with nothing in it yet.
pub(crate) fn empty_text(span: Span) -> TextEntry {
    TextEntry {
        id: None,
        reference: None,
        citation: None,
        title: None,
        author: None,
        pieces: Vec::new(),
        excerpt: false,
        version: None,
        translator: None,
        license: None,
        permission: None,
        url: None,
        year: None,
        context: None,
        vocabulary: Vec::new(),
        note: None,
        extra: Extra::default(),
        span,
    }
}

/// Checks that hold within one text: its licence, and that its vocabulary stands in it.
pub(crate) fn check(entry: &TextEntry, sink: &mut Diagnostics) {
    if let Some(license) = &entry.license {
        super::license::check(license, entry.permission.is_some(), sink);
    }
    let texts = || entry.pieces.iter().flat_map(|piece| &piece.words).map(|(_, text)| &text.value);
    for gloss in &entry.vocabulary {
        let typed = &gloss.word.value;
        let word = hebrew::PointedWord::new(typed);
        if texts().next().is_some() && hebrew::has_hebrew(typed) && !texts().any(|text| word.stands_in(text)) {
            sink.push(make::word_not_in_text(gloss.word.span, typed));
        }
    }
}
