//! What `daf.yaml` says of looks and words, on the pages that come of it.

use crate::support::{build, text, text_sources};

fn built(config: &str) -> daf::Built {
    let config = format!("title: A test\nlicense: CC0\n{config}");
    let files = [
        ("daf.yaml", config.as_str()),
        ("one.md", "---\ntitle: One\n---\nWords.\n"),
        ("theme/fonts/Charter-Bold.woff2", "x"),
    ];
    let built = build(&text_sources(&files));
    assert!(built.diagnostics.is_empty(), "{:?}", built.diagnostics.as_slice());
    built
}

fn style(built: &daf::Built) -> Option<String> {
    let (path, _) = built.output.iter().find(|(path, _)| path.as_str().starts_with("assets/look."))?;
    assert!(text(built, "one/index.html").contains(&format!("<link rel=\"stylesheet\" href=\"../{path}\">")));
    Some(text(built, path.as_str()).to_owned())
}

#[test]
fn where_nothing_is_said_there_is_no_style_sheet() {
    let built = built("");
    assert_eq!(style(&built), None);
    assert!(text(&built, "one/index.html").contains("דף"));
}

#[test]
fn an_accent_is_made_lighter_for_dark() {
    let style = style(&built("look: {colors: {accent: '#1f5f5b'}}\n")).expect("there is one");
    let (light, dark) = style.split_once("prefers-color-scheme: dark").expect("both are said");
    assert!(light.contains("--accent: #1f5f5b;") && !light.contains("--paper"));
    assert!(dark.contains("--accent: #") && !dark.split("@media print").next().unwrap_or_default().contains("#1f5f5b"));
}

#[test]
fn a_family_of_the_curriculums_own_is_declared() {
    let style = style(&built("look: {faces: {text: Charter, interface: system-ui}}\n")).expect("there is one");
    assert!(style.contains("--face-text: \"Charter\";") && style.contains("--face-interface: system-ui;"));
    assert!(style.contains("font-family: \"Charter\"; font-style: normal; font-weight: 700;"));
    assert!(style.contains("url(\"Charter-Bold."), "{style}");
}

#[test]
fn words_are_said_in_their_language() {
    let built = built(
        "languages: [en, he]\nwords:\n  lessons: \"Sessions {so to speak}\"\n  lesson-number: \"[Session] { $count }\"\n  he: {lessons: מפגשים}\n",
    );
    assert!(text(&built, "one/index.html").contains("Sessions {so to speak}"));
    assert!(text(&built, "one/index.html").contains("[Session] 1"));
    assert!(text(&built, "he/one/index.html").contains("מפגשים"));
}
