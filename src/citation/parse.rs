//! From what was typed to a citation, or to a refusal that says what is wrong and where.

use std::ops::Range;

use super::Citation;
use super::address::{self, End, Typed};
use super::catalogue::{Scheme, Work, catalogue};
use crate::hebrew;

/// Why something is no citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, with the limit where there is one: `Genesis has 50 chapters`.
    pub message: String,
    /// The bytes that are wrong.
    pub range: Range<usize>,
    /// What may have been meant.
    pub suggestion: Option<String>,
}

impl Refusal {
    fn new(message: impl Into<String>, range: Range<usize>) -> Refusal {
        Refusal { message: message.into(), range, suggestion: None }
    }
}

/// Reads a reference, in English or Hebrew.
///
/// # Errors
/// Where the title is unknown or names several works, the address can not be read, or the work has no such place.
pub fn parse(input: &str) -> Result<Citation, Refusal> {
    let trimmed = input.trim();
    let start = input.len() - input.trim_start().len();
    let whole = start..start + trimmed.len();
    if refers_back(trimmed) {
        return Err(Refusal::new("it refers back to another citation; write the title out", whole));
    }
    let (titles, commentary) = title(input).ok_or_else(|| unknown(input, whole.clone()))?;
    let mut refusal = None;
    for found in titles {
        match read(input, found, commentary, &whole) {
            Ok(citation) => return Ok(citation),
            Err(error) => refusal = refusal.or(Some(error)),
        }
    }
    Err(refusal.unwrap_or_else(|| unknown(input, whole)))
}

/// "Ibid.", שם: a word that names the work cited before.
fn refers_back(text: &str) -> bool {
    let first = text.split([' ', ',', '.', ':']).next().unwrap_or("");
    matches!(first.to_lowercase().as_str(), "ibid" | "id" | "שם" | "ibidem")
}

fn unknown(input: &str, range: Range<usize>) -> Refusal {
    let words: String = input.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let folded = hebrew::fold(&words);
    let message = if folded.is_empty() { "it names no work" } else { "no work of that name is known" };
    let suggestion =
        catalogue().nearest(&folded).map(|title| format!("{title}{}", &input[words.len().min(input.len())..]));
    Refusal { message: message.to_owned(), range, suggestion: suggestion.map(|text| spaced(&text, &words)) }
}

/// Puts the space back between a suggested title and the address.
fn spaced(suggestion: &str, words: &str) -> String {
    let title_length = suggestion.find(|c: char| c.is_ascii_digit()).unwrap_or(suggestion.len());
    let (title, address) = suggestion.split_at(title_length);
    let gap = if words.ends_with(' ') && !title.ends_with(' ') && !address.is_empty() { " " } else { "" };
    format!("{title}{gap}{address}")
}

/// A title at the start of a text: the work, and where the title ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Title {
    pub(crate) work: u16,
    pub(crate) end: usize,
}

/// The longest title first; of one length, works in canonical order.
pub(crate) fn titles(text: &str, from: usize) -> Vec<Title> {
    let catalogue = catalogue();
    let mut folded = String::new();
    let mut found: Vec<Vec<Title>> = Vec::new();
    for (range, token) in hebrew::tokens(&text[from..]).take(catalogue.longest) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&token);
        let end = from + range.end;
        found.push(catalogue.named(&folded).iter().map(|&work| Title { work, end }).collect());
    }
    found.into_iter().rev().flatten().collect()
}

/// The titles at the start of a reference, with the commentary before them.
fn title(input: &str) -> Option<(Vec<Title>, Option<u16>)> {
    let plain = titles(input, 0);
    if !plain.is_empty() {
        return Some((plain, None));
    }
    let mut folded = String::new();
    let tokens: Vec<(Range<usize>, String)> = hebrew::tokens(input).take(6).collect();
    for (at, (range, token)) in tokens.iter().enumerate() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(token);
        let Some(commentary) = catalogue().commentator(&folded) else { continue };
        let joins = tokens
            .get(at + 1)
            .filter(|(_, next)| matches!(next.as_str(), "on" | "to" | "על"))
            .map(|(range, _)| range.end);
        let base = titles(input, joins.unwrap_or(range.end));
        if !base.is_empty() {
            return Some((base, Some(commentary)));
        }
    }
    None
}

fn read(input: &str, title: Title, commentary: Option<u16>, whole: &Range<usize>) -> Result<Citation, Refusal> {
    let work = catalogue().work(title.work);
    let rest = &input[title.end..whole.end];
    let mut citation = Citation { work: title.work, commentary, from: Vec::new(), to: Vec::new(), section: None };
    if work.scheme == Scheme::Named {
        citation.section = section(rest);
        return Ok(citation);
    }
    if rest.trim_matches([' ', ',', '.', ':']).is_empty() {
        return Ok(citation);
    }
    if number_or_place(&input[..title.end], rest) {
        let message = "it can be the first or second book of that name, or a chapter of it: write the book's letter and the chapter";
        return Err(Refusal::new(message, whole.clone()));
    }
    let range = title.end + (rest.len() - rest.trim_start_matches([' ', ',', '.']).len())..whole.end;
    let Some(typed) = address::address(rest) else {
        return Err(Refusal::new(format!("no place in {} can be read here", work.title), range));
    };
    if !rest[typed.length..].trim_matches(['.', ' ', '׃']).is_empty() {
        return Err(Refusal::new("this is more than a place", title.end + typed.length..whole.end));
    }
    place(citation, &typed).map_err(|message| Refusal { message, range, suggestion: None })
}

/// Whether the letter that ends a title (שמואל א) may as well be a chapter, because a colon follows it.
fn number_or_place(title: &str, rest: &str) -> bool {
    let letter = title.split_whitespace().next_back().unwrap_or("");
    rest.starts_with(':') && matches!(letter, "א" | "ב")
}

/// A named section as typed, one space between its words and its commas.
fn section(rest: &str) -> Option<String> {
    let tidy = rest.trim().trim_start_matches(',').split_whitespace().collect::<Vec<_>>().join(" ");
    (!tidy.is_empty()).then_some(tidy)
}

/// Puts an address into a citation, checked against the counts of its work.
pub(crate) fn place(citation: Citation, typed: &Typed) -> Result<Citation, String> {
    let citation = mishnah_first(citation, typed);
    let work = catalogue().work(citation.work);
    let last = typed.to.as_ref().unwrap_or(&typed.from);
    let (from, to) = match work.scheme {
        Scheme::Daf => daf(work, &typed.from, typed.to.as_ref())?,
        _ => chapters(&typed.from, last)?,
    };
    if citation.commentary.is_none() {
        exists(work, &from)?;
        exists(work, &to)?;
    } else {
        exists(work, &from[..from.len().min(2)])?;
    }
    if from > to {
        return Err("the range runs backwards".to_owned());
    }
    Ok(Citation { from, to, ..citation })
}

/// A bare tractate with chapter and number is the Mishnah where that mishnah exists.
fn mishnah_first(citation: Citation, typed: &Typed) -> Citation {
    let catalogue = catalogue();
    let work = catalogue.work(citation.work);
    let plain = typed.from.amud.is_none() && typed.from.colon && typed.from.numbers.len() == 2;
    if work.scheme != Scheme::Daf || !plain || citation.commentary.is_some() {
        return citation;
    }
    let mishnah = catalogue.titled(&format!("Mishnah {}", work.title));
    match mishnah.filter(|&id| exists(catalogue.work(id), &typed.from.numbers).is_ok()) {
        Some(id) => Citation { work: id, ..citation },
        None => citation,
    }
}

fn chapters(from: &End, to: &End) -> Result<(Vec<u32>, Vec<u32>), String> {
    if from.amud.is_some() || to.amud.is_some() {
        return Err("this work has chapters, not pages with two sides".to_owned());
    }
    let start = from.numbers.clone();
    let mut end = to.numbers.clone();
    if end.len() < start.len() {
        let mut full = start[..start.len() - end.len()].to_vec();
        full.append(&mut end);
        end = full;
    }
    if end.len() > start.len() {
        return Err("the two ends of the range are not alike".to_owned());
    }
    Ok((start, end))
}

/// Amudim: daf × 2, plus 1 for b. A daf without its side is both.
fn daf(work: &Work, from: &End, to: Option<&End>) -> Result<(Vec<u32>, Vec<u32>), String> {
    let place = |end: &End, side: bool| -> Result<Vec<u32>, String> {
        let daf = *end.numbers.first().ok_or("there is no number")?;
        let mut place = vec![daf.saturating_mul(2) + u32::from(end.amud.unwrap_or(side))];
        if end.amud.is_none() && end.numbers.len() > 1 {
            return Err(format!("{} is cited by daf and amud, such as 5b", work.title));
        }
        place.extend(&end.numbers[1..]);
        Ok(place)
    };
    let start = place(from, false)?;
    let mut end = match to {
        None => place(from, true)?,
        Some(to) if to.amud.is_none() && from.numbers.len() == 2 && to.numbers.len() == 1 => {
            vec![start[0], to.numbers[0]]
        }
        Some(to) => place(to, true)?,
    };
    if from.amud.is_none() && to.is_none() {
        // The last daf may have one side only.
        end[0] = end[0].min(work.counts.get(1).copied().unwrap_or(u32::MAX).max(start[0]));
    }
    Ok((start, end))
}

/// Whether a work has a place; otherwise what its limit is.
fn exists(work: &Work, place: &[u32]) -> Result<(), String> {
    let title = work.title;
    let Some(&first) = place.first() else { return Ok(()) };
    if place.contains(&0) {
        return Err("numbers begin at 1".to_owned());
    }
    if work.scheme == Scheme::Daf {
        let (from, to) = (work.counts.first().copied().unwrap_or(4), work.counts.get(1).copied().unwrap_or(u32::MAX));
        let shown = super::name::amud;
        return match first {
            first if first < from => Err(format!("{title} begins at {}", shown(from))),
            first if first > to => Err(format!("{title} ends at {}", shown(to))),
            _ => Ok(()),
        };
    }
    if matches!(work.scheme, Scheme::Open | Scheme::Named) {
        return Ok(());
    }
    let count = u32::try_from(work.counts.len()).unwrap_or(u32::MAX);
    let unit = if work.scheme == Scheme::Parts { "part" } else { "chapter" };
    let Some(&inside) = work.counts.get(first as usize - 1) else {
        return Err(format!("{title} has {count} {unit}{}", if count == 1 { "" } else { "s" }));
    };
    match place.get(1) {
        Some(&second) if work.scheme != Scheme::Chapters && inside > 0 && second > inside => {
            let unit = match (work.scheme, work.category) {
                (Scheme::Parts, _) => "chapters",
                (_, "Mishnah") => "mishnayot",
                _ => "verses",
            };
            Err(format!("{title} {first} has {inside} {unit}"))
        }
        _ => Ok(()),
    }
}
