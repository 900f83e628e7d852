//! PNG and JPEG files without what cameras and programs note in them. No pixel is touched, and a photograph stays turned as it was.

/// A PNG without words, days and a camera's notes. What cannot be read to its end is given as it is.
pub(super) fn png(bytes: &[u8]) -> Vec<u8> {
    let bare = || {
        let mut out = bytes.get(..8)?.to_vec();
        let mut at = 8;
        while at < bytes.len() {
            let length = u32::from_be_bytes(*bytes.get(at..)?.first_chunk::<4>()?) as usize;
            let end = at.checked_add(length)?.checked_add(12)?;
            let chunk = bytes.get(at..end)?;
            let kind = chunk.get(4..8)?;
            if ![&b"tEXt"[..], b"zTXt", b"iTXt", b"eXIf", b"tIME", b"caBX"].contains(&kind) {
                out.extend_from_slice(chunk);
            }
            at = end;
            if kind == b"IEND" {
                break;
            }
        }
        Some(out)
    };
    bare().unwrap_or_else(|| bytes.to_vec())
}

/// A JPEG without remarks and a camera's notes, but for how it was turned. What cannot be read is given as it is.
pub(super) fn jpeg(bytes: &[u8]) -> Vec<u8> {
    let bare = || {
        let mut out = bytes.get(..2)?.to_vec();
        let mut at = 2;
        loop {
            let &[mark, kind, high, low] = bytes.get(at..)?.first_chunk::<4>()?;
            if mark != 0xff {
                return None;
            }
            // From here on there are pixels.
            if kind == 0xda {
                out.extend_from_slice(bytes.get(at..)?);
                return Some(out);
            }
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let part = bytes.get(at..end)?;
            match kind {
                0xe1 => out.extend(part.get(4..).and_then(turned).map(note).unwrap_or_default()),
                0xed | 0xfe | 0xeb => {}
                _ => out.extend_from_slice(part),
            }
            at = end;
        }
    };
    bare().unwrap_or_else(|| bytes.to_vec())
}

/// How a camera was turned, where it was.
fn turned(part: &[u8]) -> Option<u8> {
    let tiff = part.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let two = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let four = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<4>()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) } as usize)
    };
    let list = four(4)?;
    let entries = (0..usize::from(two(list)?)).map(|at| list + 2 + 12 * at);
    let mut said = entries.filter(|at| two(*at) == Some(0x0112)).filter_map(|at| two(at + 8));
    said.next().and_then(|turn| u8::try_from(turn).ok()).filter(|turn| (2..=8).contains(turn))
}

/// A camera's note that says how it was turned and nothing else.
fn note(turn: u8) -> Vec<u8> {
    let mut note = b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    note.extend([turn, 0, 0, 0, 0, 0, 0]);
    note
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG with some parts before its pixels.
    fn with(parts: &[&[u8]]) -> Vec<u8> {
        [&[0xff, 0xd8][..], &parts.concat(), &[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]].concat()
    }

    #[test]
    fn notes_go_and_how_it_was_turned_stays() {
        let remark: &[u8] = b"\xff\xfe\0\x08secret";
        let plain: &[u8] = b"\xff\xe0\0\x04ab";
        let turn = note(6);
        assert_eq!(turn.len(), 2 + 0x22);
        assert_eq!(jpeg(&with(&[plain, remark, &turn])), with(&[plain, &turn]));
        assert_eq!(jpeg(&with(&[&note(1), remark])), with(&[]));
        assert_eq!(jpeg(b"\xff\xd8\xff"), b"\xff\xd8\xff");
    }
}
