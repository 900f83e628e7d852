//! The house's table of who may import whom, held line by line: see ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::source_tree::{File, Named, Sources};
use crate::support::project;

/// A module, and what of the crate it may name beside itself.
const MAY: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("limits", &[]),
    ("bytes", &[]),
    ("safe", &[]),
    ("active", &[]),
    ("picture", &["limits", "safe"]),
    ("hebrew", &["bytes"]),
    ("direction", &["hebrew"]),
    ("code", &["limits"]),
    ("color", &[]),
    ("data", &[]),
    ("date", &[]),
    ("diag", &["source", "limits", "hebrew", "safe", "data", "date"]),
    ("output", &["source", "diag"]),
    ("stamp", &[]),
    ("theme", &["source"]),
    ("look", &["source", "diag", "color", "syntax", "theme", "words"]),
    ("citation", &["hebrew", "source", "date"]),
    (
        "syntax",
        &[
            "source",
            "diag",
            "hebrew",
            "direction",
            "color",
            "citation",
            "limits",
            "bytes",
            "safe",
            "data",
            "date",
            "code",
        ],
    ),
    ("folder", &["source", "diag", "syntax"]),
    (
        "curriculum",
        &["source", "diag", "hebrew", "citation", "syntax", "folder", "limits", "active", "picture", "data", "date"],
    ),
    ("audience", &["syntax"]),
    ("display", &["hebrew", "citation", "syntax"]),
    ("words", &["theme", "diag", "display", "date"]),
    ("place", &["audience", "curriculum", "source", "syntax"]),
    ("sheets", &["audience", "curriculum", "syntax"]),
    ("terms", &["curriculum", "hebrew", "bytes"]),
    ("schema", &["syntax"]),
    ("scaffold", &["schema", "curriculum", "diag", "syntax", "data"]),
    ("amounts", &[]),
    ("options", &["output", "worker"]),
    ("worker", &["diag"]),
    ("format", &["curriculum", "diag", "document", "options", "output", "theme"]),
    ("copied", &["curriculum", "diag", "output"]),
    ("formats", &["diag", "format", "handout", "output", "page", "search"]),
    (
        "document",
        &[
            "code",
            "data",
            "curriculum",
            "hebrew",
            "direction",
            "syntax",
            "audience",
            "display",
            "words",
            "place",
            "sheets",
            "terms",
            "amounts",
        ],
    ),
    (
        "agenda",
        &[
            "date",
            "safe",
            "curriculum",
            "citation",
            "direction",
            "theme",
            "diag",
            "syntax",
            "audience",
            "amounts",
            "display",
            "words",
            "sheets",
        ],
    ),
    (
        "check",
        &["curriculum", "hebrew", "direction", "citation", "diag", "source", "syntax", "display", "terms", "scaffold"],
    ),
    (
        "page",
        &[
            "data",
            "date",
            "safe",
            "document",
            "curriculum",
            "hebrew",
            "direction",
            "citation",
            "theme",
            "output",
            "diag",
            "source",
            "syntax",
            "audience",
            "display",
            "words",
            "place",
            "sheets",
            "terms",
            "format",
            "options",
            "worker",
            "limits",
        ],
    ),
    (
        "handout",
        &[
            "data",
            "date",
            "document",
            "curriculum",
            "hebrew",
            "direction",
            "theme",
            "output",
            "diag",
            "source",
            "syntax",
            "audience",
            "display",
            "words",
            "place",
            "sheets",
            "terms",
            "format",
            "options",
            "worker",
            "limits",
        ],
    ),
    (
        "search",
        &[
            "document",
            "curriculum",
            "hebrew",
            "direction",
            "citation",
            "output",
            "diag",
            "audience",
            "display",
            "words",
            "place",
            "format",
        ],
    ),
    ("outside", &["source", "diag", "output"]),
    ("images", &["curriculum", "source", "output", "limits"]),
    (
        "build",
        &[
            "date",
            "active",
            "picture",
            "curriculum",
            "theme",
            "output",
            "diag",
            "source",
            "folder",
            "look",
            "images",
            "page",
            "copied",
            "format",
            "formats",
            "options",
        ],
    ),
    (
        "preview",
        &[
            "build",
            "curriculum",
            "theme",
            "output",
            "diag",
            "source",
            "folder",
            "audience",
            "images",
            "place",
            "page",
            "copied",
            "format",
            "formats",
            "options",
        ],
    ),
    ("serve", &["build", "options", "preview", "fs", "diag", "source", "output"]),
    ("fs", &["source", "diag", "output", "limits", "safe"]),
    (
        "cli",
        &[
            "date",
            "stamp",
            "build",
            "limits",
            "folder",
            "options",
            "curriculum",
            "hebrew",
            "citation",
            "theme",
            "output",
            "diag",
            "source",
            "syntax",
            "audience",
            "place",
            "sheets",
            "images",
            "schema",
            "direction",
            "safe",
            "scaffold",
            "agenda",
            "check",
            "handout",
            "page",
            "worker",
            "search",
            "outside",
            "fs",
            "serve",
        ],
    ),
    ("lib", &["build", "options"]),
];

/// What every later phase may read of `syntax`: its types, and words without their marks.
const OF_SYNTAX: &[&str] =
    &["lesson", "license", "shape", "html", "plain_text", "inline_text", "running_text", "blocks", "base_url"];

/// What the outputs may name of `audience`: for whom they are made, and nothing that tells one reader's words from another's.
/// That was asked when their documents were made.
const OUTPUTS: &[&str] = &["page", "handout", "search"];

/// What a lesson says as it was typed: read by `document`, and by no output.
const TYPED: &[&str] =
    &["Block", "Body", "Container", "Front", "Inline", "Leaf", "Prompt", "Exercise", "Rich", "Section"];

#[test]
fn the_table_of_imports_holds() {
    let sources = Sources::read(&project().join("src"));
    let mut wrong = Vec::new();
    for (module, file) in &sources.files {
        let module = module.first().map_or("lib", String::as_str);
        let row = MAY.iter().find(|(known, _)| *known == module);
        let (_, may) = row.unwrap_or_else(|| panic!("the table lacks {module}"));
        for Named { line, path } in &file.named {
            let Some(home) = sources.home(path) else { continue };
            let named = home.first().map_or("lib", String::as_str);
            let inside = path.get(1).map(String::as_str).unwrap_or_default();
            let is_hidden = named == "syntax" && module != "folder" && !OF_SYNTAX.contains(&inside);
            if named != module && (!may.contains(&named) || is_hidden) {
                wrong.push(format!("{}:{line}: {module} names {}", file.place.display(), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Which files each file depends on, with the names that make it so.
type Needs = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// What the files of a module need of one another. A file needs those that it declares, and those that define what it names.
fn needs(sources: &Sources, module: &str) -> Needs {
    let mut needs = Needs::new();
    let mut need = |file: &File, other: &File, name: &str| {
        let (file, other) = (file.place.display().to_string(), other.place.display().to_string());
        if file != other {
            needs.entry(file).or_default().entry(other).or_default().insert(name.to_owned());
        }
    };
    for (own, file) in sources.files.iter().filter(|(own, _)| own.first().is_some_and(|first| first == module)) {
        for child in &file.children {
            need(
                file,
                &sources.files[&[own.as_slice(), std::slice::from_ref(child)].concat()],
                &format!("mod {child}"),
            );
        }
        for Named { path, .. } in &file.named {
            let home = sources.home(path).filter(|home| home.first().is_some_and(|first| first == module));
            if let Some(home) = home {
                need(file, &sources.files[&home], path.last().map_or("", String::as_str));
            }
        }
    }
    needs
}

/// The shortest way from a file back to itself.
fn circle<'a>(needs: &'a Needs, start: &'a str) -> Option<Vec<&'a str>> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in needs.get(*way.last()?).into_iter().flat_map(BTreeMap::keys) {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.as_str()) {
                ways.push_back([way.as_slice(), &[next.as_str()]].concat());
            }
        }
    }
    None
}

/// A circle for people: each file, and in brackets what it takes of the next.
fn told(needs: &Needs, circle: &[&str]) -> String {
    let mut told = String::new();
    for (file, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
        let names: Vec<&str> = needs[*file][*next].iter().map(String::as_str).collect();
        told += &format!("{file} ({}) → ", names.join(", "));
    }
    told + circle[0]
}

#[test]
fn modules_depend_on_one_another_in_no_circle() {
    let all = |may: &[&str]| may.iter().map(|other| ((*other).to_owned(), BTreeSet::new())).collect();
    let needs: Needs = MAY.iter().map(|(module, may)| ((*module).to_owned(), all(may))).collect();
    let circles: Vec<String> =
        MAY.iter().filter_map(|(module, _)| circle(&needs, module)).map(|circle| circle.join(" → ")).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn files_of_a_module_depend_on_one_another_in_no_circle() {
    let sources = Sources::read(&project().join("src"));
    let mut circles = BTreeMap::new();
    for module in &sources.files[&Vec::new()].children {
        let needs = needs(&sources, module);
        for circle in needs.keys().filter_map(|file| circle(&needs, file)) {
            let files: BTreeSet<String> = circle.iter().map(|file| (*file).to_owned()).collect();
            circles.entry(files).or_insert_with(|| told(&needs, &circle));
        }
    }
    let circles: Vec<String> = circles.into_values().collect();
    assert!(circles.is_empty(), "{} circles:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn outputs_read_documents_and_not_what_was_typed() {
    let sources = Sources::read(&project().join("src"));
    let mut wrong = Vec::new();
    for (module, file) in &sources.files {
        if !module.first().is_some_and(|module| OUTPUTS.contains(&module.as_str())) {
            continue;
        }
        for named in &file.named {
            let path: Vec<&str> = named.path.iter().map(String::as_str).collect();
            let is_wrong = match path.as_slice() {
                ["audience", name, ..] => *name != "Audience",
                ["audience"] => true,
                ["syntax", "lesson", name, ..] => TYPED.contains(name),
                _ => false,
            };
            if is_wrong {
                wrong.push(format!("{}: {}", module.join("/"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn disk_clock_and_environment_stay_at_the_edges() {
    let edges = ["src/fs", "src/outside", "src/main.rs", "src/cli", "src/serve", "src/worker"];
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

/// Whoever writes elsewhere loses results unseen where the device is full, and hands a writer's words to terminals as they are.
#[test]
fn standard_output_is_written_at_one_place() {
    // A worker's is a pipe to the daf that began it, and neither shown nor told.
    let own = ["src/cli/console.rs", "src/cli/interrupt.rs", "src/worker/inside.rs"].map(|path| project().join(path));
    let mut wrong = Vec::new();
    let mut folders = vec![project().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if own.contains(&path) || path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("sources are text");
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for word in ["stdout()", "stderr()", "print!(", "println!(", "error.print()", "dbg!("] {
                    if code.contains(word) {
                        wrong.push(format!("{}:{}: {word}", path.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every name with `::` in docs/tests.md is a test or a family of fixtures, and every path is there.
#[test]
fn every_test_that_is_named_exists() {
    let page = std::fs::read_to_string(project().join("docs/tests.md")).expect("it is there");
    let code = |folder: &str| -> String {
        let files =
            walkdir::WalkDir::new(project().join(folder)).into_iter().map(|entry| entry.expect("it can be read"));
        let files = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
        files.map(|file| std::fs::read_to_string(file.path()).expect("it is text")).collect()
    };
    let (src, cases) = (code("src"), code("tests/cases"));
    let is_family =
        |family: &str| [format!("\"{family}::"), format!("\"{family}\",")].iter().any(|name| cases.contains(name));
    let is_test = |module: &str, test: &str| {
        let file = std::fs::read_to_string(project().join(format!("tests/it/{module}.rs")));
        file.as_ref().unwrap_or(&src).contains(&format!("fn {test}()"))
    };
    let names: Vec<&str> = page.split('`').skip(1).step_by(2).filter(|name| !name.contains([' ', '‹'])).collect();
    let is_there = |name: &&str| match (name.split_once('/'), name.split_once("::")) {
        (Some(("tests" | "fuzz" | "benches" | "src", _)), _) => project().join(name).exists(),
        (_, Some((family, "*"))) => is_family(family),
        // One fixture, which is a file.
        (_, Some((family, fixture))) if is_family(family) && fixture.contains('-') => {
            project().join(format!("tests/{family}/{fixture}.txt")).exists()
        }
        (_, Some((module, test))) => is_test(module, test.rsplit("::").next().unwrap_or(test)),
        (_, None) if name.matches('_').count() > 2 => src.contains(&format!("fn {name}()")),
        _ => true,
    };
    let gone: Vec<&&str> = names.iter().filter(|name| !is_there(name)).collect();
    assert!(gone.is_empty() && names.len() > 100, "{gone:?} of {} names", names.len());
}
