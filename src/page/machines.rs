//! The files of a site that machines read, where the site knows its own address.

use super::feeds;
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::place;

/// The feed, the map and the note to robots, where the site knows its own address.
pub(super) fn machine_files(curriculum: &Curriculum, index: &[(String, String)]) -> Vec<(&'static str, String)> {
    let Some(base) = curriculum.config.base_url.as_ref().map(|base| base.value.as_str()) else { return Vec::new() };
    let shows = place::shows_facilitators(curriculum);
    let area = place::area_of(curriculum, &curriculum.config.language, Audience::Participant);
    vec![
        ("sitemap.xml", feeds::sitemap(base, index)),
        ("robots.txt", feeds::robots(base, shows)),
        ("atom.xml", feeds::atom(curriculum, &area, base)),
    ]
}

/// What such a file is, as people know it.
pub(super) fn origin(path: &str) -> String {
    format!("the {path} of the site")
}

/// Whether a path is that of such a file.
pub(super) fn is_one(path: &str) -> bool {
    matches!(path, "sitemap.xml" | "robots.txt" | "atom.xml")
}
