//! A GIF without remarks: the blocks that hold words of people or of programs are left out, and no picture is touched.

/// A GIF without its remarks. `None` where it has none, or cannot be read to its end.
///
/// ```
/// let gif = b"GIF89a\x01\0\x01\0\0\0\0!\xfe\x03abc\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;";
/// let bare = daf::picture::without_remarks(gif).unwrap();
/// assert_eq!(bare, b"GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;");
/// assert_eq!(daf::picture::without_remarks(&bare), None);
/// ```
pub fn without_remarks(bytes: &[u8]) -> Option<Vec<u8>> {
    let flags = |at: usize| bytes.get(at).copied();
    if !bytes.starts_with(b"GIF8") {
        return None;
    }
    let mut at = 13 + colours(flags(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let from = at;
        match flags(at)? {
            // A block beside the pictures.
            b'!' => {
                let kind = flags(at + 1)?;
                at = end_of_blocks(bytes, at + 2)?;
                if is_drawn(kind, bytes.get(from + 2..at)?) {
                    out.extend_from_slice(bytes.get(from..at)?);
                }
            }
            // A picture.
            b',' => {
                at = end_of_blocks(bytes, at + 11 + colours(flags(at + 9)?))?;
                out.extend_from_slice(bytes.get(from..at)?);
            }
            // The end; whatever stands after it is no part of the picture.
            b';' => {
                out.push(b';');
                return (out.len() < bytes.len()).then_some(out);
            }
            _ => return None,
        }
    }
}

/// Whether a block is needed to draw: how long a picture stays, how often all come again, how colours are meant.
fn is_drawn(kind: u8, block: &[u8]) -> bool {
    match kind {
        0xf9 => true,
        0xff => [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"].iter().any(|name| block.get(1..12) == Some(*name)),
        _ => false,
    }
}

/// Bytes of a table of colours.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends that begins at a place.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
