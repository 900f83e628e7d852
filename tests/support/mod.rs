//! What all tests share: a curriculum from words in memory, and fixtures that say what is expected of them. Compares nothing.
//!
//! A fixture is a text file of parts that begin with `== path`; `\xNN` in a part whose head ends in `(bytes)` is that byte.
//! The part `== says` holds what must come of it; `tests/cases` holds it to that.

// Two test binaries have this as a module, and neither uses all of it.
#![allow(dead_code)]

pub(crate) mod web;

use std::path::{Path, PathBuf};

use daf::diag::render::{Format, render};
use daf::source::{SourceSet, VPath};
use daf::{Built, Options};

/// The folder of the project.
pub(crate) fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files in memory, with a plain `daf.yaml` where there is none.
pub(crate) fn sources(files: &[(&str, &[u8])]) -> SourceSet {
    let mut all: Vec<(VPath, Vec<u8>)> = Vec::new();
    for (path, bytes) in files {
        all.push((VPath::new(path).expect("a test names its files well"), bytes.to_vec()));
    }
    if files.iter().all(|(path, _)| *path != "daf.yaml") {
        all.push((VPath::new("daf.yaml").expect("it is a path"), b"title: A test\nlicense: CC0\n".to_vec()));
    }
    SourceSet::new(all)
}

/// A curriculum of text files.
pub(crate) fn text_sources(files: &[(&str, &str)]) -> SourceSet {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    sources(&files)
}

/// A folder of the project as sources.
pub(crate) fn folder(path: &str) -> SourceSet {
    let mut sink = daf::diag::Diagnostics::default();
    daf::fs::read(&project().join(path), &mut sink).expect("the folder is there")
}

/// Builds without handouts.
pub(crate) fn build(sources: &SourceSet) -> Built {
    daf::build(sources, "content", None, &Options { no_handouts: true, ..Options::default() })
}

/// What a build says, as people read it.
pub(crate) fn says(sources: &SourceSet, built: &Built) -> String {
    render(built.diagnostics.as_slice(), sources, Format::Human, false)
}

/// Adds what the curriculum lint finds, as `daf check` does.
pub(crate) fn lint(built: &mut Built, sources: &SourceSet) {
    let curriculum = built.curriculum.as_ref().expect("a case has a curriculum");
    daf::check::all(curriculum, &mut built.diagnostics);
    daf::check::files(curriculum, sources, &mut built.diagnostics);
    built.diagnostics.find_places(sources);
    daf::settle(&mut built.diagnostics, curriculum);
}

/// A page or file of a build, as text.
#[track_caller]
pub(crate) fn text<'b>(built: &'b Built, path: &str) -> &'b str {
    let made = built.output.get(path).unwrap_or_else(|| panic!("{path} was not made"));
    std::str::from_utf8(made.here().expect("it is in memory").as_slice()).expect("it is text")
}

/// Numbers that are the same on every machine (an LCG with Knuth's MMIX constants).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// One of the numbers below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }
}

/// One file of a fixture.
pub(crate) struct Part {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// A fixture's files, and what it expects.
pub(crate) struct Fixture {
    pub(crate) parts: Vec<Part>,
    /// What must come of it.
    pub(crate) says: String,
    /// Where it stands.
    pub(crate) file: PathBuf,
    /// What stands before `== says` in it.
    pub(crate) before: String,
}

impl Fixture {
    /// Reads a fixture.
    pub(crate) fn read(file: &Path) -> Fixture {
        let whole = std::fs::read_to_string(file).expect("the fixture is there");
        let (before, says) = whole.split_once("== says\n").unwrap_or((&whole, ""));
        let mut parts = Vec::new();
        for part in before.split("\n== ").map(|part| part.split_once('\n').unwrap_or((part, ""))) {
            let (head, body) = part;
            let head = head.trim_start_matches("== ");
            let body = body.strip_suffix('\n').map_or(format!("{body}\n"), |body| format!("{body}\n"));
            let (path, bytes) = match head.strip_suffix(" (bytes)") {
                Some(path) => (path, unescape(&body)),
                None => (head, body.into_bytes()),
            };
            parts.push(Part { path: path.to_owned(), bytes });
        }
        Fixture { parts, says: says.to_owned(), file: file.to_owned(), before: before.to_owned() }
    }

    /// Holds what came against what must; `DAF_BLESS=1` writes it down instead, where no `CI` is set.
    #[track_caller]
    pub(crate) fn check(&self, came: &str) {
        if came == self.says {
            return;
        }
        let file = self.file.display();
        if std::env::var_os("DAF_BLESS").is_some() && std::env::var_os("CI").is_none() {
            std::fs::write(&self.file, format!("{}== says\n{came}", self.before)).expect("the fixture can be written");
            return;
        }
        let diff = similar::TextDiff::from_lines(self.says.as_str(), came);
        panic!("{file} (DAF_BLESS=1 writes down what came):\n{}", diff.unified_diff().context_radius(3));
    }

    /// The fixture's files as sources; `== no daf.yaml` leaves that file out.
    pub(crate) fn sources(&self) -> SourceSet {
        let bare = self.parts.iter().any(|part| part.path == "no daf.yaml");
        let files: Vec<(&str, &[u8])> = self
            .parts
            .iter()
            .filter(|part| part.path != "no daf.yaml")
            .map(|part| (part.path.as_str(), part.bytes.as_slice()))
            .collect();
        if !bare {
            return sources(&files);
        }
        SourceSet::new(files.iter().map(|(path, bytes)| (VPath::new(path).expect("a good name"), bytes.to_vec())))
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).expect("two digits follow"));
        rest = &after[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}
