//! The list of what a build wrote: path and hash of each file, sealed by a hash of the list.
//!
//! A list that is whole says which paths are daf's. One that is not (empty, cut short, written by something else) is never taken for
//! that: its lines prove of a file only what its own bytes agree with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::dir::{Dir, EntryKind};
use crate::output::Output;
use crate::source::VPath;

/// The file that lists what a build wrote.
pub const MANIFEST: &str = ".daf-manifest";
/// The list of what may stand in an output folder while a write is under way.
pub(super) const PENDING: &str = ".daf-manifest.pending";

const FIRST_LINE: &str = "daf manifest 2";
/// How the last line begins; the hash of all lines before it follows.
const SEAL: &str = "end ";
/// Bytes of a list at most: some millions of files.
const MOST: u64 = 1024 * 1024 * 1024;

/// Paths of files, and the hash of each; of what may stand there while a write is under way, every hash that it may have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listing(BTreeMap<VPath, BTreeSet<String>>);

impl Listing {
    /// What an output will be listed as.
    pub(super) fn of(output: &Output) -> Listing {
        let files: Vec<_> = output.iter().collect();
        let hashed: Vec<(VPath, String)> =
            files.par_iter().map(|(path, made)| ((*path).clone(), made.hash().to_hex().to_string())).collect();
        Listing(hashed.into_iter().map(|(path, hash)| (path, BTreeSet::from([hash]))).collect())
    }

    /// Whether a path is listed.
    pub(super) fn has_path(&self, path: &VPath) -> bool {
        self.0.contains_key(path)
    }

    /// Whether a path is listed with this hash.
    pub(super) fn has(&self, path: &VPath, hash: &str) -> bool {
        self.0.get(path).is_some_and(|hashes| hashes.contains(hash))
    }

    /// Its paths, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &VPath> {
        self.0.keys()
    }

    /// Lists a path as it is listed elsewhere, with all its hashes.
    pub(super) fn take_over(&mut self, path: &VPath, from: &Listing) {
        let hashes = from.0.get(path).into_iter().flatten().cloned();
        self.0.entry(path.clone()).or_default().extend(hashes);
    }

    /// Lists all that another does, too.
    pub(super) fn extend(&mut self, other: &Listing) {
        other.0.keys().for_each(|path| self.take_over(path, other));
    }

    /// The listing as the text of a file.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(FIRST_LINE);
        text.push('\n');
        for (path, hashes) in &self.0 {
            for hash in hashes {
                text.push_str(hash);
                text.push(' ');
                text.push_str(path.as_str());
                text.push('\n');
            }
        }
        let seal = blake3::hash(text.as_bytes()).to_hex();
        text.push_str(SEAL);
        text.push_str(seal.as_str());
        text.push('\n');
        text
    }

    /// The listing in a text, and whether that is all of what was written once.
    pub(super) fn read(text: &[u8]) -> (Listing, bool) {
        let text = String::from_utf8_lossy(text);
        let mut lines = text.split_inclusive('\n');
        let mut listing = Listing::default();
        if lines.next().and_then(|line| line.strip_suffix('\n')) != Some(FIRST_LINE) {
            return (listing, false);
        }
        let mut before = FIRST_LINE.len() + 1;
        for interruption in lines {
            // The end of a line that was cut short is a part of a path.
            let Some(line) = interruption.strip_suffix('\n') else { return (listing, false) };
            if let Some(seal) = line.strip_prefix(SEAL) {
                let is_sealed =
                    blake3::hash(text.get(..before).unwrap_or_default().as_bytes()).to_hex().as_str() == seal;
                return (listing, is_sealed && text.len() == before + interruption.len());
            }
            before += interruption.len();
            if let Some((hash, path)) = line.split_once(' ').and_then(|(hash, path)| Some((hash, VPath::new(path)?))) {
                listing.0.entry(path).or_default().insert(hash.to_owned());
            }
        }
        (listing, false)
    }
}

/// A list as it was found in a folder.
pub(super) struct StoredListing {
    pub(super) listing: Listing,
    pub(super) state: ListingState,
}

/// In what state a list was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ListingState {
    /// There is none.
    Missing,
    /// All of it is there.
    Whole,
    /// It is not what daf wrote: empty, cut short, or something else.
    Damaged,
}

/// The list of that name in a folder.
///
/// # Errors
/// Where something else than a file stands there, or it cannot be read.
pub(super) fn find(folder: &Dir, name: &str) -> io::Result<StoredListing> {
    match folder.entry_kind(name)? {
        None => Ok(StoredListing { listing: Listing::default(), state: ListingState::Missing }),
        Some(_) => {
            let (listing, is_whole) = Listing::read(&folder.read(name, MOST)?);
            Ok(StoredListing { listing, state: if is_whole { ListingState::Whole } else { ListingState::Damaged } })
        }
    }
}

/// The file that is locked where a folder cannot be.
pub(super) const LOCK: &str = ".daf-lock";
/// Where files lie that are not in their place yet.
pub(super) const STAGING: &str = ".daf-staging";
/// How the name of a file begins that is about to be renamed.
pub(super) const TEMPORARY: &str = ".daf-tmp-";

/// Whether a name in an output folder is one that a write gives for a while, and that a killed one leaves.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY) || name == STAGING || name == LOCK
}

/// Whether a folder holds all that a write left, unchanged: the manifest of that hash, every file that it lists as it was, and
/// no write under way or broken off. Every file is read: a day or a size would not tell of every change.
pub fn stands_as_written(to: &Path, name: &str) -> bool {
    stands(to, name).unwrap_or(false)
}

fn stands(to: &Path, name: &str) -> io::Result<bool> {
    let folder = Dir::open(to)?;
    let text = folder.read(MANIFEST, MOST)?;
    let (listing, is_whole) = Listing::read(&text);
    if !is_whole || blake3::hash(&text).to_hex().as_str() != name || folder.entry_kind(PENDING)?.is_some() {
        return Ok(false);
    }
    // What a killed run left is cleared away by the next write.
    if folder.names()?.iter().any(|name| is_temporary(name) && name != LOCK) || is_beside(&folder, to) {
        return Ok(false);
    }
    let listed: Vec<(&VPath, &BTreeSet<String>)> = listing.0.iter().collect();
    Ok(listed.par_iter().all(|(path, hashes)| {
        // A link or anything else in the place of a file is a change.
        let hash = folder.place(path.as_str()).and_then(|(folder, name)| folder.hash(name));
        hash.is_ok_and(|hash| hashes.len() == 1 && hashes.contains(hash.to_hex().as_str()))
    }))
}

/// What the folder for files that are not in their place yet is called beside a site.
pub(super) fn name_beside(to: &Path) -> Option<String> {
    let full = fs::canonicalize(to).ok()?;
    Some(format!(".{}{STAGING}", full.file_name()?.to_str()?))
}

/// Whether a run that was killed left anything beside a site.
fn is_beside(site: &Dir, to: &Path) -> bool {
    let entry_kind = name_beside(to).and_then(|name| site.above().ok()?.entry_kind(name).ok()?);
    entry_kind == Some(EntryKind::Folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_whole_or_known_not_to_be() {
        let mut listing = Listing::default();
        for path in ["a/index.html", "b c.html", "end ", "\u{5d0}.html"] {
            let hashes = BTreeSet::from([blake3::hash(path.as_bytes()).to_hex().to_string()]);
            listing.0.insert(VPath::new(path).expect("a good path"), hashes);
        }
        let text = listing.text();
        assert_eq!(Listing::read(text.as_bytes()), (listing.clone(), true));
        for cut in 0..text.len() {
            let (some, is_whole) = Listing::read(&text.as_bytes()[..cut]);
            assert!(!is_whole, "cut at {cut}");
            assert!(some.0.iter().all(|(path, hashes)| listing.0.get(path) == Some(hashes)), "cut at {cut}");
        }
        for other in ["", "\n", "words", "daf manifest 1\n", &format!("{text}\n"), &text.replace('b', "c")] {
            assert!(!Listing::read(other.as_bytes()).1, "{other:?}");
        }
    }
}
