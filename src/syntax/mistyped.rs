//! What looks like a block and became none: colons before a name, wherever they stand and whatever they are made of.
//!
//! A facilitator's block that is mistyped would be read by everybody, so what may be meant as one is found here, in any running text:
//! spaced, escaped or full-width colons, semicolons of a shift that was not pressed, a block in a line, a quotation, a cell or a field, and the
//! signs that other programs have for it. Which bytes are code or a block, and which names there are, is told by whoever asks.
//! Reports nothing and reads no Markdown.

use std::borrow::Cow;
use std::cell::{RefCell, RefMut};
use std::ops::Range;

use super::notes::{is_escaped, is_in};

/// How well a word is known as the name of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    /// It is near to none.
    No,
    /// It is near to one, by a letter or two.
    Near,
    /// It is one.
    Exact,
}

/// What may have been meant as a block, or as the end of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mistyped {
    /// The signs and the name.
    pub(crate) range: Range<usize>,
    /// The name as typed; empty for what may have been meant to close a block.
    pub(crate) name: String,
    /// The signs alone, where colons in their place would make it a block: it begins a line, and nothing but spaces stands before it.
    pub(crate) signs: Option<Range<usize>>,
    /// What it was meant as.
    pub(crate) is_leaf: bool,
}

/// What is mistyped in a text, in order. `skip` are the ranges of code and of the lines that were read as blocks, in order.
pub(crate) fn find(typed: &str, skip: &[Range<usize>], known: impl Fn(&str) -> Known) -> Vec<Mistyped> {
    let text = &*decoded(typed);
    let mut found: Vec<Mistyped> = Vec::new();
    if !may_stand_in(text) {
        return found;
    }
    let cursor = LineCursor::new(text);
    let mut done = 0;
    for (at, _) in beginnings(text) {
        if at < done {
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        if !(is_sign(c) || c.is_ascii()) {
            continue;
        }
        // Code that is called by the name of a block begins with its fence.
        let opens_code = || matches!(c, '`' | '~') && skip.binary_search_by_key(&at, |range| range.start).is_ok();
        if is_in(skip, at) && !opens_code() {
            continue;
        }
        let one = if is_sign(c) { colons(&cursor, at, &known) } else { others(&cursor, at, &known) };
        if let Some(one) = one {
            done = one.range.end;
            found.push(one);
        } else if is_sign(c) {
            done = run(text, at).range.end;
        }
    }
    for (at, line) in lines(text).filter(|(_, line)| ends_in_sign(line)) {
        found.extend(turned(at, line, &known).filter(|one| !is_in(skip, one.range.start)));
    }
    if found.len() < 2 {
        return found;
    }
    found.sort_by_key(|one| one.range.start);
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let line = |at: usize| ends.partition_point(|&end| end < at);
    found.dedup_by(|second, first| {
        second.range.start < first.range.end || {
            // Colons that close on the line that opened are part of the one slip.
            second.name.is_empty() && !first.name.is_empty() && line(first.range.end) == line(second.range.start)
        }
    });
    found
}

/// The text with its character references for colons and for what is not seen as those characters, each byte in its place: what is left of
/// a reference's room is filled with what counts for nothing between colons.
fn decoded(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(';') {
        let start = part.rfind('&').filter(|&start| part.ends_with(';') && part.len() - start < 24);
        let sign =
            start.and_then(|start| referred(part.get(start + 1..part.len() - 1)?)).filter(|&c| is_sign(c) || is_gap(c));
        let (Some(start), Some(sign)) = (start, sign) else {
            out.push_str(part);
            continue;
        };
        out.push_str(part.get(..start).unwrap_or_default());
        let mut room = part.len() - start;
        if is_sign(sign) {
            out.push(if sign == ';' { ';' } else { ':' });
            room -= 1;
        }
        out.push_str(&"\u{ad}".repeat(room / 2));
        out.push_str(&"\\".repeat(room % 2));
    }
    Cow::Owned(out)
}

/// The character that a reference of HTML stands for, without its `&` and `;`.
fn referred(name: &str) -> Option<char> {
    match name {
        "colon" => Some(':'),
        "semi" => Some(';'),
        "nbsp" => Some('\u{a0}'),
        "shy" => Some('\u{ad}'),
        "zwnj" | "zwj" | "ZeroWidthSpace" | "NoBreak" => Some('\u{200b}'),
        "bsol" => Some('\\'),
        name => {
            let number = name.strip_prefix('#')?;
            let value = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(value.ok()?)
        }
    }
}
/// The bytes that something begins with that is looked at: the signs of others, and colons of every script. All else is passed over.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b":;!?`~[{<@\xcb\xd6\xd7\xe0\xe1\xe2\xea\xef";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// Where something may begin that is looked at, with its first byte. Of letters with more bytes than one, the second tells nearly all.
fn beginnings(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let bytes = text.as_bytes();
    let all = bytes.iter().enumerate().filter(|(_, byte)| MAY_BEGIN[usize::from(**byte)]);
    all.map(|(at, &byte)| (at, byte)).filter(|&(at, byte)| match (byte, bytes.get(at + 1)) {
        (0xd6, Some(&next)) => next == 0x89,
        (0xd7, Some(&next)) => next == 0x83,
        (0xe2, Some(&next)) => matches!(next, 0x81 | 0x88 | 0x8b | 0xa9),
        _ => true,
    })
}

/// A check that spares nearly every text the rest.
fn may_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let byte = |at: usize| bytes.get(at).copied();
    // Where a line begins, one sign is enough to look closer.
    let begins = |at: usize| at.checked_sub(1).is_none_or(|before| matches!(bytes[before], b'\n' | b'\r'));
    let cursor = LineCursor::new(text);
    beginnings(text).any(|(at, sign)| match sign {
        b':' | b';' => {
            let rest = text.get(at + 1..).unwrap_or_default();
            rest.trim_start_matches(is_gap).starts_with(is_sign) || (sign == b':' && cursor.begins_line(at))
        }
        b'!' | b'?' | b'`' | b'~' => at == 0 || (byte(at + 1) == Some(sign) && byte(at + 2) == Some(sign)),
        b'{' => begins(at) || byte(at + 1) == Some(b'%') || (byte(at + 1) == Some(b'{') && byte(at + 2) == Some(b'<')),
        b'[' => begins(at) || byte(at + 1) == Some(b'!'),
        b'<' | b'@' => begins(at),
        _ => {
            // The end of a verse is one of them only beside another.
            let rest = text.get(at..).unwrap_or_default();
            rest.starts_with(|c: char| is_sign(c) && c != '\u{5c3}') || rest.starts_with("\u{5c3}\u{5c3}")
        }
    })
}

/// A colon, or what looks like one: of another width or script, and the semicolon on its key.
fn is_sign(c: char) -> bool {
    c == ';' || weight(c) > 0
}

/// How many colons a sign stands for.
fn weight(c: char) -> usize {
    match c {
        ':' | '\u{ff1a}' | '\u{fe55}' | '\u{fe13}' | '\u{2236}' | '\u{a789}' | '\u{2d0}' | '\u{5c3}' | '\u{589}'
        | '\u{205a}' | '\u{16ec}' | '\u{1803}' | '\u{f14}' | '\u{fe30}' | '\u{22ee}' | '\u{205d}' => 1,
        '\u{2237}' | '\u{2a74}' => 2,
        _ => 0,
    }
}

/// What may stand between colons without parting them: spaces of any kind, backslashes, and what is not seen.
fn is_gap(c: char) -> bool {
    c == '\\'
        || (c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}'))
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' | '\u{34f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
}

/// Colons that stand together.
struct ColonRun {
    range: Range<usize>,
    count: usize,
    /// Whether nothing that can be seen stands between them.
    is_tight: bool,
    has_semicolons: bool,
}

fn run(text: &str, start: usize) -> ColonRun {
    let mut run = ColonRun { range: start..start, count: 0, is_tight: true, has_semicolons: false };
    let mut gap = 0;
    for (at, c) in text.get(start..).unwrap_or_default().char_indices() {
        if is_sign(c) {
            run.is_tight &= gap == 0;
            run.count += weight(c).max(1);
            run.has_semicolons |= c == ';';
            run.range.end = start + at + c.len_utf8();
            gap = 0;
        } else if is_gap(c) && gap < 3 {
            gap += usize::from(c.is_whitespace());
        } else {
            break;
        }
    }
    run
}

/// The line at hand while a text is gone through from its beginning: what is asked of it again and again is found once, because a line may
/// be as long as the text.
struct LineCursor<'a> {
    text: &'a str,
    line: RefCell<CurrentLine>,
}

/// What is known of a line.
#[derive(Default)]
struct CurrentLine {
    range: Range<usize>,
    /// Where its words begin, once it was asked.
    begins: Option<LineStart>,
    /// The word that was asked for last: its beginning, how far it was read, and whether `://` stands in it.
    word: (usize, usize, bool),
}

/// As far as a line holds nothing but signs: of lists, quotations, tables, headings, footnotes, emphasis.
#[derive(Clone, Copy)]
struct LineStart {
    /// Up to this byte.
    until: usize,
    /// And again from the end of a footnote's label up to this one.
    label: Option<(usize, usize)>,
}

impl<'a> LineCursor<'a> {
    fn new(text: &'a str) -> LineCursor<'a> {
        let line = CurrentLine { range: 0..line_end(text, 0), ..CurrentLine::default() };
        LineCursor { text, line: RefCell::new(line) }
    }

    /// Moves on to the line that a byte stands in.
    fn line(&self, at: usize) -> RefMut<'_, CurrentLine> {
        let mut line = self.line.borrow_mut();
        if !(line.range.start..=line.range.end).contains(&at) {
            let from = if at > line.range.end { line.range.end } else { 0 };
            let between = self.text.as_bytes().get(from..at).unwrap_or_default();
            let start = memchr::memrchr2(b'\n', b'\r', between).map_or(from, |end| from + end + 1);
            *line = CurrentLine { range: start..line_end(self.text, at), begins: None, word: (start, start, false) };
        }
        line
    }

    /// Whether nothing stands on the line before a byte but signs.
    fn begins_line(&self, at: usize) -> bool {
        let mut line = self.line(at);
        let range = line.range.clone();
        let LineStart { until, label } = *line.begins.get_or_insert_with(|| begins(self.text, range));
        at <= until || label.is_some_and(|(from, until)| (from..=until).contains(&at))
    }

    /// What stands on the line before a byte.
    fn before(&self, at: usize) -> &'a str {
        self.text.get(self.line(at).range.start..at).unwrap_or_default()
    }

    /// What stands on the line from a byte on.
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..self.line(at).range.end).unwrap_or_default()
    }

    /// Whether a word goes on to this byte, and whether it is an address.
    fn word_before(&self, at: usize) -> (bool, bool) {
        let mut line = self.line(at);
        let (mut start, mut read, mut is_address) = line.word;
        if read > at {
            (start, read, is_address) = (line.range.start, line.range.start, false);
        }
        let more = self.text.get(read..at).unwrap_or_default();
        if let Some((found, c)) = more.char_indices().rfind(|(_, c)| c.is_whitespace()) {
            (start, is_address) = (read + found + c.len_utf8(), false);
        }
        // The sign may have begun in what was read before.
        let from = start.max(read.saturating_sub(2));
        let signs = self.text.as_bytes().get(from..at).unwrap_or_default();
        is_address |= memchr::memmem::find(signs, b"://").is_some();
        line.word = (start, at, is_address);
        (start < at, is_address)
    }
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr2(b'\n', b'\r', rest).map_or(text.len(), |end| at + end)
}

/// As far as a line of a text holds nothing but signs.
fn begins(text: &str, range: Range<usize>) -> LineStart {
    let line = text.get(range.clone()).unwrap_or_default();
    // Where words begin in what is left of the line.
    let words = |rest: &str| {
        let found = rest.find(|c: char| c.is_alphanumeric() || is_sign(c)).unwrap_or(rest.len());
        range.end - rest.len() + found
    };
    let line = line.trim_start_matches(|c: char| is_gap(c) || matches!(c, '>' | '|'));
    match line.strip_prefix("[^").and_then(|label| label.split_once("]:")) {
        Some((_, rest)) => LineStart { until: words(line), label: Some((range.end - rest.len(), words(rest))) },
        None => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['.', ')']);
            LineStart { until: words(rest), label: None }
        }
    }
}

/// The word that begins `text`: where it ends.
fn word_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len())
}

/// Whether a word can be a name at all: two letters and more, the first no digit.
fn can_be_name(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().next().is_some_and(char::is_alphabetic)
}

/// What colons that begin at a byte were meant as.
fn colons(cursor: &LineCursor<'_>, start: usize, known: &impl Fn(&str) -> Known) -> Option<Mistyped> {
    let text = cursor.text;
    let run = run(text, start);
    let after = cursor.rest(run.range.end);
    let gap = after.len() - after.trim_start_matches(is_gap).len();
    let typed = after.get(gap..).unwrap_or_default();
    // `{.say}`, `"say"`, `*say*`, `[say]`: the name in whatever was put around it.
    let wrapped = typed.find(|c: char| c.is_alphanumeric() || c.is_whitespace() || is_sign(c)).unwrap_or(typed.len());
    let from = run.range.end + gap + wrapped;
    let named = typed.get(wrapped..).unwrap_or_default();
    let name = named.get(..word_length(named)).unwrap_or_default();
    // Asked last, and by those alone that need to know: most colons are plain ones in a sentence.
    let begins = || cursor.begins_line(start);
    if name.is_empty() {
        return if run.count > 2 { closing(cursor, &run, typed, begins()) } else { None };
    }
    // One colon is one only where nothing parts it from its name.
    if run.count == 1 && (gap > 0 || wrapped > 0 || run.has_semicolons) {
        return None;
    }
    let next = named.get(name.len()..).and_then(|rest| rest.chars().next());
    let opens = matches!(next, Some('{' | '['));
    let before = cursor.before(start).chars().next_back();
    let how = || known(name);
    // Part of an address, of a name in a program, or of a sigh.
    let (goes_on, is_address) = cursor.word_before(start);
    if is_address || next == Some('(') || (gap > 0 && goes_on && how() == Known::No && !begins()) {
        return None;
    }
    let is_one = match run.count {
        0 => false,
        1 => {
            let alone = matches!(next, None | Some('{' | '[' | ' ' | '\t'));
            // `: note` below a word is what that word means.
            let is_near = || how() == Known::Exact || (how() == Known::Near && next.is_none());
            !run.has_semicolons && gap == 0 && wrapped == 0 && alone && begins() && is_near()
        }
        2 if run.has_semicolons => begins() && how() == Known::Exact,
        2 if gap > 0 && next.is_none() && begins() => can_be_name(name),
        2 if begins() => (opens && run.is_tight) || how() > Known::No,
        2 => {
            run.is_tight && gap == 0 && !before.is_some_and(|c| c.is_alphanumeric() || c == '/') && {
                let how = how();
                how == Known::Exact || (opens && how == Known::Near)
            }
        }
        _ if run.has_semicolons => (run.is_tight && how() == Known::Exact) || (begins() && how() > Known::No),
        _ => can_be_name(name) && (run.is_tight || begins() || how() > Known::No),
    };
    if !is_one {
        return None;
    }
    let spaces_before = cursor.before(start).chars().all(is_gap);
    let is_clean = spaces_before && wrapped == 0;
    let is_leaf = run.count <= 2 && opens && matches!(name, "text" | "prompt" | "exercise" | "space");
    Some(Mistyped {
        range: backslash(text, start)..from + name.len(),
        name: name.to_owned(),
        signs: is_clean.then_some(backslash(text, start)..run.range.end),
        is_leaf,
    })
}

/// The byte of a backslash before a sign, where there is one.
fn backslash(text: &str, at: usize) -> usize {
    if is_escaped(text, at) { at - 1 } else { at }
}

/// What colons without a name were meant as: the end of a block, on a line of its own or behind words.
fn closing(cursor: &LineCursor<'_>, run: &ColonRun, typed: &str, begins: bool) -> Option<Mistyped> {
    let text = cursor.text;
    let is_plain = run.is_tight && text.get(run.range.clone()).is_some_and(|signs| signs.bytes().all(|b| b == b':'));
    let ends = typed.chars().all(|c| is_gap(c) || matches!(c, '|' | '*' | '_'));
    let is_apart = begins || cursor.before(run.range.start).ends_with(is_gap);
    let is_end = is_apart
        && run.count > 2
        && !run.has_semicolons
        && ends
        && (!begins || !is_plain || is_escaped(text, run.range.start));
    let spaces_before = cursor.before(run.range.start).chars().all(is_gap);
    let range = backslash(text, run.range.start)..run.range.end;
    is_end.then(|| Mistyped { signs: spaces_before.then(|| range.clone()), range, name: String::new(), is_leaf: false })
}

/// Signs of other programs before the name of a block, where a line begins.
fn others(cursor: &LineCursor<'_>, start: usize, known: &impl Fn(&str) -> Known) -> Option<Mistyped> {
    let rest = cursor.text.get(start..).unwrap_or_default();
    // Most of these signs stand in a sentence: what comes next tells so sooner than the line before.
    let may_be = match rest.chars().next()? {
        '!' => rest.starts_with("!!!"),
        '?' => rest.starts_with("???"),
        // A run is one fence, whichever of its signs one looks at.
        mark @ ('`' | '~') => {
            rest.chars().take_while(|c| *c == mark).nth(2).is_some() && !cursor.before(start).ends_with(mark)
        }
        _ => true,
    };
    if !may_be || !cursor.begins_line(start) {
        return None;
    }
    let line = cursor.rest(start);
    let name_after = |sign: &str| -> Option<&str> {
        let rest = line.strip_prefix(sign)?.trim_start_matches([' ', '+', '-', '{', '"']);
        rest.get(..word_length(rest)).filter(|name| !name.is_empty())
    };
    let fence = |mark: char| -> Option<&str> {
        let rest = line.trim_start_matches(mark);
        let braced = rest.strip_prefix('{');
        let name = braced.unwrap_or(rest).trim_start_matches(['.', ' ']);
        let name = name.get(..word_length(name)).filter(|name| !name.is_empty())?;
        // `text` is what code without a language is called; a fence of backquotes has no other on its line.
        let is_fence = line.len() - rest.len() > 2 && !rest.contains('`');
        (is_fence && (braced.is_some() || !matches!(name, "text" | "prompt"))).then_some(name)
    };
    let name = match line.chars().next()? {
        '!' => name_after("!!!")?,
        '?' => name_after("???")?,
        mark @ ('`' | '~') => fence(mark)?,
        '{' => name_after("{%").or_else(|| name_after("{{<")).or_else(|| only(line, '{', '}'))?,
        '<' => only(line, '<', '>')?,
        '@' => name_after("@").filter(|name| line.trim_end().len() == name.len() + 1)?,
        // In a quotation it is the box.
        '[' if line.starts_with("[!") && cursor.before(start).trim_end().ends_with('>') => return None,
        '[' => boxed(line).or_else(|| only(line, '[', ']'))?,
        _ => return None,
    };
    let at = start + line.find(name)?;
    (known(name) == Known::Exact).then(|| Mistyped {
        range: start..at + name.len(),
        name: name.to_owned(),
        signs: None,
        is_leaf: false,
    })
}

/// The name in `[!name]`, a box of a note program that lacks its `>`.
fn boxed(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("[!")?.trim_start();
    let (name, rest) = inside.split_at_checked(word_length(inside)).filter(|(name, _)| !name.is_empty())?;
    rest.trim_start().starts_with(']').then_some(name)
}

/// The name in a line of two brackets and nothing else.
fn only(line: &str, open: char, close: char) -> Option<&str> {
    let inside = line.trim_end().strip_prefix(open)?.strip_suffix(close)?;
    (word_length(inside) == inside.len() && !inside.is_empty()).then_some(inside)
}

/// A name before its colons, as it comes when a line is typed from the other side: `say:::`.
fn turned(at: usize, line: &str, known: &impl Fn(&str) -> Known) -> Option<Mistyped> {
    let start = line.len() - line.trim_start_matches(|c: char| is_gap(c) || matches!(c, '>' | '-' | '*' | '|')).len();
    let words = line.get(start..)?.trim_end_matches(|c: char| is_gap(c) || c == '|');
    let length = word_length(words);
    let (name, signs) = (words.get(..length)?, words.get(length..)?.trim_start_matches(is_gap));
    let count: usize = signs.chars().map(weight).sum();
    let all = signs.chars().all(|c| weight(c) > 0);
    (count > 1 && all && known(name) == Known::Exact).then(|| Mistyped {
        range: at + start..at + start + words.len(),
        name: name.to_owned(),
        signs: None,
        is_leaf: false,
    })
}

/// Whether a line may end in colons: one sign of a colon, whatever stands behind it that is no word.
fn ends_in_sign(line: &str) -> bool {
    line.trim_end_matches(|c: char| is_gap(c) || c == '|').ends_with(|c: char| weight(c) > 0)
}

/// The lines of a text with the bytes where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len()));
    let mut start = 0;
    ends.map(move |end| {
        let line = (start, text.get(start..end).unwrap_or_default());
        start = end + 1;
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> Known {
        match word.to_lowercase().as_str() {
            "say" | "facilitator" | "watch" | "text" | "note" => Known::Exact,
            "facilitatr" | "wach" => Known::Near,
            _ => Known::No,
        }
    }

    /// What is found in each line: the name, or `.` for an end.
    fn names(text: &str) -> Vec<String> {
        let found = find(text, &[], known);
        found.into_iter().map(|one| if one.name.is_empty() { ".".to_owned() } else { one.name }).collect()
    }

    #[test]
    fn colons_of_every_make_before_a_name() {
        for line in [
            "Then :::say SECRET :::",
            "> :::say",
            "- :::say SECRET",
            "| hum | :::say SECRET ::: |",
            ": : :say",
            ": : : say",
            r"\:::say",
            r"\:\:\:say",
            "：：：say",
            "::：say",
            "∷:say",
            "∷ say",
            ":: say",
            ";;;say",
            ":;:say",
            ";;say",
            ":say",
            ":say[Now]",
            "**:::say**",
            "(:::say)",
            "[^1]: :::say SECRET",
            "# :::say",
            "1. :::say",
            "word:::say",
            "Now ::say SECRET",
            "say:::",
            "say ::",
            "!!! say \"Now\"",
            "```say",
            "```{say}",
            "{% say %}",
            "<say>",
            "[say]",
            "{say}",
            "@say",
            ":\u{200b}::say",
            ":::\u{a0}say",
            "&#58;&#58;&#58;say",
            "&colon;&#x3a;:say",
            ":&#8203;::say",
            ":::“say”",
            ":::#say",
            "::: [say]",
            "Words ;;;say SECRET",
            "⋮⋮⋮say",
            "[!say]",
            "- [!say] SECRET",
        ] {
            assert_eq!(names(line), ["say"], "{line}");
        }
        assert_eq!(names("Words that end it :::"), ["."]);
        assert_eq!(names(": : :"), ["."]);
        assert_eq!(names(r"\:::"), ["."]);
    }

    #[test]
    fn colons_of_other_kinds() {
        for line in [
            "At 12:30:: we begin.",
            "std::vector and a::b",
            "Exodus 18:13; 20:2",
            "He said: say it again.",
            ":smile: and ::smile::",
            "Ratio 1 : 2 : 3",
            "Term\n: note what it means",
            "Say: what do you see?",
            "וַיֹּאמֶר׃ אָמַר׃",
            "https://example.org/a::b",
            "a; b; c;",
            ":)",
            "```text\nx\n```",
            "<b>say</b>",
            "[say](a.md)",
            "> [!note] Title",
            "<https://example.org/::say>",
            "Call ::say() in a program",
            "Hmm:::",
            "Wait::: what?",
            "salt &amp; light; and more",
        ] {
            assert_eq!(names(line), Vec::<String>::new(), "{line}");
        }
    }
}
