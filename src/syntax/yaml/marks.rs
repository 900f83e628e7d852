//! Signs that look like others: spaces that are none to YAML, and quotation marks of word processors and of Hebrew, which are words
//! to it: where a pair of them stands around a value.
//!
//! Looks at characters only.

/// White space inside a line, odd spaces among it.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t') || is_odd_space(c)
}

/// Spaces that look like one and are none to YAML.
pub(super) fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What closes a text that begins with a mark, where that is a mark that opens one.
pub(super) fn closing(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' | '‟' => &['”', '“', '"', '״'],
        '„' => &['“', '”', '"', '״'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '‛' => &['’', '‘'],
        '‚' => &['‘', '’'],
        '‹' => &['›'],
        '״' => &['״', '”', '"'],
        '׳' => &['׳'],
        '＂' => &['＂'],
        '＇' => &['＇'],
        '「' => &['」'],
        _ => return None,
    })
}

/// The words between a pair of such marks that stands around all of a value: how many bytes each mark has.
pub(super) fn around(value: &str) -> Option<(usize, usize)> {
    let open = value.chars().next()?;
    let length = end(value, open, |rest| rest.is_empty())?;
    let close = value[..length].chars().next_back()?;
    (length == value.len()).then_some((open.len_utf8(), close.len_utf8()))
}

/// How long a text in such marks is that begins a value in brackets: up to a mark with a comma, a bracket or nothing behind it.
pub(super) fn in_brackets(words: &str) -> Option<usize> {
    let open = words.chars().next()?;
    end(words, open, |rest| {
        let rest = rest.trim_start_matches(is_space);
        rest.is_empty() || rest.starts_with([',', ']', '}', '#'])
    })
}

/// Where the pair that begins a text ends. A mark between two letters is an apostrophe, or gershayim.
fn end(text: &str, open: char, ends: impl Fn(&str) -> bool) -> Option<usize> {
    let closing = closing(open)?;
    let mut depth = 0usize;
    let mut before = open;
    for (at, c) in text.char_indices().skip(1) {
        let rest = text.get(at + c.len_utf8()..)?;
        let inside = before.is_alphabetic() && rest.chars().next().is_some_and(char::is_alphabetic);
        // A mark that may be of both kinds opens after a space.
        let opens = c == open && before.is_whitespace() && !rest.is_empty();
        if opens {
            depth += 1;
        } else if closing.contains(&c) && !inside {
            if ends(rest) && depth == 0 {
                return Some(at + c.len_utf8());
            }
            // Where the mark is of both kinds (`„a“`), or closes another pair inside.
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return None,
            }
        } else if c == open && !inside {
            depth += 1;
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{around, in_brackets};

    #[test]
    fn one_pair_stands_around_all() {
        for whole in ["“a: b”", "‘don’t’", "«a»", "„a“", "„a”", "״צה״ל: כך״", "“a “b” c”", "“typed\""]
        {
            assert!(around(whole).is_some(), "{whole}");
        }
        for parts in ["“a” and “b”", "“a” b", "a “b”", "’Tis", "“open", "״א״ ו־״ב״"] {
            assert!(around(parts).is_none(), "{parts}");
        }
        assert_eq!(in_brackets("“a, b”, “c”]"), Some("“a, b”".len()));
        assert_eq!(in_brackets("“a, b"), None);
    }
}
