//! Files that could not be read whole: what they may hold is no second mistake where it is missing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names;
use crate::folder::Folder;
use crate::syntax::lesson::{Document, Lost, RefKind};

/// Files that gave less than they hold, because of an error that was reported.
#[derive(Default)]
pub(crate) struct Unread {
    pub(super) paths: BTreeSet<String>,
    ids: BTreeSet<(RefKind, String)>,
    glossary: Lost,
    lessons: Vec<Lost>,
    units: Vec<Lost>,
}

impl Unread {
    /// What a folder's files hold and did not give.
    pub(crate) fn of(folder: &Folder) -> Unread {
        let mut unread = Unread::default();
        for path in &folder.unread {
            let kind = match path.extension() {
                "md" => RefKind::Text,
                _ => RefKind::Packet,
            };
            unread.ids.insert((kind, path.stem().to_owned()));
            unread.ids.insert((RefKind::Lesson, names::part(names::numbered(path.stem()).1, "")));
            unread.glossary = if path.as_str() == "glossary.yaml" { Lost::all() } else { unread.glossary };
            unread.paths.insert(path.to_string());
        }
        let lost = |documents: &[Arc<Document>]| -> Vec<Lost> {
            let lost = documents.iter().map(|document| &document.lost).filter(|lost| !lost.is_nothing());
            lost.cloned().collect()
        };
        if let Some(glossary) = &folder.glossary {
            unread.glossary = glossary.lost.clone();
        }
        unread.lessons = lost(&folder.lessons);
        unread.units = lost(&folder.units);
        unread
    }

    /// Whether an id may stand in one of them, so that its absence is no second mistake.
    pub(crate) fn may_hold(&self, kind: RefKind, id: &str) -> bool {
        match kind {
            RefKind::Packet => self.ids.contains(&(kind, id.to_owned())),
            RefKind::Text => {
                self.ids.contains(&(kind, id.to_owned())) || self.lessons.iter().any(|lost| lost.may_hold("texts", id))
            }
            RefKind::Term => {
                self.glossary.may_hold("glossary", id) || self.lessons.iter().any(|lost| lost.may_hold("glossary", id))
            }
            RefKind::Lesson if self.ids.contains(&(kind, id.to_owned())) => true,
            RefKind::Lesson => self.lessons.iter().any(|lost| lost.lacks("id")),
            RefKind::Unit => self.units.iter().any(|lost| lost.lacks("id")),
        }
    }
}
