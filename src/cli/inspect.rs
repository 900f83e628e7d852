//! `daf inspect`: what daf understood of one lesson, text, unit, term or packet, named by its file, its page or its id.
//!
//! It is the author's tool and hides nothing. With `--json` the keys are only ever added to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::args::Inspect;
use super::broken::{self, Broken, Loaded};
use super::console::Console;
use super::content::folder;
use super::{list, lookup};
use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, LessonId, Scope, Target, Version};
use crate::diag::make::{self, did_you_mean};
use crate::diag::{Diagnostics, render};
use crate::source::{FileId, LineIndex, SourceSet, Span};
use crate::syntax::inline_text;
use crate::{Options, direction, fs, place, safe, sheets};

/// `daf inspect`.
pub(crate) fn show(typed: &Inspect, console: &Console) -> Result<ExitCode, fs::Error> {
    let content = match &typed.dir {
        Some(dir) => folder(Some(dir)),
        None => curriculum_of(Path::new(&typed.what)).unwrap_or_else(|| folder(None)),
    };
    let options = Options { drafts: true, ..Options::default() };
    let loaded = match broken::load(Some(&content), &options, "", console)? {
        Ok(loaded) => loaded,
        Err(code) => return Ok(code),
    };
    let Loaded { curriculum, sources, mistakes, .. } = &loaded;
    let broken = Broken::of(mistakes, sources);
    let inspection = Inspection { curriculum, sources, mistakes, content: &content, lines: RefCell::default() };
    let wanted = lookup::inside(&typed.what, &content);
    let Some(found) = inspection.find(&wanted) else {
        let Some(meant) = broken.named(&wanted) else {
            console.say(&inspection.unknown(&typed.what));
            return Ok(ExitCode::from(2));
        };
        let own = broken.mistakes_in(&BTreeSet::from([meant]));
        return Ok(broken::refuse_all(&own, sources, &content, "nothing else is known of it", console));
    };
    if typed.json {
        console.json(&format!("{found:#}"))?;
    } else {
        console.result(&lines(&found))?;
    }
    let own = inspection.broken(&found, &broken);
    // Where what was asked for is broken, its own mistakes are enough.
    if let Some(told) = broken.elsewhere(&own, false, &loaded).filter(|_| own.is_empty()) {
        console.say(&told);
    }
    Ok(ExitCode::from(u8::from(!own.is_empty())))
}

/// The file that says what holds for the whole.
const CONFIG: &str = "daf.yaml";

/// The curriculum that a file stands in.
fn curriculum_of(file: &Path) -> Option<PathBuf> {
    let full = file.exists().then(|| std::path::absolute(file).ok())??;
    full.ancestors().find(|folder| folder.join("daf.yaml").is_file()).map(Path::to_owned)
}

/// A curriculum, and what is wrong with it.
struct Inspection<'a> {
    curriculum: &'a Curriculum,
    sources: &'a SourceSet,
    mistakes: &'a Diagnostics,
    content: &'a Path,
    /// The lines of the files that a place was asked for in.
    lines: RefCell<BTreeMap<FileId, LineIndex>>,
}

impl Inspection<'_> {
    /// The thing that a file, a page or an id names.
    fn find(&self, wanted: &str) -> Option<Value> {
        let curriculum = self.curriculum;
        if wanted == CONFIG {
            return Some(self.site());
        }
        // A page of the site, wherever the site stands: by the end of its path.
        let page = wanted.split(['#', '?']).next().unwrap_or_default();
        let page = page.strip_suffix("index.html").unwrap_or(page).trim_matches('/');
        let at = |address: &str| page == address || page.ends_with(&format!("/{address}"));
        let lesson = curriculum.lessons.iter().position(|lesson| {
            let files = std::iter::once(&lesson.main).chain(lesson.translations.iter().map(|(_, version)| version));
            let mut files = files.map(|version| version.document.path.as_str());
            lesson.id == wanted || at(&lesson.address) || files.any(|file| file == wanted)
        });
        let lesson = lesson.or_else(|| Some(lookup::lesson(wanted, curriculum, self.content)?.index()));
        if let Some(number) = lesson {
            return Some(self.lesson(number));
        }
        let row = |kind: &str, rows: Vec<Value>| {
            let is = |row: &Value, key: &str| row.get(key).and_then(Value::as_str) == Some(wanted);
            let found = rows.into_iter().find(|row| {
                let page = row.get("page").and_then(Value::as_str).map(|page| page.trim_end_matches("/index.html"));
                is(row, "id") || (kind != "term" && is(row, "file")) || page.is_some_and(at)
            })?;
            let mut whole = Map::from_iter([("kind".to_owned(), json!(kind))]);
            whole.extend(found.as_object().cloned().unwrap_or_default());
            let file = whole.get("file").and_then(Value::as_str).unwrap_or_default().to_owned();
            whole.insert("diagnostics".to_owned(), json!(self.mistakes_of(&[&file])));
            Some(Value::Object(whole))
        };
        row("unit", list::units(curriculum))
            .or_else(|| row("text", list::texts(curriculum)))
            .or_else(|| row("term", list::terms(curriculum)))
            .or_else(|| row("packet", list::packets(curriculum)))
    }

    /// The broken files that what was found is made of.
    fn broken(&self, found: &Value, broken: &Broken<'_>) -> BTreeSet<String> {
        let text = |key: &str| found.get(key).and_then(Value::as_str).unwrap_or_default();
        let curriculum = self.curriculum;
        match text("kind") {
            "lesson" => {
                let lesson =
                    curriculum.lessons.iter().find(|lesson| lesson.main.document.path.as_str() == text("file"));
                lesson.map(|lesson| broken.lesson(lesson)).unwrap_or_default()
            }
            "packet" => {
                let packet = curriculum.packets.iter().find(|packet| packet.entry.id == text("id"));
                packet.map(|packet| broken.packet(packet, curriculum)).unwrap_or_default()
            }
            "term" => broken.among(&BTreeSet::from(["glossary.yaml".to_owned()])),
            _ => broken.among(&BTreeSet::from([text("file").to_owned()])),
        }
    }

    fn unknown(&self, typed: &str) -> String {
        let curriculum = self.curriculum;
        let lessons = curriculum.lessons.iter();
        let mut known: Vec<String> =
            lessons.flat_map(|lesson| [lesson.id.clone(), lesson.main.document.path.to_string()]).collect();
        known.extend(curriculum.units.iter().map(|unit| unit.id.clone()));
        known.extend(curriculum.texts.iter().map(|text| text.id.clone()));
        known.extend(curriculum.terms.iter().map(|term| term.entry.id.value.clone()));
        known.extend(curriculum.packets.iter().map(|packet| packet.entry.id.clone()));
        let hint = match did_you_mean(typed, known.iter().map(String::as_str)) {
            Some(hint) => hint,
            None => "`daf list lessons` shows the ids and files there are".to_owned(),
        };
        format!("daf: nothing here has the file, page or id {}; {hint}", make::quote(typed))
    }

    fn lesson(&self, number: usize) -> Value {
        let curriculum = self.curriculum;
        let lesson = &*curriculum.lessons[number];
        let main = &lesson.main;
        let front = &main.document.front;
        let named = |ids: &[LessonId]| ids.iter().map(|id| curriculum.lesson(*id).id.clone()).collect::<Vec<_>>();
        let name = |topics: &[crate::curriculum::Topic], at: &[usize]| {
            at.iter().filter_map(|at| topics.get(*at)).map(|topic| topic.name.clone()).collect::<Vec<_>>()
        };
        let needs =
            |other: &&std::sync::Arc<Lesson>| other.requires.iter().any(|id| curriculum.lesson(*id).id == lesson.id);
        let required_by: Vec<&str> = curriculum.lessons.iter().filter(needs).map(|other| other.id.as_str()).collect();
        let files: Vec<&str> = std::iter::once(main)
            .chain(lesson.translations.iter().map(|(_, version)| version))
            .map(|version| version.document.path.as_str())
            .collect();
        json!({
            "kind": "lesson",
            "id": lesson.id,
            "title": lesson.title(),
            "file": main.document.path.as_str(),
            "language": main.lang,
            "translations": lesson.translations.iter().map(|(lang, version)| json!({
                "language": lang, "title": version.title, "file": version.document.path.as_str(),
                "extra": version.document.front.extra,
            })).collect::<Vec<_>>(),
            "draft": front.draft,
            "address": lesson.address,
            "unit": lesson.unit.map(|unit| curriculum.unit(unit).id.clone()),
            "minutes": main.agenda.total.map(|total| json!([total.from, total.to])),
            "agenda": agenda(main),
            "pages": self.pages(lesson),
            "sheets": sheets::printed(curriculum, lesson).into_iter().map(|kind| json!({
                "kind": kind.word(), "path": sheets::lesson(lesson, kind),
            })).collect::<Vec<_>>(),
            "texts": self.texts(main),
            "values": name(&curriculum.values, &lesson.values),
            "skills": name(&curriculum.skills, &lesson.skills),
            "tags": name(&curriculum.tags, &lesson.tags),
            "portions": name(&curriculum.portions, &lesson.portions),
            "requires": named(&lesson.requires),
            "required_by": required_by,
            "links": self.links(main),
            "extra": front.extra,
            "diagnostics": self.mistakes_of(&files),
        })
    }

    /// What `daf.yaml` says of the whole.
    fn site(&self) -> Value {
        let config = &self.curriculum.config;
        json!({
            "kind": "curriculum",
            "title": config.title.value,
            "file": CONFIG,
            "language": config.language,
            "languages": config.languages,
            "lessons": self.curriculum.lessons.len(),
            "extra": self.curriculum.extra(),
            "diagnostics": self.mistakes_of(&[CONFIG]),
        })
    }

    fn pages(&self, lesson: &Lesson) -> Vec<Value> {
        let curriculum = self.curriculum;
        let facilitators = place::has_facilitators(curriculum);
        let mut pages = Vec::new();
        for lang in place::languages(curriculum) {
            pages.push((lang.clone(), Audience::Participant));
            pages.extend(facilitators.then_some((lang, Audience::Facilitator)));
        }
        let page = |(lang, audience): (String, Audience)| {
            let word = if audience == Audience::Participant { "participants" } else { "facilitators" };
            let path = place::area_of(curriculum, &lang, audience).lesson(lesson);
            json!({"language": lang, "audience": word, "path": path})
        };
        pages.into_iter().map(page).collect()
    }

    fn texts(&self, main: &Version) -> Vec<Value> {
        let curriculum = self.curriculum;
        let text = |id: &crate::curriculum::TextId| {
            let text = curriculum.text(*id);
            let citation = text.entry.citation.as_ref();
            json!({
                "id": text.id,
                "title": text.entry.title.as_ref().map(|title| title.value.clone()),
                "ref": citation.map(crate::citation::Citation::canonical),
                "he": citation.map(crate::citation::Citation::hebrew),
                "shared": text.shared,
                "license": text.license,
                "page": format!("{}index.html", sheets::passage_page(&curriculum.passage(text.passage).slug)),
            })
        };
        main.texts.iter().map(text).collect()
    }

    /// Every link of the lesson, where it stands and where it leads; `null` where it leads nowhere.
    fn links(&self, main: &Version) -> Vec<Value> {
        let scope: &Scope = self.curriculum.scope(main.scope);
        let links = main.document.refs.links.iter().zip(&scope.links);
        let link = |(link, target): (&crate::syntax::lesson::Link, &Target)| {
            let (line, column) = self.place(link.span).unzip();
            json!({
                "typed": self.typed(link.span), "line": line, "column": column, "leads": self.leads(target),
                "outside": matches!(target, Target::Outside(_)),
            })
        };
        links.map(link).collect()
    }

    fn typed(&self, span: Span) -> Option<String> {
        Some(self.sources.get(span.file)?.lossy().get(span.range())?.trim().to_owned())
    }

    fn place(&self, span: Span) -> Option<(usize, usize)> {
        let text = self.sources.get(span.file)?.lossy();
        let mut lines = self.lines.borrow_mut();
        let index = lines.entry(span.file).or_insert_with(|| LineIndex::new(&text));
        Some(index.place(&text, span.start as usize))
    }

    fn leads(&self, target: &Target) -> Option<String> {
        let curriculum = self.curriculum;
        let cache = place::area_of(curriculum, &curriculum.config.language, Audience::Participant);
        let at = |page: String, anchor: &str| if anchor.is_empty() { page } else { format!("{page}#{anchor}") };
        match target {
            Target::Outside(url) => Some(url.clone()),
            Target::Home(anchor) => Some(at(cache.common(""), anchor)),
            Target::Lesson(id, anchor) => Some(at(cache.lesson(curriculum.lesson(*id)), anchor)),
            Target::Unit(id, anchor) => Some(at(cache.unit(&curriculum.unit(*id).address), anchor)),
            Target::Passage(id) => Some(cache.passage(&curriculum.passage(*id).slug)),
            Target::Term(id) => Some(at(cache.common("glossary"), &place::term_anchor(curriculum.term(*id)))),
            Target::Packet(id) => sheets::packet(&curriculum.packet(*id).entry, Audience::Facilitator),
            Target::File(no) => Some(curriculum.file(*no).path.to_string()),
            Target::Here(anchor) => Some(format!("#{anchor}")),
            Target::Nowhere => None,
        }
    }

    fn mistakes_of(&self, files: &[&str]) -> Vec<Value> {
        let of = |one: &&crate::diag::Diagnostic| match &one.place {
            crate::diag::Place::At(span) => {
                self.sources.get(span.file).is_some_and(|source| files.contains(&source.path.as_str()))
            }
            crate::diag::Place::Named(path) => files.contains(&path.as_str()),
        };
        let own: Vec<_> = self.mistakes.as_slice().iter().filter(of).cloned().collect();
        let text = render::render(&own, self.sources, render::Format::Json, false);
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

fn agenda(main: &Version) -> Vec<Value> {
    let entry = |entry: &crate::curriculum::AgendaEntry| {
        let heading = main.document.body.sections.get(entry.section).map(|section| inline_text(&section.heading));
        json!({
            "title": heading, "kind": entry.kind.word(), "start": entry.start,
            "minutes": [entry.minutes.from, entry.minutes.to],
        })
    };
    main.agenda.entries.iter().map(entry).collect()
}

/// The order that people read it in; what is not named here comes after.
const ORDER: [&str; 26] = [
    "kind",
    "title",
    "term",
    "ref",
    "he",
    "id",
    "file",
    "language",
    "translations",
    "draft",
    "address",
    "page",
    "pages",
    "sheets",
    "unit",
    "minutes",
    "agenda",
    "texts",
    "values",
    "skills",
    "tags",
    "portions",
    "requires",
    "required_by",
    "links",
    "extra",
];

/// What was understood, for people: a line for each thing that there is.
fn lines(found: &Value) -> String {
    let place = |key: &str| ORDER.iter().position(|own| *own == key).unwrap_or(ORDER.len());
    let mut fields: Vec<(&String, &Value)> = found.as_object().into_iter().flatten().collect();
    fields.sort_by_key(|(key, _)| place(key));
    let mut out = String::new();
    for (key, value) in fields.into_iter().filter(|(key, _)| *key != "diagnostics") {
        let name = key.replace('_', " ");
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Array(items) if items.is_empty() => {}
            Value::Object(fields) if fields.is_empty() => {}
            Value::Object(fields) => {
                out.push_str(&format!("{name}\n"));
                own(fields, 1, &mut out);
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                out.push_str(&format!("{name}\n"));
                out.extend(items.iter().map(|item| format!("    {}\n", item_line(key, item))));
            }
            value => out.push_str(&format!("{name:<13} {}\n", words(value))),
        }
    }
    for one in found.get("diagnostics").and_then(Value::as_array).into_iter().flatten() {
        let text = |key: &str| one.get(key).map(words).unwrap_or_default();
        let place = format!("{}:{}:{}", text("path"), text("line"), text("column"));
        out.push_str(&format!("{place}: {}[{}]: {}\n", text("severity"), text("code"), text("message")));
    }
    out
}

/// A writer's own fields: a line for each, those inside another under it.
fn own(fields: &Map<String, Value>, depth: usize, out: &mut String) {
    for (name, value) in fields {
        let name = format!("{}{}", "    ".repeat(depth), safe::line(&direction::visible(name)));
        match value {
            Value::Object(inside) if !inside.is_empty() => {
                out.push_str(&format!("{name}:\n"));
                own(inside, depth + 1, out);
            }
            value => out.push_str(&format!("{name}: {}\n", listed(value))),
        }
    }
}

/// A writer's own value on one line.
fn listed(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(listed).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let field = |(name, value): (&String, &Value)| {
                format!("{}: {}", safe::line(&direction::visible(name)), listed(value))
            };
            format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        value => words(value),
    }
}

/// One of several things, as a line.
fn item_line(key: &str, item: &Value) -> String {
    let text = |key: &str| item.get(key).map(words).unwrap_or_default();
    match key {
        "agenda" => format!("{:>4}  {:>6} min  {:<11} {}", text("start"), text("minutes"), text("kind"), text("title")),
        "pages" => format!("{}  ({}, {})", text("path"), text("audience"), text("language")),
        "sheets" => format!("{:<13} {}", text("kind"), text("path")),
        "texts" => {
            let name = [text("ref"), text("he"), text("title")].into_iter().filter(|part| !part.is_empty());
            format!("{:<20} {}  ({})", text("id"), name.collect::<Vec<_>>().join(", "), text("license"))
        }
        "translations" => format!("{}  {}  ({})", text("language"), text("title"), text("file")),
        "links" => {
            let leads = if item.get("leads").is_none_or(Value::is_null) { "nowhere".to_owned() } else { text("leads") };
            format!("{:>4}:{:<3} {}  leads to  {leads}", text("line"), text("column"), text("typed"))
        }
        _ => words(item),
    }
}

/// A value as words: a range as `10–15`, a list with commas.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => safe::line(&direction::visible(text)),
        Value::Array(items) => match items.as_slice() {
            [from, to] if from.is_number() && from == to => from.to_string(),
            [from, to] if from.is_number() => format!("{from}–{to}"),
            items => items.iter().map(words).collect::<Vec<_>>().join(", "),
        },
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
