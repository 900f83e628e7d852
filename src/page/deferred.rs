//! Parts of a page that are rendered with it, in another process: what each is, and how it gets to its place.
//!
//! Renders nothing.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::values::{Plain, PlainMap};

/// A part that is still to be rendered. Where its markup goes, markup of the page or of a later part holds its mark.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Part {
    /// The template, as `blocks/prompt.html`.
    pub(super) template: Cow<'static, str>,
    /// What it is filled with.
    pub(super) values: PlainMap,
    /// Whether what is around it runs the other way than the theme's words.
    pub(super) is_foreign: bool,
}

/// What begins and ends a mark. No markup holds either: both are control characters, which are never written.
const MARK: [char; 2] = ['\u{1}', '\u{2}'];

/// The mark of the part of a number.
pub(super) fn mark(number: usize) -> String {
    format!("{}{number}{}", MARK[0], MARK[1])
}

/// Puts rendered parts in the place of their marks, in all markup of some values.
pub(super) fn fill(values: &mut PlainMap, rendered: &[String]) {
    if !rendered.is_empty() {
        values.iter_mut().for_each(|(_, value)| fill_value(value, rendered));
    }
}

fn fill_value(value: &mut Plain, rendered: &[String]) {
    match value {
        Plain::Html(markup) => {
            if let Some(filled) = filled(markup, rendered) {
                *markup = filled;
            }
        }
        Plain::List(list) => list.iter_mut().for_each(|value| fill_value(value, rendered)),
        Plain::Map(map) => fill(map, rendered),
        Plain::Nothing | Plain::Bool(_) | Plain::Number(_) | Plain::Fraction(_) | Plain::Text(_) => {}
    }
}

/// Markup with rendered parts in the place of their marks; `None` where it has none.
fn filled(markup: &str, rendered: &[String]) -> Option<String> {
    let (before, mut rest) = markup.split_once(MARK[0])?;
    let mut out = before.to_owned();
    while let Some((number, after)) = rest.split_once(MARK[1]) {
        out.push_str(number.parse().ok().and_then(|at: usize| rendered.get(at)).map_or("", String::as_str));
        match after.split_once(MARK[0]) {
            Some((words, next)) => {
                out.push_str(words);
                rest = next;
            }
            None => {
                out.push_str(after);
                break;
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_where_their_marks_were() {
        let rendered = ["<p>one</p>".to_owned(), "<p>two</p>".to_owned()];
        assert_eq!(
            filled("a\u{1}1\u{2}b\u{1}0\u{2}\u{1}1\u{2}c", &rendered).as_deref(),
            Some("a<p>two</p>b<p>one</p><p>two</p>c")
        );
        assert_eq!(filled("nothing", &rendered), None);
    }
}
