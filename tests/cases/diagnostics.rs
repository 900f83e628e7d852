//! Each file in `tests/diagnostics` is a mistake and what daf says of it: to the letter, with the code that the file is named for, and in
//! words for teachers. `tests/lint/clean.txt` holds lessons of which the lint says nothing.

use std::collections::BTreeSet;
use std::path::Path;

use daf::Options;
use daf::diag::Code;
use libtest_mimic::{Failed, Trial};

use crate::cases::{Problems, files, stem};
use crate::expected::Expected;
use crate::support::{Fixture, lint, project, says, web};

/// What only the web brings about.
const OF_THE_WEB: [Code; 3] = [Code::DeadLink, Code::MovedLink, Code::UnansweredLink];

/// What only setting sheets brings about.
const OF_PAPER: [&str; 3] = ["handout-error", "missing-letter", "daf-too-long"];

/// What theme makers are told, who may know some words of programmers.
const OF_THEMES: [&str; 2] = ["theme-error", "handout-error"];

/// Words of programmers, which tell a teacher nothing.
const FOREIGN: [&str; 16] = [
    "parse",
    "token",
    "null",
    "invalid",
    "schema",
    "string",
    "boolean",
    "integer",
    "mapping",
    "scalar",
    "sequence",
    "syntax",
    "byte",
    "indentation",
    "key",
    "delimiter",
];

/// What a next step begins with.
const VERBS: [&str; 34] = [
    "add", "begin", "build", "choose", "close", "copy", "delete", "did", "give", "join", "keep", "leave", "let",
    "link", "look", "make", "mend", "move", "open", "part", "press", "put", "rename", "replace", "save", "say",
    "shorten", "take", "use", "write", "ask", "change", "cut", "set",
];

/// A test for each mistake.
pub(crate) fn all() -> Vec<Trial> {
    let mistakes = files("tests/diagnostics").into_iter().map(|file| {
        let name = format!("diagnostics::{}", stem(&file));
        let needs_paper = OF_PAPER.contains(&code(&file));
        let test = name.clone();
        Trial::test(name, move || holds(&test, &file)).with_ignored_flag(cfg!(not(feature = "pdf")) && needs_paper)
    });
    let clean = Trial::test("lint::clean", || says_nothing("lint::clean", "tests/lint/clean.txt"));
    mistakes.chain([clean]).collect()
}

/// The code that a file is named for. It may be one of several: `wrong-type.list.txt`.
fn code(file: &Path) -> &str {
    stem(file).split('.').next().unwrap_or_default()
}

fn holds(test: &str, file: &Path) -> Result<(), Failed> {
    let fixture = Fixture::read(file);
    let sources = fixture.sources();
    let mut built = daf::build(&sources, "content", None, &Options { no_handouts: false, ..Options::default() });
    let code = code(file);
    // Only `daf check` tells of it.
    if Code::from_id(code).is_some_and(|code| code.group() == Code::LongStretch.group()) {
        lint(&mut built, &sources);
    }
    if OF_THE_WEB.iter().any(|own| code.starts_with(own.id())) {
        web::ask(&mut built, &web::Web::default());
    }
    let found: BTreeSet<&str> = built.diagnostics.as_slice().iter().map(|one| one.code.id()).collect();
    let mut problems = Problems::default();
    problems.expect(found.contains(code), || format!("`{code}` is not among {found:?}"));
    for problem in of_programmers(code, &fixture.says) {
        problems.expect(false, || problem);
    }
    problems.add(Expected::of(&fixture).hold(test, &says(&sources, &built)));
    problems.end()
}

/// What a teacher would not understand of what is said, and next steps that do not begin with what to do.
fn of_programmers(code: &str, says: &str) -> Vec<String> {
    let helps: Vec<&str> = says.lines().filter_map(|line| line.split_once("= help: ").map(|(_, help)| help)).collect();
    let begins = |help: &str| help.trim_start_matches("or ").split(' ').next().unwrap_or_default().to_owned();
    let idle = helps.iter().filter(|help| !VERBS.contains(&begins(help).as_str()));
    let mut wrong: Vec<String> = idle.map(|help| format!("it does not begin with what to do: {help}")).collect();
    if OF_THEMES.contains(&code) {
        return wrong;
    }
    let headlines = says.lines().filter_map(|line| line.split_once("]: ").map(|(_, words)| words));
    for words in headlines.chain(helps.iter().copied()) {
        let plain: String = words.split('`').step_by(2).collect();
        let mut all = plain.split(|c: char| !c.is_alphanumeric());
        if let Some(foreign) = all.find(|word| FOREIGN.contains(&word.to_lowercase().as_str())) {
            wrong.push(format!("`{foreign}` is a word of programmers: {words}"));
        }
    }
    wrong
}

/// Lessons of many kinds in which the lint must find nothing, because a false alarm is what makes people turn it off.
fn says_nothing(test: &str, file: &str) -> Result<(), Failed> {
    let fixture = Fixture::read(&project().join(file));
    let sources = fixture.sources();
    let mut built = daf::build(&sources, "content", None, &Options { no_handouts: true, ..Options::default() });
    lint(&mut built, &sources);
    let mut problems = Problems::default();
    problems.expect(built.diagnostics.is_empty(), || "the lint finds something in good lessons".to_owned());
    problems.add(Expected::of(&fixture).hold(test, &says(&sources, &built)));
    problems.end()
}
