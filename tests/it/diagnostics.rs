//! Every mistake that daf knows has a case in `tests/diagnostics/` and a page that explains it, and one lesson alone is told the same
//! as among all. What each case says is held by `tests/cases/diagnostics.rs`.

use daf::diag::Code;

use crate::support::{Fixture, project};

/// What only a disk can bring about; `cli.rs` shows these.
const FROM_DISK: [Code; 2] = [Code::NotAFile, Code::FileTooLarge];

#[test]
fn every_code_has_a_case() {
    let cases = project().join("tests/diagnostics");
    for code in Code::ALL.iter().filter(|code| !FROM_DISK.contains(code)) {
        assert!(cases.join(format!("{}.txt", code.id())).is_file(), "no case shows {}", code.id());
    }
}

#[test]
fn every_code_is_explained() {
    for code in Code::ALL {
        let page = code.explanation();
        assert!(page.starts_with(&format!("# {}\n", code.id())), "{}", code.id());
        assert!(page.split_whitespace().count() > 20, "{} is explained in too few words", code.id());
        let summary = code.summary();
        assert!((15..=96).contains(&summary.chars().count()), "{}: {summary}", code.id());
    }
}

/// One lesson alone gets what it gets among all.
#[test]
fn one_lesson_is_looked_at_alone() {
    let fixture = Fixture::read(&project().join("tests/diagnostics/crowded-segment.txt"));
    let sources = fixture.sources();
    let built = daf::build(&sources, "content", None, &daf::Options { no_handouts: true, ..daf::Options::default() });
    let curriculum = built.curriculum.as_ref().expect("a case has a curriculum");
    let mut alone = daf::diag::Diagnostics::default();
    for at in 0..curriculum.lessons.len() {
        daf::check::lesson(curriculum, daf::curriculum::LessonId::new(at), &mut alone);
    }
    let mut all = daf::diag::Diagnostics::default();
    daf::check::all(curriculum, &mut all);
    assert!(!alone.is_empty());
    assert_eq!(alone.as_slice(), all.as_slice());
}
