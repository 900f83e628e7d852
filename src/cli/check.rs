//! `daf check`: tells every mistake of a curriculum, or of some of its files, and mends those that can be mended without asking what
//! was meant.

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::args::{Check, MessageFormat};
use super::build::{failed, finish, placed};
#[cfg(feature = "external")]
use super::cache::kept;
use super::clock::date;
use super::console::{Console, changed, counted, line_of, seen_from_here};
use super::content::folder;
use super::workers::workers;
#[cfg(feature = "external")]
use crate::curriculum::Curriculum;
use crate::diag::fix::{self, FixedFile};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
#[cfg(feature = "external")]
use crate::output::Cache;
use crate::source::{SourceSet, same_name};
use crate::{Built, Options, fs};

/// `daf check`.
pub(crate) fn check(typed: &Check, console: &Console) -> Result<ExitCode, fs::Error> {
    let scope = match CheckScope::of(&typed.paths, typed.dir.as_deref()) {
        Ok(scope) => scope,
        Err(why) => {
            console.say(&format!("daf: {why}"));
            return Ok(ExitCode::from(2));
        }
    };
    let mut found = CheckResult::read(&scope, typed, console)?;
    if let Some(stranger) = scope.only.iter().find(|only| !found.knows(only)) {
        let path = scope.content.join(stranger);
        console.say(&format!("daf: this is no part of the curriculum, and is not read: {}", line_of(&path)));
        return Ok(ExitCode::from(2));
    }
    let mended = typed.fix && mend(&found, &scope, typed, console)?;
    if mended {
        found = CheckResult::read(&scope, typed, console)?;
    }
    tell(&found, &scope, mended, typed, console)?;
    Ok(match failed(&found.here, typed.strict) {
        true => ExitCode::from(1),
        false if !found.is_reached => ExitCode::from(2),
        false => ExitCode::SUCCESS,
    })
}

/// Tells what was found, and counts it.
fn tell(
    found: &CheckResult,
    scope: &CheckScope,
    mended: bool,
    typed: &Check,
    console: &Console,
) -> Result<(), fs::Error> {
    console.findings(&found.here, &found.sources, &scope.content, typed.format)?;
    if typed.format != MessageFormat::Human {
        return Ok(());
    }
    let count = counted(&found.here);
    console.tell(&format!("daf: {}", if count.is_empty() { "nothing to mend" } else { &count }));
    let mendable = fix::changes(found.here.as_slice(), &found.sources);
    let fixes: usize = mendable.iter().map(|change| change.titles.len()).sum();
    if fixes > 0 {
        let them = match (fixes, found.here.as_slice().len()) {
            (1, 1) => "it".to_owned(),
            (1, _) => "one of them".to_owned(),
            (fixes, _) => format!("{fixes} of them"),
        };
        console.tell(&match (typed.fix, mended) {
            (false, _) => format!("daf: {them} can be mended for you; `daf check --fix` shows how, and asks"),
            (true, true) => format!("daf: {them} can be mended now; run it again"),
            (true, false) => format!("daf: {them} can be mended for you"),
        });
    }
    let errors = found.elsewhere.count(Severity::Error);
    if errors > 0 {
        let (are, them) = if errors == 1 { ("one error stands", "it") } else { ("errors stand", "them") };
        let number = if errors == 1 { String::new() } else { format!("{errors} ") };
        let first = found.elsewhere.as_slice().iter().find(|one| one.severity == Severity::Error);
        let first = first.map_or("", |one| path_of(one, &found.sources));
        let content = seen_from_here(&scope.content);
        let whole = if content.is_empty() { "daf check".to_owned() } else { format!("daf check {content}") };
        console.tell(&format!("daf: {number}{are} elsewhere, first in {first}; `{whole}` tells {them}"));
    }
    Ok(())
}

/// The file that a diagnostic is about.
fn path_of<'a>(one: &'a Diagnostic, sources: &'a SourceSet) -> &'a str {
    match &one.place {
        Place::At(span) => sources.get(span.file).map_or("", |source| source.path.as_str()),
        Place::Named(path) => path,
    }
}

/// Shows what can be mended, and mends it where that was wanted. Whether anything was written.
fn mend(found: &CheckResult, scope: &CheckScope, typed: &Check, console: &Console) -> Result<bool, fs::Error> {
    let changes = fix::changes(found.here.as_slice(), &found.sources);
    if changes.is_empty() {
        if !found.here.is_empty() {
            console.tell("daf: none of this can be mended without knowing what is meant; `help` tells what to do");
        }
        return Ok(false);
    }
    let shown = changed(&changes, &found.sources, &scope.content);
    // What programs read must stay one document.
    if typed.format.is_for_programs() {
        console.say_styled(shown.trim_end());
    } else {
        console.write(&shown)?;
    }
    let files = if changes.len() == 1 { "this file".to_owned() } else { format!("these {} files", changes.len()) };
    // Nobody can say yes to what they do not see.
    let can_ask = console.can_ask() && (typed.format.is_for_programs() || console.is_seen());
    let wanted = typed.yes || (can_ask && console.confirm(&format!("daf: write {files}?")));
    if !wanted {
        let how = if can_ask { "" } else { "; with `--yes` it is" };
        console.tell(&format!("daf: nothing was written{how}"));
        return Ok(false);
    }
    written(&changes, found, scope, console)
}

/// Writes what was shown. Whether anything was.
fn written(
    changes: &[FixedFile],
    found: &CheckResult,
    scope: &CheckScope,
    console: &Console,
) -> Result<bool, fs::Error> {
    let files: Vec<fs::Rewrite<'_>> = changes
        .iter()
        .filter_map(|change| {
            let path = &found.sources.get(change.file)?.path;
            Some(fs::Rewrite { path, before: change.before.as_bytes(), after: change.after.as_bytes() })
        })
        .collect();
    let mut done = 0;
    let mut refused = None;
    for (file, result) in files.iter().zip(fs::rewrite(&scope.content, &files)) {
        match result {
            Ok(true) => done += 1,
            Ok(false) => {
                let path = scope.content.join(file.path.as_written());
                console.say(&format!("daf: left alone, because it was changed meanwhile: {}", line_of(&path)));
            }
            Err(error) if error.is_stop() => return Err(error),
            Err(error) => {
                console.say(&format!("daf: {error}"));
                refused = Some(error);
            }
        }
    }
    console.tell(&format!("daf: wrote {}", if done == 1 { "one file".to_owned() } else { format!("{done} files") }));
    match refused {
        Some(error) if done == 0 => Err(error),
        _ => Ok(done > 0),
    }
}

/// Asks the web, where that was wanted; `false` where nobody could be reached.
#[cfg(feature = "external")]
fn check_addresses(typed: &Check, built: &mut Built, sources: &SourceSet, console: &Console) -> bool {
    let Some(curriculum) = built.curriculum.as_ref().filter(|_| typed.external) else { return true };
    let reached = ask_outside(typed, curriculum, console, &mut built.diagnostics);
    crate::settle(&mut built.diagnostics, curriculum);
    placed(built, sources);
    reached
}

/// Without that feature nobody is asked.
#[cfg(not(feature = "external"))]
fn check_addresses(_: &Check, _: &mut Built, _: &SourceSet, _: &Console) -> bool {
    true
}

/// Asks the web for what the curriculum leads to; `false` where nobody could be reached.
#[cfg(feature = "external")]
fn ask_outside(typed: &Check, curriculum: &Curriculum, console: &Console, sink: &mut Diagnostics) -> bool {
    use crate::outside::{self, client::Client};
    let links: Vec<_> = curriculum.scopes.iter().flat_map(|scope| scope.outside.iter().cloned()).collect();
    let memory = if typed.no_cache { Cache::default() } else { kept("links") };
    let client = Client::new(typed.allow_private);
    let scope = outside::check(&links, &client, &memory, &console.progress("addresses"), sink);
    console.detail(&format!(
        "daf: {} on the web, {} known from before",
        if scope.addresses == 1 { "1 address".to_owned() } else { format!("{} addresses", scope.addresses) },
        scope.known
    ));
    if scope.offline {
        console.say("daf: no host could be reached, so no address was checked; is this computer online?");
    }
    !scope.offline
}

/// What was found in a curriculum.
struct CheckResult {
    sources: SourceSet,
    /// What is reported: of the files that were asked for, or of all.
    here: Diagnostics,
    /// What stands in other files.
    elsewhere: Diagnostics,
    /// Whether the web could be asked, where it was to be.
    is_reached: bool,
}

impl CheckResult {
    /// Reads and checks a curriculum. A draft that was asked for by name is looked at.
    fn read(scope: &CheckScope, typed: &Check, console: &Console) -> Result<CheckResult, fs::Error> {
        let (sources, built) = analyze(&scope.content, typed.drafts)?;
        let is_left_out = |built: &Built| {
            built.curriculum.as_ref().is_some_and(|curriculum| {
                let is_lesson =
                    |path: &str| curriculum.lessons.iter().any(|lesson| lesson.main.document.path.as_str() == path);
                curriculum.leaves_drafts_out && scope.only.iter().any(|path| path.ends_with(".md") && !is_lesson(path))
            })
        };
        let (sources, mut built) = if is_left_out(&built) { analyze(&scope.content, true)? } else { (sources, built) };
        let is_reached = check_addresses(typed, &mut built, &sources, console);
        let (mut here, mut elsewhere) = (Diagnostics::default(), Diagnostics::default());
        for one in built.diagnostics.as_slice() {
            let list = if scope.is_about(one, &sources) { &mut here } else { &mut elsewhere };
            list.push(one.clone());
        }
        Ok(CheckResult { sources, here, elsewhere, is_reached })
    }

    /// Whether something was read at a path, or refused.
    fn knows(&self, only: &str) -> bool {
        self.sources.find(only).is_some() || self.sources.has_under(&format!("{only}/")) || !self.here.is_empty()
    }
}

/// All that a check finds, with the texts that it was found in.
fn analyze(content: &Path, drafts: bool) -> Result<(SourceSet, Built), fs::Error> {
    let mut mistakes = Diagnostics::default();
    let mut sources = fs::read(content, &mut mistakes)?;
    // The texts are let go of on the way; what is shown and mended is what was read.
    let kept = sources.clone();
    let options = Options {
        drafts,
        no_handouts: true,
        checks_handouts: true,
        large_images: true,
        workers: workers(),
        date: date(),
        ..Options::default()
    };
    let mut built = finish(mistakes, &mut sources, content, None, &options);
    if let Some(curriculum) = &built.curriculum {
        crate::check::all(curriculum, &mut built.diagnostics);
        crate::check::files(curriculum, &kept, &mut built.diagnostics);
        crate::settle(&mut built.diagnostics, curriculum);
    }
    placed(&mut built, &kept);
    Ok((kept, built))
}

/// Which curriculum was asked for, and which of its files.
#[derive(Debug, PartialEq, Eq)]
struct CheckScope {
    content: PathBuf,
    /// Paths inside it, with forward slashes; none for all of it.
    only: Vec<String>,
}

impl CheckScope {
    /// What paths mean: a folder with `daf.yaml`, or one around it, is a curriculum, anything else a part of the nearest one above it.
    /// With a curriculum that is named by itself, they may be typed as they stand in it too.
    fn of(paths: &[PathBuf], named: Option<&Path>) -> Result<CheckScope, String> {
        let mut scope: Option<CheckScope> = None;
        for path in paths {
            let in_it = named.map(|named| folder(Some(named)).join(path)).filter(|inside| inside.exists());
            let next = CheckScope::one(in_it.as_deref().filter(|_| !path.exists()).unwrap_or(path))?;
            match &mut scope {
                None => scope = Some(next),
                Some(scope) if scope.content != next.content => {
                    return Err("these files are of different curricula; check one at a time".to_owned());
                }
                Some(scope) if scope.only.is_empty() || next.only.is_empty() => scope.only.clear(),
                Some(scope) => scope.only.extend(next.only),
            }
        }
        Ok(scope.unwrap_or_else(|| CheckScope { content: folder(named), only: Vec::new() }))
    }

    fn one(path: &Path) -> Result<CheckScope, String> {
        let whole = folder(Some(path));
        if whole.join("daf.yaml").is_file() {
            return Ok(CheckScope { content: whole, only: Vec::new() });
        }
        if std::fs::symlink_metadata(path).is_err() {
            let near = fs::near(path).map(|near| format!("; {near}")).unwrap_or_default();
            return Err(format!("there is no such folder or file: {}{near}", line_of(path)));
        }
        let full = plain(path);
        let above = full.ancestors().skip(1).find(|folder| folder.join("daf.yaml").is_file());
        match above.and_then(|content| Some((content, full.strip_prefix(content).ok()?))) {
            Some((content, inside)) => {
                let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
                Ok(CheckScope {
                    content: content.to_owned(),
                    only: vec![same_name(&parts.collect::<Vec<_>>().join("/")).into_owned()],
                })
            }
            None if path.is_dir() => Ok(CheckScope { content: path.to_owned(), only: Vec::new() }),
            None => Err(format!("neither the folder of this file nor one above it has a daf.yaml: {}", line_of(path))),
        }
    }

    /// Whether a diagnostic is to be told: it stands in a file that was asked for, or points at one.
    fn is_about(&self, one: &Diagnostic, sources: &SourceSet) -> bool {
        let is_named = |path: &str| {
            let is = |only: &String| {
                path.strip_prefix(only.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
            };
            self.only.is_empty() || self.only.iter().any(is)
        };
        let in_file = |file| sources.get(file).is_some_and(|source| is_named(source.path.as_str()));
        let is_there = match &one.place {
            Place::At(span) => in_file(span.file),
            Place::Named(path) => is_named(path),
        };
        is_there || one.others.iter().any(|label| in_file(label.span.file))
    }
}

/// A path from the root, without steps up where it can be had so.
fn plain(path: &Path) -> PathBuf {
    if path.components().any(|part| part == Component::ParentDir) {
        return path.canonicalize().unwrap_or_else(|_| path.to_owned());
    }
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    full.components().collect()
}
