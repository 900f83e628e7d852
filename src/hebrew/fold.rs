//! Folding for search: one form for all the ways in which a word is written, and the words of a text with their bytes.
//!
//! Index and query fold alike; the browser's twin is tested against the same table (tests/vectors/fold.json). Hebrew loses
//! points, te'amim and final forms; Latin loses case and accents. Spelling variants are the index's affair, not folding's.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::bytes::ByteKind;

use super::marks::{MAQAF, PASEQ, SOF_PASUQ, is_hebrew_letter, is_mark};
use super::numeral::final_to_plain;

/// The folded words of a text, one space between them.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (_, token) in tokens(text) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&token);
    }
    folded
}

/// The words of a text: each one's bytes as written, and its folded form, which is never empty.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator over the words of a text; see [`tokens`].
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = (Range<usize>, String);

    fn next(&mut self) -> Option<Self::Item> {
        let mut word = String::new();
        self.next_into(&mut word).map(|range| (range, word))
    }
}

impl Tokens<'_> {
    /// The next word, folded into a buffer that is emptied first: spares an allocation for each.
    pub fn next_into(&mut self, word: &mut String) -> Option<Range<usize>> {
        word.clear();
        if let Some(range) = self.plain(word) {
            return Some(range);
        }
        let mut range: Option<Range<usize>> = None;
        let mut previous = ' ';
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            let start = self.at;
            // The letters of Hebrew, which every other path would find too.
            if let (0xd7, Some(&letter @ 0x90..=0xaa)) = (byte, bytes.get(start + 1)) {
                let c = HEBREW[usize::from(letter - 0x90)];
                self.at = start + 2;
                range = Some(range.map_or(start, |range| range.start)..self.at);
                word.push(final_to_plain(c));
                previous = c;
                continue;
            }
            let Some(c) = self.text.get(start..).and_then(|rest| rest.chars().next()) else { break };
            let end = start + c.len_utf8();
            if is_part(c) || (joins(c) && range.is_some() && self.letter_follows(end, previous)) {
                self.at = end;
                range = Some(range.map_or(start, |range| range.start)..end);
                push(word, c);
                if !is_mark(c) && !joins(c) {
                    previous = c;
                }
            } else if is_silent(c) {
                self.at = end;
            } else if range.is_some() && !word.is_empty() {
                break;
            } else {
                self.at = end;
                range = None;
            }
        }
        range.filter(|_| !word.is_empty())
    }

    /// A word of plain Latin letters and digits that nothing but a plain sign or a space ends: what most words are, read
    /// without a look at every character's kind.
    fn plain(&mut self, word: &mut String) -> Option<Range<usize>> {
        let bytes = self.text.as_bytes();
        let kind = |byte: &u8| ByteKind::of(*byte);
        let start = bytes.get(self.at..)?.iter().position(|byte| kind(byte) != ByteKind::Sign)? + self.at;
        let rest = bytes.get(start..)?;
        let end = start + rest.iter().position(|byte| kind(byte) != ByteKind::Letter).unwrap_or(rest.len());
        let next = bytes.get(end);
        if end == start || next.is_some_and(|&b| !b.is_ascii() || joins(char::from(b))) {
            return None;
        }
        self.at = end;
        word.push_str(self.text.get(start..end)?);
        word.make_ascii_lowercase();
        Some(start..end)
    }

    /// Whether a quotation mark stands inside a word: a letter of the same script on both sides. In Hebrew a geresh may
    /// also end a word, where it is dropped with the break.
    fn letter_follows(&self, end: usize, previous: char) -> bool {
        let next = self.text.get(end..).and_then(|rest| rest.chars().find(|c| !is_silent(*c)));
        next.is_some_and(|next| {
            next.is_alphabetic() && is_hebrew_letter(next) == is_hebrew_letter(previous) && previous.is_alphabetic()
        })
    }
}

/// The letters of Hebrew in the order of their numbers.
const HEBREW: [char; 27] = [
    'א', 'ב', 'ג', 'ד', 'ה', 'ו', 'ז', 'ח', 'ט', 'י', 'ך', 'כ', 'ל', 'ם', 'מ', 'ן', 'נ', 'ס', 'ע', 'ף', 'פ', 'ץ', 'צ',
    'ק', 'ר', 'ש', 'ת',
];

/// Letters, digits and the marks on them.
fn is_part(c: char) -> bool {
    match c {
        MAQAF | PASEQ | SOF_PASUQ => false,
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        c if c.is_ascii() => false,
        c if is_hebrew_letter(c) => true,
        // Dashes and marks of quotation.
        '\u{2000}'..='\u{206f}' => false,
        c => is_mark(c) || is_accent(c) || c.is_alphanumeric() || matches!(c, 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ'),
    }
}

/// Marks of quotation that may stand inside a word: geresh, gershayim and the apostrophes typed for them.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '"' | '’' | '‘' | '“' | '”' | '׳' | '״' | '`')
}

/// Characters that are not seen and part nothing.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn push(word: &mut String, c: char) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
        return;
    }
    if is_mark(c) || is_accent(c) || joins(c) || matches!(c, 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ') {
        return;
    }
    if is_hebrew_letter(c) {
        push_hebrew(word, c);
        return;
    }
    for lower in c.to_lowercase().filter(|c| !is_accent(*c)) {
        match plain(lower) {
            Some(letters) => word.push_str(letters),
            None => word.push(lower),
        }
    }
}

/// Hebrew letters without final forms; digraphs and letters with built-in points as plain letters.
fn push_hebrew(word: &mut String, c: char) {
    match c {
        '\u{5f0}' => word.push_str("וו"),
        '\u{5f1}' => word.push_str("וי"),
        '\u{5f2}' | '\u{5ef}' | '\u{fb1f}' => word.push_str("יי"),
        '\u{fb1d}' | '\u{fb39}' => word.push('י'),
        '\u{fb2a}'..='\u{fb2d}' | '\u{fb49}' => word.push('ש'),
        '\u{fb2e}'..='\u{fb30}' => word.push('א'),
        '\u{fb35}' | '\u{fb4b}' => word.push('ו'),
        '\u{fb31}' | '\u{fb4c}' => word.push('ב'),
        '\u{fb3a}' | '\u{fb3b}' | '\u{fb4d}' => word.push('כ'),
        '\u{fb43}' | '\u{fb44}' | '\u{fb4e}' => word.push('פ'),
        '\u{fb4a}' => word.push('ת'),
        '\u{fb34}' => word.push('ה'),
        '\u{fb3c}' => word.push('ל'),
        '\u{fb3e}' => word.push('מ'),
        '\u{fb40}' => word.push('נ'),
        c => word.push(final_to_plain(c)),
    }
}

/// A Latin letter with an accent as plain letters; `None` for one that has none. Covers Latin-1, Extended-A and the dotted
/// letters of transliteration.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḏ' | 'ḍ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ə' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ḡ' => "g",
        'ĥ' | 'ħ' | 'ḥ' | 'ḫ' | 'ẖ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' | 'ḵ' | 'ḳ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ọ' => "o",
        'œ' => "oe",
        'ṗ' | 'ṕ' => "p",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' | 'ṯ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ụ' => "u",
        'ḇ' => "b",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' | 'ẕ' => "z",
        _ => return None,
    })
}

/// A heading's id as code hosts make it: lower case, spaces as hyphens, signs dropped, Hebrew letters without marks. Words that
/// look the same have the same one: a letter with its accent is one sign (NFC), a Hebrew letter is parted from its points.
/// Never empty: `section` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in composed(text.trim()).chars() {
        match c {
            c if is_mark(c) || is_silent(c) || is_variation(c) => {}
            '-' | '_' => slug.push(c),
            MAQAF => slug.push('-'),
            c if c.is_whitespace() => slug.push('-'),
            c if c.is_alphanumeric() || is_combining_mark(c) => slug.extend(c.to_lowercase()),
            _ => {}
        }
    }
    // Small letters of a composed one may be parted, and a mark alone is no name.
    let slug = composed(&slug).into_owned();
    if slug.chars().all(is_combining_mark) { "section".to_owned() } else { slug }
}

/// A text in NFC. What is ASCII is so already.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// What says how the sign before it is drawn, and is no part of a name: a variation selector, the box round a key.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20f0}' | '\u{e0100}'..='\u{e01ef}')
}
