//! Destinations of links and images by their form: out of the site, a file, an anchor, a thing by id, or unsafe.
//!
//! Decides by form alone, the way a browser would read it; whether a file or id exists is the curriculum's to say.

use percent_encoding::percent_decode_str;
use url::Url;

use super::lesson::{Dest, RefKind};
use crate::safe;
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
        "mailto" if !is_plain_mail(rest) => Dest::Unsafe(seen.to_owned()),
        "http" | "https" | "mailto" | "tel" => outside(seen),
        _ => Dest::Unsafe(seen.to_owned()),
    }
}

/// Whether a destination is an address of mail, whatever else it says.
pub(crate) fn is_mail(seen: &str) -> bool {
    scheme(seen).is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("mailto"))
}

/// Whether what stands behind `mailto:` fills in no more of a mail than to whom it goes, its subject and its words, each in one line: who
/// follows a link does not see a copy that goes to somebody else, or a file that goes along (RFC 6068, section 7).
fn is_plain_mail(rest: &str) -> bool {
    let (to, fields) = rest.split_once('?').unwrap_or((rest, ""));
    let fields = fields.split('#').next().unwrap_or_default();
    let is_known = |field: &str| {
        let (name, value) = field.split_once('=').unwrap_or((field, ""));
        let name = bare(name);
        ["subject", "body"].iter().any(|known| name.eq_ignore_ascii_case(known)) && is_line(&bare(value))
    };
    let to = bare(to);
    is_line(&to) && !to.contains(['?', '&']) && (fields.is_empty() || fields.split('&').all(is_known))
}

/// What is left of a part of an address when nothing in it is written by its number any more.
fn bare(part: &str) -> String {
    let mut text = part.to_owned();
    // Programs that decode twice find what was encoded twice.
    for _ in 0..4 {
        match percent_decode_str(&text).decode_utf8_lossy() {
            decoded if decoded == text => break,
            decoded => text = decoded.into_owned(),
        }
    }
    text
}

fn is_line(text: &str) -> bool {
    !text.chars().any(|c| c.is_control() || safe::turns(c))
}

/// What is wrong with the address of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadBase {
    /// It is no address on the web.
    NoAddress,
    /// It goes on after its path; without that it is this.
    GoesOn(String),
}

/// The address at which a site stands, without a slash at its end: `http` or `https`, and nothing after its path.
///
/// # Errors
/// Where it is none.
pub(crate) fn base_url(typed: &str) -> Result<String, BadBase> {
    let Some(Dest::Outside(url)) = web_address(typed) else { return Err(BadBase::NoAddress) };
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let base = url[..end].trim_end_matches('/').to_owned();
    if end == url.len() { Ok(base) } else { Err(BadBase::GoesOn(base)) }
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

/// Characters that cannot be seen and change how an address reads: controls and directional overrides.
fn is_hidden(c: char) -> bool {
    c.is_control() || safe::turns(c) || matches!(c, '\u{200b}' | '\u{feff}')
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
    fn mail_shows_all_that_it_fills_in() {
        for typed in [
            "mailto:a@b.org",
            "mailto:a@b.org,c@d.org",
            "MAILTO:a@b.org?SUBJECT=An%20evening&body=Dear%20all",
            "mailto:?subject=x",
            "mailto:a%2Bb@c.org?subject=1%2B1%3D2%3F",
        ] {
            assert!(matches!(dest(typed), Dest::Outside(_)), "{typed:?} is {:?}", dest(typed));
        }
        for typed in [
            "mailto:a@b.org?cc=x@y.org",
            "mailto:a@b.org?BCC=x@y.org",
            "mailto:a@b.org?%62cc=x@y.org",
            "mailto:a@b.org?%2562cc=x@y.org",
            "mailto:a@b.org?subject=x&to=x@y.org",
            "mailto:a@b.org?subject=x&attach=/etc/passwd",
            "mailto:a@b.org?In-Reply-To=x",
            "mailto:a@b.org?subject=x%0D%0Abcc:x@y.org",
            "mailto:a@b.org?body=x%250abcc:x@y.org",
            "mailto:a@b.org%0Abcc:x@y.org",
            "mailto:a@b.org%3Fcc=x@y.org",
            "mailto:a@b.org?subject=x&&",
        ] {
            unsafe_(typed);
        }
    }

    #[test]
    fn a_site_stands_at_an_address() {
        let base = |typed: &str| base_url(typed);
        assert_eq!(base("https://a.example/x/"), Ok("https://a.example/x".to_owned()));
        assert_eq!(base("http://localhost:8080"), Ok("http://localhost:8080".to_owned()));
        assert_eq!(base("https://a.example/x/?y#z"), Err(BadBase::GoesOn("https://a.example/x".to_owned())));
        for typed in
            ["example.org", "javascript:x", "http://u:p@h/", "https://a b/", "//a.example", "ftp://a/", "", "https://"]
        {
            assert_eq!(base(typed), Err(BadBase::NoAddress), "{typed}");
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
