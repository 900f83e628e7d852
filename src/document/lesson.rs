//! A lesson, and what else has a body, as one audience reads it.

use super::blocks::SECTION;
use super::maker::{Maker, text_block};
use super::model::{Block, Footnote, Lesson, Line, Note, Section, Segment, Text};
use super::presenter::Presenter;
use crate::audience::{self, Audience};
use crate::curriculum::{Agenda, LessonId, ScopeId, TermId, TextId, Version};
use crate::direction;
use crate::sheets;
use crate::syntax::lesson::{self as syn, Body, Front, HandoutFor, Range};

impl<'a> Presenter<'a> {
    /// A lesson.
    pub(crate) fn lesson(&self, id: LessonId) -> Lesson<'a> {
        let lesson = self.curriculum.lesson(id);
        let (version, own) = lesson.version(self.lang);
        let mut maker = self.of_version(id, version);
        let front = &version.document.front;
        let title = maker.line(&version.title);
        let summary = front.summary.as_ref().map(|summary| maker.line(&summary.value));
        let facts = maker.facts(front);
        let mut fields = maker.fields_before(front);
        let (lead, sections) = maker.body(&version.document.body, Some(&version.agenda));
        let rest = maker.rest(version);
        fields.extend(maker.fields_after(front));
        let footnotes = maker.footnotes(&version.document.body);
        let colophon = maker.colophon(front);
        Lesson {
            id,
            number: lesson.number,
            lang: maker.lang,
            dir: maker.dir,
            own,
            title,
            summary,
            minutes: version.agenda.total.map(|total| self.long_minutes(total)).unwrap_or_default(),
            facts,
            cover: lesson.cover,
            fields,
            lead,
            sections,
            rest,
            footnotes,
            colophon,
            texts: version.texts.clone(),
            terms: maker.terms(),
        }
    }

    /// What each role's card says: for whoever has the role, as participants see the rest of it. Facilitators give them out.
    pub(crate) fn roles(&self, id: LessonId) -> Vec<Note<'a>> {
        let version = self.curriculum.lesson(id).version(self.lang).0;
        let mut maker = self.of_version(id, version);
        let found = sheets::handouts(&version.document.body, HandoutFor::Role);
        found.into_iter().map(|container| maker.note(container)).collect()
    }

    /// A body that is no lesson's: its lead and its sections.
    pub(crate) fn body(&self, document: &'a syn::Document, scope: ScopeId) -> BodyOf<'a> {
        let mut maker = self.maker();
        maker.scope = self.curriculum.scope(scope);
        maker.leaves = &document.refs.leaves;
        let (lead, sections) = maker.body(&document.body, None);
        let footnotes = maker.footnotes(&document.body);
        BodyOf { lead, sections, footnotes }
    }

    /// A text by itself, and the terms that it uses.
    pub(crate) fn text(&self, id: TextId) -> (Text<'a>, Vec<TermId>) {
        let mut maker = self.maker();
        let text = maker.text(id, None);
        (text, maker.terms())
    }

    /// What a text is owed, by itself.
    pub(crate) fn credit(&self, id: TextId) -> Vec<Line<'a>> {
        let text = self.curriculum.text(id);
        self.maker().credit(text, &text.entry)
    }

    fn of_version(&self, id: LessonId, version: &'a Version) -> Maker<'a> {
        let mut maker = self.maker();
        maker.lesson = Some((id, version));
        maker.scope = self.curriculum.scope(version.scope);
        maker.leaves = &version.document.refs.leaves;
        maker.lang = &version.lang;
        maker.dir = direction::direction_of(&version.lang, "");
        maker
    }

    fn long_minutes(&self, total: Range) -> String {
        if total.from == total.to {
            self.words.count("minutes", total.to)
        } else {
            self.words.name("minutes-long-range", &span(total))
        }
    }
}

/// A body that is no lesson's.
pub(crate) struct BodyOf<'a> {
    /// What stands before the first section.
    pub(crate) lead: Vec<Block<'a>>,
    /// The sections.
    pub(crate) sections: Vec<Section<'a>>,
    /// The footnotes.
    pub(crate) footnotes: Vec<Footnote<'a>>,
}

fn span(range: Range) -> String {
    if range.from == range.to { range.to.to_string() } else { format!("{}–{}", range.from, range.to) }
}

impl<'a> Maker<'a> {
    /// Level, format, size of the group, and whom it is for.
    fn facts(&mut self, front: &'a Front) -> Vec<Line<'a>> {
        let words = self.base.words;
        let level = front.level.map(|level| words.get(&format!("lesson-{}", level.value.word())).to_owned());
        let formats: Vec<&str> =
            front.format.iter().map(|format| words.get(&format!("format-{}", format.value.word()))).collect();
        let size = front.group_size.map(|size| words.people(&span(size.value)));
        let own = [level, Some(formats.join(", ")), size].into_iter().flatten().filter(|fact| !fact.is_empty());
        let mut facts: Vec<Line<'a>> = own.map(|fact| self.own_words(fact)).collect();
        if !front.audience.is_empty() {
            let audience: Vec<&str> = front.audience.iter().map(|word| word.value.as_str()).collect();
            facts.push(self.joined(&audience, ", "));
        }
        facts
    }

    fn body(&mut self, body: &'a Body, agenda: Option<&'a Agenda>) -> (Vec<Block<'a>>, Vec<Section<'a>>) {
        self.levels = vec![(1, 1)];
        let lead = self.blocks(&body.lead);
        let section = |(index, section): (usize, &'a syn::Section)| {
            self.levels = vec![(1, 1), (SECTION, SECTION)];
            let entry = agenda.and_then(|agenda| agenda.entries.iter().find(|entry| entry.section == index));
            let segment = section.segment.as_ref().zip(entry);
            Section {
                id: &section.id,
                line: self.without_terms(|maker| maker.inlines(&section.heading)),
                segment: segment.map(|(segment, entry)| self.segment(segment, entry)),
                blocks: self.blocks(&section.blocks),
            }
        };
        let sections = body.sections.iter().enumerate().map(section).collect();
        (lead, sections)
    }

    fn segment(&self, segment: &'a syn::Segment, entry: &'a crate::curriculum::AgendaEntry) -> Segment<'a> {
        let words = self.base.words;
        let cut = audience::cut(self.audience(), segment);
        Segment {
            kind: entry.kind,
            what: self.word(&format!("kind-{}", entry.kind.word())),
            group: segment.group.map(|group| self.word(&format!("group-{}", group.word()))).unwrap_or_default(),
            start: entry.start,
            most: entry.minutes.to,
            minutes: self.minutes(entry.minutes),
            cut,
            cut_words: match cut {
                Some(Some(order)) => words.count("cut-order", order),
                Some(None) => words.get("cut-any").to_owned(),
                None => String::new(),
            },
        }
    }

    /// Texts, prompts and exercises that the body does not place, each under the message that is its heading.
    fn rest(&mut self, version: &'a Version) -> Vec<(&'static str, Vec<Block<'a>>)> {
        self.levels = vec![(1, 1), (SECTION, SECTION)];
        let mut texts = Vec::new();
        for &id in &version.unplaced_texts {
            texts.push(text_block(self.text(id, None)));
        }
        let mut prompts = Vec::new();
        version.unplaced_prompts.iter().for_each(|&index| self.prompt(index, &mut prompts));
        let mut exercises = Vec::new();
        version.unplaced_exercises.iter().for_each(|&index| self.exercise(index, &mut exercises));
        let rest = [("texts", texts), ("questions-to-discuss", prompts), ("exercises", exercises)];
        rest.into_iter().filter(|(_, blocks)| !blocks.is_empty()).collect()
    }

    fn footnotes(&mut self, body: &'a Body) -> Vec<Footnote<'a>> {
        let audience: Audience = self.audience();
        let mut notes = Vec::new();
        for note in audience::footnotes(audience, &body.footnotes) {
            let (blocks, dir) = self.held(|maker| maker.apart(|maker| maker.blocks(&note.blocks)));
            notes.push(Footnote { number: note.number, dir, marks: Vec::new(), blocks, theirs: note.facilitators });
        }
        for note in &mut notes {
            let marks = self.marks.iter().filter(|(number, _)| *number == note.number);
            note.marks = marks.map(|(_, nth)| *nth).collect();
        }
        notes
    }

    /// By whom, when, and under which licence.
    fn colophon(&mut self, front: &'a Front) -> Vec<Line<'a>> {
        let words = self.base.words;
        let authors: Vec<&str> = front.authors.iter().map(|author| author.value.as_str()).collect();
        let by = (!authors.is_empty()).then(|| words.name("by", &authors.join(", ")));
        let day = front.updated.as_ref().or(front.date.as_ref()).filter(|_| !self.is_paper());
        let updated = day.map(|date| words.name("updated", &date.value));
        let license = front.license.as_ref();
        let license = if self.is_paper() { license.or(self.base.curriculum.config.license.as_ref()) } else { license };
        let license = license.map(|license| words.license(&license.value));
        let parts = [by, updated, license].into_iter().flatten();
        parts.map(|part| self.own_words(part)).collect()
    }
}
