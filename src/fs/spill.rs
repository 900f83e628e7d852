//! Sheets and pages that are made and not written yet, in one file of the disk that has no name.
//!
//! It goes with the program, however that ends. Where it cannot be made, or is full, they stay in memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A file without a name, made when the first of them is stored.
pub struct SpillFolder {
    folder: Option<PathBuf>,
    file: OnceLock<Option<Mutex<OpenSpill>>>,
}

struct OpenSpill {
    file: File,
    end: u64,
}

impl SpillFolder {
    /// A file in a folder that may be there, such as the one of the cache: the system's own folder for passing files may lie in
    /// memory. Where it cannot be made there, it is made in that one all the same.
    pub fn beside(folder: Option<PathBuf>) -> SpillFolder {
        SpillFolder { folder, file: OnceLock::new() }
    }

    fn files(&self) -> io::Result<&Mutex<OpenSpill>> {
        let make = || {
            let there = self.folder.as_ref().and_then(|folder| tempfile::tempfile_in(folder).ok());
            let file = there.or_else(|| tempfile::tempfile().ok())?;
            Some(Mutex::new(OpenSpill { file, end: 0 }))
        };
        self.file.get_or_init(make).as_ref().ok_or_else(|| io::ErrorKind::Unsupported.into())
    }
}

impl crate::output::Store for SpillFolder {
    fn store(&self, bytes: &[u8]) -> io::Result<u64> {
        // A thread that panicked while it held the lock has left the end before what it wrote.
        let mut files = self.files()?.lock().unwrap_or_else(PoisonError::into_inner);
        let at = files.end;
        files.file.seek(SeekFrom::Start(at))?;
        files.file.write_all(bytes)?;
        files.end += bytes.len() as u64;
        Ok(at)
    }

    fn read(&self, at: u64, size: usize) -> io::Result<Vec<u8>> {
        let mut files = self.files()?.lock().unwrap_or_else(PoisonError::into_inner);
        files.file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; size];
        files.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Blob, MemoryBudget, SpillFile};
    use std::sync::Arc;

    #[test]
    fn what_was_laid_down_comes_back() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for folder in [Some(folder.path().to_owned()), Some(folder.path().join("not there")), None] {
            let spill = SpillFile::new(Arc::new(SpillFolder::beside(folder)));
            let blobs: Vec<Blob> = (0..40u8).map(|at| spill.store(vec![at; 1000 * usize::from(at)])).collect();
            for (at, blobs) in (0u8..40).zip(&blobs).rev() {
                assert!(matches!(blobs, Blob::Spilled(_)));
                assert_eq!(*blobs.read().expect("it is there"), vec![at; 1000 * usize::from(at)]);
            }
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 0, "the file has no name");
    }

    #[test]
    fn what_finds_no_room_in_memory_is_laid_down() {
        let spill = SpillFile::new(Arc::new(SpillFolder::beside(None)));
        let folder = MemoryBudget::new(1000, &spill);
        let blobs: Vec<Blob> = [600, 500, 400, 1].map(|size| folder.store(vec![1; size])).into();
        let is_aside: Vec<bool> = blobs.iter().map(|blobs| matches!(blobs, Blob::Spilled(_))).collect();
        assert_eq!(is_aside, [false, true, false, true]);
        let sizes: Vec<usize> = blobs.iter().map(|blobs| blobs.read().expect("it is there").len()).collect();
        assert_eq!(sizes, [600, 500, 400, 1]);
        let none = SpillFile::default();
        assert!(
            matches!(MemoryBudget::new(0, &none).store(vec![1]), Blob::Here(_)),
            "where there is no spill, memory is all there is"
        );
    }
}
