//! Asks the web. Knows the client library alone.
//!
//! Every host's name is looked up here and held to `is_private` before anything is connected to, each time an address sends on
//! included; the connection goes to the very address that was looked at. Proxies are not used: what they would connect to is
//! not seen from here.

use std::io;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::Url;

use super::fetch::{Fetch, FetchMethod, Reply};
use super::place::is_private;

/// How we are called, for those who look who asks.
const NAME: &str = concat!("daf/", env!("CARGO_PKG_VERSION"), " (checks the links of a curriculum)");
/// For one question and its answer.
const IN_ALL: Duration = Duration::from_secs(15);
/// For a connection.
const TO_CONNECT: Duration = Duration::from_secs(10);
/// What a refusal is known by on its way through the library.
const PRIVATE: &str = "daf: a private address";

/// Asks the web.
pub struct Client(Agent);

impl Client {
    /// A client; `allow_private` lets it ask in private networks.
    pub fn new(allow_private: bool) -> Client {
        let config = Config::builder()
            .user_agent(NAME)
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(IN_ALL))
            .timeout_connect(Some(TO_CONNECT))
            .build();
        Client(Agent::with_parts(config, DefaultConnector::default(), Lookup { allow_private }))
    }
}

impl Fetch for Client {
    fn ask(&self, url: &Url, method: FetchMethod) -> Reply {
        let mut url = url.clone();
        url.set_fragment(None);
        let answer = match method {
            FetchMethod::Head => self.0.head(url.as_str()).header("accept", "*/*").call(),
            FetchMethod::Get => self.0.get(url.as_str()).header("accept", "*/*").call(),
        };
        match answer {
            Ok(answer) => {
                let text =
                    |name: &str| answer.headers().get(name).map(|value| String::from_utf8_lossy(value.as_bytes()));
                Reply::Answer {
                    status: answer.status().as_u16(),
                    location: text("location").map(|text| text.into_owned()),
                    wait: text("retry-after").and_then(|text| text.trim().parse().ok()),
                }
            }
            Err(error) => failure(error),
        }
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }

    #[expect(clippy::disallowed_methods, reason = "how long an answer is believed is told by the clock")]
    fn now(&self) -> u64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_secs())
    }
}

fn failure(error: Error) -> Reply {
    match error {
        Error::HostNotFound => Reply::NoHost,
        Error::Timeout(_) => Reply::TooLong,
        Error::Io(error) => of_system(&error),
        Error::ConnectionFailed => Reply::NoWay("no connection could be made".to_owned()),
        Error::Tls(_) | Error::Rustls(_) => Reply::NoWay("its certificate is not trusted".to_owned()),
        _ => Reply::NoWay("its answer cannot be read".to_owned()),
    }
}

fn of_system(error: &io::Error) -> Reply {
    let words = error.to_string();
    // The system tells apart that there is no such name and that nobody could be asked for it, in words alone.
    if words.contains(PRIVATE) {
        Reply::Private
    } else if words.contains("emporary failure") {
        Reply::NoWay("no name can be looked up".to_owned())
    } else if words.contains("lookup address") {
        Reply::NoHost
    } else if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) {
        Reply::TooLong
    } else if error.kind() == io::ErrorKind::InvalidData {
        Reply::NoWay("its certificate is not trusted".to_owned())
    } else {
        Reply::NoWay("no connection could be made".to_owned())
    }
}

/// Looks names up, and refuses those that lead into a private network.
#[derive(Debug)]
struct Lookup {
    allow_private: bool,
}

impl Resolver for Lookup {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // One such among several is refused as well: which of them is connected to is not for us to say.
        if !self.allow_private && found.iter().any(|address| is_private(address.ip())) {
            return Err(Error::Io(io::Error::other(PRIVATE)));
        }
        Ok(found)
    }
}
