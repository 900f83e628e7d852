//! The order and the addresses of units and lessons, before anything is linked.
//!
//! Finds ids and addresses that clash, leaves drafts out and remembers them, follows `requires`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{LessonId, UnitId};
use super::names;
use super::options::Options;
use super::unread::Unread;
use crate::diag::{Diagnostics, make};
use crate::source::{Span, VPath};
use crate::syntax::lesson::{Document, RefKind, TextItem};

/// Units and lessons in their final order.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) units: Vec<PlannedUnit>,
    pub(crate) lessons: Vec<PlannedLesson>,
    /// The ids and paths of drafts left out, with their titles.
    pub(crate) drafts: BTreeMap<String, String>,
    /// The ids of the shared texts that drafts left out name.
    pub(crate) texts_of_drafts: BTreeSet<String>,
}

/// A unit with its address.
pub(crate) struct PlannedUnit {
    pub(crate) id: String,
    pub(crate) folder: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) document: Option<Arc<Document>>,
    pub(crate) lessons: Vec<LessonId>,
    order: (i64, String),
}

/// A lesson with its address.
pub(crate) struct PlannedLesson {
    pub(crate) id: String,
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) unit: Option<UnitId>,
    pub(crate) document: Arc<Document>,
    folder: String,
    order: (i64, String),
}

impl PlannedLesson {
    /// Where its id was given: the field, or the front matter's fence.
    pub(crate) fn id_span(&self) -> Span {
        self.document.front.id.as_ref().map_or(self.document.fence, |id| id.span)
    }

    fn address_span(&self) -> Span {
        self.document.front.slug.as_ref().map_or_else(|| self.id_span(), |slug| slug.span)
    }
}

impl Plan {
    /// The newest `updated` or `date` of the lessons and units.
    pub(crate) fn newest(&self) -> Option<String> {
        let units = self.units.iter().filter_map(|unit| unit.document.as_deref());
        let documents = self.lessons.iter().map(|lesson| &*lesson.document).chain(units);
        let dates = documents.flat_map(|document| [&document.front.updated, &document.front.date]);
        dates.flatten().map(|date| date.value.clone()).max()
    }
}

/// Orders units and lessons and gives them addresses.
pub(crate) fn plan(
    units: Vec<Arc<Document>>,
    lessons: Vec<Arc<Document>>,
    options: Options,
    sink: &mut Diagnostics,
) -> Plan {
    let mut plan = Plan::default();
    let mut folders: BTreeMap<String, Option<Arc<Document>>> = BTreeMap::new();
    for document in units {
        folders.insert(document.path.parent().to_owned(), Some(document));
    }
    let draft_folders: Vec<String> = folders
        .iter()
        .filter(|(_, document)| !options.drafts && document.as_ref().is_some_and(|document| document.front.draft))
        .map(|(folder, _)| format!("{folder}/"))
        .collect();
    let mut kept = Vec::new();
    for document in lessons {
        let lesson = lesson(document, sink);
        let in_draft = draft_folders.iter().any(|folder| lesson.document.path.as_str().starts_with(folder.as_str()));
        if (lesson.document.front.draft && !options.drafts) || in_draft {
            let texts = lesson.document.front.texts.iter().filter_map(TextItem::id);
            plan.texts_of_drafts.extend(texts.map(str::to_owned));
            plan.drafts.insert(lesson.id.clone(), lesson.title.clone());
            plan.drafts.insert(lesson.document.path.to_string(), lesson.title);
        } else {
            folders.entry(lesson.folder.clone()).or_insert(None);
            kept.push(lesson);
        }
    }
    folders.retain(|folder, _| !draft_folders.iter().any(|draft| format!("{folder}/").starts_with(draft.as_str())));
    plan.units = order_units(folders, sink);
    plan.lessons = order_lessons(kept, &mut plan.units);
    clashes(&plan, sink);
    plan
}

fn lesson(document: Arc<Document>, sink: &mut Diagnostics) -> PlannedLesson {
    let is_bundle = document.path.name() == "index.md";
    let own = if is_bundle { VPath::new(document.path.parent()) } else { None };
    let place = own.unwrap_or_else(|| document.path.clone());
    let base = if is_bundle { place.name() } else { place.stem() };
    let (number, name) = names::numbered(base);
    let id = document.front.id.as_ref().map_or_else(|| name.to_owned(), |id| id.value.clone());
    let slug = slug(&document, &id, place.parent().is_empty(), sink);
    let title = document.front.title.as_ref().map_or_else(|| id.clone(), |title| title.value.clone());
    let order = document.front.order.as_ref().map(|order| order.value).or(number).unwrap_or(i64::MAX);
    let folder = place.parent().to_owned();
    PlannedLesson { id, address: slug, title, unit: None, order: (order, document.path.to_string()), document, folder }
}

/// The last part of the address: `slug`, else the id.
fn slug(document: &Document, id: &str, at_root: bool, sink: &mut Diagnostics) -> String {
    let fallback = names::part(id, "lesson");
    let Some(typed) = &document.front.slug else {
        return if at_root && names::is_reserved(&fallback) { format!("{fallback}-lesson") } else { fallback };
    };
    if let Some(why) = names::refuse_slug(&typed.value) {
        sink.push(make::bad_slug(typed.span, &typed.value, why));
        return fallback;
    }
    names::part(&typed.value, "lesson")
}

fn order_units(folders: BTreeMap<String, Option<Arc<Document>>>, sink: &mut Diagnostics) -> Vec<PlannedUnit> {
    let mut addresses: BTreeMap<String, String> = BTreeMap::new();
    let mut units = Vec::new();
    for (folder, document) in folders {
        if folder.is_empty() {
            continue;
        }
        let (above, last) = folder.rsplit_once('/').unwrap_or(("", &folder));
        let (number, name) = names::numbered(last);
        let id =
            document.as_ref().and_then(|d| d.front.id.as_ref()).map_or_else(|| name.to_owned(), |id| id.value.clone());
        let mut part = names::part(&id, "unit");
        if let Some(document) = &document {
            part = slug(document, &id, above.is_empty(), sink);
        } else if above.is_empty() && names::is_reserved(&part) {
            part.push_str("-unit");
        }
        let address = match above {
            "" => part,
            above => format!("{}/{part}", addresses.get(above).cloned().unwrap_or_else(|| plain_address(above))),
        };
        addresses.insert(folder.clone(), address.clone());
        let title = document
            .as_ref()
            .and_then(|d| d.front.title.as_ref())
            .map_or_else(|| readable(name), |title| title.value.clone());
        let order = document
            .as_ref()
            .and_then(|d| d.front.order.as_ref())
            .map(|order| order.value)
            .or(number)
            .unwrap_or(i64::MAX);
        units.push(PlannedUnit {
            id,
            order: (order, folder.clone()),
            folder,
            address,
            title,
            document,
            lessons: Vec::new(),
        });
    }
    units.sort_by(|a, b| a.order.cmp(&b.order));
    units
}

/// The address of a folder that has neither lessons nor `_index.md`.
fn plain_address(folder: &str) -> String {
    folder.split('/').map(|part| names::part(names::numbered(part).1, "unit")).collect::<Vec<_>>().join("/")
}

/// A folder's name as a title, for a unit without `_index.md`.
fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn order_lessons(lessons: Vec<PlannedLesson>, units: &mut [PlannedUnit]) -> Vec<PlannedLesson> {
    let places: BTreeMap<String, usize> =
        units.iter().enumerate().map(|(at, unit)| (unit.folder.clone(), at)).collect();
    let mut keyed: Vec<(Option<usize>, PlannedLesson)> =
        lessons.into_iter().map(|lesson| (places.get(&lesson.folder).copied(), lesson)).collect();
    keyed.sort_by(|(unit_a, a), (unit_b, b)| unit_a.cmp(unit_b).then_with(|| a.order.cmp(&b.order)));
    let mut ordered = Vec::with_capacity(keyed.len());
    for (place, mut lesson) in keyed {
        if let Some(unit) = place.and_then(|place| units.get_mut(place)) {
            lesson.address = format!("{}/{}", unit.address, lesson.address);
            unit.lessons.push(LessonId::new(ordered.len()));
        }
        lesson.unit = place.map(UnitId::new);
        ordered.push(lesson);
    }
    ordered
}

fn clashes(plan: &Plan, sink: &mut Diagnostics) {
    let mut ids: BTreeMap<&str, Span> = BTreeMap::new();
    let mut addresses: BTreeMap<&str, Span> = BTreeMap::new();
    for unit in &plan.units {
        if let Some(document) = &unit.document {
            addresses.insert(&unit.address, document.fence);
        }
    }
    for lesson in &plan.lessons {
        let same_id = ids.get(lesson.id.as_str()).copied();
        let is_named = lesson.document.front.id.is_some();
        match same_id {
            Some(first) if is_named => sink.push(make::duplicate_id(lesson.id_span(), "lesson", &lesson.id, first)),
            Some(first) => sink.push(make::duplicate_id_by_name(lesson.id_span(), "lesson", &lesson.id, first)),
            None => drop(ids.insert(&lesson.id, lesson.id_span())),
        }
        match addresses.get(lesson.address.as_str()) {
            // An address that was made of the id is another when the id is: that was said.
            Some(&first) if same_id == Some(first) && lesson.document.front.slug.is_none() => {}
            Some(&first) => {
                sink.push(make::duplicate_address(lesson.address_span(), &format!("/{}/", lesson.address), first));
            }
            None => drop(addresses.insert(&lesson.address, lesson.address_span())),
        }
    }
}

/// Old addresses: checked against pages and one another.
pub(crate) fn aliases(plan: &Plan, sink: &mut Diagnostics) -> Vec<(VPath, LessonId)> {
    let pages: BTreeMap<String, Span> =
        plan.lessons.iter().map(|lesson| (format!("{}/index.html", lesson.address), lesson.address_span())).collect();
    let mut found: BTreeMap<VPath, (LessonId, Span)> = BTreeMap::new();
    for (at, lesson) in plan.lessons.iter().enumerate() {
        for alias in &lesson.document.front.aliases {
            let path = match names::alias(&alias.value) {
                Ok(path) => path,
                Err(why) => {
                    sink.push(make::bad_alias(alias.span, &alias.value, why));
                    continue;
                }
            };
            let taken = pages.get(path.as_str()).copied().or_else(|| found.get(&path).map(|(_, span)| *span));
            match taken {
                Some(first) => sink.push(make::duplicate_address(alias.span, &alias.value, first)),
                None => drop(found.insert(path, (LessonId::new(at), alias.span))),
            }
        }
    }
    found.into_iter().map(|(path, (lesson, _))| (path, lesson)).collect()
}

/// What each lesson requires, by lesson. Unknown ids, drafts and circles are reported.
pub(crate) fn requires(plan: &Plan, unread: &Unread, sink: &mut Diagnostics) -> Vec<Vec<LessonId>> {
    let ids: BTreeMap<&str, LessonId> =
        plan.lessons.iter().enumerate().map(|(at, lesson)| (lesson.id.as_str(), LessonId::new(at))).collect();
    let mut edges: Vec<Vec<(LessonId, Span)>> = Vec::with_capacity(plan.lessons.len());
    for lesson in &plan.lessons {
        let mut own = Vec::new();
        for typed in &lesson.document.front.requires {
            match ids.get(typed.value.as_str()) {
                Some(&id) => own.push((id, typed.span)),
                None if plan.drafts.contains_key(&typed.value) => sink.push(make::draft_link(typed.span, &typed.value)),
                // The file itself tells why nothing is known of it.
                None if unread.may_hold(RefKind::Lesson, &typed.value) => {}
                None => sink.push({
                    let others = ids.keys().copied().filter(|id| *id != lesson.id);
                    make::unknown_id(typed.span, "lesson", &typed.value, others)
                }),
            }
        }
        edges.push(own);
    }
    circles(plan, &edges, sink);
    edges.into_iter().map(|own| own.into_iter().map(|(id, _)| id).collect()).collect()
}

/// Finds circles without recursion: a chain of thousands of lessons is legitimate.
fn circles(plan: &Plan, edges: &[Vec<(LessonId, Span)>], sink: &mut Diagnostics) {
    #[derive(Clone, Copy, PartialEq)]
    enum VisitState {
        New,
        Open,
        Done,
    }
    let mut states = vec![VisitState::New; edges.len()];
    for start in 0..edges.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if states[start] == VisitState::New {
            states[start] = VisitState::Open;
            path.push((start, 0));
        }
        while let Some(&mut (at, ref mut next)) = path.last_mut() {
            let Some(&(to, _)) = edges[at].get(*next) else {
                states[at] = VisitState::Done;
                path.pop();
                continue;
            };
            *next += 1;
            match states[to.index()] {
                VisitState::New => {
                    states[to.index()] = VisitState::Open;
                    path.push((to.index(), 0));
                }
                VisitState::Open => {
                    let from = path.iter().position(|&(at, _)| at == to.index()).unwrap_or(0);
                    report_circle(plan, edges, &path[from..], sink);
                }
                VisitState::Done => {}
            }
        }
    }
}

fn report_circle(plan: &Plan, edges: &[Vec<(LessonId, Span)>], circle: &[(usize, usize)], sink: &mut Diagnostics) {
    let spans: Vec<Span> =
        circle.iter().filter_map(|&(at, next)| Some(edges[at].get(next.checked_sub(1)?)?.1)).collect();
    let names: Vec<&str> = circle.iter().map(|&(at, _)| plan.lessons[at].id.as_str()).collect();
    if let Some(diagnostic) = make::requires_cycle(&spans, &names) {
        sink.push(diagnostic);
    }
}
