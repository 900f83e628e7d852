//! Files that were not there yet: all of them made, or none. Never writes over one.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Error;
use super::{dir, disk, interruption, lock};

/// Makes files inside a folder: all of them, or none. A file that is there is never written over.
///
/// # Errors
/// Where one is there already, would stand outside the folder, or cannot be written; nothing is left of the others then.
pub fn create(folder: &Path, files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Error> {
    interruption::uninterrupted(|| {
        // The folder may be reached through a link; what is in it may not.
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let held = lock::lock_folder(&real, &interruption::is_stop_requested, &|| ())?;
        create_all(folder, files).inspect_err(|_| held.remove_created())
    })
}

fn create_all(folder: &Path, files: &[(PathBuf, impl AsRef<[u8]>)]) -> Result<(), Error> {
    for (path, _) in files {
        let full = folder.join(path);
        if fs::symlink_metadata(&full).is_ok() {
            return Err(Error::new("this file is there already, and is left as it is", &full));
        }
        stays_inside(folder, &full)?;
    }
    let mut made = CreatedFiles::default();
    for (path, text) in files {
        made.file(&folder.join(path), text.as_ref())?;
    }
    if !interruption::pass_commit_point() {
        return Err(Error::new("interrupted; nothing was written", folder));
    }
    made.files.clear();
    made.folders.clear();
    Ok(())
}

/// Refuses a file that a link would lead out of the folder.
fn stays_inside(folder: &Path, full: &Path) -> Result<(), Error> {
    let Ok(real) = fs::canonicalize(folder) else { return Ok(()) };
    let nearest = full.ancestors().skip(1).find_map(|above| fs::canonicalize(above).ok());
    if nearest.is_some_and(|above| !above.starts_with(&real) && !real.starts_with(&above)) {
        return Err(Error::new("a link leads out of the folder here; nothing was written", full));
    }
    Ok(())
}

/// What was made so far: it goes again unless all of it could be.
#[derive(Default)]
struct CreatedFiles {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl CreatedFiles {
    fn file(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let above: Vec<&Path> = path.ancestors().skip(1).take_while(|above| !above.exists()).collect();
        for folder in above.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            let made = dir::parted(folder).and_then(|(above, name)| disk::make_folder(&above, name));
            made.map_err(|error| Error::io("this folder cannot be made", folder, error))?;
            self.folders.push(folder.to_owned());
        }
        let wrong = |error| Error::io("this file cannot be written", path, error);
        let (above, name) = dir::parted(path).map_err(wrong)?;
        disk::write_new(&above, name, bytes).map_err(wrong)?;
        self.files.push(path.to_owned());
        Ok(())
    }
}

impl Drop for CreatedFiles {
    fn drop(&mut self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
