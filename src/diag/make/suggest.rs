//! What was likely meant: the nearest of the words there are, and what tells it from the typed one where both look alike.
//!
//! The only place that makes "did you mean". Two words look alike where they differ by no more than capitals, dashes, spaces, signs
//! that cannot be seen, apostrophes, letters of another script, or an accent that stands alone. Changes nothing that was typed.

use unicode_normalization::UnicodeNormalization as _;

use crate::safe::is_unseen;

/// How many differences are told.
const TOLD: usize = 3;

/// The nearest of `known` to what was typed, where it is near enough to be meant: a third of the letters may differ, or none does to
/// the eye.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST {
        return None;
    }
    let low = typed.to_lowercase();
    let far = (low.chars().count() / 3).clamp(1, 4);
    let looks = skeleton(typed);
    let profile = WordProfile::of(typed);
    let distance = |word: &str| match !looks.is_empty() && looks == skeleton(word) {
        true => 0,
        false => strsim::damerau_levenshtein(&low, &word.to_lowercase()),
    };
    // Nearly all of a long list is told to be far by a glance.
    let may_be_near = known.into_iter().filter(|word| profile.may_be_near(&WordProfile::of(word), far));
    let scored = may_be_near.map(|word| (distance(word), word));
    let near = scored.filter(|(distance, word)| *distance <= far || is_part(&low, word));
    // Of two at one distance the one that needs fewer letters of its own changed.
    let order = |word: &str| (strsim::damerau_levenshtein(typed, word), word.to_owned());
    near.min_by_key(|(distance, word)| (*distance, order(word))).map(|(_, word)| word)
}

/// What tells at a glance that two words are far from one another.
struct WordProfile {
    /// Its bytes, where nothing in it can be hidden from the eye.
    length: Option<usize>,
    /// A bit for each letter in it, the same for all that look alike.
    letters: u64,
}

impl WordProfile {
    fn of(word: &str) -> WordProfile {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain {
            // Accents may stand alone or not, spaces be double: only a close look tells.
            return WordProfile { length: None, letters: 0 };
        }
        let letters = word.bytes().fold(0, |letters, byte| letters | LETTERS[usize::from(byte)]);
        WordProfile { length: Some(word.len()), letters }
    }

    /// Whether no more than `far` letters may differ. Each that does changes two bits at most.
    fn may_be_near(&self, other: &WordProfile, far: usize) -> bool {
        let (Some(one), Some(two)) = (self.length, other.length) else { return true };
        // One may be the beginning of the other, two letters longer.
        let far = far.max(2);
        one.abs_diff(two) <= far && (self.letters ^ other.letters).count_ones() as usize <= 2 * far
    }
}

/// The longest of what was typed that is compared, in bytes.
const LONGEST: usize = 512;

/// A bit for each letter of ASCII, the same for those that look alike.
const LETTERS: [u64; 256] = {
    let mut table = [0u64; 256];
    let mut byte = 0;
    while byte < 128 {
        let low = (byte as u8).to_ascii_lowercase();
        let lookalike = match low {
            b'l' | b'1' | b'|' => b'i',
            b'0' => b'o',
            b'`' => b'\'',
            low => low,
        };
        table[byte] = 1 << (lookalike % 64);
        byte += 1;
    }
    table
};

/// `text` for `texts`, `tag` for `tags`: one is the beginning of the other.
fn is_part(typed: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    typed.len() >= 3
        && word.len() >= 3
        && (word.starts_with(typed) || typed.starts_with(&word))
        && word.len().abs_diff(typed.len()) <= 2
}

/// ``did you mean `café.md`? (yours has …)`` for the nearest of `known`; `None` where none is near.
///
/// ```
/// use daf::diag::make::did_you_mean;
/// assert_eq!(did_you_mean("titel", ["title", "tags"]).as_deref(), Some("did you mean `title`?"));
/// assert_eq!(
///     did_you_mean("one\u{2013}to-one", ["one-to-one"]).as_deref(),
///     Some("did you mean `one-to-one`? (yours has an en dash `–` (U+2013) where a hyphen `-` belongs)"),
/// );
/// ```
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, known).map(|word| meant(typed, word))
}

/// The same, where it is known already what was meant.
pub fn meant(typed: &str, word: &str) -> String {
    shown_as(typed, word, word)
}

/// The same, for a word that is written with signs around it: `#word`.
pub(super) fn shown_as(typed: &str, word: &str, shown: &str) -> String {
    format!("did you mean `{shown}`?{}", difference(typed, word).map(|what| format!(" ({what})")).unwrap_or_default())
}

/// What tells two words that look alike from one another; `None` where they do not, or are the same.
pub fn difference(typed: &str, word: &str) -> Option<String> {
    let (a, b): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let (mut i, mut j) = (0, 0);
    let mut told: Vec<String> = Vec::new();
    let mut tell = |what: String| {
        if !told.contains(&what) {
            told.push(what);
        }
    };
    while i < a.len() || j < b.len() {
        let (x, y) = (a.get(i).copied(), b.get(j).copied());
        if let Some(x) = x.filter(|x| is_hidden(*x) && Some(*x) != y) {
            tell(format!("yours has {} that does not belong there", name(x)));
            i += 1;
            continue;
        }
        if let Some(y) = y.filter(|y| is_hidden(*y) && Some(*y) != x) {
            tell(format!("yours lacks {}", name(y)));
            j += 1;
            continue;
        }
        // A space after a space of the same place.
        let after_space = |chars: &[char], at: usize| at > 0 && chars.get(at - 1).is_some_and(|c| is_space(*c));
        match (x, y) {
            (Some(x), y) if is_space(x) && !y.is_some_and(is_space) && after_space(&a, i) => {
                tell("yours has two spaces where one belongs".to_owned());
                i += 1;
                continue;
            }
            (x, Some(y)) if is_space(y) && !x.is_some_and(is_space) && after_space(&b, j) => {
                tell("yours has one space where two belong".to_owned());
                j += 1;
                continue;
            }
            (Some(x), None) if is_space(x) => {
                tell(format!("yours has {} at its {}", name(x), if i == 0 { "beginning" } else { "end" }));
                i += 1;
                continue;
            }
            _ => {}
        }
        if let (Some(x), Some(y)) = (x, y)
            && is_space(x)
            && !is_space(y)
            && i == 0
        {
            tell(format!("yours has {} at its beginning", name(x)));
            i += 1;
            continue;
        }
        let (x, y) = (x?, y?);
        let (to_x, to_y) = (cluster(&a, i), cluster(&b, j));
        let (cx, cy) = (a.get(i..to_x)?, b.get(j..to_y)?);
        if cx != cy {
            tell(different(x, y, cx, cy)?);
        }
        (i, j) = (to_x, to_y);
    }
    if told.is_empty() {
        return None;
    }
    let more = if told.len() > TOLD { ", and more" } else { "" };
    Some(format!("{}{more}", told.into_iter().take(TOLD).collect::<Vec<_>>().join("; ")))
}

/// What tells one letter with its marks from another; `None` where they do not look alike.
fn different(x: char, y: char, cx: &[char], cy: &[char]) -> Option<String> {
    let nfc = |cluster: &[char]| cluster.iter().collect::<String>().nfc().collect::<String>();
    if nfc(cx) == nfc(cy) {
        let point = |c: &char| format!("U+{:04X}", u32::from(*c));
        return Some(match (cx, cy) {
            ([_, mark], [_]) if is_hebrew(x) => {
                format!("yours has the point as a character of its own: {}", point(mark))
            }
            ([_, mark], [_]) => format!("yours has the accent as a character of its own: {}", point(mark)),
            ([_, .., mark], [_]) => {
                format!("yours has the accents as characters of their own, {} among them", point(mark))
            }
            ([one], [_, ..]) => {
                format!("yours has letter and mark as one character, {}, where two belong", point(one))
            }
            _ => "the marks on a letter come in another order in yours".to_owned(),
        });
    }
    let (base, meant) = (marks(cx), marks(cy));
    if base != meant || lookalike(x) != lookalike(y) {
        return None;
    }
    Some(format!("yours has {} where {} belongs", name(x), name(y)))
}

/// The marks on a letter, as they stand alone.
fn marks(cluster: &[char]) -> String {
    cluster.iter().collect::<String>().nfd().filter(|c| is_combining(*c)).collect()
}

/// Where a letter and its marks end.
fn cluster(chars: &[char], at: usize) -> usize {
    let marks = chars.iter().skip(at + 1).take_while(|c| is_combining(**c)).count();
    at + 1 + marks
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5ea}' | '\u{fb1d}'..='\u{fb4f}')
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// Signs without a width of their own.
fn is_hidden(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{ad}' | '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{61c}' | '\u{fe00}'..='\u{fe0f}')
}

/// A word as the eye takes it: two of which this is the same look alike.
fn skeleton(word: &str) -> String {
    let words: String = word.nfc().filter(|c| !is_hidden(*c)).map(|c| if is_space(c) { ' ' } else { c }).collect();
    let words = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    words.nfd().map(lookalike).collect()
}

/// One letter for all that look like it, whatever their capitals.
fn lookalike(c: char) -> char {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5be}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\'' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2032}' | '\u{5f3}' | '`' | '\u{b4}' => '\'',
        '"' | '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{5f4}' | '\u{ab}' | '\u{bb}' => '"',
        c if is_space(c) => ' ',
        'l' | 'I' | 'i' | '1' | 'ı' | 'İ' | '|' | 'І' | 'і' | 'Ι' | 'ι' | 'Ӏ' | 'ӏ' => 'i',
        'O' | 'o' | '0' | 'О' | 'о' | 'Ο' | 'ο' | 'ס' | 'օ' => 'o',
        'А' | 'а' | 'Α' | 'α' => 'a',
        'В' | 'Β' | 'в' | 'β' => 'b',
        'С' | 'с' | 'ϲ' | 'Ϲ' => 'c',
        'Е' | 'е' | 'Ε' | 'ε' => 'e',
        'Н' | 'Η' | 'һ' | 'Һ' => 'h',
        'Ј' | 'ј' => 'j',
        'К' | 'к' | 'Κ' | 'κ' => 'k',
        'М' | 'м' | 'Μ' | 'μ' | 'µ' => 'm',
        'Ν' | 'п' => 'n',
        'Р' | 'р' | 'Ρ' | 'ρ' => 'p',
        'Ѕ' | 'ѕ' => 's',
        'Т' | 'т' | 'Τ' | 'τ' => 't',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ѡ' | 'ω' => 'w',
        'Х' | 'х' | 'Χ' | 'χ' | '×' => 'x',
        'У' | 'у' | 'Υ' => 'y',
        'Ζ' | 'ζ' => 'z',
        'װ' => 'ו',
        '\u{ff01}'..='\u{ff5e}' => {
            let ascii = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            lookalike(ascii)
        }
        c => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(low), None) => low,
                _ => c,
            }
        }
    }
}

/// What a sign is called, with its number where the eye does not tell it.
fn name(c: char) -> String {
    let number = format!("U+{:04X}", u32::from(c));
    match c {
        ' ' => "a space".to_owned(),
        '\t' => "a tab".to_owned(),
        '\u{a0}' | '\u{202f}' => format!("a no-break space ({number})"),
        c if is_space(c) => format!("a space of another width ({number})"),
        '\u{ad}' => format!("an invisible soft hyphen ({number})"),
        '\u{200b}' => format!("a space without width ({number})"),
        c if is_hidden(c) => format!("an invisible character ({number})"),
        '-' => "a hyphen `-`".to_owned(),
        '\u{2010}' | '\u{2011}' => format!("a hyphen of another kind `{c}` ({number})"),
        '\u{2013}' => format!("an en dash `{c}` ({number})"),
        '\u{2014}' => format!("an em dash `{c}` ({number})"),
        '\u{5be}' => format!("a maqaf `{c}` ({number})"),
        '\u{2212}' => format!("a minus sign `{c}` ({number})"),
        '\'' => "a straight apostrophe `'`".to_owned(),
        '\u{2018}' | '\u{2019}' | '\u{201b}' => format!("a curly apostrophe `{c}` ({number})"),
        '\u{5f3}' => format!("a geresh `{c}` ({number})"),
        '"' => "straight quotation marks `\"`".to_owned(),
        '\u{201c}'..='\u{201f}' => format!("curly quotation marks `{c}` ({number})"),
        '\u{5f4}' => format!("gershayim `{c}` ({number})"),
        'ı' => format!("an i without its dot `ı` ({number})"),
        '0'..='9' => format!("the digit `{c}`"),
        'a'..='z' => format!("the small letter `{c}`"),
        'A'..='Z' => format!("the capital letter `{c}`"),
        '\u{370}'..='\u{3ff}' => format!("the Greek letter `{c}` ({number})"),
        '\u{400}'..='\u{52f}' => format!("the Cyrillic letter `{c}` ({number})"),
        '\u{530}'..='\u{58f}' => format!("the Armenian letter `{c}` ({number})"),
        c if is_hebrew(c) => format!("the Hebrew letter `{c}` ({number})"),
        '\u{ff01}'..='\u{ff5e}' => format!("the wide character `{c}` ({number})"),
        c => format!("`{c}` ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn differs(typed: &str, word: &str, says: &str) {
        assert_eq!(nearest(typed, [word, "quite-another"]), Some(word), "{typed}");
        let what = difference(typed, word).unwrap_or_default();
        assert!(what.contains(says), "{typed}: {what}");
    }

    #[test]
    fn what_looks_alike_is_told_apart() {
        differs("cafe\u{301}.md", "caf\u{e9}.md", "yours has the accent as a character of its own: U+0301");
        differs("caf\u{e9}.md", "cafe\u{301}.md", "letter and mark as one character, U+00E9");
        differs("one\u{a0}to one", "one to one", "a no-break space (U+00A0) where a space belongs");
        differs("one  to one", "one to one", "two spaces where one belongs");
        differs("one to one", "one  to one", "one space where two belong");
        differs("one-to-one ", "one-to-one", "a space at its end");
        differs("Power", "power", "the capital letter `P` where the small letter `p` belongs");
        differs("one–to–one", "one-to-one", "an en dash `–` (U+2013) where a hyphen `-` belongs");
        differs("בית\u{5be}דין", "בית-דין", "a maqaf");
        differs("роwеr", "power", "the Cyrillic letter `р` (U+0440)");
        differs("роwеr", "power", "the Cyrillic letter `е` (U+0435)");
        differs("p\u{200f}ower", "power", "an invisible character (U+200F)");
        differs("power", "p\u{200b}ower", "yours lacks a space without width");
        differs("don’t", "don't", "a curly apostrophe `’` (U+2019) where a straight apostrophe `'` belongs");
        differs("mıx", "mix", "an i without its dot `ı` (U+0131)");
        differs("part-l", "part-1", "the small letter `l` where the digit `1` belongs");
        differs("t0ra", "tora", "the digit `0` where the small letter `o` belongs");
        differs("\u{fb2a}alom", "\u{5e9}\u{5c1}alom", "letter and mark as one character");
    }

    #[test]
    fn what_does_not_look_alike_has_no_more_to_tell() {
        assert_eq!(difference("titel", "title"), None);
        assert_eq!(difference("same", "same"), None);
        assert_eq!(difference("cafe", "caf\u{e9}"), None);
        assert_eq!(did_you_mean("titel", ["title"]).as_deref(), Some("did you mean `title`?"));
        assert_eq!(did_you_mean("zzzz", ["title"]), None);
    }
}
