//! What each file of a build says, whatever kind of file it is. A kind that is not known here fails, so that no file is ever
//! left unread.

use std::collections::BTreeSet;

use daf::Built;

use crate::marked_curriculum::marks_in;

/// A file of a build, and the marks in it and in its path.
pub(crate) struct Told {
    /// Its path.
    pub(crate) path: String,
    /// The marks.
    pub(crate) marks: BTreeSet<String>,
}

impl Told {
    /// Whether it is for facilitators alone.
    pub(crate) fn is_facilitators(&self) -> bool {
        self.path.starts_with("facilitator/")
    }

    /// Whether it is a part of an index of words.
    pub(crate) fn is_index(&self) -> bool {
        self.path.contains("search/") && self.path.ends_with(".js")
    }
}

/// The marks of every file of a build.
#[track_caller]
pub(crate) fn told(built: &Built) -> Vec<Told> {
    let files = built.output.iter();
    let told = files.map(|(path, made)| {
        let bytes = made.read().expect("it can be read");
        Told { path: path.to_string(), marks: marks(path.as_str(), &bytes) }
    });
    told.collect()
}

/// The marks in a file and in its path.
#[track_caller]
pub(crate) fn marks(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    let said = format!("{path}\n{}", words(path, bytes));
    marks_in(&said).map(str::to_owned).collect()
}

/// Everything that a file says.
#[track_caller]
fn words(path: &str, bytes: &[u8]) -> String {
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let name = stem.rsplit('/').next().unwrap_or(stem);
    match extension {
        "js" if name.starts_with("w.") && path.contains("search/") => vocabulary(&text(path, bytes)),
        "css" | "html" | "js" | "json" | "svg" | "txt" | "xml" => text(path, bytes),
        // Pictures and faces have words only where a program puts them in as they are.
        "jpg" | "png" | "webp" | "woff2" => String::from_utf8_lossy(bytes).into_owned(),
        "pdf" => paper(&crate::pdf_reader::Paper::read(bytes)),
        "zip" => archive(bytes),
        _ => panic!("{path}: say how to read a file of this kind"),
    }
}

#[track_caller]
fn text(path: &str, bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{path} is not text")).to_owned()
}

/// The words of a shard of the vocabulary, of which each line holds what is other than in the line before
/// (src/search/FORMAT.md).
fn vocabulary(script: &str) -> String {
    let text = script.rsplit_once(", ").map_or(script, |(_, text)| text);
    let mut all = script.to_owned();
    let mut word = String::new();
    for line in text.trim_start_matches('"').split("\\n") {
        let shared = line.chars().next().and_then(|digit| digit.to_digit(36)).unwrap_or(0) as usize;
        let rest = line.split(' ').next().unwrap_or_default().chars().skip(1);
        word = word.chars().take(shared).chain(rest).collect();
        all.push('\n');
        all.push_str(&word);
    }
    all
}

/// What a PDF says, with the line ends that a narrow page puts into words taken out again.
pub(crate) fn paper(paper: &crate::pdf_reader::Paper) -> String {
    paper.everything().replace(['\u{ad}', '\n'], "")
}

/// What the files of an archive say.
fn archive(bytes: &[u8]) -> String {
    use std::io::Read as _;

    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is an archive");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("it is stored as it is");
        let mut inside = Vec::new();
        file.read_to_end(&mut inside).expect("it can be read");
        let name = file.name().expect("its name is text").into_owned();
        all.push_str(&format!("{name}\n{}\n", words(&name, &inside)));
    }
    all
}
