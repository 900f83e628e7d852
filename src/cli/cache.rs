//! Where things are kept between runs, or until they are written. Knows nothing of what they are.

use std::path::PathBuf;

use crate::fs;
use crate::output::{Cache, SpillFile};

/// Where sheets are kept between builds.
pub(super) fn cache() -> Cache {
    kept("sheets")
}

/// A folder for what is kept between runs, by name. None where there can be none.
pub(super) fn kept(what: &str) -> Cache {
    let folder = folder().and_then(|folder| fs::CacheFolder::at(&folder.join(what)));
    folder.map_or_else(Cache::default, |folder| Cache::new(std::sync::Arc::new(folder)))
}

/// Where sheets lie from when they are set to when they are written.
pub(super) fn spill() -> SpillFile {
    SpillFile::new(std::sync::Arc::new(fs::SpillFolder::beside(folder())))
}

/// The folder for what is kept between runs: `DAF_CACHE`, or `daf` in the user's own folder for such things.
fn folder() -> Option<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("DAF_CACHE").or_else(|| {
        let home = || named("HOME").map(|home| home.join(".cache"));
        named("XDG_CACHE_HOME").or_else(|| named("LOCALAPPDATA")).or_else(home).map(|folder| folder.join("daf"))
    })
}
