//! Where a letter stands in a file, as itself or by its number: `&#x1F54A;` in Markdown, `"\\u05D0"` in YAML. Words nothing.

use std::ops::Range;

/// The bytes of the first place where a letter stands.
pub(super) fn find(text: &str, letter: char) -> Option<Range<usize>> {
    let itself = text.find(letter).map(|at| at..at + letter.len_utf8());
    itself.or_else(|| {
        let starts = text.match_indices(['&', '\\']).map(|(at, _)| at);
        let mut found = starts.filter_map(|at| Some((at, numbered(text.get(at..)?)?)));
        found.find(|(_, (c, _))| *c == letter).map(|(at, (_, length))| at..at + length)
    })
}

/// The letter that a text begins with by its number, and the bytes that it takes.
fn numbered(text: &str) -> Option<(char, usize)> {
    let (start, radix, length) = match text.as_bytes() {
        [b'&', b'#', b'x' | b'X', ..] => (3, 16, None),
        [b'&', b'#', ..] => (2, 10, None),
        [b'\\', b'x', ..] => (2, 16, Some(2)),
        [b'\\', b'u', ..] => (2, 16, Some(4)),
        [b'\\', b'U', ..] => (2, 16, Some(8)),
        _ => return None,
    };
    let rest = text.get(start..)?;
    let digits = match length {
        Some(length) => rest.get(..length)?,
        None => rest.get(..rest.find(';').filter(|end| *end <= 8)?)?,
    };
    let number = u32::from_str_radix(digits, radix).ok()?;
    // What is no letter's number is shown as a mark of its own.
    let letter = char::from_u32(number).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((letter, start + digits.len() + usize::from(length.is_none())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_by_their_numbers() {
        assert_eq!(find("a \u{12000}", '\u{12000}'), Some(2..6));
        assert_eq!(find("a & &#x12000; b", '\u{12000}'), Some(4..13));
        assert_eq!(find("&#73728;", '\u{12000}'), Some(0..8));
        assert_eq!(find("\"\\U00012000\"", '\u{12000}'), Some(1..11));
        assert_eq!(find("&#0;", char::REPLACEMENT_CHARACTER), Some(0..4));
        assert_eq!(find("&amp; \\ &#x;", '\u{12000}'), None);
    }
}
