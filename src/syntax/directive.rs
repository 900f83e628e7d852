//! Blocks (`:::name[Title]{attributes}` … `:::`) and leaves (`::name{attributes}`) as lines: found, matched, reported.
//!
//! Fences pair by their colons. The lines found are masked by a thematic break of the same bytes, so that the Markdown
//! parser sees the rest of the body with every offset in its place, and ends each paragraph and list at a fence.
//! Knows nothing of what blocks mean.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::{Diagnostics, make};
use crate::source::{FileId, Span, Spanned};

/// A line that opens, closes or is a block.
#[derive(Debug, Clone)]
pub(crate) struct Marker {
    /// The line's bytes in the body, without its indentation and line end.
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

/// The markers of a body in order, every opening with its closing, and the body with them masked.
pub(crate) struct Scan<'a> {
    pub(crate) markers: Vec<Marker>,
    pub(crate) masked: Cow<'a, str>,
}

/// Finds the blocks of `body`, whose first byte is byte `base` of the file.
pub(crate) fn scan<'a>(file: FileId, body: &'a str, base: usize, sink: &mut Diagnostics) -> Scan<'a> {
    if memchr::memmem::find(body.as_bytes(), b"::").is_none() {
        return Scan { markers: Vec::new(), masked: Cow::Borrowed(body) };
    }
    let mut scanner = Scanner {
        file,
        body,
        base,
        markers: Vec::new(),
        open: Vec::new(),
        pairs: Vec::new(),
        strays: Vec::new(),
        disorders: Vec::new(),
        sink,
    };
    scanner.lines();
    scanner.finish();
    scanner.tell();
    let masked = mask(body, &scanner.markers);
    Scan { markers: scanner.markers, masked }
}

/// The block or leaf that stands in a field, where none is read: its colons and its name. A field may have lost its line ends, so
/// three colons before a name that `is_block` count wherever they stand, but not in code.
pub(crate) fn in_field(text: &str, is_block: impl Fn(&str) -> bool) -> Option<&str> {
    let mut code = false;
    for (at, part) in parts(text) {
        if part == "`" {
            code = !code;
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let colons = rest.len() - rest.trim_start_matches(':').len();
        let name = rest.get(colons..).unwrap_or_default();
        let gap = name.len() - name.trim_start_matches(' ').len();
        let word = name.get(gap..).unwrap_or_default();
        let length = word.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(word.len());
        let begins_line =
            text.get(..at).unwrap_or_default().rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
        let is_leaf =
            colons == 2 && gap == 0 && begins_line && word.get(length..).is_some_and(|after| after.starts_with('{'));
        let is_block = colons > 2 && (begins_line || is_block(word.get(..length).unwrap_or_default()));
        if !code && length > 0 && (is_block || is_leaf) {
            return rest.get(..colons + gap + length);
        }
    }
    None
}

/// Where runs of colons and backquotes begin.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let first = c != std::mem::replace(&mut before, c);
        let part = text.get(at..at + c.len_utf8())?;
        ((c == ':' && first) || c == '`').then_some((at, part))
    })
}

struct Scanner<'a, 's> {
    file: FileId,
    body: &'a str,
    base: usize,
    markers: Vec<Marker>,
    open: Vec<Open>,
    /// The blocks by their numbers.
    pairs: Vec<Pair>,
    /// Closing fences without a block: each with the innermost that was open.
    strays: Vec<(Range<usize>, Option<usize>)>,
    /// Blocks with no fewer colons than the one that they stand in.
    disorders: Vec<(usize, usize)>,
    sink: &'s mut Diagnostics,
}

struct Open {
    number: usize,
    colons: usize,
}

/// Both fences of a block.
struct Pair {
    name: String,
    colons: usize,
    open: Range<usize>,
    /// `None` where nothing closes it, or only what closes another.
    close: Option<Range<usize>>,
    outer: Option<usize>,
}

impl Scanner<'_, '_> {
    fn lines(&mut self) {
        let mut code: Option<(u8, usize)> = None;
        let mut at = 0;
        let bytes = self.body.as_bytes();
        while at < bytes.len() {
            let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            let line = &self.body[at..end];
            let indent = line.len() - line.trim_start_matches(' ').len();
            let text = line[indent..].trim_end();
            match (code, code_fence(text)) {
                (Some((mark, length)), Some((found, count, bare))) if found == mark && count >= length && bare => {
                    code = None;
                }
                (Some(_), _) => {}
                (None, Some((mark, count, _))) if indent < 4 => code = Some((mark, count)),
                _ if text.starts_with("::") => self.line(at + indent..at + indent + text.len()),
                _ => {}
            }
            at = end + 1;
        }
    }

    fn line(&mut self, range: Range<usize>) {
        let text = &self.body[range.clone()];
        let colons = text.len() - text.trim_start_matches(':').len();
        let after = range.start + colons..range.end;
        let rest = self.body[after.clone()].trim_start();
        if rest.is_empty() {
            if colons >= 3 {
                self.close(range, colons);
            }
            return;
        }
        let start = range.end - rest.len();
        let name_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        if name_end == 0 || (colons == 2 && start != after.start) {
            return;
        }
        let head = self.head(start, name_end, range.clone());
        if colons == 2 {
            self.markers.push(Marker { range, kind: MarkerKind::Leaf(head) });
        } else {
            self.opening(range, colons, head);
        }
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
        let number = self.pairs.len();
        let outer = self.open.last();
        self.disorders.extend(outer.filter(|outer| outer.colons <= colons).map(|outer| (number, outer.number)));
        let outer = outer.map(|outer| outer.number);
        self.pairs.push(Pair { name: head.name.value.clone(), colons, open: range.clone(), close: None, outer });
        self.open.push(Open { number, colons });
        self.markers.push(Marker { range, kind: MarkerKind::Open { number, head } });
    }

    fn close(&mut self, range: Range<usize>, colons: usize) {
        let Some(index) = self.open.iter().rposition(|open| open.colons == colons) else {
            self.strays.push((range.clone(), self.open.last().map(|open| open.number)));
            // Masked all the same, or the parser would read the colons as a definition.
            self.markers.push(Marker { range, kind: MarkerKind::Close { number: usize::MAX } });
            return;
        };
        while self.open.len() > index {
            let open = self.open.pop().expect("the list is longer than the index because the loop checks it");
            if let Some(pair) = self.pairs.get_mut(open.number).filter(|_| self.open.len() == index) {
                pair.close = Some(range.clone());
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

    /// Reports what does not pair. What is sure to be meant is known when every fence has been seen.
    fn tell(&mut self) {
        let mut found = Diagnostics::default();
        let unclosed: Vec<usize> =
            self.pairs.iter().enumerate().filter(|(_, pair)| pair.close.is_none()).map(|(at, _)| at).collect();
        for pair in unclosed.iter().filter_map(|&at| self.pairs.get(at)) {
            found.push(make::unclosed_block(self.span(pair.open.clone()), &pair.name, pair.colons));
        }
        for (range, inside) in &self.strays {
            let block = inside.and_then(|at| self.pairs.get(at));
            let open = block.map(|pair| (self.span(pair.open.clone()), pair.colons));
            let sure = self.strays.len() == 1 && unclosed.len() == 1 && unclosed.first() == inside.as_ref();
            found.push(make::stray_fence(self.span(range.clone()), open, sure));
        }
        let all_pair = unclosed.is_empty() && self.strays.is_empty();
        for &(inner, outer) in &self.disorders {
            let (Some(inner), Some(block)) = (self.pairs.get(inner), self.pairs.get(outer)) else { continue };
            let fences = all_pair.then(|| self.fences(outer));
            let outer = (self.span(block.open.clone()), block.name.as_str(), block.colons);
            found.push(make::block_order(self.span(inner.open.clone()), &inner.name, inner.colons, outer, fences));
        }
        self.sink.append(found);
    }

    /// All fences that must have other colons, in the outermost block around one, so that each has more than those inside it.
    fn fences(&self, inside: usize) -> Vec<(Span, String)> {
        let root = self.root(inside);
        let mut need: Vec<usize> = self.pairs.iter().map(|pair| pair.colons).collect();
        // An inner block comes after its outer one.
        for (at, pair) in self.pairs.iter().enumerate().rev() {
            let least = need.get(at).map_or(0, |colons| colons + 1);
            if let Some(outer) = pair.outer.and_then(|outer| need.get_mut(outer)) {
                *outer = least.max(*outer);
            }
        }
        let mut fences = Vec::new();
        for (at, (pair, colons)) in self.pairs.iter().zip(need).enumerate() {
            if colons != pair.colons && self.root(at) == root {
                let ends = [Some(&pair.open), pair.close.as_ref()].into_iter().flatten();
                fences.extend(ends.map(|end| (self.span(end.start..end.start + pair.colons), ":".repeat(colons))));
            }
        }
        fences
    }

    /// The outermost block around one.
    fn root(&self, mut at: usize) -> usize {
        while let Some(outer) = self.pairs.get(at).and_then(|pair| pair.outer) {
            at = outer;
        }
        at
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.file.span(self.base + range.start..self.base + range.end)
    }
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
            attributes.id = Some(Spanned::new(id.to_owned(), span).as_name());
        } else if let Some((key, value)) = word.split_once('=') {
            let value = value.trim_matches('"').to_owned();
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

fn mask<'a>(body: &'a str, markers: &[Marker]) -> Cow<'a, str> {
    if markers.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut masked = String::with_capacity(body.len());
    for marker in markers {
        if marker.range.start < masked.len() || marker.range.is_empty() {
            continue;
        }
        masked.push_str(&body[masked.len()..marker.range.start]);
        masked.push_str("***");
        masked.extend(std::iter::repeat_n(' ', marker.range.len().saturating_sub(3)));
    }
    masked.push_str(&body[masked.len()..]);
    Cow::Owned(masked)
}
