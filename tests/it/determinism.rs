//! The same content gives the same bytes: again, on one thread, and in whatever order the disk tells its files.

use daf::output::Output;
use daf::source::{SourceSet, VPath};
use daf::{Options, build};

use crate::support::{folder, project};

fn made(sources: &SourceSet, options: &Options) -> Output {
    let built = build(sources, "content", None, options);
    assert!(!built.diagnostics.has_errors());
    built.output
}

#[track_caller]
fn check_same(one: &Output, other: &Output) {
    let paths = |output: &Output| output.iter().map(|(path, _)| path.to_string()).collect::<Vec<_>>();
    assert_eq!(paths(one), paths(other));
    for ((path, a), (_, b)) in one.iter().zip(other.iter()) {
        assert!(a.bytes.as_slice() == b.bytes.as_slice(), "{path} differs");
    }
}

#[test]
fn two_builds_are_one() {
    let sources = folder("tests/sites/example");
    let options = Options { base_url: Some("https://example.org/a".to_owned()), ..Options::default() };
    check_same(&made(&sources, &options), &made(&sources, &options));
}

#[test]
fn one_thread_builds_what_many_do() {
    let sources = folder("tests/sites/example");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one");
    let alone = pool.install(|| made(&sources, &Options::default()));
    check_same(&made(&sources, &Options::default()), &alone);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let sources = folder("tests/sites/example");
    let mut files: Vec<(VPath, Vec<u8>)> =
        sources.files().map(|file| (file.path.clone(), file.bytes().to_vec())).collect();
    files.reverse();
    let shuffled = SourceSet::new(files);
    check_same(&made(&sources, &Options::default()), &made(&shuffled, &Options::default()));
}

#[test]
fn nothing_names_this_machine() {
    let built = made(&folder("tests/sites/example"), &Options::default());
    let here = project().display().to_string();
    for (path, file) in built.iter() {
        let bytes = file.bytes.as_slice();
        assert!(!bytes.windows(here.len()).any(|window| window == here.as_bytes()), "{path} names {here}");
    }
}
