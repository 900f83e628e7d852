//! What can happen to a disk, for tests: it takes nothing more, refuses one thing, or forgets what nobody waited for.
//!
//! All of it is this thread's alone.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::DiskOperation;
use crate::fs::dir::Dir;

thread_local! {
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    static FAILS: Cell<Option<(DiskOperation, usize)>> = const { Cell::new(None) };
    static POWER: RefCell<Option<Power>> = const { RefCell::new(None) };
}

/// Lets so many things be done in this thread, and nothing after them: as if the program had been killed.
pub(crate) fn break_after(steps: usize) {
    LEFT.set(steps);
}

/// Refuses one thing of a kind, the one that comes after so many of it, and no other. Says whether there was one that the last call
/// asked to refuse.
pub(crate) fn fail_at(which: Option<(DiskOperation, usize)>) -> bool {
    FAILS.replace(which).is_none()
}

pub(crate) fn step(act: DiskOperation) -> io::Result<()> {
    let left = LEFT.get().checked_sub(1).ok_or_else(|| io::Error::other("the power is gone"))?;
    LEFT.set(left);
    match FAILS.get() {
        Some((kind, 0)) if kind == act => {
            FAILS.set(None);
            Err(io::Error::other("the disk is tired"))
        }
        Some((kind, later)) if kind == act => {
            FAILS.set(Some((kind, later - 1)));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Half a file, where the power goes while it is written: after the step that was the last.
pub(crate) fn leave_half(folder: &Dir, name: &Path, bytes: &[u8]) {
    if LEFT.get() == 1 {
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        fs::write(folder.path().join(name), half).expect("half a file can be written");
        LEFT.set(0);
    }
}

/// What is not on the disk yet, though it looks so.
#[derive(Default)]
struct Power {
    /// Files whose bytes are not.
    files: BTreeSet<PathBuf>,
    /// Names that are not, in the order in which they came and went.
    names: Vec<Name>,
}

/// A name that came, went, or came to mean another file.
enum Name {
    Folder(PathBuf),
    File(PathBuf),
    Moved { from: PathBuf, to: PathBuf, stood: Option<Vec<u8>> },
    Gone(PathBuf, Vec<u8>),
    GoneFolder(PathBuf),
}

impl Name {
    /// Where the name stands that is to be waited for.
    fn folder(&self) -> &Path {
        let (Name::Folder(at) | Name::File(at) | Name::Moved { to: at, .. } | Name::Gone(at, _) | Name::GoneFolder(at)) =
            self;
        at.parent().expect("it stands in a folder")
    }

    /// The disk as if it had not happened. Where what it happened to is not there any more, nothing is to be done.
    fn undo(self) {
        let _ = match self {
            Name::Folder(at) => fs::remove_dir(at),
            Name::File(at) => fs::remove_file(at),
            Name::Moved { from, to, stood } => fs::rename(&to, from).and_then(|()| match stood {
                Some(bytes) => fs::write(to, bytes),
                None => Ok(()),
            }),
            Name::Gone(at, bytes) => fs::write(at, bytes),
            Name::GoneFolder(at) => fs::create_dir(at),
        };
    }
}

/// Notes from now on what is not on the disk.
pub(crate) fn watch_power() {
    POWER.set(Some(Power::default()));
}

/// The power goes: of what nobody waited for some is lost, as `dice` says of each; bytes of a file all or half of them.
pub(crate) fn cut_power(dice: &mut dyn FnMut() -> bool) {
    let Some(Power { files, names }) = POWER.take() else { return };
    for file in files.into_iter().filter(|file| file.is_file()) {
        if dice() {
            let bytes = fs::read(&file).expect("it can be read");
            let kept = if dice() { 0 } else { bytes.len() / 2 };
            fs::write(&file, bytes.get(..kept).unwrap_or_default()).expect("it can be cut");
        }
    }
    for name in names.into_iter().rev() {
        if dice() {
            name.undo();
        }
    }
}

fn note(note: impl FnOnce(&mut Power)) {
    POWER.with_borrow_mut(|power| power.as_mut().map(note));
}

pub(crate) fn made_folder(folder: &Dir, name: &Path) {
    note(|power| power.names.push(Name::Folder(folder.path().join(name))));
}

pub(crate) fn made_file(folder: &Dir, name: &Path) {
    note(|power| {
        let at = folder.path().join(name);
        power.files.insert(at.clone());
        power.names.push(Name::File(at));
    });
}

pub(crate) fn renaming(from: &Dir, name: &Path, to: &Dir, new: &Path) {
    note(|power| {
        let (from, to) = (from.path().join(name), to.path().join(new));
        // A folder goes with all that is in it.
        let moved: Vec<PathBuf> = power.files.iter().filter(|file| file.starts_with(&from)).cloned().collect();
        for file in moved {
            power.files.remove(&file);
            power.files.insert(file.strip_prefix(&from).map_or_else(|_| to.clone(), |inside| join(&to, inside)));
        }
        let stood = fs::read(&to).ok();
        power.names.push(Name::Moved { from, to, stood });
    });
}

fn join(to: &Path, inside: &Path) -> PathBuf {
    if inside.as_os_str().is_empty() { to.to_owned() } else { to.join(inside) }
}

pub(crate) fn removing(folder: &Dir, name: &Path) {
    note(|power| {
        let at = folder.path().join(name);
        power.files.remove(&at);
        power.names.extend(fs::read(&at).ok().map(|bytes| Name::Gone(at, bytes)));
    });
}

pub(crate) fn removed_folder(folder: &Dir, name: &Path) {
    note(|power| power.names.push(Name::GoneFolder(folder.path().join(name))));
}

pub(crate) fn synced_files(folder: &Dir, names: &[String]) {
    note(|power| power.files.retain(|file| !names.iter().any(|name| *file == folder.path().join(name))));
}

pub(crate) fn synced_folder(folder: &Dir) {
    note(|power| power.names.retain(|name| name.folder() != folder.path()));
}

pub(crate) fn synced_all() {
    note(|power| *power = Power::default());
}
