//! Random changes to whole curricula, on stable Rust with no other tool: `fuzz/run` (see fuzz/README.md).
//!
//! Cases are tried in a process of its own, which may fall over; this one starts it again behind the case, makes what was found
//! smaller, and saves it. A bench target of the package, because it then uses the library that tests and benches use, as it is:
//! nothing is compiled twice, and no other `cargo` command runs it.
#![expect(clippy::print_stdout, reason = "it tells what it finds")]

mod case;
mod checks;
mod dice;
mod marks;
mod mutate;
mod pieces;
mod run;
mod seeds;
mod shrink;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

/// What was asked for.
#[derive(Clone)]
pub(crate) struct Typed {
    /// Where cases begin.
    pub(crate) seed: u64,
    /// The first case.
    pub(crate) from: u64,
    /// How many cases, where that is said.
    pub(crate) cases: Option<u64>,
    /// How many minutes, where that is said.
    pub(crate) minutes: Option<u64>,
    /// Where finds are saved.
    pub(crate) finds: PathBuf,
    /// Whether cases are made of what stands in `fuzz/` alone.
    pub(crate) frozen: bool,
    words: Vec<String>,
}

impl Typed {
    fn read() -> Result<Typed, String> {
        let finds = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/finds");
        let mut typed = Typed { seed: 1, from: 0, cases: None, minutes: None, finds, frozen: false, words: Vec::new() };
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("{word} needs a value"));
            let number = |value: String| value.parse::<u64>().map_err(|_| format!("{value} is no number"));
            match word.as_str() {
                "--seed" => typed.seed = number(value()?)?,
                "--from" => typed.from = number(value()?)?,
                "--cases" => typed.cases = Some(number(value()?)?),
                "--minutes" => typed.minutes = Some(number(value()?)?),
                "--frozen" => typed.frozen = true,
                "--save" => typed.finds = PathBuf::from(value()?),
                _ => typed.words.push(word),
            }
        }
        Ok(typed)
    }
}

fn main() -> ExitCode {
    let typed = match Typed::read() {
        Ok(typed) => typed,
        Err(wrong) => {
            println!("fuzz: {wrong}");
            return ExitCode::from(2);
        }
    };
    let words: Vec<&str> = typed.words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => run::run(&typed),
        ["worker"] => worker::work(&typed),
        ["try", folder] => worker::try_folder(&typed, &PathBuf::from(folder)),
        ["case", number] => run::case(&typed, number),
        ["finds"] => run::finds(&typed),
        ["markup"] => worker::markup(),
        _ => {
            println!("fuzz: I do not know {words:?}; see fuzz/README.md");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            println!("fuzz: {error}");
            ExitCode::from(2)
        }
    }
}
