//! What is known of one address: found by asking, again where its host is busy, and along whatever it sends on to. Remembers
//! nothing, and knows no other address.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use super::fetch::{Fetch, FetchMethod, Reply};

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verdict {
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

/// Before asking once more; as many times as there are.
const PATIENCE: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(4)];

/// The longest time that a host may ask us to wait.
const LONGEST_WAIT: u64 = 20;

/// How often an address may send on.
const HOPS: usize = 8;

pub(super) fn no_host() -> Verdict {
    Verdict::Dead("there is no such host".to_owned())
}

/// What is to be said of one address. `patience` is what is left of it for this host.
pub(super) fn verdict(url: &str, fetch: &dyn Fetch, patience: &AtomicUsize) -> Verdict {
    if patience.load(Ordering::Relaxed) == 0 {
        return Verdict::Unknown("its host gave no answer to others before it".to_owned());
    }
    let Ok(mut at) = Url::parse(url) else { return Verdict::Unknown("its address cannot be read".to_owned()) };
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
                return Verdict::Unknown(format!("it answers {status}, as many sites do to anything but a browser"));
            }
            status => return Verdict::Unknown(format!("it answers {status}")),
        }
    }
    Verdict::Unknown("it sends on and on".to_owned())
}

/// Status and `Location` of an address: asked again where it is busy, and for itself where its head is refused.
fn answer(url: &Url, fetch: &dyn Fetch) -> Result<(u16, Option<String>), Verdict> {
    let head = insist(url, FetchMethod::Head, fetch)?;
    // A head is refused in many ways, and some hosts know no page by its head.
    let refused = matches!(head.0, 400..=599) && !matches!(head.0, 410 | 429);
    if refused { insist(url, FetchMethod::Get, fetch) } else { Ok(head) }
}

fn insist(url: &Url, method: FetchMethod, fetch: &dyn Fetch) -> Result<(u16, Option<String>), Verdict> {
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
