//! What is said of names that look the same and are written in other signs. Decides nothing.

use unicode_normalization::char::is_combining_mark;

use crate::diag::code::Code;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::quote::quote;

/// Two files whose paths look the same.
pub(crate) fn same_names(first: &str, twin: &str) -> Diagnostic {
    let message = format!("two files have the same name, written with different characters: {}", quote(first));
    let diagnostic = Diagnostic::named(Code::DuplicateAddress, twin, message);
    let differs = difference(first, twin).map(|(one, other)| {
        format!(
            "look where they differ: {} is {} in one of them and {} in the other",
            quote(one),
            signs(one),
            signs(other)
        )
    });
    diagnostic.help_if(differs).help("delete one of the two, or give it a name that looks different")
}

/// The first letters, with their marks, that differ.
fn difference<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    let pairs = one.char_indices().zip(other.chars());
    let mut letter = 0;
    let mut at = None;
    for ((start, c), d) in pairs {
        if !is_combining_mark(c) {
            letter = start;
        }
        if c != d {
            at = Some(letter);
            break;
        }
    }
    let at = at.unwrap_or(letter);
    let cut = |text: &'a str| {
        let rest = text.get(at..)?;
        let end = rest.char_indices().skip(1).find(|(_, c)| !is_combining_mark(*c)).map_or(rest.len(), |(end, _)| end);
        rest.get(..end)
    };
    Some((cut(one)?, cut(other)?))
}

/// What a letter is made of: `one sign (U+00E9)`, `2 signs (U+0065 U+0301)`.
fn signs(letter: &str) -> String {
    let codes: Vec<String> = letter.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    match codes.as_slice() {
        [code] => format!("one character ({code})"),
        codes => format!("{} characters ({})", codes.len(), codes.join(" ")),
    }
}
