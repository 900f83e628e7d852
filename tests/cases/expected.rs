//! Holds what came of a fixture against the text that is kept of it, or keeps the new one where `DAF_BLESS=1` asks for that.
//!
//! Nothing is blessed where `CI` is set: what nobody looks at before it is kept proves nothing. Never writes without being asked.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use crate::comparison::differences;
use crate::support::{Fixture, project};

/// What to do with what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Hold it against what is kept.
    Compare,
    /// Keep it.
    Bless,
}

/// What the environment asks for, or why that is refused.
pub(crate) fn from_environment() -> Result<Wish, String> {
    wish(std::env::var_os("DAF_BLESS").as_deref(), std::env::var_os("CI").as_deref())
}

fn wish(bless: Option<&OsStr>, ci: Option<&OsStr>) -> Result<Wish, String> {
    match (bless.is_some_and(|value| value == "1"), ci.is_some_and(|value| !value.is_empty())) {
        (false, _) => Ok(Wish::Compare),
        (true, false) => Ok(Wish::Bless),
        (true, true) => {
            Err("DAF_BLESS=1 is refused where CI is set: nothing was written. Bless on your own computer, and \
            look at the differences before you commit them."
                .to_owned())
        }
    }
}

/// A text that is kept.
pub(crate) struct Expected {
    file: PathBuf,
    /// What stands before it in the file, which blessing leaves as it is.
    before: String,
    /// The text; `None` where the file is not there.
    text: Option<String>,
}

impl Expected {
    /// A file by itself.
    pub(crate) fn file(file: &Path) -> Expected {
        Expected { file: file.to_owned(), before: String::new(), text: std::fs::read_to_string(file).ok() }
    }

    /// What a fixture says.
    pub(crate) fn of(fixture: &Fixture) -> Expected {
        let (file, before) = (fixture.file.clone(), format!("{}== says\n", fixture.before));
        Expected { file, before, text: Some(fixture.says.clone()) }
    }

    /// Holds what came of the test with this name against it, or keeps it, as the environment asks.
    ///
    /// Fails with the differences and the command that blesses this test alone.
    pub(crate) fn hold(&self, test: &str, came: &str) -> Result<(), Failed> {
        self.hold_as(from_environment()?, test, came)
    }

    fn hold_as(&self, wish: Wish, test: &str, came: &str) -> Result<(), Failed> {
        if self.text.as_deref() == Some(came) {
            return Ok(());
        }
        let file = self.file.strip_prefix(project()).unwrap_or(&self.file).display();
        if wish == Wish::Bless {
            let folder = self.file.parent().expect("a file stands in a folder");
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            return std::fs::write(&self.file, format!("{}{came}", self.before))
                .map_err(|error| format!("{file}: {error}").into());
        }
        let why = match &self.text {
            Some(text) => format!("{file} expects another text (- expected, + came):\n{}", differences(text, came)),
            None => format!("{file} is not there. This came:\n{}", differences("", came)),
        };
        let command = format!("DAF_BLESS=1 cargo test --release --test cases -- --exact '{test}'");
        Err(format!("{why}If what came is right:\n  {command}").into())
    }
}

/// The tests of this file.
pub(crate) fn all() -> Vec<Trial> {
    vec![
        Trial::test("expected::blessing-is-asked-for-by-one-value", || {
            for (bless, ci, expected) in [
                (None, None, Ok(Wish::Compare)),
                (Some("0"), None, Ok(Wish::Compare)),
                (Some(""), Some("true"), Ok(Wish::Compare)),
                (Some("1"), None, Ok(Wish::Bless)),
                (Some("1"), Some(""), Ok(Wish::Bless)),
                (Some("1"), Some("true"), Err(())),
                (Some("1"), Some("0"), Err(())),
            ] {
                let came = wish(bless.map(OsStr::new), ci.map(OsStr::new)).map_err(drop);
                if came != expected {
                    return Err(format!("DAF_BLESS={bless:?} and CI={ci:?} give {came:?}").into());
                }
            }
            Ok(())
        }),
        Trial::test("expected::blessing-is-refused-where-CI-is-set", refused_as_a_whole),
        Trial::test("expected::what-came-is-kept-or-told", kept_or_told),
    ]
}

/// This binary, asked to bless where `CI` is set, runs no test and says why.
fn refused_as_a_whole() -> Result<(), Failed> {
    let file = project().join("tests/diagnostics/bad-slug.txt");
    let before = std::fs::metadata(&file)?.modified()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", "diagnostics::bad-slug"]).env("DAF_BLESS", "1").env("CI", "true");
    let done = command.output()?;
    let (code, said) = (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned());
    let is_refused =
        code == Some(2) && done.stdout.is_empty() && said.starts_with("DAF_BLESS=1 is refused where CI is set");
    if !is_refused || std::fs::metadata(&file)?.modified()? != before {
        return Err(format!("exit code {code:?}: {said}").into());
    }
    Ok(())
}

fn kept_or_told() -> Result<(), Failed> {
    let room = tempfile::tempdir()?;
    let file = room.path().join("deep/kept.txt");
    let told = |expected: &Expected| match expected.hold_as(Wish::Compare, "family::name", "new\n") {
        Ok(()) => String::new(),
        Err(failed) => failed.message().unwrap_or_default().to_owned(),
    };
    // A file that is not there is a failure, whatever came.
    let said = told(&Expected::file(&file));
    if !said.contains("is not there") || !said.contains("+ new") || file.exists() {
        return Err(said.into());
    }
    Expected::file(&file).hold_as(Wish::Bless, "family::name", "old\n")?;
    let said = told(&Expected::file(&file));
    if !said.contains("- old\n+ new\n") || !said.ends_with("-- --exact 'family::name'") {
        return Err(said.into());
    }
    let fixture = room.path().join("fixture.txt");
    std::fs::write(&fixture, "== one.md\nWords.\n== says\nold\n")?;
    Expected::of(&Fixture::read(&fixture)).hold_as(Wish::Bless, "family::name", "new\n")?;
    let (kept, whole) = (std::fs::read_to_string(&file)?, std::fs::read_to_string(&fixture)?);
    if (kept.as_str(), whole.as_str()) != ("old\n", "== one.md\nWords.\n== says\nnew\n") {
        return Err(format!("{kept}{whole}").into());
    }
    Ok(())
}
