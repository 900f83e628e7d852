//! A plan as lines for a terminal, or for a plain file.
//!
//! A terminal knows no columns for a language that runs the other way, so that times and minutes stand first and words last;
//! words that run against the line are set apart by isolates, and a line of a language from right to left begins with its mark.

use super::fit::Adjustment;
use super::plan::{AgendaPlan, AgendaSegment, Sitting, TimeBlock};
use super::sentences::Sentences;
use crate::direction::{self, Direction};
use crate::safe;
use crate::words::Words;

/// The mark of a line that runs from right to left.
const RIGHT_TO_LEFT: char = '\u{200F}';

/// Writes a plan as text.
pub(super) fn write(plan: &AgendaPlan, words: &Words) -> String {
    let is_rtl = direction::direction_of(&plan.lang, "") == Direction::Rtl;
    let sentences = Sentences { plan, words, apart: if is_rtl { apart_rtl } else { apart_ltr } };
    let mut lines = vec![sentences.title(), sentences.when()];
    let several = plan.sittings().count() > 1;
    for block in &plan.blocks {
        for sitting in &block.sittings {
            agenda(&sentences, sitting, several, &mut lines);
        }
        verdict(&sentences, block, &mut lines);
    }
    for sitting in plan.sittings() {
        brought(&sentences, sitting, several, &mut lines);
    }
    if plan.sittings().any(|sitting| !sitting.copies.is_empty()) {
        lines.extend([String::new(), words.name("plan-made-by", &sentences.made_by())]);
    }
    let mut text = String::new();
    for line in lines {
        if is_rtl && !line.is_empty() {
            text.push(RIGHT_TO_LEFT);
        }
        text.push_str(&line);
        text.push('\n');
    }
    safe::no_order(text)
}

/// In lines from left to right: words with Hebrew or Arabic letters.
fn apart_ltr(words: &str) -> String {
    direction::in_plain(words, Direction::Ltr).into_owned()
}

fn apart_rtl(words: &str) -> String {
    direction::in_plain(words, Direction::Rtl).into_owned()
}

/// The width of the column of times.
fn width(plan: &AgendaPlan) -> usize {
    if plan.twelve { 8 } else { 5 }
}

fn agenda(sentences: &Sentences<'_>, sitting: &Sitting, several: bool, lines: &mut Vec<String>) {
    let width = width(sentences.plan);
    lines.push(String::new());
    if several {
        lines.push(format!(
            "{}  {}",
            (sentences.apart)(&sitting.title),
            sentences.hours_of(sitting.start, sitting.end)
        ));
    }
    lines.extend(sentences.notes(sitting));
    for line in &sitting.lines {
        segment(sentences, line, width, lines);
    }
    let end = sentences.plan.clock(sitting.end);
    let (minutes, word) = match sitting.next {
        Some(next) => ((next - sitting.end).to_string(), "plan-break"),
        None => (String::new(), "timeline-end"),
    };
    lines.push(format!("{end:>width$}  {minutes:>4}  {}", sentences.words.get(word)));
}

fn segment(sentences: &Sentences<'_>, line: &AgendaSegment, width: usize, lines: &mut Vec<String>) {
    let how = sentences.how(line);
    let how = if how.is_empty() { how } else { format!(" ({how})") };
    let heading = (sentences.apart)(&line.heading);
    if !line.is_kept() {
        let cut = sentences.words.get("plan-cut");
        lines.push(format!("{cut:>width$}  {:>4}  {heading}{how}", format!("-{}", line.asked.to)));
        return;
    }
    let adjustment = sentences.adjustment(line);
    let adjustment = if adjustment.is_empty() { adjustment } else { format!("; {adjustment}") };
    lines.push(format!(
        "{:>width$}  {:>4}  {heading}{how}{adjustment}",
        sentences.plan.clock(line.start),
        line.minutes
    ));
    if let (Adjustment::Short, Some((words, _))) = (line.adjustment, &line.short) {
        lines.push(format!("{:width$}        {}", "", (sentences.apart)(words)));
        return;
    }
    for part in &line.parts {
        let group = part.group.as_ref().map(|group| format!(", {}", sentences.group(group))).unwrap_or_default();
        let minutes = sentences.minutes(part.minutes);
        lines.push(format!("{:width$}        · {} ({minutes}{group})", "", (sentences.apart)(&part.words)));
    }
}

fn verdict(sentences: &Sentences<'_>, block: &TimeBlock, lines: &mut Vec<String>) {
    let Some(verdict) = sentences.verdict(block) else { return };
    lines.push(String::new());
    let changes = sentences.changes(block);
    if !changes.is_empty() {
        lines.push(format!("{}:", sentences.words.get("plan-changes")));
        lines.extend(changes.into_iter().map(|change| format!("  - {change}")));
    }
    lines.push(verdict);
    lines.extend(sentences.left(block));
    let untimed = sentences.untimed(block);
    if !untimed.is_empty() {
        lines.push(sentences.words.get("plan-untimed").to_owned());
        lines.extend(untimed.into_iter().map(|way| format!("  - {way}")));
    }
}

/// What to bring, to do beforehand and to print.
fn brought(sentences: &Sentences<'_>, sitting: &Sitting, several: bool, lines: &mut Vec<String>) {
    let access = sitting.access.iter();
    let lists = [
        ("materials", sitting.materials.iter().map(|amount| sentences.amount(amount)).collect::<Vec<_>>()),
        ("preparation", sitting.preparation.iter().map(|words| (sentences.apart)(words)).collect()),
        (
            "access",
            access.map(|(need, plan)| format!("{}: {}", (sentences.apart)(need), (sentences.apart)(plan))).collect(),
        ),
        ("plan-print", sitting.copies.iter().map(|(name, copies)| format!("{name}: {copies}")).collect()),
    ];
    if several && lists.iter().any(|(_, list)| !list.is_empty()) {
        lines.extend([String::new(), (sentences.apart)(&sitting.title)]);
    }
    for (word, list) in lists {
        if !list.is_empty() {
            lines.extend([String::new(), sentences.words.get(word).to_owned()]);
            lines.extend(list.into_iter().map(|item| format!("  [ ] {item}")));
        }
    }
}
