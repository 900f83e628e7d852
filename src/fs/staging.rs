//! Where files lie that are written and not yet in their place: in a hidden folder beside the site, on the same disk.
//!
//! Beside it and not in it, because a site may be published while it is built, or after a build that was killed. In it only where
//! nothing may be written beside it, or that is another disk. Whatever else stands in a folder of that name is not touched.

use std::io;
use std::path::Path;

use super::dir::{Dir, EntryKind};
use super::disk;
use super::manifest::{STAGING, name_beside};

/// The folder, and where it stands.
pub(super) struct Staging {
    /// It.
    pub(super) dir: Dir,
    holder: Dir,
    name: String,
}

/// The list of what may stand in the site while a write is under way.
pub(super) const PENDING: &str = "pending";
/// The list of what was written.
pub(super) const LIST: &str = "list";

impl Staging {
    /// Makes it for a site, which nobody else writes into meanwhile.
    pub(super) fn make(site: &Dir, to: &Path) -> io::Result<Staging> {
        disk::make_folder(site, STAGING)?;
        // Whether a file can be moved from there to here is tried by moving the folder from here to there.
        if let (Ok(above), Some(name)) = (site.above(), name_beside(to))
            && disk::rename(site, STAGING, &above, &name).is_ok()
        {
            return Ok(Staging { dir: above.folder(&name)?, holder: above, name });
        }
        Ok(Staging { dir: site.folder(STAGING)?, holder: site.folder("")?, name: STAGING.to_owned() })
    }

    /// Removes it with what is still in it. What cannot be removed now is cleared by the next run.
    pub(super) fn remove(&self) {
        empty(&self.holder, &self.name);
    }
}

/// Clears what a run left that was killed.
pub(super) fn clear(site: &Dir, to: &Path) {
    empty(site, STAGING);
    if let (Ok(above), Some(name)) = (site.above(), name_beside(to)) {
        empty(&above, &name);
    }
}

/// Removes the files that a run stages there, and the folder if that was all.
fn empty(holder: &Dir, name: &str) {
    let Ok(dir) = holder.folder(name) else { return };
    for name in dir.names().into_iter().flatten() {
        let is_own = name == PENDING || name == LIST || name.bytes().all(|sign| sign.is_ascii_digit());
        if is_own && matches!(dir.entry_kind(&name), Ok(Some(EntryKind::File(_)))) {
            let _ = disk::remove_file(&dir, &name);
        }
    }
    let _ = disk::remove_folder(holder, name);
}
