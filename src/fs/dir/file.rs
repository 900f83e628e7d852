//! Ordinary files of a folder that is held open: found, read and hashed, and nothing else than a file ever opened.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::entry_kind::EntryKind;
#[cfg(not(unix))]
use super::paths::Dir;
#[cfg(test)]
use super::paths::Dir as Paths;
#[cfg(unix)]
use super::unix::Dir;

/// How many bytes are read at a time.
const PART: u64 = 64 * 1024;

impl Dir {
    /// The folder that a path inside stands in, and the path's last name.
    pub(crate) fn place<'p>(&self, path: &'p str) -> io::Result<(Dir, &'p str)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        Ok((self.folder(folder)?, name))
    }

    /// What stands at a name of this folder; `None` where nothing does.
    pub(crate) fn entry_kind(&self, name: impl AsRef<Path>) -> io::Result<Option<EntryKind>> {
        match self.entry_at(name.as_ref()) {
            Ok(entry_kind) => Ok(Some(entry_kind)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens an ordinary file of this folder to be read, and says how many bytes it holds.
    ///
    /// # Errors
    /// Where it is none, or cannot be opened.
    pub(crate) fn file(&self, name: impl AsRef<Path>) -> io::Result<(File, u64)> {
        match self.entry_at(name.as_ref())? {
            EntryKind::File(_) => {}
            other => return Err(other.refusal()),
        }
        let file = self.open_file(name.as_ref())?;
        let meta = file.metadata()?;
        // Between looking and opening another thing may have come.
        if meta.is_file() { Ok((file, meta.len())) } else { Err(EntryKind::Other.refusal()) }
    }

    /// The bytes of an ordinary file of this folder.
    ///
    /// # Errors
    /// Where it is none, cannot be read, or holds more than `most` bytes.
    pub(crate) fn read(&self, name: impl AsRef<Path>, most: u64) -> io::Result<Vec<u8>> {
        let (file, bytes) = self.file(name)?;
        read_at_most(file, bytes, most)
    }

    /// The hash of an ordinary file of this folder, which is never held as a whole.
    pub(crate) fn hash(&self, name: impl AsRef<Path>) -> io::Result<blake3::Hash> {
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
pub(crate) fn parted(path: &Path) -> io::Result<(Dir, &OsStr)> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().ok_or_else(|| io::Error::other("this is no name for a file"))?;
    Ok((Dir::open(folder)?, name))
}

#[cfg(test)]
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
            assert_eq!(inside.entry_at(Path::new("c")).ok(), Some(EntryKind::File(5)));
            assert_eq!(inside.entry_at(Path::new("d")).ok(), Some(EntryKind::Link));
            assert_eq!(inside.entry_at(Path::new("s")).ok(), Some(EntryKind::Other));
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
        reaches!(Dir);
        reaches!(Paths);
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
