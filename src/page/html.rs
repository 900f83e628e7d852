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

    /// How many bytes there are so far: a place to come back to with [`Html::insert`].
    pub(crate) fn place(&self) -> usize {
        self.out.len()
    }

    /// Puts markup in at a place of before.
    pub(crate) fn insert(&mut self, place: usize, markup: &Html) {
        if self.out.is_char_boundary(place) {
            self.out.insert_str(place, &markup.out);
        }
    }

    /// The words after a place, without the markup around them, counted.
    pub(crate) fn words_after(&self, place: usize) -> usize {
        let mut rest = self.out.as_bytes().get(place..).unwrap_or_default();
        let mut count = 0;
        loop {
            let end = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            let (words, tag) = rest.split_at(end);
            count += starts_of_words(words);
            match memchr::memchr(b'>', tag) {
                Some(end) => rest = tag.get(end + 1..).unwrap_or_default(),
                None => return count,
            }
        }
    }

    /// The markup so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.out
    }
}

/// How many runs without a space there are.
fn starts_of_words(text: &[u8]) -> usize {
    let (mut count, mut before) = (0, b' ');
    for &now in text {
        // Of all that stands below a space, markup holds nothing but white space.
        count += usize::from((before <= b' ') & (now > b' '));
        before = now;
    }
    count
}
