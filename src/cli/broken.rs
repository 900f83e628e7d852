//! Which files of a curriculum are broken, and what can be worked with all the same: one broken lesson breaks one lesson.
//!
//! A lesson is broken where an error stands in its file, in a translation of it, or in a text of `texts/` that it uses. An error in
//! `daf.yaml` or in the theme breaks everything, because all else depends on it. Says what is left out; makes nothing, and never
//! decides what an error is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::MessageFormat;
use super::console::{Console, counted, seen_from_here};
use super::content::folder;
use crate::curriculum::{Curriculum, Lesson, Packet, PacketPart, Text, numbered, part};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::source::{FileContent, LineIndex, SourceSet, Span, VPath};
use crate::syntax::lesson::TextItem;
use crate::{Options, fs, safe};

/// How many places of mistakes are told before a `…`.
const PLACES: usize = 3;

/// A curriculum that was read and linked, with its mistakes in reading order.
pub(super) struct Loaded {
    pub(super) content: PathBuf,
    pub(super) sources: SourceSet,
    pub(super) curriculum: Curriculum,
    pub(super) mistakes: Diagnostics,
}

/// Reads and links a curriculum. Where nothing can be done with it, that is told, and the code to end with is given; `nothing` says
/// what was not done.
pub(super) fn load(
    named: Option<&Path>,
    options: &Options,
    nothing: &str,
    console: &Console,
) -> Result<Result<Loaded, ExitCode>, fs::Error> {
    let content = folder(named);
    let mut mistakes = Diagnostics::default();
    let sources = fs::read(&content, &mut mistakes)?;
    let curriculum = crate::load(&sources, &content.display().to_string(), options, &mut mistakes);
    match &curriculum {
        Some(curriculum) => crate::settle(&mut mistakes, curriculum),
        None => mistakes.settle(|_| None),
    }
    let stops = Broken::of(&mistakes, &sources).stops_all();
    match curriculum {
        Some(curriculum) if !stops => Ok(Ok(Loaded { content, sources, curriculum, mistakes })),
        _ => Ok(Err(refuse_all(&mistakes, &sources, &content, nothing, console))),
    }
}

/// Tells mistakes because of which nothing was done.
pub(super) fn refuse_all(
    mistakes: &Diagnostics,
    sources: &SourceSet,
    content: &Path,
    nothing: &str,
    console: &Console,
) -> ExitCode {
    console.mistakes(mistakes, sources, content, MessageFormat::Human);
    let nothing = if nothing.is_empty() { String::new() } else { format!("; {nothing}") };
    console.say(&format!("daf: {}{nothing}", counted(mistakes)));
    ExitCode::from(1)
}

/// The files in which errors stand.
pub(super) struct Broken<'a> {
    sources: &'a SourceSet,
    mistakes: &'a Diagnostics,
    /// Each file with the line of its first error, where that has one.
    files: BTreeMap<String, Option<usize>>,
}

impl<'a> Broken<'a> {
    /// What of these files is broken, by what was found in them. The mistakes are settled.
    pub(super) fn of(mistakes: &'a Diagnostics, sources: &'a SourceSet) -> Broken<'a> {
        let mut first: BTreeMap<String, Option<Span>> = BTreeMap::new();
        for one in mistakes.as_slice().iter().filter(|one| one.severity == Severity::Error) {
            let (path, span) = stands(one, sources);
            let known = first.entry(path).or_insert(span);
            *known = match (*known, span) {
                (Some(known), Some(span)) => Some(known.min(span)),
                (known, span) => known.or(span),
            };
        }
        let files =
            first.into_iter().map(|(path, span)| (path, span.and_then(|span| line_of(span, sources)))).collect();
        Broken { sources, mistakes, files }
    }

    /// Whether nothing can be done: an error in `daf.yaml`, or in what every page and sheet is made with.
    pub(super) fn stops_all(&self) -> bool {
        let is_common = |one: &Diagnostic| {
            matches!(one.code, Code::MissingConfig | Code::ThemeError | Code::LowContrast | Code::UnknownMessage)
                || stands(one, self.sources).0 == "daf.yaml"
        };
        self.mistakes.as_slice().iter().any(|one| one.severity == Severity::Error && is_common(one))
    }

    /// Whether nothing is broken.
    pub(super) fn is_none(&self) -> bool {
        self.files.is_empty()
    }

    /// The broken files among those given, with their translations.
    pub(super) fn among(&self, files: &BTreeSet<String>) -> BTreeSet<String> {
        let own = |path: &&String| files.contains(*path) || original(path).is_some_and(|path| files.contains(&path));
        self.files.keys().filter(own).cloned().collect()
    }

    /// The broken files that a lesson is made of; none where it is whole.
    pub(super) fn lesson(&self, lesson: &Lesson) -> BTreeSet<String> {
        self.among(&files_of(lesson))
    }

    /// The broken files that a packet is made of, its lessons' and texts' among them.
    pub(super) fn packet(&self, packet: &Packet, curriculum: &Curriculum) -> BTreeSet<String> {
        let id = &packet.entry.id;
        let mut files: BTreeSet<String> =
            ["yaml", "yml"].into_iter().map(|end| format!("packets/{id}.{end}")).collect();
        for item in &packet.items {
            match item {
                PacketPart::Lesson(lesson, _) => files.extend(files_of(curriculum.lesson(*lesson))),
                PacketPart::Text(text) => files.extend(file_of(curriculum.text(*text))),
            }
        }
        let mut broken = self.among(&files);
        // Of a file that could not be read at all there is no lesson.
        let is_known = |id: &str| curriculum.lessons.iter().any(|lesson| lesson.id == id);
        let unknown = packet.entry.items.iter().filter(|item| !item.text && !is_known(&item.id.value));
        broken.extend(unknown.filter_map(|item| self.named(&item.id.value)));
        broken
    }

    /// The broken file that somebody means who types an id, a name or a path, and of which nothing is known but its mistakes.
    pub(super) fn named(&self, typed: &str) -> Option<String> {
        let wanted = typed.trim_start_matches("./");
        let bare = wanted.strip_suffix(".md").unwrap_or(wanted);
        let is_meant = |path: &&String| {
            let Some(path) = VPath::new(path) else { return false };
            let stem = path.stem().split('.').next().unwrap_or_default();
            // The file of a unit or a bundle is named by its folder.
            let name = match (stem, path.as_str().rsplit('/').nth(1)) {
                ("index" | "_index", Some(folder)) => folder,
                (stem, _) => stem,
            };
            path.as_str() == wanted || name == bare || part(numbered(name).1, "") == bare
        };
        self.files.keys().find(is_meant).cloned()
    }

    /// What is wrong in these files.
    pub(super) fn mistakes_in(&self, files: &BTreeSet<String>) -> Diagnostics {
        let mut own = Diagnostics::default();
        let of = |one: &&Diagnostic| files.contains(&stands(one, self.sources).0);
        self.mistakes.as_slice().iter().filter(of).for_each(|one| own.push(one.clone()));
        own
    }

    /// What is wrong, without the errors of other files than these.
    pub(super) fn but_errors_elsewhere(&self, files: &BTreeSet<String>) -> Diagnostics {
        let mut kept = self.mistakes.clone();
        kept.retain(|one| one.severity != Severity::Error || files.contains(&stands(one, self.sources).0));
        kept
    }

    /// The curriculum without what is broken, linked anew. What then leads nowhere is nobody's mistake.
    pub(super) fn without(&self, loaded: &Loaded, options: &Options) -> Option<Curriculum> {
        let mut gone: BTreeSet<String> = self.files.keys().cloned().collect();
        for lesson in loaded.curriculum.lessons.iter().filter(|lesson| !self.lesson(lesson).is_empty()) {
            let own = std::iter::once(&lesson.main).chain(lesson.translations.iter().map(|(_, version)| version));
            gone.extend(own.map(|version| version.document.path.to_string()));
        }
        let changes = gone.iter().filter_map(|path| Some((VPath::new(path)?, None::<FileContent>)));
        let sources = self.sources.revised(changes);
        crate::load(&sources, &loaded.content.display().to_string(), options, &mut Diagnostics::default())
    }

    /// Whether a lesson is broken.
    pub(super) fn has_lessons(&self, loaded: &Loaded) -> bool {
        self.files.keys().any(|path| FileCategory::of(path) == FileCategory::Lesson)
            || loaded.curriculum.lessons.iter().any(|lesson| !self.lesson(lesson).is_empty())
    }

    /// One line on what is broken in other files than these; `None` where nothing is. `is_left_out` says that what was asked for
    /// would have held it.
    pub(super) fn elsewhere(&self, but: &BTreeSet<String>, is_left_out: bool, loaded: &Loaded) -> Option<String> {
        let files: Vec<(&String, &Option<usize>)> =
            self.files.iter().filter(|(path, _)| !but.contains(*path)).collect();
        if files.is_empty() {
            return None;
        }
        let lessons = loaded.curriculum.lessons.iter();
        let is_broken = |lesson: &&std::sync::Arc<Lesson>| {
            let own = self.lesson(lesson);
            !own.is_empty() && own.is_disjoint(but)
        };
        let known: BTreeSet<&str> =
            loaded.curriculum.lessons.iter().map(|one| one.main.document.path.as_str()).collect();
        let mut counts: BTreeMap<FileCategory, usize> = BTreeMap::new();
        counts.insert(FileCategory::Lesson, lessons.filter(is_broken).count());
        let originals = files.iter().map(|(path, _)| {
            let first = original(path).filter(|first| self.sources.find(first).is_some());
            first.unwrap_or_else(|| (*path).clone())
        });
        for path in originals.collect::<BTreeSet<String>>() {
            let kind = FileCategory::of(&path);
            // Lessons that were read are counted already, those whose text is broken among them.
            if kind != FileCategory::Lesson || !known.contains(path.as_str()) {
                *counts.entry(kind).or_default() += 1;
            }
        }
        let counts: Vec<(FileCategory, usize)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
        let named: Vec<String> = counts.iter().map(|(kind, count)| kind.counted(*count)).collect();
        let is_one = counts.iter().map(|(_, count)| count).sum::<usize>() == 1;
        let are = match (is_left_out, is_one) {
            (true, true) => "has mistakes and was left out",
            (true, false) => "have mistakes and were left out",
            (false, true) => "has mistakes",
            (false, false) => "have mistakes",
        };
        let places = files.iter().take(PLACES).map(|(path, line)| match line {
            Some(line) => format!("{}:{line}", safe::line(path)),
            None => safe::line(path),
        });
        let mut places = places.collect::<Vec<_>>().join(", ");
        if files.len() > PLACES {
            places.push_str(" …");
        }
        let start = if is_left_out { "" } else { "elsewhere " };
        let folder = seen_from_here(&loaded.content);
        let command = if folder.is_empty() { "daf check".to_owned() } else { format!("daf check {folder}") };
        Some(format!("daf: {start}{} {are}: {places}; `{command}` tells what is wrong", and(&named)))
    }
}

/// What a file is, in the words of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FileCategory {
    Lesson,
    Text,
    Unit,
    Packet,
    Glossary,
    File,
}

impl FileCategory {
    fn of(path: &str) -> FileCategory {
        let name = path.rsplit('/').next().unwrap_or_default();
        match path.split_once('/').map(|(folder, _)| folder) {
            None if path == "glossary.yaml" => FileCategory::Glossary,
            Some("texts") if path.ends_with(".md") => FileCategory::Text,
            Some("packets") => FileCategory::Packet,
            _ if name.starts_with("_index.") => FileCategory::Unit,
            None if name.starts_with("index.") => FileCategory::File,
            _ if name.ends_with(".md") => FileCategory::Lesson,
            _ => FileCategory::File,
        }
    }

    fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            FileCategory::Lesson => ("lesson", "lessons"),
            FileCategory::Text => ("text", "texts"),
            FileCategory::Unit => ("unit", "units"),
            FileCategory::Packet => ("packet", "packets"),
            FileCategory::Glossary => return "the glossary".to_owned(),
            FileCategory::File => ("file", "files"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

/// Words as a list in a sentence: `1 lesson, 2 texts and the glossary`.
fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The file that a diagnostic stands in, and the place.
fn stands(one: &Diagnostic, sources: &SourceSet) -> (String, Option<Span>) {
    match &one.place {
        Place::Named(path) => (path.clone(), None),
        Place::At(span) => match sources.get(span.file) {
            None => (String::new(), None),
            Some(source) => (source.path.to_string(), Some(*span)),
        },
    }
}

/// The line that a place begins in.
fn line_of(span: Span, sources: &SourceSet) -> Option<usize> {
    let text = sources.get(span.file)?.lossy();
    let at = (0..=(span.start as usize).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let (line, _) = LineIndex::new(&text).place(&text, at.unwrap_or_default());
    Some(line)
}

/// The file that a translation translates, by its name: `x.md` of `x.he.md`.
fn original(path: &str) -> Option<String> {
    let (stem, lang) = path.strip_suffix(".md")?.rsplit_once('.')?;
    let is_lang = matches!(lang.len(), 2 | 3) && lang.bytes().all(|b| b.is_ascii_lowercase());
    is_lang.then(|| format!("{stem}.md"))
}

/// The files that a lesson is made of, without translations of them.
pub(super) fn files_of(lesson: &Lesson) -> BTreeSet<String> {
    let document = &lesson.main.document;
    let shared = document.front.texts.iter().filter_map(|text| match text {
        TextItem::Shared(id) => Some(format!("texts/{}.md", id.value)),
        TextItem::Inline(_) => None,
    });
    shared.chain([document.path.to_string()]).collect()
}

/// The file of a text that is one of `texts/`.
pub(super) fn file_of(text: &Text) -> Option<String> {
    text.shared.then(|| format!("texts/{}.md", text.id))
}
