//! An SVG, read and written anew: bytes in, a picture that only draws out.

use super::cost;
use super::css::numbers;
use super::entities::is_letter;
use super::node::Node;
use super::read::read;
use super::removed::RemovedParts;
use super::write::written;
use crate::limits;

/// An SVG as it may be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg {
    /// The picture: well-formed UTF-8 with nothing in it but what draws.
    pub text: String,
    /// Width in pixels, as browsers show it.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What was taken out of it because it does more than draw. What programs note for themselves goes without a word.
    pub removed: RemovedParts,
}

/// Reads an SVG and writes it anew. What is written anew again stays as it is.
///
/// # Errors
/// Where it is none, is damaged, or would cost too much to draw: with the reason, as words that go on after "cannot be used:".
///
/// ```
/// let svg = daf::picture::svg(br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="go()"><path d="M0 0h9"/></svg>"#)?;
/// assert_eq!(svg.text, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>\n");
/// assert_eq!(svg.removed.words(), ["an action (`onclick` and the like)"]);
/// # Ok::<(), String>(())
/// ```
pub fn svg(bytes: &[u8]) -> Result<Svg, String> {
    let text = decoded(bytes)?;
    if !text.chars().all(is_letter) {
        return Err("it is damaged: it has a character in it that no text has".to_owned());
    }
    let bare = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut drawing = read(bare)?;
    cost::refuse_dear(&drawing)?;
    let (width, height) = drawing.nodes.first().map_or(Ok((0, 0)), size)?;
    drawing.removed.shift(text.len() - bare.len());
    Ok(Svg { text: written(&drawing.nodes), width, height, removed: drawing.removed })
}

/// The text of a file. UTF-16 is known by its mark.
fn decoded(bytes: &[u8]) -> Result<String, String> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|two| from([two[0], two[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| "it is damaged, or not whole".to_owned())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0x1f, 0x8b, ..] => Err("it is a packed SVG (svgz)".to_owned()),
        _ => String::from_utf8(bytes.to_vec())
            .map_err(|_| "it is not an SVG, or is not saved in the encoding UTF-8".to_owned()),
    }
}

/// The size from `width` and `height`, else from `viewBox`, else the size that browsers fall back to.
fn size(root: &Node) -> Result<(u32, u32), String> {
    let side = f64::from(limits::IMAGE_SIDE);
    let measure = |name: &str| {
        let said = root.get(name)?.trim();
        let number = numbers(said).next().filter(|number| *number > 0.0)?;
        let unit = said.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | 'e' | 'E' | '-'));
        let pixels = match unit.trim() {
            "in" => 96.0,
            "cm" => 96.0 / 2.54,
            "mm" => 9.6 / 2.54,
            "pt" => 96.0 / 72.0,
            "pc" | "em" | "rem" => 16.0,
            "%" => return None,
            _ => 1.0,
        };
        Some((number * pixels, unit.trim().is_empty() || unit.trim() == "px"))
    };
    let (width, height) = (measure("width"), measure("height"));
    let too_large = |measured: Option<(f64, bool)>| measured.is_some_and(|(pixels, _)| pixels > side);
    if too_large(width) || too_large(height) {
        return Err(format!("it is more than {} pixels wide or high", limits::IMAGE_SIDE));
    }
    if let (Some((width, true)), Some((height, true))) = (width, height)
        && width >= 1.0
        && height >= 1.0
    {
        return Ok((width.ceil() as u32, height.ceil() as u32));
    }
    let view: Vec<f64> = root.get("viewBox").map(|said| numbers(said).collect()).unwrap_or_default();
    if view.iter().any(|number| !number.is_finite() || number.abs() > 1e9) {
        return Err("its `viewBox` is larger than any picture".to_owned());
    }
    Ok(match view.as_slice() {
        [_, _, width, height] if *width >= 1.0 && *height >= 1.0 && *width < 1e5 && *height < 1e5 => {
            (width.ceil() as u32, height.ceil() as u32)
        }
        _ => (300, 150),
    })
}
