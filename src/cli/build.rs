//! `daf build`: reads, builds in memory, then writes what was asked for.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::args::Build;
use super::cache::{cache, kept, spill};
use super::clock::{date, today};
use super::console::{Console, counted, line_of, many};
use super::content::folder;
use super::up_to_date::{self, BuildSummary};
use super::workers::workers;
use crate::diag::{Diagnostics, Severity};
use crate::output::Cache;
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::{Built, Options, fs};

/// `daf build`.
pub(crate) fn build(typed: Build, console: &Console) -> Result<ExitCode, fs::Error> {
    let started = Instant::now();
    threads(typed.jobs);
    let content = folder(typed.folder.dir.as_deref());
    let to = typed.output.clone().unwrap_or_else(|| beside(&content));
    fs::may_write(&to, &content)?;
    let mut mistakes = Diagnostics::default();
    let waiting = console.waiting("reading");
    // The process ends after this: giving back a large curriculum piece by piece would only take time.
    let mut sources = ManuallyDrop::new(fs::read(&content, &mut mistakes)?);
    let theme = typed.theme.as_deref().map(|name| theme(name, &mut mistakes)).transpose()?;
    console.detail(&read_line(&content, &sources, started));
    let options = Options {
        drafts: typed.drafts,
        no_handouts: typed.no_handouts,
        checks_handouts: false,
        base_url: typed.base_url.clone(),
        date: date(),
        today: Some(today()),
        cache: if typed.no_cache { Cache::default() } else { cache() },
        spill: spill(),
        progress: console.progress("sheets"),
        large_images: false,
        workers: workers(),
    };
    let notes = if typed.no_cache { Cache::default() } else { kept("builds") };
    // Where no note is kept, nobody asks what the last build was made from.
    let is_noted = !typed.no_cache && mistakes.is_empty();
    let from = if is_noted { up_to_date::fingerprint(&sources, theme.as_ref(), &options) } else { None };
    if let Some(note) = from.as_deref().and_then(|from| up_to_date::same(&notes, &to, from)) {
        console.detail("daf: nothing has changed since the last build, and all of it stands as it was written");
        console.diagnostics(&note.diagnostics, &sources, &content, typed.format)?;
        let written = fs::WriteReport { kept: note.summary.files, ..fs::WriteReport::default() };
        return Ok(write_and_report(&typed, &note.diagnostics, note.summary, || Ok(written), started, &to, console)?.0);
    }
    drop(waiting);
    // Sheets have a bar of their own.
    let waiting = typed.no_handouts.then(|| console.waiting("making pages"));
    let making = Instant::now();
    let mut built = ManuallyDrop::new(finish(mistakes, &mut sources, &content, theme, &options));
    drop(waiting);
    console.detail(&made_line(&built, &options.cache, making));
    if !built.diagnostics.is_empty() {
        // Their text may have been let go: what is shown is read again.
        *sources = fs::read(&content, &mut Diagnostics::default())?;
        placed(&mut built, &sources);
    }
    console.diagnostics(&built.diagnostics, &sources, &content, typed.format)?;
    let hooks = fs::WriteHooks {
        waits: &|| console.tell(&format!("daf: another daf is writing into {}; waiting for it", line_of(&to))),
        remembered: &|| up_to_date::remembered(&notes, &to),
    };
    let write = || fs::write(&built.output, &to, &hooks);
    let (code, written) =
        write_and_report(&typed, &built.diagnostics, BuildSummary::of(&built), write, started, &to, console)?;
    if let Some(written) = written {
        up_to_date::remember(&notes, &to, &written);
        // A build that could not do all must do it the next time.
        if let Some(from) = from.filter(|_| written.stuck.is_empty()) {
            up_to_date::keep(&notes, &to, from, &written, &built);
        }
    }
    Ok(code)
}

/// What was read, for those who ask.
fn read_line(content: &Path, sources: &SourceSet, started: Instant) -> String {
    let bytes: usize = sources.files().map(|source| source.content.size()).sum();
    let (files, seconds) = (sources.len(), started.elapsed().as_secs_f64());
    format!("daf: read {}, {} KB, of {} in {seconds:.2} s", many(files, "file"), bytes.div_ceil(1024), line_of(content))
}

/// What was made, and what of it was kept from before, for those who ask.
fn made_line(built: &Built, cache: &Cache, making: Instant) -> String {
    let (files, seconds) = (built.output.len(), making.elapsed().as_secs_f64());
    let kept = match cache.requests() {
        0 => String::new(),
        1 if cache.hits() == 1 => "; the one sheet or image asked for was kept from before".to_owned(),
        1 => "; one sheet or image was asked for, and not kept from before".to_owned(),
        requests => {
            let found = cache.hits();
            let were = if found == 1 { "was" } else { "were" };
            format!("; of {requests} sheets and images asked for, {found} {were} kept from before")
        }
    };
    format!("daf: made {} in {seconds:.2} s{kept}", many(files, "file"))
}

/// Writes, unless there are mistakes, and tells what was done.
fn write_and_report(
    typed: &Build,
    mistakes: &Diagnostics,
    summary: BuildSummary,
    write: impl FnOnce() -> Result<fs::WriteReport, fs::Error>,
    started: Instant,
    to: &Path,
    console: &Console,
) -> Result<(ExitCode, Option<fs::WriteReport>), fs::Error> {
    if failed(mistakes, typed.strict) {
        console.tell(&format!("daf: {}; nothing was written", counted(mistakes)));
        return Ok((ExitCode::from(1), None));
    }
    let writing = Instant::now();
    let waiting = console.waiting("writing");
    let written = write()?;
    drop(waiting);
    console.detail(&format!(
        "daf: wrote {}, left {} as before, removed {}, in {:.2} s",
        many(written.written, "file"),
        written.kept,
        written.removed,
        writing.elapsed().as_secs_f64()
    ));
    for path in &written.left {
        console
            .say(&format!("daf: left alone, because it was changed since the last build: {}", line_of(&to.join(path))));
    }
    for path in &written.changed {
        console
            .say(&format!("daf: made anew, though it was changed since the last build: {}", line_of(&to.join(path))));
    }
    if let Some(unknown) = &written.mended {
        console.say(&mended(unknown, to));
    }
    console.tell(&closing(summary, &counted(mistakes), &written, started, to));
    for (path, why) in &written.stuck {
        console.say(&format!(
            "daf: this file is no longer part of the site, and cannot be removed: {}: {why}; it is still there for whoever knows its address; every build tries again",
            line_of(&to.join(path))
        ));
    }
    if typed.open {
        open(&to.join("index.html"), console);
    }
    let code = if written.stuck.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    Ok((code, Some(written)))
}

/// What is said of a list that was lost.
fn mended(unknown: &[String], to: &Path) -> String {
    let lost = format!(
        "daf: the list of what daf wrote in {} (`{}`) was lost or cut short, and is made anew",
        line_of(to),
        fs::MANIFEST
    );
    if unknown.is_empty() {
        return lost;
    }
    let shown = unknown.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if unknown.len() > SHOWN { format!(" and {} more", unknown.len() - SHOWN) } else { String::new() };
    let files = many(unknown.len(), "file");
    format!(
        "{lost}\ndaf: kept, because nothing shows whose they are: {files} ({shown}{more}); remove what is not yours"
    )
}

/// How many files of a list are named.
const SHOWN: usize = 10;

/// Finds the places of what is reported by its letters in sources that were read again, and puts all into reading order.
pub(super) fn placed(built: &mut Built, sources: &SourceSet) {
    built.diagnostics.find_places(sources);
    if let Some(curriculum) = &built.curriculum {
        crate::settle(&mut built.diagnostics, curriculum);
    }
}

/// Builds, with the mistakes that reading the folder found among the others. Where there are none once all is linked, the
/// text of lessons is let go, which makes room for pages.
pub(super) fn finish(
    mistakes: Diagnostics,
    sources: &mut SourceSet,
    content: &Path,
    theme: Option<Theme>,
    options: &Options,
) -> Built {
    let shown = content.display().to_string();
    let mut sink = Diagnostics::default();
    let curriculum = crate::load(sources, &shown, options, &mut sink);
    if sink.is_empty() && mistakes.is_empty() {
        sources.let_go_of_lessons();
    }
    let mut built = crate::complete(curriculum, sources, theme, options, sink);
    built.diagnostics.append(mistakes);
    match &built.curriculum {
        Some(curriculum) => crate::settle(&mut built.diagnostics, curriculum),
        None => built.diagnostics.settle(|_| None),
    }
    built
}

pub(super) fn failed(diagnostics: &Diagnostics, strict: bool) -> bool {
    diagnostics.has_errors() || (strict && diagnostics.count(Severity::Warning) > 0)
}

/// `public`, beside the content folder.
fn beside(content: &Path) -> PathBuf {
    let full = std::path::absolute(content).unwrap_or_else(|_| content.to_owned());
    match (content.parent(), full.parent()) {
        (Some(parent), _) if !content.as_os_str().is_empty() && content.file_name().is_some() => parent.join("public"),
        (_, Some(parent)) => parent.join("public"),
        _ => PathBuf::from("public"),
    }
}

/// A shipped theme by name, or a theme's folder laid over the shipped one.
fn theme(name: &str, mistakes: &mut Diagnostics) -> Result<Theme, fs::Error> {
    if let Some(theme) = Theme::shipped(name) {
        return Ok(theme);
    }
    let files = fs::read_theme(Path::new(name), mistakes)?;
    let mut theme = Theme::shipped("daf").unwrap_or_default();
    for source in files.files() {
        theme.lay_over(
            source.path.to_string(),
            source.bytes().into_owned().into(),
            format!("{name}/{}", source.path),
            None,
        );
    }
    Ok(theme)
}

pub(super) fn threads(jobs: Option<u32>) {
    if let Some(jobs) = jobs {
        // It fails only where the pool exists already, which nothing before this has made.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::try_from(jobs.max(1)).unwrap_or(1)).build_global();
    }
}

fn closing(summary: BuildSummary, mistakes: &str, written: &fs::WriteReport, started: Instant, to: &Path) -> String {
    let seconds = started.elapsed().as_secs_f64();
    let mut line = format!(
        "daf: {}, {}, {} in {seconds:.2} s",
        many(summary.lessons, "lesson"),
        many(summary.pages, "page"),
        many(summary.pdfs, "PDF")
    );
    if written.kept > 0 {
        line.push_str(&format!(" ({} changed, {} removed)", many(written.written, "file"), written.removed));
    }
    if !mistakes.is_empty() {
        line.push_str(&format!(", {mistakes}"));
    }
    if !summary.has_address {
        // True of a page that a host shows in the place of any that it has not.
        line.push_str("\ndaf: no `base_url` in daf.yaml yet: 404.html finds its style sheet at the top of the site alone, and there is no feed and no sitemap");
    }
    format!("{line}\ndaf: open {}", line_of(&to.join("index.html")))
}

pub(super) fn open(page: &Path, console: &Console) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if std::process::Command::new(program).arg(page).spawn().is_err() {
        console.say(&format!("daf: no browser could be opened; open {}", line_of(page)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_goes_beside_the_content() {
        assert_eq!(beside(Path::new("content")), PathBuf::from("public"));
        assert_eq!(beside(Path::new("a/content")), PathBuf::from("a/public"));
    }
}
