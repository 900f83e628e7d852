//! What cases begin with: the project's own curricula, its fixtures, and the folders of `fuzz/seeds`; and the words that are put
//! into them, many of which are taken from those files.
//!
//! A marker is planted at the beginning of every facilitators' block and in facilitators' fields, one of its own in each place
//! (`marks`).

use std::collections::BTreeSet;
use std::path::Path;

use crate::case::{Files, gather};
use crate::marks::{self, Marker};
use crate::pieces::PIECES;

/// Everything that cases are made of.
pub(crate) struct Seeds {
    /// Small curricula, which most cases begin with.
    pub(crate) small: Vec<Files>,
    /// Large ones.
    pub(crate) large: Vec<Files>,
    /// Pieces of lessons: of the list, and as they stand in the curricula.
    pub(crate) pieces: Vec<String>,
    /// Lines of all text files.
    pub(crate) lines: Vec<String>,
    /// Keys of fields.
    pub(crate) keys: Vec<String>,
    /// Files of the shipped theme, by their paths in it.
    pub(crate) theme: Files,
    /// Requests to the preview.
    pub(crate) requests: Vec<Vec<u8>>,
    /// Words with citations in them.
    pub(crate) prose: Vec<String>,
    /// Front matter as it was planted: where it still stands so, its fields are what they were.
    pub(crate) fronts: BTreeSet<String>,
    /// Facilitators' blocks, each with a marker in it.
    pub(crate) secrets: Vec<String>,
    /// Ways to mistype a facilitators' block, each with a marker in it.
    pub(crate) mistyped: Vec<String>,
}

/// Above this, a curriculum is a large one.
const SMALL: usize = 60_000;
const CONFIG: &str = "title: A test\nlicense: CC0\n";

impl Seeds {
    /// Reads them from the project's folder. `frozen` leaves out all that stands elsewhere than in `fuzz/`: then a case stays as it is
    /// while the project's curricula and fixtures change.
    pub(crate) fn read(project: &Path, frozen: bool) -> Seeds {
        let mut all = if frozen { each(&project.join("fuzz/seeds")) } else { folders(project) };
        let mut marker = Marker::default();
        let mut fronts = BTreeSet::new();
        for files in &mut all {
            for (path, bytes) in files.iter_mut().filter(|(path, _)| path.ends_with(".md")) {
                let Ok(text) = std::str::from_utf8(bytes) else { continue };
                let planted = marks::plant(text, &mut marker);
                if let Some(front) = marks::front(&planted).filter(|_| !path.starts_with("static/")) {
                    fronts.insert(front.to_owned());
                }
                *bytes = planted.into_bytes();
            }
        }
        let mut lines = BTreeSet::new();
        let mut pieces: BTreeSet<String> = PIECES.iter().map(|piece| (*piece).to_owned()).collect();
        let mut keys = BTreeSet::new();
        for text in all.iter().flat_map(|files| files.values()).filter_map(|bytes| std::str::from_utf8(bytes).ok()) {
            for line in text.lines().filter(|line| line.len() < 400) {
                mine(line, &mut pieces, &mut keys);
                lines.insert(line.to_owned());
            }
        }
        let mut secrets = Vec::new();
        for name in marks::BLOCKS {
            let mut mark = || marker.next();
            secrets.push(format!(":::{name}\n{}\n:::\n", mark()));
            secrets.push(format!(":::{name}\n{}\n\n- an item\n\n> words\n:::\n", mark()));
            secrets.push(format!("::::{name}[A title]\n{}\n\n:::tip\nWords.\n:::\n::::\n", mark()));
            secrets.push(format!("::::tip\n:::{name}\n{}\n:::\n::::\n", mark()));
            secrets.push(format!(":::{name}\n{}\n## A heading {{minutes=5}}\n:::\n", mark()));
            secrets.push(format!(":::{name}\n{}\n[^1]\n:::\n\n[^1]: A note.\n", mark()));
        }
        for (name, _) in daf::syntax::blocks() {
            pieces.insert(format!("\n:::{name}\nWords.\n:::\n"));
            pieces.insert(format!("\n::::{name}[A title]{{#an-id}}\nWords.\n\n:::say\n{}\n:::\n::::\n", marker.next()));
        }
        let read = |path: &str| match frozen {
            true => String::new(),
            false => std::fs::read_to_string(project.join(path)).unwrap_or_default(),
        };
        let rows = read("tests/vectors/requests.txt");
        let rows = rows.lines().filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once(' '));
        let ways = read("tests/leaks/mistyped.txt");
        let ways = ways.split("\n== ").skip(1).filter_map(|way| way.split_once('\n'));
        let way = |way: &str| marks::spelled_out(way.trim_matches('\n'));
        let mistyped = ways.map(|(_, typed)| way(&typed.replace("SECRET", &marker.next()))).collect();
        let theme = daf::theme::Theme::shipped("daf");
        let is_text =
            |path: &str| ["templates/", "css/", "print/", "i18n/"].iter().any(|folder| path.starts_with(folder));
        let theme = theme.iter().flat_map(|theme| theme.under("")).filter(|(path, _)| is_text(path));
        let theme = theme.map(|(path, file)| (path.to_owned(), file.bytes.to_vec())).collect();
        let size = |files: &Files| files.values().map(Vec::len).sum::<usize>();
        let (small, large) = all.into_iter().partition(|files| size(files) < SMALL);
        Seeds {
            small,
            large,
            pieces: pieces.into_iter().collect(),
            lines: lines.into_iter().collect(),
            keys: keys.into_iter().collect(),
            theme,
            requests: rows.map(|(_, request)| unescaped(request)).collect(),
            prose: read("tests/vectors/prose.txt").lines().map(str::to_owned).collect(),
            fronts,
            secrets,
            mistyped,
        }
    }
}

/// All curricula, in an order that does not depend on the disk.
fn folders(project: &Path) -> Vec<Files> {
    let start = daf::scaffold::start("A beginning")
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md") || path.ends_with(".yaml"));
    let mut all: Vec<Files> = vec![start.map(|(path, text)| (path, text.into_bytes())).collect()];
    // The small curricula that say the most are begun with often.
    for _ in 0..4 {
        all.push(all[0].clone());
    }
    let mut content = Files::new();
    let _ = gather(&project.join("content"), "", &mut content);
    all.push(content);
    for (folder, times) in [("tests/sites", 4), ("fuzz/seeds", 1)] {
        for files in each(&project.join(folder)) {
            all.extend(std::iter::repeat_n(files, times));
        }
    }
    let cases = project.join("tests/hostile/cases");
    for group in ["html-injection", "images", "links", "markdown", "paths", "templates", "typst", "unicode", "yaml"] {
        all.extend(each(&cases.join(group)).into_iter().map(with_config));
        let mut flat = Files::new();
        let _ = gather(&cases.join(group), "", &mut flat);
        let lessons = flat.into_iter().filter(|(path, _)| !path.contains('/') && path.ends_with(".md"));
        all.extend(lessons.map(|lesson| with_config(Files::from([lesson]))));
    }
    for folder in ["tests/diagnostics", "tests/fixes"] {
        let mut fixtures = Files::new();
        let _ = gather(&project.join(folder), "", &mut fixtures);
        let texts = fixtures.into_values().filter_map(|bytes| String::from_utf8(bytes).ok());
        all.extend(texts.filter_map(|text| fixture(&text)).map(with_config));
    }
    all
}

/// Every folder in a folder.
fn each(folder: &Path) -> Vec<Files> {
    let mut all = Files::new();
    let _ = gather(folder, "", &mut all);
    let names: BTreeSet<String> =
        all.keys().filter_map(|path| path.split_once('/')).map(|(name, _)| name.to_owned()).collect();
    let inside = |name: &String| {
        let mut files = Files::new();
        for (path, bytes) in &all {
            if let Some(rest) = path.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('/')) {
                let rest = rest.strip_prefix("content/").unwrap_or(rest);
                files.insert(rest.to_owned(), bytes.clone());
            }
        }
        files
    };
    names.iter().map(inside).collect()
}

fn with_config(mut files: Files) -> Files {
    files.entry("daf.yaml".to_owned()).or_insert_with(|| CONFIG.as_bytes().to_vec());
    files
}

/// The files of a fixture of the tests: parts that begin with `== path`.
fn fixture(text: &str) -> Option<Files> {
    let before = text.split_once("== says\n").map_or(text, |(before, _)| before);
    let parts = before.strip_prefix("== ")?.split("\n== ").filter_map(|part| part.split_once('\n'));
    let is_path = |path: &str| !path.contains(' ') && path.contains('.');
    let files =
        parts.filter(|(path, _)| is_path(path)).map(|(path, text)| (path.to_owned(), format!("{text}\n").into_bytes()));
    Some(files.collect())
}

/// Takes out of a line what may be put elsewhere.
fn mine(line: &str, pieces: &mut BTreeSet<String>, keys: &mut BTreeSet<String>) {
    let bare = line.trim_start();
    if bare.starts_with("::") {
        pieces.insert(format!("\n{bare}\n"));
    }
    let key = bare.trim_start_matches("- ").split_once(':').map_or("", |(key, _)| key);
    if !key.is_empty() && key.len() < 20 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        keys.insert(key.to_owned());
    }
    for (open, close) in [("](", ')'), ("{", '}'), ("![", ']')] {
        if let Some((at, end)) = line.find(open).and_then(|at| Some((at, at + line.get(at..)?.find(close)?))) {
            pieces.insert(line.get(at..=end).unwrap_or_default().to_owned());
        }
    }
}

/// The bytes that a row of tests/vectors/requests.txt stands for.
fn unescaped(row: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = row;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let (taken, byte) = match after.as_bytes().first() {
            Some(b'r') => (1, b'\r'),
            Some(b'n') => (1, b'\n'),
            Some(b'x') => (3, after.get(1..3).and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(b'x')),
            _ => (1, b'\\'),
        };
        bytes.push(byte);
        rest = after.get(taken..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}
