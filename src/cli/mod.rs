//! The command line: what was typed becomes what is done. Prints; knows the pipeline by its front door only.
//!
//! Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 mistakes in the content,
//! 2 usage or the outside world, 130 interrupted.

mod agenda;
mod args;
mod broken;
mod build;
mod cache;
mod check;
mod cite;
mod clock;
mod console;
mod content;
mod inspect;
mod interrupt;
mod list;
mod lookup;
mod manual;
mod new;
#[cfg(feature = "pdf")]
mod print;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod theme;
mod up_to_date;
mod workers;

use std::process::ExitCode;

use crate::fs;
use args::{Arguments, Command};
use console::Console;

/// Reads the arguments, does what they say, and gives the exit code.
pub fn main() -> ExitCode {
    let arguments = match manual::read(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let console = Console::new(&arguments);
    match run(arguments, &console) {
        Ok(done) => done,
        Err(error) if error.is_stop() => interrupt::wait(),
        Err(error) => console.report_error(&error),
    }
}

fn run(mut arguments: Arguments, console: &Console) -> Result<ExitCode, fs::Error> {
    if let Err(refused) = arguments.command.stand_in(arguments.root.take()) {
        console.say(&format!("daf: {refused}"));
        return Ok(ExitCode::from(2));
    }
    let is_worker = matches!(arguments.command, Command::Worker);
    if let Some(wrong) = clock::invalid_epoch().filter(|_| !is_worker) {
        console.say(&format!("daf: {wrong}"));
        return Ok(ExitCode::from(2));
    }
    if !is_worker && !arguments.command.runs_until_stopped() {
        interrupt::watch();
    }
    match arguments.command {
        Command::Init(typed) => new::init(&typed, console),
        Command::New(typed) => new::new(&typed, console),
        Command::Build(typed) => build::build(typed, console),
        #[cfg(feature = "serve")]
        Command::Serve(typed) => serve::serve(&typed, console),
        Command::Check(typed) => check::check(&typed, console),
        #[cfg(feature = "pdf")]
        Command::Print(typed) => print::print(&typed, console),
        Command::Agenda(typed) => agenda::agenda(&typed, console),
        Command::Cite(typed) => cite::cite(&typed, console),
        Command::Search(typed) => list::search(&typed, console),
        Command::List(typed) => list::list(&typed, console),
        Command::Explain(typed) => cite::explain(typed.code.as_deref(), console),
        Command::Schema(typed) => schema::print(&typed, console),
        Command::Inspect(typed) => inspect::show(&typed, console),
        Command::Theme(typed) => theme::theme(&typed, console),
        Command::Completions(typed) => manual::completions(typed.shell, console),
        Command::Man(typed) => manual::man(&typed, console),
        Command::Worker => Ok(workers::work()),
    }
}
