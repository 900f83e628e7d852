//! Asking one address once, whoever does it: the question and its answer. Asks nothing itself, and follows nothing.

use std::time::Duration;

use url::Url;

/// How an address is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchMethod {
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
    fn ask(&self, url: &Url, method: FetchMethod) -> Reply;
    /// Waits.
    fn pause(&self, time: Duration);
    /// The time, in seconds since 1970.
    fn now(&self) -> u64;
}
