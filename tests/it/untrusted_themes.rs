//! Themes that strangers wrote: templates that never end, or grow, or read what is not theirs, are told at their line within seconds,
//! and nothing is written; those that are well give the bytes that they give without a worker.

use std::path::Path;
use std::process::{Command, Output};

use daf::Options;
use daf::diag::Diagnostics;

use crate::support::project;

/// A room with a curriculum of two lessons, and files of a theme of its own.
fn room(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    let put = |path: &str, bytes: &[u8]| {
        let path = room.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    put("daf.yaml", b"title: T\nlicense: CC0\n");
    put("one.md", b"---\ntitle: One\n---\nWords.\n");
    put("two.md", "---\ntitle: שתיים\nlang: he\n---\nמילים.\n".as_bytes());
    files.iter().for_each(|(path, bytes)| put(&format!("theme/{path}"), bytes));
    room
}

fn daf(room: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.args(["build", "content", "--no-cache"]).args(more).current_dir(room).env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("daf runs")
}

/// A page's template with something in it, which stands from line 3 on.
fn page(body: &str) -> String {
    format!("{{% extends \"base.html\" %}}\n{{% block page %}}\n{body}\n{{{{ title }}}}{{% endblock %}}\n")
}

/// That a theme is told at a place with some words, within bounds, and nothing is written.
#[track_caller]
fn check(files: &[(&str, &[u8])], more: &[&str], place: &str, words: &str) {
    let room = room(files);
    let done = daf(room.path(), more);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains(place), "{place:?} is not in:\n{said}");
    assert!(said.contains(words), "{words:?} is not in:\n{said}");
    assert!(!said.contains("root:x:") && !said.contains("``"), "{said}");
    assert!(!room.path().join("public").exists(), "{said}");
}

#[track_caller]
fn check_page(body: &str, line: usize, words: &str) {
    let text = page(body);
    let place = format!("theme/templates/lesson.html:{line}:");
    check(&[("templates/lesson.html", text.as_bytes())], &["--no-handouts"], &place, words);
}

#[test]
fn loops_without_end_are_told_at_the_loop() {
    let ranges = "\n{% for a in range(end=90000) -%}\n{% for b in range(end=90000) %}{{ b }}\n{% endfor %}{% endfor %}";
    check_page(ranges, 5, "goes round too often");
    let silent = "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}";
    check_page(silent, 3, "goes round too often");
}

#[test]
fn what_cannot_be_read_is_told_without_a_guess() {
    check_page("{{ [[[ }}", 3, "arrays");
    check_page("{{ 1 / 0 }}", 3, "0");
}

#[test]
fn text_that_grows_is_told_where_it_is_put_together() {
    let doubled =
        "{% set_global s = 'abcdefgh' %}\n{% for a in range(end=60) %}\n{% set_global s = s ~ s %}\n{% endfor %}";
    check_page(doubled, 5, "needed more than");
    let long = "{% set_global s = 'abcdefgh' %}\n{% for a in range(end=14) %}{% set_global s = s ~ s %}{% endfor %}\n{% for a in range(end=1000) %}{{ s }}{% endfor %}";
    check_page(long, 4, "larger than 64 MB");
}

#[test]
fn what_is_not_there_is_told_at_its_line() {
    check_page("x\n{{ nothing.at.all }}", 4, "not defined");
    check_page("{% for x in [1] -%}   {{ nothing }}{% endfor %}", 3, "not defined");
    check_page("x\n{% include 'nothing.html' %}", 4, "unknown template");
    check_page("x\n{% include '../../../../../../etc/passwd' %}", 4, "unknown template");
    check_page("x\n{% include 'lesson.html' %}", 4, "circular include");
    check_page("{{ range(end=10000000000) | length }}", 3, "exceeds the limit");
    check(
        &[("templates/lesson.html", b"\xff\xfe\0\x01PNG")],
        &["--no-handouts"],
        "theme/templates/lesson.html",
        "not text",
    );
}

#[cfg(feature = "pdf")]
mod on_paper {
    use super::*;

    #[track_caller]
    fn check_sheet(code: &str, line: usize, words: &str) {
        let shipped = std::fs::read_to_string(project().join("themes/daf/print/handout.typ")).expect("it is there");
        let before = shipped.lines().count();
        let text = format!("{shipped}{code}\n");
        let place = format!("theme/print/handout.typ:{}:", before + line);
        check(&[("print/handout.typ", text.as_bytes())], &[], &place, words);
    }

    #[test]
    fn sheets_that_never_end_or_grow_are_told_at_their_line() {
        check_sheet(
            "#{\n for i in range(90000) {\n for j in range(90000) { let x = i + j }\n }\n}",
            3,
            "still at work",
        );
        check_sheet("#{\n let s = \"abc\"\n for i in range(60) {\n s = s + s\n }\n}", 3, "needed more than");
        check_sheet("x\n#range(10000000000).len()", 2, "needed more than");
        check_sheet("#let f(x) = f(x + 1)\n#f(1)", 1, "call depth");
        check_sheet("#{ while true { 1 } }", 1, "always true");
    }

    #[test]
    fn sheets_see_nothing_outside() {
        check_sheet("#read(\"../../../../../../etc/passwd\")", 1, "outside");
        check_sheet("#read(\"/etc/passwd\")", 1, "not found");
        check_sheet("#import \"nothing.typ\": *", 1, "not found");
        check_sheet("#nothing", 1, "unknown variable");
        check(&[("print/handout.typ", b"\xff\xfe\0\x01")], &[], "theme/print/handout.typ", "not text");
    }
}

#[test]
fn a_theme_that_is_well_gives_the_same_with_a_worker_and_without() {
    let shipped = |path: &str| std::fs::read_to_string(project().join("themes/daf").join(path)).expect("it is there");
    let base = shipped("templates/base.html").replace(
        "</body>",
        "<i>{% for key, value in site %}{{ key }} {% endfor %}{% for item in site.menu -%}\n  {{ item.html }}{% else %}x{% endfor %}</i></body>",
    );
    let sheet = format!("{}#for part in range(3) [own]\n", shipped("print/handout.typ"));
    let room = room(&[("templates/base.html", base.as_bytes()), ("print/handout.typ", sheet.as_bytes())]);
    let done = daf(room.path(), &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let sources = daf::fs::read(&room.path().join("content"), &mut Diagnostics::default()).expect("it is there");
    let built = daf::build(&sources, "content", None, &Options::default());
    assert!(!built.diagnostics.has_errors());
    let mut pages = 0;
    for (path, made) in built.output.iter() {
        let written = std::fs::read(room.path().join("public").join(path.as_str())).expect("it was written");
        assert!(written == *made.read().expect("it is in memory"), "{path} differs");
        pages += usize::from(path.extension() == "html" && String::from_utf8_lossy(&written).contains("title_html"));
    }
    assert!(pages > 3 || !base.contains("<i>"), "the theme's own template was not used");
}

#[test]
fn workers_alone_say_nothing() {
    let done = Command::new(env!("CARGO_BIN_EXE_daf")).arg("worker").stdin(std::process::Stdio::null()).output();
    let done = done.expect("daf runs");
    assert!(done.status.success() && done.stdout.is_empty() && done.stderr.is_empty());
    let help = Command::new(env!("CARGO_BIN_EXE_daf")).arg("--help").output().expect("daf runs");
    assert!(!String::from_utf8_lossy(&help.stdout).contains("worker"));
}
