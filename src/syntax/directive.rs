//! Blocks (`:::name[Title]{attributes}` … `:::`) and leaves (`::name{attributes}`) as lines: found, matched, reported.
//!
//! Fences pair by their colons. The lines found are masked by a thematic break, so that the Markdown parser sees the rest of the body and
//! ends each paragraph and list at a fence.
//! Knows nothing of what blocks mean.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::edited::TextEdit;
use super::mistyped::Mistyped;
use super::unseen::settled;
use crate::diag::fix::Edit;
use crate::diag::{Diagnostic, Diagnostics, make};
use crate::limits;
use crate::source::{FileId, Span, Spanned};

/// A line that opens, closes or is a block.
#[derive(Debug, Clone)]
pub(crate) struct Marker {
    /// The line's bytes in the body, without its line end; without its indentation where that is no more than Markdown allows.
    pub(crate) range: Range<usize>,
    pub(crate) kind: MarkerKind,
}

#[derive(Debug, Clone)]
pub(crate) enum MarkerKind {
    Open { number: usize, head: Head },
    Close { number: usize },
    Leaf(Head),
}

/// What stands after the colons.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) name: Spanned<String>,
    /// The title's bytes in the body, without the brackets.
    pub(crate) title: Option<Range<usize>>,
    pub(crate) attributes: Attributes,
    pub(crate) span: Span,
}

/// `{#id key=value key="two words"}`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attributes {
    pub(crate) id: Option<Spanned<String>>,
    pub(crate) pairs: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The markers of a body in order, every opening with its closing, and what is to be told of them.
pub(crate) struct Scan {
    pub(crate) markers: Vec<Marker>,
    report: Report,
}

/// What does not pair. It is told when it is known which blocks were mistyped, because one of those leaves the other end alone.
#[derive(Default)]
struct Report {
    /// The blocks by their numbers.
    pairs: Vec<FencePair>,
    /// Closing fences without a block: each with the innermost that was open.
    strays: Vec<(Range<usize>, Option<usize>)>,
    /// Blocks with no fewer colons than the one that they stand in.
    disorders: Vec<(usize, usize)>,
    /// A fence of code that is never closed, and its signs.
    code: Option<(Range<usize>, String)>,
}

/// Finds the blocks of `body`, whose first byte is byte `base` of the file.
pub(crate) fn scan(file: FileId, body: &str, base: usize, sink: &mut Diagnostics) -> Scan {
    let bytes = body.as_bytes();
    if ["::", "```", "~~~"].iter().all(|sign| memchr::memmem::find(bytes, sign.as_bytes()).is_none()) {
        return Scan { markers: Vec::new(), report: Report::default() };
    }
    let mut scanner = Scanner {
        file,
        body,
        base,
        markers: Vec::new(),
        open: FenceStack::default(),
        report: Report::default(),
        passed: None,
        sink,
    };
    scanner.lines();
    scanner.finish();
    Scan { markers: scanner.markers, report: scanner.report }
}

impl Scan {
    /// The edits that put a thematic break in the place of each marker, at which the Markdown parser ends what stands before it.
    pub(crate) fn masks(&self, body: &str) -> Vec<TextEdit> {
        let mut end = 0;
        let mut masks = Vec::new();
        for marker in &self.markers {
            if marker.range.start >= end && !marker.range.is_empty() {
                let rest = marker.range.len().saturating_sub(3);
                // HTML ends at an empty line alone.
                let line = body.get(..marker.range.start).unwrap_or_default().trim_end_matches([' ', '\t']);
                let above = line.trim_end_matches(['\n', '\r']).rsplit(['\n', '\r']).next().unwrap_or_default();
                let is_html = above.trim_start().starts_with('<') || above.trim_end().ends_with('>');
                let gap = if is_html { "\n" } else { "" };
                masks.push((marker.range.clone(), Cow::Owned(format!("{gap}***{}", " ".repeat(rest)))));
                end = marker.range.end;
            }
        }
        masks
    }

    /// The numbers of the blocks that nothing closes: whatever stands below them may not be theirs.
    pub(crate) fn unclosed(&self) -> Vec<usize> {
        let pairs = self.report.pairs.iter().enumerate();
        pairs.filter(|(_, pair)| pair.close.is_none()).map(|(at, _)| at).collect()
    }

    /// Tells what does not pair, and which blocks were mistyped. What is sure to be meant is known when every fence has been seen.
    /// `mistyped` words one of those, with the edits that would make it a block.
    pub(crate) fn tell(
        &self,
        mut found: Vec<Mistyped>,
        place: impl Fn(Range<usize>) -> Span,
        mistyped: impl Fn(&Mistyped, Option<Vec<Edit>>) -> Diagnostic,
        is_known: impl Fn(&str) -> bool,
        sink: &mut Diagnostics,
    ) {
        let report = &self.report;
        // By where they begin.
        let mut strays: BTreeMap<usize, &(Range<usize>, Option<usize>)> =
            report.strays.iter().map(|stray| (stray.0.start, stray)).collect();
        let mut ends: Vec<Option<Vec<Edit>>> = Vec::new();
        for (at, one) in found.iter().enumerate().filter(|(_, one)| !one.name.is_empty() && !one.is_leaf) {
            let next = found.get(at + 1..).and_then(|rest| rest.iter().find(|next| next.range.start > one.range.end));
            let stray = strays.range(one.range.start + 1..).next().map(|(&at, _)| at);
            let own_end = next.filter(|next| next.name.is_empty());
            let sign = one.signs.clone().map(|signs| Edit::whole(place(signs), ":::".to_owned()));
            let other =
                own_end.and_then(|end| end.signs.clone()).map(|signs| Edit::whole(place(signs), ":::".to_owned()));
            let fix = match (sign, other, stray) {
                (Some(sign), Some(other), _) => Some(vec![sign, other]),
                (Some(sign), None, Some(_)) if own_end.is_none() => Some(vec![sign]),
                _ => None,
            };
            if own_end.is_none()
                && let Some(stray) = stray
            {
                strays.remove(&stray);
            }
            ends.push(fix);
        }
        // What closes a mistyped block is told with it.
        let mut is_open = false;
        let mut ends = ends.into_iter();
        let mut closes: Vec<usize> = Vec::new();
        found.retain(|one| {
            if one.name.is_empty() {
                if !is_open {
                    closes.push(one.range.start);
                }
                return !std::mem::replace(&mut is_open, false);
            }
            is_open = !one.is_leaf;
            true
        });
        for one in found {
            let fix = if one.name.is_empty() || one.is_leaf { None } else { ends.next().flatten() };
            sink.push(mistyped(&one, fix));
        }
        let last_close = closes.into_iter().max();
        let is_closed_badly = |pair: &FencePair| last_close.is_some_and(|at| at > pair.open.end);
        let unclosed = self.unclosed();
        for pair in unclosed
            .iter()
            .filter_map(|&at| report.pairs.get(at))
            .filter(|pair| !is_closed_badly(pair) && is_known(&pair.name))
        {
            sink.push(make::unclosed_block(place(pair.open.clone()), &pair.name, pair.colons));
        }
        for (range, inside) in strays.values() {
            let block = inside.and_then(|at| report.pairs.get(at));
            let open = block.map(|pair| (place(pair.open.clone()), pair.colons));
            let sure = strays.len() == 1 && unclosed.len() == 1 && unclosed.first() == inside.as_ref();
            sink.push(make::stray_fence(place(range.clone()), open, sure));
        }
        let all_pair = unclosed.is_empty() && strays.is_empty();
        // A block that never ends was told, and what it runs into is none of the writer's doing.
        let is_closed = |at: &usize| report.pairs.get(*at).is_some_and(|pair| pair.close.is_some());
        let mut fences = if all_pair { report.fences(&place) } else { BTreeMap::new() };
        for &(inner, outer) in report.disorders.iter().filter(|(_, outer)| is_closed(outer)) {
            let Some(root) = report.pairs.get(inner).map(|pair| pair.root) else { continue };
            let (Some(inner), Some(block)) = (report.pairs.get(inner), report.pairs.get(outer)) else { continue };
            let fences = fences.get_mut(&root).and_then(Fences::again);
            let outer = (place(block.open.clone()), block.name.as_str(), block.colons);
            sink.push(make::block_order(place(inner.open.clone()), &inner.name, inner.colons, outer, fences));
        }
        if let Some((code, fence)) = &report.code {
            sink.push(make::unclosed_code(place(code.clone()), fence));
        }
    }
}

/// The bytes of markers without their titles, in order.
pub(crate) fn signs(markers: &[Marker]) -> Vec<Range<usize>> {
    let mut signs = Vec::new();
    for marker in markers {
        let (start, end) = (marker.range.start, marker.range.end);
        match &marker.kind {
            MarkerKind::Open { head: Head { title: Some(title), .. }, .. }
            | MarkerKind::Leaf(Head { title: Some(title), .. }) => signs.extend([start..title.start, title.end..end]),
            _ => signs.push(start..end),
        }
    }
    signs
}

struct Scanner<'a, 's> {
    file: FileId,
    body: &'a str,
    base: usize,
    markers: Vec<Marker>,
    open: FenceStack,
    report: Report,
    /// Where a fence begins that ends what is placed, and no block.
    passed: Option<usize>,
    sink: &'s mut Diagnostics,
}

struct OpenFence {
    number: usize,
    colons: usize,
}

/// Both fences of a block.
struct FencePair {
    name: String,
    colons: usize,
    open: Range<usize>,
    /// `None` where nothing closes it, or only what closes another.
    close: Option<Range<usize>>,
    outer: Option<usize>,
    /// The outermost block around it, itself where it stands in none.
    root: usize,
    /// How many blocks it stands in.
    depth: usize,
}

/// The blocks that are open, from the outermost.
#[derive(Default)]
struct FenceStack {
    open: Vec<OpenFence>,
    /// Where in the list those stand that have so many colons.
    by_colons: BTreeMap<usize, Vec<usize>>,
}

impl FenceStack {
    fn last(&self) -> Option<&OpenFence> {
        self.open.last()
    }

    fn len(&self) -> usize {
        self.open.len()
    }

    fn push(&mut self, open: OpenFence) {
        self.by_colons.entry(open.colons).or_default().push(self.open.len());
        self.open.push(open);
    }

    fn pop(&mut self) -> Option<OpenFence> {
        let open = self.open.pop()?;
        if let Some(same) = self.by_colons.get_mut(&open.colons) {
            same.pop();
            if same.is_empty() {
                self.by_colons.remove(&open.colons);
            }
        }
        Some(open)
    }

    /// The innermost of so many colons.
    fn innermost(&self, colons: usize) -> Option<usize> {
        self.by_colons.get(&colons)?.last().copied()
    }

    /// The most colons that an open block has.
    fn most_colons(&self) -> usize {
        self.by_colons.last_key_value().map_or(0, |(colons, _)| *colons)
    }
}

impl Scanner<'_, '_> {
    fn lines(&mut self) {
        let mut code: Option<OpenCode> = None;
        let mut list = ListState::default();
        let mut at = 0;
        let bytes = self.body.as_bytes();
        while at < bytes.len() {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            let line = &self.body[at..end];
            let indent = line.len() - line.trim_start_matches(is_lead).len();
            let text = line[indent..].trim_end();
            list.line(indent, text);
            let inside = text.trim_start_matches(|c: char| c == '>' || is_lead(c));
            let is_quoted = inside.len() < text.len();
            let fence = code_fence(inside).or_else(|| code_fence(after_list_sign(inside)));
            match (&code, fence) {
                (Some(open), _) if open.is_quoted && !text.starts_with('>') => code = None,
                (Some(open), Some((found, count, bare))) if found == open.mark && count >= open.count && bare => {
                    code = None;
                }
                (Some(_), _) => {}
                (None, Some((mark, count, _))) if is_quoted || indent < 4 || list.is_open => {
                    let start = at + line.len() - inside.len();
                    code = Some(OpenCode { mark, count, is_quoted, fence: start..at + indent + text.len() });
                }
                _ => {}
            }
            if code.is_none() && text.starts_with("::") {
                // What is set in as code would be is a block all the same, and its mask must be no code.
                let is_set_in = !list.is_open && (indent > 3 || !line[..indent].bytes().all(|byte| byte == b' '));
                self.line(at + indent..at + indent + text.len(), if is_set_in { at } else { at + indent });
            }
            at = end + 1;
        }
        // A quotation or a list ends its code with itself.
        let code = code.filter(|code| !code.is_quoted);
        self.report.code = code.map(|code| (code.fence, char::from(code.mark).to_string().repeat(code.count)));
    }

    /// Reads a line that begins with colons; its marker begins at `mask`.
    fn line(&mut self, range: Range<usize>, mask: usize) {
        let text = &self.body[range.clone()];
        let colons = text.len() - text.trim_start_matches(':').len();
        let after = range.start + colons..range.end;
        let rest = self.body[after.clone()].trim_start_matches(is_lead);
        let marker = mask..range.end;
        if !rest.contains(char::is_alphanumeric) && !rest.contains(['{', '[']) {
            if colons >= 3 {
                if !rest.is_empty() {
                    let span = self.span(range.end - rest.len()..range.end);
                    self.sink.push(make::words_after_close(span, rest));
                }
                self.close(marker, colons);
            }
            return;
        }
        let start = range.end - rest.len();
        let name_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        if colons == 2 && start != after.start {
            return;
        }
        let head = match name_end {
            0 if colons > 2 => self.braced(start, range.clone()),
            0 => None,
            length => Some(self.head(start, length, range.clone())),
        };
        let Some(head) = head else { return };
        if colons == 2 {
            self.markers.push(Marker { range: marker, kind: MarkerKind::Leaf(head) });
        } else if let Some(close) = self.placed(&head, colons, &range) {
            // With the spaces that may stand behind the colons.
            let sign = self.span(range.start..start);
            let close = close.map(|close| {
                self.passed = Some(close.start);
                self.span(close)
            });
            self.sink.push(make::broken_targets::leaf_as_block(head.span, &head.name.value, rest, sign, close));
            self.markers.push(Marker { range: marker, kind: MarkerKind::Leaf(head) });
        } else {
            self.opening(marker, colons, head);
        }
    }

    /// Whether a block with nothing in it was meant to place what has that id, as `::text{#id}` does; with the fence that ends it, where
    /// that is its own.
    fn placed(&self, head: &Head, colons: usize, range: &Range<usize>) -> Option<Option<Range<usize>>> {
        let (name, has_id) = (head.name.value.as_str(), head.attributes.id.is_some());
        let has_only =
            |known: &[&str]| head.attributes.pairs.iter().all(|(key, _)| known.contains(&key.value.as_str()));
        let may_be = match name {
            "text" => has_id && has_only(&["layout"]),
            "prompt" => {
                (has_id && has_only(&[])) || (!has_id && has_only(&["text"]) && !head.attributes.pairs.is_empty())
            }
            "exercise" => has_id && has_only(&[]),
            "space" => true,
            _ => false,
        };
        if !may_be || head.title.is_some() {
            return None;
        }
        let mut at = range.end;
        // Some computers end lines in another way.
        let rest = self.body.get(range.end..)?;
        let is_old = rest
            .find(['\n', '\r'])
            .and_then(|at| rest.get(at..))
            .is_some_and(|rest| rest.starts_with('\r') && !rest.starts_with("\r\n"));
        let lines = rest.split_inclusive(if is_old { '\r' } else { '\n' }).map(|line| {
            let start = at;
            at += line.len();
            let text = line.trim_matches(|c: char| is_lead(c) || matches!(c, '\n' | '\r'));
            (start + line.find(text).unwrap_or(0), text)
        });
        let mut lines = lines.skip(1);
        let is_close = |text: &str| text.len() == colons && text.bytes().all(|byte| byte == b':');
        let mut is_next = true;
        let first = loop {
            match lines.next() {
                Some((_, "")) => is_next = false,
                other => break other,
            }
        };
        let Some((start, text)) = first else { return Some(None) };
        if is_close(text) {
            // Where a block around it has as many colons, the fence is that one's, unless another follows.
            let outer = self.open.innermost(colons).is_some();
            let mut fences = lines.filter(|(_, text)| text.starts_with(":::"));
            let is_own = !outer || fences.next().is_some_and(|(_, text)| is_close(text));
            return Some(is_own.then(|| start..start + text.len()));
        }
        if text.starts_with("::") || text.starts_with('#') {
            return Some(None);
        }
        // Words below it are the block's own, where its end comes before anything that no text holds.
        let end = lines.find(|(_, text)| text.starts_with(":::") || text.starts_with('#'));
        let is_closed = end.is_some_and(|(_, text)| is_close(text));
        (matches!(name, "text" | "space") && !is_next && !is_closed).then_some(None)
    }

    /// A block whose name stands in braces, as other programs have it: `{.note}`, `{note}`.
    fn braced(&mut self, start: usize, range: Range<usize>) -> Option<Head> {
        let inside = self.body.get(start..range.end)?.strip_prefix('{')?;
        let (inside, rest) = inside.split_once('}')?;
        let words = inside.trim_start().trim_start_matches('.');
        let length = words.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(words.len());
        let (name, more) = words.split_at(length);
        if name.is_empty() || more.starts_with('=') {
            return None;
        }
        let at = start + 1 + inside.len() - words.len();
        let name = Spanned::new(name.to_lowercase(), self.span(at..at + length));
        let attributes = attributes(self.file, more, self.base + at + length, self.sink);
        if !rest.trim().is_empty() {
            let from = range.end - rest.len();
            self.sink.push(make::stray_after_block_name(self.span(from..range.end), rest.trim()));
        }
        Some(Head { name, title: None, attributes, span: self.span(range) })
    }

    fn head(&mut self, start: usize, name_end: usize, range: Range<usize>) -> Head {
        let name = Spanned::new(self.body[start..start + name_end].to_lowercase(), self.span(start..start + name_end));
        let mut at = start + name_end;
        let skip = |at: usize| at + (self.body[at..range.end].len() - self.body[at..range.end].trim_start().len());
        at = skip(at);
        let mut title = None;
        if let Some(inside) = self.body[at..range.end].strip_prefix('[') {
            let length = closing_bracket(inside).unwrap_or(inside.len());
            title = Some(at + 1..at + 1 + length);
            at = skip((at + length + 2).min(range.end));
        }
        let attributes = self.attributes(at..range.end);
        Head { name, title, attributes, span: self.span(range) }
    }

    fn attributes(&mut self, range: Range<usize>) -> Attributes {
        let text = &self.body[range.clone()];
        let inside = text.strip_prefix('{').and_then(|text| text.trim_end().strip_suffix('}'));
        match inside {
            Some(inside) => attributes(self.file, inside, self.base + range.start + 1, self.sink),
            None => {
                if !text.trim().is_empty() {
                    self.sink.push(make::stray_after_block_name(self.span(range.clone()), text.trim()));
                }
                Attributes::default()
            }
        }
    }

    fn opening(&mut self, range: Range<usize>, colons: usize, head: Head) {
        let number = self.report.pairs.len();
        let outer = self.open.last();
        self.report.disorders.extend(outer.filter(|outer| outer.colons <= colons).map(|outer| (number, outer.number)));
        let outer = outer.map(|outer| outer.number);
        let around = outer.and_then(|outer| self.report.pairs.get(outer));
        let (root, depth) = around.map_or((number, 0), |outer| (outer.root, outer.depth + 1));
        let open = head.span.start as usize - self.base..range.end;
        self.report.pairs.push(FencePair {
            name: head.name.value.clone(),
            colons,
            open,
            close: None,
            outer,
            root,
            depth,
        });
        self.open.push(OpenFence { number, colons });
        self.markers.push(Marker { range, kind: MarkerKind::Open { number, head } });
    }

    fn close(&mut self, range: Range<usize>, colons: usize) {
        let sign = range.end - self.body[range.clone()].trim_start_matches(is_lead).len()..range.end;
        if self.passed.take_if(|passed| *passed == sign.start).is_some() {
            self.markers.push(Marker { range, kind: MarkerKind::Close { number: usize::MAX } });
            return;
        }
        let same = self.open.innermost(colons);
        // A longer fence than any that is open closes the innermost, as pandoc and the Carpentries have it.
        let longer = || (self.open.most_colons() < colons).then(|| self.open.len().checked_sub(1)).flatten();
        let Some(index) = same.or_else(longer) else {
            self.report.strays.push((sign, self.open.last().map(|open| open.number)));
            // Masked all the same, or the parser would read the colons as a definition.
            self.markers.push(Marker { range, kind: MarkerKind::Close { number: usize::MAX } });
            return;
        };
        while self.open.len() > index {
            let open = self.open.pop().expect("the list is longer than the index because the loop checks it");
            if let Some(pair) = self.report.pairs.get_mut(open.number).filter(|_| self.open.len() == index) {
                pair.close = Some(sign.clone());
            }
            self.markers.push(Marker { range: range.clone(), kind: MarkerKind::Close { number: open.number } });
        }
    }

    fn finish(&mut self) {
        let end = self.body.len();
        while let Some(open) = self.open.pop() {
            self.markers.push(Marker { range: end..end, kind: MarkerKind::Close { number: open.number } });
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.file.span(self.base + range.start..self.base + range.end)
    }
}

/// The fences of an outermost block that must have other colons, and how often that may still be offered.
struct Fences {
    all: Vec<(Span, String)>,
    left: usize,
}

impl Fences {
    /// All of them, to be put right at once. That mends whatever is told of the block, so that it need not stand beside each of thousands.
    fn again(&mut self) -> Option<Vec<(Span, String)>> {
        self.left = self.left.checked_sub(1)?;
        Some(self.all.clone())
    }
}

impl Report {
    /// All fences that must have other colons, so that each has more than those inside it, by the outermost block around them.
    fn fences(&self, place: &impl Fn(Range<usize>) -> Span) -> BTreeMap<usize, Fences> {
        let mut fences: BTreeMap<usize, Fences> = BTreeMap::new();
        if self.disorders.is_empty() {
            return fences;
        }
        let mut need: Vec<usize> = self.pairs.iter().map(|pair| pair.colons).collect();
        // An inner block comes after its outer one.
        for (at, pair) in self.pairs.iter().enumerate().rev() {
            let least = need.get(at).map_or(0, |colons| colons + 1);
            if let Some(outer) = pair.outer.and_then(|outer| need.get_mut(outer)) {
                *outer = least.max(*outer);
            }
        }
        let too_deep: BTreeSet<usize> =
            self.pairs.iter().filter(|pair| pair.depth >= limits::BLOCK_DEPTH).map(|pair| pair.root).collect();
        let wrong = self.pairs.iter().zip(need).filter(|(pair, colons)| *colons != pair.colons);
        for (pair, colons) in wrong.filter(|(pair, _)| !too_deep.contains(&pair.root)) {
            let new = || Fences { all: Vec::new(), left: limits::TOLD_OF_A_KIND };
            let ends = [Some(&pair.open), pair.close.as_ref()].into_iter().flatten();
            let ends = ends.map(|end| (place(end.start..end.start + pair.colons), ":".repeat(colons)));
            fences.entry(pair.root).or_insert_with(new).all.extend(ends);
        }
        fences
    }
}

/// Code that is open.
struct OpenCode {
    mark: u8,
    count: usize,
    is_quoted: bool,
    fence: Range<usize>,
}

/// Whether the lines at hand belong to an item of a list or to a footnote, in which words are set in.
#[derive(Default)]
struct ListState {
    is_open: bool,
    is_after_blank: bool,
}

impl ListState {
    fn line(&mut self, indent: usize, text: &str) {
        if text.is_empty() {
            self.is_after_blank = true;
            return;
        }
        let is_footnote = text.starts_with("[^") && text.contains("]:");
        if is_footnote || after_list_sign(text).len() < text.len() {
            self.is_open = true;
        } else if indent == 0 && self.is_after_blank {
            self.is_open = false;
        }
        self.is_after_blank = false;
    }
}

/// What stands after the sign of a list's item; all of the text where none begins it.
fn after_list_sign(text: &str) -> &str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+'] };
    let rest =
        text.get(digits..).and_then(|rest| rest.strip_prefix(signs)).filter(|rest| rest.starts_with([' ', '\t']));
    rest.map_or(text, str::trim_start)
}

/// What may stand before a block's colons, and between them and its name: spaces of any kind, and what is not seen.
fn is_lead(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{feff}')
}

/// A run of three or more backticks or tildes at the start of a line: which, how many, and whether nothing follows.
fn code_fence(text: &str) -> Option<(u8, usize, bool)> {
    let mark = *text.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let count = text.bytes().take_while(|&byte| byte == mark).count();
    let rest = &text[count..];
    (count >= 3 && !(mark == b'`' && rest.contains('`'))).then(|| (mark, count, rest.trim().is_empty()))
}

fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Reads the inside of `{…}`, whose first byte is byte `base` of the file.
pub(crate) fn attributes(file: FileId, inside: &str, base: usize, sink: &mut Diagnostics) -> Attributes {
    let mut attributes = Attributes::default();
    for range in words(inside) {
        let word = &inside[range.clone()];
        let span = file.span(base + range.start..base + range.end);
        if let Some(id) = word.strip_prefix('#') {
            attributes.id = Some(Spanned::new(settled(id).into_owned(), span).as_name());
        } else if let Some((key, value)) = word.split_once('=') {
            let value = settled(value.trim_matches('"')).into_owned();
            attributes.pairs.push((Spanned::new(key.to_lowercase(), span), Spanned::new(value, span)));
        } else {
            sink.push(make::odd_attribute(span, word));
        }
    }
    attributes
}

/// Words parted by white space or commas, quoted runs kept whole.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let gap = !quoted && (c.is_whitespace() || c == ',') || at == text.len();
        match (gap, start) {
            (true, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
        quoted ^= c == '"';
    }
    found
}
