//! What can still be read of a text that cannot be read whole: all but the item, or else the field, that the trouble lies in.
//!
//! Knows lines and how far they are set in. Reports nothing.

use std::ops::Range;

use super::mend::Edits;
use super::stop::{line_of, stuck};

/// The bytes to leave unread, and what stands there instead: a value that is nothing. The smallest part around `at` with which the
/// rest can be read; `None` where there is none.
pub(super) fn without(yaml: &str, at: usize) -> Option<(Range<usize>, Edits)> {
    let lines = lines(yaml);
    let own = lines.iter().rposition(|line| line.start <= at)?;
    let indent = |line: &Range<usize>| {
        let words = yaml.get(line.clone()).unwrap_or_default();
        words.len() - words.trim_start_matches([' ', '\t']).len()
    };
    let is_head = |line: &Range<usize>| {
        let words = yaml.get(line.clone()).unwrap_or_default().trim_start_matches([' ', '\t']);
        let is_item = words == "-" || words.starts_with("- ");
        let name = words.split(':').next().unwrap_or_default();
        is_item || (name.len() < words.len() && !words.starts_with(['#', '"', '\'', '[', '{']))
    };
    // The heads above, from the innermost to the outermost.
    let mut heads: Vec<usize> = Vec::new();
    let mut least = usize::MAX;
    for number in (0..=own).rev() {
        let Some(line) = lines.get(number) else { continue };
        let blank = yaml.get(line.clone()).unwrap_or_default().trim().is_empty();
        if !blank && is_head(line) && (indent(line) < least || heads.is_empty()) {
            heads.push(number);
            least = indent(line);
        }
        if least == 0 {
            break;
        }
    }
    heads.into_iter().find_map(|number| {
        let head = lines.get(number)?;
        let own = indent(head);
        let below = lines.get(number + 1..).unwrap_or_default();
        let ends = |line: &&Range<usize>| {
            let words = yaml.get((*line).clone()).unwrap_or_default();
            !words.trim().is_empty() && indent(line) <= own && (is_head(line) || own == 0)
        };
        let end = below.iter().find(ends).map_or(yaml.len(), |line| line.start);
        let words = yaml.get(head.clone()).unwrap_or_default();
        let from = match words[own..].starts_with('-') {
            true => head.start + own + 1,
            false => head.start + words.find(':')? + 1,
        };
        let end = from + yaml.get(from..end)?.trim_end().len();
        let edits = vec![(from..end, " ~".to_owned())];
        let mended = crate::diag::fix::laid_in(yaml, edits.clone());
        stuck(&mended).is_none().then_some((head.start..end, edits))
    })
}

fn lines(yaml: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < yaml.len() {
        let line = line_of(yaml, at);
        let rest = yaml.get(line.end..).unwrap_or_default();
        at = line.end + if rest.starts_with("\r\n") { 2 } else { 1 };
        found.push(line);
    }
    found
}
