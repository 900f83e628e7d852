//! Parts a Markdown file into front matter and body, by lines, keeping every byte's place.
//!
//! A byte order mark is passed over; `\n`, `\r\n` and a lone `\r` end a line. Never looks inside either part.

use std::ops::Range;

use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::source::FileId;

/// Where the parts of a file lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// The opening fence.
    pub(crate) fence: Range<usize>,
    /// The YAML between the fences; `None` where there is none to read (and it was reported).
    pub(crate) front: Option<Range<usize>>,
    /// The Markdown after them.
    pub(crate) body: Range<usize>,
}

/// Finds front matter and body. With `required` unset (the home page), a file without front matter is all body.
pub(crate) fn split(file: FileId, text: &str, required: bool, sink: &mut Diagnostics) -> Split {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = lines(text, start);
    let (first, body) = lines.next().unwrap_or((start..start, start));
    if text[first.clone()].trim_end() != "---" {
        return without(file, text, first, start, required, sink);
    }
    for (line, after) in lines {
        if text[line.clone()].trim_end() == "---" {
            if let Some(field) = field_after(text, after) {
                sink.push(make::early_close(file.span(line.clone()), file.span(field)));
            }
            return Split {
                front: front(file, &first, body..line.start, text, sink),
                fence: first,
                body: after..text.len(),
            };
        }
    }
    let near = near_close(text, body);
    let sure = near.clone().is_some_and(|near| are_fields(text.get(body..near.start).unwrap_or_default()));
    sink.push(make::unclosed_front_matter(file.span(first.clone()), near.map(|line| file.span(line)), sure));
    Split { fence: first, front: None, body: text.len()..text.len() }
}

fn front(
    file: FileId,
    fence: &Range<usize>,
    yaml: Range<usize>,
    text: &str,
    sink: &mut Diagnostics,
) -> Option<Range<usize>> {
    if yaml.len() > limits::FRONT_BYTES {
        sink.push(make::front_matter_too_long(file.span(fence.clone()), yaml.len()));
        return None;
    }
    if text[yaml.clone()].trim().is_empty() {
        sink.push(make::empty_front_matter(file.span(fence.clone())));
        return None;
    }
    Some(yaml)
}

fn without(
    file: FileId,
    text: &str,
    first: Range<usize>,
    start: usize,
    required: bool,
    sink: &mut Diagnostics,
) -> Split {
    let word = text[first.clone()].trim();
    let foreign = matches!(word, "+++") || word.starts_with('{') || word.starts_with("---");
    if required || foreign {
        sink.push(make::missing_front_matter(file.span(first.clone()), word));
    }
    Split { fence: first, front: None, body: start..text.len() }
}

/// A line that may have been meant to close the front matter: more or fewer dashes, or dashes set in.
fn near_close(text: &str, from: usize) -> Option<Range<usize>> {
    lines(text, from).find_map(|(line, _)| {
        let word = text[line.clone()].trim();
        let dashes = word.len() >= 2 && word.chars().all(|c| matches!(c, '-' | '–' | '—'));
        dashes.then_some(line)
    })
}

/// Whether every line can be one of fields: a name and a colon, an item, or set in.
fn are_fields(text: &str) -> bool {
    let is_field = |line: &str| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        is_name || line.starts_with([' ', '\t', '-', '#'])
    };
    text.lines().any(|line| !line.trim().is_empty())
        && text.lines().all(|line| line.trim().is_empty() || is_field(line))
}

/// A line like `tags: [a]` right before another line of dashes: the rest of a front matter that was closed too early.
fn field_after(text: &str, body: usize) -> Option<Range<usize>> {
    let mut before: Option<Range<usize>> = None;
    for (line, _) in lines(text, body).take(200) {
        let words = &text[line.clone()];
        if words.trim_end() == "---" {
            return before;
        }
        if words.trim().is_empty() {
            before = None;
            continue;
        }
        let name = words.split_once(": ").or_else(|| words.trim_end().strip_suffix(':').map(|name| (name, "")));
        let is_field =
            name.is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        before = if is_field { Some(line) } else { before.filter(|_| words.starts_with([' ', '-'])) };
    }
    None
}

/// The lines from `start`: each one's bytes without its line end, and where the next begins.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let mut at = start;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let crlf = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        let next = (end + 1 + usize::from(crlf)).min(bytes.len());
        let line = at..end;
        at = next;
        Some((line, next))
    })
}
