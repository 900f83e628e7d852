//! `daf check` as people type it: for one file or a folder, and with `--fix` on a disk.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn daf(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command.output().expect("daf runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Code and words, wherever they were said.
#[track_caller]
fn check(output: &Output, code: i32, words: &str) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "{words:?} is not in:\n{said}");
}

/// A lesson with a mark at its beginning, line ends of Windows, Hebrew, and no end of its last line.
const WINDOWS: &[u8] = "\u{feff}---\r\ntitle: \"הדו\"ח\"\r\n---\r\n\r\nשלום".as_bytes();
const WINDOWS_MENDED: &[u8] = "\u{feff}---\r\ntitle: \"הדו״ח\"\r\n---\r\n\r\nשלום".as_bytes();
/// One with line ends of other systems, and a mistake that only its writer can mend.
const UNIX: &str = "---\ntitle: Two\nsumary: It is short.\nunheard_of: yes\n---\nWords.\n";

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    let content = room.path().join("content");
    fs::create_dir_all(content.join("02-unit")).expect("a folder");
    fs::write(content.join("daf.yaml"), "title: T\nlicense: CC0\n").expect("a file");
    fs::write(content.join("01-one.md"), WINDOWS).expect("a file");
    fs::write(content.join("02-unit/02-two.md"), UNIX).expect("a file");
    room
}

#[test]
fn without_a_yes_it_is_only_shown() {
    let room = room();
    let shown = daf(room.path(), &["check", "content", "--fix"]);
    check(&shown, 1, "-sumary: It is short.\n+summary: It is short.\n");
    check(&shown, 1, "+++ content/01-one.md");
    check(&shown, 1, "daf: nothing was written; with `--yes` it is");
    assert_eq!(fs::read(room.path().join("content/01-one.md")).expect("it is there"), WINDOWS);
    assert_eq!(fs::read_to_string(room.path().join("content/02-unit/02-two.md")).expect("it is there"), UNIX);
    check(&daf(room.path(), &["check", "content", "--yes"]), 2, "--fix");
}

#[test]
fn with_a_yes_it_is_written_and_what_is_left_is_told() {
    let room = room();
    let mended = daf(room.path(), &["check", "content", "--fix", "--yes"]);
    check(&mended, 1, "daf: wrote 2 files");
    check(&mended, 1, "a lesson has no field `unheard_of`");
    assert!(!said(&mended).contains("no field `sumary`"), "{}", said(&mended));
    assert_eq!(fs::read(room.path().join("content/01-one.md")).expect("it is there"), WINDOWS_MENDED);
    let two = fs::read_to_string(room.path().join("content/02-unit/02-two.md")).expect("it is there");
    assert_eq!(two, UNIX.replace("sumary", "summary"));
    // No leftovers, and nothing more to do.
    let names = fs::read_dir(room.path().join("content")).expect("it is there").count();
    assert_eq!(names, 3);
    check(&daf(room.path(), &["check", "content", "--fix", "--yes"]), 1, "none of this can be mended without knowing");
    fs::write(room.path().join("content/02-unit/02-two.md"), "---\ntitle: Two\n---\n").expect("a file");
    check(&daf(room.path(), &["check", "content", "--fix", "--yes"]), 0, "daf: nothing to mend");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_to_is_left_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = room();
    let one = room.path().join("content/01-one.md");
    let two = room.path().join("content/02-unit/02-two.md");
    fs::set_permissions(&one, fs::Permissions::from_mode(0o444)).expect("it is ours");
    fs::set_permissions(&two, fs::Permissions::from_mode(0o640)).expect("it is ours");
    let mended = daf(room.path(), &["check", "content", "--fix", "--yes"]);
    check(&mended, 1, "this file may not be written to");
    check(&mended, 1, "daf: wrote one file");
    assert_eq!(fs::read(&one).expect("it is there"), WINDOWS);
    assert_eq!(fs::metadata(&two).expect("it is there").permissions().mode() & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn a_link_is_never_written_through() {
    let room = room();
    let outside = room.path().join("outside.md");
    fs::write(&outside, UNIX).expect("a file");
    std::os::unix::fs::symlink(&outside, room.path().join("content/03-link.md")).expect("a link");
    check(&daf(room.path(), &["check", "content", "--fix", "--yes"]), 1, "error[not-a-file]");
    assert_eq!(fs::read_to_string(&outside).expect("it is there"), UNIX);
}

#[test]
fn a_program_gets_the_fix_with_its_places() {
    let room = room();
    let told = daf(room.path(), &["check", "content", "--format", "json"]);
    let out = String::from_utf8_lossy(&told.stdout).into_owned();
    let lines = out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON"));
    let field = lines.into_iter().find(|one| one["code"] == "unknown-field").expect("it is told");
    let edit = &field["fix"]["edits"][0];
    assert_eq!(edit["text"], "summary");
    let bytes = |end: &str| usize::try_from(edit["bytes"][end].as_u64().expect("a number")).expect("a small one");
    assert_eq!(&UNIX[bytes("start")..bytes("end")], "sumary");
    assert_eq!((edit["line"].as_u64(), edit["column"].as_u64()), (Some(3), Some(1)));
    // What is shown beside it stays out of the document.
    let fixed = daf(room.path(), &["check", "content", "--format", "json", "--fix"]);
    assert_eq!(String::from_utf8_lossy(&fixed.stdout), out);
    check(&fixed, 1, "+summary: It is short.");
    let sarif = daf(room.path(), &["check", "content", "--format", "sarif"]);
    let document: serde_json::Value = serde_json::from_slice(&sarif.stdout).expect("it is JSON");
    let results = document["runs"][0]["results"].as_array().expect("a list").iter();
    let fixes: Vec<_> = results.filter_map(|one| one["fixes"][0]["artifactChanges"][0].as_object()).collect();
    assert_eq!(fixes.len(), 2);
    assert_eq!(fixes[1]["replacements"][0]["insertedContent"]["text"], "summary");
}

#[test]
fn one_file_is_told_of_alone() {
    let room = room();
    for (from, path) in [
        ("", "content/02-unit/02-two.md"),
        ("", "content/02-unit"),
        ("content", "02-unit/02-two.md"),
        ("content/02-unit", "02-two.md"),
        ("content/02-unit", "../02-unit/02-two.md"),
    ] {
        let told = daf(&room.path().join(from), &["check", path]);
        check(&told, 1, "no field `sumary`");
        assert!(!said(&told).contains("yaml-syntax"), "{path}: {}", said(&told));
        check(&told, 1, "daf: one error stands elsewhere, first in 01-one.md; `daf check");
    }
    // Both, and the whole.
    let both = daf(room.path(), &["check", "content/02-unit/02-two.md", "content/01-one.md"]);
    check(&both, 1, "yaml-syntax");
    assert!(!said(&both).contains("elsewhere"), "{}", said(&both));
    // A clean one ends well, whatever stands elsewhere.
    fs::write(room.path().join("content/03-three.md"), "---\ntitle: Three\n---\n").expect("a file");
    check(&daf(room.path(), &["check", "content/03-three.md"]), 0, "daf: 3 errors stand elsewhere");
    // Only that file is mended.
    check(&daf(room.path(), &["check", "content/01-one.md", "--fix", "--yes"]), 0, "daf: wrote one file");
    assert_eq!(fs::read(room.path().join("content/01-one.md")).expect("it is there"), WINDOWS_MENDED);
    assert_eq!(fs::read_to_string(room.path().join("content/02-unit/02-two.md")).expect("it is there"), UNIX);
}

#[test]
fn a_draft_is_looked_at_by_its_name() {
    let room = room();
    let draft = "---\ntitle: Draft\ndraft: true\nvalues: [x]\n---\n[x](nowhere.md)\n";
    fs::write(room.path().join("content/04-draft.md"), draft).expect("a file");
    check(&daf(room.path(), &["check", "content/04-draft.md"]), 1, "error[broken-link]");
    let whole = daf(room.path(), &["check", "content"]);
    assert!(!said(&whole).contains("nowhere.md"), "{}", said(&whole));
}

#[test]
fn what_is_not_there_or_not_read_is_told() {
    let room = room();
    check(&daf(room.path(), &["check", "content/nope.md"]), 2, "there is no such folder or file: content/nope.md");
    fs::write(room.path().join("content/.hidden.md"), "x").expect("a file");
    check(&daf(room.path(), &["check", "content/.hidden.md"]), 2, "is no part of the curriculum");
    fs::write(room.path().join("letter.md"), "x").expect("a file");
    check(&daf(room.path(), &["check", "letter.md"]), 2, "neither the folder of this file nor one above it");
}
