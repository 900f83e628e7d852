//! The rule of direction, case by case: text in, text with its isolates out. What a reader then sees is read back from a browser and
//! from paper in tests/direction.

use super::phrases::{IsolateKind, isolates};
use super::{Direction, direction_of, in_plain, of_block};
use Direction::{Ltr, Rtl};

/// The text with each phrase in `{}` and each group of numbers in `<>`.
fn shown(text: &str, block: Direction) -> String {
    let mut marks: Vec<(usize, u8, char)> = Vec::new();
    for isolate in isolates(text, block) {
        let (open, close) = if isolate.kind == IsolateKind::Number { ('<', '>') } else { ('{', '}') };
        let inner = u8::from(isolate.kind == IsolateKind::Number);
        marks.push((isolate.range.start, 2 + inner, open));
        marks.push((isolate.range.end, 1 - inner, close));
    }
    marks.sort_unstable();
    let mut out = String::new();
    let mut done = 0;
    for (at, _, mark) in marks {
        out.push_str(&text[done..at]);
        out.push(mark);
        done = at;
    }
    out + &text[done..]
}

#[track_caller]
fn check(block: Direction, expect: &str) {
    let text: String = expect.chars().filter(|c| !"{}<>".contains(*c)).collect();
    assert_eq!(shown(&text, block), expect);
}

#[test]
fn a_phrase_goes_from_its_first_letter_to_its_last() {
    check(Ltr, "They learn {לומדים חברותא בזוגות} today");
    check(Ltr, "({רמב״ם}, 1138–1204)");
    check(Ltr, "Read {פרק ה'} today");
    check(Rtl, "אנחנו קוראים את {Sefaria} ביחד.");
    check(Rtl, "{Organizing Institute} הוא תכנית");
    check(Ltr, "What is {צדק}?");
    check(Ltr, "{צדק} and {שלום, אמת}!");
    check(Ltr, "plain");
    check(Rtl, "עברית");
}

#[test]
fn partners_of_what_is_inside_are_inside() {
    check(Ltr, "He said {הוא אמר (בקצרה)}.");
    check(Ltr, "See {(א) ב} there");
    check(Ltr, "He said ({בקצרה}) and left");
    check(Ltr, "The word \"{שלום}\" is here");
    check(Ltr, "He said {אמר \"שלום\"} loudly");
    check(Ltr, "It says {כתוב “צדק” שם} twice");
    check(Ltr, "It says {כתוב „צדק” שם} twice");
    check(Ltr, "Both {ו\"תודה\"} twice");
    check(Ltr, "The {חז\"ל} say");
    check(Ltr, "A bracket ({פתוח and} never closed".replace("{פתוח and}", "{פתוח} and").as_str());
    check(Rtl, "אמר ({Saul Alinsky}) כך");
    check(Rtl, "אמר {Alinsky (1971) wrote} כך");
}

#[test]
fn what_clings_to_the_last_letter_is_inside() {
    check(Ltr, "The {וכו׳} end");
    check(Ltr, "It is {תשפ״ה} now");
    check(Ltr, "Ends {פסוק׃} here");
    check(Ltr, "With {בית־} there");
    check(Ltr, "He said '{שלום}' twice");
    check(Ltr, "Quoted ״{תיקון עולם}״ here");
}

#[test]
fn digits_of_a_word_are_the_words() {
    check(Rtl, "קובץ {MP3} כאן");
    check(Rtl, "וירוס {COVID-19} כאן");
    check(Rtl, "סרט {3D} כאן");
    check(Rtl, "עמוד {5b} כאן");
    check(Ltr, "see {פרק ה-12} today");
    check(Ltr, "the year {תשפ״ה} 2025");
    check(Ltr, "by {ה-<12–15>} there");
    check(Rtl, "ראו {https://sefaria.org/Genesis.1.2}. שם");
    check(Rtl, "ראו ({www.sefaria.org/Genesis.1}) שם");
    check(Rtl, "ראו {Genesis} <18:13–23> כאן");
}

#[test]
fn numbers_keep_their_order_among_letters_from_the_right() {
    check(Rtl, "בשנים <1138–1204> חי");
    check(Rtl, "בשעה <18:30-20:00>, בעלות <₪3.50> או <10%> פחות");
    check(Rtl, "התקשרו <050-123-4567> עכשיו");
    check(Rtl, "בשנת 1948 ובשנת 1,967.");
    check(Ltr, "They lived {בשנים <1138–1204> בערך} there");
    check(Ltr, "In 1138–1204 {חי}");
}

#[test]
fn a_line_that_ends_by_hand_ends_a_phrase() {
    check(Ltr, "a {אבג}\n{דהו} b");
}

#[test]
fn blocks_run_as_their_words_do() {
    for (text, document, expect) in [
        ("אנחנו קוראים את Sefaria ביחד.", Ltr, Rtl),
        ("Organizing Institute הוא תכנית", Rtl, Rtl),
        ("הוא אמר (בקצרה).", Ltr, Rtl),
        ("Bring pens.", Rtl, Ltr),
        ("Sefaria בעברית", Rtl, Rtl),
        ("Sefaria בעברית", Ltr, Ltr),
        ("12", Rtl, Rtl),
        ("12", Ltr, Ltr),
        ("-ים", Ltr, Rtl),
        ("כתובת: https://example.org/a/long/way-to-go", Rtl, Rtl),
        ("one אחת שתיים", Ltr, Ltr),
        ("one אחת שתיים שלוש", Ltr, Rtl),
    ] {
        assert_eq!(of_block(text, document), expect, "{text}");
    }
}

#[test]
fn languages_run_as_their_letters_do() {
    assert_eq!(direction_of("yi", ""), Rtl);
    assert_eq!(direction_of("lad", "לאדינו"), Rtl);
    assert_eq!(direction_of("lad", "Ladino"), Ltr);
    assert_eq!(direction_of("he-Latn", ""), Ltr);
    assert_eq!(direction_of("ar", "عربي"), Rtl);
}

#[test]
fn plain_text_has_isolates() {
    assert_eq!(in_plain("Read פרק ה' today", Ltr), "Read \u{2067}פרק ה'\u{2069} today");
    assert_eq!(in_plain("מה?", Ltr), "\u{2067}מה?\u{2069}");
    assert_eq!(in_plain("a\u{202e}b", Ltr), "ab");
}

/// Walls of every sign end in time that grows with their length, and lose nothing.
#[test]
fn walls_are_read_once() {
    for unit in ["(א", "\"א ", "א'", "א a ", "(", ")א", "1–2 א ", "\u{5b0}", "א\" ", "“א", "ו\"אב ", "5א5 "]
    {
        let wall = unit.repeat(20_000);
        for block in [Ltr, Rtl] {
            let found = isolates(&wall, block);
            assert!(found.iter().all(|one| wall.get(one.range.clone()).is_some()), "{unit}");
        }
    }
}

#[test]
fn a_sign_whose_partner_is_beyond_other_letters_parts_a_phrase() {
    check(Ltr, "The word {שבת} (plural: {שבתות}), {מועד} (holiday) and {חג} are here.");
    check(Ltr, "They say (plural {שבתות}) {שבת} often here.");
    check(Ltr, "He said \"my {שלום}\", {עולם} and left");
    check(Ltr, "They say {שבת} ({שבתות} plural) often");
    check(Ltr, "The words {שלום} (\"peace\", \"{שלום}\"), {עולם} here");
    check(Rtl, "הם אמרו (ברבים {Sabbaths}) {Sabbath} כאן היום.");
}

#[test]
fn numbers_stay_with_the_letters_that_they_are_written_to() {
    for word in [
        "7:30pm",
        "10:00AM–12:00PM",
        "9:00–5:00pm",
        "5–10km",
        "12:5a",
        "18:13b–14a",
        "1/2in",
        "10:00 AM - 12:00 PM",
        "example.org/12",
        "wa.me/972501234567",
        "t.me/dana_2",
        "lesson_2",
        "lesson.2",
        "10°C",
        "x=5",
        "501(c)(3)",
        "401(k)",
        "#12A",
        "MP3",
        "COVID-19",
        "A4/A5",
        "$5M",
        "https://he.wikipedia.org/wiki/חברותא",
        "https://example.org/12",
    ] {
        check(Rtl, &format!("ראו {{{word}}} כאן."));
        check(Rtl, &format!("ראו ({{{word}}}), שם"));
    }
    check(Rtl, "ב-{3D} וב־{MP3}-ים");
    check(Ltr, "at {<7:30>בערב} today, and {<10–12>איש} came");
    check(Ltr, "in {בראשית: 5, ה-12} and {פרק12}");
    check(Rtl, "היא <-5> מעלות, ולא 5");
}

#[test]
fn an_apostrophe_before_other_letters_is_theirs() {
    check(Ltr, "The {רש\"י}'s book and {משה}’s");
    check(Ltr, "The {ה}'Power' of {ו}״Power״");
    check(Rtl, "הוא אמר ו״{Power}״ חשוב, ה'{Movement}' ו’{Selma}’ כאן");
    check(Rtl, "המושג ״{Power}״ ול\"{Zoom}\"");
}
