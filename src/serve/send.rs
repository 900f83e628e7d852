//! Answers on their way out, in pieces each of which must be taken in time. Reads nothing.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::answer::{Answer, Content};

/// How long a piece of an answer may take to be taken.
const PIECE: Duration = Duration::from_secs(10);
/// Bytes of such a piece.
const PIECE_BYTES: usize = 16 * 1024;

/// Sends an answer, in pieces each of which must be taken in time.
pub(super) async fn send(stream: &mut TcpStream, answer: &Answer, keep: bool, with_content: bool) -> io::Result<()> {
    let mut first = answer.head(keep).into_bytes();
    let content: &[u8] = match &answer.content {
        Content::Nothing => &[],
        Content::Text(text) => text,
        Content::Part(body, part) => body.as_slice().get(part.clone()).unwrap_or_default(),
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
    timeout(PIECE, stream.write_all(piece)).await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}
