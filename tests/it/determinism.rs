//! The same content gives the same bytes: again, on one thread, and in whatever order the disk tells its files.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use daf::output::{Output, SpillFile, Store};
use daf::source::{SourceSet, VPath};
use daf::{Options, build, fs};

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
        assert!(a.read().expect("it is there") == b.read().expect("it is there"), "{path} differs");
        assert_eq!((a.size(), a.hash()), (b.size(), b.hash()), "{path}");
    }
}

#[test]
fn two_builds_are_one() {
    let sources = folder("tests/sites/example");
    let options = Options { base_url: Some("https://example.org/a".to_owned()), ..Options::default() };
    check_same(&made(&sources, &options), &made(&sources, &options));
}

/// A spill that is full after some sheets.
struct Small(fs::SpillFolder, AtomicUsize);

impl Store for Small {
    fn store(&self, bytes: &[u8]) -> std::io::Result<u64> {
        let is_full = self.1.fetch_add(1, Ordering::Relaxed) >= 5;
        if is_full { Err(std::io::ErrorKind::StorageFull.into()) } else { self.0.store(bytes) }
    }

    fn read(&self, at: u64, size: usize) -> std::io::Result<Vec<u8>> {
        self.0.read(at, size)
    }
}

#[test]
fn sheets_laid_aside_are_the_same() {
    let sources = folder("tests/sites/example");
    let in_memory = made(&sources, &Options::default());
    let file = || fs::SpillFolder::beside(None);
    let stores: [Arc<dyn Store>; 2] = [Arc::new(file()), Arc::new(Small(file(), AtomicUsize::new(0)))];
    let aside = stores.map(|store| {
        let output = made(&sources, &Options { spill: SpillFile::new(store), ..Options::default() });
        check_same(&in_memory, &output);
        output.iter().filter(|(_, made)| made.here().is_none()).count()
    });
    assert!(aside[0] > 5, "only {} sheets were laid aside", aside[0]);
    assert_eq!(aside[1], 5, "the others stayed");
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
        let bytes = file.here().expect("it is in memory").as_slice();
        assert!(!bytes.windows(here.len()).any(|window| window == here.as_bytes()), "{path} names {here}");
    }
}
