//! `extra`, a writer's own values: that whatever is written there is handed on as it is to programs that list and inspect, and to a
//! theme's sheets, and stands in no page or sheet of the shipped theme.
//!
//! One case, tests/extra.txt, with all that it gives.

use std::process::Command;

use serde_json::Value;

use crate::support::{Fixture, project};

/// What daf says, for a folder on the disk.
#[track_caller]
fn says(room: &std::path::Path, typed: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    let done = command.current_dir(room).args(typed).env_remove("SOURCE_DATE_EPOCH").output().expect("daf runs");
    assert!(done.status.success(), "{typed:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("it is text")
}

/// The values of a list, by the ids of what they belong to.
fn listed(rows: &str) -> String {
    let rows: Vec<Value> = serde_json::from_str(rows).expect("it is JSON");
    rows.iter().map(|row| format!("{}: {}\n", row["id"].as_str().unwrap_or_default(), row["extra"])).collect()
}

#[test]
fn own_values_are_handed_on() {
    let fixture = Fixture::read(&project().join("tests/extra.txt"));
    let room = tempfile::tempdir().expect("a room");
    for part in &fixture.parts {
        let path = room.path().join("content").join(&part.path);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder");
        std::fs::write(path, &part.bytes).expect("a file");
    }
    let mut came = String::new();
    for what in ["lessons", "units", "texts", "packets"] {
        came += &format!("-- daf list {what} --json\n{}", listed(&says(room.path(), &["list", what, "--json"])));
    }
    for name in ["daf.yaml", "one", "two", "shared", "evening"] {
        let said = says(room.path(), &["inspect", name]);
        let own = said.find("\nextra\n").map_or("(none)\n", |at| &said[at + 1..]);
        came += &format!("-- daf inspect {name}\n{own}");
    }
    let found: Value = serde_json::from_str(&says(room.path(), &["inspect", "one", "--json"])).expect("it is JSON");
    came += &format!("-- daf inspect one --json, in Hebrew\n{}\n", found["translations"][0]["extra"]);
    #[cfg(feature = "pdf")]
    for (kind, id) in [("of a lesson", "one"), ("of a packet", "evening")] {
        came += &format!("-- the sheet {kind}\n{}", sheet(&fixture, id));
    }
    #[cfg(feature = "pdf")]
    fixture.check(&came);
    assert!(!came.is_empty());
}

/// The words of a sheet that a theme of the curriculum's own sets.
#[cfg(feature = "pdf")]
#[track_caller]
fn sheet(fixture: &Fixture, id: &str) -> String {
    let built = daf::build(&fixture.sources(), "content", None, &daf::Options::default());
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&fixture.sources(), &built));
    let mut sheets = built.output.iter().filter(|(path, _)| path.as_str().ends_with(".pdf"));
    let wanted = |path: &str| path.contains(id) && (id != "one" || path.contains("handout"));
    let (_, file) = sheets.find(|(path, _)| wanted(path.as_str())).expect("it was made");
    let paper = crate::pdf_reader::Paper::read(file.here().expect("it is in memory").as_slice());
    let words = paper.pages.iter().flat_map(|page| page.words.values()).map(|words| format!("{}\n", words.text.trim()));
    words.collect()
}

/// No page, and nothing else of the site.
#[test]
fn the_shipped_theme_shows_none_of_it() {
    let fixture = Fixture::read(&project().join("tests/extra.txt"));
    let files = fixture.parts.iter().filter(|part| !part.path.starts_with("theme/"));
    let files: Vec<(&str, &[u8])> = files.map(|part| (part.path.as_str(), part.bytes.as_slice())).collect();
    let built = crate::support::build(&crate::support::sources(&files));
    for (path, file) in built.output.iter() {
        let bytes = file.here().expect("it is in memory");
        for word in ["0501234567", "Yosef", "Midrash", "shared.mp3"] {
            let holds = memchr::memmem::find(bytes.as_slice(), word.as_bytes()).is_some();
            assert!(!holds, "{path} says {word}");
        }
    }
}
