//! Photographs inside a picture: `data:` addresses of PNG, JPEG and WebP, held to their own bytes.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::raster;
use crate::limits;

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
    Some((format!("data:{kind};base64,{}", BASE64.encode(&bare)), pixels))
}

/// Files hold what editors wrote: broken over lines, percent-encoded, with padding or without.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

fn decoded(data: &str) -> Option<Vec<u8>> {
    let data = percent_encoding::percent_decode_str(data).decode_utf8().ok()?;
    let signs = data.bytes().filter(|byte| !byte.is_ascii_whitespace()).take_while(|byte| *byte != b'=');
    BASE64.decode(signs.collect::<Vec<u8>>()).ok()
}
