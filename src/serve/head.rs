//! The head of a request: bytes become a `Request`, or the response that rejects them.
//!
//! Stricter than the library that reads it: one way to end a line, one length, one place that is meant. What two readers could
//! take for two things is refused, and the connection ends. Pure; reads no socket and decides nothing about who may ask.

/// Bytes of a request line.
pub const LINE_BYTES: usize = 8 * 1024;
/// Bytes of a whole head.
pub const HEAD_BYTES: usize = 32 * 1024;
/// Fields of a head.
pub const FIELDS: usize = 100;

/// Why a request is not answered with a file: a status, and a line for whoever sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The status.
    pub status: u16,
    /// One plain line.
    pub why: &'static str,
}

impl Rejection {
    /// A refusal.
    pub const fn new(status: u16, why: &'static str) -> Rejection {
        Rejection { status, why }
    }
}

/// What was asked for by which means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A file.
    Get,
    /// What a file would come with.
    Head,
    /// Anything else.
    Other,
}

/// A head that is whole and says one thing only.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query, beginning with `/`.
    pub target: String,
    /// The authority of a target in absolute form.
    pub authority: Option<String>,
    /// Whether the client may ask again on the same connection.
    pub keep_alive: bool,
    /// Whether a body is announced.
    pub has_body: bool,
    fields: Vec<(String, Vec<u8>)>,
}

impl Request {
    /// The values of a field, as they came. `name` is in lower case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let of = self.fields.iter().filter(move |(own, _)| own == name);
        of.map(|(_, value)| std::str::from_utf8(value).unwrap_or("\u{fffd}").trim_matches([' ', '\t']))
    }

    /// The value of a field that stands once; `None` where it stands never or more than once.
    pub fn one(&self, name: &str) -> Option<&str> {
        let mut all = self.fields.iter().filter(|(own, _)| own == name);
        let (_, value) = all.next().filter(|_| all.next().is_none())?;
        Some(std::str::from_utf8(value).unwrap_or("\u{fffd}").trim_matches([' ', '\t']))
    }

    /// Whether a field stands at all.
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(own, _)| own == name)
    }
}

/// How far a head has come.
#[derive(Debug)]
pub enum HeadParse {
    /// More bytes are needed.
    Incomplete,
    /// It cannot become a request that is answered.
    Rejected(Rejection),
    /// It is whole; so many bytes of the buffer were its.
    Complete(Box<Request>, usize),
}

const NOT_HTTP: Rejection = Rejection::new(400, "what came is no request for a page");
const LINE_ENDS: Rejection = Rejection::new(400, "a line does not end with CR LF");
const LONG_LINE: Rejection = Rejection::new(414, "the address is too long");
const LONG_HEAD: Rejection = Rejection::new(431, "the head of the request is too large");
const LENGTH: Rejection = Rejection::new(400, "the length of the body can be read in two ways");
const TARGET: Rejection = Rejection::new(400, "the address is none that a server can have");

/// Reads a head at the beginning of what has come so far.
pub fn parse(bytes: &[u8]) -> HeadParse {
    let end = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4);
    let head = bytes.get(..end.unwrap_or(bytes.len())).unwrap_or(bytes);
    let refused = line_ends(head).and_then(|()| lengths(head, end.is_some()));
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    let parsed = request.parse(head);
    match (parsed, refused) {
        (Err(httparse::Error::TooManyHeaders), Ok(())) => HeadParse::Rejected(LONG_HEAD),
        (_, Err(rejection)) => HeadParse::Rejected(rejection),
        (Err(_), Ok(())) => HeadParse::Rejected(NOT_HTTP),
        (Ok(httparse::Status::Partial), Ok(())) => HeadParse::Incomplete,
        (Ok(httparse::Status::Complete(_)), Ok(())) => match whole(&request) {
            Ok(request) => HeadParse::Complete(Box::new(request), head.len()),
            Err(rejection) => HeadParse::Rejected(rejection),
        },
    }
}

/// Every line ends with CR LF, and neither of them stands elsewhere.
fn line_ends(head: &[u8]) -> Result<(), Rejection> {
    let wrong = memchr::memchr2_iter(b'\r', b'\n', head).any(|at| {
        let (before, after) = (at.checked_sub(1).and_then(|at| head.get(at)), head.get(at + 1));
        match head.get(at) {
            Some(b'\n') => before != Some(&b'\r'),
            _ => after.is_some_and(|&after| after != b'\n'),
        }
    });
    if wrong { Err(LINE_ENDS) } else { Ok(()) }
}

fn lengths(head: &[u8], is_whole: bool) -> Result<(), Rejection> {
    let line = memchr::memchr(b'\n', head).unwrap_or(head.len());
    if line > LINE_BYTES {
        // What does not even begin as a request is told so, whatever its length.
        return Err(if head.iter().take(32).any(|&byte| byte == b' ') { LONG_LINE } else { NOT_HTTP });
    }
    if head.len() > HEAD_BYTES || (!is_whole && head.len() == HEAD_BYTES) {
        return Err(LONG_HEAD);
    }
    Ok(())
}

fn whole(parsed: &httparse::Request<'_, '_>) -> Result<Request, Rejection> {
    let (Some(method), Some(target), Some(version)) = (parsed.method, parsed.path, parsed.version) else {
        return Err(NOT_HTTP);
    };
    let fields = parsed.headers.iter().map(|field| (field.name.to_ascii_lowercase(), field.value.to_vec())).collect();
    let method = match method {
        "GET" => Method::Get,
        "HEAD" => Method::Head,
        _ => Method::Other,
    };
    let (authority, target) = split_target(target)?;
    let mut request = Request { method, target, authority, keep_alive: false, has_body: false, fields };
    request.has_body = announces_body(&request, version)?;
    let closes = request.all("connection").flat_map(|value| value.split(',')).any(|word| {
        let word = word.trim();
        word.eq_ignore_ascii_case("close")
    });
    request.keep_alive = version >= 1 && !closes && !request.has_body;
    Ok(request)
}

/// Path and query of a target, and the authority where it is in absolute form.
fn split_target(target: &str) -> Result<(Option<String>, String), Rejection> {
    if target.contains('#') {
        return Err(TARGET);
    }
    if target.starts_with('/') {
        return Ok((None, target.to_owned()));
    }
    let scheme = target.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let Some(rest) = scheme.and_then(|scheme| target.get(scheme.len()..)) else { return Err(TARGET) };
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Ok((Some(authority.to_owned()), path))
}

/// Whether a body follows the head. What could be read in two ways is refused.
fn announces_body(request: &Request, version: u8) -> Result<bool, Rejection> {
    let mut lengths = request.all("content-length");
    let (first, second) = (lengths.next(), lengths.next());
    let mut codings = request.all("transfer-encoding");
    let (coding, more) = (codings.next(), codings.next());
    if second.is_some() || more.is_some() || (first.is_some() && coding.is_some()) {
        return Err(LENGTH);
    }
    if let Some(coding) = coding {
        return if version >= 1 && coding.eq_ignore_ascii_case("chunked") { Ok(true) } else { Err(LENGTH) };
    }
    match first {
        None => Ok(false),
        Some(length) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok(length.bytes().any(|byte| byte != b'0'))
        }
        Some(_) => Err(LENGTH),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn status(bytes: &[u8], expect: u16) {
        match parse(bytes) {
            HeadParse::Rejected(rejection) => assert_eq!(rejection.status, expect, "{rejection:?}"),
            HeadParse::Complete(request, _) => assert_eq!(expect, 200, "{request:?}"),
            HeadParse::Incomplete => assert_eq!(expect, 100, "{}", String::from_utf8_lossy(bytes)),
        }
    }

    fn lines(lines: &[&str]) -> Vec<u8> {
        format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes()
    }

    #[test]
    fn heads_say_one_thing() {
        status(&lines(&["GET / HTTP/1.1", "Host: a"]), 200);
        status(&lines(&["GET /שיעור/ HTTP/1.1", "Host: a"]), 200);
        status(&lines(&["GET /<script> HTTP/1.0", "Host: a"]), 200);
        status(b"GET / HTTP/1.1\nHost: a\n\n", 400);
        status(b"GET / HTTP/1.1\r\nHost: a\n\r\n", 400);
        status(b"GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", 400);
        status(&lines(&["GET / HTTP/1.1", "Host : a"]), 400);
        status(&lines(&["GET / HTTP/1.1", "Host: a", " folded"]), 400);
        status(&lines(&["GET /#/../../etc/passwd HTTP/1.1", "Host: a"]), 400);
        status(&lines(&["GET index.html HTTP/1.1", "Host: a"]), 400);
        status(&lines(&["GET * HTTP/1.1", "Host: a"]), 400);
        status(&lines(&["CONNECT x:1 HTTP/1.1", "Host: a"]), 400);
        status(&lines(&["GET /a b HTTP/1.1", "Host: a"]), 400);
        status(&lines(&["GET /", "Host: a"]), 400);
        status(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400);
        status(b"\x16\x03\x01\x02\x00\x01\x00\x01", 400);
        status(b"SSH-2.0-OpenSSH_9.6\r\n", 400);
        status(b"GET / HT", 100);
        status(b"", 100);
    }

    #[test]
    fn bodies_have_one_length() {
        let with = |fields: &[&str]| lines(&[&["POST / HTTP/1.1", "Host: a"], fields].concat());
        status(&with(&["Content-Length: 5"]), 200);
        status(&with(&["Transfer-Encoding: chunked"]), 200);
        status(&with(&["Content-Length: 5", "Transfer-Encoding: chunked"]), 400);
        status(&with(&["Transfer-Encoding: xchunked"]), 400);
        status(&with(&["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"]), 400);
        status(&with(&["Content-Length: 5", "Content-Length: 5"]), 400);
        status(&with(&["Content-Length: 5, 5"]), 400);
        status(&with(&["Content-Length: +5"]), 400);
        status(&with(&["Content-Length:"]), 400);
    }

    #[test]
    fn heads_have_a_size() {
        status(format!("GET /{} HTTP/1.1\r\n", "a".repeat(LINE_BYTES)).as_bytes(), 414);
        status(format!("GET /{}", "a".repeat(LINE_BYTES)).as_bytes(), 414);
        status(format!("GET / HTTP/1.1\r\nX: {}", "a".repeat(HEAD_BYTES)).as_bytes(), 431);
        status(format!("GET / HTTP/1.1\r\n{}", "X: a\r\n".repeat(FIELDS + 1)).as_bytes(), 431);
        status("a".repeat(LINE_BYTES + 2).as_bytes(), 400);
    }

    #[test]
    fn absolute_targets_name_their_authority() {
        let parse = |target: &str| split_target(target);
        assert_eq!(parse("http://a.example/b?c"), Ok((Some("a.example".to_owned()), "/b?c".to_owned())));
        assert_eq!(parse("HTTP://a.example"), Ok((Some("a.example".to_owned()), "/".to_owned())));
        assert_eq!(parse("http://a.example?b"), Ok((Some("a.example".to_owned()), "/?b".to_owned())));
        assert_eq!(parse("https://a.example/"), Err(TARGET));
        assert_eq!(parse("file:///etc/passwd"), Err(TARGET));
    }
}
