//! Messages between a process and its workers: bytes with their length before them, and lists of such parts in one message.
//!
//! Both ends are the same program. Decides nothing.

use std::io::{self, Read, Write};

/// Bytes of a message at most: beyond what a site's fonts and images can be, below what would be asked of memory for a length that
/// is none.
const LONGEST: u64 = 4 << 30;

/// Writes a message.
///
/// # Errors
/// Where the other end is gone.
pub(super) fn send(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    to.write_all(&(message.len() as u64).to_le_bytes())?;
    to.write_all(message)?;
    to.flush()
}

/// Reads a message; `None` at the end of all of them.
///
/// # Errors
/// Where the other end is gone in the midst of one.
pub(super) fn receive(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    let mut read = 0;
    while read < length.len() {
        match from.read(length.get_mut(read..).unwrap_or_default())? {
            0 if read == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => read += count,
        }
    }
    let length = u64::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = Vec::new();
    if from.take(length).read_to_end(&mut message)? as u64 == length {
        Ok(Some(message))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

/// Several parts as one message.
///
/// ```
/// let message = daf::worker::packed([b"one".as_slice(), b""]);
/// assert_eq!(daf::worker::unpacked(&message), Some(vec![b"one".as_slice(), b""]));
/// ```
pub fn packed<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut message = Vec::new();
    for part in parts {
        message.extend_from_slice(&(part.len() as u64).to_le_bytes());
        message.extend_from_slice(part);
    }
    message
}

/// The parts of a message; `None` where it is not made of parts.
pub fn unpacked(mut message: &[u8]) -> Option<Vec<&[u8]>> {
    let mut parts = Vec::new();
    while !message.is_empty() {
        let (length, rest) = message.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (part, rest) = rest.split_at_checked(length)?;
        parts.push(part);
        message = rest;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_whole_or_not_at_all() {
        let mut sent = Vec::new();
        send(&mut sent, b"words").expect("memory takes all");
        send(&mut sent, b"").expect("memory takes all");
        let mut from = sent.as_slice();
        assert_eq!(receive(&mut from).ok().flatten().as_deref(), Some(b"words".as_slice()));
        assert_eq!(receive(&mut from).ok().flatten().as_deref(), Some(b"".as_slice()));
        assert!(receive(&mut from).is_ok_and(|end| end.is_none()));
        assert!(receive(&mut &sent[..3]).is_err() && receive(&mut &sent[..10]).is_err());
        assert!(receive(&mut [0xFF; 20].as_slice()).is_err());
        assert_eq!(unpacked(&[1, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}
