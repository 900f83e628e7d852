//! A curriculum folder read into a [`SourceSet`], once or again and again.
//!
//! Reads ordinary files only and follows no link, also where one is put in the place of a file between looking and reading.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::dir::Dir;
use super::error::Error;
use super::manifest::{MANIFEST, PENDING};
use super::unread;
use crate::diag::{Diagnostic, Diagnostics, Place, make};
use crate::limits;
use crate::safe;
use crate::source::{FileContent, SourceSet, VPath};

/// Reads a folder. What is not an ordinary file, or not named so that it can be read, is reported and left out.
///
/// # Errors
/// Where the folder or something in it cannot be read.
pub fn read(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    let paths = walk(folder, folder, sink)?;
    let root = root(folder)?;
    let read: Result<Vec<(VPath, FileContent)>, Error> = paths
        .into_par_iter()
        .map(|(path, from)| {
            let content = content(&root, &path, &from)?;
            Ok((path, content))
        })
        .collect();
    Ok(SourceSet::new(read?))
}

/// A path, and what it holds now; `None` where it is gone.
type Revised = (VPath, Option<FileContent>);

/// What files hold that were found. Between looking and reading a file may go.
fn revised(root: &Dir, paths: Vec<(VPath, PathBuf)>) -> Result<Vec<Revised>, Error> {
    let read = paths.into_par_iter().map(|(path, from)| match content(root, &path, &from) {
        Ok(content) => Ok((path, Some(content))),
        Err(error) if error.is_missing() => Ok((path, None)),
        Err(error) => Err(error),
    });
    read.collect()
}

/// Reads a folder again and again, and only what may have changed since.
pub struct FolderReader {
    folder: PathBuf,
    /// The folder by its full path, as those who watch it may call it.
    full: PathBuf,
    set: SourceSet,
    mistakes: Vec<Diagnostic>,
    has_read: bool,
}

impl FolderReader {
    /// A reader of a folder, which has read nothing yet.
    pub fn new(folder: &Path) -> FolderReader {
        let full = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let (set, mistakes) = (SourceSet::default(), Vec::new());
        FolderReader { folder: folder.to_owned(), full, set, mistakes, has_read: false }
    }

    /// The folder as it stands now. `changed` names files and folders that may be other than before (those made, moved and
    /// removed among them); `None` stands for all of it. Files keep their ids from one time to the next.
    ///
    /// # Errors
    /// Where the folder or something in it cannot be read; what was read before stays then, and all is read the next time.
    pub fn read(&mut self, changed: Option<&[PathBuf]>, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
        let parts = changed.filter(|_| self.has_read).and_then(|changed| self.parts(changed));
        self.has_read = false;
        let parts = parts.unwrap_or_else(|| vec![PathBuf::new()]);
        for part in &parts {
            self.read_part(part)?;
        }
        self.has_read = true;
        self.mistakes.iter().for_each(|mistake| sink.push(mistake.clone()));
        Ok(self.set.clone())
    }

    /// The paths inside the folder that are to be read again, none inside another. `None` where one of them is the folder, or
    /// cannot be told to be inside it.
    fn parts(&self, changed: &[PathBuf]) -> Option<Vec<PathBuf>> {
        let inside = changed.iter().map(|path| {
            let inside = path.strip_prefix(&self.folder).or_else(|_| path.strip_prefix(&self.full)).ok()?;
            (!inside.as_os_str().is_empty()).then(|| inside.to_owned())
        });
        let inside: Vec<PathBuf> = inside.collect::<Option<_>>()?;
        let mut inside: Vec<PathBuf> = inside.iter().map(|path| self.widened(path).to_owned()).collect();
        if inside.iter().any(|path| path.as_os_str().is_empty()) {
            return None;
        }
        inside.sort();
        inside.dedup();
        let mut parts: Vec<PathBuf> = Vec::new();
        for path in inside {
            if parts.last().is_none_or(|last| !path.starts_with(last)) {
                parts.push(path);
            }
        }
        Some(parts)
    }

    /// The part that must be read again for a path: the folder that a build marked as its own, and the topmost folder that
    /// nothing was known in.
    fn widened<'p>(&self, path: &'p Path) -> &'p Path {
        let marks = path.file_name().is_some_and(|name| name == MANIFEST || name == PENDING);
        let mut part = path.parent().filter(|_| marks).unwrap_or(path);
        while let Some(above) = part.parent().filter(|above| !above.as_os_str().is_empty()) {
            let folder = format!("{}/", shown(above));
            if self.set.has_under(&folder) {
                break;
            }
            part = above;
        }
        part
    }

    /// Reads a file, or a folder and all in it; what was there before and is not any more, goes.
    fn read_part(&mut self, part: &Path) -> Result<(), Error> {
        let mut found = Diagnostics::default();
        let paths = if part.as_os_str().is_empty() || self.is_reached(part) {
            walk(&self.folder, &self.folder.join(part), &mut found)?
        } else {
            Vec::new()
        };
        let read = if paths.is_empty() { Vec::new() } else { revised(&root(&self.folder)?, paths)? };
        let name = shown(part);
        let is_here = |path: &str| {
            name.is_empty() || path.strip_prefix(&name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let there: BTreeSet<&VPath> = read.iter().map(|(path, _)| path).collect();
        let before = self.set.files().filter(|file| is_here(file.path.as_str()) && !there.contains(&file.path));
        let gone: Vec<Revised> = before.map(|file| (file.path.clone(), None)).collect();
        self.set = self.set.revised(gone.into_iter().chain(read));
        self.mistakes.retain(|mistake| !matches!(&mistake.place, Place::Named(path) if is_here(path)));
        self.mistakes.extend_from_slice(found.as_slice());
        Ok(())
    }

    /// Whether a path is one that reading the whole folder would come by: through folders only, none of them hidden or made.
    fn is_reached(&self, part: &Path) -> bool {
        let mut so_far = self.folder.clone();
        part.components().all(|component| {
            let above = fs::symlink_metadata(&so_far).is_ok_and(|meta| meta.is_dir()) || so_far == self.folder;
            so_far.push(component);
            let is_dir = fs::symlink_metadata(&so_far).is_ok_and(|meta| meta.is_dir());
            above && is_wanted(&so_far, is_dir)
        })
    }
}

/// The ordinary files of good names in a part of a folder, or the one that the part is.
fn walk(folder: &Path, part: &Path, sink: &mut Diagnostics) -> Result<Vec<(VPath, PathBuf)>, Error> {
    let is_whole = part == folder;
    if is_whole && !folder.is_dir() {
        return Err(not_a_folder(folder));
    }
    let above = part.strip_prefix(folder).map_or(0, |inside| inside.components().count());
    let deepest = (limits::FOLDER_DEPTH + 1).saturating_sub(above);
    let walk =
        WalkDir::new(part).follow_links(false).follow_root_links(is_whole).max_depth(deepest).sort_by_file_name();
    let wanted = |entry: &walkdir::DirEntry| entry.depth() == 0 || is_wanted(entry.path(), entry.file_type().is_dir());
    let mut paths = Vec::new();
    for entry in walk.into_iter().filter_entry(wanted) {
        let entry = match entry {
            Ok(entry) => entry,
            // Between listing and looking a file may go.
            Err(error) if error.io_error().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound) => continue,
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_owned();
                let what = "this cannot be read";
                return Err(match error.into_io_error() {
                    Some(cause) => Error::io(what, &path, cause),
                    None => Error::new(what, &path),
                });
            }
        };
        if (entry.depth() > 0 || !is_whole)
            && let Some(path) = content_path(&entry, folder, above, sink)
        {
            paths.push((path, entry.into_path()));
        }
    }
    Ok(paths)
}

fn root(folder: &Path) -> Result<Dir, Error> {
    Dir::open(folder).map_err(|error| Error::io("this cannot be read", folder, error))
}

/// What a file of the folder holds; of a large one that nothing looks into, a hash, and where it is. It was an ordinary file when it was
/// looked at, and is read only where it still is one, reached through folders alone.
fn content(root: &Dir, path: &VPath, from: &Path) -> Result<FileContent, Error> {
    let read = root.place(path.as_written()).and_then(|(folder, name)| match unread::may_stay_unread(path) {
        true => unread::content(&folder, name, from, limit(path)),
        false => folder.read(name, limit(path)).map(FileContent::from),
    });
    read.map_err(|error| Error::io("this file cannot be read", from, error))
}

/// How many bytes a file may hold.
fn limit(path: &VPath) -> u64 {
    if matches!(path.extension(), "md" | "yaml") { limits::TEXT_BYTES } else { limits::FILE_BYTES }
}

/// A path inside the folder as messages show it.
fn shown(inside: &Path) -> String {
    inside.to_string_lossy().replace('\\', "/")
}

/// Hidden things, package folders and folders that a build made are not content.
fn is_wanted(path: &Path, is_dir: bool) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let made = || [MANIFEST, PENDING].iter().any(|mark| fs::symlink_metadata(path.join(mark)).is_ok());
    !name.starts_with('.') && name != "node_modules" && !(is_dir && made())
}

/// The path of an entry that is an ordinary file of a good name and size; the walk began `above` folders inside the folder.
fn content_path(entry: &walkdir::DirEntry, folder: &Path, above: usize, sink: &mut Diagnostics) -> Option<VPath> {
    let inside = entry.path().strip_prefix(folder).ok()?;
    let shown = shown(inside);
    let kind = entry.file_type();
    if kind.is_dir() {
        if entry.depth() + above > limits::FOLDER_DEPTH {
            sink.push(make::bad_name(&shown, "its folders stand too deep inside one another"));
        } else if shown.ends_with(".md") {
            sink.push(make::not_a_file(&shown, "a folder whose name ends in `.md`"));
        }
        return None;
    }
    if !kind.is_file() {
        sink.push(make::not_a_file(&shown, &describe(entry)));
        return None;
    }
    let Some(text) = inside.to_str() else {
        sink.push(make::bad_name(&shown, "it is not UTF-8"));
        return None;
    };
    if text.chars().any(char::is_control) {
        sink.push(make::bad_name(text, "it has a line end or another control character in it"));
        return None;
    }
    if text.contains(safe::turns) {
        sink.push(make::bad_name(text, "it has an invisible character in it that turns its letters around"));
        return None;
    }
    let path = VPath::new(&text.replace(std::path::MAIN_SEPARATOR, "/"))?;
    let limit = limit(&path);
    let length = entry.metadata().map_or(0, |meta| meta.len());
    if length > limit {
        sink.push(make::file_too_large(&shown, length, limit));
        return None;
    }
    Some(path)
}

fn describe(entry: &walkdir::DirEntry) -> String {
    if !entry.path_is_symlink() {
        return "a pipe, socket or device".to_owned();
    }
    match fs::read_link(entry.path()) {
        // Where a link leads on this computer is nobody's business who sees the message elsewhere.
        Ok(to) if to.is_absolute() => "a link that leads out of the folder".to_owned(),
        Ok(to) => format!("a link to {}", make::quote(&to.to_string_lossy())),
        Err(_) => "a link".to_owned(),
    }
}

/// Reads a theme's folder: ordinary files only.
///
/// # Errors
/// Where it cannot be read.
pub fn read_theme(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    read(folder, sink)
}

fn not_a_folder(at: &Path) -> Error {
    if at.exists() {
        return Error::new("this is a file, not a folder; name the folder that holds `daf.yaml`", at);
    }
    if let Some(near) = near(at) {
        return Error::new(format!("there is no such folder; {near}"), at);
    }
    let what = if at == Path::new("content") {
        "neither here nor in a folder above stands a `daf.yaml`, and there is no such folder; `daf init` begins a curriculum, and `-C` names the folder of another"
    } else {
        "there is no such folder; name the one that holds `daf.yaml`, or `daf init` begins one"
    };
    Error::new(what, at)
}

/// What may be meant by a path that is not there: `did you mean …?` with the nearest name beside it; `None` where none is near.
pub fn near(at: &Path) -> Option<String> {
    let name = at.file_name()?.to_str()?;
    let beside = at.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let names: Vec<String> =
        beside.read_dir().ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    crate::diag::make::did_you_mean(name, names.iter().map(String::as_str))
}
