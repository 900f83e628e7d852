//! The weekly portions: all fifty-four in order, when each is read this year, and the lessons that go with it.
//!
//! Days come from the curriculum's day, never from a clock.

use super::frame::Page;
use super::html::Html;
use super::listing::{self, head};
use super::rows::taught_in;
use super::site::Site;
use super::write::Writer;
use crate::citation::calendar::{self, Reading};
use crate::citation::{Citation, Portion};
use crate::curriculum::Topic;
use crate::display;
use crate::hebrew;
use crate::words::Words;

/// The index of weekly portions.
pub(crate) fn index<'a>(site: &'a Site<'a>) -> Page {
    let path = site.area.common("portions");
    let mut w = Writer::new(site, &site.area, &path);
    head(&mut w, "portions", "portions-about");
    let year = site.curriculum.today.map(calendar::year_of);
    let readings = year.map(calendar::cycle).unwrap_or_default();
    if let Some(year) = year {
        let shown = u32::try_from(year % 1000).map(hebrew::numeral).unwrap_or_default();
        w.html.raw("<p class=\"index-year\">");
        w.plain(&site.words.name("portions-year", &year.to_string()));
        w.hebrew(" <bdi", &shown, "</bdi></p>\n");
    }
    let all = Portion::all();
    let mut from = 0;
    while let Some(first) = all.get(from) {
        let book = first.citation();
        let group: Vec<&Portion> =
            all.iter().skip(from).take_while(|portion| portion.citation().work_title() == book.work_title()).collect();
        from += group.len();
        w.html.raw("<section class=\"index-group\"><h2>");
        book_name(&mut w, &book);
        w.html.raw("</h2><ol class=\"index-list portions\">\n");
        for portion in group {
            let reading = readings.iter().find(|reading| reading.portion.order == portion.order);
            line(&mut w, portion, reading);
        }
        w.html.raw("</ol></section>\n");
    }
    listing::page(site, path, "portions", w)
}

fn book_name(w: &mut Writer<'_>, book: &Citation) {
    if display::is_hebrew(&w.site.lang) {
        w.plain(&book.title_he());
    } else {
        w.plain(book.work_title());
        w.hebrew(" <bdi", &book.title_he(), "</bdi>");
    }
}

fn line(w: &mut Writer<'_>, portion: &Portion, reading: Option<&Reading>) {
    let site = w.site;
    let topic = site.curriculum.portions.iter().find(|topic| topic.slug == portion.slug);
    let (name, other) =
        if display::is_hebrew(&site.lang) { (portion.he, portion.name) } else { (portion.name, portion.he) };
    w.html.raw("<li id=\"").text(&portion.slug).raw("\"><span class=\"entry\">");
    match topic {
        Some(topic) => {
            let page = w.area.topic("portions", topic);
            w.page_link(&page, name);
        }
        None => w.plain(name),
    }
    w.html.raw(" <span class=\"place\"><bdi>");
    w.plain(&place(&portion.citation(), &site.lang));
    w.html.raw("</bdi></span></span>");
    if display::is_hebrew(&site.lang) {
        w.html.element("<bdi class=\"entry-he\" lang=\"en\" dir=\"ltr\">", other, "</bdi>");
    } else {
        w.hebrew("<bdi class=\"entry-he\"", other, "</bdi>");
    }
    if let Some(reading) = reading {
        w.html.raw("<span class=\"where\">");
        days(&mut w.html, site.words, reading);
        w.html.raw("</span>");
    }
    if let Some(topic) = topic.filter(|topic| !topic.lessons.is_empty()) {
        w.html.raw("<span class=\"where\">");
        taught_in(w, &topic.lessons);
        w.html.raw("</span>");
    }
    haftarah(w, portion);
    w.html.raw("</li>\n");
}

fn haftarah(w: &mut Writer<'_>, portion: &Portion) {
    let lessons = w.site.curriculum.haftarot.iter().find(|(order, _)| *order == portion.order);
    if let Some((_, lessons)) = lessons {
        w.html.raw("<span class=\"where\">");
        w.say("haftarah");
        w.html.raw(": ");
        taught_in(w, lessons);
        w.html.raw("</span>");
    }
}

/// Chapter and verse without the book, which stands above.
fn place(citation: &Citation, lang: &str) -> String {
    if display::is_hebrew(lang) {
        let (whole, title) = (citation.hebrew(), citation.title_he());
        return whole.strip_prefix(&title).map_or(whole.clone(), |place| place.trim().to_owned());
    }
    citation.place().replace('-', "–")
}

/// When a portion is read; in Israel where it is another day; and whether with its neighbour.
fn days(html: &mut Html, words: &Words, reading: &Reading) {
    let (joined, joined_israel) = reading.joined;
    time(html, words, reading.diaspora);
    if joined {
        html.raw(", ").text(words.get("portion-joined"));
    }
    if reading.israel != reading.diaspora || joined != joined_israel {
        html.raw("; ").text(words.get("in-israel")).raw(" ");
        time(html, words, reading.israel);
        if joined_israel {
            html.raw(", ").text(words.get("portion-joined"));
        }
    }
}

fn time(html: &mut Html, words: &Words, day: crate::date::Date) {
    html.raw("<bdi><time").attr("datetime", &day.to_string()).raw(">").text(&words.day(day)).raw("</time></bdi>");
}

/// What stands at the head of one portion's page: what is read, when, and its haftarah.
pub(crate) fn facts(w: &mut Writer<'_>, topic: &Topic) {
    let Some(portion) = Portion::all().into_iter().find(|portion| portion.slug == topic.slug) else { return };
    let site = w.site;
    let citation = portion.citation();
    w.html.raw("<ul class=\"facts\"><li><b><bdi>");
    w.plain(&display::citation_name(&citation, &site.lang));
    w.html.raw("</bdi></b></li>");
    let reading = site.curriculum.today.map(calendar::year_of).map(calendar::cycle);
    if let Some(reading) =
        reading.and_then(|all| all.into_iter().find(|reading| reading.portion.order == portion.order))
    {
        w.html.raw("<li>");
        days(&mut w.html, site.words, &reading);
        w.html.raw("</li>");
    }
    let haftarot = portion.haftarot();
    for (custom, haftarah) in haftarot.iter().enumerate() {
        let word = match (haftarot.len() > 1, custom) {
            (false, _) => "haftarah",
            (true, 0) => "haftarah-ashkenazi",
            (true, _) => "haftarah-sephardi",
        };
        w.html.raw("<li>");
        w.say(word);
        let pieces = haftarah.split("; ").filter_map(|piece| crate::citation::parse(piece).ok());
        let pieces: Vec<String> = pieces.map(|piece| display::citation_name(&piece, &site.lang)).collect();
        w.html.raw(": <bdi>").text(&pieces.join("; ").replace('-', "–")).raw("</bdi></li>");
    }
    w.html.raw("</ul>\n");
}
