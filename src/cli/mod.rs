//! The command line: what was typed becomes what is done. Prints; knows the pipeline by its front door only.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 mistakes in the content,
//! 2 usage or the outside world.

mod args;
mod build;
mod inspect;
#[cfg(feature = "pdf")]
mod print;
mod words;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::{CommandFactory as _, Parser as _};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::diag::render::{self, Format};
use crate::diag::{Diagnostics, Severity};
use crate::fs;
use crate::output::Progress;
use crate::source::SourceSet;
use args::{Arguments, Color, Command, Form};

/// Reads the arguments, does what they say, and gives the exit code.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(&arguments);
    match run(arguments, &console) {
        Ok(done) => done,
        Err(error) => {
            console.say(&format!("daf: {error}"));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments, console: &Console) -> Result<ExitCode, fs::Error> {
    match arguments.command {
        Command::Build(typed) => build::build(typed, console),
        Command::Check(typed) => build::check(&typed, console),
        #[cfg(feature = "pdf")]
        Command::Print(typed) => print::print(&typed, console),
        Command::Cite(typed) => words::cite(&typed, console),
        Command::Search(typed) => inspect::search(&typed, console),
        Command::List(typed) => inspect::list(&typed, console),
        Command::Explain(typed) => Ok(words::explain(typed.code.as_deref(), console)),
        Command::Completions(typed) => {
            clap_complete::generate(typed.shell, &mut Arguments::command(), "daf", &mut io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => Ok(man(console)),
    }
}

fn man(console: &Console) -> ExitCode {
    let mut page = Vec::new();
    let made = clap_mangen::Man::new(Arguments::command()).render(&mut page);
    console.result(&String::from_utf8_lossy(&page));
    if made.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

/// How long somebody waits before a bar is worth drawing.
const PATIENCE: Duration = Duration::from_millis(600);

/// Where words go, and whether in colour.
pub(crate) struct Console {
    quiet: bool,
    choice: anstream::ColorChoice,
}

impl Console {
    fn new(arguments: &Arguments) -> Console {
        let choice = match arguments.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Console { quiet: arguments.quiet, choice }
    }

    /// A result: to standard output. A reader that went away is no mistake of ours.
    pub(crate) fn result(&self, text: &str) {
        let _ = anstream::AutoStream::new(io::stdout(), self.choice).write_all(text.as_bytes());
    }

    /// A mistake or a refusal: to standard error.
    pub(crate) fn say(&self, text: &str) {
        let _ = writeln!(anstream::AutoStream::new(io::stderr(), self.choice), "{text}");
    }

    /// What was done: to standard error, unless it should be quiet.
    pub(crate) fn tell(&self, text: &str) {
        if !self.quiet {
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

    /// All diagnostics, and a line that counts them.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &SourceSet, form: Form) {
        let format = match form {
            Form::Human => Format::Human,
            Form::Short => Format::Short,
            Form::Json => Format::Json,
        };
        if !diagnostics.is_empty() {
            let text = render::render(diagnostics.as_slice(), sources, format, true);
            let _ = anstream::AutoStream::new(io::stderr(), self.choice).write_all(text.as_bytes());
        }
    }
}

/// `1 error`, `2 warnings` …; nothing where there are none.
pub(crate) fn counted(diagnostics: &Diagnostics) -> String {
    let count = |severity: Severity| {
        let number = diagnostics.count(severity);
        let plural = if number == 1 { "" } else { "s" };
        (number > 0).then(|| format!("{number} {}{plural}", severity.word()))
    };
    [count(Severity::Error), count(Severity::Warning)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The curriculum's folder: the one named, the nearest with `daf.yaml` upwards, else `content`.
pub(crate) fn folder(named: Option<&Path>) -> PathBuf {
    if let Some(named) = named {
        return named.to_owned();
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = here.ancestors().find(|folder| folder.join("daf.yaml").is_file());
    found.map_or_else(|| PathBuf::from("content"), Path::to_owned)
}
