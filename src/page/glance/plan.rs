//! The lines that every picture is drawn in: one for each lesson, and for each unit where there are many lessons.
//!
//! A page stays bounded by this alone: there are never more lines than [`LINES`]. Draws nothing.

use std::ops::Range;

use crate::curriculum::{LessonId, UnitId};
use crate::page::site::Site;

/// The most lines of a picture.
pub(crate) const LINES: usize = 60;
/// Units that are worth a line each; of fewer, a picture would say nothing.
const UNITS: usize = 4;
/// About how many lines there are where each stands for several units, or several lessons.
const RUNS: usize = 40;

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// A lesson.
    Lessons,
    /// A unit.
    Units,
    /// Several units or lessons in a row.
    Runs,
}

/// A line of a picture.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its number: the lesson's or the unit's, or from the first to the last of them.
    pub(crate) number: String,
    /// What it is called.
    pub(crate) title: String,
    /// The page it leads to.
    pub(crate) page: String,
    /// Its lessons in order.
    pub(crate) lessons: Vec<LessonId>,
}

/// Lines under one heading.
#[derive(Debug)]
pub(crate) struct Group {
    /// The unit; `None` for lessons of the root, and where lines are not lessons.
    pub(crate) unit: Option<UnitId>,
    /// Its lines.
    pub(crate) lines: Range<usize>,
}

/// The lines of the pictures.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What a line stands for.
    pub(crate) level: Level,
    /// The lines in order.
    pub(crate) lines: Vec<Line>,
    /// The lines by headings, in order.
    pub(crate) groups: Vec<Group>,
    /// How many lessons there are.
    pub(crate) lessons: u32,
}

impl Plan {
    /// The lines of a curriculum, as its site names and links them.
    pub(crate) fn new(site: &Site<'_>) -> Plan {
        let all = &site.curriculum.lessons;
        let lessons = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let loose: Vec<LessonId> =
            (0..all.len()).map(LessonId::new).filter(|&id| site.curriculum.lesson(id).unit.is_none()).collect();
        if all.len() <= LINES {
            return by_lesson(site, &loose, lessons);
        }
        let units: Vec<usize> =
            (0..site.curriculum.units.len()).filter(|&at| !site.curriculum.units[at].lessons.is_empty()).collect();
        let (level, lines) = if units.len() < UNITS {
            let all: Vec<LessonId> = (0..all.len()).map(LessonId::new).collect();
            (Level::Runs, runs(&all).map(|run| lesson_run(site, run)).collect())
        } else {
            by_unit(site, &loose, &units)
        };
        let groups = vec![Group { unit: None, lines: 0..lines.len() }];
        Plan { level, lines, groups, lessons }
    }

    /// The line of each lesson, by its index.
    pub(crate) fn line_of(&self) -> Vec<Option<usize>> {
        let mut found = vec![None; self.lessons as usize];
        for (at, line) in self.lines.iter().enumerate() {
            for lesson in &line.lessons {
                if let Some(slot) = found.get_mut(lesson.index()) {
                    *slot = Some(at);
                }
            }
        }
        found
    }
}

fn by_lesson(site: &Site<'_>, loose: &[LessonId], lessons: u32) -> Plan {
    let mut plan = Plan { level: Level::Lessons, lines: Vec::new(), groups: Vec::new(), lessons };
    let mut add = |unit: Option<UnitId>, own: &[LessonId]| {
        let from = plan.lines.len();
        plan.lines.extend(own.iter().map(|&id| {
            let lesson = site.curriculum.lesson(id);
            Line {
                number: lesson.number.to_string(),
                title: site.title(id).to_owned(),
                page: site.area.lesson(lesson),
                lessons: vec![id],
            }
        }));
        if plan.lines.len() > from {
            plan.groups.push(Group { unit, lines: from..plan.lines.len() });
        }
    };
    add(None, loose);
    for (at, unit) in site.curriculum.units.iter().enumerate() {
        add(Some(UnitId::new(at)), &unit.lessons);
    }
    plan
}

/// A line for each unit, or for several of them; lessons of the root have one of their own before.
fn by_unit(site: &Site<'_>, loose: &[LessonId], units: &[usize]) -> (Level, Vec<Line>) {
    let mut lines = Vec::new();
    if !loose.is_empty() {
        lines.push(lesson_run(site, loose));
    }
    if units.len() + lines.len() <= LINES {
        lines.extend(units.iter().map(|&at| unit_run(site, &[at])));
        return (Level::Units, lines);
    }
    lines.extend(units.chunks(units.len().div_ceil(RUNS)).map(|run| unit_run(site, run)));
    (Level::Runs, lines)
}

fn runs(all: &[LessonId]) -> impl Iterator<Item = &[LessonId]> {
    all.chunks(all.len().div_ceil(RUNS).max(1))
}

fn lesson_run(site: &Site<'_>, run: &[LessonId]) -> Line {
    let numbered = |id: Option<&LessonId>| id.map_or(0, |&id| site.curriculum.lesson(id).number);
    let number = span(numbered(run.first()), numbered(run.last()));
    let title = site.words.name("glance-lessons", &number);
    let page = run.first().map(|&id| site.area.lesson(site.curriculum.lesson(id))).unwrap_or_default();
    Line { number, title, page, lessons: run.to_vec() }
}

fn unit_run(site: &Site<'_>, run: &[usize]) -> Line {
    let units = || run.iter().filter_map(|&at| site.curriculum.units.get(at));
    let lessons = units().flat_map(|unit| unit.lessons.iter().copied()).collect();
    let page = units().next().map(|unit| site.area.unit(&unit.address)).unwrap_or_default();
    let number = span(units().next().map_or(0, |unit| unit.number), units().next_back().map_or(0, |unit| unit.number));
    let title = match run {
        [_] => units().map(|unit| unit.title.clone()).collect(),
        _ => site.words.name("glance-units", &number),
    };
    Line { number, title, page, lessons }
}

fn span(from: u32, to: u32) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}
