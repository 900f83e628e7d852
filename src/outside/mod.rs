//! What the web answers for the addresses that a curriculum leads to: the only thing that uses the network, and only when it is
//! asked for.
//!
//! This file says what to make of answers, and how to ask politely; [`client`] asks. Whoever tests it answers instead. An
//! address is asked for its head, and for itself only where that is refused; a host is asked by one at a time.

#[cfg(feature = "external")]
pub mod client;
pub mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::diag::{Diagnostics, make};
use crate::output::{Progress, Shelf};
use crate::source::{Span, Spanned};

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// For its head alone.
    Head,
    /// For itself; its body is not read.
    Get,
}

/// What came of asking once.
#[derive(Debug, Clone)]
pub enum Reply {
    /// An answer, with the address that it sends on to and how long to wait, where it says so.
    Answer {
        /// The status.
        status: u16,
        /// `Location`.
        location: Option<String>,
        /// `Retry-After`, in seconds.
        wait: Option<u64>,
    },
    /// There is no such host.
    NoHost,
    /// The host stands in a private network, and may not be asked.
    Private,
    /// No name could be looked up, or no connection made.
    NoWay(String),
    /// It took too long.
    TooLong,
}

/// Whoever asks.
pub trait Fetch: Sync {
    /// Asks once, and follows nothing.
    fn ask(&self, url: &Url, method: Method) -> Reply;
    /// Waits.
    fn pause(&self, time: Duration);
    /// The time, in seconds since 1970.
    fn now(&self) -> u64;
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Verdict {
    Fine,
    /// It stands at another address for good.
    Moved(String),
    /// Nothing stands there.
    Dead(String),
    /// It could not be found out.
    Unknown(String),
    /// Nobody could be reached at all, as far as this address shows.
    NoWay(String),
}

/// A verdict, and when it was found.
#[derive(Serialize, Deserialize)]
struct Known {
    at: u64,
    verdict: Verdict,
}

/// How many hosts are asked at the same time.
const AT_ONCE: usize = 8;
/// Between two questions to one host.
const PAUSE: Duration = Duration::from_millis(500);
/// Before asking once more; as many times as there are.
const PATIENCE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(4)];
/// The longest time that a host may ask us to wait.
const LONGEST_WAIT: u64 = 20;
/// How often an address may send on.
const HOPS: usize = 8;
/// After so many failures a host is left alone.
const FAILURES: usize = 3;
/// How long an answer is believed.
const DAY: u64 = 24 * 60 * 60;
const HOUR: u64 = 60 * 60;

/// What was asked, and what not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
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
    memory: &Shelf,
    progress: &Progress,
    sink: &mut Diagnostics,
) -> Asked {
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
    let mut asked = Asked { addresses: places.len(), known, offline: is_offline(&found) };
    if asked.offline {
        asked.known = known;
        return asked;
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
    asked
}

/// Whether it is rather this computer than the web: nobody answered, and it was no one host.
fn is_offline(found: &BTreeMap<&str, Verdict>) -> bool {
    let cut_off = |verdict: &Verdict| matches!(verdict, Verdict::NoWay(_)) || *verdict == no_host();
    let hosts: BTreeSet<String> = found.keys().filter_map(|url| host(url)).collect();
    let named = found.values().any(|verdict| matches!(verdict, Verdict::NoWay(_)));
    !found.is_empty() && found.values().all(cut_off) && (named || hosts.len() > 2)
}

fn no_host() -> Verdict {
    Verdict::Dead("there is no such host".to_owned())
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(str::to_owned)
}

/// The name that an address is remembered by.
fn name(url: &str) -> String {
    blake3::hash(url.as_bytes()).to_hex().to_string()
}

fn remembered(memory: &Shelf, url: &str, now: u64) -> Option<Verdict> {
    let known: Known = serde_json::from_slice(&memory.take(&name(url))?).ok()?;
    let believed = match known.verdict {
        Verdict::Fine | Verdict::Moved(_) => DAY,
        Verdict::Dead(_) => HOUR,
        Verdict::Unknown(_) | Verdict::NoWay(_) => 0,
    };
    (now.saturating_sub(known.at) < believed).then_some(known.verdict)
}

fn remember(memory: &Shelf, url: &str, verdict: &Verdict, now: u64) {
    if matches!(verdict, Verdict::Fine | Verdict::Moved(_) | Verdict::Dead(_)) {
        let known = Known { at: now, verdict: verdict.clone() };
        memory.keep(&name(url), &serde_json::to_vec(&known).unwrap_or_default());
    }
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

/// What is to be said of one address. `patience` is what is left of it for this host.
fn verdict(url: &str, fetch: &dyn Fetch, patience: &AtomicUsize) -> Verdict {
    if patience.load(Ordering::Relaxed) == 0 {
        return Verdict::Unknown("its host gave no answer to others before it".to_owned());
    }
    let Ok(mut at) = Url::parse(url) else { return Verdict::Unknown("its address can not be read".to_owned()) };
    let fragment = at.fragment().map(str::to_owned);
    let (mut moved, mut for_good) = (None, AtomicBool::new(true));
    for _ in 0..HOPS {
        let (status, location) = match answer(&at, fetch) {
            Ok(answer) => answer,
            Err(verdict) => {
                if matches!(verdict, Verdict::Unknown(_) | Verdict::NoWay(_)) {
                    patience.fetch_sub(1, Ordering::Relaxed);
                }
                return verdict;
            }
        };
        match status {
            200..=299 => return moved.map_or(Verdict::Fine, |to: Url| Verdict::Moved(to.to_string())),
            301 | 302 | 303 | 307 | 308 => {
                let next = location.and_then(|location| at.join(&location).ok());
                let Some(mut next) = next.filter(|next| matches!(next.scheme(), "http" | "https")) else {
                    return Verdict::Unknown(format!("it answers {status}, and not where to"));
                };
                *for_good.get_mut() &= matches!(status, 301 | 308);
                if next.fragment().is_none() {
                    next.set_fragment(fragment.as_deref());
                }
                if *for_good.get_mut() {
                    moved = Some(next.clone());
                }
                at = next;
            }
            404 | 410 => return Verdict::Dead(format!("it answers {status}")),
            401 | 403 | 406 | 999 => {
                return Verdict::Unknown(format!("it answers {status}, as many do to whatever is no browser"));
            }
            status => return Verdict::Unknown(format!("it answers {status}")),
        }
    }
    Verdict::Unknown("it sends on and on".to_owned())
}

/// Status and `Location` of an address: asked again where it is busy, and for itself where its head is refused.
fn answer(url: &Url, fetch: &dyn Fetch) -> Result<(u16, Option<String>), Verdict> {
    let head = insist(url, Method::Head, fetch)?;
    // A head is refused in many ways, and some hosts know no page by its head.
    let refused = matches!(head.0, 400..=599) && !matches!(head.0, 410 | 429);
    if refused { insist(url, Method::Get, fetch) } else { Ok(head) }
}

fn insist(url: &Url, method: Method, fetch: &dyn Fetch) -> Result<(u16, Option<String>), Verdict> {
    let mut waits = PATIENCE.iter();
    loop {
        let reply = fetch.ask(url, method);
        let asked_for = match &reply {
            Reply::Answer { status: 429 | 500 | 502 | 503 | 504, wait, .. } => *wait,
            Reply::TooLong | Reply::NoWay(_) => None,
            Reply::Answer { status, location, .. } => return Ok((*status, location.clone())),
            Reply::NoHost => return Err(no_host()),
            Reply::Private => {
                return Err(Verdict::Unknown(
                    "it leads into a private network; `--allow-private` asks there too".to_owned(),
                ));
            }
        };
        let wait = match (waits.next(), asked_for) {
            (Some(_), Some(seconds)) if seconds > LONGEST_WAIT => None,
            (Some(own), asked_for) => Some(asked_for.map_or(*own, |seconds| Duration::from_secs(seconds).max(*own))),
            (None, _) => None,
        };
        match (wait, reply) {
            (Some(wait), _) => fetch.pause(wait),
            (None, Reply::Answer { status, location, .. }) => return Ok((status, location)),
            (None, Reply::NoWay(why)) => return Err(Verdict::NoWay(why)),
            (None, _) => return Err(Verdict::Unknown("it gave no answer in time".to_owned())),
        }
    }
}
