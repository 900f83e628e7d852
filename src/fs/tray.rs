//! Sheets and pages that are made and not written yet, in one file of the disk that has no name.
//!
//! It goes with the program, however that ends. Where it can not be made, or is full, they stay in memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A file without a name, made when the first of them is laid down.
pub struct TrayFile {
    folder: Option<PathBuf>,
    file: OnceLock<Option<Mutex<Files>>>,
}

struct Files {
    file: File,
    end: u64,
}

impl TrayFile {
    /// A file in a folder that may be there, such as the one of the cache: the system's own folder for passing files may lie in
    /// memory. Where it can not be made there, it is made in that one all the same.
    pub fn beside(folder: Option<PathBuf>) -> TrayFile {
        TrayFile { folder, file: OnceLock::new() }
    }

    fn files(&self) -> io::Result<&Mutex<Files>> {
        let make = || {
            let there = self.folder.as_ref().and_then(|folder| tempfile::tempfile_in(folder).ok());
            let file = there.or_else(|| tempfile::tempfile().ok())?;
            Some(Mutex::new(Files { file, end: 0 }))
        };
        self.file.get_or_init(make).as_ref().ok_or_else(|| io::ErrorKind::Unsupported.into())
    }
}

impl crate::output::Store for TrayFile {
    fn lay(&self, bytes: &[u8]) -> io::Result<u64> {
        // Whoever fell over while holding it has left the end before what it wrote.
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
    use crate::output::{Laid, Room, Tray};
    use std::sync::Arc;

    #[test]
    fn what_was_laid_down_comes_back() {
        let room = tempfile::tempdir().expect("a folder can be made");
        for folder in [Some(room.path().to_owned()), Some(room.path().join("not there")), None] {
            let tray = Tray::new(Arc::new(TrayFile::beside(folder)));
            let laid: Vec<Laid> = (0..40u8).map(|at| tray.lay(vec![at; 1000 * usize::from(at)])).collect();
            for (at, laid) in (0u8..40).zip(&laid).rev() {
                assert!(matches!(laid, Laid::Aside(_)));
                assert_eq!(*laid.read().expect("it is there"), vec![at; 1000 * usize::from(at)]);
            }
        }
        assert_eq!(std::fs::read_dir(room.path()).expect("it is there").count(), 0, "the file has no name");
    }

    #[test]
    fn what_finds_no_room_in_memory_is_laid_down() {
        let tray = Tray::new(Arc::new(TrayFile::beside(None)));
        let room = Room::new(1000, &tray);
        let laid: Vec<Laid> = [600, 500, 400, 1].map(|size| room.lay(vec![1; size])).into();
        let is_aside: Vec<bool> = laid.iter().map(|laid| matches!(laid, Laid::Aside(_))).collect();
        assert_eq!(is_aside, [false, true, false, true]);
        let sizes: Vec<usize> = laid.iter().map(|laid| laid.read().expect("it is there").len()).collect();
        assert_eq!(sizes, [600, 500, 400, 1]);
        let none = Tray::default();
        assert!(
            matches!(Room::new(0, &none).lay(vec![1]), Laid::Here(_)),
            "where there is no tray, memory is all there is"
        );
    }
}
