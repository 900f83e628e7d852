//! Folders by their paths, for systems that know no other way: each is looked at just before. Tests try it everywhere.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::entry_kind::EntryKind;

/// A folder by its path.
pub(crate) struct Dir(PathBuf);

#[cfg_attr(unix, expect(dead_code, reason = "tests try what is done in another way than elsewhere"))]
impl Dir {
    pub(crate) fn open(at: &Path) -> io::Result<Dir> {
        let real = fs::canonicalize(at)?;
        if real.is_dir() { Ok(Dir(real)) } else { Err(io::ErrorKind::NotADirectory.into()) }
    }

    pub(crate) fn folder(&self, path: &str) -> io::Result<Dir> {
        let mut at = self.0.clone();
        for name in path.split('/').filter(|name| !name.is_empty()) {
            at.push(name);
            if !fs::symlink_metadata(&at)?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
        }
        Ok(Dir(at))
    }

    pub(crate) fn above(&self) -> io::Result<Dir> {
        let above = self.0.parent().ok_or(io::ErrorKind::NotFound)?;
        Ok(Dir(above.to_owned()))
    }

    pub(crate) fn entry_at(&self, name: &Path) -> io::Result<EntryKind> {
        let meta = fs::symlink_metadata(self.0.join(name))?;
        Ok(if meta.is_symlink() {
            EntryKind::Link
        } else if meta.is_dir() {
            EntryKind::Folder
        } else if meta.is_file() {
            EntryKind::File(meta.len())
        } else {
            EntryKind::Other
        })
    }

    pub(crate) fn open_file(&self, name: &Path) -> io::Result<File> {
        File::open(self.0.join(name))
    }

    pub(crate) fn names(&self) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(&self.0)?;
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    pub(crate) fn make_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::create_dir(self.0.join(name))
    }

    pub(crate) fn make_file(&self, name: impl AsRef<Path>) -> io::Result<File> {
        File::options().write(true).create_new(true).open(self.0.join(name))
    }

    pub(crate) fn rename(&self, from: impl AsRef<Path>, folder: &Dir, to: impl AsRef<Path>) -> io::Result<()> {
        fs::rename(self.0.join(from), folder.0.join(to))
    }

    pub(crate) fn remove_file(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }

    pub(crate) fn remove_folder(&self, name: impl AsRef<Path>) -> io::Result<()> {
        fs::remove_dir(self.0.join(name))
    }

    /// Names cannot be waited for here.
    pub(crate) fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn sync_disk(&self) -> io::Result<bool> {
        Ok(false)
    }
}
