//! Files that could not be read whole: what they may hold is no second mistake where it is missing.

use std::collections::BTreeSet;

use super::names::{numbered, part};
use crate::source::VPath;
use crate::syntax::lesson::RefKind;

/// Files that gave less than they hold, because of an error that was reported.
#[derive(Default)]
pub(crate) struct Unread {
    pub(super) paths: BTreeSet<String>,
    ids: BTreeSet<(RefKind, String)>,
    glossary: bool,
}

impl Unread {
    pub(crate) fn of(paths: &[VPath]) -> Unread {
        let mut unread = Unread::default();
        for path in paths {
            let is_text = path.as_str().starts_with("texts/");
            let (kind, id) = match path.extension() {
                "md" if is_text => (RefKind::Text, path.stem().to_owned()),
                "md" => (RefKind::Lesson, part(numbered(path.stem()).1, "")),
                _ => (RefKind::Packet, path.stem().to_owned()),
            };
            unread.glossary |= path.as_str() == "glossary.yaml";
            unread.ids.insert((kind, id));
            unread.paths.insert(path.to_string());
        }
        unread
    }

    /// Whether an id may stand in one of them, so that its absence is no second mistake.
    pub(crate) fn may_hold(&self, kind: RefKind, id: &str) -> bool {
        match kind {
            RefKind::Text | RefKind::Packet | RefKind::Lesson => self.ids.contains(&(kind, id.to_owned())),
            RefKind::Term => self.glossary,
            RefKind::Unit => false,
        }
    }
}
