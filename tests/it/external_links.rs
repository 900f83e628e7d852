//! Addresses on the web: what is asked, how politely, and what is said of the answers. The web is a pretended one, and once a
//! server on this computer.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use daf::diag::Diagnostics;
use daf::output::{Cache, CacheStore, Progress};
use daf::outside::{AddressCounts, Fetch, FetchMethod, Reply, check};
use url::Url;

use crate::support::web::{Web, links, sends_on, status};
use crate::support::{build, text_sources};

/// A lesson that leads to these addresses, asked about.
fn asked_about(addresses: &[&str], web: &Web, memory: &Cache) -> (Vec<String>, AddressCounts) {
    let body: String = addresses.iter().map(|address| format!("[the page]({address})\n\n")).collect();
    let built = build(&text_sources(&[("one.md", &format!("---\ntitle: One\n---\n{body}"))]));
    let mut sink = Diagnostics::default();
    let counts = check(&links(&built), web, memory, &Progress::default(), &mut sink);
    let said = sink.as_slice().iter().map(|one| format!("{}: {} {}", one.code.id(), one.message, one.help.join(" ")));
    (said.collect(), counts)
}

fn said(addresses: &[&str], web: &Web) -> String {
    asked_about(addresses, web, &Cache::default()).0.join("\n")
}

#[test]
fn each_address_is_asked_once_wherever_it_stands() {
    let web = Web::default();
    let texts = "texts:\n  - title: A poem\n    en: Words\n    url: https://example.org/poem\n";
    let built = build(&text_sources(&[
        ("one.md", &format!("---\ntitle: One\n{texts}---\n[a](https://example.org/a) [b](https://example.org/a)\n")),
        (
            "two.md",
            "---\ntitle: Two\n---\n<https://example.org/a> [m](mailto:a@example.org) [t](tel:+1) ![i](https://example.org/i.png)\n",
        ),
    ]));
    let counts = check(&links(&built), &web, &Cache::default(), &Progress::default(), &mut Diagnostics::default());
    assert_eq!(counts, AddressCounts { addresses: 2, known: 0, offline: false });
    assert_eq!(web.asked(), ["Head https://example.org/a", "Head https://example.org/poem"]);
}

#[test]
fn a_host_is_asked_by_one_with_pauses() {
    let web = Web::default();
    assert_eq!(said(&["https://example.org/1", "https://example.org/2", "https://other.example/"], &web), "");
    assert_eq!(*web.waited.lock().expect("it is free"), [Duration::from_millis(500)]);
}

#[test]
fn a_refused_head_is_no_dead_page() {
    for refusal in [403, 404, 405, 500, 501] {
        let replies = if refusal == 500 { vec![status(500); 3] } else { vec![status(refusal)] };
        let web = Web::with("https://example.org/page", replies);
        assert_eq!(said(&["https://example.org/page"], &web), "", "{refusal}");
        assert_eq!(web.asked().last().map(String::as_str), Some("Get https://example.org/page"), "{refusal}");
    }
    let gone = Web::with("https://example.org/page", vec![status(410)]);
    assert!(said(&["https://example.org/page"], &gone).contains("dead-link"));
    assert_eq!(gone.asked().len(), 1);
}

#[test]
fn who_is_busy_is_asked_again_after_as_long_as_it_says() {
    let busy = |wait| Reply::Answer { status: 429, location: None, wait: Some(wait) };
    let web = Web::with("https://example.org/", vec![busy(7), status(503)]);
    assert_eq!(said(&["https://example.org/"], &web), "");
    assert_eq!(*web.waited.lock().expect("it is free"), [Duration::from_secs(7), Duration::from_secs(4)]);
    // An hour is too long: it is let be.
    let web = Web::with("https://example.org/", vec![busy(3600)]);
    assert!(
        said(&["https://example.org/"], &web)
            .contains("unanswered-link: the address `https://example.org/` could not be checked: it answers 429")
    );
    assert!(web.waited.lock().expect("it is free").is_empty());
}

#[test]
fn what_has_moved_is_named_as_far_as_it_moved_for_good() {
    let web = Web::with("http://example.org/a#part", vec![sends_on(301, "https://example.org/a")]);
    web.script
        .lock()
        .expect("it is free")
        .insert("https://example.org/a#part".to_owned(), vec![sends_on(308, "/b"), sends_on(308, "/b")]);
    web.script
        .lock()
        .expect("it is free")
        .insert("https://example.org/b#part".to_owned(), vec![sends_on(302, "/login")]);
    assert!(said(&["http://example.org/a#part"], &web).contains("write `https://example.org/b#part`"));
    // For the moment only: nothing to say.
    assert_eq!(said(&["https://example.org/elsewhere"], &Web::default()), "");
    // Moved to where nothing stands: dead.
    let web = Web::with("https://example.org/a", vec![sends_on(301, "/gone")]);
    assert!(said(&["https://example.org/a"], &web).starts_with("dead-link"));
    // Round in a circle.
    let web = Web::with("https://example.org/a", vec![sends_on(302, "/a"); 40]);
    assert!(said(&["https://example.org/a"], &web).contains("it sends on and on"));
    // To what is no page.
    let web = Web::with("https://example.org/a", vec![sends_on(301, "javascript:alert(1)")]);
    assert!(said(&["https://example.org/a"], &web).contains("not where to"));
}

#[test]
fn a_host_that_gives_no_answer_is_not_asked_forty_times() {
    let addresses: Vec<String> = (0..40).map(|number| format!("https://slow.example/{number}")).collect();
    let mut addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    addresses.push("https://example.org/");
    let web = Web::default();
    let (said, _) = asked_about(&addresses, &web, &Cache::default());
    assert_eq!(said.len(), 40);
    assert_eq!(web.asked().iter().filter(|asked| asked.contains("slow")).count(), 9);
}

#[test]
fn without_a_network_one_thing_is_said() {
    let addresses = ["https://down.example/1", "https://nowhere.example/"];
    let (said, counts) = asked_about(&addresses, &Web::default(), &Cache::default());
    assert!(said.is_empty() && counts.offline, "{said:?}");
    // Where somebody answers, it is not the network.
    let (said, counts) =
        asked_about(&["https://down.example/1", "https://example.org/"], &Web::default(), &Cache::default());
    assert!(said.len() == 1 && !counts.offline, "{said:?}");
    // One host that is not there is a dead link.
    let (said, counts) = asked_about(&["https://nowhere.example/"], &Web::default(), &Cache::default());
    assert!(said.len() == 1 && said[0].starts_with("dead-link") && !counts.offline, "{said:?}");
}

/// Remembers in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl CacheStore for Memory {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().expect("it is free").get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.0.lock().expect("it is free").insert(name.to_owned(), bytes.to_vec());
    }
}

#[test]
fn good_answers_are_believed_longer_than_bad_ones() {
    let memory = Cache::new(Arc::new(Memory::default()));
    let addresses = ["https://example.org/here", "https://example.org/gone", "https://example.org/shut"];
    for (time, counts) in [(0, 3), (1800, 1), (2 * 3600, 2), (25 * 3600, 3)] {
        let web = Web { time, ..Web::default() };
        let (said, told) = asked_about(&addresses, &web, &memory);
        assert_eq!((told.known, said.len()), (3 - counts, 2), "after {time} s");
        let urls: std::collections::BTreeSet<String> =
            web.asked().iter().filter_map(|asked| asked.split(' ').nth(1).map(str::to_owned)).collect();
        assert_eq!(urls.len(), counts, "after {time} s: {urls:?}");
    }
}

/// A server on this computer that answers by the path, and keeps what it was asked.
fn server() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("it has one").port();
    let counts = Arc::new(Mutex::new(Vec::new()));
    let log = counts.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            answer(stream, &log);
        }
    });
    (port, counts)
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().expect("it can be read")).lines();
    let first = lines.next().and_then(Result::ok).unwrap_or_default();
    let head: Vec<String> = lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let agent = head.iter().find(|line| line.to_ascii_lowercase().starts_with("user-agent: daf/")).is_some();
    log.lock().expect("it is free").push(format!("{first} {agent}"));
    let status = match first.split(' ').nth(1).unwrap_or_default() {
        "/gone" => "404 Not Found\r\n",
        "/moved" => "301 Moved Permanently\r\nLocation: /here\r\n",
        "/inside" => "302 Found\r\nLocation: http://169.254.169.254/latest/meta-data/\r\n",
        _ => "200 OK\r\n",
    };
    let _ = write!(stream, "HTTP/1.1 {status}Content-Length: 0\r\nConnection: close\r\n\r\n");
}

#[cfg(feature = "external")]
#[test]
fn a_private_network_is_asked_only_where_that_was_asked_for() {
    let room = tempfile::tempdir().expect("a room");
    let (port, counts) = server();
    let write = |name: &str, text: &str| {
        std::fs::create_dir_all(room.path().join("content")).expect("a folder");
        std::fs::write(room.path().join("content").join(name), text).expect("a file");
    };
    write("daf.yaml", "title: T\nlicense: CC0\n");
    let lead: String = ["here", "gone", "moved"]
        .iter()
        .map(|path| format!("[the {path}](http://127.0.0.1:{port}/{path})\n\n"))
        .collect();
    write("one.md", &format!("---\ntitle: One\n---\n{lead}"));
    let run = |options: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
        command.current_dir(room.path()).env("DAF_CACHE", room.path().join("cache"));
        let told = command.args(["check", "content", "--external", "--format", "short"]).args(options).output();
        let told = told.expect("daf runs");
        (told.status.code(), String::from_utf8_lossy(&told.stdout).into_owned())
    };
    // A stranger's lesson reaches nobody here.
    let (code, told) = run(&[]);
    assert_eq!(code, Some(0), "{told}");
    assert_eq!(told.matches("note[unanswered-link]").count(), 3, "{told}");
    assert!(counts.lock().expect("it is free").is_empty());
    // Whoever lives on an intranet says so.
    let (code, told) = run(&["--allow-private", "--strict"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("warning[dead-link]") && told.contains("warning[moved-link]"), "{told}");
    let first = counts.lock().expect("it is free").clone();
    assert!(first.iter().all(|line| line.ends_with("true")), "{first:?}");
    assert!(
        first.iter().any(|line| line.starts_with("GET /gone"))
            && !first.iter().any(|line| line.starts_with("GET /here"))
    );
    // And nothing is asked twice within the hour.
    run(&["--allow-private"]);
    assert_eq!(counts.lock().expect("it is free").len(), first.len());
    run(&["--allow-private", "--no-cache"]);
    assert_eq!(counts.lock().expect("it is free").len(), 2 * first.len());
}

#[cfg(feature = "external")]
#[test]
fn who_sends_on_into_a_private_network_is_not_followed() {
    use daf::outside::client::Client;
    // The client that may not: every hop is looked at, the first as the last.
    let strict = Client::new(false);
    for address in [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://[::1]:9/",
        "http://169.254.169.254/",
        "http://2130706433/",
        "http://0x7f.1/",
    ] {
        let url = Url::parse(address).expect("an address");
        assert!(matches!(strict.ask(&url, FetchMethod::Get), Reply::Private), "{address}");
    }
    // It follows nothing by itself.
    let (port, _) = server();
    let open = Client::new(true);
    let url = Url::parse(&format!("http://127.0.0.1:{port}/inside")).expect("an address");
    match open.ask(&url, FetchMethod::Head) {
        Reply::Answer { status: 302, location: Some(to), .. } => assert!(to.contains("169.254.169.254")),
        other => panic!("{other:?}"),
    }
}
