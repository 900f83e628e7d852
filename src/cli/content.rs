//! Which folder is meant as the curriculum's.

use std::path::{Path, PathBuf};

/// The curriculum's folder: the one named (or the `content` in it, where that alone is one), the nearest with `daf.yaml`
/// upwards, else `content`.
pub(crate) fn folder(named: Option<&Path>) -> PathBuf {
    if let Some(named) = named {
        let inner = named.join("content");
        let is_around = !named.join("daf.yaml").exists() && inner.join("daf.yaml").is_file();
        return if is_around { inner } else { named.to_owned() };
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = here.ancestors().find(|folder| folder.join("daf.yaml").is_file());
    found.map_or_else(|| PathBuf::from("content"), Path::to_owned)
}
