//! The fields of the front matter that are parts of a lesson by themselves, in their order: what each says and where it stands.
//!
//! A field that joins them stands on pages, sheets and in the index without a word about it there.

use super::maker::Maker;
use super::model::{Block, Content, Definition, Field, Line, Place, Sheets, Source};
use crate::audience;
use crate::direction::Direction;
use crate::syntax::lesson::{Access, Front, Reference, ReferenceKind, Rich};

const EVERYWHERE: Sheets = Sheets { handout: true, sources: true, guide: true };
const HANDOUT: Sheets = Sheets { handout: true, sources: false, guide: false };
const HANDOUT_AND_GUIDE: Sheets = Sheets { handout: true, sources: false, guide: true };
const GUIDE: Sheets = Sheets { handout: false, sources: false, guide: true };

impl<'a> Maker<'a> {
    /// The fields before the body.
    pub(super) fn fields_before(&mut self, front: &'a Front) -> Vec<Field<'a>> {
        let before = audience::before(self.audience(), front);
        let objectives: Vec<&Rich> = front.objectives.iter().map(|objective| &objective.text).collect();
        let note = front.content_note.as_ref().map(|note| Content::Notice { blocks: self.rich(note) });
        let mut fields = Fields::default();
        fields.add("content-note", Place::Head, EVERYWHERE, note);
        fields.add("questions", Place::Head, HANDOUT, self.listed(&front.questions.iter().collect::<Vec<_>>()));
        fields.add("by-the-end", Place::Head, GUIDE, self.listed(&objectives));
        fields.theirs = true;
        fields.add("preparation", Place::Before, GUIDE, self.checklist(before.preparation));
        let materials = (!before.materials.is_empty()).then(|| {
            let (list, dir) = self.materials(before.materials);
            let items = match list {
                Block::List { items, .. } => items.into_iter().map(|item| item.blocks).collect(),
                other => vec![vec![other]],
            };
            Content::Checklist { dir, items }
        });
        fields.add("materials", Place::Before, GUIDE, materials);
        fields.add("access", Place::Before, GUIDE, self.access(before.access));
        fields.list
    }

    /// The fields after the body.
    pub(super) fn fields_after(&mut self, front: &'a Front) -> Vec<Field<'a>> {
        let mut fields = Fields::default();
        fields.add(
            "key-points",
            Place::After,
            HANDOUT_AND_GUIDE,
            self.listed(&front.key_points.iter().collect::<Vec<_>>()),
        );
        fields.add("sources", Place::After, GUIDE, self.sources(&front.sources));
        fields.list
    }

    fn listed(&mut self, list: &[&'a Rich]) -> Option<Content<'a>> {
        let (items, dir) = self.counted(|maker| list.iter().map(|rich| maker.rich(rich)).collect::<Vec<_>>());
        (!list.is_empty()).then_some(Content::List { dir, items })
    }

    fn checklist(&mut self, list: &'a [Rich]) -> Option<Content<'a>> {
        let (items, dir) = self.counted(|maker| maker.riches(list));
        (!list.is_empty()).then_some(Content::Checklist { dir, items })
    }

    fn access(&mut self, list: &'a [Access]) -> Option<Content<'a>> {
        let (made, dir) = self.counted(|maker| {
            let define = |access: &'a Access| Definition {
                term: maker.line(&access.need.value),
                blocks: maker.rich(&access.plan),
            };
            list.iter().map(define).collect::<Vec<_>>()
        });
        (!list.is_empty()).then_some(Content::Definitions { dir, list: made })
    }

    fn sources(&mut self, list: &'a [Reference]) -> Option<Content<'a>> {
        let (made, dir): (Vec<Source<'a>>, Direction) =
            self.counted(|maker| list.iter().map(|reference| maker.reference(reference)).collect());
        (!list.is_empty()).then_some(Content::Sources { dir, list: made })
    }

    fn reference(&mut self, reference: &'a Reference) -> Source<'a> {
        let adapted = reference.kind == Some(ReferenceKind::AdaptedFrom);
        let adapted = if adapted { format!("{} ", self.word("source-adapted-from")) } else { String::new() };
        let author = reference.author.as_ref().map(|author| format!("{}, ", author.value)).unwrap_or_default();
        let after: Vec<String> = [&reference.year, &reference.license]
            .into_iter()
            .flatten()
            .map(|extra| format!(", {}", self.base.words.license(&extra.value)))
            .collect();
        Source {
            before: self.if_any(&[&adapted, &author]),
            title: self.line(&reference.title.value),
            to: reference.url.and_then(|url| self.target(url)).and_then(|target| self.link_to(target)),
            after: self.if_any(&after.iter().map(String::as_str).collect::<Vec<_>>()),
            author: reference.author.as_ref().map_or("", |author| &author.value),
            note: reference.note.as_ref().map(|note| self.rich(note)).unwrap_or_default(),
        }
    }

    fn if_any(&mut self, parts: &[&str]) -> Option<Line<'a>> {
        parts.iter().any(|part| !part.is_empty()).then(|| self.joined(parts, ""))
    }
}

/// Fields in their order.
#[derive(Default)]
struct Fields<'a> {
    theirs: bool,
    list: Vec<Field<'a>>,
}

impl<'a> Fields<'a> {
    fn add(&mut self, name: &'static str, place: Place, sheets: Sheets, content: Option<Content<'a>>) {
        let theirs = self.theirs;
        self.list.extend(content.map(|content| Field { name, place, sheets, theirs, content }));
    }
}
