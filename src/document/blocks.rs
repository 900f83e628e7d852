//! Blocks as an audience sees them, each with its direction.

use super::maker::Maker;
use super::model::{Block as Out, Definition, Item as OutItem, Line, Note, Table as OutTable};
use super::walk;
use crate::audience;
use crate::code;
use crate::direction::Direction;
use crate::display;
use crate::syntax::lesson::{Align, Block, Container, ContainerKind, Inline, Item, Rich, Table};

/// How deep blocks may stand in one another on paper; what is deeper is set at this depth. Above what people write, below what the
/// engine of sheets can lay out.
const DEEPEST: usize = 7;

/// A heading whose level was not typed: the section's own.
pub(super) const SECTION: u8 = 2;

impl<'a> Maker<'a> {
    /// A field written in Markdown.
    pub(super) fn rich(&mut self, rich: &'a Rich) -> Vec<Out<'a>> {
        self.apart(|maker| maker.blocks(&rich.blocks))
    }

    /// Fields written in Markdown, one for each.
    pub(super) fn riches(&mut self, list: &'a [Rich]) -> Vec<Vec<Out<'a>>> {
        list.iter().map(|rich| self.rich(rich)).collect()
    }

    /// A list of blocks as this document's audience sees it: the only way to present one.
    pub(super) fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Out<'a>> {
        let mut out = Vec::with_capacity(blocks.len());
        self.depth += 1;
        for block in audience::blocks(self.audience(), self.leaves, blocks) {
            self.block(block, &mut out);
        }
        self.depth -= 1;
        out
    }

    fn block(&mut self, block: &'a Block, out: &mut Vec<Out<'a>>) {
        match block {
            Block::Paragraph(words) => self.paragraph(words, out),
            Block::Heading { level, id, words } => {
                let level = self.level(*level);
                let line = self.without_terms(|maker| maker.inlines(words));
                out.push(Out::Heading { level, id, line });
            }
            Block::List { start, items } => self.list(*start, items, out),
            Block::Quote(inner) => {
                let (blocks, dir) = self.held(|maker| maker.blocks(inner));
                self.nest(blocks, out, |blocks| Out::Quote { dir, blocks });
            }
            Block::Code { language, text, tokens } => {
                let lines = tokens.as_ref().map(|tokens| code::lines(text, tokens));
                out.push(Out::Code { language, text, lines });
            }
            Block::Table(table) => out.push(self.table(table)),
            Block::Definitions(list) => self.definitions(list, out),
            Block::Rule => out.push(Out::Rule),
            Block::Html(text) if self.is_paper() => {
                out.push(Out::Code { language: "", text: text.trim_end(), lines: None });
            }
            Block::Html(text) => out.push(Out::Html { text: text.trim_end() }),
            Block::Container(container) => self.container(container, out),
            Block::Leaf(no) => self.leaf(no.0 as usize, out),
        }
    }

    /// Blocks that stand in another, and the direction of their words; what says no word runs as the rest.
    pub(super) fn held(&mut self, work: impl FnOnce(&mut Self) -> Vec<Out<'a>>) -> (Vec<Out<'a>>, Direction) {
        let (mut blocks, dir) = self.counted(work);
        if dir != self.dir {
            walk::turn_wordless(&mut blocks, dir);
        }
        (blocks, dir)
    }

    /// Puts blocks into another, or beside it where they would stand too deep on paper.
    fn nest(&self, blocks: Vec<Out<'a>>, out: &mut Vec<Out<'a>>, wrap: impl FnOnce(Vec<Out<'a>>) -> Out<'a>) {
        if self.is_too_deep() {
            out.extend(blocks);
        } else if !blocks.is_empty() || !self.is_paper() {
            out.push(wrap(blocks));
        }
    }

    fn is_too_deep(&self) -> bool {
        self.is_paper() && self.depth > DEEPEST
    }

    fn paragraph(&mut self, words: &'a [Inline], out: &mut Vec<Out<'a>>) {
        let ((mut lines, images), dir) = self.counted(|maker| maker.paragraph_lines(words));
        match lines.len() {
            0 => {}
            1 if !self.keeps_lines => {
                let blank = self.is_paper() && walk::is_blank(&lines[0]);
                out.extend(lines.pop().filter(|_| !blank).map(|line| Out::Paragraph { line }));
            }
            _ => out.push(Out::Lines { dir, lines }),
        }
        out.extend(images.into_iter().map(Out::Image));
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Item], out: &mut Vec<Out<'a>>) {
        let (mut list, dir) = self.counted(|maker| items.iter().map(|item| maker.item(item)).collect::<Vec<_>>());
        if self.is_too_deep() {
            out.extend(list.into_iter().flat_map(|item| item.blocks));
            return;
        }
        if dir != self.dir {
            for item in &mut list {
                if item.dir != dir && item.blocks.iter().all(walk::is_wordless) {
                    item.dir = dir;
                    walk::turn_wordless(&mut item.blocks, dir);
                }
            }
        }
        if !self.is_paper() || list.iter().any(|item| !item.blocks.is_empty()) {
            out.push(Out::List { dir, start, items: list });
        }
    }

    fn item(&mut self, item: &'a Item) -> OutItem<'a> {
        let (blocks, dir) = self.held(|maker| maker.blocks(&item.blocks));
        // Its mark stands beside its own first words, whatever a list inside it says.
        let first = blocks.first().filter(|block| !walk::is_wordless(block));
        let dir = first.map_or(dir, |first| walk::direction(first, dir));
        OutItem { dir, task: item.task, tight: item.tight, blocks }
    }

    fn table(&mut self, table: &'a Table) -> Out<'a> {
        let aligns = table.aligns.iter().map(|align| match align {
            Align::Start => "start",
            Align::Center => "center",
            Align::End => "end",
        });
        let aligns = aligns.collect();
        let ((mut head, mut rows), dir) = self.counted(|maker| {
            let head: Vec<Line<'a>> = table.head.iter().map(|cell| maker.inlines(cell)).collect();
            let rows: Vec<Vec<Line<'a>>> =
                table.rows.iter().map(|row| row.iter().map(|cell| maker.inlines(cell)).collect()).collect();
            (head, rows)
        });
        if dir != self.dir {
            head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| walk::turn_line(cell, dir));
        }
        Out::Table(OutTable { dir, aligns, head, rows })
    }

    fn definitions(&mut self, list: &'a [(Vec<Inline>, Vec<Vec<Block>>)], out: &mut Vec<Out<'a>>) {
        let (list, dir) = self.counted(|maker| {
            let define = |(term, meanings): &'a (Vec<Inline>, Vec<Vec<Block>>)| Definition {
                term: maker.inlines(term),
                blocks: meanings.iter().flat_map(|meaning| maker.blocks(meaning)).collect(),
            };
            list.iter().map(define).collect::<Vec<_>>()
        });
        out.push(Out::Definitions { dir, list });
    }

    fn container(&mut self, container: &'a Container, out: &mut Vec<Out<'a>>) {
        let note = self.note(container);
        if self.is_too_deep() {
            out.extend(note.blocks);
        } else {
            out.push(Out::Note(Box::new(note)));
        }
    }

    /// A marked-off block.
    pub(super) fn note(&mut self, container: &'a Container) -> Note<'a> {
        let lang = container.lang.as_deref();
        self.in_lang(lang, |maker| {
            let mut label = maker.word(display::container_word(container)).to_owned();
            if let Some(minutes) = container.minutes {
                label.push_str(" · ");
                label.push_str(&maker.base.words.minutes(minutes.from, minutes.to));
            }
            let before = std::mem::replace(&mut maker.keeps_lines, container.kind == ContainerKind::Song);
            let mut title = None;
            let (blocks, dir) = maker.held(|maker| {
                title =
                    (!container.title.is_empty()).then(|| maker.without_terms(|maker| maker.inlines(&container.title)));
                maker.apart(|maker| maker.blocks(&container.blocks))
            });
            maker.keeps_lines = before;
            Note {
                kind: container.kind.word(),
                dir,
                label: maker.own_words(label),
                title,
                blocks,
                theirs: container.is_facilitators(),
                handout: container.handout,
            }
        })
    }

    /// Words of the theme's that were put together, in the language of the theme's words; they count for nothing around them.
    pub(super) fn own_words(&mut self, words: String) -> Line<'a> {
        let own = (self.lang, self.dir);
        (self.lang, self.dir) = (self.base.lang, self.base.dir());
        let line = self.uncounted(|maker| maker.said(words));
        (self.lang, self.dir) = own;
        line
    }
}
