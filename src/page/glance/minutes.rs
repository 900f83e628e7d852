//! The minutes of each lesson as a bar by kind of activity, to scale; for a unit, the minutes of its lessons by kind.

use std::fmt::Write as _;

use super::bars::{self, Piece};
use super::parts::{heads, line_word, picture as frame, row_head, rows, rtl};
use super::plan::{Level, Line, Plan};
use crate::curriculum::{Agenda, Curriculum};
use crate::page::agenda::{self, Colour};
use crate::page::site::Site;
use crate::page::values::Map;
use crate::page::write::Writer;

/// Whether any lesson has an agenda with minutes in it.
pub(super) fn any(curriculum: &Curriculum) -> bool {
    curriculum.lessons.iter().any(|lesson| lesson.main.agenda.entries.iter().any(|entry| entry.minutes.to > 0))
}

/// Minutes by colour, in the order of the key.
pub(super) type Sums = [u64; Colour::ALL.len()];

/// The agendas of a line's lessons, in the page's language.
fn agendas<'a>(site: &'a Site<'a>, line: &'a Line) -> impl Iterator<Item = &'a Agenda> {
    line.lessons.iter().map(|&id| &site.curriculum.lesson(id).version(&site.lang).0.agenda)
}

/// The minutes of a line's lessons by colour.
pub(super) fn sums(site: &Site<'_>, line: &Line) -> Sums {
    let mut sums = Sums::default();
    for entry in agendas(site, line).flat_map(|agenda| &agenda.entries) {
        for (sum, colour) in sums.iter_mut().zip(Colour::ALL) {
            if colour == Colour::of(entry.kind) {
                *sum += u64::from(entry.minutes.to);
            }
        }
    }
    sums
}

/// The minutes of a lesson that has some, but no agenda.
fn declared(site: &Site<'_>, line: &Line) -> u64 {
    let bare = agendas(site, line).filter(|agenda| agenda.entries.is_empty());
    bare.filter_map(|agenda| agenda.total).map(|total| u64::from(total.to)).sum()
}

/// A piece: what it is, and how long.
type Part<'a> = (Colour, &'a str, u64);

/// What a line's bar is made of: a lesson's segments in their order, or the sums of several lessons.
fn parts<'a>(site: &'a Site<'a>, plan: &Plan, line: &'a Line) -> Vec<Part<'a>> {
    if plan.level == Level::Lessons {
        let entries = agendas(site, line).flat_map(|agenda| &agenda.entries).filter(|entry| entry.minutes.to > 0);
        let word = |entry: &crate::curriculum::AgendaEntry| site.words.get(&format!("kind-{}", entry.kind.word()));
        return entries.map(|entry| (Colour::of(entry.kind), word(entry), u64::from(entry.minutes.to))).collect();
    }
    let sums = Colour::ALL.into_iter().zip(sums(site, line)).filter(|(_, sum)| *sum > 0);
    sums.map(|(colour, sum)| (colour, site.words.get(colour.word()), sum)).collect()
}

/// The picture and its table.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) {
    let site = w.site;
    let total = |line: &Line| sums(site, line).iter().sum::<u64>() + declared(site, line);
    let longest = plan.lines.iter().map(total).max().unwrap_or_default();
    let bare = plan.lines.iter().any(|line| declared(site, line) > 0);
    let mut about = site.words.count("glance-minutes-about", u32::try_from(longest).unwrap_or(u32::MAX));
    if bare {
        about.push(' ');
        about.push_str(site.words.get("glance-minutes-bare"));
    }
    frame(w, "minutes", &about, |w| draw(w, plan, longest), |w| table(w, plan, bare));
}

fn draw(w: &mut Writer<'_>, plan: &Plan, longest: u64) {
    let site = w.site;
    let key = agenda::key(site.words);
    w.part("parts/key.html", Map::new().with("key", key));
    let rtl = rtl(w);
    rows(w, plan, |w, _, line| {
        let parts = parts(site, plan, line);
        let bare = declared(site, line);
        let mut pieces = Vec::with_capacity(parts.len());
        let mut done = 0;
        for (colour, word, long) in &parts {
            // The sums of many lessons are always in the order of the key: figures do.
            let word = if plan.level == Level::Lessons { word } else { "" };
            pieces.push(Piece { colour: *colour, from: done, to: done + long, word });
            done += long;
        }
        bars::open(&mut w.html, &said(site, &parts, bare));
        if bare > 0 {
            let x = bars::left(done, done + bare, longest, rtl);
            w.html.raw("<rect class=\"g-bare\"").attr("x", &bars::percent(x, longest));
            w.html.attr("width", &bars::percent(bare, longest)).raw("/>");
        }
        bars::pieces(&mut w.html, &pieces, longest, rtl);
        w.html.raw("</svg>");
        let total = done + bare;
        if total > 0 {
            w.html.element("<span class=\"g-figure\">", &total.to_string(), "</span>");
        }
    });
}

/// A bar said aloud: `Agenda, in minutes: opening 10, chevruta 30`.
fn said(site: &Site<'_>, parts: &[Part<'_>], bare: u64) -> String {
    let mut said = format!("{}: ", site.words.get("agenda"));
    for (number, (_, word, long)) in parts.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(said, "{}{word} {long}", if number == 0 { "" } else { ", " });
    }
    if bare > 0 {
        let comma = if parts.is_empty() { "" } else { ", " };
        let _ = write!(said, "{comma}{} {bare}", site.words.get("glance-bare"));
    }
    if parts.is_empty() && bare == 0 {
        said.push_str(site.words.get("glance-none"));
    }
    said
}

fn table(w: &mut Writer<'_>, plan: &Plan, bare: bool) {
    let site = w.site;
    let mut columns = vec![line_word(w, plan)];
    columns.extend(Colour::ALL.map(|colour| site.words.get(colour.word())));
    columns.extend(bare.then(|| site.words.get("glance-bare")));
    columns.push(site.words.get("glance-total"));
    if plan.level == Level::Lessons {
        columns.push(site.words.get("glance-order"));
    }
    heads(w, &columns);
    let mut whole = vec![0; Colour::ALL.len() + usize::from(bare)];
    for line in &plan.lines {
        w.html.raw("<tr>");
        row_head(w, line);
        let mut figures = sums(site, line).to_vec();
        figures.extend(bare.then(|| declared(site, line)));
        cells(w, &figures);
        whole.iter_mut().zip(&figures).for_each(|(whole, figure)| *whole += figure);
        if plan.level == Level::Lessons {
            let parts = parts(site, plan, line);
            let order: Vec<String> = parts.iter().map(|(_, word, long)| format!("{word} {long}")).collect();
            w.html.element("<td class=\"g-order\">", &order.join(", "), "</td>");
        }
        w.html.raw("</tr>\n");
    }
    w.html.raw("</tbody><tfoot><tr><th scope=\"row\">");
    w.say("glance-all");
    w.html.raw("</th>");
    cells(w, &whole);
    w.html.raw(if plan.level == Level::Lessons { "<td></td></tr></tfoot>" } else { "</tr></tfoot>" });
}

/// Figures and their sum.
fn cells(w: &mut Writer<'_>, figures: &[u64]) {
    for figure in figures {
        w.html.element("<td>", &figure.to_string(), "</td>");
    }
    w.html.element("<td><b>", &figures.iter().sum::<u64>().to_string(), "</b></td>");
}
