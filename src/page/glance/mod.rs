//! The curriculum at a glance: one page of pictures, each with a table of the same facts behind it.
//!
//! A file a picture: it reckons places, sizes and labels, and the theme's `glance/` templates draw them. This one
//! holds the page. Nothing here is the facilitator's: of an agenda only kinds and minutes are shown. A picture that has nothing to
//! show is left out, and the page where none is left. Writes no markup.

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
use super::values::Map;
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
    let values = listing::head(&mut w, "glance", "glance-about");
    let plan = Plan::new(site);
    let many = match plan.level {
        Level::Lessons => None,
        Level::Units => Some("glance-by-unit"),
        Level::Runs => Some("glance-by-run"),
    };
    let many = many.map(|words| site.words.count(words, plan.lessons));
    let mut pictures = Vec::new();
    if minutes::any(curriculum) {
        pictures.push(minutes::picture(&mut w, &plan));
        pictures.extend(balance::picture(&mut w, &plan));
    }
    pictures.extend(map::picture(&mut w, &plan));
    if values::any(curriculum) {
        pictures.push(values::picture(&mut w, &plan));
    }
    if texts::any(curriculum) {
        pictures.push(texts::picture(&mut w));
    }
    let values = values.with("many", many).with("pictures", pictures);
    let description = site.words.get("glance-about").to_owned();
    Page { description, ..listing::page(site, "glance.html", path, "glance", values, w) }
}

/// The link that leads here from the first page; nothing where there is no such page.
pub(crate) fn link(w: &mut Writer<'_>) -> Option<Map> {
    any(w.site).then(|| {
        let page = w.site.area.common(ADDRESS);
        w.link_value(&page, w.site.words.get("glance-link"))
    })
}
