//! Tables of what is typed and what it becomes.

use super::*;

#[test]
fn folding_follows_the_shared_table() {
    let table: Vec<(String, String)> = serde_json::from_str(include_str!("../../tests/vectors/fold.json")).unwrap();
    let wrong: Vec<String> = table
        .iter()
        .filter(|(typed, expect)| fold(typed) != *expect)
        .map(|(typed, expect)| format!("{typed}: {}, not {expect}", fold(typed)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn tokens_keep_the_bytes_as_written() {
    let text = "אֶת־הָֽאָדָם֙, Ta'anit";
    let found: Vec<(&str, String)> = tokens(text).map(|(range, token)| (&text[range], token)).collect();
    let expect = [("אֶת", "את"), ("הָֽאָדָם֙", "האדמ"), ("Ta'anit", "taanit")];
    assert_eq!(found, expect.map(|(pointed, token)| (pointed, token.to_owned())));
}

#[test]
fn numerals_go_both_ways() {
    for (number, text) in [(5, "ה׳"), (15, "ט״ו"), (16, "ט״ז"), (22, "כ״ב"), (115, "קט״ו"), (613, "תרי״ג"), (400, "ת׳")]
    {
        assert_eq!(numeral(number), text);
        assert_eq!(from_numeral(text), Some(number));
    }
    assert_eq!(from_numeral("כב"), Some(22));
    assert_eq!(from_numeral("שלום"), None);
    assert_eq!(from_numeral(""), None);
}

#[test]
fn marks_are_hidden_as_the_format_says() {
    let verse = "וַיִּבְרָ֨א אֱלֹהִ֤ים ׀ אֶת־הָֽאָדָם֙ אֹתָֽם׃";
    let show = |vowels, cantillation| display(verse, Show { vowels, cantillation, ..Show::default() }).into_owned();
    assert_eq!(show(true, true), verse);
    assert_eq!(show(true, false), "וַיִּבְרָא אֱלֹהִים אֶת־הָֽאָדָם אֹתָֽם׃");
    assert_eq!(show(false, true), "ויברא אלהים את־האדם אתם׃");
}

/// Words, a way, and how they are shown so: the browser's twin is held to the same table (`tests/search/names_twin.mjs`).
#[test]
fn names_are_shown_as_asked() {
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/vectors/names.tsv").lines() {
        let mut parts = line.split('\t');
        let (text, way, shown) =
            (parts.next().expect("words"), parts.next().expect("a way"), parts.next().expect("words"));
        let divine_name = DivineName::from_word(way).expect("a way");
        let came = display(text, Show { divine_name, ..Show::default() });
        if came != shown {
            wrong.push(format!("{text} as {way}: {came}, not {shown}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(has_divine_name("שִׁירוּ לַיהוָה"));
    assert!(!has_divine_name("יהודה אלהים"));
}

#[test]
fn slugs_keep_hebrew_without_marks() {
    assert_eq!(slug("דְּרָשׁ וְעוֹד!"), "דרש-ועוד");
    assert_eq!(slug("One to One: a start"), "one-to-one-a-start");
    assert_eq!(slug("אֶת־הָאָדָם"), "את-האדם");
    assert_eq!(slug("🕊"), "section");
}

/// The groups of tests/vectors/spellings.jsonl: spellings of one word meet under a key, those of others do not.
#[test]
fn spellings_of_one_word_meet() {
    let table = include_str!("../../tests/vectors/spellings.jsonl");
    let groups: Vec<Vec<String>> = table
        .lines()
        .map(|line| {
            let group: serde_json::Value = serde_json::from_str(line).unwrap();
            group["spellings"].as_array().unwrap().iter().map(|word| fold(word.as_str().unwrap())).collect()
        })
        .collect();
    let strict = |a: &str, b: &str| spelling_keys(a).iter().any(|key| spelling_keys(b).contains(key));
    let word = |a: &str, b: &str| {
        let keys: Vec<String> = spelling_keys(b).iter().map(|key| loose_key(key)).collect();
        a == b || spelling_keys(a).iter().any(|key| keys.contains(&loose_key(key)))
    };
    // Names of several words meet word by word; one written with a hyphen or without, as a whole.
    let loose = |a: &str, b: &str| {
        let (one, other): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
        match one.len() == other.len() {
            true => one.iter().zip(&other).all(|(a, b)| word(a, b)),
            false => word(&one.concat(), &other.concat()),
        }
    };
    let (mut pairs, mut apart) = (0, Vec::new());
    for group in &groups {
        for a in group {
            for b in group.iter().filter(|b| *b != a) {
                pairs += 1;
                apart.extend((!loose(a, b)).then(|| format!("{a} {b}")));
            }
        }
    }
    assert!(apart.len() * 50 <= pairs, "{} of {pairs}: {apart:?}", apart.len());
    let mut met = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for other in &groups[at + 1..] {
            let pairs = group.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
            met.extend(pairs.filter(|(a, b)| strict(a, b)).map(|(a, b)| format!("{a} and {b} are not one word")));
        }
    }
    assert!(met.is_empty(), "{} wrong\n{}", met.len(), met.join("\n"));
}
