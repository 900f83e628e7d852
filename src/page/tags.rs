//! The tags of a template, found by their signs alone: where each stands, what it is called, and how deep in loops.
//!
//! Knows as much of the template language as is needed to step over strings, comments and raw parts. Judges nothing.

use std::ops::Range;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its bytes, signs included.
    pub(super) range: Range<usize>,
    /// Its first word: `for`, `set`; empty for `{{ … }}`.
    pub(super) word: &'t str,
    /// What stands between its signs.
    pub(super) inside: &'t str,
    /// Whether what follows loses its spaces.
    pub(super) trims: bool,
    /// Loops around it.
    pub(super) depth: usize,
}

/// The tags of a template in order, without comments and what is raw.
pub(super) fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('{')).map(|step| at + step) {
        let close = match text.as_bytes().get(start + 1) {
            Some(b'#') => {
                let end = text.get(start..).and_then(|rest| rest.find("#}"));
                at = end.map_or(text.len(), |end| start + end + 2);
                continue;
            }
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let Some(end) = end(text, start + 2, close) else { break };
        let inside = text.get(start + 2..end - 2).unwrap_or_default();
        let trims = inside.ends_with('-');
        let inside = inside.strip_prefix('-').unwrap_or(inside);
        let inside = inside.strip_suffix('-').unwrap_or(inside).trim();
        let word = if close == "%}" { inside.split(|c: char| !c.is_alphanumeric() && c != '_').next() } else { None };
        let word = word.unwrap_or_default();
        at = end;
        match word {
            "raw" => at = end_of_raw(text, end),
            "endfor" => depth = depth.saturating_sub(1),
            _ => {
                tags.push(Tag { range: start..end, word, inside, trims, depth });
                depth += usize::from(word == "for");
            }
        }
    }
    tags
}

/// Where a tag ends, whose signs at the end are `close`: outside of its strings.
fn end(text: &str, from: usize, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.get(from..)?.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if text.get(from + at..)?.starts_with(close) => return Some(from + at + close.len()),
            None => {}
        }
    }
    None
}

fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("{%")).map(|step| at + step) {
        let inside = text.get(start + 2..).unwrap_or_default();
        let inside = inside.strip_prefix('-').unwrap_or(inside).trim_start();
        if inside.starts_with("endraw") {
            return end(text, start + 2, "%}").unwrap_or(text.len());
        }
        at = start + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_comments_and_raw_parts_are_stepped_over() {
        let text = "{# {% for #}{% raw -%}{% for x in y %}{%- endraw %}{%- for a in \"%}\" -%}{{ a ~ '}}' }}{% set b = 1 %}{% endfor %}{{ c }} { {% if";
        let found: Vec<_> = tags(text).into_iter().map(|tag| (tag.word, tag.inside, tag.trims, tag.depth)).collect();
        let expect = [
            ("for", "for a in \"%}\"", true, 0),
            ("", "a ~ '}}'", false, 1),
            ("set", "set b = 1", false, 1),
            ("", "c", false, 0),
        ];
        assert_eq!(found, expect);
    }
}
