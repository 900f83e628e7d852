//! What is meant for facilitators and mistyped: every way in `tests/leaks/mistyped.txt` is an error at its place, or is read as it was
//! meant. Nothing of it comes to a participant's file. The file is one test, which shows every way that fails.

use daf::Built;
use daf::diag::{Place, Severity};
use daf::source::SourceSet;
use libtest_mimic::{Failed, Trial};

use crate::cases::Problems;
use crate::support::{build, project, says, text_sources};

/// The lines of the lesson before a case.
const BEFORE: &str =
    "---\ntitle: A\nminutes: 30\n---\n\n## Opening, evaluation and closing {minutes=30 kind=opening}\n\nWords.\n\n";

struct Case {
    name: String,
    body: String,
    is_read: bool,
}

fn cases() -> Vec<Case> {
    let file = std::fs::read_to_string(project().join("tests/leaks/mistyped.txt")).expect("the cases are there");
    let signs = [("·", "\u{a0}"), ("⌫", "\u{200b}"), ("→", "\t")];
    let cases = file.split("\n== ").skip(1).map(|case| {
        let (head, body) = case.split_once('\n').expect("a case has a body");
        let name = head.trim_start_matches("read: ").to_owned();
        let body = signs.iter().fold(body.to_owned(), |body, (shown, meant)| body.replace(shown, meant));
        Case { name, body, is_read: head.starts_with("read: ") }
    });
    cases.collect()
}

fn lesson(body: &str) -> SourceSet {
    let text = format!("{BEFORE}{body}\n");
    text_sources(&[("01-unit/_index.md", "---\ntitle: U\n---\n"), ("01-unit/01-a.md", &text)])
}

/// The lines at which errors stand, from one.
fn error_lines(sources: &SourceSet, built: &Built) -> Vec<usize> {
    let errors = built.diagnostics.as_slice().iter().filter(|one| one.severity == Severity::Error);
    let lines = errors.filter_map(|one| match &one.place {
        Place::At(span) => {
            let text = sources.get(span.file)?.text()?;
            Some(text[..span.start as usize].matches('\n').count() + 1)
        }
        Place::Named(_) => None,
    });
    lines.collect()
}

fn shows(built: &Built) -> Option<String> {
    let files = built.output.iter().filter(|(path, _)| !path.as_str().contains("facilitator"));
    let mut shown = files.filter(|(_, made)| {
        made.here().is_some_and(|bytes| memchr::memmem::find(bytes.as_slice(), b"SECRET").is_some())
    });
    shown.next().map(|(path, _)| path.to_string())
}

/// The test of the table.
pub(crate) fn all() -> Vec<Trial> {
    vec![Trial::test("leaks::mistyped", holds)]
}

fn holds() -> Result<(), Failed> {
    let cases = cases();
    let mut problems = Problems::default();
    problems.expect(cases.len() > 100, || format!("{} cases are too few", cases.len()));
    for case in &cases {
        if let Some(why) = failure(case) {
            problems.expect(false, || format!("{}: {why}", case.name));
        }
    }
    problems.end()
}

/// What is wrong with what becomes of a case; `None` where nothing is.
fn failure(case: &Case) -> Option<String> {
    let sources = lesson(&case.body);
    let built = build(&sources);
    let lines = error_lines(&sources, &built);
    if case.is_read {
        let unread = (!lines.is_empty()).then(|| format!("it is not read:\n{}", says(&sources, &built)));
        return unread.or_else(|| shows(&built).map(|path| format!("{path} shows it")));
    }
    let before = BEFORE.matches('\n').count();
    let own = before + 1..=before + case.body.matches('\n').count() + 1;
    match lines.first() {
        None => Some("no error".to_owned()),
        Some(line) if !own.contains(line) => Some(format!("an error at line {line}")),
        Some(_) if lines.len() > 2 => Some(format!("{} errors\n{}", lines.len(), says(&sources, &built))),
        Some(_) => None,
    }
}
