//! The disk: reads a curriculum folder into a [`SourceSet`], writes an [`Output`].
//!
//! Reads ordinary files only and follows no link. Writes only what changed, each file by rename, the manifest last;
//! removes only what the last build's manifest lists and nobody has changed since. Knows nothing of what files say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::output::Output;
use crate::source::{SourceSet, VPath};

/// Something that the outside world refused, and where.
#[derive(Debug)]
pub struct Error {
    what: String,
    path: PathBuf,
    cause: Option<io::Error>,
}

impl Error {
    fn new(what: impl Into<String>, path: &Path) -> Error {
        Error { what: what.into(), path: path.to_owned(), cause: None }
    }

    fn io(what: &str, path: &Path, cause: io::Error) -> Error {
        Error { what: what.to_owned(), path: path.to_owned(), cause: Some(cause) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = crate::diag::render::clean(&self.path.display().to_string());
        write!(f, "{}: {path}", self.what)?;
        match &self.cause {
            Some(cause) => write!(f, ": {}", plain(cause)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}

fn plain(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a file stands where a folder is needed".to_owned()
        }
        _ => {
            let said = cause.to_string();
            said.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

/// The file that lists what a build wrote.
pub const MANIFEST: &str = ".daf-manifest";
const PENDING: &str = ".daf-manifest.pending";
const FIRST_LINE: &str = "daf manifest 1";

/// Reads a folder. What is not an ordinary file, or not named so that it can be read, is reported and left out.
///
/// # Errors
/// Where the folder or something in it can not be read.
pub fn read(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    if !folder.is_dir() {
        return Err(Error::new("there is no such folder", folder));
    }
    let mut paths: Vec<(VPath, PathBuf)> = Vec::new();
    let walk = WalkDir::new(folder).follow_links(false).max_depth(limits::FOLDER_DEPTH + 1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error { what: "this can not be read".to_owned(), path, cause: error.into_io_error() }
        })?;
        if entry.depth() > 0
            && let Some(path) = look(&entry, folder, sink)
        {
            paths.push((path, entry.into_path()));
        }
    }
    let read: Result<Vec<(VPath, Vec<u8>)>, Error> = paths
        .into_par_iter()
        .map(|(path, from)| {
            fs::read(&from)
                .map(|bytes| (path, bytes))
                .map_err(|error| Error::io("this file can not be read", &from, error))
        })
        .collect();
    Ok(SourceSet::new(read?))
}

/// Reads a folder again and again, and only what may have changed since.
pub struct Reader {
    folder: PathBuf,
}

impl Reader {
    /// A reader of a folder, which has read nothing yet.
    pub fn new(folder: &Path) -> Reader {
        Reader { folder: folder.to_owned() }
    }

    /// The folder as it stands now. `changed` names files and folders that may be other than before (those made, moved and
    /// removed among them); `None` stands for all of it.
    ///
    /// # Errors
    /// Where the folder or something in it can not be read.
    pub fn read(&mut self, _changed: Option<&[PathBuf]>, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
        read(&self.folder, sink)
    }
}

/// Hidden things, package folders and folders that a build made are not content.
fn is_wanted(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let made = || entry.path().join(MANIFEST).exists() || entry.path().join(PENDING).exists();
    !name.starts_with('.') && name != "node_modules" && !(entry.file_type().is_dir() && made())
}

/// The path of an entry that is an ordinary file of a good name and size.
fn look(entry: &walkdir::DirEntry, folder: &Path, sink: &mut Diagnostics) -> Option<VPath> {
    let inside = entry.path().strip_prefix(folder).ok()?;
    let shown = inside.to_string_lossy().replace('\\', "/");
    let kind = entry.file_type();
    if kind.is_dir() {
        if entry.depth() > limits::FOLDER_DEPTH {
            sink.push(make::bad_name(&shown, "its folders stand too deep inside one another"));
        } else if shown.ends_with(".md") {
            sink.push(make::not_a_file(&shown, "a folder whose name ends in `.md`"));
        }
        return None;
    }
    if !kind.is_file() {
        sink.push(make::not_a_file(&shown, &describe(entry)));
        return None;
    }
    let Some(text) = inside.to_str() else {
        sink.push(make::bad_name(&shown, "it is not UTF-8"));
        return None;
    };
    if text.chars().any(char::is_control) {
        sink.push(make::bad_name(text, "it has a line end or another control character in it"));
        return None;
    }
    let path = VPath::new(&text.replace(std::path::MAIN_SEPARATOR, "/"))?;
    let limit = if matches!(path.extension(), "md" | "yaml") { limits::TEXT_BYTES } else { limits::FILE_BYTES };
    let length = entry.metadata().map_or(0, |meta| meta.len());
    if length > limit {
        sink.push(make::file_too_large(&shown, length, limit));
        return None;
    }
    Some(path)
}

fn describe(entry: &walkdir::DirEntry) -> String {
    if !entry.path_is_symlink() {
        return "a pipe, socket or device".to_owned();
    }
    match fs::read_link(entry.path()) {
        Ok(to) => format!("a link to {}", make::quote(&to.to_string_lossy())),
        Err(_) => "a link".to_owned(),
    }
}

/// Reads a theme's folder: ordinary files only.
///
/// # Errors
/// Where it can not be read.
pub fn read_theme(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    read(folder, sink)
}

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
    for (path, hash) in old.iter().chain(pending).filter(|(path, _)| !new.contains_key(path)) {
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

/// All of standard input, as text.
///
/// # Errors
/// Where it can not be read, or is not UTF-8.
pub fn standard_input() -> Result<String, Error> {
    io::read_to_string(io::stdin())
        .map_err(|error| Error::io("this can not be read", Path::new("standard input"), error))
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

/// A folder of what was made before: sheets that were set, images that were made smaller. Safe to delete: what is not there is
/// made again. When it holds more than two gigabytes, that goes which nobody has asked for longest.
pub struct SheetFolder(PathBuf);

/// Bytes that are kept at most: the sheets of some thousands of lessons, and their photographs.
const KEPT: u64 = 2 * 1024 * 1024 * 1024;

impl SheetFolder {
    /// The folder, made where it is not there; `None` where it can not be.
    pub fn at(folder: &Path) -> Option<SheetFolder> {
        fs::create_dir_all(folder).ok()?;
        let shelf = SheetFolder(folder.to_owned());
        shelf.make_room(KEPT);
        Some(shelf)
    }

    fn make_room(&self, most: u64) {
        let Ok(entries) = fs::read_dir(&self.0) else { return };
        let aged = entries.flatten().filter_map(|entry| {
            let meta = entry.metadata().ok()?;
            Some((meta.modified().ok()?, entry.path(), meta.len()))
        });
        let mut aged: Vec<_> = aged.collect();
        aged.sort();
        let mut held: u64 = aged.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in aged {
            if held <= most {
                break;
            }
            held -= bytes;
            let _ = fs::remove_file(path);
        }
    }
}

impl crate::output::Keeper for SheetFolder {
    #[expect(
        clippy::disallowed_methods,
        reason = "when a sheet was asked for last decides what is kept, and nothing that is made"
    )]
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.0.join(name);
        let kept = fs::read(&path).ok()?;
        // Asked for now: it stays longer than what nobody wants. Where the day can not be written, it only goes earlier.
        if let Ok(file) = fs::File::options().append(true).open(&path) {
            let _ = file.set_modified(std::time::SystemTime::now());
        }
        Some(kept)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        // By rename, so that nobody finds half of one. Whoever can not keep it makes it again.
        let part = self.0.join(format!("{name}.{}", std::process::id()));
        if fs::write(&part, bytes).and_then(|()| fs::rename(&part, self.0.join(name))).is_err() {
            let _ = fs::remove_file(&part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Keeper as _;

    #[test]
    fn what_nobody_asked_for_goes_first() {
        let room = tempfile::tempdir().expect("a folder can be made");
        let shelf = SheetFolder::at(room.path()).expect("it is there");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        for name in ["a", "b", "c"] {
            shelf.keep(name, &[0; 10]);
            let file = fs::File::options().append(true).open(room.path().join(name)).expect("it was kept");
            file.set_modified(long_ago).expect("its day can be set");
        }
        assert!(shelf.take("b").is_some());
        shelf.make_room(10);
        assert_eq!(["a", "b", "c"].map(|name| shelf.take(name).is_some()), [false, true, false]);
    }
}
