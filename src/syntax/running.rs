//! Running text as one string, so that what is looked for in it may stand across line ends and marks; and the citations in it.
//!
//! Knows neither the Markdown parser nor where anything stands in a file.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use super::lesson::{CitationNo, Inline};

/// Stands in [`running_text`] for what parts the words on both sides of it.
pub(crate) const PART: char = '\u{fffc}';

/// The words of running text as one string in which to look for citations and terms: a line end of the source is a space,
/// and marks of emphasis are nothing. Links, citations, code, images, footnotes, raw HTML and line ends that are meant
/// are [`PART`]s.
pub(crate) fn running_text(list: &[Inline]) -> Cow<'_, str> {
    if let [Inline::Text(words)] = list {
        return Cow::Borrowed(words);
    }
    let mut text = String::new();
    push(list, &mut text, &mut |_| {});
    Cow::Owned(text)
}

/// Where in [`running_text`] each piece of text stands, in order.
pub(super) fn pieces(list: &[Inline]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    push(list, &mut String::new(), &mut |range| found.push(range));
    found
}

fn push(list: &[Inline], text: &mut String, tell: &mut impl FnMut(Range<usize>)) {
    for inline in list {
        match inline {
            Inline::Text(words) => {
                text.push_str(words);
                tell(text.len() - words.len()..text.len());
            }
            Inline::SoftBreak => text.push(' '),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => push(inner, text, tell),
            Inline::Code(_)
            | Inline::Link { .. }
            | Inline::Image { .. }
            | Inline::Citation { .. }
            | Inline::Footnote { .. }
            | Inline::Html(_)
            | Inline::HardBreak => text.push(PART),
        }
    }
}

/// How many bytes of [`running_text`] a piece takes.
fn width(inline: &Inline) -> usize {
    match inline {
        Inline::Text(words) => words.len(),
        Inline::SoftBreak => 1,
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inner.iter().map(width).sum(),
        Inline::Code(_)
        | Inline::Link { .. }
        | Inline::Image { .. }
        | Inline::Citation { .. }
        | Inline::Footnote { .. }
        | Inline::Html(_)
        | Inline::HardBreak => PART.len_utf8(),
    }
}

/// Words of [`running_text`] that become something else.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    /// The citation that they are; `None` for a sign that is not shown.
    pub(super) citation: Option<CitationNo>,
}

/// Running text with its marks (in order, none overlapping) made. Emphasis that is only partly inside a citation is cut in two.
pub(super) fn marked(list: Vec<Inline>, marks: &[Mark]) -> Vec<Inline> {
    marked_from(list, 0, marks)
}

/// The same where the list begins at byte `at`.
fn marked_from(list: Vec<Inline>, mut at: usize, mut marks: &[Mark]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(list.len());
    let mut queue = VecDeque::from(list);
    while let Some(inline) = queue.pop_front() {
        let end = at + width(&inline);
        let (here, rest) = marks.split_at(marks.partition_point(|mark| mark.range.start < end));
        marks = rest;
        match here.split_last() {
            Some((last, before)) if last.range.end > end => {
                let (left, right) = split(inline, last.range.start - at);
                out.extend(left.into_iter().flat_map(|left| inside(left, at, before)));
                let mut words: Vec<Inline> = right.into_iter().collect();
                take(&mut queue, last.range.end - end, &mut words);
                put(&mut out, last, words);
                at = last.range.end;
            }
            _ => {
                out.extend(inside(inline, at, here));
                at = end;
            }
        }
    }
    out
}

/// Takes so many bytes from the beginning of a list.
fn take(queue: &mut VecDeque<Inline>, mut bytes: usize, words: &mut Vec<Inline>) {
    while bytes > 0
        && let Some(inline) = queue.pop_front()
    {
        let width = width(&inline);
        let (left, right) = split(inline, bytes.min(width));
        words.extend(left);
        right.into_iter().for_each(|right| queue.push_front(right));
        bytes = bytes.saturating_sub(width);
    }
}

/// One piece with marks that all end inside it.
fn inside(inline: Inline, at: usize, marks: &[Mark]) -> Vec<Inline> {
    if marks.is_empty() {
        return vec![inline];
    }
    match inline {
        Inline::Text(words) => in_text(&words, at, marks),
        Inline::Emphasis(inner) => vec![Inline::Emphasis(marked_from(inner, at, marks))],
        Inline::Strong(inner) => vec![Inline::Strong(marked_from(inner, at, marks))],
        Inline::Strike(inner) => vec![Inline::Strike(marked_from(inner, at, marks))],
        inline => vec![inline],
    }
}

fn in_text(words: &str, at: usize, marks: &[Mark]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(2 * marks.len() + 1);
    let mut done = 0;
    for mark in marks {
        put_text(&mut out, &words[done..mark.range.start - at]);
        done = mark.range.end - at;
        put(&mut out, mark, vec![Inline::Text(words[mark.range.start - at..done].to_owned())]);
    }
    put_text(&mut out, &words[done..]);
    out
}

/// Puts words behind what is there: text joins text, as where a sign between them is not shown.
fn put_text(out: &mut Vec<Inline>, words: &str) {
    match out.last_mut() {
        _ if words.is_empty() => {}
        Some(Inline::Text(before)) => before.push_str(words),
        _ => out.push(Inline::Text(words.to_owned())),
    }
}

fn put(out: &mut Vec<Inline>, mark: &Mark, words: Vec<Inline>) {
    if let Some(citation) = mark.citation {
        out.push(Inline::Citation { citation, words });
    }
}

/// A piece cut in two at a byte; nothing where nothing is left.
fn split(inline: Inline, at: usize) -> (Option<Inline>, Option<Inline>) {
    if at == 0 {
        return (None, Some(inline));
    }
    if at >= width(&inline) {
        return (Some(inline), None);
    }
    let both = |wrap: fn(Vec<Inline>) -> Inline, inner: Vec<Inline>| {
        let (left, right) = split_list(inner, at);
        (Some(wrap(left)), Some(wrap(right)))
    };
    match inline {
        Inline::Text(mut words) => {
            let right = words.split_off(at);
            (Some(Inline::Text(words)), Some(Inline::Text(right)))
        }
        Inline::Emphasis(inner) => both(Inline::Emphasis, inner),
        Inline::Strong(inner) => both(Inline::Strong, inner),
        Inline::Strike(inner) => both(Inline::Strike, inner),
        inline => (Some(inline), None),
    }
}

fn split_list(list: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let mut right = VecDeque::from(list);
    let mut left = Vec::new();
    take(&mut right, at, &mut left);
    (left, right.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::inline_text;

    /// Running text in brackets: `*` for emphasis, `{}` for a citation.
    fn shown(list: &[Inline]) -> String {
        let mut out = String::new();
        for inline in list {
            match inline {
                Inline::Text(words) => out.push_str(words),
                Inline::SoftBreak => out.push('/'),
                Inline::Emphasis(inner) => out.push_str(&format!("*{}*", shown(inner))),
                Inline::Citation { words, .. } => out.push_str(&format!("{{{}}}", shown(words))),
                other => out.push_str(&format!("[{}]", inline_text(std::slice::from_ref(other)))),
            }
        }
        out
    }

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    /// The pieces `ab`, an emphasised `cd`, line end and `ef`, code, and `gh`, with marks at these bytes.
    #[track_caller]
    fn check(marks: &[(usize, usize)], expect: &str) {
        let inner = vec![text("cd"), Inline::SoftBreak, text("ef")];
        let list = vec![text("ab"), Inline::Emphasis(inner), Inline::Code("x".into()), text("gh")];
        assert_eq!(running_text(&list), "abcd ef\u{fffc}gh");
        let marks: Vec<Mark> =
            marks.iter().map(|&(start, end)| Mark { range: start..end, citation: Some(CitationNo(0)) }).collect();
        assert_eq!(shown(&marked(list, &marks)), expect);
    }

    #[test]
    fn marks_stand_where_they_are_put() {
        check(&[], "ab*cd/ef*[x]gh");
        check(&[(0, 1), (1, 2)], "{a}{b}*cd/ef*[x]gh");
        check(&[(3, 6)], "ab*c{d/e}f*[x]gh");
        check(&[(2, 7)], "ab*{cd/ef}*[x]gh");
        check(&[(1, 3)], "a{b*c*}*d/ef*[x]gh");
        check(&[(0, 7)], "{ab*cd/ef*}[x]gh");
        check(&[(1, 3), (3, 4), (5, 6), (10, 12)], "a{b*c*}*{d}/{e}f*[x]{gh}");
    }

    #[test]
    fn a_sign_that_is_not_shown_leaves_one_text() {
        let marks = [Mark { range: 2..3, citation: None }];
        assert_eq!(marked(vec![text("a \\b")], &marks), [text("a b")]);
        assert_eq!(pieces(&[text("ab"), Inline::SoftBreak, text("c")]), [0..2, 3..4]);
    }
}
