//! Addresses as people type them, read into numbers: `5:22`, `5.22`, `5b-6a`, `III:51`, `ה ע״ב`, `פ״ד מ״א`, `chapter 13
//! verse 1 to chapter 14 verse 4`, `9:6, 12:8`.
//!
//! One pass over the text, without going back: what the numbers mean in a work, and whether it has such a place, is
//! `place`'s to say.

use std::ops::Range;

use crate::hebrew;

/// What a word before a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AddressLevel {
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
pub(crate) struct AddressNumber {
    /// The number; `None` for one too large, or for letters in no order of a numeral.
    pub(crate) number: Option<u32>,
    /// What the word before it says it counts.
    pub(crate) level: Option<AddressLevel>,
    /// `a` or `b` after it.
    pub(crate) side: Option<LeafSide>,
    /// Whether a Hebrew letter א or ב, which may be a number or the side of a page.
    pub(crate) maybe_side: bool,
    /// Whether it is written in Roman capitals.
    pub(crate) roman: bool,
    /// What parted it from the number before.
    pub(crate) after: Separator,
    /// Its bytes.
    pub(crate) range: Range<usize>,
}

/// A letter after a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeafSide {
    /// The first side of a leaf, or half of a verse.
    A,
    /// The second.
    B,
}

/// What stands between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
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
pub(crate) type Endpoint = Vec<AddressNumber>;

/// An address, or the side of a page alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AddressSpan {
    pub(crate) from: Endpoint,
    pub(crate) to: Option<RangeEnd>,
}

/// The second end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RangeEnd {
    /// A place.
    Place(Endpoint),
    /// The other side of the same leaf.
    Side(LeafSide),
}

/// What was read at the start of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Address {
    /// The places, in order: more than one for a list.
    pub(crate) spans: Vec<AddressSpan>,
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
pub(crate) struct ReadOptions {
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
    options: ReadOptions,
    repeated: &dyn Fn(usize) -> Option<usize>,
) -> Option<Address> {
    let mut reader = AddressReader { text, at: from, options, address: Address::default(), listed: false };
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

struct AddressReader<'t> {
    text: &'t str,
    at: usize,
    options: ReadOptions,
    address: Address,
    /// Whether this is not the first of a list: only a colon or a full stop parts its numbers.
    listed: bool,
}

impl<'t> AddressReader<'t> {
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
    fn span(&mut self, repeated: &dyn Fn(usize) -> Option<usize>) -> Option<AddressSpan> {
        let from = self.end()?;
        let start = self.at;
        if !self.dash(&from) {
            return Some(AddressSpan { from, to: None });
        }
        let after_dash = self.at;
        if let Some(end) = repeated(self.at) {
            self.at = end;
            self.skip(&[' ', ',', '.', ':']);
        }
        if let Some(side) = self.lone_side() {
            return Some(AddressSpan { from, to: Some(RangeEnd::Side(side)) });
        }
        // A comma or a space parts the numbers of the second end only where it does in the first: "1-8, 9-16" is a list.
        let listed = self.listed;
        self.listed |= !from.iter().any(|part| matches!(part.after, Separator::Comma | Separator::Space));
        let end = self.end();
        self.listed = listed;
        if let Some(end) = end {
            return Some(AddressSpan { from, to: Some(RangeEnd::Place(end)) });
        }
        self.at = start;
        if !self.options.prose {
            let wrong = "the range has no end that can be read".to_owned();
            self.address.wrong = Some((wrong, start..after_dash));
        }
        Some(AddressSpan { from, to: None })
    }

    /// What follows in a list: after a comma, a semicolon or "and".
    fn next_of_list(&mut self, repeated: &dyn Fn(usize) -> Option<usize>) -> Option<AddressSpan> {
        if self.options.prose {
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
    fn dash(&mut self, from: &Endpoint) -> bool {
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
        match to.filter(|_| spaced && !self.options.prose) {
            Some(word) => self.at += word.len(),
            None => {
                self.at = start;
                return false;
            }
        }
        self.spaces();
        true
    }

    fn end(&mut self) -> Option<Endpoint> {
        let mut end: Endpoint = Vec::new();
        while end.len() < self.options.depth.max(1) {
            let start = self.at;
            let gap = if end.is_empty() { Some(Separator::Start) } else { self.gap(&end) };
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
    fn gap(&mut self, end: &Endpoint) -> Option<Separator> {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches([' ', ':', '.', ',', '\u{a0}', '׃', '_', '\u{200f}']).len();
        let signs = &rest[..length];
        let marks: Vec<char> = signs.chars().filter(|c| matches!(c, ':' | '.' | ',' | '׃')).collect();
        let gap = match *marks.as_slice() {
            [':' | '׃'] => Separator::Colon,
            ['.'] => Separator::Dot,
            [','] => Separator::Comma,
            [] if length > 0 => Separator::Space,
            // "פ״ב.ה", "ch. 3, v. 4": two signs are one gap only before a word for what is counted.
            _ => return None,
        };
        let tight = self.listed || end.iter().any(|part| matches!(part.after, Separator::Colon | Separator::Dot));
        let loose = matches!(gap, Separator::Comma | Separator::Space);
        let next = rest[length..].chars().next()?;
        let latin = next.is_ascii_digit();
        if loose && tight && !self.level_stands(length) {
            return None;
        }
        if self.options.prose && latin && (loose || (gap == Separator::Dot && signs.len() > 1)) {
            return None;
        }
        self.at += length;
        self.address.marked |= gap == Separator::Colon;
        Some(gap)
    }

    /// Whether a word for what is counted stands so many bytes on.
    fn level_stands(&self, ahead: usize) -> bool {
        let mut probe = AddressReader {
            text: self.text,
            at: self.at + ahead,
            options: self.options,
            address: Address::default(),
            listed: false,
        };
        probe.level().is_some() && probe.part(Separator::Space, &Vec::new()).is_some()
    }

    /// A number with the word before it and the side after it.
    fn part(&mut self, gap: Separator, end: &Endpoint) -> Option<AddressNumber> {
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

    fn arabic(&mut self, start: usize, digits: usize, level: Option<AddressLevel>, after: Separator) -> AddressNumber {
        let number = self.rest()[..digits].parse().ok().filter(|&number: &u32| number < 100_000);
        self.at += digits;
        let range = start..self.at;
        let side = self.latin_side();
        self.address.marked |= side.is_some();
        AddressNumber { number, level, side, maybe_side: false, roman: false, after, range }
    }

    /// `b`, `B`, `ᵇ` right after a number; with a space, or as "amud b", where the work has sides and this is no prose.
    fn latin_side(&mut self) -> Option<LeafSide> {
        let start = self.at;
        if let Some(side) = self.side_letter() {
            return Some(side);
        }
        if !self.options.sides {
            return None;
        }
        self.skip(&[' ', ',']);
        let word = ["amud ", "side ", "עמוד "].iter().find(|word| self.rest().starts_with(**word));
        self.at += word.map_or(0, |word| word.len());
        let spaced = self.at > start && (word.is_some() || !self.options.prose);
        let side = if spaced { self.side_letter() } else { None };
        if side.is_none() {
            self.at = start;
            return self.hebrew_side();
        }
        side
    }

    /// A letter for a side that no letter follows.
    fn side_letter(&mut self) -> Option<LeafSide> {
        let mut chars = self.rest().chars();
        let first = chars.next()?;
        let side = match first {
            'a' | 'A' | 'ᵃ' => LeafSide::A,
            'b' | 'B' | 'ᵇ' => LeafSide::B,
            _ => return None,
        };
        if chars.next().is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at += first.len_utf8();
        Some(side)
    }

    /// The side of the same leaf, after a dash: `b`, `עמוד ב`, `ע״ב`.
    fn lone_side(&mut self) -> Option<LeafSide> {
        if !self.options.sides {
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
    fn hebrew_side(&mut self) -> Option<LeafSide> {
        if !self.options.sides {
            return None;
        }
        let mut chars = self.rest().chars();
        let (mark, next) = (chars.next(), chars.next());
        let closes =
            next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | ',' | '-' | '–' | '־' | ']' | ';' | '"'));
        let side = match mark.filter(|_| closes && self.address.hebrew) {
            Some(':' | '׃') => Some(LeafSide::B),
            Some('.') => Some(LeafSide::A),
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
    fn word_side(&mut self) -> Option<LeafSide> {
        let word = self.word();
        let bare = letters(word);
        let bare = bare.strip_prefix('ב').filter(|rest| *rest == "עמוד").unwrap_or(&bare);
        match bare {
            "עא" => self.at += word.len(),
            "עב" => {
                self.at += word.len();
                return Some(LeafSide::B);
            }
            "עמוד" | "ע" => {
                self.at += word.len();
                self.spaces();
                let side = self.word();
                self.at += side.len();
                return match letters(side).as_str() {
                    "א" => Some(LeafSide::A),
                    "ב" => Some(LeafSide::B),
                    _ => None,
                };
            }
            _ => return None,
        }
        Some(LeafSide::A)
    }

    /// A Hebrew numeral, or one with the letter of its kind before it: `פ״ד` (chapter 4), `ח״ג` (part 3).
    fn numeral(&mut self, level: Option<AddressLevel>, after: Separator, end: &Endpoint) -> Option<AddressNumber> {
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
            (Some((kind, number)), Some(_)) if self.options.tagged => (Some(number), Some(kind)),
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
            && matches!(after, Separator::Space | Separator::Comma)
            && level.is_none()
            && matches!(number, 1 | 2);
        Some(AddressNumber { number: Some(number), level, side, maybe_side, roman: false, after, range })
    }

    /// A Roman numeral in its proper form, in capitals or small letters, and nothing written on to it but a side.
    fn roman(&mut self, level: Option<AddressLevel>, after: Separator) -> Option<AddressNumber> {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let word = &rest[..length];
        let one_case = word.chars().all(|c| c.is_ascii_uppercase()) || word.chars().all(|c| c.is_ascii_lowercase());
        // In running text a small letter, or a lone capital, is far more often a word.
        let clear = !self.options.prose || (word.len() > 1 && word.starts_with(|c: char| c.is_ascii_uppercase()));
        let number = roman(word).filter(|_| one_case && clear)?;
        if rest[length..].starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let start = self.at;
        self.at += length;
        let range = start..self.at;
        let capitals = word.starts_with(|c: char| c.is_ascii_uppercase());
        Some(AddressNumber {
            number: Some(number),
            level,
            side: None,
            maybe_side: false,
            roman: capitals,
            after,
            range,
        })
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
    fn level(&mut self) -> Option<AddressLevel> {
        let rest = self.rest();
        if rest.starts_with('§') || rest.starts_with('#') {
            self.at += self.peek().map_or(0, char::len_utf8);
            self.spaces();
            return Some(AddressLevel::Next);
        }
        let start = self.at;
        let word = self.word();
        let level = if word.is_empty() { self.latin_level() } else { self.hebrew_level(word) };
        if level.is_none() {
            self.at = start;
        }
        level
    }

    fn latin_level(&mut self) -> Option<AddressLevel> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphabetic() || matches!(c, '\'' | '’');
        let length = rest.len() - rest.trim_start_matches(is_part).len();
        let level = match rest[..length].to_ascii_lowercase().replace(['\'', '’'], "").as_str() {
            "part" | "pt" | "volume" | "vol" | "book" | "treatise" | "gate" | "sha" | "maamar" | "cheilek"
            | "chelek" => AddressLevel::Part,
            "chapter" | "chapters" | "ch" | "chap" | "chaps" | "perek" | "pereq" | "psalm" | "parashah" | "parasha"
            | "piska" | "pisqa" => AddressLevel::Chapter,
            "verse" | "verses" | "v" | "vv" | "vs" | "vss" | "pasuk" | "pasuq" | "passuk" => AddressLevel::Verse,
            "mishnah" | "mishna" | "mishnayot" | "m" => AddressLevel::Mishnah,
            "halakhah" | "halakha" | "halachah" | "halacha" | "halakhot" | "halachot" | "hal" | "law" => {
                AddressLevel::Halakhah
            }
            "daf" | "folio" | "fol" | "page" | "p" | "pp" | "blatt" => AddressLevel::Daf,
            "siman" | "simanim" | "mitzvah" | "mitzva" | "torah" => AddressLevel::Siman,
            "seif" | "seifim" | "saif" | "sif" | "katan" => AddressLevel::Seif,
            "section" | "sec" | "sect" | "paragraph" | "par" | "para" | "no" | "number" | "line" | "segment"
            | "nos" => AddressLevel::Next,
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

    fn hebrew_level(&mut self, word: &str) -> Option<AddressLevel> {
        let bare = letters(word);
        let abbreviated = word.ends_with(['׳', '\'', '’', '`']) || word.contains(['״', '"', '”']);
        let level = |bare: &str| {
            Some(match bare {
                "חלק" | "כרך" | "שער" | "מאמר" | "ספר" => AddressLevel::Part,
                "פרק" | "פרקים" | "מזמור" | "פרשה" | "פיסקא" => AddressLevel::Chapter,
                "פסוק" | "פסוקים" => AddressLevel::Verse,
                "פס" | "פסו" if abbreviated => AddressLevel::Verse,
                "משנה" | "משניות" => AddressLevel::Mishnah,
                "הלכה" | "הלכות" => AddressLevel::Halakhah,
                "הל" if abbreviated => AddressLevel::Halakhah,
                "דף" | "דפים" => AddressLevel::Daf,
                "סימן" | "סימנים" | "מצוה" | "מצווה" | "תורה" => AddressLevel::Siman,
                "סי" if abbreviated => AddressLevel::Siman,
                "סעיף" | "סעיפים" => AddressLevel::Seif,
                "סע" | "סק" if abbreviated => AddressLevel::Seif,
                "אות" | "סעיף קטן" | "פסקה" => AddressLevel::Next,
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
fn tagged(word: &str, bare: &str) -> Option<(AddressLevel, u32)> {
    let first = bare.chars().next()?;
    let level = match first {
        'פ' => AddressLevel::Chapter,
        'מ' => AddressLevel::Mishnah,
        'ה' => AddressLevel::Halakhah,
        'ח' => AddressLevel::Part,
        'ס' => AddressLevel::Siman,
        'ד' => AddressLevel::Daf,
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
