//! What a request gets: its address becomes a file of the site, and the file becomes an answer's head and body.
//!
//! A file is looked up among those that the site has, by the whole of its path; nothing is looked for on a disk, so there is
//! nothing that a path could climb to. Pure; sends nothing.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::head::{Method, Refusal, Request};
use crate::output::Bytes;

/// Where the server's own files stand. No page of a site has such an address.
pub const OWN: &str = "/__daf/";
/// What is put into a page that is served, and never into one that is written.
pub const SCRIPT: &str = "<script src=\"/__daf/live.js\" defer></script>";

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of the site.
    File(String),
    /// A folder with a page of its own, asked for without the stroke at its end: the address that has it.
    Folder(String),
    /// One of the server's own files: what stands after [`OWN`].
    Own(String),
    /// Nothing.
    Nothing,
}

const ADDRESS: Refusal = Refusal::new(400, "the address is none that a server can have");

/// What a target (path and query, beginning with `/`) leads to in a site that has certain files. The query changes nothing.
/// A path may come as it is or percent-encoded, in either case of its digits; its letters are compared as they are, so that
/// another case or another normal form of Hebrew points is another path.
///
/// # Errors
/// With the refusal, where the path is not one.
pub fn place(target: &str, has: impl Fn(&str) -> bool) -> Result<Place, Refusal> {
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let path = path.strip_prefix('/').ok_or(ADDRESS)?;
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/') {
        parts.push(decoded(part)?);
    }
    if parts.iter().any(|part| matches!(part.as_str(), "." | "..") || part.contains(['/', '\\'])) {
        return Err(ADDRESS);
    }
    let last = parts.pop().unwrap_or_default();
    if parts.iter().any(String::is_empty) {
        return Ok(Place::Nothing);
    }
    let folder: String = parts.iter().flat_map(|part| [part.as_str(), "/"]).collect();
    if let Some(own) = format!("/{folder}{last}").strip_prefix(OWN) {
        return Ok(Place::Own(own.to_owned()));
    }
    let file = format!("{folder}{}", if last.is_empty() { "index.html" } else { &last });
    if has(&file) {
        return Ok(Place::File(file));
    }
    if !last.is_empty() && has(&format!("{file}/index.html")) {
        let query = query.map(|query| format!("?{}", encoded(query, b"?/"))).unwrap_or_default();
        return Ok(Place::Folder(format!("/{}/{query}", encoded(&file, b"/"))));
    }
    Ok(Place::Nothing)
}

/// One part of a path, decoded once. A plus is a plus.
fn decoded(part: &str) -> Result<String, Refusal> {
    let bytes = part.as_bytes();
    let digits = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    if memchr::memchr_iter(b'%', bytes).any(|at| !digits(at)) {
        return Err(ADDRESS);
    }
    let text = percent_encoding::percent_decode_str(part).decode_utf8().map_err(|_| ADDRESS)?;
    if text.chars().any(char::is_control) { Err(ADDRESS) } else { Ok(text.into_owned()) }
}

/// Text as it may stand in a `Location`: everything but letters, digits and a few signs as `%XX`. What was encoded stays so.
fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else if byte == b'%' && kept.contains(&b'?') {
            out.push('%');
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What is sent with a file that somebody else may have made: nothing in it runs, and it reaches nothing.
const GUARD: &str = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    base-uri 'none'; form-action 'none'; sandbox\r\n";

/// The type of a file, by its name.
pub fn kind(path: &str) -> &'static str {
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "csv" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "epub" => "application/epub+zip",
        "ics" => "text/calendar; charset=utf-8",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        _ => "application/octet-stream",
    }
}

/// Bytes as they are served, with what tells them from others.
pub struct Body {
    bytes: Served,
    /// The type.
    pub kind: &'static str,
    /// A hash of the bytes.
    pub tag: String,
    /// A hash of all but the addresses of style sheets; empty for what is no page.
    pub rest: String,
    /// A field that lets nothing in it run; empty for what is ours, and for what nothing runs.
    guard: &'static str,
}

enum Served {
    /// As they are.
    Plain(Bytes),
    /// With what the preview adds.
    Live(Vec<u8>),
}

impl Body {
    /// A file of the site as it is served. Pages get the script of the preview.
    pub fn new(path: &str, bytes: Bytes) -> Body {
        let kind = kind(path);
        if !kind.starts_with("text/html") {
            let guard = if kind == "image/svg+xml" { GUARD } else { "" };
            return Body::plain(kind, bytes, guard);
        }
        let tag = hash(bytes.as_slice());
        let rest = hash_without_sheets(bytes.as_slice());
        Body { bytes: Served::Live(live(bytes.as_slice())), kind, tag, rest, guard: "" }
    }

    /// A file that is copied from the folder, as it is. Whatever it is, nothing in it runs; what browsers show by programs of
    /// their own (a PDF, a sound, a film) they would not show under such a guard, and do not run.
    pub fn copied(path: &str, bytes: Bytes) -> Body {
        let kind = kind(path);
        let is_shown = kind == "application/pdf" || kind.starts_with("audio/") || kind.starts_with("video/");
        Body::plain(kind, bytes, if is_shown { "" } else { GUARD })
    }

    fn plain(kind: &'static str, bytes: Bytes, guard: &'static str) -> Body {
        let tag = hash(bytes.as_slice());
        Body { bytes: Served::Plain(bytes), kind, tag, rest: String::new(), guard }
    }

    /// What is sent.
    pub fn as_slice(&self) -> &[u8] {
        match &self.bytes {
            Served::Plain(bytes) => bytes.as_slice(),
            Served::Live(bytes) => bytes,
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().get(..20).unwrap_or_default().to_owned()
}

/// A page with the preview's script at the end of its head; where it has no head, at its end.
pub fn live(page: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(page, b"</head>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, SCRIPT.as_bytes(), after].concat()
}

/// A hash of a page without the addresses of its style sheets, so that a change of looks alone can be told.
fn hash_without_sheets(page: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut rest = page;
    while let Some(at) = memchr::memmem::find(rest, b"<link rel=\"stylesheet\" href=\"") {
        let (before, link) = rest.split_at(at);
        hasher.update(before);
        let Some(end) = memchr::memchr(b'>', link) else { break };
        rest = link.get(end..).unwrap_or_default();
    }
    hasher.update(rest);
    hasher.finalize().to_hex().get(..20).unwrap_or_default().to_owned()
}

/// The page for what is not there, so that it can stand at any address: what leads into the site leads there from its root.
/// `base` is the address that the site will have, where the page was made for it.
pub fn rooted(page: &str, base: Option<&str>, has: impl Fn(&str) -> bool) -> String {
    let in_site = |word: &str| {
        let path = word.split(['#', '?']).next().unwrap_or_default();
        match path.strip_suffix('/') {
            Some(folder) => has(&format!("{folder}/index.html")),
            None => has(path),
        }
    };
    let mut out = String::with_capacity(page.len() + 512);
    // Every second piece stands between quotation marks: the words of a page have none that are not written as entities.
    for (at, piece) in page.split('"').enumerate() {
        if at > 0 {
            out.push('"');
        }
        if at % 2 == 0 {
            out.push_str(piece);
            continue;
        }
        if piece.is_empty() && out.ends_with("data-root=\"") {
            out.push('/');
            continue;
        }
        // Lists of addresses have a space, a semicolon or an equals sign between them.
        for word in piece.split_inclusive([' ', ';', '=']) {
            let bare = word.trim_end_matches([' ', ';', '=']);
            match base.and_then(|base| bare.strip_prefix(base)).filter(|rest| rest.starts_with('/')) {
                Some(rest) => out.push_str(rest),
                None if in_site(bare) => {
                    out.push('/');
                    out.push_str(bare);
                }
                None => out.push_str(bare),
            }
            out.push_str(word.get(bare.len()..).unwrap_or_default());
        }
    }
    out
}

/// An answer, ready to be sent.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The fields that are not in every answer, each with its line end.
    pub fields: String,
    /// The length that is told; `None` where there is none to tell.
    pub length: Option<usize>,
    /// What is sent after the head.
    pub content: Content,
}

/// What is sent after a head.
pub enum Content {
    /// Nothing.
    Nothing,
    /// A few words.
    Text(Vec<u8>),
    /// A part of a body, or all of it.
    Part(Arc<Body>, Range<usize>),
}

impl Answer {
    /// A few words, of a type.
    pub fn text(status: u16, kind: &str, text: impl Into<Vec<u8>>) -> Answer {
        let text = text.into();
        let fields = format!("Content-Type: {kind}\r\nCache-Control: no-store\r\n");
        Answer { status, fields, length: Some(text.len()), content: Content::Text(text) }
    }

    /// A refusal, in one plain line.
    pub fn refusal(refusal: &Refusal) -> Answer {
        let mut answer =
            Answer::text(refusal.status, "text/plain; charset=utf-8", format!("{} {}\n", refusal.status, refusal.why));
        if refusal.status == 405 {
            answer.fields.push_str("Allow: GET, HEAD\r\n");
        }
        answer
    }

    /// Another address of this server.
    pub fn moved(to: &str) -> Answer {
        let mut answer = Answer::text(308, "text/plain; charset=utf-8", "308 the address ends with a slash\n");
        let _ = write!(answer.fields, "Location: {to}\r\n");
        answer
    }

    /// A page that is not the one that was asked for.
    pub fn instead(status: u16, body: Body) -> Answer {
        let length = body.as_slice().len();
        let fields = format!("Content-Type: {}\r\nCache-Control: no-store\r\n{}", body.kind, timing(&body));
        Answer { status, fields, length: Some(length), content: Content::Part(Arc::new(body), 0..length) }
    }

    /// A file, whole or the part that was asked for; nothing, where the client has it already.
    pub fn file(request: &Request, body: Arc<Body>) -> Answer {
        let length = body.as_slice().len();
        let mut fields = format!(
            "ETag: \"{}\"\r\nCache-Control: no-cache\r\nAccept-Ranges: bytes\r\n{}{}",
            body.tag,
            timing(&body),
            body.guard
        );
        if knows(request, &body.tag) {
            return Answer { status: 304, fields, length: None, content: Content::Nothing };
        }
        let range = match request.method {
            Method::Get if is_same(request, &body.tag) => range(request, length),
            Method::Get | Method::Head | Method::Other => Wanted::All,
        };
        match range {
            Wanted::All => {
                let _ = write!(fields, "Content-Type: {}\r\n", body.kind);
                Answer { status: 200, fields, length: Some(length), content: Content::Part(body, 0..length) }
            }
            Wanted::Part(part) => {
                let (first, last) = (part.start, part.end.saturating_sub(1));
                let _ =
                    write!(fields, "Content-Type: {}\r\nContent-Range: bytes {first}-{last}/{length}\r\n", body.kind);
                Answer { status: 206, fields, length: Some(part.len()), content: Content::Part(body, part) }
            }
            Wanted::Beyond => {
                let mut answer = Answer::text(416, "text/plain; charset=utf-8", "416 the file is not so long\n");
                let _ = write!(answer.fields, "Content-Range: bytes */{length}\r\n");
                answer
            }
        }
    }

    /// The head as it is sent.
    pub fn head(&self, keep: bool) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n{EVERY}{}", self.status, reason(self.status), self.fields);
        if let Some(length) = self.length {
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        if !keep {
            head.push_str("Connection: close\r\n");
        }
        head.push_str("\r\n");
        head
    }
}

/// The fields of every answer: no other site may read it, frame it or learn of it.
pub const EVERY: &str = "X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    X-Frame-Options: DENY\r\n\
    Content-Security-Policy: frame-ancestors 'none'\r\n\
    Referrer-Policy: no-referrer\r\n";

/// What the page's own script reads of the answer that brought it, and no other script can: what the page was.
fn timing(body: &Body) -> String {
    if body.rest.is_empty() {
        return String::new();
    }
    format!("Server-Timing: daf-page;desc=\"{}\", daf-rest;desc=\"{}\"\r\n", body.tag, body.rest)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        414 => "URI Too Long",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "-",
    }
}

/// Whether the client has these bytes already (RFC 9110, 13.1.2: a weak comparison).
fn knows(request: &Request, tag: &str) -> bool {
    let named = |value: &str| {
        let value = value.trim();
        value == "*" || value.strip_prefix("W/").unwrap_or(value).trim_matches('"') == tag
    };
    request.all("if-none-match").flat_map(|value| value.split(',')).any(named)
}

/// Whether a part may be sent: it is of the very bytes that the client has another part of.
fn is_same(request: &Request, tag: &str) -> bool {
    request.all("if-range").all(|value| value == format!("\"{tag}\""))
}

enum Wanted {
    All,
    Part(Range<usize>),
    Beyond,
}

/// The part that is asked for. Several parts, and what is no range, are answered with all of it.
fn range(request: &Request, length: usize) -> Wanted {
    let spec = request.one("range").and_then(|value| value.strip_prefix("bytes="));
    let Some((first, last)) = spec.and_then(|spec| spec.split_once('-')) else { return Wanted::All };
    let (first, last) = (first.trim(), last.trim());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !digits(last) || (first.is_empty() && last.is_empty()) {
        return Wanted::All;
    }
    // A number too large to be read is larger than any file.
    let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
    if first.is_empty() {
        let count = number(last).min(length);
        return if count == 0 { Wanted::Beyond } else { Wanted::Part(length - count..length) };
    }
    let first = number(first);
    if !last.is_empty() && number(last) < first {
        return Wanted::All;
    }
    if first >= length {
        return Wanted::Beyond;
    }
    let end = if last.is_empty() { length } else { number(last).saturating_add(1).min(length) };
    Wanted::Part(first..end)
}

#[cfg(test)]
mod tests {
    use super::super::head::{Read, read};
    use super::*;

    const FILES: [&str; 5] = ["index.html", "unit/index.html", "שיעור/index.html", "a+b.txt", "c:/x"];

    fn has(path: &str) -> bool {
        FILES.contains(&path)
    }

    #[track_caller]
    fn check(target: &str, expect: &Place) {
        assert_eq!(place(target, has).as_ref(), Ok(expect), "{target}");
    }

    #[test]
    fn addresses_are_files_folders_or_nothing() {
        let file = |path: &str| Place::File(path.to_owned());
        check("/", &file("index.html"));
        check("/?raw??", &file("index.html"));
        check("/index.html", &file("index.html"));
        check("/unit/", &file("unit/index.html"));
        check("/unit", &Place::Folder("/unit/".to_owned()));
        check("/unit?a=/b%20c\"", &Place::Folder("/unit/?a=/b%20c%22".to_owned()));
        check("/שיעור", &Place::Folder("/%D7%A9%D7%99%D7%A2%D7%95%D7%A8/".to_owned()));
        check("/%d7%a9%D7%99%D7%A2%D7%95%D7%A8/", &file("שיעור/index.html"));
        check("/a+b.txt", &file("a+b.txt"));
        check("/a%2Bb.txt", &file("a+b.txt"));
        check("/__daf/live.js?x", &Place::Own("live.js".to_owned()));
        for nothing in [
            "//etc/passwd",
            "///etc/passwd",
            "/unit//index.html",
            "/unit/index.html/",
            "//unit",
            "/Unit/",
            "/index.html.",
            "/index.html%20",
            "/index.html::$DATA",
            "/INDEX~1.HTM",
            "/a%20b.txt",
            "/c:/windows/win.ini",
            "/%252e%252e%252fCANARY.txt",
        ] {
            check(nothing, &Place::Nothing);
        }
    }

    #[test]
    fn paths_that_climb_or_are_none_are_refused() {
        for wrong in [
            "/../CANARY.txt",
            "/a/../../CANARY.txt",
            "/./index.html",
            "/%2e%2e/CANARY.txt",
            "/%2E%2E%2FCANARY.txt",
            "/.%2e/CANARY.txt",
            "/..%2fCANARY.txt",
            "/..%5cCANARY.txt",
            "/..\\CANARY.txt",
            "/%5c%5chost%5cshare",
            "/%00",
            "/index.html%00.png",
            "/%0d%0aX: y",
            "/%c0%ae%c0%ae/CANARY.txt",
            "/%ff",
            "/%zz",
            "/%",
            "/%4",
            "/%+1",
        ] {
            assert_eq!(place(wrong, has), Err(ADDRESS), "{wrong}");
        }
    }

    fn body() -> Arc<Body> {
        Arc::new(Body::new("a.txt", Bytes::from("0123456789".to_owned())))
    }

    #[track_caller]
    fn answer(field: &str, status: u16, sent: &str) {
        let Read::Whole(request, _) = read(format!("GET / HTTP/1.1\r\nHost: a\r\n{field}\r\n\r\n").as_bytes()) else {
            panic!("{field}");
        };
        let answer = Answer::file(&request, body());
        let content = match &answer.content {
            Content::Nothing => "",
            Content::Text(_) => "words",
            Content::Part(body, part) => std::str::from_utf8(&body.as_slice()[part.clone()]).expect("it is text"),
        };
        assert_eq!((answer.status, content), (status, sent), "{field}");
    }

    #[test]
    fn parts_of_files() {
        answer("Range: bytes=0-3", 206, "0123");
        answer("Range: bytes=8-", 206, "89");
        answer("Range: bytes=8-99999999999999999999999", 206, "89");
        answer("Range: bytes=-1", 206, "9");
        answer("Range: bytes=-99", 206, "0123456789");
        answer("Range: bytes=-0", 416, "words");
        answer("Range: bytes=10-", 416, "words");
        answer("Range: bytes=18446744073709551615-", 416, "words");
        for whole in
            ["bytes=9-1", "bytes=0-0,1-1", "bytes=-", "bytes=a-b", "bytes=--1", "lines=0-1", "bytes 0-1", "bytes=+1-2"]
        {
            answer(&format!("Range: {whole}"), 200, "0123456789");
        }
        let tag = &body().tag;
        answer(&format!("Range: bytes=0-0\r\nIf-Range: \"{tag}\""), 206, "0");
        answer(&format!("Range: bytes=0-0\r\nIf-Range: W/\"{tag}\""), 200, "0123456789");
        answer("Range: bytes=0-0\r\nIf-Range: \"x\"", 200, "0123456789");
    }

    #[test]
    fn nothing_runs_in_what_others_may_have_made() {
        let guard = |body: Body| {
            let Read::Whole(request, _) = read(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n") else { panic!("it is whole") };
            let answer = Answer::file(&request, Arc::new(body));
            (answer.fields.matches("sandbox").count(), answer.length)
        };
        let bytes = || Bytes::from("<head></head>".to_owned());
        for path in ["a.html", "a.svg", "a.xml", "a.js", "a", "a.txt", "a.png"] {
            assert_eq!(guard(Body::copied(path, bytes())), (1, Some(13)), "{path}");
        }
        for path in ["a.pdf", "a.mp3", "a.webm"] {
            assert_eq!(guard(Body::copied(path, bytes())), (0, Some(13)), "{path}");
        }
        assert_eq!(guard(Body::new("assets/a.svg", bytes())), (1, Some(13)));
        assert!(guard(Body::new("a.html", bytes())) == (0, Some(13 + SCRIPT.len())));
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let tag = &body().tag;
        answer(&format!("If-None-Match: \"{tag}\""), 304, "");
        answer(&format!("If-None-Match: \"x\", W/\"{tag}\""), 304, "");
        answer("If-None-Match: *", 304, "");
        answer("If-None-Match: \"x\"", 200, "0123456789");
        answer("If-Modified-Since: yesterday", 200, "0123456789");
        answer("Accept-Encoding: gzip;q=0", 200, "0123456789");
    }

    #[test]
    fn a_change_of_looks_is_told_from_others() {
        let page = |sheet: &str, words: &str| {
            let text = format!("<head><link rel=\"stylesheet\" href=\"{sheet}\"></head>{words}");
            Body::new("index.html", Bytes::from(text))
        };
        let (one, look, word) = (page("a.1.css", "x"), page("a.2.css", "x"), page("a.1.css", "y"));
        assert!(one.tag != look.tag && one.rest == look.rest);
        assert!(one.tag != word.tag && one.rest != word.rest);
        let sent = String::from_utf8_lossy(one.as_slice()).into_owned();
        assert!(sent.contains(&format!("{SCRIPT}</head>")), "{sent}");
    }

    #[test]
    fn the_page_for_what_is_not_there_leads_into_the_site() {
        let page = "<a href=\"index.html#x\"><i data-root=\"\" data-faces=\"A B=200=unit/index.html;C=c:/x\" data-i=\"unit/\" alt=\"a = b\">";
        let expect = "<a href=\"/index.html#x\"><i data-root=\"/\" data-faces=\"A B=200=/unit/index.html;C=/c:/x\" data-i=\"/unit/\" alt=\"a = b\">";
        assert_eq!(rooted(page, None, has), expect);
        let made_for = page
            .replace("index.html#x", "https://e.org/f/index.html#x")
            .replace("data-root=\"", "data-root=\"https://e.org/f/")
            .replace("unit/", "https://e.org/f/unit/");
        assert_eq!(rooted(&made_for, Some("https://e.org/f"), has), expect);
    }
}
