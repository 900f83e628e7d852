//! What can be found: the items of an index, each a page or a term, with its sections and their parts.
//!
//! The index for everybody holds what participants see. The facilitators' holds only what they alone see, so that a word
//! stands in one of the two. Asks `audience` for both.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::audience::{self, Audience};
use crate::curriculum::{Curriculum, Lesson, LessonId, Passage, Placement, Scope, TextId, Topic, Unit, Version};
use crate::hebrew;
use crate::place::{self, Shelf};
use crate::shown;
use crate::syntax::lesson::{Block, Document, Footnote, Inline, Leaf, Rich};
use crate::syntax::{inline_text, plain_text};

/// Lessons that are named with a text that they teach, and those that a list of results names: its own page names all.
const NAMED: usize = 24;
const LISTED: usize = 6;

/// What a thing that can be found is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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

impl Kind {
    /// The word for it in the index and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Lesson => "lesson",
            Kind::Text => "text",
            Kind::Prompt => "prompt",
            Kind::Exercise => "exercise",
            Kind::Term => "term",
            Kind::Value => "value",
            Kind::Skill => "skill",
            Kind::Tag => "tag",
            Kind::Portion => "portion",
            Kind::Unit => "unit",
            Kind::Home => "home",
        }
    }
}

/// Something that is found as one: a page, or a term on the glossary's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The page, from the site's root.
    pub(super) page: String,
    /// Its title.
    pub(super) title: String,
    /// What it is.
    pub(super) kind: Kind,
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
    pub(super) sections: Vec<Section>,
}

/// A section of an item: what a query's words are looked for in together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    /// The anchor on the page; empty for its top.
    pub(super) anchor: String,
    /// The heading; empty for the page's head.
    pub(super) heading: String,
    /// Names that it is found by above all: references, a term's other spellings.
    pub(super) names: String,
    /// Its words, in reading order.
    pub(super) parts: Vec<Part>,
}

/// Words of one kind in one language, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// What they are.
    pub(super) kind: Kind,
    /// An anchor of their own; empty where the section's serves.
    pub(super) anchor: String,
    /// The language's code; empty for Hebrew in Latin letters.
    pub(super) lang: Arc<str>,
    /// The words.
    pub(super) words: String,
}

/// Every item of an index, in reading order.
pub(super) fn items(curriculum: &Curriculum, lang: &str, audience: Audience) -> Vec<Item> {
    let shelf = place::shelf_of(curriculum, lang, audience);
    let open = audience == Audience::Participant;
    let mut items = Vec::with_capacity(curriculum.lessons.len());
    if open {
        items.extend(of_home(curriculum, &shelf));
        items.extend(curriculum.units.iter().map(|unit| of_unit(curriculum, &shelf, unit)));
    }
    let lessons = (0..curriculum.lessons.len()).into_par_iter();
    items.par_extend(lessons.filter_map(|index| of_lesson(curriculum, lang, &shelf, LessonId::new(index))));
    if open {
        let passages = curriculum.passages.iter().enumerate();
        items.extend(passages.map(|(at, passage)| of_passage(curriculum, &shelf, at, passage)));
        items.extend(of_terms(curriculum, &shelf));
        items.extend(of_topics(curriculum, &shelf));
    }
    items
}

/// The home page, where it says something.
fn of_home(curriculum: &Curriculum, shelf: &Shelf) -> Option<Item> {
    let home = curriculum.home.as_ref()?;
    let lang = &curriculum.config.language;
    let mut gather = Gather::of(Kind::Home, curriculum, &home.document, curriculum.scope(home.scope), lang);
    let sections = gather.page(|_| {}, |_| {});
    let title = curriculum.config.title.value.clone();
    let item = Item { kind: Kind::Home, ..plain(shelf.common(""), title, String::new(), sections) };
    Some(item).filter(|item| !item.sections.is_empty())
}

fn of_unit(curriculum: &Curriculum, shelf: &Shelf, unit: &Unit) -> Item {
    let mut sections = Vec::new();
    if let Some(document) = &unit.document {
        let lang = &curriculum.config.language;
        let mut gather = Gather::of(Kind::Unit, curriculum, document, curriculum.scope(unit.scope), lang);
        sections = gather.page(Gather::promises, |_| {});
    }
    // A unit without a word is found by its title.
    if sections.is_empty() {
        sections.push(Section {
            anchor: String::new(),
            heading: String::new(),
            names: String::new(),
            parts: Vec::new(),
        });
    }
    Item { kind: Kind::Unit, ..plain(shelf.unit(&unit.address), unit.title.clone(), String::new(), sections) }
}

fn plain(page: String, title: String, beside: String, sections: Vec<Section>) -> Item {
    Item {
        page,
        title,
        kind: Kind::Lesson,
        beside,
        lesson: None,
        passage: None,
        taught: Vec::new(),
        teaching: 0,
        sections,
    }
}

fn of_lesson(curriculum: &Curriculum, lang: &str, shelf: &Shelf, id: LessonId) -> Option<Item> {
    let lesson = curriculum.lesson(id);
    let (version, _) = lesson.version(lang);
    if !version.document.front.search.0 {
        return None;
    }
    let mut gather = Gather {
        version: Some(version),
        closed: shelf.audience == Audience::Facilitator,
        ..Gather::of(Kind::Lesson, curriculum, &version.document, curriculum.scope(version.scope), &version.lang)
    };
    let sections = gather.page(|gather| gather.head(lesson), |gather| gather.rest(version));
    let unit = lesson.unit.map(|unit| curriculum.unit(unit).title.clone()).unwrap_or_default();
    let item = Item { lesson: Some(id), ..plain(shelf.lesson(lesson), version.title.clone(), unit, sections) };
    Some(item).filter(|item| !item.sections.is_empty())
}

/// Gathers the words of a page that one index holds.
struct Gather<'a> {
    curriculum: &'a Curriculum,
    document: &'a Document,
    /// The lesson, where the page is one's: its prompts, exercises and texts.
    version: Option<&'a Version>,
    scope: &'a Scope,
    leaves: &'a [Leaf],
    footnotes: &'a [Footnote],
    closed: bool,
    /// What the next words are: kind, anchor, language.
    now: (Kind, String, &'a str),
    parts: Vec<Part>,
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

impl<'a> Gather<'a> {
    fn of(
        kind: Kind,
        curriculum: &'a Curriculum,
        document: &'a Document,
        scope: &'a Scope,
        lang: &'a str,
    ) -> Gather<'a> {
        Gather {
            curriculum,
            document,
            version: None,
            scope,
            leaves: &document.refs.leaves,
            footnotes: &document.body.footnotes,
            closed: false,
            now: (kind, String::new(), lang),
            parts: Vec::new(),
            names: String::new(),
            noted: BTreeSet::new(),
            langs: Langs::default(),
        }
    }

    /// The sections of the page that have any words: its head, those of the body, and what stands after them.
    fn page(&mut self, head: impl FnOnce(&mut Self), rest: impl FnOnce(&mut Self)) -> Vec<Section> {
        let document = self.document;
        head(self);
        self.blocks(&document.body.lead);
        let mut sections = vec![self.section("", "")];
        for section in &document.body.sections {
            self.blocks(&section.blocks);
            sections.push(self.section(&inline_text(&section.heading), &section.id));
        }
        rest(self);
        sections.push(self.section("", ""));
        sections.retain(|section| !section.parts.is_empty());
        sections.shrink_to_fit();
        sections
    }

    /// The section of what was gathered since the last.
    fn section(&mut self, heading: &str, anchor: &str) -> Section {
        // All of a large curriculum is held at once: nothing keeps room that it does not fill.
        let (mut names, mut parts) = (std::mem::take(&mut self.names), std::mem::take(&mut self.parts));
        parts.iter_mut().for_each(|part| part.words.shrink_to_fit());
        parts.shrink_to_fit();
        names.shrink_to_fit();
        Section { anchor: anchor.to_owned(), heading: heading.to_owned(), names, parts }
    }

    fn say(&mut self, words: &str) {
        self.say_in(self.now.2, words);
    }

    /// Says things of another kind.
    fn within(&mut self, kind: Kind, anchor: String, say: impl FnOnce(&mut Self)) {
        let lang = self.now.2;
        let before = std::mem::replace(&mut self.now, (kind, anchor, lang));
        say(self);
        self.now = before;
    }

    /// Says words of a language.
    fn say_in(&mut self, lang: &str, words: &str) {
        if words.trim().is_empty() {
            return;
        }
        let (kind, anchor, _) = &self.now;
        match self.parts.last_mut() {
            Some(part) if part.kind == *kind && part.anchor == *anchor && *part.lang == *lang => {
                part.words.push(' ');
                part.words.push_str(words);
            }
            _ => self.parts.push(Part {
                kind: *kind,
                anchor: anchor.clone(),
                lang: self.langs.named(lang),
                words: words.to_owned(),
            }),
        }
    }

    /// Words that everybody sees: in the open index only.
    fn say_open(&mut self, words: &str) {
        if !self.closed {
            self.say(words);
        }
    }

    fn rich_open(&mut self, rich: &Rich) {
        if !self.closed {
            self.everything(&rich.blocks);
        }
    }

    /// What a page says of itself: its summary, its questions, what it wants.
    fn promises(&mut self) {
        let front = &self.document.front;
        if let Some(summary) = &front.summary {
            self.say_open(&summary.value);
        }
        front.questions.iter().for_each(|rich| self.rich_open(rich));
        front.objectives.iter().for_each(|objective| self.rich_open(&objective.text));
    }

    /// A lesson's head.
    fn head(&mut self, lesson: &Lesson) {
        self.promises();
        if !self.closed {
            let curriculum = self.curriculum;
            let values = lesson.values.iter().filter_map(|&index| curriculum.values.get(index));
            let skills = lesson.skills.iter().filter_map(|&index| curriculum.skills.get(index));
            let tags = lesson.tags.iter().filter_map(|&index| curriculum.tags.get(index));
            let names: Vec<&str> = values.chain(skills).chain(tags).map(|topic| topic.name.as_str()).collect();
            self.say(&names.join(", "));
        } else {
            let before = audience::before(Audience::Facilitator, &self.document.front);
            before.preparation.iter().for_each(|rich| self.everything(&rich.blocks));
            before.materials.iter().for_each(|material| self.say(&material.item.value));
            for access in before.access {
                self.say(&access.need.value);
                self.everything(&access.plan.blocks);
            }
        }
    }

    /// What stands after a lesson's sections.
    fn rest(&mut self, version: &'a Version) {
        for &text in &version.unplaced_texts {
            self.text(text);
        }
        version.unplaced_prompts.iter().for_each(|&index| self.prompt(index));
        version.unplaced_exercises.iter().for_each(|&index| self.exercise(index));
        let front = &version.document.front;
        front.key_points.iter().for_each(|rich| self.rich_open(rich));
        let sources = front.sources.iter().flat_map(|source| [Some(&source.title), source.author.as_ref()]);
        let names: Vec<&str> = sources.flatten().chain(&front.authors).map(|name| name.value.as_str()).collect();
        self.say_open(&names.join(" · "));
    }

    /// The blocks of a list that belong to this index.
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            let open =
                audience::blocks(Audience::Participant, self.leaves, std::slice::from_ref(block)).next().is_some();
            match (open, self.closed) {
                (true, _) => self.block(block),
                (false, true) => self.everything(std::slice::from_ref(block)),
                (false, false) => {}
            }
        }
    }

    /// A block that everybody sees; in the facilitators' index only what stands hidden inside it.
    fn block(&mut self, block: &Block) {
        match block {
            Block::Container(container) => {
                self.say_open(&inline_text(&container.title));
                self.blocks(&container.blocks);
            }
            Block::Quote(inner) => self.blocks(inner),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Definitions(list) => {
                for (term, meanings) in list {
                    self.say_open(&inline_text(term));
                    meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            Block::Leaf(no) => self.leaf(no.0 as usize),
            Block::Paragraph(words) | Block::Heading { words, .. } => {
                self.say_open(&inline_text(words));
                self.notes(words);
            }
            Block::Code { text, .. } => self.say_open(text),
            Block::Table(_) => self.say_open(&plain_text(std::slice::from_ref(block))),
            Block::Html(_) | Block::Rule => {}
        }
    }

    /// Blocks with all that is in them: what stands in a facilitators' block, or in a field that is whole one or the other.
    fn everything(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Container(container) => {
                    self.say(&inline_text(&container.title));
                    self.everything(&container.blocks);
                }
                Block::Quote(inner) => self.everything(inner),
                Block::List { items, .. } => items.iter().for_each(|item| self.everything(&item.blocks)),
                Block::Leaf(no) => self.leaf_everything(no.0 as usize),
                Block::Html(_) => {}
                Block::Paragraph(words) | Block::Heading { words, .. } => {
                    self.say(&inline_text(words));
                    self.notes(words);
                }
                block => self.say(&plain_text(std::slice::from_ref(block))),
            }
        }
    }

    /// The footnotes of a paragraph: each once, where it is first referred to.
    fn notes(&mut self, words: &[Inline]) {
        let seen = if self.closed { Audience::Facilitator } else { Audience::Participant };
        for inline in words {
            let Inline::Footnote { number, .. } = inline else { continue };
            let note = audience::footnotes(seen, self.footnotes).find(|note| note.number == *number);
            if let Some(note) = note.filter(|note| note.facilitators == self.closed)
                && self.noted.insert(*number)
            {
                self.everything(&note.blocks);
            }
        }
    }

    fn leaf(&mut self, leaf: usize) {
        match self.scope.leaves.get(leaf) {
            Some(Placement::Text(id, _)) => self.text(*id),
            Some(Placement::Prompts(list)) => list.iter().for_each(|&index| self.prompt(index)),
            Some(Placement::Exercise(index)) => self.exercise(*index),
            Some(Placement::Space(_) | Placement::Nothing) | None => {}
        }
    }

    /// A leaf inside a facilitators' block: its text is the facilitators' too.
    fn leaf_everything(&mut self, leaf: usize) {
        match self.scope.leaves.get(leaf) {
            Some(Placement::Text(id, _)) => self.text_words(*id),
            Some(Placement::Prompts(_) | Placement::Exercise(_)) => self.leaf(leaf),
            Some(Placement::Space(_) | Placement::Nothing) | None => {}
        }
    }

    fn text(&mut self, id: TextId) {
        if !self.closed {
            self.text_words(id);
        }
    }

    fn text_words(&mut self, id: TextId) {
        let text = self.curriculum.text(id);
        let names = names_of(self.curriculum, self.curriculum.passage(text.passage));
        self.names.push_str(&names);
        self.names.push(' ');
        let entry = &text.entry;
        self.within(Kind::Text, format!("text.{}", text.id), |gather| {
            let mut langs: Vec<&str> = Vec::new();
            for (lang, _) in entry.pieces.iter().flat_map(|piece| &piece.words) {
                if !langs.contains(&lang.as_str()) {
                    langs.push(lang);
                }
            }
            for lang in langs {
                entry
                    .pieces
                    .iter()
                    .filter_map(|piece| piece.in_lang(lang))
                    .for_each(|words| gather.say_in(lang, &words.value));
            }
            let sounds = entry.pieces.iter().filter_map(|piece| piece.transliteration.as_ref());
            sounds.for_each(|sound| gather.say_in("", &sound.value));
            for gloss in &entry.vocabulary {
                gather.say(&format!("{}: {}.", gloss.word.value, gloss.gloss.value.trim_end_matches('.')));
            }
            for rich in [&entry.context, &entry.note].into_iter().flatten() {
                gather.everything(&rich.blocks);
            }
            let credit = [&entry.author, &entry.translator, &entry.version];
            credit.into_iter().flatten().for_each(|credit| gather.say(&credit.value));
        });
    }

    fn prompt(&mut self, index: usize) {
        let Some(version) = self.version else { return };
        let Some(prompt) = version.document.front.prompts.get(index) else { return };
        let number = version.prompt_numbers.get(index).copied().flatten();
        let anchor = number.map(|number| format!("question.{number}")).unwrap_or_default();
        let open = audience::prompt(Audience::Participant, prompt).is_some();
        let listen = audience::prompt(Audience::Facilitator, prompt).and_then(|seen| seen.listen_for);
        self.within(Kind::Prompt, anchor, |gather| {
            if open != gather.closed {
                gather.everything(&prompt.prompt.blocks);
                prompt.follow_ups.iter().chain(&prompt.hints).for_each(|rich| gather.everything(&rich.blocks));
            }
            if let Some(listen) = listen.filter(|_| gather.closed) {
                gather.everything(&listen.blocks);
            }
        });
    }

    fn exercise(&mut self, index: usize) {
        let Some(version) = self.version else { return };
        let Some(exercise) = version.document.front.exercises.get(index) else { return };
        let number = version.exercise_numbers.get(index).copied().flatten();
        let anchor = number.map(|number| format!("exercise.{number}")).unwrap_or_default();
        let open = audience::exercise(Audience::Participant, exercise).is_some();
        self.within(Kind::Exercise, anchor, |gather| {
            if open != gather.closed {
                if let Some(title) = &exercise.title {
                    gather.say(&title.value);
                }
                exercise.instructions.iter().chain(&exercise.hints).for_each(|rich| gather.everything(&rich.blocks));
            }
            let seen = audience::exercise(Audience::Facilitator, exercise);
            let Some(seen) = seen.filter(|_| gather.closed) else { return };
            seen.materials.iter().for_each(|material| gather.say(&material.item.value));
            seen.debrief.iter().chain(seen.answers).for_each(|rich| gather.everything(&rich.blocks));
        });
    }
}

/// What a passage is called in both languages.
fn names_of(curriculum: &Curriculum, passage: &Passage) -> String {
    let mut names = vec![passage.name.clone()];
    names.extend(passage.citation.as_ref().map(shown::citation_he));
    for &id in &passage.texts {
        let entry = &curriculum.text(id).entry;
        let typed = [&entry.title, &entry.author, &entry.reference].into_iter().flatten();
        names.extend(typed.map(|name| name.value.clone()).filter(|name| *name != passage.name));
    }
    names.dedup();
    names.join(" ")
}

/// The page of a text, with the lessons that teach it.
fn of_passage(curriculum: &Curriculum, shelf: &Shelf, at: usize, passage: &Passage) -> Item {
    let lessons = passage.lessons.iter().take(NAMED).map(|&id| curriculum.lesson(id));
    let titles: Vec<&str> = lessons.clone().map(Lesson::title).collect();
    let taught = lessons.take(LISTED).map(|lesson| (shelf.lesson(lesson), lesson.title().to_owned())).collect();
    let section = Section {
        anchor: String::new(),
        heading: String::new(),
        names: looked_for(curriculum, passage),
        parts: of_words(curriculum, Kind::Text, titles.join(" · ")),
    };
    let he = passage.citation.as_ref().map(shown::citation_he).unwrap_or_default();
    let item = plain(shelf.passage(&passage.slug), passage.name.clone(), he, vec![section]);
    Item { kind: Kind::Text, passage: Some(at), taught, teaching: passage.lessons.len(), ..item }
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

fn of_terms<'a>(curriculum: &'a Curriculum, shelf: &'a Shelf) -> impl Iterator<Item = Item> + 'a {
    curriculum.terms.iter().map(|term| {
        let entry = &term.entry;
        let also: Vec<&str> = entry.he.iter().chain(&entry.also).map(|word| word.value.as_str()).collect();
        let section = Section {
            anchor: place::term_anchor(term),
            heading: String::new(),
            names: also.join(" "),
            parts: of_words(curriculum, Kind::Term, plain_text(&entry.definition.blocks)),
        };
        let he = entry.he.as_ref().map(|he| he.value.clone()).unwrap_or_default();
        Item { kind: Kind::Term, ..plain(shelf.common("glossary"), entry.term.value.clone(), he, vec![section]) }
    })
}

fn of_topics<'a>(curriculum: &'a Curriculum, shelf: &'a Shelf) -> impl Iterator<Item = Item> + 'a {
    let kinds: [(&str, Kind, &[Topic]); 4] = [
        ("values", Kind::Value, &curriculum.values),
        ("skills", Kind::Skill, &curriculum.skills),
        ("tags", Kind::Tag, &curriculum.tags),
        ("portions", Kind::Portion, &curriculum.portions),
    ];
    kinds.into_iter().flat_map(move |(folder, kind, list)| {
        list.iter().map(move |topic| {
            let said = topic.description.as_ref().map(|rich| plain_text(&rich.blocks)).unwrap_or_default();
            let (anchor, heading, names) = (String::new(), String::new(), String::new());
            let section = Section { anchor, heading, names, parts: of_words(curriculum, kind, said) };
            let he = topic.he.clone().unwrap_or_default();
            Item { kind, ..plain(shelf.topic(folder, topic), topic.name.clone(), he, vec![section]) }
        })
    })
}

/// One part in the curriculum's own language, where there is a word to say.
fn of_words(curriculum: &Curriculum, kind: Kind, words: String) -> Vec<Part> {
    let part = Part { kind, anchor: String::new(), lang: curriculum.config.language.as_str().into(), words };
    Some(part).filter(|part| !part.words.trim().is_empty()).into_iter().collect()
}
