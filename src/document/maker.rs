//! What is remembered while one document is made: where links lead, which terms and texts it has had, how deep it is.

use super::model::{Block, Text};
use super::presenter::{Medium, Presenter};
use crate::audience::Audience;
use crate::curriculum::{LessonId, Scope, ScopeId, TermId, TextId, Version};
use crate::direction::{self, Count, Direction};
use crate::syntax::lesson::Leaf;

/// Makes one document.
pub(crate) struct Maker<'a> {
    pub(super) base: Presenter<'a>,
    /// The lesson that it is of, and its version shown.
    pub(super) lesson: Option<(LessonId, &'a Version)>,
    pub(super) scope: &'a Scope,
    pub(super) leaves: &'a [Leaf],
    /// The language and direction of the words around: the document's, or a block's that says so.
    pub(super) lang: &'a str,
    pub(super) dir: Direction,
    /// The words of each direction since somebody last asked, but for those in `unread`.
    count: Count,
    /// Words that surely run from the left. They are counted where they stand among others, which is seldom.
    unread: Vec<&'a str>,
    /// The terms that running words have had, in order.
    pub(super) used: Vec<TermId>,
    /// The texts shown so far.
    pub(super) shown: Vec<TextId>,
    /// The footnote marks so far: the footnote's number, and which mark of its it is.
    pub(super) marks: Vec<(u32, u32)>,
    /// The headings that are open: the level that was typed, and the one that is shown.
    pub(super) levels: Vec<(u8, u8)>,
    /// How many blocks stand around this one.
    pub(super) depth: usize,
    /// Above zero where no glossary term is marked.
    pub(super) no_terms: u32,
    /// Whether line ends of the source are line ends.
    pub(super) keeps_lines: bool,
}

impl<'a> Maker<'a> {
    pub(super) fn new(base: Presenter<'a>) -> Maker<'a> {
        Maker {
            base,
            lesson: None,
            scope: base.curriculum.scope(base.curriculum.config_scope),
            leaves: &[],
            lang: base.lang,
            dir: base.dir(),
            count: Count::default(),
            unread: Vec::new(),
            used: Vec::new(),
            shown: Vec::new(),
            marks: Vec::new(),
            levels: vec![(1, 1)],
            depth: 0,
            no_terms: 0,
            keeps_lines: false,
        }
    }

    pub(super) fn audience(&self) -> Audience {
        self.base.audience()
    }

    pub(super) fn is_paper(&self) -> bool {
        self.base.setting.medium == Medium::Paper
    }

    /// A message of the theme's.
    pub(super) fn word(&self, id: &str) -> &'a str {
        self.base.words.get(id)
    }

    /// Works with the links of another file.
    pub(super) fn in_scope<T>(&mut self, scope: ScopeId, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.scope, self.leaves);
        self.scope = self.base.curriculum.scope(scope);
        self.leaves = &[];
        let done = work(self);
        (self.scope, self.leaves) = before;
        done
    }

    /// Works in another language, as a block says.
    pub(super) fn in_lang<T>(&mut self, lang: Option<&'a str>, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.lang, self.dir);
        if let Some(lang) = lang {
            (self.lang, self.dir) = (lang, direction::direction_of(lang, ""));
        }
        let done = work(self);
        (self.lang, self.dir) = before;
        done
    }

    /// Works without marking the glossary's terms.
    pub(super) fn without_terms<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        self.no_terms += 1;
        let done = work(self);
        self.no_terms -= 1;
        done
    }

    /// Works with a count of its own: gives the direction of what was made beside it.
    pub(super) fn counted<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> (T, Direction) {
        let before = std::mem::take(&mut self.count);
        let from = self.unread.len();
        let done = work(self);
        let mut own = self.count;
        // Words from the left change nothing as long as there are no others, and the document runs from the left too.
        if own.has_rtl() || self.dir == Direction::Rtl {
            self.unread.drain(from..).for_each(|words| own.read(words));
        }
        self.count = before;
        self.count.add(own);
        (done, own.direction(self.dir))
    }

    /// Works on what counts for nothing in the direction of what it stands in.
    pub(super) fn uncounted<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.count, self.unread.len());
        let done = work(self);
        self.count = before.0;
        self.unread.truncate(before.1);
        done
    }

    /// Counts words to those around, and gives the direction of a block of them.
    pub(super) fn count(&mut self, words: &str) -> Direction {
        let count = Count::of(words);
        self.count.add(count);
        count.direction(self.dir)
    }

    /// Counts words that surely run from the left, as the document does.
    pub(super) fn count_plain(&mut self, words: &'a str) {
        self.unread.push(words);
    }

    /// The level that a heading is shown at: one below the heading it stands under.
    pub(super) fn level(&mut self, typed: u8) -> u8 {
        while self.levels.len() > 1 && self.levels.last().is_some_and(|(own, _)| *own >= typed) {
            self.levels.pop();
        }
        let over = self.levels.last().map_or(1, |(_, shown)| *shown);
        let shown = (over + 1).clamp(2, 6);
        self.levels.push((typed, shown));
        shown
    }

    /// Works with headings of its own, which those after it do not stand under.
    pub(super) fn apart<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.levels.clone();
        let done = work(self);
        self.levels = before;
        done
    }

    /// The terms that the document has had.
    pub(super) fn terms(self) -> Vec<TermId> {
        self.used
    }
}

/// A text as a block.
pub(super) fn text_block(text: Text<'_>) -> Block<'_> {
    Block::Text(Box::new(text))
}
