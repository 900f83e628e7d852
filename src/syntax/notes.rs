//! Editors' notes, `<!-- … -->`: where they stand, and the text without them.
//!
//! A note is the writers' own and is in no output. Knows no Markdown: which bytes are code, in which nothing is a note, is told
//! by whoever asks. Reports nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::edited::TextEdit;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The notes of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Notes {
    /// With their signs, in order.
    pub(crate) ranges: Vec<Range<usize>>,
    /// Whether the last one is never closed, and goes on to the end.
    pub(crate) is_open: bool,
}

/// Whether a text may hold one: spares most of them a closer look.
pub(crate) fn may_stand_in(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), OPEN.as_bytes()).is_some()
}

/// The notes of a text in which `code` are the ranges of code.
pub(crate) fn find(text: &str, code: &[Range<usize>]) -> Notes {
    let mut notes = Notes::default();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(OPEN)) {
        let start = at + found;
        let inside = start + OPEN.len();
        if is_in(code, start) || is_escaped(text, start) {
            at = inside;
            continue;
        }
        let rest = text.get(inside..).unwrap_or_default();
        // `<!-->` is a whole one by the letter of HTML; what was meant is nearly always a note that is closed further on.
        let length = rest.find(CLOSE).map(|end| end + CLOSE.len()).or_else(|| rest.starts_with('>').then_some(1));
        let end = length.map_or(text.len(), |length| inside + length);
        notes.is_open = length.is_none();
        notes.ranges.push(start..end);
        at = end;
    }
    notes
}

/// Whether a byte stands in one of these ranges, which are in order.
pub(crate) fn is_in(ranges: &[Range<usize>], at: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= at);
    after.checked_sub(1).and_then(|last| ranges.get(last)).is_some_and(|range| at < range.end)
}

/// Whether an odd number of backslashes stands before a byte.
pub(crate) fn is_escaped(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The text with spaces for the notes' bytes: whoever reads it line by line meets none, and each other byte keeps its place.
pub(crate) fn blanked<'a>(text: &'a str, notes: &Notes) -> Cow<'a, str> {
    if notes.ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blank = String::with_capacity(text.len());
    for range in &notes.ranges {
        blank.push_str(text.get(blank.len()..range.start).unwrap_or_default());
        blank.extend(std::iter::repeat_n(' ', range.len()));
    }
    blank.push_str(text.get(blank.len()..).unwrap_or_default());
    Cow::Owned(blank)
}

/// The edits that take the notes out of a text as if they had not been typed: lines that hold nothing else go with them, and of the
/// spaces on both sides one side's stay.
pub(crate) fn edits(text: &str, notes: &Notes) -> Vec<TextEdit> {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut ranges = notes.ranges.iter().cloned().peekable();
    while let Some(mut range) = ranges.next() {
        // Notes with nothing but spaces between them go as one.
        while let Some(next) = ranges.next_if(|next| {
            text.get(range.end..next.start).is_some_and(|between| between.bytes().all(|b| matches!(b, b' ' | b'\t')))
        }) {
            range.end = next.end;
        }
        edits.push((around(text, range), Cow::Borrowed("")));
    }
    edits
}

/// A note with what goes with it.
fn around(text: &str, range: Range<usize>) -> Range<usize> {
    let (before, after) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
    let spaces_before = before.len() - before.trim_end_matches([' ', '\t']).len();
    let spaces_after = after.len() - after.trim_start_matches([' ', '\t']).len();
    let line = range.start - spaces_before;
    let begins_line = before.get(..line).is_none_or(|before| before.is_empty() || before.ends_with(['\n', '\r']));
    let rest = after.get(spaces_after..).unwrap_or_default();
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|end| rest.starts_with(end)).map_or(0, str::len);
    let ends_line = line_end > 0 || rest.is_empty();
    match (begins_line, ends_line) {
        (true, true) => line..range.end + spaces_after + line_end,
        (true, false) => range.start..range.end + spaces_after,
        (false, true) => line..range.end + spaces_after,
        (false, false) if rest.starts_with(['.', ',', ';', ':', '!', '?', ')']) => line..range.end + spaces_after,
        (false, false) if spaces_before > 0 => range.start..range.end + spaces_after,
        (false, false) => range,
    }
}

/// A text without its notes.
pub(crate) fn without<'a>(text: &'a str, notes: &Notes) -> Cow<'a, str> {
    super::edited::Edited::new(text, edits(text, notes)).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn leaves(text: &str, left: &str) {
        assert_eq!(without(text, &find(text, &[])), left);
    }

    #[test]
    fn a_note_goes_as_if_it_had_not_been_typed() {
        leaves("Words <!-- two --> in line.", "Words in line.");
        leaves("Words <!-- two -->.", "Words.");
        leaves("<!-- one --> Words", "Words");
        leaves("- a\n<!-- one -->\n- b", "- a\n- b");
        leaves("a\n\n<!--\nthree\n\nover lines\n-->\n\nb", "a\n\n\nb");
        leaves("a <!-- 1 --> <!-- 2 --> b", "a b");
        leaves("a<!-- 1 -->b", "ab");
        leaves("a <!-- never closed\n\nb", "a");
        leaves("a <!--> b --> c", "a c");
    }

    #[test]
    fn code_and_what_is_escaped_hold_none() {
        assert_eq!(find(r"\<!-- seen -->", &[]), Notes::default());
        let code = 2..14;
        assert_eq!(find("a `<!-- x -->` b", std::slice::from_ref(&code)), Notes::default());
    }
}
