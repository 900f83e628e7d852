//! The things that sessions need, as people name them, in English and Hebrew; and when two ways of writing name the same thing.
//!
//! Only words that mean a thing to bring and hardly anything else: "paper", "tape", "board" and "cards" are left out.

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
/// Words that make another thing of the one before or after them: a marker of identity, matches between pairs.
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

/// The things that words name and use, by their first names.
pub(crate) fn named(text: &str, language: Language, found: &mut Vec<&'static str>) {
    let folded = format!(" {} ", hebrew::fold(text));
    let list = if language == Language::English { ENGLISH } else { HEBREW };
    for names in list {
        let is_named = names.iter().any(|name| has(&folded, name, language));
        if is_named && (language == Language::Hebrew || is_used(&folded)) && !found.contains(&names[0]) {
            found.push(names[0]);
        }
    }
}

/// Whether a list's words name a thing in any of its names, or in their last word ("markers" for "dark markers").
pub(crate) fn covers(listed: &str, thing: &str) -> bool {
    let folded = format!(" {} ", hebrew::fold(listed));
    let all = ENGLISH
        .iter()
        .map(|names| (names, Language::English))
        .chain(HEBREW.iter().map(|names| (names, Language::Hebrew)));
    all.filter(|(names, _)| names[0] == thing)
        .any(|(names, language)| names.iter().any(|name| has(&folded, name, language)))
}

/// Whether folded words have a name in them; in Hebrew with an article or a preposition before it too.
fn has(folded: &str, name: &str, language: Language) -> bool {
    let name = hebrew::fold(name);
    if folded.contains(&format!(" {name} ")) {
        return true;
    }
    language == Language::Hebrew
        && ["ה", "ב", "ל", "ו", "מה", "וה", "בה"].iter().any(|before| folded.contains(&format!(" {before}{name} ")))
}

fn is_used(folded: &str) -> bool {
    folded.split(' ').any(|word| USES_ENGLISH.contains(&word))
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

/// A word without the ending of a plural.
fn stem(word: &str) -> String {
    let hebrew =
        ["ים", "ות"].iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.chars().count() > 2);
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
