//! What must be true of every page, whatever it says: words in every language, no sign that turns what is around it, anchors of their own.
//! Pages word for word are held by `tests/cases/golden.rs`.

use daf::Options;

/// A language that the theme ships says everything that English says.
#[test]
fn every_language_has_every_word() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/daf/i18n");
    let ids = |name: &str| -> std::collections::BTreeSet<String> {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        lines.filter_map(|line| line.split_once(" = ").map(|(id, _)| id.to_owned())).collect()
    };
    let english = ids("en.ftl");
    assert!(english.len() > 150);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let missing: Vec<_> = english.difference(&ids(&name)).cloned().collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
    }
}

/// What turns the words around it unseen, and what no page can say, is in no part of a page: what templates show of titles, and
/// the data for search engines, are no exception.
#[test]
fn nothing_turns_what_is_around_it() {
    let sources = crate::support::text_sources(&[
        ("daf.yaml", "title: One\u{202e} site\ndescription: What\u{2068} it is\nlicense: CC0\n"),
        (
            "one.md",
            "---\ntitle: A\u{2067} lesson\nsummary: Of\u{202d} words\n---\n\nWords\u{fffe} and\u{9b} words\u{202e}.\n",
        ),
    ]);
    let base_url = Some("https://example.org/free".to_owned());
    let built = daf::build(&sources, "content", None, &Options { no_handouts: true, base_url, ..Options::default() });
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&sources, &built));
    let turns =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}');
    for (path, _) in built.output.iter().filter(|(path, _)| path.extension() == "html") {
        let page = crate::support::text(&built, path.as_str());
        assert!(
            !page.contains(turns),
            "{path}: {:?}",
            page.find(turns).and_then(|at| page.get(at.saturating_sub(60)..at))
        );
    }
    assert!(crate::support::text(&built, "one/index.html").contains("<title>A lesson · One site</title>"));
}

/// Lessons name their texts without knowing of one another; where they word a passage otherwise, its page shows both.
#[test]
fn texts_of_one_name_have_anchors_of_their_own() {
    let lesson = |words: &str| {
        format!(
            "---\ntitle: A lesson\nsummary: S\ntexts:\n  - {{id: g, ref: Genesis 1:1, en: {words}, license: CC0, vocabulary: [{{word: God, gloss: One}}]}}\n---\n\n::text{{#g}}\n"
        )
    };
    let (one, two) = (lesson("God made"), lesson("God created"));
    let sources =
        crate::support::text_sources(&[("daf.yaml", "title: T\nlicense: CC0\n"), ("one.md", &one), ("two.md", &two)]);
    let built = daf::build(&sources, "content", None, &Options { no_handouts: true, ..Options::default() });
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&sources, &built));
    let page = crate::support::text(&built, "texts/genesis-1-1/index.html");
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), ids.contains(&"text.g"), ids.contains(&"text.g.2")), (all, true, true), "{ids:?}");
}
