//! Every mistake that daf knows has a case in `tests/diagnostics/` that shows what it says, and a page that explains it.

use std::collections::BTreeSet;

use daf::diag::Code;

use crate::outside;
use crate::support::{Fixture, project, says};

/// What only a disk can bring about; `cli.rs` shows these.
const FROM_DISK: [Code; 2] = [Code::NotAFile, Code::FileTooLarge];

/// What only the web brings about.
const OF_THE_WEB: [Code; 3] = [Code::DeadLink, Code::MovedLink, Code::UnansweredLink];

/// What only setting sheets brings about.
const OF_PAPER: [&str; 3] = ["handout-error", "missing-letter", "daf-too-long"];

#[test]
fn every_case_says_what_it_should() {
    let mut files: Vec<_> = std::fs::read_dir(project().join("tests/diagnostics"))
        .expect("the cases are there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.sort();
    for file in files {
        let fixture = Fixture::read(&file);
        let sources = fixture.sources();
        let options = daf::Options { no_handouts: false, ..daf::Options::default() };
        let mut built = daf::build(&sources, "content", None, &options);
        let code = file.file_stem().and_then(|stem| stem.to_str()).expect("cases are named for codes");
        if Code::from_id(code.split('.').next().unwrap_or(code)).is_some_and(is_of_lint) {
            lint(&mut built, &sources);
        }
        if OF_THE_WEB.iter().any(|own| code.starts_with(own.id())) {
            outside::ask(&mut built, &outside::Web::default());
        }
        let found: BTreeSet<&str> = built.diagnostics.as_slice().iter().map(|one| one.code.id()).collect();
        // A case may be one of several for its code: `wrong-type.list.txt`.
        let code = code.split('.').next().unwrap_or(code);
        if cfg!(not(feature = "pdf")) && OF_PAPER.contains(&code) {
            continue;
        }
        assert!(found.contains(code), "{}: says {found:?}", file.display());
        fixture.check(&says(&sources, &built));
    }
}

/// Whether only `daf check` tells of it.
fn is_of_lint(code: Code) -> bool {
    code.group() == Code::LongStretch.group()
}

/// Adds what the curriculum lint finds, as `daf check` does.
pub(crate) fn lint(built: &mut daf::Built, sources: &daf::source::SourceSet) {
    let curriculum = built.curriculum.as_ref().expect("a case has a curriculum");
    daf::check::all(curriculum, &mut built.diagnostics);
    daf::check::files(curriculum, sources, &mut built.diagnostics);
    built.diagnostics.find_places(sources);
    daf::settle(&mut built.diagnostics, curriculum);
}

#[test]
fn every_code_has_a_case() {
    let cases = project().join("tests/diagnostics");
    for code in Code::ALL.iter().filter(|code| !FROM_DISK.contains(code)) {
        assert!(cases.join(format!("{}.txt", code.id())).is_file(), "no case shows {}", code.id());
    }
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let page = code.explanation();
        assert!(page.starts_with(&format!("# {}\n", code.id())), "{}", code.id());
        assert!(page.split_whitespace().count() > 20, "{} is explained in too few words", code.id());
        let summary = code.summary();
        assert!((15..=96).contains(&summary.chars().count()), "{}: {summary}", code.id());
    }
}

/// Words of programmers, which tell a teacher nothing. Those who make themes may know some.
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

/// Every case says what is wrong in words that need no programmer, and what to do next.
#[test]
fn messages_are_for_teachers() {
    let files = std::fs::read_dir(project().join("tests/diagnostics")).expect("the cases are there");
    for file in files.map(|entry| entry.expect("it can be read").path()) {
        let name = file.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let says = Fixture::read(&file).says;
        let helps: Vec<&str> =
            says.lines().filter_map(|line| line.split_once("= help: ").map(|(_, help)| help)).collect();
        for help in &helps {
            let first = help.trim_start_matches("or ").split(' ').next().unwrap_or_default();
            assert!(VERBS.contains(&first), "{name}: {help}");
        }
        let headlines = says.lines().filter_map(|line| line.split_once("]: ").map(|(_, words)| words));
        if ["theme-error", "handout-error"].iter().any(|of_themes| name.starts_with(of_themes)) {
            continue;
        }
        for words in headlines.chain(helps.iter().copied()) {
            let plain: String = words.split('`').step_by(2).collect();
            let foreign = plain
                .split(|c: char| !c.is_alphanumeric())
                .find(|word| FOREIGN.contains(&word.to_lowercase().as_str()));
            assert_eq!(foreign, None, "{name}: {words}");
        }
    }
}

/// Lessons of many kinds in which the lint must find nothing, because a false alarm is what makes people turn it off.
#[test]
fn the_lint_says_nothing_of_good_lessons() {
    let fixture = Fixture::read(&project().join("tests/lint/clean.txt"));
    let sources = fixture.sources();
    let options = daf::Options { no_handouts: true, ..daf::Options::default() };
    let mut built = daf::build(&sources, "content", None, &options);
    lint(&mut built, &sources);
    fixture.check(&says(&sources, &built));
    assert!(built.diagnostics.is_empty());
}

/// One lesson alone gets what it gets among all.
#[test]
fn one_lesson_is_looked_at_alone() {
    let fixture = Fixture::read(&project().join("tests/diagnostics/crowded-segment.txt"));
    let sources = fixture.sources();
    let built = daf::build(&sources, "content", None, &daf::Options { no_handouts: true, ..daf::Options::default() });
    let curriculum = built.curriculum.as_ref().expect("a case has a curriculum");
    let mut alone = daf::diag::Diagnostics::default();
    for at in 0..curriculum.lessons.len() {
        daf::check::lesson(curriculum, daf::curriculum::LessonId::new(at), &mut alone);
    }
    let mut all = daf::diag::Diagnostics::default();
    daf::check::all(curriculum, &mut all);
    assert!(!alone.is_empty());
    assert_eq!(alone.as_slice(), all.as_slice());
}
