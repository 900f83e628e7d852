//! The map of lessons: what comes after what as arrows at the side where reading starts, shared texts as thin lines at the
//! other. Lessons are lines of words between them, so that they read at every width.
//!
//! Where lines run is worked out by `lanes`; here they become paths. Writes no markup. A tenth of a letter's height is one unit, and a line
//! of the list is [`TALL`] of them, in the style sheet too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::lanes::{self, Arrow, Join};
use super::parts::{self, link, numbered, picture as drawn, rtl};
use super::plan::{Level, Plan};
use crate::curriculum::PassageId;
use crate::display;
use crate::page::site::Site;
use crate::page::values::{Map, Value};
use crate::page::write::Writer;

/// The height of a line.
const TALL: usize = 20;
/// The distance between lanes.
const LANE: usize = 8;
/// From the words to the dots.
const DOT: usize = 6;
/// The most lanes of arrows, and of shared texts.
const ARROW_LANES: usize = 10;
const TEXT_LANES: usize = 8;
/// The most texts of which lines are drawn, and of letters to call them by.
const TEXTS: usize = 20;
/// The most names in one list or cell of a table.
pub(super) const NAMES: usize = 8;

/// Whether anything is joined to anything.
pub(super) fn any(site: &Site<'_>, plan: &Plan) -> bool {
    let joined = Joined::new(site, plan);
    !joined.edges.is_empty() || !joined.shared.is_empty()
}

/// What joins the lines of the plan.
struct Joined {
    /// What a line requires, by lines, and how many times; ordered.
    edges: BTreeMap<(usize, usize), u32>,
    /// Texts that several lines teach, those of most lessons first.
    shared: Vec<(PassageId, Vec<usize>)>,
}

impl Joined {
    fn new(site: &Site<'_>, plan: &Plan) -> Joined {
        let of = plan.line_of();
        let line = |id: crate::curriculum::LessonId| of.get(id.index()).copied().flatten();
        let mut edges = BTreeMap::new();
        for (at, lesson) in site.curriculum.lessons.iter().enumerate() {
            let to = of.get(at).copied().flatten();
            for from in lesson.requires.iter().filter_map(|&id| line(id)) {
                if let Some(to) = to.filter(|to| *to != from) {
                    *edges.entry((from, to)).or_default() += 1;
                }
            }
        }
        let passages = site.curriculum.passages.iter().enumerate().map(|(at, passage)| {
            let lines: BTreeSet<usize> = passage.lessons.iter().filter_map(|&id| line(id)).collect();
            (PassageId::new(at), lines.into_iter().collect::<Vec<_>>())
        });
        let mut shared: Vec<_> = passages.filter(|(_, lines)| lines.len() > 1).collect();
        shared.sort_by_key(|(id, lines)| (std::cmp::Reverse(lines.len()), *id));
        Joined { edges, shared }
    }
}

/// A drawing of the map: what was laid out, where each line of the plan stands in the list, and how many lines that has.
struct Drawing {
    arrows: Vec<Arrow>,
    joins: Vec<Join>,
    places: Vec<usize>,
    height: usize,
}

impl Drawing {
    fn new(plan: &Plan, joined: &Joined) -> Drawing {
        let edges: Vec<(usize, usize)> = joined.edges.keys().copied().collect();
        let shared: Vec<(usize, Vec<usize>)> =
            joined.shared.iter().take(TEXTS).enumerate().map(|(at, (_, lines))| (at, lines.clone())).collect();
        let headed = usize::from(plan.groups.len() > 1);
        let mut places = Vec::with_capacity(plan.lines.len());
        let mut height = 0;
        for group in &plan.groups {
            height += headed;
            places.extend((0..group.lines.len()).map(|at| height + at));
            height += group.lines.len();
        }
        let arrows = lanes::arrows(&edges, ARROW_LANES);
        Drawing { arrows, joins: lanes::joins(&shared, TEXT_LANES), places, height }
    }

    /// The middle of a line.
    fn y(&self, line: usize) -> usize {
        self.places.get(line).copied().unwrap_or_default() * TALL + TALL / 2
    }

    fn arrow_width(&self) -> usize {
        let lanes = self.arrows.iter().filter_map(|arrow| arrow.lane).max().map_or(0, |lane| lane + 1);
        2 * DOT + lanes * LANE
    }

    fn text_width(&self) -> usize {
        (self.joins.iter().map(|join| join.lane).max().unwrap_or_default() + 1) * LANE + LANE
    }
}

/// A side of the map: turns distances from the words into places from the left.
#[derive(Clone, Copy)]
struct Side {
    width: usize,
    /// Whether the words stand to the right of it.
    words_right: bool,
}

impl Side {
    fn x(self, distance: usize) -> usize {
        if self.words_right { self.width.saturating_sub(distance) } else { distance }
    }

    /// The way of an arc: mirrored where the words stand to the left.
    fn turn(self, clockwise: bool) -> u8 {
        u8::from(clockwise == self.words_right)
    }
}

/// The picture; nothing where nothing is joined.
pub(super) fn picture(w: &mut Writer<'_>, plan: &Plan) -> Option<Value> {
    let site = w.site;
    let joined = Joined::new(site, plan);
    if joined.edges.is_empty() && joined.shared.is_empty() {
        return None;
    }
    let drawing = Drawing::new(plan, &joined);
    let mut about = Vec::new();
    if !joined.edges.is_empty() {
        about.push(site.words.get("glance-map-arrows"));
    }
    if !joined.shared.is_empty() {
        about.push(site.words.get("glance-map-texts"));
    }
    let missing = (joined.edges.len() - drawing.arrows.len()) + (joined.shared.len() - drawing.joins.len());
    let missing =
        (missing > 0).then(|| site.words.count("glance-map-left", u32::try_from(missing).unwrap_or(u32::MAX)));
    let values = parts::lines(w, plan, |w, at, _, values| {
        let values = required(w, plan, &joined, at, values);
        sharing(w, plan, &joined, at, values)
    });
    let values = values
        .with("arrows", (!joined.edges.is_empty()).then(|| arrows(w, plan, &drawing)))
        .with("texts", (!drawing.joins.is_empty()).then(|| texts(w, plan, &joined, &drawing)))
        .with("missing", missing);
    Some(drawn(w, "map", "glance/map.html", &about.join(" "), values))
}

/// One side of the map: what it says aloud, and how large it is, in the units of its paths and in letters' heights, so that it grows
/// with the words beside it.
fn side_values(side: Side, height: usize, label: &str) -> Map {
    let tenths = u32::try_from(side.width).unwrap_or(u32::MAX);
    Map::new()
        .with("label", label)
        .with("width", side.width)
        .with("height", height * TALL)
        .with("width_em", f64::from(tenths) / 10.0)
}

fn arrows(w: &Writer<'_>, plan: &Plan, drawing: &Drawing) -> Map {
    let side = Side { width: drawing.arrow_width(), words_right: !rtl(w) };
    let paths = drawing.arrows.iter().map(|arrow| {
        let (line, head) = arrow_paths(drawing, side, arrow);
        Value::from(Map::new().with("line", line).with("head", head))
    });
    let dots = (0..plan.lines.len()).map(|line| {
        let (x, y) = (side.x(DOT), drawing.y(line));
        Value::from(Map::new().with("x", x).with("y", y))
    });
    side_values(side, drawing.height, &required_aloud(w.site, plan, drawing))
        .with("paths", paths.collect::<Vec<_>>())
        .with("dots", dots.collect::<Vec<_>>())
}

/// The line and the head of an arrow. One leaves a dot a little below its middle and comes to the next a little above it,
/// so that what comes and what goes are two lines.
fn arrow_paths(drawing: &Drawing, side: Side, arrow: &Arrow) -> (String, String) {
    let (from, to, dot) = (drawing.y(arrow.from), drawing.y(arrow.to), side.x(DOT));
    let Some(lane) = arrow.lane else {
        let tip = to - 4;
        return (format!("M{dot} {from}V{}", tip - 4), format!("M{dot} {tip}l-2.5-5.5h5z"));
    };
    let (from, to) = (from + 2, to - 2);
    let down = to > from;
    let far = side.x(DOT + (lane + 1) * LANE);
    let near = side.x(DOT + 5);
    let (bend, back) = (side.x(DOT + (lane + 1) * LANE - 4), side.x(DOT + 3));
    let (first, last) = if down { (from + 4, to - 4) } else { (from - 4, to + 4) };
    let turn = side.turn(!down);
    let line = format!("M{dot} {from}H{bend}A4 4 0 0 {turn} {far} {first}V{last}A4 4 0 0 {turn} {bend} {to}H{near}");
    let base = if side.words_right { "-5.5" } else { "5.5" };
    (line, format!("M{back} {to}l{base} 2.5v-5z"))
}

/// The arrows said aloud: `2: after 1; 3: after 1, 2`.
fn required_aloud(site: &Site<'_>, plan: &Plan, drawing: &Drawing) -> String {
    let mut said: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for arrow in &drawing.arrows {
        said.entry(arrow.to).or_default().push(number(plan, arrow.from));
    }
    let after = site.words.get("glance-after");
    let lines = said.iter().map(|(to, from)| format!("{}: {after} {}", number(plan, *to), from.join(", ")));
    lines.collect::<Vec<_>>().join("; ")
}

fn number(plan: &Plan, line: usize) -> &str {
    plan.lines.get(line).map_or("", |line| line.number.as_str())
}

/// The lines of shared texts, and the texts by the letters of their lines.
fn texts(w: &mut Writer<'_>, plan: &Plan, joined: &Joined, drawing: &Drawing) -> Map {
    let site = w.site;
    let side = Side { width: drawing.text_width(), words_right: rtl(w) };
    let (mut said, mut list) = (Vec::new(), Vec::new());
    for (at, join) in drawing.joins.iter().enumerate() {
        let Some((id, _)) = joined.shared.get(join.text) else { continue };
        let (letter, numbers) = (letter(site, at), numbers(site, plan, &join.lines));
        said.push(format!("{letter} {}: {numbers}", display::strip_bidi(&name(site, *id))));
        let top = join.lines.first().map_or(0, |&line| drawing.y(line));
        let values = passage_link(w, *id)
            .with("path", join_path(drawing, side, join))
            .with("letter", letter)
            .with("x", side.x((join.lane + 1) * LANE))
            .with("y", top.saturating_sub(2))
            .with("numbers", numbers);
        list.push(Value::from(values));
    }
    side_values(side, drawing.height, &said.join("; ")).with("list", list)
}

/// A line beside the lessons, with a tick at each of them.
fn join_path(drawing: &Drawing, side: Side, join: &Join) -> String {
    let (near, far) = (side.x(1), side.x((join.lane + 1) * LANE));
    let bend = side.x((join.lane + 1) * LANE - 4);
    let ys: Vec<usize> = join.lines.iter().map(|&line| drawing.y(line)).collect();
    let (Some(first), Some(last)) = (ys.first(), ys.last()) else { return String::new() };
    let turn = side.turn(false);
    let mut path = format!(
        "M{near} {first}H{bend}A4 4 0 0 {turn} {far} {}V{}A4 4 0 0 {turn} {bend} {last}H{near}",
        first + 4,
        last - 4
    );
    for y in ys.iter().skip(1).take(ys.len().saturating_sub(2)) {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{near} {y}H{far}");
    }
    path
}

fn passage_link(w: &mut Writer<'_>, id: PassageId) -> Map {
    let site = w.site;
    link(w, &site.area.passage(&site.curriculum.passage(id).slug), &name(site, id))
}

/// What a passage is called on this site's pages.
pub(super) fn name(site: &Site<'_>, id: PassageId) -> String {
    let passage = site.curriculum.passage(id);
    let citation = passage.citation.as_ref();
    citation.map_or_else(|| passage.name.clone(), |citation| display::citation_name(citation, &site.lang))
}

/// The numbers of lines, the first of them where they are many.
fn numbers(site: &Site<'_>, plan: &Plan, lines: &[usize]) -> String {
    let mut said = lines.iter().take(NAMES).map(|&line| number(plan, line)).collect::<Vec<_>>().join(", ");
    if let Some(more) = left(site, lines.len()) {
        said.push(' ');
        said.push_str(&more);
    }
    said
}

/// The letter of a line of shared texts, in the letters of the page.
fn letter(site: &Site<'_>, at: usize) -> String {
    let letters = if display::is_hebrew(&site.lang) {
        "אבגדהוזחטיכלמנסעפצקר"
    } else {
        "abcdefghijklmnopqrst"
    };
    letters.chars().nth(at).map(String::from).unwrap_or_default()
}

/// What a line comes after.
fn required(w: &mut Writer<'_>, plan: &Plan, joined: &Joined, at: usize, values: Map) -> Map {
    let before: Vec<(usize, u32)> =
        joined.edges.iter().filter(|((_, to), _)| *to == at).map(|((from, _), count)| (*from, *count)).collect();
    let mut after = Vec::new();
    for (from, count) in before.iter().take(NAMES) {
        let Some(other) = plan.lines.get(*from) else { continue };
        after.push(Value::from(numbered(w, other).with("count", *count)));
    }
    values.with("after", after).with("after_left", left(w.site, before.len()))
}

/// The texts that a line shares, and with which others.
fn sharing(w: &mut Writer<'_>, plan: &Plan, joined: &Joined, at: usize, values: Map) -> Map {
    let own: Vec<&(PassageId, Vec<usize>)> = joined.shared.iter().filter(|(_, lines)| lines.contains(&at)).collect();
    let mut shares = Vec::new();
    // Of many lessons, how many texts they share is enough.
    let named = if plan.level == Level::Lessons { NAMES } else { 0 };
    for (id, lines) in own.iter().take(named) {
        let others: Vec<usize> = lines.iter().copied().filter(|line| *line != at).collect();
        shares.push(Value::from(passage_link(w, *id).with("numbers", numbers(w.site, plan, &others))));
    }
    values.with("shares", shares).with("shares_left", left(w.site, own.len())).with("shares_count", own.len())
}

/// How many names of a list are left out, in words.
pub(super) fn left(site: &Site<'_>, all: usize) -> Option<String> {
    let left = all.checked_sub(NAMES).filter(|left| *left > 0)?;
    Some(site.words.count("glance-and-more", u32::try_from(left).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing() -> Drawing {
        let arrows = lanes::arrows(&[(0, 1), (1, 3), (3, 2), (0, 4)], 8);
        let joins = lanes::joins(&[(0, vec![0, 2, 4]), (1, vec![3, 4])], 8);
        Drawing { arrows, joins, places: vec![1, 2, 3, 5, 6], height: 7 }
    }

    /// The horizontal places of a path of `M x y`, `H x` and arcs, in order.
    fn xs(path: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for (at, c) in path.char_indices() {
            let rest: Vec<&str> =
                path[at + 1..].split(|c: char| c.is_ascii_alphabetic()).next().unwrap().split(' ').collect();
            match c {
                'M' | 'H' => found.push(rest[0].parse().unwrap()),
                'A' => found.push(rest[5].parse().unwrap()),
                _ => {}
            }
        }
        found
    }

    #[test]
    fn from_the_right_is_the_mirror_image() {
        let drawing = drawing();
        let width = drawing.arrow_width();
        for arrow in &drawing.arrows {
            let ltr = arrow_paths(&drawing, Side { width, words_right: true }, arrow).0;
            let rtl = arrow_paths(&drawing, Side { width, words_right: false }, arrow).0;
            let mirrored: Vec<usize> = xs(&ltr).into_iter().map(|x| width - x).collect();
            assert_eq!(mirrored, xs(&rtl), "{ltr} {rtl}");
            assert!(xs(&ltr).into_iter().all(|x| x <= width));
        }
        let width = drawing.text_width();
        for join in &drawing.joins {
            let ltr = join_path(&drawing, Side { width, words_right: false }, join);
            let rtl = join_path(&drawing, Side { width, words_right: true }, join);
            assert_eq!(xs(&ltr).into_iter().map(|x| width - x).collect::<Vec<_>>(), xs(&rtl));
            assert!(xs(&ltr).into_iter().all(|x| x <= width));
        }
    }

    #[test]
    fn every_lesson_has_a_line_of_its_own() {
        let drawing = drawing();
        let mut ys: Vec<usize> = (0..5).map(|line| drawing.y(line)).collect();
        ys.dedup();
        assert_eq!(ys, [30, 50, 70, 110, 130]);
        assert!(ys.iter().all(|y| *y < drawing.height * TALL));
        assert_eq!(drawing.arrows.len(), 4);
        assert!(join_path(&drawing, Side { width: 40, words_right: false }, &drawing.joins[0]).contains("M1 70H"));
    }
}
