//! A curriculum folder read into a [`SourceSet`], once or again and again.
//!
//! Reads ordinary files only and follows no link.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Error, MANIFEST, PENDING};
use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::source::{SourceSet, VPath};

/// Reads a folder. What is not an ordinary file, or not named so that it can be read, is reported and left out.
///
/// # Errors
/// Where the folder or something in it can not be read.
pub fn read(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    if !folder.is_dir() {
        return Err(Error::new("there is no such folder", folder));
    }
    let mut paths: Vec<(VPath, PathBuf)> = Vec::new();
    let walk = WalkDir::new(folder).follow_links(false).max_depth(limits::FOLDER_DEPTH + 1).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_wanted(entry)) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error { what: "this can not be read".to_owned(), path, cause: error.into_io_error() }
        })?;
        if entry.depth() > 0
            && let Some(path) = look(&entry, folder, sink)
        {
            paths.push((path, entry.into_path()));
        }
    }
    let read: Result<Vec<(VPath, Vec<u8>)>, Error> = paths
        .into_par_iter()
        .map(|(path, from)| {
            fs::read(&from)
                .map(|bytes| (path, bytes))
                .map_err(|error| Error::io("this file can not be read", &from, error))
        })
        .collect();
    Ok(SourceSet::new(read?))
}

/// Reads a folder again and again, and only what may have changed since.
pub struct Reader {
    folder: PathBuf,
}

impl Reader {
    /// A reader of a folder, which has read nothing yet.
    pub fn new(folder: &Path) -> Reader {
        Reader { folder: folder.to_owned() }
    }

    /// The folder as it stands now. `changed` names files and folders that may be other than before (those made, moved and
    /// removed among them); `None` stands for all of it.
    ///
    /// # Errors
    /// Where the folder or something in it can not be read.
    pub fn read(&mut self, _changed: Option<&[PathBuf]>, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
        read(&self.folder, sink)
    }
}

/// Hidden things, package folders and folders that a build made are not content.
fn is_wanted(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let made = || entry.path().join(MANIFEST).exists() || entry.path().join(PENDING).exists();
    !name.starts_with('.') && name != "node_modules" && !(entry.file_type().is_dir() && made())
}

/// The path of an entry that is an ordinary file of a good name and size.
fn look(entry: &walkdir::DirEntry, folder: &Path, sink: &mut Diagnostics) -> Option<VPath> {
    let inside = entry.path().strip_prefix(folder).ok()?;
    let shown = inside.to_string_lossy().replace('\\', "/");
    let kind = entry.file_type();
    if kind.is_dir() {
        if entry.depth() > limits::FOLDER_DEPTH {
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
    let path = VPath::new(&text.replace(std::path::MAIN_SEPARATOR, "/"))?;
    let limit = if matches!(path.extension(), "md" | "yaml") { limits::TEXT_BYTES } else { limits::FILE_BYTES };
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
/// Where it can not be read.
pub fn read_theme(folder: &Path, sink: &mut Diagnostics) -> Result<SourceSet, Error> {
    read(folder, sink)
}
