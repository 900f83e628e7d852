//! What machines read: the map of the site, the feed, the note to robots, and structured data. Only with a base address,
//! because all of it wants full addresses.

use std::fmt::Write as _;
use std::io;

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;
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
    document("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")], |xml| {
        for (path, date) in pages {
            xml.create_element("url").write_inner_content(|xml| {
                leaf(xml, "loc", escaped(&full(base, path)))?;
                if !date.is_empty() {
                    leaf(xml, "lastmod", escaped(date))?;
                }
                Ok(())
            })?;
            line_end(xml)?;
        }
        Ok(())
    })
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
    let mut lessons: Vec<&Lesson> = curriculum.lessons.iter().map(|lesson| &**lesson).collect();
    lessons.sort_by(|a, b| date(b).cmp(&date(a)).then(a.number.cmp(&b.number)));
    let home = escaped(&full(base, "index.html"));
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &escaped(&curriculum.config.language))];
    document("feed", &attributes, |xml| {
        leaf(xml, "title", plain(curriculum, &curriculum.config.title.value))?;
        line_end(xml)?;
        leaf(xml, "id", home.clone())?;
        line_end(xml)?;
        link(xml, &[("href", &home)])?;
        line_end(xml)?;
        link(xml, &[("rel", "self"), ("href", &escaped(&full(base, "atom.xml")))])?;
        line_end(xml)?;
        leaf(xml, "updated", stamp(curriculum.date.as_deref()))?;
        line_end(xml)?;
        xml.create_element("author")
            .write_inner_content(|xml| leaf(xml, "name", plain(curriculum, &by(curriculum))))?;
        line_end(xml)?;
        for lesson in lessons.into_iter().take(100) {
            xml.create_element("entry").write_inner_content(|xml| entry(xml, curriculum, area, base, lesson))?;
            line_end(xml)?;
        }
        Ok(())
    })
}

/// An XML document in memory. What is handed to it is escaped already, by the one function that also leaves out what XML does not know.
type Xml = Writer<Vec<u8>>;

/// A document: its declaration, a line end, and the root on lines of its own.
fn document(root: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> String {
    let mut xml = Writer::new(Vec::new());
    let write = || -> io::Result<()> {
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        line_end(&mut xml)?;
        xml.write_event(Event::Start(start(root, attributes)))?;
        line_end(&mut xml)?;
        inside(&mut xml)?;
        xml.write_event(Event::End(BytesEnd::new(root)))?;
        line_end(&mut xml)
    };
    write().expect("memory takes whatever is written");
    String::from_utf8(xml.into_inner()).expect("only strings were written")
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let attributes = attributes.iter().map(|&(key, value)| Attribute { key: QName(key), value: value.into() });
    BytesStart::new(name).with_attributes(attributes)
}

/// An element that holds words alone.
fn leaf(xml: &mut Xml, name: &str, words: String) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::from_escaped(words)).map(drop)
}

fn link(xml: &mut Xml, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(start("link", attributes)))
}

fn line_end(xml: &mut Xml) -> io::Result<()> {
    xml.write_event(Event::Text(BytesText::from_escaped("\n")))
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

fn entry(xml: &mut Xml, curriculum: &Curriculum, area: &SiteArea, base: &str, lesson: &Lesson) -> io::Result<()> {
    let address = escaped(&full(base, &area.lesson(lesson)));
    leaf(xml, "title", plain(curriculum, lesson.title()))?;
    leaf(xml, "id", address.clone())?;
    link(xml, &[("href", &address)])?;
    leaf(xml, "updated", stamp(date(lesson).or(curriculum.date.as_deref())))?;
    if let Some(summary) = &lesson.main.document.front.summary {
        leaf(xml, "summary", plain(curriculum, &summary.value))?;
    }
    Ok(())
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
