//! Photographs inside a picture: `data:` addresses of PNG, JPEG and WebP, held to their own bytes.

use super::raster;
use crate::limits;

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// An embedded photograph, written anew, and how many pixels it has. `None` where it is none.
pub(super) fn embedded(address: &str) -> Option<(String, u64)> {
    let (head, data) = address.trim().strip_prefix("data:")?.split_once(',')?;
    let mut words = head.split(';').map(|word| word.trim().to_ascii_lowercase());
    let kind = words.next()?;
    if !words.any(|word| word == "base64") {
        return None;
    }
    let bytes = decoded(data)?;
    let (kind, bare) = match (imagesize::image_type(&bytes).ok()?, kind.as_str()) {
        (imagesize::ImageType::Png, "image/png") => ("image/png", raster::png(&bytes)),
        (imagesize::ImageType::Jpeg, "image/jpeg" | "image/jpg") => ("image/jpeg", raster::jpeg(&bytes)),
        (imagesize::ImageType::Webp, "image/webp") => ("image/webp", bytes.clone()),
        _ => return None,
    };
    let size = imagesize::blob_size(&bytes).ok()?;
    let pixels = (size.width as u64).saturating_mul(size.height as u64);
    let longest = size.width.max(size.height) as u64;
    if pixels == 0 || longest > u64::from(limits::IMAGE_SIDE) {
        return None;
    }
    Some((format!("data:{kind};base64,{}", encoded(&bare)), pixels))
}

fn decoded(data: &str) -> Option<Vec<u8>> {
    let data = percent_encoding::percent_decode_str(data).decode_utf8().ok()?;
    let mut bytes = Vec::with_capacity(data.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for sign in data.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        if sign == b'=' {
            break;
        }
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

fn encoded(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let held = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let sign = SIGNS.get((held >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if at > three.len() { '=' } else { char::from(sign) });
        }
    }
    out
}
