//! The curriculum at a glance: one page of pictures, each with a table of the same facts behind it.
//!
//! A file a picture; this one holds the page and what pictures have in common. Nothing here is the facilitator's: of an
//! agenda only kinds and minutes are shown. A picture that has nothing to show is left out, and the page where none is left.

mod balance;
mod bars;
mod lanes;
mod map;
mod minutes;
mod parts;
mod plan;
mod texts;
mod values;

use super::frame::Page;
use super::listing;
use super::site::Site;
use super::write::Writer;
use plan::{Level, Plan};

/// Where the page stands on its area.
pub(crate) const ADDRESS: &str = "glance";

/// Whether there is anything to show.
pub(crate) fn any(site: &Site<'_>) -> bool {
    let curriculum = site.curriculum;
    let plain = minutes::any(curriculum) || values::any(curriculum) || texts::any(curriculum);
    plain || map::any(site, &Plan::new(site))
}

/// The page.
pub(crate) fn page<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common(ADDRESS);
    let curriculum = site.curriculum;
    let mut w = Writer::new(site, &site.area, &path);
    listing::head(&mut w, "glance", "glance-about");
    let plan = Plan::new(site);
    let many = match plan.level {
        Level::Lessons => None,
        Level::Units => Some("glance-by-unit"),
        Level::Runs => Some("glance-by-run"),
    };
    if let Some(words) = many {
        w.html.element("<p class=\"g-many\">", &site.words.count(words, plan.lessons), "</p>\n");
    }
    if minutes::any(curriculum) {
        minutes::picture(&mut w, &plan);
        balance::picture(&mut w, &plan);
    }
    if map::any(site, &plan) {
        map::picture(&mut w, &plan);
    }
    if values::any(curriculum) {
        values::picture(&mut w, &plan);
    }
    if texts::any(curriculum) {
        texts::picture(&mut w);
    }
    let description = site.words.get("glance-about").to_owned();
    Page { template: "glance.html", description, ..listing::page(site, path, "glance", w) }
}

/// The line that leads here from the first page.
pub(crate) fn link(w: &mut Writer<'_>) {
    if any(w.site) {
        let page = w.site.area.common(ADDRESS);
        let words = w.site.words;
        w.html.raw("<p class=\"to-glance\">");
        w.page_link(&page, words.get("glance-link"));
        w.html.raw("</p>\n");
    }
}
