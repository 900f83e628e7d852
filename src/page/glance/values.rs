//! Values by lessons: a line for each value, a dot at each lesson that teaches it; by units, the larger the more.

use super::bars::{self, percent};
use super::parts::{heads, line_word, link_to, picture as frame, row_head, rtl};
use super::plan::{Level, Line, Plan};
use crate::curriculum::{Curriculum, Topic};
use crate::display;
use crate::page::site::Site;
use crate::page::write::Writer;

/// The most values of a picture.
const VALUES: usize = 16;
/// How wide the picture is on a phone and on a desk, at the least, and a number in its head, in pixels.
const PHONE: usize = 300;
const DESK: usize = 620;
const NUMBER: usize = 20;
/// The largest dot, in pixels.
const DOT: usize = 5;

/// Whether any lesson teaches a value.
pub(super) fn any(curriculum: &Curriculum) -> bool {
    curriculum.values.iter().any(|value| !value.lessons.is_empty())
}

/// A value, and how many lessons of each line teach it.
struct Row<'a> {
    value: &'a Topic,
    counts: Vec<u32>,
}

fn table_of<'a>(site: &Site<'a>, plan: &Plan) -> Vec<Row<'a>> {
    let values = &site.curriculum.values;
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(values[at].lessons.len()), at));
    order.truncate(VALUES);
    order.sort_unstable();
    let of = plan.line_of();
    let row = |value: &'a Topic| {
        let mut counts = vec![0; plan.lines.len()];
        for line in value.lessons.iter().filter_map(|lesson| of.get(lesson.index()).copied().flatten()) {
            counts[line] += 1;
        }
        Row { value, counts }
    };
    order.into_iter().filter_map(|at| values.get(at)).map(row).collect()
}

/// The picture and its table.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) {
    let site = w.site;
    let rows = table_of(site, plan);
    let about = if plan.level == Level::Lessons { "glance-values-about" } else { "glance-values-many" };
    let mut about = site.words.get(about).to_owned();
    if site.curriculum.values.len() > rows.len() {
        about.push(' ');
        about.push_str(&site.words.count("glance-values-most", u32::try_from(rows.len()).unwrap_or(u32::MAX)));
    }
    frame(w, "values", &about, |w| draw(w, plan, &rows), |w| table(w, plan, &rows));
}

fn name(w: &mut Writer<'_>, value: &Topic) {
    let site = w.site;
    let hebrew = display::is_hebrew(&site.lang);
    link_to(w, &site.area.topic("values", value), value.name_for(hebrew));
}

fn draw(w: &mut Writer<'_>, plan: &Plan, rows: &[Row<'_>]) {
    w.html.raw("<div class=\"g-matrix\">\n");
    numbers(w, plan);
    w.html.raw("<ul class=\"g-values\">\n");
    for row in rows {
        w.html.raw("<li><p class=\"g-name\">");
        name(w, row.value);
        w.html.raw("</p>");
        dots(w, plan, row);
        w.html.element("<span class=\"g-figure\">", &row.value.lessons.len().to_string(), "</span></li>\n");
    }
    w.html.raw("</ul></div>\n");
}

/// The middle of a column as a part of the whole.
fn middle(w: &Writer<'_>, at: usize, columns: usize) -> String {
    let (at, whole) = ((2 * at + 1) as u64, 2 * columns as u64);
    percent(bars::left(at, at, whole, rtl(w)), whole)
}

/// The heads of the columns: numbers that lead to lessons, as many as there is room for.
fn numbers(w: &mut Writer<'_>, plan: &Plan) {
    let columns = plan.lines.len();
    let step = |width: usize, number: usize| (columns * number).div_ceil(width).max(1);
    let longest = plan.lines.iter().map(|line| line.number.chars().count()).max().unwrap_or_default();
    let number = NUMBER.max(longest * 8 + 4);
    let (phone, desk) = (step(PHONE, number), step(DESK, number));
    let label = w.site.words.get("lessons");
    w.html.raw("<svg class=\"g-bar g-heads\" role=\"group\"").attr("aria-label", label).raw(">");
    for (at, line) in plan.lines.iter().enumerate() {
        let shown = match (at % phone == 0, at % desk == 0) {
            (true, true) => "",
            (true, false) => "g-n",
            (false, true) => "g-w",
            (false, false) => continue,
        };
        w.html.raw("<a");
        w.href(&line.page, "");
        if !shown.is_empty() {
            w.html.attr("class", shown);
        }
        w.html.attr("aria-label", &format!("{} {}", line.number, line.title));
        let x = middle(w, at, columns);
        w.html.raw("><text").attr("x", &x).raw(" y=\"50%\">");
        w.html.text(&line.number).raw("</text></a>");
    }
    w.html.raw("</svg>\n");
}

fn dots(w: &mut Writer<'_>, plan: &Plan, row: &Row<'_>) {
    let said = told(w.site, plan, row);
    bars::open(&mut w.html, &said);
    w.html.raw("<line class=\"g-thread\" x2=\"100%\" y1=\"50%\" y2=\"50%\"/>");
    for boundary in plan.groups.iter().skip(1).map(|group| group.lines.start as u64) {
        let x = percent(bars::left(boundary, boundary, plan.lines.len() as u64, rtl(w)), plan.lines.len() as u64);
        w.html.raw("<line class=\"g-border\"").attr("x1", &x).attr("x2", &x).raw(" y2=\"100%\"/>");
    }
    for (at, (count, line)) in row.counts.iter().zip(&plan.lines).enumerate().filter(|(_, (count, _))| **count > 0) {
        let x = middle(w, at, plan.lines.len());
        let r = radius(plan, line, *count);
        w.html.raw("<circle").attr("cx", &x).attr("r", &r).raw("/>");
    }
    w.html.raw("</svg>");
}

/// A row said aloud: the numbers of its lessons, or how many they are.
fn told(site: &Site<'_>, plan: &Plan, row: &Row<'_>) -> String {
    let all = row.value.lessons.len();
    if plan.level != Level::Lessons || all == 0 {
        return site.words.count("glance-taught", u32::try_from(all).unwrap_or(u32::MAX));
    }
    let taught = row.counts.iter().zip(&plan.lines).filter(|(count, _)| **count > 0);
    taught.map(|(_, line)| line.number.as_str()).collect::<Vec<_>>().join(", ")
}

/// A dot's size: by area, against all of the line's lessons; never more than its column on a phone, never too small to see.
fn radius(plan: &Plan, line: &Line, count: u32) -> String {
    let room = (PHONE * 5 / plan.lines.len().max(1)).saturating_sub(3).min(DOT * 10);
    let all = line.lessons.len().max(1) as u64;
    let tenths = if plan.level == Level::Lessons {
        room as u64
    } else {
        ((room * room) as u64 * u64::from(count).min(all) / all).isqrt()
    };
    let tenths = tenths.max(12);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn table(w: &mut Writer<'_>, plan: &Plan, rows: &[Row<'_>]) {
    let site = w.site;
    let hebrew = display::is_hebrew(&site.lang);
    let mut columns = vec![line_word(w, plan)];
    columns.extend(rows.iter().map(|row| row.value.name_for(hebrew)));
    heads(w, &columns);
    for (at, line) in plan.lines.iter().enumerate() {
        w.html.raw("<tr>");
        row_head(w, line);
        for row in rows {
            w.html.raw("<td>");
            match (row.counts.get(at).copied().unwrap_or_default(), plan.level) {
                (0, _) => {}
                (_, Level::Lessons) => drop(w.say("glance-yes")),
                (count, _) => drop(w.html.number(count)),
            }
            w.html.raw("</td>");
        }
        w.html.raw("</tr>\n");
    }
    w.html.raw("</tbody><tfoot><tr><th scope=\"row\">");
    w.say("glance-total");
    w.html.raw("</th>");
    for row in rows {
        w.html.element("<td>", &row.value.lessons.len().to_string(), "</td>");
    }
    w.html.raw("</tr></tfoot>");
}
