//! An [`Output`] written to a folder, and single files.
//!
//! Writes only what changed, all of it beside the site first and then by rename, the manifest last; removes only what the last
//! build's manifest lists and nobody has changed since. Until the first rename everything can be undone, and is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::error::Error;
use super::manifest::{self, Listing, MANIFEST, PENDING, TEMPORARY, is_temporary};
use super::{disk, whole};
use crate::output::{Laid, Output};
use crate::source::VPath;

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
    /// Files of the last build that somebody has changed, and that this one makes: written anew.
    pub changed: Vec<String>,
    /// The hash of the manifest: a name for all that was written.
    pub manifest: String,
}

/// Says whether an output folder may be written to, before anything is built.
///
/// # Errors
/// Where it is a file or a link, holds files that daf did not make, or is or holds the content or the home folder.
pub fn may_write(to: &Path, content: &Path) -> Result<(), Error> {
    let meta = match fs::symlink_metadata(to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return outside_content(to, content),
        Err(error) => return Err(Error::io("the output folder cannot be read", to, error)),
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
    let entries = fs::read_dir(to).map_err(|error| Error::io("the output folder cannot be read", to, error))?;
    // What a first build that was killed had begun is ours, too.
    let mut others = entries.flatten().filter(|entry| !is_temporary(entry));
    if !made && others.next().is_some() {
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

/// Writes an output. The folder must have passed [`may_write`]. What is written is laid ready beside the site first, and put in
/// its place by renaming when all of it is there; whoever wants to stop before that ([`super::stop`]), or a disk that is full,
/// finds the folder as it was.
///
/// # Errors
/// Where something can not be written. Where it was begun to be put in place, the next run finishes it.
pub fn write(output: &Output, to: &Path) -> Result<Written, Error> {
    whole::work(|| write_unless(output, to, &whole::is_asked, &whole::go_through))
}

/// Writes an output unless `is_asked` to stop; `go_through` says whether it is still wanted when all is ready.
fn write_unless(output: &Output, to: &Path, is_asked: &Asked<'_>, go_through: &Asked<'_>) -> Result<Written, Error> {
    let made = make_root(to)?;
    let old = manifest::read(&to.join(MANIFEST));
    let pending = manifest::read(&to.join(PENDING));
    let new = manifest::hashes(output);
    let name = blake3::hash(manifest::text(&new).as_bytes()).to_hex().to_string();
    let site = Site { output, to, old, pending, new, is_asked, go_through };
    site.clear_leftovers();
    // In a folder that held nothing there is nothing to look at first, and no reader to spare half a file.
    let written = if site.old.is_empty() && site.pending.is_empty() { site.write_new() } else { site.write_over() };
    if written.is_err() {
        for folder in made.iter().rev() {
            let _ = disk::remove_folder(folder);
        }
    }
    Ok(Written { manifest: name, ..written? })
}

/// A question whose answer may change while work goes on.
type Asked<'a> = dyn Fn() -> bool + Sync + 'a;

/// Makes the output folder, and says which folders that took.
fn make_root(to: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing: Vec<PathBuf> = to
        .ancestors()
        .filter(|folder| !folder.as_os_str().is_empty())
        .take_while(|folder| !folder.exists())
        .map(Path::to_owned)
        .collect();
    let missing: Vec<PathBuf> = missing.into_iter().rev().collect();
    for folder in &missing {
        disk::make_folder(folder).map_err(|error| Error::io("the output folder cannot be made", to, error))?;
    }
    Ok(missing)
}

/// An output on its way to a folder.
struct Site<'a> {
    output: &'a Output,
    to: &'a Path,
    /// What the last build wrote.
    old: Listing,
    /// What may stand there of one that was broken off.
    pending: Listing,
    new: Listing,
    is_asked: &'a Asked<'a>,
    go_through: &'a Asked<'a>,
}

impl Site<'_> {
    /// Writes into a folder that was empty, and leaves it so where it does not come to an end.
    fn write_new(&self) -> Result<Written, Error> {
        let mut folders = Vec::new();
        let files: Vec<_> = self.output.iter().collect();
        let done: Vec<AtomicBool> = files.iter().map(|_| AtomicBool::new(false)).collect();
        // Whatever stands at these paths is ours, half of a file too, because the folder held nothing.
        let any: Listing = self.new.keys().map(|path| (path.clone(), manifest::ANY.to_owned())).collect();
        let tried = self.list_pending(&any).and_then(|()| {
            make_folders(self.output, self.to, &mut folders)?;
            files.par_iter().zip(&done).try_for_each(|((path, made), done)| {
                self.go_on()?;
                let full = self.to.join(path.as_str());
                made.read()
                    .and_then(|bytes| disk::write_new(&full, &bytes))
                    .map_err(|error| Error::io("this file cannot be written", &full, error))?;
                done.store(true, Ordering::Relaxed);
                Ok(())
            })?;
            self.last_call()
        });
        if let Err(error) = tried {
            for ((path, _), _) in files.iter().zip(&done).filter(|(_, done)| done.load(Ordering::Relaxed)) {
                let _ = disk::remove_file(&self.to.join(path.as_str()));
            }
            for folder in folders.iter().rev() {
                let _ = disk::remove_folder(folder);
            }
            let _ = disk::remove_file(&self.to.join(PENDING));
            return Err(error);
        }
        self.list_as_written()?;
        Ok(Written { written: files.len(), ..Written::default() })
    }

    /// Writes over an earlier build.
    fn write_over(&self) -> Result<Written, Error> {
        let ours: BTreeSet<&VPath> = self.old.keys().chain(self.pending.keys()).collect();
        foreign(self.output, &ours, self.to)?;
        check_folders(self.output, self.to)?;
        let listed = manifest::joined(&self.new, &self.old, &self.pending);
        let tried = self.list_pending(&listed).and_then(|()| {
            let ready = self.lay_ready()?;
            self.last_call()?;
            Ok(ready)
        });
        let ready = match tried {
            Ok(ready) => ready,
            Err(error) => {
                self.take_back();
                return Err(error);
            }
        };
        let mut written = Written { kept: self.output.len() - ready.len(), written: ready.len(), ..Written::default() };
        written.changed = ready.iter().filter_map(|one| one.changed.clone()).collect();
        self.put_in_place(ready)?;
        self.remove_old(&mut written);
        self.list_as_written()?;
        Ok(written)
    }

    /// Removes what earlier builds wrote and this one does not make, and the folders that stay empty.
    fn remove_old(&self, written: &mut Written) {
        let mut folders: BTreeSet<String> = BTreeSet::new();
        let listed: BTreeSet<&VPath> = self.old.keys().chain(self.pending.keys()).collect();
        for path in listed.into_iter().filter(|path| !self.new.contains_key(*path)) {
            let full = self.to.join(path.as_str());
            // It may never have come to more than its folder.
            let bytes = fs::read(&full).ok();
            if bytes.as_ref().is_some_and(|bytes| !self.is_ours(path, bytes)) {
                written.left.push(path.to_string());
                continue;
            }
            written.removed += usize::from(bytes.is_some() && disk::remove_file(&full).is_ok());
            folders.insert(path.parent().to_owned());
        }
        for folder in folders.iter().rev() {
            remove_empty(self.to, folder);
        }
    }

    /// Whether a file holds what a build wrote there.
    fn is_ours(&self, path: &VPath, bytes: &[u8]) -> bool {
        let hash = blake3::hash(bytes).to_hex();
        let is_own = |own: &String| own == hash.as_str() || own == manifest::ANY;
        [&self.old, &self.pending].iter().any(|list| list.get(path).is_some_and(is_own))
    }

    fn staging(&self) -> PathBuf {
        self.to.join(STAGING)
    }

    /// An error where somebody wants to stop.
    fn go_on(&self) -> Result<(), Error> {
        if (self.is_asked)() { Err(Error::stopped(self.to)) } else { Ok(()) }
    }

    fn last_call(&self) -> Result<(), Error> {
        if (self.go_through)() { Ok(()) } else { Err(Error::stopped(self.to)) }
    }

    /// Lists what may stand in the folder from now on.
    fn list_pending(&self, listing: &Listing) -> Result<(), Error> {
        replace(&self.to.join(PENDING), manifest::text(listing).as_bytes())
    }

    fn list_as_written(&self) -> Result<(), Error> {
        replace(&self.to.join(MANIFEST), manifest::text(&self.new).as_bytes())?;
        let pending = self.to.join(PENDING);
        disk::remove_file(&pending).map_err(|error| Error::io("this file cannot be removed", &pending, error))
    }

    /// What a run that was killed had laid ready. A leftover that can not be removed is told of when it is in the way.
    fn clear_leftovers(&self) {
        let entries = fs::read_dir(self.to).into_iter().flatten().flatten();
        for entry in entries.filter(is_temporary) {
            let _ = disk::remove_file(&entry.path());
        }
        let _ = disk::remove_all(&self.staging());
    }

    /// Writes each file that is other than the one that stands into a folder beside the site; gives where it lies and where it
    /// shall stand.
    fn lay_ready(&self) -> Result<Vec<Ready>, Error> {
        let staging = self.staging();
        disk::make_folder(&staging).map_err(|error| Error::io("this folder cannot be written to", self.to, error))?;
        let files: Vec<_> = self.output.iter().collect();
        let ready: Result<Vec<Option<Ready>>, Error> = files
            .par_iter()
            .enumerate()
            .map(|(at, (path, made))| {
                self.go_on()?;
                let full = self.to.join(path.as_str());
                let unwritten = |error| Error::io("this file cannot be written", &full, error);
                let bytes = made.read().map_err(unwritten)?;
                if stands(&full, &bytes)? {
                    return Ok(None);
                }
                let from = staging.join(at.to_string());
                disk::write_new(&from, &bytes).map_err(unwritten)?;
                let stood = fs::read(&full).ok();
                let changed = stood.as_ref().is_some_and(|bytes| !self.is_ours(path, bytes));
                Ok(Some(Ready { from, full, is_new: stood.is_none(), changed: changed.then(|| path.to_string()) }))
            })
            .collect();
        Ok(ready?.into_iter().flatten().collect())
    }

    /// Leaves the folder as it was before anything was put in place.
    fn take_back(&self) {
        let _ = disk::remove_all(&self.staging());
        let pending = self.to.join(PENDING);
        let _ = if self.pending.is_empty() {
            disk::remove_file(&pending).ok()
        } else {
            replace(&pending, manifest::text(&self.pending).as_bytes()).ok()
        };
    }

    /// Renames what lies ready into its place: first what nothing refers to yet, then what refers to it.
    fn put_in_place(&self, ready: Vec<Ready>) -> Result<(), Error> {
        make_folders(self.output, self.to, &mut Vec::new())?;
        let (new, other): (Vec<Ready>, Vec<Ready>) = ready.into_iter().partition(|one| one.is_new);
        for part in [new, other] {
            part.par_iter().try_for_each(|Ready { from, full, .. }| {
                disk::rename(from, full).map_err(|error| Error::io("this file cannot be written", full, error))
            })?;
        }
        let staging = self.staging();
        disk::remove_folder(&staging).map_err(|error| Error::io("this folder cannot be removed", &staging, error))
    }
}

/// A file that is written, and where it shall stand.
struct Ready {
    from: PathBuf,
    full: PathBuf,
    is_new: bool,
    /// The file that stands there, where it is no more what was written.
    changed: Option<String>,
}

/// Where files lie that are not in their place yet.
const STAGING: &str = ".daf-staging";
/// Refuses to write over a file that no build made.
fn foreign(output: &Output, ours: &BTreeSet<&VPath>, to: &Path) -> Result<(), Error> {
    if ours.is_empty() {
        return Ok(());
    }
    for (path, made) in output.iter().filter(|(path, _)| !ours.contains(path)) {
        let full = to.join(path.as_str());
        let Ok(meta) = fs::symlink_metadata(&full) else { continue };
        let same = meta.is_file() && fs::read(&full).is_ok_and(|bytes| blake3::hash(&bytes) == made.hash());
        if !same {
            return Err(Error::new("a file that daf did not make stands where one should be written", &full));
        }
    }
    Ok(())
}

/// Every folder that an output needs, those above before those in them.
fn folders(output: &Output) -> BTreeSet<&str> {
    let parents = output.iter().map(|(path, _)| path.parent()).filter(|folder| !folder.is_empty());
    parents.flat_map(|folder| folder.match_indices('/').map(|(end, _)| &folder[..end]).chain([folder])).collect()
}

/// Refuses a link or a file in the place of a folder.
fn check_folders(output: &Output, to: &Path) -> Result<(), Error> {
    for folder in folders(output) {
        let at = to.join(folder);
        if fs::symlink_metadata(&at).is_ok_and(|meta| !meta.is_dir()) {
            return Err(Error::new("a file or link stands where a folder is needed", &at));
        }
    }
    Ok(())
}

/// Makes every folder that is needed, those of one depth side by side, and notes which it made, those above before those in
/// them.
fn make_folders(output: &Output, to: &Path, made: &mut Vec<PathBuf>) -> Result<(), Error> {
    let mut by_depth: BTreeMap<usize, Vec<PathBuf>> = BTreeMap::new();
    for folder in folders(output) {
        by_depth.entry(folder.matches('/').count()).or_default().push(to.join(folder));
    }
    for level in by_depth.into_values() {
        let tried: Vec<Result<Option<PathBuf>, Error>> = level.into_par_iter().map(make_folder).collect();
        let mut failed = None;
        for one in tried {
            match one {
                Ok(new) => made.extend(new),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(()), Err)?;
    }
    Ok(())
}

/// Makes a folder where there is none; it, where it was made.
fn make_folder(at: PathBuf) -> Result<Option<PathBuf>, Error> {
    match disk::make_folder(&at) {
        Ok(()) => Ok(Some(at)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && at.is_dir() => Ok(None),
        Err(error) => Err(Error::io("this folder cannot be made", &at, error)),
    }
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

/// Writes bytes beside the file and renames them into its place, so that a reader never sees half a file.
fn replace(full: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace_with(full, bytes, None)
}

/// The same, with permissions for the new file.
fn replace_with(full: &Path, bytes: &[u8], permissions: Option<fs::Permissions>) -> Result<(), Error> {
    let folder = full.parent().unwrap_or(full);
    let token = blake3::hash(full.as_os_str().as_encoded_bytes()).to_hex();
    for attempt in 0..100 {
        let temporary = folder.join(format!("{TEMPORARY}{}-{}-{attempt}", &token[..12], std::process::id()));
        match disk::write_new(&temporary, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(Error::io("this folder cannot be written to", folder, error)),
            Ok(()) => {}
        }
        // Where they can not be had, the words matter more.
        let _ = permissions.map(|permissions| fs::set_permissions(&temporary, permissions));
        return disk::rename(&temporary, full).map_err(|error| {
            let _ = disk::remove_file(&temporary);
            Error::io("this file cannot be written", full, error)
        });
    }
    Err(Error::new("no temporary file can be made here", folder))
}

/// Removes a folder and those above it as long as they are empty.
fn remove_empty(to: &Path, folder: &str) {
    let mut folder = folder;
    while !folder.is_empty() {
        match disk::remove_folder(&to.join(folder)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => break,
            // It is gone, or never came to be: those above it may be empty too.
            _ => folder = folder.rsplit_once('/').map_or("", |(above, _)| above),
        }
    }
}

/// A file of a folder that is to be written anew.
pub struct Rewrite<'a> {
    /// Where it stands in the folder.
    pub path: &'a VPath,
    /// What it must still hold.
    pub before: &'a [u8],
    /// What it shall hold.
    pub after: &'a [u8],
}

/// Writes files anew, each all at once and with its permissions. `false`, and nothing done, for one that does not hold any more what
/// it must, or is not reached through folders alone. None is written where somebody asked to stop before.
///
/// # Errors
/// For each file, where it can not be read or written.
pub fn rewrite(folder: &Path, files: &[Rewrite<'_>]) -> Vec<Result<bool, Error>> {
    whole::work(|| {
        if whole::go_through() {
            files.iter().map(|file| rewrite_one(folder, file)).collect()
        } else {
            vec![Err(Error::stopped(folder))]
        }
    })
}

fn rewrite_one(folder: &Path, file: &Rewrite<'_>) -> Result<bool, Error> {
    let full = folder.join(file.path.as_written());
    if !is_plain(folder, file.path) {
        return Ok(false);
    }
    let unread = |error| Error::io("this file cannot be read", &full, error);
    if fs::read(&full).map_err(unread)? != file.before {
        return Ok(false);
    }
    let permissions = fs::metadata(&full).map_err(unread)?.permissions();
    if permissions.readonly() {
        return Err(Error::new("this file may not be written to", &full));
    }
    replace_with(&full, file.after, Some(permissions)).map(|()| true)
}

/// Whether a path leads to an ordinary file through ordinary folders, and no link.
fn is_plain(folder: &Path, path: &VPath) -> bool {
    let parts: Vec<&str> = path.as_written().split('/').collect();
    let mut so_far = folder.to_owned();
    parts.iter().enumerate().all(|(at, part)| {
        so_far.push(part);
        let is_last = at + 1 == parts.len();
        fs::symlink_metadata(&so_far).is_ok_and(|meta| if is_last { meta.is_file() } else { meta.is_dir() })
    })
}

/// Writes one file that was asked for by name, in place of whatever file stood there: all of it, or nothing. Its folder is made
/// where it is not there.
///
/// # Errors
/// Where it can not be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    whole::work(|| write_one(path, bytes))
}

/// Writes one file that was laid down, as [`write_file`] does.
///
/// # Errors
/// Where it can not be written.
pub fn write_laid(path: &Path, laid: &Laid) -> Result<(), Error> {
    let bytes = laid.read().map_err(|error| Error::io("this file cannot be written", path, error))?;
    write_file(path, &bytes)
}

fn write_one(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| Error::io("this folder cannot be made", folder, error))?;
    }
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Err(Error::new("a folder stands where a file should be written", path)),
        // What is no file, such as a pipe, is written to and not replaced.
        Ok(meta) if !meta.is_file() => {
            fs::write(path, bytes).map_err(|error| Error::io("this file cannot be written", path, error))
        }
        _ => {
            let full = folder.unwrap_or(Path::new(".")).join(path.file_name().unwrap_or_default());
            replace(&full, bytes)
        }
    }
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
