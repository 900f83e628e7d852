//! Large files that are copied and not looked into: read once for a hash, and left where they are until they are copied.
//!
//! What is copied later is held to that hash, so that nothing comes into a site that was not there when it was read. Follows no link.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::dir::{Dir, parted};
use crate::source::{DiskFile, FileContent, START, VPath};

/// Bytes from which on a file is left where it is.
const LARGE: u64 = 64 * 1024;
/// Bytes that are read at a time.
const PIECE: usize = 256 * 1024;

/// Whether nothing here looks into a file of this name but for its beginning, or an image's head: what stands in `static/` and is no web
/// page or drawing, and what is no text.
pub(super) fn may_stay_unread(path: &VPath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    let is_looked_into = matches!(
        extension.as_str(),
        "" | "md" | "yaml" | "yml" | "txt" | "html" | "css" | "js" | "ftl" | "typ" | "json" | "svg" | "ttf" | "otf"
    );
    if path.as_str().starts_with("static/") {
        return !matches!(extension.as_str(), "html" | "htm" | "svg");
    }
    !(is_looked_into || path.as_str().starts_with("theme/"))
}

/// What the file holds that stands at a name of a folder, and `at` on the disk: a small one in memory, a large one where it is.
///
/// # Errors
/// Where it is no ordinary file, or cannot be read.
pub(super) fn content(folder: &Dir, name: &str, at: &Path, most: u64) -> io::Result<FileContent> {
    let (mut file, bytes) = folder.file(name)?;
    if bytes < LARGE {
        return folder.read(name, most).map(FileContent::from);
    }
    let (mut hasher, mut size, mut start) = (blake3::Hasher::new(), 0, Vec::new());
    let mut piece = vec![0; PIECE];
    // A file that grows while it is read is read no further than it was long.
    let mut rest = (&mut file).take(bytes);
    loop {
        match rest.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => {
                let read = piece.get(..count).unwrap_or_default();
                hasher.update(read);
                start.extend(read.iter().take(START - start.len()));
                size += count;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(FileContent::OnDisk(Arc::new(UnreadFile { at: std::path::absolute(at)?, size, start, hash: hasher.finalize() })))
}

/// A file that waits where it is.
struct UnreadFile {
    at: PathBuf,
    size: usize,
    start: Vec<u8>,
    hash: blake3::Hash,
}

impl DiskFile for UnreadFile {
    fn read(&self) -> io::Result<Vec<u8>> {
        let changed = || io::Error::other("it was changed while the site was made; build it again");
        let (folder, name) = parted(&self.at)?;
        let bytes = folder.read(name, self.size as u64).map_err(|_| changed())?;
        if blake3::hash(&bytes) == self.hash { Ok(bytes) } else { Err(changed()) }
    }

    fn start(&self) -> &[u8] {
        &self.start
    }

    fn size(&self) -> usize {
        self.size
    }

    fn hash(&self) -> blake3::Hash {
        self.hash
    }
}
