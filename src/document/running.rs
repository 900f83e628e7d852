//! Running text: the inlines of a block become a line of spans.
//!
//! The block's words are put together once, across marks, links and line ends, so that phrases, terms and numbers are found in the
//! text that is read and not in its pieces. Each becomes a span around whatever marks stand in it; a mark that is only partly inside
//! is cut in two. A mark inside another of its kind says nothing more and falls away, so that a line is never deep.

use std::borrow::Cow;
use std::ops::Range;

use super::maker::Maker;
use super::model::{Image, Line, Link, Span};
use crate::curriculum::{Target, TermId};
use crate::direction::{self, Direction, Isolate};
use crate::syntax::html::IN_A_LINE;
use crate::syntax::lesson::{Inline, LinkNo};

/// Stands in the text for a thing without letters.
const THING: char = '\u{fffc}';

/// Marks that may stand in one another; only raw HTML could have more.
const DEEPEST: usize = 24;

/// A mark around a part of the words.
#[derive(Debug, Clone, PartialEq)]
enum Mark<'a> {
    Em,
    Strong,
    Strike,
    Tag(&'static str),
    Link(Link<'a>),
    Cite(Link<'a>),
    /// Words of a link that leads nowhere: no link may stand in it.
    NoLink,
}

impl Mark<'_> {
    /// Whether one inside another says nothing more.
    fn is_said_by(&self, outer: &Mark<'_>) -> bool {
        matches!((self, outer), (Mark::Em, Mark::Em) | (Mark::Strong, Mark::Strong) | (Mark::Strike, Mark::Strike))
            || (self.is_link() && outer.is_link())
    }

    fn is_link(&self) -> bool {
        matches!(self, Mark::Link(_) | Mark::Cite(_) | Mark::NoLink)
    }
}

/// The smallest pieces of a line.
#[derive(Debug)]
enum Piece<'a> {
    Words(Cow<'a, str>),
    Thing(Span<'a>),
    Break,
}

/// A piece, where it stands in the text, and the marks around it from the outermost, as numbers.
struct Leaf<'a> {
    range: Range<usize>,
    marks: Vec<u32>,
    piece: Piece<'a>,
}

/// The pieces of a block in order.
#[derive(Default)]
pub(super) struct Pieces<'a> {
    text: String,
    leaves: Vec<Leaf<'a>>,
    marks: Vec<Mark<'a>>,
    /// The marks around what comes next.
    open: Vec<u32>,
    images: Vec<Image<'a>>,
}

/// Around what a span stands: a range of the text, and how many marks stand around all of it.
struct Around {
    range: Range<usize>,
    depth: usize,
    what: What,
}

enum What {
    Isolate(Isolate),
    Term(TermId),
    Gloss(usize),
}

impl<'a> Maker<'a> {
    /// Running text as one line.
    pub(super) fn inlines(&mut self, list: &'a [Inline]) -> Line<'a> {
        // Most lines are one piece of words without a term.
        if let [Inline::Text(words)] = list
            && !self.may_have_term(words)
        {
            return self.line(words);
        }
        let mut pieces = Pieces::default();
        self.gather(list, &mut pieces);
        self.set(pieces)
    }

    /// Running text as a paragraph has it: its lines (one, or one for each line end where they run apart), and the images that stand
    /// below it on paper.
    pub(super) fn paragraph_lines(&mut self, list: &'a [Inline]) -> (Vec<Line<'a>>, Vec<Image<'a>>) {
        if let [Inline::Text(_)] = list {
            return (vec![self.inlines(list)], Vec::new());
        }
        let mut pieces = Pieces::default();
        self.gather(list, &mut pieces);
        let images = std::mem::take(&mut pieces.images);
        if !pieces.leaves.iter().any(|leaf| matches!(leaf.piece, Piece::Break)) {
            return (vec![self.set(pieces)], images);
        }
        let whole = direction::of_block(&pieces.text, self.dir);
        let apart = pieces.text.split('\n').any(|line| {
            let count = direction::Count::of(line);
            !count.is_empty() && count.direction(self.dir) != whole
        });
        if !apart && !self.keeps_lines {
            return (vec![self.set(pieces)], images);
        }
        let lines = pieces.lines().into_iter().map(|line| self.set(line)).collect();
        (lines, images)
    }

    fn gather(&mut self, list: &'a [Inline], pieces: &mut Pieces<'a>) {
        let outer = pieces.open.len();
        for inline in list {
            self.gather_one(inline, pieces, outer);
        }
        pieces.open.truncate(outer);
    }

    fn gather_one(&mut self, inline: &'a Inline, pieces: &mut Pieces<'a>, outer: usize) {
        match inline {
            Inline::Text(words) => {
                let words = self.cleaned(words);
                pieces.words(words);
            }
            Inline::SoftBreak if self.keeps_lines => pieces.line_end(),
            Inline::SoftBreak => pieces.words(Cow::Borrowed(" ")),
            Inline::HardBreak => pieces.line_end(),
            Inline::Emphasis(inner) => self.marked(Mark::Em, inner, pieces),
            Inline::Strong(inner) => self.marked(Mark::Strong, inner, pieces),
            Inline::Strike(inner) => self.marked(Mark::Strike, inner, pieces),
            Inline::Code(code) => pieces.code(code),
            Inline::Link { link, words } => {
                let mark = self.target(*link).and_then(|target| self.link_to(target)).map_or(Mark::NoLink, Mark::Link);
                self.marked(mark, words, pieces);
            }
            Inline::Citation { citation, words } => {
                let to = self.scope.citations.get(citation.0 as usize).filter(|_| !pieces.in_link());
                let mark = to.and_then(|to| self.cited(to)).map(Mark::Cite);
                self.cited_words(mark, words, pieces);
            }
            Inline::Image { link, alt, title } => self.image(*link, alt, title, pieces),
            Inline::Footnote { number, nth } => {
                if !pieces.in_link() {
                    self.marks.push((*number, *nth));
                    pieces.thing(Span::Footnote { number: *number, nth: *nth, lines: Vec::new(), note: None });
                }
            }
            Inline::Html(markup) => self.html(markup, pieces, outer),
        }
    }

    fn cited_words(&mut self, mark: Option<Mark<'a>>, words: &'a [Inline], pieces: &mut Pieces<'a>) {
        let before = pieces.open.len();
        pieces.open_mark(mark);
        self.gather(words, pieces);
        pieces.open.truncate(before);
    }

    fn marked(&mut self, mark: Mark<'a>, inner: &'a [Inline], pieces: &mut Pieces<'a>) {
        let before = pieces.open.len();
        pieces.open_mark(Some(mark));
        self.gather(inner, pieces);
        pieces.open.truncate(before);
    }

    /// Where a link of this file leads.
    pub(super) fn target(&self, link: LinkNo) -> Option<&'a Target> {
        self.scope.links.get(link.0 as usize)
    }

    fn image(&mut self, link: LinkNo, alt: &'a str, title: &'a str, pieces: &mut Pieces<'a>) {
        let Some(Target::File(no)) = self.target(link) else {
            let alt = self.cleaned(alt);
            pieces.words(alt);
            return;
        };
        let curriculum = self.base.curriculum;
        let file = curriculum.file(*no);
        let caption = (!title.is_empty()).then(|| self.line(title));
        let image = Image { file: *no, path: file.print_path(no.index()), alt: direction::visible(alt), caption };
        if self.is_paper() {
            pieces.images.extend(file.image.map(|_| image));
        } else {
            pieces.thing(Span::Image(image));
        }
    }

    /// Raw HTML in a line: bare tags of a list where a curriculum allows them, which paper leaves out; else words.
    fn html(&mut self, markup: &'a str, pieces: &mut Pieces<'a>, outer: usize) {
        let tag = if self.base.curriculum.config.raw_html { tag(markup) } else { Tag::Other };
        match tag {
            // Paper has the words alone.
            Tag::Open(_) | Tag::Close(_) if self.is_paper() => {}
            Tag::Open(name) if pieces.open.len() < DEEPEST => pieces.open_mark(Some(Mark::Tag(name))),
            Tag::Close(name) if pieces.open.len() > outer && pieces.is_open(name) => {
                pieces.open.pop();
            }
            Tag::Open(_) | Tag::Close(_) | Tag::Other => pieces.thing(Span::Raw { words: markup }),
        }
    }

    /// A line of a source in a language, with the words that its list explains: where each stands, and its number.
    pub(super) fn source_line(
        &mut self,
        words: Cow<'a, str>,
        lang: &'a str,
        dir: Direction,
        glosses: &[(Range<usize>, usize)],
    ) -> Line<'a> {
        let isolates = direction::isolates(&words, dir);
        if isolates.is_empty() && glosses.is_empty() {
            return Line { dir, lang, spans: vec![Span::Text { words }] };
        }
        let mut pieces = Pieces::default();
        pieces.words(words);
        let isolates = isolates.into_iter().map(|isolate| (isolate.range.clone(), What::Isolate(isolate)));
        let glosses = glosses.iter().map(|(range, number)| (range.clone(), What::Gloss(*number)));
        let around: Vec<Around> = isolates.chain(glosses).map(|(range, what)| pieces.around(range, what)).collect();
        Line { dir, lang, spans: self.spans(&pieces, &around) }
    }

    /// Sets pieces as one line.
    fn set(&mut self, pieces: Pieces<'a>) -> Line<'a> {
        let (mut lang, mut dir, mut around) = (self.lang, self.dir, Vec::new());
        if self.is_plain(&pieces.text) {
            pieces.words_of().for_each(|words| match words {
                Cow::Borrowed(words) => self.count_plain(words),
                Cow::Owned(words) => drop(self.count(words)),
            });
        } else {
            (lang, dir) = self.direction(&pieces.text);
            let isolates = direction::isolates(&pieces.text, dir).into_iter();
            around.extend(isolates.map(|isolate| pieces.around(isolate.range.clone(), What::Isolate(isolate))));
        }
        self.terms_in(&pieces, &mut around);
        let spans = if around.is_empty() && pieces.marks.is_empty() {
            pieces.leaves.into_iter().map(|leaf| leaf.piece.span()).collect()
        } else {
            self.spans(&pieces, &around)
        };
        Line { dir, lang, spans }
    }

    /// Whether a term may be marked in words.
    fn may_have_term(&self, words: &str) -> bool {
        let finder = self.base.terms.filter(|_| self.no_terms == 0);
        finder.is_some_and(|finder| finder.find(&direction::visible(words), 0, |term| self.marks_term(term)).is_some())
    }

    /// Whether a term is marked where it comes next: on paper everywhere, on a screen where the document first uses it.
    fn marks_term(&self, term: TermId) -> bool {
        self.is_paper() || !self.used.contains(&term)
    }

    /// The terms of the glossary in a line that no link holds.
    fn terms_in(&mut self, pieces: &Pieces<'a>, around: &mut Vec<Around>) {
        let Some(finder) = self.base.terms.filter(|finder| self.no_terms == 0 && !finder.is_empty()) else { return };
        for room in pieces.open_room() {
            let text = pieces.text.get(room.clone()).unwrap_or_default();
            let mut done = 0;
            while let Some(found) = finder.find(text, done, |term| self.marks_term(term)) {
                if !self.used.contains(&found.term) {
                    self.used.push(found.term);
                }
                let range = room.start + found.start..room.start + found.end;
                around.push(pieces.around(range, What::Term(found.term)));
                done = found.end;
            }
        }
    }

    fn spans(&self, pieces: &Pieces<'a>, around: &[Around]) -> Vec<Span<'a>> {
        let mut cuts: Vec<usize> = around.iter().flat_map(|one| [one.range.start, one.range.end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let mut builder = Builder { maker: self, pieces, around, open: Vec::new(), done: vec![Vec::new()] };
        let mut cut = 0;
        // What stands around a place, by its number: few at a time.
        let mut starts: Vec<usize> = (0..around.len()).collect();
        starts.sort_by_key(|&at| (around[at].range.start, std::cmp::Reverse(around[at].range.end)));
        let mut next = 0;
        let mut active: Vec<usize> = Vec::new();
        for leaf in &pieces.leaves {
            let mut from = leaf.range.start;
            loop {
                while cuts.get(cut).is_some_and(|&at| at <= from) {
                    cut += 1;
                }
                let to = cuts.get(cut).copied().filter(|&at| at < leaf.range.end).unwrap_or(leaf.range.end);
                while let Some(&at) = starts.get(next).filter(|&&at| around[at].range.start <= from) {
                    active.push(at);
                    next += 1;
                }
                active.retain(|&at| around[at].range.end > from);
                builder.place(leaf, from..to, &active);
                from = to;
                if from >= leaf.range.end {
                    break;
                }
            }
        }
        builder.finish()
    }
}

/// Builds the tree of spans of a line: opens and closes what stands around each piece.
struct Builder<'b, 'a> {
    maker: &'b Maker<'a>,
    pieces: &'b Pieces<'a>,
    around: &'b [Around],
    open: Vec<Key>,
    done: Vec<Vec<Span<'a>>>,
}

/// What stands around a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Mark(u32),
    Around(usize),
}

impl<'a> Builder<'_, 'a> {
    fn place(&mut self, leaf: &Leaf<'a>, part: Range<usize>, active: &[usize]) {
        let wanted = self.keys(leaf, active);
        let same = self.open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        while self.open.len() > same {
            self.close();
        }
        for key in wanted.into_iter().skip(same) {
            self.open.push(key);
            self.done.push(Vec::new());
        }
        let offset = leaf.range.start;
        let span = match &leaf.piece {
            Piece::Words(words) => Span::Text { words: cut(words, part.start - offset..part.end - offset) },
            Piece::Thing(span) => span.clone(),
            Piece::Break => Span::Break,
        };
        if let Some(last) = self.done.last_mut() {
            last.push(span);
        }
    }

    /// The marks around a piece with the isolates and terms between them, from the outermost.
    fn keys(&self, leaf: &Leaf<'a>, active: &[usize]) -> Vec<Key> {
        let mut keys = Vec::with_capacity(leaf.marks.len() + active.len());
        for depth in 0..=leaf.marks.len() {
            let here = active.iter().filter(|&&at| self.around[at].depth == depth);
            keys.extend(here.map(|&at| Key::Around(at)));
            keys.extend(leaf.marks.get(depth).map(|&mark| Key::Mark(mark)));
        }
        keys
    }

    fn close(&mut self) {
        let (Some(key), Some(spans)) = (self.open.pop(), self.done.pop()) else { return };
        let span = match key {
            Key::Mark(mark) => match &self.pieces.marks[mark as usize] {
                Mark::Em => Span::Em { spans },
                Mark::Strong => Span::Strong { spans },
                Mark::Strike => Span::Strike { spans },
                Mark::Tag(name) => Span::Tag { name, spans },
                Mark::Link(to) => Span::Link { to: to.clone(), spans },
                Mark::Cite(to) => Span::Cite { to: to.clone(), spans },
                Mark::NoLink => {
                    if let Some(last) = self.done.last_mut() {
                        last.extend(spans);
                    }
                    return;
                }
            },
            Key::Around(at) => match &self.around[at].what {
                What::Isolate(isolate) => self.maker.isolate(&self.pieces.text, isolate, spans),
                What::Term(term) => Span::Term { term: *term, spans },
                What::Gloss(number) => Span::Gloss { number: *number, spans },
            },
        };
        if let Some(last) = self.done.last_mut() {
            last.push(span);
        }
    }

    fn finish(mut self) -> Vec<Span<'a>> {
        while !self.open.is_empty() {
            self.close();
        }
        self.done.pop().unwrap_or_default()
    }
}

/// A part of words, borrowed where they are.
fn cut<'a>(words: &Cow<'a, str>, part: Range<usize>) -> Cow<'a, str> {
    match words {
        Cow::Borrowed(words) => Cow::Borrowed(words.get(part).unwrap_or_default()),
        Cow::Owned(words) => Cow::Owned(words.get(part).unwrap_or_default().to_owned()),
    }
}

impl<'a> Piece<'a> {
    fn span(self) -> Span<'a> {
        match self {
            Piece::Words(words) => Span::Text { words },
            Piece::Thing(span) => span,
            Piece::Break => Span::Break,
        }
    }
}

impl<'a> Pieces<'a> {
    fn words(&mut self, words: Cow<'a, str>) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(&words);
        self.push(start, Piece::Words(words));
    }

    fn thing(&mut self, span: Span<'a>) {
        let start = self.text.len();
        self.text.push(THING);
        self.push(start, Piece::Thing(span));
    }

    /// Code is never cut: it stands in the text as one letter of its direction, so that a phrase holds all of it or nothing.
    fn code(&mut self, code: &'a str) {
        let start = self.text.len();
        let letter =
            match (code.chars().any(|c| direction::of_letter(c) == Some(Direction::Ltr)), direction::has_rtl(code)) {
                (true, _) => 'a',
                (false, true) => 'א',
                (false, false) => THING,
            };
        let dir = if letter == 'א' { Direction::Rtl } else { Direction::Ltr };
        self.text.push(letter);
        self.push(start, Piece::Thing(Span::Code { dir, words: code }));
    }

    fn line_end(&mut self) {
        let start = self.text.len();
        self.text.push('\n');
        self.push(start, Piece::Break);
    }

    fn push(&mut self, start: usize, piece: Piece<'a>) {
        self.leaves.push(Leaf { range: start..self.text.len(), marks: self.open.clone(), piece });
    }

    fn open_mark(&mut self, mark: Option<Mark<'a>>) {
        let Some(mark) = mark else { return };
        let said = self.open.iter().any(|&outer| mark.is_said_by(&self.marks[outer as usize]));
        if !said {
            self.open.push(u32::try_from(self.marks.len()).unwrap_or(u32::MAX));
            self.marks.push(mark);
        }
    }

    fn in_link(&self) -> bool {
        self.open.iter().any(|&mark| self.marks[mark as usize].is_link())
    }

    /// Whether the innermost mark is this tag.
    fn is_open(&self, name: &str) -> bool {
        self.open.last().is_some_and(|&mark| matches!(self.marks[mark as usize], Mark::Tag(own) if own == name))
    }

    /// What stands around a range: outside those marks that do not hold all of it.
    fn around(&self, range: Range<usize>, what: What) -> Around {
        let first = self.leaves.partition_point(|leaf| leaf.range.end <= range.start);
        let inside = self.leaves[first..].iter().take_while(|leaf| leaf.range.start < range.end);
        let mut common: Option<&[u32]> = None;
        for leaf in inside {
            let shared = common.map_or(leaf.marks.len(), |common| {
                common.iter().zip(&leaf.marks).take_while(|(one, other)| one == other).count()
            });
            common = Some(leaf.marks.get(..shared).unwrap_or_default());
        }
        Around { range, depth: common.map_or(0, <[u32]>::len), what }
    }

    /// The words of its pieces.
    fn words_of(&self) -> impl Iterator<Item = &Cow<'a, str>> {
        self.leaves.iter().filter_map(|leaf| match &leaf.piece {
            Piece::Words(words) => Some(words),
            Piece::Thing(_) | Piece::Break => None,
        })
    }

    /// The parts of the text where a link may stand.
    fn open_room(&self) -> Vec<Range<usize>> {
        let mut rooms: Vec<Range<usize>> = Vec::new();
        for leaf in &self.leaves {
            let is_open = matches!(leaf.piece, Piece::Words(_))
                && !leaf.marks.iter().any(|&mark| self.marks[mark as usize].is_link());
            if !is_open {
                continue;
            }
            match rooms.last_mut().filter(|last| last.end == leaf.range.start) {
                Some(last) => last.end = leaf.range.end,
                None => rooms.push(leaf.range.clone()),
            }
        }
        rooms
    }

    /// The same pieces line by line.
    fn lines(self) -> Vec<Pieces<'a>> {
        let mut lines = vec![Pieces { marks: self.marks.clone(), ..Pieces::default() }];
        for leaf in self.leaves {
            if matches!(leaf.piece, Piece::Break) {
                lines.push(Pieces { marks: self.marks.clone(), ..Pieces::default() });
            } else if let Some(line) = lines.last_mut() {
                let start = line.text.len();
                line.text.push_str(self.text.get(leaf.range.clone()).unwrap_or_default());
                line.leaves.push(Leaf { range: start..line.text.len(), ..leaf });
            }
        }
        lines.retain(|line| !line.text.trim().is_empty());
        lines
    }
}

enum Tag {
    Open(&'static str),
    Close(&'static str),
    Other,
}

/// Reads a piece of raw HTML in a line: only bare tags of the list are any.
fn tag(markup: &str) -> Tag {
    let inner = markup.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or_default();
    let (closing, name) = inner.strip_prefix('/').map_or((false, inner), |name| (true, name));
    match IN_A_LINE.iter().find(|known| name.eq_ignore_ascii_case(known)) {
        Some(name) if closing => Tag::Close(name),
        Some(name) => Tag::Open(name),
        None => Tag::Other,
    }
}
