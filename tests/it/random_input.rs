//! Whatever bytes a file holds, daf answers with a site or with mistakes, and never falls over.

use crate::support::{Dice, build, sources};

const PIECES: &[&str] = &[
    "---\n",
    "title: x\n",
    "minutes: 10\n",
    "texts:\n",
    "  - {id: a, ref: Avot 1:1, he: \"אב֑גד\"}\n",
    "discussion:\n",
    "  - what?\n",
    "\n",
    "## H {minutes=5 kind=opening}\n",
    ":::say\n",
    ":::\n",
    "::::tip[a]{b=c}\n",
    "::::\n",
    "::text{#a}\n",
    "::prompt{text=a}\n",
    "[a](b.md)",
    "![c](d.png)",
    "[^1]",
    "[^1]: note\n",
    "> q\n",
    "- l\n",
    "  - m\n",
    "|a|b|\n|-|-|\n|c|\n",
    "`",
    "**",
    "<b>",
    "\\",
    "שלום",
    "\u{202e}",
    "\u{0}",
    "&",
    ":",
    "{",
    "}",
    "#",
    "term\n: what\n",
    "Genesis 51:1",
    "אבות ב:טז",
    "é",
    "🙂",
    "\r\n",
    "\t",
    "exercises: [",
];

#[test]
fn any_pieces_in_any_order() {
    let mut dice = Dice(7);
    for _ in 0..600 {
        let mut text = String::from(if dice.roll(3) == 0 { "" } else { "---\ntitle: T\n" });
        for _ in 0..dice.roll(40) {
            text.push_str(PIECES[dice.roll(PIECES.len())]);
        }
        check_stands(text.as_bytes());
    }
}

#[test]
fn any_lesson_with_bytes_changed() {
    let lesson = std::fs::read(crate::support::project().join("tests/sites/example/turn-it.md")).expect("it is there");
    let mut dice = Dice(11);
    for _ in 0..300 {
        let mut bytes = lesson.clone();
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap_or(0),
                1 => drop(bytes.remove(at)),
                _ => bytes.truncate(at.max(1)),
            }
        }
        check_stands(&bytes);
    }
}

fn check_stands(bytes: &[u8]) {
    let sources = sources(&[("lesson.md", bytes)]);
    let built = build(&sources);
    let said = crate::support::says(&sources, &built);
    assert!(built.diagnostics.is_empty() || !said.is_empty());
    if built.diagnostics.has_errors() {
        assert!(built.output.is_empty(), "something was made though there are errors");
    }
}

const CITED: &[&str] = &[
    "Genesis",
    "Gen.",
    "Avot",
    "Pirkei Avot",
    "Mishnah ",
    "B. ",
    "Ber",
    "Berakhot",
    "Shabbat",
    "Rashi on ",
    "Rambam, ",
    "Hilkhot ",
    "Teshuvah",
    "Guide",
    "Zohar",
    "Tanya",
    "Midrash Tanchuma, ",
    "Noach",
    "Parashat ",
    "Kings",
    "1 ",
    "II ",
    "בראשית",
    "אבות",
    "ברכות",
    "שבת",
    "רש״י על ",
    "הלכות ",
    "תשובה",
    "פרק ",
    "דף ",
    "ע״ב",
    "עמוד ",
    "א",
    "ב׳",
    "ט״ז",
    "פ״ד",
    "מ״ה",
    " ",
    " ",
    ",",
    ", ",
    ".",
    ":",
    ";",
    "-",
    "–",
    "־",
    " to ",
    "עד ",
    "and ",
    "1",
    "5b",
    "18:13",
    "0",
    "99999999999",
    "III",
    "iv",
    "a",
    "b",
    "ff.",
    "(",
    ")",
    "\"",
    "'",
    "״",
    "\u{5b0}",
    "\u{200f}",
    "é",
    "\n",
    "Haggadah",
    "Magid",
    "ch. ",
    "verse ",
    "§",
];

#[test]
fn any_pieces_of_citations() {
    let mut dice = Dice(7);
    for _ in 0..3_000 {
        let text: String = (0..1 + dice.roll(9)).map(|_| CITED[dice.roll(CITED.len())]).collect();
        match daf::citation::read(&text) {
            Ok(reading) => {
                for place in &reading.citations {
                    let canonical = place.canonical();
                    let again = daf::citation::parse(&canonical).map(|again| again.canonical());
                    assert_eq!(again.as_deref(), Ok(canonical.as_str()), "{text:?}");
                    assert!(place.contains(place) && place.overlaps(place), "{text:?}");
                    let _ = (place.hebrew(), place.url(), place.slug(), place.order(), place.short(), place.haftarot());
                }
            }
            Err(refusal) => assert!(text.get(refusal.range.clone()).is_some(), "{text:?} {refusal:?}"),
        }
        for found in daf::citation::find(&text) {
            assert!(text.get(found.range).is_some(), "{text:?}");
        }
    }
}

/// A book's name that is a portion's too has two meanings; what follows in a list is read once for both.
#[test]
fn long_lists_of_places_are_read_once() {
    let names = ["בראשית א", "שמות ב", "ויקרא ג", "במדבר ד", "דברים ה"];
    let list: Vec<&str> = names.into_iter().cycle().take(20).collect();
    let reading = daf::citation::read(&list.join("; ")).expect("each is a place");
    assert_eq!(reading.citations.len(), 20);
    assert!(daf::citation::read(&"בראשית א, ".repeat(1000)).is_err());
}
