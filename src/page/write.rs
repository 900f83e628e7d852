//! The writer of one page's words: links, running text, blocks. One function a kind.
//!
//! Every list of blocks goes through `view`, and every link through [`Writer::open_target`]. Placed texts, prompts and
//! exercises are in `texts` and `tasks`.

use super::escape;
use super::html::Html;
use super::raw;
use super::site::Site;
use crate::audience::{self as view, Audience};
use crate::curriculum::{CitationTarget, LessonId, Scope, ScopeId, Target, TermId, Version};
use crate::place::{self, Shelf};
use crate::shown;
use crate::syntax::lesson::{
    Align, Block, CitationNo, Container, ContainerKind, Inline, Item, Leaf, LinkNo, Rich, Table,
};

/// Writes one page.
pub(crate) struct Writer<'a> {
    /// What all pages share.
    pub(crate) site: &'a Site<'a>,
    /// Where the page stands.
    pub(crate) shelf: Shelf,
    /// The way up to the root.
    pub(crate) root: String,
    /// The markup so far.
    pub(crate) html: Html,
    /// The lesson the page is of, and its version shown.
    pub(crate) lesson: Option<(LessonId, &'a Version)>,
    /// The terms linked so far, in order.
    pub(crate) terms: Vec<TermId>,
    /// The texts shown so far, so that an id is used once.
    pub(crate) shown: Vec<crate::curriculum::TextId>,
    /// The footnote marks written so far: the footnote's number, and which mark of its it is.
    pub(crate) marks: Vec<(u32, u32)>,
    /// The level of the last heading.
    pub(crate) heading: u8,
    scope: &'a Scope,
    leaves: &'a [Leaf],
    pub(super) rtl: bool,
    links: u32,
    marks_terms: bool,
    pictures: u32,
}

/// How wide an image stands on a page, by `site.css`: the measure of the column, and on a phone all but its edges.
const COLUMN: &str = "(min-width: 640px) 580px, calc(100vw - 36px)";

impl<'a> Writer<'a> {
    /// A writer for the page at `path`, with links that lead where `scope` says.
    pub(crate) fn new(site: &'a Site<'a>, shelf: &Shelf, path: &str, scope: ScopeId) -> Writer<'a> {
        Writer {
            site,
            shelf: shelf.clone(),
            root: place::root_of(path),
            html: Html::with_room(16 * 1024),
            lesson: None,
            terms: Vec::new(),
            shown: Vec::new(),
            marks: Vec::new(),
            heading: 1,
            scope: site.curriculum.scope(scope),
            leaves: &[],
            rtl: crate::shown::direction(&site.lang) == "rtl",
            links: 0,
            marks_terms: true,
            pictures: 0,
        }
    }

    /// Makes it the writer of a lesson's page.
    #[must_use]
    pub(crate) fn of_lesson(mut self, id: LessonId, version: &'a Version) -> Writer<'a> {
        self.lesson = Some((id, version));
        self.leaves = &version.document.refs.leaves;
        self.rtl = crate::shown::direction(&version.lang) == "rtl";
        self
    }

    /// Whom the page is for.
    pub(crate) fn audience(&self) -> Audience {
        self.shelf.audience
    }

    /// A message of the theme's.
    pub(crate) fn say(&mut self, id: &str) -> &mut Html {
        let site = self.site;
        self.html.text(site.words.get(id))
    }

    /// Writes with the links of another file.
    pub(crate) fn in_scope(&mut self, scope: ScopeId, write: impl FnOnce(&mut Self)) {
        let before = (self.scope, self.leaves);
        let site = self.site;
        self.scope = site.curriculum.scope(scope);
        self.leaves = &[];
        write(self);
        (self.scope, self.leaves) = before;
    }

    /// Writes without marking the glossary's terms.
    pub(crate) fn without_terms(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.marks_terms, false);
        write(self);
        self.marks_terms = before;
    }

    /// Writes apart, and gives back what was written.
    pub(crate) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> Html {
        let before = std::mem::take(&mut self.html);
        write(self);
        std::mem::replace(&mut self.html, before)
    }

    /// What the leaf of this number places.
    pub(crate) fn placement(&self, leaf: usize) -> Option<&'a crate::curriculum::Placement> {
        self.scope.leaves.get(leaf)
    }

    // Links.

    /// A link to a page of the site.
    pub(crate) fn page_link(&mut self, page: &str, words: &str) {
        self.html.raw("<a");
        self.href(page, "");
        // What runs the other way keeps its own order, whatever stands beside it.
        let foreign = (crate::hebrew::direction(words) == crate::hebrew::Direction::Rtl) != self.rtl;
        if foreign {
            self.html.raw("><bdi>").text(words).raw("</bdi></a>");
        } else {
            self.html.raw(">").text(words).raw("</a>");
        }
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

    /// Opens a link to a target; whether it did, so that it can be closed.
    fn open_target(&mut self, target: &Target) -> bool {
        if self.links > 0 {
            return false;
        }
        match self.address(target) {
            Some(address) => {
                self.html.raw("<a").attr("href", &address).raw(">");
                true
            }
            None => false,
        }
    }

    /// The address of a target, as seen from this page.
    pub(crate) fn address(&self, target: &Target) -> Option<String> {
        let (page, anchor) = match target {
            Target::Outside(address) => return escape::outside(address),
            Target::Here(anchor) => return self.here(anchor),
            Target::Nowhere => return None,
            Target::Home(anchor) => (self.shelf.common(""), anchor.clone()),
            Target::Lesson(id, anchor) => self.lesson_place(*id, anchor),
            Target::Unit(id, anchor) => (self.shelf.unit(&self.site.curriculum.unit(*id).address), anchor.clone()),
            Target::Passage(id) => (self.shelf.passage(&self.site.curriculum.passage(*id).slug), String::new()),
            Target::Term(id) => (self.shelf.common("glossary"), place::term_anchor(self.site.curriculum.term(*id))),
            Target::Packet(id) => (self.packet(*id)?, String::new()),
            Target::File(no) => (self.site.curriculum.file(*no).path.to_string(), String::new()),
        };
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", escape::component(&anchor)) };
        Some(format!("{}{}{anchor}", self.root, escape::component(&page)))
    }

    /// An anchor on this page: nowhere, where the audience does not see it.
    fn here(&self, anchor: &str) -> Option<String> {
        let seen = self.lesson.is_none_or(|(id, _)| self.site.sees_anchor(self.audience(), id, anchor));
        seen.then(|| format!("#{}", escape::component(anchor)))
    }

    fn lesson_place(&self, id: LessonId, anchor: &str) -> (String, String) {
        let page = self.shelf.lesson(self.site.curriculum.lesson(id));
        let seen = self.site.sees_anchor(self.audience(), id, anchor);
        (page, if seen { anchor.to_owned() } else { String::new() })
    }

    /// A packet's sheet where it was made, else its line on the page of handouts.
    fn packet(&self, id: crate::curriculum::PacketId) -> Option<String> {
        let packet = &self.site.curriculum.packet(id).entry;
        crate::sheets::packet(packet, self.audience())?;
        match super::handouts::of_packet(self.site, packet, self.audience()) {
            Some(path) => Some(path.to_string()),
            None => Some(self.shelf.common("handouts")),
        }
    }

    /// A link of this file by number, around what `write` writes.
    pub(crate) fn link(&mut self, no: LinkNo, write: impl FnOnce(&mut Self)) {
        let scope = self.scope;
        let opened = scope.links.get(no.0 as usize).is_some_and(|target| self.open_target(target));
        self.links += 1;
        write(self);
        self.links -= 1;
        if opened {
            self.html.raw("</a>");
        }
    }

    // Running text.

    /// Running text.
    pub(crate) fn inlines(&mut self, list: &[Inline]) {
        let mut open: Vec<&'static str> = Vec::new();
        for inline in list {
            self.inline(inline, &mut open);
        }
        while let Some(close) = open.pop() {
            self.html.raw(close);
        }
    }

    fn inline(&mut self, inline: &Inline, open: &mut Vec<&'static str>) {
        match inline {
            Inline::Text(words) => self.words(words),
            Inline::Emphasis(inner) => self.wrapped("<em>", inner, "</em>"),
            Inline::Strong(inner) => self.wrapped("<strong>", inner, "</strong>"),
            Inline::Strike(inner) => self.wrapped("<s>", inner, "</s>"),
            Inline::Code(code) => drop(self.html.element("<code dir=\"ltr\">", &visible(code), "</code>")),
            Inline::Link { link, words } => self.link(*link, |w| w.inlines(words)),
            Inline::Image { link, alt, title } => self.image(*link, alt, title),
            Inline::Citation { citation, words } => self.citation(*citation, words),
            Inline::Footnote { number, nth } => self.footnote_mark(*number, *nth),
            Inline::Html(markup) => self.inline_html(markup, open),
            Inline::SoftBreak => drop(self.html.raw("\n")),
            Inline::HardBreak => drop(self.html.raw("<br>\n")),
        }
    }

    fn wrapped(&mut self, open: &'static str, inner: &[Inline], close: &'static str) {
        self.html.raw(open);
        self.inlines(inner);
        self.html.raw(close);
    }

    /// Words, with the first use of each glossary term linked.
    pub(crate) fn words(&mut self, words: &str) {
        let site = self.site;
        let mut done = 0;
        while self.marks_terms && self.links == 0 && !site.terms.is_empty() {
            let Some(found) = site.terms.find(words, done, |term| !self.terms.contains(&term)) else { break };
            self.plain(words.get(done..found.start).unwrap_or_default());
            self.term(found.term, words.get(found.start..found.end).unwrap_or_default());
            done = found.end;
        }
        self.plain(words.get(done..).unwrap_or_default());
    }

    fn term(&mut self, id: TermId, words: &str) {
        self.terms.push(id);
        let term = self.site.curriculum.term(id);
        self.html.raw("<a class=\"term\"");
        self.href(&self.shelf.common("glossary"), &place::term_anchor(term));
        self.html.attr("title", &plain_text(&term.entry.definition.blocks)).raw(">");
        self.plain(words);
        self.html.raw("</a>");
    }

    /// Words as they are; runs of Hebrew in a page of another script get their language and direction.
    pub(crate) fn plain(&mut self, words: &str) {
        if self.rtl || !words.bytes().any(|byte| matches!(byte, 0xD6 | 0xD7 | 0xEF)) {
            self.html.text(words);
            return;
        }
        let mut done = 0;
        while let Some((start, end)) = shown::hebrew_run(words, done) {
            self.html.text(words.get(done..start).unwrap_or_default());
            self.html
                .raw("<bdi lang=\"he\" dir=\"rtl\">")
                .text(words.get(start..end).unwrap_or_default())
                .raw("</bdi>");
            done = end;
        }
        self.html.text(words.get(done..).unwrap_or_default());
    }

    fn citation(&mut self, no: CitationNo, words: &str) {
        let scope = self.scope;
        let address = scope.citations.get(no.0 as usize).filter(|_| self.links == 0).and_then(|to| self.cited(to));
        match address {
            Some(address) => {
                self.html.raw("<a class=\"cite\"").attr("href", &address).raw(">");
                self.plain(words);
                self.html.raw("</a>");
            }
            None => self.plain(words),
        }
    }

    /// Where a citation leads: the page of texts where it is taught, else the library online.
    fn cited(&self, to: &CitationTarget) -> Option<String> {
        match to.passage {
            Some(passage) => self.address(&Target::Passage(passage)),
            None => escape::outside(&shown::library(&to.citation)),
        }
    }

    fn footnote_mark(&mut self, number: u32, nth: u32) {
        if self.links > 0 {
            return;
        }
        self.marks.push((number, nth));
        self.html
            .raw("<sup class=\"note-ref\"><a")
            .attr("id", &format!("fnref.{number}.{nth}"))
            .attr("href", &format!("#fn.{number}"))
            .raw(">");
        self.html.number(number).raw("</a></sup>");
    }

    fn inline_html(&mut self, markup: &str, open: &mut Vec<&'static str>) {
        let tag = if self.site.curriculum.config.raw_html { raw::tag(markup) } else { raw::Tag::Other };
        match tag {
            raw::Tag::Open(markup, close) => {
                self.html.raw(markup);
                open.push(close);
            }
            raw::Tag::Close(close) if open.last() == Some(&close) => {
                self.html.raw(close);
                open.pop();
            }
            raw::Tag::Close(_) | raw::Tag::Other => drop(self.html.element("<span class=\"raw\">", markup, "</span>")),
        }
    }

    fn image(&mut self, no: LinkNo, alt: &str, title: &str) {
        let scope = self.scope;
        let Some(Target::File(file)) = scope.links.get(no.0 as usize) else {
            self.plain(alt);
            return;
        };
        self.picture(*file, alt);
        if !title.is_empty() {
            self.html.raw(" <span class=\"ui caption\">");
            self.plain(title);
            self.html.raw("</span>");
        }
    }

    /// An image of the site.
    pub(crate) fn picture(&mut self, file: crate::curriculum::FileNo, alt: &str) {
        self.sized_picture(file, alt, false);
    }

    /// The image at the head of a page, which is looked for before all others.
    pub(crate) fn cover(&mut self, file: crate::curriculum::FileNo) {
        self.sized_picture(file, "", true);
    }

    fn sized_picture(&mut self, file: crate::curriculum::FileNo, alt: &str, cover: bool) {
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

    /// A field written in Markdown.
    pub(crate) fn rich(&mut self, rich: &Rich) {
        self.blocks(&rich.blocks);
    }

    /// A field written in Markdown, without a paragraph around it where it is only one.
    pub(crate) fn rich_tight(&mut self, rich: &Rich) {
        match rich.blocks.as_slice() {
            [Block::Paragraph(words)] => self.inlines(words),
            blocks => self.blocks(blocks),
        }
    }

    /// A list of blocks, as this page's audience sees it. The only way to write a block.
    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        let leaves = self.leaves;
        for block in view::blocks(self.audience(), leaves, blocks) {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) => self.paragraph(words),
            Block::Heading { level, id, words } => self.heading(*level, id, words),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(inner) => self.quote(inner),
            Block::Code { language: _, text } => self.code(text),
            Block::Table(table) => self.table(table),
            Block::Definitions(list) => self.definitions(list),
            Block::Rule => drop(self.html.raw("<hr>\n")),
            Block::Html(markup) => self.block_html(markup),
            Block::Container(container) => self.container(container),
            Block::Leaf(no) => self.leaf(no.0 as usize),
        }
    }

    fn paragraph(&mut self, words: &[Inline]) {
        self.html.raw("<p>");
        self.inlines(words);
        self.html.raw("</p>\n");
    }

    /// A heading, never more than one level below the last.
    fn heading(&mut self, level: u8, id: &str, words: &[Inline]) {
        self.open_heading(level, Some(id));
        self.without_terms(|w| w.inlines(words));
        self.close_heading();
    }

    /// Opens a heading; the level is mended where it would leave one out.
    pub(crate) fn open_heading(&mut self, level: u8, id: Option<&str>) {
        let level = level.min(self.heading + 1).clamp(2, 6);
        self.heading = level;
        self.html.raw(match level {
            2 => "<h2",
            3 => "<h3",
            4 => "<h4",
            5 => "<h5",
            _ => "<h6",
        });
        if let Some(id) = id {
            self.html.attr("id", id);
        }
        self.html.raw(" dir=\"auto\">");
    }

    /// Closes the heading opened last.
    pub(crate) fn close_heading(&mut self) {
        self.html.raw(match self.heading {
            2 => "</h2>\n",
            3 => "</h3>\n",
            4 => "</h4>\n",
            5 => "</h5>\n",
            _ => "</h6>\n",
        });
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        match start {
            None => drop(self.html.raw("<ul>\n")),
            Some(1) => drop(self.html.raw("<ol>\n")),
            Some(first) => drop(self.html.raw("<ol").attr("start", &first.to_string()).raw(">\n")),
        }
        for item in items {
            self.item(item);
        }
        self.html.raw(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn item(&mut self, item: &Item) {
        self.html.raw(match item.task {
            None => "<li>",
            Some(false) => "<li class=\"task\">",
            Some(true) => "<li class=\"task done\">",
        });
        match item.blocks.split_first() {
            Some((Block::Paragraph(words), rest)) if item.tight => {
                self.inlines(words);
                self.blocks(rest);
            }
            _ => self.blocks(&item.blocks),
        }
        self.html.raw("</li>\n");
    }

    fn quote(&mut self, inner: &[Block]) {
        self.html.raw("<blockquote>\n");
        self.blocks(inner);
        self.html.raw("</blockquote>\n");
    }

    fn code(&mut self, code: &str) {
        self.html.element("<pre tabindex=\"0\" dir=\"ltr\"><code>", &visible(code), "</code></pre>\n");
    }

    fn block_html(&mut self, markup: &str) {
        if self.site.curriculum.config.raw_html {
            self.html.sanitized(markup);
        } else {
            self.html.element("<p class=\"raw\">", markup.trim_end(), "</p>\n");
        }
    }

    fn definitions(&mut self, list: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.html.raw("<dl>\n");
        for (term, definitions) in list {
            self.wrapped("<dt>", term, "</dt>\n");
            for definition in definitions {
                self.html.raw("<dd>");
                self.blocks(definition);
                self.html.raw("</dd>\n");
            }
        }
        self.html.raw("</dl>\n");
    }

    fn table(&mut self, table: &Table) {
        let label = self.site.words.get("table");
        self.html
            .raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
            .attr("aria-label", label)
            .raw("><table>\n<thead><tr>");
        for (align, cell) in table.aligns.iter().zip(&table.head) {
            self.cell(
                ["<th scope=\"col\">", "<th scope=\"col\" class=\"to-center\">", "<th scope=\"col\" class=\"to-end\">"],
                *align,
                cell,
            );
            self.html.raw("</th>");
        }
        self.html.raw("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.html.raw("<tr>");
            for (align, cell) in table.aligns.iter().zip(row) {
                self.cell(["<td>", "<td class=\"to-center\">", "<td class=\"to-end\">"], *align, cell);
                self.html.raw("</td>");
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody></table></div>\n");
    }

    fn cell(&mut self, [start, center, end]: [&'static str; 3], align: Align, words: &[Inline]) {
        self.html.raw(match align {
            Align::Start => start,
            Align::Center => center,
            Align::End => end,
        });
        self.inlines(words);
    }

    // Containers.

    fn container(&mut self, container: &Container) {
        let word = shown::container_word(container);
        match container.kind {
            ContainerKind::Say => self.cue_block("<div class=\"cue say\">", word, container),
            ContainerKind::Do => self.cue_block("<div class=\"cue do\">", word, container),
            ContainerKind::Watch => self.cue_block("<div class=\"cue watch\">", word, container),
            ContainerKind::Answer => self.cue_block("<div class=\"cue answer\">", word, container),
            ContainerKind::Hint => self.hint_block(container),
            ContainerKind::Facilitator => {
                self.aside("<div class=\"block facilitators\" role=\"note\">", word, container);
            }
            ContainerKind::Variant => self.aside("<div class=\"block variant\" role=\"note\">", word, container),
            ContainerKind::Note => self.aside("<div class=\"block note\" role=\"note\">", word, container),
            ContainerKind::Tip => self.aside("<div class=\"block tip\" role=\"note\">", word, container),
            ContainerKind::Caution => self.aside("<div class=\"block caution\" role=\"note\">", word, container),
            ContainerKind::Ritual => self.aside("<div class=\"block ritual\" role=\"note\">", word, container),
            ContainerKind::Story => self.aside("<div class=\"block story\" role=\"note\">", word, container),
            ContainerKind::Song => self.aside("<div class=\"block song\" role=\"note\">", word, container),
            ContainerKind::Handout => self.aside("<div class=\"block handout\" role=\"note\">", word, container),
        }
    }

    fn aside(&mut self, open: &'static str, word: &str, container: &Container) {
        self.html.raw(open).raw("<p class=\"eyebrow\">");
        self.say(word);
        if !container.title.is_empty() {
            self.html.raw(" · ");
            self.without_terms(|w| w.inlines(&container.title));
        }
        if let Some(minutes) = container.minutes {
            let minutes = self.minutes(minutes);
            self.html.raw(" · ").text(&minutes);
        }
        self.html.raw("</p>\n");
        self.blocks(&container.blocks);
        self.html.raw("</div>\n");
    }

    fn cue_block(&mut self, open: &'static str, word: &str, container: &Container) {
        self.cue(open, word, |w| {
            if !container.title.is_empty() {
                w.html.raw("<p><strong>");
                w.without_terms(|w| w.inlines(&container.title));
                w.html.raw("</strong></p>\n");
            }
            w.blocks(&container.blocks);
        });
    }

    /// A word for the facilitator at the side, and what it is about.
    pub(crate) fn cue(&mut self, open: &'static str, word: &str, write: impl FnOnce(&mut Self)) {
        self.html.raw(open).raw("<p class=\"cue-word\">");
        self.say(word);
        self.html.raw("</p><div class=\"cue-body\">");
        write(self);
        self.html.raw("</div></div>\n");
    }

    fn hint_block(&mut self, container: &Container) {
        self.html.raw("<details class=\"hint\"><summary>");
        if container.title.is_empty() {
            self.say("hint");
        } else {
            self.without_terms(|w| w.links_off(|w| w.inlines(&container.title)));
        }
        self.html.raw("</summary>\n");
        self.blocks(&container.blocks);
        self.html.raw("</details>\n");
    }

    fn links_off(&mut self, write: impl FnOnce(&mut Self)) {
        self.links += 1;
        write(self);
        self.links -= 1;
    }

    /// Inlines as words of a link of ours: no links inside.
    pub(crate) fn label(&mut self, words: &[Inline]) {
        self.without_terms(|w| w.links_off(|w| w.inlines(words)));
    }
}

/// Code with the characters that turn text around unseen made visible.
fn visible(code: &str) -> std::borrow::Cow<'_, str> {
    if !code.contains(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')) {
        return code.into();
    }
    let show = |c: char| match c {
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => format!("[U+{:04X}]", u32::from(c)),
        c => c.to_string(),
    };
    code.chars().map(show).collect::<String>().into()
}

/// The words of blocks without markup, for a description or a title.
pub(crate) fn plain_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(' ');
        }
        match block {
            Block::Paragraph(words) => push_plain(&mut out, words),
            Block::Quote(inner) => out.push_str(&plain_text(inner)),
            Block::List { items, .. } => {
                for item in items {
                    out.push_str(&plain_text(&item.blocks));
                    out.push(' ');
                }
            }
            Block::Heading { .. }
            | Block::Code { .. }
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Rule
            | Block::Html(_)
            | Block::Container(_)
            | Block::Leaf(_) => {}
        }
    }
    out.trim_end().to_owned()
}

/// The words of inlines without markup.
pub(crate) fn push_plain(out: &mut String, list: &[Inline]) {
    for inline in list {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::Citation { words, .. } => out.push_str(words),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Link { words: inner, .. } => {
                push_plain(out, inner);
            }
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Footnote { .. } | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_hebrew_keeps_what_stands_inside() {
        let run = |text: &str| crate::shown::hebrew_run(text, 0).and_then(|(a, b)| text.get(a..b).map(str::to_owned));
        assert_eq!(run("see צדק צדק תרדף, there").as_deref(), Some("צדק צדק תרדף"));
        assert_eq!(run("(רש״י on בראשית)").as_deref(), Some("רש״י"));
        assert_eq!(run("none"), None);
        assert_eq!(visible("a\u{202E}b"), "a[U+202E]b");
    }
}
