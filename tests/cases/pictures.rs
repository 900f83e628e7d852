//! Pictures and files that strangers made, each a test: what is written of a drawing in `tests/attacks/svg` and `tests/pictures`, why one in
//! `tests/attacks/refused` is refused, and that what stands in `tests/attacks/pages` is known as what a browser runs. A browser opens them
//! in `tests/browser/attacks.mjs`.

use std::path::{Path, PathBuf};

use daf::active::active;
use daf::picture::svg;
use libtest_mimic::{Failed, Trial};

use crate::cases::{Problems, files, name};
use crate::expected::Expected;
use crate::support::project;

/// What must come of the drawings of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// All that acts is taken out.
    Disarmed,
    /// It is refused.
    Refused,
    /// It stays, and says nothing of who made it.
    Kept,
}

/// The folders of drawings, where what is written of them is expected, and their tests' name.
const FOLDERS: [(&str, &str, Fate); 3] = [
    ("tests/attacks/svg", "attacks/svg", Fate::Disarmed),
    ("tests/attacks/refused", "attacks/refused", Fate::Refused),
    ("tests/pictures", "pictures", Fate::Kept),
];

/// What acts in a drawing, or leads out of it.
const ACTS: [&str; 10] = ["javascript", "attack.invalid", "<a", "<!", "<?", " on", "xlink", "data:", "@import", "<h:"];

/// A test for each file.
pub(crate) fn all() -> Vec<Trial> {
    let drawings = FOLDERS.into_iter().flat_map(|(folder, golden, fate)| {
        files(folder).into_iter().map(move |file| {
            let test =
                format!("{}/{}", golden.replacen('/', "::", 1), name(&file)).replacen("pictures/", "pictures::", 1);
            let expected = project().join("tests/golden").join(expected_file(golden, &file));
            Trial::test(test.clone(), move || holds(&test, &file, &expected, fate))
        })
    });
    let pages = files("tests/attacks/pages").into_iter().map(|file| {
        Trial::test(format!("attacks::pages/{}", name(&file)), move || {
            let mut problems = Problems::default();
            let bytes = std::fs::read(&file)?;
            problems
                .expect(active(name(&file), &bytes).is_some(), || "it is not known as what a browser runs".to_owned());
            problems.end()
        })
    });
    drawings.chain(pages).collect()
}

/// The expected files of all drawings, below the folder of golden texts.
pub(crate) fn expected_files() -> impl Iterator<Item = PathBuf> {
    FOLDERS
        .into_iter()
        .flat_map(|(folder, golden, _)| files(folder).into_iter().map(move |file| expected_file(golden, &file)))
}

fn expected_file(golden: &str, drawing: &Path) -> PathBuf {
    Path::new(golden).join(format!("{}.txt", name(drawing)))
}

fn holds(test: &str, file: &Path, expected: &Path, fate: Fate) -> Result<(), Failed> {
    let mut problems = Problems::default();
    let came = match svg(&std::fs::read(file)?) {
        Ok(drawing) => {
            let again = svg(drawing.text.as_bytes());
            let stays = again.as_ref().is_ok_and(|again| again.text == drawing.text && again.removed.is_empty());
            problems.expect(stays, || "what is written does not stay as it is when it is read again".to_owned());
            problems.expect(fate != Fate::Refused, || "it is not refused".to_owned());
            let taken = drawing.removed.words().join(", ");
            problems.expect(fate != Fate::Kept || taken.is_empty(), || format!("an honest picture loses {taken}"));
            format!("{} × {}, without: {taken}\n{}\n", drawing.width, drawing.height, drawing.text.trim_end())
        }
        Err(why) => {
            // A drawing that is refused shows nothing of what would be written.
            problems.expect(fate == Fate::Refused, || format!("it is refused: {why}"));
            format!("refused: {why}\n")
        }
    };
    if fate == Fate::Disarmed {
        for line in came.lines().filter(|line| line.starts_with('<')) {
            let lower = line.to_lowercase();
            let acts: Vec<&str> = ACTS.into_iter().filter(|mark| lower.contains(mark)).collect();
            problems.expect(acts.is_empty(), || format!("{acts:?} is left: {line}"));
        }
    }
    problems.expect(fate != Fate::Kept || !came.contains("SECRET"), || "it says who made it".to_owned());
    problems.add(Expected::file(expected).hold(test, &came));
    problems.end()
}
