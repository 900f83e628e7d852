//! Citations and terms in the words of lessons, as a page links them: whatever line, mark, number or prefix they stand in.

use daf::Built;

use crate::support::{build, says, text, text_sources};

/// A site with one lesson and a glossary.
fn site(lesson: &str) -> Built {
    let glossary = "
- {id: power-map, term: power map, definition: Who has power.}
- {id: chesed, term: chesed, he: חֶסֶד, definition: Loyalty.}
- {id: chevruta, term: chevruta, he: חַבְרוּתָא, definition: Pairs.}
- {id: one-to-one, term: one-to-one, definition: A talk.}
- {id: ally, term: ally, definition: Who stands beside us.}
- {id: covenant, term: covenant, he: בְּרִית, definition: A promise.}
";
    let sources = text_sources(&[
        ("daf.yaml", "title: Trial\nlicense: CC-BY-SA-4.0\n"),
        ("glossary.yaml", glossary),
        ("lesson.md", lesson),
    ]);
    let built = build(&sources);
    assert!(!built.diagnostics.has_errors(), "{}", says(&sources, &built));
    built
}

/// The words of the links of a class on the lesson's page, in order, without marks and with single spaces.
#[track_caller]
fn check(lesson: &str, class: &str, expect: &[&str]) {
    let built = site(lesson);
    let page = text(&built, "lesson/index.html");
    let opening = format!("<a class=\"{class}\"");
    let links = page.split(&opening).skip(1).map(|link| {
        let inside = link.split_once('>').map_or("", |(_, rest)| rest).split("</a>").next().unwrap_or_default();
        let words = inside.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
        words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert_eq!(links.collect::<Vec<_>>(), expect);
}

#[test]
fn citations_go_over_line_ends() {
    check(
        "---
title: Lesson
---
We turn to Berakhot
5b, then to Exodus 18:
13 and Pirkei Avot
2:16. ראו ברכות
ה ע״ב.

> In a quotation, Isaiah
> 58:6.

- In a list, Deut.
  16:20.
",
        "cite",
        &["Berakhot 5b", "Exodus 18: 13", "Pirkei Avot 2:16", "ברכות ה ע״ב", "Isaiah 58:6", "Deut. 16:20"],
    );
}

#[test]
fn citations_go_over_line_ends_in_fields() {
    check(
        "---
title: Lesson
objectives:
  - |
    Read Berakhot
    5b.
discussion:
  - prompt: |
      What does *Micah*
      6:8 ask?
exercises:
  - title: Try
    instructions: |
      Compare **Amos**
      5:24.
---
",
        "cite",
        &["Berakhot 5b", "Micah 6:8", "Amos 5:24"],
    );
}

#[test]
fn citations_go_over_marks() {
    check(
        "---
title: Lesson
---
Read *Berakhot* 5b, **Avot** 2:16, _Pirkei Avot_
2:16, *see Deut.* 16:20, ***Isaiah*** **58:6** and *ברכות* ה ע״ב.

| Text |
| --- |
| *Genesis* 1:1 |

None is `Berakhot` 5b, [Avot](https://a.org) 2:16, \\*Micah* 6:8, *\\Amos* 5:24 or Exodus\\
18:13.
",
        "cite",
        &["Berakhot 5b", "Avot 2:16", "Pirkei Avot 2:16", "Deut. 16:20", "Isaiah 58:6", "ברכות ה ע״ב", "Genesis 1:1"],
    );
}

#[test]
fn marks_stay_on_their_words() {
    let built = site("---\ntitle: Lesson\n---\nRead *see Berakhot* 5b and Micah **6:8 too**.\n");
    let page = text(&built, "lesson/index.html");
    assert!(page.contains("<em>see </em><a class=\"cite\" href="), "{page}");
    assert!(page.contains("><em>Berakhot</em> 5b</a> and <a class=\"cite\" href="), "{page}");
    assert!(page.contains(">Micah <strong>6:8</strong></a><strong> too</strong>."), "{page}");
}

#[test]
fn terms_are_found_in_any_number_and_behind_prefixes() {
    check(
        "---
title: Lesson
---
One-to-ones and Power Maps are here. חסדאי is a name. Chesedic is not.

We do חֶסֶד and the בחברותא way, with our allies’ help; the covenant's end.
",
        "term",
        &["One-to-ones", "Power Maps", "חֶסֶד", "בחברותא", "allies’", "covenant&#39;s"],
    );
}

/// A word of nothing but letters that are written together with others has as many stems as letters; none is asked for.
#[test]
fn a_word_of_prefixes_alone_is_indexed() {
    let lesson = format!("---\ntitle: L\n---\n{}\n", "ש".repeat(30_000));
    assert!(site(&lesson).output.iter().any(|(path, _)| path.as_str().ends_with("lesson/index.html")));
}
