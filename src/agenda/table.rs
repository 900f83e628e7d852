//! A plan as a table of values parted by commas (RFC 4180), one row a segment. The only file that knows the writer of such tables.
//!
//! Its heads and words are those of the format, whatever the language, so that a sheet made once reads every plan.

use super::clock;
use super::fit::Adjustment;
use super::plan::{AgendaPlan, AgendaSegment, Sitting};
use crate::safe;

const HEADS: [&str; 11] =
    ["date", "lesson", "title", "start", "end", "minutes", "segment", "kind", "group", "status", "planned"];

/// Writes a plan as a table.
pub(super) fn write(plan: &AgendaPlan) -> String {
    let mut rows: Vec<[String; 11]> = Vec::new();
    for sitting in plan.sittings() {
        rows.extend(sitting.lines.iter().map(|line| row(plan, sitting, line)));
        rows.extend(sitting.next.map(|next| pause(plan, sitting.end, next)));
    }
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory fails only where a row has another number of fields than the heads, and all have the same.
    let _ = writer.write_record(HEADS);
    for row in &rows {
        let _ = writer.write_record(row.iter().map(|field| safe::cell(field).into_owned()));
    }
    let table = writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    // Without a mark at its head, a spreadsheet takes letters beyond ASCII for others.
    if table.is_ascii() { table } else { format!("\u{feff}{table}") }
}

fn row(plan: &AgendaPlan, sitting: &Sitting, line: &AgendaSegment) -> [String; 11] {
    let hour = |minutes: u32| if line.is_kept() { hour(minutes) } else { String::new() };
    let status = match line.adjustment {
        Adjustment::Whole => "kept",
        Adjustment::Lower => "lower",
        Adjustment::Short => "short",
        Adjustment::Cut => "cut",
    };
    let planned = if line.asked.from == line.asked.to {
        line.asked.to.to_string()
    } else {
        format!("{}-{}", line.asked.from, line.asked.to)
    };
    [
        day(plan, line.start),
        sitting.id.clone(),
        sitting.title.clone(),
        hour(line.start),
        hour(line.start.saturating_add(line.minutes)),
        line.minutes.to_string(),
        line.heading.clone(),
        line.kind.map_or("", |kind| kind.word()).to_owned(),
        line.group.map_or("", |group| group.word()).to_owned(),
        status.to_owned(),
        planned,
    ]
}

/// The time between two lessons.
fn pause(plan: &AgendaPlan, from: u32, to: u32) -> [String; 11] {
    let minutes = (to - from).to_string();
    let mut row = std::array::from_fn(|_| String::new());
    row[0] = day(plan, from);
    row[3] = hour(from);
    row[4] = hour(to);
    row[5].clone_from(&minutes);
    row[7] = "break".to_owned();
    row[9] = "kept".to_owned();
    row[10] = minutes;
    row
}

/// The day of a minute that may lie past midnight.
fn day(plan: &AgendaPlan, minutes: u32) -> String {
    crate::date::days_after(plan.date, minutes / clock::DAY).to_string()
}

/// With two digits for the hour, which sorts and every spreadsheet takes for a time.
fn hour(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes % clock::DAY / 60, minutes % 60)
}
