//! One connection: requests are read and answered in turn, and nobody is waited for without end.
//!
//! A small loop of its own, because what must be refused (heads that say two things, a `#` in an address, line ends of other
//! kinds) is passed on in silence by the libraries that serve whole applications, and because nothing here has a body.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

use super::event_stream;
use super::head::{self, HEAD_BYTES, HeadParse, Method, Rejection, Request};
use super::listen::ConnectionSlot;
use super::response::Response;
use super::send::send;
use super::server::Server;

/// How long a head may take.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may stand idle between two requests.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
/// What is read of somebody who was refused, so that the refusal reaches them.
const DRAIN_BYTES: usize = 8 * 1024 * 1024;

const SLOW: Rejection = Rejection::new(408, "the request did not come in time");
const FULL: Rejection = Rejection::new(503, "too many connections are open; try again in a moment");

/// Answers until either side closes.
pub(crate) async fn run(mut stream: TcpStream, server: Arc<Server>, slot: Option<Arc<ConnectionSlot>>) {
    let _ = stream.set_nodelay(true);
    let Some(slot) = slot else {
        let _ = reject(&mut stream, &FULL).await;
        return;
    };
    let _ = serve_requests(&mut stream, &server, &slot).await;
    server.connections.release(&slot);
}

/// What came of waiting for a request.
enum Incoming {
    Request(Box<Request>),
    Rejected(Rejection),
    Closed,
}

async fn serve_requests(stream: &mut TcpStream, server: &Arc<Server>, slot: &ConnectionSlot) -> io::Result<()> {
    let at = stream.local_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |at| at.ip());
    let mut buffer: Vec<u8> = Vec::new();
    let mut timeout = HEAD_TIMEOUT;
    loop {
        slot.set_waiting(true);
        let incoming = tokio::select! {
            incoming = next(stream, &mut buffer, timeout) => incoming?,
            () = slot.evicted.notified() => Incoming::Rejected(FULL),
        };
        slot.set_waiting(false);
        timeout = IDLE_TIMEOUT;
        let request = match incoming {
            Incoming::Request(request) => request,
            // Of somebody who said nothing there is nothing to read, and others wait for the place.
            Incoming::Rejected(rejection) if buffer.is_empty() => {
                send(stream, &Response::rejection(&rejection), false, true).await?;
                return stream.shutdown().await;
            }
            Incoming::Rejected(rejection) => return reject(stream, &rejection).await,
            Incoming::Closed => return Ok(()),
        };
        let response = match server.hosts.admit(&request, at) {
            Err(rejection) => Response::rejection(&rejection),
            Ok(()) => match server.response(&request).await {
                Some(response) => response,
                None => return event_stream::stream(stream, server).await,
            },
        };
        // After a refusal nobody should go on in the belief that the last request was understood.
        let keep_alive = request.keep_alive && (response.status < 400 || response.status == 404);
        send(stream, &response, keep_alive, request.method != Method::Head).await?;
        if !keep_alive {
            return close_gracefully(stream).await;
        }
    }
}

/// The next request, once its head is whole.
async fn next(stream: &mut TcpStream, buffer: &mut Vec<u8>, timeout: Duration) -> io::Result<Incoming> {
    let mut deadline = Instant::now() + if buffer.is_empty() { timeout } else { HEAD_TIMEOUT };
    let mut piece = [0; 4096];
    loop {
        if !buffer.is_empty() {
            match head::parse(buffer) {
                HeadParse::Complete(request, length) => {
                    buffer.drain(..length);
                    if buffer.is_empty() {
                        buffer.shrink_to(0);
                    }
                    return Ok(Incoming::Request(request));
                }
                HeadParse::Rejected(rejection) => return Ok(Incoming::Rejected(rejection)),
                HeadParse::Incomplete => {}
            }
        }
        let room = piece.len().min(HEAD_BYTES.saturating_sub(buffer.len()).max(1));
        let Ok(read) = timeout_at(deadline, stream.read(piece.get_mut(..room).unwrap_or_default())).await else {
            return Ok(if buffer.is_empty() && timeout == IDLE_TIMEOUT {
                Incoming::Closed
            } else {
                Incoming::Rejected(SLOW)
            });
        };
        let count = read?;
        if count == 0 {
            let broken = Rejection::new(400, "the request ends in the midst of its head");
            return Ok(if buffer.is_empty() { Incoming::Closed } else { Incoming::Rejected(broken) });
        }
        if buffer.is_empty() {
            deadline = deadline.min(Instant::now() + HEAD_TIMEOUT);
        }
        buffer.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
}

async fn reject(stream: &mut TcpStream, rejection: &Rejection) -> io::Result<()> {
    send(stream, &Response::rejection(rejection), false, true).await?;
    close_gracefully(stream).await
}

/// Ends a connection so that what was sent last arrives: what is still coming is read for a moment, else the system would tell
/// the other side that all is lost.
async fn close_gracefully(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let deadline = Instant::now() + Duration::from_secs(1);
    let mut piece = [0; 4096];
    let mut left = DRAIN_BYTES;
    while left > 0 {
        match timeout_at(deadline, stream.read(&mut piece)).await {
            Ok(Ok(count)) if count > 0 => left = left.saturating_sub(count),
            _ => break,
        }
    }
    Ok(())
}
