//! `daf theme`: which themes there are, which of their files a curriculum has its own of, and what became of those since.
//!
//! Copies shipped files into the curriculum's `theme/` and compares them. Never writes over a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use similar::TextDiff;

use super::args::{Theme as Typed, ThemeTask};
use super::console::{Console, line_of, many};
use super::content::folder;
use crate::diag::{Diagnostics, make};
use crate::source::SourceSet;
use crate::stamp::{Stamp, without_stamp};
use crate::theme::Theme;
use crate::{Options, fs, safe};

/// How many lines stand around a change.
const AROUND: usize = 2;

/// `daf theme`.
pub(crate) fn theme(typed: &Typed, console: &Console) -> Result<ExitCode, fs::Error> {
    match &typed.task {
        ThemeTask::List { json, .. } => list(&Own::read(typed)?, *json, console),
        ThemeTask::Copy { files, .. } => copy(&Own::read(typed)?, files, console),
        ThemeTask::Diff { files, .. } => diff(&Own::read(typed)?, files, console),
    }
}

/// A curriculum's theme: which it is, and which files are the curriculum's own.
struct Own {
    /// The folder that holds `daf.yaml`; none where there is no curriculum here.
    content: PathBuf,
    /// The shipped theme that `daf.yaml` names, or `daf`.
    name: String,
    shipped: Theme,
    /// The files of `theme/`, by their path in it.
    files: BTreeMap<String, Vec<u8>>,
}

impl Own {
    fn read(typed: &Typed) -> Result<Own, fs::Error> {
        let content = folder(typed.dir.as_deref());
        let is_there = content.join("daf.yaml").is_file();
        let (mut name, mut files) = ("daf".to_owned(), BTreeMap::new());
        if is_there {
            let mut sink = Diagnostics::default();
            let sources = fs::read(&content, &mut sink)?;
            name = named(&sources).unwrap_or(name);
            for source in sources.files() {
                if let Some(path) = source.path.as_str().strip_prefix("theme/") {
                    files.insert(path.to_owned(), source.bytes().into_owned());
                }
            }
        }
        let shipped = Theme::shipped(&name).unwrap_or_default();
        Ok(Own { content, name, shipped, files })
    }

    /// The shipped file that somebody means: by its whole path, or without the folder that it stands in.
    fn find(&self, typed: &str) -> Result<&str, String> {
        let typed = typed.trim_start_matches("./").trim_start_matches("theme/");
        let candidates =
            [typed.to_owned(), format!("templates/{typed}"), format!("css/{typed}"), format!("print/{typed}")];
        let found = candidates.iter().find_map(|path| self.shipped.under("").find(|(own, _)| own == path));
        found.map(|(path, _)| path).ok_or_else(|| {
            let typed = safe::line(typed);
            let short = |path: &str| path.strip_prefix("templates/").unwrap_or(path).to_owned();
            let known: Vec<String> = self.shipped.under("").map(|(path, _)| short(path)).collect();
            let near = make::did_you_mean(&typed, known.iter().map(String::as_str));
            let near = near.map(|near| format!("; {near}")).unwrap_or_default();
            format!("the theme {} has no file {typed}{near} (`daf theme list` has them all)", self.name)
        })
    }
}

/// The shipped theme that `daf.yaml` names.
fn named(sources: &SourceSet) -> Option<String> {
    let curriculum = crate::load(sources, "", &Options::default(), &mut Diagnostics::default())?;
    let theme = curriculum.config.theme.as_ref()?;
    Theme::names().into_iter().find(|name| *name == theme.value)
}

fn list(own: &Own, as_json: bool, console: &Console) -> Result<ExitCode, fs::Error> {
    let state = |path: &str| own.files.get(path).map(|bytes| state_of(own, path, bytes));
    if as_json {
        let themes: Vec<_> =
            Theme::names().into_iter().map(|name| json!({"name": name, "used": name == own.name})).collect();
        let files: Vec<_> = own
            .shipped
            .under("")
            .map(|(path, _)| json!({"file": path, "own": own.files.contains_key(path), "state": state(path).map(State::id)}))
            .collect();
        console.json(&json!({"themes": themes, "files": files}).to_string())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = String::from("Themes\n");
    for name in Theme::names() {
        let used = if name == own.name { "  (in use)" } else { "" };
        let about = Theme::about(&name).unwrap_or_default();
        out.push_str(&format!("  {name:<12} {about}{used}\n"));
    }
    out.push_str(&format!("\nFiles of the theme {}: `daf theme copy FILE` makes one your own\n", own.name));
    for (path, _) in own.shipped.under("").filter(|(path, _)| !path.starts_with("fonts/")) {
        let note = state(path).map(|state| format!("  ({})", state.words())).unwrap_or_default();
        out.push_str(&format!("  {path}{note}\n"));
    }
    for path in own.files.keys().filter(|path| own.shipped.get(path).is_none()) {
        out.push_str(&format!("  {}  (your own)\n", safe::line(path)));
    }
    console.result(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn copy(own: &Own, typed: &[String], console: &Console) -> Result<ExitCode, fs::Error> {
    if !own.content.join("daf.yaml").is_file() {
        console.say(&format!(
            "daf: there is no daf.yaml in {}: name the curriculum's folder with -C",
            line_of(&own.content)
        ));
        return Ok(ExitCode::from(2));
    }
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for typed in typed {
        let path = match own.find(typed) {
            Ok(path) => path,
            Err(why) => {
                console.say(&format!("daf: {why}"));
                return Ok(ExitCode::from(2));
            }
        };
        let bytes = Theme::as_shipped(&own.name, path).unwrap_or_default();
        let stamped = std::str::from_utf8(&bytes).ok().and_then(|text| Stamp::of(&own.name, &bytes).on(path, text));
        let target = Path::new("theme").join(path);
        if !files.iter().any(|(other, _)| *other == target) {
            files.push((target, stamped.map_or(bytes, String::into_bytes)));
        }
    }
    fs::create(&own.content, &files)?;
    for (path, _) in &files {
        console.tell(&format!("daf: copied {}", line_of(&own.content.join(path))));
    }
    Ok(ExitCode::SUCCESS)
}

/// What became of a copied file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is what was copied, and the shipped one is still that.
    Same,
    /// It was changed here; the shipped one was not.
    Changed,
    /// The shipped one was changed since.
    Behind,
    /// Nobody knows what it was copied from.
    Unknown,
    /// The theme has no such file any more.
    Gone,
}

impl State {
    fn id(self) -> &'static str {
        match self {
            State::Same => "same",
            State::Changed => "changed",
            State::Behind => "behind",
            State::Unknown => "unknown",
            State::Gone => "gone",
        }
    }

    fn words(self) -> &'static str {
        match self {
            State::Same => "copied, as it was",
            State::Changed => "changed by you",
            State::Behind => "the shipped one changed since you copied it",
            State::Unknown => "your own",
            State::Gone => "the theme has no such file any more",
        }
    }
}

fn state_of(own: &Own, path: &str, bytes: &[u8]) -> State {
    let text = String::from_utf8_lossy(bytes);
    let Some(stamp) = Stamp::read(&text) else {
        return if own.shipped.get(path).is_some() { State::Unknown } else { State::Changed };
    };
    match Theme::as_shipped(&stamp.theme, path) {
        None => State::Gone,
        Some(shipped) if !stamp.is_of(&shipped) => State::Behind,
        Some(shipped) if without_stamp(&text).as_bytes() == shipped => State::Same,
        Some(_) => State::Changed,
    }
}

/// For each copied file whose shipped one changed, both compared; for the others a line. Ends with 1 where one is behind.
fn diff(own: &Own, typed: &[String], console: &Console) -> Result<ExitCode, fs::Error> {
    let mut wanted = Vec::new();
    for typed in typed {
        let inside = typed.trim_start_matches("./").trim_start_matches("theme/");
        let found =
            [inside.to_owned(), format!("templates/{inside}"), format!("css/{inside}"), format!("print/{inside}")];
        match found.into_iter().find(|path| own.files.contains_key(path)) {
            Some(path) => wanted.push(path),
            None => {
                console.say(&format!("daf: there is no {} in theme/", safe::line(inside)));
                return Ok(ExitCode::from(2));
            }
        }
    }
    let (mut out, mut behind) = (String::new(), 0u32);
    for (path, bytes) in own.files.iter().filter(|(path, _)| wanted.is_empty() || wanted.contains(path)) {
        let text = String::from_utf8_lossy(bytes);
        let state = state_of(own, path, bytes);
        out.push_str(&format!("{}: {}\n", safe::line(path), state.words()));
        let is_shown = state == State::Behind || (!wanted.is_empty() && state != State::Same);
        behind += u32::from(matches!(state, State::Behind | State::Gone));
        let theme = Stamp::read(&text).map_or_else(|| own.name.clone(), |stamp| stamp.theme);
        let shipped = Theme::as_shipped(&theme, path).filter(|_| is_shown);
        if let Some(shipped) = shipped.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()) {
            out.push_str(&compared(path, without_stamp(&text), shipped));
        }
    }
    if own.files.is_empty() {
        console.tell("daf: this curriculum has no theme/ of its own; `daf theme copy FILE` begins one");
    }
    console.result(&out)?;
    if behind > 0 {
        console.say(&format!(
            "daf: {} changed in daf since: take over what you want of `+`, then copy the file anew or leave it",
            many(behind as usize, "file")
        ));
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// Two versions of a file: `-` is what the curriculum has, `+` what daf ships.
fn compared(path: &str, own: &str, shipped: &str) -> String {
    let mut out = format!("--- theme/{}\n+++ shipped\n", safe::line(path));
    let diff = TextDiff::from_lines(own, shipped);
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        for line in hunk.to_string().lines() {
            out.push_str(&safe::lines(&format!("{}\n", safe::line(&line.replace('\t', "    ")))));
        }
    }
    out
}
