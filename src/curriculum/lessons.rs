//! Lessons in each language, linked: texts, placements, numbers, agenda; then put together with their neighbours.

use std::collections::BTreeMap;

use std::sync::Arc;

use rayon::prelude::*;

use super::agenda;
use super::index::Index;
use super::model::*;
use super::plan::{Plan, PlannedLesson};
use super::resolve::{self, Scopes};
use super::texts::Library;
use super::topics::Topics;
use super::translate;
use crate::diag::{Code, Diagnostics, make};
use crate::source::{Span, VPath};
use crate::syntax::lesson::{Document, Lang, Text as Word, TextItem};

/// A lesson's versions.
pub(crate) struct Versions {
    pub(crate) main: Version,
    pub(crate) translations: Vec<(Lang, Version)>,
}

/// One lesson's version before its scope has a number.
struct Loose {
    version: Version,
    scope: Scope,
}

/// The original, its translations, and the mistakes found in them.
type BuiltLesson = (Loose, Vec<(Lang, Loose)>, Diagnostics);

/// Builds every lesson's versions, in parallel, and adds their tables in order. With them, the mistakes found in each.
pub(crate) fn versions(
    plan: &Plan,
    translations: &mut BTreeMap<VPath, Vec<(Lang, Arc<Document>)>>,
    library: &Library,
    index: &Index,
    scopes: &mut Scopes,
) -> (Vec<Versions>, Vec<Diagnostics>) {
    let taken: Vec<Vec<(Lang, Arc<Document>)>> =
        plan.lessons.iter().map(|lesson| translations.remove(&lesson.document.path).unwrap_or_default()).collect();
    let built: Vec<BuiltLesson> = plan
        .lessons
        .par_iter()
        .zip(taken)
        .enumerate()
        .map(|(at, (lesson, translations))| {
            let mut sink = Diagnostics::default();
            let texts = &library.of_lessons[at];
            let main = original(&lesson.document, texts, index, &mut sink);
            // Where the original names something wrongly, its translations cannot match it.
            let is_wrong = sink.has_errors();
            let mut of_others = Diagnostics::default();
            let others = translations.into_iter().map(|(lang, document)| {
                let document = Arc::unwrap_or_clone(document);
                let loose = translated(lesson, &main, document, &lang, texts, index, &mut of_others);
                (lang, loose)
            });
            let others: Vec<(Lang, Loose)> = others.collect();
            let follows = |code: Code| is_wrong && matches!(code, Code::TranslationField | Code::UnknownId);
            of_others.retain(|one| !follows(one.code));
            sink.append(of_others);
            (main, others, sink)
        })
        .collect();
    let mut all = Vec::with_capacity(built.len());
    let mut own = Vec::with_capacity(built.len());
    for (main, others, mistakes) in built {
        own.push(mistakes);
        let main = settle(main, scopes);
        let translations = others.into_iter().map(|(lang, loose)| (lang, settle(loose, scopes))).collect();
        all.push(Versions { main, translations });
    }
    (all, own)
}

/// One lesson's version and its table, in the language of the curriculum.
pub(crate) fn link_one(
    document: &Arc<Document>,
    texts: &[Option<TextId>],
    index: &Index,
    sink: &mut Diagnostics,
) -> (Version, Scope) {
    let Loose { version, scope } = original(document, texts, index, sink);
    (version, scope)
}

fn settle(loose: Loose, scopes: &mut Scopes) -> Version {
    let scope = scopes.add(loose.scope);
    Version { scope, ..loose.version }
}

fn original(document: &Arc<Document>, texts: &[Option<TextId>], index: &Index, sink: &mut Diagnostics) -> Loose {
    duplicate_ids(document, sink);
    references(document, texts, sink);
    let agenda = agenda::agenda(document, sink);
    let scope = resolve::document(document, index, sink);
    let lang = document.front.lang.as_ref().map_or_else(String::new, |lang| lang.value.trim().to_lowercase());
    version(Arc::clone(document), lang, texts, scope, 0, agenda, sink)
}

fn translated(
    lesson: &PlannedLesson,
    main: &Loose,
    document: Document,
    lang: &str,
    texts: &[Option<TextId>],
    index: &Index,
    sink: &mut Diagnostics,
) -> Loose {
    let (links, leaves) = (main.version.document.refs.links.len(), main.version.document.refs.leaves.len());
    let own_body = translate::has_body(&document);
    let merged = translate::merge(&lesson.document, document, sink);
    let mut scope = resolve::scope_from(&merged.refs, links, Some(&merged), index, sink);
    scope.links.splice(0..0, main.scope.links.iter().cloned());
    let from = if own_body { leaves } else { 0 };
    version(Arc::new(merged), lang.to_owned(), texts, scope, from, main.version.agenda.clone(), sink)
}

fn version(
    document: Arc<Document>,
    lang: Lang,
    texts: &[Option<TextId>],
    mut scope: Scope,
    leaves_from: usize,
    agenda: Agenda,
    sink: &mut Diagnostics,
) -> Loose {
    scope.leaves = resolve::leaves(&document, texts, leaves_from, sink);
    let placed = PlacedIds::of(&scope.leaves);
    let front = &document.front;
    let all_texts: Vec<TextId> = texts.iter().flatten().copied().collect();
    let version = Version {
        lang,
        title: front.title.as_ref().map_or_else(String::new, |title| title.value.clone()),
        scope: ScopeId::new(0),
        unplaced_texts: all_texts.iter().copied().filter(|text| !placed.texts.contains(text)).collect(),
        unplaced_prompts: rest(front.prompts.len(), &placed.prompts),
        unplaced_exercises: rest(front.exercises.len(), &placed.exercises),
        prompt_numbers: numbers(&placed.prompts, front.prompts.iter().map(|prompt| prompt.facilitators)),
        exercise_numbers: numbers(&placed.exercises, front.exercises.iter().map(|exercise| exercise.facilitators)),
        texts: all_texts,
        agenda,
        document,
    };
    Loose { version, scope }
}

/// What the leaves of a body place, in order.
#[derive(Default)]
struct PlacedIds {
    texts: Vec<TextId>,
    prompts: Vec<usize>,
    exercises: Vec<usize>,
}

impl PlacedIds {
    fn of(leaves: &[Placement]) -> PlacedIds {
        let mut placed = PlacedIds::default();
        for leaf in leaves {
            match leaf {
                Placement::Text(text, _) => placed.texts.push(*text),
                Placement::Prompts(list) => placed.prompts.extend(list),
                Placement::Exercise(at) => placed.exercises.push(*at),
                Placement::Space(_) | Placement::Nothing => {}
            }
        }
        placed
    }
}

fn rest(count: usize, placed: &[usize]) -> Vec<usize> {
    (0..count).filter(|at| !placed.contains(at)).collect()
}

/// Numbers in the order of appearance, those not placed after the others; a facilitators' entry has none.
fn numbers(placed: &[usize], facilitators: impl Iterator<Item = bool>) -> Vec<Option<u32>> {
    let facilitators: Vec<bool> = facilitators.collect();
    let mut numbers = vec![None; facilitators.len()];
    let mut next = 1;
    for at in placed.iter().copied().chain(0..facilitators.len()) {
        if numbers.get(at) == Some(&None) && facilitators.get(at) == Some(&false) {
            numbers[at] = Some(next);
            next += 1;
        }
    }
    numbers
}

fn duplicate_ids(document: &Document, sink: &mut Diagnostics) {
    let front = &document.front;
    once("prompt", front.prompts.iter().filter_map(|prompt| prompt.id.as_ref()), sink);
    once("exercise", front.exercises.iter().filter_map(|exercise| exercise.id.as_ref()), sink);
    once("objective", front.objectives.iter().filter_map(|objective| objective.id.as_ref()), sink);
}

fn once<'d>(kind: &str, ids: impl Iterator<Item = &'d Word>, sink: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for id in ids {
        match seen.get(id.value.as_str()) {
            Some(&first) => sink.push(make::duplicate_id(id.span, kind, &id.value, first)),
            None => drop(seen.insert(&id.value, id.span)),
        }
    }
}

/// The `text:` and `objective:` of prompts and exercises, and the `objective=` of segments.
fn references(document: &Document, found: &[Option<TextId>], sink: &mut Diagnostics) {
    let front = &document.front;
    let texts: Vec<&str> = front.texts.iter().filter_map(TextItem::id).collect();
    let objectives: Vec<&str> =
        front.objectives.iter().filter_map(|o| o.id.as_ref()).map(|id| id.value.as_str()).collect();
    let of_prompts = front.prompts.iter().map(|prompt| (&prompt.text, &prompt.objective));
    let of_exercises = front.exercises.iter().map(|exercise| (&exercise.text, &exercise.objective));
    // What could not be read may be what is named.
    let text_lost = |id: &str| resolve::may_hold_text(document, found, id);
    let objective_lost = |id: &str| document.lost.may_hold("objectives", id);
    for (text, objective) in of_prompts.chain(of_exercises) {
        known(text.as_ref(), "text in this lesson", &texts, text_lost, sink);
        known(objective.as_ref(), "objective in this lesson", &objectives, objective_lost, sink);
    }
    for objective in document.body.sections.iter().filter_map(|s| s.segment.as_ref()).flat_map(|s| &s.objectives) {
        known(Some(objective), "objective in this lesson", &objectives, objective_lost, sink);
    }
}

fn known(id: Option<&Word>, kind: &str, known: &[&str], is_lost: impl Fn(&str) -> bool, sink: &mut Diagnostics) {
    if let Some(id) = id.filter(|id| !known.contains(&id.value.as_str()) && !is_lost(&id.value)) {
        sink.push(make::unknown_id(id.span, kind, &id.value, known.iter().copied()));
    }
}

/// What ties each lesson to others, in the order of the plan.
pub(crate) struct Relations {
    pub(crate) requires: Vec<Vec<LessonId>>,
    pub(crate) related: Vec<Vec<LessonId>>,
}

/// Puts units and lessons together from their parts.
pub(crate) fn assemble(
    plan: Plan,
    unit_scopes: Vec<ScopeId>,
    versions: Vec<Versions>,
    relations: Relations,
    topics: &Topics,
    scopes: &Scopes,
    language: &str,
) -> (Vec<Unit>, Vec<Arc<Lesson>>) {
    let Plan { units, lessons, .. } = plan;
    let units = units.into_iter().zip(unit_scopes).enumerate().map(|(at, (unit, scope))| Unit {
        id: unit.id,
        number: number(at),
        address: unit.address,
        title: unit.title,
        document: unit.document,
        scope,
        lessons: unit.lessons,
    });
    let count = lessons.len();
    let parts = lessons.into_iter().zip(versions).zip(relations.requires).zip(relations.related).enumerate();
    let lessons = parts.map(|(at, (((planned, versions), requires), related))| {
        let mut main = versions.main;
        if main.lang.is_empty() {
            main.lang = language.to_owned();
        }
        let cover = scopes.list.get(main.scope.index()).and_then(|scope| cover(&main, scope));
        if main.title.is_empty() {
            main.title = planned.title;
        }
        Arc::new(Lesson {
            id: planned.id,
            number: number(at),
            address: planned.address,
            unit: planned.unit,
            main,
            translations: versions.translations,
            requires,
            values: topics.values_of[at].clone(),
            skills: topics.skills_of[at].clone(),
            tags: topics.tags_of[at].clone(),
            portions: topics.portions_of[at].clone(),
            cover,
            related,
            previous: at.checked_sub(1).map(LessonId::new),
            next: (at + 1 < count).then(|| LessonId::new(at + 1)),
        })
    });
    (units.collect(), lessons.collect())
}

/// The image that `cover` names.
pub(crate) fn cover(version: &Version, scope: &Scope) -> Option<FileNo> {
    let link = version.document.front.cover?;
    match scope.links.get(link.0 as usize)? {
        Target::File(no) => Some(*no),
        _ => None,
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1)
}
