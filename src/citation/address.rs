//! Addresses as people type them: `5:22`, `5.22`, `5b`, `5b-6a`, `18:13-23`, `ה ע״ב`, `ב:טז`, `פרק ד משנה א`.
//!
//! Turns the text after a title into numbers; whether the work has such a place is `parse`'s to say.

use crate::hebrew;

/// One end of an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct End {
    /// Numbers from the outside in.
    pub(crate) numbers: Vec<u32>,
    /// `a` or `b` after the first number.
    pub(crate) amud: Option<bool>,
    /// Whether a colon parted the first two numbers, so that it can not be daf and line.
    pub(crate) colon: bool,
}

/// An address that was read, and how many bytes of the text it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) from: End,
    pub(crate) to: Option<End>,
    pub(crate) length: usize,
    /// Whether letters stood for numbers.
    pub(crate) hebrew: bool,
    /// Whether it is marked as an address beyond doubt: a colon, geresh, amud or the word for chapter.
    pub(crate) marked: bool,
}

/// Reads the address at the start of a text. `None` where there is none; a range that dangles is read up to its dash.
pub(crate) fn address(text: &str) -> Option<Typed> {
    let mut reader = Reader { text, at: 0, hebrew: false, marked: false, perek: false };
    reader.skip_separators();
    let from = reader.end(None)?;
    let mut length = reader.at;
    let mut to = None;
    if reader.dash() {
        to = reader.end(Some(&from));
        match to {
            Some(_) => length = reader.at,
            None => reader.at = length,
        }
    }
    Some(Typed { from, to, length, hebrew: reader.hebrew, marked: reader.marked })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    hebrew: bool,
    marked: bool,
    /// Whether the chapter was written with its pe (פ״ד), so that a mem or he before the next number is its kind's.
    perek: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_separators(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', ',', '.', '\u{a0}', '_', ':']).len();
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    }

    fn dash(&mut self) -> bool {
        let start = self.at;
        self.skip_spaces();
        let dashed = matches!(self.peek(), Some('-' | '–' | '—' | '־' | '‑' | '−'));
        match self.peek().filter(|_| dashed) {
            Some(dash) => self.at += dash.len_utf8(),
            None => self.at = start,
        }
        if dashed {
            self.skip_spaces();
        }
        dashed
    }

    fn end(&mut self, first: Option<&End>) -> Option<End> {
        let mut end = End::default();
        if let (Some(first), Some(amud)) = (first, self.bare_amud()) {
            // "7a-b": the daf is the first end's.
            return Some(End { numbers: vec![*first.numbers.first()?], amud: Some(amud), colon: false });
        }
        end.numbers.push(self.number()?);
        end.amud = self.amud();
        loop {
            let start = self.at;
            let Some(colon) = self.separator(&end) else { break };
            let Some(number) = self.number() else {
                self.at = start;
                break;
            };
            if end.numbers.len() == 1 {
                end.colon = colon;
            }
            end.numbers.push(number);
            if end.numbers.len() == 3 {
                break;
            }
        }
        Some(end)
    }

    /// A separator with a number after it: `:` (true), `.`, `,` or a space (false).
    fn separator(&mut self, end: &End) -> Option<bool> {
        let rest = self.rest();
        let skipped = rest.len() - rest.trim_start_matches([' ', ':', '.', ',', '\u{a0}', '׃']).len();
        let gap = &rest[..skipped];
        let after = rest[skipped..].chars().next()?;
        let marks = gap.chars().filter(|c| matches!(c, ':' | '.' | ',' | '׃')).count();
        let starts = after.is_ascii_digit() || (self.hebrew && hebrew::is_hebrew_letter(after));
        // In English a space or a comma alone begins no verse, and a full stop with a space ends the sentence.
        let tight = self.hebrew || matches!(gap, ":" | "." | ": ") || (gap.contains(':') && marks == 1);
        if skipped == 0 || marks > 1 || !starts || !tight || (end.amud.is_some() && !gap.contains(':')) {
            return None;
        }
        self.at += skipped;
        let colon = gap.contains([':', '׃']);
        self.marked |= colon;
        Some(colon)
    }

    fn number(&mut self) -> Option<u32> {
        let rest = self.rest();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            let number = rest[..digits].parse().ok().filter(|&number: &u32| number < 100_000)?;
            self.at += digits;
            return Some(number);
        }
        self.hebrew_number()
    }

    /// A Hebrew numeral, with the words that may stand before it (פרק, פסוק, דף …).
    fn hebrew_number(&mut self) -> Option<u32> {
        let start = self.at;
        loop {
            let word = self.word();
            if word.is_empty() {
                self.at = start;
                return None;
            }
            let bare: String = word.chars().filter(|c| hebrew::is_hebrew_letter(*c)).collect();
            let named =
                ["פרק", "פסוק", "פסוקים", "דף", "משנה", "הלכה", "סימן", "סעיף", "מזמור"].contains(&bare.as_str());
            self.at += word.len();
            if named {
                self.marked = true;
                self.skip_spaces();
                continue;
            }
            let Some(number) = self.numeral(word, &bare) else {
                self.at = start;
                return None;
            };
            self.marked |= word.contains(['׳', '״', '"', '\'', '’', '”']);
            self.hebrew = true;
            return Some(number);
        }
    }

    /// A numeral, or one with the letter of its kind before it: פ״ד מ״ה (chapter 4, mishnah 5), פ״א ה״ב (halakhah 2).
    /// Without a second number פ״ח is 88.
    fn numeral(&mut self, word: &str, bare: &str) -> Option<u32> {
        let marked = word.contains(['״', '"', '”', '“']) || word.contains("''");
        let rest = &bare[bare.chars().next().map_or(0, char::len_utf8)..];
        if marked && self.perek && bare.starts_with(['מ', 'ה']) {
            return hebrew::from_numeral(rest);
        }
        let followed = self.rest().trim_start_matches([' ', ',']).chars().next().is_some_and(hebrew::is_hebrew_letter);
        if marked && bare.starts_with('פ') && (followed || hebrew::from_numeral(bare).is_none()) {
            self.perek = true;
            return hebrew::from_numeral(rest);
        }
        hebrew::from_numeral(bare)
    }

    /// The run of Hebrew letters and quotation marks at hand.
    fn word(&self) -> &'t str {
        let rest = self.rest();
        let is_part = |c: char| {
            hebrew::is_hebrew_letter(c)
                || hebrew::is_mark(c)
                || matches!(c, '׳' | '״' | '"' | '\'' | '’' | '‘' | '”' | '“')
        };
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.chars().any(hebrew::is_hebrew_letter) { word } else { "" }
    }

    /// `b` in "7a-b".
    fn bare_amud(&mut self) -> Option<bool> {
        let mut chars = self.rest().chars();
        let amud = latin_amud(chars.next()?)?;
        let ends = chars.next().is_none_or(|c| !c.is_alphanumeric());
        ends.then(|| self.at += 1)?;
        Some(amud)
    }

    /// The side of the page after a daf: `b`, ` b`, ` amud b`, ` ע״ב`, ` עמוד ב`, `:`, `.`.
    fn amud(&mut self) -> Option<bool> {
        let start = self.at;
        let amud = if self.hebrew { self.hebrew_amud() } else { self.english_amud() };
        match amud {
            Some(_) => self.marked = true,
            None => self.at = start,
        }
        amud
    }

    fn english_amud(&mut self) -> Option<bool> {
        self.skip_spaces();
        let rest = self.rest();
        let spaced = rest.strip_prefix("amud ").map_or(0, |_| 5);
        self.at += spaced;
        self.bare_amud()
    }

    fn hebrew_amud(&mut self) -> Option<bool> {
        let rest = self.rest();
        let mut chars = rest.chars();
        let (mark, next) = (chars.next(), chars.next());
        let closes = next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ',' | '-' | '–' | ']' | ';'));
        if let Some(amud @ (':' | '.')) = mark.filter(|_| closes) {
            self.at += 1;
            return Some(amud == ':');
        }
        self.skip_separators();
        let word = self.word();
        let bare: String = word.chars().filter(|c| hebrew::is_hebrew_letter(*c)).collect();
        let amud = match bare.as_str() {
            "עא" => false,
            "עב" => true,
            "עמוד" => {
                self.at += word.len();
                self.skip_spaces();
                let side = self.word();
                self.at += side.len();
                return match side.trim_matches(['׳', '\'']) {
                    "א" => Some(false),
                    "ב" => Some(true),
                    _ => None,
                };
            }
            _ => return None,
        };
        self.at += word.len();
        Some(amud)
    }
}

fn latin_amud(c: char) -> Option<bool> {
    match c {
        'a' | 'A' => Some(false),
        'b' | 'B' => Some(true),
        _ => None,
    }
}
