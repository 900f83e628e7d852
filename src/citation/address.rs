//! Addresses as people type them, read into numbers: `5:22`, `5.22`, `5b-6a`, `III:51`, `ה ע״ב`, `פ״ד מ״א`, `chapter 13
//! verse 1 to chapter 14 verse 4`, `9:6, 12:8`.
//!
//! One pass over the text, without going back: what the numbers mean in a work, and whether it has such a place, is
//! `place`'s to say.

use std::ops::Range;

use crate::hebrew;

/// What a word before a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Part, volume.
    Part,
    /// Chapter, psalm, homily.
    Chapter,
    /// Verse.
    Verse,
    /// Mishnah.
    Mishnah,
    /// Halakhah.
    Halakhah,
    /// Daf.
    Daf,
    /// A numbered paragraph of a code.
    Siman,
    /// A part of it.
    Seif,
    /// A line or paragraph: whatever comes next.
    Next,
}

/// A number with what stands at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// The number; `None` for one too large, or for letters in no order of a numeral.
    pub(crate) number: Option<u32>,
    /// What the word before it says it counts.
    pub(crate) level: Option<Level>,
    /// `a` or `b` after it.
    pub(crate) side: Option<Side>,
    /// Whether a Hebrew letter א or ב, which may be a number or the side of a page.
    pub(crate) maybe_side: bool,
    /// Whether it is written in Roman capitals.
    pub(crate) roman: bool,
    /// What parted it from the number before.
    pub(crate) after: Gap,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// A letter after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The first side of a leaf, or half of a verse.
    A,
    /// The second.
    B,
}

/// What stands between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// The number is the first.
    Start,
    /// A colon.
    Colon,
    /// A full stop.
    Dot,
    /// A comma.
    Comma,
    /// A space alone.
    Space,
}

/// One end of an address: numbers from the outside in; no number where only a side stands ("7a-b").
pub(crate) type End = Vec<Part>;

/// An address, or the side of a page alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: End,
    pub(crate) to: Option<To>,
}

/// The second end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum To {
    /// A place.
    Place(End),
    /// The other side of the same leaf.
    Side(Side),
}

/// What was read at the start of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// The places, in order: more than one for a list.
    pub(crate) spans: Vec<Span>,
    /// One past the last byte read.
    pub(crate) end: usize,
    /// Whether letters stood for numbers.
    pub(crate) hebrew: bool,
    /// Whether it is marked as an address beyond doubt: a colon, geresh, side of a page or a word such as "chapter".
    pub(crate) marked: bool,
    /// What could not be read, where reading stopped at a mistake.
    pub(crate) wrong: Option<(String, Range<usize>)>,
}

/// How an address is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Numbers of one place; more begin the next of a list.
    pub(crate) depth: usize,
    /// Whether the work is cited by daf, so that a letter after a number is its side.
    pub(crate) sides: bool,
    /// Whether פ״ד is chapter 4 rather than 84.
    pub(crate) tagged: bool,
    /// Whether this is running text, where letters and numbers may be something else.
    pub(crate) prose: bool,
}

/// Reads the address at a byte of a text. `repeated` gives the end of the title where it stands again at a byte, after a
/// dash or in a list. `None` where there is no address.
pub(crate) fn read(
    text: &str,
    from: usize,
    manner: Manner,
    repeated: &dyn Fn(usize) -> Option<usize>,
) -> Option<Address> {
    let mut reader = Reader { text, at: from, manner, address: Address::default(), listed: false };
    reader.skip(&[
        ' ', ',', '.', ':', '\u{a0}', '_', '(', '\u{200f}', '\u{200e}', '\'', '׳', '’', '‘', '`', '"', '״', '”',
    ]);
    let first = reader.span(repeated)?;
    reader.address.end = reader.at;
    reader.address.spans.push(first);
    while reader.address.wrong.is_none() && reader.address.spans.len() < 50 {
        reader.listed = true;
        let Some(next) = reader.next_of_list(repeated) else { break };
        reader.address.end = reader.at;
        reader.address.spans.push(next);
    }
    Some(reader.address)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    manner: Manner,
    address: Address,
    /// Whether this is not the first of a list: only a colon or a full stop parts its numbers.
    listed: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, signs: &[char]) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(signs).len();
    }

    fn spaces(&mut self) {
        self.skip(&[' ', '\u{a0}', '\u{200f}', '\u{200e}']);
    }

    /// A place or a range.
    fn span(&mut self, repeated: &dyn Fn(usize) -> Option<usize>) -> Option<Span> {
        let from = self.end()?;
        let start = self.at;
        if !self.dash(&from) {
            return Some(Span { from, to: None });
        }
        let after_dash = self.at;
        if let Some(end) = repeated(self.at) {
            self.at = end;
            self.skip(&[' ', ',', '.', ':']);
        }
        if let Some(side) = self.lone_side() {
            return Some(Span { from, to: Some(To::Side(side)) });
        }
        // A comma or a space parts the numbers of the second end only where it does in the first: "1-8, 9-16" is a list.
        let listed = self.listed;
        self.listed |= !from.iter().any(|part| matches!(part.after, Gap::Comma | Gap::Space));
        let end = self.end();
        self.listed = listed;
        if let Some(end) = end {
            return Some(Span { from, to: Some(To::Place(end)) });
        }
        self.at = start;
        if !self.manner.prose {
            let wrong = "the range has no end that can be read".to_owned();
            self.address.wrong = Some((wrong, start..after_dash));
        }
        Some(Span { from, to: None })
    }

    /// What follows in a list: after a comma, a semicolon or "and".
    fn next_of_list(&mut self, repeated: &dyn Fn(usize) -> Option<usize>) -> Option<Span> {
        if self.manner.prose {
            return None;
        }
        let start = self.at;
        self.spaces();
        let sign = matches!(self.peek(), Some(',' | ';'));
        if sign {
            self.at += 1;
            self.spaces();
        }
        let joined = ["and ", "& ", "ו-", "ו־"].iter().find(|word| self.rest().starts_with(**word));
        self.at += joined.map_or(0, |word| word.len());
        if !sign && joined.is_none() {
            self.at = start;
            return None;
        }
        if let Some(end) = repeated(self.at) {
            self.at = end;
            self.skip(&[' ', ',', '.', ':']);
        }
        let span = self.span(repeated);
        if span.is_none() {
            self.at = start;
        }
        span
    }

    /// A dash or a word that means "to".
    fn dash(&mut self, from: &End) -> bool {
        let start = self.at;
        self.spaces();
        let dash = self.peek().filter(|c| matches!(c, '-' | '–' | '—' | '־' | '‑' | '−' | '‒' | '―'));
        if let Some(dash) = dash {
            self.at += dash.len_utf8();
            self.spaces();
            return true;
        }
        let spaced = self.at > start || from.last().is_some_and(|part| part.side.is_some());
        let to = ["to ", "through ", "until ", "thru ", "עד "].iter().find(|word| self.rest().starts_with(**word));
        match to.filter(|_| spaced && !self.manner.prose) {
            Some(word) => self.at += word.len(),
            None => {
                self.at = start;
                return false;
            }
        }
        self.spaces();
        true
    }

    fn end(&mut self) -> Option<End> {
        let mut end: End = Vec::new();
        while end.len() < self.manner.depth.max(1) {
            let start = self.at;
            let gap = if end.is_empty() { Some(Gap::Start) } else { self.gap(&end) };
            let part = gap.and_then(|gap| self.part(gap, &end));
            match part {
                Some(part) => end.push(part),
                None => {
                    self.at = start;
                    break;
                }
            }
        }
        (!end.is_empty()).then_some(end)
    }

    /// What parts two numbers. A comma or a space does so only where no colon or full stop did, and in running text only in
    /// Hebrew.
    fn gap(&mut self, end: &End) -> Option<Gap> {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches([' ', ':', '.', ',', '\u{a0}', '׃', '_', '\u{200f}']).len();
        let signs = &rest[..length];
        let marks: Vec<char> = signs.chars().filter(|c| matches!(c, ':' | '.' | ',' | '׃')).collect();
        let gap = match *marks.as_slice() {
            [':' | '׃'] => Gap::Colon,
            ['.'] => Gap::Dot,
            [','] => Gap::Comma,
            [] if length > 0 => Gap::Space,
            // "פ״ב.ה", "ch. 3, v. 4": two signs are one gap only before a word for what is counted.
            _ => return None,
        };
        let tight = self.listed || end.iter().any(|part| matches!(part.after, Gap::Colon | Gap::Dot));
        let loose = matches!(gap, Gap::Comma | Gap::Space);
        let next = rest[length..].chars().next()?;
        let latin = next.is_ascii_digit();
        if loose && tight && !self.level_stands(length) {
            return None;
        }
        if self.manner.prose && latin && (loose || (gap == Gap::Dot && signs.len() > 1)) {
            return None;
        }
        self.at += length;
        self.address.marked |= gap == Gap::Colon;
        Some(gap)
    }

    /// Whether a word for what is counted stands so many bytes on.
    fn level_stands(&self, ahead: usize) -> bool {
        let mut probe = Reader {
            text: self.text,
            at: self.at + ahead,
            manner: self.manner,
            address: Address::default(),
            listed: false,
        };
        probe.level().is_some() && probe.part(Gap::Space, &Vec::new()).is_some()
    }

    /// A number with the word before it and the side after it.
    fn part(&mut self, gap: Gap, end: &End) -> Option<Part> {
        let level = self.level();
        if level.is_some() {
            self.address.marked = true;
            self.skip(&[' ', '.', '\u{a0}', ':']);
        }
        let start = self.at;
        let digits = self.digits();
        if digits > 0 {
            return Some(self.arabic(start, digits, level, gap));
        }
        let numeral = self.numeral(level, gap, end).or_else(|| self.roman(level, gap));
        if numeral.is_none() {
            self.at = start;
        }
        numeral
    }

    fn digits(&self) -> usize {
        let rest = self.rest();
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    }

    fn arabic(&mut self, start: usize, digits: usize, level: Option<Level>, after: Gap) -> Part {
        let number = self.rest()[..digits].parse().ok().filter(|&number: &u32| number < 100_000);
        self.at += digits;
        let range = start..self.at;
        let side = self.latin_side();
        self.address.marked |= side.is_some();
        Part { number, level, side, maybe_side: false, roman: false, after, range }
    }

    /// `b`, `B`, `ᵇ` right after a number; with a space, or as "amud b", where the work has sides and this is no prose.
    fn latin_side(&mut self) -> Option<Side> {
        let start = self.at;
        if let Some(side) = self.side_letter() {
            return Some(side);
        }
        if !self.manner.sides {
            return None;
        }
        self.skip(&[' ', ',']);
        let word = ["amud ", "side ", "עמוד "].iter().find(|word| self.rest().starts_with(**word));
        self.at += word.map_or(0, |word| word.len());
        let spaced = self.at > start && (word.is_some() || !self.manner.prose);
        let side = if spaced { self.side_letter() } else { None };
        if side.is_none() {
            self.at = start;
            return self.hebrew_side();
        }
        side
    }

    /// A letter for a side that no letter follows.
    fn side_letter(&mut self) -> Option<Side> {
        let mut chars = self.rest().chars();
        let first = chars.next()?;
        let side = match first {
            'a' | 'A' | 'ᵃ' => Side::A,
            'b' | 'B' | 'ᵇ' => Side::B,
            _ => return None,
        };
        if chars.next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at += first.len_utf8();
        Some(side)
    }

    /// The side of the same leaf, after a dash: `b`, `עמוד ב`, `ע״ב`.
    fn lone_side(&mut self) -> Option<Side> {
        if !self.manner.sides {
            return None;
        }
        let start = self.at;
        let mut side = self.side_letter().or_else(|| self.word_side());
        // Leaves 71 and 72 are written like the sides, and a side of their own comes after them.
        let end = self.at;
        if side.is_some() && self.address.hebrew && self.hebrew_side().is_some() {
            side = None;
        }
        self.at = if side.is_some() { end } else { start };
        side
    }

    /// The side after a Hebrew number: `.` and `:` at its end, ` ע״ב`, ` עמוד ב`.
    fn hebrew_side(&mut self) -> Option<Side> {
        if !self.manner.sides {
            return None;
        }
        let mut chars = self.rest().chars();
        let (mark, next) = (chars.next(), chars.next());
        let closes =
            next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ',' | '-' | '–' | '־' | ']' | ';' | '"'));
        let side = match mark.filter(|_| closes && self.address.hebrew) {
            Some(':' | '׃') => Some(Side::B),
            Some('.') => Some(Side::A),
            _ => None,
        };
        if side.is_some() {
            self.at += mark.map_or(0, char::len_utf8);
            return side;
        }
        let start = self.at;
        self.skip(&[' ', ',', '\u{a0}']);
        let side = self.word_side();
        if side.is_none() {
            self.at = start;
        }
        side
    }

    /// `ע״ב`, `עמוד ב׳`, `ע' ב`.
    fn word_side(&mut self) -> Option<Side> {
        let word = self.word();
        let bare = letters(word);
        let bare = bare.strip_prefix('ב').filter(|rest| *rest == "עמוד").unwrap_or(&bare);
        match bare {
            "עא" => self.at += word.len(),
            "עב" => {
                self.at += word.len();
                return Some(Side::B);
            }
            "עמוד" | "ע" => {
                self.at += word.len();
                self.spaces();
                let side = self.word();
                self.at += side.len();
                return match letters(side).as_str() {
                    "א" => Some(Side::A),
                    "ב" => Some(Side::B),
                    _ => None,
                };
            }
            _ => return None,
        }
        Some(Side::A)
    }

    /// A Hebrew numeral, or one with the letter of its kind before it: `פ״ד` (chapter 4), `ח״ג` (part 3).
    fn numeral(&mut self, level: Option<Level>, after: Gap, end: &End) -> Option<Part> {
        let word = self.word();
        if word.is_empty() {
            return None;
        }
        let start = self.at;
        let bare = letters(word);
        let marked = word.chars().any(|c| matches!(c, '׳' | '״' | '"' | '\'' | '’' | '”' | '‘' | '“'));
        let tag = if level.is_none() && marked { tagged(word, &bare) } else { None };
        let plain = hebrew::from_numeral(&bare);
        let (number, level) = match (tag, plain) {
            (Some((kind, number)), None) => (Some(number), Some(kind)),
            (Some((kind, number)), Some(_)) if self.manner.tagged => (Some(number), Some(kind)),
            (_, plain) => (plain, level),
        };
        let number = number?;
        self.at += word.len();
        self.address.hebrew = true;
        self.address.marked |= marked;
        let range = start..self.at;
        let side = self.hebrew_side();
        self.address.marked |= side.is_some();
        let maybe_side = end.len() == 1
            && end[0].side.is_none()
            && matches!(after, Gap::Space | Gap::Comma)
            && level.is_none()
            && matches!(number, 1 | 2);
        Some(Part { number: Some(number), level, side, maybe_side, roman: false, after, range })
    }

    /// A Roman numeral in its proper form, in capitals or small letters, and nothing written on to it but a side.
    fn roman(&mut self, level: Option<Level>, after: Gap) -> Option<Part> {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let word = &rest[..length];
        let one_case = word.chars().all(|c| c.is_ascii_uppercase()) || word.chars().all(|c| c.is_ascii_lowercase());
        // In running text a small letter, or a lone capital, is far more often a word.
        let clear = !self.manner.prose || (word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()));
        let number = roman(word).filter(|_| one_case && clear)?;
        if rest[length..].starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let start = self.at;
        self.at += length;
        let range = start..self.at;
        let capitals = word.starts_with(|c: char| c.is_ascii_uppercase());
        Some(Part { number: Some(number), level, side: None, maybe_side: false, roman: capitals, after, range })
    }

    /// The run of Hebrew letters and quotation marks at hand.
    fn word(&self) -> &'t str {
        let rest = self.rest();
        let is_part = |c: char| {
            hebrew::is_hebrew_letter(c)
                || hebrew::is_mark(c) && c != '־' && c != '׃'
                || matches!(c, '׳' | '״' | '"' | '\'' | '’' | '‘' | '”' | '“')
        };
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.chars().next().is_some_and(hebrew::is_hebrew_letter) { word } else { "" }
    }

    /// A word that says what the next number counts, with the spaces after it.
    fn level(&mut self) -> Option<Level> {
        let rest = self.rest();
        if rest.starts_with('§') || rest.starts_with('#') {
            self.at += self.peek().map_or(0, char::len_utf8);
            self.spaces();
            return Some(Level::Next);
        }
        let start = self.at;
        let word = self.word();
        let level = if word.is_empty() { self.latin_level() } else { self.hebrew_level(word) };
        if level.is_none() {
            self.at = start;
        }
        level
    }

    fn latin_level(&mut self) -> Option<Level> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | '’');
        let length = rest.len() - rest.trim_start_matches(is_part).len();
        let level = match rest[..length].to_ascii_lowercase().replace(['\'', '’'], "").as_str() {
            "part" | "pt" | "volume" | "vol" | "book" | "treatise" | "gate" | "sha" | "maamar" | "cheilek"
            | "chelek" => Level::Part,
            "chapter" | "chapters" | "ch" | "chap" | "chaps" | "perek" | "pereq" | "psalm" | "parashah" | "parasha"
            | "piska" | "pisqa" => Level::Chapter,
            "verse" | "verses" | "v" | "vv" | "vs" | "vss" | "pasuk" | "pasuq" | "passuk" => Level::Verse,
            "mishnah" | "mishna" | "mishnayot" | "m" => Level::Mishnah,
            "halakhah" | "halakha" | "halachah" | "halacha" | "halakhot" | "halachot" | "hal" | "law" => {
                Level::Halakhah
            }
            "daf" | "folio" | "fol" | "page" | "p" | "pp" | "blatt" => Level::Daf,
            "siman" | "simanim" | "mitzvah" | "mitzva" | "torah" => Level::Siman,
            "seif" | "seifim" | "saif" | "sif" | "katan" => Level::Seif,
            "section" | "sec" | "sect" | "paragraph" | "par" | "para" | "no" | "number" | "line" | "segment"
            | "nos" => Level::Next,
            _ => return None,
        };
        // A letter alone is a word for what is counted only with its point: "v. 3".
        let dotted = rest[length..].starts_with('.');
        let spaced = rest[length..].starts_with([' ', '\u{a0}']);
        if !(dotted
            || (spaced && length > 1)
            || (length > 2 && rest[length..].starts_with(|c: char| c.is_ascii_digit())))
        {
            return None;
        }
        self.at += length;
        self.skip(&['.', ' ', '\u{a0}']);
        // "se'if katan": its second word says nothing more.
        if let Some(after) = ["katan ", "kattan ", "qatan "].iter().find_map(|word| self.rest().strip_prefix(*word)) {
            self.at = self.text.len() - after.len();
        }
        self.peek().filter(|c| c.is_ascii_digit() || c.is_ascii_alphabetic() || hebrew::is_hebrew_letter(*c))?;
        Some(level)
    }

    fn hebrew_level(&mut self, word: &str) -> Option<Level> {
        let bare = letters(word);
        let abbreviated = word.ends_with(['׳', '\'', '’', '`']) || word.contains(['״', '"', '”']);
        let level = |bare: &str| {
            Some(match bare {
                "חלק" | "כרך" | "שער" | "מאמר" | "ספר" => Level::Part,
                "פרק" | "פרקים" | "מזמור" | "פרשה" | "פיסקא" => Level::Chapter,
                "פסוק" | "פסוקים" => Level::Verse,
                "פס" | "פסו" if abbreviated => Level::Verse,
                "משנה" | "משניות" => Level::Mishnah,
                "הלכה" | "הלכות" => Level::Halakhah,
                "הל" if abbreviated => Level::Halakhah,
                "דף" | "דפים" => Level::Daf,
                "סימן" | "סימנים" | "מצוה" | "מצווה" | "תורה" => Level::Siman,
                "סי" if abbreviated => Level::Siman,
                "סעיף" | "סעיפים" => Level::Seif,
                "סע" | "סק" if abbreviated => Level::Seif,
                "אות" | "סעיף קטן" | "פסקה" => Level::Next,
                _ => return None,
            })
        };
        let found = level(&bare).or_else(|| level(bare.strip_prefix('ב')?))?;
        let after = &self.rest()[word.len()..];
        let gap = after.len() - after.trim_start_matches([' ', '.', '\u{a0}', ':']).len();
        let follows = after[gap..].chars().next();
        let counted = follows.is_some_and(|c| c.is_ascii_digit() || hebrew::is_hebrew_letter(c));
        if gap == 0 || !counted {
            return None;
        }
        self.at += word.len() + gap;
        Some(found)
    }
}

/// The Hebrew letters of a word.
fn letters(word: &str) -> String {
    word.chars().filter(|c| hebrew::is_hebrew_letter(*c)).collect()
}

/// `פ״ד`, `מ״ה`: a numeral after the letter of what it counts.
fn tagged(word: &str, bare: &str) -> Option<(Level, u32)> {
    let first = bare.chars().next()?;
    let level = match first {
        'פ' => Level::Chapter,
        'מ' => Level::Mishnah,
        'ה' => Level::Halakhah,
        'ח' => Level::Part,
        'ס' => Level::Siman,
        'ד' => Level::Daf,
        _ => return None,
    };
    let rest = &bare[first.len_utf8()..];
    let double = word.contains(['״', '"', '”', '“']) || word.contains("''") || word.contains("׳׳");
    if rest.is_empty() || !double {
        return None;
    }
    Some((level, hebrew::from_numeral(rest)?))
}

/// The value of a Roman numeral in its one proper form, up to 399.
fn roman(word: &str) -> Option<u32> {
    let upper = word.to_ascii_uppercase();
    if upper.is_empty() || upper.len() > 12 {
        return None;
    }
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = upper.chars().map(value).collect::<Option<_>>()?;
    let sum = values.iter().enumerate().fold(0i64, |sum, (at, &one)| {
        let less = values.get(at + 1).is_some_and(|&next| next > one);
        sum + if less { -i64::from(one) } else { i64::from(one) }
    });
    let sum = u32::try_from(sum).ok()?;
    (as_roman(sum) == upper).then_some(sum)
}

fn as_roman(mut number: u32) -> String {
    const STEPS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, letters) in STEPS {
        while number >= value {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}
