//! Cases as people type them, from a table, and the forms that come out.

use super::{find, parse, read};

#[track_caller]
fn refused(typed: &str, expect: &str) {
    let refusal = parse(typed).expect_err(typed);
    assert_eq!(refusal.message, expect, "{typed}");
}

/// What a reference gives: the canonical forms of its places; of one chapter's verses, as one.
fn canonical(typed: &str) -> Vec<Option<String>> {
    match read(typed) {
        Ok(reading) => match reading.list() {
            Some(list) => vec![Some(list)],
            None => reading.citations.iter().map(|citation| Some(citation.canonical())).collect(),
        },
        Err(_) => vec![None],
    }
}

#[test]
fn the_table_of_cases_holds() {
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/vectors/citations.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let typed = case["in"].as_str().unwrap();
        let expect: Vec<Option<String>> = match &case["canonical"] {
            serde_json::Value::Array(all) => all.iter().map(|one| one.as_str().map(str::to_owned)).collect(),
            one => vec![one.as_str().map(str::to_owned)],
        };
        let got = canonical(typed);
        if got != expect {
            let why = read(typed).err().map(|refusal| refusal.message).unwrap_or_default();
            wrong.push(format!("{typed}: {got:?}, expected {expect:?} {why}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn limits_are_told() {
    refused("Genesis 51:1", "Genesis has 50 chapters");
    refused("Genesis 1:32", "Genesis 1 has 31 verses");
    refused("Berakhot 65b", "Berakhot ends at 64a");
    refused("Berakhot 1a", "Berakhot begins at 2a");
    refused("Isaiah 58:6-5", "the range runs backwards");
    assert_eq!(parse("Pirkey Avott 5:22").unwrap_err().suggestions, ["Pirkei Avot 5:22"]);
}

#[test]
fn every_form_comes_out() {
    let avot = parse("Avot 2:16").unwrap();
    assert_eq!(avot.hebrew(), "אבות ב׳:ט״ז");
    assert_eq!(avot.slug(), "pirkei-avot-2-16");
    assert_eq!(avot.url(), "https://www.sefaria.org/Pirkei_Avot.2.16?lang=bi");
    let daf = parse("ברכות ה ע״ב").unwrap();
    assert_eq!((daf.canonical(), daf.hebrew()), ("Berakhot 5b".to_owned(), "ברכות ה׳ ע״ב".to_owned()));
    let yitro = parse("Exodus 18:13-23").unwrap();
    assert_eq!(yitro.hebrew(), "שמות י״ח:י״ג–כ״ג");
    assert_eq!(yitro.portion().map(|portion| portion.name), Some("Yitro"));
    let haggadah = parse("Pesach Haggadah, Magid, Ha Lachma Anya 3").unwrap();
    assert_eq!(haggadah.canonical(), "Pesach Haggadah, Magid, Ha Lachma Anya 3");
    assert_eq!(haggadah.url(), "https://www.sefaria.org/Pesach_Haggadah%2C_Magid%2C_Ha_Lachma_Anya.3?lang=bi");
}

#[test]
fn order_and_containment() {
    let of = |typed: &str| parse(typed).unwrap();
    assert!(of("Isaiah 58").contains(&of("Isaiah 58:6-7")));
    assert!(!of("Isaiah 58:6-7").contains(&of("Isaiah 58")));
    assert!(of("Isaiah 58:6-7").overlaps(&of("Isaiah 58:7-9")));
    assert!(!of("Isaiah 58:6-7").overlaps(&of("Isaiah 59")));
    assert!(of("Berakhot 5").contains(&of("Berakhot 5b")));
    let mut keys = ["Berakhot 5b", "Genesis 2:18", "Mishnah Peah 1:1", "Exodus 1:15", "Genesis 1"]
        .map(|typed| (of(typed).sort_key(), typed));
    keys.sort();
    assert_eq!(
        keys.map(|(_, typed)| typed),
        ["Genesis 1", "Genesis 2:18", "Exodus 1:15", "Mishnah Peah 1:1", "Berakhot 5b"]
    );
}

#[test]
fn prose_gives_citations_and_no_false_alarms() {
    let found = |text: &str| find(text).into_iter().map(|found| text[found.range].to_owned()).collect::<Vec<_>>();
    assert_eq!(found("See Berakhot 5b, Deut. 16:20 and Exodus 18."), ["Berakhot 5b", "Deut. 16:20", "Exodus 18"]);
    assert_eq!(found("כתוב במסכת אבות ב:טז, ובבראשית ב׳:י״ח."), ["מסכת אבות ב:טז", "בראשית ב׳:י״ח"]);
    assert_eq!(found("Read Pirkei Avot 5:17-18; then rest."), ["Pirkei Avot 5:17-18"]);
    for none in [
        "Job 3 times",
        "Mark 3",
        "Acts 2",
        "numbers 5 and 6",
        "Is. 5 enough?",
        "In Genesis we read",
        "Read 5:22 again",
        "\\Berakhot 5b",
        "Ruth 1 was there",
        "at 6:30 on Esther",
        "Room Exodus 18b4",
        "Judges 10 people",
    ] {
        assert!(found(none).is_empty(), "{none}: {:?}", found(none));
    }
}
