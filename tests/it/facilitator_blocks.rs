//! Where a facilitators' block is none: in a field, whatever its kind, it is an error, and in code and editors' notes it is nothing. Ways to
//! mistype one are held by `tests/cases/mistyped_blocks.rs`.

use daf::diag::Severity;
use daf::source::SourceSet;

use crate::support::{build, text_sources};

/// The lines of the lesson before a case.
const BEFORE: &str =
    "---\ntitle: A\nminutes: 30\n---\n\n## Opening, evaluation and closing {minutes=30 kind=opening}\n\nWords.\n\n";

fn lesson(body: &str) -> SourceSet {
    let text = format!("{BEFORE}{body}\n");
    text_sources(&[("01-unit/_index.md", "---\ntitle: U\n---\n"), ("01-unit/01-a.md", &text)])
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
