//! The texts of a library once it is known where links lead: their tables, translations and licences.

use std::sync::Arc;

use super::index::Index;
use super::model::{Passage, ScopeId, Text};
use super::resolve::{self, Scopes};
use super::texts::{Library, TextSource, take_entry};
use super::translate;
use crate::diag::Diagnostics;
use crate::syntax::lesson::{Config, TextEntry};

/// What [`Library::finish`] gives.
pub(crate) struct Finished {
    pub(crate) texts: Vec<Arc<Text>>,
    pub(crate) passages: Vec<Passage>,
}

impl Library {
    /// Resolves the links of shared texts.
    pub(crate) fn resolve(&mut self, scopes: &mut Scopes, index: &Index, sink: &mut Diagnostics) {
        for file in &mut self.shared {
            file.scope = scopes.add(resolve::document(&file.document, index, sink));
            for (lang, document) in std::mem::take(&mut file.translations) {
                let mut document = Arc::unwrap_or_clone(document);
                let Some(entry) = take_entry(&mut document) else { continue };
                let scope = scopes.add(resolve::document(&document, index, sink));
                let original = &self.texts[file.text.index()].entry;
                file.translated.push((lang, Arc::new(translate::text(original, entry, sink)), scope));
            }
        }
    }

    /// The library's final form.
    pub(crate) fn finish(self, lesson_scopes: &[ScopeId], config: &Config) -> Finished {
        let Library { texts, passages, shared, .. } = self;
        let texts = texts.into_iter().map(|text| {
            let (scope, translations, is_shared) = match text.home {
                TextSource::Lesson(lesson) => (lesson_scopes[lesson.index()], Vec::new(), false),
                TextSource::Shared(at) => (shared[at].scope, shared[at].translated.clone(), true),
            };
            let license = license(&text.entry, config);
            Arc::new(Text {
                id: text.id,
                entry: text.entry,
                scope,
                passage: text.passage,
                shared: is_shared,
                license,
                translations,
            })
        });
        Finished { texts: texts.collect(), passages }
    }
}

/// The licence of a text, the curriculum's where it names none.
pub(crate) fn license(entry: &TextEntry, config: &Config) -> Option<String> {
    entry.license.as_ref().or(config.license.as_ref()).map(|license| license.value.clone())
}
