//! Walks through a document: its lines in order, and what is changed in it as a whole.
//!
//! Used by whoever reads all words of a document (an index) or arranges its blocks (sheets). Presents nothing.

use super::model::{Block, Lesson, Line, Note, Span};
use crate::direction::{self, Direction};

/// The words of a line without marks, as they are read: footnote marks say nothing.
pub(crate) fn push_words(line: &Line<'_>, out: &mut String) {
    push_spans(&line.spans, out);
}

/// The same in a string of its own.
pub(crate) fn words(line: &Line<'_>) -> String {
    let mut out = String::new();
    push_words(line, &mut out);
    out
}

fn push_spans(spans: &[Span<'_>], out: &mut String) {
    for span in spans {
        match span {
            Span::Text { words } => out.push_str(words),
            Span::Code { words, .. } => out.push_str(words),
            Span::Phrase { spans, .. }
            | Span::Number { spans }
            | Span::Em { spans }
            | Span::Strong { spans }
            | Span::Strike { spans }
            | Span::Tag { spans, .. }
            | Span::Link { spans, .. }
            | Span::Cite { spans, .. }
            | Span::Term { spans, .. }
            | Span::Gloss { spans, .. }
            | Span::Amount { spans, .. } => push_spans(spans, out),
            Span::Image(image) => out.push_str(&image.alt),
            Span::Break => out.push(' '),
            Span::Raw { .. } | Span::Footnote { .. } => {}
        }
    }
}

/// Adds a line to the end of another: as one phrase where it runs the other way.
pub(crate) fn append<'a>(line: &mut Line<'a>, other: Line<'a>) {
    let dir = other.dir;
    if dir == line.dir {
        line.spans.extend(other.spans);
    } else {
        line.spans.push(Span::Phrase { dir, lang: other.lang, spans: other.spans });
    }
}

/// The spans inside a span.
pub(crate) fn inside<'s, 'a>(span: &'s Span<'a>) -> &'s [Span<'a>] {
    match span {
        Span::Phrase { spans, .. }
        | Span::Number { spans }
        | Span::Em { spans }
        | Span::Strong { spans }
        | Span::Strike { spans }
        | Span::Tag { spans, .. }
        | Span::Link { spans, .. }
        | Span::Cite { spans, .. }
        | Span::Term { spans, .. }
        | Span::Gloss { spans, .. }
        | Span::Amount { spans, .. } => spans,
        Span::Text { .. }
        | Span::Code { .. }
        | Span::Raw { .. }
        | Span::Footnote { .. }
        | Span::Image(_)
        | Span::Break => &[],
    }
}

/// The same, to be changed.
pub(crate) fn inside_mut<'s, 'a>(span: &'s mut Span<'a>) -> &'s mut [Span<'a>] {
    match span {
        Span::Phrase { spans, .. }
        | Span::Number { spans }
        | Span::Em { spans }
        | Span::Strong { spans }
        | Span::Strike { spans }
        | Span::Tag { spans, .. }
        | Span::Link { spans, .. }
        | Span::Cite { spans, .. }
        | Span::Term { spans, .. }
        | Span::Gloss { spans, .. }
        | Span::Amount { spans, .. } => spans,
        Span::Text { .. }
        | Span::Code { .. }
        | Span::Raw { .. }
        | Span::Footnote { .. }
        | Span::Image(_)
        | Span::Break => &mut [],
    }
}

/// Whether a line shows nothing.
pub(crate) fn is_blank(line: &Line<'_>) -> bool {
    line.spans.iter().all(|span| matches!(span, Span::Text { words } if words.trim().is_empty()))
}

/// Whether a line has no word of either direction.
fn is_wordless_line(line: &Line<'_>) -> bool {
    fn has_letter(span: &Span<'_>) -> bool {
        match span {
            Span::Text { words } => words.chars().any(|c| direction::of_letter(c).is_some()),
            span => inside(span).iter().any(has_letter),
        }
    }
    !line.spans.iter().any(has_letter)
}

/// Gives a line without a word the direction of what it stands in.
pub(crate) fn turn_line(line: &mut Line<'_>, dir: Direction) {
    if line.dir != dir && is_wordless_line(line) {
        line.dir = dir;
    }
}

/// Whether a block has no word that runs.
pub(crate) fn is_wordless(block: &Block<'_>) -> bool {
    match block {
        Block::Heading { line, .. } | Block::Paragraph { line } => is_wordless_line(line),
        Block::Lines { lines, .. } => lines.iter().all(is_wordless_line),
        Block::List { items, .. } => items.iter().all(|item| item.blocks.iter().all(is_wordless)),
        Block::Quote { blocks, .. } => blocks.iter().all(is_wordless),
        Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).all(is_wordless_line),
        Block::Definitions { .. } | Block::Note(_) | Block::Text(_) | Block::Prompt(_) | Block::Exercise(_) => false,
        Block::Code { .. } | Block::Html { .. } | Block::Rule | Block::Space { .. } | Block::Image(_) => true,
    }
}

/// Gives blocks without a word the direction of what they stand in.
pub(crate) fn turn_wordless(blocks: &mut [Block<'_>], dir: Direction) {
    for block in blocks.iter_mut().filter(|block| is_wordless(block)) {
        match block {
            Block::Heading { line, .. } | Block::Paragraph { line } => line.dir = dir,
            Block::Lines { dir: own, lines } => {
                *own = dir;
                lines.iter_mut().for_each(|line| line.dir = dir);
            }
            Block::List { dir: own, items, .. } => {
                *own = dir;
                for item in items {
                    item.dir = dir;
                    turn_wordless(&mut item.blocks, dir);
                }
            }
            Block::Quote { dir: own, blocks } => {
                *own = dir;
                turn_wordless(blocks, dir);
            }
            Block::Table(table) => {
                table.dir = dir;
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| cell.dir = dir);
            }
            _ => {}
        }
    }
}

/// Calls for each block list that stands in a block, in reading order.
pub(crate) fn blocks_in<'b, 'a>(block: &'b Block<'a>, visit: &mut dyn FnMut(&'b [Block<'a>])) {
    match block {
        Block::List { items, .. } => items.iter().for_each(|item| visit(&item.blocks)),
        Block::Quote { blocks, .. } => visit(blocks),
        Block::Definitions { list, .. } => list.iter().for_each(|one| visit(&one.blocks)),
        Block::Note(note) => visit(&note.blocks),
        Block::Text(text) => {
            visit(&text.context);
            text.questions.iter().for_each(|blocks| visit(blocks));
        }
        Block::Prompt(prompt) => {
            visit(&prompt.blocks);
            prompt.follow_ups.iter().for_each(|blocks| visit(blocks));
            prompt.cues.iter().for_each(|cue| visit(&cue.blocks));
        }
        Block::Exercise(exercise) => {
            visit(&exercise.blocks);
            exercise.cues.iter().for_each(|cue| visit(&cue.blocks));
        }
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Lines { .. }
        | Block::Code { .. }
        | Block::Html { .. }
        | Block::Table(_)
        | Block::Rule
        | Block::Space { .. }
        | Block::Image(_) => {}
    }
}

/// The same, to be changed.
pub(crate) fn blocks_in_mut<'b, 'a>(block: &'b mut Block<'a>, visit: &mut dyn FnMut(&'b mut Vec<Block<'a>>)) {
    match block {
        Block::List { items, .. } => items.iter_mut().for_each(|item| visit(&mut item.blocks)),
        Block::Quote { blocks, .. } => visit(blocks),
        Block::Definitions { list, .. } => list.iter_mut().for_each(|one| visit(&mut one.blocks)),
        Block::Note(note) => visit(&mut note.blocks),
        Block::Text(text) => {
            visit(&mut text.context);
            text.questions.iter_mut().for_each(&mut *visit);
        }
        Block::Prompt(prompt) => {
            visit(&mut prompt.blocks);
            prompt.follow_ups.iter_mut().for_each(&mut *visit);
            prompt.cues.iter_mut().for_each(|cue| visit(&mut cue.blocks));
        }
        Block::Exercise(exercise) => {
            visit(&mut exercise.blocks);
            exercise.cues.iter_mut().for_each(|cue| visit(&mut cue.blocks));
        }
        Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::Lines { .. }
        | Block::Code { .. }
        | Block::Html { .. }
        | Block::Table(_)
        | Block::Rule
        | Block::Space { .. }
        | Block::Image(_) => {}
    }
}

/// Calls for each line that a block itself has, to be changed.
pub(crate) fn own_lines_mut<'b, 'a>(block: &'b mut Block<'a>, visit: &mut dyn FnMut(&'b mut Line<'a>)) {
    match block {
        Block::Heading { line, .. } | Block::Paragraph { line } => visit(line),
        Block::Lines { lines, .. } => lines.iter_mut().for_each(visit),
        Block::Table(table) => table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(visit),
        Block::Definitions { list, .. } => list.iter_mut().for_each(|one| visit(&mut one.term)),
        Block::Note(note) => note.title.iter_mut().for_each(visit),
        _ => {}
    }
}

/// The words of blocks without marks: for a description, or a definition in short.
pub(crate) fn plain(blocks: &[Block<'_>]) -> String {
    let mut out = String::new();
    push_plain(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn push_plain(blocks: &[Block<'_>], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { line } => spaced(out, |out| push_words(line, out)),
            Block::Lines { lines, .. } => lines.iter().for_each(|line| spaced(out, |out| push_words(line, out))),
            Block::Quote { blocks, .. } => push_plain(blocks, out),
            Block::List { items, .. } => items.iter().for_each(|item| push_plain(&item.blocks, out)),
            _ => {}
        }
    }
}

fn spaced(out: &mut String, push: impl FnOnce(&mut String)) {
    if !out.is_empty() {
        out.push(' ');
    }
    push(out);
}

/// The direction of a block; that of what is around it where it has none of its own.
pub(crate) fn direction(block: &Block<'_>, around: Direction) -> Direction {
    match block {
        Block::Paragraph { line } | Block::Heading { line, .. } => line.dir,
        Block::List { dir, .. } | Block::Quote { dir, .. } | Block::Lines { dir, .. } => *dir,
        _ => around,
    }
}

/// Calls for each marked-off block of a lesson, in reading order.
pub(crate) fn notes<'l, 'a>(lesson: &'l Lesson<'a>, visit: &mut dyn FnMut(&'l Note<'a>)) {
    fn within<'l, 'a>(blocks: &'l [Block<'a>], visit: &mut dyn FnMut(&'l Note<'a>)) {
        for block in blocks {
            if let Block::Note(note) = block {
                visit(note);
            }
            blocks_in(block, &mut |blocks| within(blocks, visit));
        }
    }
    within(&lesson.lead, visit);
    lesson.sections.iter().for_each(|section| within(&section.blocks, visit));
}
