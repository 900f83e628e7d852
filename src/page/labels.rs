//! Words that go to scripts in an attribute.

use std::collections::BTreeMap;

use crate::words::Words;

/// Words for a script, as `id=words` in a line each: a message of several lines becomes one.
pub(crate) fn labels(words: BTreeMap<String, String>) -> String {
    let line =
        |(id, words): (&String, &String)| format!("{id}={}", words.split_whitespace().collect::<Vec<_>>().join(" "));
    words.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The words of session mode and of projecting.
pub(crate) fn of_session(words: &Words) -> String {
    let of = |prefix: &'static str| {
        words.starting(prefix).into_iter().map(move |(id, words)| (format!("{prefix}{id}"), words))
    };
    labels(of("session-").chain(of("present-")).collect())
}
