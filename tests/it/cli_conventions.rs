//! What is expected of every command line: help, hints, colours, pipes that end early, and the outside world in the way. Properties, no
//! golden pages: what a help says may change every day.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::project;

fn daf(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    command
}

fn run(folder: &Path, typed: &[&str]) -> Output {
    daf(folder).args(typed).output().expect("daf runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn example() -> std::path::PathBuf {
    project().join("tests/sites/example")
}

#[test]
fn a_word_that_is_no_command_gets_a_hint() {
    let here = project();
    for (typed, hint) in [
        ("biuld", "build"),
        ("chekc", "check"),
        ("sarch", "search"),
        ("preview", "daf serve"),
        ("lint", "daf check"),
        ("pdf", "daf print"),
        ("content", "daf build content"),
        ("content/", "daf build content/"),
        ("one.md", "daf inspect one.md"),
    ] {
        let told = run(&here, &[typed]);
        assert_eq!(told.status.code(), Some(2), "{typed}: {}", err(&told));
        assert!(err(&told).contains(hint), "{typed}: {}", err(&told));
        assert_eq!(out(&told), "", "{typed}");
    }
    let flag = run(&here, &["build", "--no-handout"]);
    assert!(err(&flag).contains("--no-handouts"), "{}", err(&flag));
    let value = run(&here, &["check", "--format", "srif"]);
    assert!(err(&value).contains("sarif"), "{}", err(&value));
}

#[test]
fn help_goes_to_standard_output_by_any_name() {
    let whole = run(&project(), &["--help"]);
    assert_eq!(whole.status.code(), Some(0));
    for asked in [vec!["help", "build"], vec!["build", "--help"]] {
        let told = run(&project(), &asked);
        assert_eq!(told.status.code(), Some(0));
        assert!(out(&told).contains("daf build content -o public") && err(&told).is_empty(), "{}", out(&told));
    }
}

#[test]
fn colours_where_they_are_wanted_and_nowhere_else() {
    let room = tempfile::tempdir().expect("a room");
    std::fs::write(room.path().join("daf.yaml"), "titel: T\n").expect("a file");
    let coloured = |typed: &[&str], environment: &[(&str, &str)]| {
        let mut command = daf(room.path());
        command.args(["check", "."]).args(typed).envs(environment.iter().copied());
        out(&command.output().expect("daf runs")).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "not to a pipe");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "what is typed is stronger");
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    for form in ["json", "github", "sarif"] {
        assert!(!coloured(&["--color", "always", "--format", form], &[]), "{form}");
    }
}

#[test]
fn quiet_is_quiet_and_verbose_tells_more() {
    let room = tempfile::tempdir().expect("a room");
    let to = room.path().join("site");
    let to = to.to_str().expect("a plain name");
    let build = |more: &str| run(&example(), &["build", ".", "--no-handouts", "--no-cache", "-o", to, more]);
    let quiet = build("-q");
    assert_eq!((out(&quiet), err(&quiet)), (String::new(), String::new()));
    let verbose = err(&build("-v"));
    for words in ["daf: read ", "daf: made ", "daf: wrote "] {
        assert!(verbose.contains(words), "{words}: {verbose}");
    }
    assert_eq!(run(&example(), &["build", ".", "-q", "-v"]).status.code(), Some(2));
}

#[test]
fn the_outside_world_in_the_way_is_a_sentence() {
    let room = tempfile::tempdir().expect("a room");
    std::fs::write(room.path().join("file"), "words").expect("a file");
    for (typed, words) in [
        (vec!["build", "nowhere"], "there is no such folder"),
        (vec!["check", "nowhere"], "there is no such folder"),
        (vec!["build", "file"], "this is a file, not a folder"),
        (vec!["list", "lessons", "nowhere"], "there is no such folder"),
        (vec!["inspect", "x", "-C", "nowhere"], "there is no such folder"),
        (vec!["build"], "`daf init` begins a curriculum"),
        (vec!["man", "biuld"], "there is no such command"),
        (vec!["man", "-o", "file"], "a file or link stands where a folder is needed"),
    ] {
        let told = run(room.path(), &typed);
        assert_eq!(told.status.code(), Some(2), "{typed:?}: {}", err(&told));
        assert!(err(&told).starts_with("daf: ") && err(&told).contains(words), "{typed:?}: {}", err(&told));
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8_are_told_and_nothing_breaks() {
    use std::os::unix::ffi::OsStrExt as _;
    let odd = std::ffi::OsStr::from_bytes(b"odd\xff");
    for typed in ["build", "check"] {
        let told = daf(&project()).arg(typed).arg(odd).output().expect("daf runs");
        assert_eq!(told.status.code(), Some(2), "{}", err(&told));
        assert!(err(&told).contains("there is no such folder"), "{}", err(&told));
    }
    for typed in [vec![odd], vec![std::ffi::OsStr::new("cite"), odd], vec![std::ffi::OsStr::new("inspect"), odd]] {
        let told = daf(&project()).args(&typed).output().expect("daf runs");
        assert_eq!(told.status.code(), Some(2), "{}", err(&told));
        assert!(!err(&told).contains("panicked"), "{}", err(&told));
    }
}

#[test]
fn every_list_is_json_with_ids() {
    for what in ["lessons", "texts", "terms", "packets", "units", "values", "files"] {
        let listed = run(&project(), &["list", what, "content", "--json"]);
        let rows: Vec<serde_json::Value> =
            serde_json::from_str(&out(&listed)).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(!rows.is_empty() || what == "files", "{what}");
        assert!(rows.iter().all(|row| row["id"].is_string()), "{what}");
        let plain = run(&project(), &["list", what, "content"]);
        assert_eq!(out(&plain).lines().count(), rows.len(), "{what}");
    }
}

#[test]
fn a_lesson_is_inspected_by_file_page_and_id() {
    let example = example();
    let by = |folder: &Path, typed: &[&str]| {
        let shown = run(folder, &[&["inspect", "--json"], typed].concat());
        assert_eq!(shown.status.code(), Some(0), "{typed:?}: {}", err(&shown));
        serde_json::from_str::<serde_json::Value>(&out(&shown)).expect("it is JSON")
    };
    let lesson = by(&example, &["one-to-ones"]);
    assert_eq!(lesson["kind"], "lesson");
    assert_eq!(lesson["file"], "one-to-ones.md");
    for typed in [
        "one-to-ones.md",
        "./one-to-ones.md",
        "one-to-ones/index.html",
        "public/one-to-ones/",
        "facilitator/one-to-ones/index.html",
    ] {
        assert_eq!(by(&example, &[typed]), lesson, "{typed}");
    }
    assert_eq!(by(&project(), &["tests/sites/example/one-to-ones.md"]), lesson);
    assert_eq!(by(&project(), &["one-to-ones", "-C", "tests/sites/example"]), lesson);
    for key in ["pages", "agenda", "links", "texts", "sheets", "requires", "required_by", "diagnostics"] {
        assert!(lesson[key].is_array(), "{key}: {lesson:#}");
    }
    assert_eq!(by(&example, &["prisoner"])["kind"], "text");
    let plain = out(&run(&example, &["inspect", "one-to-ones"]));
    assert!(plain.contains("one-to-ones/index.html"), "{plain}");
    let unknown = run(&example, &["inspect", "one-to-one"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(err(&unknown).contains("did you mean `one-to-ones`?"), "{}", err(&unknown));
}

#[test]
fn what_is_inspected_leads_where_the_site_has_it() {
    let room = tempfile::tempdir().expect("a room");
    let site = room.path().join("site");
    let built = run(&project(), &["build", "content", "--no-handouts", "-o", site.to_str().expect("a plain name")]);
    assert!(built.status.success(), "{}", err(&built));
    let lessons = run(&project(), &["list", "lessons", "content", "--json"]);
    let lessons: Vec<serde_json::Value> = serde_json::from_str(&out(&lessons)).expect("it is JSON");
    for lesson in lessons.iter().step_by(4) {
        let id = lesson["id"].as_str().expect("an id");
        let shown = run(&project(), &["inspect", id, "-C", "content", "--json"]);
        let shown: serde_json::Value = serde_json::from_str(&out(&shown)).expect("it is JSON");
        let pages = shown["pages"].as_array().into_iter().flatten().map(|page| &page["path"]);
        let texts = shown["texts"].as_array().into_iter().flatten().map(|text| &text["page"]);
        let links = shown["links"].as_array().into_iter().flatten();
        let links = links.filter(|link| link["outside"] == false).map(|link| &link["leads"]);
        for path in pages.chain(texts).chain(links).filter_map(serde_json::Value::as_str) {
            let file = path.split('#').next().unwrap_or_default();
            assert!(file.is_empty() || file.ends_with(".pdf") || site.join(file).is_file(), "{id}: {path}");
        }
    }
}

#[test]
fn manual_pages_are_written_for_every_command() {
    let room = tempfile::tempdir().expect("a room");
    let to = room.path().join("man");
    let told = run(&project(), &["man", "-o", to.to_str().expect("a plain name")]);
    assert!(told.status.success(), "{}", err(&told));
    for name in ["daf.1", "daf-build.1", "daf-inspect.1"] {
        let page = std::fs::read_to_string(to.join(name)).expect(name);
        assert!(page.contains(".TH") && page.contains("Examples"), "{name}: {page}");
    }
    assert!(out(&run(&project(), &["man", "build"])).contains("no\\-handouts"));
}
