//! What daf mends by itself: before and after in `tests/fixes/`, and what holds for every fix that any case of a mistake has.

use std::collections::BTreeMap;
use std::path::PathBuf;

use daf::diag::fix::{FixedFile, changes};
use daf::diag::render::render_changes;
use daf::diag::{Diagnostic, Diagnostics, Place, Severity};
use daf::source::SourceSet;

use crate::support::{Fixture, project};

fn cases(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project().join(folder)).expect("the cases are there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files
}

/// All that `daf check` tells of these files.
fn found(sources: &SourceSet) -> Diagnostics {
    let options = daf::Options { no_handouts: true, ..daf::Options::default() };
    let mut built = daf::build(sources, "content", None, &options);
    if let Some(curriculum) = &built.curriculum {
        daf::check::all(curriculum, &mut built.diagnostics);
        built.diagnostics.find_places(sources);
        daf::settle(&mut built.diagnostics, curriculum);
    }
    built.diagnostics
}

/// The files with changes laid in.
fn laid_in(sources: &SourceSet, changes: &[FixedFile]) -> SourceSet {
    SourceSet::new(sources.iter().map(|(id, source)| {
        let change = changes.iter().find(|change| change.file == id);
        (
            source.path.clone(),
            change.map_or_else(|| source.bytes().into_owned(), |change| change.after.as_bytes().to_vec()),
        )
    }))
}

fn path<'a>(one: &'a Diagnostic, sources: &'a SourceSet) -> &'a str {
    match &one.place {
        Place::At(span) => sources.get(span.file).map_or("", |source| source.path.as_str()),
        Place::Named(path) => path,
    }
}

/// How often each thing is said, by file.
fn said(found: &Diagnostics, sources: &SourceSet, wanted: impl Fn(&Diagnostic) -> bool) -> BTreeMap<String, usize> {
    let mut said = BTreeMap::new();
    for one in found.as_slice().iter().filter(|one| wanted(one)) {
        let words = format!("{}: {}: {}", path(one, sources), one.code.id(), one.message);
        *said.entry(words).or_insert(0) += 1;
    }
    said
}

#[test]
fn every_case_is_mended_as_it_should_be() {
    for file in cases("tests/fixes") {
        let fixture = Fixture::read(&file);
        let sources = fixture.sources();
        fixture.check(&render_changes("", &changes(found(&sources).as_slice(), &sources), &sources, false));
    }
}

/// Each fix by itself takes its mistake away, and brings no error that was not there.
#[test]
fn a_fix_mends_its_mistake_and_brings_no_other() {
    let mut tried = 0;
    for file in cases("tests/fixes").into_iter().chain(cases("tests/diagnostics")) {
        let sources = Fixture::read(&file).sources();
        let before = found(&sources);
        let is_error = |one: &Diagnostic| one.severity == Severity::Error;
        let errors = said(&before, &sources, is_error);
        for one in before.as_slice() {
            let change = changes([one], &sources);
            if change.is_empty() {
                continue;
            }
            tried += 1;
            let mended = laid_in(&sources, &change);
            let after = found(&mended);
            let count = |found: &Diagnostics, sources: &SourceSet| {
                said(found, sources, |other| other.code == one.code && other.message == one.message)
                    .values()
                    .sum::<usize>()
            };
            let told = format!("{}: {}", file.display(), one.message);
            assert!(count(&after, &mended) < count(&before, &sources), "it is still there: {told}");
            // What could not be read before may have mistakes that nobody could see.
            let opens = ["yaml-syntax", "unclosed-front-matter"].contains(&one.code.id());
            for (words, times) in said(&after, &mended, is_error) {
                let was = errors.get(&words).copied().unwrap_or(0);
                assert!(times <= was || opens, "a new error, {words}, after {told}");
            }
        }
    }
    assert!(tried > 50, "only {tried} fixes were tried");
}

/// All of them together come to an end, and then nothing changes any more.
#[test]
fn mending_comes_to_an_end() {
    for file in cases("tests/fixes").into_iter().chain(cases("tests/diagnostics")) {
        let mut sources = Fixture::read(&file).sources();
        let mut rounds = 0;
        loop {
            let change = changes(found(&sources).as_slice(), &sources);
            if change.is_empty() {
                break;
            }
            rounds += 1;
            assert!(rounds < 6, "{} is never done", file.display());
            sources = laid_in(&sources, &change);
        }
    }
}
