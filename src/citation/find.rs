//! Citations in running prose. A false alarm is worse than a miss: a title must stand as a name, and its address must be one
//! beyond doubt; a title alone, or a bare number after an everyday word, is none.

use std::ops::Range;

use super::Citation;
use super::address::{self, Address, Gap, Level, Manner, To};
use super::catalogue::{Family, Scheme, Work, catalogue};
use super::place;
use super::title::{self, Base, Title};
use crate::hebrew;

/// A citation found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it cites.
    pub citation: Citation,
}

/// The citations in a text, in order, none overlapping. One that stands right after a backslash is left out.
///
/// ```
/// let text = "Read Deut. 16:20 and ברכות ה׳ ע״ב; Job 3 times is no citation.";
/// let found: Vec<String> = daf::citation::find(text).iter().map(|found| found.citation.canonical()).collect();
/// assert_eq!(found, ["Deuteronomy 16:20", "Berakhot 5b"]);
/// ```
pub fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // Every address has a digit, a Hebrew letter or a Roman numeral after a name.
    if !text
        .bytes()
        .any(|byte| byte.is_ascii_digit() || byte == 0xd7 || matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'))
    {
        return found;
    }
    let mut from = 0;
    let mut word = String::new();
    let mut tokens = hebrew::tokens(text);
    while let Some(range) = tokens.next_into(&mut word) {
        if range.start < from || !may_begin(text, &range, &word) {
            continue;
        }
        if let Some(one) = at(text, range.start) {
            from = one.range.end;
            if !text[..one.range.start].ends_with('\\') {
                found.push(one);
            }
        }
    }
    found
}

/// A title begins with a capital, a digit (1 Samuel) or a Hebrew letter, not inside a word, and with a word that titles begin
/// with.
fn may_begin(text: &str, range: &Range<usize>, folded: &str) -> bool {
    let raw = &text[range.clone()];
    let Some(first) = raw.chars().next() else { return false };
    if hebrew::is_hebrew_letter(first) {
        return !text[..range.start].ends_with(|c: char| c.is_alphanumeric());
    }
    let glued = matches!(first, 'm' | 'b' | 'y' | 't') && raw[1..].starts_with(|c: char| c.is_ascii_uppercase());
    if !(first.is_uppercase() || glued || matches!(first, '1' | '2') || matches!(folded, "m" | "b" | "y" | "t")) {
        return false;
    }
    let before = text[..range.start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '#' | '$' | '.' | '_')) {
        return false;
    }
    glued || title::may_start(folded)
}

fn at(text: &str, start: usize) -> Option<Found> {
    let direct = title::titles(text, start).into_iter().find_map(|title| with_address(text, start, &title));
    direct.or_else(|| prefixed(text, start))
}

/// A Hebrew title with a prefix letter or two: בבראשית, ובאבות.
fn prefixed(text: &str, start: usize) -> Option<Found> {
    let mut at = start;
    for _ in 0..2 {
        let letter = text[at..].chars().next().filter(|c| "ובלמכשהד".contains(*c))?;
        at += letter.len_utf8();
        at += text[at..].chars().take_while(|c| hebrew::is_mark(*c)).map(char::len_utf8).sum::<usize>();
        let found = title::titles(text, at).into_iter().find_map(|title| with_address(text, at, &title));
        if found.is_some() {
            return found;
        }
    }
    None
}

fn with_address(text: &str, start: usize, title: &Title) -> Option<Found> {
    let Base::Work(id) = title.base else { return portion(text, start, title) };
    let work = catalogue().work(id);
    let name = &text[start..title.end];
    if !stands_as_name(text, start, title, work) {
        return None;
    }
    let mut citation = Citation::whole(id, title.commentary);
    let mut at = title.end;
    match work.scheme {
        Scheme::Sections => return None,
        Scheme::Portions => {
            let (portion, end) = title::portion(text, title.end)?;
            citation.node = u16::try_from(portion + 1).ok()?;
            at = end;
        }
        Scheme::Named => {
            if let Some((part, end)) = title::part(id, text, title.end) {
                citation.node = u16::try_from(part + 1).ok()?;
                at = end;
            }
        }
        _ => {}
    }
    let rest = &text[at..];
    // A new sentence begins no address, but an abbreviation's full stop may stand before one.
    let gap = rest.len() - rest.trim_start_matches([' ', ',', '.', '\u{a0}', '\'', '׳', '"', '״', '’', ':']).len();
    let whole_name = hebrew::fold(work.title).ends_with(&hebrew::fold(name));
    if gap == 0
        || gap > 4
        || (rest[..gap].contains('.') && rest[..gap].contains(' ') && whole_name)
        || rest[..gap].contains('"')
    {
        return None;
    }
    let hebrew_name = name.chars().any(hebrew::is_hebrew_letter);
    for tagged in if hebrew_name { &[true, false][..] } else { &[false] } {
        let manner = Manner {
            depth: place::depth(work, title.commentary.is_some()),
            sides: place::has_sides(work),
            tagged: *tagged,
            prose: true,
        };
        let Some(address) = address::read(text, at, manner, &|_| None) else { continue };
        if let Some(end) = accepted(text, name, &citation, title, &address)
            && let Some(span) = address.spans.first()
            && let Ok(placed) = place::place(&citation, title.bare, &span.from, span.to.as_ref(), None)
        {
            return Some(Found { range: start..end, citation: placed.citation });
        }
    }
    None
}

/// "Parashat Noach": the word for a portion must stand before it.
fn portion(text: &str, start: usize, title: &Title) -> Option<Found> {
    let Base::Portion(at) = title.base else { return None };
    let name = hebrew::fold(&text[start..title.end]);
    let first = name.split(' ').next()?;
    let told = title::is_portion_word(first) && name.contains(' ');
    told.then(|| Found { range: start..title.end, citation: super::portion::citation(at) })
}

/// Whether the words of a title stand as a name: English ones with capitals, two-letter ones with a full stop, and no
/// initials that mean other things as often.
fn stands_as_name(text: &str, start: usize, title: &Title, work: &Work) -> bool {
    let name = &text[start..title.end];
    if name.contains(['\n', ':']) {
        return false;
    }
    if name.chars().any(hebrew::is_hebrew_letter) {
        // Initials that are everyday words without their marks: מ״ב, ב״ב.
        let letters = name.chars().filter(|c| hebrew::is_hebrew_letter(*c)).count();
        return letters > 3
            || name.contains(['״', '"', '׳', '\'', '”', '’'])
            || title.commentary.is_some()
            || work.he == name;
    }
    let small = ["of", "the", "on", "to", "de", "d", "ha", "and", "la", "al", "va", "ve", "le", "amud"];
    let mut words = name.split([' ', '-', '’', '\'', ',']).filter(|word| !word.is_empty());
    let capitals = words.all(|word| {
        let first = word.chars().next().unwrap_or('a');
        !first.is_lowercase()
            || small.contains(&word)
            || matches!(word.trim_end_matches('.'), "m" | "b" | "y" | "t")
            || word.len() > 1 && word[1..].starts_with(|c: char| c.is_ascii_uppercase())
    });
    let last = name.rsplit([' ', ',']).next().unwrap_or(name).trim_end_matches('.');
    let dotted = text[title.end..].starts_with('.');
    let initials = last.len() >= 2 && last.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let tractate = work.scheme == Scheme::Daf || work.family == Family::Shulchan;
    let short = last.chars().count() <= 2 && !last.chars().all(|c| c.is_ascii_digit()) && !matches!(last, "I" | "II");
    let alone = name.split(' ').count() == 1;
    capitals && (!alone || !short || dotted || (initials && tractate)) && (!alone || !initials || tractate || dotted)
}

/// One past the end of an address that is one beyond doubt.
fn accepted(text: &str, name: &str, citation: &Citation, title: &Title, address: &Address) -> Option<usize> {
    let work = catalogue().work(citation.work);
    let span = address.spans.first()?;
    let first = span.from.first()?;
    let end = address.end;
    let after = &text[end..];
    let next = after.chars().next();
    let joined = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '°'))
        || (after.starts_with([':', '/']) && after[1..].starts_with(|c: char| c.is_ascii_digit()))
        || (after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()))
        || (after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit()));
    if joined || is_clock(after) {
        return None;
    }
    let typed = &text[first.range.start..end];
    let letters = typed.chars().any(hebrew::is_hebrew_letter);
    let told = span.from.iter().any(|part| part.level.is_some());
    let sided = span.from.iter().any(|part| part.side.is_some()) || matches!(span.to, Some(To::Side(_)));
    let parted = span.from.get(1).is_some_and(|part| matches!(part.after, Gap::Colon | Gap::Dot));
    let colon = span.from.get(1).is_some_and(|part| part.after == Gap::Colon);
    // "Numbers 3.5": a full stop between digits is a decimal point as often.
    let parted = parted && (colon || letters || !is_everyday(name));
    if letters {
        let double = typed.contains(['״', '"', '”', '“']) || typed.contains("''");
        let named = name.split(' ').count() > 1 || !is_everyday_hebrew(name);
        let pair = span.from.len() >= 2 && (colon || double || told);
        let alone = span.from.len() == 1 && ((double && named) || told);
        return (address.marked && (sided || pair || alone || colon)).then_some(end);
    }
    let roman = typed.starts_with(|c: char| c.is_ascii_uppercase());
    let full = sided || parted || (told && span.from.len() >= 2);
    let chapter = span.from.len() == 1
        && !sided
        && (told && first.level != Some(Level::Next)
            || (!roman && chapter_alone(name, work, title))
            || roman && matches!(work.scheme, Scheme::Parts));
    (full || chapter && !counted(after)).then_some(end)
}

/// Books and works whose name means nothing else, so that a chapter alone is a citation: "Exodus 18".
fn chapter_alone(name: &str, work: &Work, title: &Title) -> bool {
    const PLAIN: &[&str] = &[
        "Genesis",
        "Exodus",
        "Leviticus",
        "Deuteronomy",
        "Isaiah",
        "Jeremiah",
        "Ezekiel",
        "Psalms",
        "Psalm",
        "Proverbs",
        "Ecclesiastes",
        "Lamentations",
        "Nehemiah",
        "Habakkuk",
        "Zephaniah",
        "Zechariah",
        "Song of Songs",
        "Kohelet",
        "Tehillim",
        "Yeshayahu",
        "Yirmiyahu",
        "Bereshit",
        "Bereishit",
        "Devarim",
        "Vayikra",
        "Bamidbar",
        "Shemot",
        "Mishlei",
    ];
    let numbered = matches!(work.family, Family::First | Family::Second);
    let long = name.split(' ').count() >= 2 && work.scheme != Scheme::Daf && title.commentary.is_none();
    PLAIN.contains(&name)
        || numbered
        || long
            && matches!(work.scheme, Scheme::Verses | Scheme::Chapters)
            && work.family != Family::None
            && work.family != Family::Bavli
}

/// Names that are everyday English words or people's names.
fn is_everyday(name: &str) -> bool {
    matches!(
        name,
        "Numbers"
            | "Judges"
            | "Job"
            | "Ruth"
            | "Esther"
            | "Daniel"
            | "Joel"
            | "Amos"
            | "Jonah"
            | "Micah"
            | "Nathan"
            | "Ezra"
            | "Joshua"
            | "Song"
            | "Guide"
            | "Kings"
            | "Shabbat"
            | "Sabbath"
            | "Is"
            | "Am"
            | "Acts"
            | "Mark"
    )
}

/// Hebrew titles that are everyday words: names, things, Sabbath, blessings …
fn is_everyday_hebrew(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| hebrew::is_hebrew_letter(*c)).collect();
    matches!(
        bare.as_str(),
        "שמות"
            | "דברים"
            | "במדבר"
            | "ויקרא"
            | "שופטים"
            | "מלכים"
            | "שבת"
            | "ברכות"
            | "אבות"
            | "יומא"
            | "נזיר"
            | "חולין"
            | "כתובות"
            | "נדרים"
            | "גיטין"
            | "שבועות"
            | "הוריות"
            | "מנחות"
            | "זבחים"
            | "ערכין"
            | "תמורה"
            | "כריתות"
            | "מגילה"
            | "תענית"
            | "סוכה"
            | "ביצה"
            | "רות"
            | "יונה"
            | "דניאל"
            | "עזרא"
            | "יואל"
            | "עמוס"
            | "מיכה"
            | "נחום"
            | "יהושע"
            | "שמואל"
            | "אסתר"
            | "איוב"
            | "כלים"
            | "פרה"
            | "טהרות"
            | "מקואות"
            | "עדיות"
            | "חלה"
            | "ערלה"
            | "תרומות"
            | "מעשרות"
            | "טור"
            | "אורות"
            | "הגדה"
            | "ספרא"
            | "ספרי"
            | "משלי"
            | "שקלים"
            | "פאה"
            | "סוטה"
    )
}

/// Whether a time of day follows: "Esther 6:30 pm".
fn is_clock(after: &str) -> bool {
    let word = after.trim_start_matches([' ', '\u{a0}']).to_ascii_lowercase();
    ["am", "pm", "a.m", "p.m", "o’clock", "o'clock"]
        .iter()
        .any(|clock| word.strip_prefix(clock).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

/// Whether a counted thing follows ("3 times"), so that the number was no chapter: a small word in the plural.
fn counted(after: &str) -> bool {
    let Some(rest) = after.strip_prefix([' ', '\u{a0}']) else { return false };
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
    let plural =
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && word.starts_with(|c: char| c.is_lowercase());
    let verbs = [
        "tells",
        "begins",
        "ends",
        "says",
        "teaches",
        "asks",
        "lists",
        "speaks",
        "gives",
        "shows",
        "opens",
        "closes",
        "describes",
        "calls",
        "reads",
        "makes",
        "sings",
        "this",
        "thus",
        "always",
        "comes",
        "puts",
        "sets",
        "goes",
        "warns",
        "imagines",
        "reminds",
        "commands",
        "offers",
        "tries",
        "names",
        "promises",
        "answers",
        "means",
        "contains",
        "continues",
        "has",
        "was",
        "is",
        "does",
        "as",
        "its",
        "his",
        "whereas",
        "perhaps",
        "turns",
        "takes",
        "brings",
        "keeps",
        "leaves",
        "starts",
        "adds",
        "insists",
        "prays",
        "laments",
        "demands",
        "explains",
        "uses",
        "needs",
        "raises",
        "mentions",
        "quotes",
        "echoes",
        "repeats",
        "moves",
        "follows",
        "links",
        "stands",
        "introduces",
        "celebrates",
        "suggests",
    ];
    (plural && !verbs.contains(&word.as_str()))
        || matches!(
            word.as_str(),
            "people" | "percent" | "per" | "million" | "thousand" | "copies" | "kg" | "mm" | "cm" | "min" | "times"
        )
}
