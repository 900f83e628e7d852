//! Photographs in the sizes that screens and paper need: each image that is shown, at a few smaller widths.
//!
//! Turned strip_bidi by what the camera noted, and without anything else that it noted (such as where it was): an image that bears
//! such notes is made anew in its own size too, and is never published itself. What is not smaller than an original without
//! notes is not kept; what moves (animations) and what has no pixels (SVG) is left as it is, and so is what can
//! not be decoded. The same bytes give the same bytes.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as Filter, PngEncoder};
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader, Limits, RgbaImage};
use rayon::prelude::*;

use crate::curriculum::{Curriculum, File, FileNo, ImageFormat, Smaller, has_notes};
use crate::limits;
use crate::output::Cache;
use crate::source::{FileContent, VPath};

/// Widths that are made, in pixels: a phone's column, the same for sharp screens, and the widest that a page or a sheet of paper
/// can show.
const WIDTHS: [u32; 3] = [480, 960, crate::curriculum::WIDEST];
/// Quality of JPEG, of a hundred: no difference is seen in a photograph.
const QUALITY: u8 = 82;
/// What makes them, as part of the name under which they are kept.
const VERSION: &[u8] = b"daf images 2";
/// Pixels that are held decoded at one time.
const AT_ONCE: u64 = 60_000_000;
/// Bytes that decoding one image may ask for.
const MEMORY: u64 = limits::IMAGE_PIXELS * 8 + 64 * 1024 * 1024;
/// Bytes of a colour profile that is carried over.
const PROFILE: usize = 64 * 1024;

/// Makes the smaller sizes of every image that is shown and has none yet; a few at a time, so that their pixels fit into
/// memory. An image that is not shown loses those that it had.
pub fn fit(curriculum: &mut Curriculum, cache: &Cache) {
    let shown = curriculum.shown_images();
    for (at, file) in curriculum.files.iter_mut().enumerate() {
        if !file.smaller.is_empty() && !shown.contains(&FileNo::new(at)) {
            file.smaller = Vec::new();
        }
    }
    let shown =
        shown.into_iter().filter(|at| curriculum.files.get(at.index()).is_some_and(|file| file.smaller.is_empty()));
    let shown: Vec<FileNo> = shown.collect();
    let mut batch = Vec::new();
    let mut pixels = 0;
    let mut batches = Vec::new();
    for at in shown {
        let Some(image) = curriculum.files.get(at.index()).and_then(|file| file.image) else { continue };
        let own = u64::from(image.width) * u64::from(image.height);
        if pixels + own > AT_ONCE && !batch.is_empty() {
            batches.push(std::mem::take(&mut batch));
            pixels = 0;
        }
        pixels += own;
        batch.push(at.index());
    }
    batches.push(batch);
    for batch in batches {
        let made: Vec<(usize, Vec<Smaller>)> =
            batch.par_iter().filter_map(|&at| Some((at, smaller(curriculum.files.get(at)?, cache)))).collect();
        for (at, smaller) in made {
            if let Some(file) = curriculum.files.get_mut(at) {
                file.smaller = smaller;
            }
        }
    }
}

/// The smaller sizes of one file, made or taken from the cache.
fn smaller(file: &File, cache: &Cache) -> Vec<Smaller> {
    let Some(image) = file.image else { return Vec::new() };
    let bytes = file.bytes();
    if !((image.width > WIDTHS[0] || has_notes(&bytes)) && is_still(image.format, &bytes)) {
        return Vec::new();
    }
    let mut hasher = blake3::Hasher::new();
    let widths: Vec<u8> = WIDTHS.iter().flat_map(|width| width.to_le_bytes()).collect();
    hasher.update(VERSION).update(&widths).update(&[QUALITY]).update(&bytes);
    let name = hasher.finalize().to_hex().to_string();
    let kept = cache.take(&name).and_then(|kept| unpacked(&kept));
    let made = kept.unwrap_or_else(|| {
        let made = made(image.format, &bytes).unwrap_or_default();
        cache.keep(&name, &packed(&made));
        made
    });
    made.into_iter().filter_map(|made| placed(file, made)).collect()
}

/// One size, encoded.
struct EncodedImage {
    width: u32,
    height: u32,
    format: ImageFormat,
    bytes: Vec<u8>,
}

/// Whether an image can be made smaller: one of pixels that does not move.
fn is_still(format: ImageFormat, bytes: &[u8]) -> bool {
    match format {
        ImageFormat::Jpeg => true,
        ImageFormat::Png => {
            // An animation says so before its first picture.
            let head = memchr::memmem::find(bytes, b"IDAT").and_then(|end| bytes.get(..end));
            head.is_some_and(|head| memchr::memmem::find(head, b"acTL").is_none())
        }
        ImageFormat::Webp => {
            let extended = bytes.get(12..16) == Some(b"VP8X");
            !(extended && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0))
        }
        ImageFormat::Gif | ImageFormat::Svg => false,
    }
}

/// Decodes an image and makes its smaller sizes. `None` where it cannot be decoded.
fn made(format: ImageFormat, bytes: &[u8]) -> Option<Vec<EncodedImage>> {
    let mut reader = ImageReader::new(Cursor::new(bytes));
    reader.set_format(match format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Webp => image::ImageFormat::WebP,
        ImageFormat::Gif | ImageFormat::Svg => return None,
    });
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().ok()?;
    let mut image = plain(DynamicImage::from_decoder(decoder).ok()?);
    image.apply_orientation(orientation);
    let profile = profile.filter(|profile| fits(profile, &image));
    // There is no encoder for WebP that loses anything: a photograph in it becomes a JPEG.
    let lossy = format == ImageFormat::Webp && memchr::memmem::find(bytes, b"VP8L").is_none();
    let format = if lossy && !image.color().has_alpha() { ImageFormat::Jpeg } else { format };
    let (width, height) = (image.width(), image.height());
    let mut all = Vec::new();
    let noted = has_notes(bytes);
    let narrower = |wanted: &u32| u64::from(*wanted) * 10 <= u64::from(width) * 9;
    let own = (noted && !narrower(&WIDTHS[WIDTHS.len() - 1])).then_some(width);
    // From the widest down, each from the one before, which has few pixels already.
    for wanted in own.into_iter().chain(WIDTHS.into_iter().rev().filter(narrower)) {
        let high = (u64::from(height) * u64::from(wanted) + u64::from(width) / 2) / u64::from(width);
        let high = u32::try_from(high).ok()?.max(1);
        if wanted != width {
            image = resized(image, wanted, high);
        }
        let encoded = encoded(&image, format, profile.as_deref())?;
        if noted || encoded.len() < bytes.len() {
            all.push(EncodedImage { width: wanted, height: high, format, bytes: encoded });
        }
    }
    all.reverse();
    Some(all)
}

/// Eight bits a channel, which is what pages show.
fn plain(image: DynamicImage) -> DynamicImage {
    match (image.color().has_color(), image.color().has_alpha()) {
        (_, true) => DynamicImage::ImageRgba8(image.into_rgba8()),
        (true, false) => DynamicImage::ImageRgb8(image.into_rgb8()),
        (false, false) => DynamicImage::ImageLuma8(image.into_luma8()),
    }
}

/// Whether a colour profile is of the kind that the pixels are now, and small enough to be carried along.
fn fits(profile: &[u8], image: &DynamicImage) -> bool {
    let kind: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    profile.len() <= PROFILE && profile.get(16..20) == Some(kind)
}

fn resized(image: DynamicImage, width: u32, height: u32) -> DynamicImage {
    match image {
        DynamicImage::ImageRgba8(pixels) => {
            // What cannot be seen has a colour too, which must not come in at the edges.
            let pixels = DynamicImage::ImageRgba8(weighed(pixels, |part, alpha| part * alpha / 255.0));
            let small = pixels.resize_exact(width, height, FilterType::CatmullRom).into_rgba8();
            DynamicImage::ImageRgba8(weighed(small, |part, alpha| if alpha > 0.0 { part * 255.0 / alpha } else { 0.0 }))
        }
        image => image.resize_exact(width, height, FilterType::CatmullRom),
    }
}

fn weighed(mut pixels: RgbaImage, by: fn(f32, f32) -> f32) -> RgbaImage {
    for pixel in pixels.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        if a < 255 {
            let part = |part: u8| by(f32::from(part), f32::from(a)).round().clamp(0.0, 255.0) as u8;
            pixel.0 = [part(r), part(g), part(b), a];
        }
    }
    pixels
}

fn encoded(image: &DynamicImage, format: ImageFormat, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => write(JpegEncoder::new_with_quality(&mut bytes, QUALITY), image, profile)?,
        ImageFormat::Png => {
            let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, Filter::Adaptive);
            write(encoder, image, profile)?;
        }
        ImageFormat::Webp => {
            // It takes no grey.
            let image = if image.color().has_color() { image.clone() } else { image.to_rgb8().into() };
            write(WebPEncoder::new_lossless(&mut bytes), &image, profile)?;
        }
        ImageFormat::Gif | ImageFormat::Svg => return None,
    }
    Some(bytes)
}

fn write(mut encoder: impl ImageEncoder, image: &DynamicImage, profile: Option<&[u8]>) -> Option<()> {
    if let Some(profile) = profile {
        // An encoder that takes no profile gives colours that are a little paler, and no less of an image.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).ok()
}

/// A size at its place in the site, under a name that changes with its bytes.
fn placed(file: &File, made: EncodedImage) -> Option<Smaller> {
    let hash = blake3::hash(&made.bytes).to_hex();
    let name = file.path.name();
    let stem = name.split('.').next().unwrap_or(name);
    let extension = match made.format {
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Webp => "webp",
        ImageFormat::Png | ImageFormat::Gif | ImageFormat::Svg => "png",
    };
    let folder = if file.is_facilitators() { "facilitator/assets" } else { "assets" };
    let path = VPath::new(&format!("{folder}/{stem}-{}.{}.{extension}", made.width, hash.get(..8)?))?;
    let EncodedImage { width, height, format, bytes } = made;
    Some(Smaller { path, width, height, format, content: FileContent::Bytes(bytes.into()) })
}

/// Sizes as they are kept: for each its width, height and length in four bytes, its format in one, and then its bytes.
fn packed(made: &[EncodedImage]) -> Vec<u8> {
    let mut all = Vec::new();
    for one in made {
        for number in [one.width, one.height, u32::try_from(one.bytes.len()).unwrap_or(u32::MAX)] {
            all.extend_from_slice(&number.to_le_bytes());
        }
        all.push(match one.format {
            ImageFormat::Jpeg => b'j',
            ImageFormat::Webp => b'w',
            ImageFormat::Png | ImageFormat::Gif | ImageFormat::Svg => b'p',
        });
        all.extend_from_slice(&one.bytes);
    }
    all
}

fn unpacked(mut kept: &[u8]) -> Option<Vec<EncodedImage>> {
    let mut all = Vec::new();
    while !kept.is_empty() {
        let mut number = || -> Option<u32> {
            let (bytes, rest) = kept.split_first_chunk::<4>()?;
            kept = rest;
            Some(u32::from_le_bytes(*bytes))
        };
        let (width, height, length) = (number()?, number()?, number()? as usize);
        let (kind, rest) = kept.split_first()?;
        let format = match kind {
            b'j' => ImageFormat::Jpeg,
            b'w' => ImageFormat::Webp,
            b'p' => ImageFormat::Png,
            _ => return None,
        };
        all.push(EncodedImage { width, height, format, bytes: rest.get(..length)?.to_vec() });
        kept = rest.get(length..)?;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photograph(width: u32, height: u32) -> DynamicImage {
        let noise = |x: u32, y: u32| (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 24;
        let pixel = |x: u32, y: u32| image::Rgb([(x % 256) as u8, (y % 256) as u8, (noise(x, y) % 32) as u8]);
        DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, pixel))
    }

    fn sizes(made: &[EncodedImage]) -> Vec<(u32, u32)> {
        made.iter().map(|one| (one.width, one.height)).collect()
    }

    #[test]
    fn an_image_is_made_smaller_and_never_larger() {
        let jpeg = encoded(&photograph(1200, 800), ImageFormat::Jpeg, None).expect("it is encoded");
        let made = made(ImageFormat::Jpeg, &jpeg).expect("it is decoded");
        assert_eq!(sizes(&made), [(480, 320), (960, 640)]);
        assert!(made.iter().all(|one| one.bytes.len() < jpeg.len() && one.bytes.starts_with(&[0xff, 0xd8])));
        let again = super::made(ImageFormat::Jpeg, &jpeg).expect("it is decoded");
        assert!(made.iter().zip(&again).all(|(a, b)| a.bytes == b.bytes));
    }

    #[test]
    fn what_is_kept_comes_back() {
        let png = encoded(&photograph(600, 300), ImageFormat::Png, None).expect("it is encoded");
        let made = made(ImageFormat::Png, &png).expect("it is decoded");
        let back = unpacked(&packed(&made)).expect("it is whole");
        assert_eq!(sizes(&back), sizes(&made));
        assert!(unpacked(&packed(&made)[..20]).is_none());
        assert!(unpacked(b"").is_some_and(|made| made.is_empty()));
    }

    /// A JPEG with a note that the camera was turned.
    fn turned(orientation: u8) -> Vec<u8> {
        let jpeg = encoded(&photograph(1000, 600), ImageFormat::Jpeg, None).expect("it is encoded");
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
        let length = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photograph_is_turned_upright() {
        let strip_bidi = made(ImageFormat::Jpeg, &turned(6)).expect("it is decoded");
        assert_eq!(sizes(&strip_bidi), [(480, 800), (600, 1000)]);
        assert!(strip_bidi.iter().all(|one| memchr::memmem::find(&one.bytes, b"Exif").is_none()));
        let plain = made(ImageFormat::Jpeg, &turned(1)).expect("it is decoded");
        assert_eq!(sizes(&plain), [(480, 288), (1000, 600)]);
        assert!(plain.iter().all(|one| !has_notes(&one.bytes)));
    }

    #[test]
    fn what_moves_or_is_broken_is_left() {
        let jpeg = encoded(&photograph(1200, 800), ImageFormat::Jpeg, None).expect("it is encoded");
        assert!(made(ImageFormat::Jpeg, &jpeg[..80]).is_none());
        assert!(!is_still(ImageFormat::Png, b"\x89PNG....acTL....IDAT"));
        assert!(is_still(ImageFormat::Png, b"\x89PNG....IDAT....acTL"));
        assert!(!is_still(ImageFormat::Webp, b"RIFF....WEBPVP8X\x0a\0\0\0\x02\0"));
    }

    #[test]
    fn edges_do_not_take_the_colour_of_what_is_not_seen() {
        let half = |x: u32, _: u32| if x < 600 { image::Rgba([200, 0, 0, 255]) } else { image::Rgba([0, 255, 0, 0]) };
        let image = DynamicImage::ImageRgba8(RgbaImage::from_fn(1200, 10, half));
        let small = resized(image, 481, 4).into_rgba8();
        assert!(small.pixels().filter(|pixel| pixel.0[3] > 16).all(|pixel| pixel.0[1] < 16));
    }
}
