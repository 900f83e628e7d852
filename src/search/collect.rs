//! What can be found: the items of an index, each a page or a term, with its sections and their parts.
//!
//! The index for everybody holds what participants see. The facilitators' holds only what they alone see, so that a word
//! stands in one of the two. Both are made of presented documents, which say what is whose.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, LessonId, Passage, Term, Topic, Unit};
use crate::display;
use crate::document::model::{
    self, Block, Content, Definition, Exercise, Field, Footnote, Line, Note, Place, Prompt, Span, Text,
};
use crate::document::{Anchors, Presenter, Setting, walk};
use crate::hebrew;
use crate::place::{self, SiteArea};
use crate::words::Words;

/// Lessons that are named with a text that they teach, and those that a list of results names: its own page names all.
const NAMED: usize = 24;
const LISTED: usize = 6;

/// What a thing that can be found is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A lesson, or plain words of one.
    Lesson,
    /// A text that is studied, or the page of one.
    Text,
    /// A question for discussion.
    Prompt,
    /// An exercise.
    Exercise,
    /// A term of the glossary.
    Term,
    /// A value's page.
    Value,
    /// A skill's page.
    Skill,
    /// A tag's page.
    Tag,
    /// A weekly portion's page.
    Portion,
    /// A unit's page.
    Unit,
    /// The home page.
    Home,
}

impl ItemKind {
    /// The word for it in the index and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            ItemKind::Lesson => "lesson",
            ItemKind::Text => "text",
            ItemKind::Prompt => "prompt",
            ItemKind::Exercise => "exercise",
            ItemKind::Term => "term",
            ItemKind::Value => "value",
            ItemKind::Skill => "skill",
            ItemKind::Tag => "tag",
            ItemKind::Portion => "portion",
            ItemKind::Unit => "unit",
            ItemKind::Home => "home",
        }
    }
}

/// Something that is found as one: a page, or a term on the glossary's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexItem {
    /// The page, from the site's root.
    pub(super) page: String,
    /// Its title.
    pub(super) title: String,
    /// What it is.
    pub(super) kind: ItemKind,
    /// What is said beside the title: its name in Hebrew, a lesson's unit; may be empty.
    pub(super) beside: String,
    /// The lesson, for a lesson's page.
    pub(super) lesson: Option<LessonId>,
    /// The passage, for a text's page.
    pub(super) passage: Option<usize>,
    /// The first lessons that teach it, for a text's page: page and title.
    pub(super) taught: Vec<(String, String)>,
    /// How many lessons teach it.
    pub(super) teaching: usize,
    /// Its sections in reading order: at least one.
    pub(super) sections: Vec<IndexSection>,
}

/// A section of an item: what a query's words are looked for in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IndexSection {
    /// The anchor on the page; empty for its top.
    pub(super) anchor: String,
    /// The heading; empty for the page's head.
    pub(super) heading: String,
    /// Names that it is found by above all: references, a term's other spellings.
    pub(super) names: String,
    /// Its words, in reading order.
    pub(super) parts: Vec<SectionPart>,
}

/// Words of one kind in one language, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SectionPart {
    /// What they are.
    pub(super) kind: ItemKind,
    /// An anchor of their own; empty where the section's serves.
    pub(super) anchor: String,
    /// The language's code; empty for Hebrew in Latin letters.
    pub(super) lang: Arc<str>,
    /// The words.
    pub(super) words: String,
}

/// Every item of an index, in reading order. Lessons are presented here where nobody has gathered from them before.
pub(super) fn items(
    curriculum: &Curriculum,
    lang: &str,
    audience: Audience,
    read: Option<Vec<IndexItem>>,
) -> Vec<IndexItem> {
    let area = place::area_of(curriculum, lang, audience);
    let (words, anchors) = (Words::none(), Anchors::new(curriculum));
    let presenter = Presenter {
        curriculum,
        lang,
        words: &words,
        terms: None,
        area: &area,
        anchors: &anchors,
        sheets: false,
        setting: Setting::of(&curriculum.config),
    };
    let open = audience == Audience::Participant;
    let mut items = Vec::with_capacity(curriculum.lessons.len());
    if open {
        items.extend(of_home(&presenter));
        items.extend(curriculum.units.iter().map(|unit| of_unit(&presenter, unit)));
    }
    match read {
        Some(read) => items.extend(read),
        None => {
            let lessons = (0..curriculum.lessons.len()).into_par_iter().map(LessonId::new);
            items.par_extend(lessons.filter_map(|id| of_lesson(&presenter, &presenter.lesson(id))));
        }
    }
    if open {
        let passages = curriculum.passages.iter().enumerate();
        items.extend(passages.map(|(at, passage)| of_passage(curriculum, &area, at, passage)));
        items.extend(of_terms(&presenter));
        items.extend(of_topics(&presenter));
    }
    items
}

/// The home page, where it says something.
fn of_home(presenter: &Presenter<'_>) -> Option<IndexItem> {
    let curriculum = presenter.curriculum;
    let home = curriculum.home.as_ref()?;
    let body = presenter.body(&home.document, home.scope);
    let mut gather = Gather::of(ItemKind::Home, presenter, &body.footnotes);
    let sections = gather.page(|_| {}, &body.lead, &body.sections, |_| {});
    let title = curriculum.config.title.value.clone();
    let item = IndexItem { kind: ItemKind::Home, ..plain(presenter.area.common(""), title, String::new(), sections) };
    Some(item).filter(|item| !item.sections.is_empty())
}

fn of_unit(presenter: &Presenter<'_>, unit: &Unit) -> IndexItem {
    let mut sections = Vec::new();
    if let Some(document) = &unit.document {
        let body = presenter.body(document, unit.scope);
        let mut gather = Gather::of(ItemKind::Unit, presenter, &body.footnotes);
        let summary = document.front.summary.as_ref().map(|summary| presenter.line(&summary.value));
        let head = |gather: &mut Gather<'_, '_>| {
            summary.iter().for_each(|line| gather.say(line));
            presenter.unit_questions(unit).iter().for_each(|blocks| gather.blocks(blocks));
        };
        sections = gather.page(head, &body.lead, &body.sections, |_| {});
    }
    // A unit without a word is found by its title.
    if sections.is_empty() {
        let (anchor, heading, names) = (String::new(), String::new(), String::new());
        sections.push(IndexSection { anchor, heading, names, parts: Vec::new() });
    }
    let page = presenter.area.unit(&unit.address);
    IndexItem { kind: ItemKind::Unit, ..plain(page, unit.title.clone(), String::new(), sections) }
}

fn plain(page: String, title: String, beside: String, sections: Vec<IndexSection>) -> IndexItem {
    IndexItem {
        page,
        title,
        kind: ItemKind::Lesson,
        beside,
        lesson: None,
        passage: None,
        taught: Vec::new(),
        teaching: 0,
        sections,
    }
}

/// What is found of a lesson; `None` where it wants not to be found, or has not a word for this index.
pub(super) fn of_lesson(presenter: &Presenter<'_>, lesson: &model::Lesson<'_>) -> Option<IndexItem> {
    let curriculum = presenter.curriculum;
    let id = lesson.id;
    let linked = curriculum.lesson(id);
    if !linked.version(presenter.lang).0.document.front.search.0 {
        return None;
    }
    let mut gather = Gather {
        closed: presenter.audience() == Audience::Facilitator,
        ..Gather::of(ItemKind::Lesson, presenter, &lesson.footnotes)
    };
    let sections = gather.page(
        |gather| gather.head(lesson, linked),
        &lesson.lead,
        &lesson.sections,
        |gather| gather.rest(lesson, linked),
    );
    let unit = linked.unit.map(|unit| curriculum.unit(unit).title.clone()).unwrap_or_default();
    let page = presenter.area.lesson(linked);
    let item = IndexItem { lesson: Some(id), ..plain(page, walk::words(&lesson.title), unit, sections) };
    Some(item).filter(|item| !item.sections.is_empty())
}

/// Gathers the words of a document that one index holds.
struct Gather<'a, 'd> {
    curriculum: &'a Curriculum,
    lang: &'a str,
    footnotes: &'d [Footnote<'a>],
    /// Whether it holds what is the facilitator's alone.
    closed: bool,
    /// Whether what is at hand is the facilitator's.
    theirs: bool,
    /// What the next words are: kind and anchor.
    now: (ItemKind, String),
    parts: Vec<SectionPart>,
    names: String,
    noted: BTreeSet<u32>,
    langs: Langs,
}

/// Codes of languages, each held once for a page.
#[derive(Default)]
struct Langs(Vec<Arc<str>>);

impl Langs {
    fn named(&mut self, lang: &str) -> Arc<str> {
        if let Some(known) = self.0.iter().find(|known| ***known == *lang) {
            return Arc::clone(known);
        }
        let lang: Arc<str> = lang.into();
        self.0.push(Arc::clone(&lang));
        lang
    }
}

impl<'a, 'd> Gather<'a, 'd> {
    fn of(kind: ItemKind, presenter: &Presenter<'a>, footnotes: &'d [Footnote<'a>]) -> Gather<'a, 'd> {
        Gather {
            curriculum: presenter.curriculum,
            lang: presenter.lang,
            footnotes,
            closed: false,
            theirs: false,
            now: (kind, String::new()),
            parts: Vec::new(),
            names: String::new(),
            noted: BTreeSet::new(),
            langs: Langs::default(),
        }
    }

    /// The sections of the page that have any words: its head, those of the body, and what stands after them.
    fn page(
        &mut self,
        head: impl FnOnce(&mut Self),
        lead: &[Block<'_>],
        body: &[model::Section<'_>],
        rest: impl FnOnce(&mut Self),
    ) -> Vec<IndexSection> {
        head(self);
        self.blocks(lead);
        let mut sections = vec![self.section("", "")];
        for section in body {
            self.blocks(&section.blocks);
            sections.push(self.section(&walk::words(&section.line), section.id));
        }
        rest(self);
        sections.push(self.section("", ""));
        sections.retain(|section| !section.parts.is_empty());
        sections.shrink_to_fit();
        sections
    }

    /// The section of what was gathered since the last.
    fn section(&mut self, heading: &str, anchor: &str) -> IndexSection {
        // All of a large curriculum is held at once: nothing keeps room that it does not fill.
        let (mut names, mut parts) = (std::mem::take(&mut self.names), std::mem::take(&mut self.parts));
        parts.iter_mut().for_each(|part| part.words.shrink_to_fit());
        parts.shrink_to_fit();
        names.shrink_to_fit();
        IndexSection { anchor: anchor.to_owned(), heading: heading.to_owned(), names, parts }
    }

    /// Whether what is at hand belongs to this index: everybody's words to one, the facilitator's to the other.
    fn belongs(&self) -> bool {
        self.theirs == self.closed
    }

    /// Says a line, where it belongs here.
    fn say(&mut self, line: &Line<'_>) {
        if self.belongs() {
            self.say_in(line.lang, |words| walk::push_words(line, words));
        }
    }

    /// Says plain words, where they belong here.
    fn say_plain(&mut self, words: &str) {
        if self.belongs() {
            self.say_in(self.lang, |out| out.push_str(words));
        }
    }

    /// Says things of another kind.
    fn within(&mut self, kind: ItemKind, anchor: String, say: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.now, (kind, anchor));
        say(self);
        self.now = before;
    }

    /// Says what is the facilitator's, where it is.
    fn of_theirs(&mut self, theirs: bool, say: impl FnOnce(&mut Self)) {
        let before = self.theirs;
        self.theirs |= theirs;
        say(self);
        self.theirs = before;
    }

    fn say_in(&mut self, lang: &str, push: impl FnOnce(&mut String)) {
        let (kind, anchor) = &self.now;
        let joins = |part: &SectionPart| part.kind == *kind && part.anchor == *anchor && *part.lang == *lang;
        let mut part = match self.parts.pop() {
            Some(last) if joins(&last) => last,
            last => {
                self.parts.extend(last);
                SectionPart { kind: *kind, anchor: anchor.clone(), lang: self.langs.named(lang), words: String::new() }
            }
        };
        let before = part.words.len();
        if before > 0 {
            part.words.push(' ');
        }
        let from = part.words.len();
        push(&mut part.words);
        if part.words.get(from..).unwrap_or_default().trim().is_empty() {
            part.words.truncate(before);
        }
        if !part.words.is_empty() {
            self.parts.push(part);
        }
    }

    /// A lesson's head: its summary, what it promises, its topics, what is read beforehand.
    fn head(&mut self, lesson: &model::Lesson<'_>, linked: &Lesson) {
        lesson.summary.iter().for_each(|line| self.say(line));
        let before = || lesson.fields.iter().filter(|field| field.place != Place::After);
        before().filter(|field| !field.theirs).for_each(|field| self.field(field));
        let curriculum = self.curriculum;
        let values = linked.values.iter().filter_map(|&index| curriculum.values.get(index));
        let skills = linked.skills.iter().filter_map(|&index| curriculum.skills.get(index));
        let tags = linked.tags.iter().filter_map(|&index| curriculum.tags.get(index));
        let names: Vec<&str> = values.chain(skills).chain(tags).map(|topic| topic.name.as_str()).collect();
        self.say_plain(&names.join(", "));
        before().filter(|field| field.theirs).for_each(|field| self.field(field));
    }

    fn field(&mut self, field: &Field<'_>) {
        self.of_theirs(field.theirs, |gather| match &field.content {
            Content::Notice { blocks } => gather.blocks(blocks),
            Content::List { items, .. } | Content::Checklist { items, .. } => {
                items.iter().for_each(|blocks| gather.blocks(blocks));
            }
            Content::Definitions { list, .. } => list.iter().for_each(|one| gather.definition(one)),
            Content::Sources { list, .. } => {
                let names = list.iter().map(|source| (walk::words(&source.title), source.author));
                let names: Vec<String> = names
                    .map(|(title, author)| if author.is_empty() { title } else { format!("{title} · {author}") })
                    .collect();
                gather.say_plain(&names.join(" · "));
            }
        });
    }

    /// What stands after a lesson's sections.
    fn rest(&mut self, lesson: &model::Lesson<'_>, linked: &Lesson) {
        lesson.rest.iter().for_each(|(_, blocks)| self.blocks(blocks));
        lesson.fields.iter().filter(|field| field.place == Place::After).for_each(|field| self.field(field));
        let authors = linked.main.document.front.authors.iter().map(|name| name.value.as_str());
        self.say_plain(&authors.collect::<Vec<_>>().join(" · "));
    }

    fn blocks(&mut self, blocks: &[Block<'_>]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block<'_>) {
        match block {
            Block::Note(note) => self.of_theirs(note.theirs, |gather| {
                note.title.iter().for_each(|title| gather.say(title));
                gather.blocks(&note.blocks);
            }),
            Block::Quote { blocks, .. } => self.blocks(blocks),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Definitions { list, .. } => list.iter().for_each(|one| self.definition(one)),
            Block::Paragraph { line } | Block::Heading { line, .. } => self.line(line),
            Block::Lines { lines, .. } => lines.iter().for_each(|line| self.line(line)),
            Block::Code { text, .. } => self.say_plain(text),
            Block::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| self.line(cell));
            }
            Block::Text(text) => self.text(text),
            Block::Prompt(prompt) => self.prompt(prompt),
            Block::Exercise(exercise) => self.exercise(exercise),
            Block::Html { .. } | Block::Rule | Block::Space { .. } | Block::Image(_) => {}
        }
    }

    fn definition(&mut self, one: &Definition<'_>) {
        self.line(&one.term);
        self.blocks(&one.blocks);
    }

    /// A line, and the footnotes that it refers to: each once, where it is first referred to.
    fn line(&mut self, line: &Line<'_>) {
        self.say(line);
        self.notes(&line.spans);
    }

    fn notes(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            if let Span::Footnote { number, .. } = span {
                let notes = self.footnotes;
                let note = notes.iter().find(|note| note.number == *number && note.theirs == self.closed);
                if let Some(note) = note
                    && self.noted.insert(*number)
                {
                    self.of_theirs(note.theirs, |gather| gather.blocks(&note.blocks));
                }
            }
            self.notes(walk::inside(span));
        }
    }

    fn text(&mut self, text: &Text<'_>) {
        if !self.belongs() {
            return;
        }
        let names = names_of(self.curriculum, self.curriculum.passage(text.passage));
        self.names.push_str(&names);
        self.names.push(' ');
        self.within(ItemKind::Text, format!("text.{}", text.id), |gather| gather.text_words(text));
    }

    fn text_words(&mut self, text: &Text<'_>) {
        let words = || text.pieces.iter().flat_map(|piece| &piece.words);
        let mut langs: Vec<&str> = Vec::new();
        for words in words() {
            if !langs.contains(&words.lang) {
                langs.push(words.lang);
            }
        }
        for lang in langs {
            for line in words().filter(|words| words.lang == lang).flat_map(|words| words.paragraphs.iter().flatten()) {
                self.say_in(lang, |out| walk::push_words(line, out));
            }
        }
        let sounds = text.pieces.iter().filter_map(|piece| piece.sound.as_ref());
        sounds.for_each(|sound| self.say_in("", |out| walk::push_words(sound, out)));
        for gloss in &text.vocabulary {
            let (word, gloss) = (walk::words(&gloss.word), walk::words(&gloss.gloss));
            self.say_plain(&format!("{word}: {}.", gloss.trim_end_matches('.')));
        }
        self.blocks(&text.context);
        text.makers.iter().for_each(|name| self.say_plain(name));
    }

    fn prompt(&mut self, prompt: &Prompt<'_>) {
        let anchor = prompt.number.map(|number| format!("question.{number}")).unwrap_or_default();
        self.within(ItemKind::Prompt, anchor, |gather| {
            gather.of_theirs(prompt.theirs, |gather| {
                gather.blocks(&prompt.blocks);
                prompt.follow_ups.iter().for_each(|blocks| gather.blocks(blocks));
                gather.cues(&prompt.cues);
            });
        });
    }

    fn exercise(&mut self, exercise: &Exercise<'_>) {
        let anchor = exercise.number.map(|number| format!("exercise.{number}")).unwrap_or_default();
        self.within(ItemKind::Exercise, anchor, |gather| {
            gather.of_theirs(exercise.theirs, |gather| {
                exercise.title.iter().for_each(|title| gather.say(title));
                gather.blocks(&exercise.blocks);
                gather.cues(&exercise.cues);
            });
        });
    }

    fn cues(&mut self, cues: &[Note<'_>]) {
        cues.iter().for_each(|cue| self.of_theirs(cue.theirs, |gather| gather.blocks(&cue.blocks)));
    }
}

/// What a passage is called in both languages.
fn names_of(curriculum: &Curriculum, passage: &Passage) -> String {
    let mut names = vec![passage.name.clone()];
    names.extend(passage.citation.as_ref().map(display::citation_he));
    for &id in &passage.texts {
        let entry = &curriculum.text(id).entry;
        let typed = [&entry.title, &entry.author, &entry.reference].into_iter().flatten();
        names.extend(typed.map(|name| name.value.clone()).filter(|name| *name != passage.name));
    }
    names.dedup();
    names.join(" ")
}

/// The page of a text, with the lessons that teach it.
fn of_passage(curriculum: &Curriculum, area: &SiteArea, at: usize, passage: &Passage) -> IndexItem {
    let lessons = passage.lessons.iter().take(NAMED).map(|&id| curriculum.lesson(id));
    let titles: Vec<&str> = lessons.clone().map(Lesson::title).collect();
    let taught = lessons.take(LISTED).map(|lesson| (area.lesson(lesson), lesson.title().to_owned())).collect();
    let section = IndexSection {
        anchor: String::new(),
        heading: String::new(),
        names: looked_for(curriculum, passage),
        parts: of_titles(curriculum, ItemKind::Text, titles.join(" · ")),
    };
    let he = passage.citation.as_ref().map(display::citation_he).unwrap_or_default();
    let item = plain(area.passage(&passage.slug), passage.name.clone(), he, vec![section]);
    IndexItem { kind: ItemKind::Text, passage: Some(at), taught, teaching: passage.lessons.len(), ..item }
}

/// What a passage is looked for by: what it is called, every name of its work, and the places inside it.
fn looked_for(curriculum: &Curriculum, passage: &Passage) -> String {
    let mut names = names_of(curriculum, passage);
    if let Some(citation) = &passage.citation {
        // Each word once: aliases share most of theirs, and say the same of the work.
        let mut said: BTreeSet<String> = hebrew::tokens(&names).map(|(_, word)| word).collect();
        let inside = citation.places_inside();
        let more = citation.names().iter().copied().chain(inside.iter().map(String::as_str));
        for word in more.flat_map(|name| hebrew::tokens(name).map(|(_, word)| word).collect::<Vec<_>>()) {
            if said.insert(word.clone()) {
                names.push(' ');
                names.push_str(&word);
            }
        }
    }
    names
}

fn of_terms(presenter: &Presenter<'_>) -> Vec<IndexItem> {
    let of_term = |term: &Term| {
        let entry = &term.entry;
        let also: Vec<&str> = entry.he.iter().chain(&entry.also).map(|word| word.value.as_str()).collect();
        let definition = presenter.rich(&entry.definition, term.scope);
        let section = IndexSection {
            anchor: place::term_anchor(term),
            heading: String::new(),
            names: also.join(" "),
            parts: of_words(presenter, ItemKind::Term, &definition),
        };
        let he = entry.he.as_ref().map(|he| he.value.clone()).unwrap_or_default();
        let page = presenter.area.common("glossary");
        IndexItem { kind: ItemKind::Term, ..plain(page, entry.term.value.clone(), he, vec![section]) }
    };
    presenter.curriculum.terms.iter().map(of_term).collect()
}

fn of_topics(presenter: &Presenter<'_>) -> Vec<IndexItem> {
    let curriculum = presenter.curriculum;
    let kinds: [(&str, ItemKind, &[Topic]); 4] = [
        ("values", ItemKind::Value, &curriculum.values),
        ("skills", ItemKind::Skill, &curriculum.skills),
        ("tags", ItemKind::Tag, &curriculum.tags),
        ("portions", ItemKind::Portion, &curriculum.portions),
    ];
    let of_topic = |folder: &str, kind: ItemKind, topic: &Topic| {
        let said = topic.description.as_ref();
        let said = said.map(|rich| presenter.rich(rich, curriculum.config_scope)).unwrap_or_default();
        let (anchor, heading, names) = (String::new(), String::new(), String::new());
        let section = IndexSection { anchor, heading, names, parts: of_words(presenter, kind, &said) };
        let he = topic.he.clone().unwrap_or_default();
        IndexItem { kind, ..plain(presenter.area.topic(folder, topic), topic.name.clone(), he, vec![section]) }
    };
    let of_kind = |(folder, kind, list): (&str, ItemKind, &[Topic])| -> Vec<IndexItem> {
        list.iter().map(|topic| of_topic(folder, kind, topic)).collect()
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

/// The words of blocks by themselves, of one kind.
fn of_words(presenter: &Presenter<'_>, kind: ItemKind, blocks: &[Block<'_>]) -> Vec<SectionPart> {
    let mut gather = Gather::of(kind, presenter, &[]);
    gather.blocks(blocks);
    gather.section("", "").parts
}

/// One part of plain words in the curriculum's own language, where there is a word to say.
fn of_titles(curriculum: &Curriculum, kind: ItemKind, words: String) -> Vec<SectionPart> {
    let part = SectionPart { kind, anchor: String::new(), lang: curriculum.config.language.as_str().into(), words };
    Some(part).filter(|part| !part.words.trim().is_empty()).into_iter().collect()
}
