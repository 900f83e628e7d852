//! What results can be narrowed by: unit, value, a text's category, minutes and level, each with the lessons it holds.
//!
//! Only lessons are narrowed to; what is not a lesson falls away. Names no language's words: levels and categories stand as
//! the model has them.

use std::collections::BTreeMap;

use super::collect::IndexItem;
use crate::curriculum::{Curriculum, LessonId, PassageId};

/// One way to narrow results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facet {
    /// `unit`, `value`, `category`, `minutes`, `level`.
    pub(super) name: &'static str,
    /// Each choice, with the items it keeps, in order.
    pub(super) choices: Vec<(String, Vec<usize>)>,
}

/// The facets of an index that have at least two choices.
pub(super) fn facets(curriculum: &Curriculum, items: &[IndexItem]) -> Vec<Facet> {
    let lessons: Vec<(usize, LessonId)> =
        items.iter().enumerate().filter_map(|(at, item)| Some((at, item.lesson?))).collect();
    let taught = taught(curriculum);
    let of = |name: &'static str, choice: &dyn Fn(LessonId) -> Vec<(usize, String)>| {
        let mut found: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (at, id) in &lessons {
            for key in choice(*id) {
                let list = found.entry(key).or_default();
                if list.last() != Some(at) {
                    list.push(*at);
                }
            }
        }
        Facet { name, choices: found.into_iter().map(|((_, choice), list)| (choice, list)).collect() }
    };
    let facets = [
        of("unit", &|id| {
            let unit = curriculum.lesson(id).unit;
            unit.map(|unit| (unit.index(), curriculum.unit(unit).title.clone())).into_iter().collect()
        }),
        of("value", &|id| {
            let values = curriculum.lesson(id).values.iter();
            values.filter_map(|&at| Some((at, curriculum.values.get(at)?.name.clone()))).collect()
        }),
        of("category", &|id| taught.get(id.index()).cloned().unwrap_or_default()),
        of("minutes", &|id| {
            let lesson = curriculum.lesson(id);
            let declared = lesson.main.document.front.minutes.as_ref().map(|minutes| minutes.value);
            let minutes = lesson.main.agenda.total.or(declared);
            minutes.map(|minutes| span_of(minutes.to)).into_iter().collect()
        }),
        of("level", &|id| {
            let level = curriculum.lesson(id).main.document.front.level.as_ref().map(|level| level.value);
            level.map(|level| (level as usize, level.word().to_owned())).into_iter().collect()
        }),
    ];
    facets.into_iter().filter(|facet| facet.choices.len() > 1).collect()
}

/// For each lesson, the categories of the texts it teaches, in canonical order.
fn taught(curriculum: &Curriculum) -> Vec<Vec<(usize, String)>> {
    let mut taught = vec![Vec::new(); curriculum.lessons.len()];
    let mut order: Vec<&str> = Vec::new();
    for at in 0..curriculum.passages.len() {
        let passage = curriculum.passage(PassageId::new(at));
        if passage.category.is_empty() {
            continue;
        }
        let place = order.iter().position(|known| *known == passage.category).unwrap_or_else(|| {
            order.push(&passage.category);
            order.len() - 1
        });
        for lesson in &passage.lessons {
            if let Some(list) = taught.get_mut(lesson.index()) {
                list.push((place, passage.category.clone()));
            }
        }
    }
    taught
}

/// The choice that a length falls into: how long a slot one has.
fn span_of(minutes: u32) -> (usize, String) {
    const SPANS: [(u32, &str); 4] = [(30, "0–30"), (60, "31–60"), (90, "61–90"), (120, "91–120")];
    let found = SPANS.iter().enumerate().find(|(_, (most, _))| minutes <= *most);
    found.map_or((SPANS.len(), "121+".to_owned()), |(at, (_, name))| (at, (*name).to_owned()))
}
