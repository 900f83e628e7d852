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
use super::values::{Map, Value};
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
    let mut pictures: Vec<Value> = Vec::new();
    let mut add = |w: &mut Writer<'a>, draw: &dyn Fn(&mut Writer<'a>)| pictures.push(w.apart(draw).into());
    if minutes::any(curriculum) {
        add(&mut w, &|w| minutes::picture(w, &plan));
        add(&mut w, &|w| balance::picture(w, &plan));
    }
    if map::any(site, &plan) {
        add(&mut w, &|w| map::picture(w, &plan));
    }
    if values::any(curriculum) {
        add(&mut w, &|w| values::picture(w, &plan));
    }
    if texts::any(curriculum) {
        add(&mut w, &|w| texts::picture(w));
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
