//! The few things that a write does to the disk, one function each, so that a test can break it off between any two.

use std::io::{self, Write as _};
use std::path::Path;

use super::dir::Dir;

/// A thing that is done to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DiskOperation {
    /// A folder is made.
    Folder,
    /// A file is written.
    Write,
    /// A file is put in the place of another, or of none.
    Rename,
    /// It is waited until something is on the disk.
    Sync,
    /// A file or a folder is removed.
    Remove,
}

/// Makes a folder.
pub(super) fn make_folder(folder: &Dir, name: impl AsRef<Path>) -> io::Result<()> {
    step(DiskOperation::Folder)?;
    folder.make_folder(name.as_ref())?;
    #[cfg(test)]
    tests::made_folder(folder, name.as_ref());
    Ok(())
}

/// Writes a file where none is.
pub(super) fn write_new(folder: &Dir, name: impl AsRef<Path>, bytes: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    tests::leave_half(folder, name.as_ref(), bytes);
    step(DiskOperation::Write)?;
    let mut file = folder.make_file(name.as_ref())?;
    #[cfg(test)]
    tests::made_file(folder, name.as_ref());
    let done = file.write_all(bytes);
    if done.is_err() {
        let _ = folder.remove_file(name.as_ref());
    }
    done
}

/// Puts a file in the place of another, or of none.
pub(super) fn rename(from: &Dir, name: impl AsRef<Path>, to: &Dir, new: impl AsRef<Path>) -> io::Result<()> {
    step(DiskOperation::Rename)?;
    #[cfg(test)]
    tests::renaming(from, name.as_ref(), to, new.as_ref());
    from.rename(name.as_ref(), to, new.as_ref())
}

/// Removes a file.
pub(super) fn remove_file(folder: &Dir, name: impl AsRef<Path>) -> io::Result<()> {
    step(DiskOperation::Remove)?;
    #[cfg(test)]
    tests::removing(folder, name.as_ref());
    folder.remove_file(name.as_ref())
}

/// Removes a folder that holds nothing.
pub(super) fn remove_folder(folder: &Dir, name: impl AsRef<Path>) -> io::Result<()> {
    step(DiskOperation::Remove)?;
    folder.remove_folder(name.as_ref())?;
    #[cfg(test)]
    tests::removed_folder(folder, name.as_ref());
    Ok(())
}

/// Files that are waited for one by one: of more of them the whole disk is waited for, where the system can do that.
const FEW: usize = 64;
/// How many are waited for at once. A disk that is asked for many together writes them in one go.
const AT_ONCE: usize = 16;

/// Waits until files of a folder are on the disk.
pub(super) fn sync_files(folder: &Dir, names: &[String]) -> io::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    step(DiskOperation::Sync)?;
    if names.len() > FEW && folder.sync_disk()? {
        #[cfg(test)]
        tests::synced_all();
        return Ok(());
    }
    let share = names.len().div_ceil(AT_ONCE).max(1);
    std::thread::scope(|scope| {
        let sync = |names: &[String]| names.iter().try_for_each(|name| folder.file(name)?.0.sync_data());
        let working: Vec<_> = names.chunks(share).map(|names| scope.spawn(move || sync(names))).collect();
        let done =
            working.into_iter().map(|one| one.join().unwrap_or_else(|_| Err(io::Error::other("a thread ended"))));
        // All of them are waited for, whatever the first says.
        done.fold(Ok(()), Result::and)
    })?;
    #[cfg(test)]
    tests::synced_files(folder, names);
    Ok(())
}

/// Waits until the names in folders inside one are on the disk.
pub(super) fn sync_folders<'f>(root: &Dir, folders: impl ExactSizeIterator<Item = &'f str>) -> io::Result<()> {
    if folders.len() == 0 {
        return Ok(());
    }
    step(DiskOperation::Sync)?;
    if folders.len() > FEW && root.sync_disk()? {
        #[cfg(test)]
        tests::synced_all();
        return Ok(());
    }
    for folder in folders {
        match root.folder(folder) {
            Ok(folder) => {
                folder.sync()?;
                #[cfg(test)]
                tests::synced_folder(&folder);
            }
            // A folder that was emptied is gone, and the one above it is waited for.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until the names in one folder are on the disk.
pub(super) fn sync_folder(folder: &Dir) -> io::Result<()> {
    step(DiskOperation::Sync)?;
    folder.sync()?;
    #[cfg(test)]
    tests::synced_folder(folder);
    Ok(())
}

#[cfg(not(test))]
pub(super) fn step(_: DiskOperation) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use tests::{break_after, cut_power, fail_at, step, watch_power};

#[cfg(test)]
#[path = "disk_tests.rs"]
mod tests;
