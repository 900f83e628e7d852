//! What was made before, kept in a folder of the user's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

/// A folder of what was made before: sheets that were set, images that were made smaller. Safe to delete: what is not there is
/// made again. When it holds more than two gigabytes, that goes which nobody has asked for longest.
pub struct SheetFolder {
    folder: PathBuf,
    /// Whether room was made by this one.
    has_room: Once,
}

/// Bytes that are kept at most: the sheets of some thousands of lessons, and their photographs.
const KEPT: u64 = 2 * 1024 * 1024 * 1024;

impl SheetFolder {
    /// The folder, made where it is not there; `None` where it can not be.
    pub fn at(folder: &Path) -> Option<SheetFolder> {
        fs::create_dir_all(folder).ok()?;
        Some(SheetFolder { folder: folder.to_owned(), has_room: Once::new() })
    }

    fn make_room(&self, most: u64) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let aged = entries.flatten().filter_map(|entry| {
            let meta = entry.metadata().ok()?;
            Some((meta.modified().ok()?, entry.path(), meta.len()))
        });
        let mut aged: Vec<_> = aged.collect();
        aged.sort();
        let mut held: u64 = aged.iter().map(|(_, _, bytes)| bytes).sum();
        for (_, path, bytes) in aged {
            if held <= most {
                break;
            }
            held -= bytes;
            let _ = fs::remove_file(path);
        }
    }
}

impl crate::output::Keeper for SheetFolder {
    #[expect(
        clippy::disallowed_methods,
        reason = "when a sheet was asked for last decides what is kept, and nothing that is made"
    )]
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        let kept = fs::read(&path).ok()?;
        // Asked for now: it stays longer than what nobody wants. Where the day can not be written, it only goes earlier.
        if let Ok(file) = fs::File::options().append(true).open(&path) {
            let _ = file.set_modified(std::time::SystemTime::now());
        }
        Some(kept)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        // Whoever keeps nothing new needs no room for it.
        self.has_room.call_once(|| self.make_room(KEPT));
        // By rename, so that nobody finds half of one. Whoever can not keep it makes it again.
        let part = self.folder.join(format!("{name}.{}", std::process::id()));
        super::whole::work(|| {
            if fs::write(&part, bytes).and_then(|()| fs::rename(&part, self.folder.join(name))).is_err() {
                let _ = fs::remove_file(&part);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Keeper as _;

    #[test]
    fn what_nobody_asked_for_goes_first() {
        let room = tempfile::tempdir().expect("a folder can be made");
        let shelf = SheetFolder::at(room.path()).expect("it is there");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        for name in ["a", "b", "c"] {
            shelf.keep(name, &[0; 10]);
            let file = fs::File::options().append(true).open(room.path().join(name)).expect("it was kept");
            file.set_modified(long_ago).expect("its day can be set");
        }
        assert!(shelf.take("b").is_some());
        shelf.make_room(10);
        assert_eq!(["a", "b", "c"].map(|name| shelf.take(name).is_some()), [false, true, false]);
    }
}
