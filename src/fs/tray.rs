//! Sheets that are set and not written yet, in one file of the disk that has no name.
//!
//! It goes with the program, however that ends. Where it can not be made, or is full, sheets stay in memory.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A file without a name, made when the first sheet is laid down.
pub struct SheetFile {
    folder: Option<PathBuf>,
    file: OnceLock<Option<Mutex<Sheets>>>,
}

struct Sheets {
    file: File,
    end: u64,
}

impl SheetFile {
    /// A file in a folder that may be there, such as the one of the cache: the system's own folder for passing files may lie in
    /// memory. Where it can not be made there, it is made in that one all the same.
    pub fn beside(folder: Option<PathBuf>) -> SheetFile {
        SheetFile { folder, file: OnceLock::new() }
    }

    fn sheets(&self) -> io::Result<&Mutex<Sheets>> {
        let make = || {
            let there = self.folder.as_ref().and_then(|folder| tempfile::tempfile_in(folder).ok());
            let file = there.or_else(|| tempfile::tempfile().ok())?;
            Some(Mutex::new(Sheets { file, end: 0 }))
        };
        self.file.get_or_init(make).as_ref().ok_or_else(|| io::ErrorKind::Unsupported.into())
    }
}

impl crate::output::Store for SheetFile {
    fn lay(&self, bytes: &[u8]) -> io::Result<u64> {
        // Whoever fell over while holding it has left the end before what it wrote.
        let mut sheets = self.sheets()?.lock().unwrap_or_else(PoisonError::into_inner);
        let at = sheets.end;
        sheets.file.seek(SeekFrom::Start(at))?;
        sheets.file.write_all(bytes)?;
        sheets.end += bytes.len() as u64;
        Ok(at)
    }

    fn read(&self, at: u64, size: usize) -> io::Result<Vec<u8>> {
        let mut sheets = self.sheets()?.lock().unwrap_or_else(PoisonError::into_inner);
        sheets.file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; size];
        sheets.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Laid, Tray};
    use std::sync::Arc;

    #[test]
    fn what_was_laid_down_comes_back() {
        let room = tempfile::tempdir().expect("a folder can be made");
        for folder in [Some(room.path().to_owned()), Some(room.path().join("not there")), None] {
            let tray = Tray::new(Arc::new(SheetFile::beside(folder)));
            let laid: Vec<Laid> = (0..40u8).map(|at| tray.lay(vec![at; 1000 * usize::from(at)])).collect();
            for (at, laid) in (0u8..40).zip(&laid).rev() {
                assert!(matches!(laid, Laid::Aside(_)));
                assert_eq!(*laid.read().expect("it is there"), vec![at; 1000 * usize::from(at)]);
            }
        }
        assert_eq!(std::fs::read_dir(room.path()).expect("it is there").count(), 0, "the file has no name");
    }
}
