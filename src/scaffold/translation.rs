//! A translation that is begun: what of a lesson or unit may be said in another language, in the original's words, each marked as
//! still to be translated.
//!
//! Ids, minutes, references and texts stay the original's and are not written again. The body is the original's, with the ids of its
//! headings, so that links lead to the same places. Reads no file.

use super::placeholder::TO_TRANSLATE;
use crate::data::written;
use crate::syntax::inline_text;
use crate::syntax::lesson::{Block, Document, Exercise, Inline, Objective, Prompt, Rich, Text, TextEntry};

/// A translation of a document into a language. `text` is what stands in the original's file, and `schema` the way to the schema of
/// translations, where there is one.
pub fn translation(original: &Document, text: &str, lang: &str, schema: Option<&str>) -> String {
    let front = &original.front;
    let body_at = body(text);
    let mut out = String::from("---\n");
    if let Some(schema) = schema {
        out.push_str(&format!("# yaml-language-server: $schema={schema}\n"));
    }
    out.push_str(&notes(original.path.name(), lang));
    one(&mut out, "title", front.title.as_ref());
    one(&mut out, "short_title", front.short_title.as_ref());
    one(&mut out, "summary", front.summary.as_ref());
    rich(&mut out, "", "content_note", front.content_note.as_ref());
    rich(&mut out, "", "goal", front.goal.as_ref());
    list(&mut out, "", "questions", &front.questions);
    objectives(&mut out, &front.objectives);
    // What is written in the body is translated there.
    let in_front = |start: u32| (start as usize) < body_at;
    prompts(&mut out, front.prompts.iter().filter(|prompt| in_front(prompt.span.start)));
    exercises(&mut out, front.exercises.iter().filter(|exercise| in_front(exercise.span.start)));
    if !front.materials.is_empty() {
        out.push_str("materials:\n");
        for material in &front.materials {
            let quantity = material.quantity.as_ref();
            let quantity = quantity.map(|words| format!(", quantity: {}", written(&words.value)));
            out.push_str(&format!("  - {{item: {}{}}}\n", marked(&material.item.value), quantity.unwrap_or_default()));
        }
    }
    list(&mut out, "", "preparation", &front.preparation);
    if !front.access.is_empty() {
        out.push_str("access:\n");
        for access in &front.access {
            out.push_str(&format!("  - need: {}\n", marked(&access.need.value)));
            rich(&mut out, "    ", "plan", Some(&access.plan));
        }
    }
    list(&mut out, "", "key_points", &front.key_points);
    out.push_str("---\n");
    out.push_str(&body_of(headings(original), text.get(body_at..).unwrap_or_default()));
    out
}

/// A translation of a shared text: its title, the words of its translation into `main`, the curriculum's language, and what is said
/// of it. What it is, and its original, stay as they are.
pub fn translation_of_text(original: &TextEntry, name: &str, text: &str, lang: &str, main: &str) -> String {
    let mut out = format!("---\n{}", notes(name, lang));
    one(&mut out, "title", original.title.as_ref());
    let words = |lang: &str| match original.pieces.as_slice() {
        [piece] => piece.in_lang(lang),
        _ => None,
    };
    one(&mut out, lang, words(main).or_else(|| words("en")));
    out.push_str("---\n");
    out.push_str(&body_of(Vec::new(), text.get(body(text)..).unwrap_or_default()));
    out
}

/// What a translation says to whoever writes it.
fn notes(name: &str, lang: &str) -> String {
    format!(
        "# The translation of {name} into the language {lang}. Write your words in place of all that begins with {TO_TRANSLATE}\n# What is taken out here is shown in the original's words. Leave ids and {{…}} as they are.\n"
    )
}

/// Where the body of a file begins.
fn body(text: &str) -> usize {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == "---" {
            return at;
        }
    }
    text.len()
}

/// A value that is still to be translated.
fn marked(words: &str) -> String {
    written(&format!("{TO_TRANSLATE} {}", words.trim()))
}

fn one(out: &mut String, name: &str, words: Option<&Text>) {
    if let Some(words) = words {
        out.push_str(&format!("{name}: {}\n", marked(&words.value.split_whitespace().collect::<Vec<_>>().join(" "))));
    }
}

/// A field of Markdown: a line where it is one, and lines under a bar otherwise.
fn rich(out: &mut String, indent: &str, name: &str, words: Option<&Rich>) {
    let Some(words) = words else { return };
    let text = blocks(&words.blocks);
    if text.trim().is_empty() {
        return;
    }
    match text.contains('\n') {
        false => out.push_str(&format!("{indent}{name}: {}\n", marked(&text))),
        true => {
            out.push_str(&format!("{indent}{name}: |\n"));
            let text = format!("{TO_TRANSLATE}\n\n{text}");
            for line in text.lines() {
                let line = if line.is_empty() { String::new() } else { format!("{indent}  {line}") };
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
}

fn list(out: &mut String, indent: &str, name: &str, all: &[Rich]) {
    if all.is_empty() {
        return;
    }
    out.push_str(&format!("{indent}{name}:\n"));
    for words in all {
        let text = blocks(&words.blocks);
        out.push_str(&format!("{indent}  - {}\n", marked(&text.split_whitespace().collect::<Vec<_>>().join(" "))));
    }
}

/// `- id: …` or `-`, and the fields under it.
fn entry(out: &mut String, id: Option<&Text>, fields: &str) {
    let mut lines = fields.lines();
    let first = match id {
        Some(id) => format!("id: {}", written(&id.value)),
        None => lines.next().unwrap_or_default().trim_start().to_owned(),
    };
    out.push_str(&format!("  - {first}\n"));
    lines.for_each(|line| out.push_str(&format!("{line}\n")));
}

fn objectives(out: &mut String, all: &[Objective]) {
    if !all.is_empty() {
        out.push_str("objectives:\n");
    }
    for objective in all {
        let mut fields = String::new();
        rich(&mut fields, "    ", "text", Some(&objective.text));
        entry(out, objective.id.as_ref(), &fields);
    }
}

fn prompts<'a>(out: &mut String, all: impl Iterator<Item = &'a Prompt>) {
    for (at, prompt) in all.enumerate() {
        if at == 0 {
            out.push_str("discussion:\n");
        }
        let mut fields = String::new();
        rich(&mut fields, "    ", "prompt", Some(&prompt.prompt));
        list(&mut fields, "    ", "follow_ups", &prompt.follow_ups);
        list(&mut fields, "    ", "hints", &prompt.hints);
        rich(&mut fields, "    ", "listen_for", prompt.listen_for.as_ref());
        entry(out, prompt.id.as_ref(), &fields);
    }
}

fn exercises<'a>(out: &mut String, all: impl Iterator<Item = &'a Exercise>) {
    for (at, exercise) in all.enumerate() {
        if at == 0 {
            out.push_str("exercises:\n");
        }
        let mut fields = String::new();
        if let Some(title) = &exercise.title {
            fields.push_str(&format!("    title: {}\n", marked(&title.value)));
        }
        rich(&mut fields, "    ", "instructions", exercise.instructions.as_ref());
        list(&mut fields, "    ", "hints", &exercise.hints);
        list(&mut fields, "    ", "debrief", &exercise.debrief);
        rich(&mut fields, "    ", "answers", exercise.answers.as_ref());
        entry(out, exercise.id.as_ref(), &fields);
    }
}

/// Blocks as Markdown, as far as a field needs it: paragraphs and lists, with their emphasis.
fn blocks(all: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for block in all {
        parts.push(match block {
            Block::Paragraph(words) | Block::Heading { words, .. } => inlines(words),
            Block::List { start, items } => {
                let first = *start;
                let item = |(at, item): (usize, &crate::syntax::lesson::Item)| {
                    let mark = first.map_or("-".to_owned(), |first| format!("{}.", first + at as u64));
                    let inside = blocks(&item.blocks).replace('\n', &format!("\n{}", " ".repeat(mark.len() + 1)));
                    format!("{mark} {inside}")
                };
                items.iter().enumerate().map(item).collect::<Vec<_>>().join("\n")
            }
            Block::Quote(inside) => {
                blocks(inside).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
            }
            other => crate::syntax::plain_text(std::slice::from_ref(other)),
        });
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n\n")
}

fn inlines(words: &[Inline]) -> String {
    let mut out = String::new();
    for word in words {
        match word {
            Inline::Emphasis(inside) => out.push_str(&format!("*{}*", inlines(inside))),
            Inline::Strong(inside) => out.push_str(&format!("**{}**", inlines(inside))),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            other => out.push_str(&inline_text(std::slice::from_ref(other))),
        }
    }
    out
}

/// The body, with marks before headings and paragraphs. Headings keep the ids that they have in the original.
fn body_of(ids: Vec<String>, text: &str) -> String {
    let lines: Vec<BodyLine<'_>> = BodyLines::of(text);
    let count = lines.iter().filter(|line| line.is_heading).count();
    // Where a heading stands that is not one of the lesson's, nothing is sure, and the ids are left to be made of the words.
    let mut ids = if count == ids.len() { ids } else { Vec::new() }.into_iter();
    let mut out = String::new();
    for line in lines {
        if line.is_heading {
            out.push_str(&heading(line.text, ids.next().as_deref()));
        } else if line.begins_words {
            let words = line.text.trim_start();
            let indent = &line.text[..line.text.len() - words.len()];
            out.push_str(&format!("{indent}{TO_TRANSLATE} {words}"));
        } else {
            out.push_str(line.text);
        }
    }
    out
}

/// `## TODO: Opening {#opening minutes=10}`.
fn heading(line: &str, id: Option<&str>) -> String {
    let end = if line.ends_with('\n') { "\n" } else { "" };
    let bare = line.trim_end();
    let marks = bare.len() - bare.trim_start_matches(['#', ' ']).len();
    let (signs, words) = bare.split_at(marks);
    let (words, attributes) = match words.rfind('{').filter(|_| words.ends_with('}')) {
        Some(open) => (words[..open].trim_end(), Some(&words[open + 1..words.len() - 1])),
        None => (words, None),
    };
    let has_id = attributes.is_some_and(|inside| inside.split_whitespace().any(|word| word.starts_with('#')));
    let id = id.filter(|id| !has_id && !id.is_empty()).map(|id| format!("#{id}"));
    let inside: Vec<&str> = id.as_deref().into_iter().chain(attributes).filter(|part| !part.is_empty()).collect();
    let inside = if inside.is_empty() { String::new() } else { format!(" {{{}}}", inside.join(" ")) };
    format!("{} {TO_TRANSLATE} {words}{inside}{end}", signs.trim_end())
}

/// The ids of all headings of a document, in order.
fn headings(original: &Document) -> Vec<String> {
    let mut ids = Vec::new();
    inside(&original.body.lead, &mut ids);
    for section in &original.body.sections {
        ids.push(section.id.clone());
        inside(&section.blocks, &mut ids);
    }
    ids
}

fn inside(all: &[Block], ids: &mut Vec<String>) {
    for block in all {
        match block {
            Block::Heading { id, .. } => ids.push(id.clone()),
            Block::Quote(blocks) => inside(blocks, ids),
            Block::Container(container) => inside(&container.blocks, ids),
            Block::List { items, .. } => items.iter().for_each(|item| inside(&item.blocks, ids)),
            _ => {}
        }
    }
}

/// A line of a body, and what stands in it.
struct BodyLine<'t> {
    text: &'t str,
    is_heading: bool,
    /// Whether a paragraph of prose begins here.
    begins_words: bool,
}

/// Reads the lines of a body.
struct BodyLines;

impl BodyLines {
    fn of(text: &str) -> Vec<BodyLine<'_>> {
        let mut lines = Vec::new();
        let mut fence: Option<&str> = None;
        // How deep in blocks that hold a source or fields, which are not prose.
        let mut closed: Vec<(usize, bool)> = Vec::new();
        let mut after_gap = true;
        for line in text.split_inclusive('\n') {
            let bare = line.trim();
            let colons = bare.len() - bare.trim_start_matches(':').len();
            let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
            let in_code = fence.is_some() || mark.is_some();
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(open), Some(mark)) if open == mark => fence = None,
                _ => {}
            }
            let is_heading = !in_code
                && line.starts_with('#')
                && line.trim_start_matches('#').starts_with(' ')
                && line.len() - line.trim_start_matches('#').len() <= 6;
            let is_prose = !in_code
                && !closed.iter().any(|(_, is_source)| *is_source)
                && line.chars().take_while(|c| *c == ' ').count() < 4
                && bare.starts_with(|c: char| {
                    c.is_alphabetic() || matches!(c, '"' | '“' | '*' | '_' | '«' | '(' | '¿' | '¡')
                })
                && !["* ", "***", "___"].iter().any(|mark| bare.starts_with(mark));
            let begins_words = is_prose && after_gap;
            if !in_code && colons >= 3 {
                let name = bare.trim_start_matches(':').trim_start();
                let name = name.split(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or_default();
                if name.is_empty() {
                    if let Some(at) = closed.iter().rposition(|(open, _)| *open <= colons) {
                        closed.truncate(at);
                    }
                } else {
                    closed.push((colons, name == "text"));
                }
            }
            after_gap = bare.is_empty() || is_heading || (!in_code && colons >= 2);
            lines.push(BodyLine { text: line, is_heading, begins_words });
        }
        lines
    }
}
