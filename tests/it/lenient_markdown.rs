//! What people type that has one meaning, as readers are shown it.

use crate::support::{build, says, text, text_sources};

/// The words of the lesson's main part that come of a body, as HTML.
#[track_caller]
fn shown(body: &str) -> String {
    let lesson = format!("---\ntitle: A\nlang: en\n---\n\n{body}\n");
    let sources = text_sources(&[("01-unit/_index.md", "---\ntitle: U\n---\n"), ("01-unit/01-a.md", &lesson)]);
    let built = build(&sources);
    assert!(built.diagnostics.is_empty(), "{body}:\n{}", says(&sources, &built));
    text(&built, "unit/a/index.html").to_owned()
}

#[track_caller]
fn has(body: &str, pieces: &[&str]) {
    let page = shown(body);
    for piece in pieces {
        assert!(page.contains(piece), "{body}: lacks {piece} in\n{}", page.split("<main").nth(1).unwrap_or(&page));
    }
}

#[test]
fn bullets_of_other_programs_are_lists() {
    has("Bring:\n• pens\n• paper", &["<li>pens</li>", "<li>paper</li>"]);
    has("●\tone\n●\ttwo", &["<li>one</li>"]);
    has("-\u{a0}first\n-\u{a0}second", &["<li>first</li>"]);
    has("1.\u{a0}one\n2.\u{a0}two", &["<ol", "<li>one</li>"]);
    has("☐ pens\n☑ paper", &["<li class=\"task\">pens</li>", "<li class=\"task done\">paper</li>"]);
}

#[test]
fn lines_that_begin_with_marks_stay_lines() {
    has("Bring:\n– pens\n– paper", &["– pens<br>"]);
    has("(א) עט\n(ב) נייר", &["<br>"]);
    has("a. one\nb. two", &["a. one<br>"]);
}

#[test]
fn headings_with_other_spaces_are_headings() {
    has("##\u{a0}Opening", &["<h2 id=\"opening\""]);
    has("\u{200f}## פתיחה", &["<h2 id=\"פתיחה\""]);
}

#[test]
fn emphasis_touches_letters() {
    has("קראנו ב**\"מסכת אבות\"** ואחר.", &["<strong>"]);
    has("זה **חסד,**ואחר.", &["<strong>"]);
    has("**\"Justice,\"**she said.", &["<strong>"]);
    assert!(!shown("גם ה*\"אני\"*שלי, **בֵּית־**כְּנֶסֶת.").contains("*"), "no asterisk is left");
}

#[test]
fn bare_addresses_are_links() {
    has("See www.sefaria.org.", &["<a href=\"https://www.sefaria.org\""]);
    has("See https://example.org/a_b?c=1, and go.", &["href=\"https://example.org/a_b?c=1\"", "and go."]);
    has("`www.example.org`", &[">www.example.org</code>"]);
}

#[test]
fn notes_leave_nothing() {
    let page = shown(
        "Words <!-- SECRET one --> in line.\n\n<!--\nSECRET two\n\n:::say\nx\n:::\n-->\n\n- a\n<!-- SECRET -->\n- b",
    );
    assert!(!page.contains("SECRET") && page.contains("Words in line.") && page.contains("<li>a</li>"), "{page}");
}

#[test]
fn boxes_of_note_programs_are_blocks() {
    has("> [!info] Look here\n> Words.", &["Look here", "Words."]);
    let page = shown("> [!say]\n> SECRET");
    assert!(!page.split("facilitator").next().unwrap_or(&page).contains("SECRET"), "{page}");
}
