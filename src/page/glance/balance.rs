//! Talk against practice: from one line in the middle, talk runs to one side and practice to the other, on one scale.

use super::bars::{self, Piece};
use super::minutes::{self, Sums};
use super::parts::{heads, line_word, picture as frame, row_head, rows, rtl};
use super::plan::{Line, Plan};
use crate::page::agenda::Colour;
use crate::page::site::Site;
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

/// The picture and its table.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) {
    let site = w.site;
    let all: Vec<[u64; 4]> = plan.lines.iter().map(|line| four(minutes::sums(site, line))).collect();
    let scale = Scale::of(&all);
    if all.iter().flatten().all(|sum| *sum == 0) {
        return;
    }
    let mut whole = [0; 4];
    all.iter().for_each(|four| whole.iter_mut().zip(four).for_each(|(whole, sum)| *whole += sum));
    let about = site.words.get("glance-balance-about");
    frame(w, "balance", about, |w| draw(w, plan, &all, scale, whole), |w| table(w, plan, &all, whole));
}

fn draw(w: &mut Writer<'_>, plan: &Plan, all: &[[u64; 4]], scale: Scale, whole: [u64; 4]) {
    let site = w.site;
    w.html.raw("<ul class=\"key\">");
    for colour in SIDES {
        w.html.raw("<li><svg viewBox=\"0 0 6 6\" aria-hidden=\"true\"><rect").attr("class", colour.class());
        w.html.raw(" width=\"6\" height=\"6\"/></svg>").text(site.words.get(colour.word())).raw("</li>");
    }
    w.html.raw("</ul>\n");
    rows(w, plan, |w, at, _| {
        let four = all.get(at).copied().unwrap_or_default();
        bar(w, four, scale, &said(site, four));
    });
    w.html.raw("<div class=\"g-rows g-all\"><div><p class=\"g-name\">");
    w.say("glance-all");
    w.html.raw("</p>");
    // Many lessons together are longer than any of them: their bar has a scale of its own.
    bar(w, whole, Scale::of(&[whole]), &said(site, whole));
    w.html.raw("</div></div>\n<p class=\"g-note\">").text(&shares(site, whole)).raw("</p>\n");
    counted(w);
}

fn bar(w: &mut Writer<'_>, four: [u64; 4], scale: Scale, label: &str) {
    let rtl = rtl(w);
    let from = scale.middle.saturating_sub(four[0] + four[1]);
    let mut pieces = Vec::with_capacity(SIDES.len());
    let mut done = from;
    for (colour, long) in SIDES.into_iter().zip(four).filter(|(_, long)| *long > 0) {
        pieces.push(Piece { colour, from: done, to: done + long, word: "" });
        done += long;
    }
    bars::open(&mut w.html, label);
    bars::pieces(&mut w.html, &pieces, scale.whole, rtl);
    let x = bars::percent(bars::left(scale.middle, scale.middle, scale.whole, rtl), scale.whole);
    w.html.raw("<line class=\"g-axis\"").attr("x1", &x).attr("x2", &x).raw(" y1=\"-25%\" y2=\"125%\"/></svg>");
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

/// How kinds of segments are counted, in words.
fn counted(w: &mut Writer<'_>) {
    let site = w.site;
    w.html.raw("<details class=\"g-table\"><summary>");
    w.say("glance-counted");
    w.html.raw("</summary>\n<dl class=\"g-kinds\">");
    let kinds = |wanted: &dyn Fn(Colour) -> bool| {
        let kinds = SegmentKind::ALL.iter().filter(|kind| wanted(Colour::of(**kind)));
        kinds.map(|kind| site.words.get(&format!("kind-{}", kind.word()))).collect::<Vec<_>>().join(", ")
    };
    for colour in SIDES {
        w.html.element("<dt>", site.words.get(colour.word()), "</dt>");
        w.html.element("<dd>", &kinds(&|own| own == colour), "</dd>");
    }
    w.html.element("<dt>", site.words.get("glance-not-counted"), "</dt>");
    w.html.element("<dd>", &kinds(&|own| !SIDES.contains(&own)), "</dd>").raw("</dl></details>\n");
}

fn table(w: &mut Writer<'_>, plan: &Plan, all: &[[u64; 4]], whole: [u64; 4]) {
    let mut columns = vec![line_word(w, plan)];
    columns.extend(SIDES.map(|colour| w.site.words.get(colour.word())));
    heads(w, &columns);
    let row = |w: &mut Writer<'_>, line: &Line, four: &[u64; 4]| {
        w.html.raw("<tr>");
        row_head(w, line);
        cells(w, four);
        w.html.raw("</tr>\n");
    };
    plan.lines.iter().zip(all).for_each(|(line, four)| row(w, line, four));
    w.html.raw("</tbody><tfoot><tr><th scope=\"row\">");
    w.say("glance-all");
    w.html.raw("</th>");
    cells(w, &whole);
    w.html.raw("</tr></tfoot>");
}

fn cells(w: &mut Writer<'_>, four: &[u64; 4]) {
    for sum in four {
        w.html.element("<td>", &sum.to_string(), "</td>");
    }
}
