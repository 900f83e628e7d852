//! Where text comes from: file ids, paths inside a curriculum, spans, and line numbers.
//!
//! Holds the bytes of a folder as plain values. Never touches the disk (see `fs`) and never judges what the files say.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The place of a file in its [`SourceSet`]. Cheap to copy; means nothing in another set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct FileId(u32);

impl FileId {
    /// The id as an index into [`SourceSet::files`].
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// A span over bytes `range` of this file.
    pub fn span(self, range: Range<usize>) -> Span {
        Span { file: self, start: clip(range.start), end: clip(range.end) }
    }
}

/// Files are capped far below four gigabytes (see `limits`), so clipping never happens to a file that was read.
fn clip(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A run of bytes in one file, counted from the file's first byte (byte order mark and front matter included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes as a range, to slice the file's text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that covers both; `self` where they lie in different files.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        if self.file != other.file {
            return self;
        }
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value and the bytes that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts a value and its place together.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

impl Spanned<String> {
    /// The value in the form in which names are compared ([`same_name`]): for an id, and for what names one.
    #[must_use]
    pub fn as_name(self) -> Self {
        match same_name(&self.value) {
            Cow::Borrowed(_) => self,
            Cow::Owned(value) => Spanned { value, span: self.span },
        }
    }
}

/// The form in which names are compared: ids, paths, anchors, whatever somebody types to name a thing. Letters that look the same
/// are the same in it, whether an accent or a point is a sign of its own or one with its letter (Unicode's NFC).
///
/// For names only. What a writer says is never shown in it.
///
/// ```
/// assert_eq!(daf::source::same_name("cafe\u{301}"), "café");
/// ```
pub fn same_name(name: &str) -> Cow<'_, str> {
    if is_nfc_quick(name.chars()) == IsNormalized::Yes { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// A relative path with forward slashes, no empty, `.` or `..` component, and no leading slash.
///
/// The only kind of path that phases know: it cannot name anything outside the folder it is relative to. Paths whose names look
/// the same are the same ([`same_name`]).
#[derive(Clone)]
pub struct VPath {
    /// In the form in which names are compared.
    path: Arc<str>,
    /// As it was written, where that is another form: what a disk finds the file by.
    written: Option<Arc<str>>,
}

impl VPath {
    /// Normalises `path`: backslashes stay, `.` components and doubled slashes go, `..` climbs.
    /// `None` where it climbs out, is empty, or holds a NUL.
    pub fn new(path: &str) -> Option<VPath> {
        if !path.contains('\0') && is_normal(path) {
            return Some(VPath::of(path));
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let joined = parts.join("/");
        (!joined.is_empty() && !joined.contains('\0')).then(|| VPath::of(&joined))
    }

    fn of(written: &str) -> VPath {
        match same_name(written) {
            Cow::Borrowed(path) => VPath { path: path.into(), written: None },
            Cow::Owned(path) if path == written => VPath { path: path.into(), written: None },
            Cow::Owned(path) => VPath { path: path.into(), written: Some(written.into()) },
        }
    }

    /// The path as text, in the form in which names are compared.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// The path sign by sign as it was written: for whoever looks for it on a disk, and nobody else.
    pub fn as_written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.path)
    }

    /// The folder that the path stands in, `""` at the root.
    pub fn parent(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The last component.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// The last component without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// The last extension, as written; `""` where there is none.
    pub fn extension(&self) -> &str {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension,
            _ => "",
        }
    }

    /// `target`, read as relative to the folder this path stands in. `None` where it climbs out.
    pub fn sibling(&self, target: &str) -> Option<VPath> {
        if self.parent().is_empty() { VPath::new(target) } else { VPath::new(&format!("{}/{target}", self.parent())) }
    }

    /// The link from the page at this path to the file at `target`: relative, `/`-separated, not percent-encoded.
    pub fn link_to(&self, target: &VPath) -> String {
        let mut from = self.parent();
        let mut up = String::new();
        loop {
            let prefix = if from.is_empty() { String::new() } else { format!("{from}/") };
            if let Some(rest) = target.path.strip_prefix(prefix.as_str()) {
                return format!("{up}{rest}");
            }
            up.push_str("../");
            from = from.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
}

fn is_normal(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

impl PartialEq for VPath {
    fn eq(&self, other: &VPath) -> bool {
        self.path == other.path
    }
}

impl Eq for VPath {}

impl PartialOrd for VPath {
    fn partial_cmp(&self, other: &VPath) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VPath {
    fn cmp(&self, other: &VPath) -> std::cmp::Ordering {
        self.path.cmp(&other.path)
    }
}

impl std::hash::Hash for VPath {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.path.hash(state);
    }
}

impl std::borrow::Borrow<str> for VPath {
    fn borrow(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl fmt::Debug for VPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.path, f)
    }
}

/// What a file holds: text where its bytes are UTF-8, bytes otherwise.
#[derive(Clone)]
pub enum FileContent {
    /// UTF-8, a byte order mark kept.
    Text(Arc<str>),
    /// Anything else: an image, or text in another encoding.
    Bytes(Arc<[u8]>),
    /// What nothing here looks into, such as a recording: left where it is until it is copied.
    OnDisk(Arc<dyn DiskFile>),
}

/// How many bytes of a file that stays on the disk are known all the same: more than browsers look at to tell what a file is.
pub const START: usize = 2048;

/// A file that is left where it is. Gives what it was when it was first read, or nothing.
pub trait DiskFile: Send + Sync {
    /// Its bytes.
    ///
    /// # Errors
    /// Where it cannot be read, or is not any more what it was.
    fn read(&self) -> io::Result<Vec<u8>>;
    /// The first of them, [`START`] or all.
    fn start(&self) -> &[u8];
    /// How many there are.
    fn size(&self) -> usize;
    /// A hash of them.
    fn hash(&self) -> blake3::Hash;
}

impl FileContent {
    /// Whether it is the very same, not only equal.
    pub fn is(&self, other: &FileContent) -> bool {
        match (self, other) {
            (FileContent::Text(one), FileContent::Text(other)) => Arc::ptr_eq(one, other),
            (FileContent::Bytes(one), FileContent::Bytes(other)) => Arc::ptr_eq(one, other),
            (FileContent::OnDisk(one), FileContent::OnDisk(other)) => {
                Arc::ptr_eq(one, other) || one.hash() == other.hash()
            }
            (FileContent::Text(_) | FileContent::Bytes(_) | FileContent::OnDisk(_), _) => false,
        }
    }

    /// The bytes. What stays on the disk is read for it.
    ///
    /// # Errors
    /// Where what stays on the disk cannot be read any more.
    pub fn read(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            FileContent::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            FileContent::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            FileContent::OnDisk(file) => file.read().map(Cow::Owned),
        }
    }

    /// The bytes, or the first [`START`] of what stays on the disk.
    pub fn start(&self) -> &[u8] {
        match self {
            FileContent::Text(text) => text.as_bytes(),
            FileContent::Bytes(bytes) => bytes,
            FileContent::OnDisk(file) => file.start(),
        }
    }

    /// How many bytes there are.
    pub fn size(&self) -> usize {
        match self {
            FileContent::Text(text) => text.len(),
            FileContent::Bytes(bytes) => bytes.len(),
            FileContent::OnDisk(file) => file.size(),
        }
    }

    /// A hash of the bytes.
    pub fn hash(&self) -> blake3::Hash {
        match self {
            FileContent::Text(text) => blake3::hash(text.as_bytes()),
            FileContent::Bytes(bytes) => blake3::hash(bytes),
            FileContent::OnDisk(file) => file.hash(),
        }
    }
}

impl PartialEq for FileContent {
    fn eq(&self, other: &FileContent) -> bool {
        match (self, other) {
            (FileContent::Text(one), FileContent::Text(other)) => one == other,
            (FileContent::Bytes(one), FileContent::Bytes(other)) => one == other,
            _ => self.is(other),
        }
    }
}

impl Eq for FileContent {}

impl From<Vec<u8>> for FileContent {
    fn from(bytes: Vec<u8>) -> FileContent {
        match String::from_utf8(bytes) {
            Ok(text) => FileContent::Text(text.into()),
            Err(error) => FileContent::Bytes(error.into_bytes().into()),
        }
    }
}

impl fmt::Debug for FileContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileContent::Text(text) => write!(f, "Text({} bytes)", text.len()),
            FileContent::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            FileContent::OnDisk(file) => write!(f, "OnDisk({} bytes)", file.size()),
        }
    }
}

/// One file of the folder.
#[derive(Clone)]
pub struct Source {
    /// Where it stands in the folder.
    pub path: VPath,
    /// What it holds.
    pub content: FileContent,
}

impl Source {
    /// The text, replacement characters standing for bytes that are not UTF-8.
    pub fn lossy(&self) -> Cow<'_, str> {
        match &self.content {
            FileContent::Text(text) => Cow::Borrowed(text),
            FileContent::Bytes(bytes) => String::from_utf8_lossy(bytes),
            // No mistake stands in what nothing looks into.
            FileContent::OnDisk(_) => Cow::Borrowed(""),
        }
    }

    /// The text, where it is text.
    pub fn text(&self) -> Option<&Arc<str>> {
        match &self.content {
            FileContent::Text(text) => Some(text),
            FileContent::Bytes(_) | FileContent::OnDisk(_) => None,
        }
    }

    /// The raw bytes. Of what stays on the disk and cannot be read any more, none: whoever copies it tells of that.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        self.content.read().unwrap_or_default()
    }
}

/// All files of a curriculum folder, ordered by path.
///
/// A set read anew keeps the ids of the one before it ([`SourceSet::revised`]), so that what was read from a file that stayed
/// as it was can stay too.
#[derive(Clone, Default)]
pub struct SourceSet {
    /// By id. A file that is gone keeps its place, for when it comes back.
    files: Vec<Source>,
    /// The ids of those that are there, in order of path.
    order: Vec<FileId>,
    /// Files whose path is another's in signs that look the same: nothing is made of them.
    twins: Vec<Source>,
}

impl SourceSet {
    /// Orders the files by path; of two with one path the later wins, and where it was written in other signs, the first stays and the
    /// other is its twin.
    pub fn new<C: Into<FileContent> + Send>(files: impl IntoIterator<Item = (VPath, C)>) -> SourceSet {
        let mut ordered: std::collections::BTreeMap<VPath, C> = std::collections::BTreeMap::new();
        let mut twins = Vec::new();
        for (path, held) in files {
            match ordered.get_key_value(&path) {
                Some((first, _)) if first.as_written() != path.as_written() => {
                    twins.push(Source { path, content: held.into() });
                }
                _ => drop(ordered.insert(path, held)),
            }
        }
        let files: Vec<Source> =
            ordered.into_par_iter().map(|(path, held)| Source { path, content: held.into() }).collect();
        let order = (0..files.len()).map(|index| FileId(clip(index))).collect();
        SourceSet { files, order, twins }
    }

    /// Pairs of files whose paths look the same and are written in other signs: the one that is read, and its twin.
    pub fn twins(&self) -> impl Iterator<Item = (&Source, &Source)> {
        self.twins.iter().filter_map(|twin| Some((self.get(self.find(twin.path.as_str())?)?, twin)))
    }

    /// The set after changes: a path with what it holds now, or with `None` where it is gone. Every file keeps its id, and
    /// what holds the same bytes as before is the same in memory too.
    #[must_use]
    pub fn revised<C: Into<FileContent>>(&self, changes: impl IntoIterator<Item = (VPath, Option<C>)>) -> SourceSet {
        let mut set = self.clone();
        let mut places: Option<std::collections::HashMap<VPath, usize>> = None;
        for (path, held) in changes {
            let held: Option<FileContent> = held.map(Into::into);
            if held.is_none() {
                let twins = set.twins.len();
                set.twins.retain(|twin| twin.path.as_written() != path.as_written());
                if set.twins.len() < twins {
                    continue;
                }
            }
            match (set.place(&path), held) {
                (Ok(at), Some(content)) if set.files[set.order[at].index()].path.as_written() != path.as_written() => {
                    set.twins.retain(|twin| twin.path.as_written() != path.as_written());
                    set.twins.push(Source { path, content });
                }
                (Ok(at), Some(content)) => {
                    let file = &mut set.files[set.order[at].index()];
                    if file.content != content {
                        file.content = content;
                    }
                }
                (Ok(at), None) => {
                    // Where one of two goes, the other is what the path leads to.
                    match set.twins.iter().position(|twin| twin.path == path) {
                        Some(twin) => set.files[set.order[at].index()] = set.twins.remove(twin),
                        None => drop(set.order.remove(at)),
                    }
                }
                (Err(_), None) => {}
                (Err(at), Some(content)) => {
                    let places = places.get_or_insert_with(|| {
                        self.files.iter().enumerate().map(|(index, file)| (file.path.clone(), index)).collect()
                    });
                    let index = *places.entry(path.clone()).or_insert(set.files.len());
                    let source = Source { path, content };
                    if let Some(slot) = set.files.get_mut(index) {
                        *slot = source;
                    } else {
                        set.files.push(source);
                    }
                    set.order.insert(at, FileId(clip(index)));
                }
            }
        }
        set
    }

    /// Lets go of the text of lessons, which only the words around a mistake are shown from once they are linked. Every
    /// file keeps its id.
    pub fn let_go_of_lessons(&mut self) {
        let lessons = self.files.iter_mut().filter(|source| source.path.extension() == "md");
        for source in lessons.filter(|source| !source.path.as_str().starts_with("theme/")) {
            source.content = FileContent::Text("".into());
        }
    }

    /// The files in order of path.
    pub fn files(&self) -> impl Iterator<Item = &Source> {
        self.iter().map(|(_, source)| source)
    }

    /// The files with their ids, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.order.iter().filter_map(|&id| Some((id, self.files.get(id.index())?)))
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// One file.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.index())
    }

    /// The id of the file at `path`.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let path = &*same_name(path);
        let found = self.order.binary_search_by(|id| self.files[id.index()].path.as_str().cmp(path)).ok()?;
        self.order.get(found).copied()
    }

    /// Whether there is a file whose path begins so.
    pub fn has_under(&self, folder: &str) -> bool {
        let folder = &*same_name(folder);
        let at = self.order.partition_point(|id| self.files[id.index()].path.as_str() < folder);
        let first = self.order.get(at).and_then(|id| self.files.get(id.index()));
        first.is_some_and(|file| file.path.as_str().starts_with(folder))
    }

    /// The place of a file in the order of paths, for those that lists are put in order by.
    pub fn rank(&self, id: FileId) -> usize {
        self.get(id).map_or(usize::MAX, |file| self.place(&file.path).unwrap_or(usize::MAX))
    }

    /// Where a path stands in the order, or would stand.
    fn place(&self, path: &VPath) -> Result<usize, usize> {
        self.order.binary_search_by(|id| self.files[id.index()].path.cmp(path))
    }
}

/// Turns byte offsets of one text into lines and columns. Zero-based inside; [`LineIndex::place`] counts from one.
///
/// Made once of a text, it answers in the same time wherever a byte stands, however long the text and its lines are.
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each run of [`RUN`] bytes.
    chars: Vec<usize>,
}

/// Bytes whose characters are counted anew for each place that is asked for.
const RUN: usize = 256;

impl LineIndex {
    /// Finds every line's start; `\n`, `\r\n` and a lone `\r` each end a line.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(at + 1);
        }
        let mut sum = 0;
        let runs = bytes.chunks(RUN).map(|run| {
            let before = sum;
            sum += begun(run);
            before
        });
        let chars = runs.collect();
        LineIndex { starts, chars }
    }

    /// How many characters of the text begin before a byte.
    pub fn chars_before(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let run = (offset / RUN).min(self.chars.len().saturating_sub(1));
        let counted = self.chars.get(run).copied().unwrap_or_default();
        counted + text.as_bytes().get(run * RUN..offset).map_or(0, begun)
    }

    /// Line and column of a byte, both from one; columns count characters, so that Hebrew counts as people do.
    pub fn place(&self, text: &str, offset: usize) -> (usize, usize) {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(0);
        let is_whole = text.is_char_boundary(offset);
        let before = |at: usize| if is_whole { self.chars_before(text, at) } else { at };
        (line + 1, before(offset) - before(start) + 1)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(input: &str, expect: Option<&str>) {
        assert_eq!(VPath::new(input).as_ref().map(VPath::as_str), expect);
    }

    #[test]
    fn paths_never_climb_out() {
        check_path("a/b.md", Some("a/b.md"));
        check_path("a/./b//c/../d.md", Some("a/b/d.md"));
        check_path("../x", None);
        check_path("a/../../x", None);
        check_path("", None);
        check_path("a/\0", None);
        check_path("/etc/passwd", Some("etc/passwd"));
    }

    #[test]
    fn links_are_relative() {
        let link = |from: &str, to: &str| {
            VPath::new(from).zip(VPath::new(to)).map(|(from, to)| from.link_to(&to)).unwrap_or_default()
        };
        assert_eq!(link("index.html", "a/index.html"), "a/index.html");
        assert_eq!(link("a/b/index.html", "a/c/index.html"), "../c/index.html");
        assert_eq!(link("a/b/index.html", "index.html"), "../../index.html");
        assert_eq!(link("a/b/index.html", "ab/x"), "../../ab/x");
    }

    #[test]
    fn names_that_look_the_same_are_one() {
        let path = |path: &str| VPath::new(path).expect("a good path");
        let (one, other) = (path("u/caf\u{e9}.md"), path("u/cafe\u{301}.md"));
        assert_eq!(one, other);
        assert_eq!((one.as_str(), other.as_str()), ("u/caf\u{e9}.md", "u/caf\u{e9}.md"));
        assert_eq!(other.as_written(), "u/cafe\u{301}.md");
        let set = SourceSet::new([(one.clone(), b"one".to_vec()), (other.clone(), b"other".to_vec())]);
        assert_eq!((set.len(), set.twins().count()), (1, 1));
        let text = |set: &SourceSet| set.files().map(|file| file.lossy().into_owned()).collect::<Vec<_>>();
        let left = set.revised([(one.clone(), None::<Vec<u8>>)]);
        assert_eq!((text(&left), left.twins().count()), (vec!["other".to_owned()], 0));
        let renamed = left.revised([(other, None), (one, Some(b"one".to_vec()))]);
        assert_eq!((text(&renamed), renamed.twins().count()), (vec!["one".to_owned()], 0));
    }

    #[test]
    fn a_revised_set_keeps_ids() {
        let path = |path: &str| VPath::new(path).expect("a good path");
        let set = SourceSet::new([(path("b.md"), b"b".to_vec()), (path("d.md"), b"d".to_vec())]);
        let (b, d) = (set.find("b.md"), set.find("d.md"));
        let more = set.revised([(path("c.md"), Some(b"c".to_vec())), (path("b.md"), Some(b"b".to_vec()))]);
        assert_eq!((more.find("b.md"), more.find("d.md")), (b, d));
        assert_eq!(more.files().map(|file| file.path.to_string()).collect::<Vec<_>>(), ["b.md", "c.md", "d.md"]);
        let less = more.revised([(path("b.md"), None::<Vec<u8>>), (path("x"), None)]);
        assert_eq!((less.find("b.md"), less.len()), (None, 2));
        let back = less.revised([(path("b.md"), Some(b"new".to_vec()))]);
        assert_eq!((back.find("b.md"), back.find("c.md")), (b, more.find("c.md")));
        assert_eq!(b.and_then(|id| back.get(id)).map(|file| file.bytes().to_vec()), Some(b"new".to_vec()));
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "צדק\r\nab\rc";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, 4), (1, 3));
        assert_eq!(index.place(text, 8), (2, 1));
        assert_eq!(index.place(text, 11), (3, 1));
        assert_eq!(index.place(text, 99), (3, 2));
        let long = format!("ab\n{}", "צ".repeat(1000));
        let index = LineIndex::new(&long);
        assert_eq!(
            [0, 3, 503, 1003, 2003].map(|at| index.place(&long, at)),
            [(1, 1), (2, 1), (2, 251), (2, 501), (2, 1001)]
        );
        assert_eq!(index.chars_before(&long, long.len()), 1003);
    }
}
