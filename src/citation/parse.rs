//! From what was typed to citations, or to a refusal that says what is wrong and where.

use std::cell::RefCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::address::{self, Address, ReadOptions};
use super::catalogue::{Family, Numbering, Work, catalogue};
use super::place::{self, AddressError};
use super::reference::Citation;
use super::title::{self, Title, TitleTarget};
use crate::hebrew;

/// Why something is no citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationError {
    /// What is wrong, with the limit where there is one: `Genesis has 50 chapters`.
    pub message: String,
    /// The bytes that are wrong.
    pub range: Range<usize>,
    /// What may have been meant, the likeliest first; at most three.
    pub suggestions: Vec<String>,
}

impl CitationError {
    fn new(message: impl Into<String>, range: Range<usize>) -> CitationError {
        CitationError { message: message.into(), range, suggestions: Vec::new() }
    }
}

impl std::fmt::Display for CitationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CitationError {}

/// What was typed, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedReference {
    /// The places, in order: at least one, more for a list.
    pub citations: Vec<Citation>,
    /// What is worth knowing: where editions differ, what was taken back to the end of a tractate.
    pub notes: Vec<String>,
    /// What the same words may mean as well.
    pub also: Vec<Citation>,
}

impl ParsedReference {
    /// The form of a list of verses in one chapter: `Genesis 1:1, 3`. `None` for anything else.
    pub fn list(&self) -> Option<String> {
        let (first, rest) = self.citations.split_first()?;
        let chapter =
            |citation: &Citation| (citation.from.len() >= 2).then(|| citation.from[..citation.from.len() - 1].to_vec());
        let same = |other: &Citation| {
            other.work == first.work && other.commentary == first.commentary && other.node == first.node
        };
        if rest.is_empty() || chapter(first).is_none() {
            return None;
        }
        let mut list = first.canonical();
        for other in rest {
            if !same(other) || chapter(other) != chapter(first) {
                return None;
            }
            let place = other.place();
            list.push_str(", ");
            list.push_str(place.split_once(':').map_or(place.as_str(), |(_, last)| last));
        }
        Some(list)
    }
}

/// Reads one reference, in English or Hebrew.
///
/// ```
/// let citation = daf::citation::parse("Rambam, Hilkhot Teshuvah 2:1")?;
/// assert_eq!(citation.canonical(), "Mishneh Torah, Repentance 2:1");
/// # Ok::<(), daf::citation::CitationError>(())
/// ```
///
/// # Errors
/// Where the title is unknown or names several works, the address cannot be read, the work has no such place, or several
/// places are cited.
pub fn parse(input: &str) -> Result<Citation, CitationError> {
    let mut reading = read(input)?;
    match (reading.citations.pop(), reading.citations.pop()) {
        (Some(only), None) => Ok(only),
        (last, before) => {
            let mut all: Vec<Citation> = reading.citations;
            all.extend(before.into_iter().chain(last));
            let mut error = CitationError::new("this cites several places; give each its own reference", whole(input));
            error.suggestions = all.iter().take(3).map(Citation::canonical).collect();
            Err(error)
        }
    }
}

/// Reads a reference or a list of them: `Ex. 9:6, 12:8`, `Genesis 1:1; Isaiah 58`.
///
/// # Errors
/// As [`parse`], but for a list.
pub fn read(input: &str) -> Result<ParsedReference, CitationError> {
    let whole = whole(input);
    if whole.len() > LONGEST {
        return Err(CitationError::new("this is too long for a reference: give each place one of its own", whole));
    }
    read_from(input, whole.start, &whole, ParseLimits { left: 20, suggest: true, known: &ParseMemo::default() })
}

/// What keeps reading short: how many more titles a list may have, and whether what may have been meant is looked for (not
/// while looking for it).
#[derive(Debug, Clone, Copy)]
struct ParseLimits<'k> {
    left: usize,
    suggest: bool,
    known: &'k ParseMemo,
}

/// What was read from a byte on, with so many more titles left: a title of more than one meaning leads to the same rest more than once.
type ParseMemo = RefCell<FxHashMap<(usize, usize), Result<ParsedReference, CitationError>>>;

/// The longest reference that is read, in bytes: dozens of places.
const LONGEST: usize = 4000;

/// The bytes without spaces and brackets around them.
fn whole(input: &str) -> Range<usize> {
    let outer = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ')' | ']' | '“' | '„' | '\u{200e}' | '\u{200f}');
    let start = input.len() - input.trim_start_matches(outer).len();
    let end = input.trim_end_matches(|c| outer(c) && !matches!(c, '“')).len();
    start..end.max(start)
}

fn read_from(
    input: &str,
    start: usize,
    whole: &Range<usize>,
    bound: ParseLimits<'_>,
) -> Result<ParsedReference, CitationError> {
    let all = start..whole.end;
    let trimmed = &input[all.clone()];
    if refers_back(trimmed) {
        return Err(CitationError::new("it refers back to another citation; write the title out", all));
    }
    let mut candidates = title::titles(input, start);
    if candidates.is_empty() {
        candidates = prefixed(input, start);
    }
    if candidates.is_empty() {
        return Err(unknown(input, all, bound));
    }
    let mut error: Option<CitationError> = None;
    let mut reading: Option<(usize, ParsedReference)> = None;
    for title in candidates {
        match (&mut reading, read_as(input, start, &title, whole, bound)) {
            (None, Ok(found)) => reading = Some((title.end, found)),
            (Some((end, known)), Ok(found)) if *end == title.end => known.also.extend(found.citations),
            (Some(_), _) => {}
            (None, Err(found)) => {
                error.get_or_insert(found);
            }
        }
    }
    let Some((_, mut reading)) = reading else { return Err(error.unwrap_or_else(|| unknown(input, all, bound))) };
    let known = std::mem::take(&mut reading.also);
    for other in known {
        if !reading.citations.contains(&other) && !reading.also.contains(&other) {
            reading.also.push(other);
        }
    }
    Ok(reading)
}

/// The rest of a list, from the title of its next place on.
fn rest_of(
    input: &str,
    start: usize,
    whole: &Range<usize>,
    bound: ParseLimits<'_>,
) -> Result<ParsedReference, CitationError> {
    let key = (start, bound.left);
    let known = bound.known.borrow().get(&key).cloned();
    known.unwrap_or_else(|| {
        let read = read_from(input, start, whole, bound);
        bound.known.borrow_mut().insert(key, read.clone());
        read
    })
}

/// "Ibid.", שם: a word that names the work cited before.
fn refers_back(text: &str) -> bool {
    let first = text.split([' ', ',', '.', ':']).next().unwrap_or("");
    matches!(first.to_lowercase().as_str(), "ibid" | "id" | "שם" | "ibidem" | "idem" | "op" | "loc")
}

/// A Hebrew title with one or two letters written together with it: ובויקרא.
fn prefixed(input: &str, start: usize) -> Vec<Title> {
    let mut at = start;
    for _ in 0..2 {
        let Some(first) = input[at..].chars().next().filter(|c| "ובלמכשהד".contains(*c)) else { break };
        at += first.len_utf8();
        at += input[at..].chars().take_while(|c| hebrew::is_mark(*c)).map(char::len_utf8).sum::<usize>();
        let found = title::titles(input, at);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The refusal of a title that names nothing: with the works of that name, or the nearest.
fn unknown(input: &str, range: Range<usize>, bound: ParseLimits<'_>) -> CitationError {
    let text = &input[range.clone()];
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let words = text[..digit].trim_end_matches(|c: char| !c.is_alphanumeric() && !hebrew::is_hebrew_letter(c));
    let address = &text[words.len()..];
    let folded = super::catalogue::folded(words);
    if folded.is_empty() {
        return CitationError::new("it names no work", range);
    }
    let catalogue = catalogue();
    let several = several(words);
    if !several.is_empty() {
        let suggestions: Vec<String> = several.iter().map(|title| format!("{title}{address}")).collect();
        let message = format!("which of the two? Write {}", several.join(" or "));
        return CitationError { message, range, suggestions };
    }
    if catalogue.commentator(&folded).is_some() {
        let message = format!("which book is it on? Write it out, such as {words} on Genesis 1:1");
        return CitationError::new(message, range);
    }
    if matches!(folded.as_str(), "rambam" | "maimonides" | "רמבמ" | "mishneh torah" | "משנה תורה") {
        return CitationError::new("which part of it? Write it out, such as Rambam, Hilkhot Teshuvah 2:1", range);
    }
    if matches!(
        folded.as_str(),
        "shulchan arukh" | "shulchan aruch" | "shulhan arukh" | "sa" | "שולחנ ערוכ" | "שלחנ ערוכ"
    ) {
        return CitationError::new("which part of it? Write it out, such as Shulchan Arukh, Orach Chayim 1:1", range);
    }
    let suggestions = if bound.suggest { near(words, address) } else { Vec::new() };
    let title = range.start..range.start + words.len();
    CitationError { message: "no work of that name is known".to_owned(), range: title, suggestions }
}

/// Titles near to what was typed, with the address that was typed, where such a place exists.
fn near(words: &str, address: &str) -> Vec<String> {
    // In Hebrew the numbers are letters: the title may be fewer words than were taken for it.
    let mut tokens: Vec<Range<usize>> = hebrew::tokens(words).take(9).map(|(range, _)| range).collect();
    if tokens.len() > 8 {
        return Vec::new();
    }
    while let Some(last) = tokens.last() {
        let name = &words[..last.end];
        let titles = catalogue().nearest(&super::catalogue::folded(name));
        let rest = format!("{}{address}", &words[last.end..]);
        let typed = titles.iter().map(|title| format!("{title}{rest}"));
        let whole: Vec<String> = typed.filter_map(|text| plainly(&text)).collect();
        if !whole.is_empty() {
            return whole;
        }
        if !titles.is_empty() && rest.trim().is_empty() {
            return titles.into_iter().map(str::to_owned).collect();
        }
        tokens.pop();
    }
    Vec::new()
}

/// The canonical form of a suggestion, where there is such a place.
fn plainly(text: &str) -> Option<String> {
    let whole = whole(text);
    let reading =
        read_from(text, whole.start, &whole, ParseLimits { left: 0, suggest: false, known: &ParseMemo::default() })
            .ok()?;
    reading.citations.first().filter(|_| reading.citations.len() == 1).map(Citation::canonical)
}

/// The works of a name that two books of the Bible share: "Kings", שמואל.
fn several(words: &str) -> Vec<&'static str> {
    if words.len() > 100 {
        return Vec::new();
    }
    let mut name = super::catalogue::folded(words);
    loop {
        let books = [Family::First, Family::Second].map(|family| catalogue().member(family, &name));
        if let [Some(first), Some(second)] = books {
            return vec![catalogue().work(first).title, catalogue().work(second).title];
        }
        match name.rsplit_once(' ') {
            Some((shorter, last)) if hebrew::from_numeral(last).is_some() => name = shorter.to_owned(),
            _ => return Vec::new(),
        }
    }
}

/// Reads what follows a title.
fn read_as(
    input: &str,
    start: usize,
    title: &Title,
    whole: &Range<usize>,
    bound: ParseLimits<'_>,
) -> Result<ParsedReference, CitationError> {
    let rest = input.get(title.end..whole.end).unwrap_or("");
    let empty = is_blank(rest);
    let work = match title.base {
        TitleTarget::Portion(at) if empty => return Ok(one(super::portion::citation(at))),
        TitleTarget::Portion(at) => super::portion::citation(at).work,
        TitleTarget::Chapter(work, number) => {
            let citation = Citation::whole(work, title.commentary);
            return in_chapter(input, &citation, number, title.end, whole);
        }
        TitleTarget::Work(work) => work,
    };
    let mut citation = Citation::whole(work, title.commentary);
    let work = catalogue().work(work);
    let mut at = title.end;
    match work.scheme {
        Numbering::Sections => {
            citation.section = section(rest, work);
            return Ok(one(citation));
        }
        Numbering::Portions => {
            if let Some((portion, end)) = title::portion(input, title.end).filter(|(_, end)| *end <= whole.end) {
                citation.node = u16::try_from(portion + 1).unwrap_or(u16::MAX);
                at = end;
            } else if !empty {
                let message = format!("{} goes by the weekly portion: write its name before the number", work.title);
                return Err(CitationError::new(message, title.end..whole.end));
            }
        }
        Numbering::Named => {
            if let Some((part, end)) = title::part(citation.work, input, title.end).filter(|(_, end)| *end <= whole.end)
            {
                citation.node = u16::try_from(part + 1).unwrap_or(u16::MAX);
                at = end;
            }
        }
        _ => {}
    }
    at = after_to(&input[..whole.end], at);
    let mishnah = match work.family {
        Family::Bavli => catalogue().sibling(citation.work, Family::Mishnah),
        Family::Mishnah => Some(citation.work),
        _ => None,
    };
    if let Some(mishnah) = mishnah
        && let Some((number, end)) = title::chapter(mishnah, &input[..whole.end], at)
    {
        return in_chapter(input, &Citation::whole(mishnah, title.commentary), number, end, whole);
    }
    let rest = &input[at..whole.end];
    if is_blank(rest) {
        let typed = hebrew::fold(&input[start..title.end]);
        if typed.is_ascii() && typed.len() <= 2 {
            return Err(CitationError::new("so short a name needs a place after it", start..whole.end));
        }
        return Ok(one(citation));
    }
    if is_number_or_place(&input[start..title.end], rest) {
        let mut error = CitationError::new(
            "it can be the first or second book of that name, or a chapter of it: write the book's number and the chapter",
            start..whole.end,
        );
        let (name, number) = input[start..title.end].rsplit_once(' ').unwrap_or_default();
        let number = hebrew::from_numeral(number).map_or_else(|| number.to_owned(), |number| number.to_string());
        let place = rest.trim_matches([':', ' ', '.']);
        let books = several(name);
        error.suggestions = books.iter().map(|title| format!("{title} {number}:{place}")).collect();
        error.suggestions.push(format!("{} {place}", work.title));
        error.suggestions = error.suggestions.iter().filter_map(|text| plainly(text)).collect();
        return Err(error);
    }
    with_address(input, citation, title, at, whole, bound)
}

/// A chapter that was named, with a number in it or without.
fn in_chapter(
    input: &str,
    citation: &Citation,
    number: u32,
    end: usize,
    whole: &Range<usize>,
) -> Result<ParsedReference, CitationError> {
    let chapter = Citation { from: vec![number], to: vec![number], ..citation.clone() };
    let rest = &input[end..whole.end];
    if is_blank(rest) {
        return Ok(one(chapter));
    }
    let title = catalogue().work(citation.work).title;
    let inside = rest.trim_start_matches([' ', ',', ':', '.']);
    let typed = format!("{title} {number}:{}", without_mishnah(inside));
    let refused = |_| CitationError::new("this is more than a place", whole.end - inside.len()..whole.end);
    parse(&typed).map(one).map_err(refused)
}

/// The number after the word or the letter for a mishnah.
fn without_mishnah(text: &str) -> String {
    let word = ["mishnah ", "mishna ", "m. ", "משנה "].iter().find_map(|word| text.strip_prefix(*word));
    let letter = || text.strip_prefix('מ').filter(|rest| rest.starts_with(['״', '"']) || rest.contains(['״', '"']));
    word.or_else(letter).unwrap_or(text).to_owned()
}

/// Whether nothing but signs that end a title stands here.
fn is_blank(rest: &str) -> bool {
    rest.trim_matches([' ', ',', '.', ':', ';', '׳', '\'', '’', '"', '״', '”']).is_empty()
}

/// Passes over "to" and "on" between a title and its numbers: "Kohelet Rabbah to 6:9".
fn after_to(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches([' ', ',']);
    let word = ["to ", "on ", "ad ", "at ", "על "].iter().find(|word| rest.starts_with(**word));
    match word.map(|word| rest[word.len()..].trim_start()) {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => text.len() - number.len(),
        _ => at,
    }
}

fn one(citation: Citation) -> ParsedReference {
    ParsedReference { citations: vec![citation], notes: Vec::new(), also: Vec::new() }
}

fn with_address(
    input: &str,
    citation: Citation,
    title: &Title,
    at: usize,
    whole: &Range<usize>,
    bound: ParseLimits<'_>,
) -> Result<ParsedReference, CitationError> {
    let text = &input[..whole.end];
    let mut error = None;
    for (turn, tagged) in order(text, &citation, title, at).into_iter().enumerate() {
        let Some(address) = read_address(text, &citation, title, at, tagged) else { break };
        match finish(input, &citation, title, &address, whole, bound) {
            Ok(reading) => return Ok(reading),
            Err(_) if turn > 0 => {}
            Err(found) => error = Some(found),
        }
    }
    let work = catalogue().work(citation.work);
    let skipped = input[at..whole.end].len() - input[at..whole.end].trim_start_matches([' ', ',', '.', ':']).len();
    Err(error.unwrap_or_else(|| {
        CitationError::new(format!("no place in {} can be read here", work.title), at + skipped..whole.end)
    }))
}

/// Whether פ״ד is read as chapter 4 before it is read as 84: where a second number says what it counts too.
fn order(text: &str, citation: &Citation, title: &Title, at: usize) -> Vec<bool> {
    let Some(address) = read_address(text, citation, title, at, true) else { return vec![false] };
    let told = address.spans.first().map_or(0, |span| span.from.iter().filter(|part| part.level.is_some()).count());
    match (address.hebrew, told) {
        (false, _) | (true, 0) => vec![false],
        (true, 1) => vec![false, true],
        (true, _) => vec![true, false],
    }
}

fn read_address(text: &str, citation: &Citation, title: &Title, at: usize, tagged: bool) -> Option<Address> {
    let work = catalogue().work(citation.work);
    let options = ReadOptions {
        depth: place::depth(work, title.commentary.is_some()),
        sides: place::has_sides(work),
        tagged,
        prose: false,
    };
    let same = |found: &Title| found.base == title.base && found.commentary == title.commentary;
    let repeated = |at: usize| title::titles(text, at).iter().find(|found| same(found)).map(|found| found.end);
    address::read(text, at, options, &repeated)
}

fn finish(
    input: &str,
    citation: &Citation,
    title: &Title,
    address: &Address,
    whole: &Range<usize>,
    bound: ParseLimits<'_>,
) -> Result<ParsedReference, CitationError> {
    if let Some((message, range)) = &address.wrong {
        return Err(CitationError::new(message.clone(), range.clone()));
    }
    let mut reading = ParsedReference { citations: Vec::new(), notes: Vec::new(), also: Vec::new() };
    for span in &address.spans {
        let first = reading.citations.last();
        let placed = place::place(citation, title.bare, &span.from, span.to.as_ref(), first)
            .map_err(|fault| refused(fault, span, address))?;
        reading.notes.extend(placed.notes);
        reading.also.extend(placed.also);
        reading.citations.push(placed.citation);
    }
    let tail = &input[address.end..whole.end];
    let rest = tail.trim_start_matches(['.', ' ', '׃', ',', ';', ')', ']', '"', '”']);
    if rest.is_empty() {
        return Ok(reading);
    }
    let from = whole.end - rest.len();
    let parted = tail[..tail.len() - rest.len()].contains([';', ',']);
    let next = rest.strip_prefix("and ").or_else(|| rest.strip_prefix("& ")).unwrap_or(rest);
    if (parted || next.len() < rest.len()) && bound.left > 0 && !title::titles(input, whole.end - next.len()).is_empty()
    {
        let more = rest_of(input, whole.end - next.len(), whole, ParseLimits { left: bound.left - 1, ..bound })?;
        reading.citations.extend(more.citations);
        reading.notes.extend(more.notes);
        return Ok(reading);
    }
    let message = match rest.trim_end_matches('.') {
        "f" | "ff" => "write the last place out instead of \"ff.\"",
        _ if rest.starts_with(['-', '–', '—', '־']) => "a range has two ends only",
        _ => "this is more than a place",
    };
    Err(CitationError::new(message, from..whole.end))
}

fn refused(fault: AddressError, span: &address::AddressSpan, address: &Address) -> CitationError {
    let first = span.from.first().map_or(address.end, |part| part.range.start);
    let range = fault.range.unwrap_or(first..address.end.max(first));
    CitationError::new(fault.message, range)
}

/// Whether the number that ends a title (שמואל א, Kings 1) may as well be a chapter, because a colon follows it.
pub(crate) fn is_number_or_place(title: &str, rest: &str) -> bool {
    let mut words = title.split_whitespace();
    let last = words.next_back().unwrap_or("");
    let number = matches!(last, "א" | "ב" | "1" | "2" | "I" | "II") && words.next().is_some();
    number && rest.starts_with([':', '.']) && !rest[1..].contains(':')
}

/// A named section as typed, one space between its words and its commas; one of the work's own parts by its English name.
fn section(rest: &str, work: &Work) -> Option<String> {
    // Marks of direction are no part of a name, nor are signs around it.
    let plain: String =
        rest.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')).collect();
    let tidy = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let tidy = tidy.trim_matches(|c: char| !c.is_alphanumeric() && !hebrew::is_mark(c));
    let (part, inside) = tidy.split_once(',').map_or((tidy, ""), |(part, inside)| (part, inside));
    let typed = hebrew::fold(part);
    let known = work.parts.iter().find(|(name, he)| hebrew::fold(name) == typed || hebrew::fold(he) == typed);
    let part = known.map_or(part, |(name, _)| name);
    let whole = if inside.is_empty() { part.to_owned() } else { format!("{part},{inside}") };
    (!whole.is_empty()).then_some(whole)
}
