//! The theme author's trial, tests/themes: what somebody wants to change for their own school is done by templates and style sheets alone.

use std::path::Path;

use daf::Built;
use daf::source::{SourceSet, VPath};

use crate::support::{build, project, text};

/// Lines of templates, style sheets and Typst that one of them may take.
const LINES: usize = 40;

const UNIT: &str = "---\ntitle: A unit\nextra: {house: בית המדרש}\n---\nWords.\n";
const ONE: &str = "---\ntitle: One\nextra: {room: 12}\n---\nWords.\n\n::text{#a}\n\n## First {minutes=5}\n\nBefore.\n\n::text{#b}\n\n::prompt{text=b}\n";
const TEXTS: &str = "texts:\n  - {id: a, ref: Pirkei Avot 5:22, he: הפוך בה, license: public-domain}\n  - {id: b, ref: Pirkei Avot 1:1, he: משה, license: public-domain}\ndiscussion: [{prompt: \"What is it?\", text: b}]\n";

/// A small curriculum with a trial theme as its own.
fn with_theme(name: &str) -> Built {
    let one = ONE.replacen("---\nWords", &format!("{TEXTS}---\nWords"), 1);
    let two = "---\ntitle: Two\n---\nWords.\n".to_owned();
    let mut files: Vec<(VPath, Vec<u8>)> = Vec::new();
    let mut add = |path: &str, bytes: Vec<u8>| files.push((VPath::new(path).expect("a path"), bytes));
    add("daf.yaml", b"title: T\nlicense: CC0\n".to_vec());
    add("01-unit/_index.md", UNIT.into());
    add("01-unit/01-one.md", one.into());
    add("01-unit/02-two.md", two.into());
    let folder = project().join("tests/themes").join(name);
    let mut lines = 0;
    for (path, bytes) in read(&folder, &folder) {
        lines += bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        add(&format!("theme/{path}"), bytes);
    }
    assert!((1..=LINES).contains(&lines), "{name} takes {lines} lines");
    build(&SourceSet::new(files))
}

fn read(folder: &Path, root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the theme is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            all.extend(read(&path, root));
        } else {
            let inside = path.strip_prefix(root).expect("it is inside").to_string_lossy().replace('\\', "/");
            all.push((inside, std::fs::read(&path).expect("it can be read")));
        }
    }
    all
}

/// The main column of a page.
fn main<'b>(built: &'b Built, path: &str) -> &'b str {
    let page = text(built, path);
    let (_, rest) = page.split_once("<main").expect("it has one");
    rest.split("</main>").next().expect("it ends")
}

#[test]
fn prompts_are_cards_with_their_number() {
    let built = with_theme("cards");
    let page = main(&built, "unit/one/index.html");
    assert!(page.contains("<div class=\"prompt card\" id=\"question.1\""), "{page}");
    assert!(text(&built, "unit/one/index.html").contains("assets/own."), "its rules are linked");
}

#[test]
fn texts_come_first() {
    let built = with_theme("texts-first");
    let page = main(&built, "unit/one/index.html");
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is there: {page}"));
    assert!(at("id=\"text.b\"") < at(">First</h2>"));
    assert_eq!(page.matches("<figure class=\"text").count(), 2, "each stands there once: {page}");
    assert!(!main(&built, "facilitator/unit/one/index.html").contains("texts-first"));
}

#[test]
fn a_unit_shows_the_rooms_of_its_lessons() {
    let built = with_theme("rooms");
    let page = main(&built, "unit/index.html");
    assert!(page.contains(">One</a></td><td>12</td>"), "{page}");
    assert!(page.contains(">Two</a></td><td>–</td>"), "{page}");
    assert!(page.contains("בית המדרש"), "{page}");
}

#[test]
fn hebrew_has_another_face() {
    let built = with_theme("hebrew-face");
    let linked = text(&built, "unit/one/index.html").split("assets/own.").nth(1).expect("its rules are linked");
    let name = linked.split('"').next().expect("it ends");
    assert!(text(&built, &format!("assets/own.{name}")).contains("--"), "it sets the faces of Hebrew");
}
