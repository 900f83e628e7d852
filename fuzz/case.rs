//! A case: what is put in, and what is asked of it. As a value, and as a folder on the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

use crate::dice::Dice;

/// Files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// What a case tries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole curriculum.
    Folder,
    /// Words that may be citations: the one file `words`.
    Words,
    /// What comes in at the preview's door: the one file `request`.
    Request,
}

impl Kind {
    const ALL: [(Kind, &'static str); 3] =
        [(Kind::Folder, "folder"), (Kind::Words, "words"), (Kind::Request, "request")];

    fn word(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// What is put in.
#[derive(Clone)]
pub(crate) struct Case {
    /// What it tries.
    pub(crate) kind: Kind,
    /// Where its questions begin ([`Asked::of`]).
    pub(crate) asked: u64,
    /// What it is made of.
    pub(crate) files: Files,
}

/// What is asked of a folder besides a build. Most cases are asked little, because it costs more than the build.
pub(crate) struct Asked {
    /// Whether the site knows its own address.
    pub(crate) base: bool,
    /// Whether drafts are kept.
    pub(crate) drafts: bool,
    /// Whether it is built again.
    pub(crate) again: bool,
    /// Whether an snapshot of the preview is made as well.
    pub(crate) snapshot: bool,
    /// Whether the data of all sheets is looked at.
    pub(crate) sheets: bool,
    /// Whether they are set.
    pub(crate) paper: bool,
    /// Whether it is searched and its agenda made.
    pub(crate) questions: bool,
    /// What else is chosen.
    pub(crate) dice: Dice,
}

impl Asked {
    /// What a number asks.
    pub(crate) fn of(number: u64) -> Asked {
        let mut dice = Dice::new(number);
        Asked {
            base: dice.once_in(2),
            drafts: dice.once_in(6),
            again: dice.once_in(12),
            snapshot: dice.once_in(12),
            sheets: dice.once_in(6),
            paper: dice.once_in(150),
            questions: dice.once_in(3),
            dice,
        }
    }
}

impl Case {
    /// How many bytes it has.
    pub(crate) fn size(&self) -> usize {
        self.files.iter().map(|(path, bytes)| path.len() + bytes.len()).sum()
    }

    /// Writes it as a folder: `note.txt`, and the files under `files/`.
    pub(crate) fn write(&self, to: &Path, note: &str) -> io::Result<()> {
        if to.exists() {
            fs::remove_dir_all(to)?;
        }
        for (path, bytes) in &self.files {
            let file = to.join("files").join(path);
            fs::create_dir_all(file.parent().unwrap_or(to))?;
            fs::write(file, bytes)?;
        }
        fs::create_dir_all(to)?;
        fs::write(to.join("note.txt"), format!("kind: {}\nasked: {}\n{note}", self.kind.word(), self.asked))
    }

    /// Reads one that was written, and its note.
    pub(crate) fn read(from: &Path) -> io::Result<(Case, String)> {
        let note = fs::read_to_string(from.join("note.txt"))?;
        let said = |key: &str| note.lines().find_map(|line| line.strip_prefix(key)).map_or("", str::trim);
        let kind = Kind::ALL.iter().find(|(_, word)| *word == said("kind:")).map_or(Kind::Folder, |(kind, _)| *kind);
        let asked = said("asked:").parse().unwrap_or(0);
        let mut files = Files::new();
        gather(&from.join("files"), "", &mut files)?;
        Ok((Case { kind, asked, files }, note))
    }
}

/// All files under a folder, by their paths in it. What is no plain file is passed over.
pub(crate) fn gather(folder: &Path, before: &str, files: &mut Files) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{before}{name}");
        let kind = entry.file_type()?;
        if kind.is_dir() {
            gather(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() {
            files.insert(path, fs::read(entry.path())?);
        }
    }
    Ok(())
}
