//! Where the server listens, and the limit on connections: of a bounded number, those that are idle are closed first.
//!
//! Knows nothing of what is asked for.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio::time::Instant;

use super::state::locked;

/// The port, where none is named.
pub const PORT: u16 = 4173;
/// Connections at a time.
const MAX_CONNECTIONS: usize = 1024;
/// How long somebody who has just come has to say something, where no more can be let in.
const GRACE: Duration = Duration::from_millis(500);

/// Binds to the loopback addresses of both families, or to the one address that was asked for.
///
/// # Errors
/// In one line that says what to do.
pub(crate) fn bind(host: Option<IpAddr>, port: u16) -> Result<Vec<TcpListener>, String> {
    let addresses = match host {
        Some(host) => vec![host],
        None => vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)],
    };
    // With a port of the system's choice the second family may find it taken; then another is chosen.
    for _ in 0..if port == 0 { 20 } else { 1 } {
        match bind_all(&addresses, port) {
            Ok(listeners) => return Ok(listeners),
            Err((_, error)) if error.kind() == io::ErrorKind::AddrInUse && port == 0 => {}
            Err((address, error)) => return Err(refused(address, &error)),
        }
    }
    Err("no port is free on this computer; end another program first".to_owned())
}

fn bind_all(addresses: &[IpAddr], port: u16) -> Result<Vec<TcpListener>, (SocketAddr, io::Error)> {
    let mut listeners: Vec<TcpListener> = Vec::new();
    let mut port = port;
    for &address in addresses {
        let at = SocketAddr::new(address, port);
        match TcpListener::bind(at).and_then(|listener| listener.set_nonblocking(true).map(|()| listener)) {
            Ok(listener) => {
                port = listener.local_addr().map_or(port, |at| at.port());
                listeners.push(listener);
            }
            // A computer may have one family alone.
            Err(error) if address.is_ipv6() && addresses.len() > 1 && error.kind() != io::ErrorKind::AddrInUse => {}
            Err(error) => return Err((at, error)),
        }
    }
    Ok(listeners)
}

fn refused(at: SocketAddr, error: &io::Error) -> String {
    let port = at.port();
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is taken, perhaps by another `daf serve`; name another with `--port`, or let daf choose with `--port 0`"
        ),
        io::ErrorKind::PermissionDenied => {
            format!("port {port} may not be used without special rights; name one above 1023 with `--port`")
        }
        io::ErrorKind::AddrNotAvailable => {
            format!("this computer does not have the address {}; name another with `--host`", at.ip())
        }
        _ => {
            let said = error.to_string();
            format!("daf cannot listen at {at}: {}", said.split(" (os error").next().unwrap_or_default())
        }
    }
}

/// The connections that are open.
#[derive(Default)]
pub(crate) struct ConnectionLimit(Mutex<OpenConnections>);

#[derive(Default)]
struct OpenConnections {
    next: u64,
    by: BTreeMap<u64, Arc<ConnectionSlot>>,
}

/// One connection's place among the others.
pub(crate) struct ConnectionSlot {
    number: u64,
    /// Since when it is waited for a request to come or to be complete; `None` while one is answered.
    waiting: Mutex<Option<Instant>>,
    /// Rung when it has to go.
    pub(crate) evicted: Notify,
}

impl ConnectionSlot {
    /// Notes whether a request is waited for.
    pub(crate) fn set_waiting(&self, waiting: bool) {
        *locked(&self.waiting) = waiting.then(Instant::now);
    }
}

impl ConnectionLimit {
    /// A slot for a connection. Where all are taken, the oldest of those that keep the server waiting is closed; `None`
    /// where each is being answered.
    pub(crate) fn acquire(&self) -> Option<Arc<ConnectionSlot>> {
        let mut open = locked(&self.0);
        if open.by.len() >= MAX_CONNECTIONS && !evict_idle(&mut open, Duration::ZERO) {
            return None;
        }
        let number = open.next;
        open.next += 1;
        let slot =
            Arc::new(ConnectionSlot { number, waiting: Mutex::new(Some(Instant::now())), evicted: Notify::new() });
        open.by.insert(number, Arc::clone(&slot));
        Some(slot)
    }

    /// Lets the one go that came first of those that have kept the server waiting for more than a moment: whoever has just come
    /// is about to ask.
    pub(crate) fn evict_one(&self) -> bool {
        evict_idle(&mut locked(&self.0), GRACE)
    }

    /// Gives a slot back.
    pub(crate) fn release(&self, slot: &ConnectionSlot) {
        locked(&self.0).by.remove(&slot.number);
    }
}

fn evict_idle(open: &mut OpenConnections, grace: Duration) -> bool {
    let idles = |slot: &ConnectionSlot| locked(&slot.waiting).is_some_and(|since| since.elapsed() >= grace);
    let longest = open.by.iter().find(|(_, slot)| idles(slot)).map(|(&number, _)| number);
    let Some(slot) = longest.and_then(|number| open.by.remove(&number)) else { return false };
    slot.evicted.notify_one();
    true
}

/// Takes connections for as long as the program runs. Where no more files may be open, it waits a moment, and lets those go
/// that keep it waiting.
pub(crate) async fn accept(
    listener: tokio::net::TcpListener,
    connections: &ConnectionLimit,
    mut arrived: impl FnMut(TcpStream),
) {
    let mut pause = Duration::from_millis(5);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                pause = Duration::from_millis(5);
                arrived(stream);
            }
            // Whoever went away again before being taken is no trouble.
            Err(error) if matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) => {
            }
            Err(_) => {
                connections.evict_one();
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_millis(250));
            }
        }
    }
}
