//! The things that sessions need, as people name them, in English and Hebrew; and when two ways of writing name the same thing.
//!
//! Only words that mean a thing to bring and hardly anything else: "paper", "tape", "board" and "cards" are left out.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::words::Language;
use crate::hebrew;

/// Things, each with its names; the first is what a message says.
const ENGLISH: &[&[&str]] = &[
    &["flip chart", "flipchart", "flip-chart", "chart paper", "easel"],
    &["sticky notes", "sticky note", "post-it", "post-its", "post it notes"],
    &["index cards", "index card", "note cards", "notecards"],
    &["markers", "marker"],
    &["pens", "pen"],
    &["pencils", "pencil", "colored pencils", "coloured pencils"],
    &["crayons", "crayon"],
    &["scissors"],
    &["masking tape", "painter's tape"],
    &["glue", "glue sticks", "glue stick"],
    &["projector"],
    &["whiteboard", "white board"],
    &["laptop", "laptops"],
    &["candles", "candle"],
    &["matches"],
    &["yarn", "ball of yarn"],
    &["name tags", "name tag", "nametags"],
    &["envelopes", "envelope"],
    &["dice"],
    &["clipboards", "clipboard"],
    &["stickers", "dot stickers"],
    &["stopwatch"],
    &["bell"],
];
const HEBREW: &[&[&str]] = &[
    &["טושים", "טוש", "מרקרים", "לורדים"],
    &["עטים", "עט"],
    &["עפרונות", "עיפרון", "עפרון"],
    &["מספריים"],
    &["פתקיות", "פתקית", "פתקיות דביקות", "פתקים דביקים"],
    &["בריסטולים", "בריסטול"],
    &["לוח מחיק"],
    &["פליפצ'ארט", "פליפ צ'ארט", "פליפצ׳ארט"],
    &["מקרן"],
    &["נרות", "נר"],
    &["דבק"],
    &["מעטפות", "מעטפה"],
    &["מדבקות", "מדבקה"],
    &["צבעים"],
    &["פעמון"],
];

/// Verbs that show that a thing is used here: a word for a thing alone may mean something else.
const USES_ENGLISH: &[&str] = &[
    "use",
    "using",
    "take",
    "give",
    "hand",
    "with",
    "write",
    "draw",
    "bring",
    "pass",
    "distribute",
    "on",
    "your",
    "each",
    "ring",
    "light",
    "cut",
    "stick",
    "hang",
    "put",
    "fetch",
    "need",
    "from",
    "ready",
];

/// The names of a language in one automaton: a text is read once for all of them.
struct MaterialNames {
    automaton: Option<AhoCorasick>,
    things: Vec<&'static str>,
}

impl MaterialNames {
    fn of(list: &[&[&'static str]]) -> MaterialNames {
        let names: Vec<&'static str> = list.iter().flat_map(|names| names.iter().copied()).collect();
        let things = list.iter().flat_map(|names| names.iter().map(|_| names[0])).collect();
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // A list as short as these can always be built.
        MaterialNames { automaton: builder.build(names).ok(), things }
    }

    /// Visits the things that a text names, each name as a whole word.
    fn each(&self, text: &str, language: Language, visit: &mut impl FnMut(&'static str)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_iter(text).filter(|found| is_whole(text, found.range(), language)) {
            visit(self.things[found.pattern().as_usize()]);
        }
    }
}

static IN_ENGLISH: LazyLock<MaterialNames> = LazyLock::new(|| MaterialNames::of(ENGLISH));
static IN_HEBREW: LazyLock<MaterialNames> = LazyLock::new(|| MaterialNames::of(HEBREW));

fn names(language: Language) -> &'static MaterialNames {
    match language {
        Language::English => &IN_ENGLISH,
        Language::Hebrew => &IN_HEBREW,
    }
}

/// Whether a name stands by itself; in Hebrew, article and prepositions may be written onto it.
fn is_whole(text: &str, range: Range<usize>, language: Language) -> bool {
    let after = text.get(range.end..).and_then(|after| after.chars().next());
    let mut before = text.get(..range.start).unwrap_or_default();
    if language == Language::Hebrew {
        let word = before.rfind(|c: char| !hebrew::is_hebrew_letter(c)).map_or(0, |at| at + 1);
        let onto = before.get(word..).unwrap_or(before);
        if ["ה", "ב", "ל", "ו", "מה", "וה", "בה", "וב"].contains(&onto) {
            before = before.strip_suffix(onto).unwrap_or(before);
        }
    }
    !after.is_some_and(char::is_alphanumeric) && !before.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The things that words name and use, by their first names.
pub(crate) fn named(text: &str, language: Language, visit: &mut impl FnMut(&'static str)) {
    names(language).each(text, language, &mut |thing| {
        if language == Language::Hebrew || is_used(text) {
            visit(thing);
        }
    });
}

/// Whether an item of a list names a thing in any of its names.
pub(crate) fn covers(item: &str, thing: &str) -> bool {
    let mut found = false;
    for language in [Language::English, Language::Hebrew] {
        names(language).each(item, language, &mut |named| found = found || named == thing);
    }
    found
}

fn is_used(text: &str) -> bool {
    hebrew::tokens(text).any(|(_, word)| USES_ENGLISH.contains(&word.as_str()))
}

/// The words of a thing that tell it from others: without articles, numbers and endings.
pub(crate) fn stems(item: &str) -> Vec<String> {
    const SMALL: &[&str] = &[
        "a", "an", "the", "of", "for", "and", "or", "with", "in", "to", "per", "any", "some", "large", "small", "של",
        "עם", "או",
    ];
    let words = hebrew::tokens(item).map(|(_, word)| word);
    words
        .filter(|word| !SMALL.contains(&word.as_str()) && !word.bytes().all(|b| b.is_ascii_digit()))
        .map(|word| stem(&word))
        .collect()
}

/// A folded word without the ending of a plural; folding has made a plain letter of the final mem.
fn stem(word: &str) -> String {
    let hebrew =
        ["ימ", "ות"].iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.chars().count() > 1);
    if let Some(stem) = hebrew {
        return stem.trim_end_matches('י').to_owned();
    }
    let word = word.strip_prefix('ה').filter(|rest| rest.chars().count() > 3).unwrap_or(word);
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let endings = ["xes", "ches", "shes", "sses"];
    if endings.iter().any(|ending| word.ends_with(ending)) {
        return word.strip_suffix("es").unwrap_or(word).to_owned();
    }
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')).unwrap_or(word).to_owned()
}
