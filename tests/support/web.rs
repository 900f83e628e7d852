//! A pretended web, which answers by the path of an address. Asks no network.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use daf::Built;
use daf::output::{Cache, Progress};
use daf::outside::{Fetch, FetchMethod, Reply, check};
use daf::source::Spanned;
use url::Url;

/// A web that answers by the path of an address, and remembers what it was asked.
#[derive(Default)]
pub(crate) struct Web {
    /// Answers given in place of the usual, one after the other, by address.
    pub(crate) script: Mutex<BTreeMap<String, Vec<Reply>>>,
    pub(crate) asked: Mutex<Vec<String>>,
    pub(crate) waited: Mutex<Vec<Duration>>,
    pub(crate) time: u64,
}

/// An answer with a status.
pub(crate) fn status(status: u16) -> Reply {
    Reply::Answer { status, location: None, wait: None }
}

/// An answer that sends on to another address.
pub(crate) fn sends_on(status: u16, to: &str) -> Reply {
    Reply::Answer { status, location: Some(to.to_owned()), wait: None }
}

impl Fetch for Web {
    fn ask(&self, url: &Url, method: FetchMethod) -> Reply {
        self.asked.lock().expect("it is free").push(format!("{method:?} {url}"));
        let mut script = self.script.lock().expect("it is free");
        if let Some(next) = script.get_mut(url.as_str()).filter(|replies| !replies.is_empty()) {
            return next.remove(0);
        }
        match (url.host_str().unwrap_or_default(), url.path()) {
            ("nowhere.example", _) => Reply::NoHost,
            ("slow.example", _) => Reply::TooLong,
            ("down.example", _) => Reply::NoWay("no name can be looked up".to_owned()),
            (host, _) if host.starts_with("10.") => Reply::Private,
            (_, "/gone") => status(404),
            (_, "/moved") => sends_on(301, "/here"),
            (_, "/elsewhere") => sends_on(302, "/here"),
            (_, "/shut") => status(403),
            (_, "/busy") => status(503),
            _ => status(200),
        }
    }

    fn pause(&self, time: Duration) {
        self.waited.lock().expect("it is free").push(time);
    }

    fn now(&self) -> u64 {
        self.time
    }
}

impl Web {
    /// One that gives these answers for an address first.
    pub(crate) fn with(address: &str, replies: Vec<Reply>) -> Web {
        let web = Web::default();
        web.script.lock().expect("it is free").insert(address.to_owned(), replies);
        web
    }

    /// What it was asked, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("it is free").clone()
    }
}

/// The addresses that a curriculum leads to.
pub(crate) fn links(built: &Built) -> Vec<Spanned<String>> {
    let curriculum = built.curriculum.as_ref().expect("it was linked");
    curriculum.scopes.iter().flat_map(|scope| scope.outside.iter().cloned()).collect()
}

/// Adds what a web says to what a build said.
pub(crate) fn ask(built: &mut Built, web: &Web) {
    check(&links(built), web, &Cache::default(), &Progress::default(), &mut built.diagnostics);
    daf::settle(&mut built.diagnostics, built.curriculum.as_ref().expect("it was linked"));
}
