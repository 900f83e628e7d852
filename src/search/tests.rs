//! Tests of the index: words in, entries out.

use super::english::English;
use super::index::stem;

#[track_caller]
fn check_stem(word: &str, expect: Option<&str>) {
    assert_eq!(stem(word), expect, "{word}");
}

#[test]
fn prefixes_are_peeled_where_a_word_stays() {
    check_stem("והפכ", Some("הפכ"));
    check_stem("שלומ", Some("לומ"));
    check_stem("מבית", Some("בית"));
    check_stem("ולצדק", Some("צדק"));
    check_stem("הפכ", None);
    check_stem("צדק", None);
    check_stem("halakhah", None);
}

/// The keys of a file of words, for the browser's twin to be held to (tests/search/english_twin.mjs).
#[test]
fn forms_of_a_word_share_a_key() {
    let english = English::new();
    let table = include_str!("../../tests/vectors/english.txt");
    let mut wrong = Vec::new();
    for line in table.lines() {
        let mut words = line.split(' ');
        let key = words.next().unwrap_or_default();
        let others = words.filter(|word| english.key(word).as_deref() != Some(key));
        wrong.extend(others.map(|word| format!("{word}: {:?}, not {key}", english.key(word))));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(table.lines().count() > 100);
}

#[test]
fn plain_words_are_in_order() {
    assert!(["about", "you", "kept"].into_iter().all(super::english::is_plain));
    assert!(!super::english::is_plain("avot"));
}
