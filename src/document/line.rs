//! Lines of plain words: titles, summaries, labels, and lines that are put together of several.

use std::borrow::Cow;

use super::maker::Maker;
use super::model::{Line, Span};
use crate::direction::{self, Direction, Isolate, IsolateKind};
use crate::display;

impl<'a> Maker<'a> {
    /// Plain words.
    pub(crate) fn line(&mut self, words: &'a str) -> Line<'a> {
        let words = self.cleaned(words);
        self.plain(words)
    }

    /// Words that were put together.
    pub(crate) fn said(&mut self, words: String) -> Line<'a> {
        match direction::visible(&words) {
            Cow::Owned(visible) => self.plain(Cow::Owned(visible)),
            Cow::Borrowed(_) => self.plain(Cow::Owned(words)),
        }
    }

    /// Words as a document shows them: without hidden marks, and on paper with the divine names as they are asked for.
    pub(super) fn cleaned(&self, words: &'a str) -> Cow<'a, str> {
        let words = direction::visible(words);
        if !self.is_paper() {
            return words;
        }
        match words {
            Cow::Borrowed(words) => display::with_divine_name(self.base.setting.show.divine_name, words),
            Cow::Owned(words) => {
                display::with_divine_name(self.base.setting.show.divine_name, &words).into_owned().into()
            }
        }
    }

    fn plain(&mut self, words: Cow<'a, str>) -> Line<'a> {
        if let (Cow::Borrowed(plain), true) = (&words, self.is_plain(&words)) {
            self.count_plain(plain);
            return Line { dir: self.dir, lang: self.lang, spans: vec![Span::Text { words }] };
        }
        let (lang, dir) = self.direction(&words);
        let isolates = direction::isolates(&words, dir);
        let spans = if isolates.is_empty() {
            vec![Span::Text { words }]
        } else {
            let mut spans = Vec::with_capacity(2 * isolates.len() + 1);
            self.part(&words, 0..words.len(), &isolates, &mut spans);
            spans
        };
        Line { dir, lang, spans }
    }

    /// Whether words need no second look: the document runs from the left, and no letter of them from the right.
    pub(super) fn is_plain(&self, words: &str) -> bool {
        self.dir == Direction::Ltr && !direction::has_rtl(words)
    }

    /// The language and direction of a block by its words, which are counted to those around it.
    pub(super) fn direction(&mut self, words: &str) -> (&'a str, Direction) {
        let dir = self.count(words);
        let lang = if dir == self.dir { self.lang } else { self.lang_of(words, dir) };
        (lang, dir)
    }

    /// The language of words of a direction, where nobody says it.
    pub(super) fn lang_of(&self, words: &str, dir: Direction) -> &'a str {
        let config = &self.base.curriculum.config;
        let known = config.languages.iter().map(String::as_str);
        direction::lang_of(words, dir, std::iter::once(self.lang).chain(known))
    }

    /// A part of a line whose isolates stand in `isolates`.
    fn part(&self, words: &str, part: std::ops::Range<usize>, isolates: &[Isolate], spans: &mut Vec<Span<'a>>) {
        let text = |range: std::ops::Range<usize>, spans: &mut Vec<Span<'a>>| {
            if !range.is_empty() {
                spans.push(Span::Text { words: words.get(range).unwrap_or_default().to_owned().into() });
            }
        };
        let mut done = part.start;
        let mut at = 0;
        while let Some(isolate) = isolates.get(at) {
            let inside = isolates[at + 1..].iter().take_while(|inner| inner.range.start < isolate.range.end).count();
            text(done..isolate.range.start, spans);
            let mut own = Vec::new();
            self.part(words, isolate.range.clone(), &isolates[at + 1..at + 1 + inside], &mut own);
            spans.push(self.isolate(words, isolate, own));
            done = isolate.range.end;
            at += 1 + inside;
        }
        text(done..part.end, spans);
    }

    /// An isolate around spans.
    pub(super) fn isolate(&self, words: &str, isolate: &Isolate, spans: Vec<Span<'a>>) -> Span<'a> {
        match isolate.kind {
            IsolateKind::Number => Span::Number { spans },
            IsolateKind::Phrase(dir) => {
                let lang = self.lang_of(words.get(isolate.range.clone()).unwrap_or_default(), dir);
                Span::Phrase { dir, lang, spans }
            }
        }
    }

    /// Lines one after another with something between: one line, in the direction of its words.
    pub(super) fn joined(&mut self, parts: &[&str], between: &str) -> Line<'a> {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        let words = parts.join(between);
        let words = match self.is_paper() {
            true => {
                display::with_divine_name(self.base.setting.show.divine_name, &direction::visible(&words)).into_owned()
            }
            false => direction::visible(&words).into_owned(),
        };
        self.said(words)
    }
}
