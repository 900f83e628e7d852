//! Every page of `daf explain` shows a wrong and a right example, and both are true: the wrong one brings its code, the right one does not.
//!
//! A page's example is laid into a small curriculum at the place that it is of. What cannot be tried so is listed with its reason.

use daf::diag::{Code, Severity};
use daf::source::SourceSet;
use libtest_mimic::{Failed, Trial};

use crate::cases::Problems;
use crate::support::{build, lint, sources};

/// Where an example stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In a lesson, below its fields.
    Body,
    /// Among a lesson's fields, after its title; what follows a line `---` in it is the lesson's body.
    Fields,
    /// A lesson's whole file.
    Whole,
    /// In `daf.yaml`, after its title and licence.
    Config,
    /// The whole of `glossary.yaml`.
    Glossary,
    /// The whole of the lesson's translation.
    Translation,
    /// Files, one a line: a name, and behind it what stands there: fields, or words.
    Files,
}

use Place::{Body, Config, Fields, Files, Glossary, Translation, Whole};

/// Where the example of each page goes.
const PLACES: &[(&str, Place)] = &[
    ("ambiguous-reference", Fields),
    ("bad-alias", Fields),
    ("bad-attribute", Body),
    ("bad-image", Body),
    ("bad-name", Files),
    ("bad-reference", Fields),
    ("bad-slug", Fields),
    ("bad-value", Fields),
    ("block-order", Body),
    ("broken-anchor", Body),
    ("broken-link", Body),
    ("crowded-segment", Fields),
    ("curly-quotes", Fields),
    ("cut-off", Fields),
    ("draft-link", Body),
    ("duplicate-address", Files),
    ("duplicate-id", Fields),
    ("duplicate-key", Fields),
    ("duplicate-term", Glossary),
    ("early-close", Whole),
    ("empty-front-matter", Whole),
    ("heading-jump", Body),
    ("hidden-character", Body),
    ("impossible-reference", Body),
    ("license-clash", Fields),
    ("long-stretch", Body),
    ("low-contrast", Config),
    ("merge-conflict", Fields),
    ("minutes-sum", Fields),
    ("misplaced-block", Body),
    ("missing-alt", Body),
    ("missing-credit", Fields),
    ("missing-debrief", Fields),
    ("missing-field", Fields),
    ("missing-footnote", Body),
    ("missing-front-matter", Whole),
    ("missing-image", Body),
    ("missing-permission", Fields),
    ("missing-segment", Body),
    ("missing-translation", Fields),
    ("mistyped-block", Body),
    ("mistyped-note", Body),
    ("near-miss-name", Files),
    ("not-a-heading", Body),
    ("not-a-link", Body),
    ("not-a-table", Body),
    ("nothing-visible", Body),
    ("other-program", Body),
    ("path-taken", Files),
    ("placeholder", Config),
    ("raw-html", Body),
    ("requires-cycle", Files),
    ("stray-mark", Body),
    ("talk-over-practice", Body),
    ("too-much", Fields),
    ("topic-clash", Fields),
    ("translation-field", Translation),
    ("unclosed-block", Body),
    ("unclosed-code", Body),
    ("unknown-language", Body),
    ("unclosed-front-matter", Whole),
    ("unfilled-placeholder", Fields),
    ("unknown-block", Body),
    ("unknown-field", Fields),
    ("unknown-id", Fields),
    ("unknown-license", Fields),
    ("unknown-message", Config),
    ("unknown-value", Fields),
    ("unknown-word", Fields),
    ("unlisted-material", Fields),
    ("unsafe-link", Body),
    ("untagged-hebrew", Fields),
    ("unused-objective", Fields),
    ("unused-term", Glossary),
    ("vague-link", Body),
    ("wrong-type", Fields),
    ("yaml-feature", Fields),
    ("yaml-syntax", Fields),
    ("yes-no-prompt", Fields),
];

/// What no small curriculum can show, and why.
const NOT_TRIED: &[(&str, &str)] = &[
    ("active-file", "it is of a web page that stands beside the lesson"),
    ("active-file-allowed", "it is of a web page that stands beside the lesson"),
    ("active-picture", "it is of a drawing that stands beside the lesson"),
    ("daf-too-long", "only setting a sheet tells, and the text is a whole chapter"),
    ("dead-link", "only the web tells"),
    ("early-term", "it takes several lessons, which the example has in short"),
    ("file-too-large", "only the disk tells"),
    ("handout-error", "it is of a print template"),
    ("missing-config", "it is of a folder"),
    ("missing-letter", "only setting a sheet tells"),
    ("moved-link", "only the web tells"),
    ("not-a-file", "only the disk tells"),
    ("not-utf8", "it is of bytes, which no page can show"),
    ("nul-byte", "it is of bytes, which no page can show"),
    ("orphan-translation", "it is of names of files and a field of daf.yaml at once"),
    ("theme-error", "it is of a theme's template"),
    ("theme-unsafe", "it is of a theme's template"),
    ("unanswered-link", "only the web tells"),
    ("unused-text", "it is of two files at once"),
    ("varied-spelling", "it takes several lessons and a glossary"),
];

/// The indented lines below a line such as `Wrong:`, up to the next line that is not.
fn example(page: &str, head: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("\n{head}\n"))?;
    let lines = rest.lines().take_while(|line| line.is_empty() || line.starts_with("    "));
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let words = lines.join("\n").trim_matches('\n').replace("‹U+202E›", "\u{202e}");
    (!words.trim().is_empty()).then(|| format!("{words}\n"))
}

/// A small picture.
const PICTURE: &[u8] =
    b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"><rect width=\"2\" height=\"2\"/></svg>";

/// A curriculum around an example. It has what the right ones lead to.
fn around(example: &str, place: Place) -> SourceSet {
    let mut config = "title: A test\nlicense: CC-BY-4.0\nlanguages: [en, he, es]\nvalues: [justice]\n".to_owned();
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("01-map.md".to_owned(), b"---\ntitle: The map\n---\n\nA power map.\n".to_vec()),
        ("02-draft.md".to_owned(), b"---\ntitle: Not yet\ndraft: true\n---\n".to_vec()),
        ("niggun.mp3".to_owned(), b"a sound".to_vec()),
    ];
    for name in ["map.svg", "my map.pdf"] {
        files.push((name.to_owned(), PICTURE.to_vec()));
    }
    for name in ["tent.png", "stoop.png", "power-map.png"] {
        files.push((name.to_owned(), png()));
    }
    files.push(("one-to-ones.md".to_owned(), b"---\ntitle: One to ones\n---\n".to_vec()));
    let titled = |fields: &str| {
        let title = if fields.contains("title:") && !fields.contains("{") && !fields.contains("    ") {
            ""
        } else {
            "title: One\n"
        };
        format!("---\n{title}{fields}")
    };
    let lesson = match place {
        Body => format!("---\ntitle: One\n---\n\n{example}"),
        Fields if example.contains("\n---\n") => titled(example),
        Fields => format!("{}---\n", titled(example)),
        Whole => example.to_owned(),
        Config => {
            config.push_str(example);
            String::new()
        }
        Glossary => {
            // A draft that is left out may use what nothing else does.
            files.retain(|(name, _)| name != "02-draft.md");
            files.push(("glossary.yaml".to_owned(), example.as_bytes().to_vec()));
            String::new()
        }
        Translation => {
            files.push(("01-map.es.md".to_owned(), format!("---\n{example}---\n").into_bytes()));
            String::new()
        }
        Files => {
            for line in example.lines() {
                let (name, words) = line.split_once("  ").unwrap_or((line, ""));
                let text = if name.ends_with(".md") {
                    format!("---\ntitle: {name}\n{}\n---\n", words.trim())
                } else {
                    String::new()
                };
                let (name, text) = (name.trim(), if name.ends_with("lossary.yaml") { "[]\n".to_owned() } else { text });
                files.retain(|(known, _)| known != name);
                files.push((name.to_owned(), text.into_bytes()));
            }
            String::new()
        }
    };
    if !lesson.is_empty() {
        files.push(("03-one.md".to_owned(), lesson.into_bytes()));
    }
    files.push(("daf.yaml".to_owned(), config.into_bytes()));
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    sources(&files)
}

/// A picture of one dot.
fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(1, 1).write_to(&mut bytes, image::ImageFormat::Png).expect("it can be written");
    bytes.into_inner()
}

/// The codes that come of an example.
fn codes(example: &str, place: Place) -> Vec<&'static str> {
    let sources = around(example, place);
    let mut built = build(&sources);
    if built.curriculum.is_some() {
        lint(&mut built, &sources);
    }
    let mut codes: Vec<&str> = built.diagnostics.as_slice().iter().map(|one| one.code.id()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// A test for each page.
pub(crate) fn all() -> Vec<Trial> {
    let pages = Code::ALL.iter().map(|code| Trial::test(format!("explanations::{}", code.id()), || is_true(*code)));
    pages.collect()
}

/// Whether a page has both examples, and both are true.
fn is_true(code: Code) -> Result<(), Failed> {
    let id = code.id();
    let mut problems = Problems::default();
    let [bad, good] = ["Wrong:", "Right:"].map(|head| {
        let found = example(code.explanation(), head);
        problems.expect(found.is_some(), || format!("there is no example under `{head}`"));
        found.unwrap_or_default()
    });
    let place = PLACES.iter().find(|(known, _)| *known == id).map(|(_, place)| *place);
    let is_left = NOT_TRIED.iter().any(|(known, _)| *known == id);
    problems.expect(place.is_some() != is_left, || format!("{id} has to stand in one of the two lists"));
    let Some(place) = place else { return problems.end() };
    let found = codes(&bad, place);
    problems.expect(found.contains(&id), || format!("the wrong example says {found:?}"));
    let found = codes(&good, place);
    problems.expect(!found.contains(&id), || "the right example says it too".to_owned());
    let is_error = |id: &&&str| Code::from_id(id).is_some_and(|code| code.severity() == Severity::Error);
    let errors: Vec<_> = found.iter().filter(is_error).collect();
    problems.expect(errors.is_empty(), || format!("the right example has {errors:?}"));
    problems.end()
}
