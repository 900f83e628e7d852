//! A buffer of HTML, and the only way into it: fixed markup as `&'static str`, everything else escaped.
//!
//! What an author wrote cannot reach a page unescaped, because nothing here takes it but [`Html::text`], [`Html::attr`]
//! and their like. The one exception, sanitized raw HTML, has a function of its own. Knows nothing of lessons.

use std::fmt::Write as _;

use super::escape;

/// HTML in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Html {
    out: String,
}

impl Html {
    /// An empty buffer with room for a page's body.
    pub(crate) fn with_room(bytes: usize) -> Html {
        Html { out: String::with_capacity(bytes) }
    }

    /// Markup of our own.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.out.push_str(markup);
        self
    }

    /// Words of anybody's.
    pub(crate) fn text(&mut self, words: &str) -> &mut Html {
        escape::push(&mut self.out, words);
        self
    }

    /// An attribute with a value of anybody's.
    pub(crate) fn attr(&mut self, name: &'static str, value: &str) -> &mut Html {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::push(&mut self.out, value);
        self.out.push('"');
        self
    }

    /// A number.
    pub(crate) fn number(&mut self, number: u32) -> &mut Html {
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{number}");
        self
    }

    /// An element with words in it: `<p class="…">words</p>`, given as its opening and closing tags.
    pub(crate) fn element(&mut self, open: &'static str, words: &str, close: &'static str) -> &mut Html {
        self.raw(open).text(words).raw(close)
    }

    /// Raw HTML of an author's, through the sanitizer.
    pub(crate) fn sanitized(&mut self, markup: &str) -> &mut Html {
        self.out.push_str(&super::raw::clean(markup));
        self
    }

    /// Where a template writes: what it is filled with is escaped there.
    pub(super) fn rendered(&mut self) -> &mut String {
        &mut self.out
    }

    /// The markup so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.out
    }
}
