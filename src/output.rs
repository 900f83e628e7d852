//! What a build makes: an ordered map from path to bytes.
//!
//! Two writers of one path are a diagnostic that names both origins. Never writes anything (see `fs`).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diag::{Diagnostics, make};
use crate::source::VPath;

/// One file to be.
#[derive(Clone)]
pub struct OutputFile {
    /// What it holds.
    bytes: Blob,
    /// What it was made from, as people know it: `01-unit/02-lesson.md`, `the search index`.
    pub origin: Arc<str>,
}

impl OutputFile {
    /// The bytes, where they are in memory: all but those of large files, and of sheets where those are spilled.
    pub fn here(&self) -> Option<&Bytes> {
        match &self.bytes {
            Blob::Here(bytes) => Some(bytes),
            Blob::Spilled(_) | Blob::OnDisk(_) => None,
        }
    }

    /// The bytes, wherever they are.
    ///
    /// # Errors
    /// Where what was spilled cannot be read back.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        self.bytes.read()
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.bytes {
            Blob::Here(bytes) => bytes.as_slice().len(),
            Blob::Spilled(file) => file.size,
            Blob::OnDisk(found) => found.size(),
        }
    }

    /// A hash of the bytes.
    pub fn hash(&self) -> blake3::Hash {
        match &self.bytes {
            Blob::Here(bytes) => blake3::hash(bytes.as_slice()),
            Blob::Spilled(file) => file.hash,
            Blob::OnDisk(found) => found.hash(),
        }
    }

    fn holds_same(&self, other: &OutputFile) -> bool {
        match (&self.bytes, &other.bytes) {
            (Blob::Here(one), Blob::Here(two)) => one.as_slice() == two.as_slice(),
            _ => self.size() == other.size() && self.hash() == other.hash(),
        }
    }
}

/// Bytes that are made for the output alone, or shared with the content they were copied from.
#[derive(Clone)]
pub enum Bytes {
    /// Made here. Shared between whoever keeps them and whoever sends them.
    Own(Arc<Vec<u8>>),
    /// Copied as they are.
    Shared(crate::source::FileContent),
}

impl Bytes {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Bytes::Own(bytes) => bytes,
            Bytes::Shared(crate::source::FileContent::Text(text)) => text.as_bytes(),
            Bytes::Shared(crate::source::FileContent::Bytes(bytes)) => bytes,
            // What stays on the disk is copied from there, and never comes as bytes.
            Bytes::Shared(crate::source::FileContent::OnDisk(_)) => &[],
        }
    }
}

impl From<String> for Bytes {
    fn from(text: String) -> Bytes {
        Bytes::from(text.into_bytes())
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(mut bytes: Vec<u8>) -> Bytes {
        bytes.shrink_to_fit();
        Bytes::Own(Arc::new(bytes))
    }
}

/// Bytes that are made, wherever they lie until they are written.
#[derive(Clone)]
pub enum Blob {
    /// In memory.
    Here(Bytes),
    /// On a spill.
    Spilled(Spilled),
    /// Where it was found.
    OnDisk(Arc<dyn crate::source::DiskFile>),
}

impl From<crate::source::FileContent> for Blob {
    fn from(content: crate::source::FileContent) -> Blob {
        match content {
            crate::source::FileContent::OnDisk(file) => Blob::OnDisk(file),
            held => Blob::Here(Bytes::Shared(held)),
        }
    }
}

impl Blob {
    /// The bytes.
    ///
    /// # Errors
    /// Where what was spilled cannot be read back.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Blob::Here(bytes) => Ok(Cow::Borrowed(bytes.as_slice())),
            Blob::Spilled(file) => file.store.read(file.at, file.size).map(Cow::Owned),
            Blob::OnDisk(found) => found.read().map(Cow::Owned),
        }
    }
}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Blob {
        Blob::Here(bytes)
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Blob {
        Blob::Here(text.into())
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Blob {
        Blob::Here(bytes.into())
    }
}

/// Bytes on a spill, and what is known of them without reading.
#[derive(Clone)]
pub struct Spilled {
    store: Arc<dyn Store>,
    at: u64,
    size: usize,
    hash: blake3::Hash,
}

/// Holds bytes outside memory until they are written. Gives back what it was given.
pub trait Store: Send + Sync {
    /// Takes bytes in, and says where they are.
    ///
    /// # Errors
    /// Where there is no room for them.
    fn store(&self, bytes: &[u8]) -> io::Result<u64>;
    /// Bytes that were taken in.
    ///
    /// # Errors
    /// Where they cannot be had back.
    fn read(&self, at: u64, size: usize) -> io::Result<Vec<u8>>;
}

/// Where files lie until all are made and written, so that a thousand sheets need no more memory than ten.
#[derive(Clone, Default)]
pub struct SpillFile(Option<Arc<dyn Store>>);

impl std::fmt::Debug for SpillFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "SpillFile(aside)" } else { "SpillFile(memory)" })
    }
}

impl SpillFile {
    /// A spill that stores everything.
    pub fn new(store: Arc<dyn Store>) -> SpillFile {
        SpillFile(Some(store))
    }

    /// Stores bytes: in the spill where there is room, else in memory.
    pub fn store(&self, bytes: Vec<u8>) -> Blob {
        let file = self.0.as_ref().and_then(|store| {
            let at = store.store(&bytes).ok()?;
            Some(Spilled { store: Arc::clone(store), at, size: bytes.len(), hash: blake3::hash(&bytes) })
        });
        file.map_or_else(|| Blob::from(bytes), Blob::Spilled)
    }
}

/// Room in memory for files that are made one after another, and a spill for those that find none in it: however many there are,
/// no more of them are held.
pub(crate) struct MemoryBudget<'t> {
    spill: &'t SpillFile,
    left: AtomicUsize,
}

impl<'t> MemoryBudget<'t> {
    /// Room for so many bytes.
    pub(crate) fn new(bytes: usize, spill: &'t SpillFile) -> MemoryBudget<'t> {
        MemoryBudget { spill, left: AtomicUsize::new(bytes) }
    }

    /// Lays bytes down: in memory as long as there is room for them, else on the spill, where there is one.
    pub(crate) fn store(&self, bytes: Vec<u8>) -> Blob {
        let take = |left: usize| left.checked_sub(bytes.len());
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok() {
            Blob::from(bytes)
        } else {
            self.spill.store(bytes)
        }
    }
}

/// The whole of what a build makes, ordered by path.
#[derive(Clone, Default)]
pub struct Output {
    files: BTreeMap<VPath, OutputFile>,
    /// How many pages a sheet has, by its path.
    pages: BTreeMap<VPath, u32>,
}

impl Output {
    /// Adds a file. Where the path is taken by other bytes, the first stays and both origins are reported.
    pub fn insert(&mut self, path: VPath, bytes: impl Into<Blob>, origin: impl Into<Arc<str>>, sink: &mut Diagnostics) {
        let made = OutputFile { bytes: bytes.into(), origin: origin.into() };
        match self.files.entry(path) {
            std::collections::btree_map::Entry::Vacant(entry) => drop(entry.insert(made)),
            std::collections::btree_map::Entry::Occupied(entry) => {
                if !entry.get().holds_same(&made) {
                    sink.push(make::path_taken(entry.key().as_str(), &entry.get().origin, &made.origin));
                }
            }
        }
    }

    /// Adds a file at a path that daf has made itself; a path that climbs out is left out.
    pub(crate) fn insert_at(&mut self, path: &str, bytes: impl Into<Blob>, origin: &str, sink: &mut Diagnostics) {
        if let Some(path) = VPath::new(path) {
            self.insert(path, bytes, origin, sink);
        }
    }

    /// Adds the files of another output.
    pub(crate) fn insert_all(&mut self, other: &Output, sink: &mut Diagnostics) {
        for (path, made) in other.iter() {
            self.insert(path.clone(), made.bytes.clone(), Arc::clone(&made.origin), sink);
        }
    }

    /// The paths of all files.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.files.keys().map(ToString::to_string).collect()
    }

    /// Notes how many pages a sheet has.
    pub(crate) fn count_pages(&mut self, path: &str, pages: u32) {
        self.pages.extend(VPath::new(path).map(|path| (path, pages)));
    }

    /// How many pages a sheet has, where it was noted.
    pub fn pages(&self, path: &VPath) -> Option<u32> {
        self.pages.get(path).copied()
    }

    /// A file.
    pub fn get(&self, path: &str) -> Option<&OutputFile> {
        self.files.get(&VPath::new(path)?)
    }

    /// The files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&VPath, &OutputFile)> {
        self.files.iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

/// What keeps things that were made before, by a name for all that goes into them. May forget any of them.
pub trait CacheStore: Send + Sync {
    /// What was kept under a name.
    fn take(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps it; a failure is no mistake, and it is made again.
    fn keep(&self, name: &str, bytes: &[u8]);
}

/// A store, or none, with a count of what it was asked for and had.
#[derive(Clone, Default)]
pub struct Cache {
    store: Option<Arc<dyn CacheStore>>,
    requests: Arc<AtomicUsize>,
    hits: Arc<AtomicUsize>,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.store.is_some() { "Cache(kept)" } else { "Cache(none)" })
    }
}

impl Cache {
    /// A cache of a store's.
    pub fn new(store: Arc<dyn CacheStore>) -> Cache {
        Cache { store: Some(store), ..Cache::default() }
    }

    /// What was kept under a name.
    pub fn take(&self, name: &str) -> Option<Vec<u8>> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let kept = self.store.as_ref()?.take(name);
        self.hits.fetch_add(usize::from(kept.is_some()), Ordering::Relaxed);
        kept
    }

    /// Keeps what was made.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        if let Some(store) = &self.store {
            store.keep(name, bytes);
        }
    }

    /// How often it was asked.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// How often it had what it was asked for.
    pub fn hits(&self) -> usize {
        self.hits.load(Ordering::Relaxed)
    }
}

/// Where the progress of long work is reported: what is done, and of how many.
#[derive(Clone, Default)]
pub struct Progress(pub Option<Arc<dyn Fn(usize, usize) + Send + Sync>>);

impl std::fmt::Debug for Progress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Progress(reported)" } else { "Progress(none)" })
    }
}

impl Progress {
    /// Reports it.
    pub fn tell(&self, done: usize, of: usize) {
        if let Some(report) = &self.0 {
            report(done, of);
        }
    }
}
