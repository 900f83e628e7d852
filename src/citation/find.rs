//! Citations in running prose. A false alarm is worse than a miss: a title must stand as a name, and its address must be one
//! beyond doubt; a title alone, or a bare number after an everyday word, is none.

use std::ops::Range;

use super::address::{self, Address, AddressLevel, RangeEnd, ReadOptions, Separator};
use super::catalogue::{Family, Numbering, Work, catalogue};
use super::place;
use super::reference::Citation;
use super::title::{self, Title, TitleTarget};
use crate::hebrew;

/// A citation found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCitation {
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
pub fn find(text: &str) -> Vec<FoundCitation> {
    find_all(text).citations
}

/// What stands as a citation in every way, and is at a place that its work does not have: "Genesis 51:3".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// Its bytes.
    pub range: Range<usize>,
    /// What the work has.
    pub message: String,
}

/// What stands in a text as a citation, each list in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// The citations.
    pub citations: Vec<FoundCitation>,
    /// What would be one beyond doubt, at a place that is not there: with a colon or a side, after a name that means nothing else.
    pub impossible: Vec<Impossible>,
    /// The places of backslashes that leave a citation, or what is impossible, alone.
    pub backslashes: Vec<usize>,
}

/// The same as [`find()`], and what is impossible or left alone besides.
pub fn find_all(text: &str) -> Findings {
    let mut findings = Findings::default();
    // Every address has a digit, a Hebrew letter or a Roman numeral after a name.
    let numbers = Numbers::of(text);
    if numbers.places.is_empty() && !numbers.hebrew && !names_portion(text) {
        return findings;
    }
    let mut from = 0;
    let mut word = String::new();
    let mut tokens = hebrew::tokens(text);
    while let Some(range) = tokens.next_into(&mut word) {
        if range.start < from {
            continue;
        }
        let mut starts = starts(text, &range, &word, &numbers).into_iter().flatten();
        let Some(one) = starts.find_map(|start| at(text, start)) else { continue };
        from = one.as_ref().map_or_else(|impossible| impossible.range.end, |found| found.range.end);
        match one {
            _ if text[..range.start].ends_with('\\') => findings.backslashes.push(range.start - 1),
            Ok(found) => findings.citations.push(found),
            Err(impossible) => findings.impossible.push(impossible),
        }
    }
    findings
}

/// The citation that begins at a byte, or what is impossible there.
fn at(text: &str, start: usize) -> Option<Result<FoundCitation, Impossible>> {
    let mut impossible = None;
    let titles = title::titles(text, start);
    let found = titles.iter().find_map(|title| with_address(text, start, title, &mut impossible));
    found.map(Ok).or(impossible.map(Err))
}

/// How many bytes after the beginning of an English title its first number may stand.
const REACH: usize = 160;

/// Where digits and Roman numerals stand in a text, so that most words need no second look.
struct Numbers {
    places: Vec<usize>,
    hebrew: bool,
}

impl Numbers {
    fn of(text: &str) -> Numbers {
        let bytes = text.as_bytes();
        let roman = |byte: Option<&u8>| matches!(byte, Some(b'I' | b'V' | b'X' | b'L' | b'C'));
        let mut numbers = Numbers { places: Vec::new(), hebrew: false };
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => numbers.places.push(at),
                // A lone capital is far more often a word or an initial.
                b'I' | b'V' | b'X' | b'L' | b'C' if roman(bytes.get(at + 1)) => numbers.places.push(at),
                0xd7 => numbers.hebrew = true,
                _ => {}
            }
        }
        numbers
    }

    /// Whether a number stands so near that an English title beginning here may have an address.
    fn follow(&self, at: usize) -> bool {
        let next = self.places.partition_point(|&place| place < at);
        self.places.get(next).is_some_and(|&place| place < at + REACH)
    }
}

/// Whether the word for a weekly portion may stand in a text: its name needs no number.
fn names_portion(text: &str) -> bool {
    ["arash", "arsh", "ortion", "idra"].iter().any(|part| text.contains(part))
}

/// Where in a word a title may begin: at its beginning, with a capital, a digit (1 Samuel) or a Hebrew letter, and not inside
/// a longer word; in Hebrew also after one or two letters written together with it (בבראשית, ובאבות). Only words that titles
/// begin with are looked at further.
fn starts(text: &str, range: &Range<usize>, folded: &str, numbers: &Numbers) -> [Option<usize>; 3] {
    let none = [None; 3];
    let raw = &text[range.clone()];
    let Some(first) = raw.chars().next() else { return none };
    let next = || hebrew::tokens(&text[range.end..]).next().map(|(_, word)| word);
    let before = || text[..range.start].chars().next_back();
    if hebrew::is_hebrew_letter(first) {
        if before().is_some_and(char::is_alphanumeric) {
            return none;
        }
        let mut found = none;
        let (mut at, mut rest) = (range.start, folded);
        for slot in &mut found {
            if title::may_start(rest, next) {
                *slot = Some(at);
            }
            let letter = text[at..].chars().next().filter(|c| "ובלמכשהד".contains(*c));
            let (Some(letter), Some(shorter)) = (letter, letter.and_then(|letter| rest.strip_prefix(letter))) else {
                break;
            };
            at += letter.len_utf8();
            at += text[at..].chars().take_while(|c| hebrew::is_mark(*c)).map(char::len_utf8).sum::<usize>();
            rest = shorter;
        }
        return found;
    }
    let glued = matches!(first, 'm' | 'b' | 'y' | 't') && raw[1..].starts_with(|c: char| c.is_ascii_uppercase());
    let may = first.is_uppercase() || glued || matches!(first, '1' | '2') || matches!(folded, "m" | "b" | "y" | "t");
    let near = || numbers.follow(range.start) || title::is_portion_word(folded);
    if !may || !near() || !(glued || title::may_start(folded, next)) {
        return none;
    }
    if before().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '#' | '$' | '.' | '_')) {
        return none;
    }
    [Some(range.start), None, None]
}

fn with_address(text: &str, start: usize, title: &Title, impossible: &mut Option<Impossible>) -> Option<FoundCitation> {
    let TitleTarget::Work(id) = title.base else { return named(text, start, title) };
    let work = catalogue().work(id);
    let name = &text[start..title.end];
    if !stands_as_name(text, start, title, work) {
        return None;
    }
    let mut citation = Citation::whole(id, title.commentary);
    let mut at = title.end;
    match work.scheme {
        Numbering::Sections => return None,
        Numbering::Portions => {
            let (portion, end) = title::portion(text, title.end)?;
            citation.node = u16::try_from(portion + 1).ok()?;
            at = end;
        }
        Numbering::Named => {
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
        let options = ReadOptions {
            depth: place::depth(work, title.commentary.is_some()),
            sides: place::has_sides(work),
            tagged: *tagged,
            prose: true,
        };
        let Some(address) = address::read(text, at, options, &|_| None) else { continue };
        if let Some(end) = accepted(text, name, &citation, title, &address)
            && let Some(span) = address.spans.first()
        {
            match place::place(&citation, title.bare, &span.from, span.to.as_ref(), None) {
                Ok(placed) => return Some(FoundCitation { range: start..end, citation: placed.citation }),
                Err(error) if is_sure(name, &address) => {
                    let told = Impossible { range: start..end, message: error.message };
                    impossible.get_or_insert(told);
                }
                Err(_) => {}
            }
        }
    }
    None
}

/// Whether a place that does not exist was meant as one all the same: two numbers with a colon or a leaf with its side, in
/// figures, after a name that is no everyday word.
fn is_sure(name: &str, address: &Address) -> bool {
    let Some(span) = address.spans.first() else { return false };
    let sided = span.from.iter().any(|part| part.side.is_some());
    let colon = span.from.get(1).is_some_and(|part| part.after == Separator::Colon);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (sided || colon) && letters > 3 && !name.chars().any(hebrew::is_hebrew_letter) && !is_everyday(name)
}

/// "Parashat Noach": the word for a portion must stand before it. A chapter's name alone is none: it is words of the text.
fn named(text: &str, start: usize, title: &Title) -> Option<FoundCitation> {
    let TitleTarget::Portion(at) = title.base else { return None };
    let name = hebrew::fold(&text[start..title.end]);
    let first = name.split(' ').next()?;
    let told = title::is_portion_word(first) && name.contains(' ');
    told.then(|| FoundCitation { range: start..title.end, citation: super::portion::citation(at) })
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
    const SMALL: &[&str] = &[
        "of", "for", "the", "on", "to", "de", "d", "ha", "and", "la", "al", "va", "ve", "le", "amud", "m", "b", "y",
        "t",
    ];
    let mut words = name.split([' ', '-', ',']).map(|word| word.trim_end_matches('.')).filter(|word| !word.is_empty());
    let capitals = words.all(|word| {
        let first = word.chars().next().unwrap_or('a');
        // "d'Rabbi", "bBerakhot": a small letter written together with a name.
        let second = word.chars().skip(1).find(|c| c.is_alphabetic());
        !first.is_lowercase() || SMALL.contains(&word) || second.is_some_and(char::is_uppercase)
    });
    let last = name.rsplit([' ', ',']).next().unwrap_or(name).trim_end_matches('.');
    let dotted = text[title.end..].starts_with('.');
    let initials = last.len() >= 2 && last.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let tractate = work.scheme == Numbering::Daf || work.family == Family::Shulchan;
    let short = last.chars().count() <= 2 && !last.chars().all(|c| c.is_ascii_digit()) && !matches!(last, "I" | "II");
    let alone = name.split(' ').count() == 1;
    capitals && (!alone || !short || dotted || !initials || tractate) && (!alone || !initials || tractate || dotted)
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
        || (after.starts_with([',', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit()))
        || (after.starts_with('-') && after[1..].starts_with(|c: char| c.is_alphanumeric()));
    if joined || is_clock(after) {
        return None;
    }
    let typed = &text[first.range.start..end];
    let letters = typed.chars().any(hebrew::is_hebrew_letter);
    let told = span.from.iter().any(|part| part.level.is_some());
    let sided = span.from.iter().any(|part| part.side.is_some()) || matches!(span.to, Some(RangeEnd::Side(_)));
    let parted = span.from.get(1).is_some_and(|part| matches!(part.after, Separator::Colon | Separator::Dot));
    let colon = span.from.get(1).is_some_and(|part| part.after == Separator::Colon);
    // "Numbers 3.5": a full stop between digits is a decimal point as often.
    let parted = parted && (colon || letters || !is_everyday(name));
    // "Shabbat 6:30": a leaf without its side is a time of day; only a mishnah that exists is meant.
    let sideless = !letters && span.from.len() >= 2 && work.scheme == Numbering::Daf && !sided;
    if sideless && !mishnah_exists(citation, title, span) {
        return None;
    }
    // "Is 5:30", "Am 3": two letters without their full stop, that are a word as well.
    if is_word(name) && !text[..first.range.start].ends_with(". ") {
        return None;
    }
    // "Kings 1:1" is the first book, or a chapter of which book?
    if super::parse::is_number_or_place(name, &text[title.end..end]) {
        return None;
    }
    let short = name.chars().count() <= 2 && !letters && !text[title.end..].starts_with('.');
    if short && !colon && !sided {
        return None;
    }
    if letters {
        let quoted = text[..title_start(text, name, title)].ends_with(['(', '[']) && after.starts_with([')', ']']);
        let double = typed.contains(['״', '"', '”', '“']) || typed.contains("''");
        let named = name.split(' ').count() > 1 || !is_everyday_hebrew(name);
        let pair = span.from.len() >= 2 && (colon || double || told);
        let alone = span.from.len() == 1 && ((double && named) || told);
        return ((address.marked && (sided || pair || alone || colon)) || quoted).then_some(end);
    }
    let roman = typed.starts_with(|c: char| c.is_ascii_uppercase());
    let full = sided || parted || (told && span.from.len() >= 2);
    let chapter = span.from.len() == 1
        && !sided
        && (told && first.level != Some(AddressLevel::Next)
            || citation.node != 0
            || (!roman && chapter_alone(name, work, title))
            || roman && matches!(work.scheme, Numbering::Parts));
    (full || chapter && !counted(after)).then_some(end)
}

/// Whether chapter and number of a bare tractate are a mishnah.
fn mishnah_exists(citation: &Citation, title: &Title, span: &address::AddressSpan) -> bool {
    let placed = place::place(citation, title.bare, &span.from, span.to.as_ref(), None);
    placed.is_ok_and(|placed| catalogue().work(placed.citation.work).family == Family::Mishnah)
}

fn title_start(text: &str, name: &str, title: &Title) -> usize {
    text[..title.end].len() - name.len()
}

/// Two-letter names that are English words.
fn is_word(name: &str) -> bool {
    matches!(name, "Is" | "Am" | "Ob" | "La" | "So" | "Ho" | "Na" | "Re" | "Ma" | "Pa")
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
        "Ps",
        "Pss",
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
    let long = name.split(' ').count() >= 2 && work.scheme != Numbering::Daf && title.commentary.is_none();
    PLAIN.contains(&name)
        || numbered
        || long
            && matches!(work.scheme, Numbering::Verses | Numbering::Chapters)
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
    let word: String =
        after.trim_start_matches([' ', '\u{a0}']).chars().take(8).collect::<String>().to_ascii_lowercase();
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
