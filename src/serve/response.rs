//! Routing and responses: the address of a request becomes a file of the site, and the file a response's head and body.
//!
//! A file is looked up among those that the site has, by the whole of its path; nothing is looked for on a disk, so there is
//! nothing that a path could climb to. Pure; sends nothing.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::head::{Method, Rejection, Request};
use crate::output::Bytes;

/// Where the server's own files stand. No page of a site has such an address.
pub const OWN_PREFIX: &str = "/__daf/";
/// What is put into a page that is served, and never into one that is written.
pub const SCRIPT_TAG: &str = "<script src=\"/__daf/live.js\" defer></script>";

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A file of the site.
    File(String),
    /// A folder with a page of its own, asked for without the slash at its end: the address that has it.
    Folder(String),
    /// One of the server's own files: what stands after [`OWN_PREFIX`].
    Own(String),
    /// Nothing.
    Nothing,
}

const ADDRESS: Rejection = Rejection::new(400, "the address is none that a server can have");

/// What a target (path and query, beginning with `/`) leads to in a site that has certain files. The query changes nothing.
/// A path may come as it is or percent-encoded, in either case of its digits; its letters are compared as they are, so that
/// another case or another normal form of Hebrew points is another path.
///
/// # Errors
/// With the refusal, where the path is not one.
pub fn route(target: &str, has: impl Fn(&str) -> bool) -> Result<Route, Rejection> {
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
        return Ok(Route::Nothing);
    }
    let folder: String = parts.iter().flat_map(|part| [part.as_str(), "/"]).collect();
    if let Some(own) = format!("/{folder}{last}").strip_prefix(OWN_PREFIX) {
        return Ok(Route::Own(own.to_owned()));
    }
    let file = format!("{folder}{}", if last.is_empty() { "index.html" } else { &last });
    if has(&file) {
        return Ok(Route::File(file));
    }
    if !last.is_empty() && has(&format!("{file}/index.html")) {
        let query = query.map(|query| format!("?{}", utf8_percent_encode(query, IN_QUERY))).unwrap_or_default();
        return Ok(Route::Folder(format!("/{}/{query}", utf8_percent_encode(&file, IN_PATH))));
    }
    Ok(Route::Nothing)
}

/// One part of a path, decoded once. A plus is a plus.
fn decoded(part: &str) -> Result<String, Rejection> {
    let bytes = part.as_bytes();
    let digits = |at: usize| bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    if memchr::memchr_iter(b'%', bytes).any(|at| !digits(at)) {
        return Err(ADDRESS);
    }
    let text = percent_encoding::percent_decode_str(part).decode_utf8().map_err(|_| ADDRESS)?;
    if text.chars().any(char::is_control) { Err(ADDRESS) } else { Ok(text.into_owned()) }
}

/// What is encoded in the path of a `Location`: everything but letters, digits and the signs that a path takes as they are.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'/');
/// What is encoded in its query, where what was encoded already stays so.
const IN_QUERY: &AsciiSet = &IN_PATH.remove(b'?').remove(b'%');

/// What is sent with a file that somebody else may have made: nothing in it runs, and it reaches nothing.
const SANDBOX: &str = "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
    base-uri 'none'; form-action 'none'; sandbox\r\n";

/// The type of a file, by its name.
///
/// A table of our own, since `mime_guess` (2.0.5) would have to be corrected in seven of these rows and names no character set:
/// it gives `mjs`, `woff`, `otf` and `m4a` types that are not registered any more or never were, `csv` and `md` types that
/// browsers save instead of showing, and `xml` one whose characters are guessed.
pub fn content_type(path: &str) -> &'static str {
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
        "flac" => "audio/flac",
        "aac" => "audio/aac",
        "m4v" => "video/x-m4v",
        "mov" => "video/quicktime",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        _ => "application/octet-stream",
    }
}

/// Bytes as they are served, with what tells them from others.
pub struct ServedFile {
    bytes: ServedBytes,
    /// The type.
    pub content_type: &'static str,
    /// A hash of the bytes.
    pub etag: String,
    /// A hash of all but the addresses of style sheets; empty for what is no page.
    pub markup_hash: String,
    /// A field that lets nothing in it run; empty for what is ours, and for what nothing runs.
    policy: &'static str,
}

enum ServedBytes {
    /// As they are.
    Plain(Bytes),
    /// With what the preview adds.
    Live(Vec<u8>),
}

impl ServedFile {
    /// A file of the site as it is served. Pages get the script of the preview.
    pub fn new(path: &str, bytes: Bytes) -> ServedFile {
        let content_type = content_type(path);
        if !content_type.starts_with("text/html") {
            let policy = if content_type == "image/svg+xml" { SANDBOX } else { "" };
            return ServedFile::plain(content_type, bytes, policy);
        }
        let etag = hash(bytes.as_slice());
        let markup_hash = hash_without_sheets(bytes.as_slice());
        ServedFile {
            bytes: ServedBytes::Live(with_live_script(bytes.as_slice())),
            content_type,
            etag,
            markup_hash,
            policy: "",
        }
    }

    /// A file that is copied from the folder, as it is. Whatever it is, nothing in it runs; what browsers show by programs of
    /// their own (a PDF, a sound, a film) they would not show under such a guard, and do not run.
    pub fn copied(path: &str, bytes: Bytes) -> ServedFile {
        let content_type = content_type(path);
        let is_shown = content_type == "application/pdf"
            || content_type.starts_with("audio/")
            || content_type.starts_with("video/");
        ServedFile::plain(content_type, bytes, if is_shown { "" } else { SANDBOX })
    }

    fn plain(content_type: &'static str, bytes: Bytes, policy: &'static str) -> ServedFile {
        let etag = hash(bytes.as_slice());
        ServedFile { bytes: ServedBytes::Plain(bytes), content_type, etag, markup_hash: String::new(), policy }
    }

    /// What is sent.
    pub fn as_slice(&self) -> &[u8] {
        match &self.bytes {
            ServedBytes::Plain(bytes) => bytes.as_slice(),
            ServedBytes::Live(bytes) => bytes,
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().get(..20).unwrap_or_default().to_owned()
}

/// A page with the preview's script at the end of its head; where it has no head, at its end.
pub fn with_live_script(page: &[u8]) -> Vec<u8> {
    let at = memchr::memmem::find(page, b"</head>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, SCRIPT_TAG.as_bytes(), after].concat()
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
pub fn root_links(page: &str, base: Option<&str>, has: impl Fn(&str) -> bool) -> String {
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

/// A response, ready to be sent.
pub struct Response {
    /// The status.
    pub status: u16,
    /// The fields that not every response has, each with its line end.
    pub fields: String,
    /// The value of `Content-Length`; `None` where there is no such field.
    pub length: Option<usize>,
    /// What is sent after the head.
    pub content: ResponseBody,
}

/// What is sent after a head.
pub enum ResponseBody {
    /// Nothing.
    Nothing,
    /// A few words.
    Text(Vec<u8>),
    /// A part of a body, or all of it.
    Part(Arc<ServedFile>, Range<usize>),
}

impl Response {
    /// A few words, of a type.
    pub fn text(status: u16, content_type: &str, text: impl Into<Vec<u8>>) -> Response {
        let text = text.into();
        let fields = format!("Content-Type: {content_type}\r\nCache-Control: no-store\r\n");
        Response { status, fields, length: Some(text.len()), content: ResponseBody::Text(text) }
    }

    /// A refusal, in one plain line.
    pub fn rejection(rejection: &Rejection) -> Response {
        let mut response = Response::text(
            rejection.status,
            "text/plain; charset=utf-8",
            format!("{} {}\n", rejection.status, rejection.why),
        );
        if rejection.status == 405 {
            response.fields.push_str("Allow: GET, HEAD\r\n");
        }
        response
    }

    /// Another address of this server.
    pub fn redirect(to: &str) -> Response {
        let mut response = Response::text(308, "text/plain; charset=utf-8", "308 the address ends with a slash\n");
        let _ = write!(response.fields, "Location: {to}\r\n");
        response
    }

    /// A page that is not the one that was asked for.
    pub fn page(status: u16, body: ServedFile) -> Response {
        let length = body.as_slice().len();
        let fields =
            format!("Content-Type: {}\r\nCache-Control: no-store\r\n{}", body.content_type, server_timing(&body));
        Response { status, fields, length: Some(length), content: ResponseBody::Part(Arc::new(body), 0..length) }
    }

    /// A file, whole or the part that was asked for; nothing, where the client has it already.
    pub fn file(request: &Request, body: Arc<ServedFile>) -> Response {
        let length = body.as_slice().len();
        let mut fields = format!(
            "ETag: \"{}\"\r\nCache-Control: no-cache\r\nAccept-Ranges: bytes\r\n{}{}",
            body.etag,
            server_timing(&body),
            body.policy
        );
        if not_modified(request, &body.etag) {
            return Response { status: 304, fields, length: None, content: ResponseBody::Nothing };
        }
        let range = match request.method {
            Method::Get if range_applies(request, &body.etag) => range(request, length),
            Method::Get | Method::Head | Method::Other => RangeRequest::All,
        };
        match range {
            RangeRequest::All => {
                let _ = write!(fields, "Content-Type: {}\r\n", body.content_type);
                Response { status: 200, fields, length: Some(length), content: ResponseBody::Part(body, 0..length) }
            }
            RangeRequest::Part(part) => {
                let (first, last) = (part.start, part.end.saturating_sub(1));
                let _ = write!(
                    fields,
                    "Content-Type: {}\r\nContent-Range: bytes {first}-{last}/{length}\r\n",
                    body.content_type
                );
                Response { status: 206, fields, length: Some(part.len()), content: ResponseBody::Part(body, part) }
            }
            RangeRequest::Unsatisfiable => {
                let mut response = Response::text(416, "text/plain; charset=utf-8", "416 the file is not so long\n");
                let _ = write!(response.fields, "Content-Range: bytes */{length}\r\n");
                response
            }
        }
    }

    /// The head as it is sent.
    pub fn head(&self, keep_alive: bool) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n{COMMON_FIELDS}{}", self.status, reason(self.status), self.fields);
        if let Some(length) = self.length {
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        if !keep_alive {
            head.push_str("Connection: close\r\n");
        }
        head.push_str("\r\n");
        head
    }
}

/// The fields of every response: no other site may read it, frame it or learn of it.
pub const COMMON_FIELDS: &str = "X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    X-Frame-Options: DENY\r\n\
    Content-Security-Policy: frame-ancestors 'none'\r\n\
    Referrer-Policy: no-referrer\r\n";

/// What the page's own script reads of the answer that brought it, and no other script can: what the page was.
fn server_timing(body: &ServedFile) -> String {
    if body.markup_hash.is_empty() {
        return String::new();
    }
    format!("Server-Timing: daf-page;desc=\"{}\", daf-rest;desc=\"{}\"\r\n", body.etag, body.markup_hash)
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
fn not_modified(request: &Request, etag: &str) -> bool {
    let named = |value: &str| {
        let value = value.trim();
        value == "*" || value.strip_prefix("W/").unwrap_or(value).trim_matches('"') == etag
    };
    request.all("if-none-match").flat_map(|value| value.split(',')).any(named)
}

/// Whether a part may be sent: it is of the very bytes that the client has another part of.
fn range_applies(request: &Request, etag: &str) -> bool {
    request.all("if-range").all(|value| value == format!("\"{etag}\""))
}

enum RangeRequest {
    All,
    Part(Range<usize>),
    Unsatisfiable,
}

/// The part that is asked for. Several parts, and what is no range, are answered with all of it.
fn range(request: &Request, length: usize) -> RangeRequest {
    let spec = request.one("range").and_then(|value| value.strip_prefix("bytes="));
    let Some((first, last)) = spec.and_then(|spec| spec.split_once('-')) else { return RangeRequest::All };
    let (first, last) = (first.trim(), last.trim());
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(first) || !digits(last) || (first.is_empty() && last.is_empty()) {
        return RangeRequest::All;
    }
    // A number too large to be read is larger than any file.
    let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
    if first.is_empty() {
        let count = number(last).min(length);
        return if count == 0 { RangeRequest::Unsatisfiable } else { RangeRequest::Part(length - count..length) };
    }
    let first = number(first);
    if !last.is_empty() && number(last) < first {
        return RangeRequest::All;
    }
    if first >= length {
        return RangeRequest::Unsatisfiable;
    }
    let end = if last.is_empty() { length } else { number(last).saturating_add(1).min(length) };
    RangeRequest::Part(first..end)
}

#[cfg(test)]
mod tests {
    use super::super::head::{HeadParse, parse};
    use super::*;

    const FILES: [&str; 5] = ["index.html", "unit/index.html", "שיעור/index.html", "a+b.txt", "c:/x"];

    fn has(path: &str) -> bool {
        FILES.contains(&path)
    }

    #[track_caller]
    fn check(target: &str, expect: &Route) {
        assert_eq!(route(target, has).as_ref(), Ok(expect), "{target}");
    }

    #[test]
    fn addresses_are_files_folders_or_nothing() {
        let file = |path: &str| Route::File(path.to_owned());
        check("/", &file("index.html"));
        check("/?raw??", &file("index.html"));
        check("/index.html", &file("index.html"));
        check("/unit/", &file("unit/index.html"));
        check("/unit", &Route::Folder("/unit/".to_owned()));
        check("/unit?a=/b%20c\"", &Route::Folder("/unit/?a=/b%20c%22".to_owned()));
        check("/שיעור", &Route::Folder("/%D7%A9%D7%99%D7%A2%D7%95%D7%A8/".to_owned()));
        check("/%d7%a9%D7%99%D7%A2%D7%95%D7%A8/", &file("שיעור/index.html"));
        check("/a+b.txt", &file("a+b.txt"));
        check("/a%2Bb.txt", &file("a+b.txt"));
        check("/__daf/live.js?x", &Route::Own("live.js".to_owned()));
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
            check(nothing, &Route::Nothing);
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
            assert_eq!(route(wrong, has), Err(ADDRESS), "{wrong}");
        }
    }

    fn body() -> Arc<ServedFile> {
        Arc::new(ServedFile::new("a.txt", Bytes::from("0123456789".to_owned())))
    }

    #[track_caller]
    fn response(field: &str, status: u16, sent: &str) {
        let HeadParse::Complete(request, _) = parse(format!("GET / HTTP/1.1\r\nHost: a\r\n{field}\r\n\r\n").as_bytes())
        else {
            panic!("{field}");
        };
        let response = Response::file(&request, body());
        let content = match &response.content {
            ResponseBody::Nothing => "",
            ResponseBody::Text(_) => "words",
            ResponseBody::Part(body, part) => std::str::from_utf8(&body.as_slice()[part.clone()]).expect("it is text"),
        };
        assert_eq!((response.status, content), (status, sent), "{field}");
    }

    #[test]
    fn parts_of_files() {
        response("Range: bytes=0-3", 206, "0123");
        response("Range: bytes=8-", 206, "89");
        response("Range: bytes=8-99999999999999999999999", 206, "89");
        response("Range: bytes=-1", 206, "9");
        response("Range: bytes=-99", 206, "0123456789");
        response("Range: bytes=-0", 416, "words");
        response("Range: bytes=10-", 416, "words");
        response("Range: bytes=18446744073709551615-", 416, "words");
        for whole in
            ["bytes=9-1", "bytes=0-0,1-1", "bytes=-", "bytes=a-b", "bytes=--1", "lines=0-1", "bytes 0-1", "bytes=+1-2"]
        {
            response(&format!("Range: {whole}"), 200, "0123456789");
        }
        let etag = &body().etag;
        response(&format!("Range: bytes=0-0\r\nIf-Range: \"{etag}\""), 206, "0");
        response(&format!("Range: bytes=0-0\r\nIf-Range: W/\"{etag}\""), 200, "0123456789");
        response("Range: bytes=0-0\r\nIf-Range: \"x\"", 200, "0123456789");
    }

    #[test]
    fn nothing_runs_in_what_others_may_have_made() {
        let policy = |body: ServedFile| {
            let HeadParse::Complete(request, _) = parse(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n") else {
                panic!("it is whole")
            };
            let response = Response::file(&request, Arc::new(body));
            (response.fields.matches("sandbox").count(), response.length)
        };
        let bytes = || Bytes::from("<head></head>".to_owned());
        for path in ["a.html", "a.svg", "a.xml", "a.js", "a", "a.txt", "a.png"] {
            assert_eq!(policy(ServedFile::copied(path, bytes())), (1, Some(13)), "{path}");
        }
        for path in ["a.pdf", "a.mp3", "a.webm"] {
            assert_eq!(policy(ServedFile::copied(path, bytes())), (0, Some(13)), "{path}");
        }
        assert_eq!(policy(ServedFile::new("assets/a.svg", bytes())), (1, Some(13)));
        assert!(policy(ServedFile::new("a.html", bytes())) == (0, Some(13 + SCRIPT_TAG.len())));
    }

    #[test]
    fn what_the_client_has_is_not_sent_again() {
        let etag = &body().etag;
        response(&format!("If-None-Match: \"{etag}\""), 304, "");
        response(&format!("If-None-Match: \"x\", W/\"{etag}\""), 304, "");
        response("If-None-Match: *", 304, "");
        response("If-None-Match: \"x\"", 200, "0123456789");
        response("If-Modified-Since: yesterday", 200, "0123456789");
        response("Accept-Encoding: gzip;q=0", 200, "0123456789");
    }

    #[test]
    fn a_change_of_looks_is_told_from_others() {
        let page = |sheet: &str, words: &str| {
            let text = format!("<head><link rel=\"stylesheet\" href=\"{sheet}\"></head>{words}");
            ServedFile::new("index.html", Bytes::from(text))
        };
        let (one, look, word) = (page("a.1.css", "x"), page("a.2.css", "x"), page("a.1.css", "y"));
        assert!(one.etag != look.etag && one.markup_hash == look.markup_hash);
        assert!(one.etag != word.etag && one.markup_hash != word.markup_hash);
        let sent = String::from_utf8_lossy(one.as_slice()).into_owned();
        assert!(sent.contains(&format!("{SCRIPT_TAG}</head>")), "{sent}");
    }

    #[test]
    fn the_page_for_what_is_not_there_leads_into_the_site() {
        let page = "<a href=\"index.html#x\"><i data-root=\"\" data-faces=\"A B=200=unit/index.html;C=c:/x\" data-i=\"unit/\" alt=\"a = b\">";
        let expect = "<a href=\"/index.html#x\"><i data-root=\"/\" data-faces=\"A B=200=/unit/index.html;C=/c:/x\" data-i=\"/unit/\" alt=\"a = b\">";
        assert_eq!(root_links(page, None, has), expect);
        let made_for = page
            .replace("index.html#x", "https://e.org/f/index.html#x")
            .replace("data-root=\"", "data-root=\"https://e.org/f/")
            .replace("unit/", "https://e.org/f/unit/");
        assert_eq!(root_links(&made_for, Some("https://e.org/f"), has), expect);
    }
}
