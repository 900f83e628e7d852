//! Names of things match whichever signs they are written with: an accent or a point as a sign of its own, or one with its letter.

use unicode_normalization::UnicodeNormalization as _;

use crate::support::{build, says, text, text_sources};

/// A curriculum that names everything by letters with marks. What stands between `‹` and `›` is written in one form, all else in the
/// other.
const FILES: &[(&str, &str)] = &[
    ("daf.yaml", "title: A test\nlicense: CC0\nlanguages: [en, es]\ntheme: thème\nvalues: [{name: Égalité}]\n"),
    ("‹thème/css/extra.css›", "p { color: black }\n"),
    (
        "glossary.yaml",
        "- term: étude\n  id: étude\n  definition: A study.\n- term: naïf\n  definition: Simple.\n  see: [‹étude›]\n",
    ),
    ("‹01-unité/_index.md›", "---\ntitle: Unit\n---\n"),
    (
        "‹01-unité/01-café.md›",
        "---\ntitle: One\nid: ‹café›\nvalues: [‹Égalité›]\nobjectives:\n  - {id: ‹savoir-où›, text: Know}\ntexts: [‹pensée›]\n\
         discussion:\n  - {id: ‹où›, prompt: Where?, text: pensée, objective: savoir-où}\n---\n\n\
         ## Début\n\nAn ‹étude›; [two](02-שּׁם.md#‹fin-été›), [here](#début), [there](term:étude), [unit](lesson:שּׁם).\n\n\
         ![A map](carte-é.svg) and [a file](fiche-é.pdf).\n\n::prompt{#où}\n\n::text{#pensée}\n",
    ),
    ("‹01-unité/01-café.es.md›", "---\ntitle: Uno\ndiscussion:\n  - {id: où, prompt: Dónde}\n---\n"),
    ("‹01-unité/02-שּׁם.md›", "---\ntitle: Two\nrequires: [café]\n---\n\n## Fin été\n\nWords.\n"),
    (
        "‹01-unité/carte-é.svg›",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0\"/></svg>\n",
    ),
    ("‹01-unité/fiche-é.pdf›", "%PDF-1.4\n"),
    ("‹texts/pensée.md›", "---\ntitle: A thought\nen: I think.\nlicense: CC0\n---\n"),
    ("‹static/mémo.txt›", "x\n"),
    ("packets/p.yaml", "title: All\nitems: [café, {text: pensée}]\n"),
    ("packets/‹q-é.yaml›", "title: More\nitems: [{lesson: ‹שּׁם›}]\n"),
    (
        "index.md",
        "---\ntitle: Home\n---\n\n[A](01-unité/01-café.md), [b](/mémo.txt), [c](packet:q-é), [d](text:‹pensée›).\n",
    ),
];

/// Text with what stands in marks in one form, and all else in another.
fn written(text: &str, marked: fn(&str) -> String, other: fn(&str) -> String) -> String {
    text.split('›')
        .map(|part| part.split_once('‹').map_or_else(|| other(part), |(a, b)| other(a) + &marked(b)))
        .collect()
}

fn composed(text: &str) -> String {
    text.nfc().collect()
}

fn parted(text: &str) -> String {
    text.nfd().collect()
}

#[track_caller]
fn check(marked: fn(&str) -> String, other: fn(&str) -> String) {
    let files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| (written(path, marked, other), written(text, marked, other))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = text_sources(&files);
    let built = build(&sources);
    assert_eq!(says(&sources, &built), "");
    let paths: Vec<&str> = built.output.iter().map(|(path, _)| path.as_str()).collect();
    for path in ["unité/café/index.html", "unité/שם/index.html", "es/unité/café/index.html", "mémo.txt"] {
        assert!(paths.contains(&path), "{path} is not among {paths:?}");
    }
    assert!(paths.iter().any(|path| path.starts_with("files/") && path.ends_with("/fiche-é.pdf")), "{paths:?}");
    let page = text(&built, "unité/café/index.html");
    assert!(page.contains("id=\"début\""), "the heading has another id");
    assert!(page.contains("#fin-été\"") || page.contains("#fin-%C3%A9t%C3%A9\""), "the link leads elsewhere: {page}");
    // What is said is shown as it was typed.
    assert!(page.contains(&written("An ‹étude›", marked, other)[3..]), "the words of the page are other than typed");
}

#[test]
fn names_match_however_they_are_written() {
    check(composed, parted);
    check(parted, composed);
    check(parted, parted);
}
