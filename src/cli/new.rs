//! `daf init` and `daf new`: files to begin from. Nothing that is there is ever written over.

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::args::{Init, New};
use super::clock::local_today;
use super::console::{Console, line_of, many};
use super::content::folder;
use crate::diag::{Diagnostics, make};
use crate::scaffold::{self, NewFile, ScaffoldKind, Translated, Values};
use crate::{citation, fs, safe, source};

/// `daf init`: a small curriculum that builds.
pub(crate) fn init(typed: &Init, console: &Console) -> Result<ExitCode, fs::Error> {
    let named = typed.dir.clone().unwrap_or_else(|| PathBuf::from("."));
    let full = plain(&std::path::absolute(&named).unwrap_or_else(|_| named.clone()));
    // Whoever names the folder `content` means it itself, and no other inside.
    let (project, content) = match full.file_name() {
        Some(name) if name == "content" => (full.parent().unwrap_or(&full).to_owned(), full.clone()),
        _ => (full.clone(), full.join("content")),
    };
    let found = project.ancestors().find(|folder| folder.join("daf.yaml").is_file());
    if let Some(there) =
        found.map(Path::to_owned).or_else(|| content.join("daf.yaml").is_file().then(|| content.clone()))
    {
        console.say(&format!(
            "daf: there is a curriculum in {} already; `daf new lesson` adds to it, or name another folder: `daf init my-training`",
            shown(&there)
        ));
        return Ok(ExitCode::from(2));
    }
    let name = project.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = match &typed.title {
        Some(title) => match line(title) {
            Some(title) => title,
            None => return Ok(no_title(console)),
        },
        None => {
            Some(scaffold::title_of(&name)).filter(|title| !title.is_empty()).unwrap_or("Our Curriculum".to_owned())
        }
    };
    let inside = content.strip_prefix(&project).unwrap_or(Path::new("content")).to_owned();
    let mut files: Vec<(PathBuf, String)> =
        scaffold::start(&title).into_iter().map(|(path, text)| (inside.join(path), text)).collect();
    let ignored = project.join(".gitignore");
    let has_ignored = std::fs::symlink_metadata(&ignored).is_ok();
    if !has_ignored {
        files.push((PathBuf::from(".gitignore"), scaffold::IGNORE.to_owned()));
    }
    fs::create(&project, &files)?;
    console.tell(&format!("daf: a small curriculum stands in {}: {}", shown(&content), many(files.len(), "file")));
    if has_ignored {
        console.tell("daf: .gitignore was there and is left as it is; a line `/public` keeps the site out of git");
    }
    let here = std::env::current_dir().unwrap_or_default();
    let look = if cfg!(feature = "serve") { "daf serve" } else { "daf build --open" };
    let is_here = project == plain(&here);
    let step = if is_here { String::new() } else { format!("    cd {}\n", quoted(&shown(&project))) };
    console.tell(&format!("daf: next:\n{step}    {look}\n    daf new lesson beginning/a-third-evening"));
    Ok(ExitCode::SUCCESS)
}

/// `daf new`: a lesson, unit, text or packet.
pub(crate) fn new(typed: &New, console: &Console) -> Result<ExitCode, fs::Error> {
    let content = folder(typed.dir.as_deref());
    let refuse = |refused: &str| {
        console.say(&format!("daf: {refused}; nothing was written"));
        Ok(ExitCode::from(2))
    };
    if !content.join("daf.yaml").is_file() {
        return refuse("there is no curriculum here; `daf init` makes one, and `-C` names the folder of another");
    }
    let kind = typed.kind;
    let sources = fs::read(&content, &mut Diagnostics::default())?;
    let files: Vec<&str> = sources.iter().map(|(_, source)| source.path.as_str()).collect();
    let inside = match inside(&content, &typed.path) {
        Ok(inside) => inside,
        Err(refused) => return refuse(&refused),
    };
    if let Some(place) = scaffold::translated(kind, &inside, &files) {
        return match place.and_then(|place| translation(kind, &place, typed.title.as_deref(), &sources, &content)) {
            Ok((path, text)) => {
                fs::create(&content, &[(PathBuf::from(&path), text)])?;
                console.tell(&format!("daf: wrote {}", shown(&content.join(&path))));
                console.tell("daf: write over what begins with TODO:; `daf check` tells what is left of it");
                Ok(ExitCode::SUCCESS)
            }
            Err(refused) => refuse(&refused),
        };
    }
    let reference = if kind == ScaffoldKind::Text { reference(&inside) } else { None };
    let wanted = match &reference {
        Some(reference) => reference.replace([':', '.', '–', ',', ';'], "-"),
        None => inside,
    };
    let place = match scaffold::place(kind, &wanted, &files) {
        Ok(place) => place,
        Err(refused) => return refuse(&refused),
    };
    let title = match (&reference, &typed.title) {
        (Some(reference), None) => Some(reference.clone()),
        (_, typed) => title(typed.as_deref(), &place, console)?,
    };
    let Some(title) = title else { return Ok(no_title(console)) };
    let is_reference = reference.is_some();
    let values = Values {
        title,
        reference,
        id: place.id.clone(),
        date: local_today(),
        folder: place.folder.clone(),
        lesson: first_lesson(&sources, &content),
        schema: schema(&content, kind, &place),
    };
    let own = kind.own_archetypes().into_iter().find_map(|path| {
        let source = sources.get(sources.find(&path)?)?;
        Some((path, source))
    });
    let filled = match &own {
        None => {
            let archetype = if is_reference { scaffold::REFERENCE } else { kind.archetype() };
            scaffold::fill(&format!("archetypes/{}.{}", kind.word(), kind.extension()), archetype, &values)
        }
        Some((path, source)) => match source.text() {
            Some(text) => scaffold::fill(path, text, &values),
            None => Err(format!("{path} is not UTF-8; save it as UTF-8 in your editor")),
        },
    };
    let filled = match filled {
        Ok(filled) => filled,
        Err(refused) => return refuse(&refused),
    };
    fs::create(&content, &[(PathBuf::from(&place.path), filled)])?;
    console.tell(&format!("daf: wrote {}", shown(&content.join(&place.path))));
    console.tell("daf: its lines that begin with # tell what may stand there; `daf check` tells what is missing");
    Ok(ExitCode::SUCCESS)
}

/// A translation's path and what it begins with; or why there is none.
fn translation(
    kind: ScaffoldKind,
    place: &Translated,
    title: Option<&str>,
    sources: &source::SourceSet,
    content: &Path,
) -> Result<(String, String), String> {
    if title.is_some() {
        return Err("a translation begins with the original's title; leave `--title` out".to_owned());
    }
    let options = crate::Options { drafts: true, ..crate::Options::default() };
    let curriculum = crate::load(sources, &content.display().to_string(), &options, &mut Diagnostics::default());
    let curriculum = curriculum.ok_or("daf.yaml cannot be read; `daf check` tells what is wrong")?;
    let Translated { lang, original, path } = place;
    let config = &curriculum.config;
    if *lang == config.language {
        return Err(format!("{original} is in the language `{lang}` already, the curriculum's own"));
    }
    if !config.languages.contains(lang) {
        let mut all = config.languages.clone();
        if all.is_empty() {
            all.push(config.language.clone());
        }
        all.push(lang.clone());
        return Err(format!(
            "the language `{lang}` is not among `languages` in daf.yaml; write there `languages: [{}]`, and type this again",
            all.join(", ")
        ));
    }
    let text = sources.find(original).and_then(|id| sources.get(id)).and_then(source::Source::text);
    let lessons = curriculum.lessons.iter().map(|lesson| &lesson.main.document);
    let units = curriculum.units.iter().filter_map(|unit| unit.document.as_ref());
    let document = lessons.chain(units).find(|document| document.path.as_str() == original);
    let unreadable = || format!("{original} cannot be read; `daf check` tells what is wrong with it");
    let text = text.ok_or_else(unreadable)?;
    if kind == ScaffoldKind::Text {
        let name = original.rsplit('/').next().unwrap_or(original);
        let shared = curriculum.texts.iter().find(|text| text.shared && format!("texts/{}.md", text.id) == *original);
        let shared = shared.ok_or_else(unreadable)?;
        let begun = scaffold::translation_of_text(&shared.entry, name, text, lang, &config.language);
        return Ok((path.clone(), begun));
    }
    let document = document.ok_or_else(unreadable)?;
    let up = "../".repeat(path.matches('/').count());
    let schema = format!("{}/translation.json", scaffold::SCHEMAS);
    let schema = content.join(&schema).is_file().then(|| format!("{up}{schema}"));
    Ok((path.clone(), scaffold::translation(document, text, lang, schema.as_deref())))
}

/// What was typed as the reference of a text, as the library writes it; `None` where it is none, or a name that a work happens to
/// have too.
fn reference(typed: &str) -> Option<String> {
    let typed = typed.strip_prefix("texts/").unwrap_or(typed).trim();
    let typed = typed.strip_suffix(".md").unwrap_or(typed);
    let reading = citation::read(typed).ok().filter(|_| typed.contains(char::is_whitespace))?;
    match reading.citations.as_slice() {
        [only] => Some(only.canonical()),
        _ => None,
    }
}

fn no_title(console: &Console) -> ExitCode {
    console.say("daf: a title has to show something; type it as in `--title \"Mapping Power\"`; nothing was written");
    ExitCode::from(2)
}

/// The title that was typed; on a terminal it is asked for, and otherwise the name suggests one. `None` where it is empty.
fn title(typed: Option<&str>, place: &NewFile, console: &Console) -> Result<Option<String>, fs::Error> {
    if let Some(typed) = typed {
        return Ok(line(typed));
    }
    if !console.can_ask() {
        return Ok(Some(place.title.clone()));
    }
    // Whoever closes their words closes the question.
    let typed = console.prompt(&format!("Title [{}]:", place.title))?;
    Ok(Some(line(&typed).unwrap_or_else(|| place.title.clone())))
}

/// Words as one line; `None` where nothing of them shows.
fn line(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split(|c: char| c.is_whitespace() || c.is_control() || safe::turns(c)).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.contains(char::is_alphanumeric).then_some(line)
}

/// What was typed as a path inside the curriculum: from where one stands, if that is inside, and otherwise from its folder.
fn inside(content: &Path, typed: &str) -> Result<String, String> {
    let content = plain(&std::path::absolute(content).unwrap_or_else(|_| content.to_owned()));
    let here = plain(&std::env::current_dir().unwrap_or_default());
    let slashed = if cfg!(windows) { typed.replace('\\', "/") } else { typed.to_owned() };
    let whole = plain(&here.join(&slashed));
    if let Ok(inside) = whole.strip_prefix(&content)
        && inside.as_os_str() != ""
    {
        return Ok(inside.to_string_lossy().replace('\\', "/"));
    }
    if Path::new(&slashed).is_absolute() {
        return Err(format!("{} does not stand in the curriculum {}", make::quote(typed), shown(&content)));
    }
    Ok(slashed)
}

/// A path without `.` and `..`, by its words alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

/// The id of the first lesson, as far as it can be read.
fn first_lesson(sources: &source::SourceSet, content: &Path) -> Option<String> {
    let options = crate::Options { drafts: true, ..crate::Options::default() };
    let mut sink = Diagnostics::default();
    let curriculum = crate::load(sources, &content.display().to_string(), &options, &mut sink)?;
    curriculum.lessons.first().map(|lesson| lesson.id.clone())
}

/// The way from a new file to the schema of its kind, where the curriculum has one.
fn schema(content: &Path, kind: ScaffoldKind, place: &NewFile) -> Option<String> {
    let schema = format!("{}/{}.json", scaffold::SCHEMAS, kind.word());
    let up = "../".repeat(place.path.matches('/').count());
    content.join(&schema).is_file().then(|| format!("{up}{schema}"))
}

/// A path as it is told: from where one stands, where that is shorter.
fn shown(path: &Path) -> String {
    let here = plain(&std::env::current_dir().unwrap_or_default());
    match path.strip_prefix(&here) {
        Ok(inside) if inside.as_os_str() != "" => line_of(inside),
        _ => line_of(path),
    }
}

/// A name as a shell takes it.
fn quoted(name: &str) -> String {
    if name.contains(|c: char| c.is_whitespace() || matches!(c, '\'' | '&' | '(' | ')')) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}
