//! Images in the sizes that pages need: what a page says of them, what is published, what is kept between builds.

use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use daf::Options;
use daf::output::{Cache, CacheStore};

use crate::support::{build, sources, text};

/// A JPEG of so many pixels that is not a single colour.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let pixel = |x: u32, y: u32| image::Rgb([(x % 251) as u8, (y % 241) as u8, (x * y % 239) as u8]);
    let pixels = image::RgbImage::from_fn(width, height, pixel);
    let mut bytes = Vec::new();
    pixels.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("it is encoded");
    bytes
}

fn published(lesson: &str) -> Vec<String> {
    let photograph = photograph(1700, 300);
    let sources = sources(&[("one.md", lesson.as_bytes()), ("photo.jpg", &photograph)]);
    let built = build(&sources);
    let paths = built.output.iter().map(|(path, _)| path.to_string());
    paths
        .filter(|path| path.contains("photo"))
        .map(|path| path.split('.').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_original_is_published_where_words_lead_to_it() {
    let sizes = ["assets/photo-1440", "assets/photo-480", "assets/photo-960"];
    assert_eq!(published("---\ntitle: One\n---\n![A crowd](photo.jpg)\n"), sizes);
    let with = published("---\ntitle: One\n---\n![A crowd](photo.jpg) [in full](photo.jpg)\n");
    assert_eq!(with, ["assets/photo-1440", "assets/photo-480", "assets/photo-960", "assets/photo"]);
    assert_eq!(published("---\ntitle: One\n---\n[in full](photo.jpg)\n"), ["assets/photo"]);
}

/// A cache that counts.
#[derive(Default)]
struct Counted {
    kept: Mutex<std::collections::BTreeMap<String, Vec<u8>>>,
    keeps: AtomicUsize,
}

impl CacheStore for Counted {
    fn take(&self, name: &str) -> Option<Vec<u8>> {
        self.kept.lock().expect("nobody fell").get(name).cloned()
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        self.keeps.fetch_add(1, Ordering::Relaxed);
        self.kept.lock().expect("nobody fell").insert(name.to_owned(), bytes.to_vec());
    }
}

#[test]
fn a_second_build_makes_no_image_again() {
    let photograph = photograph(1000, 600);
    let sources = sources(&[("one.md", b"---\ntitle: One\n---\n![A crowd](photo.jpg)\n"), ("photo.jpg", &photograph)]);
    let counted = Arc::new(Counted::default());
    let options = Options { no_handouts: true, cache: Cache::new(counted.clone()), ..Options::default() };
    let first = daf::build(&sources, "content", None, &options);
    let second = daf::build(&sources, "content", None, &options);
    assert_eq!(counted.keeps.load(Ordering::Relaxed), 1);
    let bytes = |built: &daf::Built| -> Vec<Vec<u8>> {
        built.output.iter().map(|(_, made)| made.here().expect("it is in memory").as_slice().to_vec()).collect()
    };
    assert!(bytes(&first) == bytes(&second));
}

#[test]
fn a_large_logo_stands_at_its_smallest_size() {
    let photograph = photograph(1700, 300);
    let config = b"title: A test\nlicense: CC0\nlook: {logo: photo.jpg}\n";
    let built =
        build(&sources(&[("daf.yaml", config), ("one.md", b"---\ntitle: One\n---\n"), ("photo.jpg", &photograph)]));
    let page = text(&built, "one/index.html");
    let src =
        page.split("<img class=\"logo\" src=\"../").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    assert!(src.starts_with("assets/photo-480.") && built.output.get(src).is_some(), "{src}");
}

#[test]
fn a_photograph_that_is_cut_off_is_told() {
    let photograph = photograph(1700, 300);
    let cut = &photograph[..700];
    let sources = sources(&[("one.md", b"---\ntitle: One\n---\n![A crowd](photo.jpg)\n"), ("photo.jpg", cut)]);
    let built = build(&sources);
    let said = crate::support::says(&sources, &built);
    assert!(said.contains("it is cut off") && said.contains("one.md:4:"), "{said}");
}
