//! How running text is written down for the print templates: words as strings, everything else under its kind (`i`).
//!
//! What the templates would have to look for in every line is said beside it: whether a word in it may be longer than a line is
//! (`long`), and which words of a table's column may be its widest (`longest`). Decides nothing about how a line is set.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use unicode_normalization::char::is_combining_mark;

use super::model::{Line, Span, Table};
use crate::direction::Direction;

/// Of so many letters, marks aside, a word is looked at by the templates: `long-word` in `patterns.typ` says the same.
const LONG: usize = 16;
/// Of each cell, so many words are measured: those with the most letters.
const MEASURED: usize = 3;
/// A run of so many letters is broken whatever room there is.
const BROKEN: usize = 24;
/// Signs between two numbers.
const JOINING: [char; 3] = ['–', '/', '-'];

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("dir", &self.dir)?;
        map.serialize_entry("lang", self.lang)?;
        // A line that has to be looked at is never one string, so that a string can be set as it is.
        if has_long_word(self) {
            map.serialize_entry("v", &self.spans)?;
            map.serialize_entry("long", &true)?;
        } else {
            map.serialize_entry("v", &Spans(&self.spans))?;
        }
        map.end()
    }
}

/// Spans in a row; those that are words and nothing else as one string.
struct Spans<'s, 'a>(&'s [Span<'a>]);

impl Serialize for Spans<'_, '_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [] => return to.serialize_str(""),
            [Span::Text { words }] => return to.serialize_str(words),
            _ => {}
        }
        let mut seq = to.serialize_seq(Some(self.0.len()))?;
        self.0.iter().try_for_each(|span| seq.serialize_element(span))?;
        seq.end()
    }
}

impl Serialize for Span<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let Span::Text { words } = self {
            return to.serialize_str(words);
        }
        let mut map = to.serialize_map(None)?;
        let kind = match self {
            Span::Text { .. } => "text",
            Span::Phrase { .. } => "phrase",
            Span::Number { .. } => "number",
            Span::Em { .. } => "em",
            Span::Strong { .. } => "strong",
            Span::Strike { .. } => "strike",
            Span::Tag { .. } => "tag",
            Span::Code { .. } => "code",
            Span::Raw { .. } => "raw",
            Span::Link { .. } => "link",
            Span::Cite { .. } => "cite",
            Span::Term { .. } => "term",
            Span::Gloss { .. } => "gloss",
            Span::Amount { .. } => "amount",
            Span::Footnote { .. } => "footnote",
            Span::Image(_) => "image",
            Span::Break => "break",
        };
        map.serialize_entry("i", kind)?;
        match self {
            Span::Text { .. } | Span::Break => {}
            Span::Phrase { dir, lang, spans } => {
                map.serialize_entry("dir", dir)?;
                map.serialize_entry("lang", lang)?;
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Number { spans } => map.serialize_entry("v", &held(spans))?,
            Span::Em { spans } | Span::Strong { spans } | Span::Strike { spans } | Span::Term { spans, .. } => {
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Tag { name, spans } => {
                map.serialize_entry("name", name)?;
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Code { dir, words } => {
                map.serialize_entry("dir", dir)?;
                map.serialize_entry("v", words)?;
            }
            Span::Raw { words } => map.serialize_entry("v", words)?,
            Span::Link { to, spans } | Span::Cite { to, spans } => {
                map.serialize_entry("to", to)?;
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Gloss { number, spans } => {
                map.serialize_entry("number", number)?;
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Amount { count, people, spans } => {
                map.serialize_entry("count", count)?;
                map.serialize_entry("people", people)?;
                map.serialize_entry("v", &Spans(spans))?;
            }
            Span::Footnote { number, lines, note, .. } => {
                map.serialize_entry("number", number)?;
                if !lines.is_empty() {
                    map.serialize_entry("lines", lines)?;
                }
                if let Some(note) = note {
                    map.serialize_entry("note", note)?;
                }
            }
            Span::Image(image) => {
                map.serialize_entry("path", &image.path)?;
                map.serialize_entry("alt", &image.alt)?;
                map.serialize_entry("caption", &image.caption)?;
            }
        }
        map.end()
    }
}

impl Serialize for Table<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let longest: Vec<_> = (0..self.head.len()).map(|at| longest(self, at)).collect();
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("dir", &self.dir)?;
        map.serialize_entry("aligns", &self.aligns)?;
        map.serialize_entry("head", &self.head)?;
        map.serialize_entry("rows", &self.rows)?;
        map.serialize_entry("longest", &longest)?;
        map.end()
    }
}

/// Words of a column that are set alike.
#[derive(serde::Serialize)]
struct Alike<'t> {
    /// The direction of their letters.
    dir: Direction,
    /// The language of their cells.
    lang: &'t str,
    /// Whether they stand in the head.
    head: bool,
    /// Whether they are broken whatever room there is, as addresses are at their signs.
    broken: bool,
    /// The words.
    v: Vec<String>,
}

/// The words of a column of which one is its widest: of each cell those with the most letters.
fn longest<'t>(table: &'t Table<'_>, column: usize) -> Vec<Alike<'t>> {
    let mut groups: Vec<Alike<'t>> = Vec::new();
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|line| (line, false));
    for (line, head) in table.head.get(column).map(|line| (line, true)).into_iter().chain(cells) {
        let words = plain(&line.spans);
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_by_key(|word| std::cmp::Reverse(bare(word)));
        for word in words.into_iter().take(MEASURED) {
            let dir = if word.chars().any(is_from_right) { Direction::Rtl } else { Direction::Ltr };
            let broken = word.contains(['/', '@', '_']) || word.chars().count() >= BROKEN;
            let alike = |group: &Alike<'_>| {
                group.dir == dir && group.lang == line.lang && group.head == head && group.broken == broken
            };
            match groups.iter_mut().find(|group| alike(group)) {
                Some(group) if group.v.iter().any(|other| other == word) => {}
                Some(group) => group.v.push(word.to_owned()),
                None => groups.push(Alike { dir, lang: line.lang, head, broken, v: vec![word.to_owned()] }),
            }
        }
    }
    groups
}

/// How long a word is without the marks on its letters.
fn bare(word: &str) -> usize {
    word.chars().filter(|c| !is_combining_mark(*c)).map(char::len_utf8).sum()
}

/// Whether a letter is one that is written from the right.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// A number as one word: where two are joined it is not parted.
fn held(spans: &[Span<'_>]) -> String {
    plain(spans).chars().flat_map(|c| std::iter::once(c).chain(JOINING.contains(&c).then_some('\u{2060}'))).collect()
}

/// What spans show, without marks: a footnote's number is no word of it.
fn plain(spans: &[Span<'_>]) -> String {
    let mut out = String::new();
    each_piece(spans, &mut |piece| match piece {
        Piece::Words(words) => out.push_str(words),
        Piece::Break => out.push(' '),
        Piece::Sign => {}
    });
    out
}

/// Whether a line has a word of so many letters that it may be longer than the line it stands in.
fn has_long_word(line: &Line<'_>) -> bool {
    let (mut run, mut longest) = (0_usize, 0_usize);
    each_piece(&line.spans, &mut |piece| match piece {
        Piece::Words(words) => {
            for c in words.chars() {
                if c.is_whitespace() {
                    run = 0;
                } else if c.is_ascii() || !is_combining_mark(c) {
                    run += 1;
                    longest = longest.max(run);
                }
            }
        }
        Piece::Break => run = 0,
        // It has no width, and is a letter to who counts.
        Piece::Sign => run += 1,
    });
    longest >= LONG
}

/// A piece of what a line shows.
enum Piece<'s> {
    Words(&'s str),
    /// A sign that the templates put in: where an isolate begins or ends, or what holds a number together.
    Sign,
    Break,
}

fn each_piece(spans: &[Span<'_>], visit: &mut dyn FnMut(Piece<'_>)) {
    for span in spans {
        match span {
            Span::Text { words } => visit(Piece::Words(words)),
            Span::Code { words, .. } => around(visit, |visit| visit(Piece::Words(words))),
            Span::Raw { words } => visit(Piece::Words(words)),
            Span::Phrase { spans, .. } => around(visit, |visit| each_piece(spans, visit)),
            Span::Number { spans } => around(visit, |visit| {
                each_piece(spans, &mut |piece| {
                    let joins = if let Piece::Words(words) = piece { words.matches(JOINING).count() } else { 0 };
                    visit(piece);
                    (0..joins).for_each(|_| visit(Piece::Sign));
                });
            }),
            Span::Em { spans }
            | Span::Strong { spans }
            | Span::Strike { spans }
            | Span::Tag { spans, .. }
            | Span::Link { spans, .. }
            | Span::Cite { spans, .. }
            | Span::Term { spans, .. }
            | Span::Gloss { spans, .. }
            | Span::Amount { spans, .. } => each_piece(spans, visit),
            Span::Footnote { .. } => around(visit, |visit| visit(Piece::Sign)),
            Span::Image(image) => visit(Piece::Words(&image.alt)),
            Span::Break => visit(Piece::Break),
        }
    }
}

/// Something between two signs.
fn around(visit: &mut dyn FnMut(Piece<'_>), show: impl FnOnce(&mut dyn FnMut(Piece<'_>))) {
    visit(Piece::Sign);
    show(visit);
    visit(Piece::Sign);
}
