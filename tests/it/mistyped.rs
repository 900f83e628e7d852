//! What is meant for facilitators and mistyped: every way in tests/leaks/mistyped.txt is an error at its place, or is read as it was meant.
//! Nothing of it comes to a participant's file.

use daf::Built;
use daf::diag::{Place, Severity};
use daf::source::SourceSet;

use crate::support::{build, project, text_sources};

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

#[test]
fn no_slip_shows_a_facilitators_words() {
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() > 100, "{} cases", cases.len());
    for case in &cases {
        let sources = lesson(&case.body);
        let built = build(&sources);
        let lines = error_lines(&sources, &built);
        let (first, last) =
            (BEFORE.matches('\n').count() + 1, BEFORE.matches('\n').count() + case.body.matches('\n').count() + 1);
        if case.is_read {
            if !lines.is_empty() {
                wrong.push(format!("{}: is not read:\n{}", case.name, crate::support::says(&sources, &built)));
            }
            wrong.extend(shows(&built).map(|path| format!("{}: {path} shows it", case.name)));
            continue;
        }
        match lines.first() {
            None => wrong.push(format!("{}: no error", case.name)),
            Some(line) if !(first..=last).contains(line) => wrong.push(format!("{}: at line {line}", case.name)),
            Some(_) if lines.len() > 2 => {
                wrong.push(format!(
                    "{}: {} errors\n{}",
                    case.name,
                    lines.len(),
                    crate::support::says(&sources, &built)
                ));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// In fields, whatever their kind, no block is read.
#[test]
fn no_field_hides_a_block() {
    let fields = [
        "title: A :::say SECRET",
        "summary: \":::say SECRET\"",
        "summary: 'Words ：：：say SECRET'",
        "questions: [\"What? :::watch SECRET :::\"]",
        "objectives:\n  - {id: one, text: \"One ::say SECRET\"}",
        "texts:\n  - {id: t, title: T, en: \":::say SECRET\", license: CC0}",
        "texts:\n  - {id: t, title: T, en: \"x\", license: CC0, context: \"\\\\:::say SECRET\"}",
        "discussion:\n  - prompt: |\n      What?\n\n      : : :watch\n      SECRET\n      : : :",
        "exercises:\n  - title: \"Walk :::do SECRET\"\n    debrief: [What?]",
        "exercises:\n  - title: Walk\n    debrief: [What?]\n    instructions: |\n      ;;;say\n      SECRET\n      ;;;",
        "content_note: \"Hard. :::facilitator SECRET\"",
        "authors: [\":::say SECRET\"]",
        "glossary:\n  - {id: t, term: t, definition: \"x :::say SECRET\"}",
        "extra: {note: \":::say SECRET\"}",
    ];
    for field in fields {
        let text =
            format!("---\ntitle: A\nminutes: 30\n{field}\n---\n\n## Opening {{minutes=30 kind=opening}}\n\nWords.\n");
        let text = if field.starts_with("title") { text.replacen("title: A\n", "", 1) } else { text };
        let sources = text_sources(&[("01-unit/_index.md", "---\ntitle: U\n---\n"), ("01-unit/01-a.md", &text)]);
        let built = build(&sources);
        let errors = built.diagnostics.as_slice().iter().filter(|one| one.severity == Severity::Error).count();
        assert!((1..=2).contains(&errors), "{field}:\n{}", crate::support::says(&sources, &built));
    }
}

/// Code is code, and editors' notes are nobody's.
#[test]
fn code_is_code_and_notes_are_none() {
    for body in [
        "Write `:::say` or ``::text{#one}`` for it.\n",
        "```\n:::say\nWords.\n:::\n```\n",
        "    A line of code\n\n```text\n: : :say\n```\n",
        "- An item\n\n  ```\n  :::say\n  ```\n",
        "- An item\n    - Another\n\n      ```\n      :::say\n      :::\n      ```\n",
        "> ```\n> :::say\n> ```\n",
        "<!-- :::say in a note, [[x]], ==y==, ##z, • one -->\n",
        "At 12:30: we begin; std::vector is none, nor is 2::3.\n",
    ] {
        let sources = lesson(body);
        let built = build(&sources);
        let codes: Vec<_> = built.diagnostics.as_slice().iter().map(|one| one.code.id()).collect();
        assert!(codes.is_empty(), "{body}:\n{}", crate::support::says(&sources, &built));
    }
}
