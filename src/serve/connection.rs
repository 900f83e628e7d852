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

use super::answer::Answer;
use super::head::{self, HEAD_BYTES, Method, Read, Refusal, Request};
use super::listen::Seat;
use super::live;
use super::send::send;
use super::server::Server;

/// How long a head may take.
const HEAD: Duration = Duration::from_secs(10);
/// How long a connection may stand idle between two requests.
const IDLE: Duration = Duration::from_secs(30);
/// What is read of somebody who was refused, so that the refusal reaches them.
const DRAINED: usize = 8 * 1024 * 1024;

const SLOW: Refusal = Refusal::new(408, "the request did not come in time");
const FULL: Refusal = Refusal::new(503, "too many connections are open; try again in a moment");

/// Answers until either side closes.
pub(crate) async fn run(mut stream: TcpStream, server: Arc<Server>, seat: Option<Arc<Seat>>) {
    let _ = stream.set_nodelay(true);
    let Some(seat) = seat else {
        let _ = refuse(&mut stream, &FULL).await;
        return;
    };
    let _ = converse(&mut stream, &server, &seat).await;
    server.seats.free(&seat);
}

/// What came of waiting for a request.
enum Came {
    Request(Box<Request>),
    Refused(Refusal),
    Gone,
}

async fn converse(stream: &mut TcpStream, server: &Arc<Server>, seat: &Seat) -> io::Result<()> {
    let at = stream.local_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |at| at.ip());
    let mut buffer: Vec<u8> = Vec::new();
    let mut patience = HEAD;
    loop {
        seat.waits(true);
        let came = tokio::select! {
            came = next(stream, &mut buffer, patience) => came?,
            () = seat.leave.notified() => Came::Refused(FULL),
        };
        seat.waits(false);
        patience = IDLE;
        let request = match came {
            Came::Request(request) => request,
            // Of somebody who said nothing there is nothing to read, and others wait for the place.
            Came::Refused(refusal) if buffer.is_empty() => {
                send(stream, &Answer::refusal(&refusal), false, true).await?;
                return stream.shutdown().await;
            }
            Came::Refused(refusal) => return refuse(stream, &refusal).await,
            Came::Gone => return Ok(()),
        };
        let answer = match server.names.admit(&request, at) {
            Err(refusal) => Answer::refusal(&refusal),
            Ok(()) => match server.answer(&request).await {
                Some(answer) => answer,
                None => return live::stream(stream, server).await,
            },
        };
        // After a refusal nobody should go on in the belief that the last request was understood.
        let keep = request.keep && (answer.status < 400 || answer.status == 404);
        send(stream, &answer, keep, request.method != Method::Head).await?;
        if !keep {
            return leave(stream).await;
        }
    }
}

/// The next request, once its head is whole.
async fn next(stream: &mut TcpStream, buffer: &mut Vec<u8>, patience: Duration) -> io::Result<Came> {
    let mut deadline = Instant::now() + if buffer.is_empty() { patience } else { HEAD };
    let mut piece = [0; 4096];
    loop {
        if !buffer.is_empty() {
            match head::read(buffer) {
                Read::Whole(request, length) => {
                    buffer.drain(..length);
                    if buffer.is_empty() {
                        buffer.shrink_to(0);
                    }
                    return Ok(Came::Request(request));
                }
                Read::Refused(refusal) => return Ok(Came::Refused(refusal)),
                Read::Partly => {}
            }
        }
        let room = piece.len().min(HEAD_BYTES.saturating_sub(buffer.len()).max(1));
        let Ok(read) = timeout_at(deadline, stream.read(piece.get_mut(..room).unwrap_or_default())).await else {
            return Ok(if buffer.is_empty() && patience == IDLE { Came::Gone } else { Came::Refused(SLOW) });
        };
        let count = read?;
        if count == 0 {
            let broken = Refusal::new(400, "the request ends in the midst of its head");
            return Ok(if buffer.is_empty() { Came::Gone } else { Came::Refused(broken) });
        }
        if buffer.is_empty() {
            deadline = deadline.min(Instant::now() + HEAD);
        }
        buffer.extend_from_slice(piece.get(..count).unwrap_or_default());
    }
}

async fn refuse(stream: &mut TcpStream, refusal: &Refusal) -> io::Result<()> {
    send(stream, &Answer::refusal(refusal), false, true).await?;
    leave(stream).await
}

/// Ends a connection so that what was sent last arrives: what is still coming is read for a moment, else the system would tell
/// the other side that all is lost.
async fn leave(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let deadline = Instant::now() + Duration::from_secs(1);
    let mut piece = [0; 4096];
    let mut left = DRAINED;
    while left > 0 {
        match timeout_at(deadline, stream.read(&mut piece)).await {
            Ok(Ok(count)) if count > 0 => left = left.saturating_sub(count),
            _ => break,
        }
    }
    Ok(())
}
