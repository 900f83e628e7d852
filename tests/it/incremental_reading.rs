//! Reading again what may have changed gives what reading all of it gives.

use std::fs;
use std::path::{Path, PathBuf};

use daf::diag::Diagnostics;
use daf::fs::FolderReader;
use daf::source::SourceSet;

use crate::support::Dice;

/// What a reading gave: every file, and every mistake's words.
fn told(set: &SourceSet, mistakes: &Diagnostics) -> (Vec<(String, Vec<u8>)>, Vec<String>) {
    let files = set.files().map(|file| (file.path.to_string(), file.bytes().to_vec())).collect();
    let mut words: Vec<String> =
        mistakes.as_slice().iter().map(|one| format!("{:?} {}", one.place, one.message)).collect();
    words.sort();
    (files, words)
}

const PLACES: &[&str] = &[
    "a.md",
    "b.md",
    "unit",
    "unit/c.md",
    "unit/deep",
    "unit/deep/d.md",
    ".hidden",
    ".hidden/e.md",
    "unit/.f.md.swp",
    "node_modules",
    "node_modules/g.md",
    "public",
    "public/.daf-manifest",
    "public/h.md",
    "static/i.png",
    "link",
    "unit/x.md/y",
];

/// Changes something on the disk, and says which paths a watcher would tell of.
fn change(root: &Path, dice: &mut Dice) -> Vec<PathBuf> {
    let one = root.join(PLACES[dice.roll(PLACES.len())]);
    let other = root.join(PLACES[dice.roll(PLACES.len())]);
    // Through links, something else is changed: a watcher tells of that.
    let real = |path: &Path| {
        let parent = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
        parent.map(|parent| parent.join(path.file_name().unwrap_or_default()))
    };
    let before = [real(&one), real(&other), fs::canonicalize(&one).ok()];
    // Whatever the system refuses (a folder into itself) has not happened.
    match dice.roll(7) {
        0..=2 => {
            let _ = one.parent().map(fs::create_dir_all);
            let _ = fs::write(&one, format!("words {}", dice.roll(3)));
            // A watcher that is told of a new folder tells of no more.
            let top = root.join(one.strip_prefix(root).ok().and_then(|path| path.components().next()).expect("a part"));
            let after = [real(&one), fs::canonicalize(&one).ok()];
            let told = if dice.roll(2) == 0 { one } else { top };
            return before.into_iter().chain(after).flatten().chain([told]).collect();
        }
        3 => drop(fs::remove_file(&one)),
        4 => drop(fs::remove_dir_all(&one)),
        5 => drop(fs::rename(&one, &other)),
        _ => {
            #[cfg(unix)]
            drop(std::os::unix::fs::symlink(&other, &one));
        }
    }
    let after = [real(&one), real(&other)];
    before.into_iter().chain(after).flatten().chain([one, other]).collect()
}

#[test]
fn reading_what_changed_is_reading_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(folder.path()).expect("a folder").join("content");
    fs::create_dir_all(&root).expect("a folder");
    let mut reader = FolderReader::new(&root);
    let mut dice = Dice(3 + std::env::var("DAF_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0));
    let read = |reader: &mut FolderReader, changed: Option<&[PathBuf]>| {
        let mut mistakes = Diagnostics::default();
        reader.read(changed, &mut mistakes).map(|set| (told(&set, &mistakes), set))
    };
    read(&mut reader, None).expect("it can be read");
    let mut ids: Vec<(String, daf::source::FileId)> = Vec::new();
    for turn in 0..600 {
        let mut changed = Vec::new();
        for _ in 0..=dice.roll(3) {
            changed.extend(change(&root, &mut dice));
        }
        let (ours, set) = read(&mut reader, Some(&changed)).expect("it can be read");
        let mut mistakes = Diagnostics::default();
        let fresh = daf::fs::read(&root, &mut mistakes).expect("it can be read");
        assert_eq!(ours, told(&fresh, &mistakes), "turn {turn}: {changed:?}");
        for (id, file) in set.iter() {
            match ids.iter().find(|(path, _)| *path == file.path.as_str()) {
                Some((_, known)) => assert_eq!(*known, id, "{} has another id", file.path),
                None => ids.push((file.path.to_string(), id)),
            }
        }
    }
}

#[test]
fn a_folder_that_went_is_told_and_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("content");
    fs::create_dir_all(&root).expect("a folder");
    fs::write(root.join("a.md"), "one").expect("it is written");
    let mut reader = FolderReader::new(&root);
    let mut count = |changed: Option<&[PathBuf]>| {
        reader.read(changed, &mut Diagnostics::default()).map(|set| set.len()).map_err(|error| error.to_string())
    };
    assert_eq!(count(None), Ok(1));
    fs::rename(&root, folder.path().join("away")).expect("it is moved");
    assert!(count(Some(std::slice::from_ref(&root))).is_err_and(|said| said.contains("there is no such folder")));
    fs::rename(folder.path().join("away"), &root).expect("it is moved");
    fs::write(root.join("b.md"), "two").expect("it is written");
    assert_eq!(count(Some(&[root.join("a.md")])), Ok(2));
}
