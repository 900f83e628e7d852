//! An [`Output`] written to a folder, and single files.
//!
//! Writes only what changed, all of it beside the site first and then by rename, the manifest last; removes only what the last
//! build's manifest lists and nobody has changed since. Until the first rename everything can be undone, and is. Whatever one step
//! relies on is on the disk before it, so that all of this holds when the power goes, too. One writes at a time ([`super::lock`]),
//! and nothing is reached through a link ([`super::dir`]).

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::dir::{self, Dir, EntryKind};
use super::error::Error;
use super::lock::{self, FolderLock};
use super::manifest::{self, Listing, ListingState, MANIFEST, PENDING, StoredListing, TEMPORARY, is_temporary};
use super::staging::{self, Staging};
use super::{disk, interruption};
use crate::output::{Blob, Output, OutputFile};
use crate::source::VPath;

/// What a write did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// Files written because they were new or other than before.
    pub written: usize,
    /// Files that stood already as they should.
    pub kept: usize,
    /// Files of the last build that this one does not make, removed.
    pub removed: usize,
    /// Files of the last build that this one does not make, which somebody has changed: kept.
    pub left: Vec<String>,
    /// Files of the last build that this one does not make and that cannot be removed, with the reason: still there, and still
    /// listed, so that every later build tries again.
    pub stuck: Vec<(String, String)>,
    /// Files of the last build that somebody has changed, and that this one makes: written anew.
    pub changed: Vec<String>,
    /// Where the list of what was written was lost or hurt: the files that nothing shows to be daf's, all of them kept.
    pub mended: Option<Vec<String>>,
    /// The list of what was written, for whoever keeps it ([`WriteHooks::remembered`]).
    pub list: String,
    /// The hash of that list: a name for all that was written.
    pub manifest: String,
}

/// Whom a write may turn to.
pub struct WriteHooks<'a> {
    /// Told when somebody else is writing into the folder, and it has to wait.
    pub waits: &'a dyn Fn(),
    /// Asked for the list that the last build gave ([`WriteReport::list`]), where the one in the folder is hurt. An old one does no harm.
    pub remembered: &'a dyn Fn() -> Option<Vec<u8>>,
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
    let mut is_made = false;
    for list in [MANIFEST, PENDING] {
        match fs::symlink_metadata(to.join(list)) {
            Ok(meta) if meta.is_file() => is_made = true,
            Ok(_) => return Err(no_list(&to.join(list))),
            Err(_) => {}
        }
    }
    let entries = fs::read_dir(to).map_err(|error| Error::io("the output folder cannot be read", to, error))?;
    // What a first build that was killed had begun is ours, too.
    let mut others = entries.flatten().filter(|entry| !is_temporary(&entry.file_name().to_string_lossy()));
    if !is_made && others.next().is_some() {
        return Err(Error::new(
            "the output folder holds files that daf did not make; empty it, or name another with `-o`",
            to,
        ));
    }
    Ok(())
}

fn no_list(at: &Path) -> Error {
    Error::new("here daf lists what it wrote, and this is no file; move it away, and build again", at)
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

/// Writes an output. The folder must have passed [`may_write`]. What is written is staged beside the site first, and put in
/// its place by renaming when all of it is there and on the disk; whoever wants to stop before that ([`super::stop`]), or a disk
/// that is full, finds the folder as it was.
///
/// # Errors
/// Where something cannot be written, or another goes on writing into the folder. Where it was begun to be put in place, the
/// error says how far it came, and the next run finishes it.
pub fn write(output: &Output, to: &Path, hooks: &WriteHooks<'_>) -> Result<WriteReport, Error> {
    interruption::uninterrupted(|| {
        write_unless(output, to, hooks, &interruption::is_stop_requested, &interruption::pass_commit_point)
    })
}

/// Writes an output unless `is_asked` to stop; `go_through` says whether it is still wanted when all is ready.
fn write_unless(
    output: &Output,
    to: &Path,
    hooks: &WriteHooks<'_>,
    is_asked: &Condition<'_>,
    go_through: &Condition<'_>,
) -> Result<WriteReport, Error> {
    let lock = lock::lock_folder(to, is_asked, hooks.waits)?;
    let new = Listing::of(output);
    let tried = SiteWrite::of(output, to, &lock, new, hooks, is_asked).and_then(|site| {
        staging::clear(&lock.dir, to);
        site.clear_leftovers();
        site.check_folders()?;
        site.check_foreign()?;
        let changes = site.changes()?;
        if changes.is_empty() && site.is_listed() {
            return Ok((site, None));
        }
        let staged = site.stage(changes)?;
        if go_through() { Ok((site, Some(staged))) } else { Err(Error::stopped(to)) }
    });
    match tried {
        Ok((site, None)) => {
            let list = site.new.text();
            let manifest = blake3::hash(list.as_bytes()).to_hex().to_string();
            Ok(WriteReport { kept: output.len(), list, manifest, ..WriteReport::default() })
        }
        Ok((site, Some(staged))) => site.finish(staged),
        Err(error) => {
            lock.remove_created();
            Err(error)
        }
    }
}

/// A question whose answer may change while work goes on.
type Condition<'a> = dyn Fn() -> bool + Sync + 'a;

/// An output on its way to a folder.
struct SiteWrite<'a> {
    output: &'a Output,
    to: &'a Path,
    lock: &'a FolderLock,
    /// What the last build wrote.
    old: StoredListing,
    /// What may stand there of one that was broken off.
    pending: StoredListing,
    /// Every hash that a file of ours is known to have had there.
    known: Listing,
    new: Listing,
    is_asked: &'a Condition<'a>,
}

/// A file that is to be written.
struct FileChange<'a> {
    path: &'a VPath,
    made: &'a OutputFile,
    /// Nothing stands there.
    is_new: bool,
    /// What stands there is no more what was written.
    is_changed: bool,
}

/// All that is written and not in its place.
struct StagedChanges<'a> {
    staging: Staging,
    /// In the order of the names that they have there: numbers.
    changes: Vec<FileChange<'a>>,
}

impl Drop for StagedChanges<'_> {
    fn drop(&mut self) {
        self.staging.remove();
    }
}

impl<'a> SiteWrite<'a> {
    fn of(
        output: &'a Output,
        to: &'a Path,
        lock: &'a FolderLock,
        new: Listing,
        hooks: &WriteHooks<'_>,
        is_asked: &'a Condition<'a>,
    ) -> Result<SiteWrite<'a>, Error> {
        let find = |name: &str| {
            let at = || to.join(name);
            manifest::find(&lock.dir, name).map_err(|error| match lock.dir.entry_kind(name) {
                Ok(Some(EntryKind::File(_))) | Err(_) => Error::io("this file cannot be read", &at(), error),
                _ => no_list(&at()),
            })
        };
        let (old, pending) = (find(MANIFEST)?, find(PENDING)?);
        let mut known = old.listing.clone();
        known.extend(&pending.listing);
        let mut site = SiteWrite { output, to, lock, old, pending, known, new, is_asked };
        if site.is_damaged()
            && let Some(remembered) = (hooks.remembered)()
        {
            site.known.extend(&Listing::read(&remembered).0);
        }
        Ok(site)
    }

    fn root(&self) -> &Dir {
        &self.lock.dir
    }

    /// Whether a list is there and not what daf wrote.
    fn is_damaged(&self) -> bool {
        [&self.old, &self.pending].iter().any(|found| found.state == ListingState::Damaged)
    }

    /// Whether the folder is listed as this output, and nothing is left to do in it.
    fn is_listed(&self) -> bool {
        self.old.state == ListingState::Whole
            && self.pending.state == ListingState::Missing
            && self.old.listing == self.new
    }

    /// What a killed run had staged. A leftover that cannot be removed is reported when it is in the way.
    fn clear_leftovers(&self) {
        for name in self.root().names().into_iter().flatten().filter(|name| name.starts_with(TEMPORARY)) {
            let _ = disk::remove_file(self.root(), &name);
        }
    }

    /// Refuses a link or a file in the place of a folder.
    fn check_folders(&self) -> Result<(), Error> {
        for folder in folders(self.output) {
            let at = self.to.join(folder);
            match self.root().place(folder).and_then(|(above, name)| above.entry_kind(name)) {
                Ok(None | Some(EntryKind::Folder)) => {}
                Ok(Some(_)) => return Err(Error::new("a file or link stands where a folder is needed", &at)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io("this folder cannot be read", &at, error)),
            }
        }
        Ok(())
    }

    /// Refuses to write over files that nothing shows to be daf's.
    fn check_foreign(&self) -> Result<(), Error> {
        let is_listed = |path: &VPath| self.old.state == ListingState::Whole && self.old.listing.has_path(path);
        let files: Vec<_> = self.output.iter().filter(|(path, _)| !is_listed(path)).collect();
        let is_foreign = |path: &VPath| match self.existing(path) {
            Ok(None) => false,
            Ok(Some((_, Some(hash)))) => !self.is_ours(path, &hash),
            _ => true,
        };
        let foreign: Vec<&VPath> =
            files.into_par_iter().map(|(path, _)| path).filter(|path| is_foreign(path)).collect();
        let Some(first) = foreign.first() else { return Ok(()) };
        let at = self.to.join(first.as_str());
        if !self.is_damaged() && foreign.len() == 1 {
            return Err(Error::new("a file that daf did not make stands where one should be written", &at));
        }
        let shown: Vec<&str> = foreign.iter().take(SHOWN).map(|path| path.as_str()).collect();
        let more = foreign.len() - shown.len();
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let why = if self.is_damaged() {
            format!(
                "the list of what daf wrote here (`{MANIFEST}`) is lost or cut short, so these files, in the place of new ones, may be somebody's own"
            )
        } else {
            "files that daf did not make stand where some should be written".to_owned()
        };
        Err(Error::new(
            format!(
                "{why}; nothing was written; move them away, or the whole folder, and build again ({}{more})",
                shown.join(", ")
            ),
            self.to,
        ))
    }

    /// What stands at a path, and the hash of it where it is a file that can be read.
    fn existing(&self, path: &VPath) -> io::Result<Option<(EntryKind, Option<String>)>> {
        let (folder, name) = match self.root().place(path.as_str()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            place => place?,
        };
        let Some(entry_kind) = folder.entry_kind(name)? else { return Ok(None) };
        let hash = if let EntryKind::File(_) = entry_kind { folder.hash(name).ok() } else { None };
        Ok(Some((entry_kind, hash.map(|hash| hash.to_hex().to_string()))))
    }

    /// Whether a file of this hash is what a build wrote there, or would.
    fn is_ours(&self, path: &VPath, hash: &str) -> bool {
        self.known.has(path, hash) || self.new.has(path, hash)
    }

    /// The files that are other than those that stand.
    fn changes(&self) -> Result<Vec<FileChange<'a>>, Error> {
        let files: Vec<_> = self.output.iter().collect();
        let changes: Result<Vec<Option<FileChange<'a>>>, Error> =
            files.into_par_iter().map(|(path, made)| self.change(path, made)).collect();
        Ok(changes?.into_iter().flatten().collect())
    }

    fn change(&self, path: &'a VPath, made: &'a OutputFile) -> Result<Option<FileChange<'a>>, Error> {
        self.check_stopped()?;
        let full = || self.to.join(path.as_str());
        let existing = self.existing(path).map_err(|error| Error::io("this file cannot be read", &full(), error))?;
        let change = |is_new, is_changed| Ok(Some(FileChange { path, made, is_new, is_changed }));
        match existing {
            None => change(true, false),
            Some((EntryKind::Folder, _)) => Err(Error::new("a folder stands where a file should be written", &full())),
            Some((EntryKind::File(_), Some(hash))) if self.new.has(path, &hash) => Ok(None),
            Some((EntryKind::File(_), hash)) => change(false, !hash.is_some_and(|hash| self.is_ours(path, &hash))),
            // Put in the place of one of ours: it goes as a changed file does, and is never opened.
            Some((EntryKind::Link | EntryKind::Other, _)) => change(false, true),
        }
    }

    /// An error where somebody wants to stop.
    fn check_stopped(&self) -> Result<(), Error> {
        if (self.is_asked)() { Err(Error::stopped(self.to)) } else { Ok(()) }
    }

    /// Writes each change, and the list of what may stand in the folder from now on, into a folder beside the site, and waits until
    /// they are on the disk.
    fn stage(&self, changes: Vec<FileChange<'a>>) -> Result<StagedChanges<'a>, Error> {
        let unwritten = |error| Error::io("this folder cannot be written to", self.to, error);
        let staging = Staging::make(self.root(), self.to).map_err(unwritten)?;
        let staged = StagedChanges { staging, changes };
        staged.changes.par_iter().enumerate().try_for_each(|(at, FileChange { path, made, .. })| {
            self.check_stopped()?;
            let blob = made.read().and_then(|bytes| disk::write_new(&staged.staging.dir, at.to_string(), &bytes));
            blob.map_err(|error| Error::io("this file cannot be written", &self.to.join(path.as_str()), error))
        })?;
        let mut listed = self.known.clone();
        listed.extend(&self.new);
        disk::write_new(&staged.staging.dir, staging::PENDING, listed.text().as_bytes()).map_err(unwritten)?;
        self.check_stopped()?;
        let names = (0..staged.changes.len()).map(|at| at.to_string()).chain([staging::PENDING.to_owned()]);
        disk::sync_files(&staged.staging.dir, &names.collect::<Vec<_>>()).map_err(unwritten)?;
        Ok(staged)
    }

    /// Puts in place what is staged, and removes what is not made any more.
    fn finish(&self, staged: StagedChanges<'a>) -> Result<WriteReport, Error> {
        let all = staged.changes.len();
        self.list_pending(&staged)?;
        let done = AtomicUsize::new(0);
        self.put_in_place(&staged, &done).map_err(|error| {
            let done = done.load(Ordering::Relaxed);
            error.but(&format!("{done} of the {all} files that changed are in place, and the others are as they were; build again, and it is finished"))
        })?;
        interruption::mark_settled();
        let mut written = WriteReport { kept: self.output.len() - all, written: all, ..WriteReport::default() };
        let changed = staged.changes.iter().filter(|change| change.is_changed);
        written.changed = changed.map(|change| change.path.to_string()).collect();
        let settled = self.remove_old(&mut written).and_then(|()| self.list_as_written(&staged, &mut written));
        settled.map_err(|error| error.but("every page is in place; build again, and the rest is done"))?;
        if self.is_damaged() {
            written.mended = Some(self.unknown());
        }
        Ok(written)
    }

    /// Says in the folder what may stand there from now on.
    fn list_pending(&self, staged: &StagedChanges<'_>) -> Result<(), Error> {
        let listed = disk::rename(&staged.staging.dir, staging::PENDING, self.root(), PENDING)
            .and_then(|()| disk::sync_folder(self.root()))
            .and_then(|()| self.lock.above_made().try_for_each(|above| disk::sync_folder(&Dir::open(above)?)));
        listed.map_err(|error| Error::io("this folder cannot be written to", self.to, error))
    }

    /// Renames what is staged into its place: first what nothing refers to yet, then what refers to it.
    fn put_in_place(&self, staged: &StagedChanges<'a>, done: &AtomicUsize) -> Result<(), Error> {
        let mut touched = self.make_folders(&staged.changes)?;
        for is_new in [true, false] {
            let part = staged.changes.par_iter().enumerate().filter(|(_, change)| change.is_new == is_new);
            part.try_for_each(|(at, change)| {
                let (folder, name) =
                    (self.root().place(change.path.as_str())).map_err(|error| self.rename_error(change.path, error))?;
                disk::rename(&staged.staging.dir, at.to_string(), &folder, name)
                    .map_err(|error| self.rename_error(change.path, error))?;
                done.fetch_add(1, Ordering::Relaxed);
                Ok(())
            })?;
            // What refers to new files is not on the disk before they are.
            touched.extend(
                staged.changes.iter().filter(|change| change.is_new == is_new).map(|change| change.path.parent()),
            );
            let waited = disk::sync_folders(self.root(), touched.iter().copied());
            waited.map_err(|error| Error::io("this folder cannot be written to", self.to, error))?;
            touched.clear();
        }
        Ok(())
    }

    fn rename_error(&self, path: &VPath, error: io::Error) -> Error {
        Error::io("this file cannot be written", &self.to.join(path.as_str()), error)
    }

    /// Makes every folder that new files need, those of one depth side by side; gives those in which one was made.
    fn make_folders(&self, changes: &[FileChange<'a>]) -> Result<BTreeSet<&'a str>, Error> {
        let mut by_depth: BTreeMap<usize, Vec<&'a str>> = BTreeMap::new();
        for folder in folders_of(changes.iter().filter(|change| change.is_new).map(|change| change.path)) {
            by_depth.entry(folder.matches('/').count()).or_default().push(folder);
        }
        let mut touched = BTreeSet::new();
        for level in by_depth.into_values() {
            let made: Result<Vec<Option<&'a str>>, Error> =
                level.into_par_iter().map(|folder| self.make_folder(folder)).collect();
            touched.extend(made?.into_iter().flatten());
        }
        Ok(touched)
    }

    /// Makes a folder where there is none, and gives the one that it was made in.
    fn make_folder(&self, path: &'a str) -> Result<Option<&'a str>, Error> {
        let made = self.root().place(path).and_then(|(above, name)| match disk::make_folder(&above, name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match above.entry_kind(name)? {
                Some(EntryKind::Folder) => Ok(None),
                _ => Err(error),
            },
            done => done.map(|()| Some(path.rsplit_once('/').map_or("", |(above, _)| above))),
        });
        made.map_err(|error| Error::io("this folder cannot be made", &self.to.join(path), error))
    }

    /// Removes what earlier builds wrote and this one does not make, and the folders that stay empty.
    fn remove_old(&self, written: &mut WriteReport) -> Result<(), Error> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for path in self.known.paths().filter(|path| !self.new.has_path(path)) {
            match self.remove(path) {
                Ok(gone) => {
                    written.removed += usize::from(gone == Removal::Now);
                    if gone == Removal::Left {
                        written.left.push(path.to_string());
                    } else {
                        folders.insert(path.parent());
                    }
                }
                Err(error) => written.stuck.push((path.to_string(), super::error::plain(&error))),
            }
        }
        for folder in folders.iter().rev() {
            self.remove_empty(folder);
        }
        if written.removed > 0 {
            let mut touched: BTreeSet<&str> = BTreeSet::from([""]);
            for folder in folders {
                touched.extend(folder.match_indices('/').map(|(end, _)| &folder[..end]).chain([folder]));
            }
            let waited = disk::sync_folders(self.root(), touched.iter().copied());
            waited.map_err(|error| Error::io("this folder cannot be written to", self.to, error))?;
        }
        Ok(())
    }

    /// Removes a file, where it is what a build wrote there.
    fn remove(&self, path: &VPath) -> io::Result<Removal> {
        let (folder, name) = match self.root().place(path.as_str()) {
            // It may never have come to more than its folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Removal::Before),
            // A link or a file in the place of a folder is somebody's, and so is whatever lies beyond it.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(Removal::Left),
            place => place?,
        };
        match folder.entry_kind(name)? {
            None => Ok(Removal::Before),
            Some(EntryKind::File(_)) if self.known.has(path, folder.hash(name)?.to_hex().as_str()) => {
                disk::remove_file(&folder, name)?;
                Ok(Removal::Now)
            }
            Some(_) => Ok(Removal::Left),
        }
    }

    /// Removes a folder and those above it as long as they are empty.
    fn remove_empty(&self, folder: &str) {
        let mut folder = folder;
        while !folder.is_empty() {
            match self.root().place(folder).and_then(|(above, name)| disk::remove_folder(&above, name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => break,
                // It is gone, or never came to be: those above it may be empty too.
                _ => folder = folder.rsplit_once('/').map_or("", |(above, _)| above),
            }
        }
    }

    /// Lists what was written, and what could not be removed.
    fn list_as_written(&self, staged: &StagedChanges<'_>, written: &mut WriteReport) -> Result<(), Error> {
        let mut listing = self.new.clone();
        for path in self.known.paths().filter(|path| written.stuck.iter().any(|(stuck, _)| stuck == path.as_str())) {
            listing.take_over(path, &self.known);
        }
        written.list = listing.text();
        written.manifest = blake3::hash(written.list.as_bytes()).to_hex().to_string();
        let (staging, root) = (&staged.staging.dir, self.root());
        let listed = disk::write_new(staging, staging::LIST, written.list.as_bytes())
            .and_then(|()| disk::sync_files(staging, &[staging::LIST.to_owned()]))
            .and_then(|()| disk::rename(staging, staging::LIST, root, MANIFEST))
            .and_then(|()| disk::sync_folder(root))
            .and_then(|()| disk::remove_file(root, PENDING));
        listed.map_err(|error| Error::io("this file cannot be written", &self.to.join(MANIFEST), error))
    }

    /// The files in the folder that no list and no byte shows to be daf's.
    fn unknown(&self) -> Vec<String> {
        let walk = walkdir::WalkDir::new(self.to).min_depth(1).sort_by_file_name();
        let files = walk.into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
        let paths =
            files.filter_map(|entry| Some(entry.path().strip_prefix(self.to).ok()?.to_string_lossy().into_owned()));
        let is_known = |path: &String| VPath::new(path).is_some_and(|path| self.new.has_path(&path));
        paths.filter(|path| path != MANIFEST && !is_known(path)).collect()
    }
}

/// How many files a refusal names.
const SHOWN: usize = 10;

/// What became of a file that is not made any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Removal {
    /// It was gone already.
    Before,
    Now,
    /// It is not what was written.
    Left,
}

/// Every folder that an output needs, those above before those in them.
fn folders(output: &Output) -> BTreeSet<&str> {
    folders_of(output.iter().map(|(path, _)| path))
}

/// The same of some files.
fn folders_of<'p>(paths: impl Iterator<Item = &'p VPath>) -> BTreeSet<&'p str> {
    let parents = paths.map(VPath::parent).filter(|folder| !folder.is_empty());
    parents.flat_map(|folder| folder.match_indices('/').map(|(end, _)| &folder[..end]).chain([folder])).collect()
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
/// For each file, where it cannot be read or written.
pub fn rewrite(folder: &Path, files: &[Rewrite<'_>]) -> Vec<Result<bool, Error>> {
    interruption::uninterrupted(|| {
        if interruption::pass_commit_point() {
            files.iter().map(|file| rewrite_one(folder, file)).collect()
        } else {
            vec![Err(Error::stopped(folder))]
        }
    })
}

fn rewrite_one(folder: &Path, file: &Rewrite<'_>) -> Result<bool, Error> {
    let full = folder.join(file.path.as_written());
    // It is there no more, or not reached through folders alone.
    let Ok((dir, name)) = Dir::open(folder).and_then(|dir| dir.place(file.path.as_written())) else { return Ok(false) };
    if !matches!(dir.entry_kind(name), Ok(Some(EntryKind::File(_)))) {
        return Ok(false);
    }
    let unread = |error| Error::io("this file cannot be read", &full, error);
    if dir.read(name, file.before.len() as u64).is_ok_and(|now| now == file.before) {
        let permissions = dir.file(name).and_then(|(file, _)| file.metadata()).map_err(unread)?.permissions();
        if permissions.readonly() {
            return Err(Error::new("this file may not be written to", &full));
        }
        replace(&dir, name.as_ref(), file.after, Some(permissions), &full).map(|()| true)
    } else {
        dir.file(name).map_err(unread).map(|_| false)
    }
}

/// Writes one file that was asked for by name, in place of whatever file stood there: all of it, or nothing. Its folder is made
/// where it is not there. What is no file, such as a pipe, is written to and not replaced.
///
/// # Errors
/// Where it cannot be written.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match fs::metadata(path) {
        Ok(meta) if !meta.is_file() && !meta.is_dir() => {
            // Whoever reads at its other end may take as long as they like, and nobody waits for them who wants to stop.
            fs::write(path, bytes).map_err(|error| Error::io("this file cannot be written", path, error))
        }
        _ => interruption::uninterrupted(|| write_one(path, bytes)),
    }
}

/// Writes one file that may have been spilled, as [`write_file`] does.
///
/// # Errors
/// Where it cannot be written.
pub fn write_blob(path: &Path, blob: &Blob) -> Result<(), Error> {
    let bytes = blob.read().map_err(|error| Error::io("this file cannot be written", path, error))?;
    write_file(path, &bytes)
}

/// Writes one of several files into a folder that was asked for by name. What stands there and is no file is refused: nobody asked for
/// that.
///
/// # Errors
/// Where it cannot be written.
pub fn write_file_in(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    interruption::uninterrupted(|| write_one(&folder.join(name), bytes))
}

/// Writes a file that may have been spilled, as [`write_file_in`] does.
///
/// # Errors
/// Where it cannot be written.
pub fn write_blob_in(folder: &Path, name: &str, blob: &Blob) -> Result<(), Error> {
    let bytes = blob.read().map_err(|error| Error::io("this file cannot be written", &folder.join(name), error))?;
    write_file_in(folder, name, &bytes)
}

fn write_one(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(|error| Error::io("this folder cannot be made", folder, error))?;
    }
    let (dir, name) = dir::parted(path).map_err(|error| Error::io("this file cannot be written", path, error))?;
    match dir.entry_kind(name) {
        Ok(Some(EntryKind::Folder)) => Err(Error::new("a folder stands where a file should be written", path)),
        Ok(Some(EntryKind::Other)) => Err(Error::new("this is no file, and is left as it is", path)),
        _ => replace(&dir, name, bytes, None, path),
    }
}

/// Writes bytes beside a file and renames them into its place when they are on the disk, so that nobody ever sees half a file.
fn replace(
    dir: &Dir,
    name: &OsStr,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
    full: &Path,
) -> Result<(), Error> {
    let unwritten = |error| Error::io("this file cannot be written", full, error);
    let token = blake3::hash(name.as_encoded_bytes()).to_hex();
    for attempt in 0..100 {
        let temporary = format!("{TEMPORARY}{}-{}-{attempt}", &token[..12], std::process::id());
        match disk::write_new(dir, &temporary, bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            written => written.map_err(unwritten)?,
        }
        // Where they cannot be had, the words matter more.
        let _ = permissions.map(|permissions| dir.file(&temporary)?.0.set_permissions(permissions));
        let done = disk::sync_files(dir, std::slice::from_ref(&temporary))
            .and_then(|()| disk::rename(dir, &temporary, dir, name))
            .inspect_err(|_| drop(disk::remove_file(dir, &temporary)))
            .and_then(|()| disk::sync_folder(dir));
        return done.map_err(unwritten);
    }
    Err(Error::new("no temporary file can be made here", full))
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
