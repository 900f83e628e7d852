//! The minutes of each lesson as a bar by kind of activity, to scale; for a unit, the minutes of its lessons by kind. Writes no markup.

use std::fmt::Write as _;

use super::bars::{self, Piece};
use super::parts::{lines, picture as drawn, rtl};
use super::plan::{Level, Line, Plan};
use crate::curriculum::{Agenda, Curriculum};
use crate::page::agenda::{self, Colour};
use crate::page::site::Site;
use crate::page::values::{Map, Value};
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

/// The picture.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) -> Value {
    let site = w.site;
    let total = |line: &Line| sums(site, line).iter().sum::<u64>() + declared(site, line);
    let longest = plan.lines.iter().map(total).max().unwrap_or_default();
    let mut whole = Sums::default();
    let mut whole_bare = 0;
    for line in &plan.lines {
        whole.iter_mut().zip(sums(site, line)).for_each(|(whole, sum)| *whole += sum);
        whole_bare += declared(site, line);
    }
    let has_bare = whole_bare > 0;
    let mut about = site.words.count("glance-minutes-about", u32::try_from(longest).unwrap_or(u32::MAX));
    if has_bare {
        about.push(' ');
        about.push_str(site.words.get("glance-minutes-bare"));
    }
    let values = lines(w, plan, |w, _, line, values| {
        let bare = declared(site, line);
        figures(values.with("bar", bar(w, plan, line, longest)), sums(site, line), bare)
    });
    let values = values
        .with("key", agenda::key(site.words))
        .with("has_bare", has_bare)
        .with("all", figures(Map::new(), whole, whole_bare));
    drawn(w, "minutes", "glance/minutes.html", &about, values)
}

/// Minutes by kind in the order of the key, those without an agenda, and all of them.
fn figures(values: Map, sums: Sums, bare: u64) -> Map {
    let minutes: Vec<Value> = sums.iter().map(|&sum| sum.into()).collect();
    values.with("minutes", minutes).with("bare", bare).with("total", sums.iter().sum::<u64>() + bare)
}

fn bar(w: &Writer<'_>, plan: &Plan, line: &Line, longest: u64) -> Map {
    let parts = parts(w.site, plan, line);
    let bare = declared(w.site, line);
    let mut pieces = Vec::with_capacity(parts.len());
    let mut done = 0;
    for (colour, name, long) in &parts {
        // The sums of many lessons are always in the order of the key: figures do.
        let is_named = plan.level == Level::Lessons;
        pieces.push(Piece { colour: *colour, name, from: done, to: done + long, is_named });
        done += long;
    }
    let outline = (bare > 0).then(|| bars::stretch(done, done + bare, longest, rtl(w)));
    bars::bar(&said(w.site, &parts, bare), bars::pieces(&pieces, longest, rtl(w)), outline, None)
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
