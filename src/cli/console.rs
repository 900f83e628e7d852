//! Where words go, and how: results to standard output, everything else to standard error, in colour where it is wanted. Nothing else
//! of daf writes to either (a test holds that), so that no result is lost unseen and no terminal acts on a writer's words.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{Arguments, ColorArg, MessageFormat};
use crate::diag::fix::FixedFile;
use crate::diag::render::{self, Format};
use crate::diag::{Diagnostics, Severity};
use crate::fs;
use crate::output::Progress;
use crate::safe;
use crate::source::SourceSet;

/// How long somebody waits before a bar is worth drawing.
const PATIENCE: Duration = Duration::from_millis(600);

/// Where words go, and whether in colour.
#[derive(Clone, Copy)]
pub(crate) struct Console {
    quiet: bool,
    verbose: bool,
    choice: anstream::ColorChoice,
}

impl Console {
    pub(super) fn new(arguments: &Arguments) -> Console {
        let choice = match arguments.color {
            ColorArg::Auto => anstream::ColorChoice::Auto,
            ColorArg::Always => anstream::ColorChoice::Always,
            ColorArg::Never => anstream::ColorChoice::Never,
        };
        Console { quiet: arguments.quiet, verbose: arguments.verbose, choice }
    }

    /// A result in words, which may be a writer's: to standard output, with nothing in it that a terminal would act on.
    ///
    /// # Errors
    /// As of [`write`](Console::write).
    pub(crate) fn result(&self, text: &str) -> Result<(), fs::Error> {
        self.write(&safe::lines(text))
    }

    /// A result that a program reads: JSON on a line, or on several.
    ///
    /// # Errors
    /// As of [`write`](Console::write).
    pub(crate) fn json(&self, text: &str) -> Result<(), fs::Error> {
        self.write(&format!("{}\n", safe::json(text)))
    }

    /// A result that is as it should be, from whoever saw to that: our own words, a document in a form of its own, lines with
    /// colours. All of it has left when this returns.
    ///
    /// # Errors
    /// Where standard output does not take it: a full device, or a reader that went away.
    pub(crate) fn write(&self, text: &str) -> Result<(), fs::Error> {
        let mut out = anstream::AutoStream::new(io::stdout(), self.choice);
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(fs::Error::output)
    }

    /// Whether somebody sits there who sees a question and can answer it.
    pub(crate) fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether somebody sees what is written to standard output.
    pub(crate) fn is_seen(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// A mistake or a refusal: to standard error, with nothing in it that a terminal would act on.
    pub(crate) fn say(&self, text: &str) {
        self.say_styled(&safe::lines(text));
    }

    /// What is as it should be, to standard error; see [`write`](Console::write).
    pub(crate) fn say_styled(&self, text: &str) {
        // There is nowhere to report that nothing can be reported.
        let _ = writeln!(anstream::AutoStream::new(io::stderr(), self.choice), "{text}");
    }

    /// What the reader of arguments says by itself: help to standard output, a refusal (and what was meant, where that is known) to
    /// standard error. The code to end with.
    pub(super) fn usage(error: &clap::Error, hint: Option<&str>) -> ExitCode {
        let console = Console { quiet: false, verbose: false, choice: anstream::ColorChoice::Auto };
        let words = error.render();
        let code = ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        if !error.use_stderr() {
            return match console.write(&words.ansi().to_string()) {
                Ok(()) => code,
                Err(lost) => console.report_error(&lost),
            };
        }
        // It repeats what was typed, in colours: where that could be an order to the terminal, it goes without them.
        let plain = words.to_string();
        let safe = safe::lines(&plain);
        console.say_styled(if safe == plain { words.ansi().to_string() } else { safe }.trim_end_matches('\n'));
        if let Some(hint) = hint {
            console.say(&format!("\n{hint}"));
        }
        code
    }

    /// Tells what the outside world refused; the code to end with.
    pub(super) fn report_error(&self, error: &fs::Error) -> ExitCode {
        self.say(&format!("daf: {error}"));
        ExitCode::from(2)
    }

    /// A question to somebody at a terminal, who answers with yes or no; no where nothing is answered.
    pub(crate) fn confirm(&self, question: &str) -> bool {
        let answer = self.prompt(&format!("{question} [y/N]")).unwrap_or_default().trim().to_lowercase();
        matches!(answer.as_str(), "y" | "yes" | "כן")
    }

    /// What somebody at a terminal answers to a question; empty where they answer nothing.
    ///
    /// # Errors
    /// Where standard input cannot be read.
    pub(crate) fn prompt(&self, question: &str) -> Result<String, fs::Error> {
        let _ = write!(anstream::AutoStream::new(io::stderr(), self.choice), "{} ", safe::line(question));
        fs::standard_line()
    }

    /// What was done: to standard error, unless it should be quiet.
    pub(crate) fn tell(&self, text: &str) {
        if !self.quiet {
            self.say(text);
        }
    }

    /// What only somebody wants to know who looks for something: to standard error, where it was asked for.
    pub(crate) fn detail(&self, text: &str) {
        if self.verbose {
            self.say(text);
        }
    }

    /// Somebody to tell how far a long work is: a bar on a terminal, after a moment, so that quick work draws none. It is
    /// wiped when all is done.
    pub(crate) fn progress(&self, of: &'static str) -> Progress {
        if self.quiet || !io::stderr().is_terminal() {
            return Progress::default();
        }
        let started = Instant::now();
        let bar = ProgressBar::hidden();
        let look =
            ProgressStyle::with_template("daf: {pos} of {len} {msg} {wide_bar}").map(|look| look.progress_chars("━╸ "));
        bar.set_style(look.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(of);
        Progress(Some(Arc::new(move |done, all| {
            if bar.is_hidden() && started.elapsed() > PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.set_length(all as u64);
            bar.set_position(done as u64);
            if done == all {
                bar.finish_and_clear();
            }
        })))
    }

    /// Says on a terminal what is being done, where it takes more than a moment; until what is given back is dropped.
    pub(crate) fn waiting(&self, of: &'static str) -> Spinner {
        let bar = ProgressBar::hidden();
        if self.quiet || !io::stderr().is_terminal() {
            return Spinner(bar);
        }
        bar.set_style(
            ProgressStyle::with_template("daf: {msg} {spinner}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        bar.set_message(of);
        let shown = bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            if !shown.is_finished() {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(120));
            }
        });
        Spinner(bar)
    }

    /// Diagnostics beside something else that is made: to standard error, and to standard output where a program reads them.
    ///
    /// # Errors
    /// As of [`write`](Console::write), where a program reads them.
    pub(crate) fn diagnostics(
        &self,
        diagnostics: &Diagnostics,
        sources: &SourceSet,
        content: &Path,
        form: MessageFormat,
    ) -> Result<(), fs::Error> {
        if form.is_for_programs() {
            return self.findings(diagnostics, sources, content, form);
        }
        self.mistakes(diagnostics, sources, content, form);
        Ok(())
    }

    /// Diagnostics in a form for people: to standard error.
    pub(crate) fn mistakes(&self, diagnostics: &Diagnostics, sources: &SourceSet, content: &Path, form: MessageFormat) {
        let text = rendered(diagnostics, sources, content, form);
        let _ = anstream::AutoStream::new(io::stderr(), self.choice).write_all(text.as_bytes());
    }

    /// Diagnostics that were asked for: to standard output, in every form.
    ///
    /// # Errors
    /// As of [`write`](Console::write).
    pub(crate) fn findings(
        &self,
        diagnostics: &Diagnostics,
        sources: &SourceSet,
        content: &Path,
        form: MessageFormat,
    ) -> Result<(), fs::Error> {
        self.write(&rendered(diagnostics, sources, content, form))
    }
}

/// What is being done is done when this is dropped.
pub(crate) struct Spinner(ProgressBar);

impl Drop for Spinner {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn rendered(diagnostics: &Diagnostics, sources: &SourceSet, content: &Path, form: MessageFormat) -> String {
    let (format, folder) = match form {
        MessageFormat::Human => (Format::Human, seen_from_here(content)),
        MessageFormat::Short => (Format::Short, seen_from_here(content)),
        MessageFormat::Json => (Format::Json, seen_from_here(content)),
        MessageFormat::Github => (Format::Github, seen_from_workspace(content)),
        MessageFormat::Sarif => (Format::Sarif, seen_from_workspace(content)),
    };
    render::render_in(&folder, diagnostics.as_slice(), sources, format, true)
}

/// What fixes would change, with paths as they would be typed here.
pub(super) fn changed(changes: &[FixedFile], sources: &SourceSet, content: &Path) -> String {
    render::render_changes(&seen_from_here(content), changes, sources, true)
}

/// A path as a part of a line, whatever its names hold.
pub(super) fn line_of(path: &Path) -> String {
    safe::line(&path.display().to_string())
}

/// So many of a thing, by a word that takes an `s`: `1 lesson`, `0 lessons`, `12 lessons`.
pub(crate) fn many(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// `1 error`, `2 warnings`, `3 notes`; nothing where there are none.
pub(crate) fn counted(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| {
        let number = diagnostics.count(severity);
        (number > 0).then(|| many(number, severity.word()))
    };
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(count).collect::<Vec<_>>().join(", ")
}

/// A folder as it would be typed here: `content`, `../content`; nothing for this folder itself.
pub(super) fn seen_from_here(folder: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    seen(folder, &here)
}

/// A folder as seen from the checkout that a workflow runs in; from here where there is none.
fn seen_from_workspace(folder: &Path) -> String {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from).filter(|root| full.starts_with(root));
    match workspace {
        Some(root) => seen(folder, &root),
        None => seen_from_here(folder),
    }
}

fn seen(folder: &Path, from: &Path) -> String {
    let full: PathBuf = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).components().collect();
    let shown = match full.strip_prefix(from) {
        Ok(inside) => inside.to_owned(),
        // Above where one stands: so many steps up.
        Err(_) => match from.strip_prefix(&full) {
            Ok(below) => below.components().map(|_| "..").collect(),
            Err(_) => folder.to_owned(),
        },
    };
    let shown = shown.to_string_lossy();
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_as_it_would_be_typed() {
        let here = Path::new("/desk/notes/here");
        assert_eq!(seen(Path::new("/desk/notes/here/content"), here), "content");
        assert_eq!(seen(Path::new("/desk/notes/here"), here), "");
        assert_eq!(seen(Path::new("/desk/notes"), here), "..");
        assert_eq!(seen(Path::new("/srv/content"), here), "/srv/content");
        assert_eq!(seen(Path::new("../content"), Path::new("/nowhere")), "../content");
    }
}
