//! A build over an earlier one is, to the byte, a build into a new folder: after any edit, after none, and when it was broken
//! off on the way.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use crate::support::project;

/// A room with a copy of the example, its own cache, and a folder for sites.
struct Room(tempfile::TempDir);

impl Room {
    fn new() -> Room {
        let room = Room(tempfile::tempdir().expect("a room"));
        copy(&project().join("tests/sites/example"), &room.path("content"));
        room.change("content/daf.yaml", |text| {
            format!("{}languages: [en, he]\n", text.replace("languages:", "# was:"))
        });
        room
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, to: &str, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
        command.current_dir(self.0.path()).env("DAF_CACHE", self.path("cache")).env("SOURCE_DATE_EPOCH", "1700000000");
        command.args(["build", "content", "--no-handouts", "-v", "-o", to]).args(options);
        command
    }

    fn build(&self, to: &str, options: &[&str]) -> Output {
        let built = self.command(to, options).output().expect("daf runs");
        assert!(built.status.success(), "{}", said(&built));
        built
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.path(path);
        std::fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }

    fn change(&self, path: &str, change: impl FnOnce(String) -> String) {
        let text = std::fs::read_to_string(self.path(path)).expect("it is text");
        self.write(path, &change(text));
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const UNCHANGED: &str = "nothing has changed since the last build";

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(|entry| entry.expect("it can be read")) {
        let there = to.join(entry.path().strip_prefix(from).expect("it is inside"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(there).expect("a folder");
        } else {
            std::fs::copy(entry.path(), there).expect("a file");
        }
    }
}

/// Path and bytes of every file.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("it is inside").to_string_lossy().into_owned();
        (path, std::fs::read(entry.path()).expect("it can be read"))
    });
    named.collect()
}

#[track_caller]
fn check_same(one: &Path, other: &Path, what: &str) {
    let (one, other) = (tree(one), tree(other));
    let differ: Vec<&String> =
        one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
    assert!(differ.is_empty(), "{what}: {differ:?}");
}

/// The edits, each another kind of thing that somebody does between two builds; what it is called, and the options after it.
const EDITS: usize = 18;

fn edit(room: &Room, kind: usize, number: usize) -> (&'static str, Vec<&'static str>) {
    let lesson = "content/unit/new.md";
    match kind {
        0 => room.write(lesson, &format!("---\ntitle: New {number}\n---\nWords of {number}.\n")),
        1 => room.change("content/daf.yaml", |text| format!("{text}\n# {number}\n")),
        2 => room.write("content/theme/css/own.css", &format!("p {{ margin: {number}px }}")),
        3 => drop(std::fs::remove_dir_all(room.path("content/theme"))),
        4 => drop(std::fs::remove_dir_all(room.path("content/unit"))),
        5 => drop(std::fs::remove_file(room.path("site/index.html"))),
        6 => room.change("site/index.html", |text| text.replacen('a', "b", 1)),
        7 => room.write("site/index.html", ""),
        8 => drop(std::fs::remove_dir_all(room.path("site/assets"))),
        9 => return ("drafts", vec!["--drafts"]),
        10 => return ("another address", vec!["--base-url", "https://example.org/one"]),
        11 => drop(std::fs::remove_file(room.path("site/.daf-manifest"))),
        12 => {
            room.write(lesson, "---\ntitle: New\n---\nWords.\n");
            room.write("content/unit/new.he.md", "---\ntitle: חדש\n---\nמילים.\n");
        }
        13 => drop(std::fs::remove_file(room.path("content/unit/new.he.md"))),
        14 => room.write("content/glossary.yaml", &format!("- term: Word {number}\n  definition: A word.\n")),
        15 => drop(std::fs::remove_dir_all(room.path("cache"))),
        16 => room.write("content/unit/new.md", "---\ntitle: New\n---\n<b>a warning</b>\n"),
        _ => {}
    }
    let names = [
        "a lesson",
        "daf.yaml",
        "a style sheet",
        "no theme",
        "no lesson",
        "a page is gone",
        "a page is changed",
        "a page is empty",
        "a folder is gone",
        "",
        "",
        "the manifest is gone",
        "a translation",
        "no translation",
        "a glossary",
        "no cache",
        "a warning",
        "nothing",
    ];
    (names[kind], Vec::new())
}

/// A small generator of numbers, so that a failure can be had again.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    (*state >> 33) as usize
}

#[test]
fn after_any_edit_it_is_as_if_built_anew() {
    let room = Room::new();
    room.build("site", &[]);
    let count = std::env::var("DAF_EDITS").ok().and_then(|number| number.parse().ok()).unwrap_or(EDITS);
    let mut state = 0x5eed_1234_9876_4321;
    for number in 0..count {
        // Each kind once, and then as it comes.
        let kind = if number < EDITS { (number * 7) % EDITS } else { next(&mut state) % EDITS };
        let (name, options) = edit(&room, kind, number);
        // A folder whose manifest is gone is nobody's: it is refused, and begun anew.
        if !room.path("site/.daf-manifest").exists() {
            let refused = room.command("site", &options).output().expect("daf runs");
            assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
            std::fs::remove_dir_all(room.path("site")).expect("it was there");
        }
        let over = room.build("site", &options);
        let anew = room.build("anew", &options);
        check_same(&room.path("site"), &room.path("anew"), &format!("{number}: {name}"));
        std::fs::remove_dir_all(room.path("anew")).expect("it was there");
        let warned = |output: &Output| said(output).contains("warning[raw-html]");
        assert_eq!(warned(&over), warned(&anew), "{number}: {name}");
        // And once more: nothing is done, and the same is said.
        let again = room.build("site", &options);
        assert!(said(&again).contains(UNCHANGED), "{number}: {name}: {}", said(&again));
        assert_eq!(warned(&again), warned(&anew), "{number}: {name}");
    }
}

#[test]
fn what_was_kept_of_warnings_counts_with_strict_too() {
    let room = Room::new();
    room.write("content/unit/new.md", "---\ntitle: New\n---\n<b>a warning</b>\n");
    let first = room.build("site", &[]);
    let again = room.build("site", &[]);
    assert!(said(&again).contains(UNCHANGED), "{}", said(&again));
    for built in [&first, &again] {
        assert!(
            said(built).contains("content/unit/new.md:4:1") && said(built).contains(", 2 warnings"),
            "{}",
            said(built)
        );
    }
    let strict = room.command("site", &["--strict"]).output().expect("daf runs");
    assert_eq!(strict.status.code(), Some(1), "{}", said(&strict));
    assert!(said(&strict).contains("nothing was written"), "{}", said(&strict));
}

/// Starts a build and ends it with a signal at a moment, which may be any: nothing is waited for.
#[cfg(unix)]
fn broken_off(room: &Room, signal: &str, after: Duration) -> std::process::ExitStatus {
    let mut running =
        room.command("site", &["--no-cache"]).stderr(std::process::Stdio::null()).spawn().expect("daf runs");
    std::thread::sleep(after);
    let _ = Command::new("kill").args([signal, &running.id().to_string()]).stderr(std::process::Stdio::null()).status();
    running.wait().expect("it ends")
}

#[cfg(unix)]
#[test]
fn interrupted_it_leaves_the_site_as_it_was_or_whole() {
    let room = Room::new();
    room.build("old", &[]);
    room.write("content/unit/new.md", "---\ntitle: New\n---\nWords.\n");
    room.change("content/daf.yaml", |text| text.replacen("title: ", "title: Another ", 1));
    room.build("new", &[]);
    for (number, signal) in ["-INT", "-TERM"].iter().cycle().take(10).enumerate() {
        let _ = std::fs::remove_dir_all(room.path("site"));
        copy(&room.path("old"), &room.path("site"));
        let ended = broken_off(&room, signal, Duration::from_millis(20 * number as u64));
        match ended.code() {
            Some(130) => check_same(&room.path("old"), &room.path("site"), "interrupted"),
            Some(0) => check_same(&room.path("new"), &room.path("site"), "too late"),
            // Before it watched for anything.
            None => check_same(&room.path("old"), &room.path("site"), "at once"),
            other => panic!("{other:?}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn killed_it_is_mended_by_the_next_run() {
    let room = Room::new();
    room.build("old", &[]);
    room.write("content/unit/new.md", "---\ntitle: New\n---\nWords.\n");
    room.build("new", &[]);
    copy(&room.path("old"), &room.path("site"));
    for number in 0..6 {
        broken_off(&room, "-KILL", Duration::from_millis(15 * number));
        room.build("site", &[]);
        check_same(&room.path("new"), &room.path("site"), "mended");
    }
}
