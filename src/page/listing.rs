//! What the indexes have in common: what each says of itself, and the page around it. Writes no markup.

use super::frame::Page;
use super::rows::crumbs;
use super::site::Site;
use super::values::Map;
use super::write::Writer;

/// What an index begins with: the way to it, its name, and what it is, where the theme has words for that.
pub(crate) fn head(w: &mut Writer<'_>, title: &str, about: &str) -> Map {
    let crumbs = crumbs(w, None);
    let about = w.site.words.has(about).then(|| w.say_value(about));
    Map::new().with("crumbs", crumbs).with("heading", w.say_value(title)).with("about", about)
}

/// The page of an index.
pub(crate) fn page(
    site: &Site<'_>,
    template: &'static str,
    path: String,
    title: &str,
    values: Map,
    mut w: Writer<'_>,
) -> Page {
    Page {
        template,
        title: site.words.get(title).to_owned(),
        description: about_of(site, title),
        section: path.clone(),
        values,
        parts: w.parts(),
        origin: format!("the index of {title}"),
        path,
        ..Page::default()
    }
}

/// What an index says of itself, where the theme has words for it.
fn about_of(site: &Site<'_>, title: &str) -> String {
    let id = format!("{title}-about");
    if site.words.has(&id) { site.words.get(&id).to_owned() } else { String::new() }
}
