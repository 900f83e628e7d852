//! The weekly portions: all fifty-four in order, when each is read this year, and the lessons that go with it.
//!
//! Days come from the curriculum's day, never from a clock. Gathers values for templates; writes no markup.

use super::frame::Page;
use super::listing::{self, head};
use super::site::Site;
use super::values::{Map, Value};
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
    let values = head(&mut w, "portions", "portions-about");
    let year = site.curriculum.today.map(calendar::year_of);
    let readings = year.map(calendar::cycle).unwrap_or_default();
    let year = year.map(|year| {
        let hebrew = u32::try_from(year % 1000).map(hebrew::numeral).unwrap_or_default();
        let words = w.plain_value(&site.words.name("portions-year", &year.to_string()));
        Map::new().with("words", words).with("he", hebrew)
    });
    let all = Portion::all();
    let (mut from, mut books) = (0, Vec::new());
    while let Some(first) = all.get(from) {
        let book = first.citation();
        let group: Vec<&Portion> =
            all.iter().skip(from).take_while(|portion| portion.citation().work_title() == book.work_title()).collect();
        from += group.len();
        let portion = |portion: &&Portion| {
            let reading = readings.iter().find(|reading| reading.portion.order == portion.order);
            Value::from(portion_values(&mut w, portion, reading))
        };
        let portions: Vec<Value> = group.iter().map(portion).collect();
        books.push(Value::from(book_name(&mut w, &book).with("portions", portions)));
    }
    listing::page(site, "portions.html", path, "portions", values.with("year", year).with("books", books), w)
}

/// A book's name; in Hebrew too where the pages are not.
fn book_name(w: &mut Writer<'_>, book: &Citation) -> Map {
    if display::is_hebrew(&w.site.lang) {
        Map::new().with("title", w.plain_value(&book.title_he())).with("he", Value::nothing())
    } else {
        Map::new().with("title", w.plain_value(book.work_title())).with("he", book.title_he())
    }
}

fn portion_values(w: &mut Writer<'_>, portion: &Portion, reading: Option<&Reading>) -> Map {
    let site = w.site;
    let topic = site.curriculum.portions.iter().find(|topic| topic.slug == portion.slug);
    let is_hebrew = display::is_hebrew(&site.lang);
    let (name, other) = if is_hebrew { (portion.he, portion.name) } else { (portion.name, portion.he) };
    let (other_lang, other_dir) = if is_hebrew { ("en", "ltr") } else { ("he", "rtl") };
    let other = Map::new().with("lang", other_lang).with("dir", other_dir).with("words", other);
    let haftarah = site.curriculum.haftarot.iter().find(|(order, _)| *order == portion.order);
    let haftarah = haftarah.map(|(_, lessons)| w.lesson_values(lessons)).unwrap_or_default();
    Map::new()
        .with("id", portion.slug.as_str())
        .with("href", topic.map(|topic| w.address_of(&w.area.topic("portions", topic), "")))
        .with("title", w.plain_value(name))
        .with("place", w.plain_value(&place(&portion.citation(), &site.lang)))
        .with("other", other)
        .with("reading", reading.map(|reading| days(site.words, reading)))
        .with("lessons", topic.map(|topic| w.lesson_values(&topic.lessons)))
        .with("haftarah_lessons", haftarah)
}

/// Chapter and verse without the book, which stands above.
fn place(citation: &Citation, lang: &str) -> String {
    if display::is_hebrew(lang) {
        let (whole, title) = (citation.hebrew(), citation.title_he());
        return whole.strip_prefix(&title).map_or(whole.clone(), |place| place.trim().to_owned());
    }
    citation.place().replace('-', "–")
}

/// When a portion is read; in Israel where it is another day (else `israel` is nothing); and whether with its neighbour.
fn days(words: &Words, reading: &Reading) -> Map {
    let (joined, joined_israel) = reading.joined;
    let is_other = reading.israel != reading.diaspora || joined != joined_israel;
    let israel = is_other.then(|| time(words, reading.israel).with("is_joined", joined_israel));
    time(words, reading.diaspora).with("is_joined", joined).with("israel", israel)
}

fn time(words: &Words, day: crate::date::Date) -> Map {
    Map::new().with("date", day.to_string()).with("words", words.day(day))
}

/// What stands at the head of one portion's page: what is read, when, and its haftarah.
pub(crate) fn facts(w: &mut Writer<'_>, topic: &Topic) -> Option<Map> {
    let portion = Portion::all().into_iter().find(|portion| portion.slug == topic.slug)?;
    let site = w.site;
    let source = w.plain_value(&display::citation_name(&portion.citation(), &site.lang));
    let readings = site.curriculum.today.map(calendar::year_of).map(calendar::cycle).unwrap_or_default();
    let reading = readings.iter().find(|reading| reading.portion.order == portion.order);
    let haftarot = portion.haftarot();
    let haftarah = |(custom, haftarah): (usize, &&str)| {
        let word = match (haftarot.len() > 1, custom) {
            (false, _) => "haftarah",
            (true, 0) => "haftarah-ashkenazi",
            (true, _) => "haftarah-sephardi",
        };
        let pieces = haftarah.split("; ").filter_map(|piece| crate::citation::parse(piece).ok());
        let pieces: Vec<String> = pieces.map(|piece| display::citation_name(&piece, &site.lang)).collect();
        Value::from(Map::new().with("label", w.say_value(word)).with("source", pieces.join("; ").replace('-', "–")))
    };
    let list: Vec<Value> = haftarot.iter().enumerate().map(haftarah).collect();
    let reading = reading.map(|reading| days(site.words, reading));
    Some(Map::new().with("source", source).with("reading", reading).with("haftarot", list))
}
