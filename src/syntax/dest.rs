//! Destinations of links and images by their form: out of the site, a file, an anchor, a thing by id, or unsafe.
//!
//! Decides by form alone, the way a browser would read it; whether a file or id exists is the curriculum's to say.

use percent_encoding::percent_decode_str;
use url::Url;

use super::lesson::{Dest, RefKind};
use crate::source::same_name;

/// What a destination as typed leads to. Total: what is neither safe nor ours is [`Dest::Unsafe`].
pub(crate) fn dest(typed: &str) -> Dest {
    let typed = typed.trim_matches(|c: char| c <= ' ');
    let seen: String = typed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if let Some((scheme, rest)) = scheme(&seen) {
        return with_scheme(&seen, scheme, rest);
    }
    let slashes = seen.replace('\\', "/");
    if slashes.starts_with("//") || seen.contains('\\') || seen.chars().any(is_hidden) {
        return Dest::Unsafe(seen);
    }
    if let Some(fragment) = seen.strip_prefix('#') {
        return Dest::Here(decode(fragment));
    }
    let (path, fragment) = seen.split_once('#').unwrap_or((&seen, ""));
    let from_root = path.starts_with('/');
    Dest::File { path: decode(path.trim_start_matches('/')), fragment: decode(fragment), from_root }
}

/// The address of something outside, for a field that takes only such: `http` or `https`.
pub(crate) fn web_address(typed: &str) -> Option<Dest> {
    // In Markdown a destination ends before such a character; in a field it is a slip, or worse.
    if typed.trim().contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')) {
        return None;
    }
    let to = dest(typed);
    matches!(&to, Dest::Outside(url) if url.starts_with("http")).then_some(to)
}

fn with_scheme(seen: &str, scheme: &str, rest: &str) -> Dest {
    if let Some(kind) = RefKind::from_word(scheme) {
        let (id, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        return Dest::Typed { kind, id: decode(id.trim()), fragment: decode(fragment) };
    }
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" | "tel" => outside(seen),
        _ => Dest::Unsafe(seen.to_owned()),
    }
}

fn outside(seen: &str) -> Dest {
    let plain =
        seen.bytes().all(|byte| byte.is_ascii_graphic()) && !seen.contains(['"', '<', '>', '\\', '`', '{', '}']);
    match Url::parse(seen) {
        Ok(_) if seen.chars().any(is_hidden) => Dest::Unsafe(seen.to_owned()),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => Dest::Unsafe(url.to_string()),
        Ok(_) if plain && valid_escapes(seen) => Dest::Outside(seen.to_owned()),
        Ok(url) if valid_escapes(url.as_str()) => Dest::Outside(url.to_string()),
        Ok(_) | Err(_) => Dest::Unsafe(seen.to_owned()),
    }
}

fn valid_escapes(url: &str) -> bool {
    let bytes = url.as_bytes();
    memchr::memchr_iter(b'%', bytes)
        .all(|at| bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)))
}

/// The scheme as a browser sees it, and what follows the colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let mut chars = scheme.chars();
    let first = chars.next()?.is_ascii_alphabetic();
    (first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))).then_some((scheme, rest))
}

/// Characters that can not be seen and change how an address reads: controls and directional overrides.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
}

/// A part of a destination as a name: what it leads to is found by it, and it is shown to nobody.
fn decode(text: &str) -> String {
    same_name(&percent_decode_str(text).decode_utf8_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn unsafe_(typed: &str) {
        assert!(matches!(dest(typed), Dest::Unsafe(_)), "{typed:?} is {:?}", dest(typed));
    }

    #[test]
    fn refuses_what_a_browser_would_run_or_leave_by() {
        for typed in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " javascript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\host\\share",
            "C:\\x",
            "http://[::1",
            "http://a:99999/",
            "https://a/\u{202e}x",
            "blob:x",
            "http://a%zz/",
        ] {
            unsafe_(typed);
        }
    }

    #[test]
    fn reads_the_forms_of_the_format() {
        assert_eq!(dest("https://a.example/x?y=1#z"), Dest::Outside("https://a.example/x?y=1#z".into()));
        assert_eq!(dest("#top"), Dest::Here("top".into()));
        let file = |path: &str, fragment: &str, from_root| Dest::File {
            path: path.into(),
            fragment: fragment.into(),
            from_root,
        };
        assert_eq!(dest("../a%20b.md#x"), file("../a b.md", "x", false));
        assert_eq!(dest("/map.pdf"), file("map.pdf", "", true));
        let term = Dest::Typed { kind: RefKind::Term, id: "chevruta".into(), fragment: String::new() };
        assert_eq!(dest("term:chevruta"), term);
    }
}
