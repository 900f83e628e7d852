//! A theme as data: the files of a theme folder, those of the curriculum's own `theme/` laid over them.
//!
//! Knows no template language and no disk. The shipped themes are embedded in the binary.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;

use crate::source::FileId;

/// The themes in the binary.
#[derive(RustEmbed)]
#[folder = "themes/"]
struct Embedded;

/// The theme that every other is laid over.
pub const FIRST: &str = "daf";

/// A theme's files by path inside the theme folder: `templates/lesson.html`, `css/site.css`, `i18n/en.ftl`.
#[derive(Clone, Default)]
pub struct Theme {
    files: BTreeMap<String, ThemeFile>,
}

/// One file of a theme.
#[derive(Clone)]
pub struct ThemeFile {
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// Where it came from, as people know it: `themes/daf/css/site.css` or `theme/css/site.css`.
    pub origin: String,
    /// The file of the curriculum that it is, where it is one: a mistake in it is shown there.
    pub source: Option<FileId>,
    /// Whether it came with daf, or was made by it: anything else may be a stranger's, and is run within bounds.
    pub is_shipped: bool,
}

impl Theme {
    /// A shipped theme by name: its files, laid over those of the first one, [`FIRST`], so that a theme holds no more than what is its
    /// own.
    pub fn shipped(name: &str) -> Option<Theme> {
        let own = files_of(name);
        if own.is_empty() {
            return None;
        }
        let mut files = if name == FIRST { BTreeMap::new() } else { files_of(FIRST) };
        files.extend(own);
        Some(Theme { files })
    }

    /// A file of a shipped theme as its authors wrote it, comments and all, from the first theme where it has none of its own.
    pub fn as_shipped(name: &str, path: &str) -> Option<Vec<u8>> {
        [name, FIRST]
            .into_iter()
            .find_map(|theme| Embedded::get(&format!("{theme}/{path}")))
            .map(|file| file.data.into_owned())
    }

    /// What a shipped theme says of itself, in a line.
    pub fn about(name: &str) -> Option<String> {
        let readme = Embedded::get(&format!("{name}/README.md"))?;
        let text = std::str::from_utf8(&readme.data).ok()?;
        let lines = text.lines().skip_while(|line| line.trim().is_empty() || line.starts_with('#'));
        let words: Vec<&str> =
            lines.take_while(|line| !line.trim().is_empty()).flat_map(str::split_whitespace).collect();
        let words = words.join(" ");
        Some(words.split_once(". ").map_or(words.trim_end_matches('.'), |(first, _)| first).to_owned())
    }

    /// The names of the shipped themes.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> =
            Embedded::iter().filter_map(|path| path.split_once('/').map(|(name, _)| name.to_owned())).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Lays a file over the theme's own of the same path.
    pub fn lay_over(&mut self, path: String, bytes: Arc<[u8]>, origin: String, source: Option<FileId>) {
        self.files.insert(path, ThemeFile { bytes, origin, source, is_shipped: false });
    }

    /// Lays a file that daf itself has made over the theme's own of the same path.
    pub(crate) fn lay_made(&mut self, path: &str, bytes: Arc<[u8]>, origin: &str) {
        let file = ThemeFile { bytes, origin: origin.to_owned(), source: None, is_shipped: true };
        self.files.insert(path.to_owned(), file);
    }

    /// A file.
    pub fn get(&self, path: &str) -> Option<&ThemeFile> {
        self.files.get(path)
    }

    /// A file as text, where it is UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(&self.files.get(path)?.bytes).ok()
    }

    /// The files under a folder (`"css/"`), by path.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files
            .range(folder.to_owned()..)
            .take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, file)| (path.as_str(), file))
    }
}

/// The files of a shipped theme alone, without what it says of itself.
fn files_of(name: &str) -> BTreeMap<String, ThemeFile> {
    let prefix = format!("{name}/");
    let paths = Embedded::iter().filter(|path| path.starts_with(&prefix));
    paths
        .filter_map(|path: Cow<'static, str>| {
            let inside = path.strip_prefix(&prefix).filter(|inside| *inside != "README.md")?.to_owned();
            let data = Embedded::get(&path)?.data;
            let bytes = if inside.ends_with(".js") { without_comments(&data) } else { data.into() };
            Some((inside, ThemeFile { bytes, origin: format!("themes/{path}"), source: None, is_shipped: true }))
        })
        .collect()
}

/// A script of ours without the lines that are a comment, and without the spaces that begin a line: a phone reads a third
/// less. Our scripts have no text of several lines.
fn without_comments(script: &[u8]) -> Arc<[u8]> {
    let lines = script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_start);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with(b"//"));
    let mut bytes = kept.collect::<Vec<_>>().join(&b'\n');
    bytes.push(b'\n');
    bytes.into()
}
