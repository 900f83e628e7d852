//! Slips of the hand that YAML takes for something else, or for nothing that can be read: found on the lines as they are typed, each
//! with the edits that make of it what was meant.
//!
//! Knows no field but by name. Finds; reports nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::marks::{self, is_odd_space, is_space};
use super::mend::Edits;
use super::spots::{LineShape, SlipScan, Spot, quoted};
use super::stop::{line_of, stuck};
use crate::diag::fix;
use crate::diag::make;
use crate::diag::make::typed::{SpacePlace, YamlSlip};

/// One slip.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) what: YamlSlip,
    /// What is underlined.
    pub(super) place: Range<usize>,
    /// What makes it readable; none where that is not known.
    pub(super) edits: Edits,
    /// Whether nothing else can be meant.
    pub(super) sure: bool,
}

/// Tabs and odd spaces before names and items: each such line is set in as the lines around it are.
pub(super) fn indents(yaml: &str, scan: &SlipScan, is_name: fn(&str) -> bool) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let prefix = |line: &LineShape| yaml.get(line.range.start..line.range.start + line.indent).unwrap_or_default();
    if scan.lines.iter().all(|line| prefix(line).bytes().all(|byte| byte == b' ')) {
        return slips;
    }
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    // The line above that holds names or items, as it will stand.
    let mut above: Vec<LineShape> = Vec::new();
    for (number, line) in scan.lines.iter().enumerate() {
        let words = yaml.get(line.range.clone()).unwrap_or_default();
        let (prefix, rest) = words.split_at(line.indent);
        if rest.trim().is_empty() {
            continue;
        }
        let is_field = rest.split_once(':').is_some_and(|(name, rest)| {
            is_name(name.trim()) || (!line.is_words && (rest.is_empty() || rest.starts_with(is_space)))
        });
        let is_words = !(is_field || rest.starts_with("- "));
        let odd = prefix.char_indices().find(|&(_, c)| is_odd_space(c));
        if !prefix.contains('\t') && (odd.is_none() || is_words) {
            known.clear();
            if !line.is_words {
                above.push(line.clone());
            }
            continue;
        }
        let is_item = rest.starts_with("- ");
        let count = prefix.chars().count();
        let wanted = known.get(prefix).copied().unwrap_or_else(|| {
            if !prefix.contains('\t') && above.iter().any(|line| line.indent == count || line.inner == count) {
                count
            } else if is_words {
                beside(yaml, scan, number).unwrap_or_else(|| above.last().map_or(2, |line| line.inner + 2))
            } else {
                column(&above, scan, number, is_item)
            }
        });
        known.insert(prefix, wanted);
        let spaces = " ".repeat(wanted);
        let inner = line.inner.saturating_sub(count) + wanted;
        if !is_words {
            above.push(LineShape { indent: wanted, inner, is_item, is_words: false, ..line.clone() });
        }
        let edit = (line.range.start..line.range.start + line.indent, spaces);
        let start = line.range.start;
        let (what, place) = match odd.filter(|_| !prefix.contains('\t')) {
            Some((at, c)) => (YamlSlip::OddSpace(c, SpacePlace::BeforeLine), start + at..start + at + c.len_utf8()),
            None => (YamlSlip::Tabs(wanted), line.range.clone()),
        };
        match slips.last_mut() {
            // One slip for lines under one another, told where it begins.
            Some(slip) if slip.edits.last().is_some_and(|(last, _)| follows(yaml, last.start, line)) => {
                slip.edits.push(edit);
            }
            _ => slips.push(Slip { what, place, edits: vec![edit], sure: true }),
        }
    }
    slips
}

/// Whether a line stands right below the one that begins at `start`.
fn follows(yaml: &str, start: usize, line: &LineShape) -> bool {
    yaml.get(start..line.range.start).unwrap_or_default().lines().count() == 1
}

/// How many spaces stand before the lines of words around one of them.
fn beside(yaml: &str, scan: &SlipScan, number: usize) -> Option<usize> {
    let is_plain = |line: &&LineShape| {
        let words = yaml.get(line.range.clone()).unwrap_or_default();
        !words.trim().is_empty() && !words[..line.indent].contains('\t')
    };
    let before = scan.lines[..number].iter().rev().take_while(|line| line.is_words).find(is_plain);
    let after = || scan.lines[number + 1..].iter().take_while(|line| line.is_words).find(is_plain);
    before.or_else(after).map(|line| line.indent)
}

/// How many spaces belong before a name or an item, by the lines above and the one below.
fn column(above: &[LineShape], scan: &SlipScan, number: usize, is_item: bool) -> usize {
    let Some(last) = above.last() else { return 0 };
    let below =
        scan.lines[number + 1..].iter().find(|line| !line.is_words && line.indent == line.range.len().min(line.indent));
    let below = below.filter(|line| line.is_item == is_item).map(|line| line.indent);
    if last.opens {
        let least = if is_item { last.indent } else { last.inner + 1 };
        return below.filter(|&indent| indent >= least && indent <= last.inner + 8).unwrap_or(last.inner + 2);
    }
    if is_item {
        return above.iter().rev().find(|line| line.is_item).map_or(last.inner + 2, |line| line.indent);
    }
    last.inner
}

/// What else can be told from the lines alone.
pub(super) fn on_lines(yaml: &str, scan: &SlipScan) -> Vec<Slip> {
    let mut slips = Vec::new();
    for line in &scan.lines {
        let words = yaml.get(line.range.clone()).unwrap_or_default();
        if words.trim().is_empty() && words.contains(is_odd_space) {
            // An empty line that only looks like one.
            let edits = vec![(line.range.clone(), String::new())];
            slips.push(Slip { what: YamlSlip::Blank, place: line.range.clone(), edits, sure: true });
        }
    }
    dashes(yaml, scan, &mut slips);
    for (at, c) in controls(yaml) {
        let new = if make::typed::is_line_end(c) { " " } else { "" };
        let place = at..at + c.len_utf8();
        let edits = vec![(place.clone(), new.to_owned())];
        slips.push(Slip { what: YamlSlip::Control(c), place, edits, sure: true });
    }
    for spot in &scan.spots {
        lead(yaml, spot, &mut slips);
        name(yaml, spot, &mut slips);
        value(yaml, spot, &mut slips);
    }
    beside_curly(yaml, scan, &mut slips);
    slips
}

/// Items of a list whose dash has no space behind it: below a name with nothing behind its colon, or below another item.
fn dashes(yaml: &str, scan: &SlipScan, slips: &mut Vec<Slip>) {
    let mut above: Option<(&LineShape, bool)> = None;
    for line in scan.lines.iter().filter(|line| !line.is_words) {
        let rest = yaml.get(line.range.start + line.indent..line.range.end).unwrap_or_default();
        let after = rest.strip_prefix('-').and_then(|after| after.chars().next());
        let is_close = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '"' | '\'' | '{' | '“'));
        let fits = above.is_some_and(|(line, is_item)| line.opens || is_item);
        let is_item = is_close && fits;
        if is_item {
            let at = line.range.start + line.indent;
            let edits = vec![(at + 1..at + 1, " ".to_owned())];
            slips.push(Slip { what: YamlSlip::NoSpaceAfterDash, place: at..at + 1, edits, sure: true });
        }
        above = Some((line, line.is_item || is_item));
    }
}

/// The control characters that no text may hold. They begin with a few bytes, by which nearly all of a text is passed over.
fn controls(yaml: &str) -> impl Iterator<Item = (usize, char)> {
    let may_begin = |byte: u8| (byte < 0x20 && byte != b'\n') || matches!(byte, 0x7f | 0xc2 | 0xe2);
    let places = yaml.bytes().enumerate().filter(move |(_, byte)| may_begin(*byte));
    places.filter_map(|(at, _)| Some((at, yaml.get(at..)?.chars().next()?))).filter(|&(_, c)| is_control(c))
}

/// A control character that no text may hold. A lone carriage return ends a line.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{2028}' | '\u{2029}')
}

/// What stands between a colon, a dash or a bracket and the value.
fn lead(yaml: &str, spot: &Spot, slips: &mut Vec<Slip>) {
    let lead = yaml.get(spot.lead.clone()).unwrap_or_default();
    let place = if spot.name.is_some() { SpacePlace::AfterColon } else { SpacePlace::AfterDash };
    if let Some((at, c)) = lead.char_indices().find(|&(_, c)| is_odd_space(c)) {
        let at = spot.lead.start + at;
        let what =
            YamlSlip::OddSpace(c, if spot.in_brackets && spot.name.is_none() { SpacePlace::AfterComma } else { place });
        let edits = vec![(spot.lead.clone(), " ".to_owned())];
        slips.push(Slip { what, place: at..at + c.len_utf8(), edits, sure: true });
    }
    if let (Some(name), true, false) = (&spot.name, lead.is_empty(), spot.value.is_empty()) {
        let colon = spot.lead.start.saturating_sub(1);
        let name = yaml.get(name.clone()).unwrap_or_default();
        let is_quoted = name.starts_with(['"', '\'']);
        if !is_quoted {
            let edits = vec![(spot.lead.clone(), " ".to_owned())];
            slips.push(Slip { what: YamlSlip::NoSpace(name.to_owned()), place: colon..colon + 1, edits, sure: true });
        }
    }
}

/// What hides in a name.
fn name(yaml: &str, spot: &Spot, slips: &mut Vec<Slip>) {
    let Some(range) = &spot.name else { return };
    let words = yaml.get(range.clone()).unwrap_or_default();
    let colon = range.end..spot.lead.start.saturating_sub(1).max(range.end);
    let between = yaml.get(colon.clone()).unwrap_or_default();
    if let Some((at, c)) = between.char_indices().find(|&(_, c)| is_odd_space(c)) {
        let at = colon.start + at;
        let what = YamlSlip::OddSpace(c, SpacePlace::BeforeColon);
        slips.push(Slip { what, place: at..at + c.len_utf8(), edits: vec![(colon, String::new())], sure: true });
    }
    // Marks without a width, which writing from the right brings along.
    let is_unseen = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let bare = words.trim_matches(is_unseen);
    if bare.len() < words.len() && !bare.is_empty() {
        let start = range.start + (words.len() - words.trim_start_matches(is_unseen).len());
        let end = start + bare.len();
        let c = words.chars().find(|&c| is_unseen(c)).unwrap_or('\u{200f}');
        let edits = [(range.start..start, String::new()), (end..range.end, String::new())];
        let edits = edits.into_iter().filter(|(range, _)| !range.is_empty()).collect();
        // Of some of them it is told with the file.
        let is_told = matches!(c, '\u{200b}' | '\u{feff}');
        let what = if is_told { YamlSlip::Blank } else { YamlSlip::UnseenInName(c) };
        slips.push(Slip { what, place: range.clone(), edits, sure: true });
    }
    if let Some((open, close)) = marks::around(words) {
        let bare = words[open..words.len() - close].to_owned();
        let what = YamlSlip::CurlyName(bare.clone());
        slips.push(Slip { what, place: range.clone(), edits: vec![(range.clone(), bare)], sure: true });
    }
}

/// What a value itself is not taken for.
fn value(yaml: &str, spot: &Spot, slips: &mut Vec<Slip>) {
    // A note may have cut it: what is meant goes on to the end of the line.
    let line_end = line_of(yaml, spot.value.start.min(yaml.len())).end;
    let typed = yaml.get(spot.value.clone()).unwrap_or_default();
    let whole = yaml.get(spot.value.start..line_end).unwrap_or_default().trim_end();
    let (words, range) = match spot.note {
        Some(_) if !spot.in_brackets && marks::around(typed).is_none() && marks::around(whole).is_some() => {
            (whole, spot.value.start..spot.value.start + whole.len())
        }
        _ => (typed, spot.value.clone()),
    };
    if let Some((open, close)) = marks::around(words) {
        let inner = &words[open..words.len() - close];
        let breaks = inner.contains(": ")
            || inner.contains(" #")
            || inner.ends_with(':')
            || spot.in_brackets && inner.contains([',', '[', ']', '{', '}']);
        if breaks {
            let straight = make::in_quotes(inner.trim());
            let sure = straight.is_some();
            let edits = straight.map(|straight| vec![(range.clone(), straight)]).unwrap_or_default();
            slips.push(Slip { what: YamlSlip::Curly, place: range, edits, sure });
        }
        return;
    }
    if words.starts_with('*') && words[1..].contains('*') && !words.starts_with("* ") && !spot.in_brackets {
        let end = if words.ends_with('*') || spot.note.is_none() { range.end } else { spot.value.end };
        let quotes = make::in_quotes(yaml.get(range.start..end).unwrap_or_default());
        let edits: Edits = quotes.map(|quotes| vec![(range.start..end, quotes)]).unwrap_or_default();
        if !edits.is_empty() && !goes_on_below(yaml, spot) {
            slips.push(Slip { what: YamlSlip::Star, place: range.start..end, edits, sure: true });
        }
    }
    let is_plain = !words.starts_with(['"', '\'', '[', '{', '&', '!', '|', '>', '*']);
    if spot.in_brackets && spot.name.is_some() && is_plain && spot.note.is_none() && words.contains(": ") {
        let edits = make::in_quotes(words).map(|quotes| vec![(range.clone(), quotes)]).unwrap_or_default();
        let sure = !edits.is_empty();
        slips.push(Slip { what: YamlSlip::SecondColon, place: range, edits, sure });
    }
}

/// How many slips of a text may be joined line by line, which looks at each line's others for each of them.
const JOINED: usize = 100;

/// Curly marks that do no harm by themselves, on a line in brackets where others do: all of them are one slip, and mended together.
fn beside_curly(yaml: &str, scan: &SlipScan, slips: &mut Vec<Slip>) {
    // Whoever has so many has them one by one.
    if slips.len() > JOINED {
        return;
    }
    let mut lines: Vec<Range<usize>> = slips
        .iter()
        .filter(|slip| slip.what == YamlSlip::Curly && slip.sure)
        .map(|slip| line_of(yaml, slip.place.start))
        .collect();
    lines.dedup();
    for line in lines {
        let is_here = |slip: &Slip| slip.what == YamlSlip::Curly && slip.sure && line.contains(&slip.place.start);
        let Some(first) = slips.iter().position(is_here) else { continue };
        let mut edits: Edits = slips.iter().filter(|slip| is_here(slip)).flat_map(|slip| slip.edits.clone()).collect();
        for spot in scan.spots.iter().filter(|spot| spot.in_brackets && line.contains(&spot.value.start)) {
            let words = yaml.get(spot.value.clone()).unwrap_or_default();
            let is_taken = edits.iter().any(|(range, _)| range.start == spot.value.start);
            if let (Some((open, close)), false) = (marks::around(words), is_taken)
                && let Some(straight) = make::in_quotes(words[open..words.len() - close].trim())
            {
                edits.push((spot.value.clone(), straight));
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut at = 0;
        slips.retain(|slip| {
            at += 1;
            at - 1 == first || !is_here(slip)
        });
        if let Some(slip) = slips.get_mut(first) {
            slip.edits = edits;
        }
    }
}

/// Whether the line below is set in deeper, so that it belongs to the value.
fn goes_on_below(yaml: &str, spot: &Spot) -> bool {
    let line = line_of(yaml, spot.value.start.min(yaml.len()));
    let indent = |words: &str| words.len() - words.trim_start_matches(is_space).len();
    let own = indent(yaml.get(line.clone()).unwrap_or_default());
    let rest = yaml.get(line.end..).unwrap_or_default();
    let below = rest.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    !below.trim().is_empty() && indent(below) > own && !below.trim_start().starts_with('-') && !below.contains(':')
}

/// Why the text can be read no further than `at`: the first thing above that has no end, or that a note has cut.
pub(super) fn cause(yaml: &str, scan: &SlipScan, at: usize) -> Option<Slip> {
    let end = line_of(yaml, at.min(yaml.len())).end;
    let spots = scan.spots.iter().filter(|spot| spot.value.start <= end);
    for spot in spots {
        let first = yaml.get(spot.value.start..).and_then(|rest| rest.chars().next());
        match first {
            Some(mark @ ('"' | '\'')) if !spot.closed => return Some(open_quote(yaml, spot, mark)),
            Some('[' | '{') if !spot.closed => return Some(bracket(yaml, scan, spot)),
            _ => {}
        }
        let below = line_of(yaml, spot.value.end.min(yaml.len())).end;
        if let (Some(note), true) = (spot.note, spot.goes_on)
            && at >= note
            && yaml.get(below..at).unwrap_or_default().lines().count() <= 2
            && goes_on_below(yaml, spot)
        {
            let place = note..below;
            return Some(Slip { what: YamlSlip::HashThenMore, place, edits: Edits::new(), sure: false });
        }
    }
    None
}

/// Whether edits let the text be read beyond the line that they end on.
fn helps(yaml: &str, edits: &Edits) -> bool {
    let Some(last) = edits.iter().map(|(range, _)| range.end).max() else { return false };
    let end = line_of(yaml, last.min(yaml.len())).end;
    let mended = fix::laid_in(yaml, edits.clone());
    let after = mended.len().saturating_sub(yaml.len().saturating_sub(end));
    stuck(&mended).is_none_or(|stuck| stuck > after)
}

/// How many places are tried as the end of a text without quotation marks.
const TRIED: usize = 12;

/// Words that are written with an apostrophe before them.
const CLIPPED: [&str; 12] =
    ["tis", "twas", "til", "till", "em", "cause", "cuz", "bout", "round", "n", "twill", "twere"];

fn open_quote(yaml: &str, spot: &Spot, mark: char) -> Slip {
    let line = line_of(yaml, spot.value.start);
    let words = yaml.get(spot.value.start..line.end).unwrap_or_default();
    let end = if spot.in_brackets {
        // As far as the comma or bracket after it: the first one behind which all can be read.
        let ends = words.char_indices().filter(|&(_, c)| matches!(c, ',' | ']' | '}')).map(|(at, _)| at);
        ends.take(TRIED).collect()
    } else {
        vec![words.trim_end().len()]
    };
    let mut first = None;
    for end in end {
        let words = words[..end].trim_end();
        let range = spot.value.start..spot.value.start + words.len();
        let Some((straight, sure)) = mended_quote(words, mark) else { continue };
        let edits = vec![(range, straight)];
        if helps(yaml, &edits) {
            first = Some((edits, sure));
            break;
        }
    }
    let (edits, sure) = first.unwrap_or_default();
    let closes = quoted(words).is_some();
    let name = spot.name.clone().and_then(|name| yaml.get(name)).unwrap_or_default().to_owned();
    let better = edits.first().map(|(_, new)| new.clone());
    let what = YamlSlip::OpenQuote { mark, closes, name, better };
    let start = spot.value.start;
    Slip { what, place: start..line.start + yaml[line].trim_end().len(), edits, sure }
}

/// A text with its quotation marks put right, and whether nothing else can be meant.
fn mended_quote(words: &str, mark: char) -> Option<(String, bool)> {
    let inner = words.strip_prefix(mark)?;
    // `"Read closely”`: a word processor has turned one of the two.
    if let Some(bare) = inner.strip_suffix(['”', '“', '’', '״', '„']).filter(|bare| !bare.contains(mark)) {
        let is_letter = bare.chars().next_back().is_some_and(char::is_alphabetic);
        if mark == '"' || !is_letter || inner.ends_with('’') {
            return Some((make::in_quotes(bare.trim())?, true));
        }
    }
    if let Some(bare) = inner.strip_suffix(mark).filter(|bare| !bare.is_empty() && bare.contains(mark)) {
        return Some((both(bare), true));
    }
    if inner.contains(mark) {
        return Some((both(words), words.matches(mark).count().is_multiple_of(2)));
    }
    let first = inner.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    if mark == '\'' && CLIPPED.contains(&first.as_str()) {
        return Some((both(words), true));
    }
    Some((format!("{words}{mark}"), mark == '"' && !inner.trim().is_empty()))
}

/// Words in quotation marks, whatever marks they hold.
fn both(words: &str) -> String {
    make::in_quotes(words).unwrap_or_else(|| format!("'{}'", words.replace('\'', "''")))
}

/// A bracket without its other end: forgotten, or cut off by a note.
fn bracket(yaml: &str, scan: &SlipScan, spot: &Spot) -> Slip {
    let line = line_of(yaml, spot.value.start);
    let inside = |other: &&Spot| other.in_brackets && line.contains(&other.value.start);
    for cut in scan.spots.iter().filter(inside) {
        let starts = yaml.get(cut.value.start..).and_then(|rest| rest.chars().next());
        if let (Some(mark @ ('"' | '\'')), false) = (starts, cut.closed) {
            return open_quote(yaml, cut, mark);
        }
        let Some(note) = cut.note else { continue };
        let rest = yaml.get(cut.value.start..line.end).unwrap_or_default();
        let length = rest.find([',', ']', '}']).unwrap_or(rest.len());
        let words = rest[..length].trim_end();
        let range = cut.value.start..cut.value.start + words.len();
        let edits: Edits = make::in_quotes(words).map(|quotes| vec![(range, quotes)]).unwrap_or_default();
        let edits = if helps(yaml, &edits) { edits } else { Edits::new() };
        let sure = !edits.is_empty();
        return Slip { what: YamlSlip::HashInBrackets, place: note..line.end, edits, sure };
    }
    let opens = yaml.get(spot.value.start..).and_then(|rest| rest.chars().next()).unwrap_or('[');
    let words = yaml.get(spot.value.start..line.end).unwrap_or_default().trim_end();
    let end = spot.value.start + words.len();
    let close = if opens == '[' { "]" } else { "}" };
    let edits = vec![(end..end, close.to_owned())];
    let balanced = words.matches(['[', '{']).count() == words.matches([']', '}']).count() + 1;
    let edits = if balanced && !words.ends_with(',') && helps(yaml, &edits) { edits } else { Edits::new() };
    let sure = !edits.is_empty();
    Slip { what: YamlSlip::OpenBracket(opens), place: spot.value.start..end, edits, sure }
}
