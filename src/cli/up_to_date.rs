//! A build that would make what stands there already: told from a note that the last one left, and not made again.
//!
//! The note is kept with the sheets, in the user's own folder for such things, and never in the site, whose bytes depend on
//! nothing but what it is made from. It holds a fingerprint of all that goes in and the name of what came out. Only when the
//! first is the same, and every file of the site is read and found to be what was written, is there nothing to do; whatever
//! else is the case, the build goes its ordinary way.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostics;
use crate::output::Cache;
use crate::source::{FileContent, SourceSet};
use crate::theme::Theme;
use crate::{Built, Options, fs};

/// What is known of the last build into a folder.
#[derive(Serialize, Deserialize)]
pub(super) struct BuildNote {
    /// What it was made from ([`fingerprint`]).
    from: String,
    /// What was written ([`fs::WriteReport::manifest`]).
    made: String,
    /// What was said of it.
    pub(super) diagnostics: Diagnostics,
    /// How much it was.
    pub(super) summary: BuildSummary,
}

/// How much was built.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(super) struct BuildSummary {
    pub(super) lessons: usize,
    pub(super) pages: usize,
    pub(super) pdfs: usize,
    pub(super) files: usize,
    /// Whether it is known where the site will stand.
    pub(super) has_address: bool,
}

impl BuildSummary {
    /// What a build made.
    pub(super) fn of(built: &Built) -> BuildSummary {
        let count = |extension: &str| built.output.iter().filter(|(path, _)| path.extension() == extension).count();
        let lessons = built.curriculum.as_ref().map_or(0, |curriculum| curriculum.lessons.len());
        let has_address = built.curriculum.as_ref().is_some_and(|curriculum| curriculum.config.base_url.is_some());
        BuildSummary { lessons, pages: count("html"), pdfs: count("pdf"), files: built.output.len(), has_address }
    }
}

/// All that goes into a build: every file's path and bytes, the theme's, what was asked for, the day, and the program itself.
/// `None` where the program cannot be told from another.
pub(super) fn fingerprint(sources: &SourceSet, theme: Option<&Theme>, options: &Options) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    // Each part with its length before it, so that no two lists of parts run into the same bytes.
    let mut add = |part: &[u8]| {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(program()?.as_bytes());
    let Options {
        drafts,
        no_handouts,
        checks_handouts,
        base_url,
        today,
        cache: _,
        spill: _,
        workers: _,
        progress: _,
        date,
        large_images,
    } = options;
    add(format!("{:?}", (drafts, no_handouts, checks_handouts, base_url, today, date, large_images)).as_bytes());
    add(if theme.is_some() { b"a theme" } else { b"no theme" });
    for (path, file) in theme.into_iter().flat_map(|theme| theme.under("")) {
        add(path.as_bytes());
        add(file.origin.as_bytes());
        add(&file.bytes);
    }
    for source in sources.files() {
        add(source.path.as_str().as_bytes());
        match &source.content {
            FileContent::Text(_) | FileContent::Bytes(_) => add(&source.bytes()),
            FileContent::OnDisk(file) => add(file.hash().as_bytes()),
        }
    }
    Some(hasher.finalize().to_hex().to_string())
}

/// This very program: its version, and its file by everything that changes when another is put in its place. Its bytes are
/// not read, because they are more than those of most sites.
fn program() -> Option<String> {
    let file = std::env::current_exe().ok()?;
    let meta = std::fs::metadata(&file).ok()?;
    let stamp = (meta.len(), meta.modified().ok()?);
    #[cfg(unix)]
    let stamp = {
        use std::os::unix::fs::MetadataExt as _;
        (stamp, meta.dev(), meta.ino(), meta.ctime(), meta.ctime_nsec())
    };
    Some(format!("{} {file:?} {stamp:?}", env!("CARGO_PKG_VERSION")))
}

/// The name of the note on a folder.
fn name(to: &Path) -> Option<String> {
    let full = std::fs::canonicalize(to).ok()?;
    Some(blake3::hash(full.as_os_str().as_encoded_bytes()).to_hex().to_string())
}

/// The note of the last build into a folder, where the same is asked for again and all of it still stands there.
pub(super) fn same(notes: &Cache, to: &Path, from: &str) -> Option<BuildNote> {
    let note: BuildNote = serde_json::from_slice(&notes.take(&name(to)?)?).ok()?;
    (note.from == from && fs::stands_as_written(to, &note.made)).then_some(note)
}

/// What the last build into a folder listed, for one whose own list is lost.
pub(super) fn remembered(notes: &Cache, to: &Path) -> Option<Vec<u8>> {
    notes.take(&format!("{}-list", name(to)?))
}

/// Remembers what a build listed.
pub(super) fn remember(notes: &Cache, to: &Path, written: &fs::WriteReport) {
    if let Some(name) = name(to) {
        notes.keep(&format!("{name}-list"), written.list.as_bytes());
    }
}

/// Leaves a note of a build that was written.
pub(super) fn keep(notes: &Cache, to: &Path, from: String, written: &fs::WriteReport, built: &Built) {
    let note = BuildNote {
        from,
        made: written.manifest.clone(),
        diagnostics: built.diagnostics.clone(),
        summary: BuildSummary::of(built),
    };
    if let (Some(name), Ok(text)) = (name(to), serde_json::to_vec(&note)) {
        notes.keep(&name, &text);
    }
}
