//! A plan as lines for a terminal, or for a plain file.
//!
//! A terminal knows no columns for a language that runs the other way, so that times and minutes stand first and words last;
//! words that run against the line are set apart by isolates, and a line of a language from right to left begins with its mark.

use super::fit::Fate;
use super::plan::{Line, Plan, Sitting, Stretch};
use super::said::Said;
use crate::direction::{self, Direction};
use crate::safe;
use crate::words::Words;

/// The mark of a line that runs from right to left.
const RIGHT_TO_LEFT: char = '\u{200F}';

/// Writes a plan as text.
pub(super) fn write(plan: &Plan, words: &Words) -> String {
    let is_rtl = direction::direction_of(&plan.lang, "") == Direction::Rtl;
    let said = Said { plan, words, apart: if is_rtl { apart_rtl } else { apart_ltr } };
    let mut lines = vec![said.title(), said.when()];
    let several = plan.sittings().count() > 1;
    for stretch in &plan.stretches {
        for sitting in &stretch.sittings {
            agenda(&said, sitting, several, &mut lines);
        }
        verdict(&said, stretch, &mut lines);
    }
    for sitting in plan.sittings() {
        brought(&said, sitting, several, &mut lines);
    }
    if plan.sittings().any(|sitting| !sitting.copies.is_empty()) {
        lines.extend([String::new(), words.name("plan-made-by", &said.made_by())]);
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
fn width(plan: &Plan) -> usize {
    if plan.twelve { 8 } else { 5 }
}

fn agenda(said: &Said<'_>, sitting: &Sitting, several: bool, lines: &mut Vec<String>) {
    let width = width(said.plan);
    lines.push(String::new());
    if several {
        lines.push(format!("{}  {}", (said.apart)(&sitting.title), said.hours_of(sitting.start, sitting.end)));
    }
    lines.extend(said.notes(sitting));
    for line in &sitting.lines {
        segment(said, line, width, lines);
    }
    let end = said.plan.clock(sitting.end);
    let (minutes, word) = match sitting.next {
        Some(next) => ((next - sitting.end).to_string(), "plan-break"),
        None => (String::new(), "timeline-end"),
    };
    lines.push(format!("{end:>width$}  {minutes:>4}  {}", said.words.get(word)));
}

fn segment(said: &Said<'_>, line: &Line, width: usize, lines: &mut Vec<String>) {
    let how = said.how(line);
    let how = if how.is_empty() { how } else { format!(" ({how})") };
    let heading = (said.apart)(&line.heading);
    if !line.is_kept() {
        let cut = said.words.get("plan-cut");
        lines.push(format!("{cut:>width$}  {:>4}  {heading}{how}", format!("-{}", line.asked.to)));
        return;
    }
    let fate = said.fate(line);
    let fate = if fate.is_empty() { fate } else { format!("; {fate}") };
    lines.push(format!("{:>width$}  {:>4}  {heading}{how}{fate}", said.plan.clock(line.start), line.minutes));
    if let (Fate::Short, Some((words, _))) = (line.fate, &line.short) {
        lines.push(format!("{:width$}        {}", "", (said.apart)(words)));
        return;
    }
    for part in &line.parts {
        let group = part.group.as_ref().map(|group| format!(", {}", said.group(group))).unwrap_or_default();
        let minutes = said.minutes(part.minutes);
        lines.push(format!("{:width$}        · {} ({minutes}{group})", "", (said.apart)(&part.words)));
    }
}

fn verdict(said: &Said<'_>, stretch: &Stretch, lines: &mut Vec<String>) {
    let Some(verdict) = said.verdict(stretch) else { return };
    lines.push(String::new());
    let changes = said.changes(stretch);
    if !changes.is_empty() {
        lines.push(format!("{}:", said.words.get("plan-changes")));
        lines.extend(changes.into_iter().map(|change| format!("  - {change}")));
    }
    lines.push(verdict);
    lines.extend(said.left(stretch));
    let untimed = said.untimed(stretch);
    if !untimed.is_empty() {
        lines.push(said.words.get("plan-untimed").to_owned());
        lines.extend(untimed.into_iter().map(|way| format!("  - {way}")));
    }
}

/// What to bring, to do beforehand and to print.
fn brought(said: &Said<'_>, sitting: &Sitting, several: bool, lines: &mut Vec<String>) {
    let access = sitting.access.iter();
    let lists = [
        ("materials", sitting.materials.iter().map(|amount| said.amount(amount)).collect::<Vec<_>>()),
        ("preparation", sitting.preparation.iter().map(|words| (said.apart)(words)).collect()),
        ("access", access.map(|(need, plan)| format!("{}: {}", (said.apart)(need), (said.apart)(plan))).collect()),
        ("plan-print", sitting.copies.iter().map(|(name, copies)| format!("{name}: {copies}")).collect()),
    ];
    if several && lists.iter().any(|(_, list)| !list.is_empty()) {
        lines.extend([String::new(), (said.apart)(&sitting.title)]);
    }
    for (word, list) in lists {
        if !list.is_empty() {
            lines.extend([String::new(), said.words.get(word).to_owned()]);
            lines.extend(list.into_iter().map(|item| format!("  [ ] {item}")));
        }
    }
}
