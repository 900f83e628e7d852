//! Talk against practice: from one line in the middle, talk runs to one side and practice to the other, on one scale. Writes no
//! markup.

use super::bars::{self, Percent, Piece};
use super::minutes::{self, Sums};
use super::parts::{key, lines, picture as drawn, rtl};
use super::plan::Plan;
use crate::page::agenda::Colour;
use crate::page::site::Site;
use crate::page::values::{Map, Value};
use crate::page::write::Writer;
use crate::syntax::lesson::SegmentKind;

/// What is compared, from one end of a bar to the other: two on each side of the middle.
const SIDES: [Colour; 4] = [Colour::Text, Colour::Teaching, Colour::Practice, Colour::Reflection];

/// Minutes of [`SIDES`].
fn four(sums: Sums) -> [u64; 4] {
    let of =
        |colour: Colour| Colour::ALL.into_iter().zip(sums).find(|(own, _)| *own == colour).map_or(0, |(_, sum)| sum);
    SIDES.map(of)
}

/// Where the middle stands, and how long the whole is.
#[derive(Clone, Copy)]
struct Scale {
    middle: u64,
    whole: u64,
}

impl Scale {
    fn of(all: &[[u64; 4]]) -> Scale {
        let middle = all.iter().map(|four| four[0] + four[1]).max().unwrap_or_default();
        let after = all.iter().map(|four| four[2] + four[3]).max().unwrap_or_default();
        Scale { middle, whole: (middle + after).max(1) }
    }
}

/// The picture; nothing where there is nothing to compare.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) -> Option<Value> {
    let site = w.site;
    let all: Vec<[u64; 4]> = plan.lines.iter().map(|line| four(minutes::sums(site, line))).collect();
    let scale = Scale::of(&all);
    if all.iter().flatten().all(|sum| *sum == 0) {
        return None;
    }
    let mut whole = [0; 4];
    all.iter().for_each(|four| whole.iter_mut().zip(four).for_each(|(whole, sum)| *whole += sum));
    let values = lines(w, plan, |w, at, _, values| {
        let four = all.get(at).copied().unwrap_or_default();
        compared(w, values, four, scale)
    });
    let counted = SIDES.map(|colour| kinds(site, |own| own == colour));
    let key = key(site, &SIDES).into_iter().zip(counted).map(|(entry, kinds)| Value::from(entry.with("kinds", kinds)));
    let key: Vec<Value> = key.collect();
    let values = values
        .with("key", key)
        .with("not_counted", kinds(site, |own| !SIDES.contains(&own)))
        // Many lessons together are longer than any of them: their bar has a scale of its own.
        .with("all", compared(w, Map::new(), whole, Scale::of(&[whole])))
        .with("shares", shares(site, whole));
    Some(drawn(w, "balance", "glance/balance.html", site.words.get("glance-balance-about"), values))
}

/// The bar of some minutes, and the minutes.
fn compared(w: &Writer<'_>, values: Map, four: [u64; 4], scale: Scale) -> Map {
    let minutes: Vec<Value> = four.iter().map(|&sum| sum.into()).collect();
    values.with("bar", bar(w, four, scale)).with("minutes", minutes)
}

fn bar(w: &Writer<'_>, four: [u64; 4], scale: Scale) -> Map {
    let rtl = rtl(w);
    let from = scale.middle.saturating_sub(four[0] + four[1]);
    let mut pieces = Vec::with_capacity(SIDES.len());
    let mut done = from;
    for (colour, long) in SIDES.into_iter().zip(four).filter(|(_, long)| *long > 0) {
        let name = w.site.words.get(colour.word());
        pieces.push(Piece { colour, name, from: done, to: done + long, is_named: false });
        done += long;
    }
    let axis = Percent::of(bars::left(scale.middle, scale.middle, scale.whole, rtl), scale.whole);
    bars::bar(&said(w.site, four), bars::pieces(&pieces, scale.whole, rtl), None, Some(axis))
}

/// A bar said aloud: `text study 30, teaching 13, practice 19, reflection 9`.
fn said(site: &Site<'_>, four: [u64; 4]) -> String {
    let parts = SIDES.into_iter().zip(four).map(|(colour, sum)| format!("{} {sum}", site.words.get(colour.word())));
    parts.collect::<Vec<_>>().join(", ")
}

/// What part each has of all four.
fn shares(site: &Site<'_>, four: [u64; 4]) -> String {
    let all = four.iter().sum::<u64>().max(1);
    let parts = SIDES.into_iter().zip(four).map(|(colour, sum)| {
        let share = (sum * 200 + all) / (all * 2);
        format!("{} {share}%", site.words.get(colour.word()))
    });
    site.words.name("glance-shares", &parts.collect::<Vec<_>>().join(", "))
}

/// The kinds of segments that are counted as some colours, by name.
fn kinds(site: &Site<'_>, wanted: impl Fn(Colour) -> bool) -> Vec<Value> {
    let kinds = SegmentKind::ALL.iter().filter(|kind| wanted(Colour::of(**kind)));
    kinds.map(|kind| site.words.get(&format!("kind-{}", kind.word())).into()).collect()
}
