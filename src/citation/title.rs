//! Titles: which works the words at a place may name, the longest first.
//!
//! A title stands in the catalogue, or is put together: a family's words and a name ("B. Berakhot", "Rambam, Hilkhot
//! Teshuvah"), a book and its number ("Kings I"), a commentary and what it is on ("Rashi on Exodus"), the word for a weekly
//! portion and its name. Every name is an exact one; a loose spelling names nothing here.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::catalogue::{Catalogue, Family, Numbering, catalogue, folded, is_marked, spelled};
use crate::hebrew;

/// The most words that a title is looked for in.
const WORDS: usize = 16;

/// A title at a place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Title {
    /// What it names.
    pub(crate) base: TitleTarget,
    /// The commentary on it.
    pub(crate) commentary: Option<u16>,
    /// Where it ends in the text.
    pub(crate) end: usize,
    /// Whether it is a tractate's bare name, so that chapter and number can mean its Mishnah.
    pub(crate) bare: bool,
}

/// What a title names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitleTarget {
    /// A work, by its place in the catalogue.
    Work(u16),
    /// A weekly portion, by its place in the table.
    Portion(usize),
    /// A chapter of a tractate, by its name: the Mishnah and the number.
    Chapter(u16, u32),
}

/// A word of the text: its bytes, folded.
pub(crate) struct TitleWord {
    pub(crate) range: Range<usize>,
    pub(crate) folded: String,
}

/// Words that stand for a family before a name; folded, so that final letters stand in their plain form.
pub(super) const FAMILIES: &[(&str, Family)] = &[
    ("mishnah", Family::Mishnah),
    ("mishna", Family::Mishnah),
    ("mishnayot", Family::Mishnah),
    ("mishnayos", Family::Mishnah),
    ("m", Family::Mishnah),
    ("משנה", Family::Mishnah),
    ("משניות", Family::Mishnah),
    ("talmud bavli", Family::Bavli),
    ("babylonian talmud", Family::Bavli),
    ("bavli", Family::Bavli),
    ("talmud", Family::Bavli),
    ("bt", Family::Bavli),
    ("b", Family::Bavli),
    ("tb", Family::Bavli),
    ("t b", Family::Bavli),
    ("b t", Family::Bavli),
    ("gemara", Family::Bavli),
    ("תלמוד בבלי", Family::Bavli),
    ("תלמוד", Family::Bavli),
    ("בבלי", Family::Bavli),
    ("גמרא", Family::Bavli),
    ("talmud yerushalmi", Family::Yerushalmi),
    ("jerusalem talmud", Family::Yerushalmi),
    ("palestinian talmud", Family::Yerushalmi),
    ("yerushalmi", Family::Yerushalmi),
    ("jt", Family::Yerushalmi),
    ("j t", Family::Yerushalmi),
    ("y", Family::Yerushalmi),
    ("j", Family::Yerushalmi),
    ("ty", Family::Yerushalmi),
    ("pt", Family::Yerushalmi),
    ("תלמוד ירושלמי", Family::Yerushalmi),
    ("ירושלמי", Family::Yerushalmi),
    ("ירוש", Family::Yerushalmi),
    ("tosefta", Family::Tosefta),
    ("tosephta", Family::Tosefta),
    ("tosefta on", Family::Tosefta),
    ("t", Family::Tosefta),
    ("tos", Family::Tosefta),
    ("תוספתא", Family::Tosefta),
    ("shulchan arukh", Family::Shulchan),
    ("shulchan aruch", Family::Shulchan),
    ("shulhan arukh", Family::Shulchan),
    ("shulhan aruch", Family::Shulchan),
    ("sa", Family::Shulchan),
    ("s a", Family::Shulchan),
    ("sh ar", Family::Shulchan),
    ("code of jewish law", Family::Shulchan),
    ("שולחנ ערוכ", Family::Shulchan),
    ("שלחנ ערוכ", Family::Shulchan),
    ("שוע", Family::Shulchan),
    ("rambam", Family::Rambam),
    ("maimonides", Family::Rambam),
    ("mt", Family::Rambam),
    ("m t", Family::Rambam),
    ("mishneh torah", Family::Rambam),
    ("mishne torah", Family::Rambam),
    ("yad hachazakah", Family::Rambam),
    ("רמבמ", Family::Rambam),
    ("משנה תורה", Family::Rambam),
];
/// Words that may stand between a family's and the name.
pub(super) const BETWEEN: &[&str] =
    &["tractate", "masechet", "masekhet", "maseches", "massekhet", "masseches", "massechet", "מסכת", "מס", "מסכתא"];
pub(super) const LAWS: &[&str] = &[
    "hilchot",
    "hilkhot",
    "hilchos",
    "hilkhos",
    "hil",
    "h",
    "laws of",
    "the laws of",
    "laws concerning",
    "הלכות",
    "הל",
    "הלכ",
];
pub(super) const FIRST: &[&str] = &["i", "1", "1st", "first", "aleph", "alef", "a", "א"];
pub(super) const SECOND: &[&str] = &["ii", "2", "2nd", "second", "bet", "beit", "beis", "beth", "b", "ב"];
pub(super) const BOOK: &[&str] = &["sefer", "book of", "the book of", "ספר"];
const PORTION: &[&str] = &[
    "parashat",
    "parshat",
    "parashas",
    "parshas",
    "parasha",
    "parsha",
    "parashah",
    "parshah",
    "sidra",
    "portion",
    "torah portion",
    "פרשת",
    "פרשה",
    "פר",
];
const CHAPTER: &[&str] = &["perek", "pereq", "פרק", "chapter"];
const ON: &[&str] = &["on", "to", "al", "ad", "upon", "על", "אל"];

/// Words that a title may begin with, besides those of the catalogue.
static OPENINGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lists = [BETWEEN, LAWS, BOOK, PORTION, CHAPTER].into_iter().flatten().copied();
    lists.chain(FAMILIES.iter().map(|(name, _)| *name)).filter_map(|name| name.split(' ').next()).collect()
});

/// Whether a title may begin with a word; for a number, with it and the word after it.
pub(crate) fn may_start(folded: &str, next: impl FnOnce() -> Option<String>) -> bool {
    if FIRST.contains(&folded) || SECOND.contains(&folded) {
        return catalogue().reach(spelled(folded)) > 0
            || OPENINGS.contains(folded)
            || next().is_some_and(|next| catalogue().reach(spelled(&next)) > 0);
    }
    catalogue().reach(spelled(folded)) > 0 || OPENINGS.contains(folded)
}

/// Whether a word stands before the name of a weekly portion.
pub(crate) fn is_portion_word(folded: &str) -> bool {
    PORTION.iter().any(|name| name.split(' ').next() == Some(folded))
}

/// The titles at a byte of a text, the longest first; of one length, as the library is ordered.
pub(crate) fn titles(text: &str, from: usize) -> Vec<Title> {
    let words = words(text, from);
    let mut found = at(text, &words, 0);
    for count in (1..=4.min(words.len().saturating_sub(1))).rev() {
        let Some(commentary) = catalogue().commentator(&joined(&words[..count])) else { continue };
        let base = after(&words, count, ON);
        let on = at(text, &words, base).into_iter().filter(|title| matches!(title.base, TitleTarget::Work(_)));
        found.extend(on.map(|title| Title { commentary: Some(commentary), ..title }));
        break;
    }
    found.sort_by_key(|title| std::cmp::Reverse(title.end));
    found.dedup();
    found
}

/// The words from a byte on, as far as one title may reach.
fn words(text: &str, from: usize) -> Vec<TitleWord> {
    words_over(text, from, &[])
}

/// The same, where some more signs lead on to the next word.
fn words_over(text: &str, from: usize, more: &[char]) -> Vec<TitleWord> {
    let Some(rest) = text.get(from..) else { return Vec::new() };
    let mut words: Vec<TitleWord> = Vec::new();
    for (range, folded) in hebrew::tokens(rest).take(WORDS) {
        let range = from + range.start..from + range.end;
        if words.last().is_some_and(|last| !goes_on(text, last, range.start, more)) {
            break;
        }
        // "Gen1:1": a number written on to a name is its address.
        let letters = folded.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 1 && letters < folded.len() && folded[letters..].bytes().all(|b| b.is_ascii_digit()) {
            let length = text[range.clone()].find(|c: char| c.is_ascii_digit()).unwrap_or(range.len());
            words.push(TitleWord { range: range.start..range.start + length, folded: folded[..letters].to_owned() });
            break;
        }
        words.push(TitleWord { range, folded });
    }
    words
}

/// Whether what stands after a word of a title leads on to its next: a space or a small sign, and a full stop only after what
/// may be an abbreviation, so that a title does not reach over the end of a sentence.
fn goes_on(text: &str, last: &TitleWord, next: usize, more: &[char]) -> bool {
    let gap = &text[last.range.end..next];
    let small = |c| {
        let known = [' ', ',', '.', '-', '־', '–', ':', '\u{a0}', '_', '\'', '’', '׳', '"', '״'];
        known.contains(&c) || more.contains(&c)
    };
    let letters = last.folded.chars().count();
    let long = letters > if last.folded.is_ascii() { 5 } else { 3 };
    gap.len() <= 4 && gap.chars().all(small) && !(gap.contains(". ") && long)
}

fn joined(words: &[TitleWord]) -> String {
    let mut all = String::with_capacity(words.iter().map(|word| word.folded.len() + 1).sum());
    for word in words {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(spelled(&word.folded));
    }
    all
}

/// Where the words go on after one of these, if one stands there; else where they are.
fn after(words: &[TitleWord], at: usize, list: &[&str]) -> usize {
    let Some(first) = words.get(at).map(|word| spelled(&word.folded)) else { return at };
    if !list.iter().any(|name| name.strip_prefix(first).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))) {
        return at;
    }
    for count in (1..=3).rev() {
        if words.get(at..at + count).is_some_and(|run| list.contains(&joined(run).as_str())) {
            return at + count;
        }
    }
    at
}

fn at(text: &str, words: &[TitleWord], from: usize) -> Vec<Title> {
    let catalogue = catalogue();
    let mut found = Vec::new();
    let Some(first) = words.get(from) else { return found };
    let direct = runs(catalogue, words, from);
    for (end, name) in &direct {
        let typed = &text[first.range.start..words[end - 1].range.end];
        for &work in catalogue.named(name, is_marked(typed)) {
            let bare = catalogue.work(work).family == Family::Bavli;
            found.push(title(TitleTarget::Work(work), words, *end, bare));
        }
        if !matches!(words.get(*end).map(|word| word.folded.as_str()), Some("rabbah" | "rabba" | "רבה")) {
            let portion = catalogue.portion(name).and_then(|row| index(catalogue, row));
            found.extend(portion.map(|portion| title(TitleTarget::Portion(portion), words, *end, false)));
        }
    }
    family(catalogue, words, from, &mut found);
    numbered(catalogue, words, from, &mut found);
    glued(catalogue, text, words, from, first, &mut found);
    let after_book = after(words, from, BOOK);
    if after_book > from {
        let plain = runs(catalogue, words, after_book).into_iter();
        let named = plain.flat_map(|(end, name)| catalogue.named(&name, false).iter().map(move |&work| (end, work)));
        found.extend(named.map(|(end, work)| title(TitleTarget::Work(work), words, end, false)));
    }
    let after_portion = after(words, from, PORTION);
    if after_portion > from {
        for (end, name) in runs(catalogue, words, after_portion) {
            let portion = catalogue.portion(&name).and_then(|row| index(catalogue, row));
            // "Parashat Shemot" is the portion, where "Shemot" alone is the book.
            found.extend(portion.map(|portion| title(TitleTarget::Portion(portion), words, end, false)));
        }
    }
    let after_chapter = after(words, from, CHAPTER);
    for count in (1..=5.min(words.len().saturating_sub(after_chapter))).rev().filter(|_| after_chapter > from) {
        let end = after_chapter + count;
        let named = catalogue.chapters(&joined(&words[after_chapter..end]));
        found.extend(named.iter().map(|&(work, number)| title(TitleTarget::Chapter(work, number), words, end, false)));
    }
    found
}

/// A chapter of a tractate by its name or by which one it is ("Perek HaZahav", "פרק קמא"), with where it ends.
pub(crate) fn chapter(work: u16, text: &str, from: usize) -> Option<(u32, usize)> {
    let catalogue = catalogue();
    let words = words(text, from);
    let base = after(&words, 0, CHAPTER);
    let last = u32::try_from(catalogue.work(work).counts.len()).unwrap_or(0);
    for count in (1..=5.min(words.len().saturating_sub(base))).rev() {
        let name = joined(&words[base..base + count]);
        let end = words[base + count - 1].range.end;
        if let Some((_, number)) = catalogue.chapters(&name).iter().find(|(of, _)| *of == work) {
            return Some((*number, end));
        }
        let which = match name.as_str() {
            "ראשונ" | "קמא" | "rishon" | "kamma" | "one" => 1,
            "שני" | "תנינא" | "sheni" | "two" => 2,
            "שלישי" | "shlishi" | "three" => 3,
            "רביעי" | "revii" | "four" => 4,
            "חמישי" | "chamishi" | "five" => 5,
            "שישי" | "ששי" | "shishi" | "six" => 6,
            "שביעי" | "shevii" | "seven" => 7,
            "שמיני" | "shemini" | "eight" => 8,
            "תשיעי" | "teshii" | "nine" => 9,
            "עשירי" | "asiri" | "ten" => 10,
            "בתרא" | "אחרונ" | "batra" | "acharon" => last,
            _ => 0,
        };
        if base > 0 && (1..=last).contains(&which) {
            return Some((which, end));
        }
    }
    None
}

fn index(catalogue: &Catalogue, row: &super::catalogue::PortionRow) -> Option<usize> {
    catalogue.portions.iter().position(|other| other.name == row.name)
}

fn title(base: TitleTarget, words: &[TitleWord], end: usize, bare: bool) -> Title {
    let end = end.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |word| word.range.end);
    Title { base, commentary: None, end, bare }
}

/// The runs of words from here that may be a name, the longest first: one past the last word, and the words folded.
fn runs(catalogue: &Catalogue, words: &[TitleWord], from: usize) -> Vec<(usize, String)> {
    let Some(first) = words.get(from) else { return Vec::new() };
    let reach = catalogue.reach(spelled(&first.folded)).min(words.len() - from);
    (1..=reach).rev().map(|count| (from + count, joined(&words[from..from + count]))).collect()
}

/// "Mishnah Sotah", "Talmud Bavli, Masechet Sotah", "Rambam, Hilkhot Teshuvah", "Masechet Sotah".
fn family(catalogue: &Catalogue, words: &[TitleWord], from: usize, found: &mut Vec<Title>) {
    let between = after(words, from, BETWEEN);
    if between > from {
        members(catalogue, words, between, &[Family::Bavli, Family::Mishnah], true, found);
    }
    let laws = after(words, from, LAWS);
    if laws > from {
        members(catalogue, words, laws, &[Family::Rambam], false, found);
    }
    for count in (1..=4.min(words.len() - from)).rev() {
        let name = joined(&words[from..from + count]);
        for &(_, family) in FAMILIES.iter().filter(|(known, _)| *known == name) {
            let (mut base, list) = (from + count, if family == Family::Rambam { LAWS } else { BETWEEN });
            if family == Family::Rambam {
                // "Maimonides, Mishneh Torah, Hilkhot Teshuvah".
                base = after(words, base, &["mishneh torah", "mishne torah", "mt", "yad", "משנה תורה"]);
            }
            let base = after(words, base, list);
            members(catalogue, words, base, &[family], false, found);
        }
    }
}

fn members(
    catalogue: &Catalogue,
    words: &[TitleWord],
    from: usize,
    families: &[Family],
    bare: bool,
    found: &mut Vec<Title>,
) {
    for (end, name) in runs(catalogue, words, from) {
        let work = families.iter().find_map(|&family| catalogue.member(family, &name));
        found.extend(work.map(|work| title(TitleTarget::Work(work), words, end, bare)));
    }
}

/// "1 Samuel", "Second Kings", "Kings I", "Shmuel Bet".
fn numbered(catalogue: &Catalogue, words: &[TitleWord], from: usize, found: &mut Vec<Title>) {
    let which = |word: &str| match word {
        word if FIRST.contains(&word) => Some(Family::First),
        word if SECOND.contains(&word) => Some(Family::Second),
        _ => None,
    };
    let Some(first) = words.get(from) else { return };
    if let Some(family) = which(&first.folded) {
        members(catalogue, words, from + 1, &[family], false, found);
    }
    for (end, name) in runs(catalogue, words, from) {
        let Some(family) = words.get(end).and_then(|word| which(&word.folded)) else { continue };
        if let Some(work) = catalogue.member(family, &name) {
            found.push(title(TitleTarget::Work(work), words, end + 1, false));
        }
    }
}

/// "mAvot", "bBerakhot", "1Kings": a letter or digit written together with the name.
fn glued(
    catalogue: &Catalogue,
    text: &str,
    words: &[TitleWord],
    from: usize,
    first: &TitleWord,
    found: &mut Vec<Title>,
) {
    let raw = &text[first.range.clone()];
    let mut letters = raw.chars();
    let family = match (letters.next(), letters.next()) {
        (Some('m'), Some('A'..='Z')) => Family::Mishnah,
        (Some('b'), Some('A'..='Z')) => Family::Bavli,
        (Some('y'), Some('A'..='Z')) => Family::Yerushalmi,
        (Some('t'), Some('A'..='Z')) => Family::Tosefta,
        (Some('1'), Some('A'..='Z')) => Family::First,
        (Some('2'), Some('A'..='Z')) => Family::Second,
        _ => return,
    };
    for count in (1..=3.min(words.len() - from)).rev() {
        let name = joined(&words[from..from + count]);
        if let Some(work) = name.get(1..).and_then(|name| catalogue.member(family, name)) {
            found.push(title(TitleTarget::Work(work), words, from + count, false));
        }
    }
}

/// A Hebrew name with one yod where two may be written.
fn spare(folded: &str) -> String {
    folded.replace("יי", "י")
}

/// The portion that stands at a byte of a text, with where it ends: for works that go by portions.
pub(crate) fn portion(text: &str, from: usize) -> Option<(usize, usize)> {
    let catalogue = catalogue();
    let words = words(text, from);
    let base = after(&words, 0, PORTION);
    let found = runs(catalogue, &words, base).into_iter();
    let mut named = found.filter_map(|(end, name)| Some((end, index(catalogue, catalogue.portion(&name)?)?)));
    named.next().map(|(end, portion)| (portion, words[end - 1].range.end))
}

/// The named part that stands at a byte of a text, with where it ends: its name, its Hebrew name, or what follows "Part II;".
pub(crate) fn part(work: u16, text: &str, from: usize) -> Option<(usize, usize)> {
    let work = catalogue().work(work);
    if work.scheme != Numbering::Named {
        return None;
    }
    let words = words_over(text, from, &[';']);
    let names = work.parts.iter().enumerate().flat_map(|(at, (name, he))| {
        let whole = folded(name);
        let short = name.split("; ").nth(1).map(folded);
        let bare = whole.strip_prefix("tractate ").map(str::to_owned);
        let part = name.split("; ").next().map(folded);
        let numbered = part.filter(|part| part.starts_with("part "));
        // תנינא and תניינא are one word.
        let he = spare(&folded(he));
        // מסכתא דבחדש is cited as בחדש.
        let tractate = he.strip_prefix("מסכתא ד").map(str::to_owned);
        [Some(whole), short, bare, numbered, tractate, Some(he)].into_iter().flatten().map(move |name| (at, name))
    });
    let names: Vec<(usize, String)> = names.filter(|(_, name)| !name.is_empty()).collect();
    (1..=words.len().min(5)).rev().find_map(|count| {
        let typed = spare(&joined(&words[..count]));
        let (at, _) = names.iter().find(|(_, name)| *name == typed)?;
        Some((*at, words[count - 1].range.end))
    })
}
