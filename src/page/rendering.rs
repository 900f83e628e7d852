//! How the parts of a page are rendered while it is written: each at once where the theme is daf's own, or put down to be rendered with
//! the page, where a part is a stranger's and a worker does it.
//!
//! A part is rendered before what it stands in. Tells nobody of a mistake: the page carries it.

use std::borrow::Cow;

use super::deferred::{Part, mark};
use super::engine::{Engine, Refusal};
use super::html::Html;
use super::values::{self, Map};

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
    /// The templates, and whether parts are rendered at once. Without them there is nothing to render.
    engine: Option<(&'a Engine, bool)>,
    root: String,
    parts: Parts,
}

impl<'a> Rendering<'a> {
    /// For a page whose way up to the root is `root`.
    pub(super) fn new(engine: Option<(&'a Engine, bool)>, root: &str) -> Rendering<'a> {
        Rendering { engine, root: root.to_owned(), parts: Parts::default() }
    }

    /// Renders a part into markup, or leaves a mark there.
    pub(super) fn render(&mut self, template: Cow<'static, str>, values: Map, is_foreign: bool, html: &mut Html) {
        match self.engine {
            Some((engine, true)) => match engine.part(&template, values, &self.root, is_foreign, html.rendered()) {
                Ok(()) => {}
                // One mistake of a template is enough.
                Err(refusal) if self.parts.refusals.is_empty() => self.parts.refusals.push((template, refusal)),
                Err(_) => {}
            },
            Some((_, false)) | None => {
                html.rendered().push_str(&mark(self.parts.deferred.len()));
                self.parts.deferred.push(Part { template, values: values::plain(values), is_foreign });
            }
        }
    }

    /// Whether the theme has a template of a name.
    pub(super) fn has(&self, template: &str) -> bool {
        self.engine.is_some_and(|(engine, _)| engine.has(template))
    }

    /// What the page is to carry.
    pub(super) fn finish(&mut self) -> Parts {
        std::mem::take(&mut self.parts)
    }
}
