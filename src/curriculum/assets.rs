//! Files that pages show or link to: where they go in the site, what is published of them, and whether an image may be shown.
//!
//! Reads image headers. An SVG is published as [`picture`] writes it anew, on pages and paper alike; what a browser would run is
//! found by [`active`]. Decides nothing about who leads to a file.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::model::{File, FileNo, Image, ImageFormat};
use super::names;
use crate::active::active;
use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::picture::{self, RemovedParts};
use crate::source::{FileContent, FileId, Source, SourceSet, VPath};

/// All files that could be published, and what is known of them.
pub(crate) struct Assets {
    pub(crate) files: Vec<File>,
    /// Whether files that a browser runs are published.
    pub(crate) static_scripts: bool,
    by_path: BTreeMap<VPath, FileNo>,
}

impl Assets {
    /// The file at a path of the content.
    pub(crate) fn find(&self, path: &VPath) -> Option<FileNo> {
        self.by_path.get(path).copied()
    }

    /// The paths of all files, to find a near one.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(VPath::as_str)
    }
}

/// Looks at every file once. Of those that were looked at `before` and hold the very same, what was found is taken over.
pub(crate) fn assets(
    paths: &BTreeMap<VPath, FileId>,
    sources: &SourceSet,
    before: &[File],
    static_scripts: bool,
    sink: &mut Diagnostics,
) -> Assets {
    let before: BTreeMap<&VPath, &File> = before.iter().map(|file| (&file.source, file)).collect();
    let list: Vec<(&VPath, FileId)> = paths.iter().map(|(path, &id)| (path, id)).collect();
    let looked: Vec<File> = list
        .par_iter()
        .filter_map(|&(path, id)| {
            let source = sources.get(id)?;
            match before.get(path).filter(|file| file.original.is(&source.content)) {
                Some(file) => Some(File { id, ..File::clone(file) }),
                None => looked_at(path, id, source),
            }
        })
        .collect();
    let mut assets = Assets { files: Vec::new(), static_scripts, by_path: BTreeMap::new() };
    for file in looked {
        let no = FileNo::new(assets.files.len());
        if let Some(why) = refuse_name(&file.source) {
            sink.push(make::bad_name(file.source.as_str(), why));
        }
        assets.by_path.insert(file.source.clone(), no);
        assets.files.push(file);
    }
    assets
}

/// What is known of a file.
fn looked_at(path: &VPath, id: FileId, source: &Source) -> Option<File> {
    let mut file = File {
        source: path.clone(),
        path: path.clone(),
        id,
        original: source.content.clone(),
        content: source.content.clone(),
        image: None,
        refused: None,
        removed: RemovedParts::default(),
        active: active(path.as_str(), source.content.start()),
        smaller: Vec::new(),
    };
    if is_image(path) {
        match image(path, &source.bytes()) {
            Ok(read) => {
                file.image = Some(read.image);
                file.removed = read.removed;
                file.content = read.content.unwrap_or(file.content);
            }
            Err(why) => file.refused = Some(why),
        }
    }
    file.path = place(path, &file.content, file.image.is_some())?;
    Some(file)
}

/// Names that a site's files cannot have on every system.
fn refuse_name(path: &VPath) -> Option<&'static str> {
    let bad = |part: &str| {
        if part.chars().any(char::is_control) {
            Some("it has a line end or another control character in it")
        } else if part.ends_with(['.', ' ']) {
            Some("it ends with a full stop or a space, which Windows drops")
        } else if part.len() > 200 {
            Some("it is too long for some systems")
        } else if part.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) && path.as_str().starts_with("static/") {
            Some("it has a character in it that Windows does not allow")
        } else {
            None
        }
    };
    path.as_str().split('/').find_map(bad)
}

/// Where a file goes: `static/` to the root as it is, images to `assets/` under a hashed name, others to `files/`.
fn place(path: &VPath, content: &FileContent, image: bool) -> Option<VPath> {
    if let Some(rest) = path.as_str().strip_prefix("static/") {
        return VPath::new(rest);
    }
    let hash = content.hash().to_hex();
    let extension = names::part(path.extension(), "bin");
    let stem = names::part(path.stem(), "file");
    if image {
        return VPath::new(&format!("assets/{stem}.{}.{extension}", &hash[..8]));
    }
    let dot = if path.extension().is_empty() { String::new() } else { format!(".{extension}") };
    VPath::new(&format!("files/{}/{stem}{dot}", &hash[..8]))
}

/// Whether a path is an image's by its extension.
pub(crate) fn is_image(path: &VPath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    matches!(
        extension.as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "svgz" | "avif" | "heic" | "bmp" | "tif" | "tiff"
    )
}

/// An image as it was read.
struct InspectedImage {
    image: Image,
    /// What is published of it, where that is not all.
    content: Option<FileContent>,
    removed: RemovedParts,
}

fn image(path: &VPath, bytes: &[u8]) -> Result<InspectedImage, String> {
    let extension = path.extension().to_ascii_lowercase();
    match extension.as_str() {
        "svg" => {
            let svg = picture::svg(bytes)?;
            let image = Image { width: svg.width, height: svg.height, format: ImageFormat::Svg };
            Ok(InspectedImage { image, content: Some(FileContent::Text(svg.text.into())), removed: svg.removed })
        }
        "svgz" => Err("it is a packed SVG (svgz)".to_owned()),
        "png" | "jpg" | "jpeg" | "gif" | "webp" => {
            let image = raster(&extension, bytes)?;
            let bare = if image.format == ImageFormat::Gif { picture::without_remarks(bytes) } else { None };
            Ok(InspectedImage {
                image,
                content: bare.map(|bare| FileContent::Bytes(bare.into())),
                removed: RemovedParts::default(),
            })
        }
        other => Err(format!("files of the kind {other} cannot be printed")),
    }
}

fn raster(extension: &str, bytes: &[u8]) -> Result<Image, String> {
    let (found, format) = match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => ("png", ImageFormat::Png),
        Ok(imagesize::ImageType::Jpeg) => ("jpg", ImageFormat::Jpeg),
        Ok(imagesize::ImageType::Gif) => ("gif", ImageFormat::Gif),
        Ok(imagesize::ImageType::Webp) => ("webp", ImageFormat::Webp),
        _ => return Err("it is not an image of a kind that can be shown".to_owned()),
    };
    if found != extension.replace("jpeg", "jpg") {
        return Err(format!("its name says {extension}, and it is {found}"));
    }
    let size = imagesize::blob_size(bytes).map_err(|_| "it is damaged, or not whole".to_owned())?;
    let (width, height) = (size.width as u64, size.height as u64);
    if width == 0 || height == 0 {
        return Err("it has no width or no height".to_owned());
    }
    let side = u64::from(limits::IMAGE_SIDE);
    if width.saturating_mul(height) > limits::IMAGE_PIXELS || width > side || height > side {
        return Err(format!("it has {width} × {height} pixels, more than can be handled"));
    }
    if !has_an_end(format, bytes) {
        return Err("it is cut off: its end is missing".to_owned());
    }
    let (width, height) = (size.width as u32, size.height as u32);
    let (width, height) = if lies_on_its_side(format, bytes) { (height, width) } else { (width, height) };
    Ok(Image { width, height, format })
}

/// Whether an image has what its kind ends with: what a copy that was broken off lacks.
fn has_an_end(format: ImageFormat, bytes: &[u8]) -> bool {
    match format {
        ImageFormat::Png => {
            // Each part says how long it is; the last is called IEND.
            let mut rest = bytes.get(8..).unwrap_or_default();
            while let Some((length, named)) = rest.split_first_chunk::<4>() {
                let end =
                    usize::try_from(u32::from_be_bytes(*length)).map_or(usize::MAX, |length| length.saturating_add(8));
                match (named.starts_with(b"IEND"), named.get(end..)) {
                    (true, _) => return true,
                    (false, Some(after)) => rest = after,
                    (false, None) => return false,
                }
            }
            false
        }
        // The end comes after the last pixels; a small image in a camera's notes has an end of its own, before them.
        ImageFormat::Jpeg => {
            let pixels = memchr::memmem::rfind(bytes, b"\xff\xda").unwrap_or(0);
            bytes.get(pixels..).is_some_and(|rest| memchr::memmem::find(rest, b"\xff\xd9").is_some())
        }
        ImageFormat::Webp => bytes.get(4..).and_then(<[u8]>::first_chunk::<4>).is_some_and(|length| {
            usize::try_from(u32::from_le_bytes(*length)).is_ok_and(|length| bytes.len() >= length.saturating_add(8) - 1)
        }),
        ImageFormat::Gif => bytes.get(bytes.len().saturating_sub(64)..).is_some_and(|end| end.contains(&0x3b)),
        ImageFormat::Svg => true,
    }
}

/// Whether a camera's notes may stand in an image: how it was turned, and where.
pub(crate) fn has_notes(bytes: &[u8]) -> bool {
    [b"Exif", b"EXIF", b"eXIf"].iter().any(|mark| memchr::memmem::find(bytes, *mark).is_some())
}

/// Whether the camera noted that it was turned by a quarter, so that the image is shown as high as its header says wide.
fn lies_on_its_side(format: ImageFormat, bytes: &[u8]) -> bool {
    use image::metadata::Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    reader.set_format(match format {
        ImageFormat::Jpeg => image::ImageFormat::Jpeg,
        ImageFormat::Png => image::ImageFormat::Png,
        ImageFormat::Webp => image::ImageFormat::WebP,
        ImageFormat::Gif | ImageFormat::Svg => return false,
    });
    if !has_notes(bytes) {
        return false;
    }
    let orientation = reader.into_decoder().and_then(|mut decoder| image::ImageDecoder::orientation(&mut decoder));
    matches!(orientation, Ok(Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: ImageFormat, whole: &[u8]) {
        assert!(has_an_end(format, whole));
        assert!(!has_an_end(format, &whole[..whole.len() - 6]));
    }

    #[test]
    fn what_is_cut_off_has_no_end() {
        let part =
            |name: &[u8; 4], held: &[u8]| [&(held.len() as u32).to_be_bytes(), name.as_slice(), held, b"crcs"].concat();
        check(
            ImageFormat::Png,
            &[b"\x89PNG\r\n\x1a\n", part(b"IDAT", b"IEND").as_slice(), &part(b"IEND", b"")[..8]].concat(),
        );
        // The small image in the notes ends; the large one does not.
        check(ImageFormat::Jpeg, b"\xff\xd8\xff\xe1 \xff\xda \xff\xd9 \xff\xda pixels\xff\xd9....");
        check(ImageFormat::Webp, b"RIFF\x08\0\0\0WEBPVP8 ");
        check(ImageFormat::Gif, &[[0; 80].as_slice(), b";\0\0\0\0\0"].concat());
        assert!(!has_an_end(ImageFormat::Png, b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"));
    }
}
