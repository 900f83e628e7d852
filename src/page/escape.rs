//! The one escaping function for HTML and XML, and the one for addresses.
//!
//! Neither lets a control character, what is no character at all, or a bidirectional override through: those turn what follows around
//! unseen.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a component of an address.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
/// What is percent-encoded in an address that is one already.
const ADDRESS: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Appends `words` so that they mean themselves, in an element or in a quoted attribute.
pub(crate) fn push(out: &mut String, words: &str) {
    let bytes = words.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(step) = bytes.get(at..).and_then(|rest| rest.iter().position(|&byte| LOOKED_AT[usize::from(byte)])) {
        at += step;
        match special(words, at, bytes[at]) {
            Some(end) => {
                out.push_str(words.get(from..at).unwrap_or_default());
                out.push_str(entity(bytes[at]));
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    out.push_str(words.get(from..).unwrap_or_default());
}

/// The bytes that [`special`] may find something in: a table, because this is asked of every byte of every page.
const LOOKED_AT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'\t' as usize] = false;
    table[b'\n' as usize] = false;
    table[0x7f] = true;
    table[0xC2] = true;
    table[0xE2] = true;
    table[0xEF] = true;
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[b'"' as usize] = true;
    table[b'\'' as usize] = true;
    table
};

/// Where the special character that begins at `at` ends; `None` for an ordinary byte.
fn special(words: &str, at: usize, byte: u8) -> Option<usize> {
    match byte {
        b'&' | b'<' | b'>' | b'"' | b'\'' => Some(at + 1),
        b'\t' | b'\n' => None,
        0..0x20 | 0x7f => Some(at + 1),
        // Control characters beyond ASCII: U+0080 to U+009F.
        0xC2 => matches!(words.as_bytes().get(at + 1), Some(0x80..=0x9F)).then_some(at + 2),
        // U+FFFE and U+FFFF, which XML does not know.
        0xEF => matches!(words.as_bytes().get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])).then_some(at + 3),
        0xE2 => is_override(words.as_bytes().get(at + 1..at + 3)?).then_some(at + 3),
        _ => None,
    }
}

/// U+202A to U+202E and U+2066 to U+2069, without their first byte.
fn is_override(rest: &[u8]) -> bool {
    matches!(rest, [0x80, 0xAA..=0xAE] | [0x81, 0xA6..=0xA9])
}

fn entity(byte: u8) -> &'static str {
    match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        0 => "\u{FFFD}",
        _ => "",
    }
}

/// `words` escaped.
pub(crate) fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    push(&mut out, words);
    out
}

/// A path or a fragment, percent-encoded; slashes stay.
pub(crate) fn component(path: &str) -> String {
    utf8_percent_encode(path, COMPONENT).to_string()
}

/// An address of the outside world, where it is of a kind that pages may lead to.
pub(crate) fn outside(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let known = ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let whole = !rest.is_empty() && (!scheme.to_ascii_lowercase().starts_with("http") || rest.starts_with("//"));
    (known && whole).then(|| utf8_percent_encode(address.trim(), ADDRESS).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_means_itself() {
        assert_eq!(escaped("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
        assert_eq!(escaped("צֶ֥דֶק ḥ… —"), "צֶ֥דֶק ḥ… —");
        assert_eq!(escaped("a\u{202E}b\u{2067}c\u{200F}\u{7}\0d\n"), "abc\u{200F}\u{FFFD}d\n");
        assert_eq!(escaped("a\u{FFFE}b\u{FFFD}c\u{FB2A}"), "ab\u{FFFD}c\u{FB2A}");
        assert_eq!(escaped("a\u{9B}b\u{A0}c\u{B7}d"), "ab\u{A0}c\u{B7}d");
        assert_eq!(escaped(""), "");
        assert_eq!(escaped("\u{2029}\u{E9}\u{202E}"), "\u{2029}é");
    }

    #[test]
    fn addresses() {
        assert_eq!(component("a b/ç#?"), "a%20b/%C3%A7%23%3F");
        assert_eq!(outside("https://x.org/a?b=c d"), Some("https://x.org/a?b=c%20d".into()));
        assert_eq!(outside("javascript:alert(1)"), None);
        assert_eq!(outside("https:x"), None);
        assert_eq!(outside("mailto:a@b.org"), Some("mailto:a@b.org".into()));
    }
}
