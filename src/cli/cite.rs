//! `daf cite` and `daf explain`: answers that need no curriculum.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::Cite;
use super::console::Console;
use crate::citation::{self, Citation, CitationError, ParsedReference};
use crate::diag::{Code, make};
use crate::fs;

/// `daf cite`: each reference read, named in both languages, or refused with what is wrong.
pub(crate) fn cite(typed: &Cite, console: &Console) -> Result<ExitCode, fs::Error> {
    let mut failed = false;
    for input in references(&typed.reference)? {
        let read = citation::read(&input);
        failed |= read.is_err();
        match (read, typed.json) {
            (Ok(reading), true) => console.json(&reading_json(&input, &reading).to_string())?,
            (Err(error), true) => {
                let value = json!({"input": input, "error": error.message, "suggestions": error.suggestions});
                console.json(&value.to_string())?;
            }
            (Ok(reading), false) => console.result(&reading_text(&reading))?,
            (Err(error), false) => console.say(&refusal_text(&input, &error)),
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// What was asked for: the lines of standard input for `-`; one reference for words typed without quotation marks
/// (`daf cite Avot 2:16`), where they are not references one by one.
fn references(typed: &[String]) -> Result<Vec<String>, fs::Error> {
    if typed == ["-"] {
        let lines = fs::standard_input()?;
        return Ok(lines.lines().map(str::to_owned).filter(|line| !line.trim().is_empty()).collect());
    }
    let loose = typed.len() > 1 && typed.iter().all(|word| !word.trim().contains(' '));
    if loose && !typed.iter().all(|word| citation::read(word).is_ok()) {
        return Ok(vec![typed.join(" ")]);
    }
    Ok(typed.to_vec())
}

fn reading_json(input: &str, reading: &ParsedReference) -> Value {
    let mut value = match reading.citations.as_slice() {
        [only] => citation_json(only),
        all => json!({"refs": all.iter().map(citation_json).collect::<Vec<_>>()}),
    };
    value["input"] = json!(input);
    if let Some(list) = reading.list() {
        value["canonical"] = json!(list);
    }
    if !reading.notes.is_empty() {
        value["notes"] = json!(reading.notes);
    }
    if !reading.also.is_empty() {
        value["also"] = json!(reading.also.iter().map(Citation::canonical).collect::<Vec<_>>());
    }
    value
}

fn citation_json(citation: &Citation) -> Value {
    let haftarot: Vec<&str> = citation.haftarot().iter().map(|haftarah| haftarah.portion.name).collect();
    let mut value = json!({
        "canonical": citation.canonical(),
        "he": citation.hebrew(),
        "short": citation.short(),
        "work": citation.title(),
        "category": citation.category(),
        "start": citation.start(),
        "end": citation.end(),
        "portion": citation.portion().map(|portion| portion.name),
        "url": citation.url(),
        "order": citation.order(),
    });
    if !haftarot.is_empty() {
        value["haftarah"] = json!(haftarot);
    }
    value
}

fn reading_text(reading: &ParsedReference) -> String {
    let mut text = String::new();
    for citation in &reading.citations {
        text.push_str(&format!("{}\n  {}\n", citation.canonical(), citation.hebrew()));
        if let Some(portion) = citation.portion() {
            text.push_str(&format!("  in the portion {} ({})\n", portion.name, portion.he));
        }
        for haftarah in citation.haftarot() {
            let custom = haftarah.custom.map(|custom| format!(", {custom}")).unwrap_or_default();
            text.push_str(&format!("  in the haftarah of {}{custom}\n", haftarah.portion.name));
        }
        text.push_str(&format!("  {}\n", citation.url()));
    }
    for note in &reading.notes {
        text.push_str(&format!("  note: {note}\n"));
    }
    for other in &reading.also {
        text.push_str(&format!("  it may also be {}\n", other.canonical()));
    }
    text
}

fn refusal_text(input: &str, error: &CitationError) -> String {
    let near: Vec<String> = error.suggestions.iter().map(|word| format!("`{word}`")).collect();
    let near = match error.suggestions.as_slice() {
        [] => String::new(),
        [only] => format!("; {}", make::meant(input, only)),
        _ => format!(" (did you mean {}?)", near.join(" or ")),
    };
    format!("daf: {}: {}{near}", make::quote(input), error.message)
}

/// `daf explain`.
pub(crate) fn explain(code: Option<&str>, console: &Console) -> Result<ExitCode, fs::Error> {
    let Some(typed) = code else {
        let (mut group, mut list) = ("", String::new());
        for code in Code::ALL {
            if code.group() != group {
                let gap = if group.is_empty() { "" } else { "\n" };
                group = code.group();
                list.push_str(&format!("{gap}{group}\n"));
            }
            let summary = code.summary().split_whitespace().collect::<Vec<_>>().join(" ");
            list.push_str(&format!("  {:<21} {:<8} {summary}\n", code.id(), code.severity().word()));
        }
        list.push_str("\n`daf explain long-stretch` tells all of one; `diagnostics:` in daf.yaml changes what becomes of warnings and notes.\n");
        console.write(&list)?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(code) = Code::from_id(typed) {
        console.write(code.explanation())?;
        return Ok(ExitCode::SUCCESS);
    }
    let near = make::did_you_mean(typed, Code::ALL.iter().map(|code| code.id()));
    let near = near.unwrap_or_else(|| "`daf explain` lists them all".to_owned());
    let near = format!("; {near}");
    console.say(&format!("daf: there is no code {}{near}", make::quote(typed)));
    Ok(ExitCode::from(2))
}
