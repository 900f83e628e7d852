//! The writer of one page's words: links and running text, one function a kind.
//!
//! Writes presented documents, in which all is decided; says in which direction and language each part runs where that changes, and
//! never asks who sees it. Blocks are in `blocks`, and have templates.

use super::escape;
use super::frame::Frame;
use super::html::Html;
use super::raw;
use super::rendering::{Parts, Rendering};
use super::site::Site;
use crate::audience::Audience;
use crate::curriculum::{FileNo, TermId};
use crate::direction::{self, Direction};
use crate::document::Presenter;
use crate::document::model::{CodeLine, Image, Line, Link, Span};
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
    /// Whether any code on it is coloured.
    pub(super) has_code: bool,
    /// What renders its parts.
    pub(super) rendering: Rendering<'a>,
    /// Above zero inside a link of ours.
    labels: u32,
    pictures: u32,
}

/// How wide an image stands on a page, by `site.css`: the measure of the column, and on a phone all but its edges.
const COLUMN: &str = "(min-width: 640px) 580px, calc(100vw - 36px)";

impl<'a> Writer<'a> {
    /// A writer for the page at `path`.
    pub(crate) fn new(site: &'a Site<'a>, area: &'a SiteArea, path: &str) -> Writer<'a> {
        let root = place::root_of(path);
        Writer {
            site,
            area,
            has_code: false,
            rendering: Rendering::new(site.frame.map(Frame::for_parts), &root),
            root,
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

    /// What the page carries of its parts to where it is rendered. Its last step.
    pub(crate) fn parts(&mut self) -> Parts {
        Parts { has_code: self.has_code, ..self.rendering.finish() }
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
    pub(crate) fn turned(&mut self, dir: Direction, write: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.dir, dir);
        write(self);
        self.dir = outer;
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

    /// The `href` of a page or file of the site.
    pub(crate) fn href(&mut self, page: &str, anchor: &str) {
        let address = self.address_of(page, anchor);
        self.html.attr("href", &address);
    }

    /// The address of a page or file of the site, as seen from this page.
    pub(crate) fn address_of(&self, page: &str, anchor: &str) -> String {
        let mut address = self.root.clone();
        address.push_str(&escape::component(page));
        if !anchor.is_empty() {
            address.push('#');
            address.push_str(&escape::component(anchor));
        }
        address
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

    pub(crate) fn image(&mut self, image: &Image<'_>) {
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

    /// A line of code, in pieces that are of a class or plain.
    pub(crate) fn code_line(&mut self, line: &CodeLine<'_>) {
        for (class, words) in line {
            match class {
                Some(class) => {
                    self.html.raw("<span").attr("class", &format!("c-{}", class.word()));
                    self.html.element(">", words, "</span>");
                }
                None => {
                    self.html.text(words);
                }
            }
        }
        self.html.raw("\n");
    }
}
