//! Values by lessons: a line for each value, a dot at each lesson that teaches it; by units, the larger the more.
//! Writes no markup.

use super::bars::{self, Percent, Screen};
use super::parts::{self, link, picture as drawn, rtl};
use super::plan::{Level, Line, Plan};
use crate::curriculum::{Curriculum, Topic};
use crate::display;
use crate::page::site::Site;
use crate::page::values::{Map, Value};
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

/// The picture.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) -> Value {
    let site = w.site;
    let rows = table_of(site, plan);
    let about = if plan.level == Level::Lessons { "glance-values-about" } else { "glance-values-many" };
    let mut about = site.words.get(about).to_owned();
    if site.curriculum.values.len() > rows.len() {
        about.push(' ');
        about.push_str(&site.words.count("glance-values-most", u32::try_from(rows.len()).unwrap_or(u32::MAX)));
    }
    let values = parts::lines(w, plan, |_, at, _, values| {
        let counts = rows.iter().map(|row| row.counts.get(at).copied().unwrap_or_default().into());
        values.with("counts", counts.collect::<Vec<Value>>())
    });
    let shown: Vec<Value> = rows.iter().map(|row| Value::from(self::row(w, plan, row))).collect();
    let values = values.with("values", shown).with("heads", heads(w, plan)).with("borders", borders(w, plan));
    drawn(w, "values", "glance/values.html", &about, values)
}

/// A value: its name with the way to it, how many lessons teach it, and a dot for each line that does.
fn row(w: &mut Writer<'_>, plan: &Plan, row: &Row<'_>) -> Map {
    let site = w.site;
    let name = row.value.name_for(display::is_hebrew(&site.lang));
    let taught = row.counts.iter().zip(&plan.lines).enumerate().filter(|(_, (count, _))| **count > 0);
    let dots = taught.map(|(at, (count, line))| {
        let left = middle(w, at, plan.lines.len());
        Value::from(Map::new().with("left", left).with("radius", radius(plan, line, *count)).with("count", *count))
    });
    let dots: Vec<Value> = dots.collect();
    link(w, &site.area.topic("values", row.value), name)
        .with("name", name)
        .with("label", told(site, plan, row))
        .with("dots", dots)
        .with("count", row.value.lessons.len())
}

/// The middle of a column as a part of the whole.
fn middle(w: &Writer<'_>, at: usize, columns: usize) -> Percent {
    let (at, whole) = ((2 * at + 1) as u64, 2 * columns as u64);
    Percent::of(bars::left(at, at, whole, rtl(w)), whole)
}

/// The heads of the columns: numbers that lead to lessons, as many as there is room for.
fn heads(w: &Writer<'_>, plan: &Plan) -> Vec<Value> {
    let columns = plan.lines.len();
    let step = |width: usize, number: usize| (columns * number).div_ceil(width).max(1);
    let longest = plan.lines.iter().map(|line| line.number.chars().count()).max().unwrap_or_default();
    let number = NUMBER.max(longest * 8 + 4);
    let (phone, desk) = (step(PHONE, number), step(DESK, number));
    let heads = plan.lines.iter().enumerate().filter_map(|(at, line)| {
        let screen = match (at % phone == 0, at % desk == 0) {
            (true, true) => Screen::Any,
            (true, false) => Screen::Narrow,
            (false, true) => Screen::Wide,
            (false, false) => return None,
        };
        let values = Map::new()
            .with("href", w.address_of(&line.page, ""))
            .with("number", line.number.as_str())
            .with("label", format!("{} {}", line.number, line.title))
            .with("left", middle(w, at, columns))
            .with("screen", screen.word());
        Some(Value::from(values))
    });
    heads.collect()
}

/// Where one unit's lessons end and the next one's begin.
fn borders(w: &Writer<'_>, plan: &Plan) -> Vec<Value> {
    let whole = plan.lines.len() as u64;
    let starts = plan.groups.iter().skip(1).map(|group| group.lines.start as u64);
    starts.map(|start| Percent::of(bars::left(start, start, whole, rtl(w)), whole).into()).collect()
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
fn radius(plan: &Plan, line: &Line, count: u32) -> f64 {
    let room = (PHONE * 5 / plan.lines.len().max(1)).saturating_sub(3).min(DOT * 10);
    let all = line.lessons.len().max(1) as u64;
    let tenths = if plan.level == Level::Lessons {
        room as u64
    } else {
        ((room * room) as u64 * u64::from(count).min(all) / all).isqrt()
    };
    f64::from(u32::try_from(tenths.max(12)).unwrap_or(u32::MAX)) / 10.0
}
