//! What machines read: the map of the site, the feed, the note to robots, and structured data. Only with a base address,
//! because all of it wants full addresses.

use std::fmt::Write as _;

use serde_json::json;

use super::escape::{component, escaped};
use super::frame::Page;
use super::site::Site;
use crate::curriculum::{Curriculum, Lesson};
use crate::direction::{direction_of, in_plain};
use crate::display::license_name;
use crate::place::SiteArea;

/// The full address of a page of the site: `…/index.html` is the folder's own.
pub(crate) fn full(base: &str, path: &str) -> String {
    let path = path.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(path);
    format!("{base}/{}", component(path))
}

/// `sitemap.xml`: every page that search engines may take.
pub(crate) fn sitemap(base: &str, pages: &[(String, String)]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (path, date) in pages {
        xml.push_str("<url><loc>");
        xml.push_str(&escaped(&full(base, path)));
        xml.push_str("</loc>");
        if !date.is_empty() {
            xml.push_str("<lastmod>");
            xml.push_str(&escaped(date));
            xml.push_str("</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `robots.txt`. Names the facilitators' pages only where participants' pages do; all of them say "noindex" themselves.
pub(crate) fn robots(base: &str, shows_facilitators: bool) -> String {
    let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
    let folder = after_scheme.split_once('/').map(|(_, path)| format!("/{path}")).unwrap_or_default();
    let rule = if shows_facilitators { format!("Disallow: {folder}/facilitator/") } else { "Disallow:".to_owned() };
    format!("User-agent: *\n{rule}\n\nSitemap: {}\n", full(base, "sitemap.xml"))
}

/// `atom.xml`: the lessons, newest first, those without a date at the curriculum's own.
pub(crate) fn atom(curriculum: &Curriculum, area: &SiteArea, base: &str) -> String {
    let newest = stamp(curriculum.date.as_deref());
    let mut lessons: Vec<&Lesson> = curriculum.lessons.iter().map(|lesson| &**lesson).collect();
    lessons.sort_by(|a, b| date(b).cmp(&date(a)).then(a.number.cmp(&b.number)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{}\"/>\n<updated>{newest}</updated>\n<author><name>{}</name></author>\n",
        escaped(&curriculum.config.language),
        plain(curriculum, &curriculum.config.title.value),
        escaped(&full(base, "atom.xml")),
        plain(curriculum, &by(curriculum)),
        home = escaped(&full(base, "index.html")),
    );
    for lesson in lessons.into_iter().take(100) {
        xml.push_str(&entry(curriculum, area, base, lesson));
    }
    xml.push_str("</feed>\n");
    xml
}

/// Words for a reader of feeds, which knows no markup: with isolates where they run the other way than the feed.
fn plain(curriculum: &Curriculum, words: &str) -> String {
    let words = in_plain(words, direction_of(&curriculum.config.language, ""));
    // The isolates are ours, and each of them ends: what stands between them is escaped.
    let is_ours = |c: char| matches!(c, '\u{2066}'..='\u{2069}');
    words
        .split_inclusive(is_ours)
        .map(|part| {
            let bare = part.trim_end_matches(is_ours);
            escaped(bare) + part.get(bare.len()..).unwrap_or_default()
        })
        .collect()
}

fn entry(curriculum: &Curriculum, area: &SiteArea, base: &str, lesson: &Lesson) -> String {
    let address = escaped(&full(base, &area.lesson(lesson)));
    let summary = lesson
        .main
        .document
        .front
        .summary
        .as_ref()
        .map(|summary| format!("<summary>{}</summary>", plain(curriculum, &summary.value)));
    format!(
        "<entry><title>{}</title><id>{address}</id><link href=\"{address}\"/><updated>{}</updated>{}</entry>\n",
        plain(curriculum, lesson.title()),
        stamp(date(lesson).or(curriculum.date.as_deref())),
        summary.unwrap_or_default(),
    )
}

/// When a lesson was last touched, as its front matter says.
pub(crate) fn date(lesson: &Lesson) -> Option<&str> {
    let front = &lesson.main.document.front;
    front.updated.as_ref().or(front.date.as_ref()).map(|date| date.value.as_str())
}

fn stamp(date: Option<&str>) -> String {
    format!("{}T00:00:00Z", date.unwrap_or("1970-01-01"))
}

/// The organization, else the authors, else the title.
pub(crate) fn by(curriculum: &Curriculum) -> String {
    let config = &curriculum.config;
    if let Some(organization) = &config.organization {
        return organization.value.clone();
    }
    let authors: Vec<&str> = config.authors.iter().map(|author| author.value.as_str()).collect();
    if authors.is_empty() { config.title.value.clone() } else { authors.join(", ") }
}

/// Structured data of the home page: a course.
pub(crate) fn course(site: &Site<'_>, base: &str) -> String {
    let config = &site.curriculum.config;
    data(&json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": config.title.value,
        "description": config.description.as_ref().or(config.subtitle.as_ref()).map_or(config.title.value.as_str(), |text| text.value.as_str()),
        "url": full(base, "index.html"),
        "inLanguage": site.lang,
        "provider": {"@type": "Organization", "name": by(site.curriculum)},
    }))
}

/// Structured data of a lesson: a learning resource.
pub(crate) fn resource(site: &Site<'_>, base: &str, lesson: &Lesson, page: &Page) -> String {
    let (version, _) = lesson.version(&site.lang);
    let front = &version.document.front;
    let license = front
        .license
        .as_ref()
        .or(site.curriculum.config.license.as_ref())
        .map(|license| license_name(&license.value).into_owned());
    let teaches: Vec<&str> = lesson
        .values
        .iter()
        .filter_map(|&index| site.curriculum.values.get(index))
        .map(|topic| topic.name.as_str())
        .collect();
    data(&json!({
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": version.title,
        "description": page.description,
        "url": full(base, &page.path),
        "inLanguage": version.lang,
        "timeRequired": version.agenda.total.map(|total| format!("PT{}M", total.to)),
        "educationalLevel": front.level.map(|level| level.value.word()),
        "license": license,
        "teaches": teaches,
        "isPartOf": {"@type": "Course", "name": site.curriculum.config.title.value, "url": full(base, "index.html")},
    }))
}

/// JSON that can stand in a page: nothing in it opens or closes an element, and nothing turns the words around it.
fn data(value: &serde_json::Value) -> String {
    let mut json = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json
}
