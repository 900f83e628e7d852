//! Who may ask: the name the server was called by, and the page that a request came from.
//!
//! Any page of the web can send requests to this computer, and a name of its own can lead here. So the name must be one of a few,
//! and a request that a page of another origin made is refused. Pure; knows nothing of files.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::head::{Method, Rejection, Request};

/// The names that the server answers to: `localhost` in any case, `127.0.0.1`, `[::1]`, the address that a request came to, each
/// with the server's port; and names that were allowed. No other way to write one of them (`localhost.`, `127.1`).
#[derive(Debug, Clone)]
pub struct AllowedHosts {
    /// The port that it listens at.
    pub port: u16,
    /// Names that were allowed by hand, in lower case; at any port, since something else may stand before the server.
    pub allowed: Vec<String>,
}

const NO_HOST: Rejection = Rejection::new(400, "the request does not name one host");
const WRONG_HOST: Rejection =
    Rejection::new(403, "this server does not go by that name; `daf serve --allow-host NAME` allows a name");
const CROSS_ORIGIN: Rejection = Rejection::new(403, "the pages of another site may not read this one");

impl AllowedHosts {
    /// Whether a request is one for a page, from somebody who may ask. `at` is the address of this computer that it came to.
    ///
    /// # Errors
    /// With the refusal.
    pub fn admit(&self, request: &Request, at: IpAddr) -> Result<(), Rejection> {
        self.check(request, at)?;
        if request.method == Method::Other {
            return Err(Rejection::new(405, "this server only shows files"));
        }
        if request.has_body {
            return Err(Rejection::new(413, "this server takes nothing in"));
        }
        Ok(())
    }

    /// Whether somebody may ask.
    fn check(&self, request: &Request, at: IpAddr) -> Result<(), Rejection> {
        let host = request.one("host").filter(|host| is_one_word(host)).ok_or(NO_HOST)?;
        let authority = request.authority.as_deref().unwrap_or(host);
        if !self.is_ours(host, at) || !self.is_ours(authority, at) {
            return Err(WRONG_HOST);
        }
        // A browser says for what a page asks. Of another site only a whole page may be asked for, by following a link.
        let foreign = request.all("sec-fetch-site").any(|site| !matches!(site, "none" | "same-origin"));
        let is = |name: &str, word: &str| request.all(name).all(|value| value == word);
        let follows_link = request.has("sec-fetch-mode") && is("sec-fetch-mode", "navigate");
        if foreign && !(follows_link && is("sec-fetch-dest", "document")) {
            return Err(CROSS_ORIGIN);
        }
        Ok(())
    }

    /// Whether what tells of the folder may be answered: only to pages of this server, and to programs of this computer.
    ///
    /// # Errors
    /// With the refusal.
    pub fn check_own(&self, request: &Request) -> Result<(), Rejection> {
        let foreign = request.all("sec-fetch-site").any(|site| !matches!(site, "none" | "same-origin"));
        let host = request.authority.as_deref().or_else(|| request.one("host")).unwrap_or_default();
        let own = |origin: &str| {
            let secure = || origin.strip_prefix("https://").filter(|_| self.is_allowed_by_hand(host));
            origin.strip_prefix("http://").or_else(secure).is_some_and(|named| named.eq_ignore_ascii_case(host))
        };
        if foreign || !request.all("origin").all(own) { Err(CROSS_ORIGIN) } else { Ok(()) }
    }

    /// Whether an authority is this server: by its own addresses and port, or a name that was allowed.
    fn is_ours(&self, authority: &str, at: IpAddr) -> bool {
        let Some((name, port)) = split(authority) else { return false };
        let name = name.to_ascii_lowercase();
        if self.allowed.contains(&name) {
            return true;
        }
        // An address cannot be led elsewhere as a name can, so the one that was called is right.
        let is_own_address = address(&name).is_some_and(|address| {
            address == IpAddr::V4(Ipv4Addr::LOCALHOST) || address == IpAddr::V6(Ipv6Addr::LOCALHOST) || address == at
        });
        (name == "localhost" || is_own_address) && port.unwrap_or(80) == self.port
    }

    fn is_allowed_by_hand(&self, authority: &str) -> bool {
        split(authority).is_some_and(|(name, _)| self.allowed.contains(&name.to_ascii_lowercase()))
    }
}

fn is_one_word(host: &str) -> bool {
    !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// An address as it stands in an authority: `127.0.0.1`, `[::1]`. No other way to write one.
fn address(name: &str) -> Option<IpAddr> {
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => name.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}

/// Name and port of an authority.
fn split(authority: &str) -> Option<(&str, Option<u16>)> {
    let end = match authority.strip_prefix('[') {
        Some(inner) => inner.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (name, rest) = authority.split_at_checked(end)?;
    if rest.is_empty() {
        return Some((name, None));
    }
    let digits = rest.strip_prefix(':').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((name, Some(digits.parse().ok()?)))
}

/// Whether a name can be allowed by hand: a host's name, without scheme, port or path.
pub fn is_name(typed: &str) -> bool {
    !typed.is_empty()
        && typed.len() <= 253
        && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::super::head::{HeadParse, parse};
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn request(fields: &[&str]) -> Box<Request> {
        let text = format!("GET / HTTP/1.1\r\n{}\r\n\r\n", fields.join("\r\n"));
        match parse(text.as_bytes()) {
            HeadParse::Complete(request, _) => request,
            HeadParse::Incomplete | HeadParse::Rejected(_) => panic!("{text}"),
        }
    }

    fn hosts() -> AllowedHosts {
        AllowedHosts { port: 4173, allowed: vec!["tablet.local".to_owned()] }
    }

    #[track_caller]
    fn check(fields: &[&str], expect: u16) {
        let verdict = hosts().check(&request(fields), HERE);
        assert_eq!(verdict.err().map_or(200, |rejection| rejection.status), expect, "{fields:?}");
    }

    #[track_caller]
    fn check_own(fields: &[&str], expect: u16) {
        let verdict = hosts().check_own(&request(&[&["Host: 127.0.0.1:4173"], fields].concat()));
        assert_eq!(verdict.err().map_or(200, |rejection| rejection.status), expect, "{fields:?}");
    }

    #[test]
    fn only_a_few_names_are_ours() {
        for host in
            ["127.0.0.1:4173", "localhost:4173", "LOCALHOST:4173", "[::1]:4173", "tablet.local", "Tablet.local:80"]
        {
            check(&[&format!("Host: {host}")], 200);
        }
        for host in [
            "evil.example:4173",
            "evil.example",
            "127.0.0.1.evil.example:4173",
            "localhost.evil.example",
            "evil.example#127.0.0.1",
            "127.0.0.1@evil.example",
            "127.0.0.1:4173@evil.example",
            "localhost:9999",
            "localhost",
            "localhost.:4173",
            "0.0.0.0:4173",
            "2130706433:4173",
            "127.1:4173",
            "0x7f.1:4173",
            "127.0.0.01:4173",
            "[::]:4173",
            "[::ffff:127.0.0.1]:4173",
            "::1:4173",
            "[::1",
            "127.0.0.1:4173:4173",
            "127.0.0.1:+4173",
            "127.0.0.1:004173x",
            "לוקל:4173",
        ] {
            check(&[&format!("Host: {host}")], 403);
        }
        check(&["X: y"], 400);
        check(&["Host: 127.0.0.1:4173", "Host: 127.0.0.1:4173"], 400);
        check(&["Host:"], 400);
        check(&["Host: a b"], 400);
        check(&["Host: 127.0.0.1:4173", "X-Forwarded-Host: evil.example"], 200);
    }

    #[test]
    fn other_sites_may_only_link() {
        let host = "Host: 127.0.0.1:4173";
        for dest in ["script", "iframe", "image", "empty", "document, script"] {
            let dest = format!("Sec-Fetch-Dest: {dest}");
            check(&[host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", &dest], 403);
            check(&[host, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: navigate", &dest], 403);
        }
        check(&[host, "Sec-Fetch-Site: cross-site"], 403);
        check(&[host, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], 403);
        check(&[host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"], 200);
        check(&[host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], 200);
        check(&[host, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: script"], 200);
        check(&[host, "Sec-Fetch-Site: none"], 200);
    }

    #[test]
    fn what_tells_of_the_folder_is_for_own_pages() {
        for origin in [
            "https://evil.example",
            "http://127.0.0.1:9999",
            "http://192.168.0.5",
            "null",
            "http://localhost.evil.example",
            "https://127.0.0.1:4173",
            "http://localhost:4173",
            "",
        ] {
            check_own(&[&format!("Origin: {origin}")], 403);
        }
        check_own(&["Origin: http://127.0.0.1:4173"], 200);
        check_own(&["Origin: http://127.0.0.1:4173", "Origin: https://evil.example"], 403);
        check_own(&["Sec-Fetch-Site: same-origin"], 200);
        check_own(&["Sec-Fetch-Site: same-site"], 403);
        check_own(&[], 200);
    }
}
