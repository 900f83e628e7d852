//! `daf list` and `daf search`: what a curriculum holds, for people and as JSON.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{Form, List, Search, What};
use super::{Console, counted, folder};
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::{Options, fs};

/// Reads and links a curriculum; its mistakes are told. `None` where it has errors.
fn load(named: Option<&Path>, drafts: bool, console: &Console) -> Result<Option<Curriculum>, fs::Error> {
    let content = folder(named);
    let mut mistakes = Diagnostics::default();
    let sources = fs::read(&content, &mut mistakes)?;
    let options = Options { drafts, ..Options::default() };
    let curriculum = crate::load(&sources, &content.display().to_string(), &options, &mut mistakes);
    mistakes.settle(|_| None);
    if mistakes.has_errors() {
        console.diagnostics(&mistakes, &sources, Form::Human);
        console.say(&format!("daf: {}", counted(&mistakes)));
        return Ok(None);
    }
    Ok(curriculum)
}

/// `daf list`.
pub(crate) fn list(typed: &List, console: &Console) -> Result<ExitCode, fs::Error> {
    let Some(curriculum) = load(typed.folder.dir.as_deref(), typed.drafts, console)? else {
        return Ok(ExitCode::from(1));
    };
    let rows = match typed.what {
        What::Lessons => lessons(&curriculum),
        What::Texts => texts(&curriculum),
        What::Terms => terms(&curriculum),
        What::Packets => packets(&curriculum),
    };
    if typed.json {
        console.result(&format!("{}\n", Value::Array(rows)));
    } else {
        for row in rows {
            console.result(&line(&row));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The id, and the words that people know it by.
fn line(row: &Value) -> String {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let name = ["title", "ref", "term"].iter().map(|key| text(key)).find(|text| !text.is_empty()).unwrap_or_default();
    let file = text("file");
    format!("{:<28} {name}{}\n", text("id"), if file.is_empty() { String::new() } else { format!("  ({file})") })
}

fn lessons(curriculum: &Curriculum) -> Vec<Value> {
    let row = |lesson: &crate::curriculum::Lesson| {
        let total = lesson.main.agenda.total;
        json!({
            "id": lesson.id,
            "title": lesson.title(),
            "unit": lesson.unit.map(|unit| curriculum.unit(unit).title.clone()),
            "address": lesson.address,
            "minutes": total.map(|total| json!([total.from, total.to])),
            "file": lesson.main.document.path.as_str(),
        })
    };
    curriculum.lessons.iter().map(row).collect()
}

/// One row for each text as it is taught: a shared text stands once.
fn texts(curriculum: &Curriculum) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut seen = vec![false; curriculum.texts.len()];
    for lesson in &curriculum.lessons {
        for &id in &lesson.main.texts {
            if !std::mem::replace(&mut seen[id.index()], true) {
                let text = curriculum.text(id);
                let file =
                    if text.shared { format!("texts/{}.md", text.id) } else { lesson.main.document.path.to_string() };
                rows.push(text_row(text, Some(&lesson.id), &file));
            }
        }
    }
    for (at, text) in curriculum.texts.iter().enumerate().filter(|(at, _)| !seen[*at]) {
        let _ = at;
        rows.push(text_row(text, None, &format!("texts/{}.md", text.id)));
    }
    rows
}

fn text_row(text: &crate::curriculum::Text, lesson: Option<&str>, file: &str) -> Value {
    let entry = &text.entry;
    let words = |lang: &str| -> Vec<&str> {
        entry.pieces.iter().filter_map(|piece| piece.in_lang(lang)).map(|text| text.value.as_str()).collect()
    };
    json!({
        "id": text.id,
        "ref": entry.citation.as_ref().map(crate::citation::Citation::canonical),
        "title": entry.title.as_ref().map(|title| title.value.as_str()),
        "he": words("he"),
        "en": words("en"),
        "excerpt": entry.excerpt,
        "version": entry.version.as_ref().map(|version| version.value.as_str()),
        "license": text.license,
        "lesson": lesson,
        "file": file,
    })
}

fn terms(curriculum: &Curriculum) -> Vec<Value> {
    let row = |term: &crate::curriculum::Term| {
        json!({
            "id": term.entry.id.value,
            "term": term.entry.term.value,
            "he": term.entry.he.as_ref().map(|he| he.value.as_str()),
            "also": term.entry.also.iter().map(|word| word.value.as_str()).collect::<Vec<_>>(),
            "definition": crate::syntax::plain_text(&term.entry.definition.blocks),
        })
    };
    curriculum.terms.iter().map(row).collect()
}

fn packets(curriculum: &Curriculum) -> Vec<Value> {
    let row = |packet: &crate::curriculum::Packet| json!({"id": packet.entry.id, "title": packet.entry.title.value, "kind": packet.entry.kind.word(), "items": packet.items.len()});
    curriculum.packets.iter().map(row).collect()
}

/// `daf search`: what was found is underlined, as a terminal can.
pub(crate) fn search(typed: &Search, console: &Console) -> Result<ExitCode, fs::Error> {
    let Some(curriculum) = load(typed.dir.as_deref(), false, console)? else { return Ok(ExitCode::from(1)) };
    let query = typed.query.join(" ");
    let hits = crate::search::search(&curriculum, &query, typed.facilitator, typed.limit);
    if typed.json {
        console.result(&format!("{}\n", Value::Array(hits.iter().map(hit_row).collect())));
        return Ok(ExitCode::SUCCESS);
    }
    if hits.is_empty() {
        console.say(&format!("daf: nothing was found for `{query}`"));
    }
    for hit in &hits {
        console.result(&hit_lines(hit));
    }
    Ok(ExitCode::SUCCESS)
}

fn hit_row(hit: &crate::search::Hit) -> Value {
    let line = |line: &crate::search::Line| json!({"anchor": line.anchor, "section": line.section, "snippet": line.snippet, "score": line.score});
    json!({
        "page": hit.page,
        "title": hit.title,
        "facilitator": hit.facilitator,
        "lines": hit.lines.iter().map(line).collect::<Vec<_>>(),
    })
}

fn hit_lines(hit: &crate::search::Hit) -> String {
    let mut out = format!("{}  ({})\n", hit.title, hit.page);
    for line in &hit.lines {
        let snippet = line.snippet.replace('\u{2}', "\u{1b}[4m").replace('\u{3}', "\u{1b}[24m");
        let section = if line.section.is_empty() { String::new() } else { format!("{}: ", line.section) };
        out.push_str(&format!("    {section}{snippet}\n"));
    }
    out
}
