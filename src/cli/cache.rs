//! Where things are kept between runs, or until they are written. Knows nothing of what they are.

use std::path::PathBuf;

use crate::fs;
use crate::output::{Shelf, Tray};

/// Where sheets are kept between builds.
pub(super) fn shelf() -> Shelf {
    kept("sheets")
}

/// A folder for what is kept between runs, by name. None where there can be none.
pub(super) fn kept(what: &str) -> Shelf {
    let folder = cache().and_then(|folder| fs::SheetFolder::at(&folder.join(what)));
    folder.map_or_else(Shelf::default, |folder| Shelf::new(std::sync::Arc::new(folder)))
}

/// Where sheets lie from when they are set to when they are written.
pub(super) fn tray() -> Tray {
    Tray::new(std::sync::Arc::new(fs::TrayFile::beside(cache())))
}

/// The folder for what is kept between runs: `DAF_CACHE`, or `daf` in the user's own folder for such things.
fn cache() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("DAF_CACHE").or_else(|| {
        let home = || named("HOME").map(|home| home.join(".cache"));
        named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(home).map(|folder| folder.join("daf"))
    })
}
