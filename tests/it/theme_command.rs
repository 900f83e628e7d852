//! `daf theme`: files are copied with a line that says where from, never over another, and what changed since is told.

use std::path::Path;
use std::process::Command;

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    std::fs::write(room.path().join("daf.yaml"), "title: T\nlicense: CC0\n").expect("a file");
    std::fs::write(room.path().join("one.md"), "---\ntitle: One\n---\nWords.\n\n---\n\nMore.\n").expect("a file");
    room
}

/// What daf ends with, and all that it says.
fn run(room: &Path, typed: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    let done = command.args(typed).current_dir(room).env_remove("SOURCE_DATE_EPOCH").output().expect("daf runs");
    let words = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    (done.status.code(), words)
}

#[test]
fn a_copied_file_draws_what_the_shipped_one_draws() {
    let room = room();
    let build = || {
        let (code, said) = run(room.path(), &["build", ".", "-o", "out", "--no-handouts", "--no-cache"]);
        assert_eq!(code, Some(0), "{said}");
        std::fs::read_to_string(room.path().join("out/one/index.html")).expect("it was made")
    };
    let before = build();
    let (code, said) = run(room.path(), &["theme", "copy", "blocks/rule.html", "base.html", "lesson/section.html"]);
    assert_eq!(code, Some(0), "{said}");
    let copy = std::fs::read_to_string(room.path().join("theme/templates/blocks/rule.html")).expect("it was copied");
    assert!(copy.starts_with("{# copied from the theme daf of daf "), "{copy}");
    assert_eq!(build(), before);
}

#[test]
fn nothing_is_written_over_and_what_is_not_there_is_told() {
    let room = room();
    assert_eq!(run(room.path(), &["theme", "copy", "blocks/rule.html"]).0, Some(0));
    let (code, said) = run(room.path(), &["theme", "copy", "blocks/quote.html", "templates/blocks/rule.html"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("this file is there already"), "{said}");
    assert!(!room.path().join("theme/templates/blocks/quote.html").exists(), "all of them or none");
    let (code, said) = run(room.path(), &["theme", "copy", "blocks/qoute.html"]);
    assert_eq!((code, said.contains("did you mean `blocks/quote.html`?")), (Some(2), true), "{said}");
}

#[test]
fn what_changed_since_is_told() {
    let room = room();
    assert_eq!(run(room.path(), &["theme", "copy", "blocks/rule.html", "blocks/quote.html"]).0, Some(0));
    assert_eq!(
        run(room.path(), &["theme", "diff"]),
        (
            Some(0),
            "templates/blocks/quote.html: copied, as it was\ntemplates/blocks/rule.html: copied, as it was\n"
                .to_owned()
        )
    );
    // As if it had been copied from an earlier version that drew it otherwise.
    let rule = room.path().join("theme/templates/blocks/rule.html");
    let old = "{# copied from the theme daf of daf 0.0.9 (0123456789abcdef) -#}\n<hr class=\"old\">\n";
    std::fs::write(&rule, old).expect("a file");
    let (code, said) = run(room.path(), &["theme", "diff"]);
    assert_eq!(code, Some(1), "{said}");
    for words in [
        "templates/blocks/rule.html: the shipped one changed since you copied it",
        "-<hr class=\"old\">",
        "+<hr>",
        "1 file changed in daf since",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let (code, said) = run(room.path(), &["theme", "list"]);
    assert!(
        code == Some(0) && said.contains("workbook") && said.contains("blocks/rule.html  (the shipped one changed"),
        "{said}"
    );
}
