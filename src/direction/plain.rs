//! Directions in plain text: where no markup can carry them, the isolates of Unicode do (UAX #9, section 2.4).

use std::borrow::Cow;

use super::letters::{Direction, of_block, visible};
use super::phrases::{IsolateKind, isolates};

const LTR: char = '\u{2066}';
const RTL: char = '\u{2067}';
const END: char = '\u{2069}';

/// Words that stand among others of a direction, for a terminal, a feed or a calendar: each phrase of the other direction is an
/// isolate, and all of them one where they run the other way. Marks that were typed fall away; every isolate ends.
///
/// # Example
/// `in_plain("Read פרק ה' today", Direction::Ltr)` sets `פרק ה'` between U+2067 and U+2069.
pub fn in_plain(words: &str, around: Direction) -> Cow<'_, str> {
    let words = visible(words);
    let own = of_block(&words, around);
    let found = isolates(&words, own);
    if found.is_empty() && own == around {
        return words;
    }
    let mut out = String::with_capacity(words.len() + 16);
    if own != around {
        out.push(begin(own));
    }
    let mut ends: Vec<usize> = Vec::new();
    let mut starts = found.iter().peekable();
    for (at, c) in words.char_indices() {
        while ends.last().is_some_and(|&end| end <= at) {
            ends.pop();
            out.push(END);
        }
        while let Some(isolate) = starts.next_if(|isolate| isolate.range.start <= at) {
            out.push(match isolate.kind {
                IsolateKind::Phrase(direction) => begin(direction),
                IsolateKind::Number => LTR,
            });
            ends.push(isolate.range.end);
        }
        out.push(c);
    }
    out.extend(ends.iter().map(|_| END));
    if own != around {
        out.push(END);
    }
    Cow::Owned(out)
}

fn begin(direction: Direction) -> char {
    match direction {
        Direction::Ltr => LTR,
        Direction::Rtl => RTL,
    }
}
