//! The command line as somebody uses it who is new to it: one mistake in one place, names typed in many ways, files begun and left.
//! Each case makes its own curriculum and reads what is said.

use std::path::Path;
use std::process::{Command, Output};

fn daf(folder: &Path, typed: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(folder).args(typed).env_remove("SOURCE_DATE_EPOCH").output().expect("daf runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The exit code, words that are said, and words that are not.
#[track_caller]
fn says(folder: &Path, typed: &[&str], code: i32, words: &[&str], not: &[&str]) -> Output {
    let done = daf(folder, typed);
    let said = format!("{}{}", out(&done), err(&done));
    assert_eq!(done.status.code(), Some(code), "{typed:?}: {said}");
    for words in words {
        assert!(said.contains(words), "{typed:?}: {words:?} is not in:\n{said}");
    }
    for words in not {
        assert!(!said.contains(words), "{typed:?}: {words:?} is in:\n{said}");
    }
    done
}

/// A room with these files in `content/`.
fn room(files: &[(&str, &str)]) -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    for (path, text) in files {
        let full = room.path().join("content").join(path);
        std::fs::create_dir_all(full.parent().expect("it has one")).expect("a folder");
        std::fs::write(full, text).expect("a file");
    }
    room
}

const WHOLE: &str = "---\ntitle: Whole\n---\nOranges and lemons.\n\n## Opening {minutes=10}\n\nWords.\n";

/// One lesson is whole; others are broken each in its own way.
fn partly_broken() -> tempfile::TempDir {
    let room = room(&[
        ("daf.yaml", "title: T\nlicense: CC0\nlanguages: [en, he]\n"),
        ("01-u/_index.md", "---\ntitle: U\n---\n"),
        ("01-u/01-whole.md", WHOLE),
        ("01-u/02-fields.md", "---\ntitle: Fields\nminutes: [\n---\n\nOranges too.\n"),
        (
            "01-u/03-linked.md",
            "---\ntitle: Linked\nrequires: [unread]\n---\nSee [it](05-unread.md).\n\n## A {minutes=5}\n",
        ),
        ("01-u/04-quotes.md", "---\ntitle: Quotes\ntexts: [bad]\n---\n\n## A {minutes=5}\n"),
        ("01-u/06-told.md", "---\ntitle: Told\n---\n\n## A {minutes=5}\n"),
        ("01-u/06-told.he.md", "---\ntitel: Told\n---\n"),
        ("texts/bad.md", "---\ntitle: Bad\nlicense: CC0\nen: \"a\nnote: b\n---\n"),
        ("packets/good.yaml", "title: Good\nitems: [whole]\n"),
        ("packets/mixed.yaml", "title: Mixed\nitems: [whole, fields]\n"),
    ]);
    std::fs::write(room.path().join("content/01-u/05-unread.md"), b"---\ntitle: \xe9\n---\n").expect("a file");
    room
}

#[test]
fn one_broken_lesson_breaks_one_lesson() {
    let room = partly_broken();
    let here = room.path();
    let elsewhere = ["daf: elsewhere 4 lessons and 1 text have mistakes: ", "`daf check content`"];
    let all = [elsewhere[0], elsewhere[1], "01-u/02-fields.md:3"];
    says(here, &["agenda", "whole", "--start", "9:00"], 0, &["Opening", all[0], all[1], all[2]], &["error["]);
    says(here, &["inspect", "whole"], 0, &["kind          lesson", all[0]], &["error["]);
    says(here, &["search", "oranges"], 0, &["Whole", "were left out"], &["Fields", "error["]);
    let listed = says(here, &["list", "lessons"], 0, &["were left out: 01-u/02-fields.md:3"], &["error["]);
    assert_eq!(out(&listed).lines().count(), 2, "{}", out(&listed));
    // What stands in a file that cannot be read is no mistake of those that lead to it.
    says(here, &["agenda", "linked", "--start", "9:00"], 0, &["A"], &["error["]);
    for (typed, own) in [
        ("fields", "01-u/02-fields.md:3"),
        ("unread", "01-u/05-unread.md:2"),
        ("quotes", "texts/bad.md:"),
        ("told", "01-u/06-told.he.md:2"),
    ] {
        says(here, &["agenda", typed, "--start", "9:00"], 1, &["error[", own], &["elsewhere"]);
        says(here, &["inspect", typed], 1, &[], &[]);
    }
    says(here, &["build"], 1, &["nothing was written"], &[]);
    assert!(!here.join("public").exists());
}

#[test]
#[cfg(feature = "pdf")]
fn what_is_whole_is_printed() {
    let room = partly_broken();
    let here = room.path();
    says(here, &["print", "whole"], 0, &["wrote whole.pdf, 1 page\n", "daf: elsewhere 4 lessons"], &["error["]);
    says(here, &["print", "good"], 0, &["wrote good.pdf"], &["error["]);
    says(here, &["print", "mixed"], 1, &["01-u/02-fields.md:3", "nothing was written"], &["texts/bad.md"]);
    says(here, &["print", "unread"], 1, &["error[not-utf8]", "05-unread.md:2"], &["02-fields"]);
    says(
        here,
        &["print", "whole", "told"],
        1,
        &["wrote whole.pdf", "`told` was left out", "06-told.he.md"],
        &["02-fields"],
    );
    says(here, &["print", "-o", "all.pdf"], 1, &["wrote all.pdf", "4 lessons and 1 text have mistakes"], &["error["]);
    says(here, &["print", "-o", "all/"], 1, &["whole-participant.pdf", "linked-participant.pdf"], &["told-"]);
}

#[test]
fn without_the_settings_nothing_is_done() {
    let room = room(&[("daf.yaml", "title: [T\n"), ("one.md", WHOLE)]);
    for typed in
        [&["list", "lessons"][..], &["search", "x"], &["inspect", "one"], &["agenda", "one", "--start", "9:00"]]
    {
        says(room.path(), typed, 1, &["daf.yaml:1"], &["elsewhere"]);
    }
}

#[test]
fn a_lesson_may_be_named_in_many_ways() {
    let room =
        room(&[("daf.yaml", "title: T\n"), ("01-u/_index.md", "---\ntitle: U\n---\n"), ("01-u/02-one.md", WHOLE)]);
    let here = room.path();
    let full = here.join("content/01-u/02-one.md").to_string_lossy().into_owned();
    for name in ["one", "one.md", "02-one", "02-one.md", "u/one", "01-u/02-one.md", "content/01-u/02-one.md", &full] {
        says(here, &["agenda", name, "--start", "9:00"], 0, &["Opening"], &[]);
        says(here, &["inspect", name], 0, &["02-one.md"], &[]);
    }
    says(&here.join("content/01-u"), &["agenda", "./02-one.md", "--start", "9:00"], 0, &["Opening"], &[]);
    says(here, &["agenda", "u", "--start", "9:00"], 2, &["is a unit; name lessons"], &[]);
    says(here, &["agenda", "On", "--start", "9:00"], 2, &["did you mean `one`?"], &[]);
    says(here, &["inspect", "оne"], 2, &["the Cyrillic letter `о` (U+043E)"], &[]);
}

#[test]
fn options_stand_where_people_put_them() {
    let room = room(&[("daf.yaml", "title: T\n"), ("one.md", WHOLE)]);
    let here = room.path();
    let json = says(here, &["cite", "Avot 2:16", "Genesis 1:1", "--json"], 0, &["\"input\":\"Avot 2:16\""], &[]);
    assert_eq!(out(&json).lines().count(), 2);
    says(here, &["cite", "Avot 2:16", "--color", "never"], 0, &["Pirkei Avot 2:16"], &["--color"]);
    says(here, &["cite", "--json", "--", "Avot 2:16"], 0, &["\"input\":\"Avot 2:16\""], &[]);
    let away = here.join("away");
    std::fs::create_dir(&away).expect("a folder");
    for typed in [
        &["list", "lessons"][..],
        &["inspect", "one"],
        &["search", "oranges"],
        &["agenda", "one", "--start", "9:00"],
        &["check"],
        &["check", "one.md"],
        &["new", "unit", "more"],
        &["build", "--no-handouts", "-o", "site"],
    ] {
        says(&away, &[&["-C", "../content"], typed].concat(), 0, &[], &["error"]);
        if typed[0] != "new" {
            says(&away, &[typed, &["-C", "../content"]].concat(), 0, &[], &["error"]);
        }
    }
    says(&away, &["list", "lessons", "../content"], 0, &["one"], &[]);
    says(&away, &["list", "lessons", "../content", "-C", ".."], 2, &["the folder is named twice"], &[]);
    says(here, &["build", "contnet"], 2, &["did you mean `content`?"], &[]);
}

#[test]
fn one_thing_is_one_thing() {
    let room =
        room(&[("daf.yaml", "title: T\n"), ("one.md", "---\ntitle: One\nminutes: 1\ngroup_size: 1\n---\nWords.\n")]);
    says(
        room.path(),
        &["build", "--no-handouts"],
        0,
        &["daf: 1 lesson, ", "0 PDFs", "`base_url`", "404.html"],
        &["1 lessons"],
    );
    let page = std::fs::read_to_string(room.path().join("public/one/index.html")).expect("the page");
    assert!(page.contains("1 minute") && page.contains("1 person"), "{page}");
    assert!(!page.contains("1 minutes") && !page.contains("1 people"), "{page}");
    let placed = &["build", "--no-handouts", "--base-url", "https://example.org/x"];
    says(room.path(), placed, 0, &["1 lesson, "], &["404.html"]);
}

#[test]
fn a_translation_is_begun_and_told_until_it_is_written() {
    let lesson = "---\ntitle: A\nsummary: What we do\nminutes: 30\nobjectives: [{id: o, text: Ask.}]\nquestions: [\"Why, and when?\"]\ndiscussion:\n  - {id: p, prompt: \"Who decides: *we*?\", objective: o}\nexercises:\n  - {id: e, title: Try, instructions: \"1. Write.\\n2. Read.\"}\n---\nSee [below](#opening) and [deeper](#deep-down).\n\n## Opening {minutes=30 kind=opening}\n\n### Deep down\n\n- one\n\n::prompt{#p}\n::exercise{#e}\n";
    let room = room(&[
        ("daf.yaml", "title: T\nlanguage: en\nlanguages: [en, es]\nlicense: CC0\n"),
        ("01-unit/_index.md", "---\ntitle: U\ngoal: To go.\n---\n\nWords.\n"),
        ("01-unit/02-a.md", lesson),
    ]);
    let here = room.path();
    let written = here.join("content/01-unit/02-a.es.md");
    for name in ["unit/a.es", "unit/a.es.md", "01-unit/02-a.es", "a.es"] {
        says(here, &["new", "lesson", name], 0, &["wrote content/01-unit/02-a.es.md"], &[]);
        let text = std::fs::read_to_string(&written).expect("it is written");
        for words in
            ["TODO: A", "id: p", "id: e", "id: o", "TODO: Who decides: *we*?", "{#opening minutes=30", "{#deep-down}"]
        {
            assert!(text.contains(words), "{words:?} is not in:\n{text}");
        }
        let told = says(here, &["check", "--format", "short", &written.to_string_lossy()], 0, &[], &["error"]);
        assert_eq!(out(&told).lines().count(), 1, "{}", out(&told));
        assert!(
            out(&told).contains("02-a.es.md:4:") && out(&told).contains("[unfilled-placeholder]"),
            "{}",
            out(&told)
        );
        std::fs::remove_file(&written).expect("it was there");
    }
    says(here, &["new", "unit", "unit.es"], 0, &["wrote content/01-unit/_index.es.md"], &[]);
    says(here, &["check"], 0, &["unfilled-placeholder"], &["error["]);
    says(here, &["new", "lesson", "unit/b.es"], 2, &["there is no lesson `unit/b` to translate"], &[]);
    says(here, &["new", "lesson", "unit/a.fr"], 2, &["`languages: [en, es, fr]`"], &[]);
    says(here, &["new", "lesson", "unit/a.en"], 2, &["in the language `en` already"], &[]);
    assert!(!here.join("content/01-unit/03-bes.md").exists());
}

#[test]
fn what_was_begun_is_told_until_it_is_written() {
    let room = tempfile::tempdir().expect("a room");
    let here = room.path();
    says(here, &["init"], 0, &["20 files"], &[]);
    says(here, &["check", "--strict"], 0, &["nothing to mend"], &[]);
    says(here, &["new", "text", "Exodus 22:20"], 0, &["texts/exodus-22-20.md"], &[]);
    let text = std::fs::read_to_string(here.join("content/texts/exodus-22-20.md")).expect("it is written");
    assert!(text.contains("\nref: Exodus 22:20 ") && !text.contains("\ntitle:"), "{text}");
    says(here, &["new", "text", "a song of ours"], 0, &["texts/a-song-of-ours.md"], &[]);
    let text = std::fs::read_to_string(here.join("content/texts/a-song-of-ours.md")).expect("it is written");
    assert!(text.contains("\ntitle: A Song Of Ours ") || text.contains("\ntitle: A song of ours "), "{text}");
    says(here, &["new", "lesson", "beginning/third"], 0, &[], &[]);
    says(here, &["new", "unit", "more"], 0, &[], &[]);
    for file in ["texts/exodus-22-20.md", "texts/a-song-of-ours.md", "01-beginning/03-third.md", "02-more/_index.md"] {
        let path = format!("content/{file}");
        let told = says(here, &["check", "--format", "short", &path], 0, &["[unfilled-placeholder]"], &["error["]);
        assert_eq!(out(&told).matches("unfilled-placeholder").count(), 1, "{}", out(&told));
        says(here, &["check", "--strict", &path], 1, &["[unfilled-placeholder]"], &[]);
    }
    says(here, &["build", "--no-handouts"], 0, &[], &["unfilled-placeholder"]);
}

#[test]
#[cfg(feature = "pdf")]
fn a_letter_is_missed_where_it_stands() {
    let room = room(&[
        ("daf.yaml", "title: T\nlicense: CC0\n"),
        ("00-notes.txt", "my notes 🎶\n"),
        ("01-u/_index.md", "---\ntitle: U\n---\n"),
        ("01-u/01-l.md", "---\ntitle: Lesson\n---\n\nSing 🎶 now.\n"),
        ("notes.txt", "🎶\n"),
    ]);
    for typed in [&["check", "--format", "short"][..], &["build", "--format", "short"]] {
        says(room.path(), typed, 0, &["content/01-u/01-l.md:5:6: warning[missing-letter]"], &["notes.txt:"]);
    }
}
