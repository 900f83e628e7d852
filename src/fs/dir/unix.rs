//! Folders that the system keeps open, each opened inside the one before. Never follows a link, but on the way to the first.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::io::Errno;

use super::entry_kind::EntryKind;

/// A folder that is held open.
pub(crate) struct Dir(OwnedFd);

/// A folder is only passed through: the right to list it is not needed.
#[cfg(target_os = "linux")]
const PASS: OFlags = OFlags::PATH;
#[cfg(not(target_os = "linux"))]
const PASS: OFlags = OFlags::RDONLY;

/// A link in the place of a folder is no folder, in whatever words the system says so.
fn no_folder(error: Errno) -> io::Error {
    if error == Errno::LOOP { io::ErrorKind::NotADirectory.into() } else { error.into() }
}

impl Dir {
    /// The folder at a path, through whatever links lead there, as a file that can be locked. Itself it may be no link.
    pub(crate) fn open_to_lock(at: &Path) -> io::Result<(Dir, File)> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = rustix::fs::open(at, flags, Mode::empty()).map_err(no_folder)?;
        Ok((Dir(folder.try_clone()?), File::from(folder)))
    }

    /// The folder at a path, through whatever links lead there.
    pub(crate) fn open(at: &Path) -> io::Result<Dir> {
        Ok(Dir(rustix::fs::open(at, PASS | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?))
    }

    /// A folder inside, through folders alone; this one where the path is empty.
    pub(crate) fn folder(&self, path: &str) -> io::Result<Dir> {
        let step = |at: &OwnedFd, name: &str| {
            let flags = PASS | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let opened = rustix::fs::openat(at, name, flags, Mode::empty());
            opened.map_err(no_folder)
        };
        let mut names = path.split('/');
        let mut at = match names.next() {
            Some("") | None => step(&self.0, ".")?,
            Some(first) => step(&self.0, first)?,
        };
        for name in names {
            at = step(&at, name)?;
        }
        Ok(Dir(at))
    }

    /// The folder that holds this one.
    pub(crate) fn above(&self) -> io::Result<Dir> {
        self.folder("..")
    }

    pub(crate) fn entry_at(&self, name: &Path) -> io::Result<EntryKind> {
        let stat = rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => EntryKind::File(u64::try_from(stat.st_size).unwrap_or(0)),
            FileType::Directory => EntryKind::Folder,
            FileType::Symlink => EntryKind::Link,
            _ => EntryKind::Other,
        })
    }

    pub(crate) fn open_file(&self, name: &Path) -> io::Result<File> {
        // What is no file any more must not make us wait.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        match rustix::fs::openat(&self.0, name, flags, Mode::empty()) {
            Ok(file) => Ok(File::from(file)),
            Err(Errno::LOOP) => Err(EntryKind::Link.refusal()),
            Err(Errno::NXIO) => Err(EntryKind::Other.refusal()),
            Err(error) => Err(error.into()),
        }
    }

    /// The same folder, in another way than to pass through it.
    fn listed(&self) -> io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.0, ".", flags, Mode::empty())?)
    }

    /// The names in this folder.
    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in rustix::fs::Dir::new(self.listed()?)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }

    pub(crate) fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.0, name.as_ref(), Mode::from_raw_mode(0o777))?)
    }

    pub(crate) fn make_file(&self, name: impl AsRef<Path>) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(File::from(rustix::fs::openat(&self.0, name.as_ref(), flags, Mode::from_raw_mode(0o666))?))
    }

    pub(crate) fn rename(&self, from: impl AsRef<Path>, folder: &Dir, to: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.0, from.as_ref(), &folder.0, to.as_ref())?)
    }

    pub(crate) fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name.as_ref(), AtFlags::empty())?)
    }

    pub(crate) fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.0, name.as_ref(), AtFlags::REMOVEDIR)?)
    }

    /// Waits until the names in this folder are on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        let listed = match self.listed() {
            // What may not be listed cannot be waited for.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(()),
            listed => listed?,
        };
        match rustix::fs::fsync(&listed) {
            // Some network drives keep no order among names and say so.
            Err(Errno::INVAL | Errno::NOTSUP) => Ok(()),
            done => Ok(done?),
        }
    }

    /// Waits until all that was written to the disk of this folder is on it; `false` where there is no such thing.
    #[cfg(target_os = "linux")]
    pub(crate) fn sync_disk(&self) -> io::Result<bool> {
        match rustix::fs::syncfs(self.listed()?) {
            Err(Errno::INVAL | Errno::NOTSUP | Errno::NOSYS) => Ok(false),
            done => Ok(done.map(|()| true)?),
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub(crate) fn sync_disk(&self) -> io::Result<bool> {
        Ok(false)
    }

    /// Where the folder stands now.
    #[cfg(test)]
    pub(crate) fn path(&self) -> std::path::PathBuf {
        use std::os::fd::AsRawFd as _;
        std::fs::read_link(format!("/proc/self/fd/{}", self.0.as_raw_fd())).expect("it is open")
    }
}
