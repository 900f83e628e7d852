//! An [`Output`] written to a folder, and single files.
//!
//! Writes only what changed, each file by rename, the manifest last; removes only what the last build's manifest lists and
//! nobody has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Error, MANIFEST, PENDING};
use crate::output::Output;
use crate::source::VPath;

const FIRST_LINE: &str = "daf manifest 1";

/// What a write did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written because they were new or other than before.
    pub written: usize,
    /// Files that stood already as they should.
    pub kept: usize,
    /// Files of the last build that this one does not make, removed.
    pub removed: usize,
    /// Files of the last build that this one does not make, which somebody has changed: kept.
    pub left: Vec<String>,
}

/// Says whether an output folder may be written to, before anything is built.
///
/// # Errors
/// Where it is a file or a link, holds files that daf did not make, or is or holds the content or the home folder.
pub fn may_write(to: &Path, content: &Path) -> Result<(), Error> {
    let meta = match fs::symlink_metadata(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return outside_content(to, content),
        Err(error) => return Err(Error::io("the output folder can not be read", to, error)),
        Ok(meta) => meta,
    };
    if meta.is_symlink() {
        return Err(Error::new("the output folder is a link; name the folder itself", to));
    }
    if !meta.is_dir() {
        return Err(Error::new("the output is a file, not a folder", to));
    }
    outside_content(to, content)?;
    let made = to.join(MANIFEST).is_file() || to.join(PENDING).is_file();
    let mut entries = fs::read_dir(to).map_err(|error| Error::io("the output folder can not be read", to, error))?;
    if !made && entries.next().is_some() {
        return Err(Error::new(
            "the output folder holds files that daf did not make; empty it, or name another with `-o`",
            to,
        ));
    }
    Ok(())
}

fn outside_content(to: &Path, content: &Path) -> Result<(), Error> {
    let absolute =
        |path: &Path| fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    let (to_full, content) = (absolute(to), absolute(content));
    let home = std::env::home_dir().map(|home| absolute(&home));
    if content.starts_with(&to_full) || home.is_some_and(|home| home.starts_with(&to_full)) {
        return Err(Error::new("the output folder is, or holds, the content or the home folder", to));
    }
    Ok(())
}

/// Path and hash of each file of a build.
type Listing = BTreeMap<VPath, String>;

/// Writes an output. The folder must have passed [`may_write`].
///
/// # Errors
/// Where something can not be written. The next run finishes what was begun.
pub fn write(output: &Output, to: &Path) -> Result<Written, Error> {
    fs::create_dir_all(to).map_err(|error| Error::io("the output folder can not be made", to, error))?;
    let old = listing(&to.join(MANIFEST));
    let pending = listing(&to.join(PENDING));
    let new: Listing = hashes(output);
    let ours: BTreeSet<&VPath> = old.keys().chain(pending.keys()).collect();
    let token = &blake3::hash(manifest(&new).as_bytes()).to_hex()[..12];
    clear_leftovers(to);
    foreign(output, &ours, to)?;
    replace(&to.join(PENDING), manifest(&joined(&new, &old, &pending)).as_bytes(), token, 0)?;
    // In a folder that held nothing there is nothing to look at first, and no reader to spare half a file.
    let mut written = if ours.is_empty() { write_new(output, to)? } else { write_all(output, to, token)? };
    remove_old(&old, &pending, &new, to, &mut written);
    replace(&to.join(MANIFEST), manifest(&new).as_bytes(), token, 1)?;
    fs::remove_file(to.join(PENDING))
        .map_err(|error| Error::io("this file can not be removed", &to.join(PENDING), error))?;
    Ok(written)
}

fn hashes(output: &Output) -> Listing {
    let files: Vec<_> = output.iter().collect();
    let hashed: Vec<(VPath, String)> = files
        .par_iter()
        .map(|(path, made)| ((*path).clone(), blake3::hash(made.bytes.as_slice()).to_hex().to_string()))
        .collect();
    hashed.into_iter().collect()
}

/// What may stand in the folder while a write is under way: the new files, and whatever earlier runs left.
fn joined(new: &Listing, old: &Listing, pending: &Listing) -> Listing {
    let mut all = pending.clone();
    all.extend(old.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    all.extend(new.iter().map(|(path, hash)| (path.clone(), hash.clone())));
    all
}

fn manifest(listing: &Listing) -> String {
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

fn listing(path: &Path) -> Listing {
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

/// Temporary files of a run that was killed.
fn clear_leftovers(to: &Path) {
    let pending = to.join(PENDING).exists();
    let walk = WalkDir::new(to).follow_links(false).into_iter().filter_map(Result::ok);
    for entry in walk.filter(|entry| pending && entry.file_name().to_string_lossy().starts_with(TEMPORARY)) {
        // A leftover that can not be removed does no harm: its name is never used again.
        let _ = fs::remove_file(entry.path());
    }
}

/// Refuses to write over a file that no build made.
fn foreign(output: &Output, ours: &BTreeSet<&VPath>, to: &Path) -> Result<(), Error> {
    if ours.is_empty() {
        return Ok(());
    }
    for (path, made) in output.iter().filter(|(path, _)| !ours.contains(path)) {
        let full = to.join(path.as_str());
        let Ok(meta) = fs::symlink_metadata(&full) else { continue };
        let same = meta.is_file() && fs::read(&full).is_ok_and(|bytes| bytes == made.bytes.as_slice());
        if !same {
            return Err(Error::new("a file that daf did not make stands where one should be written", &full));
        }
    }
    Ok(())
}

fn write_all(output: &Output, to: &Path, token: &str) -> Result<Written, Error> {
    make_folders(output, to)?;
    let files: Vec<_> = output.iter().collect();
    let count = AtomicUsize::new(0);
    files.par_iter().enumerate().try_for_each(|(at, (path, made))| -> Result<(), Error> {
        let full = to.join(path.as_str());
        let bytes = made.bytes.as_slice();
        if stands(&full, bytes)? {
            return Ok(());
        }
        count.fetch_add(1, Ordering::Relaxed);
        replace(&full, bytes, token, at + 2)
    })?;
    let written = count.into_inner();
    Ok(Written { written, kept: files.len() - written, ..Written::default() })
}

/// Writes into a folder that was empty. A build that is broken off leaves its list, by which the next one finishes.
fn write_new(output: &Output, to: &Path) -> Result<Written, Error> {
    make_folders(output, to)?;
    let files: Vec<_> = output.iter().collect();
    files.par_iter().try_for_each(|(path, made)| -> Result<(), Error> {
        let full = to.join(path.as_str());
        let new = fs::OpenOptions::new().write(true).create_new(true).open(&full);
        new.and_then(|mut file| file.write_all(made.bytes.as_slice()))
            .map_err(|error| Error::io("this file can not be written", &full, error))
    })?;
    Ok(Written { written: files.len(), ..Written::default() })
}

/// Makes every folder that is needed; a link or a file in the place of one is refused.
fn make_folders(output: &Output, to: &Path) -> Result<(), Error> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in output.iter() {
        let folder = path.parent();
        if folder.is_empty() || seen.contains(folder) {
            continue;
        }
        let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
        for part in ends.filter_map(|end| folder.get(..end)) {
            if !seen.insert(part) {
                continue;
            }
            let at = to.join(part);
            match fs::symlink_metadata(&at) {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => return Err(Error::new("a file or link stands where a folder is needed", &at)),
                Err(_) => fs::create_dir(&at).map_err(|error| Error::io("this folder can not be made", &at, error))?,
            }
        }
    }
    Ok(())
}

/// Whether a file holds these bytes already. A folder in its place is refused; a link counts as other bytes.
fn stands(full: &Path, bytes: &[u8]) -> Result<bool, Error> {
    match fs::symlink_metadata(full) {
        Ok(meta) if meta.is_dir() => Err(Error::new("a folder stands where a file should be written", full)),
        Ok(meta) if meta.is_file() && meta.len() == bytes.len() as u64 => {
            Ok(fs::read(full).is_ok_and(|old| old == bytes))
        }
        _ => Ok(false),
    }
}

const TEMPORARY: &str = ".daf-tmp-";

/// Writes bytes beside the file and renames them into its place, so that a reader never sees half a file.
fn replace(full: &Path, bytes: &[u8], token: &str, number: usize) -> Result<(), Error> {
    let folder = full.parent().unwrap_or(full);
    for attempt in 0..100 {
        let temporary = folder.join(format!("{TEMPORARY}{token}-{number}-{attempt}"));
        let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(Error::io("this folder can not be written to", folder, error)),
            Ok(file) => file,
        };
        let done = file.write_all(bytes).and_then(|()| fs::rename(&temporary, full));
        return done.map_err(|error| {
            let _ = fs::remove_file(&temporary);
            Error::io("this file can not be written", full, error)
        });
    }
    Err(Error::new("no temporary file can be made here", folder))
}

fn remove_old(old: &Listing, pending: &Listing, new: &Listing, to: &Path, written: &mut Written) {
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for (path, hash) in old.iter().chain(pending).filter(|(path, _)| !new.contains_key::<VPath>(path)) {
        let full = to.join(path.as_str());
        let Ok(bytes) = fs::read(&full) else { continue };
        let ours = |hash: &String| blake3::hash(&bytes).to_hex().as_str() == hash;
        if !ours(hash) && !pending.get(path).is_some_and(ours) {
            written.left.push(path.to_string());
        } else if fs::remove_file(&full).is_ok() {
            written.removed += 1;
            folders.insert(path.parent().to_owned());
        }
    }
    for folder in folders.iter().rev() {
        remove_empty(to, folder);
    }
    written.left.dedup();
}

/// Removes a folder and those above it as long as they are empty.
fn remove_empty(to: &Path, folder: &str) {
    let mut folder = folder;
    while !folder.is_empty() && fs::remove_dir(to.join(folder)).is_ok() {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

/// Writes one file that was asked for by name, in place of whatever file stood there: all of it, or nothing. Its folder is made
/// where it is not there.
///
/// # Errors
/// Where it can not be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| Error::io("this folder can not be made", folder, error))?;
    }
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Err(Error::new("a folder stands where a file should be written", path)),
        // What is no file, such as a pipe, is written to and not replaced.
        Ok(meta) if !meta.is_file() => {
            fs::write(path, bytes).map_err(|error| Error::io("this file can not be written", path, error))
        }
        _ => {
            let full = folder.unwrap_or(Path::new(".")).join(path.file_name().unwrap_or_default());
            replace(&full, bytes, &blake3::hash(bytes).to_hex()[..12], 0)
        }
    }
}
