//! Where the texts come from: a division for each part of the library, from the Torah to today, and on it a spine for each
//! text; where there are very many, a bar that counts them.

use super::bars::percent;
use super::parts::{heads, link_to, picture as frame, rtl};
use super::{bars, map};
use crate::curriculum::{Curriculum, Passage, PassageId};
use crate::display;
use crate::page::site::Site;
use crate::page::write::Writer;

/// The most texts that have a spine each.
const SPINES: usize = 150;

/// Whether there are texts.
pub(super) fn any(curriculum: &Curriculum) -> bool {
    !curriculum.passages.is_empty()
}

/// A part of the library.
struct Division<'a> {
    name: &'a str,
    passages: Vec<(PassageId, &'a Passage)>,
}

/// The parts of the library in canonical order.
fn divisions<'a>(site: &'a Site<'a>) -> Vec<Division<'a>> {
    let mut divisions: Vec<Division<'a>> = Vec::new();
    let mut category = None;
    for (at, passage) in site.curriculum.passages.iter().enumerate() {
        if category != Some(&passage.category) {
            category = Some(&passage.category);
            divisions.push(Division { name: called(site, &passage.category), passages: Vec::new() });
        }
        if let Some(division) = divisions.last_mut() {
            division.passages.push((PassageId::new(at), passage));
        }
    }
    divisions
}

/// A language names the parts of the library where its file does.
fn called<'a>(site: &'a Site<'a>, category: &'a str) -> &'a str {
    if category.is_empty() { site.words.get("glance-today") } else { site.words.category(category) }
}

/// The picture and its table.
pub(super) fn picture(w: &mut Writer<'_>) {
    let site = w.site;
    let divisions = divisions(site);
    let all = site.curriculum.passages.len();
    if all <= SPINES {
        let about = site.words.get("glance-texts-about");
        frame(w, "texts", about, |w| spines(w, &divisions), |w| table(w, &divisions));
        return;
    }
    let about = site.words.count("glance-texts-many", u32::try_from(all).unwrap_or(u32::MAX));
    frame(w, "texts", &about, |w| counts(w, &divisions), |w| table_of_counts(w, &divisions));
}

fn spines(w: &mut Writer<'_>, divisions: &[Division<'_>]) {
    w.html.raw("<div class=\"g-shelves\">\n");
    for division in divisions {
        division_name(w, division);
        w.html.raw("<div><ul class=\"g-spines\">\n");
        let mut works: Vec<(String, u32)> = Vec::new();
        for (id, passage) in &division.passages {
            let title = work(w.site, passage);
            let apart = match works.last_mut() {
                Some((last, count)) if *last == title => {
                    *count += 1;
                    false
                }
                last => {
                    let apart = last.is_some();
                    works.push((title, 1));
                    apart
                }
            };
            w.html.raw(if apart { "<li class=\"apart\"><a" } else { "<li><a" });
            spine(w, *id, passage);
            w.html.raw("</a></li>\n");
        }
        w.html.raw("</ul>");
        names(w, &works);
        w.html.raw("</div></div>\n");
    }
    w.html.raw("</div>\n");
}

/// The work that a text is from, as the page names it; empty for what is not in the library.
fn work(site: &Site<'_>, passage: &Passage) -> String {
    let Some(citation) = &passage.citation else { return String::new() };
    if display::is_hebrew(&site.lang) { citation.title_he() } else { citation.title() }
}

/// The works of a division, with how many texts are from each.
fn names(w: &mut Writer<'_>, works: &[(String, u32)]) {
    if works.iter().all(|(title, _)| title.is_empty()) {
        return;
    }
    w.html.raw("<p class=\"g-works\">");
    for (nth, (title, count)) in works.iter().filter(|(title, _)| !title.is_empty()).enumerate() {
        w.html.raw(if nth == 0 { "<bdi>" } else { " · <bdi>" });
        w.plain(title);
        w.html.raw("</bdi>");
        if *count > 1 {
            w.html.raw(" <span>").number(*count).raw("</span>");
        }
    }
    w.html.raw("</p>");
}

fn division_name(w: &mut Writer<'_>, division: &Division<'_>) {
    w.html.raw("<div class=\"g-shelf\"><h3><bdi>").text(division.name).raw("</bdi> <span class=\"g-figure\">");
    w.html.number(u32::try_from(division.passages.len()).unwrap_or(u32::MAX)).raw("</span></h3>");
}

/// A spine, as tall as the text is taught, and what it is called.
fn spine(w: &mut Writer<'_>, id: PassageId, passage: &Passage) {
    let site = w.site;
    w.href(&site.area.passage(&passage.slug), "");
    let lessons = passage.lessons.len();
    let (class, top) = match lessons {
        0 => ("none", 16),
        1 => ("", 16),
        2 => ("", 8),
        _ => ("", 1),
    };
    let taught = site.words.count("glance-taught", u32::try_from(lessons).unwrap_or(u32::MAX));
    let name = map::name(site, id);
    w.html.attr("title", &format!("{}: {taught}", display::strip_bidi(&name)));
    w.html.raw("><svg viewBox=\"0 0 18 40\" aria-hidden=\"true\"><rect");
    if !class.is_empty() {
        w.html.attr("class", class);
    }
    w.html.attr("y", &top.to_string()).attr("height", &(40 - top).to_string());
    w.html.raw(" x=\"1\" width=\"16\"/></svg><span class=\"off\"><bdi>");
    w.plain(&name);
    w.html.element("</bdi>: ", &taught, "</span>");
}

/// A bar for each part of the library.
fn counts(w: &mut Writer<'_>, divisions: &[Division<'_>]) {
    let site = w.site;
    let most = divisions.iter().map(|division| division.passages.len()).max().unwrap_or_default() as u64;
    let rtl = rtl(w);
    w.html.raw("<ul class=\"g-values\">\n");
    for division in divisions {
        let count = division.passages.len() as u64;
        w.html.raw("<li><p class=\"g-name\">");
        link_to(w, &site.area.common("texts"), division.name);
        w.html.raw("</p>");
        bars::open(&mut w.html, &count.to_string());
        w.html.raw("<rect class=\"k-text\"").attr("x", &percent(bars::left(0, count, most, rtl), most));
        w.html.attr("width", &percent(count, most)).raw("/></svg>");
        w.html.element("<span class=\"g-figure\">", &count.to_string(), "</span></li>\n");
    }
    w.html.raw("</ul>\n");
}

fn table(w: &mut Writer<'_>, divisions: &[Division<'_>]) {
    let site = w.site;
    let words = site.words;
    heads(w, &[words.get("glance-text"), words.get("glance-from"), words.get("taught-in")]);
    for (name, id, passage) in divisions
        .iter()
        .flat_map(|division| division.passages.iter().map(|(id, passage)| (division.name, *id, *passage)))
    {
        w.html.raw("<tr><th scope=\"row\">");
        link_to(w, &site.area.passage(&passage.slug), &map::name(site, id));
        w.html.element("</th><td>", name, "</td><td>");
        for (nth, &lesson) in passage.lessons.iter().take(map::NAMES).enumerate() {
            w.html.raw(if nth == 0 { "" } else { ", " });
            link_to(w, &site.area.lesson(site.curriculum.lesson(lesson)), site.title(lesson));
        }
        if let Some(words) = map::left(site, passage.lessons.len()) {
            w.html.raw(" ").text(&words);
        }
        w.html.raw("</td></tr>\n");
    }
    w.html.raw("</tbody>");
}

fn table_of_counts(w: &mut Writer<'_>, divisions: &[Division<'_>]) {
    let words = w.site.words;
    heads(w, &[words.get("glance-from"), words.get("texts")]);
    for division in divisions {
        w.html.element("<tr><th scope=\"row\">", division.name, "</th><td>");
        w.html.number(u32::try_from(division.passages.len()).unwrap_or(u32::MAX)).raw("</td></tr>\n");
    }
    w.html.raw("</tbody>");
}
