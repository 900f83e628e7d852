//! How many words of a lesson there are to read. Counts, and knows nothing of minutes.

use super::model::{Block, Content, Lesson, Line, Note, Span, Text};
use super::walk;

/// The words of a lesson that somebody reads: fields, body, texts in all their languages, footnotes.
pub(crate) fn words(lesson: &Lesson<'_>) -> usize {
    let mut counter = Counter::default();
    for field in &lesson.fields {
        counter.content(&field.content);
    }
    counter.blocks(&lesson.lead);
    for section in &lesson.sections {
        counter.line(&section.line);
        counter.blocks(&section.blocks);
    }
    lesson.rest.iter().for_each(|(_, blocks)| counter.blocks(blocks));
    lesson.footnotes.iter().for_each(|note| counter.blocks(&note.blocks));
    counter.words
}

/// Counts runs without white space, over the pieces that a line is made of.
#[derive(Default)]
struct Counter {
    words: usize,
    is_in_word: bool,
}

impl Counter {
    fn text(&mut self, text: &str) {
        for &byte in text.as_bytes() {
            let is_word = byte > b' ';
            self.words += usize::from(is_word && !self.is_in_word);
            self.is_in_word = is_word;
        }
    }

    fn line(&mut self, line: &Line<'_>) {
        self.is_in_word = false;
        self.spans(&line.spans);
    }

    fn spans(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            match span {
                Span::Text { words } => self.text(words),
                Span::Code { words, .. } => self.text(words),
                Span::Break => self.is_in_word = false,
                span => self.spans(walk::inside(span)),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Heading { line, .. } | Block::Paragraph { line } => self.line(line),
            Block::Lines { lines, .. } => lines.iter().for_each(|line| self.line(line)),
            Block::Code { text, .. } => {
                self.is_in_word = false;
                self.text(text);
            }
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.line(cell));
            }
            Block::Definitions { list, .. } => {
                for one in list {
                    self.line(&one.term);
                    self.blocks(&one.blocks);
                }
            }
            Block::Note(note) => self.note(note),
            Block::Text(text) => self.source(text),
            Block::List { .. } | Block::Quote { .. } | Block::Prompt(_) | Block::Exercise(_) => {
                walk::blocks_in(block, &mut |blocks| self.blocks(blocks));
            }
            Block::Html { .. } | Block::Rule | Block::Space { .. } | Block::Image(_) => {}
        }
    }

    fn note(&mut self, note: &Note<'_>) {
        note.title.iter().for_each(|title| self.line(title));
        self.blocks(&note.blocks);
    }

    fn source(&mut self, text: &Text<'_>) {
        self.line(&text.name);
        for piece in &text.pieces {
            piece.words.iter().flat_map(|words| words.paragraphs.iter().flatten()).for_each(|line| self.line(line));
            piece.sound.iter().for_each(|sound| self.line(sound));
        }
        for gloss in &text.vocabulary {
            self.line(&gloss.word);
            self.line(&gloss.gloss);
        }
        self.blocks(&text.context);
    }

    fn content(&mut self, content: &Content<'_>) {
        match content {
            Content::Notice { blocks } => self.blocks(blocks),
            Content::List { items, .. } | Content::Checklist { items, .. } => {
                items.iter().for_each(|blocks| self.blocks(blocks));
            }
            Content::Definitions { list, .. } => {
                for one in list {
                    self.line(&one.term);
                    self.blocks(&one.blocks);
                }
            }
            Content::Sources { list, .. } => {
                for source in list {
                    self.line(&source.title);
                    self.blocks(&source.note);
                }
            }
        }
    }
}
