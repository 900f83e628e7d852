//! Responses on their way out, in pieces each of which must be taken in time. Reads nothing.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::response::{Response, ResponseBody};

/// How long the other side may take for a piece of a response.
const PIECE_TIMEOUT: Duration = Duration::from_secs(10);
/// Bytes of such a piece.
const PIECE_BYTES: usize = 16 * 1024;

/// Sends a response, in pieces each of which must be taken in time.
pub(super) async fn send(
    stream: &mut TcpStream,
    response: &Response,
    keep_alive: bool,
    with_content: bool,
) -> io::Result<()> {
    let mut first = response.head(keep_alive).into_bytes();
    let content: &[u8] = match &response.content {
        ResponseBody::Nothing => &[],
        ResponseBody::Text(text) => text,
        ResponseBody::Part(body, part) => body.as_slice().get(part.clone()).unwrap_or_default(),
    };
    let content = if with_content { content } else { &[] };
    let (beside, rest) = content.split_at(content.len().min(PIECE_BYTES));
    first.extend_from_slice(beside);
    put(stream, &first).await?;
    for piece in rest.chunks(PIECE_BYTES) {
        put(stream, piece).await?;
    }
    Ok(())
}

/// Sends a piece, or gives up.
pub(crate) async fn put(stream: &mut TcpStream, piece: &[u8]) -> io::Result<()> {
    timeout(PIECE_TIMEOUT, stream.write_all(piece)).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}
