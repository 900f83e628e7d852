//! Finds fixtures, and gathers all that is wrong with one of them. Knows nothing of what a fixture proves.

use std::path::{Path, PathBuf};

use libtest_mimic::Failed;

use crate::support::project;

/// The files of a folder of the project, by name.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(project().join(folder)).expect("the folder of fixtures is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files
}

/// All files in and below a folder of the project, seen from that folder.
pub(crate) fn files_below(folder: &str) -> Vec<PathBuf> {
    let root = project().join(folder);
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("it can be read")).filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(&root).expect("it is below").to_owned()).collect()
}

/// The name of a file, with its extension.
pub(crate) fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).expect("fixtures have plain names")
}

/// The name of a file, without its last extension.
pub(crate) fn stem(file: &Path) -> &str {
    file.file_stem().and_then(|stem| stem.to_str()).expect("fixtures have plain names")
}

/// What is wrong with a fixture: all of it, so that one thing hides no other.
#[derive(Default)]
pub(crate) struct Problems(Vec<String>);

impl Problems {
    /// Adds what is wrong, where something is.
    pub(crate) fn expect(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            self.0.push(problem());
        }
    }

    /// Adds what another check found.
    pub(crate) fn add(&mut self, found: Result<(), Failed>) {
        if let Err(failed) = found {
            self.0.push(failed.message().unwrap_or("it failed").to_owned());
        }
    }

    /// Fails where something is wrong.
    pub(crate) fn end(self) -> Result<(), Failed> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0.join("\n\n").into()) }
    }
}
