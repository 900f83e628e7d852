//! Running text and plain blocks, as a sheet has them.
//!
//! Every list of blocks goes through `audience`. Links within the site become plain words: paper leads nowhere.

use std::borrow::Cow;

use super::lower::Lower;
use super::sheet::{Block as Out, Definition, FootBlock, Inline as Run, Item};
use crate::audience;
use crate::curriculum::Target;
use crate::shown;
use crate::syntax::lesson::{Align, Block, Container, ContainerKind, HandoutFor, Inline, LinkNo, Rich, Table};

/// How deep blocks may stand in one another on paper; what is deeper is set at this depth. Above what people write, below
/// what the engine can lay out.
const DEPTH: usize = 7;

impl Lower<'_> {
    /// A field written in Markdown.
    pub(super) fn rich(&mut self, rich: &Rich) -> Vec<Out> {
        self.blocks(&rich.blocks)
    }

    /// Fields written in Markdown, one for each.
    pub(super) fn riches(&mut self, list: &[Rich]) -> Vec<Vec<Out>> {
        list.iter().map(|rich| self.rich(rich)).collect()
    }

    /// A list of blocks as this sheet's reader sees it. The only way to set a block.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Out> {
        let mut out = Vec::new();
        self.depth += 1;
        let seen: Vec<&Block> = audience::blocks(self.audience(), self.leaves, blocks).collect();
        for block in seen {
            self.block(block, &mut out);
        }
        self.depth -= 1;
        out
    }

    fn block(&mut self, block: &Block, out: &mut Vec<Out>) {
        match block {
            Block::Paragraph(words) => self.paragraph(words, out),
            Block::Heading { level, id: _, words } => {
                let level = self.level(*level);
                let words = self.inlines(words);
                out.push(Out::Heading { level, words });
            }
            Block::List { start, items } => self.list(*start, items, out),
            Block::Quote(inner) => {
                let blocks = self.blocks(inner);
                self.nested(blocks, out, |blocks| Out::Quote { blocks });
            }
            Block::Code { language: _, text } => out.push(Out::Code { text: text.clone() }),
            Block::Table(table) => {
                let table = self.table(table);
                out.push(table);
            }
            Block::Definitions(list) => self.definitions(list, out),
            Block::Rule => out.push(Out::Rule),
            Block::Html(markup) => out.push(Out::Code { text: markup.trim_end().to_owned() }),
            Block::Container(container) => self.container(container, out),
            Block::Leaf(no) => self.leaf(no.0 as usize, out),
        }
    }

    /// Puts blocks into another, or beside it where they would stand too deep.
    fn nested(&self, blocks: Vec<Out>, out: &mut Vec<Out>, wrap: impl FnOnce(Vec<Out>) -> Out) {
        if self.depth > DEPTH {
            out.extend(blocks);
        } else if !blocks.is_empty() {
            out.push(wrap(blocks));
        }
    }

    /// A paragraph; the images in it stand below it.
    fn paragraph(&mut self, words: &[Inline], out: &mut Vec<Out>) {
        let mut images = Vec::new();
        self.images(words, &mut images);
        let words = self.inlines(words);
        let blank = words.iter().all(|run| matches!(run, Run::Text { v } if v.trim().is_empty()));
        if !blank {
            out.push(Out::Paragraph { words });
        }
        out.extend(images);
    }

    fn images(&mut self, words: &[Inline], found: &mut Vec<Out>) {
        for inline in words {
            match inline {
                Inline::Image { link, alt, title } => found.extend(self.image(*link, alt, title)),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => self.images(inner, found),
                Inline::Link { words, .. } => self.images(words, found),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Citation { .. }
                | Inline::Footnote { .. }
                | Inline::Html(_)
                | Inline::SoftBreak
                | Inline::HardBreak => {}
            }
        }
    }

    fn image(&self, link: LinkNo, alt: &str, title: &str) -> Option<Out> {
        let Some(Target::File(no)) = self.scope.links.get(link.0 as usize) else { return None };
        let file = self.curriculum.file(*no);
        file.image?;
        let path = super::lower::image_path(no.index(), file);
        Some(Out::Image { path, alt: alt.to_owned(), caption: title.to_owned() })
    }

    fn list(&mut self, start: Option<u64>, items: &[crate::syntax::lesson::Item], out: &mut Vec<Out>) {
        let items: Vec<Item> =
            items.iter().map(|item| Item { task: item.task, blocks: self.blocks(&item.blocks) }).collect();
        if self.depth > DEPTH {
            out.extend(items.into_iter().flat_map(|item| item.blocks));
        } else if items.iter().any(|item| !item.blocks.is_empty()) {
            out.push(Out::List { start, items });
        }
    }

    fn table(&mut self, table: &Table) -> Out {
        let aligns = table
            .aligns
            .iter()
            .map(|align| match align {
                Align::Start => "start",
                Align::Center => "center",
                Align::End => "end",
            })
            .collect();
        let head = table.head.iter().map(|cell| self.inlines(cell)).collect();
        let rows = table.rows.iter().map(|row| row.iter().map(|cell| self.inlines(cell)).collect()).collect();
        Out::Table { aligns, head, rows }
    }

    fn definitions(&mut self, list: &[(Vec<Inline>, Vec<Vec<Block>>)], out: &mut Vec<Out>) {
        let list = list
            .iter()
            .map(|(term, meanings)| Definition {
                term: self.inlines(term),
                blocks: meanings.iter().flat_map(|meaning| self.blocks(meaning)).collect(),
            })
            .collect();
        out.push(Out::Definitions { list });
    }

    fn container(&mut self, container: &Container, out: &mut Vec<Out>) {
        if container.kind == ContainerKind::Hint && !self.audience().sees(true) {
            // On a screen a hint is folded away; on a participant's paper it would answer before anybody asked.
            return;
        }
        // What hangs on the wall is printed for the wall; the guide shows it in its place.
        if container.handout == Some(HandoutFor::Wall) && !self.audience().sees(true) {
            return;
        }
        let mut label = self.words.get(shown::container_word(container)).to_owned();
        if let Some(minutes) = container.minutes {
            label.push_str(&format!(" · {}", self.words.minutes(minutes.from, minutes.to)));
        }
        let title = self.inlines(&container.title);
        let blocks = self.blocks(&container.blocks);
        let kind = container.kind.word();
        let note = Out::Note { kind, label, title, blocks };
        match note {
            Out::Note { blocks, .. } if self.depth > DEPTH => out.extend(blocks),
            note => self.place(note, container.kind == ContainerKind::Answer, out),
        }
    }

    /// Running text.
    pub(super) fn inlines(&mut self, list: &[Inline]) -> Vec<Run> {
        let mut out = Vec::new();
        self.inline_depth += 1;
        for inline in list {
            self.inline(inline, &mut out);
        }
        self.inline_depth -= 1;
        out
    }

    fn inline(&mut self, inline: &Inline, out: &mut Vec<Run>) {
        match inline {
            Inline::Text(words) => {
                self.note_terms(words);
                self.plain(words, out);
            }
            Inline::Emphasis(inner) => self.wrapped(inner, out, |v| Run::Em { v }),
            Inline::Strong(inner) => self.wrapped(inner, out, |v| Run::Strong { v }),
            Inline::Strike(inner) => self.wrapped(inner, out, |v| Run::Strike { v }),
            Inline::Code(code) => out.push(Run::Code { v: code.clone() }),
            Inline::Link { link, words } => self.link(*link, words, out),
            Inline::Image { .. } => {}
            Inline::Citation { words, .. } => self.plain(words, out),
            Inline::Footnote { number, nth: _ } => self.footnote(*number, out),
            Inline::Html(markup) => out.push(Run::Code { v: markup.clone() }),
            Inline::SoftBreak => out.push(Run::Text { v: " ".to_owned() }),
            Inline::HardBreak => out.push(Run::Break),
        }
    }

    fn wrapped(&mut self, inner: &[Inline], out: &mut Vec<Run>, wrap: impl FnOnce(Vec<Run>) -> Run) {
        let inner = self.inlines(inner);
        if self.inline_depth > DEPTH {
            out.extend(inner);
        } else {
            out.push(wrap(inner));
        }
    }

    fn link(&mut self, link: LinkNo, words: &[Inline], out: &mut Vec<Run>) {
        let to = match self.scope.links.get(link.0 as usize) {
            Some(Target::Outside(to)) => Some(to.clone()),
            _ => None,
        };
        match to {
            Some(to) if self.links == 0 => {
                self.links += 1;
                self.wrapped(words, out, |v| Run::Link { to, v });
                self.links -= 1;
            }
            _ => out.extend(self.inlines(words)),
        }
    }

    /// Words with the divine names as this sheet has them: whoever may not throw the Name away may not find it in a question
    /// either. Points stay, for a teacher put them there.
    pub(super) fn named<'t>(&self, words: &'t str) -> Cow<'t, str> {
        shown::named(self.settings.show.divine_name, words)
    }

    /// Words as they are, but for divine names; runs of Hebrew in a text of another script stand apart.
    pub(super) fn plain(&self, words: &str, out: &mut Vec<Run>) {
        let words = &*self.named(words);
        if self.rtl {
            out.push(Run::Text { v: words.to_owned() });
            return;
        }
        let mut done = 0;
        while let Some((start, end)) = shown::hebrew_run(words, done) {
            push_text(words.get(done..start), out);
            out.push(Run::He { v: words.get(start..end).unwrap_or_default().to_owned() });
            done = end;
        }
        push_text(words.get(done..), out);
    }

    /// A footnote stands at the foot of the page where it is first referred to.
    fn footnote(&mut self, number: u32, out: &mut Vec<Run>) {
        let first = self.noted.insert(number);
        let notes = self.footnotes;
        let note = audience::footnotes(self.audience(), notes).find(|note| note.number == number);
        let Some(note) = note else { return };
        let mut blocks = Vec::new();
        if first {
            for block in audience::blocks(self.audience(), self.leaves, &note.blocks) {
                if let Block::Paragraph(words) = block {
                    blocks.push(FootBlock { words: self.inlines(words) });
                }
            }
        }
        out.push(Run::Footnote { number, blocks });
    }
}

fn push_text(words: Option<&str>, out: &mut Vec<Run>) {
    let words = words.unwrap_or_default();
    if !words.is_empty() {
        out.push(Run::Text { v: words.to_owned() });
    }
}
