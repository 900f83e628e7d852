//! Which bracket and which quotation mark belongs to which. Each kind is paired by itself, in one pass; what has no partner stays alone.

use super::letters::{Direction, is_mark, of_letter};

/// The partners of the brackets and quotation marks of a text.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// By the place of the one, the place of the other and its length in bytes; in order of place.
    partners: Vec<(usize, usize, usize)>,
}

impl Pairs {
    /// Pairs the signs of a text.
    pub(super) fn of(text: &str) -> Pairs {
        let mut finder = PairFinder::new(text);
        finder.read();
        let mut partners = finder.found;
        partners.sort_unstable();
        Pairs { partners }
    }

    /// Where the partner of the sign at a place stands, and how many bytes it takes.
    pub(super) fn partner(&self, at: usize) -> Option<(usize, usize)> {
        let index = self.partners.binary_search_by_key(&at, |(own, _, _)| *own).ok()?;
        let (_, other, length) = self.partners[index];
        Some((other, length))
    }
}

/// Kinds of signs that are paired: round, square, curly and pointed brackets, and so on.
const BRACKETS: [(char, char); 7] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('\u{2329}', '\u{232a}'), ('«', '»'), ('‹', '›')];
/// The stack of double quotation marks, after those of [`BRACKETS`].
const DOUBLE: usize = BRACKETS.len();
/// The stack of single quotation marks.
const SINGLE: usize = DOUBLE + 1;

struct PairFinder<'t> {
    text: &'t str,
    chars: Vec<(usize, char)>,
    open: [Vec<(usize, char)>; SINGLE + 1],
    found: Vec<(usize, usize, usize)>,
    /// For each sign, whether a double quotation mark that can close stands after it, and a single one: looked up from the end, once.
    closes_later: Vec<(bool, bool)>,
}

impl<'t> PairFinder<'t> {
    fn new(text: &'t str) -> Self {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut finder =
            PairFinder { text, chars, open: Default::default(), found: Vec::new(), closes_later: Vec::new() };
        finder.closes_later = finder.closings();
        finder
    }

    fn closings(&self) -> Vec<(bool, bool)> {
        let mut later = vec![(false, false); self.chars.len()];
        let mut seen = (false, false);
        for at in (0..self.chars.len()).rev() {
            later[at] = seen;
            match self.chars[at].1 {
                '"' | '”' | '“' | '\u{5f4}' => seen.0 = self.closes(at).unwrap_or(seen.0),
                '\'' | '’' | '\u{5f3}' => seen.1 = self.closes(at).unwrap_or(seen.1),
                '\n' => seen = (false, false),
                _ => {}
            }
        }
        later
    }

    /// Whether a mark can close what is quoted, or opens it; `None` where it does neither.
    fn closes(&self, at: usize) -> Option<bool> {
        let after_word = at > 0 && !is_space(self.chars[at - 1].1);
        if after_word && !self.letter(at + 1) {
            Some(true)
        } else {
            (!self.letter(at.wrapping_sub(1))).then_some(false)
        }
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|(_, c)| *c)
    }

    fn letter(&self, at: usize) -> bool {
        self.char(at).is_some_and(|c| of_letter(c).is_some() || is_mark(c))
    }

    /// Whether what stands at a place may begin what is quoted: after a space, a bracket, a dash, or nothing.
    fn begins(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.char(at));
        let before = before.is_none_or(|c| {
            is_space(c)
                || matches!(c, '(' | '[' | '{' | '«' | '‹' | '-' | '\u{5be}' | '\u{2010}'..='\u{201f}' | '"' | '\'')
        });
        before && self.char(at + 1).is_some_and(|c| !is_space(c))
    }

    fn read(&mut self) {
        for at in 0..self.chars.len() {
            let c = self.chars[at].1;
            if let Some(kind) = BRACKETS.iter().position(|(open, _)| *open == c) {
                self.open[kind].push(self.chars[at]);
            } else if let Some(kind) = BRACKETS.iter().position(|(_, close)| *close == c) {
                self.close(kind, at);
            } else {
                self.quotation(at, c);
            }
        }
    }

    fn quotation(&mut self, at: usize, c: char) {
        match c {
            '"' | '\u{5f4}' => self.straight(at),
            '„' | '‟' => self.open[DOUBLE].push(self.chars[at]),
            '“' | '”' => {
                let is_open = self.open[DOUBLE].last().is_some();
                let opens = self.begins(at) && (!is_open || self.letter(at + 1));
                match opens && (c == '“' || !is_open) && !self.letter(at.wrapping_sub(1)) {
                    true => self.open[DOUBLE].push(self.chars[at]),
                    false => self.close(DOUBLE, at),
                }
            }
            '‚' => self.open[SINGLE].push(self.chars[at]),
            '\'' | '‘' | '’' | '\u{5f3}' => self.single(at, c),
            _ => {}
        }
    }

    /// A straight double mark: gershayim inside a Hebrew word, else an opening or a closing mark by what stands around it.
    fn straight(&mut self, at: usize) {
        if self.letter(at.wrapping_sub(1)) && self.letter(at + 1) {
            if self.closes_later[at].0 && self.opens_after_prefix(at) {
                self.open[DOUBLE].push(self.chars[at]);
            }
        } else if self.begins(at) {
            self.open[DOUBLE].push(self.chars[at]);
        } else {
            self.close(DOUBLE, at);
        }
    }

    /// Whether a mark between two Hebrew letters opens what is quoted (`ו"תודה"`) rather than standing for gershayim (`חז"ל`): only
    /// letters that are written together with a word stand before it, and more than one letter after it.
    fn opens_after_prefix(&self, at: usize) -> bool {
        let before = self.chars[..at].iter().rev().map(|(_, c)| *c).filter(|c| !is_mark(*c));
        let prefix: Vec<char> = before.take(4).take_while(|c| of_letter(*c).is_some()).collect();
        let is_prefix = prefix.len() <= 3 && prefix.iter().all(|c| "והבכלמש".contains(*c));
        let after = self.chars[at + 1..].iter().map(|(_, c)| *c).filter(|c| !is_mark(*c));
        let letters = after.take(2).take_while(|c| of_letter(*c) == Some(Direction::Rtl)).count();
        is_prefix && (letters > 1 || self.is_foreign(at))
    }

    /// Whether a Latin letter, or one of another script from the left, stands behind the mark: `ה'Power'`.
    fn is_foreign(&self, at: usize) -> bool {
        self.char(at + 1).and_then(of_letter) == Some(Direction::Ltr)
    }

    /// A single mark: an apostrophe or geresh between letters, else an opening mark, else a closing one where one is open.
    fn single(&mut self, at: usize, c: char) {
        let (before, after) = (self.letter(at.wrapping_sub(1)), self.letter(at + 1));
        if before && after {
            if self.closes_later[at].1 && self.is_foreign(at) && self.opens_after_prefix(at) {
                self.open[SINGLE].push(self.chars[at]);
            }
            return;
        }
        if c == '‘' || (self.begins(at) && !before) {
            self.open[SINGLE].push(self.chars[at]);
        } else {
            self.close(SINGLE, at);
        }
    }

    fn close(&mut self, kind: usize, at: usize) {
        let Some((open, sign)) = self.open[kind].pop() else { return };
        let (close, own) = self.chars[at];
        debug_assert!(self.text.is_char_boundary(close));
        self.found.push((open, close, own.len_utf8()));
        self.found.push((close, open, sign.len_utf8()));
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}
