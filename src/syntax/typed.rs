//! What people type that Markdown would read as running words though its meaning is one: put into Markdown's own signs before it is read.
//!
//! Bullets of word processors, no-break spaces after signs, lines with letters or dashes before them, emphasis that touches a letter. Works on
//! bytes of the text and gives edits; whatever stands in code is left alone, by whoever knows where code stands. Reports nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::edited::TextEdit;
use super::notes::is_escaped;
use crate::hebrew;

/// Stands beside a sign of emphasis so that the parser sees a letter there; taken out of everything that it gives. A code point that Unicode
/// promises never to use (noncharacter, core specification 23.7).
pub(crate) const JOINER: char = '\u{fdd0}';

/// The edits that bring a text into Markdown's signs.
pub(crate) fn edits(text: &str) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    line_ends(text, &mut edits);
    lines(text, &mut edits);
    emphasis(text, &mut edits);
    edits
}

/// Line ends that word processors have and Markdown has not: what ends a line of a paragraph keeps it, what ends a paragraph ends it.
fn line_ends(text: &str, edits: &mut Vec<TextEdit>) {
    if !may_hold_line_ends(text.as_bytes()) {
        return;
    }
    for (at, c) in text.char_indices() {
        let line = text.get(..at).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
        let new = match c {
            '\u{2029}' => "\n\n",
            // A heading is one line, and nothing in it is kept.
            '\u{2028}' | '\u{85}' | '\u{b}' if line.trim_start().starts_with('#') => "\n",
            '\u{2028}' | '\u{85}' | '\u{b}' => "\\\n",
            _ => continue,
        };
        edits.push((at..at + c.len_utf8(), Cow::Borrowed(new)));
    }
}

/// Whether one of the first bytes of those line ends stands in a text with the byte that follows it there.
fn may_hold_line_ends(bytes: &[u8]) -> bool {
    memchr::memchr3_iter(b'\x0b', 0xc2, 0xe2, bytes)
        .any(|at| matches!(bytes.get(at..), Some([b'\x0b', ..] | [0xc2, 0x85, ..] | [0xe2, 0x80, 0xa8 | 0xa9, ..])))
}

/// What begins a line that is none of Markdown's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListMark {
    /// A dash and a space, an arrow, a check mark.
    Sign(char),
    /// A letter or number with a full stop or bracket: where it stands in its row.
    Counter { kind: char, number: u32 },
}

/// One line of a paragraph that begins with a mark.
struct MarkedLine {
    mark: ListMark,
    /// The end of the line before it.
    break_at: usize,
    is_first: bool,
}

fn lines(text: &str, edits: &mut Vec<TextEdit>) {
    let mut group: Vec<MarkedLine> = Vec::new();
    let mut at = 0;
    let mut before_end = 0;
    let mut is_first = true;
    let bytes = text.as_bytes();
    while at < bytes.len() {
        let end = memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let line = text.get(at..end).unwrap_or_default();
        let start = at + inner(line);
        let words = text.get(start..end).unwrap_or_default();
        // Only with a space after it a colon begins what a word means.
        if words.starts_with(':') && !words[1..].starts_with([':', ' ', '\t']) && words.len() > 1 {
            edits.push((start..start, Cow::Borrowed("\\")));
        }
        if ends_group(words) {
            kept(text, &mut group, edits);
            is_first = true;
        } else if signs(text, at, start, end, edits) {
            kept(text, &mut group, edits);
            is_first = words.starts_with('#');
        } else {
            if let Some(mark) = mark(words) {
                group.push(MarkedLine { mark, break_at: before_end, is_first });
            }
            is_first = false;
        }
        before_end = at + line.trim_end().len();
        at = end + 1;
    }
    kept(text, &mut group, edits);
}

/// Whether a line stands between paragraphs: a blank one, a block's fence, a row of a table, a rule.
fn ends_group(words: &str) -> bool {
    let words = words.trim();
    words.is_empty()
        || words.starts_with("::")
        || words.starts_with(['|', '`', '~'])
        || (words.len() > 2 && words.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_' | b' ')))
}

/// Where a line's words begin: after spaces and signs of quotations.
fn inner(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let spaces = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)).len();
        at += spaces;
        match line.as_bytes().get(at) {
            Some(b'>') => at += 1,
            _ => return at,
        }
    }
}

/// What is not seen and may stand before a sign, such as a mark of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2060}' | '\u{feff}')
}

/// A space that is none for Markdown's signs.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Puts the sign that begins the words at `start` right. True where it is a list's or a heading's, whoever wrote it.
fn signs(text: &str, line: usize, start: usize, end: usize, edits: &mut Vec<TextEdit>) -> bool {
    let words = text.get(start..end).unwrap_or_default();
    let Some((length, new)) = sign(words) else { return false };
    let rest = words.get(length..).unwrap_or_default();
    let gap = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)).len();
    let before = text.get(line..start).unwrap_or_default();
    if before.contains(|c: char| is_odd_space(c) || is_unseen(c)) {
        // Space of a kind that sets nothing in goes; what does is as wide as it looks.
        let plain: String =
            before.chars().filter(|&c| !is_unseen(c)).map(|c| if c == '>' || c == '\t' { c } else { ' ' }).collect();
        edits.push((line..start, Cow::Owned(plain)));
    }
    let typed = words.get(..length).unwrap_or_default();
    let spaces = rest.get(..gap).unwrap_or_default();
    let is_plain = spaces.chars().all(|c| matches!(c, ' ' | '\t'));
    match new {
        Some(new) => edits.push((start..start + length + gap, Cow::Owned(format!("{new} ")))),
        None if !is_plain => edits.push((start + length..start + length + gap, Cow::Borrowed(" "))),
        None => {}
    }
    !typed.is_empty()
}

/// The sign that begins words: its bytes, and Markdown's for it where it is another's. `None` where there is none.
fn sign(words: &str) -> Option<(usize, Option<&'static str>)> {
    let mut chars = words.chars();
    let first = chars.next()?;
    let next = chars.next();
    let is_space = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || is_unseen(c));
    match first {
        '#' => {
            let length = words.len() - words.trim_start_matches('#').len();
            (length <= 6 && is_space(words.get(length..)?.chars().next())).then_some((length, None))
        }
        '-' | '*' | '+' if is_space(next) => Some((1, None)),
        '0'..='9' => {
            let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = words.get(digits..)?;
            let is_sign = digits <= 9 && rest.starts_with(['.', ')']) && is_space(rest.chars().nth(1));
            is_sign.then_some((digits + 1, None))
        }
        '☐' | '❏' | '❐' | '❑' | '❒' => Some((first.len_utf8(), Some("- [ ]"))),
        '☑' | '☒' => Some((first.len_utf8(), Some("- [x]"))),
        // What a word processor's own bullet fonts leave behind stands in a private place.
        '•'
        | '●'
        | '○'
        | '◦'
        | '▪'
        | '▫'
        | '■'
        | '□'
        | '◆'
        | '◇'
        | '♦'
        | '‣'
        | '⁃'
        | '∙'
        | '➢'
        | '➤'
        | '►'
        | '▶'
        | '▸'
        | '❖'
        | '✦'
        | '✧'
        | '❯'
        | '⦁'
        | '\u{f000}'..='\u{f0ff}' => Some((first.len_utf8(), Some("-"))),
        '·' | '⋅' | '・' if is_space(next) => Some((first.len_utf8(), Some("-"))),
        // Bullets of a font for signs, pasted as the letters that they stand on.
        'o' | '§' | 'Ø' | 'ü' | 'q' | 'v' if next == Some('\t') => Some((first.len_utf8(), Some("-"))),
        _ => None,
    }
}

/// The mark that begins a line, where its line must stay one.
fn mark(words: &str) -> Option<ListMark> {
    let first = words.chars().next()?;
    let after = words.get(first.len_utf8()..)?;
    let spaced = after.starts_with(|c: char| c.is_whitespace());
    match first {
        '–' | '—' | '‒' | '―' | '−' | '־' if spaced => Some(ListMark::Sign('–')),
        '→' | '⇒' | '✓' | '✔' | '✗' | '✘' | '★' | '☆' => Some(ListMark::Sign(first)),
        '-' | '*' | '+' if after.starts_with(char::is_alphabetic) && !closes(after, first) => {
            Some(ListMark::Sign(first))
        }
        '(' => {
            let (inside, _) = after.split_once(')')?;
            counter(inside.trim(), '(')
        }
        c if c.is_alphanumeric() => {
            let (inside, rest) =
                words.split_at(words.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '׳'))?);
            let sign = rest.chars().next().filter(|c| matches!(c, '.' | ')' | '-' | '–'))?;
            let spaced = rest
                .get(sign.len_utf8()..)?
                .starts_with(|c: char| c.is_whitespace() || (sign != '-' && c.is_alphabetic()));
            spaced.then(|| counter(inside, sign)).flatten()
        }
        _ => None,
    }
}

/// Whether an asterisk of emphasis is closed on its line.
fn closes(after: &str, sign: char) -> bool {
    sign == '*' && after.contains('*')
}

/// A number, a letter or a Hebrew numeral as its place in a row.
fn counter(word: &str, kind: char) -> Option<ListMark> {
    let word = word.trim_end_matches(['\'', '׳']);
    let mut chars = word.chars();
    let (first, more) = (chars.next()?, chars.next().is_some());
    let number = match first {
        '0'..='9' => word.parse().ok().filter(|&number: &u32| number < 200)?,
        'a'..='z' if !more => u32::from(first) - u32::from('a') + 1,
        'A'..='Z' if !more => u32::from(first) - u32::from('A') + 1,
        'i' | 'v' | 'x' => {
            let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
            (1..).zip(roman).find_map(|(number, roman)| (roman == word).then_some(number))?
        }
        'א'..='ת' if word.chars().count() <= 3 => hebrew::from_numeral(word)?,
        _ => return None,
    };
    Some(ListMark::Counter { kind, number })
}

/// Keeps the lines of a paragraph apart that begin with marks of one kind: two at least, counters in their order.
fn kept(text: &str, group: &mut Vec<MarkedLine>, edits: &mut Vec<TextEdit>) {
    let follows = |one: &MarkedLine, next: &MarkedLine| match (one.mark, next.mark) {
        (ListMark::Sign(one), ListMark::Sign(next)) => one == next,
        (ListMark::Counter { kind: a, number: one }, ListMark::Counter { kind: b, number: next }) => {
            a == b && next == one + 1
        }
        _ => false,
    };
    for (at, line) in group.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| group.get(at));
        let in_row = before.is_some_and(|before| follows(before, line))
            || group.get(at + 1).is_some_and(|next| follows(line, next));
        // A backslash at its end keeps a line; two spaces there do so already.
        let kept =
            text.get(line.break_at..).is_some_and(|rest| rest.starts_with("  ")) || is_escaped(text, line.break_at);
        if in_row && !line.is_first && !kept {
            edits.push((line.break_at..line.break_at, Cow::Borrowed("\\")));
        }
    }
    group.clear();
}

/// Lets emphasis begin and end between a letter and a mark of punctuation, where CommonMark sees none (its rules for left- and right-flanking
/// runs): after a Hebrew prefix, before a word that is written on.
fn emphasis(text: &str, edits: &mut Vec<TextEdit>) {
    let bytes = text.as_bytes();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut paragraph = 0;
    while let Some(found) = memchr::memchr(b'*', &bytes[at..]) {
        let start = at + found;
        let length = bytes[start..].iter().take_while(|&&byte| byte == b'*').count();
        let end = start + length;
        at = end;
        if ends_paragraph(text.get(paragraph..start).unwrap_or_default()) {
            open.clear();
        }
        paragraph = start;
        let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { continue };
        if length > 3 || is_escaped(text, start) {
            continue;
        }
        let (last, next) = (before.chars().next_back().unwrap_or('\n'), after.chars().next().unwrap_or('\n'));
        let left = !next.is_whitespace() && (!is_punctuation(next) || last.is_whitespace() || is_punctuation(last));
        let right = !last.is_whitespace() && (!is_punctuation(last) || next.is_whitespace() || is_punctuation(next));
        let is_open = open.last() == Some(&length);
        if is_open && !last.is_whitespace() && (right || next.is_alphabetic()) {
            open.pop();
            if !right {
                edits.push((start..start, Cow::Owned(JOINER.to_string())));
            }
        } else if left {
            open.push(length);
        } else if !is_open
            && !next.is_whitespace()
            && (last.is_alphabetic() || is_letters_mark(last))
            && has_close(after, length)
        {
            open.push(length);
            edits.push((end..end, Cow::Owned(JOINER.to_string())));
        }
    }
}

/// Whether as many asterisks stand in the rest of a paragraph.
fn has_close(after: &str, length: usize) -> bool {
    let paragraph = after.find("\n\n").map_or(after, |end| after.get(..end).unwrap_or_default());
    paragraph.contains(&"***"[..length.min(3)])
}

fn ends_paragraph(between: &str) -> bool {
    memchr::memchr(b'\n', between.as_bytes()).is_some() && has_paragraph_end(between)
}

fn has_paragraph_end(between: &str) -> bool {
    between.contains("\n\n") || between.contains("\r\n\r\n") || between.contains("\n- ") || between.contains("\n> ")
}

/// What CommonMark counts as punctuation, nearly: neither letter, digit, space, nor mark on a letter.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !is_letters_mark(c) && !is_unseen(c)
}

/// A point, an accent or another mark that belongs to the letter before it.
fn is_letters_mark(c: char) -> bool {
    hebrew::is_mark(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

/// Takes the joiners out of what the parser gives.
pub(crate) fn without_joiners(text: &str) -> String {
    text.chars().filter(|&c| c != JOINER).collect()
}

/// Which of the edits do not stand in code.
pub(crate) fn outside(edits: Vec<TextEdit>, code: &[Range<usize>]) -> Vec<TextEdit> {
    edits.into_iter().filter(|(range, _)| !super::notes::is_in(code, range.start)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::edited::Edited;
    use super::*;

    fn typed(text: &str) -> String {
        Edited::new(text, edits(text)).text.replace(JOINER, "^")
    }

    #[test]
    fn bullets_and_spaces_become_signs() {
        assert_eq!(typed("• pens\n• paper"), "- pens\n- paper");
        assert_eq!(typed("Bring:\n●\tone\n\to\ttwo"), "Bring:\n- one\n\t- two");
        assert_eq!(typed("##\u{a0}Opening"), "## Opening");
        assert_eq!(typed("\u{200f}## פתיחה"), "## פתיחה");
        assert_eq!(typed("1.\u{a0}one\n-\u{a0}two"), "1. one\n- two");
        assert_eq!(typed("☐ pens\n☑ paper"), "- [ ] pens\n- [x] paper");
        assert_eq!(typed("> • a\n> • b"), "> - a\n> - b");
        assert_eq!(typed("One • two"), "One • two");
    }

    #[test]
    fn line_ends_of_word_processors_end_lines() {
        assert_eq!(typed("one\u{2028}two\u{2029}three\u{b}four"), "one\\\ntwo\n\nthree\\\nfour");
        assert_eq!(typed("## One\u{2028}two"), "## One\ntwo");
    }

    #[test]
    fn lines_with_marks_stay_lines() {
        assert_eq!(typed("– first\n– second"), "– first\\\n– second");
        assert_eq!(typed("Bring:\n(א) עט\n(ב) נייר"), "Bring:\\\n(א) עט\\\n(ב) נייר");
        assert_eq!(typed("א. אחד\nב. שתיים"), "א. אחד\\\nב. שתיים");
        assert_eq!(typed("a) one\nb) two\nof them"), "a) one\\\nb) two\nof them");
        assert_eq!(typed("-one\n-two"), "-one\\\n-two");
        assert_eq!(typed("1.one\n2.two"), "1.one\\\n2.two");
        assert_eq!(typed("Words that run\n– on and on."), "Words that run\n– on and on.");
        assert_eq!(typed("Vitamin\na. It is\nb. not"), "Vitamin\\\na. It is\\\nb. not");
        assert_eq!(typed("He came in 1930. It was\n1931. Then"), "He came in 1930. It was\n1931. Then");
    }

    #[test]
    fn emphasis_may_touch_a_letter() {
        assert_eq!(typed("קראנו ב**\"מסכת אבות\"** ואחר"), "קראנו ב**^\"מסכת אבות\"** ואחר");
        assert_eq!(typed("זה **חסד,**ואחר כך **צדק.**"), "זה **חסד,^**ואחר כך **צדק.**");
        assert_eq!(typed("**בֵּית־**כְּנֶסֶת; גם ה*\"אני\"*שלי."), "**בֵּית־^**כְּנֶסֶת; גם ה*^\"אני\"^*שלי.");
        assert_eq!(typed("**\"Justice,\"**she said."), "**\"Justice,\"^**she said.");
        for plain in ["2*(3+4)*5", "**bold** and *it*", "a * b * c", "- one\n- two", r"\*x\*", "*one*two", "** bold **"]
        {
            assert_eq!(typed(plain), plain);
        }
    }
}
