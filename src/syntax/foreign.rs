//! Signs of other programs, and slips in Markdown's own, that readers would be shown as they are typed.
//!
//! Found in the text of a body or a field; which bytes are code or blocks is told by whoever asks. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::notes::{is_escaped, is_in};
use crate::diag::{Diagnostic, make};
use crate::hebrew;
use crate::source::Span;

/// One of them, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) range: Range<usize>,
    pub(crate) what: ForeignMark,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ForeignMark {
    /// `%%…%%`: a note to oneself. Its words.
    Comment(String),
    /// `[[page]]` or `[[page|words]]`: page and words.
    WikiLink { page: String, words: String },
    /// `![[picture]]`: its file.
    WikiPicture(String),
    /// `==words==`.
    Highlight(String),
    /// `^name` at the end of a line.
    Anchor,
    /// `#todo` and the like.
    Todo,
    /// `{…}` where none is read: what stands inside.
    Attributes(String),
    /// Attributes of a segment behind words that are no heading: the heading to write, and the line.
    Segment { heading: String, line: Range<usize>, is_alone: bool },
    /// `##Words`: the number of its signs.
    Heading(usize),
    /// Rows of a table whose second line has no dashes: the end of the first row, and its number of cells. No cells where there are
    /// dashes, for another number of cells.
    Table { first_end: usize, cells: usize },
    /// `[^label]` without its note.
    Footnote(String),
    /// A table of contents, a template's sign, a page break.
    Program,
    /// Signs of an editors' note that are not quite those.
    Note,
    /// `[words]: more`, which is taken for the address of a link that nothing leads to.
    Definition,
}

impl Foreign {
    /// Whether it holds words that were meant for writers alone.
    fn is_note(&self) -> bool {
        matches!(self.what, ForeignMark::Comment(_) | ForeignMark::Note)
    }

    /// The diagnostic of it. In a body every place is exact; in a field it is looked for by its words.
    pub(crate) fn diagnostic(&self, text: &str, is_body: bool, place: impl Fn(&Range<usize>) -> Span) -> Diagnostic {
        let typed = text.get(self.range.clone()).unwrap_or_default();
        let span = place(&self.range);
        let mut diagnostic = match &self.what {
            ForeignMark::Comment(words) => make::percent_note(span, typed, words),
            ForeignMark::WikiLink { page, words } => make::wiki_link(span, typed, words, &file_name(page)),
            ForeignMark::WikiPicture(file) => make::wiki_picture(span, typed, file),
            ForeignMark::Highlight(words) => make::highlight(span, typed, words),
            ForeignMark::Anchor => make::block_anchor(span, typed),
            ForeignMark::Todo => make::todo_tag(span, typed),
            ForeignMark::Attributes(inside) => make::attributes_in_words(span, inside),
            ForeignMark::Segment { heading, line, is_alone } => {
                make::segment_without_heading(span, heading, (is_body && *is_alone).then(|| place(line)))
            }
            ForeignMark::Heading(count) => make::not_a_heading(span, *count),
            ForeignMark::Table { first_end, cells } => {
                let fix = (is_body && *cells > 1).then(|| place(&(*first_end..*first_end)));
                make::not_a_table(span, *cells, fix)
            }
            ForeignMark::Footnote(label) => make::missing_footnote(span, label, !is_body),
            ForeignMark::Program => make::program_sign(span, typed),
            ForeignMark::Note => make::note_signs(span, typed),
            ForeignMark::Definition => make::lost_definition(span, typed),
        };
        if is_body {
            // It stands at its very place, and need not be looked for.
            diagnostic.word.clear();
        }
        diagnostic
    }
}

/// Whether one of some ranges, which stand in order, shares a byte with another range.
fn overlaps(ranges: &[Range<usize>], other: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= other.start);
    ranges.get(next).is_some_and(|range| range.start < other.end)
}

/// The name of a lesson's file, as it may well be, for the name of a page.
fn file_name(page: &str) -> String {
    let (page, anchor) = page.split_once('#').unwrap_or((page, ""));
    let file = format!("{}.md", hebrew::slug(page.trim_end_matches(".md")));
    if anchor.is_empty() { file } else { format!("{file}#{}", hebrew::slug(anchor)) }
}

/// What is found in a text. `skip` are the ranges of code and of blocks' lines, in order; `is_body` where footnotes and headings are read.
pub(crate) fn find(text: &str, skip: &[Range<usize>], is_body: bool) -> Vec<Foreign> {
    let mut found = Vec::new();
    let signs = PresentSigns::of(text);
    if signs.percents {
        comments(text, &mut found);
    }
    if signs.brackets {
        wiki(text, &mut found);
    }
    if signs.equals {
        highlights(text, &mut found);
    }
    if signs.footnotes {
        footnotes(text, is_body, &mut found);
    }
    if signs.exclaims {
        notes(text, &mut found);
    }
    if is_body && signs.labels {
        definitions(text, &mut found);
    }
    if signs.programs {
        programs(text, &mut found);
    }
    if is_body {
        lines(text, &mut found);
    } else if signs.braces {
        attributes(text, 0, false, &mut found);
    }
    found.retain(|one| !is_in(skip, one.range.start) && !is_escaped(text, one.range.start));
    found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
    let notes: Vec<Range<usize>> = found.iter().filter(|one| one.is_note()).map(|one| one.range.clone()).collect();
    let mut end = 0;
    found.retain(|one| {
        // What nobody else may read is told, whatever stands around it.
        let holds_note = !one.is_note() && overlaps(&notes, &one.range);
        let is_free = one.range.start >= end && !holds_note;
        if is_free {
            end = end.max(one.range.end);
        }
        is_free
    });
    found
}

/// Which signs stand in a text at all: seen in one pass, which spares nearly every text the rest.
#[derive(Default)]
struct PresentSigns {
    percents: bool,
    brackets: bool,
    equals: bool,
    footnotes: bool,
    programs: bool,
    braces: bool,
    exclaims: bool,
    labels: bool,
}

impl PresentSigns {
    fn of(text: &str) -> PresentSigns {
        let bytes = text.as_bytes();
        let mut signs = PresentSigns { exclaims: memchr::memchr(b'!', bytes).is_some(), ..PresentSigns::default() };
        let places =
            memchr::memchr3_iter(b'%', b'[', b'=', bytes).chain(memchr::memchr3_iter(b'{', b'\\', b']', bytes));
        for at in places {
            match (bytes[at], bytes.get(at + 1)) {
                (b'%', Some(b'%')) => signs.percents = true,
                (b'[', Some(b'[')) => signs.brackets = true,
                (b'[', Some(b'^')) => signs.footnotes = true,
                (b'=', Some(b'=')) => signs.equals = true,
                (b']', Some(b':')) => signs.labels = true,
                (b'{', next) => {
                    signs.braces = true;
                    signs.programs |= matches!(next, Some(b'%' | b'{' | b':'));
                }
                (b'[', Some(b'T' | b't')) | (b'\\', Some(b'n' | b'p')) => {
                    let rest = text.get(at..).unwrap_or_default();
                    signs.programs |=
                        ["[TOC]", "[toc]", "\\newpage", "\\pagebreak"].iter().any(|sign| rest.starts_with(sign));
                }
                _ => {}
            }
        }
        signs
    }
}

/// Each place of `sign`, with the text that follows it.
fn places<'a>(text: &'a str, sign: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    memchr::memmem::find_iter(text.as_bytes(), sign).map(|at| (at, text.get(at + sign.len()..).unwrap_or_default()))
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|before| before.chars().next_back())
}

fn comments(text: &str, found: &mut Vec<Foreign>) {
    let mut done = 0;
    for (at, rest) in places(text, "%%") {
        if at < done || before(text, at).is_some_and(|c| c.is_alphanumeric()) {
            continue;
        }
        let Some(length) = rest.find("%%").filter(|&length| length > 0) else { continue };
        let words = rest.get(..length).unwrap_or_default();
        let range = at..at + length + 4;
        done = range.end;
        found.push(Foreign { range, what: ForeignMark::Comment(words.trim().to_owned()) });
    }
}

fn wiki(text: &str, found: &mut Vec<Foreign>) {
    for (at, rest) in places(text, "[[") {
        let Some(inside) = within(rest, "]]") else { continue };
        if inside.is_empty() || inside.contains(['[', '\n', '\r']) {
            continue;
        }
        let end = at + 2 + inside.len() + 2;
        if text.get(end..).is_some_and(|rest| rest.starts_with('(')) {
            continue;
        }
        if before(text, at) == Some('!') {
            let file = inside.split('|').next().unwrap_or(inside).trim().to_owned();
            found.push(Foreign { range: at - 1..end, what: ForeignMark::WikiPicture(file) });
            continue;
        }
        let (page, words) = inside.split_once('|').unwrap_or((inside, inside));
        let page = page.trim().trim_end_matches('\\').to_owned();
        found.push(Foreign { range: at..end, what: ForeignMark::WikiLink { page, words: words.trim().to_owned() } });
    }
}

fn highlights(text: &str, found: &mut Vec<Foreign>) {
    let mut done = 0;
    for (at, rest) in places(text, "==") {
        if at < done || rest.starts_with(|c: char| c.is_whitespace() || c == '=') || before(text, at) == Some('=') {
            continue;
        }
        let Some(words) = rest.find("==").and_then(|end| rest.get(..end)) else { return };
        // They stand in one paragraph.
        if words.ends_with(char::is_whitespace) || words.contains(['<', '|']) || words.contains("\n\n") {
            continue;
        }
        done = at + 2 + words.len() + 2;
        found.push(Foreign { range: at..done, what: ForeignMark::Highlight(words.to_owned()) });
    }
}

/// References to footnotes that nobody wrote.
fn footnotes(text: &str, is_body: bool, found: &mut Vec<Foreign>) {
    let mut references = Vec::new();
    let mut defined = BTreeSet::new();
    for (at, rest) in places(text, "[^") {
        let Some(label) = within(rest, "]").filter(|label| !label.is_empty() && !label.contains(char::is_whitespace))
        else {
            continue;
        };
        let end = at + 2 + label.len() + 1;
        let after = text.get(end..).unwrap_or_default();
        // Labels match whatever their capitals.
        if after.starts_with(':') {
            defined.insert(label.to_lowercase());
        } else if !after.starts_with('(') {
            references.push((at..end, label));
        }
    }
    for (range, label) in references {
        if !is_body || !defined.contains(&label.to_lowercase()) {
            found.push(Foreign { range, what: ForeignMark::Footnote(label.to_owned()) });
        }
    }
}

/// What stands before a sign, where that is near.
fn within<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    let near = text.char_indices().nth(200).map_or(text, |(end, _)| text.get(..end).unwrap_or_default());
    near.find(sign).and_then(|end| near.get(..end))
}

/// `<!-` and the like, also as a word processor changes them.
fn notes(text: &str, found: &mut Vec<Foreign>) {
    for (at, rest) in places(text, "!") {
        let before = text.get(..at).unwrap_or_default();
        let after = rest.trim_start_matches(' ');
        let open = before.trim_end_matches(' ');
        let sign = ["<", "‹", "&lt;", "＜", "〈"].into_iter().find(|sign| open.ends_with(sign));
        let (Some(sign), true) = (sign, after.starts_with(['-', '–', '—', '‑'])) else { continue };
        let start = open.len() - sign.len();
        let dashes = after.len() - after.trim_start_matches(['-', '–', '—', '‑']).len();
        let end = at + 1 + (rest.len() - after.len()) + dashes;
        if text.get(start..end).is_some_and(|typed| !typed.starts_with("<!--")) {
            found.push(Foreign { range: start..end, what: ForeignMark::Note });
        }
    }
}

/// Lines that Markdown takes for the address of a link, where nothing leads to it by that name.
fn definitions(text: &str, found: &mut Vec<Foreign>) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines = Vec::new();
    for (at, rest) in places(text, "[") {
        let Some(label) = within(rest, "]").filter(|label| !label.is_empty() && !label.starts_with('^')) else {
            continue;
        };
        *names.entry(label.to_lowercase()).or_default() += 1;
        let end = at + label.len() + 2;
        let begins = || {
            let is_space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
            let before = text.get(..at).unwrap_or_default().trim_end_matches(is_space);
            before.is_empty() || before.ends_with(['\n', '\r'])
        };
        if text.get(end..).is_some_and(|after| after.starts_with(": ")) && begins() {
            lines.push((at..end + 1, label.to_lowercase()));
        }
    }
    for (range, label) in lines {
        if names.get(&label) == Some(&1) {
            found.push(Foreign { range, what: ForeignMark::Definition });
        }
    }
}

fn programs(text: &str, found: &mut Vec<Foreign>) {
    for (open, close) in [("{%", "%}"), ("{{", "}}"), ("{:", "}"), ("[TOC", "]"), ("[toc", "]")] {
        for (at, rest) in places(text, open) {
            let Some(length) = within(rest, close).map(str::len) else { continue };
            found.push(Foreign { range: at..at + open.len() + length + close.len(), what: ForeignMark::Program });
        }
    }
    for word in ["\\newpage", "\\pagebreak"] {
        found.extend(
            places(text, word).map(|(at, _)| Foreign { range: at..at + word.len(), what: ForeignMark::Program }),
        );
    }
}

/// What is found line by line.
fn lines(text: &str, found: &mut Vec<Foreign>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut is_blank_before = true;
    let mut rows = TableRows::default();
    while at < bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let line = text.get(at..end).unwrap_or_default();
        let has_sign = memchr::memchr3(b'#', b'{', b'^', line.as_bytes()).is_some();
        if !has_sign && memchr::memchr(b'|', line.as_bytes()).is_none() {
            rows.end(found);
            is_blank_before = line.trim_start().is_empty();
            at = end + 1;
            continue;
        }
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let hashes = words.len() - words.trim_start_matches('#').len();
        let after_hashes = words.get(hashes..).unwrap_or_default();
        let is_heading = hashes > 0 && after_hashes.starts_with(char::is_whitespace);
        rows.line(text, start..start + words.len(), found);
        if (1..=6).contains(&hashes) && !is_heading && !after_hashes.is_empty() {
            heading(start, hashes, after_hashes, is_blank_before && line_below(text, end).is_empty(), found);
        } else if !is_heading && words.contains('{') {
            let next = line_below(text, end);
            let is_underlined = next.len() > 1 && next.bytes().all(|byte| matches!(byte, b'-' | b'='));
            if !is_underlined {
                attributes(line, at, is_blank_before && next.is_empty(), found);
            }
        }
        anchor(words, start, found);
        is_blank_before = words.is_empty();
        at = end + 1;
    }
    rows.end(found);
}

/// The words of the line below one that ends at `end`.
fn line_below(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.get(1..)).unwrap_or_default();
    rest.lines().next().unwrap_or_default().trim()
}

/// `##Words`. One sign alone begins a tag as often as a heading, so that it counts only where the line looks like a title.
fn heading(start: usize, hashes: usize, words: &str, alone: bool, found: &mut Vec<Foreign>) {
    let todo = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    if hashes == 1 && matches!(todo.as_str(), "todo" | "fixme" | "draft" | "tbd") {
        found.push(Foreign { range: start..start + 1 + todo.len(), what: ForeignMark::Todo });
        return;
    }
    let first = words.chars().next().unwrap_or(' ');
    let is_title = first.is_alphabetic()
        && (words.contains(['=']) && words.ends_with('}')
            || (alone
                && !first.is_lowercase()
                && words.contains(' ')
                && !words.contains('#')
                && !words.ends_with(['.', '?', '!'])));
    // `#hashtag` and `#1` are words.
    if (hashes > 1 && !first.is_ascii_punctuation()) || is_title {
        found.push(Foreign { range: start..start + hashes, what: ForeignMark::Heading(hashes) });
    }
}

/// `{…}` with nothing but ids, classes and `word=value` in it.
fn attributes(line: &str, base: usize, alone: bool, found: &mut Vec<Foreign>) {
    for (at, rest) in places(line, "{") {
        let Some(inside) = within(rest, "}") else { continue };
        let before = line.get(..at).unwrap_or_default().trim_end_matches(|c: char| c.is_alphanumeric() || c == '-');
        // Behind a block's name they are the block's.
        if !are_attributes(inside) || before.ends_with("::") {
            continue;
        }
        let end = at + inside.len() + 2;
        let is_last = line.get(end..).is_some_and(|rest| rest.trim().is_empty());
        let of_segment = ["minutes=", "kind=", "group=", "core=", "cut="].iter().any(|name| inside.contains(name));
        let what = if of_segment && is_last && at > 0 {
            let words = line.get(..at).unwrap_or_default();
            let start = words.len() - words.trim_start().len();
            let title = words.trim().trim_matches(|c| matches!(c, '*' | '_' | '#' | ':')).trim().to_owned();
            let heading = format!("## {title} {{{inside}}}");
            let is_plain =
                words.trim_start().starts_with(|c: char| c.is_alphanumeric()) || words.trim_start().starts_with("**");
            ForeignMark::Segment {
                heading,
                line: base + start..base + end,
                is_alone: alone && is_plain && !title.is_empty(),
            }
        } else {
            ForeignMark::Attributes(inside.to_owned())
        };
        found.push(Foreign { range: base + at..base + end, what });
    }
}

fn are_attributes(inside: &str) -> bool {
    let mut words = inside.split_whitespace().peekable();
    words.peek().is_some()
        && words.all(|word| {
            let named = |name: &str| {
                !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
            };
            match word.split_once('=') {
                Some((name, value)) => named(name) && !value.is_empty(),
                None => word.strip_prefix(['#', '.']).is_some_and(named),
            }
        })
}

/// `^name` that ends a line, which note programs point at.
fn anchor(words: &str, start: usize, found: &mut Vec<Foreign>) {
    let Some((before, name)) = words.rsplit_once('^') else { return };
    let is_one = (before.is_empty() || before.ends_with(' '))
        && name.len() > 1
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && name.bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_one {
        let at = start + before.len();
        found.push(Foreign { range: at..at + 1 + name.len(), what: ForeignMark::Anchor });
    }
}

/// Lines one under another that may be rows of a table.
#[derive(Default)]
struct TableRows {
    /// Each line's bytes and cells.
    lines: Vec<(Range<usize>, usize)>,
    /// The cells of the line of dashes, where one of the first two lines is one.
    dashes: Option<usize>,
}

impl TableRows {
    fn line(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Foreign>) {
        let words = text.get(range.clone()).unwrap_or_default();
        let inside = words.strip_prefix('|').unwrap_or(words);
        let inside = inside.strip_suffix('|').unwrap_or(inside);
        let cells = inside.split('|').count();
        let framed = words.len() > 2 && words.starts_with('|') && words.ends_with('|');
        let parted = words.contains(" | ") && !words.starts_with(['>', '#', '-', '*']);
        if !framed && !parted {
            self.end(found);
            return;
        }
        let is_dashes = inside.split('|').all(|cell| {
            let cell = cell.trim();
            !cell.is_empty() && cell.bytes().all(|byte| matches!(byte, b'-' | b':')) && cell.contains('-')
        });
        if is_dashes && self.lines.len() <= 1 {
            self.dashes = Some(cells);
        }
        self.lines.push((range, cells));
    }

    fn end(&mut self, found: &mut Vec<Foreign>) {
        let lines = std::mem::take(&mut self.lines);
        let dashes = self.dashes.take();
        let Some((first, cells)) = lines.first().cloned() else { return };
        let is_table = lines.len() > 1 && lines.iter().all(|(_, own)| *own == cells);
        let what = match dashes {
            None if is_table => ForeignMark::Table { first_end: first.end, cells },
            Some(dashes) if lines.len() > 1 && dashes != cells => ForeignMark::Table { first_end: first.end, cells: 0 },
            _ => return,
        };
        found.push(Foreign { range: first, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found: the bytes of each.
    fn of(text: &str) -> Vec<&str> {
        find(text, &[], true).into_iter().map(|one| &text[one.range]).collect()
    }

    #[test]
    fn what_would_be_shown_as_it_is_typed() {
        assert_eq!(of("See [[One to ones]] and ![[map.svg]]."), ["[[One to ones]]", "![[map.svg]]"]);
        assert_eq!(
            of("This is ==marked== and %%my own\n\ncomment%% here. ^block1"),
            ["==marked==", "%%my own\n\ncomment%%", "^block1"]
        );
        assert_eq!(of("##Break {minutes=10}\n\n#Opening round\n"), ["##", "#"]);
        assert_eq!(of("**Break** {minutes=10 kind=break}"), ["{minutes=10 kind=break}"]);
        assert_eq!(of("![a](x.png){width=50%} and [b](c.md){.wide}"), ["{width=50%}", "{.wide}"]);
        assert_eq!(of("| a | b |\n| c | d |\n"), ["| a | b |"]);
        assert_eq!(of("| a | b |\n| --- |\n| c | d |\n"), ["| a | b |"]);
        assert_eq!(of("One[^1] two[^2].\n\n[^1]: One.\n"), ["[^2]"]);
        assert_eq!(of("{% include x %} [TOC] {{ page.title }}"), ["{% include x %}", "[TOC]", "{{ page.title }}"]);
    }

    #[test]
    fn what_is_meant_as_it_is_typed() {
        for text in [
            "## Opening {#id minutes=10}\n",
            "Opening {minutes=10}\n---\n",
            "#MeToo changed it.",
            "#1 is first",
            "Dear {name}, 100%% of it",
            "a == b and c == d",
            "| a | b |\n| --- | --- |\n| c | d |\n",
            "Either | or",
            "x^2 and y ^",
            "[[1]](a.md)",
            r"\[[x]]",
        ] {
            assert_eq!(of(text), Vec::<&str>::new(), "{text}");
        }
    }
}
