//! What others ask of code: the tokens of a block, the names of languages, and the lines of a block as tokens.

use std::ops::Range;

#[cfg(feature = "code")]
use super::read;
use super::token::{Class, Found, Token};

/// Reads a block of code in a language, as a fence names it: `rust`, `py`, `C++`, whatever the capitals.
///
/// Bounded: of a block with very long lines, or that is very long itself, nothing is set apart (see `crate::limits`).
///
/// # Example
/// ```
/// use daf::code::{Class, Found, find};
///
/// if cfg!(feature = "code") {
///     let Found::Tokens(tokens) = find("python", "x = 1  # one\n") else { panic!("Python is known") };
///     let last = tokens.last().expect("there are some");
///     assert_eq!((last.class, last.range.clone()), (Class::Comment, 7..12));
/// }
/// assert_eq!(find("text", "x = 1"), Found::Plain);
/// ```
pub fn find(language: &str, text: &str) -> Found {
    if PLAIN.iter().any(|plain| plain.eq_ignore_ascii_case(language)) {
        return Found::Plain;
    }
    #[cfg(feature = "code")]
    return read::find(language, text);
    #[cfg(not(feature = "code"))]
    Found::Plain
}

/// The names of languages, for "did you mean".
pub fn names() -> Vec<String> {
    #[cfg(feature = "code")]
    return read::names();
    #[cfg(not(feature = "code"))]
    Vec::new()
}

/// What people name that is no language to be coloured.
const PLAIN: [&str; 6] = ["text", "txt", "plain", "plaintext", "none", "output"];

/// The lines of a block, each as tokens in order, `None` for plain words between.
pub fn lines<'t>(text: &'t str, tokens: &[Token]) -> Vec<Vec<(Option<Class>, &'t str)>> {
    let mut lines = Vec::new();
    let (mut at, mut next) = (0, tokens.iter().peekable());
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\n', '\r']).len();
        let mut parts = Vec::new();
        let mut add = |class, range: Range<usize>| {
            let words = text.get(range).unwrap_or_default();
            if !words.is_empty() {
                parts.push((class, words));
            }
        };
        let mut done = at;
        while let Some(token) = next.next_if(|token| token.range.start < end) {
            add(None, done..token.range.start);
            add(Some(token.class), token.range.clone());
            done = token.range.end;
        }
        add(None, done..end);
        lines.push(parts);
        at += line.len();
    }
    lines
}
