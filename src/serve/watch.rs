//! When a folder has changed: told by the system, or found by looking through it where the system does not tell.
//!
//! Says only what may be other than before, never what it holds. A folder that is swapped, removed or put back is followed by
//! its name. What editors and builds leave beside the content is passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use walkdir::WalkDir;

use crate::fs::MANIFEST;

/// How long nothing must happen before a change counts as done: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(20);
/// How long a change is waited for at most, where files change without end.
const LONGEST: Duration = Duration::from_millis(120);
/// How often the folder's own name is looked at: no system tells of a folder that was put in place of another.
const TICK: Duration = Duration::from_millis(150);
/// How often everything is looked at, where the system does not tell.
const POLL: Duration = Duration::from_millis(400);
/// How long after folders came and went everything is read once more: a file may have been made in one before it was watched.
const REREAD_AFTER: Duration = Duration::from_millis(350);

/// What may be other than before; `All` where it is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FolderChange {
    /// These files and folders, and what is in them.
    Some(BTreeSet<PathBuf>),
    /// Anything.
    All,
}

impl FolderChange {
    fn add(&mut self, other: FolderChange) {
        match (&mut *self, other) {
            (FolderChange::Some(own), FolderChange::Some(more)) => own.extend(more),
            (FolderChange::Some(_), FolderChange::All) => *self = FolderChange::All,
            (FolderChange::All, _) => {}
        }
    }
}

/// What came of waiting.
pub(crate) enum Waited {
    /// Something changed.
    Changed(FolderChange),
    /// Nothing did for a moment.
    Nothing,
    /// The system cannot tell any more; why, in a few words. The folder is looked through from now on.
    Polling(String),
}

/// A folder under watch.
pub(crate) struct Watch {
    folder: PathBuf,
    method: WatchMethod,
    /// Which folder bears the name now.
    identity: Option<Identity>,
    /// When everything should be read once more.
    reread_at: Option<Instant>,
}

enum WatchMethod {
    Notified(Notified),
    Polling { seen: Stamps, at: Instant },
}

struct Notified {
    /// The folder as the system names it.
    real: PathBuf,
    events: Receiver<notify::Result<notify::Event>>,
    /// Tells as long as it lives.
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Begins to watch. With `poll`, or where the system cannot tell, the folder is looked through again and again; why is
    /// told in the latter case.
    pub(crate) fn new(folder: &Path, poll: bool) -> (Watch, Option<String>) {
        let (method, trouble) = match (poll, notified(folder)) {
            (true, _) => (polling(folder), None),
            (false, Ok(notified)) => (WatchMethod::Notified(notified), None),
            (false, Err(why)) => (polling(folder), Some(why)),
        };
        let watch = Watch { folder: folder.to_owned(), method, identity: identity(folder), reread_at: None };
        (watch, trouble)
    }

    /// Waits until something has changed and is done changing, or a moment has passed.
    pub(crate) fn wait(&mut self) -> Waited {
        let folder = self.folder.clone();
        let found = match &mut self.method {
            WatchMethod::Notified(notified) => notified.wait(&folder),
            WatchMethod::Polling { seen, at } => {
                std::thread::sleep(TICK);
                // A folder that takes long to look through is looked through less often.
                let pause = POLL.max(at.elapsed().saturating_sub(POLL));
                if at.elapsed() < pause {
                    return Waited::Nothing;
                }
                let changed = poll_changes(seen, &folder);
                *at = Instant::now();
                Ok(changed.map(|changed| (changed, false)))
            }
        };
        if identity(&folder) != self.identity {
            return self.begin_anew();
        }
        match found {
            Ok(Some((change, of_folders))) => {
                if of_folders || change == FolderChange::All {
                    self.reread_at = Some(now() + REREAD_AFTER);
                }
                Waited::Changed(change)
            }
            Ok(None) if self.reread_at.is_some_and(|at| at <= now()) => {
                self.reread_at = None;
                Waited::Changed(FolderChange::All)
            }
            Ok(None) => Waited::Nothing,
            Err(why) => {
                self.method = polling(&folder);
                Waited::Polling(why)
            }
        }
    }

    /// Another folder bears the name, or none.
    fn begin_anew(&mut self) -> Waited {
        let poll = matches!(self.method, WatchMethod::Polling { .. });
        self.identity = identity(&self.folder);
        self.reread_at = Some(now() + REREAD_AFTER);
        if self.identity.is_none() {
            return Waited::Changed(FolderChange::All);
        }
        if !poll {
            match notified(&self.folder) {
                Ok(notified) => self.method = WatchMethod::Notified(notified),
                Err(why) => {
                    self.method = polling(&self.folder);
                    return Waited::Polling(why);
                }
            }
        }
        Waited::Changed(FolderChange::All)
    }
}

fn now() -> Instant {
    Instant::now()
}

fn polling(folder: &Path) -> WatchMethod {
    WatchMethod::Polling { seen: stamps(folder), at: now() }
}

/// Asks the system to tell. A folder that is not there is asked about again when it comes; its name is looked at until then.
fn notified(folder: &Path) -> Result<Notified, String> {
    let (sender, events) = channel();
    let mut watcher = watcher(sender).map_err(|error| why(&error))?;
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    if real.is_dir() {
        watcher.watch(&real, RecursiveMode::Recursive).map_err(|error| why(&error))?;
    }
    Ok(Notified { real, events, _watcher: watcher })
}

fn watcher(sender: Sender<notify::Result<notify::Event>>) -> notify::Result<RecommendedWatcher> {
    RecommendedWatcher::new(sender, Config::default().with_follow_symlinks(false))
}

fn why(error: &notify::Error) -> String {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system watches no more folders".to_owned(),
        notify::ErrorKind::Io(error) => {
            let said = error.to_string();
            said.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
        _ => "the system cannot watch it".to_owned(),
    }
}

impl Notified {
    /// What changed, and whether folders came or went; `Err` where the system can tell no more.
    fn wait(&self, folder: &Path) -> Result<Option<(FolderChange, bool)>, String> {
        let mut change = FolderChange::Some(BTreeSet::new());
        let mut of_folders = false;
        let mut first: Option<Instant> = None;
        loop {
            let patience = match first {
                None => TICK,
                Some(first) if first.elapsed() < LONGEST => QUIET,
                Some(_) => break,
            };
            match self.events.recv_timeout(patience) {
                Ok(Ok(event)) => {
                    if let Some((more, moved)) = self.read(&event, folder) {
                        change.add(more);
                        of_folders |= moved;
                        first.get_or_insert_with(now);
                    }
                }
                // A file or folder that went before it could be watched is told of by itself.
                Ok(Err(error)) if !is_limit(&error) => {
                    change.add(FolderChange::All);
                    first.get_or_insert_with(now);
                }
                Ok(Err(error)) => return Err(why(&error)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(TICK);
                    break;
                }
            }
        }
        Ok(first.map(|_| (change, of_folders)))
    }

    /// What an event means for the content; `None` where nothing.
    fn read(&self, event: &notify::Event, folder: &Path) -> Option<(FolderChange, bool)> {
        if event.need_rescan() {
            return Some((FolderChange::All, true));
        }
        match event.kind {
            // Reading is no change; a file that was closed after it was written may be one.
            EventKind::Access(notify::event::AccessKind::Close(notify::event::AccessMode::Write)) => {}
            EventKind::Access(_) => return None,
            EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => {}
        }
        let inside = event.paths.iter().filter_map(|path| path.strip_prefix(&self.real).ok());
        let wanted: BTreeSet<PathBuf> = inside
            .filter(|inside| is_content(inside) && !is_build_output(folder, inside))
            .map(|inside| if inside.as_os_str().is_empty() { folder.to_owned() } else { folder.join(inside) })
            .collect();
        let comes = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(notify::event::ModifyKind::Name(_)));
        let of_folders = comes && wanted.iter().any(|path| path.is_dir());
        (!wanted.is_empty()).then_some((FolderChange::Some(wanted), of_folders))
    }
}

fn is_limit(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::MaxFilesWatch => true,
        // Too many files open, in the process or in the system; no room for another watch.
        notify::ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(23 | 24 | 28)),
        _ => false,
    }
}

/// Whether a path inside the folder may be content: hidden things, package folders and editors' probes are not.
fn is_content(inside: &Path) -> bool {
    inside.components().all(|part| {
        let name = part.as_os_str().to_string_lossy();
        // 4913 is the file by which Vim tries out whether it may write.
        !(name.starts_with('.') || name.ends_with('~') || name == "node_modules" || name == "4913")
    })
}

/// Whether a path lies in a folder that a build made.
fn is_build_output(folder: &Path, inside: &Path) -> bool {
    let pending = format!("{MANIFEST}.pending");
    inside.ancestors().filter(|above| !above.as_os_str().is_empty()).any(|above| {
        let above = folder.join(above);
        above.join(MANIFEST).exists() || above.join(&pending).exists()
    })
}

/// What tells a folder from another of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    real: PathBuf,
    number: (u64, u64),
}

fn identity(folder: &Path) -> Option<Identity> {
    let meta = std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir)?;
    Some(Identity { real: std::fs::canonicalize(folder).ok()?, number: number(&meta) })
}

#[cfg(unix)]
fn number(meta: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (meta.dev(), meta.ino())
}

#[cfg(not(unix))]
fn number(meta: &std::fs::Metadata) -> (u64, u64) {
    let made = meta.created().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
    (0, made.map_or(0, |at| u64::try_from(at.as_nanos()).unwrap_or(u64::MAX)))
}

#[cfg(unix)]
fn mode(meta: &std::fs::Metadata) -> u32 {
    use std::os::unix::fs::MetadataExt as _;
    meta.mode()
}

#[cfg(not(unix))]
fn mode(meta: &std::fs::Metadata) -> u32 {
    u32::from(meta.permissions().readonly())
}

/// What tells each file from another state of it.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64, (u64, u64), u32)>;

fn stamps(folder: &Path) -> Stamps {
    let walk = WalkDir::new(folder).follow_links(false).into_iter().filter_entry(|entry| {
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        entry.depth() == 0 || (is_content(inside) && !(entry.file_type().is_dir() && is_build_output(folder, inside)))
    });
    let stamp = |entry: walkdir::DirEntry| {
        let meta = entry.metadata().ok()?;
        let length = if meta.is_dir() { 0 } else { meta.len() };
        Some((entry.into_path(), (meta.modified().ok(), length, number(&meta), mode(&meta))))
    };
    walk.filter_map(Result::ok).filter_map(stamp).collect()
}

/// What is other than it was seen last.
fn poll_changes(seen: &mut Stamps, folder: &Path) -> Option<FolderChange> {
    let new = stamps(folder);
    let gone = seen.keys().filter(|path| !new.contains_key(*path));
    let other = new.iter().filter(|(path, stamp)| seen.get(*path) != Some(stamp)).map(|(path, _)| path);
    let changed: BTreeSet<PathBuf> = gone.chain(other).cloned().collect();
    *seen = new;
    (!changed.is_empty()).then_some(FolderChange::Some(changed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_leave_is_no_content() {
        for (path, expect) in [
            ("a.md", true),
            ("unit/a.md", true),
            ("", true),
            (".a.md.swp", false),
            ("unit/.git/index", false),
            ("a.md~", false),
            ("4913", false),
            ("node_modules/x/a.md", false),
        ] {
            assert_eq!(is_content(Path::new(path)), expect, "{path}");
        }
    }

    #[test]
    fn looking_finds_what_was_made_changed_and_removed() {
        let room = tempfile::tempdir().expect("a room");
        let at = |name: &str| room.path().join(name);
        std::fs::write(at("a.md"), "one").expect("a file");
        std::fs::write(at("b.md"), "one").expect("a file");
        let mut seen = stamps(room.path());
        assert_eq!(poll_changes(&mut seen, room.path()), None);
        std::fs::write(at("a.md"), "longer").expect("a file");
        std::fs::remove_file(at("b.md")).expect("it was there");
        std::fs::create_dir(at("c")).expect("a folder");
        let Some(FolderChange::Some(changed)) = poll_changes(&mut seen, room.path()) else { panic!("it was seen") };
        assert!([at("a.md"), at("b.md"), at("c")].iter().all(|path| changed.contains(path)), "{changed:?}");
        std::fs::create_dir(at("public")).expect("a folder");
        std::fs::write(at("public").join(MANIFEST), "").expect("a file");
        let _ = poll_changes(&mut seen, room.path());
        std::fs::write(at("public/x.html"), "made").expect("a file");
        assert_eq!(poll_changes(&mut seen, room.path()), None);
    }
}
