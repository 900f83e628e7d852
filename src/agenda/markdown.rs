//! A plan as Markdown: a table for each lesson, and lists to tick off.

use super::fit::Adjustment;
use super::plan::{AgendaPlan, AgendaSegment, Sitting, TimeBlock};
use super::sentences::Sentences;
use crate::words::Words;

/// Writes a plan as Markdown.
pub(super) fn write(plan: &AgendaPlan, words: &Words) -> String {
    let sentences = Sentences { plan, words, apart: escaped };
    let several = plan.sittings().count() > 1;
    let mut out = format!("# {}\n\n{}\n", sentences.title(), sentences.when());
    for block in &plan.blocks {
        for sitting in &block.sittings {
            agenda(&sentences, sitting, several, &mut out);
        }
        verdict(&sentences, block, &mut out);
    }
    for sitting in plan.sittings() {
        brought(&sentences, sitting, several, &mut out);
    }
    if plan.sittings().any(|sitting| !sitting.copies.is_empty()) {
        out.push_str(&format!("\n{}\n", words.name("plan-made-by", &format!("`{}`", sentences.made_by()))));
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

fn agenda(sentences: &Sentences<'_>, sitting: &Sitting, several: bool, out: &mut String) {
    if several {
        out.push_str(&format!(
            "\n## {}, {}\n",
            (sentences.apart)(&sitting.title),
            sentences.hours_of(sitting.start, sitting.end)
        ));
    }
    for note in sentences.notes(sitting) {
        out.push_str(&format!("\n{note}\n"));
    }
    let heads = ["plan-clock", "plan-minutes", "plan-segment", "plan-how"].map(|head| sentences.words.get(head));
    out.push_str(&format!("\n| {} |\n| ---: | ---: | --- | --- |\n", heads.join(" | ")));
    for line in &sitting.lines {
        segment(sentences, line, out);
    }
    let end = sentences.plan.clock(sitting.end);
    match sitting.next {
        Some(next) => {
            out.push_str(&format!("| {end} | {} | {} | |\n", next - sitting.end, sentences.words.get("plan-break")));
        }
        None => out.push_str(&format!("| {end} | | {} | |\n", sentences.words.get("timeline-end"))),
    }
}

fn segment(sentences: &Sentences<'_>, line: &AgendaSegment, out: &mut String) {
    let heading = (sentences.apart)(&line.heading);
    let how = sentences.how(line);
    if !line.is_kept() {
        let cut = sentences.words.get("plan-cut");
        out.push_str(&format!("| {cut} | -{} | ~~{heading}~~ | {how} |\n", line.asked.to));
        return;
    }
    let adjustment = sentences.adjustment(line);
    let how = [how, adjustment].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    out.push_str(&format!("| {} | {} | **{heading}** | {how} |\n", sentences.plan.clock(line.start), line.minutes));
    if let (Adjustment::Short, Some((words, _))) = (line.adjustment, &line.short) {
        out.push_str(&format!("| | | {} | |\n", (sentences.apart)(words)));
        return;
    }
    for part in &line.parts {
        let group = part.group.as_deref().map(|group| sentences.group(group)).unwrap_or_default();
        out.push_str(&format!(
            "| | | {} ({}) | {group} |\n",
            (sentences.apart)(&part.words),
            sentences.minutes(part.minutes)
        ));
    }
}

fn verdict(sentences: &Sentences<'_>, block: &TimeBlock, out: &mut String) {
    let Some(verdict) = sentences.verdict(block) else { return };
    let mut list = |head: &str, items: Vec<String>| {
        if !items.is_empty() {
            out.push_str(&format!("\n{head}\n\n"));
            out.extend(items.into_iter().map(|item| format!("- {item}\n")));
        }
    };
    list(&format!("{}:", sentences.words.get("plan-changes")), sentences.changes(block));
    list(sentences.words.get("plan-untimed"), sentences.untimed(block));
    out.push_str(&format!("\n**{verdict}**\n"));
    if let Some(left) = sentences.left(block) {
        out.push_str(&format!("\n{left}\n"));
    }
}

fn brought(sentences: &Sentences<'_>, sitting: &Sitting, several: bool, out: &mut String) {
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
        out.push_str(&format!("\n## {}\n", (sentences.apart)(&sitting.title)));
    }
    let level = if several { "###" } else { "##" };
    for (word, list) in lists {
        if !list.is_empty() {
            out.push_str(&format!("\n{level} {}\n\n", sentences.words.get(word)));
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
