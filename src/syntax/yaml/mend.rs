//! What makes a line of YAML readable without asking anybody: one of three slips, tried out before it is offered.
//!
//! Knows nothing of fields.

use std::ops::Range;

use super::stop::{blame, line_of, stuck};
use crate::diag::fix;
use crate::diag::make::{self, YamlMend};

/// Edits, as bytes of the text that was read.
pub(super) type Edits = Vec<(Range<usize>, String)>;

/// How many lines are mended at once.
const MOST: usize = 40;

/// What mends the line that the text cannot be read at, and those right below it that have such a slip too: where with it all is
/// read, or at least these lines and the one after them.
pub(super) fn find(yaml: &str, at: usize) -> Option<(YamlMend, Edits)> {
    let mut text = yaml.to_owned();
    let mut line = line_of(yaml, at);
    let mut first = None;
    let mut all = Edits::new();
    for _ in 0..MOST {
        let slip = slip(&text, line)?;
        // What was mended before lies above, and moved these bytes by so much.
        let back = |at: usize| (at + yaml.len()).checked_sub(text.len());
        for (range, new) in slip.edits {
            all.push((back(range.start)?..back(range.end)?, new));
        }
        let mend = *first.get_or_insert(slip.mend);
        text = slip.mended;
        let Some(stuck) = slip.stuck else { return Some((mend, all)) };
        line = line_of(&text, blame(&text, stuck).start);
        if text.get(slip.end..line.start).unwrap_or_default().lines().count() > 1 {
            return Some((mend, all));
        }
    }
    None
}

/// One slip, and the text without it.
struct MendAttempt {
    mend: YamlMend,
    edits: Edits,
    mended: String,
    /// Where the last line that was mended ends now.
    end: usize,
    /// Where the text cannot be read now: below that.
    stuck: Option<usize>,
}

/// The slip of a line, where the text can be read further without it.
fn slip(text: &str, line: Range<usize>) -> Option<MendAttempt> {
    let tried = [
        (YamlMend::Gershayim, gershayim(text, line.clone())),
        (YamlMend::Tabs, tabs(text, line.clone())),
        (YamlMend::Quotes, quotes(text, line.clone())),
    ];
    tried.into_iter().find_map(|(mend, edits)| {
        let last = edits.iter().map(|(range, _)| range.end).max()?.max(line.end);
        let mended = fix::laid_in(text, edits.clone());
        let end = mended.len().saturating_sub(text.len().saturating_sub(last));
        let stuck = stuck(&mended).map(|stuck| stuck.min(mended.len()));
        let stuck = stuck.map(|stuck| (0..=stuck).rev().find(|&at| mended.is_char_boundary(at)).unwrap_or(0));
        let goes_on = stuck.is_none_or(|stuck| blame(&mended, stuck).start > end);
        goes_on.then_some(MendAttempt { mend, edits, mended, end, stuck })
    })
}

/// Straight quotation marks between two Hebrew letters.
fn gershayim(yaml: &str, line: Range<usize>) -> Edits {
    let words = yaml.get(line.clone()).unwrap_or_default();
    let is_hebrew = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{5d0}'..='\u{5ea}'));
    let inside = words.match_indices('"').filter(|&(at, _)| {
        let before = words.get(..at).unwrap_or_default();
        let before = before.trim_end_matches(|c| matches!(c, '\u{591}'..='\u{5c7}')).chars().next_back();
        is_hebrew(before) && is_hebrew(words.get(at + 1..).and_then(|after| after.chars().next()))
    });
    inside.map(|(at, _)| (line.start + at..line.start + at + 1, "\u{5f4}".to_owned())).collect()
}

/// Tabs that a line is set in with, and those of the lines around it.
fn tabs(yaml: &str, line: Range<usize>) -> Edits {
    let indent = |line: &Range<usize>| {
        let words = yaml.get(line.clone()).unwrap_or_default();
        let indent = words.len() - words.trim_start_matches([' ', '\t']).len();
        line.start..line.start + indent
    };
    let has_tab = |line: &Range<usize>| yaml.get(indent(line)).unwrap_or_default().contains('\t');
    let next = |line: &Range<usize>| {
        let rest = yaml.get(line.end..)?;
        let end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
        (!end.is_empty()).then(|| line_of(yaml, yaml.len() - end.len()))
    };
    let first = if has_tab(&line) { Some(line) } else { next(&line).filter(has_tab) };
    let lines = std::iter::successors(first, |line| next(line).filter(has_tab));
    let edits = lines.map(|line| {
        let range = indent(&line);
        let spaces = yaml.get(range.clone()).unwrap_or_default().replace('\t', "  ");
        (range, spaces)
    });
    edits.collect()
}

/// Quotation marks around the value of a field on one line.
fn quotes(yaml: &str, line: Range<usize>) -> Edits {
    let words = yaml.get(line.clone()).unwrap_or_default();
    let Some(colon) = words.find(": ") else { return Vec::new() };
    let name = words.get(..colon).unwrap_or_default().trim_start_matches([' ', '-']);
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let value = words.get(colon + 2..).unwrap_or_default();
    let start = line.start + colon + 2 + (value.len() - value.trim_start().len());
    // What stands well apart is a note to oneself.
    let value = value.split("  # ").next().unwrap_or_default().trim();
    // A list, fields, a text on several lines, or one that has quotation marks already, is no plain value.
    if !is_name
        || value.is_empty()
        || value.contains(" #")
        || value.starts_with(['[', '{', '|', '>', '"', '\'', '#', '&', '*', '!'])
    {
        return Vec::new();
    }
    let quoted = make::in_quotes(value).map(|quoted| (start..start + value.len(), quoted));
    quoted.into_iter().collect()
}
