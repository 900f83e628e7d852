//! `daf list` and `daf search`: what a curriculum holds, for people and as JSON.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{ListArgs, ListKind, Search};
use super::broken::{self, Broken};
use super::console::{Console, many};
use crate::curriculum::{Curriculum, LessonId};
use crate::search::SearchOptions;
use crate::source::{LineIndex, VPath};
use crate::{Options, direction, fs, safe, search};

/// The curriculum with what is whole of it, and what is said at the end of the rest; the code to end with where nothing can be done.
fn load(
    named: Option<&Path>,
    drafts: bool,
    console: &Console,
) -> Result<Result<(Curriculum, Option<String>), ExitCode>, fs::Error> {
    let options = Options { drafts, ..Options::default() };
    let loaded = match broken::load(named, &options, "", console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(Err(code)),
    };
    let broken = Broken::of(&loaded.mistakes, &loaded.sources);
    if broken.is_none() {
        return Ok(Ok((loaded.curriculum, None)));
    }
    let told = broken.elsewhere(&BTreeSet::new(), true, &loaded);
    match broken.without(&loaded, &options) {
        Some(whole) => Ok(Ok((whole, told))),
        None => Ok(Err(broken::refuse_all(&loaded.mistakes, &loaded.sources, &loaded.content, "", console))),
    }
}

/// `daf list`.
pub(crate) fn list(typed: &ListArgs, console: &Console) -> Result<ExitCode, fs::Error> {
    if typed.what == ListKind::Notes {
        return notes(typed, console);
    }
    let (curriculum, broken) = match load(typed.folder.dir.as_deref(), typed.drafts, console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(code),
    };
    let rows = match typed.what {
        ListKind::Lessons => lessons(&curriculum),
        ListKind::Texts => texts(&curriculum),
        ListKind::Terms => terms(&curriculum),
        ListKind::Packets => packets(&curriculum),
        ListKind::Units => units(&curriculum),
        ListKind::Values => values(&curriculum),
        ListKind::Files => files(&curriculum),
        ListKind::Notes => Vec::new(),
    };
    if typed.json {
        console.json(&Value::Array(rows).to_string())?;
    } else {
        console.result(&rows.iter().map(line).collect::<String>())?;
    }
    broken.iter().for_each(|broken| console.say(broken));
    Ok(ExitCode::SUCCESS)
}

/// Editors' notes: they are found in the files as they are, whatever is wrong with them.
fn notes(typed: &ListArgs, console: &Console) -> Result<ExitCode, fs::Error> {
    let content = super::content::folder(typed.folder.dir.as_deref());
    let sources = fs::read(&content, &mut crate::diag::Diagnostics::default())?;
    let (mut rows, mut lines) = (Vec::new(), String::new());
    let mut last: Option<(&VPath, LineIndex)> = None;
    for (path, text, note) in crate::folder::notes(&sources) {
        let (_, index) = match last.take_if(|(known, _)| *known == path) {
            Some(known) => last.insert(known),
            None => last.insert((path, LineIndex::new(text))),
        };
        let (line, column) = index.place(text, note.at);
        if typed.json {
            rows.push(json!({"file": path.as_str(), "line": line, "column": column, "note": note.words}));
        } else {
            let words = note.words.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push_str(&format!("{}:{line}  {}\n", path.as_str(), one_line(&words)));
        }
    }
    if typed.json {
        console.json(&Value::Array(rows).to_string())?;
    } else {
        console.result(&lines)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The id, and the words that people know it by.
fn line(row: &Value) -> String {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let name = ["title", "ref", "term"].iter().map(|key| text(key)).find(|text| !text.is_empty()).unwrap_or_default();
    let (id, name, file) = (safe::line(&text("id")), one_line(&name), safe::line(&text("file")));
    format!("{id:<28} {name}{}\n", if file.is_empty() { String::new() } else { format!("  ({file})") })
}

/// Words as a part of a line: the marks of direction that their writer typed fall away, as on pages, and nothing ends the line.
fn one_line(words: &str) -> String {
    safe::line(&direction::visible(words))
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
            "extra": lesson.extra(&lesson.main.lang),
        })
    };
    curriculum.lessons.iter().map(|lesson| row(lesson)).collect()
}

/// One row for each text as it is taught: a shared text stands once.
pub(super) fn texts(curriculum: &Curriculum) -> Vec<Value> {
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
        "extra": entry.extra,
    })
}

pub(super) fn terms(curriculum: &Curriculum) -> Vec<Value> {
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

pub(super) fn packets(curriculum: &Curriculum) -> Vec<Value> {
    let row = |packet: &crate::curriculum::Packet| json!({"id": packet.entry.id, "title": packet.entry.title.value, "kind": packet.entry.kind.word(), "items": packet.items.len(), "extra": packet.entry.extra});
    curriculum.packets.iter().map(row).collect()
}

pub(super) fn units(curriculum: &Curriculum) -> Vec<Value> {
    let row = |unit: &crate::curriculum::Unit| {
        json!({
            "id": unit.id,
            "title": unit.title,
            "address": unit.address,
            "page": format!("{}/index.html", unit.address),
            "file": unit.document.as_ref().map(|document| document.path.as_str()),
            "lessons": ids(curriculum, &unit.lessons),
            "extra": unit.extra(),
        })
    };
    curriculum.units.iter().map(row).collect()
}

/// The ids of lessons, in their order.
fn ids<'a>(curriculum: &'a Curriculum, lessons: &[LessonId]) -> Vec<&'a str> {
    lessons.iter().map(|id| curriculum.lesson(*id).id.as_str()).collect()
}

fn values(curriculum: &Curriculum) -> Vec<Value> {
    let row = |value: &crate::curriculum::Topic| {
        json!({
            "id": value.slug,
            "title": value.name,
            "he": value.he,
            "page": format!("values/{}/index.html", value.slug),
            "lessons": ids(curriculum, &value.lessons),
        })
    };
    curriculum.values.iter().map(row).collect()
}

/// Images, attachments and `static/`: where each stands, and where it goes.
fn files(curriculum: &Curriculum) -> Vec<Value> {
    let row = |file: &crate::curriculum::File| json!({"id": file.source.as_str(), "page": file.path.as_str(), "bytes": file.content.size()});
    curriculum.published().map(row).collect()
}

/// `daf search`: what was found is underlined, as a terminal can.
pub(crate) fn search(typed: &Search, console: &Console) -> Result<ExitCode, fs::Error> {
    let (curriculum, broken) = match load(typed.dir.as_deref(), false, console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(code),
    };
    let code = found(typed, &curriculum, console)?;
    broken.iter().for_each(|broken| console.say(broken));
    Ok(code)
}

/// What is found in a curriculum, told.
fn found(typed: &Search, curriculum: &Curriculum, console: &Console) -> Result<ExitCode, fs::Error> {
    let query = typed.query.join(" ");
    let narrowed = match narrowed(curriculum, &typed.only) {
        Ok(narrowed) => narrowed,
        Err(message) => {
            console.say(&format!("daf: {message}"));
            return Ok(ExitCode::from(2));
        }
    };
    let wanted = SearchOptions { facilitator: typed.facilitator, narrowed, limit: typed.limit };
    let answer = search::search(curriculum, &query, &wanted);
    if typed.json {
        let rows: Vec<Value> = answer.hits.iter().flat_map(hit_rows).collect();
        console.json(&Value::Array(rows).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    if answer.hits.is_empty() {
        console.say(&format!("daf: nothing was found for `{query}`"));
        if !answer.near.is_empty() {
            console.say(&format!("daf: the nearest words are {}", answer.near.join(", ")));
        }
    }
    console.write(&answer.hits.iter().map(hit_lines).collect::<String>())?;
    if answer.total > answer.hits.len() && !answer.hits.is_empty() {
        console.say(&format!("daf: {} of {}; --limit shows more", answer.hits.len(), many(answer.total, "page")));
    }
    Ok(ExitCode::SUCCESS)
}

/// `unit=Relationships and Story` as a facet and one of its choices, whatever its capitals; what is wrong with it otherwise.
fn narrowed(curriculum: &Curriculum, only: &[String]) -> Result<Vec<(String, String)>, String> {
    if only.is_empty() {
        return Ok(Vec::new());
    }
    let choices = search::choices(curriculum);
    let one = |typed: &String| {
        let (name, choice) = typed.split_once('=').unwrap_or((typed, ""));
        let Some((name, known)) = choices.iter().find(|(own, _)| *own == name.trim()) else {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            return Err(format!("`{typed}` narrows by nothing there is; there are {}", names.join(", ")));
        };
        let folded = crate::hebrew::fold(choice);
        let found = known.iter().find(|known| crate::hebrew::fold(known) == folded);
        let found = found.ok_or_else(|| format!("`{choice}` is no {name} here; there are {}", known.join(", ")))?;
        Ok(((*name).to_owned(), found.clone()))
    };
    only.iter().map(one).collect()
}

/// A row for each section, as scripts read them.
fn hit_rows(hit: &search::Hit) -> Vec<Value> {
    let row = |line: &search::HitSection| {
        json!({
            "lesson": hit.lesson,
            "url": address(&hit.page, &line.anchor),
            "title": hit.title,
            "section": line.section,
            "kind": if line.snippet.is_empty() || hit.cited { hit.kind.word() } else { line.kind.word() },
            "score": line.score,
            "snippet": line.snippet.replace(['\u{2}', '\u{3}'], ""),
            "lang": line.lang,
            "found": found_in(&line.snippet),
            "cited": hit.cited,
            "facilitator": hit.facilitator,
        })
    };
    hit.lines.iter().map(row).collect()
}

/// The words of a snippet that were found, as they are written there.
fn found_in(snippet: &str) -> Vec<&str> {
    snippet.split('\u{2}').skip(1).filter_map(|part| part.split_once('\u{3}')).map(|(found, _)| found).collect()
}

/// A page and a place on it.
fn address(page: &str, anchor: &str) -> String {
    if anchor.is_empty() { page.to_owned() } else { format!("{page}#{anchor}") }
}

fn hit_lines(hit: &search::Hit) -> String {
    let beside = if hit.beside.is_empty() { String::new() } else { format!(", {}", one_line(&hit.beside)) };
    let (name, page) = (safe::lines(&one_line(&hit.title)), one_line(&hit.page));
    if hit.cited {
        let count = hit.teaching;
        let taught = if count == 1 { "taught in one lesson".to_owned() } else { format!("taught in {count} lessons") };
        let mut out = format!("{name}{beside}: {taught}  ({page})\n");
        for (page, title) in &hit.taught {
            out.push_str(&format!("    {}  ({})\n", safe::lines(&one_line(title)), one_line(page)));
        }
        if count > hit.taught.len() {
            out.push_str("    …\n");
        }
        return out;
    }
    let mut out = format!("{name}{beside}  ({page})\n");
    for line in &hit.lines {
        let snippet: String = line.snippet.split_inclusive(['\u{2}', '\u{3}']).map(underlined).collect();
        let section = if line.section.is_empty() {
            String::new()
        } else {
            format!("{}, ", safe::lines(&one_line(&line.section)))
        };
        out.push_str(&format!("    {section}{}: {snippet}\n", line.kind.word()));
    }
    out
}

/// Words up to a sign of the index, which begins or ends what was found.
fn underlined(part: &str) -> String {
    let bare = one_line(part.trim_end_matches(['\u{2}', '\u{3}']));
    match part.chars().next_back() {
        Some('\u{2}') => bare + "\u{1b}[4m",
        Some('\u{3}') => bare + "\u{1b}[24m",
        _ => bare,
    }
}
