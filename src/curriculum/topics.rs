//! What lessons are about: values, skills, tags, portions, terms, packets, and which lessons are near one another.

use std::collections::BTreeMap;

use super::index::Index;
use super::model::*;
use super::names;
use super::plan::Plan;
use super::texts::Library;
use super::unread::Unread;
use crate::diag::{Diagnostics, make};
use crate::source::{Span, same_name};
use crate::syntax::lesson::{self as syn, Config, Front, Glossary, Refs};

/// Topics, and for each lesson the places of its own in their lists.
#[derive(Default)]
pub(crate) struct Topics {
    pub(crate) values: Vec<Topic>,
    pub(crate) skills: Vec<Topic>,
    pub(crate) tags: Vec<Topic>,
    pub(crate) portions: Vec<Topic>,
    pub(crate) values_of: Vec<Vec<usize>>,
    pub(crate) skills_of: Vec<Vec<usize>>,
    pub(crate) tags_of: Vec<Vec<usize>>,
    pub(crate) portions_of: Vec<Vec<usize>>,
    pub(crate) haftarot: Vec<(u32, Vec<LessonId>)>,
}

/// Indexes lessons by what they are about.
pub(crate) fn topics(config: &Config, plan: &Plan, library: &Library, sink: &mut Diagnostics) -> Topics {
    let listed: Vec<Topic> = config
        .values
        .iter()
        .map(|entry| topic(&entry.name.value, entry.he.as_ref(), entry.description.clone()))
        .collect();
    // What stands in `values` and could not be read may be what a lesson names.
    let closed = !config.values.is_empty() && !config.lost.lacks("values");
    let (values, values_of) = gather(plan, listed, |front| &front.values, closed, sink);
    let (skills, skills_of) = gather(plan, Vec::new(), |front| &front.skills, false, sink);
    let (tags, tags_of) = gather(plan, Vec::new(), |front| &front.tags, false, sink);
    let (portions, portions_of) = portions(plan, library);
    let haftarot = haftarot(library);
    Topics { values, skills, tags, portions, values_of, skills_of, tags_of, portions_of, haftarot }
}

fn topic(name: &str, he: Option<&syn::Text>, description: Option<syn::Rich>) -> Topic {
    let he = he.map(|he| he.value.clone());
    Topic { name: name.trim().to_owned(), he, slug: names::part(name, "topic"), description, lessons: Vec::new() }
}

/// Collects the words of a field over all lessons: listed ones first, the others by name. Words of one address are one.
fn gather(
    plan: &Plan,
    listed: Vec<Topic>,
    field: fn(&Front) -> &Vec<syn::Text>,
    closed: bool,
    sink: &mut Diagnostics,
) -> (Vec<Topic>, Vec<Vec<usize>>) {
    let mut known: BTreeMap<String, usize> =
        listed.iter().enumerate().map(|(at, topic)| (topic.slug.clone(), at)).collect();
    let mut topics = listed;
    let count = topics.len();
    let mut words: Vec<Vec<usize>> = Vec::with_capacity(plan.lessons.len());
    for (lesson, planned) in plan.lessons.iter().enumerate() {
        let mut own = Vec::new();
        for word in field(&planned.document.front) {
            let made = topic(&word.value, None, None);
            let at = *known.entry(made.slug.clone()).or_insert_with(|| {
                if closed {
                    let names = topics.iter().take(count).map(|topic| topic.name.as_str());
                    sink.push(make::unknown_value(word.span, &word.value, names));
                }
                topics.push(made);
                topics.len() - 1
            });
            clash(&topics[at], word, sink);
            if !own.contains(&at) {
                own.push(at);
                topics[at].lessons.push(LessonId::new(lesson));
            }
        }
        words.push(own);
    }
    sort_rest(topics, count, words)
}

fn clash(topic: &Topic, word: &syn::Text, sink: &mut Diagnostics) {
    let same = |word: &str| same_name(word).to_lowercase();
    if same(&topic.name) != same(word.value.trim()) {
        sink.push(make::topic_clash(word.span, &word.value, &topic.name));
    }
}

/// Orders the topics after the first `count` by name, and moves the lessons' places with them.
fn sort_rest(topics: Vec<Topic>, count: usize, words: Vec<Vec<usize>>) -> (Vec<Topic>, Vec<Vec<usize>>) {
    let mut order: Vec<usize> = (0..topics.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |at: usize| if at < count { (at, String::new()) } else { (count, topics[at].name.to_lowercase()) };
        key(a).cmp(&key(b))
    });
    let mut places = vec![0; topics.len()];
    for (new, &old) in order.iter().enumerate() {
        places[old] = new;
    }
    let mut slots: Vec<Option<Topic>> = topics.into_iter().map(Some).collect();
    let sorted = order.iter().filter_map(|&old| slots[old].take()).collect();
    let moved = words.into_iter().map(|own| own.into_iter().map(|at| places[at]).collect());
    (sorted, moved.collect())
}

/// The weekly portions that the texts of lessons belong to, in the year's order.
fn portions(plan: &Plan, library: &Library) -> (Vec<Topic>, Vec<Vec<usize>>) {
    let mut found: BTreeMap<u32, Topic> = BTreeMap::new();
    let mut of_lessons: Vec<Vec<u32>> = vec![Vec::new(); plan.lessons.len()];
    for passage in &library.passages {
        let Some(portion) = passage.citation.as_ref().and_then(crate::citation::Citation::portion) else { continue };
        let slot = found.entry(portion.order).or_insert_with(|| Topic {
            name: portion.name.to_owned(),
            he: Some(portion.he.to_owned()),
            slug: portion.slug.clone(),
            description: None,
            lessons: Vec::new(),
        });
        slot.lessons.extend(&passage.lessons);
        for lesson in &passage.lessons {
            of_lessons[lesson.index()].push(portion.order);
        }
    }
    let places: BTreeMap<u32, usize> = found.keys().enumerate().map(|(at, &order)| (order, at)).collect();
    let mut topics: Vec<Topic> = found.into_values().collect();
    for topic in &mut topics {
        topic.lessons.sort_unstable();
        topic.lessons.dedup();
    }
    let of_lessons = of_lessons.into_iter().map(|mut orders| {
        orders.sort_unstable();
        orders.dedup();
        orders.iter().filter_map(|order| places.get(order).copied()).collect()
    });
    (topics, of_lessons.collect())
}

/// For each portion, the lessons that teach a text of its haftarah.
fn haftarot(library: &Library) -> Vec<(u32, Vec<LessonId>)> {
    let mut found: BTreeMap<u32, Vec<LessonId>> = BTreeMap::new();
    for passage in &library.passages {
        for haftarah in passage.citation.iter().flat_map(crate::citation::Citation::haftarot) {
            found.entry(haftarah.portion.order).or_default().extend(&passage.lessons);
        }
    }
    for lessons in found.values_mut() {
        lessons.sort_unstable();
        lessons.dedup();
    }
    found.into_iter().filter(|(_, lessons)| !lessons.is_empty()).collect()
}

/// Lessons that share texts or values with each, nearest first, at most four. A shared text counts three values.
///
/// Topics of very many lessons say little of nearness and are passed over, which also keeps the work linear.
pub(crate) fn related(plan: &Plan, library: &Library, topics: &Topics) -> Vec<Vec<LessonId>> {
    const MANY: usize = 40;
    let mut found = Vec::with_capacity(plan.lessons.len());
    for at in 0..plan.lessons.len() {
        let mut scores: BTreeMap<LessonId, u32> = BTreeMap::new();
        let texts = library.of_lessons[at].iter().flatten().map(|text| library.texts[text.index()].passage);
        let lists = texts.map(|passage| (&library.passages[passage.index()].lessons, 3));
        let values = topics.values_of[at].iter().map(|&value| (&topics.values[value].lessons, 1));
        for (list, weight) in lists.chain(values).filter(|(list, _)| list.len() <= MANY) {
            for lesson in list.iter().filter(|lesson| lesson.index() != at) {
                *scores.entry(*lesson).or_insert(0) += weight;
            }
        }
        let mut ranked: Vec<(u32, LessonId)> = scores.into_iter().map(|(lesson, score)| (score, lesson)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        found.push(ranked.into_iter().take(4).map(|(_, lesson)| lesson).collect());
    }
    found
}

/// Glossary entries in the order of their terms, and the tables of `glossary.yaml`.
pub(crate) struct GlossaryTerms {
    pub(crate) list: Vec<(syn::Term, Option<LessonId>)>,
    pub(crate) refs: Refs,
}

/// Joins the glossary's entries and lessons' own; a term defined twice is reported.
pub(crate) fn terms(glossary: Option<Glossary>, plan: &Plan, unread: &Unread, sink: &mut Diagnostics) -> GlossaryTerms {
    let (mut list, refs) = match glossary {
        Some(glossary) => (glossary.terms.into_iter().map(|term| (term, None)).collect(), glossary.refs),
        None => (Vec::new(), Refs::default()),
    };
    for (at, lesson) in plan.lessons.iter().enumerate() {
        list.extend(lesson.document.front.glossary.iter().map(|term| (term.clone(), Some(LessonId::new(at)))));
    }
    let mut ids: BTreeMap<String, Span> = BTreeMap::new();
    let mut words: BTreeMap<String, Span> = BTreeMap::new();
    list.retain(|(term, _): &(syn::Term, Option<LessonId>)| {
        let word = same_name(&term.term.value).to_lowercase();
        if let Some(&first) = words.get(&word) {
            sink.push(make::duplicate_term(term.term.span, &term.term.value, first));
            return false;
        }
        if let Some(&first) = ids.get(&term.id.value) {
            sink.push(make::duplicate_id(term.id.span, "term", &term.id.value, first));
            return false;
        }
        words.insert(word, term.term.span);
        ids.insert(term.id.value.clone(), term.id.span);
        true
    });
    list.sort_by_key(|(term, _)| (term.term.value.to_lowercase(), term.id.value.clone()));
    for (term, _) in &list {
        let is_known =
            |see: &&syn::Text| ids.contains_key(&see.value) || unread.may_hold(syn::RefKind::Term, &see.value);
        for see in term.see.iter().filter(|see| !is_known(see)) {
            sink.push(make::unknown_id(see.span, "term", &see.value, ids.keys().map(String::as_str)));
        }
    }
    GlossaryTerms { list, refs }
}

impl GlossaryTerms {
    /// The terms with their tables.
    pub(crate) fn linked(self, glossary: ScopeId, lessons: &[ScopeId]) -> Vec<Term> {
        let places: BTreeMap<String, TermId> =
            self.list.iter().enumerate().map(|(at, (term, _))| (term.id.value.clone(), TermId::new(at))).collect();
        let linked = self.list.into_iter().map(|(entry, lesson)| {
            let see = entry.see.iter().filter_map(|see| places.get(&see.value).copied()).collect();
            let scope = lesson.map_or(glossary, |lesson| lessons[lesson.index()]);
            Term { entry, scope, see, lesson }
        });
        linked.collect()
    }
}

/// Packets with their items resolved; drafts are left out with a warning.
pub(crate) fn packets(packets: Vec<syn::Packet>, index: &Index, sink: &mut Diagnostics) -> Vec<Packet> {
    let linked = packets.into_iter().map(|entry| {
        let items = entry.items.iter().filter_map(|item| part(item, entry.kind, index, sink)).collect();
        Packet { entry, items }
    });
    linked.collect()
}

fn part(item: &syn::PacketItem, kind: syn::SheetKind, index: &Index, sink: &mut Diagnostics) -> Option<PacketPart> {
    let id = &item.id;
    if !item.text
        && let Some(lesson) = index.lesson(&id.value)
    {
        return Some(PacketPart::Lesson(lesson, item.kind.unwrap_or(kind)));
    }
    if item.text
        && let Some(text) = index.text(&id.value)
    {
        return Some(PacketPart::Text(text));
    }
    let kind = if item.text { syn::RefKind::Text } else { syn::RefKind::Lesson };
    if index.is_draft(&id.value) {
        sink.push(make::draft_link(id.span, &id.value));
    } else if index.may_hold(kind, &id.value) {
        // Its own file tells of it.
    } else if item.text {
        sink.push(make::unknown_id(id.span, "text", &id.value, index.text_ids()));
    } else {
        sink.push(make::unknown_id(id.span, "lesson", &id.value, index.lesson_ids()));
    }
    None
}
