//! `daf init` and `daf new`: what they write builds without a warning, and nothing that is there is lost.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use daf::scaffold::ScaffoldKind;

/// Runs daf with nobody at the keyboard.
fn daf(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1795651200").stdin(Stdio::null());
    command.output().expect("daf runs")
}

#[track_caller]
fn check(output: &Output, code: i32, words: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words), "{words:?} is not in:\n{said}");
}

/// A room with a new curriculum.
fn begun() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    check(&daf(room.path(), &["init", "--title", "Ours: \"all\" of us"]), 0, "daf new lesson");
    room
}

fn read(room: &Path, path: &str) -> String {
    std::fs::read_to_string(room.join(path)).unwrap_or_else(|_| panic!("{path} is there"))
}

/// Every file below a folder, with what it holds.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).expect("it is inside").display().to_string();
                found.push((inside, std::fs::read(&path).expect("it can be read")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_new_curriculum_is_whole() {
    let room = begun();
    check(&daf(room.path(), &["check", "--strict"]), 0, "nothing to mend");
    check(&daf(room.path(), &["build", "--strict"]), 0, "daf: open public/index.html");
    let page = read(room.path(), "public/index.html");
    assert!(page.contains("Ours: &quot;all&quot; of us") || page.contains("Ours: \"all\" of us"));
    assert!(read(room.path(), "public/he/beginning/iron-on-iron/index.html").contains("ברזל בברזל"));
    assert!(!room.path().join("public/archetypes").exists() && !room.path().join("public/.daf").exists());
    assert_eq!(read(room.path(), ".gitignore").lines().last(), Some("/public"));
    let plan = daf(room.path(), &["agenda", "iron-on-iron", "--start", "18:30", "--end", "19:20"]);
    check(&plan, 0, "");
    assert!(String::from_utf8_lossy(&plan.stdout).contains("minutes in hand"), "{plan:?}");
}

#[test]
fn every_file_points_an_editor_to_its_schema() {
    let room = begun();
    for (path, _) in all(&room.path().join("content")).iter().filter(|(path, _)| !path.starts_with('.')) {
        let text = read(room.path(), &format!("content/{path}"));
        let line = text.lines().find(|line| line.starts_with("# yaml-language-server: $schema=")).expect(path);
        let first = if path.ends_with(".md") { text.lines().nth(1) } else { text.lines().next() };
        assert_eq!(first, Some(line), "{path}");
        let (_, schema) = line.split_once('=').expect("it was found");
        let folder = room.path().join("content").join(path);
        assert!(folder.parent().expect("it has one").join(schema).is_file(), "{path}: {schema}");
    }
}

#[test]
fn what_is_there_is_left_alone() {
    let room = begun();
    let before = all(room.path());
    for arguments in [
        &["init"][..],
        &["init", "content"],
        &["init", "content/inside"],
        &["new", "lesson", "01-beginning/01-iron-on-iron"],
        &["new", "lesson", "beginning/iron-on-iron.md"],
        &["new", "unit", "beginning"],
        &["new", "text", "two-are-better"],
        &["new", "packet", "first-evening"],
        &["new", "lesson", "../outside"],
        &["new", "lesson", "/tmp/outside"],
        &["new", "lesson", "beginning/.hidden"],
        &["new", "lesson", "static/x"],
        &["new", "lesson", "begining/x"],
        &["new", "lesson", "beginning/x", "--title", "  "],
        &["new", "poem", "x"],
    ] {
        check(&daf(room.path(), arguments), 2, "");
        assert_eq!(all(room.path()), before, "{arguments:?}");
    }
    check(&daf(room.path(), &["new", "lesson", "begining/x"]), 2, "did you mean `01-beginning`?");
    // A file in the way of a new curriculum: nothing of it is written.
    let room = tempfile::tempdir().expect("a room");
    std::fs::create_dir(room.path().join("content")).expect("a folder");
    std::fs::write(room.path().join("content/glossary.yaml"), "mine").expect("a file");
    std::fs::write(room.path().join(".gitignore"), "mine").expect("a file");
    let before = all(room.path());
    check(&daf(room.path(), &["init"]), 2, "this file is there already, and is left as it is");
    assert_eq!(all(room.path()), before);
    std::fs::remove_file(room.path().join("content/glossary.yaml")).expect("it was there");
    check(&daf(room.path(), &["init"]), 0, ".gitignore was there and is left as it is");
    assert_eq!(read(room.path(), ".gitignore"), "mine");
}

#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let room = begun();
    let outside = tempfile::tempdir().expect("another room");
    std::os::unix::fs::symlink(outside.path(), room.path().join("content/texts2")).expect("a link");
    std::fs::remove_dir_all(room.path().join("content/packets")).expect("it was there");
    std::os::unix::fs::symlink(outside.path(), room.path().join("content/packets")).expect("a link");
    check(&daf(room.path(), &["new", "packet", "x"]), 2, "a link leads out of the folder");
    assert!(all(outside.path()).is_empty());
}

#[test]
fn what_is_added_builds() {
    let room = begun();
    let content = room.path().join("content");
    check(&daf(room.path(), &["new", "unit", "power", "--title", "כוח: מה זה?"]), 0, "content/02-power/_index.md");
    // From inside, from outside, and as a shell completes it.
    check(&daf(&content.join("02-power"), &["new", "lesson", "who-decides"]), 0, "01-who-decides.md");
    check(&daf(room.path(), &["new", "lesson", "power/mapping", "--title", "Mapping: \"it\""]), 0, "02-mapping.md");
    check(&daf(room.path(), &["new", "lesson", "content/02-power/07-לסיום.md"]), 0, "07-לסיום.md");
    check(&daf(room.path(), &["new", "text", "prisoner"]), 0, "content/texts/prisoner.md");
    check(&daf(room.path(), &["new", "packet", "retreat"]), 0, "content/packets/retreat.yaml");
    assert!(read(&content, "02-power/01-who-decides.md").contains("\ntitle: Who Decides\n"));
    assert!(read(&content, "02-power/01-who-decides.md").contains("\ndate: 2026-11-26\n"));
    assert!(read(&content, "02-power/02-mapping.md").contains("\ntitle: \"Mapping: \\\"it\\\"\"\n"));
    assert!(read(&content, "02-power/_index.md").contains("\ntitle: \"כוח: מה זה?\"\n"));
    assert!(read(&content, "packets/retreat.yaml").contains("\n  - iron-on-iron\n"));
    assert!(
        read(&content, "packets/retreat.yaml").starts_with("# yaml-language-server: $schema=../.daf/schema/packet")
    );
    check(&daf(room.path(), &["build", "--strict"]), 0, "daf: 5 lessons");
    let checked = daf(room.path(), &["check", "--format", "short"]);
    let said = String::from_utf8_lossy(&checked.stderr);
    assert_eq!(said.lines().filter(|line| !line.contains("unused-text")).count(), 0, "{said}");
}

#[test]
fn a_curriculums_own_archetype_comes_first() {
    let room = begun();
    let own = room.path().join("content/archetypes");
    std::fs::create_dir(&own).expect("a folder");
    std::fs::write(
        own.join("lesson.md"),
        "---\ntitle: '{{title}}'\nsummary: \"{{title}} ({{id}})\"\n---\n\n## On {{title}}\n",
    )
    .expect("a file");
    check(&daf(room.path(), &["new", "lesson", "beginning/its-time", "--title", "It's *time*"]), 0, "03-its-time.md");
    assert_eq!(
        read(room.path(), "content/01-beginning/03-its-time.md"),
        "---\ntitle: 'It''s *time*'\nsummary: \"It's *time* (its-time)\"\n---\n\n## On It's \\*time\\*\n"
    );
    check(&daf(room.path(), &["build", "--strict"]), 0, "daf: 3 lessons");
    let before = all(room.path());
    for (text, says) in [
        (
            "---\ntitle: {{titel}}\n---\n",
            "archetypes/lesson.md:2: `{{titel}}` is no placeholder; did you mean `{{title}}`?",
        ),
        (
            "---\ntitle: x\n---\n{{author}}\n",
            "archetypes/lesson.md:4: `{{author}}` is no placeholder; there are {{title}}",
        ),
        ("---\ntitle: On {{title}}\n---\n", "archetypes/lesson.md:2: `{{title}}` would be \"A: b\" here"),
    ] {
        std::fs::write(own.join("lesson.md"), text).expect("a file");
        check(&daf(room.path(), &["new", "lesson", "beginning/more", "--title", "A: b"]), 2, says);
        std::fs::write(
            own.join("lesson.md"),
            &before
                .iter()
                .find(|(path, _)| path.ends_with("lesson.md") && path.contains("archetypes"))
                .expect("it is there")
                .1,
        )
        .expect("a file");
        assert_eq!(all(room.path()), before);
    }
}

#[test]
fn outside_a_curriculum_there_is_nothing_to_add_to() {
    let room = tempfile::tempdir().expect("a room");
    check(&daf(room.path(), &["new", "lesson", "x"]), 2, "there is no curriculum here; `daf init` makes one");
    assert!(all(room.path()).is_empty());
}

/// Notes in archetypes name fields that there are.
#[test]
fn archetypes_teach_the_format_as_it_is() {
    for kind in ScaffoldKind::ALL {
        let file = daf::schema::FILES.iter().find(|file| file.name == kind.word()).expect("it has a schema");
        let mut seen = 0;
        for line in kind.archetype().lines() {
            let line = line.strip_prefix("# ").unwrap_or(line);
            let Some((name, _)) = line.split_once(':') else { continue };
            if name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !name.is_empty() {
                assert!(file.shape.has(name), "{}: {name}", kind.word());
                seen += 1;
            }
        }
        assert!(seen >= 3, "{}", kind.word());
    }
}
