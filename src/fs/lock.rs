//! One writer: a folder is held by whoever writes into it, and others wait.
//!
//! The folder itself is locked, not a file in it: nothing lies in a site that would be published with it, every way of spelling
//! the folder's path is the same lock, and the system lets it go when the program ends, however that happens. Where a disk cannot
//! lock folders (some network drives, Windows), a file in it is locked, which goes when the folder is let go; where it knows no locks
//! at all, nobody waits for anybody.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::dir::Dir;
use super::error::Error;
use super::manifest::{LOCK, MANIFEST, PENDING};
use super::{disk, interruption};

/// How long somebody waits for another to be done.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long somebody waits before that is said.
const SOON: Duration = Duration::from_millis(300);
/// How often it is tried.
const PAUSE: Duration = Duration::from_millis(25);

/// A folder that nobody else writes into as long as this is there.
pub(super) struct FolderLock {
    /// The folder.
    pub(super) dir: Dir,
    /// Which folders had to be made for it, those above first.
    made: Vec<PathBuf>,
    _lock: File,
    /// The file that was locked in its place.
    file: Option<PathBuf>,
}

impl FolderLock {
    /// Removes the folders that were made for it, where they hold nothing.
    pub(super) fn remove_created(&self) {
        self.remove_lock_file();
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }

    /// Folders in which a name came to be when this one was made.
    pub(super) fn above_made(&self) -> impl Iterator<Item = &Path> {
        let above = self.made.iter().filter_map(|made| made.parent());
        above.map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above })
    }

    fn remove_lock_file(&self) {
        if let Some(file) = self.file.as_ref().filter(|_| cfg!(unix)) {
            // While it is held: whoever waits for it finds that it is another file now.
            let _ = fs::remove_file(file);
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        self.remove_lock_file();
    }
}

/// Holds a folder, and makes it where it is not there. `waits` is called once where another holds it for more than a moment.
///
/// # Errors
/// Where it is a link or no folder, cannot be made, is held by another for some seconds, or somebody asks to stop.
pub(super) fn lock_folder(at: &Path, is_asked: &dyn Fn() -> bool, waits: &dyn Fn()) -> Result<FolderLock, Error> {
    let started = Instant::now();
    let (mut made, mut is_told) = (Vec::new(), false);
    loop {
        if is_asked() {
            return Err(Error::stopped(at));
        }
        made.extend(make(at)?);
        match try_lock(at) {
            Ok(Some((dir, lock, file))) => {
                made.dedup();
                return Ok(FolderLock { dir, made, _lock: lock, file });
            }
            Ok(None) => {}
            // Whoever made the folder took it back.
            Err(error) if error.kind() == io::ErrorKind::NotFound && started.elapsed() < PATIENCE => continue,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(Error::new("this is a link or a file, and a folder is needed", at));
            }
            Err(error) => return Err(Error::io("this folder cannot be written to", at, error)),
        }
        if started.elapsed() > PATIENCE {
            return Err(Error::new(
                "another daf is still writing into this folder; nothing was written; wait until it is done, and type this again",
                at,
            ));
        }
        if !is_told && started.elapsed() > SOON {
            waits();
            is_told = true;
        }
        std::thread::sleep(PAUSE);
    }
}

/// A folder that nobody else writes into as long as this is there ([`lock_for_writing`]).
pub struct WriteLock(#[expect(dead_code, reason = "it is let go when it is dropped")] Option<FolderLock>);

/// Holds the place that files are about to be written to: the site that a build keeps there, where it lies in one; else the folder,
/// where there will be several. `waits` is called once where another holds it for more than a moment.
///
/// # Errors
/// Where it cannot be made, is held by another for some seconds, or somebody asks to stop.
pub fn lock_for_writing(place: &Path, is_folder: bool, waits: &dyn Fn()) -> Result<WriteLock, Error> {
    let full = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
    let real = full.ancestors().find_map(|above| Some((fs::canonicalize(above).ok()?, above)));
    let is_site = |folder: &&Path| [MANIFEST, PENDING].iter().any(|list| folder.join(list).is_file());
    let site = real.as_ref().and_then(|(real, _)| real.ancestors().find(is_site)).map(Path::to_owned);
    let folder = real.map(|(real, above)| match full.strip_prefix(above) {
        Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
        _ => real,
    });
    let at = site.or(folder.filter(|_| is_folder));
    at.map(|at| lock_folder(&at, &interruption::is_stop_requested, waits)).transpose().map(WriteLock)
}

/// Makes a folder, and those above it; gives those that were not there.
fn make(at: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing = at.ancestors().filter(|folder| !folder.as_os_str().is_empty()).take_while(|folder| !folder.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    let mut made = Vec::new();
    for folder in missing {
        match disk::step(disk::DiskOperation::Folder).and_then(|()| fs::create_dir(&folder)) {
            Ok(()) => made.push(folder),
            // Another was quicker, or has taken it back again: that is seen when it is opened.
            Err(error) if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {}
            Err(error) => return Err(Error::io("this folder cannot be made", &folder, error)),
        }
    }
    Ok(made)
}

type LockedFolder = (Dir, File, Option<PathBuf>);

/// The folder, where nobody holds it now.
#[cfg(unix)]
fn try_lock(at: &Path) -> io::Result<Option<LockedFolder>> {
    let (dir, folder) = Dir::open_to_lock(at)?;
    match folder.try_lock() {
        Ok(()) => Ok(if stands(&folder, at) { Some((dir, folder, None)) } else { None }),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(_)) => by_file(dir, at),
    }
}

#[cfg(not(unix))]
fn try_lock(at: &Path) -> io::Result<Option<LockedFolder>> {
    if !fs::symlink_metadata(at)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    by_file(Dir::open(at)?, at)
}

/// The folder by a file in it.
fn by_file(dir: Dir, at: &Path) -> io::Result<Option<LockedFolder>> {
    let path = at.join(LOCK);
    let file = match dir.make_file(LOCK) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match dir.entry_kind(LOCK)? {
            Some(super::dir::EntryKind::File(_)) => File::options().write(true).open(&path)?,
            Some(_) => return Err(io::Error::other(format!("`{LOCK}` in it is no ordinary file; remove that"))),
            None => return Ok(None),
        },
        file => file?,
    };
    match file.try_lock() {
        Ok(()) if !stands(&file, &path) => Ok(None),
        Err(TryLockError::WouldBlock) => Ok(None),
        // Where there are no locks, it is as if one had it.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some((dir, file, Some(path)))),
    }
}

/// Whether what was opened is still what stands there: whoever held it before may have removed it.
#[cfg(unix)]
fn stands(file: &File, at: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |meta: fs::Metadata| (meta.dev(), meta.ino());
    let opened = file.metadata().map(identity).ok();
    opened.is_some() && opened == fs::symlink_metadata(at).map(identity).ok()
}

#[cfg(not(unix))]
fn stands(_: &File, _: &Path) -> bool {
    true
}
