//! The audience promise: what is marked for facilitators is in no file that participants get.

use daf::{Built, Options};

use crate::support::text_sources;

/// Stands in every place that is the facilitator's.
const SECRET: &str = "MARKERqx";

const LESSON: &str = include_str!("../sites/audience/lesson.md");

fn built(facilitator: &str) -> Built {
    let config = format!("title: A test\nlicense: CC0\nfacilitator: {facilitator}\n");
    let sources = text_sources(&[("daf.yaml", &config), ("lesson.md", LESSON)]);
    let options = Options { base_url: Some("https://example.org".to_owned()), ..Options::default() };
    let built = daf::build(&sources, "content", None, &options);
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&sources, &built));
    built
}

#[track_caller]
fn check_absent(built: &Built, word: &str) {
    for (path, file) in built.output.iter().filter(|(path, _)| !path.as_str().starts_with("facilitator/")) {
        let text = String::from_utf8_lossy(file.here().expect("it is in memory").as_slice()).to_lowercase();
        assert!(!text.contains(&word.to_lowercase()), "{path} holds {word}");
    }
}

#[test]
fn participants_files_hold_no_facilitators_word() {
    for facilitator in ["together", "separate", "none"] {
        check_absent(&built(facilitator), SECRET);
    }
}

#[test]
fn facilitators_page_and_index_hold_every_one() {
    let built = built("together");
    let all = |prefix: &str| -> String {
        let files = built.output.iter().filter(|(path, _)| path.as_str().starts_with(prefix));
        files
            .map(|(_, file)| String::from_utf8_lossy(file.here().expect("it is in memory").as_slice()).into_owned())
            .collect()
    };
    let page = all("facilitator/lesson/");
    let index = all("facilitator/search/h.") + &all("facilitator/search/e.");
    let marks = LESSON.match_indices(SECRET).map(|(at, _)| {
        let rest = &LESSON[at..];
        rest.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default()
    });
    for mark in marks {
        assert!(page.contains(mark), "the facilitators' page lacks {mark}");
        // How much of a thing to bring is no word that anybody looks for, and a card's heading names nothing.
        if !mark.ends_with("-quantity") {
            assert!(index.contains(mark), "the facilitators' index lacks {mark}");
        }
    }
}

#[test]
fn everybodys_words_are_on_everybodys_page_and_index() {
    let built = built("together");
    let page = crate::support::text(&built, "lesson/index.html");
    let holds = |path: &str| path.starts_with("search/e.") || path.starts_with("search/h.");
    let files = built.output.iter().filter(|(path, _)| holds(path.as_str()));
    let index: String = files
        .map(|(_, file)| String::from_utf8_lossy(file.here().expect("it is in memory").as_slice()).into_owned())
        .collect();
    for word in ["lead", "segment", "tip", "prompt", "hint", "exercise", "instructions", "footnote"] {
        let word = format!("OPENqx-{word}");
        assert!(page.contains(&word), "the page lacks {word}");
        assert!(index.contains(&word), "the index lacks {word}");
    }
}

#[test]
fn a_site_without_facilitators_has_nothing_of_theirs() {
    let built = built("none");
    let theirs = built.output.iter().filter(|(path, _)| path.as_str().starts_with("facilitator/"));
    assert_eq!(theirs.count(), 0);
}
