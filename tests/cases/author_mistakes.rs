//! The slips of a first week of writing, each by itself in the curriculum that `daf init` writes: each is told, in at most two messages,
//! of which the first stands where the slip is. `tests/slips/cases.txt` says how cases are written.

use std::collections::BTreeMap;

use daf::diag::{Diagnostic, Diagnostics, Place};
use daf::source::{SourceSet, VPath};
use libtest_mimic::{Failed, Trial};
use rayon::prelude::*;

use crate::cases::Problems;
use crate::support::project;

/// A slip.
struct Case {
    name: String,
    /// The file that is changed, or is new.
    file: String,
    /// Words, and what is typed in their place; all of the file where there are none.
    edits: Vec<(String, String)>,
    /// The file and line of the first message.
    place: String,
    /// Its code; any of them, where several can be right.
    codes: Vec<String>,
    /// Work that it waits for.
    later: Option<String>,
}

/// Signs that would not be seen in the file of cases.
const SIGNS: [(&str, &str); 12] = [
    ("<nbsp>", "\u{a0}"),
    ("<tab>", "\t"),
    ("<nl>", "\n"),
    ("<cr>", "\r"),
    ("<zwsp>", "\u{200b}"),
    ("<rlm>", "\u{200f}"),
    ("<thin>", "\u{2009}"),
    ("<wide>", "\u{3000}"),
    ("<ls>", "\u{2028}"),
    ("<bell>", "\u{7}"),
    ("<nothing>", ""),
    ("<rlo>", "\u{202e}"),
];

fn plain(words: &str) -> String {
    SIGNS.iter().fold(words.to_owned(), |words, (name, sign)| words.replace(name, sign))
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(project().join("tests/slips/cases.txt")).expect("the cases are there");
    let mut cases = Vec::new();
    for block in text.split("\n\n").filter(|block| block.lines().any(|line| line.starts_with("file: "))) {
        let lines: Vec<&str> = block.lines().filter(|line| !line.starts_with("# ")).collect();
        let of = |name: &str| lines.iter().find_map(|line| line.strip_prefix(&format!("{name}: ")));
        let name = lines.first().expect("a block has a name").trim_start_matches("== ").to_owned();
        let mut edits = Vec::new();
        for line in lines.iter().filter_map(|line| line.strip_prefix("edit: ")) {
            let (old, new) = line.split_once(" => ").unwrap_or_else(|| panic!("{name}: `old => new`"));
            edits.push((plain(old), plain(new)));
        }
        for line in lines.iter().filter_map(|line| line.strip_prefix("new: ")) {
            edits.push((String::new(), plain(line)));
        }
        let expect = of("says").unwrap_or_else(|| panic!("{name}: says nothing"));
        let (place, code) = expect.split_once(' ').unwrap_or_else(|| panic!("{name}: `place code`"));
        cases.push(Case {
            file: of("file").unwrap_or_else(|| panic!("{name}: which file?")).to_owned(),
            name,
            edits,
            place: place.to_owned(),
            codes: code.split('|').map(str::to_owned).collect(),
            later: of("later").map(str::to_owned),
        });
    }
    cases
}

/// The curriculum with one slip in it.
fn laid_in(case: &Case, start: &BTreeMap<String, Vec<u8>>) -> SourceSet {
    let mut files = start.clone();
    for (old, new) in &case.edits {
        if let Some(name) = new.strip_prefix("renamed to ") {
            let bytes = files.remove(&case.file).unwrap_or_else(|| panic!("{}: no such file", case.name));
            files.insert(name.to_owned(), bytes);
        } else if new == "UTF-16" {
            let text = String::from_utf8(files[&case.file].clone()).expect("it is text");
            let words = std::iter::once(0xfeff).chain(text.encode_utf16());
            files.insert(case.file.clone(), words.flat_map(u16::to_le_bytes).collect());
        } else if old.is_empty() {
            files.insert(case.file.clone(), new.clone().into_bytes());
        } else {
            let bytes = files.get(&case.file).unwrap_or_else(|| panic!("{}: no such file", case.name));
            let text = String::from_utf8(bytes.clone()).expect("it is text");
            assert!(text.contains(old.as_str()), "{}: {old:?} is not in {}", case.name, case.file);
            files.insert(case.file.clone(), text.replacen(old.as_str(), new, 1).into_bytes());
        }
    }
    SourceSet::new(files.into_iter().map(|(path, bytes)| (VPath::new(&path).expect("a good name"), bytes)))
}

/// All that `daf check` tells.
fn found(sources: &SourceSet) -> Diagnostics {
    let options = daf::Options { no_handouts: true, ..daf::Options::default() };
    let mut sink = Diagnostics::default();
    let curriculum = daf::load(sources, "content", &options, &mut sink);
    if let Some(curriculum) = &curriculum {
        daf::check::all(curriculum, &mut sink);
        sink.find_places(sources);
        daf::settle(&mut sink, curriculum);
    } else {
        sink.settle(|_| None);
    }
    sink
}

fn place(one: &Diagnostic, sources: &SourceSet) -> String {
    match &one.place {
        Place::Named(path) => path.clone(),
        Place::At(span) => {
            let source = sources.get(span.file).expect("it is a file");
            let bytes = source.bytes();
            let before = bytes.get(..(span.start as usize).min(bytes.len())).unwrap_or_default();
            let text = String::from_utf8_lossy(before).replace("\r\n", "\n");
            format!("{}:{}", source.path, text.matches(['\n', '\r']).count() + 1)
        }
    }
}

/// What is wrong with what is said of a case; `None` where nothing is.
fn failure(case: &Case, start: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let sources = laid_in(case, start);
    let said = found(&sources);
    let all: Vec<String> = said
        .as_slice()
        .iter()
        .map(|one| format!("{} {}: {}", place(one, &sources), one.code.id(), one.message))
        .collect();
    let Some(first) = said.as_slice().first() else { return Some("nothing is said".to_owned()) };
    let is_there = place(first, &sources) == case.place;
    let is_it = case.codes.iter().any(|code| code == first.code.id() || code == "any");
    let few = all.len() <= 2;
    (!(is_there && is_it && few)).then(|| {
        format!("expected {} {}\n      {}", case.place, case.codes.join("|"), all[..all.len().min(6)].join("\n      "))
    })
}

/// The test of the table.
pub(crate) fn all() -> Vec<Trial> {
    vec![Trial::test("slips::cases", holds)]
}

fn holds() -> Result<(), Failed> {
    let start: BTreeMap<String, Vec<u8>> = daf::scaffold::start("Ours")
        .into_iter()
        .filter(|(path, _)| !path.starts_with('.'))
        .map(|(path, text)| (path, text.into_bytes()))
        .collect();
    let cases = cases();
    let failures: Vec<(&Case, String)> =
        cases.par_iter().filter_map(|case| Some((case, failure(case, &start)?))).collect();
    let mut problems = Problems::default();
    problems.expect(cases.len() >= 150, || format!("{} slips are too few", cases.len()));
    for (case, why) in failures.into_iter().filter(|(case, _)| case.later.is_none()) {
        problems.expect(false, || format!("{}\n   {why}", case.name));
    }
    problems.end()
}
