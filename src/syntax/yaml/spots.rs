//! Where names and values stand on the lines of YAML, as the writer of a line sees it: before the library reads them, and where it
//! cannot.
//!
//! Knows line ends, sets of spaces, dashes, names, brackets and quotation marks, and nothing of fields. Odd spaces count as spaces
//! and curly quotation marks as quotation marks here, so that whoever asks can say what they are.

use std::ops::Range;

use super::marks::{self, is_space};
use super::stop::line_of;

/// A value, or a place where one may stand.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// The name before the colon; `None` for an item of a list.
    pub(super) name: Option<Range<usize>>,
    /// The spaces between the colon, dash or bracket and the value.
    pub(super) lead: Range<usize>,
    /// The value as far as its line, without a note behind it; empty where nothing stands.
    pub(super) value: Range<usize>,
    /// Where a note begins behind the value on its line: at the `#`.
    pub(super) note: Option<usize>,
    /// Whether it stands in brackets.
    pub(super) in_brackets: bool,
    /// Whether the value goes on in the lines below it that are set in deeper, as plain words do.
    pub(super) goes_on: bool,
    /// Whether the brackets that begin here have their other end.
    pub(super) closed: bool,
}

/// A line.
#[derive(Debug, Clone)]
pub(super) struct LineShape {
    /// Its bytes without the line end.
    pub(super) range: Range<usize>,
    /// How many bytes of white space it begins with.
    pub(super) indent: usize,
    /// Whether it is part of a text that began above, and holds neither names nor items.
    pub(super) is_words: bool,
    /// Whether it begins with a dash, and whether nothing but a name stands on it: what is set in deeper belongs to that.
    pub(super) is_item: bool,
    pub(super) opens: bool,
    /// How many characters stand before the innermost name of the line.
    pub(super) inner: usize,
}

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct SlipScan {
    pub(super) spots: Vec<Spot>,
    pub(super) lines: Vec<LineShape>,
}

/// Looks at all lines. `is_name` knows the names of fields, for a colon without a space behind it.
pub(super) fn see(yaml: &str, is_name: fn(&str) -> bool) -> SlipScan {
    let mut scanner = SlipScanner { yaml, is_name, scan: SlipScan::default(), open_ends: [usize::MAX; 2], unclosed: 0 };
    let mut at = 0;
    let mut below: Option<usize> = None;
    while at < yaml.len() {
        let range = line_of(yaml, at);
        let words = scanner.text(range.clone());
        let indent = words.len() - words.trim_start_matches(is_space).len();
        let column = words[..indent].chars().count();
        at = scanner.after(range.end);
        let is_blank = words.trim().is_empty();
        let is_words = is_blank || below.is_some_and(|outer| column > outer);
        let line = LineShape { range: range.clone(), indent, is_words, is_item: false, opens: false, inner: column };
        scanner.scan.lines.push(line);
        if is_words {
            continue;
        }
        below = None;
        if words[indent..].starts_with('#') {
            continue;
        }
        let (outer, end) = scanner.line(range.start + indent..range.end, column);
        below = outer;
        // Brackets and quotation marks may end on a later line: what stands between belongs to them.
        while at < end {
            let range = line_of(yaml, at);
            at = scanner.after(range.end);
            let words = scanner.text(range.clone());
            let indent = words.len() - words.trim_start_matches(is_space).len();
            let inner = words[..indent].chars().count();
            scanner.scan.lines.push(LineShape { range, indent, is_words: true, is_item: false, opens: false, inner });
        }
    }
    scanner.scan
}

struct SlipScanner<'a> {
    yaml: &'a str,
    is_name: fn(&str) -> bool,
    scan: SlipScan,
    /// From where on no `"` and no `'` closes any more, so that nobody looks for one again.
    open_ends: [usize; 2],
    /// How many brackets had no other end.
    unclosed: usize,
}

/// How many brackets without another end are followed through the text: each is one slip, and looking costs all of the text.
const UNCLOSED: usize = 16;

impl<'a> SlipScanner<'a> {
    fn text(&self, range: Range<usize>) -> &'a str {
        self.yaml.get(range).unwrap_or_default()
    }

    /// The beginning of the next line.
    fn after(&self, end: usize) -> usize {
        let rest = self.yaml.get(end..).unwrap_or_default();
        end + if rest.starts_with("\r\n") { 2 } else { 1 }
    }

    /// One line from its first sign on. Gives the column that words of its text are set in deeper than, where such may follow,
    /// and where the value ends.
    fn line(&mut self, range: Range<usize>, column: usize) -> (Option<usize>, usize) {
        let mut at = range.start;
        let mut inner = column;
        let mut outer = column;
        let mut lead = at..at;
        let mut is_item = false;
        loop {
            let rest = self.text(at..range.end);
            let Some(after) = rest.strip_prefix('-') else { break };
            let spaces = after.len() - after.trim_start_matches(is_space).len();
            if spaces == 0 && !after.is_empty() {
                break;
            }
            is_item = true;
            outer = inner;
            lead = at + 1..at + 1 + spaces;
            inner += 1 + after[..spaces].chars().count();
            at += 1 + spaces;
        }
        let rest = self.text(at..range.end);
        let name = self.name(rest);
        let mut spot =
            Spot { name: None, lead, value: at..at, note: None, in_brackets: false, goes_on: false, closed: true };
        if let Some(length) = name {
            if is_item {
                // What stands between the dash and the name is a place of its own.
                self.scan.spots.push(spot.clone());
            }
            let named = rest[..length].trim_end_matches(is_space).len();
            spot.name = Some(at..at + named);
            let after = &rest[length + 1..];
            let spaces = after.len() - after.trim_start_matches(is_space).len();
            spot.lead = at + length + 1..at + length + 1 + spaces;
            at += length + 1 + spaces;
            outer = inner;
        }
        spot.value = at..at;
        let value = self.text(at..range.end);
        if let Some(line) = self.scan.lines.last_mut() {
            line.is_item = is_item;
            line.inner = inner;
            line.opens = value.is_empty() || value.starts_with('#');
        }
        match value.chars().next() {
            None => {
                self.scan.spots.push(spot);
                (None, range.end)
            }
            Some('#') => {
                spot.note = Some(at);
                self.scan.spots.push(spot);
                (None, range.end)
            }
            Some('|' | '>') => (Some(outer), range.end),
            Some('[' | '{') => {
                let place = self.scan.spots.len();
                self.scan.spots.push(Spot { value: at..range.end, ..spot });
                let end = self.brackets(at);
                if let Some(spot) = self.scan.spots.get_mut(place) {
                    spot.closed = end.is_some();
                    spot.value.end = end.unwrap_or(range.end).min(range.end);
                }
                (None, end.unwrap_or(range.end))
            }
            Some('"' | '\'') => {
                let end = self.quoted_end(at);
                let on_line = end.filter(|&end| end <= range.end);
                let clean = end.is_some_and(|end| {
                    let rest = self.text(end..line_of(self.yaml, end.min(self.yaml.len())).end);
                    let rest = rest.trim_start_matches(is_space);
                    rest.is_empty() || rest.starts_with('#')
                });
                spot.closed = clean;
                spot.value = at..on_line.filter(|_| clean).unwrap_or_else(|| at + value.trim_end().len());
                self.scan.spots.push(spot);
                (None, end.filter(|_| clean).unwrap_or(range.end))
            }
            Some(_) => {
                let (length, note) = plain(value);
                spot.value = at..at + length;
                spot.note = note.map(|note| at + note);
                spot.goes_on = true;
                self.scan.spots.push(spot);
                (Some(outer), range.end)
            }
        }
    }

    /// How long the name is that a line begins with: up to its colon.
    fn name(&self, rest: &str) -> Option<usize> {
        let first = rest.chars().next()?;
        if matches!(first, '[' | '{' | '|' | '>' | '#') {
            return None;
        }
        let is_end = |colon: usize| {
            let after = rest.get(colon + 1..).unwrap_or_default();
            after.chars().next().is_none_or(is_space)
                || ((self.is_name)(rest[..colon].trim_end_matches(is_space)) && !after.starts_with(['/', ':']))
        };
        if matches!(first, '"' | '\'') {
            let spaces = rest.get(quoted(rest)?..)?;
            let colon = rest.len() - spaces.trim_start_matches(is_space).len();
            return (rest[colon..].starts_with(':') && is_end(colon)).then_some(colon);
        }
        for at in memchr::memchr2_iter(b':', b'#', rest.as_bytes()) {
            if rest.as_bytes()[at] == b'#' && rest[..at].ends_with(is_space) {
                return None;
            }
            if rest.as_bytes()[at] == b':' && is_end(at) {
                return Some(at);
            }
        }
        None
    }

    /// Where a text in straight quotation marks that begins at `at` ends, on whatever line.
    fn quoted_end(&mut self, at: usize) -> Option<usize> {
        let rest = self.yaml.get(at..)?;
        let open_end = self.open_ends.get_mut(usize::from(rest.starts_with('\'')))?;
        if at >= *open_end {
            return None;
        }
        let length = quoted(rest);
        if length.is_none() {
            *open_end = at;
        }
        length.map(|length| at + length)
    }

    /// What stands in brackets, from the opening one on. Gives where the last one closes.
    fn brackets(&mut self, from: usize) -> Option<usize> {
        if self.unclosed >= UNCLOSED {
            return None;
        }
        let end = self.in_brackets(from);
        self.unclosed += usize::from(end.is_none());
        end
    }

    fn in_brackets(&mut self, from: usize) -> Option<usize> {
        let mut open: Vec<char> = Vec::new();
        let mut at = from;
        let mut expects = true;
        let mut lead = from..from;
        let mut name: Option<Range<usize>> = None;
        loop {
            let rest = self.yaml.get(at..)?;
            let c = rest.chars().next()?;
            let next = at + c.len_utf8();
            match c {
                '\n' | '\r' => {
                    // A field of the outermost group begins here: these brackets were forgotten.
                    let line = self.yaml.get(next..)?;
                    let word = line.split([':', '\n']).next().unwrap_or_default();
                    let is_field = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                    if is_field && line[word.len()..].starts_with(':') {
                        return None;
                    }
                    at = next;
                    lead = at..at;
                    if line.starts_with('#') {
                        at = line_of(self.yaml, at).end;
                    }
                }
                c if is_space(c) => {
                    if self.yaml.get(next..).is_some_and(|rest| rest.starts_with('#')) {
                        if name.is_some() && expects {
                            // A colour, or another word that begins with `#`.
                            let mut spot = self.inside(&mut name, &lead, next..next);
                            spot.note = Some(next);
                            self.scan.spots.push(spot);
                        }
                        at = line_of(self.yaml, at).end;
                    } else {
                        lead.end = next;
                        at = next;
                    }
                }
                '[' | '{' => {
                    open.push(if c == '[' { ']' } else { '}' });
                    at = next;
                    (expects, lead, name) = (true, at..at, None);
                }
                ']' | '}' => {
                    if open.pop() != Some(c) {
                        return None;
                    }
                    at = next;
                    if open.is_empty() {
                        return Some(at);
                    }
                    (expects, name) = (false, None);
                }
                ',' => {
                    at = next;
                    (expects, lead, name) = (true, at..at, None);
                }
                _ if !expects => at = next,
                '"' | '\'' => {
                    let line = line_of(self.yaml, at).end;
                    let length = self.quoted_end(at).filter(|&end| self.ends_item(end)).map(|end| end - at);
                    let Some(length) = length else {
                        // It is never closed, or something stands behind it that belongs to it.
                        let words = self.text(at..line).trim_end().len();
                        let mut spot = self.inside(&mut name, &lead, at..at + words);
                        spot.closed = false;
                        self.scan.spots.push(spot);
                        return None;
                    };
                    let spot = self.inside(&mut name, &lead, at..(at + length).min(line));
                    self.scan.spots.push(spot);
                    at += length;
                    let after = self.yaml.get(at..)?;
                    let spaces = after.len() - after.trim_start_matches(is_space).len();
                    if after[spaces..].starts_with(':') {
                        at += spaces + 1;
                        lead = at..at;
                    } else {
                        expects = false;
                    }
                }
                _ => {
                    let line = line_of(self.yaml, at);
                    let words = self.text(at..line.end);
                    if let Some(length) = marks::in_brackets(words) {
                        let spot = self.inside(&mut name, &lead, at..at + length);
                        self.scan.spots.push(spot);
                        at += length;
                        expects = false;
                        continue;
                    }
                    let end = words.find([',', '[', ']', '{', '}']).unwrap_or(words.len());
                    let token = &words[..end];
                    let note = token.char_indices().find(|&(i, c)| c == '#' && token[..i].ends_with(is_space));
                    let named = (name.is_none() && open.last() == Some(&'}')).then(|| self.name(token)).flatten();
                    if let Some(length) = named {
                        name = Some(at..at + token[..length].trim_end_matches(is_space).len());
                        at += length + 1;
                        lead = at..at;
                        if self.yaml.get(at..).is_some_and(|rest| rest.starts_with([',', '}'])) {
                            expects = false;
                        }
                        continue;
                    }
                    let length = note.map_or(token, |(i, _)| &token[..i]).trim_end_matches(is_space).len();
                    let mut spot = self.inside(&mut name, &lead, at..at + length);
                    spot.note = note.map(|(i, _)| at + i);
                    self.scan.spots.push(spot);
                    at = if note.is_some() { line.end } else { at + end.max(1) };
                    expects = false;
                }
            }
        }
    }

    /// Whether what stands behind a text in quotation marks ends it: a comma, a bracket, a colon, a note or the line.
    fn ends_item(&self, at: usize) -> bool {
        let rest = self.yaml.get(at..).unwrap_or_default().trim_start_matches(is_space);
        rest.is_empty() || rest.starts_with([',', ']', '}', ':', '#', '\n', '\r'])
    }

    fn inside(&self, name: &mut Option<Range<usize>>, lead: &Range<usize>, value: Range<usize>) -> Spot {
        let lead = lead.start..value.start;
        Spot { name: name.take(), lead, value, note: None, in_brackets: true, goes_on: false, closed: true }
    }
}

/// How long plain words are up to a note, and where the note begins.
fn plain(value: &str) -> (usize, Option<usize>) {
    let note = memchr::memchr_iter(b'#', value.as_bytes()).find(|&at| value[..at].ends_with(is_space));
    (note.map_or(value, |note| &value[..note]).trim_end_matches(|c| is_space(c) || c == '\r').len(), note)
}

/// How long a text in straight quotation marks is, with them.
pub(super) fn quoted(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut at = 1;
    loop {
        let rest = text.get(at..)?;
        let found = at + memchr::memchr2(mark as u8, b'\\', rest.as_bytes())?;
        let doubled = mark == '\'' && text[found + 1..].starts_with(mark);
        let next = text[found + 1..].chars().next().map_or(0, char::len_utf8);
        match text.as_bytes()[found] {
            b'\\' if mark == '"' => at = found + 1 + next,
            b'\\' => at = found + 1,
            _ if doubled => at = found + 2,
            _ => return Some(found + 1),
        }
    }
}
