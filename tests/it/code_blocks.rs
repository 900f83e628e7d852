//! Code whose fence names a language: pieces on pages and on paper, the sheet of colours where it is needed and nowhere else, and
//! blocks that were made to take long.
//!
//! One case, tests/code.txt.

use daf::code::{Class, Found, find, lines};

use crate::support::{Fixture, build, project, text, text_sources};

#[test]
fn pages_and_paper_show_pieces() {
    if cfg!(not(feature = "code")) {
        return;
    }
    let fixture = Fixture::read(&project().join("tests/code.txt"));
    let built = build(&fixture.sources());
    let mut came = crate::support::says(&fixture.sources(), &built);
    for page in ["one", "two", "three"] {
        let html = text(&built, &format!("{page}/index.html"));
        let has_colors = html.contains("assets/code.");
        came += &format!("-- {page}, {} colours\n", if has_colors { "with" } else { "without" });
        for block in html.split("<pre").skip(1) {
            came += &format!("<pre{}</pre>\n", block.split("</pre>").next().unwrap_or_default());
        }
    }
    #[cfg(feature = "pdf")]
    {
        came += &on_paper(&fixture);
        fixture.check(&came);
    }
}

/// The words of each lesson's handout that stand in code.
#[cfg(feature = "pdf")]
fn on_paper(fixture: &Fixture) -> String {
    let built = daf::build(&fixture.sources(), "content", None, &daf::Options::default());
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(&fixture.sources(), &built));
    let mut came = String::new();
    for (path, file) in built.output.iter().filter(|(path, _)| path.as_str().ends_with("participant.pdf")) {
        let paper = crate::pdf_reader::Paper::read(file.here().expect("it is in memory").as_slice());
        let faces: std::collections::BTreeSet<&str> = paper
            .fonts
            .iter()
            .map(|font| font.name.split_once('+').map_or(font.name.as_str(), |(_, name)| name))
            .collect();
        came += &format!("-- {path}, with {}\n", faces.into_iter().collect::<Vec<_>>().join(", "));
        for words in paper.pages.iter().flat_map(|page| page.words.values()) {
            came += &format!("{}\n", words.text.trim());
        }
    }
    came
}

/// What takes a grammar longest: brackets in brackets, quotation marks that never end, lines without end.
#[test]
fn hostile_blocks_end() {
    let languages = ["html", "markdown", "ruby", "perl"];
    // The first are more than is looked at, the others just less.
    let rows = |line: &str, width: usize| format!("{}\n", line.repeat(width / line.len())).repeat(15_000 / width);
    let bodies = [
        "(".repeat(60_000),
        "a".repeat(1_000_000),
        "a;\n".repeat(300_000),
        "/*\n".repeat(5_000),
        rows("((((((((((a*)*)*)*)*", 390),
        rows("<a b=\"", 390),
        rows("\"\\", 390),
        rows("[![", 390),
        rows("<<<<EOF {{{{ $${{", 390),
        rows(&format!("{} {} ", "a".repeat(99), " ".repeat(98)), 390),
    ];
    for language in languages {
        for body in &bodies {
            let page = format!("---\ntitle: One\n---\n## A {{minutes=5}}\n\n~~~{language}\n{body}\n~~~\n");
            let built = build(&text_sources(&[("01-one.md", &page)]));
            let page = text(&built, "one/index.html");
            assert!(page.contains("<pre"), "{language} for {:?}", body.get(..20));
        }
    }
}

/// Every token as `[class words]`.
#[cfg(feature = "code")]
fn shown(language: &str, text: &str) -> String {
    let Found::Tokens(tokens) = find(language, text) else { panic!("{language} is known") };
    let part = |(class, words): &(Option<Class>, &str)| match class {
        Some(class) => format!("[{} {words}]", class.word()),
        None => (*words).to_owned(),
    };
    let line = |line: &Vec<_>| line.iter().map(part).collect::<String>();
    lines(text, &tokens).iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(feature = "code")]
#[test]
fn languages_are_read() {
    let rust = "fn main() {\n    let x: u32 = 0x1f; // שלום\n    say(\"a\\n\");\n}\n";
    assert_eq!(
        shown("rust", rust),
        "[keyword fn] [function main][punctuation ()] [punctuation {]\n    [keyword let] x[punctuation :] [keyword u32] [operator =] [number 0x1f][punctuation ;] [comment // שלום]\n    [function say][punctuation (][string \"a\\n\"][punctuation );]\n[punctuation }]"
    );
    assert_eq!(shown("Python", "x = 1  # one"), "x [operator =] [number 1]  [comment # one]");
    assert_eq!(shown("yaml", "title: One  # a\n"), "[name title][punctuation :] [string One]  [comment # a]");
    assert_eq!(shown("py", "a\n\n\n"), "a\n\n");
}

#[cfg(feature = "code")]
#[test]
fn names_that_are_none_are_told_from_plain_ones() {
    assert_eq!(find("pyhton", "x"), Found::Unknown);
    assert_eq!(find("text", "x"), Found::Plain);
    assert_eq!(find("rust", &"a".repeat(100_000)), Found::Plain);
    assert_eq!(find("rust", &"a;\n".repeat(400_000)), Found::Plain);
    for known in [
        "js",
        "javascript",
        "typescript",
        "html",
        "css",
        "bash",
        "sh",
        "shell",
        "c",
        "cpp",
        "c++",
        "csharp",
        "golang",
        "json",
        "toml",
        "sql",
        "latex",
        "markdown",
        "java",
        "kotlin",
        "swift",
        "ruby",
        "php",
        "r",
        "xml",
        "yml",
        "diff",
        "makefile",
        "dockerfile",
        "perl",
        "lua",
        "haskell",
        "scala",
    ] {
        assert!(matches!(find(known, "x"), Found::Tokens(_)), "{known}");
    }
}
