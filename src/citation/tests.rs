//! Cases as people type them, from a table, and the forms that come out.

use rayon::prelude::*;

use super::catalogue::{Numbering, catalogue};
use super::{find, find_all, parse, read};

#[track_caller]
fn refused(typed: &str, expect: &str) {
    let error = parse(typed).expect_err(typed);
    assert_eq!(error.message, expect, "{typed}");
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
            let why = read(typed).err().map(|error| error.message).unwrap_or_default();
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

/// Every place of the counted works, a step apart that leaves none of a short work out and thins the long ones.
fn places() -> Vec<String> {
    let catalogue = catalogue();
    let mut all = Vec::new();
    for work in &catalogue.works {
        all.push(work.title.to_owned());
        match work.scheme {
            Numbering::Verses | Numbering::Chapters | Numbering::Parts => {
                for (chapter, &verses) in (1u32..).zip(&work.counts) {
                    let part = work.scheme == Numbering::Parts;
                    let place = |verse: u32| match part {
                        true => format!("{}, Part {chapter}, Chapter {verse}", work.title),
                        false => format!("{} {chapter}:{verse}", work.title),
                    };
                    all.extend((!part).then(|| format!("{} {chapter}", work.title)));
                    all.extend((1..=verses).map(place));
                    all.extend((verses > 2 && !part).then(|| format!("{} {chapter}:2-{verses}", work.title)));
                    let next = work.counts.get(chapter as usize).filter(|&&next| next > 0 && verses > 1 && !part);
                    all.extend(next.map(|_| format!("{} {chapter}:{verses}-{}:1", work.title, chapter + 1)));
                }
            }
            Numbering::Daf if !work.counts.is_empty() => {
                for side in work.counts[0]..=work.counts[1] {
                    all.push(format!("{} {}", work.title, super::name::amud(side)));
                    all.push(format!("{} {}:3", work.title, super::name::amud(side)));
                    if side % 2 == 0 && side < work.counts[1] {
                        all.push(format!("{} {}", work.title, side / 2));
                    }
                    if side % 2 == 1 && side < work.counts[1] {
                        let next = super::name::amud(side + 1);
                        all.push(format!("{} {}-{next}", work.title, super::name::amud(side)));
                    }
                }
            }
            _ => {}
        }
    }
    all
}

/// Reads a place, writes it out in both languages, and reads that.
fn round(typed: &str) -> Result<(), String> {
    let citation = parse(typed).map_err(|error| format!("{typed}: {error}"))?;
    let (canonical, he) = (citation.canonical(), citation.hebrew());
    let short = citation.short();
    if parse(&short).as_ref() != Ok(&citation) {
        return Err(format!("{typed} in short {short}: {:?}", parse(&short).map(|citation| citation.canonical())));
    }
    match parse(&he) {
        _ if canonical != typed => Err(format!("{typed}: {canonical}")),
        Ok(back) if back == citation => Ok(()),
        other => Err(format!("{typed} as {he}: {:?}", other.map(|citation| citation.canonical()))),
    }
}

#[test]
fn what_is_written_out_is_read_back() {
    let places = places();
    assert!(places.len() > 60_000, "{}", places.len());
    let wrong: Vec<String> = places.par_iter().filter_map(|typed| round(typed).err()).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn order_is_total_and_agrees_with_containment() {
    let places = places();
    let some: Vec<_> = places.iter().step_by(61).filter_map(|typed| parse(typed).ok()).collect();
    for a in &some {
        for b in some.iter().filter(|b| *b != a) {
            assert_ne!(a.sort_key(), b.sort_key(), "{} {}", a.canonical(), b.canonical());
            if a.contains(b) {
                assert!(a.sort_key() < b.sort_key() || b.contains(a), "{} {}", a.canonical(), b.canonical());
                assert!(a.overlaps(b) && b.overlaps(a), "{} {}", a.canonical(), b.canonical());
            }
            assert_eq!(a.sort_key() < b.sort_key(), a.order() < b.order(), "{} {}", a.canonical(), b.canonical());
        }
    }
}

/// A hand-made page of citations and look-alikes: what is marked as one is found whole, and nothing else is.
#[test]
fn prose_is_read_as_people_read_it() {
    let (mut truths, mut likes, mut missed, mut alarms) = (0, 0, Vec::new(), Vec::new());
    let mut told: Vec<String> = Vec::new();
    for line in include_str!("../../tests/vectors/prose.txt").lines().filter(|line| !line.starts_with('#')) {
        let (mut text, mut expect, mut open) = (String::new(), Vec::new(), 0);
        for c in line.chars() {
            match c {
                '{' | '<' => open = text.len(),
                '}' => expect.push(open..text.len()),
                '>' => likes += 1,
                c => text.push(c),
            }
        }
        truths += expect.len();
        let findings = find_all(&text);
        let found: Vec<_> = findings.citations.into_iter().map(|found| found.range).collect();
        told.extend(findings.impossible.into_iter().map(|one| text[one.range].to_owned()));
        missed.extend(expect.iter().filter(|range| !found.contains(range)).map(|range| text[range.clone()].to_owned()));
        alarms.extend(found.iter().filter(|range| !expect.contains(range)).map(|range| text[range.clone()].to_owned()));
    }
    // Of all that looks like a citation and is none, these alone are meant as one, at a place that is not there.
    let meant = [
        "Genesis 51:1",
        "Genesis 1:32",
        "Exodus 41:1",
        "Isaiah 67:1",
        "Psalms 151:1",
        "Malachi 4:1",
        "Berakhot 65b",
        "Berakhot 1a",
        "Makkot 25a",
        "Bava Batra 177a",
        "Meilah 22b",
    ];
    assert_eq!(told, meant);
    assert!(truths >= 200 && likes >= 200, "{truths} citations, {likes} look-alikes");
    let share = |part: usize, whole: usize| part as f64 / whole as f64;
    let recall = share(truths - missed.len(), truths);
    let precision = share(truths - missed.len(), truths - missed.len() + alarms.len());
    assert!(
        recall >= 0.97 && precision >= 0.995,
        "recall {recall:.3}, precision {precision:.4}\nmissed {missed:?}\nalarms {alarms:?}"
    );
}

#[test]
fn chapters_have_names() {
    let of = |typed: &str| parse(typed).unwrap().canonical();
    assert_eq!(of("Perek HaZahav"), "Mishnah Bava Metzia 4");
    assert_eq!(of("סנהדרין פרק חלק"), "Mishnah Sanhedrin 10");
    assert_eq!(of("שבת פרק במה מדליקין משנה ב"), "Mishnah Shabbat 2:2");
    assert_eq!(of("ברכות פרק קמא"), "Mishnah Berakhot 1");
    let two = read("פרק אלו דברים").unwrap();
    assert_eq!(
        (two.citations[0].canonical(), two.also[0].canonical()),
        ("Mishnah Berakhot 8".into(), "Mishnah Pesachim 6".into())
    );
    assert!(parse("HaZahav").is_err());
}
