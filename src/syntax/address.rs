//! Addresses of the web that stand bare in running words: where they begin and end.
//!
//! Looks at words alone; whether an address is safe is said by `dest`.

use std::ops::Range;

/// The bare addresses of a text, in order: `https://…`, `http://…` and `www.…`, without the punctuation of the sentence around them.
pub(crate) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    while let Some(start) = next(text, done) {
        let end = start + length(text.get(start..).unwrap_or_default());
        if is_address(text.get(start..end).unwrap_or_default()) {
            found.push(start..end);
        }
        done = end.max(start + 1);
    }
    found
}

/// Where the next of them may begin: at the beginning of a word.
fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        let rest = bytes.get(*at..).unwrap_or_default();
        ["https://", "http://", "www."].iter().any(|sign| rest.starts_with(sign.as_bytes()))
    };
    let is_free = |at: &usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'@')))
    };
    let mut places = memchr::memchr2_iter(b'h', b'w', bytes.get(from..)?).map(|at| from + at);
    places.find(|at| begins(at) && is_free(at))
}

/// How long the address is that begins a text: up to white space, a quotation mark or a bracket, less what ends a sentence.
fn length(text: &str) -> usize {
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '״'
                    | '\u{fffc}'
                    | '{'
                    | '}'
                    | '|'
                    | '\\'
                    | '^'
                    | '`'
                    | '['
                    | ']'
            )
    };
    let mut end = text.find(is_end).unwrap_or(text.len());
    let count = |sign: char| text.get(..end).unwrap_or_default().matches(sign).count();
    let (opens, mut closes) = (count('('), count(')'));
    loop {
        let words = text.get(..end).unwrap_or_default();
        let Some(last) = words.chars().next_back() else { return end };
        let is_loose = match last {
            ')' => closes > opens,
            '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '‘' | '׃' | '–' | '—' | '…' => {
                true
            }
            _ => false,
        };
        if !is_loose {
            return end;
        }
        closes -= usize::from(last == ')');
        end -= last.len_utf8();
    }
}

/// Whether it names a host: letters and a dot, or what a machine calls itself.
fn is_address(text: &str) -> bool {
    let host = text.trim_start_matches("https://").trim_start_matches("http://");
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let is_named = host.split('.').filter(|part| !part.is_empty()).count() > usize::from(host.starts_with("www.")) + 1;
    is_named && !host.starts_with('.') && !host.contains("..") && !host.contains('@')
}

/// The address that a bare one leads to.
pub(crate) fn whole(typed: &str) -> String {
    if typed.starts_with("www.") { format!("https://{typed}") } else { typed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn of(text: &str, all: &[&str]) {
        let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, all, "{text}");
    }

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        of(
            "See https://www.sefaria.org, or www.joinforjustice.org.",
            &["https://www.sefaria.org", "www.joinforjustice.org"],
        );
        of("(https://example.org/a_(b)) and (www.example.org)", &["https://example.org/a_(b)", "www.example.org"]);
        of("ראו https://he.wikisource.org/wiki/אבות.", &["https://he.wikisource.org/wiki/אבות"]);
        of("https://example.org/?a=1&b=2#c!", &["https://example.org/?a=1&b=2#c"]);
    }

    #[test]
    fn what_is_none() {
        for text in ["www. and http:// alone", "xwww.example.org", "me@www.example.org", "https://localhost", "www.x"] {
            of(text, &[]);
        }
    }
}
