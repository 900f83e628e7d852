//! The blocks of a page: each is handed to the template of its kind, as values. One function a kind.
//!
//! Writes no markup but that of running text, which is `write`'s. Placed texts, prompts and exercises are in `texts` and `tasks`.

use std::borrow::Cow;

use super::html::Html;
use super::values::{Map, Value};
use super::write::Writer;
use crate::direction::Direction;
use crate::document::model::{Block, CodeLine, Definition, Item, Line, Note, Table};

impl<'a> Writer<'a> {
    /// Renders a part of the page by its template, and writes it.
    pub(crate) fn part(&mut self, template: impl Into<Cow<'static, str>>, values: Map) {
        let is_foreign = self.dir != self.site.dir;
        self.rendering.render(template.into(), values, is_foreign, &mut self.html);
    }

    /// Renders a part of the page for another to hold.
    pub(crate) fn part_value(&mut self, template: impl Into<Cow<'static, str>>, values: Map) -> Value {
        self.apart(|w| w.part(template, values)).into()
    }

    // What lines and blocks are to templates.

    /// The attributes that say language and direction where they are not those around: ready for a tag, with a space before each.
    pub(crate) fn attrs(&self, lang: &str, dir: Direction) -> Value {
        let mut html = Html::default();
        if lang != self.lang {
            html.attr("lang", lang);
        }
        if dir != self.dir {
            html.attr("dir", dir.word());
        }
        html.into()
    }

    /// The attribute that says the direction of what holds blocks, where it is not the one around.
    pub(crate) fn dir_attrs(&self, dir: Direction) -> Value {
        self.attrs(&self.lang, dir)
    }

    /// A line's words, for an element that says how they run.
    pub(crate) fn words_of(&mut self, line: &Line<'_>) -> Value {
        self.apart(|w| w.within(line.lang, line.dir, |w| w.spans(&line.spans))).into()
    }

    /// A line as an element of its own: its attributes and its words.
    pub(crate) fn own_line(&mut self, line: &Line<'_>) -> Map {
        Map::new().with("attrs", self.attrs(line.lang, line.dir)).with("html", self.words_of(line))
    }

    /// A line among other words.
    pub(crate) fn inline(&mut self, line: &Line<'_>) -> Value {
        self.apart(|w| w.line(line)).into()
    }

    /// Lines among other words.
    pub(crate) fn inlines<'l>(&mut self, lines: impl IntoIterator<Item = &'l Line<'l>>) -> Value {
        Value::from(lines.into_iter().map(|line| self.inline(line)).collect::<Vec<_>>())
    }

    /// Plain words among others.
    pub(crate) fn plain_value(&mut self, words: &str) -> Value {
        self.apart(|w| w.plain(words)).into()
    }

    /// Blocks, rendered, in what runs so.
    pub(crate) fn blocks_in(&mut self, dir: Direction, blocks: &[Block<'_>]) -> Value {
        self.apart(|w| w.turned(dir, |w| w.blocks(blocks))).into()
    }

    /// Blocks for an element of their own, without a paragraph in it where there is only one: attributes and markup.
    pub(crate) fn tight_value(&mut self, blocks: &[Block<'_>]) -> Map {
        match blocks {
            [Block::Paragraph { line }] => self.own_line(line),
            blocks => Map::new().with("attrs", Value::no_markup()).with("html", self.apart(|w| w.blocks(blocks))),
        }
    }

    /// Fields, each for an element of its own, in what runs so.
    pub(crate) fn tight_values(&mut self, dir: Direction, items: &[Vec<Block<'_>>]) -> Value {
        let mut list = Vec::with_capacity(items.len());
        self.turned(dir, |w| list.extend(items.iter().map(|blocks| Value::from(w.tight_value(blocks)))));
        Value::from(list)
    }

    // Blocks.

    /// Blocks, one after another.
    pub(crate) fn blocks(&mut self, blocks: &[Block<'_>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// One block.
    pub(crate) fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph { line } => {
                let values = self.own_line(line);
                self.part("blocks/paragraph.html", values);
            }
            Block::Lines { dir, lines } => self.lines(*dir, lines),
            Block::Heading { level, id, line } => self.heading(*level, id, line),
            Block::List { dir, start, items } => self.list(*dir, *start, items),
            Block::Quote { dir, blocks } => {
                let values = Map::new().with("attrs", self.dir_attrs(*dir)).with("html", self.blocks_in(*dir, blocks));
                self.part("blocks/quote.html", values);
            }
            Block::Code { language, text, lines } => self.code(language, text, lines.as_deref()),
            Block::Table(table) => self.table(table),
            Block::Definitions { dir, list } => self.definitions(*dir, list),
            Block::Rule => self.part("blocks/rule.html", Map::new()),
            Block::Html { text } => self.block_html(text),
            Block::Note(note) => self.note(note),
            Block::Text(text) => self.text(text),
            Block::Prompt(prompt) => self.prompt(prompt),
            Block::Exercise(exercise) => self.exercise(exercise),
            Block::Space { space } => self.space(space),
            Block::Image(image) => {
                let html = self.apart(|w| w.image(image));
                self.part("blocks/image.html", Map::new().with("html", html));
            }
        }
    }

    /// Lines that stay lines, each with its direction.
    fn lines(&mut self, dir: Direction, lines: &[Line<'_>]) {
        let mut list = Vec::with_capacity(lines.len());
        self.turned(dir, |w| list.extend(lines.iter().map(|line| Value::from(w.own_line(line)))));
        self.part("blocks/lines.html", Map::new().with("attrs", self.dir_attrs(dir)).with("lines", list));
    }

    /// A heading; an empty id is none.
    pub(crate) fn heading(&mut self, level: u8, id: &str, line: &Line<'_>) {
        let values = self.own_line(line).with("level", level.clamp(2, 6)).with("id", id);
        self.part("blocks/heading.html", values);
    }

    fn list(&mut self, dir: Direction, start: Option<u64>, items: &[Item<'_>]) {
        let mut list = Vec::with_capacity(items.len());
        self.turned(dir, |w| list.extend(items.iter().map(|item| Value::from(w.item(item)))));
        let values = Map::new().with("attrs", self.dir_attrs(dir)).with("is_numbered", start.is_some());
        self.part("blocks/list.html", values.with("start", start).with("items", list));
    }

    fn item(&mut self, item: &Item<'_>) -> Map {
        let values = match item.blocks.split_first() {
            Some((Block::Paragraph { line }, rest)) if item.tight && line.dir == item.dir => {
                let html = self.apart(|w| {
                    w.within(line.lang, line.dir, |w| w.spans(&line.spans));
                    w.turned(item.dir, |w| w.blocks(rest));
                });
                Map::new().with("attrs", self.attrs(line.lang, line.dir)).with("html", html)
            }
            _ => {
                Map::new().with("attrs", self.dir_attrs(item.dir)).with("html", self.blocks_in(item.dir, &item.blocks))
            }
        };
        values.with("is_task", item.task.is_some()).with("is_done", item.task == Some(true))
    }

    fn block_html(&mut self, markup: &str) {
        if self.site.curriculum.config.raw_html {
            self.html.sanitized(markup);
        } else {
            self.part("blocks/html.html", Map::new().with("text", markup));
        }
    }

    /// Code, coloured by classes where its language is known.
    fn code(&mut self, language: &str, text: &str, lines: Option<&[CodeLine<'_>]>) {
        let html = self.apart(|w| match lines {
            Some(lines) => lines.iter().for_each(|line| w.code_line(line)),
            None => {
                w.html.text(text);
            }
        });
        let language = lines.map(|_| language.to_ascii_lowercase());
        self.has_code |= language.is_some();
        self.part("blocks/code.html", Map::new().with("language", language).with("html", html));
    }

    /// Terms and what is said of each.
    pub(crate) fn definitions(&mut self, dir: Direction, list: &[Definition<'_>]) {
        let mut values = Vec::with_capacity(list.len());
        self.turned(dir, |w| {
            values.extend(list.iter().map(|one| {
                Value::from(Map::new().with("term", w.own_line(&one.term)).with("meaning", w.tight_value(&one.blocks)))
            }));
        });
        self.part("blocks/definitions.html", Map::new().with("attrs", self.dir_attrs(dir)).with("list", values));
    }

    fn table(&mut self, table: &Table<'_>) {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        self.turned(table.dir, |w| {
            head = w.cells(table, &table.head);
            rows.extend(table.rows.iter().map(|row| Value::from(w.cells(table, row))));
        });
        let values = Map::new().with("attrs", self.dir_attrs(table.dir)).with("head", head).with("rows", rows);
        self.part("blocks/table.html", values);
    }

    fn cells(&mut self, table: &Table<'_>, row: &[Line<'_>]) -> Vec<Value> {
        let cells = table.aligns.iter().zip(row);
        cells.map(|(align, cell)| Value::from(self.own_line(cell).with("align", *align))).collect()
    }

    // Marked-off blocks.

    /// A marked-off block: by a template of its own kind where the theme has one, else by that of its family.
    pub(crate) fn note(&mut self, note: &Note<'_>) {
        let mut label = Value::nothing();
        let mut title = Value::nothing();
        let mut title_line = Value::nothing();
        let mut html = Value::nothing();
        self.turned(note.dir, |w| {
            label = w.inline(&note.label);
            if let Some(line) = &note.title {
                title = w.inline(line);
                title_line = w.own_line(line).into();
            }
            html = w.apart(|w| w.blocks(&note.blocks)).into();
        });
        let values = Map::new()
            .with("kind", note.kind)
            .with("attrs", self.dir_attrs(note.dir))
            .with("label", label)
            .with("title", title)
            .with("title_line", title_line)
            .with("html", html)
            .with("is_facilitators", note.theirs);
        let own = format!("blocks/{}.html", note.kind);
        if self.rendering.has(&own) {
            self.part(own, values);
        } else {
            self.part(family_of(note.kind), values);
        }
    }
}

/// The template that a marked-off block has where its kind has none of its own: a word at the side for the facilitator, or a box.
fn family_of(kind: &str) -> &'static str {
    match kind {
        "say" | "do" | "watch" | "answer" | "listen" | "bring" | "debrief" => "blocks/cue.html",
        _ => "blocks/note.html",
    }
}
