//! Passes over bytes that need no look: what nearly every byte of a text is to whoever looks for a few.
//!
//! Knows nothing of what is looked for. Works on a group of bytes at once, which compilers turn into one instruction for all of
//! them where the question is one of plain comparisons (and not of a table).

/// How many bytes are asked at once.
const GROUP: usize = 16;

/// The first byte at or after `from` of which `wanted` is true.
pub(crate) fn next(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let groups = rest.chunks_exact(GROUP);
    let is_plain = |group: &[u8]| !group.iter().fold(false, |any, &byte| any | wanted(byte));
    let plain = groups.take_while(|group| is_plain(group)).count() * GROUP;
    let at = rest.get(plain..)?.iter().position(|&byte| wanted(byte))?;
    Some(from + plain + at)
}

/// What a byte says of the character that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ByteKind {
    /// A sign of ASCII.
    Sign,
    /// A letter or digit of ASCII.
    Letter,
    /// More bytes tell it.
    Other,
}

impl ByteKind {
    /// The kind of a byte, from a table: it is asked of every byte of every text.
    #[inline]
    pub(crate) fn of(byte: u8) -> ByteKind {
        const KINDS: [ByteKind; 256] = {
            let mut table = [ByteKind::Other; 256];
            let mut byte = 0u8;
            while byte < 0x80 {
                table[byte as usize] = if byte.is_ascii_alphanumeric() { ByteKind::Letter } else { ByteKind::Sign };
                byte += 1;
            }
            table
        };
        KINDS[usize::from(byte)]
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn the_first_wanted_byte_wherever_it_stands() {
        let is_sign = |byte: u8| byte == b'!' || byte < 0x20;
        for length in 0..70 {
            let plain = "a".repeat(length);
            assert_eq!(next(plain.as_bytes(), 0, is_sign), None);
            let text = format!("{plain}!bb\n");
            assert_eq!(next(text.as_bytes(), 0, is_sign), Some(length));
            assert_eq!(next(text.as_bytes(), length + 1, is_sign), Some(length + 3));
            assert_eq!(next(text.as_bytes(), length + 9, is_sign), None);
        }
    }
}
