//! What daf mends by itself: before and after in `tests/fixes/`, and what holds for every fix that any case of a mistake has.

use std::collections::BTreeMap;
use std::path::Path;

use daf::diag::fix::{FixedFile, changes};
use daf::diag::render::render_changes;
use daf::diag::{Diagnostic, Diagnostics, Place, Severity};
use daf::source::SourceSet;
use libtest_mimic::{Failed, Trial};

use crate::cases::{Problems, files, name, stem};
use crate::expected::Expected;
use crate::support::Fixture;

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

/// A test for each case of a fix, and one for all the fixes of each case of a mistake.
pub(crate) fn all() -> Vec<Trial> {
    let shown = files("tests/fixes").into_iter().map(|file| {
        let name = format!("fixes::{}", stem(&file));
        let test = name.clone();
        Trial::test(name, move || is_shown(&test, &file))
    });
    let mended = files("tests/fixes").into_iter().chain(files("tests/diagnostics")).map(|file| {
        let folder = file.parent().map(name).unwrap_or_default();
        Trial::test(format!("mending::{folder}/{}", stem(&file)), move || is_mended(&file))
    });
    shown.chain(mended).chain([Trial::test("mending::enough-is-tried", enough_is_tried)]).collect()
}

/// What is changed is shown as it should be.
fn is_shown(test: &str, file: &Path) -> Result<(), Failed> {
    let fixture = Fixture::read(file);
    let sources = fixture.sources();
    let shown = render_changes("", &changes(found(&sources).as_slice(), &sources), &sources, false);
    Expected::of(&fixture).hold(test, &shown)
}

fn is_mended(file: &Path) -> Result<(), Failed> {
    let sources = Fixture::read(file).sources();
    let mut problems = Problems::default();
    each_mends_its_own(&sources, &mut problems);
    problems.expect(ends(sources), || "mending never comes to an end".to_owned());
    problems.end()
}

/// Each fix by itself takes its mistake away, and brings no error that was not there.
fn each_mends_its_own(sources: &SourceSet, problems: &mut Problems) {
    let before = found(sources);
    let is_error = |one: &Diagnostic| one.severity == Severity::Error;
    let errors = said(&before, sources, is_error);
    for one in before.as_slice() {
        let change = changes([one], sources);
        if change.is_empty() {
            continue;
        }
        let mended = laid_in(sources, &change);
        let after = found(&mended);
        let count = |found: &Diagnostics, sources: &SourceSet| {
            said(found, sources, |other| other.code == one.code && other.message == one.message).values().sum::<usize>()
        };
        problems
            .expect(count(&after, &mended) < count(&before, sources), || format!("it is still there: {}", one.message));
        // What could not be read before may have mistakes that nobody could see.
        let opens = ["yaml-syntax", "unclosed-front-matter"].contains(&one.code.id());
        for (words, times) in said(&after, &mended, is_error) {
            let was = errors.get(&words).copied().unwrap_or(0);
            problems.expect(times <= was || opens, || format!("a new error, {words}, after {}", one.message));
        }
    }
}

/// Whether all of them together come to an end, after which nothing changes any more.
fn ends(mut sources: SourceSet) -> bool {
    for _ in 0..6 {
        let change = changes(found(&sources).as_slice(), &sources);
        if change.is_empty() {
            return true;
        }
        sources = laid_in(&sources, &change);
    }
    false
}

/// The cases have so many fixes that what holds for each of them says something.
fn enough_is_tried() -> Result<(), Failed> {
    let cases = files("tests/fixes").into_iter().chain(files("tests/diagnostics"));
    let tried = cases.map(|file| {
        let sources = Fixture::read(&file).sources();
        let before = found(&sources);
        before.as_slice().iter().filter(|one| !changes([*one], &sources).is_empty()).count()
    });
    let tried: usize = tried.sum();
    let mut problems = Problems::default();
    problems.expect(tried > 50, || format!("only {tried} fixes are tried"));
    problems.end()
}
