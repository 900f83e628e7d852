//! A plan as Markdown: a table for each lesson, and lists to tick off.

use super::fit::Fate;
use super::plan::{Line, Plan, Sitting, Stretch};
use super::said::Said;
use crate::words::Words;

/// Writes a plan as Markdown.
pub(super) fn write(plan: &Plan, words: &Words) -> String {
    let said = Said { plan, words, apart: escaped };
    let several = plan.sittings().count() > 1;
    let mut out = format!("# {}\n\n{}\n", said.title(), said.when());
    for stretch in &plan.stretches {
        for sitting in &stretch.sittings {
            agenda(&said, sitting, several, &mut out);
        }
        verdict(&said, stretch, &mut out);
    }
    for sitting in plan.sittings() {
        brought(&said, sitting, several, &mut out);
    }
    if plan.sittings().any(|sitting| !sitting.copies.is_empty()) {
        out.push_str(&format!("\n{}\n", words.name("plan-made-by", &format!("`{}`", said.made_by()))));
    }
    out
}

/// Words in which no sign means anything to Markdown.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // `1.` begins a list.
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let numbers = at == digits && at > 0 && matches!(c, '.' | ')');
        let heads_a_line = numbers || at == 0 && matches!(c, '#' | '+' | '-' | '=');
        if heads_a_line || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn agenda(said: &Said<'_>, sitting: &Sitting, several: bool, out: &mut String) {
    if several {
        out.push_str(&format!(
            "\n## {}, {}\n",
            (said.apart)(&sitting.title),
            said.hours_of(sitting.start, sitting.end)
        ));
    }
    for note in said.notes(sitting) {
        out.push_str(&format!("\n{note}\n"));
    }
    let heads = ["plan-clock", "plan-minutes", "plan-segment", "plan-how"].map(|head| said.words.get(head));
    out.push_str(&format!("\n| {} |\n| ---: | ---: | --- | --- |\n", heads.join(" | ")));
    for line in &sitting.lines {
        segment(said, line, out);
    }
    let end = said.plan.clock(sitting.end);
    match sitting.next {
        Some(next) => {
            out.push_str(&format!("| {end} | {} | {} | |\n", next - sitting.end, said.words.get("plan-break")));
        }
        None => out.push_str(&format!("| {end} | | {} | |\n", said.words.get("timeline-end"))),
    }
}

fn segment(said: &Said<'_>, line: &Line, out: &mut String) {
    let heading = (said.apart)(&line.heading);
    let how = said.how(line);
    if !line.is_kept() {
        let cut = said.words.get("plan-cut");
        out.push_str(&format!("| {cut} | -{} | ~~{heading}~~ | {how} |\n", line.asked.to));
        return;
    }
    let fate = said.fate(line);
    let how = [how, fate].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    out.push_str(&format!("| {} | {} | **{heading}** | {how} |\n", said.plan.clock(line.start), line.minutes));
    if let (Fate::Short, Some((words, _))) = (line.fate, &line.short) {
        out.push_str(&format!("| | | {} | |\n", (said.apart)(words)));
        return;
    }
    for part in &line.parts {
        let group = part.group.as_deref().map(|group| said.group(group)).unwrap_or_default();
        out.push_str(&format!("| | | {} ({}) | {group} |\n", (said.apart)(&part.words), said.minutes(part.minutes)));
    }
}

fn verdict(said: &Said<'_>, stretch: &Stretch, out: &mut String) {
    let Some(verdict) = said.verdict(stretch) else { return };
    let mut list = |head: &str, items: Vec<String>| {
        if !items.is_empty() {
            out.push_str(&format!("\n{head}\n\n"));
            out.extend(items.into_iter().map(|item| format!("- {item}\n")));
        }
    };
    list(&format!("{}:", said.words.get("plan-changes")), said.changes(stretch));
    list(said.words.get("plan-untimed"), said.untimed(stretch));
    out.push_str(&format!("\n**{verdict}**\n"));
    if let Some(left) = said.left(stretch) {
        out.push_str(&format!("\n{left}\n"));
    }
}

fn brought(said: &Said<'_>, sitting: &Sitting, several: bool, out: &mut String) {
    let access = sitting.access.iter();
    let lists = [
        ("materials", sitting.materials.iter().map(|amount| said.amount(amount)).collect::<Vec<_>>()),
        ("preparation", sitting.preparation.iter().map(|words| (said.apart)(words)).collect()),
        ("access", access.map(|(need, plan)| format!("{}: {}", (said.apart)(need), (said.apart)(plan))).collect()),
        ("plan-print", sitting.copies.iter().map(|(name, copies)| format!("{name}: {copies}")).collect()),
    ];
    if several && lists.iter().any(|(_, list)| !list.is_empty()) {
        out.push_str(&format!("\n## {}\n", (said.apart)(&sitting.title)));
    }
    let level = if several { "###" } else { "##" };
    for (word, list) in lists {
        if !list.is_empty() {
            out.push_str(&format!("\n{level} {}\n\n", said.words.get(word)));
            out.extend(list.into_iter().map(|item| format!("- [ ] {item}\n")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_sign_means_anything() {
        for (words, expected) in [
            ("1. First, *then* 2.", "1\\. First, \\*then\\* 2."),
            ("# a | b", "\\# a \\| b"),
            ("- [x] <b>", "\\- \\[x\\] \\<b\\>"),
            ("2026", "2026"),
            ("שלום_עולם", "שלום\\_עולם"),
        ] {
            assert_eq!(escaped(words), expected);
        }
    }
}
