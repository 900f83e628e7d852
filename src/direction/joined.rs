//! What is written together with a word: numbers, addresses, names of files. They are one thing, and never parted or turned round.
//!
//! Looks at the signs between two spaces; what stands in running text beside a word is none of its business. Linear: a piece is
//! bounded by the letters of the block's own around it.

use std::ops::Range;

use super::letters::{Direction, is_mark, of_letter};
use super::numbers::is_digit;

/// Where a phrase begins that begins with a number or a sign of its first word: `3D`, `7:30pm`, `501(c)`, `$5M`, `10 AM`.
pub(super) fn start(text: &str, block: Direction, floor: usize, start: usize) -> usize {
    let before = text.get(floor..start).unwrap_or_default();
    let word = before.rfind(|c: char| is_edge(c, block)).map_or(0, |at| after(before, at));
    let own = before[..word].chars().next_back().filter(|c| is_own(*c, block));
    let piece = &before[word..];
    if piece.is_empty() {
        return half_day(text, block, floor, start).unwrap_or(start);
    }
    // Behind a letter of the block's own, what joins is the block's: `ה-3D`. Digits there end a word of it.
    let trimmed = piece.trim_start_matches(|c| is_opening(c) || (own.is_some() && is_hyphen(c)));
    let is_bare = trimmed.chars().all(is_digit);
    let takes = trimmed.chars().any(is_digit) && (own.is_none() || trimmed.len() < piece.len() || !is_bare);
    if !takes {
        return start;
    }
    floor + word + piece.len() - trimmed.len()
}

/// `10:00` before `AM`, `a.m.` and the like, a space between.
fn half_day(text: &str, block: Direction, floor: usize, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let is_half = ["am", "pm", "a.m", "p.m"].iter().any(|half| {
        rest.get(..half.len()).is_some_and(|own| own.eq_ignore_ascii_case(half))
            && rest[half.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric())
    });
    let before = text.get(floor..start)?;
    let number = before.strip_suffix([' ', '\u{a0}', '\u{202f}']).filter(|_| is_half)?;
    if !number.ends_with(is_digit) {
        return None;
    }
    let word = number.rfind(|c: char| is_edge(c, block)).map_or(0, |at| after(number, at));
    let piece = number[word..].trim_start_matches(|c: char| !is_digit(c));
    Some(floor + number.len() - piece.len())
}

/// Where a phrase ends that goes on in numbers and signs of its last word. Of a Hebrew one only what stands behind a hyphen or at
/// its letter: `ה-12`, `פרק12`; of a Latin one all: `MP3`, `lesson_2`, `501(c)(3)`.
pub(super) fn end(text: &str, block: Direction, start: usize, end: usize, next: usize) -> usize {
    let rest = text.get(end..next).unwrap_or_default();
    let piece = rest.split(|c: char| is_edge(c, block)).next().unwrap_or_default();
    if !piece.contains(is_digit) {
        return end;
    }
    let behind_hyphen = piece.strip_prefix(['-', '\u{2010}', '\u{2011}']).unwrap_or(piece);
    if block == Direction::Ltr && !behind_hyphen.starts_with(is_digit) {
        return end;
    }
    // A word of the block's own goes on there: `ה-12th`.
    let own = rest[piece.len()..].chars().next().filter(|c| is_own(*c, block));
    if block == Direction::Ltr && own.is_some() {
        return end;
    }
    let whole = text.get(start..end + piece.len()).unwrap_or_default();
    let mut open: i32 =
        whole.chars().map(|c| i32::from(is_opening_bracket(c)) - i32::from(is_closing_bracket(c))).sum();
    let mut kept = piece;
    while let Some(last) = kept.chars().next_back() {
        let is_sentence =
            matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '”' | '’' | '…' | '\u{5f4}' | '\u{5f3}')
                || is_hyphen(last)
                || is_opening_bracket(last)
                || (is_closing_bracket(last) && open < 0);
        if !is_sentence {
            break;
        }
        open -= i32::from(is_opening_bracket(last)) - i32::from(is_closing_bracket(last));
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    if kept.contains(is_digit) { end + kept.len() } else { end }
}

/// The addresses of a text, without the marks of the sentence around them.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let from = at;
        at += word.len();
        let trimmed = word.trim_end();
        let begun = trimmed.trim_start_matches(is_opening);
        if begun.contains("://") || begun.starts_with("www.") {
            let ends = |c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '\'' | '>' | '…');
            let whole = begun.trim_end_matches(ends);
            let start = from + trimmed.len() - begun.len();
            found.push(start..start + whole.len());
        }
    }
    found
}

fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Where what is written together ends: a space, a letter of the block's own, a thing without letters such as a footnote's mark.
fn is_edge(c: char, block: Direction) -> bool {
    c.is_whitespace() || c == '\u{fffc}' || is_own(c, block)
}

/// A letter of the block's own, or a mark on one.
fn is_own(c: char, block: Direction) -> bool {
    of_letter(c) == Some(block) || is_mark(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{5be}' | '\u{2010}'..='\u{2015}' | '/')
}

fn is_opening(c: char) -> bool {
    is_opening_bracket(c) || matches!(c, '"' | '\'' | '“' | '‘' | '„' | '‚' | '«' | '‹' | '\u{5f4}' | '\u{ff0f}')
}

fn is_opening_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<')
}

fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}
