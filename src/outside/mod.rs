//! What the web answers for the addresses that a curriculum leads to: the only thing that uses the network, and only when it is
//! asked for.
//!
//! [`check`] asks for all of them, politely; `verdict` says what to make of answers, and `client` asks. Whoever tests it answers
//! instead. An address is asked for its head, and for itself only where that is refused; a host is asked by one at a time.

/// The client that asks.
#[cfg(feature = "external")]
pub mod client;
mod fetch;
mod memory;
/// Which addresses may be asked.
pub mod place;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use url::Url;

use crate::diag::{Diagnostics, make};
use crate::output::{Cache, Progress};
use crate::source::{Span, Spanned};
pub use fetch::{Fetch, FetchMethod, Reply};
use memory::{remember, remembered};
use verdict::{Verdict, no_host, verdict};

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 8;
/// Between two questions to one host.
const PAUSE: Duration = Duration::from_millis(500);
/// After so many failures a host is left alone.
const FAILURES: usize = 3;

/// What was asked, and what not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AddressCounts {
    /// Addresses in all.
    pub addresses: usize,
    /// Of them, known from before.
    pub known: usize,
    /// Whether nobody at all could be reached: then nothing is said of any address.
    pub offline: bool,
}

/// Asks for every address once, and tells of those that lead nowhere, have moved, or give no answer.
pub fn check(
    links: &[Spanned<String>],
    fetch: &dyn Fetch,
    memory: &Cache,
    progress: &Progress,
    sink: &mut Diagnostics,
) -> AddressCounts {
    let mut places: BTreeMap<&str, BTreeSet<Span>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.value.starts_with("http")) {
        places.entry(link.value.as_str()).or_default().insert(link.span);
    }
    let mut verdicts: BTreeMap<&str, Verdict> = BTreeMap::new();
    for &url in places.keys() {
        if let Some(verdict) = remembered(memory, url, fetch.now()) {
            verdicts.insert(url, verdict);
        }
    }
    let known = verdicts.len();
    let open = places.keys().copied().filter(|url| !verdicts.contains_key(url));
    let found = ask_all(open, fetch, progress);
    let mut counts = AddressCounts { addresses: places.len(), known, offline: is_offline(&found) };
    if counts.offline {
        counts.known = known;
        return counts;
    }
    for (url, verdict) in &found {
        remember(memory, url, verdict, fetch.now());
    }
    verdicts.extend(found);
    for (url, spans) in &places {
        let Some(verdict) = verdicts.get(url) else { continue };
        for &span in spans {
            match verdict {
                Verdict::Fine => {}
                Verdict::Moved(to) => sink.push(make::moved_link(span, url, to)),
                Verdict::Dead(why) => sink.push(make::dead_link(span, url, why)),
                Verdict::Unknown(why) | Verdict::NoWay(why) => sink.push(make::unanswered_link(span, url, why)),
            }
        }
    }
    counts
}

/// Whether it is rather this computer than the web: nobody answered, and it was no one host.
fn is_offline(found: &BTreeMap<&str, Verdict>) -> bool {
    let cut_off = |verdict: &Verdict| matches!(verdict, Verdict::NoWay(_)) || *verdict == no_host();
    let hosts: BTreeSet<String> = found.keys().filter_map(|url| host(url)).collect();
    let named = found.values().any(|verdict| matches!(verdict, Verdict::NoWay(_)));
    !found.is_empty() && found.values().all(cut_off) && (named || hosts.len() > 2)
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// Asks, some hosts at once, each of them one question after the other. The host with most addresses begins.
fn ask_all<'a>(
    urls: impl Iterator<Item = &'a str>,
    fetch: &dyn Fetch,
    progress: &Progress,
) -> BTreeMap<&'a str, Verdict> {
    let mut hosts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url).unwrap_or_default()).or_default().push(url);
    }
    let all: usize = hosts.values().map(Vec::len).sum();
    let mut queue: Vec<Vec<&str>> = hosts.into_values().collect();
    queue.sort_by_key(Vec::len);
    let (queue, found) = (Mutex::new(queue), Mutex::new(BTreeMap::new()));
    let done = AtomicUsize::new(0);
    let work = || {
        while let Some(urls) = { queue.lock().unwrap_or_else(PoisonError::into_inner).pop() } {
            let patience = AtomicUsize::new(FAILURES);
            for (number, url) in urls.into_iter().enumerate() {
                if number > 0 {
                    fetch.pause(PAUSE);
                }
                let verdict = verdict(url, fetch, &patience);
                found.lock().unwrap_or_else(PoisonError::into_inner).insert(url, verdict);
                progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(all) {
            scope.spawn(work);
        }
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner)
}
