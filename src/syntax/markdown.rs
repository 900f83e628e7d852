//! Markdown becomes a block tree. The only file that knows the Markdown parser.
//!
//! One pass over the parser's events, byte ranges shifted once. Blocks' markers come masked from `directive` and are put
//! back in place here. Never builds HTML, never slices together strings of source.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag,
    TagEnd, TextMergeWithOffset,
};

use super::context::{Context, Picture};
use super::directive::{self, Head, Marker, MarkerKind, Scan};
use super::edited::{Edited, TextEdit};
use super::entries::Entries;
use super::foreign;
use super::lesson::*;
use super::mistyped::{self, Mistyped};
use super::plain::{inline_text, plain_text};
use super::running::{self, Mark, PART, running_text};
use super::{address, block, dest, html, notes, text, typed, unseen};
use crate::citation;
use crate::diag::fix::Edit;
use crate::diag::make;
use crate::safe;
use crate::source::{FileId, Span};
use crate::{hebrew, limits};

/// How byte ranges of the Markdown at hand become spans.
#[derive(Debug, Clone, Copy)]
enum Places {
    /// They are the file's, shifted by this much.
    Shifted(usize),
    /// The text was decoded (a YAML scalar): everything is reported at its place.
    Fixed(Span),
}

impl Places {
    fn span(self, file: FileId, range: &Range<usize>) -> Span {
        match self {
            Places::Shifted(base) => file.span(base + range.start..base + range.end),
            Places::Fixed(span) => span,
        }
    }
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Reads a field's Markdown: blocks without footnotes, headings' attributes or containers.
pub(crate) fn field(text: &str, span: Span, context: &mut Context<'_>) -> Rich {
    if plain(text) {
        let inline = Inline::Text(unseen::settled(text.trim()).into_owned());
        let blocks = if text.trim().is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![inline])] };
        return Rich { blocks, span: Some(span) };
    }
    let mut entries = Entries::default();
    let edited = Edited::new(text, as_typed(text));
    let mut builder = TreeBuilder::new(text, &edited, Places::Fixed(span), Vec::new(), context, &mut entries, OPTIONS);
    let blocks = builder.all_blocks();
    Rich { blocks, span: Some(span) }
}

/// The edits that bring what people type into Markdown's signs.
fn as_typed(text: &str) -> Vec<TextEdit> {
    let mut edits = typed::edits(text);
    edits.extend(unseen::edits(text));
    if edits.is_empty() { edits } else { typed::outside(edits, &code(text)) }
}

/// Where code stands in a text, in order.
pub(crate) fn code(text: &str) -> Vec<Range<usize>> {
    let options = OPTIONS.union(Options::ENABLE_FOOTNOTES);
    let events = Parser::new_ext(text, options).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// Where code stands that was marked as code: what is only set in may have been meant as something else.
pub(crate) fn marked_code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, OPTIONS.union(Options::ENABLE_FOOTNOTES)).into_offset_iter();
    events.filter(|(event, _)| is_marked_code(event)).map(|(_, range)| range).collect()
}

/// Whether two bytes stand beside one another in a text.
fn has_pair(text: &str, [first, second]: [u8; 2]) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(first, bytes).any(|at| bytes.get(at + 1) == Some(&second))
}

fn is_marked_code(event: &Event<'_>) -> bool {
    matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
}

fn is_code(event: &Event<'_>) -> bool {
    matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)))
}

/// Whether Markdown would leave the text as it is: a cheap check that spares most short fields the parser.
fn plain(text: &str) -> bool {
    !text.trim_end().contains(['\n', '\r'])
        && !text.bytes().any(|b| {
            matches!(b, b'*' | b'_' | b'`' | b'[' | b']' | b'<' | b'>' | b'\\' | b'&' | b'~' | b'#' | b'|' | b'!')
        })
        && !text.bytes().any(|b| b.is_ascii_digit())
        && !text
            .trim_start()
            .starts_with(|c: char| matches!(c, '-' | '+' | '=' | ':') || !c.is_ascii() && !c.is_alphabetic())
        && !["==", "%%", "{", "://", "www."].iter().any(|sign| text.contains(sign))
        && !hebrew::has_hebrew(text)
}

/// Reads a title's Markdown as running text.
pub(crate) fn inline(text: &str, span: Span, context: &mut Context<'_>) -> Vec<Inline> {
    field(text, span, context).blocks.into_iter().next().map(into_inlines).unwrap_or_default()
}

fn into_inlines(block: Block) -> Vec<Inline> {
    match block {
        Block::Paragraph(words) | Block::Heading { words, .. } => words,
        block => vec![Inline::Text(plain_text(std::slice::from_ref(&block)))],
    }
}

/// Reads a body. Texts, prompts and exercises written in it join `entries`.
pub(crate) fn body(text: &str, range: Range<usize>, context: &mut Context<'_>, entries: &mut Entries) -> Body {
    let Some(typed) = text.get(range.clone()) else { return Body::default() };
    let notes = if notes::may_stand_in(typed) { notes::find(typed, &code(typed)) } else { notes::Notes::default() };
    let source = notes::blanked(typed, &notes);
    let mut scan = directive::scan(context.file, &source, range.start, context.sink);
    let edits = notes::edits(typed, &notes).into_iter().chain(scan.masks(&source)).chain(as_typed(&source)).collect();
    let edited = Edited::new(&source, edits);
    let options = OPTIONS.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_HEADING_ATTRIBUTES);
    let places = Places::Shifted(range.start);
    let markers = std::mem::take(&mut scan.markers);
    let signs = directive::signs(&markers);
    let mut builder = TreeBuilder::new(&source, &edited, places, markers, context, entries, options);
    if let (true, Some(open)) = (notes.is_open, notes.ranges.last()) {
        let span = builder.span(&(open.start..open.start + 4));
        builder.context.sink.push(make::unclosed_note(span));
    }
    builder.unclosed = scan.unclosed();
    builder.tell_swallowed();
    let mistyped = builder.tell_mistyped(&scan, &signs);
    let skip: Vec<Range<usize>> = signs.into_iter().chain(mistyped).collect();
    builder.tell_foreign(&skip);
    builder.body()
}

struct TreeBuilder<'a, 'c, 's> {
    /// The text without masks, to slice titles from.
    source: &'a str,
    places: Places,
    events: Vec<(Event<'a>, Range<usize>)>,
    /// The ranges of code.
    code: Vec<Range<usize>>,
    at: usize,
    markers: std::vec::IntoIter<Marker>,
    /// The numbers of the blocks that never end.
    unclosed: Vec<usize>,
    /// The numbers of the containers that are open here.
    open: Vec<usize>,
    depth: usize,
    /// Whether a block was told to stand too deep: those in it are not told again.
    is_too_deep: bool,
    /// The headings that the next one may stand below: each one's level as typed, and as it is given.
    levels: Vec<(u8, u8)>,
    ids: BTreeMap<String, u32>,
    notes: Footnotes,
    /// What is being read that holds words alone: a footnote, or a block of words.
    words_alone: Option<&'static str>,
    /// Whether these words are a link's or an image's: no citations stand in them.
    in_link: bool,
    in_heading: bool,
    /// The places of the pieces of running text at hand, outside links.
    pieces: Vec<Range<usize>>,
    context: &'c mut Context<'s>,
    entries: &'c mut Entries,
}

/// Footnotes as they are met.
#[derive(Default)]
struct Footnotes {
    /// By label.
    met: BTreeMap<String, CitedFootnote>,
    /// What is said, by label.
    defined: BTreeMap<String, DefinedFootnote>,
    /// The label of the footnote that is being read.
    open: Option<String>,
}

/// A footnote that something refers to.
struct CitedFootnote {
    /// Its number from one.
    number: u32,
    /// How many references lead to it.
    references: u32,
    /// Whether one of them stands in words that everybody is shown.
    is_seen: bool,
    /// The footnotes in which one of them stands, and whether the facilitators alone are shown it there.
    within: Vec<(String, bool)>,
    /// Where the first of them stands, and whether it is in the text itself.
    first: Option<Span>,
    in_text: bool,
}

/// What a footnote says.
struct DefinedFootnote {
    blocks: Vec<Block>,
    /// Whether it says so in a facilitator's block.
    hidden: bool,
    /// The numbers of its links.
    links: Range<usize>,
}

impl Footnotes {
    fn met(&mut self, label: &str) -> &mut CitedFootnote {
        let next = u32::try_from(self.met.len()).unwrap_or(u32::MAX).saturating_add(1);
        let new = || CitedFootnote {
            number: next,
            references: 0,
            is_seen: false,
            within: Vec::new(),
            first: None,
            in_text: false,
        };
        self.met.entry(label.to_owned()).or_insert_with(new)
    }

    /// Notes a reference: the number of its footnote, and which reference to it this is.
    fn refer(&mut self, label: &str, hidden: bool, span: Span) -> (u32, u32) {
        let within = self.open.clone();
        let note = self.met(label);
        note.references += 1;
        note.first.get_or_insert(span);
        note.in_text |= within.is_none();
        match within {
            Some(within) => note.within.push((within, hidden)),
            None => note.is_seen |= !hidden,
        }
        (note.number, note.references)
    }

    /// The footnotes in order. Links of those that facilitators alone are shown are marked so.
    fn finish(mut self, links: &mut [Link]) -> Vec<Footnote> {
        let labels: Vec<String> = self.defined.keys().cloned().collect();
        for label in &labels {
            let note = self.met(label);
            note.is_seen |= note.references == 0;
        }
        self.spread();
        let mut notes: Vec<Footnote> = Vec::new();
        for (label, CitedFootnote { number, references, is_seen, first, .. }) in self.met {
            let defined = self.defined.remove(&label);
            let facilitators = defined.as_ref().is_some_and(|defined| defined.hidden) || !is_seen;
            let range = defined.as_ref().map(|defined| defined.links.clone()).unwrap_or_default();
            for link in links.get_mut(range).unwrap_or_default() {
                link.facilitators |= facilitators;
            }
            let blocks = defined.map(|defined| defined.blocks).unwrap_or_default();
            notes.push(Footnote { number, first, blocks, references, facilitators });
        }
        notes.sort_by_key(|note| note.number);
        notes
    }

    /// Finds the footnotes that others refer to, which everybody is shown.
    fn spread(&mut self) {
        let hides = |label: &str| self.defined.get(label).is_some_and(|defined| defined.hidden);
        let seen = self.met.iter().filter(|(_, note)| note.is_seen).map(|(label, _)| label.as_str());
        let reached: Vec<String> =
            self.reached(seen, |from, hidden| !hidden && !hides(from)).into_keys().map(str::to_owned).collect();
        for label in reached {
            self.met(&label).is_seen = true;
        }
    }

    /// The first marks of footnotes that stand deeper in one another than they may.
    fn too_deep(&self) -> Vec<Span> {
        let in_text = self.met.iter().filter(|(_, note)| note.in_text).map(|(label, _)| label.as_str());
        let depths = self.reached(in_text, |_, _| true);
        // What stands deeper still is no mistake of its own.
        let deep = depths.into_iter().filter(|(_, depth)| *depth == limits::FOOTNOTE_DEPTH);
        deep.filter_map(|(label, _)| self.met.get(label)?.first).collect()
    }

    /// The footnotes that marks lead to, from some on, each with how many others lead there. Goes by the marks that `leads` holds for:
    /// in this footnote, and whether facilitators alone are shown them.
    fn reached<'n>(
        &'n self,
        from: impl Iterator<Item = &'n str>,
        leads: impl Fn(&str, bool) -> bool,
    ) -> BTreeMap<&'n str, usize> {
        let mut inside: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (label, note) in &self.met {
            for (within, _) in note.within.iter().filter(|(within, hidden)| leads(within, *hidden)) {
                inside.entry(within).or_default().push(label);
            }
        }
        let mut found: BTreeMap<&str, usize> = from.map(|label| (label, 0)).collect();
        let mut queue: std::collections::VecDeque<&str> = found.keys().copied().collect();
        while let Some(label) = queue.pop_front() {
            let depth = found.get(label).copied().unwrap_or_default();
            for next in inside.get(label).into_iter().flatten() {
                found.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    depth + 1
                });
            }
        }
        found
    }
}

impl<'a, 'c, 's> TreeBuilder<'a, 'c, 's> {
    fn new(
        source: &'a str,
        edited: &'a Edited<'_>,
        places: Places,
        markers: Vec<Marker>,
        context: &'c mut Context<'s>,
        entries: &'c mut Entries,
        options: Options,
    ) -> Self {
        let mut broken: Vec<(Range<usize>, String)> = Vec::new();
        let mut note = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                broken.push((link.span, link.reference.to_string()));
            }
            None
        };
        let parser = Parser::new_with_broken_link_callback(&edited.text, options, Some(&mut note));
        let events = TextMergeWithOffset::new(parser.into_offset_iter());
        let has_joiners = edited.text.contains(typed::JOINER);
        let events = events
            .map(|(event, range)| (if has_joiners { without_joiners(event) } else { event }, edited.before(&range)));
        let mut is_code_block = false;
        let mut by_number: Vec<(Range<usize>, char)> = Vec::new();
        let events: Vec<_> = events
            .map(|(event, range)| {
                let typed = source.get(range.clone()).unwrap_or_default();
                by_number.extend(
                    turning_by_number(&event, typed)
                        .into_iter()
                        .map(|(part, c)| (range.start + part.start..range.start + part.end, c)),
                );
                (settled(event, &mut is_code_block), range)
            })
            .collect();
        let code = events.iter().filter(|(event, _)| is_code(event)).map(|(_, range)| range.clone()).collect();
        let builder = TreeBuilder {
            source,
            places,
            events,
            code,
            at: 0,
            markers: markers.into_iter(),
            open: Vec::new(),
            unclosed: Vec::new(),
            depth: 0,
            is_too_deep: false,
            levels: Vec::new(),
            ids: BTreeMap::new(),
            notes: Footnotes::default(),
            words_alone: None,
            in_link: false,
            in_heading: false,
            pieces: Vec::new(),
            context,
            entries,
        };
        for (range, c) in by_number {
            let (typed, span) = (source.get(range.clone()).unwrap_or_default(), builder.span(&range));
            builder.context.sink.push(make::unseen::turning_by_number(span, c, typed));
        }
        for (range, label) in broken {
            let span = builder.span(&edited.before(&range));
            builder.context.sink.push(make::unknown_link_label(span, &label));
        }
        builder
    }

    /// The ranges of code and of the signs of blocks, in order.
    fn skipped(&self, signs: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut skip: Vec<Range<usize>> = self.code.iter().chain(signs).cloned().collect();
        skip.sort_by_key(|range| range.start);
        skip
    }

    /// Tells of blocks that do not pair, and of what looks like one and is none. Gives the bytes of the latter, with the rest of their lines.
    fn tell_mistyped(&mut self, scan: &Scan, signs: &[Range<usize>]) -> Vec<Range<usize>> {
        let marked = self.events.iter().filter(|(event, _)| is_marked_code(event)).map(|(_, range)| range.clone());
        let mut skip: Vec<Range<usize>> = marked.chain(signs.iter().cloned()).collect();
        skip.sort_by_key(|range| range.start);
        let found = mistyped::find(self.source, &skip, block::known);
        // Many may stand in one line, whose end is looked for once.
        let mut end = 0;
        let mut line_end = |at: usize| {
            if at > end || end == 0 {
                let rest = self.source.as_bytes().get(at..).unwrap_or_default();
                end = memchr::memchr2(b'\n', b'\r', rest).map_or(self.source.len(), |length| at + length);
            }
            end
        };
        let ranges = found.iter().map(|one| one.range.start..line_end(one.range.end)).collect();
        let (places, file, source) = (self.places, self.context.file, self.source);
        let mistyped = |one: &Mistyped, fix: Option<Vec<Edit>>| {
            let typed = source.get(one.range.clone()).unwrap_or_default();
            let mut told = block::mistyped(places.span(file, &one.range), typed, one, fix);
            told.word.clear();
            told
        };
        let is_known = |name: &str| block::known(name) == mistyped::Known::Exact;
        scan.tell(found, |range| places.span(file, &range), mistyped, is_known, self.context.sink);
        ranges
    }

    /// Tells of blocks whose masks are no thematic break, because what stands above them goes on: HTML, or code that is not closed where it seems.
    fn tell_swallowed(&mut self) {
        let rules: BTreeSet<usize> = self
            .events
            .iter()
            .filter(|(event, _)| matches!(event, Event::Rule))
            .map(|(_, range)| range.start)
            .collect();
        let markers = self.markers.as_slice();
        let swallowed = markers.iter().find(|marker| {
            !marker.range.is_empty()
                && !matches!(marker.kind, MarkerKind::Close { .. })
                && rules.range(marker.range.start..=marker.range.end).next().is_none()
        });
        let Some(marker) = swallowed else { return };
        let is_code = notes::is_in(&self.code, marker.range.start);
        let typed = self.source.get(marker.range.clone()).unwrap_or_default().trim().to_owned();
        let start = marker.range.end - self.source.get(marker.range.clone()).unwrap_or_default().trim_start().len();
        let span = self.span(&(start..marker.range.end));
        self.context.sink.push(make::block_in_html(span, &typed, is_code));
    }

    /// Tells of signs that readers would be shown as they are typed.
    fn tell_foreign(&mut self, signs: &[Range<usize>]) {
        for one in foreign::find(self.source, &self.skipped(signs), true) {
            let told = one.diagnostic(self.source, true, |range| self.span(range));
            self.context.sink.push(told);
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.places.span(self.context.file, range)
    }

    fn all_blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while self.at < self.events.len() {
            blocks.append(&mut self.blocks());
            self.at += 1;
        }
        blocks
    }

    fn body(mut self) -> Body {
        let mut body = Body::default();
        let mut blocks = Vec::new();
        loop {
            blocks.append(&mut self.blocks_until_section());
            match self.section_heading() {
                Some(section) => {
                    close_section(&mut body, &mut blocks);
                    body.sections.push(section);
                }
                None if self.at >= self.events.len() => break,
                None => self.at += 1,
            }
        }
        close_section(&mut body, &mut blocks);
        body.anchors = self.ids.keys().cloned().collect();
        for span in self.notes.too_deep() {
            self.context.sink.push(make::footnotes_too_deep(span));
        }
        body.footnotes = self.notes.finish(&mut self.context.refs.links);
        body
    }

    /// The events at hand, without moving on.
    fn peek(&self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.get(self.at)
    }

    fn take(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let slot = self.events.get_mut(self.at)?;
        self.at += 1;
        Some((std::mem::replace(&mut slot.0, Event::SoftBreak), slot.1.clone()))
    }

    /// Whether a heading of level 1 or 2 comes next, outside every container.
    fn at_section(&self) -> bool {
        let level = match self.peek() {
            Some((Event::Start(Tag::Heading { level, .. }), _)) => *level,
            _ => return false,
        };
        matches!(level, HeadingLevel::H1 | HeadingLevel::H2) && self.open.is_empty() && self.depth == 0
    }

    fn blocks_until_section(&mut self) -> Vec<Block> {
        self.blocks_while(|builder| !builder.at_section())
    }

    /// Blocks up to the end of what holds them (not consumed), or to the closing of the container that is open.
    fn blocks(&mut self) -> Vec<Block> {
        self.blocks_while(|_| true)
    }

    fn blocks_while(&mut self, go_on: impl Fn(&Self) -> bool) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.fill_while(go_on, &mut blocks);
        // A curriculum is held whole: its many small lists keep no room that they do not fill.
        blocks.shrink_to_fit();
        blocks
    }

    fn fill_while(&mut self, go_on: impl Fn(&Self) -> bool, blocks: &mut Vec<Block>) {
        let mut flattened = 0usize;
        let depth = self.open.len();
        loop {
            let offset = self.peek().map_or(usize::MAX, |(_, range)| range.start);
            let ends = matches!(self.peek(), Some((Event::End(_), _)) | None) && flattened == 0;
            if self.marker_is_due(offset, ends) {
                if self.marker(blocks) && self.open.len() < depth {
                    return;
                }
                continue;
            }
            if ends || !go_on(self) {
                return;
            }
            self.block(blocks, &mut flattened);
        }
    }

    /// Whether the next marker stands before the event at `offset`, and inside the block that the events are leaving.
    fn marker_is_due(&self, offset: usize, ends: bool) -> bool {
        let next = self.markers.as_slice().first();
        next.is_some_and(|marker| marker.range.start <= offset && (!ends || marker_is_inside(marker, self.peek())))
    }

    /// Takes the next marker. True where it closed the innermost open container.
    fn marker(&mut self, blocks: &mut Vec<Block>) -> bool {
        let Some(marker) = self.markers.next() else { return false };
        self.skip_mask(&marker.range);
        match marker.kind {
            MarkerKind::Close { number } if self.open.last() == Some(&number) => {
                self.open.pop();
                return true;
            }
            MarkerKind::Close { .. } => {}
            MarkerKind::Leaf(head) => {
                self.block_in_words_alone(&head);
                if let Some(leaf) = block::leaf(&head, self.context.facilitators > 0, self.context) {
                    blocks.push(Block::Leaf(leaf));
                }
            }
            // What stands in it is read as if it stood around it: nothing goes deeper, however many there are.
            MarkerKind::Open { head, .. } if self.depth >= limits::BLOCK_DEPTH => {
                if !std::mem::replace(&mut self.is_too_deep, true) {
                    self.context.sink.push(make::too_deep(head.span));
                }
            }
            MarkerKind::Open { number, head } => self.container(number, head, blocks),
        }
        false
    }

    /// Passes over the thematic break that stands for a marker.
    fn skip_mask(&mut self, range: &Range<usize>) {
        if let Some((Event::Rule, at)) = self.peek()
            && at.start <= range.end
            && at.start >= range.start.saturating_sub(3)
        {
            self.at += 1;
        }
    }

    fn container(&mut self, number: usize, head: Head, blocks: &mut Vec<Block>) {
        let kind = block::kind(&head, self.context.sink);
        self.block_in_words_alone(&head);
        let outer = self.words_alone;
        self.words_alone = outer.or(block::words_alone(kind));
        let facilitators = block::is_facilitators(kind, &head);
        self.open.push(number);
        self.context.facilitators += usize::from(facilitators);
        self.depth += 1;
        let before = self.open.len();
        let inside = self.blocks();
        // What holds the container ended before its fence: the fence, met later, finds its number gone.
        self.open.truncate(before - 1);
        self.depth -= 1;
        self.words_alone = outer;
        let title = head.title.clone().and_then(|range| self.title(range)).unwrap_or_default();
        self.context.facilitators -= usize::from(facilitators);
        let inside_facilitators = self.context.facilitators > 0 || facilitators;
        let mut place =
            block::Placer { context: self.context, entries: self.entries, facilitators: inside_facilitators };
        blocks.extend(place.container(kind, head, title, inside));
    }

    fn block_in_words_alone(&mut self, head: &Head) {
        if let Some(outer) = self.words_alone {
            self.context.sink.push(make::block_in_words_alone(head.span, &head.name.value, outer));
        }
    }

    fn title(&mut self, range: Range<usize>) -> Option<Vec<Inline>> {
        let span = self.span(&range);
        let text = self.source.get(range)?.to_owned();
        Some(inline(&text, span, self.context))
    }

    fn block(&mut self, blocks: &mut Vec<Block>, flattened: &mut usize) {
        let Some((event, range)) = self.take() else { return };
        match event {
            Event::Start(tag) if is_inline_tag(&tag) => {
                self.at -= 1;
                if let Some(slot) = self.events.get_mut(self.at) {
                    slot.0 = Event::Start(tag);
                }
                let words = self.inlines();
                push_paragraph(blocks, words);
            }
            Event::Start(tag) if self.depth >= limits::BLOCK_DEPTH && holds_blocks(&tag) => {
                if *flattened == 0 {
                    let span = self.span(&range);
                    self.context.sink.push(make::too_deep(span));
                }
                *flattened += 1;
            }
            Event::Start(tag) => self.start(tag, range, blocks),
            Event::End(_) => *flattened = flattened.saturating_sub(1),
            Event::Rule => blocks.push(Block::Rule),
            Event::Html(html) => self.html(blocks, html.to_string(), range),
            event => {
                self.at -= 1;
                if let Some(slot) = self.events.get_mut(self.at) {
                    slot.0 = event;
                }
                let words = self.inlines();
                push_paragraph(blocks, words);
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let words = self.inlines();
                self.at += 1;
                push_paragraph(blocks, words);
            }
            Tag::Heading { level, id, classes, attrs } => {
                self.unread_attributes(level, &classes, &attrs, &range);
                let heading = self.heading(level, id.as_deref(), &range);
                blocks.push(heading);
            }
            Tag::BlockQuote(None) if self.callout().is_some() => self.callout_block(&range, blocks),
            Tag::BlockQuote(kind) => {
                let inside = self.nested();
                blocks.push(quote(kind, inside, self.span(&range)));
            }
            Tag::CodeBlock(kind) => {
                let text = self.text_until_end();
                let language = language(&kind);
                let tokens = self.context.code(&language, &text, self.span(&range));
                blocks.push(Block::Code { language, text, tokens });
            }
            Tag::HtmlBlock => {
                let html = self.text_until_end();
                self.html(blocks, html, range);
            }
            Tag::List(start) => {
                let items = self.items();
                blocks.push(Block::List { start, items });
            }
            Tag::FootnoteDefinition(label) => {
                self.footnote(&label);
            }
            Tag::Table(aligns) => {
                let table = self.table(&aligns, &range);
                blocks.extend(table);
            }
            Tag::DefinitionList => {
                let definitions = self.definitions();
                blocks.push(Block::Definitions(definitions));
            }
            _ => blocks.append(&mut self.nested()),
        }
    }

    /// The word of a box that note programs write as a quotation, `> [!word] Title`, where one comes next.
    fn callout(&self) -> Option<String> {
        let (Some((Event::Start(Tag::Paragraph), _)), Some((Event::Text(text), _))) =
            (self.peek(), self.events.get(self.at + 1))
        else {
            return None;
        };
        let (word, _) = text.strip_prefix("[!")?.split_once(']')?;
        (!word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-')).then(|| word.to_lowercase())
    }

    fn callout_block(&mut self, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let word = self.callout().unwrap_or_default();
        let first_line = self.source.get(range.clone()).and_then(|typed| typed.lines().next()).unwrap_or_default();
        let span = self.span(&(range.start..range.start + first_line.len()));
        let kind = block::callout(&word);
        let hidden = usize::from(kind.flatten().is_some_and(ContainerKind::is_facilitators));
        self.context.facilitators += hidden;
        let mut inside = self.nested();
        self.context.facilitators -= hidden;
        let Some(kind) = kind else {
            self.context.sink.push(make::unknown_callout(span, &word, &block::words()));
            blocks.push(Block::Quote(inside));
            return;
        };
        let title = callout_title(&mut inside);
        match kind {
            Some(kind) => blocks.push(plain_container(kind, title, inside, span)),
            None => {
                if !title.is_empty() {
                    inside.insert(0, Block::Paragraph(vec![Inline::Strong(title)]));
                }
                blocks.push(Block::Quote(inside));
            }
        }
    }

    /// The blocks inside a block, its end consumed.
    fn nested(&mut self) -> Vec<Block> {
        self.depth += 1;
        let outer = self.open.len();
        let inside = self.blocks();
        self.open.truncate(outer);
        self.depth -= 1;
        self.at += 1;
        inside
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.peek() {
            self.at += 1;
            let mut task = None;
            if let Some((Event::TaskListMarker(done), _)) = self.peek() {
                task = Some(*done);
                self.at += 1;
            }
            let tight = !matches!(self.peek(), Some((Event::Start(Tag::Paragraph), _)));
            if !tight && let Some((Event::TaskListMarker(done), _)) = self.events.get(self.at + 1) {
                task = Some(*done);
            }
            items.push(Item { task, tight, blocks: self.nested() });
        }
        self.at += 1;
        items
    }

    fn definitions(&mut self) -> Vec<(Vec<Inline>, Vec<Vec<Block>>)> {
        let mut list: Vec<(Vec<Inline>, Vec<Vec<Block>>)> = Vec::new();
        loop {
            match self.take() {
                Some((Event::Start(Tag::DefinitionListTitle), _)) => {
                    let words = self.inlines();
                    self.at += 1;
                    list.push((words, Vec::new()));
                }
                Some((Event::Start(Tag::DefinitionListDefinition), _)) => {
                    let inside = self.nested();
                    match list.last_mut() {
                        Some((_, definitions)) => definitions.push(inside),
                        None => list.push((Vec::new(), vec![inside])),
                    }
                }
                _ => return list,
            }
        }
    }

    fn table(&mut self, aligns: &[Alignment], range: &Range<usize>) -> Option<Block> {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        loop {
            match self.take() {
                Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) => rows.push(Vec::new()),
                Some((Event::Start(Tag::TableCell), _)) => {
                    let words = self.inlines();
                    self.at += 1;
                    if let Some(row) = rows.last_mut() {
                        row.push(words);
                    }
                }
                Some((Event::End(TagEnd::Table), _)) | None => break,
                Some(_) => {}
            }
        }
        let columns = aligns.len();
        if columns > limits::TABLE_COLUMNS || columns * rows.len() > limits::TABLE_CELLS {
            let span = self.span(range);
            self.context.sink.push(make::table_too_large(span, columns, rows.len()));
            return None;
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Some(Block::Table(Box::new(Table { aligns: aligns.iter().map(align).collect(), head, rows })))
    }

    fn text_until_end(&mut self) -> String {
        let mut text = String::new();
        loop {
            match self.take() {
                Some((Event::Text(part) | Event::Html(part), _)) => text.push_str(&part),
                Some((Event::End(_), _)) | None => return text,
                Some(_) => text.push('\n'),
            }
        }
    }

    fn html(&mut self, blocks: &mut Vec<Block>, html: String, range: Range<usize>) {
        let span = self.span(&range);
        let heading = html.lines().skip(1).find(|line| line.starts_with("# ") || line.starts_with("## "));
        if let Some(heading) = heading {
            let at = self
                .source
                .get(range.clone())
                .and_then(|typed| typed.find(heading))
                .map_or(range.start, |at| range.start + at);
            let place = self.span(&(at..(at + heading.len()).min(range.end.max(at))));
            self.context.sink.push(make::block_in_html(place, heading, false));
        }
        self.tell_html(&html, span, false);
        blocks.push(Block::Html(html));
    }

    /// Tells of minutes that stand among a heading's words, where nothing counts them.
    fn minutes_in_words(&mut self, words: &[Inline], span: Span) {
        let text = inline_text(words);
        if ["{minutes", "[minutes", "minutes="].iter().any(|sign| text.contains(sign)) {
            self.context.sink.push(make::minutes_in_heading(span));
        }
    }

    /// Tells of HTML that is not used.
    fn tell_html(&mut self, html: &str, span: Span, in_a_line: bool) {
        if !self.context.raw_html {
            self.context.sink.push(make::raw_html(span));
        } else if let Some(unused) = html::unused(html, in_a_line) {
            self.context.sink.push(make::unused_html(span, &unused, in_a_line));
        }
    }

    /// Tells of what a heading carries that nothing reads.
    fn unread_attributes(
        &mut self,
        level: HeadingLevel,
        classes: &[CowStr<'_>],
        attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: &Range<usize>,
    ) {
        let span = self.span(range);
        let in_block = !self.open.is_empty() || self.depth > 0;
        if attrs
            .iter()
            .any(|(name, _)| matches!(name.to_lowercase().as_str(), "minutes" | "kind" | "group" | "core" | "cut"))
        {
            // In a block that never ends, that is what is told.
            if !self.open.iter().any(|number| self.unclosed.contains(number)) {
                self.context.sink.push(make::segment_too_deep(span, level as u8, in_block));
            }
        } else if let Some((name, value)) = attrs.first() {
            let typed = value.as_deref().map_or_else(|| name.to_string(), |value| format!("{name}={value}"));
            self.context.sink.push(make::attributes_in_words(span, &typed));
        } else if let Some(class) = classes.first() {
            self.context.sink.push(make::attributes_in_words(span, &format!(".{class}")));
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>, range: &Range<usize>) -> Block {
        self.in_heading = true;
        let words = self.inlines();
        self.in_heading = false;
        self.at += 1;
        let span = self.span(range);
        self.check_heading(&words, span);
        self.minutes_in_words(&words, span);
        let level = self.level(level as u8, 3, span);
        let id = self.heading_id(id, &words);
        Block::Heading { level, id, words }
    }

    /// Tells of a heading that has no words of its own: nothing could be called by it.
    fn check_heading(&mut self, words: &[Inline], span: Span) {
        let has_image = words.iter().any(|inline| matches!(inline, Inline::Image { .. }));
        let said = words.iter().filter(|inline| !matches!(inline, Inline::Image { .. }));
        if said.into_iter().all(|inline| text::shows_nothing(&inline_text(std::slice::from_ref(inline)))) {
            self.context.sink.push(make::empty_heading(span, has_image));
        }
    }

    /// The level a heading gets: at least `least`, no more than one below the heading that it stands under, and the same as those
    /// beside it.
    fn level(&mut self, typed: u8, least: u8, span: Span) -> u8 {
        let wanted = typed.max(least);
        let before = self.levels.last().map_or(1, |(_, given)| *given);
        let mut beside = None;
        while let Some((_, given)) = self.levels.pop_if(|(typed, _)| *typed >= wanted) {
            beside = Some(given);
        }
        let above = self.levels.last().map_or(2, |(_, given)| *given);
        let allowed = above.max(2).saturating_add(1).max(least);
        let given = beside.unwrap_or_else(|| wanted.min(allowed));
        if beside.is_none() && wanted > allowed {
            self.context.sink.push(make::heading_jump(span, typed, before));
        }
        self.levels.push((wanted, given));
        given
    }

    fn heading_id(&mut self, id: Option<&str>, words: &[Inline]) -> String {
        let base = hebrew::slug(&id.map_or_else(|| inline_text(words), str::to_owned));
        let count = self.ids.entry(base.clone()).or_insert(0);
        if *count == 0 {
            *count = 1;
            return base;
        }
        loop {
            let count = self.ids.entry(base.clone()).or_insert(0);
            let candidate = format!("{base}-{count}");
            *count += 1;
            if !self.ids.contains_key(&candidate) {
                self.ids.insert(candidate.clone(), 1);
                return candidate;
            }
        }
    }

    fn section_heading(&mut self) -> Option<Section> {
        if !self.at_section() {
            return None;
        }
        let (Event::Start(Tag::Heading { level, id, attrs, classes }), range) = self.take()? else { return None };
        self.unread_attributes(level, &classes, &[], &range);
        self.in_heading = true;
        let heading = self.inlines();
        self.in_heading = false;
        self.at += 1;
        let span = self.span(&range);
        self.check_heading(&heading, span);
        self.minutes_in_words(&heading, span);
        self.levels = vec![(2, 2)];
        let pairs: Vec<(String, String)> =
            attrs.iter().map(|(key, value)| (key.to_lowercase(), value.as_deref().unwrap_or("").to_owned())).collect();
        let segment = block::segment(&pairs, span, self.context.sink);
        let id = self.heading_id(id.as_deref(), &heading);
        Some(Section { heading, id, span, segment, blocks: Vec::new() })
    }

    /// Running text up to the next block or end, which is not consumed.
    fn inlines(&mut self) -> Vec<Inline> {
        self.pieces.clear();
        let words = self.inlines_at(0);
        if self.context.autolink && !self.in_heading { self.cited(words) } else { words }
    }

    fn inlines_at(&mut self, depth: usize) -> Vec<Inline> {
        let mut words = Vec::new();
        self.fill_inlines(depth, &mut words);
        words.shrink_to_fit();
        words
    }

    fn fill_inlines(&mut self, depth: usize, words: &mut Vec<Inline>) {
        let mut flattened = 0usize;
        loop {
            match self.peek() {
                Some((Event::Start(tag), _)) if !is_inline_tag(tag) => return,
                Some((Event::End(_), _)) if flattened > 0 => {
                    flattened -= 1;
                    self.at += 1;
                }
                Some((Event::End(_) | Event::Rule | Event::Html(_), _)) | None => return,
                Some((Event::Start(_), _)) if depth >= limits::INLINE_DEPTH => {
                    flattened += 1;
                    self.at += 1;
                }
                Some(_) => self.inline_event(words, depth),
            }
        }
    }

    fn inline_event(&mut self, words: &mut Vec<Inline>, depth: usize) {
        let Some((event, range)) = self.take() else { return };
        match event {
            Event::Text(text) => self.text(words, &text, &range),
            Event::Code(code) => words.push(Inline::Code(code.to_string())),
            Event::InlineHtml(html) => {
                let span = self.span(&range);
                self.tell_html(&html, span, true);
                words.push(Inline::Html(html.to_string()));
            }
            Event::FootnoteReference(label) => {
                let hidden = self.context.facilitators > 0;
                let span = self.span(&range);
                let (number, nth) = self.notes.refer(&label, hidden, span);
                words.push(Inline::Footnote { number, nth });
            }
            Event::SoftBreak => words.push(Inline::SoftBreak),
            Event::HardBreak => words.push(Inline::HardBreak),
            Event::Start(tag) => self.inline_tag(words, tag, range, depth + 1),
            Event::InlineMath(text) | Event::DisplayMath(text) => words.push(Inline::Text(text.to_string())),
            Event::TaskListMarker(_) | Event::End(_) | Event::Html(_) | Event::Rule => {}
        }
    }

    fn inline_tag(&mut self, words: &mut Vec<Inline>, tag: Tag<'a>, range: Range<usize>, depth: usize) {
        match tag {
            Tag::Link { link_type, dest_url, .. } => {
                let span = self.span(&range);
                let place = self.inside(span, &dest_url);
                // The parser leaves off what makes `<dina@example.org>` an address.
                let dest_url = match link_type {
                    LinkType::Email => Cow::Owned(format!("mailto:{dest_url}")),
                    _ => Cow::Borrowed(dest_url.as_ref()),
                };
                let (link, _) = self.context.lead(&dest_url, place, None);
                let outer = std::mem::replace(&mut self.in_link, true);
                let inside = self.inlines_at(depth);
                self.in_link = outer;
                words.push(Inline::Link { link, words: inside });
            }
            Tag::Image { dest_url, title, .. } => {
                let span = self.span(&range);
                let outer = std::mem::replace(&mut self.in_link, true);
                let alt = inline_text(&self.inlines_at(depth));
                self.in_link = outer;
                let is_bare = alt.trim().is_empty();
                let picture = if is_bare { Picture::Bare } else { Picture::Worded(span) };
                let place = self.inside(span, &dest_url);
                let (link, is_told) = self.context.lead(&dest_url, place, Some(picture));
                // One that is no picture needs no words that say what it shows.
                if is_bare && !is_told {
                    self.context.sink.push(make::missing_alt(span));
                }
                words.push(Inline::Image { link, alt, title: title.to_string() });
            }
            Tag::Strong => words.push(Inline::Strong(self.inlines_at(depth))),
            Tag::Strikethrough => words.push(Inline::Strike(self.inlines_at(depth))),
            _ => words.push(Inline::Emphasis(self.inlines_at(depth))),
        }
        self.at += 1;
    }

    /// The bytes of a destination inside its link, where it stands there as it reads; else the whole link.
    fn inside(&self, link: Span, typed: &str) -> Span {
        let Places::Shifted(base) = self.places else { return link };
        let (start, end) = (link.start as usize - base, link.end as usize - base);
        match self.source.get(start..end).and_then(|text| text.rfind(typed)) {
            Some(at) if !typed.is_empty() => self.span(&(start + at..start + at + typed.len())),
            _ => link,
        }
    }

    fn text(&mut self, words: &mut Vec<Inline>, text: &str, range: &Range<usize>) {
        if has_pair(text, *b"](") {
            let span = self.span(range);
            self.context.sink.push(make::not_a_link(span));
        }
        if has_pair(text, *b"**") {
            self.stray_emphasis(text, range);
        }
        if self.in_link {
            words.push(Inline::Text(text.to_owned()));
            return;
        }
        let is_exact = range.len() == text.len();
        let place = |part: &Range<usize>| {
            if is_exact { range.start + part.start..range.start + part.end } else { range.clone() }
        };
        let mut done = 0;
        let may_be = has_pair(text, *b":/") || has_pair(text, *b"ww");
        let found = if may_be { address::find(text) } else { Vec::new() };
        for part in found {
            let typed = text.get(part.clone()).unwrap_or_default();
            let to = dest::dest(&address::whole(typed));
            if !matches!(to, Dest::Outside(_)) {
                continue;
            }
            self.piece(words, text, done..part.start, &place);
            let span = self.span(&place(&part));
            let link = self.context.add_link(to, span, false);
            words.push(Inline::Link { link, words: vec![Inline::Text(typed.to_owned())] });
            done = part.end;
        }
        self.piece(words, text, done..text.len(), &place);
    }

    /// A piece of running text outside links.
    fn piece(
        &mut self,
        words: &mut Vec<Inline>,
        text: &str,
        part: Range<usize>,
        place: &impl Fn(&Range<usize>) -> Range<usize>,
    ) {
        if !part.is_empty() {
            self.pieces.push(place(&part));
            words.push(Inline::Text(text.get(part).unwrap_or_default().to_owned()));
        }
    }

    /// Tells of asterisks that make nothing bold.
    fn stray_emphasis(&mut self, text: &str, range: &Range<usize>) {
        let typed = self.source.get(range.clone()).unwrap_or_default();
        let is_sign = |at: usize| {
            let around = [typed.get(..at), typed.get(at + 2..)].map(Option::unwrap_or_default);
            !around[0].ends_with(['*', '\\']) && !around[1].starts_with('*')
        };
        let sign = memchr::memmem::find_iter(typed.as_bytes(), "**").find(|&at| is_sign(at));
        if let Some(at) = sign.filter(|_| text.len() == typed.len()) {
            let span = self.span(&(range.start + at..range.start + at + 2));
            self.context.sink.push(make::stray_emphasis(span, "**"));
        }
    }

    /// Reads what a footnote says.
    fn footnote(&mut self, label: &str) {
        let from = self.context.refs.links.len();
        let outer = self.notes.open.replace(label.to_owned());
        let around = self.words_alone.replace("a footnote");
        let blocks = self.nested();
        self.words_alone = around;
        self.notes.open = outer;
        let links = from..self.context.refs.links.len();
        let hidden = self.context.facilitators > 0;
        self.notes.defined.entry(label.to_owned()).or_insert(DefinedFootnote { blocks, hidden, links });
    }

    /// Running text with its citations. A backslash before one leaves it alone, and is not shown.
    fn cited(&mut self, words: Vec<Inline>) -> Vec<Inline> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut pieces = None;
        let text = running_text(&words);
        let mut from = 0;
        for part in text.split(PART) {
            let found = citation::find_all(part);
            let cited =
                found.citations.into_iter().map(|one| (one.range, Some(self.context.add_citation(one.citation))));
            let quiet = found.backslashes.into_iter().map(|at| (at..at + 1, None));
            let all = cited.chain(quiet);
            marks.extend(all.map(|(range, citation)| Mark { range: from + range.start..from + range.end, citation }));
            for one in found.impossible {
                let typed = part.get(one.range.clone()).unwrap_or_default();
                let pieces = pieces.get_or_insert_with(|| running::pieces(&words));
                self.tell_impossible(pieces, from + one.range.start..from + one.range.end, typed, &one.message);
            }
            from += part.len() + PART.len_utf8();
        }
        drop(text);
        if marks.is_empty() {
            return words;
        }
        marks.sort_by_key(|mark| mark.range.start);
        running::marked(words, &marks)
    }

    /// Tells of a citation at bytes of the running text, whose pieces stand at these.
    fn tell_impossible(&mut self, pieces: &[Range<usize>], range: Range<usize>, typed: &str, message: &str) {
        let of = |at: usize| pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        // Where an escape was taken out, the place is only near.
        let place = |at: usize, byte: usize| {
            let (piece, typed) = (pieces.get(at)?, self.pieces.get(at)?);
            (piece.len() == typed.len()).then(|| typed.start + byte - piece.start)
        };
        let (first, last) = (of(range.start), of(range.end - 1));
        let exact = place(first, range.start).zip(place(last, range.end));
        let near = self.pieces.get(first).zip(self.pieces.get(last)).map(|(first, last)| (first.start, last.end));
        let Some((start, end)) = exact.or(near) else { return };
        let is_exact = exact.is_some() && matches!(self.places, Places::Shifted(_));
        let told = make::impossible_reference(self.span(&(start..end)), typed, message);
        self.context.sink.push(if is_exact { told } else { told.word(typed) });
    }
}

fn close_section(body: &mut Body, blocks: &mut Vec<Block>) {
    let blocks = std::mem::take(blocks);
    match body.sections.last_mut() {
        Some(section) => section.blocks = blocks,
        None => body.lead = blocks,
    }
}

/// Whether a marker stands before the end of the block that the events are leaving.
fn marker_is_inside(marker: &Marker, next: Option<&(Event<'_>, Range<usize>)>) -> bool {
    match next {
        // An end carries the range of the whole element.
        Some((Event::End(_), range)) => marker.range.start < range.end && marker.range.start >= range.start,
        _ => true,
    }
}

fn push_paragraph(blocks: &mut Vec<Block>, words: Vec<Inline>) {
    if !words.is_empty() {
        blocks.push(Block::Paragraph(words));
    }
}

fn quote(kind: Option<BlockQuoteKind>, blocks: Vec<Block>, span: Span) -> Block {
    let kind = match kind {
        None => return Block::Quote(blocks),
        Some(BlockQuoteKind::Note | BlockQuoteKind::Important) => ContainerKind::Note,
        Some(BlockQuoteKind::Tip) => ContainerKind::Tip,
        Some(BlockQuoteKind::Warning | BlockQuoteKind::Caution) => ContainerKind::Caution,
    };
    plain_container(kind, Vec::new(), blocks, span)
}

fn plain_container(kind: ContainerKind, title: Vec<Inline>, blocks: Vec<Block>, span: Span) -> Block {
    Block::Container(Box::new(Container {
        lang: None,
        kind,
        title,
        variant: None,
        minutes: None,
        handout: None,
        blocks,
        span,
    }))
}

/// Takes the line `[!word] Title` out of the first paragraph of a box: the words of the title.
fn callout_title(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let Some(Block::Paragraph(words)) = blocks.first_mut() else { return Vec::new() };
    let end = words.iter().position(|inline| matches!(inline, Inline::SoftBreak | Inline::HardBreak));
    let rest = end.map_or_else(Vec::new, |end| words.split_off(end).into_iter().skip(1).collect());
    let mut title = std::mem::replace(words, rest);
    let is_empty = words.is_empty();
    if is_empty {
        blocks.remove(0);
    }
    if let Some(Inline::Text(text)) = title.first_mut() {
        let words = text.split_once(']').map_or("", |(_, words)| words);
        // A sign after the bracket says whether the box is folded.
        *text = words.trim_start_matches(['-', '+']).trim_start().to_owned();
    }
    title.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    title
}

/// An event without the signs that were put in beside emphasis.
fn without_joiners(event: Event<'_>) -> Event<'_> {
    let plain = |text: CowStr<'_>| CowStr::from(typed::without_joiners(&text));
    match event {
        Event::Text(text) if text.contains(typed::JOINER) => Event::Text(plain(text)),
        Event::Code(text) if text.contains(typed::JOINER) => Event::Code(plain(text)),
        Event::InlineHtml(text) if text.contains(typed::JOINER) => Event::InlineHtml(plain(text)),
        Event::Html(text) if text.contains(typed::JOINER) => Event::Html(plain(text)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: plain(dest_url), title: plain(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: plain(dest_url), title: plain(title), id })
        }
        event => event,
    }
}

/// An event whose words have lost what nobody sees; code shows it.
fn settled<'a>(event: Event<'a>, is_code_block: &mut bool) -> Event<'a> {
    fn replaced<'a>(text: CowStr<'a>, how: fn(&str) -> Cow<'_, str>) -> CowStr<'a> {
        match how(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(new) => CowStr::from(new),
        }
    }
    let words = |text: CowStr<'a>| replaced(text, unseen::settled);
    match event {
        Event::Start(Tag::CodeBlock(kind)) => {
            *is_code_block = true;
            Event::Start(Tag::CodeBlock(kind))
        }
        Event::End(TagEnd::CodeBlock) => {
            *is_code_block = false;
            Event::End(TagEnd::CodeBlock)
        }
        Event::Text(text) if *is_code_block => Event::Text(replaced(text, unseen::shown)),
        Event::Code(text) => Event::Code(replaced(text, unseen::shown)),
        Event::Text(text) => Event::Text(words(text)),
        Event::InlineHtml(text) => Event::InlineHtml(words(text)),
        Event::Html(text) => Event::Html(words(text)),
        Event::InlineMath(text) => Event::InlineMath(words(text)),
        Event::DisplayMath(text) => Event::DisplayMath(words(text)),
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level, id: id.map(words), classes, attrs })
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title: words(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url, title: words(title), id })
        }
        event => event,
    }
}

/// The characters that turn words around and are written by their numbers in what was typed for an event, and where.
fn turning_by_number(event: &Event<'_>, typed: &str) -> Vec<(Range<usize>, char)> {
    let (Event::Text(words)
    | Event::Start(Tag::Link { title: words, .. })
    | Event::Start(Tag::Image { title: words, .. })) = event
    else {
        return Vec::new();
    };
    // Most text has no reference in it, and is not looked through. Isolates that close turn nothing that follows.
    if !typed.contains("&#") || unseen::first_turning(words).is_none() {
        return Vec::new();
    }
    let turning = references(typed).filter_map(|(part, means)| Some((part, means.filter(|&c| safe::turns(c))?)));
    turning.collect()
}

/// The references to characters by their numbers in a text, `&#8238;` and `&#x202e;`, and what each means.
fn references(text: &str) -> impl Iterator<Item = (Range<usize>, Option<char>)> {
    text.match_indices("&#").filter_map(|(at, _)| {
        let rest = text.get(at + 2..)?;
        let end = rest.find(';')?;
        let number = rest.get(..end)?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        };
        Some((at..at + 2 + end + 1, code.and_then(char::from_u32)))
    })
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => info
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '_')))
            .next()
            .unwrap_or("")
            .to_owned(),
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

fn is_inline_tag(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn holds_blocks(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionList)
}
