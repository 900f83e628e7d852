//! Verdicts of earlier runs, each believed for a while. Asks nobody.

use serde::{Deserialize, Serialize};

use super::verdict::Verdict;
use crate::output::Cache;

/// A verdict, and when it was found.
#[derive(Serialize, Deserialize)]
struct RememberedVerdict {
    at: u64,
    verdict: Verdict,
}

/// How long an answer is believed.
const DAY: u64 = 24 * 60 * 60;
const HOUR: u64 = 60 * 60;

/// The name that an address is remembered by.
fn name(url: &str) -> String {
    blake3::hash(url.as_bytes()).to_hex().to_string()
}

pub(super) fn remembered(memory: &Cache, url: &str, now: u64) -> Option<Verdict> {
    let known: RememberedVerdict = serde_json::from_slice(&memory.take(&name(url))?).ok()?;
    let believed = match known.verdict {
        Verdict::Fine | Verdict::Moved(_) => DAY,
        Verdict::Dead(_) => HOUR,
        Verdict::Unknown(_) | Verdict::NoWay(_) => 0,
    };
    (now.saturating_sub(known.at) < believed).then_some(known.verdict)
}

pub(super) fn remember(memory: &Cache, url: &str, verdict: &Verdict, now: u64) {
    if matches!(verdict, Verdict::Fine | Verdict::Moved(_) | Verdict::Dead(_)) {
        let known = RememberedVerdict { at: now, verdict: verdict.clone() };
        memory.keep(&name(url), &serde_json::to_vec(&known).unwrap_or_default());
    }
}
