//! The list of what a build wrote: path and hash of each file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::output::Output;
use crate::source::VPath;

/// The file that lists what a build wrote.
pub const MANIFEST: &str = ".daf-manifest";
/// The list of what may stand in an output folder while a write is under way.
pub(super) const PENDING: &str = ".daf-manifest.pending";

const FIRST_LINE: &str = "daf manifest 1";

/// In the place of a hash: whatever the file holds.
pub(super) const ANY: &str = "-";

/// Path and hash of each file of a build.
pub(super) type Listing = BTreeMap<VPath, String>;

/// What an output will be listed as.
pub(super) fn hashes(output: &Output) -> Listing {
    let files: Vec<_> = output.iter().collect();
    let hashed: Vec<(VPath, String)> =
        files.par_iter().map(|(path, made)| ((*path).clone(), made.hash().to_hex().to_string())).collect();
    hashed.into_iter().collect()
}

/// What may stand in the folder while a write is under way: the new files, and whatever earlier runs left.
pub(super) fn joined(new: &Listing, old: &Listing, pending: &Listing) -> Listing {
    let mut all = pending.clone();
    all.extend(old.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    all.extend(new.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    all
}

/// A listing as the text of a file.
pub(super) fn text(listing: &Listing) -> String {
    let mut text = String::from(FIRST_LINE);
    text.push('\n');
    for (path, hash) in listing {
        text.push_str(hash);
        text.push(' ');
        text.push_str(path.as_str());
        text.push('\n');
    }
    text
}

/// The listing in a file; an empty one where there is none.
pub(super) fn read(path: &Path) -> Listing {
    let Ok(text) = fs::read_to_string(path) else { return Listing::new() };
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return Listing::new();
    }
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(hash, path)| Some((VPath::new(path)?, hash.to_owned())))
        .collect()
}

/// How the name of a file begins that is about to be renamed.
pub(super) const TEMPORARY: &str = ".daf-tmp-";

/// Whether a file is one that a write was about to rename.
pub(super) fn is_temporary(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with(TEMPORARY)
}

/// Whether a folder holds all that a write left, unchanged: the manifest of that hash, every file that it lists as it was, and
/// no write under way. Every file is read: a day or a size would not tell of every change.
pub fn stands_as_written(to: &Path, name: &str) -> bool {
    let Ok(text) = fs::read(to.join(MANIFEST)) else { return false };
    if to.join(PENDING).exists() || blake3::hash(&text).to_hex().as_str() != name {
        return false;
    }
    // What a killed run left is cleared away by the next write.
    if fs::read_dir(to).into_iter().flatten().flatten().any(|entry| is_temporary(&entry)) {
        return false;
    }
    let listed: Vec<(VPath, String)> = read(&to.join(MANIFEST)).into_iter().collect();
    listed.par_iter().all(|(path, hash)| {
        let full = to.join(path.as_str());
        // A link or anything else in the place of a file is a change.
        let is_file = fs::symlink_metadata(&full).is_ok_and(|meta| meta.is_file());
        is_file && fs::read(&full).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash)
    })
}
