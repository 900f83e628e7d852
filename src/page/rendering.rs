//! How the parts of a page are rendered while it is written: each at once where the theme is daf's own, or put down to be rendered with
//! the page, where a part is a stranger's and a worker does it.
//!
//! A part is rendered before what it stands in. Tells nobody of a mistake: the page carries it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::engine::Refusal;
use super::frame::Frame;
use super::html::Html;
use super::values::{self, Map, Plain, PlainMap};

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

/// What a page carries of its parts to where it is rendered.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// Whether any code on it is coloured.
    pub(super) has_code: bool,
    /// Those that are still to be rendered, in order.
    pub(super) deferred: Vec<Part>,
    /// What was refused of those that were rendered.
    pub(super) refusals: Vec<(Cow<'static, str>, Refusal)>,
}

/// Renders the parts of one page.
pub(crate) struct Rendering<'a> {
    /// The templates. Without them there is nothing to render.
    frame: Option<&'a Frame>,
    root: String,
    parts: Parts,
}

/// What begins and ends a mark. No markup holds either: both are control characters, which are never written.
const MARK: [char; 2] = ['\u{1}', '\u{2}'];

impl<'a> Rendering<'a> {
    /// For a page whose way up to the root is `root`.
    pub(super) fn new(frame: Option<&'a Frame>, root: &str) -> Rendering<'a> {
        Rendering { frame, root: root.to_owned(), parts: Parts::default() }
    }

    /// Renders a part into markup, or leaves a mark there.
    pub(super) fn render(&mut self, template: Cow<'static, str>, values: Map, is_foreign: bool, html: &mut Html) {
        match self.frame.and_then(Frame::at_once) {
            Some(engine) => match engine.part(&template, values, &self.root, is_foreign, html.rendered()) {
                Ok(()) => {}
                // One mistake of a template is enough.
                Err(refusal) if self.parts.refusals.is_empty() => self.parts.refusals.push((template, refusal)),
                Err(_) => {}
            },
            None => {
                html.rendered().push_str(&format!("{}{}{}", MARK[0], self.parts.deferred.len(), MARK[1]));
                self.parts.deferred.push(Part { template, values: values::plain(values), is_foreign });
            }
        }
    }

    /// Whether the theme has a template of a name.
    pub(super) fn has(&self, template: &str) -> bool {
        self.frame.is_some_and(|frame| frame.has(template))
    }

    /// What the page is to carry.
    pub(super) fn finish(&mut self) -> Parts {
        std::mem::take(&mut self.parts)
    }
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
