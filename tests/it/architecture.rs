//! The house's table of who may import whom, held line by line: see ARCHITECTURE.md.

use std::path::Path;

use crate::support::project;

/// A module, and what of the crate it may name beside itself.
const MAY: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("limits", &[]),
    ("hebrew", &[]),
    ("color", &[]),
    ("diag", &["source", "limits", "hebrew"]),
    ("output", &["source", "diag"]),
    ("theme", &["source"]),
    ("look", &["source", "diag", "color", "syntax", "theme", "words"]),
    ("citation", &["hebrew", "source"]),
    ("syntax", &["source", "diag", "hebrew", "color", "citation", "limits"]),
    ("folder", &["source", "diag", "syntax"]),
    ("curriculum", &["source", "diag", "hebrew", "citation", "syntax", "folder", "limits"]),
    ("audience", &["syntax"]),
    ("shown", &["hebrew", "citation", "syntax"]),
    ("words", &["theme", "diag", "shown"]),
    ("place", &["audience", "curriculum", "source", "syntax"]),
    ("sheets", &["audience", "curriculum", "syntax"]),
    ("terms", &["curriculum", "shown"]),
    ("schema", &["syntax"]),
    ("scaffold", &["schema", "curriculum", "diag"]),
    ("amounts", &[]),
    (
        "agenda",
        &["curriculum", "citation", "theme", "diag", "syntax", "audience", "amounts", "shown", "words", "sheets"],
    ),
    ("check", &["curriculum", "hebrew", "citation", "diag", "source", "syntax", "shown", "terms"]),
    (
        "page",
        &[
            "curriculum",
            "hebrew",
            "citation",
            "theme",
            "output",
            "diag",
            "source",
            "syntax",
            "audience",
            "shown",
            "words",
            "place",
            "sheets",
            "terms",
            "amounts",
        ],
    ),
    (
        "handout",
        &[
            "curriculum",
            "hebrew",
            "citation",
            "theme",
            "output",
            "diag",
            "source",
            "syntax",
            "audience",
            "shown",
            "words",
            "place",
            "sheets",
            "terms",
        ],
    ),
    (
        "search",
        &["curriculum", "hebrew", "citation", "output", "diag", "source", "syntax", "audience", "shown", "place"],
    ),
    ("outside", &["source", "diag", "output"]),
    ("images", &["curriculum", "source", "output", "limits"]),
    ("serve", &["desk", "fs", "diag", "source", "output"]),
    ("fs", &["source", "diag", "output", "limits"]),
];

/// Whether a path inside `syntax` is its types, which every later phase may read.
fn is_type_or_words(rest: &str) -> bool {
    ["::lesson", "::plain_text", "::inline_text", "::{inline_text", "::{plain_text", "::license", "::shape"]
        .iter()
        .any(|part| rest.starts_with(part))
}

fn check_file(path: &Path, module: &str, may: &[&str], wrong: &mut Vec<String>) {
    let text = std::fs::read_to_string(path).expect("sources are text");
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            // `$crate` and a longer name that ends so are something else.
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let rest = &code[at + "crate::".len()..];
            let named = rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
            let known = MAY.iter().any(|(known, _)| *known == named);
            let inside = rest.strip_prefix(named).unwrap_or_default();
            let types_only = named == "syntax" && module != "folder" && !is_type_or_words(inside);
            if known && named != module && (!may.contains(&named) || types_only) {
                wrong.push(format!("{}:{}: {module} names {named}{inside}", path.display(), number + 1));
            }
        }
    }
}

fn check_module(path: &Path, module: &str, may: &[&str], wrong: &mut Vec<String>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("it can be read") {
            check_module(&entry.expect("it can be read").path(), module, may, wrong);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        check_file(path, module, may, wrong);
    }
}

#[test]
fn the_table_of_imports_holds() {
    let mut wrong = Vec::new();
    for (module, may) in MAY {
        let folder = project().join("src").join(module);
        let file = folder.with_extension("rs");
        let path = if folder.is_dir() { folder } else { file };
        assert!(path.exists(), "{module} has moved: mend the table");
        check_module(&path, module, may, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn disk_clock_and_environment_stay_at_the_edges() {
    let edges = ["src/fs", "src/outside", "src/main.rs", "src/cli", "src/serve"];
    let mut wrong = Vec::new();
    let mut folders = vec![project().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if edges.iter().any(|edge| path == project().join(edge)) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("sources are text");
                for word in [
                    "std::fs",
                    "std::env::",
                    "SystemTime",
                    "Instant::",
                    "println!",
                    "eprintln!",
                    "TcpStream",
                    "Command::new",
                ] {
                    if text.lines().any(|line| line.split("//").next().unwrap_or_default().contains(word)) {
                        wrong.push(format!("{}: {word}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_what_it_holds() {
    let mut folders = vec![project().join("src"), project().join("tests/it")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("sources are text");
                assert!(text.starts_with("//! "), "{}", path.display());
            }
        }
    }
}
