//! What reaches a terminal, a workflow or another program: every command in every form, over a curriculum and arguments that would speak to a
//! terminal. Looks at the bytes alone.

#![cfg(unix)]

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Orders to a terminal, what turns words around, and what ends a line, as a writer may put them into words.
const HOSTILE: &str =
    "X\u{1b}[7m\u{1b}]0;pwn\u{7}\u{9b}2J\u{9d}8;;x\u{9c}\u{202e}\u{2066}\u{2028}\u{7f}\u{85}\u{61c}\u{200f}Z";
/// The same without what a field refuses.
const TURNING: &str = "X\u{202e}\u{2067}\u{202c}\u{61c}\u{200f}\u{e0041}Z";

/// Command lines over the curriculum `content`; each with and without colours.
const LINES: &[&[&str]] = &[
    &["build", "content", "-o", "built"],
    &["build", "content", "-o", "built", "--format", "short"],
    &["build", "content", "-o", "built", "--format", "json"],
    &["build", "content", "-o", "built", "--format", "github"],
    &["build", "content", "-o", "built", "--format", "sarif"],
    &["check", "content"],
    &["check", "content", "--format", "short"],
    &["check", "content", "--format", "json"],
    &["check", "content", "--format", "github"],
    &["check", "content", "--format", "sarif"],
    &["check", "content", "--fix"],
    &["check", "content", "--fix", "--format", "json"],
    &["list", "lessons", "content"],
    &["list", "texts", "content"],
    &["list", "terms", "content"],
    &["list", "packets", "content"],
    &["list", "units", "content"],
    &["list", "values", "content"],
    &["list", "files", "content"],
    &["list", "notes", "content"],
    &["list", "lessons", "content", "--json"],
    &["list", "texts", "content", "--json"],
    &["list", "terms", "content", "--json"],
    &["list", "packets", "content", "--json"],
    &["list", "units", "content", "--json"],
    &["list", "values", "content", "--json"],
    &["list", "files", "content", "--json"],
    &["list", "notes", "content", "--json"],
    &["search", "words", "-C", "content"],
    &["search", "words", "-C", "content", "--json"],
    &["search", "Avot 2:16", "-C", "content"],
    &["inspect", "one", "-C", "content"],
    &["inspect", "one", "-C", "content", "--json"],
    &["inspect", "unit", "-C", "content"],
    &["inspect", "term", "-C", "content"],
    &["inspect", "p", "-C", "content"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--date", "2026-01-01"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--date", "2026-01-01", "--format", "md"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--date", "2026-01-01", "--format", "csv"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--date", "2026-01-01", "--format", "ics"],
    #[cfg(feature = "pdf")]
    &["print", "one", "-C", "content", "-n", "2", "-o", "printed/"],
    #[cfg(feature = "pdf")]
    &["print", "-C", "content", "-o", "printed.pdf"],
];

/// Command lines with `HOSTILE` for `%`.
const SPOKEN: &[&[&str]] = &[
    &["%"],
    &["--%"],
    &["-%"],
    &["build", "%"],
    &["build", "content", "-o", "content/%/.."],
    &["build", "content", "--base-url", "%"],
    &["build", "content", "--format", "%"],
    &["build", "content", "--theme", "%"],
    &["build", "content", "-j", "%"],
    &["build", "-C", "%", "%"],
    &["check", "%"],
    &["check", "content/%"],
    &["check", "content/%.md"],
    &["list", "%"],
    &["list", "lessons", "%"],
    &["search", "%", "-C", "content"],
    &["search", "%", "-C", "content", "--json"],
    &["search", "x", "-C", "content", "--only", "%"],
    &["search", "x", "-C", "content", "--only", "unit=%"],
    &["inspect", "%", "-C", "content"],
    &["agenda", "%", "-C", "content", "--start", "9:00"],
    &["agenda", "one@%", "-C", "content", "--start", "9:00"],
    &["agenda", "one+%", "-C", "content", "--start", "9:00"],
    &["agenda", "one", "-C", "content", "--start", "%"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--date", "%"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--lang", "%"],
    &["agenda", "one", "-C", "content", "--start", "9:00", "--tz", "%"],
    &["cite", "%"],
    &["cite", "Avot 2:16 %"],
    &["cite", "%", "--json"],
    &["explain", "%"],
    &["schema", "%"],
    &["completions", "%"],
    &["man", "%"],
    &["new", "lesson", "%", "-C", "content"],
    &["new", "lesson", "unit/%", "-C", "content", "--title", "%"],
    &["new", "%", "x", "-C", "content"],
    &["init", "begun", "--title", "%"],
    &["init", "beg%un"],
    &["list", "lessons", "begun"],
    #[cfg(feature = "pdf")]
    &["print", "%", "-C", "content"],
    #[cfg(feature = "pdf")]
    &["print", "one", "-C", "content", "--paper", "%"],
    #[cfg(feature = "pdf")]
    &["print", "one", "-C", "content", "--tiles", "%"],
    #[cfg(feature = "serve")]
    &["serve", "content", "--editor", "%"],
    #[cfg(feature = "serve")]
    &["serve", "content", "--allow-host", "%"],
    #[cfg(feature = "serve")]
    &["serve", "%"],
];

fn run(line: &[&str], colour: &str, folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.args(line).args(["--color", colour]).current_dir(folder).stdin(Stdio::null());
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE").env("DAF_CACHE", folder.join("cache"));
    command.output().expect("daf runs")
}

/// Whether a terminal acts on a character or hides it.
fn acts(c: char) -> bool {
    c.is_control() || daf::safe::is_unseen(c)
}

/// What in an output would act on a terminal. Colours of our own may stand in it, and what a form is made of.
fn wrong(line: &[&str], output: &str) -> Option<String> {
    let is = |word: &str| line.contains(&word);
    let mut rest = output.to_owned();
    for colour in ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[4m", "\u{1b}[24m"] {
        rest = rest.replace(colour, "");
    }
    // The colours of the three libraries that have some.
    while let Some(at) = rest.find("\u{1b}[") {
        let end = rest[at + 2..].find('m')?;
        let number = rest[at + 2..at + 2 + end].to_owned();
        let is_colour = number.chars().all(|c| c.is_ascii_digit() || c == ';') && number != "7";
        if !is_colour {
            break;
        }
        rest.replace_range(at..at + 3 + end, "");
    }
    let is_ours = |c: char| match c {
        '\n' => true,
        '\r' => is("csv") || is("ics"),
        '\u{feff}' => is("csv"),
        // Isolates of ours, which end, and the mark at the beginning of a line.
        '\u{2066}'..='\u{2069}' => is("agenda"),
        _ => false,
    };
    let found = rest.char_indices().find(|(_, c)| acts(*c) && !is_ours(*c));
    found.map(|(at, c)| {
        let around: String = rest[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
        format!("daf {line:?}: U+{:04X} after {around:?}", u32::from(c))
    })
}

#[track_caller]
fn harmless(lines: &[&[&str]], folder: &Path) {
    let mut found = Vec::new();
    for line in lines {
        // Without colours nothing else is written, and only a few are tried so.
        let colours: &[&str] = if line.len() < 4 { &["never", "always"] } else { &["always"] };
        for colour in colours {
            let output = run(line, colour, folder);
            for stream in [&output.stdout, &output.stderr] {
                let text = std::str::from_utf8(stream).expect("it is text");
                assert!(!text.contains("panicked"), "{text}");
                found.extend(wrong(line, text));
                // In a workflow, such a line is an order.
                let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
                let is_order =
                    |said: &str| said.trim_start().strip_prefix("::").is_some_and(begins) || said.contains("##[");
                let own = ["::error ", "::warning ", "::notice "];
                let orders = text.lines().filter(|said| is_order(said) && !own.iter().any(|own| said.starts_with(own)));
                found.extend(orders.map(|order| format!("daf {line:?}: {order}")));
            }
            let code = output.status.code().expect("it ends by itself");
            assert!((0..=2).contains(&code), "daf {line:?}: {code}");
        }
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// A curriculum with such words in all that is listed, searched or planned.
fn room(in_fields: &str, in_text: &str) -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    let write = |path: &str, text: &str| {
        let path = room.path().join("content").join(path);
        std::fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder");
        let text = text.replace('%', in_text).replace('@', in_fields);
        std::fs::write(path, text).expect("a file");
    };
    write(
        "daf.yaml",
        "title: \"T@\"\nlicense: CC0-1.0\norganization: \"@o\"\nvalues: [{name: \"v@\", description: \"d@\"}]\nauthors: [\"a@\"]\n",
    );
    write("unit/_index.md", "---\ntitle: \"U@\"\nsummary: \"@\"\n---\n%\n");
    write(
        "unit/01-one.md",
        "---\ntitle: \"::error::@ words\"\nid: one\nsummary: \"s@\"\ntags: [\"t@\"]\nvalues: [\"v@\"]\nskills: [\"k@\"]\nauthors: [\"a@\"]\nmaterials: [\"m@\", \"=1+1@\"]\npreparation: [\"p@\"]\nobjectives: [\"o@\"]\ndiscussion: [\"q@?\"]\ntexts:\n  - {id: t, title: \"x@\", ref: \"Avot 2:16\", he: \"א@\", en: \"b@\", author: \"au@\", translator: \"@\", license: CC0-1.0}\nglossary:\n  - {term: \"gg@\", definition: \"d@\"}\n---\n## % words {minutes=30}\n\n## =1+1 % {minutes=3}\n\n<!-- a note % -->\n\nwords % \\Berakhot 5b [l](term:term) &#x202e;&#155;\n\n    code %\n\n:::note[Title %]\nWords %\n:::\n\n::prompt{text=t}\n\n[a %](/a.txt \"t %\")\n",
    );
    write("packets/p.yaml", "title: \"P@\"\nitems: [one]\n");
    write("glossary.yaml", "- {id: term, term: \"term@\", definition: \"@\"}\n");
    write("static/a.txt", "%");
    room
}

#[test]
fn words_of_writers_are_words() {
    harmless(LINES, room(TURNING, HOSTILE).path());
}

#[test]
fn words_that_are_told_of_are_words() {
    // As they are typed, and by their numbers.
    harmless(LINES, room(HOSTILE, HOSTILE).path());
    harmless(LINES, room("X\\e[7m\\x9b2J\\u202e\\u2066\\L\\x7f\\U000E0041Z\\r\\n::error::x", HOSTILE).path());
}

#[test]
fn names_of_files_are_words() {
    let room = room(TURNING, HOSTILE);
    for name in [
        "a\u{9b}2Jb",
        "a\u{1b}[7mb",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\n::error::b",
        "::error::b",
        "a\u{2028}b",
        "a\u{200f}b",
    ] {
        let content = room.path().join("content");
        std::fs::write(content.join(format!("{name}.md")), format!("---\ntitle: {name:?}\nzzz: 1\n---\nWords.\n"))
            .expect("a file");
        std::fs::write(content.join(format!("{name}.png")), "").expect("a file");
        std::fs::create_dir_all(content.join(format!("static/{name}"))).expect("a folder");
        std::fs::write(content.join(format!("static/{name}/x.txt")), "x").expect("a file");
    }
    harmless(LINES, room.path());
    // From inside, where no folder stands before a name.
    let inside: Vec<Vec<&str>> = LINES
        .iter()
        .map(|line| line.iter().map(|word| if *word == "content" { "." } else { word }).collect())
        .collect();
    let inside: Vec<&[&str]> = inside.iter().map(Vec::as_slice).collect();
    harmless(&inside, &room.path().join("content"));
}

#[test]
fn what_was_typed_is_words() {
    let room = room(TURNING, HOSTILE);
    for spoken in [HOSTILE.to_owned(), format!("{TURNING}\n::error::x")] {
        let lines: Vec<Vec<String>> =
            SPOKEN.iter().map(|line| line.iter().map(|word| word.replace('%', &spoken)).collect()).collect();
        for line in &lines {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            harmless(&[&line], room.path());
        }
    }
}

#[test]
fn cells_of_a_table_are_words() {
    let room = room("", "");
    for (at, sign) in ["=", "+", "-", "@", "\\t=", "＝", "＋", "－", "＠"].iter().enumerate() {
        let lesson = format!(
            "---\ntitle: \"{sign}1+cmd|' /C calc'!A0\"\nid: n{at}\n---\n## {} {{minutes=5}}\n",
            sign.replace("\\t", "&#9;")
        );
        std::fs::write(room.path().join(format!("content/n{at}.md")), lesson).expect("a file");
        let id = format!("n{at}");
        let made = run(&["agenda", &id, "-C", "content", "--start", "9:00", "--format", "csv"], "never", room.path());
        let text = String::from_utf8(made.stdout).expect("it is text");
        assert!(text.lines().count() > 1, "{text}");
        for cell in text.trim_start_matches('\u{feff}').lines().skip(1).flat_map(|line| line.split(',')) {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']), "{sign}: {text}");
        }
    }
}

#[test]
fn the_address_of_a_site_is_one_wherever_it_is_said() {
    let room = room("", "");
    for typed in [
        "example.org",
        "javascript:x",
        "http://user:pw@h/",
        "https://a/?q",
        "https://a/#f",
        "https://a b/",
        "//a",
        "ftp://a",
        "",
    ] {
        let output = run(&["build", "content", "--no-handouts", "--base-url", typed], "never", room.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{typed}: {said}");
        assert!(said.contains("--base-url"), "{typed}: {said}");
        std::fs::write(
            room.path().join("content/daf.yaml"),
            format!("title: T\nlicense: CC0\nbase_url: \"{typed}\"\n"),
        )
        .expect("a file");
        let output = run(&["check", "content"], "never", room.path());
        assert_eq!(output.status.code(), Some(1), "{typed}");
    }
}
