//! The texts that a curriculum teaches, and their pages: one for each passage of the library, in canonical order.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::model::{LessonId, Passage, PassageId, ScopeId, TextId};
use super::names;
use super::options::Options;
use super::plan::Plan;
use super::unread::Unread;
use crate::diag::{Diagnostics, make};
use crate::source::VPath;
use crate::syntax::lesson::{Document, Lang, RefKind, Rich, TextEntry, TextItem};

/// Every text and passage, before scopes are known.
#[derive(Default)]
pub(crate) struct Library {
    pub(crate) texts: Vec<Planned>,
    pub(crate) passages: Vec<Passage>,
    /// For each lesson, the text of each entry of its list; `None` for one that names nothing.
    pub(crate) of_lessons: Vec<Vec<Option<TextId>>>,
    pub(super) shared: Vec<SharedFile>,
}

/// A text and where it stands.
pub(crate) struct Planned {
    pub(crate) id: String,
    pub(crate) entry: Arc<TextEntry>,
    pub(crate) passage: PassageId,
    pub(super) home: TextSource,
}

/// The file a text was read from.
#[derive(Clone, Copy)]
pub(super) enum TextSource {
    Lesson(LessonId),
    Shared(usize),
}

/// The file of a shared text.
pub(super) struct SharedFile {
    path: VPath,
    pub(super) document: Document,
    pub(super) translations: Vec<(Lang, Arc<Document>)>,
    pub(super) scope: ScopeId,
    pub(super) translated: Vec<(Lang, Arc<TextEntry>, ScopeId)>,
    pub(super) text: TextId,
}

/// Gathers shared and inline texts, and groups them into passages.
pub(crate) fn library(
    files: Vec<Arc<Document>>,
    plan: &Plan,
    translations: &mut BTreeMap<VPath, Vec<(Lang, Arc<Document>)>>,
    unread: &Unread,
    options: Options,
    sink: &mut Diagnostics,
) -> Library {
    let mut library = Library::default();
    let mut shared: BTreeMap<String, (TextId, crate::source::Span)> = BTreeMap::new();
    for document in files {
        if document.front.draft && !options.drafts {
            continue;
        }
        let mut document = Arc::unwrap_or_clone(document);
        footnotes(&document, sink);
        let Some(entry) = take_entry(&mut document) else { continue };
        let id = entry.id.as_ref().map_or_else(|| document.path.stem().to_owned(), |id| id.value.clone());
        let at = library.shared.len();
        let text = library.add(&id, Arc::new(entry), TextSource::Shared(at));
        if let Some((_, first)) = shared.insert(id.clone(), (text, document.fence)) {
            sink.push(make::duplicate_id(document.fence, "text", &id, first));
        }
        let translations = translations.remove(&document.path).unwrap_or_default();
        translations.iter().for_each(|(_, translation)| footnotes(translation, sink));
        let path = document.path.clone();
        let scope = ScopeId::new(0);
        library.shared.push(SharedFile { path, document, translations, scope, translated: Vec::new(), text });
    }
    for (at, lesson) in plan.lessons.iter().enumerate() {
        let own = library.of_lesson(LessonId::new(at), &lesson.document, &shared, unread, sink);
        library.of_lessons.push(own);
    }
    library.group();
    library
}

/// Tells of footnotes in a text's file: lessons show what it says in the middle of their own words, which have their own.
fn footnotes(document: &Document, sink: &mut Diagnostics) {
    for note in &document.body.footnotes {
        sink.push(make::footnote_in_text(note.first.unwrap_or(document.fence)));
    }
}

/// The entry of a shared text's file; the body is its context where the field is absent.
pub(super) fn take_entry(document: &mut Document) -> Option<TextEntry> {
    let item = document.front.texts.drain(..).next()?;
    let TextItem::Inline(entry) = item else { return None };
    let mut entry = Arc::unwrap_or_clone(entry);
    let sections = std::mem::take(&mut document.body.sections);
    let mut blocks = std::mem::take(&mut document.body.lead);
    for section in sections {
        blocks.push(crate::syntax::lesson::Block::Heading { level: 3, id: section.id, words: section.heading });
        blocks.extend(section.blocks);
    }
    if entry.context.is_none() && !blocks.is_empty() {
        entry.context = Some(Rich { blocks, span: None });
    }
    Some(entry)
}

impl Library {
    fn add(&mut self, id: &str, entry: Arc<TextEntry>, home: TextSource) -> TextId {
        let passage = PassageId::new(0);
        self.texts.push(Planned { id: id.to_owned(), entry, passage, home });
        TextId::new(self.texts.len() - 1)
    }

    fn of_lesson(
        &mut self,
        lesson: LessonId,
        document: &Document,
        shared: &BTreeMap<String, (TextId, crate::source::Span)>,
        unread: &Unread,
        sink: &mut Diagnostics,
    ) -> Vec<Option<TextId>> {
        let mut own: BTreeMap<&str, crate::source::Span> = BTreeMap::new();
        let mut found = Vec::with_capacity(document.front.texts.len());
        for (at, item) in document.front.texts.iter().enumerate() {
            found.push(match item {
                TextItem::Shared(id) => {
                    let text = shared.get(&id.value).map(|(text, _)| *text);
                    if text.is_none() && !unread.may_hold(RefKind::Text, &id.value) {
                        sink.push(make::unknown_id(
                            id.span,
                            "shared text",
                            &id.value,
                            shared.keys().map(String::as_str),
                        ));
                    }
                    text
                }
                TextItem::Inline(entry) => {
                    if let Some(id) = &entry.id {
                        let first =
                            shared.get(&id.value).map(|(_, span)| *span).or_else(|| own.insert(&id.value, id.span));
                        if let Some(first) = first {
                            sink.push(make::duplicate_id(id.span, "text", &id.value, first));
                        }
                    }
                    let id = entry.id.as_ref().map_or_else(|| format!("text-{}", at + 1), |id| id.value.clone());
                    Some(self.add(&id, Arc::clone(entry), TextSource::Lesson(lesson)))
                }
            });
        }
        found
    }

    /// Groups texts by passage, in canonical order; texts outside the library come last, by title.
    fn group(&mut self) {
        let mut groups: BTreeMap<SharedKey, Vec<TextId>> = BTreeMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            groups.entry(key(text)).or_default().push(TextId::new(at));
        }
        let mut lessons: Vec<Vec<LessonId>> = vec![Vec::new(); self.texts.len()];
        for (at, own) in self.of_lessons.iter().enumerate() {
            for text in own.iter().flatten() {
                lessons[text.index()].push(LessonId::new(at));
            }
        }
        let mut slugs: BTreeMap<String, u32> = BTreeMap::new();
        for (_, texts) in groups {
            let id = PassageId::new(self.passages.len());
            let passage = self.passage(&texts, &lessons, &mut slugs);
            for text in &texts {
                self.texts[text.index()].passage = id;
            }
            self.passages.push(passage);
        }
        self.near();
    }

    /// Notes which passages share a place. Those of one work stand together, in the order in which they begin.
    fn near(&mut self) {
        let mut pairs = Vec::new();
        for (at, passage) in self.passages.iter().enumerate() {
            let Some(citation) = &passage.citation else { continue };
            let after = self.passages.iter().enumerate().skip(at + 1);
            let citations = after.map_while(|(other, passage)| Some((other, passage.citation.as_ref()?)));
            let same_work = citations.take_while(|(_, other)| other.work_title() == citation.work_title());
            pairs.extend(same_work.filter(|(_, other)| citation.overlaps(other)).map(|(other, _)| (at, other)));
        }
        for (one, other) in pairs {
            self.passages[one].near.push(PassageId::new(other));
            self.passages[other].near.push(PassageId::new(one));
        }
        for passage in &mut self.passages {
            passage.near.sort_unstable();
        }
    }

    fn passage(&self, texts: &[TextId], lessons: &[Vec<LessonId>], slugs: &mut BTreeMap<String, u32>) -> Passage {
        let first = &self.texts[texts[0].index()];
        let citation = first.entry.citation.clone();
        let name = name(&first.entry, &first.id);
        let base = citation
            .as_ref()
            .map_or_else(|| names::part(&name, "text"), |citation| names::part(&citation.slug(), "text"));
        let mut taught: Vec<LessonId> = texts.iter().flat_map(|text| lessons[text.index()].iter().copied()).collect();
        taught.sort_unstable();
        taught.dedup();
        let category = citation.as_ref().map(|citation| citation.category().to_owned()).unwrap_or_default();
        let texts = self.wordings(texts);
        Passage { slug: unique(base, slugs), name, citation, category, texts, lessons: taught, near: Vec::new() }
    }

    /// One text for each wording: those that say the same in the same edition and translation are shown once.
    fn wordings(&self, texts: &[TextId]) -> Vec<TextId> {
        let mut seen: BTreeMap<String, TextId> = BTreeMap::new();
        let mut kept = Vec::new();
        for &text in texts {
            if let Entry::Vacant(slot) = seen.entry(wording(&self.texts[text.index()].entry)) {
                slot.insert(text);
                kept.push(text);
            }
        }
        kept
    }

    /// Texts by id: shared ones, which come first, then the first inline one that has it.
    pub(crate) fn ids(&self) -> BTreeMap<String, TextId> {
        let mut found = BTreeMap::new();
        for (at, text) in self.texts.iter().enumerate() {
            found.entry(text.id.clone()).or_insert(TextId::new(at));
        }
        found
    }

    /// The pages of texts by id.
    pub(crate) fn by_id(&self) -> BTreeMap<String, PassageId> {
        self.ids().into_iter().map(|(id, text)| (id, self.texts[text.index()].passage)).collect()
    }

    /// Passages by the paths of shared texts' files.
    pub(crate) fn by_path(&self) -> BTreeMap<String, PassageId> {
        self.shared.iter().map(|file| (file.path.to_string(), self.texts[file.text.index()].passage)).collect()
    }
}

/// What passages are ordered by: the library's order, else the title.
type SharedKey = (bool, crate::citation::SortKey, String);

fn key(text: &Planned) -> SharedKey {
    match &text.entry.citation {
        Some(citation) => (false, citation.sort_key(), citation.canonical()),
        None => (true, crate::citation::SortKey::default(), name(&text.entry, &text.id).to_lowercase()),
    }
}

fn name(entry: &TextEntry, id: &str) -> String {
    if let Some(citation) = &entry.citation {
        return citation.canonical();
    }
    entry.title.as_ref().or(entry.reference.as_ref()).map_or_else(|| id.to_owned(), |text| text.value.clone())
}

fn unique(base: String, slugs: &mut BTreeMap<String, u32>) -> String {
    let count = slugs.entry(base.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { base } else { format!("{base}-{count}") }
}

pub(crate) fn wording(entry: &TextEntry) -> String {
    let mut all = String::new();
    for (lang, text) in entry.pieces.iter().flat_map(|piece| &piece.words) {
        all.push_str(lang);
        all.push_str(&text.value);
        all.push('\u{1f}');
    }
    for field in [&entry.version, &entry.translator].into_iter().flatten() {
        all.push_str(&field.value);
        all.push('\u{1f}');
    }
    all
}
