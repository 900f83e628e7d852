//! The command as people type it, with its mistakes: words, exit codes, and what is on the disk afterwards.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::project;

fn daf(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").output().expect("daf runs")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Code and words, wherever they were said.
#[track_caller]
fn check(output: &Output, code: i32, words: &str) {
    let said = format!("{}{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "{words:?} is not in:\n{said}");
}

/// A room with a curriculum of one lesson.
fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    std::fs::create_dir(room.path().join("content")).expect("a folder");
    std::fs::write(room.path().join("content/daf.yaml"), "title: T\nlicense: CC0\n").expect("a file");
    std::fs::write(room.path().join("content/one.md"), "---\ntitle: One\n---\nWords.\n").expect("a file");
    room
}

#[test]
fn builds_and_says_what_to_open() {
    let room = room();
    let built = daf(room.path(), &["build", "content"]);
    check(&built, 0, "daf: 1 lesson,");
    check(&built, 0, "daf: open public/index.html");
    assert!(room.path().join("public/one/index.html").is_file());
    // Run again from inside: nothing changes.
    let again = daf(&room.path().join("content"), &["build", ".", "-o", "../public"]);
    check(&again, 0, "(0 files changed, 0 removed)");
}

#[test]
fn an_error_writes_nothing_and_loses_nothing() {
    let room = room();
    check(&daf(room.path(), &["build", "content"]), 0, "");
    std::fs::write(room.path().join("content/two.md"), "---\ntitel: Two\n---\n").expect("a file");
    let failed = daf(room.path(), &["build", "content"]);
    check(&failed, 1, "did you mean `title`?");
    check(&failed, 1, "two.md:2:1");
    assert!(room.path().join("public/one/index.html").is_file());
    assert!(!room.path().join("public/two").exists());
}

#[test]
fn what_is_gone_from_the_content_goes_from_the_site_and_nothing_else() {
    let room = room();
    std::fs::write(room.path().join("content/two.md"), "---\ntitle: Two\n---\n").expect("a file");
    check(&daf(room.path(), &["build", "content"]), 0, "");
    std::fs::write(room.path().join("public/CNAME"), "mine").expect("a file");
    std::fs::remove_file(room.path().join("content/two.md")).expect("it was there");
    check(&daf(room.path(), &["build", "content"]), 0, "removed");
    assert!(!room.path().join("public/two/index.html").exists());
    assert!(room.path().join("public/CNAME").is_file());
}

#[test]
fn the_folder_around_the_content_will_do() {
    let room = room();
    let built = daf(room.path(), &["build", "."]);
    check(&built, 0, "1 lesson,");
    assert!(room.path().join("public/one/index.html").is_file(), "the site stands beside the content");
}

#[test]
fn a_folder_that_daf_did_not_make_is_left_alone() {
    let room = room();
    std::fs::create_dir(room.path().join("public")).expect("a folder");
    std::fs::write(room.path().join("public/letter.txt"), "dear").expect("a file");
    check(&daf(room.path(), &["build", "content"]), 2, "files that daf did not make");
    assert!(!room.path().join("public/index.html").exists());
    check(&daf(room.path(), &["build", "content", "-o", "content"]), 2, "");
    check(&daf(room.path(), &["build", "content", "-o", "."]), 2, "");
}

#[test]
fn what_is_not_a_file_is_told() {
    let room = room();
    std::os::unix::fs::symlink("/etc/hostname", room.path().join("content/link.md")).expect("a link");
    check(&daf(room.path(), &["check", "content"]), 1, "error[not-a-file]");
    std::fs::remove_file(room.path().join("content/link.md")).expect("it was there");
    let large = std::fs::File::create(room.path().join("content/large.md")).expect("a file");
    large.set_len(3 * 1024 * 1024).expect("it grows");
    check(&daf(room.path(), &["check", "content"]), 1, "error[file-too-large]");
}

#[test]
fn usage_is_two() {
    let room = room();
    check(&daf(room.path(), &["build", "nowhere"]), 2, "there is no such folder");
    check(&daf(room.path(), &["bild"]), 2, "similar");
    check(&daf(room.path(), &["explain", "unknown-feild"]), 2, "unknown-field");
    check(&daf(room.path(), &["print", "onne", "-C", "content"]), 2, "did you mean `one`?");
}

#[test]
fn a_letter_that_no_font_has_is_told_with_its_place() {
    let room = room();
    std::fs::write(room.path().join("content/one.md"), "---\ntitle: One\n---\nWords, and 𒀀.\n").expect("a file");
    for command in [["check", "content"], ["build", "content"]] {
        let told = daf(room.path(), &command);
        check(&told, 0, "no font for paper has `𒀀` (U+12000)");
        check(&told, 0, "one.md:4:12");
    }
}

#[test]
fn strict_makes_warnings_count() {
    let room = room();
    std::fs::write(room.path().join("content/one.md"), "---\ntitle: One\nvalues: [x]\n---\n<b>a</b>\n")
        .expect("a file");
    check(&daf(room.path(), &["build", "content"]), 0, "warning[raw-html]");
    check(&daf(room.path(), &["build", "content", "--strict"]), 1, "nothing was written");
}

#[test]
fn prints_one_lesson() {
    let room = room();
    check(&daf(room.path(), &["print", "one", "-C", "content", "--paper", "a4"]), 0, "daf: wrote one.pdf");
    let pdf = std::fs::read(room.path().join("one.pdf")).expect("it was written");
    assert!(pdf.starts_with(b"%PDF-1.7"));
}

#[test]
fn prints_all_that_a_session_needs() {
    let example = project().join("tests/sites/example");
    let room = tempfile::tempdir().expect("a room");
    let to = room.path().join("tonight");
    let to = to.to_str().expect("a plain name");
    let printed =
        daf(&example, &["print", "turn-it", "-C", ".", "-n", "24", "--copies", "12", "-o", &format!("{to}/")]);
    check(&printed, 0, "files in");
    let list = std::fs::read_to_string(format!("{to}/what-to-print.txt")).expect("the list was written");
    assert_eq!(list, out(&printed));
    let line =
        |kind: &str| list.lines().find(|line| line.contains(&format!("turn-it-{kind}.pdf"))).expect(kind).to_owned();
    assert!(line("participant").contains("  12 copies"), "{list}");
    assert!(line("facilitator").contains("   1 copy"), "{list}");
    for kind in ["participant", "source-sheet", "facilitator"] {
        let pdf = std::fs::read(format!("{to}/turn-it-{kind}.pdf")).expect(kind);
        assert!(pdf.starts_with(b"%PDF-"), "{kind}");
    }
}

#[test]
fn what_can_not_be_printed_as_asked_is_told() {
    let room = room();
    let all = daf(room.path(), &["print", "one", "-C", "content", "--kind", "all", "-o", "one.pdf"]);
    check(&all, 2, "all sheets are several files; name a folder, such as `-o one/`");
    std::fs::create_dir(room.path().join("taken.pdf")).expect("a folder");
    std::fs::write(room.path().join("file"), "mine").expect("a file");
    check(
        &daf(room.path(), &["print", "one", "-C", "content", "-o", "file/one.pdf"]),
        2,
        "daf: this folder cannot be made: file",
    );
    check(&daf(room.path(), &["print", "one", "-C", "content", "--kind", "posters"]), 2, "possible values");
    assert_eq!(std::fs::read(room.path().join("file")).expect("it stands"), b"mine");
    let left: Vec<_> =
        std::fs::read_dir(room.path()).expect("a room").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn searches_lists_and_explains() {
    let example = project().join("tests/sites/example");
    let found = daf(&example, &["search", "-C", ".", "הפך"]);
    assert!(out(&found).contains("Turn It and Turn It"), "{}", out(&found));
    let listed = daf(&example, &["list", "lessons", "."]);
    assert!(out(&listed).contains("one-to-ones"), "{}", out(&listed));
    let explained = daf(&example, &["explain", "early-close"]);
    assert!(out(&explained).contains("front matter"), "{}", out(&explained));
    let cited = daf(&example, &["cite", "Avot", "2:16"]);
    assert!(out(&cited).contains("Pirkei Avot 2:16"), "{}", out(&cited));
}

#[test]
fn what_was_asked_for_goes_to_standard_output_and_all_else_beside_it() {
    let room = room();
    std::fs::write(room.path().join("content/one.md"), "---\ntitle: One\n---\n<b>a</b>\n").expect("a file");
    let checked = daf(room.path(), &["check", "content"]);
    assert!(out(&checked).contains("content/one.md:4:1"), "{}", out(&checked));
    assert_eq!(err(&checked), "daf: 2 warnings\n");
    let built = daf(room.path(), &["build", "content", "--no-handouts"]);
    assert_eq!(out(&built), "");
    assert!(err(&built).contains("content/one.md:4:1"), "{}", err(&built));
    // From inside, paths are those that lead to the file from there.
    let inside = daf(&room.path().join("content"), &["check", "--format", "short"]);
    assert!(out(&inside).starts_with("one.md:4:1: warning[raw-html]"), "{}", out(&inside));
    for form in ["json", "github", "sarif"] {
        for command in [vec!["check", "content"], vec!["build", "content", "--no-handouts"]] {
            let told = daf(room.path(), &[command, vec!["--format", form]].concat());
            assert!(out(&told).contains("content/one.md"), "{form}: {}", out(&told));
            assert!(!err(&told).contains("raw-html"), "{form}: {}", err(&told));
        }
    }
}

#[test]
fn no_mistake_is_a_document_too() {
    let room = room();
    let clean = |form: &str| out(&daf(room.path(), &["check", "content", "--format", form]));
    assert_eq!(clean("json") + &clean("github"), "");
    let document: serde_json::Value = serde_json::from_str(&clean("sarif")).expect("it is JSON");
    assert_eq!(document["runs"][0]["results"], serde_json::json!([]));
}
