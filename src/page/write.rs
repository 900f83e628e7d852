//! The writer of one page's words: links, running text, blocks. One function a kind.
//!
//! Writes presented documents, in which all is decided; says in which direction and language each part runs where that changes, and
//! never asks who sees it. Placed texts, prompts and exercises are in `texts` and `tasks`.

use super::escape;
use super::html::Html;
use super::raw;
use super::site::Site;
use crate::audience::Audience;
use crate::curriculum::{FileNo, LessonId, TermId};
use crate::direction::{self, Direction};
use crate::document::Presenter;
use crate::document::model::{Block, CodeLine, Definition, Image, Item, Line, Link, Note, Span, Table};
use crate::place::{self, SiteArea};

/// Writes one page.
pub(crate) struct Writer<'a> {
    /// What all pages share.
    pub(crate) site: &'a Site<'a>,
    /// Where the page stands.
    pub(crate) area: &'a SiteArea,
    /// The way up to the root.
    pub(crate) root: String,
    /// The markup so far.
    pub(crate) html: Html,
    /// The direction of what is written around.
    pub(crate) dir: Direction,
    /// Its language.
    pub(crate) lang: String,
    /// The anchor of the words that the text at hand explains; empty where they have none.
    pub(super) glosses: String,
    /// Above zero inside a link of ours.
    labels: u32,
    pictures: u32,
}

/// How wide an image stands on a page, by `site.css`: the measure of the column, and on a phone all but its edges.
const COLUMN: &str = "(min-width: 640px) 580px, calc(100vw - 36px)";

impl<'a> Writer<'a> {
    /// A writer for the page at `path`.
    pub(crate) fn new(site: &'a Site<'a>, area: &'a SiteArea, path: &str) -> Writer<'a> {
        Writer {
            site,
            area,
            root: place::root_of(path),
            html: Html::with_room(16 * 1024),
            dir: site.dir,
            lang: site.lang.clone(),
            glosses: String::new(),
            labels: 0,
            pictures: 0,
        }
    }

    /// Whom the page is for.
    pub(crate) fn audience(&self) -> Audience {
        self.area.audience
    }

    /// What presents for this page's audience.
    pub(crate) fn presenter(&self) -> Presenter<'a> {
        self.site.presenter(self.area)
    }

    /// A message of the theme's.
    pub(crate) fn say(&mut self, id: &str) -> &mut Html {
        let site = self.site;
        if self.dir == site.dir {
            return self.html.text(site.words.get(id));
        }
        // Words of another direction than the lesson's around.
        self.html.raw("<bdi").attr("lang", &site.lang).attr("dir", site.dir.word()).raw(">");
        self.html.text(site.words.get(id)).raw("</bdi>")
    }

    /// Writes apart, and gives back what was written.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> Html {
        let before = std::mem::take(&mut self.html);
        write(self);
        std::mem::replace(&mut self.html, before)
    }

    // Directions.

    /// Says language and direction where they are not those around.
    fn directed(&mut self, lang: &str, dir: Direction) {
        if lang != self.lang {
            self.html.attr("lang", lang);
        }
        if dir != self.dir {
            self.html.attr("dir", dir.word());
        }
    }

    /// Says in the tag at hand how a line inside it runs.
    pub(crate) fn direction(&mut self, line: &Line<'_>) {
        self.directed(line.lang, line.dir);
    }

    /// Writes inside something that runs so.
    pub(crate) fn within(&mut self, lang: &str, dir: Direction, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.dir, dir);
        if lang == self.lang {
            write(self);
        } else {
            let before = std::mem::replace(&mut self.lang, lang.to_owned());
            write(self);
            self.lang = before;
        }
        self.dir = outer;
    }

    /// Writes inside something that runs so, in the language around.
    fn turned(&mut self, dir: Direction, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.dir, dir);
        write(self);
        self.dir = outer;
    }

    /// An element of blocks that run in a direction: `open` lacks its `>`.
    pub(crate) fn running(&mut self, open: &'static str, dir: Direction, write: impl FnOnce(&mut Self)) {
        self.html.raw(open);
        if dir != self.dir {
            self.html.attr("dir", dir.word());
        }
        self.html.raw(">");
        self.turned(dir, write);
    }

    /// A line as an element of its own: `open` lacks its `>`.
    pub(crate) fn element(&mut self, open: &'static str, line: &Line<'_>, close: &'static str) {
        self.html.raw(open);
        self.element_rest(line, close);
    }

    /// The same where the opening tag stands already, without its `>`.
    pub(crate) fn element_rest(&mut self, line: &Line<'_>, close: &'static str) {
        self.directed(line.lang, line.dir);
        self.html.raw(">");
        self.within(line.lang, line.dir, |w| w.spans(&line.spans));
        self.html.raw(close);
    }

    /// A line among other words: one isolate where it runs the other way.
    pub(crate) fn line(&mut self, line: &Line<'_>) {
        if line.dir == self.dir {
            self.spans(&line.spans);
        } else {
            self.element("<bdi", line, "</bdi>");
        }
    }

    /// A line as words of a link of ours, whose element says how they run: without links and footnotes.
    pub(crate) fn label(&mut self, line: &Line<'_>) {
        self.labels += 1;
        self.within(line.lang, line.dir, |w| w.spans(&line.spans));
        self.labels -= 1;
    }

    /// A line as words of a link of ours, in a list that keeps to one side however they run.
    pub(crate) fn entry(&mut self, line: &Line<'_>) {
        self.labels += 1;
        self.line(line);
        self.labels -= 1;
    }

    /// Plain words among others.
    pub(crate) fn plain(&mut self, words: &str) {
        if self.dir == Direction::Ltr && self.site.dir == Direction::Ltr && !direction::has_rtl(words) {
            self.html.text(words);
            return;
        }
        self.line(&self.presenter().line(words));
    }

    // Links.

    /// A link to a page of the site.
    pub(crate) fn page_link(&mut self, page: &str, words: &str) {
        self.html.raw("<a");
        self.href(page, "");
        self.html.raw(">");
        self.plain(words);
        self.html.raw("</a>");
    }

    /// A link to a page of the site, with a line as its words.
    pub(crate) fn line_link(&mut self, page: &str, line: &Line<'_>) {
        self.html.raw("<a");
        self.href(page, "");
        self.html.raw(">");
        self.line(line);
        self.html.raw("</a>");
    }

    /// A link to a lesson's page, by its title.
    pub(crate) fn lesson_link(&mut self, id: LessonId) {
        let page = self.area.lesson(self.site.curriculum.lesson(id));
        let title = self.presenter().title(id);
        self.line_link(&page, &title);
    }

    /// The `href` of a page or file of the site.
    pub(crate) fn href(&mut self, page: &str, anchor: &str) {
        let mut address = self.root.clone();
        address.push_str(&escape::component(page));
        if !anchor.is_empty() {
            address.push('#');
            address.push_str(&escape::component(anchor));
        }
        self.html.attr("href", &address);
    }

    /// The address of a link, as seen from this page; `None` where nothing may lead there.
    pub(crate) fn address(&self, link: &Link<'_>) -> Option<String> {
        let with_anchor = |page: String, anchor: &str| match anchor {
            "" => page,
            anchor => format!("{page}#{}", escape::component(anchor)),
        };
        match link {
            Link::Outside(address) => escape::outside(address),
            Link::Here { anchor } => Some(format!("#{}", escape::component(anchor))),
            Link::Site { page, anchor } => {
                Some(with_anchor(format!("{}{}", self.root, escape::component(page)), anchor))
            }
        }
    }

    // Running text.

    pub(crate) fn spans(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            self.span(span);
        }
    }

    fn span(&mut self, span: &Span<'_>) {
        match span {
            Span::Text { words } => drop(self.html.text(words)),
            Span::Phrase { dir, lang, spans } => {
                self.html.raw("<bdi").attr("lang", lang).attr("dir", dir.word()).raw(">");
                self.within(lang, *dir, |w| w.spans(spans));
                self.html.raw("</bdi>");
            }
            Span::Number { spans } => {
                self.html.raw("<bdi dir=\"ltr\">");
                self.turned(Direction::Ltr, |w| w.spans(spans));
                self.html.raw("</bdi>");
            }
            Span::Em { spans } => self.wrapped("<em>", spans, "</em>"),
            Span::Strong { spans } => self.wrapped("<strong>", spans, "</strong>"),
            Span::Strike { spans } => self.wrapped("<s>", spans, "</s>"),
            Span::Tag { name, spans } => {
                let (open, close) = raw::tag(name);
                self.wrapped(open, spans, close);
            }
            Span::Code { dir, words } => {
                self.html.raw("<code").attr("dir", dir.word()).element(">", words, "</code>");
            }
            Span::Raw { words } => drop(self.html.element("<span class=\"raw\">", words, "</span>")),
            Span::Link { to, spans } => self.linked("<a", to, spans),
            Span::Cite { to, spans } => self.linked("<a class=\"cite\"", to, spans),
            Span::Term { term, spans } => self.term(*term, spans),
            Span::Gloss { number, spans } => self.gloss(*number, spans),
            Span::Amount { count, people, spans } => {
                self.html.raw("<span class=\"quantity\"").attr("data-count", &count.to_string());
                self.html.attr("data-per", &people.to_string()).raw(">");
                self.spans(spans);
                self.html.raw("</span>");
            }
            Span::Footnote { .. } if self.labels > 0 => {}
            Span::Footnote { number, nth, .. } => self.footnote_mark(*number, *nth),
            Span::Image(image) => self.image(image),
            Span::Break => drop(self.html.raw("<br>\n")),
        }
    }

    fn wrapped(&mut self, open: &'static str, spans: &[Span<'_>], close: &'static str) {
        self.html.raw(open);
        self.spans(spans);
        self.html.raw(close);
    }

    fn linked(&mut self, open: &'static str, to: &Link<'_>, spans: &[Span<'_>]) {
        match self.address(to).filter(|_| self.labels == 0) {
            Some(address) => {
                self.html.raw(open).attr("href", &address).raw(">");
                self.spans(spans);
                self.html.raw("</a>");
            }
            None => self.spans(spans),
        }
    }

    fn term(&mut self, id: TermId, spans: &[Span<'_>]) {
        let site = self.site;
        self.html.raw("<a class=\"term\"");
        self.href(&self.area.common("glossary"), &place::term_anchor(site.curriculum.term(id)));
        self.html.attr("title", site.definition(id)).raw(">");
        self.spans(spans);
        self.html.raw("</a>");
    }

    fn gloss(&mut self, number: usize, spans: &[Span<'_>]) {
        let anchor = format!("#{}", escape::component(&format!("{}.{number}", self.glosses)));
        self.html.raw("<a class=\"gloss\"").attr("href", &anchor).raw(">");
        self.spans(spans);
        self.html.raw("</a>");
    }

    /// The mark of a footnote. Among words from the right it is an isolate, so that no number before it draws it in.
    fn footnote_mark(&mut self, number: u32, nth: u32) {
        self.html.raw("<sup class=\"note-ref\"");
        if self.dir == Direction::Rtl {
            self.html.attr("dir", "ltr");
        }
        self.html
            .raw("><a")
            .attr("id", &format!("fnref.{number}.{nth}"))
            .attr("href", &format!("#fn.{number}"))
            .raw(">");
        self.html.number(number).raw("</a></sup>");
    }

    fn image(&mut self, image: &Image<'_>) {
        self.picture(image.file, &image.alt);
        if let Some(caption) = &image.caption {
            self.element(" <span class=\"ui caption\"", caption, "</span>");
        }
    }

    /// An image of the site.
    pub(crate) fn picture(&mut self, file: FileNo, alt: &str) {
        self.sized_picture(file, alt, false);
    }

    /// The image at the head of a page, which is looked for before all others.
    pub(crate) fn cover(&mut self, file: FileNo) {
        self.sized_picture(file, "", true);
    }

    fn sized_picture(&mut self, file: FileNo, alt: &str, cover: bool) {
        let file = self.site.curriculum.file(file);
        let address = |path: &crate::source::VPath| format!("{}{}", self.root, escape::component(path.as_str()));
        let largest = file.smaller.last().filter(|_| file.is_replaced()).map(|size| &size.path);
        let src = address(largest.unwrap_or(&file.path));
        let mut sizes: Vec<String> =
            file.smaller.iter().map(|size| format!("{} {}w", address(&size.path), size.width)).collect();
        if let (None, Some(image)) = (largest, file.image) {
            sizes.push(format!("{src} {}w", image.width));
        }
        self.html.raw("<img").attr("src", &src);
        if sizes.len() > 1 {
            self.html.attr("srcset", &sizes.join(", ")).attr("sizes", COLUMN);
        }
        self.html.attr("alt", alt);
        if let Some(image) = file.image {
            self.html.attr("width", &image.width.to_string()).attr("height", &image.height.to_string());
        }
        // The first image of a page is likely seen at once; what comes after it is read when somebody comes near.
        self.html.raw(match (cover, self.pictures) {
            (true, _) => " fetchpriority=\"high\" decoding=\"async\">",
            (false, 0) => " decoding=\"async\">",
            (false, _) => " loading=\"lazy\" decoding=\"async\">",
        });
        self.pictures += 1;
    }

    // Blocks.

    /// Blocks, one after another.
    pub(crate) fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Blocks in an element of their own (`open` lacks its `>`), without a paragraph in it where there is only one.
    pub(crate) fn tight(&mut self, open: &'static str, blocks: &[Block<'_>], close: &'static str) {
        match blocks {
            [Block::Paragraph { line }] => self.element(open, line, close),
            blocks => {
                self.html.raw(open).raw(">");
                self.blocks(blocks);
                self.html.raw(close);
            }
        }
    }

    /// List items, one for each field.
    pub(crate) fn tight_items(&mut self, items: &[Vec<Block<'_>>]) {
        items.iter().for_each(|blocks| self.tight("<li", blocks, "</li>\n"));
    }

    /// A list of fields.
    pub(crate) fn tight_list(&mut self, open: &'static str, dir: Direction, items: &[Vec<Block<'_>>]) {
        self.running(open, dir, |w| w.tight_items(items));
        self.html.raw("</ul>\n");
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Paragraph { line } => self.element("<p", line, "</p>\n"),
            Block::Lines { dir, lines } => self.lines(*dir, lines),
            Block::Heading { level, id, line } => self.heading(*level, id, line),
            Block::List { dir, start, items } => self.list(*dir, *start, items),
            Block::Quote { dir, blocks } => {
                self.running("<blockquote", *dir, |w| w.blocks(blocks));
                self.html.raw("</blockquote>\n");
            }
            Block::Code { text, lines: None, .. } => {
                self.html.element("<pre tabindex=\"0\" dir=\"ltr\"><code>", text, "</code></pre>\n");
            }
            Block::Code { language, lines: Some(lines), .. } => self.code(language, lines),
            Block::Table(table) => self.table(table),
            Block::Definitions { dir, list } => self.definitions("<dl", *dir, list),
            Block::Rule => drop(self.html.raw("<hr>\n")),
            Block::Html { text } => self.block_html(text),
            Block::Note(note) => self.note(note),
            Block::Text(text) => self.text(text),
            Block::Prompt(prompt) => self.prompt(prompt),
            Block::Exercise(exercise) => self.exercise(exercise),
            Block::Space { space } => self.space(space),
            Block::Image(image) => {
                self.html.raw("<p>");
                self.image(image);
                self.html.raw("</p>\n");
            }
        }
    }

    /// Lines that stay lines, each with its direction.
    fn lines(&mut self, dir: Direction, lines: &[Line<'_>]) {
        self.running("<p class=\"lines\"", dir, |w| {
            lines.iter().for_each(|line| w.element("<span class=\"line\"", line, "</span>\n"));
        });
        self.html.raw("</p>\n");
    }

    fn heading(&mut self, level: u8, id: &str, line: &Line<'_>) {
        self.open_heading(level, id);
        self.element_rest(line, close_of(level));
    }

    /// Opens a heading, without its `>`; an empty id is none.
    pub(crate) fn open_heading(&mut self, level: u8, id: &str) {
        self.html.raw(match level {
            0..=2 => "<h2",
            3 => "<h3",
            4 => "<h4",
            5 => "<h5",
            _ => "<h6",
        });
        if !id.is_empty() {
            self.html.attr("id", id);
        }
    }

    /// A heading of the theme's, at the level of sections.
    pub(crate) fn say_heading(&mut self, word: &str) {
        self.html.raw("<h2>");
        self.say(word);
        self.html.raw("</h2>\n");
    }

    fn list(&mut self, dir: Direction, start: Option<u64>, items: &[Item<'_>]) {
        match start {
            None => drop(self.html.raw("<ul")),
            Some(1) => drop(self.html.raw("<ol")),
            Some(first) => drop(self.html.raw("<ol").attr("start", &first.to_string())),
        }
        self.running("", dir, |w| {
            w.html.raw("\n");
            items.iter().for_each(|item| w.item(item));
        });
        self.html.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn item(&mut self, item: &Item<'_>) {
        let open = match item.task {
            None => "<li",
            Some(false) => "<li class=\"task\"",
            Some(true) => "<li class=\"task done\"",
        };
        match item.blocks.split_first() {
            Some((Block::Paragraph { line }, rest)) if item.tight && line.dir == item.dir => {
                self.html.raw(open);
                self.directed(line.lang, line.dir);
                self.html.raw(">");
                self.within(line.lang, line.dir, |w| w.spans(&line.spans));
                self.turned(item.dir, |w| w.blocks(rest));
            }
            _ => self.running(open, item.dir, |w| w.blocks(&item.blocks)),
        }
        self.html.raw("</li>\n");
    }

    fn block_html(&mut self, markup: &str) {
        if self.site.curriculum.config.raw_html {
            self.html.sanitized(markup);
        } else {
            self.html.element("<p class=\"raw\">", markup, "</p>\n");
        }
    }

    /// Terms and what is said of each; `open` lacks its `>`.
    pub(crate) fn definitions(&mut self, open: &'static str, dir: Direction, list: &[Definition<'_>]) {
        self.running(open, dir, |w| {
            for one in list {
                w.element("<dt", &one.term, "</dt>\n");
                w.tight("<dd", &one.blocks, "</dd>\n");
            }
        });
        self.html.raw("</dl>\n");
    }

    /// Code in a language that is known. `base.html` looks for the name of its class.
    fn code(&mut self, language: &str, lines: &[CodeLine<'_>]) {
        self.html.raw("<pre tabindex=\"0\" dir=\"ltr\"><code");
        self.html.attr("class", &format!("language-{}", language.to_ascii_lowercase())).raw(">");
        for line in lines {
            for (class, words) in line {
                match class {
                    Some(class) => {
                        self.html
                            .raw("<span")
                            .attr("class", &format!("c-{}", class.word()))
                            .element(">", words, "</span>");
                    }
                    None => drop(self.html.text(words)),
                }
            }
            self.html.raw("\n");
        }
        self.html.raw("</code></pre>\n");
    }

    fn table(&mut self, table: &Table<'_>) {
        self.open_table();
        self.running("<table", table.dir, |w| {
            w.html.raw("\n<thead><tr>");
            for (align, cell) in table.aligns.iter().zip(&table.head) {
                w.html.raw("<th scope=\"col\"");
                w.cell(align, cell, "</th>");
            }
            w.html.raw("</tr></thead>\n<tbody>\n");
            for row in &table.rows {
                w.html.raw("<tr>");
                for (align, cell) in table.aligns.iter().zip(row) {
                    w.html.raw("<td");
                    w.cell(align, cell, "</td>");
                }
                w.html.raw("</tr>\n");
            }
        });
        self.html.raw("</tbody></table></div>\n");
    }

    /// What a table scrolls in, where it is wider than the page.
    pub(crate) fn open_table(&mut self) {
        let label = self.site.words.get("table");
        self.html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\"").attr("aria-label", label).raw(">");
    }

    fn cell(&mut self, align: &str, cell: &Line<'_>, close: &'static str) {
        match align {
            "center" => drop(self.html.raw(" class=\"to-center\"")),
            "end" => drop(self.html.raw(" class=\"to-end\"")),
            _ => {}
        }
        self.element_rest(cell, close);
    }

    // Marked-off blocks.

    pub(crate) fn note(&mut self, note: &Note<'_>) {
        match note.kind {
            "hint" => self.hint(note),
            "say" => self.cue_note("<div class=\"cue say\"", note),
            "do" => self.cue_note("<div class=\"cue do\"", note),
            "watch" => self.cue_note("<div class=\"cue watch\"", note),
            "answer" => self.cue_note("<div class=\"cue answer\"", note),
            "listen" => self.cue_note("<div class=\"cue listen\"", note),
            "bring" => self.cue_note("<div class=\"cue bring\"", note),
            "debrief" => self.cue_note("<div class=\"cue debrief\"", note),
            "facilitator" => self.aside("<div class=\"block facilitators\" role=\"note\"", note),
            "variant" => self.aside("<div class=\"block variant\" role=\"note\"", note),
            "tip" => self.aside("<div class=\"block tip\" role=\"note\"", note),
            "caution" => self.aside("<div class=\"block caution\" role=\"note\"", note),
            "ritual" => self.aside("<div class=\"block ritual\" role=\"note\"", note),
            "story" => self.aside("<div class=\"block story\" role=\"note\"", note),
            "song" => self.aside("<div class=\"block song\" role=\"note\"", note),
            "handout" => self.aside("<div class=\"block handout\" role=\"note\"", note),
            _ => self.aside("<div class=\"block note\" role=\"note\"", note),
        }
    }

    fn aside(&mut self, open: &'static str, note: &Note<'_>) {
        self.running(open, note.dir, |w| {
            w.html.raw("<p class=\"eyebrow\">");
            w.line(&note.label);
            if let Some(title) = &note.title {
                w.html.raw(" · ");
                w.line(title);
            }
            w.html.raw("</p>\n");
            w.blocks(&note.blocks);
        });
        self.html.raw("</div>\n");
    }

    /// A word for the facilitator at the side, and what it is about.
    fn cue_note(&mut self, open: &'static str, note: &Note<'_>) {
        self.running(open, note.dir, |w| {
            w.html.raw("<p class=\"cue-word\">");
            w.line(&note.label);
            w.html.raw("</p><div class=\"cue-body\">");
            if let Some(title) = &note.title {
                w.element("<p><strong", title, "</strong></p>\n");
            }
            w.blocks(&note.blocks);
            w.html.raw("</div>");
        });
        self.html.raw("</div>\n");
    }

    fn hint(&mut self, note: &Note<'_>) {
        self.running("<details class=\"hint\"", note.dir, |w| {
            w.html.raw("<summary>");
            match &note.title {
                Some(title) => w.line(title),
                None => w.line(&note.label),
            }
            w.html.raw("</summary>\n");
            w.blocks(&note.blocks);
        });
        self.html.raw("</details>\n");
    }
}

/// Closes a heading.
pub(crate) fn close_of(level: u8) -> &'static str {
    match level {
        0..=2 => "</h2>\n",
        3 => "</h3>\n",
        4 => "</h4>\n",
        5 => "</h5>\n",
        _ => "</h6>\n",
    }
}
