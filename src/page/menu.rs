//! What the site says of itself on every page: its title, its menus, and words for its scripts.

use std::collections::BTreeMap;

use super::frame::{About, Logo, MenuItem};
use super::html::Html;
use super::jobs::kinds;
use super::labels::labels;
use super::site::Site;
use super::write::Writer;
use super::{escape, feeds, glance, handouts};
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::document::model::Link;
use crate::place;

/// What the site says of itself on every page.
pub(super) fn about<'a>(site: &'a Site<'a>) -> About {
    let config = &site.curriculum.config;
    let by = feeds::by(site.curriculum);
    About {
        title: config.title.value.clone(),
        title_html: html(site, &config.title.value),
        by_html: html(site, &by),
        by,
        license: config
            .license
            .as_ref()
            .map(|license| crate::display::license_name(&license.value).into_owned())
            .unwrap_or_default(),
        lang: site.lang.clone(),
        dir: site.dir,
        menu: menu(site),
        more: more(site),
        home: site.area.common(""),
        search: site.area.common("search"),
        facilitator_search: format!("{}search/index.html", site.closed.prefix()),
        indexes: format!("{}search/", site.area.prefix()),
        facilitator_indexes: format!("{0}search/ {1}search/", site.area.prefix(), site.closed.prefix()),
        find: labels(site.words.starting("find-")),
        choices: labels(choices(site)),
        key: key(config.base_url.as_ref().map_or(&config.title.value, |base| &base.value)),
        reader: labels(site.words.starting("reader-")),
        feed: if config.base_url.is_some() { "atom.xml".to_owned() } else { String::new() },
        logo: logo(site.curriculum),
    }
}

/// Words as markup that says how they run.
fn html<'a>(site: &'a Site<'a>, words: &str) -> Html {
    let mut w = Writer::new(site, &site.area, "");
    w.plain(words);
    w.html
}

/// A short name for a site, from its address, or its title where it has none: what a reader keeps on a device is kept under it.
fn key(title: &str) -> String {
    blake3::hash(title.as_bytes()).to_hex().as_str().get(..8).unwrap_or_default().to_owned()
}

/// The image that `look.logo` names.
fn logo(curriculum: &Curriculum) -> Option<Logo> {
    let file = curriculum.file(curriculum.logo()?);
    let image = file.image?;
    // It stands small: the smallest size is enough, and the file itself may not be published.
    let path = escape::component(file.smaller.first().map_or(&file.path, |size| &size.path).as_str());
    Some(Logo { path, width: image.width, height: image.height })
}

/// What categories of texts and levels of lessons are called, as the search index names them.
fn choices<'a>(site: &'a Site<'a>) -> BTreeMap<String, String> {
    let categories = site.words.starting("category-").into_iter();
    let mut choices: BTreeMap<String, String> = categories.map(|(id, words)| (id.replace('-', " "), words)).collect();
    for level in ["introductory", "intermediate", "advanced"] {
        choices.insert(level.to_owned(), site.words.get(&format!("lesson-{level}")).to_owned());
    }
    choices
}

/// The curriculum's own menu, or the indexes that have something in them.
fn menu<'a>(site: &'a Site<'a>) -> Vec<MenuItem> {
    let curriculum = site.curriculum;
    if !curriculum.config.menu.is_empty() {
        return own_menu(site);
    }
    let mut items = vec![("lessons", "", true)];
    items.push(("texts", "texts", !curriculum.passages.is_empty()));
    items.push(("values", "values", !curriculum.values.is_empty()));
    items.push(("glossary", "glossary", !curriculum.terms.is_empty()));
    items.push(("handouts", "handouts", handouts::any(site, Audience::Participant)));
    items
        .into_iter()
        .filter(|(_, _, there)| *there)
        .map(|(word, address, _)| item(site, word, &site.area.common(address)))
        .collect()
}

fn item<'a>(site: &'a Site<'a>, word: &str, path: &str) -> MenuItem {
    let prefix = site.closed.prefix();
    let facilitators = match word {
        "lessons" => format!("{prefix}index.html"),
        "handouts" => format!("{prefix}handouts/index.html"),
        _ => String::new(),
    };
    let facilitators = if place::has_facilitators(site.curriculum) { facilitators } else { String::new() };
    let title = site.words.get(word);
    MenuItem { title: title.to_owned(), html: html(site, title), path: path.to_owned(), outside: false, facilitators }
}

/// Items of `menu:`; one that leads nowhere was reported, and is left out.
fn own_menu<'a>(site: &'a Site<'a>) -> Vec<MenuItem> {
    let curriculum = site.curriculum;
    let writer = Writer::new(site, &site.area, "index.html");
    let items = curriculum.config.menu.iter().filter_map(|(title, no)| {
        let link = writer.presenter().own_link(*no)?;
        Some(MenuItem {
            title: title.value.clone(),
            html: html(site, &title.value),
            path: writer.address(&link)?,
            outside: matches!(link, Link::Outside(_)),
            facilitators: String::new(),
        })
    });
    items.collect()
}

fn more<'a>(site: &'a Site<'a>) -> Vec<MenuItem> {
    let listed = menu(site);
    let mut items: Vec<MenuItem> =
        kinds(site.curriculum).into_iter().map(|(kind, _)| item(site, kind.0, &site.area.common(kind.0))).collect();
    if glance::any(site) {
        items.push(item(site, "glance", &site.area.common(glance::ADDRESS)));
    }
    if place::shows_facilitators(site.curriculum) {
        items.push(item(site, "for-facilitators", &format!("{}index.html", site.closed.prefix())));
    }
    items.retain(|item| listed.iter().all(|other| other.path != item.path));
    items
}
