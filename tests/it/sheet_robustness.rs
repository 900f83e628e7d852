//! Whatever a lesson says, its sheets are set, or what is wrong is told at its line in words for a teacher.

use std::fmt::Write as _;

use daf::Options;

use crate::support::{says, text_sources};

/// Words that only the engine has: none of them may ever be told.
const OF_THE_ENGINE: [&str; 7] = ["PDF/UA", "recursion", "parse", "print/blocks", "depth", "handout-error", "panicked"];

/// Bodies that stand beside one another in one lesson.
const TOGETHER: &[&str] = &[
    "Typst: #let x = 1, $x^2$, @ref, <label>, #read(\"/etc/passwd\"), \\\\ // c, = h, / t: d, #panic(\"x\").",
    "= No heading\n\n/ no: term",
    "One\u{1}, two\u{2}\u{7f}\u{85}, three\u{b}\u{c}, four\u{fff9}a\u{fffa}b\u{fffb}.",
    "\u{301}\n\n\u{5b0}\n\n\u{200d}\n\n\u{fe0f}\n\n\u{ad}\u{2060}\u{feff}\u{34f}\n\n\u{e0041}\u{e007f}",
    "a\u{5b0} א\u{301} a\u{64b} س\u{5bc} 1\u{20dd} -\u{5b0} (\u{64b}",
    "\u{202e}turned\u{202c} \u{2066}never closed",
    "- \n-\n- a\n-\n\n1.\n2. \n\n>\n\n> \n>> ",
    "::: tip\n:::\n\n::: tip[ ]\n\u{200b}\n:::",
    "| |\n|-|\n\n| | |\n|-|-|\n| | |\n\n|a|b|\n|-|-|\n|1|2|3|4|\n\n|a|\n|-|",
    "```\n```\n\n```\n\n\n```\n\n`` ` `` and ` `",
    "** ** __ __ *\u{200b}* ~~\u{200b}~~ [ ](https://x.example) [](https://y.example)",
    "- [ ] \n- [x] \n- [ ] a",
    "a\\\nb  \n  \nc\\\n\\\n",
    "### Genesis 1:1 and [a link](https://x.example), `code`, a mark[^h]\n\n[^h]: In a heading[^deep].\n\n[^deep]: And on.",
    "### Same\n\n### Same\n\n### Same",
    "A[^one] and again[^one], round[^two].\n\n[^one]: To[^two].\n\n[^two]: Back[^one], itself[^two].",
];

/// Bodies that are long or deep, each by itself.
fn alone() -> Vec<String> {
    let footnotes = |depth: usize| {
        let mut body = "Start[^0].\n\n".to_owned();
        for note in 0..depth - 1 {
            let _ = write!(body, "[^{note}]: Note {note}[^{}].\n\n", note + 1);
        }
        body + &format!("[^{}]: The last.\n", depth - 1)
    };
    let list =
        |depth: usize| (0..depth).map(|level| format!("{}- **a *b ~~c~~***\n", "  ".repeat(level))).collect::<String>();
    let many = |count: usize| (0..count).map(|note| format!("w[^{note}] ")).collect::<String>();
    let notes = |count: usize| (0..count).map(|note| format!("[^{note}]: n\n")).collect::<String>();
    vec![
        footnotes(2),
        footnotes(8),
        list(24),
        list(24) + &"  ".repeat(24) + "x[^0]\n\n" + &footnotes(8),
        // Marks in the text lead to each; none stands deep, though each leads to the next.
        format!("{}\n\n{}", footnotes(200), many(200)),
        format!("{}\n\n{}", many(300), notes(300)),
        "> ".repeat(24) + "a",
        "a".repeat(5000),
        "א".repeat(5000),
        "a.b/c-d?".repeat(1000),
        "word\u{200b}".repeat(1000),
        format!("```\n{}\n```", "x".repeat(3000)),
        format!("## {}\n\n## {}", "x".repeat(3000), "word ".repeat(600)),
    ]
}

#[track_caller]
fn check(lessons: &[(String, String)]) {
    let files: Vec<(&str, &str)> = lessons.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = text_sources(&files);
    let built = daf::build(&sources, "content", None, &Options::default());
    let said = says(&sources, &built);
    assert!(!built.diagnostics.has_errors(), "{said}");
    for word in OF_THE_ENGINE {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

fn lesson(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n## A part\n\n{body}\n")
}

#[test]
fn unusual_words_are_set() {
    let all = TOGETHER.join("\n\n");
    let mut lessons = vec![("together.md".to_owned(), lesson("Together", &all))];
    let title = format!("\"{}\"", "x".repeat(2000));
    lessons.push(("title.md".to_owned(), lesson(&title, "Words.")));
    for (at, lang) in ["tlh", "en-x-foo", "xx", "zh-hant-tw", "yi", "de-1996"].iter().enumerate() {
        lessons.push((format!("lang-{at}.md"), format!("---\ntitle: Words\nlang: {lang}\n---\n\nA word here.\n")));
    }
    check(&lessons);
}

#[test]
fn long_and_deep_words_are_set() {
    let lessons = alone().into_iter().enumerate().map(|(at, body)| (format!("{at}.md"), lesson("Words", &body)));
    check(&lessons.collect::<Vec<_>>());
}

#[test]
fn what_is_too_deep_is_told_in_the_words_of_the_lesson() {
    let emphasis = "*a _b ".repeat(500) + "x" + &" b_ a*".repeat(500);
    let bodies = [
        (0..1000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<String>(),
        ">".repeat(1000) + " a",
        emphasis,
        (0..1000).rev().map(|level| format!("{} tip\n", ":".repeat(level + 3))).collect::<String>(),
        (0..1000).map(|note| format!("a[^{note}]\n\n[^{note}]: b[^{}]\n\n", note + 1)).collect::<String>(),
        "[^0]\n\n".to_owned() + &(0..1000).map(|note| format!("[^{note}]: b[^{}]\n\n", note + 1)).collect::<String>(),
    ];
    for body in bodies {
        let files = [("one.md", lesson("Deep", &body))];
        let sources = text_sources(&[(files[0].0, files[0].1.as_str())]);
        let built = daf::build(&sources, "content", None, &Options::default());
        let said = says(&sources, &built);
        for word in OF_THE_ENGINE {
            assert!(!said.contains(word), "{word}: {}", said.chars().take(2000).collect::<String>());
        }
    }
}
