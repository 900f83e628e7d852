//! The way from a sheet back to its page: an address that people can type, and the same as a QR code.
//!
//! Only where the site has an address. The only file that knows the maker of codes.

use fast_qr::qr::QRBuilder;

use super::sheet::WayBack;
use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson};
use crate::place::SiteArea;

/// The way to a lesson's page, as its reader has it.
pub(super) fn of_lesson(curriculum: &Curriculum, lesson: &Lesson, audience: Audience) -> Option<WayBack> {
    let area = SiteArea { audience, lang: String::new() };
    of_page(curriculum, area.lesson(lesson).trim_end_matches("index.html"))
}

/// The way to a page, from the site's root.
pub(super) fn of_page(curriculum: &Curriculum, page: &str) -> Option<WayBack> {
    let base = &curriculum.config.base_url.as_ref()?.value;
    let to = format!("{base}/{page}");
    let code = QRBuilder::new(to.as_str()).build().ok()?;
    let row = |at: usize| code[at].iter().map(|square| if square.value() { '#' } else { ' ' }).collect::<String>();
    let rows = (0..code.size).map(|at| row(at).chars().take(code.size).collect()).collect();
    let short = to.split_once("://").map_or(to.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned();
    Some(WayBack { to, short, code: rows })
}
