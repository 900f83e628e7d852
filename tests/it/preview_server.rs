//! The preview over raw sockets: what it refuses, what it answers, and what it shows after each way to save a file.
//!
//! Every request is sent over both address families. The slow part (time-outs, crowds, storms) is in tests/serve.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const CANARY: &str = "canary-in-the-mine-7731";

/// A room with a curriculum, and a server for it.
struct Preview {
    room: tempfile::TempDir,
    child: Child,
    port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, taken apart.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn field(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    let put = |path: &str, text: &str| {
        let full = room.path().join(path);
        std::fs::create_dir_all(full.parent().expect("it has one")).expect("a folder");
        std::fs::write(full, text).expect("a file");
    };
    put("CANARY.txt", CANARY);
    put("content/CANARY.md", &format!("---\ntitle: Hidden\ndraft: true\n---\n{CANARY}\n"));
    put("content/daf.yaml", "title: T\nlicense: CC0\n");
    put("content/unit/_index.md", "---\ntitle: Unit\n---\nAbout.\n");
    put("content/unit/one.md", "---\ntitle: One\n---\nFirst words.\n");
    put("content/unit/hebrew.md", "---\ntitle: Hebrew\nslug: שיעור\n---\nWords.\n");
    put("content/static/long.bin", &"0123456789".repeat(1000));
    put("content/.env", CANARY);
    put("content/.git/config", CANARY);
    room
}

fn start_in(room: tempfile::TempDir, more: &[&str]) -> Preview {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
    command.current_dir(room.path()).args(["serve", "content", "--port", "0", "--no-handouts"]).args(more);
    command.env("DAF_CACHE", room.path().join("cache")).env_remove("DAF_EDITOR");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("daf runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says its address");
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    let port = port.unwrap_or_else(|| panic!("{line:?} is no address: {}", said(&mut child)));
    Preview { room, child, port }
}

fn said(child: &mut Child) -> String {
    let _ = child.kill();
    let mut text = String::new();
    let _ = child.stderr.take().map(|mut stderr| stderr.read_to_string(&mut text));
    text
}

fn start(more: &[&str]) -> Preview {
    start_in(room(), more)
}

const BOTH: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];

/// Sends bytes and reads until the other side ends.
fn raw(at: IpAddr, port: u16, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(SocketAddr::new(at, port)).expect("it listens");
    stream.set_read_timeout(Some(Duration::from_secs(3))).expect("a time-out");
    let _ = stream.write_all(bytes);
    let mut came = Vec::new();
    let _ = stream.read_to_end(&mut came);
    came
}

fn parse(came: &[u8]) -> Answer {
    let end = came.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or_else(|| panic!("no head in {came:?}"));
    let head = String::from_utf8_lossy(&came[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Answer { status, head, body: came[end + 4..].to_vec() }
}

impl Preview {
    fn content(&self, path: &str) -> PathBuf {
        self.room.path().join("content").join(path)
    }

    /// An answer that tells nothing it should not, whatever it is.
    #[track_caller]
    fn checked(&self, came: &[u8], of: &str) -> Answer {
        let answer = parse(came);
        let all = String::from_utf8_lossy(came);
        for secret in [CANARY, "root:x:0:0", self.room.path().to_str().expect("a plain name")] {
            assert!(!all.contains(secret), "{of}: {all}");
        }
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Referrer-Policy", "no-referrer"),
        ] {
            assert_eq!(answer.field(name), Some(value), "{of}: {}", answer.head);
        }
        assert!(!answer.head.to_lowercase().contains("access-control"), "{of}: {}", answer.head);
        assert!(answer.field("Cache-Control").is_some_and(|value| value.starts_with("no-")), "{of}: {}", answer.head);
        answer
    }

    /// Both families' answers to a whole head, whose lines are given without the host.
    #[track_caller]
    fn ask_with(&self, first: &str, fields: &[&str]) -> Answer {
        let mut answers = BOTH.map(|at| {
            let text = format!("{first}\r\n{}\r\nConnection: close\r\n\r\n", fields.join("\r\n"));
            self.checked(&raw(at, self.port, text.as_bytes()), &text)
        });
        assert_eq!(answers[0].status, answers[1].status, "{first} {fields:?}");
        assert_eq!(answers[0].body, answers[1].body, "{first} {fields:?}");
        std::mem::replace(&mut answers[0], Answer { status: 0, head: String::new(), body: Vec::new() })
    }

    #[track_caller]
    fn ask(&self, first: &str, fields: &[&str]) -> Answer {
        let host = format!("Host: 127.0.0.1:{}", self.port);
        self.ask_with(first, &[&[host.as_str()], fields].concat())
    }

    #[track_caller]
    fn get(&self, target: &str) -> Answer {
        self.ask(&format!("GET {target} HTTP/1.1"), &[])
    }

    /// One answer, over one family, quickly.
    fn page(&self, target: &str) -> Answer {
        let text = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port);
        parse(&raw(BOTH[0], self.port, text.as_bytes()))
    }

    /// Waits for a page to be as it should, and not for long.
    #[track_caller]
    fn wait(&self, target: &str, is: impl Fn(&Answer) -> bool) -> Answer {
        let started = Instant::now();
        loop {
            let answer = self.page(target);
            if is(&answer) {
                return answer;
            }
            assert!(started.elapsed() < Duration::from_secs(4), "{target} stays {}: {}", answer.status, answer.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    fn wait_for(&self, target: &str, words: &str) {
        let _ = self.wait(target, |answer| answer.status == 200 && answer.text().contains(words));
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.content(path), text).expect("a file");
    }
}

fn lesson(words: &str) -> String {
    format!("---\ntitle: One\n---\n{words}\n")
}

#[test]
fn no_address_leads_out() {
    let preview = start(&[]);
    // A built site lies beside, with links that somebody put there: nothing of it is served.
    let public = preview.room.path().join("public");
    std::fs::create_dir_all(&public).expect("a folder");
    for (name, to) in [("link.html", "../CANARY.txt"), ("folder", ".."), ("loop", "loop"), ("zero", "/dev/zero")] {
        std::os::unix::fs::symlink(to, public.join(name)).expect("a link");
    }
    for target in [
        "/../CANARY.txt",
        "/../../../../../../etc/passwd",
        "/a/../../CANARY.txt",
        "/%2e%2e/CANARY.txt",
        "/%2E%2E%2FCANARY.txt",
        "/..%2fCANARY.txt",
        "/.%2e/CANARY.txt",
        "/%252e%252e%252fCANARY.txt",
        "/..%5cCANARY.txt",
        "/..\\CANARY.txt",
        "/%5c%5chost%5cshare",
        "/c:/windows/win.ini",
        "/a/c:/windows/win.ini",
        "/index.html::$DATA",
        "/INDEX~1.HTM",
        "/index.html.",
        "/index.html%20",
        "/con",
        "//etc/passwd",
        "///etc/passwd",
        "/./index.html",
        "/unit//index.html",
        "/link.html",
        "/folder/CANARY.txt",
        "/loop",
        "/zero",
        "/.daf-manifest",
        "/.git/config",
        "/.env",
        "/unit/one.md",
        "/CANARY/",
        "/hidden/",
        "/Unit/",
        "/UNIT/ONE/",
        "/@fs/etc/passwd?import&raw??",
        "/__daf/",
        "/__daf/../index.html",
        "/__daf/bench.rs",
    ] {
        let answer = preview.get(target);
        assert!(matches!(answer.status, 400 | 404), "{target}: {}", answer.head);
        assert!(answer.field("Location").is_none(), "{target}");
    }
    for target in [
        "/%00",
        "/index.html%00.png",
        "/%c0%ae%c0%ae/CANARY.txt",
        "/%ff",
        "/%zz",
        "/%",
        "*",
        "index.html",
        "/#/../../etc/passwd",
    ] {
        assert_eq!(preview.get(target).status, 400, "{target}");
    }
    let home = preview.get("/").body;
    for query in ["/?raw??", "/?.svg?.wasm?init", "/?/../CANARY.txt"] {
        let answer = preview.get(query);
        assert_eq!((answer.status, answer.body), (200, home.clone()), "{query}");
    }
}

#[test]
fn only_its_own_names_and_pages() {
    let preview = start(&["--allow-host", "tablet.local"]);
    let port = preview.port;
    let with = |fields: &[&str]| {
        let fields: Vec<String> = fields.iter().map(|field| field.replace(":P", &format!(":{port}"))).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        preview.ask_with("GET / HTTP/1.1", &fields)
    };
    for host in ["127.0.0.1:P", "localhost:P", "[::1]:P", "LOCALHOST:P", "tablet.local:P", "tablet.local"] {
        assert_eq!(with(&[&format!("Host: {host}")]).status, 200, "{host}");
    }
    for host in [
        "evil.example:P",
        "evil.example",
        "127.0.0.1.evil.example:P",
        "localhost.evil.example",
        "evil.example#127.0.0.1",
        "127.0.0.1@evil.example",
        "localhost:9",
        "0.0.0.0:P",
        "2130706433:P",
        "127.1:P",
        "<script>",
    ] {
        let answer = with(&[&format!("Host: {host}")]);
        assert_eq!(answer.status, 403, "{host}");
        assert!(answer.text().contains("--allow-host") && !answer.text().contains("<"), "{host}: {}", answer.text());
        assert_eq!(answer.field("Content-Type"), Some("text/plain; charset=utf-8"));
    }
    for fields in [&["X: y"][..], &["Host: localhost:P", "Host: localhost:P"], &["Host:"], &["Host: a b"]] {
        assert_eq!(with(fields).status, 400, "{fields:?}");
    }
    let absolute = |authority: &str| {
        let first = format!("GET http://{authority}/ HTTP/1.1");
        preview.ask(&first, &[]).status
    };
    assert_eq!(absolute("evil.example"), 403);
    assert_eq!(absolute(&format!("127.0.0.1:{port}")), 200);
    assert_eq!(with(&["Host: localhost:P", "X-Forwarded-Host: evil"]).status, 200);
    assert_eq!(with(&["Host: localhost:P", "Origin: https://evil.example"]).field("Access-Control-Allow-Origin"), None);
    for dest in ["script", "iframe", "image", "empty"] {
        let dest = format!("Sec-Fetch-Dest: {dest}");
        assert_eq!(with(&["Host: localhost:P", "Sec-Fetch-Site: cross-site", &dest]).status, 403, "{dest}");
    }
    let followed =
        ["Host: localhost:P", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    assert_eq!(with(&followed).status, 200);
}

#[test]
fn only_its_own_pages_are_told() {
    let preview = start(&[]);
    let port = preview.port;
    for path in ["/__daf/events", "/__daf/state.json", "/__daf/live.js"] {
        for field in [
            "Origin: https://evil.example",
            "Origin: http://127.0.0.1:9",
            "Origin: http://192.168.0.5",
            "Origin: null",
            "Origin: http://localhost.evil.example",
            "Sec-Fetch-Site: same-site",
        ] {
            assert_eq!(preview.ask(&format!("GET {path} HTTP/1.1"), &[field]).status, 403, "{path} {field}");
        }
    }
    for (at, field) in
        [(BOTH[0], format!("Origin: http://127.0.0.1:{port}")), (BOTH[1], "Sec-Fetch-Site: same-origin".to_owned())]
    {
        let mut stream = TcpStream::connect(SocketAddr::new(at, port)).expect("it listens");
        let head = format!("GET /__daf/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{field}\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("it is sent");
        stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time-out");
        let mut came = Vec::new();
        let _ = stream.read_to_end(&mut came);
        let answer = preview.checked(&came, "events");
        assert_eq!((answer.status, answer.field("Content-Type")), (200, Some("text/event-stream; charset=utf-8")));
        assert_eq!(answer.text(), "retry: 1000\n\nevent: reload\ndata: 1\n\n");
        preview.write("unit/one.md", &lesson(&format!("Words for {at}.")));
        preview.wait_for("/unit/one/", &format!("Words for {at}."));
        let mut more = [0; 200];
        let count = stream.read(&mut more).expect("an event comes");
        let event = String::from_utf8_lossy(&more[..count]).into_owned();
        let number = event.strip_prefix("event: reload\ndata: ").and_then(|rest| rest.strip_suffix("\n\n"));
        assert!(number.is_some_and(|number| number.parse::<u32>().is_ok()), "{event:?}");
        // For the next round the numbers begin as they did.
        if at.is_ipv4() {
            return only_its_own_pages_are_told_over(&preview, BOTH[1]);
        }
    }
}

/// The second family's stream, whose numbers go on.
fn only_its_own_pages_are_told_over(preview: &Preview, at: IpAddr) {
    let mut stream = TcpStream::connect(SocketAddr::new(at, preview.port)).expect("it listens");
    let head =
        format!("GET /__daf/events HTTP/1.1\r\nHost: [::1]:{}\r\nSec-Fetch-Site: same-origin\r\n\r\n", preview.port);
    stream.write_all(head.as_bytes()).expect("it is sent");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a time-out");
    let mut came = Vec::new();
    let _ = stream.read_to_end(&mut came);
    assert_eq!(preview.checked(&came, "events").text(), "retry: 1000\n\nevent: reload\ndata: 2\n\n");
}

#[test]
fn requests_that_say_two_things_end_the_connection() {
    let preview = start(&[]);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port);
    let check = |bytes: Vec<u8>, statuses: &[u16]| {
        for at in BOTH {
            let came = raw(at, preview.port, &bytes);
            let of = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
            let answer = preview.checked(&came, &of);
            assert!(statuses.contains(&answer.status), "{of}: {}", answer.head);
            assert_eq!(answer.field("Connection"), Some("close"), "{of}");
            let text = answer.text();
            assert!(!text.contains("HTTP/1.1"), "{of}: a second answer: {text}");
        }
    };
    let with = |first: &str, fields: &str| format!("{first}\r\n{host}{fields}\r\n").into_bytes();
    for fields in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: -1\r\n",
        "X: a\r\n folded\r\n",
        "X : a\r\n",
        "X: a\nY: b\r\n",
    ] {
        check(with("GET / HTTP/1.1", fields), &[400]);
        check(with("POST / HTTP/1.1", fields), &[400]);
    }
    check(format!("GET / HTTP/1.1\n{host}\n").into_bytes(), &[400]);
    check(b"GET / HTTP/1.0\r\n\r\n".to_vec(), &[400]);
    check(with("GET / HTTP/1.0", ""), &[200]);
    check(with("CONNECT x:1 HTTP/1.1", ""), &[400]);
    check(with("POST / HTTP/1.1", "Content-Length: 10000000000\r\nExpect: 100-continue\r\n"), &[405]);
    check(with("GET / HTTP/1.1", "Content-Length: 10000000000\r\nExpect: 100-continue\r\n"), &[413]);
    check(
        [&with("GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n")[..], b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n"].concat(),
        &[413],
    );
    check(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(), &[400]);
    check(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec(), &[400]);
    check(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(), &[400]);
    check(b"\x00\xff\xfe\x80random".to_vec(), &[400]);
    let long = "a".repeat(1024 * 1024);
    check(with(&format!("GET /{long} HTTP/1.1"), ""), &[414]);
    check(with("GET / HTTP/1.1", &format!("X: {long}\r\n")), &[431]);
    check(with("GET / HTTP/1.1", &"X: a\r\n".repeat(10_000)), &[431]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "BREW", "get"] {
        let answer = preview.ask(&format!("{method} / HTTP/1.1"), &["Access-Control-Request-Private-Network: true"]);
        assert_eq!((answer.status, answer.field("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
}

#[test]
fn pages_and_parts_of_them() {
    let preview = start(&[]);
    let home = preview.get("/");
    let head = preview.ask("HEAD / HTTP/1.1", &[]);
    assert_eq!((head.status, head.head), (200, home.head.clone()));
    assert!(head.body.is_empty());
    assert_eq!(home.field("Content-Length"), Some(home.body.len().to_string().as_str()));
    assert_eq!(preview.get("/index.html").body, home.body);
    for (target, to) in [
        ("/unit?a=b", "/unit/?a=b"),
        ("/unit/שיעור", "/unit/%D7%A9%D7%99%D7%A2%D7%95%D7%A8/"),
        ("/unit?//evil.example", "/unit/?//evil.example"),
    ] {
        let answer = preview.get(target);
        assert_eq!((answer.status, answer.field("Location")), (308, Some(to)), "{target}");
    }
    for target in [
        "/unit/שיעור/",
        "/unit/%D7%A9%D7%99%D7%A2%D7%95%D7%A8/",
        "/unit/%d7%a9%d7%99%d7%a2%d7%95%d7%a8/",
        "/unit/",
        "/unit/one/",
    ] {
        assert_eq!(preview.get(target).status, 200, "{target}");
    }
    for target in ["/unit/one+/", "/unit/%20one/", "//evil.example/..", "//one"] {
        let answer = preview.get(target);
        assert!(matches!(answer.status, 400 | 404) && answer.field("Location").is_none(), "{target}");
    }
    for target in ["/<script>DAFPWN()</script>", "/\"onload=\"x", "/a/b/c/d"] {
        let answer = preview.get(target);
        assert_eq!((answer.status, answer.field("Content-Type")), (404, Some("text/html; charset=utf-8")), "{target}");
        let text = answer.text();
        assert!(text.contains("/__daf/live.js") && !text.contains("DAFPWN") && !text.contains("onload"), "{text}");
        // Whatever the page for what is not there needs, is there, however deep it was looked for.
        for link in text.split(" href=\"").skip(1).chain(text.split(" src=\"").skip(1)) {
            let link = link.split(['"', '#']).next().filter(|link| !link.is_empty()).unwrap_or("/");
            assert_eq!(preview.page(link).status, 200, "{target} leads to {link}");
        }
    }
    let answer = preview.get("/long.bin");
    assert_eq!((answer.status, answer.body.len()), (200, 10_000), "{}", answer.head);
    assert_eq!(answer.field("Content-Type"), Some("application/octet-stream"));
    let tag = answer.field("ETag").expect("a tag").to_owned();
    let part = |range: &str| preview.ask("GET /long.bin HTTP/1.1", &[&format!("Range: {range}")]);
    assert_eq!((part("bytes=0-9").status, part("bytes=0-9").text()), (206, "0123456789".to_owned()));
    assert_eq!(part("bytes=9998-").field("Content-Range"), Some("bytes 9998-9999/10000"));
    assert_eq!((part("bytes=999999-").status, part("bytes=18446744073709551615-").status), (416, 416));
    assert_eq!(part("bytes=-1").text(), "9");
    let many = format!("bytes={}", (0..1000).map(|at| format!("{at}-{at}")).collect::<Vec<_>>().join(","));
    assert_eq!((part(&many).status, part("bytes=9-1").status), (200, 200));
    for (known, status) in [(tag.as_str(), 304), ("*", 304), ("\"a\", W/\"b\"", 200), (&format!("\"a\", W/{tag}"), 304)]
    {
        let answer = preview.ask("GET /long.bin HTTP/1.1", &[&format!("If-None-Match: {known}")]);
        assert_eq!(answer.status, status, "{known}");
        assert_eq!(answer.body.is_empty(), status == 304, "{known}");
    }
    let answer = preview.ask("GET / HTTP/1.1", &["Accept-Encoding: gzip;q=0", "If-Modified-Since: yesterday"]);
    assert_eq!((answer.status, answer.field("Content-Encoding")), (200, None));
}

#[test]
fn several_requests_on_one_connection() {
    let preview = start(&[]);
    let host = format!("Host: localhost:{}", preview.port);
    for at in BOTH {
        let ask = |target: &str, more: &str| format!("GET {target} HTTP/1.1\r\n{host}\r\n{more}\r\n");
        let all =
            ask("/nowhere", "") + &ask("/long.bin", "Range: bytes=1-3\r\n") + &ask("/unit", "Connection: close\r\n");
        let came = String::from_utf8_lossy(&raw(at, preview.port, all.as_bytes())).into_owned();
        let statuses: Vec<&str> = came.match_indices("HTTP/1.1 ").map(|(at, _)| &came[at + 9..at + 12]).collect();
        assert_eq!(statuses, ["404", "206", "308"]);
        assert!(came.contains("\r\n\r\n123HTTP/1.1 308"), "{came}");
    }
}

#[test]
fn every_way_to_save_is_seen() {
    let preview = start(&[]);
    let tag = preview.page("/unit/one/").field("ETag").expect("a tag").to_owned();
    // Cut off and written anew.
    preview.write("unit/one.md", &lesson("Second words."));
    preview.wait_for("/unit/one/", "Second words.");
    let answer = preview.ask("GET /unit/one/ HTTP/1.1", &[&format!("If-None-Match: {tag}")]);
    assert_eq!(answer.status, 200);
    // Written beside and renamed over it.
    preview.write("unit/.one.md.tmp", &lesson("Third words."));
    std::fs::rename(preview.content("unit/.one.md.tmp"), preview.content("unit/one.md")).expect("it moves");
    preview.wait_for("/unit/one/", "Third words.");
    // As Vim does: a probe, the old file away, a new one, the old one gone.
    preview.write("unit/4913", "");
    std::fs::remove_file(preview.content("unit/4913")).expect("it was there");
    std::fs::rename(preview.content("unit/one.md"), preview.content("unit/one.md~")).expect("it moves");
    preview.write("unit/one.md", &lesson("Fourth words."));
    std::fs::remove_file(preview.content("unit/one.md~")).expect("it was there");
    preview.wait_for("/unit/one/", "Fourth words.");
    // In small pieces, by a program that takes its time.
    let mut file = std::fs::File::create(preview.content("unit/one.md")).expect("a file");
    for piece in lesson("Fifth words.").as_bytes().chunks(7) {
        file.write_all(piece).expect("it is written");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(file);
    preview.wait_for("/unit/one/", "Fifth words.");
    // A folder renamed, one made with a lesson deep in it, and one removed.
    std::fs::rename(preview.content("unit"), preview.content("other")).expect("it moves");
    preview.wait("/unit/", |answer| answer.status == 404);
    preview.wait_for("/other/", "About.");
    preview.write("other/one.md", &lesson("Sixth words."));
    preview.wait_for("/other/one/", "Sixth words.");
    std::fs::create_dir_all(preview.content("deep/down")).expect("folders");
    preview.write("deep/down/new.md", "---\ntitle: New\n---\nNew words.\n");
    preview.wait_for("/deep/down/new/", "New words.");
    std::fs::remove_dir_all(preview.content("deep")).expect("it was there");
    preview.wait("/deep/down/new/", |answer| answer.status == 404);
    // The whole content swapped for another, and brought back.
    let (content, aside) = (preview.room.path().join("content"), preview.room.path().join("aside"));
    let copy = room();
    std::fs::write(copy.path().join("content/unit/one.md"), lesson("Words of another checkout.")).expect("a file");
    std::fs::rename(&content, &aside).expect("it moves");
    preview.wait("/__daf/state.json?page=/unit/one/", |answer| answer.text().contains("there is no such folder"));
    assert_eq!(preview.page("/other/one/").status, 200, "the last good page stays");
    let copied = Command::new("cp").arg("-r").arg(copy.path().join("content")).arg(&content).status();
    assert!(copied.is_ok_and(|status| status.success()));
    preview.wait_for("/unit/one/", "Words of another checkout.");
    preview.write("unit/one.md", &lesson("And a change in it."));
    preview.wait_for("/unit/one/", "And a change in it.");
    std::fs::remove_dir_all(&content).expect("it was there");
    std::os::unix::fs::symlink(&aside, &content).expect("a link");
    preview.wait_for("/other/one/", "Sixth words.");
    std::fs::write(aside.join("other/one.md"), lesson("Words behind a link.")).expect("a file");
    preview.wait_for("/other/one/", "Words behind a link.");
}

/// The names after `before` in a text, to the next quotation mark.
fn named_after(text: &str, before: &str) -> Vec<String> {
    let pieces = text.split(before).skip(1);
    pieces.filter_map(|piece| Some(piece.split('"').next()?.to_owned())).collect()
}

#[test]
fn who_came_before_a_change_gets_the_rest_after_it() {
    let preview = start(&[]);
    let page = preview.page("/unit/one/").text();
    let start = preview.page("/search/start.js").text();
    let manifest = named_after(&start, "\"m.").pop().unwrap_or_else(|| panic!("no manifest in {start}"));
    let sheet = named_after(&page, "assets/site.").into_iter().find(|name| name.ends_with(".css"));
    let former = [format!("/search/m.{manifest}.js"), format!("/assets/site.{}", sheet.expect("it has looks"))];
    std::fs::create_dir_all(preview.content("theme/css")).expect("folders");
    preview.write("theme/css/site.css", "body { color: black; }\n");
    preview.wait("/unit/one/", |answer| !former.iter().any(|path| answer.text().contains(&path[1..])));
    for words in ["Changed words.", "Words changed again."] {
        preview.write("unit/one.md", &lesson(words));
        preview.wait_for("/unit/one/", words);
        let newest = preview.page("/search/start.js").text();
        assert!(!newest.contains(&manifest), "{newest}");
    }
    for path in &former {
        let answer = preview.page(path);
        let is_page = answer.field("Content-Type").is_some_and(|kind| kind.contains("html"));
        assert_eq!((answer.status, is_page), (200, false), "{path}");
    }
    // Only for a while, and nothing whose name may mean another file by now.
    for words in ["Third.", "Fourth.", "Fifth."] {
        preview.write("unit/one.md", &lesson(words));
        preview.wait_for("/unit/one/", words);
        preview.page("/search/start.js");
    }
    assert_eq!(preview.page(&former[0]).status, 404);
    assert_eq!(preview.page(&former[1]).status, 200, "the looks changed once");
    std::fs::remove_file(preview.content("unit/one.md")).expect("it was there");
    preview.wait("/unit/one/", |answer| answer.status == 404);
}

#[test]
fn a_mistake_keeps_the_last_good_page() {
    let preview = start(&[]);
    let good = preview.page("/unit/one/").body;
    preview.write("unit/one.md", "---\ntitel: \"<img src=x onerror=alert(1)>\"\n---\nWords.\n");
    let state = preview.wait("/__daf/state.json?page=/unit/one/", |answer| answer.text().contains("\"errors\":1"));
    let text = state.text();
    for words in ["did you mean `title`?", "\"path\":\"unit/one.md\"", "\"line\":2", "\"column\":1", "\"old\":true"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    assert!(!text.contains("\"link\""), "{text}");
    assert_eq!(state.field("Content-Type"), Some("application/json"));
    assert_eq!(preview.page("/unit/one/").body, good);
    preview.write("unit/one.md", &lesson("Mended."));
    preview.wait_for("/unit/one/", "Mended.");
    preview.wait("/__daf/state.json", |answer| answer.text().contains("\"errors\":0"));
    // What is no file is told, and the server lives.
    std::os::unix::fs::symlink("/etc/passwd", preview.content("unit/link.md")).expect("a link");
    let told = preview.wait("/__daf/state.json", |answer| answer.text().contains("not-a-file"));
    assert!(!told.text().contains("/etc/passwd"), "{}", told.text());
    std::fs::remove_file(preview.content("unit/link.md")).expect("it was there");
    let fifo = preview.content("unit/one.md");
    // Put in the file's place at once: a moment without either would be a site without the page.
    let made = preview.content("unit/made");
    assert!(Command::new("mkfifo").arg(&made).status().is_ok_and(|status| status.success()));
    std::fs::rename(&made, &fifo).expect("it is put in its place");
    preview.wait("/__daf/state.json", |answer| answer.text().contains("not-a-file"));
    assert_eq!(preview.page("/unit/one/").status, 200);
    std::fs::remove_file(&fifo).expect("it was there");
    preview.wait("/unit/one/", |answer| answer.status == 404);
    preview.write("unit/one.md", &lesson("Back again."));
    preview.wait_for("/unit/one/", "Back again.");
    // A template's mistake shows where its page is made.
    std::fs::create_dir_all(preview.content("theme/templates")).expect("folders");
    preview.write("theme/templates/404.html", "{{ nothing_of_this_name }}");
    preview.wait("/__daf/state.json?page=/404.html", |answer| answer.text().contains("theme/templates/404.html"));
    preview.write("daf.yaml", "tytle: T\n");
    preview.wait("/__daf/state.json", |answer| answer.text().contains("daf.yaml"));
    assert_eq!(preview.page("/unit/one/").status, 200);
}

#[test]
fn a_curriculum_may_begin_broken() {
    let room = room();
    std::fs::write(room.path().join("content/unit/one.md"), "---\ntitel: x\n---\n").expect("a file");
    let preview = start_in(room, &[]);
    let answer = preview.get("/unit/one/");
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("/__daf/live.js"));
    preview.write("unit/one.md", &lesson("Good now."));
    preview.wait_for("/unit/one/", "Good now.");
}

#[test]
fn looking_through_the_folder_does_as_well() {
    let preview = start(&["--poll"]);
    preview.write("unit/one.md", &lesson("Seen by looking."));
    preview.wait_for("/unit/one/", "Seen by looking.");
}

#[test]
fn nothing_is_written_and_builds_go_on_beside() {
    let mut preview = start(&[]);
    let daf = env!("CARGO_BIN_EXE_daf");
    let out = preview.content("public");
    let build = || {
        let mut command = Command::new(daf);
        command.args(["build", "content", "--no-handouts", "-o", "content/public"]).current_dir(preview.room.path());
        let done = command.output().expect("daf runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    build();
    // Whatever the preview makes of a build's files, it makes before it shows what was saved after them.
    preview.write("unit/one.md", &lesson("After the first build."));
    preview.wait_for("/unit/one/", "After the first build.");
    let number = |preview: &Preview| {
        let text = preview.page("/__daf/state.json").text();
        text.split("\"build\":").nth(1).and_then(|rest| rest.split(',').next()?.parse::<u64>().ok()).expect("a number")
    };
    let before = number(&preview);
    build();
    std::fs::write(out.join("index.html"), "x").expect("a file");
    preview.write("unit/one.md", &lesson("After the second."));
    preview.wait_for("/unit/one/", "After the second.");
    assert_eq!(number(&preview), before + 1, "a build's own files are no change");
    std::fs::remove_file(out.join("index.html")).expect("it was there");
    build();
    // What is served is what is built, but for the script; and the script is in nothing that is built.
    let mut files = Vec::new();
    list(&out, &mut files);
    assert!(files.len() > 20);
    for file in
        files.iter().filter(|file| !file.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')))
    {
        let built = std::fs::read(file).expect("it can be read");
        let path = file.strip_prefix(&out).expect("it is inside").to_str().expect("a plain name");
        let served = preview.page(&format!("/{path}"));
        assert!(!String::from_utf8_lossy(&built).contains("__daf"), "{path}");
        if path.ends_with(".html") {
            let text = served.text().replacen("<script src=\"/__daf/live.js\" defer></script>", "", 1);
            assert_eq!(text, String::from_utf8_lossy(&built), "{path}");
        } else {
            assert!(served.body == built, "{path}: {}", served.head);
        }
    }
    let left: Vec<String> = std::fs::read_dir(preview.room.path())
        .expect("a room")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "cache")
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
    // Another folder of the same name is read as a whole: no more than what was saved is other than before.
    let (content, real) = (preview.room.path().join("content"), preview.room.path().join("real"));
    std::fs::rename(&content, &real).expect("it moves");
    std::os::unix::fs::symlink(&real, &content).expect("a link");
    preview.write("unit/one.md", &lesson("After all."));
    preview.wait_for("/unit/one/", "After all.");
    let told = said(&mut preview.child);
    let changes: Vec<&str> = told.lines().filter(|line| line.contains(" changed; built in ")).collect();
    assert_eq!(changes.len(), 3, "{told}");
    assert!(changes.iter().all(|line| line.contains("1 file changed")), "a build's files were read as content: {told}");
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            list(&entry.path(), files);
        } else {
            files.push(entry.path());
        }
    }
}

#[test]
fn the_end_is_quick_and_leaves_nothing() {
    let mut preview = start(&[]);
    let port = preview.port.to_string();
    let second = Command::new(env!("CARGO_BIN_EXE_daf"))
        .args(["serve", "content", "--port", &port])
        .current_dir(preview.room.path())
        .output()
        .expect("daf runs");
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
    // Somebody listens, and somebody is in the midst of a request.
    let listener = TcpStream::connect(SocketAddr::new(BOTH[0], preview.port)).expect("it listens");
    let host = format!("Host: localhost:{port}");
    (&listener).write_all(format!("GET /__daf/events HTTP/1.1\r\n{host}\r\n\r\n").as_bytes()).expect("it is sent");
    let _slow = TcpStream::connect(SocketAddr::new(BOTH[1], preview.port)).expect("it listens");
    let started = Instant::now();
    let signalled = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status();
    assert!(signalled.is_ok_and(|status| status.success()));
    let status = preview.child.wait().expect("it ends");
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    assert_eq!(status.code(), Some(130));
    for at in BOTH {
        assert!(std::net::TcpListener::bind(SocketAddr::new(at, preview.port)).is_ok(), "the port is free again");
    }
}

#[test]
fn several_servers_and_a_build_keep_to_their_own() {
    let preview = start(&[]);
    let beside = Command::new(env!("CARGO_BIN_EXE_daf"))
        .args(["serve", "content", "--port", "0", "--no-handouts", "--drafts"])
        .current_dir(preview.room.path())
        .env("DAF_CACHE", preview.room.path().join("cache"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("daf runs");
    let mut beside = Beside(beside);
    let mut line = String::new();
    BufReader::new(beside.0.stdout.take().expect("it is piped")).read_line(&mut line).expect("it says its address");
    let port: u16 =
        line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let other = |target: &str| {
        let text = format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
        parse(&raw(BOTH[0], port, text.as_bytes()))
    };
    for turn in 0..4 {
        preview.write("unit/one.md", &lesson(&format!("Turn {turn}.")));
        let built = Command::new(env!("CARGO_BIN_EXE_daf"))
            .args(["build", "content", "--no-handouts", "--quiet"])
            .current_dir(preview.room.path())
            .status();
        assert!(built.is_ok_and(|status| status.success()));
        preview.wait_for("/unit/one/", &format!("Turn {turn}."));
        let page =
            std::fs::read_to_string(preview.room.path().join("public/unit/one/index.html")).expect("it is built");
        assert!(page.contains(&format!("Turn {turn}.")) && !page.contains("__daf"));
    }
    assert_eq!((preview.page("/canary/").status, preview.page("/CANARY/").status), (404, 404));
    let draft = other("/canary/");
    assert_eq!(draft.status, 200, "drafts are shown where they are asked for: {}", draft.head);
    assert!(draft.text().contains(CANARY));
    assert!(!preview.room.path().join("public/canary").exists());
}

/// A server beside another, which ends with the test.
struct Beside(Child);

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn others_are_let_in_only_by_a_flag_and_with_a_word() {
    let preview = start(&["--host", "0.0.0.0"]);
    let ask = |host: &str| {
        let host = host.replace(":P", &format!(":{}", preview.port));
        let text = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        parse(&raw(BOTH[0], preview.port, text.as_bytes())).status
    };
    assert_eq!((ask("127.0.0.1:P"), ask("localhost:P"), ask("0.0.0.0:P"), ask("evil.example:P")), (200, 200, 403, 403));
    let mut preview = preview;
    let said = said(&mut preview.child);
    assert!(said.contains("warning") && said.contains("others in the network"), "{said}");
}

#[test]
fn editors_are_linked_to_when_asked_for() {
    let preview = start(&["--editor", "vscode"]);
    preview.write("unit/one.md", "---\ntitel: x\n---\n");
    let state = preview.wait("/__daf/state.json", |answer| answer.text().contains("\"errors\":1"));
    let link = format!("\"link\":\"vscode://file{}:2:1\"", preview.content("unit/one.md").display());
    assert!(state.text().contains(&link), "{}", state.text());
}

/// The status of an answer, by what decides it: no socket, no curriculum.
fn judged(bytes: &[u8]) -> u16 {
    use daf::serve::guard::AllowedHosts;
    use daf::serve::head::{HEAD_BYTES, HeadParse, parse};
    use daf::serve::response::{Response, ResponseBody, Route, ServedFile, route};
    let files = ["index.html", "unit/index.html", "שיעור/index.html"];
    let (request, length) = match parse(bytes) {
        HeadParse::Complete(request, length) => (request, length),
        HeadParse::Incomplete => {
            assert!(bytes.len() < HEAD_BYTES);
            return 100;
        }
        HeadParse::Rejected(rejection) => return rejection.status,
    };
    assert!(length <= bytes.len() && request.target.starts_with('/'));
    let hosts = AllowedHosts { port: 4173, allowed: Vec::new() };
    if let Err(rejection) = hosts.admit(&request, BOTH[0]) {
        return rejection.status;
    }
    match route(&request.target, |path| files.contains(&path)) {
        Ok(Route::File(path)) => {
            let body = std::sync::Arc::new(ServedFile::new(&path, "0123456789".repeat(20).into()));
            let response = Response::file(&request, body);
            if let ResponseBody::Part(body, part) = &response.content {
                assert!(body.as_slice().get(part.clone()).is_some());
            }
            response.status
        }
        Ok(Route::Folder(to)) => {
            assert!(to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|byte| byte.is_ascii_graphic()));
            Response::redirect(&to).status
        }
        Ok(Route::Own(_) | Route::Nothing) => 404,
        Err(rejection) => rejection.status,
    }
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let (escape, length) = match &after[..1] {
            "r" => (b'\r', 1),
            "n" => (b'\n', 1),
            "\\" => (b'\\', 1),
            _ => (u8::from_str_radix(&after[1..3], 16).expect("two digits follow"), 3),
        };
        bytes.push(escape);
        rest = &after[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn rows() -> Vec<(u16, Vec<u8>)> {
    let text =
        std::fs::read_to_string(crate::support::project().join("tests/vectors/requests.txt")).expect("it is there");
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (status, request) = line.split_once(' ').expect("a status stands first");
        (status.parse().expect("it is a number"), unescaped(request))
    });
    rows.collect()
}

#[test]
fn every_request_has_its_status() {
    let wrong = rows().into_iter().filter_map(|(status, bytes)| {
        let came = judged(&bytes);
        (came != status).then(|| format!("{came}, not {status}: {:?}", String::from_utf8_lossy(&bytes)))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn any_pieces_of_requests() {
    let rows = rows();
    let mut state: u64 = 7;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % sides.max(1)
    };
    for _ in 0..20_000 {
        let (mut bytes, other) = (rows[roll(rows.len())].1.clone(), &rows[roll(rows.len())].1);
        for _ in 0..roll(4) {
            let (at, from) = (roll(bytes.len() + 1), roll(other.len()));
            match roll(4) {
                0 => bytes.insert(at, u8::try_from(roll(256)).unwrap_or(0)),
                1 => bytes.truncate(at),
                2 => drop(bytes.splice(at..at, other[from..].iter().copied())),
                _ => drop(bytes.drain(at.min(roll(bytes.len() + 1))..at)),
            }
        }
        let status = judged(&bytes);
        assert!([100, 200, 206, 304, 308, 400, 403, 404, 405, 413, 414, 416, 431].contains(&status), "{status}");
    }
}
