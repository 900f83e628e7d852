//! A folder that is held open, and what is in it: reached through folders alone, never through a link, and opened only where it is
//! an ordinary file.
//!
//! Where the system allows it each folder on the way is opened inside the one before, so that nobody can put a link in its place
//! between looking and doing; elsewhere each is looked at just before. A pipe, a device or a socket is told by its kind and never
//! opened: reading it may wait for ever, and opening it may be felt at its other end. Knows nothing of what files are for.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[cfg(not(unix))]
pub(super) use paths::Dir;
#[cfg(unix)]
pub(super) use unix::Dir;

/// What stands at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// An ordinary file of so many bytes.
    File(u64),
    Folder,
    Link,
    /// A pipe, socket or device.
    Other,
}

impl Seen {
    /// What it is, as a refusal says it.
    fn refusal(self) -> io::Error {
        io::Error::other(match self {
            Seen::File(_) => "another file was put in its place meanwhile",
            Seen::Folder => "it is a folder, not a file",
            Seen::Link => "it is a link, not a file",
            Seen::Other => "it is a pipe, socket or device, not a file",
        })
    }
}

/// How many bytes are read at a time.
const PART: u64 = 64 * 1024;

impl Dir {
    /// The folder that a path inside stands in, and the path's last name.
    pub(super) fn place<'p>(&self, path: &'p str) -> io::Result<(Dir, &'p str)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        Ok((self.folder(folder)?, name))
    }

    /// What stands at a name of this folder; `None` where nothing does.
    pub(super) fn seen(&self, name: impl AsRef<Path>) -> io::Result<Option<Seen>> {
        match self.look(name.as_ref()) {
            Ok(seen) => Ok(Some(seen)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens an ordinary file of this folder to be read, and says how many bytes it holds.
    ///
    /// # Errors
    /// Where it is none, as [`is_ordinary`] tells from other causes, or can not be opened.
    pub(super) fn file(&self, name: impl AsRef<Path>) -> io::Result<(File, u64)> {
        match self.look(name.as_ref())? {
            Seen::File(_) => {}
            other => return Err(other.refusal()),
        }
        let file = self.open_file(name.as_ref())?;
        let meta = file.metadata()?;
        // Between looking and opening another thing may have come.
        if meta.is_file() { Ok((file, meta.len())) } else { Err(Seen::Other.refusal()) }
    }

    /// The bytes of an ordinary file of this folder.
    ///
    /// # Errors
    /// Where it is none, can not be read, or holds more than `most` bytes.
    pub(super) fn read(&self, name: impl AsRef<Path>, most: u64) -> io::Result<Vec<u8>> {
        let (file, bytes) = self.file(name)?;
        read_at_most(file, bytes, most)
    }

    /// The hash of an ordinary file of this folder, which is never held as a whole.
    pub(super) fn hash(&self, name: impl AsRef<Path>) -> io::Result<blake3::Hash> {
        let (file, bytes) = self.file(name)?;
        let mut hasher = blake3::Hasher::new();
        // A file that grows while it is read is read no further than it was long.
        let mut file = file.take(bytes + 1);
        let mut part = vec![0; usize::try_from(PART.min(bytes + 1)).unwrap_or(0)];
        loop {
            match file.read(&mut part)? {
                0 => return Ok(hasher.finalize()),
                read => hasher.update(part.get(..read).unwrap_or_default()),
            };
        }
    }
}

/// Reads a file that held so many bytes when it was opened, and no more than `most`.
fn read_at_most(file: File, bytes: u64, most: u64) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::new(io::ErrorKind::FileTooLarge, "it has grown too large to be read");
    if bytes > most {
        return Err(too_large());
    }
    let mut read = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0) + 1);
    file.take(most.saturating_add(1)).read_to_end(&mut read)?;
    if read.len() as u64 > most { Err(too_large()) } else { Ok(read) }
}

/// The folder that a path leads to, through whatever links, and the last name of the path.
pub(super) fn parted(path: &Path) -> io::Result<(Dir, &OsStr)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::other("this is no name for a file"))?;
    Ok((Dir::open(folder)?, name))
}

/// Folders that the system keeps open.
#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io;
    use std::os::fd::OwnedFd;
    use std::path::Path;

    use rustix::fs::{AtFlags, FileType, Mode, OFlags};
    use rustix::io::Errno;

    use super::Seen;

    /// A folder that is held open.
    pub(in super::super) struct Dir(OwnedFd);

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
        pub(in super::super) fn open_to_lock(at: &Path) -> io::Result<(Dir, File)> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            let folder = rustix::fs::open(at, flags, Mode::empty()).map_err(no_folder)?;
            Ok((Dir(folder.try_clone()?), File::from(folder)))
        }

        /// The folder at a path, through whatever links lead there.
        pub(in super::super) fn open(at: &Path) -> io::Result<Dir> {
            Ok(Dir(rustix::fs::open(at, PASS | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?))
        }

        /// A folder inside, through folders alone; this one where the path is empty.
        pub(in super::super) fn folder(&self, path: &str) -> io::Result<Dir> {
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
        pub(in super::super) fn above(&self) -> io::Result<Dir> {
            self.folder("..")
        }

        pub(super) fn look(&self, name: &Path) -> io::Result<Seen> {
            let stat = rustix::fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(match FileType::from_raw_mode(stat.st_mode) {
                FileType::RegularFile => Seen::File(u64::try_from(stat.st_size).unwrap_or(0)),
                FileType::Directory => Seen::Folder,
                FileType::Symlink => Seen::Link,
                _ => Seen::Other,
            })
        }

        pub(super) fn open_file(&self, name: &Path) -> io::Result<File> {
            // What is no file any more must not make us wait.
            let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
            match rustix::fs::openat(&self.0, name, flags, Mode::empty()) {
                Ok(file) => Ok(File::from(file)),
                Err(Errno::LOOP) => Err(Seen::Link.refusal()),
                Err(Errno::NXIO) => Err(Seen::Other.refusal()),
                Err(error) => Err(error.into()),
            }
        }

        /// The same folder, in another way than to pass through it.
        fn listed(&self) -> io::Result<OwnedFd> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok(rustix::fs::openat(&self.0, ".", flags, Mode::empty())?)
        }

        /// The names in this folder.
        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in rustix::fs::Dir::new(self.listed()?)? {
                let name = entry?.file_name().to_string_lossy().into_owned();
                if name != "." && name != ".." {
                    names.push(name);
                }
            }
            Ok(names)
        }

        pub(in super::super) fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
            Ok(rustix::fs::mkdirat(&self.0, name.as_ref(), Mode::from_raw_mode(0o777))?)
        }

        pub(in super::super) fn make_file(&self, name: impl AsRef<Path>) -> io::Result<File> {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(File::from(rustix::fs::openat(&self.0, name.as_ref(), flags, Mode::from_raw_mode(0o666))?))
        }

        pub(in super::super) fn rename(
            &self,
            from: impl AsRef<Path>,
            folder: &Dir,
            to: impl AsRef<Path>,
        ) -> io::Result<()> {
            Ok(rustix::fs::renameat(&self.0, from.as_ref(), &folder.0, to.as_ref())?)
        }

        pub(in super::super) fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.0, name.as_ref(), AtFlags::empty())?)
        }

        pub(in super::super) fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
            Ok(rustix::fs::unlinkat(&self.0, name.as_ref(), AtFlags::REMOVEDIR)?)
        }

        /// Waits until the names in this folder are on the disk.
        pub(in super::super) fn sync(&self) -> io::Result<()> {
            let listed = match self.listed() {
                // What may not be listed can not be waited for.
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
        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            match rustix::fs::syncfs(self.listed()?) {
                Err(Errno::INVAL | Errno::NOTSUP | Errno::NOSYS) => Ok(false),
                done => Ok(done.map(|()| true)?),
            }
        }

        #[cfg(not(target_os = "linux"))]
        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            Ok(false)
        }

        /// Where the folder stands now.
        #[cfg(test)]
        pub(in super::super) fn path(&self) -> std::path::PathBuf {
            use std::os::fd::AsRawFd as _;
            std::fs::read_link(format!("/proc/self/fd/{}", self.0.as_raw_fd())).expect("it is open")
        }
    }
}

/// Folders by their paths, for systems that know no other way. Tests try it everywhere.
#[cfg(any(not(unix), test))]
mod paths {
    use std::fs::{self, File};
    use std::io;
    use std::path::{Path, PathBuf};

    use super::Seen;

    /// A folder by its path.
    pub(in super::super) struct Dir(PathBuf);

    #[cfg_attr(unix, expect(dead_code, reason = "tests try what is done in another way than elsewhere"))]
    impl Dir {
        pub(in super::super) fn open(at: &Path) -> io::Result<Dir> {
            let real = fs::canonicalize(at)?;
            if real.is_dir() { Ok(Dir(real)) } else { Err(io::ErrorKind::NotADirectory.into()) }
        }

        pub(in super::super) fn folder(&self, path: &str) -> io::Result<Dir> {
            let mut at = self.0.clone();
            for name in path.split('/').filter(|name| !name.is_empty()) {
                at.push(name);
                if !fs::symlink_metadata(&at)?.is_dir() {
                    return Err(io::ErrorKind::NotADirectory.into());
                }
            }
            Ok(Dir(at))
        }

        pub(in super::super) fn above(&self) -> io::Result<Dir> {
            let above = self.0.parent().ok_or(io::ErrorKind::NotFound)?;
            Ok(Dir(above.to_owned()))
        }

        pub(super) fn look(&self, name: &Path) -> io::Result<Seen> {
            let meta = fs::symlink_metadata(self.0.join(name))?;
            Ok(if meta.is_symlink() {
                Seen::Link
            } else if meta.is_dir() {
                Seen::Folder
            } else if meta.is_file() {
                Seen::File(meta.len())
            } else {
                Seen::Other
            })
        }

        pub(super) fn open_file(&self, name: &Path) -> io::Result<File> {
            File::open(self.0.join(name))
        }

        pub(in super::super) fn names(&self) -> io::Result<Vec<String>> {
            let entries = fs::read_dir(&self.0)?;
            entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        }

        pub(in super::super) fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
            fs::create_dir(self.0.join(name))
        }

        pub(in super::super) fn make_file(&self, name: impl AsRef<Path>) -> io::Result<File> {
            File::options().write(true).create_new(true).open(self.0.join(name))
        }

        pub(in super::super) fn rename(
            &self,
            from: impl AsRef<Path>,
            folder: &Dir,
            to: impl AsRef<Path>,
        ) -> io::Result<()> {
            fs::rename(self.0.join(from), folder.0.join(to))
        }

        pub(in super::super) fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
            fs::remove_file(self.0.join(name))
        }

        pub(in super::super) fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
            fs::remove_dir(self.0.join(name))
        }

        /// Names can not be waited for here.
        pub(in super::super) fn sync(&self) -> io::Result<()> {
            Ok(())
        }

        pub(in super::super) fn sync_disk(&self) -> io::Result<bool> {
            Ok(false)
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    /// The same is held of both ways: what is reached, and what is not.
    macro_rules! reaches {
        ($dir:ty) => {
            let room = tempfile::tempdir().expect("a room");
            let at = |name: &str| room.path().join(name);
            fs::create_dir_all(at("a/b")).expect("folders");
            fs::write(at("a/b/c"), "words").expect("a file");
            symlink(at("a"), at("link")).expect("a link");
            symlink("c", at("a/b/d")).expect("a link");
            let _listener = UnixListener::bind(at("a/b/s")).expect("a socket");
            let dir = <$dir>::open(&at("link/..")).expect("links on the way to it are followed");
            let inside = dir.folder("a/b").expect("it is reached");
            assert_eq!(inside.look(Path::new("c")).ok(), Some(Seen::File(5)));
            assert_eq!(inside.look(Path::new("d")).ok(), Some(Seen::Link));
            assert_eq!(inside.look(Path::new("s")).ok(), Some(Seen::Other));
            let refused = |path: &str| dir.folder(path).err().map(|error| error.kind());
            assert_eq!(refused("link"), Some(io::ErrorKind::NotADirectory));
            assert_eq!(refused("link/b"), Some(io::ErrorKind::NotADirectory));
            assert_eq!(refused("a/b/c"), Some(io::ErrorKind::NotADirectory));
            assert_eq!(refused("x/y"), Some(io::ErrorKind::NotFound));
            inside.make_folder("e").expect("it is made");
            drop(inside.make_file("f").expect("it is made"));
            assert!(inside.make_file("d").is_err(), "a link is no free name");
            inside.rename("f", &dir.folder("a/b/e").expect("it is reached"), "g").expect("it is moved");
            assert!(inside.remove_folder("e").is_err());
            dir.folder("a/b/e").and_then(|dir| dir.remove_file("g")).expect("it is removed");
            inside.remove_folder("e").expect("it is removed");
            let mut names = dir.names().expect("it is listed");
            names.sort();
            assert_eq!(names, ["a", "link"]);
            assert!(inside.sync().is_ok() && inside.sync_disk().is_ok());
            assert_eq!(dir.folder("a").and_then(|dir| dir.above()?.names()).map(|names| names.len()).ok(), Some(2));
        };
    }

    #[test]
    fn folders_are_reached_and_links_are_not() {
        reaches!(unix::Dir);
        reaches!(paths::Dir);
    }

    #[test]
    fn ordinary_files_alone_are_read_and_no_further_than_they_may() {
        let room = tempfile::tempdir().expect("a room");
        let at = |name: &str| room.path().join(name);
        fs::write(at("file"), "words").expect("a file");
        symlink("/dev/zero", at("endless")).expect("a link");
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo runs");
        assert!(made.success());
        let dir = Dir::open(room.path()).expect("it is there");
        assert_eq!(dir.read("file", 5).expect("it can be read"), b"words");
        assert_eq!(dir.hash("file").expect("it can be read"), blake3::hash(b"words"));
        let said = |name: &str, most| dir.read(name, most).expect_err("it is refused").to_string();
        assert_eq!(said("file", 4), "it has grown too large to be read");
        assert_eq!(said("endless", 9), "it is a link, not a file");
        assert_eq!(said("pipe", 9), "it is a pipe, socket or device, not a file");
        assert_eq!(said(".", 9), "it is a folder, not a file");
        assert!(dir.hash("pipe").is_err() && dir.hash("endless").is_err());
        // What is put in the place of a file once it was looked at is not waited for either.
        let raced = dir.open_file(Path::new("pipe")).and_then(|file| file.metadata());
        assert!(raced.is_ok_and(|meta| !meta.is_file()));
        assert!(dir.open_file(Path::new("endless")).is_err());
    }
}
