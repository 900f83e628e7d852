//! What was made before, kept in a folder of the user's.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Once;

use super::dir;

/// A folder of what was made before: sheets that were set, images that were made smaller. Safe to delete: what is not there is
/// made again. When it holds more than two gigabytes, that goes which nobody has asked for longest.
pub struct CacheFolder {
    folder: PathBuf,
    /// Whether room was made by this one.
    has_room: Once,
}

/// Bytes that are kept at most: the sheets of some thousands of lessons, and their photographs.
const KEPT: u64 = 2 * 1024 * 1024 * 1024;

impl CacheFolder {
    /// The folder, made where it is not there; `None` where it cannot be.
    pub fn at(folder: &Path) -> Option<CacheFolder> {
        fs::create_dir_all(folder).ok()?;
        Some(CacheFolder { folder: folder.to_owned(), has_room: Once::new() })
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

impl crate::output::CacheStore for CacheFolder {
    #[expect(
        clippy::disallowed_methods,
        reason = "when a sheet was asked for last decides what is kept, and nothing that is made"
    )]
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(name);
        // Whatever else than a file stands there is not what was kept.
        let (folder, name) = dir::parted(&path).ok()?;
        let mut kept = folder.read(name, KEPT).ok()?;
        // A disk may have lost a part of it when the power went: what is not whole is made again.
        let bytes = kept.split_off(blake3::OUT_LEN.min(kept.len()));
        let is_whole = blake3::hash(&bytes).as_bytes() == kept.as_slice();
        // Asked for now: it stays longer than what nobody wants. Where the day cannot be written, it only goes earlier.
        if let Ok((file, _)) = folder.file(name) {
            let _ = file.set_modified(std::time::SystemTime::now());
        }
        is_whole.then_some(bytes)
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        // Whoever keeps nothing new needs no room for it.
        self.has_room.call_once(|| self.make_room(KEPT));
        // By rename, so that nobody finds half of one. Whoever cannot keep it makes it again.
        super::interruption::uninterrupted(|| {
            // A name that nothing has: whatever stands in the folder is never written through.
            let Ok(mut part) = tempfile::NamedTempFile::new_in(&self.folder) else { return };
            if part.write_all(blake3::hash(bytes).as_bytes()).and_then(|()| part.write_all(bytes)).is_ok() {
                let _ = part.persist(self.folder.join(name));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::CacheStore as _;

    #[test]
    fn what_nobody_asked_for_goes_first() {
        let room = tempfile::tempdir().expect("a folder can be made");
        let cache = CacheFolder::at(room.path()).expect("it is there");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        for name in ["a", "b", "c"] {
            cache.keep(name, &[0; 10]);
            let file = fs::File::options().append(true).open(room.path().join(name)).expect("it was kept");
            file.set_modified(long_ago).expect("its day can be set");
        }
        assert!(cache.take("b").is_some());
        cache.make_room(50);
        assert_eq!(["a", "b", "c"].map(|name| cache.take(name).is_some()), [false, true, false]);
    }

    #[test]
    fn what_is_not_as_it_was_kept_is_not_given() {
        let room = tempfile::tempdir().expect("a folder can be made");
        let cache = CacheFolder::at(room.path()).expect("it is there");
        cache.keep("a", b"a sheet");
        assert_eq!(cache.take("a").as_deref(), Some(b"a sheet".as_slice()));
        let interruption = fs::read(room.path().join("a")).expect("it was kept");
        for cut in 0..interruption.len() {
            fs::write(room.path().join("a"), &interruption[..cut]).expect("a file");
            assert_eq!(cache.take("a"), None, "cut at {cut}");
        }
    }
}
