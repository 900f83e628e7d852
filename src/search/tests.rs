//! Tests of the index: words in, entries out.

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
