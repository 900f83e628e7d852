//! One lesson linked again, where its file changed in nothing that other files see.
//!
//! What others see of a lesson is its face: id, address, title, texts, topics, headings' ids. While the face stays, every
//! other lesson, index and number stays, and only the lesson's own version and table are made anew. Anything else is
//! declined, and the whole is linked. Reads no file.

use std::sync::Arc;

use super::index::Index;
use super::lessons;
use super::linked_texts::license;
use super::model::*;
use super::texts::wording;
use crate::diag::{Diagnostics, Place};
use crate::source::{FileId, VPath};
use crate::syntax::lesson::{Document, Front, Text as Word, TextEntry, TextItem};

/// What linking a curriculum leaves behind for linking one of its lessons again.
pub struct LinkState {
    pub(crate) index: Index,
    /// For each lesson, the text of each entry of its list.
    pub(crate) of_lessons: Vec<Vec<Option<TextId>>>,
    /// Mistakes found where files meet.
    pub(crate) general: Diagnostics,
    /// For each lesson, the mistakes found in it alone.
    pub(crate) own: Vec<Diagnostics>,
}

impl LinkState {
    /// Every mistake that linking found.
    pub fn mistakes(&self) -> Diagnostics {
        let mut all = self.general.clone();
        self.own.iter().filter(|own| !own.is_empty()).for_each(|own| all.append(own.clone()));
        all
    }

    /// The same, where nothing is linked again.
    pub(crate) fn into_mistakes(self) -> Diagnostics {
        let mut all = self.general;
        self.own.into_iter().for_each(|own| all.append(own));
        all
    }

    /// The lesson that a file is.
    pub fn lesson_at(&self, path: &VPath) -> Option<LessonId> {
        self.index.lesson_at(path)
    }

    /// The curriculum with a lesson's document in place of the one before. `None` where more depends on what changed; all is
    /// as before then.
    pub fn relink(&mut self, curriculum: &Curriculum, id: LessonId, document: &Arc<Document>) -> Option<Curriculum> {
        let old = curriculum.lessons.get(id.index())?;
        let shows_alone = old.translations.is_empty() && has_same_face(&old.main.document, document);
        if !shows_alone || points_at(&self.general, document.file) {
            return None;
        }
        let texts = self.of_lessons.get(id.index())?;
        let mut mistakes = Diagnostics::default();
        let (mut version, scope) = lessons::link_one(document, texts, &self.index, &mut mistakes);
        version.scope = old.main.scope;
        version.lang.clone_from(&old.main.lang);
        version.title.clone_from(&old.main.title);
        let mut changed = curriculum.clone();
        for (text, item) in texts.iter().zip(&document.front.texts) {
            let (Some(text), TextItem::Inline(entry)) = (text, item) else { continue };
            let slot = changed.texts.get_mut(text.index())?;
            let license = license(entry, &curriculum.config);
            *slot = Arc::new(Text { entry: Arc::clone(entry), license, ..Text::clone(slot) });
        }
        let cover = lessons::cover(&version, &scope);
        let slot = changed.scopes.get_mut(version.scope.index())?;
        let same_files = slot.open == scope.open && slot.linked == scope.linked && slot.shown == scope.shown;
        *slot = Arc::new(scope);
        *changed.lessons.get_mut(id.index())? = Arc::new(Lesson { main: version, cover, ..Lesson::clone(old) });
        if !same_files {
            changed.house_files();
        }
        *self.own.get_mut(id.index())? = mistakes;
        Some(changed)
    }
}

/// Whether a mistake points into a file, whose words have moved.
fn points_at(mistakes: &Diagnostics, file: FileId) -> bool {
    mistakes.as_slice().iter().any(|mistake| {
        let here = matches!(&mistake.place, Place::At(span) if span.file == file);
        here || mistake.others.iter().any(|label| label.span.file == file)
    })
}

/// Whether two readings of a lesson's file look the same to every other file.
fn has_same_face(one: &Document, other: &Document) -> bool {
    one.path == other.path
        && one.lost == other.lost
        && one.body.anchors == other.body.anchors
        && has_same_front(&one.front, &other.front)
}

/// The fields that other files, indexes and lists of lessons are made from. Every field is named, so that a new one is
/// decided about.
fn has_same_front(one: &Front, other: &Front) -> bool {
    let Front {
        title,
        id,
        slug,
        order,
        date,
        updated,
        draft,
        lang,
        aliases,
        requires,
        tags,
        values,
        skills,
        texts,
        glossary,
        print,
        autolink,
        // A theme may show it anywhere.
        extra,
        // What the lesson's own version and table hold, and pages read from there.
        short_title: _,
        summary: _,
        audience: _,
        level: _,
        format: _,
        group_size: _,
        minutes: _,
        cover: _,
        content_note: _,
        authors: _,
        license: _,
        search: _,
        goal: _,
        questions: _,
        objectives: _,
        prompts: _,
        exercises: _,
        sources: _,
        materials: _,
        preparation: _,
        access: _,
        key_points: _,
    } = one;
    [
        same(title, &other.title),
        same(id, &other.id),
        same(slug, &other.slug),
        order.map(|order| order.value) == other.order.map(|order| order.value),
        same(date, &other.date),
        same(updated, &other.updated),
        *draft == other.draft,
        same(lang, &other.lang),
        all_same(aliases, &other.aliases),
        all_same(requires, &other.requires),
        all_same(tags, &other.tags),
        all_same(values, &other.values),
        all_same(skills, &other.skills),
        texts.len() == other.texts.len(),
        texts.iter().zip(&other.texts).all(|(one, other)| is_same_text(one, other)),
        // A term's definition counts into the tables of the lesson that it stands in.
        glossary.is_empty() && other.glossary.is_empty(),
        *print == other.print,
        *autolink == other.autolink,
        *extra == other.extra,
    ]
    .into_iter()
    .all(|same| same)
}

fn same(one: &Option<Word>, other: &Option<Word>) -> bool {
    one.as_ref().map(|word| &word.value) == other.as_ref().map(|word| &word.value)
}

fn all_same(one: &[Word], other: &[Word]) -> bool {
    one.iter().map(|word| &word.value).eq(other.iter().map(|word| &word.value))
}

fn is_same_text(one: &TextItem, other: &TextItem) -> bool {
    match (one, other) {
        (TextItem::Shared(one), TextItem::Shared(other)) => one.value == other.value,
        (TextItem::Inline(one), TextItem::Inline(other)) => is_same_entry(one, other),
        (TextItem::Shared(_), TextItem::Inline(_)) | (TextItem::Inline(_), TextItem::Shared(_)) => false,
    }
}

/// What decides on which page a text stands, under which name, and whether another says the same.
fn is_same_entry(one: &TextEntry, other: &TextEntry) -> bool {
    same(&one.id, &other.id)
        && same(&one.reference, &other.reference)
        && one.citation == other.citation
        && same(&one.title, &other.title)
        && wording(one) == wording(other)
        && one.extra == other.extra
}
