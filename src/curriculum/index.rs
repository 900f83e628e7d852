//! Look-ups by id, path and passage: everything that a link can name. Resolves nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::assets::Assets;
use super::model::{LessonId, PacketId, PassageId, TermId, TextId, UnitId};
use super::plan::Plan;
use super::texts::Library;
use super::unread::Unread;
use crate::citation::Citation;
use crate::source::VPath;
use crate::syntax::lesson::{self as syn, Document, RefKind};

/// Everything that a link can name. Holds all of it itself, so that it can outlive the linking.
pub(crate) struct Index {
    /// The lessons' documents, by lesson.
    pub(super) documents: Vec<Arc<Document>>,
    /// The units' documents, by unit.
    pub(super) unit_documents: Vec<Option<Arc<Document>>>,
    /// Drafts left out: ids and paths, with their titles.
    pub(super) drafts: BTreeMap<String, String>,
    pub(super) assets: Arc<Assets>,
    pub(super) lessons: BTreeMap<String, LessonId>,
    pub(super) lesson_paths: BTreeMap<VPath, LessonId>,
    pub(super) units: BTreeMap<String, UnitId>,
    pub(super) unit_paths: BTreeMap<String, UnitId>,
    pub(super) texts: BTreeMap<String, PassageId>,
    pub(super) text_paths: BTreeMap<String, PassageId>,
    pub(super) text_ids: BTreeMap<String, TextId>,
    pub(super) terms: BTreeMap<String, TermId>,
    pub(super) packets: BTreeMap<String, PacketId>,
    pub(super) passages: BTreeMap<String, Vec<(Citation, PassageId)>>,
    pub(super) home: Option<Arc<Document>>,
    pub(super) unread: Arc<Unread>,
    /// What paths that lead nowhere were likely meant as (of images or not): thousands of links may name the same one.
    near: Mutex<BTreeMap<(String, bool), Option<String>>>,
}

impl Index {
    /// The path that one which leads nowhere is near to, looked for by `find` the first time that it is asked for.
    pub(super) fn near(&self, path: &str, is_image: bool, find: impl FnOnce() -> Option<String>) -> Option<String> {
        let key = (path.to_owned(), is_image);
        let known = || self.near.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&key) {
            return found.clone();
        }
        let found = find();
        known().insert(key, found.clone());
        found
    }

    pub(crate) fn new(
        plan: &Plan,
        library: &Library,
        terms: &[(syn::Term, Option<LessonId>)],
        packets: &[syn::Packet],
        assets: &Arc<Assets>,
        home: Option<&Arc<Document>>,
        unread: &Arc<Unread>,
    ) -> Index {
        let lessons = || plan.lessons.iter().enumerate().map(|(at, lesson)| (LessonId::new(at), lesson));
        let units = || plan.units.iter().enumerate().map(|(at, unit)| (UnitId::new(at), unit));
        let mut passages: BTreeMap<String, Vec<(Citation, PassageId)>> = BTreeMap::new();
        for (at, passage) in library.passages.iter().enumerate() {
            if let Some(citation) = &passage.citation {
                passages
                    .entry(citation.work_title().to_owned())
                    .or_default()
                    .push((citation.clone(), PassageId::new(at)));
            }
        }
        Index {
            documents: plan.lessons.iter().map(|lesson| Arc::clone(&lesson.document)).collect(),
            unit_documents: plan.units.iter().map(|unit| unit.document.clone()).collect(),
            drafts: plan.drafts.clone(),
            assets: Arc::clone(assets),
            lessons: lessons().map(|(id, lesson)| (lesson.id.clone(), id)).collect(),
            lesson_paths: lessons().map(|(id, lesson)| (lesson.document.path.clone(), id)).collect(),
            units: units().map(|(id, unit)| (unit.id.clone(), id)).collect(),
            unit_paths: units().map(|(id, unit)| (format!("{}/_index.md", unit.folder), id)).collect(),
            texts: library.by_id(),
            text_paths: library.by_path(),
            text_ids: library.ids(),
            terms: terms.iter().enumerate().map(|(at, (term, _))| (term.id.value.clone(), TermId::new(at))).collect(),
            packets: packets.iter().enumerate().map(|(at, packet)| (packet.id.clone(), PacketId::new(at))).collect(),
            passages,
            home: home.cloned(),
            unread: Arc::clone(unread),
            near: Mutex::default(),
        }
    }

    /// The lesson that a file is.
    pub(crate) fn lesson_at(&self, path: &VPath) -> Option<LessonId> {
        self.lesson_paths.get(path).copied()
    }

    pub(crate) fn lesson(&self, id: &str) -> Option<LessonId> {
        self.lessons.get(id).copied()
    }

    pub(crate) fn lesson_ids(&self) -> impl Iterator<Item = &str> {
        self.lessons.keys().map(String::as_str)
    }

    pub(crate) fn is_draft(&self, id: &str) -> bool {
        self.drafts.contains_key(id)
    }

    pub(crate) fn may_hold(&self, kind: RefKind, id: &str) -> bool {
        self.unread.may_hold(kind, id)
    }

    pub(crate) fn text(&self, id: &str) -> Option<TextId> {
        self.text_ids.get(id).copied()
    }

    pub(crate) fn text_ids(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// The page that teaches a passage: the same one, else one that holds it, else one that shares a part with it.
    pub(super) fn taught(&self, citation: &Citation) -> Option<PassageId> {
        let candidates = self.passages.get(citation.work_title())?;
        let by = |test: &dyn Fn(&Citation) -> bool| candidates.iter().find(|(known, _)| test(known)).map(|(_, id)| *id);
        let name = citation.canonical();
        by(&|known| known.canonical() == name)
            .or_else(|| by(&|known| known.contains(citation)))
            .or_else(|| by(&|known| known.overlaps(citation)))
    }
}
