//! What the indexes have in common: their head, and the page around them.

use super::frame::Page;
use super::rows::crumbs;
use super::site::Site;
use super::write::Writer;

/// The head of an index.
pub(crate) fn head(w: &mut Writer<'_>, title: &str, about: &str) {
    crumbs(w, None);
    w.html.raw("<header class=\"head\"><h1>");
    w.say(title);
    w.html.raw("</h1>\n");
    if w.site.words.has(about) {
        w.html.raw("<p class=\"standfirst\">");
        w.say(about);
        w.html.raw("</p>");
    }
    w.html.raw("</header>\n");
}

/// The page of an index.
pub(crate) fn page(site: &Site<'_>, path: String, title: &str, w: Writer<'_>) -> Page {
    Page {
        template: "index.html",
        title: site.words.get(title).to_owned(),
        description: about_of(site, title),
        section: path.clone(),
        main: w.html,
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
