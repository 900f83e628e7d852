//! What can be found: the entries of an index, each a part of a page with its words.
//!
//! The index for everybody holds what participants see. The facilitators' holds only what they alone see, so that a word
//! stands in one of the two. Asks `audience` for both.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::audience::{self, Audience};
use crate::curriculum::{Curriculum, Lesson, LessonId, Passage, Placement, Scope, TextId, Version};
use crate::hebrew;
use crate::place::{self, Shelf};
use crate::shown;
use crate::syntax::lesson::{Block, Footnote, Inline, Leaf, Rich};
use crate::syntax::{inline_text, plain_text};

/// A part of a page, as it can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The page, from the site's root.
    pub(super) page: String,
    /// The anchor on it; empty for its top.
    pub(super) anchor: String,
    /// The page's title.
    pub(super) title: String,
    /// The section's heading; empty for the page's head.
    pub(super) section: String,
    /// The words.
    pub(super) body: String,
    /// Names that it is found by above all: references, a term's other spellings.
    pub(super) names: String,
}

/// Every entry of an index, in reading order.
pub(super) fn entries(curriculum: &Curriculum, lang: &str, audience: Audience) -> Vec<Entry> {
    let shelf = place::shelf_of(curriculum, lang, audience);
    let lessons: Vec<Vec<Entry>> = (0..curriculum.lessons.len())
        .into_par_iter()
        .map(|index| of_lesson(curriculum, lang, &shelf, LessonId::new(index)))
        .collect();
    let mut entries: Vec<Entry> = lessons.into_iter().flatten().collect();
    if audience == Audience::Participant {
        entries.extend(curriculum.passages.iter().map(|passage| of_passage(curriculum, &shelf, passage)));
        entries.extend(of_terms(curriculum, &shelf));
        entries.extend(of_topics(curriculum, &shelf));
    }
    entries
}

fn of_lesson(curriculum: &Curriculum, lang: &str, shelf: &Shelf, id: LessonId) -> Vec<Entry> {
    let lesson = curriculum.lesson(id);
    let (version, _) = lesson.version(lang);
    if !version.document.front.search.0 {
        return Vec::new();
    }
    let mut gather = Gather {
        curriculum,
        version,
        scope: curriculum.scope(version.scope),
        leaves: &version.document.refs.leaves,
        footnotes: &version.document.body.footnotes,
        closed: shelf.audience == Audience::Facilitator,
        words: String::new(),
        names: String::new(),
        noted: BTreeSet::new(),
    };
    let mut entries = vec![gather.head(lesson)];
    for section in &version.document.body.sections {
        gather.blocks(&section.blocks);
        entries.push(gather.entry(&inline_text(&section.heading), &section.id));
    }
    gather.rest();
    entries.push(gather.entry("", ""));
    let page = shelf.lesson(lesson);
    entries.retain(|entry| !entry.body.trim().is_empty());
    for entry in &mut entries {
        entry.page.clone_from(&page);
    }
    entries
}

/// Gathers the words of a lesson that one index holds.
struct Gather<'a> {
    curriculum: &'a Curriculum,
    version: &'a Version,
    scope: &'a Scope,
    leaves: &'a [Leaf],
    footnotes: &'a [Footnote],
    closed: bool,
    words: String,
    names: String,
    noted: BTreeSet<u32>,
}

impl Gather<'_> {
    /// The entry of what was gathered since the last.
    fn entry(&mut self, section: &str, anchor: &str) -> Entry {
        Entry {
            page: String::new(),
            anchor: anchor.to_owned(),
            title: self.version.title.clone(),
            section: section.to_owned(),
            body: std::mem::take(&mut self.words),
            names: std::mem::take(&mut self.names),
        }
    }

    fn say(&mut self, words: &str) {
        if !words.is_empty() {
            if !self.words.is_empty() {
                self.words.push(' ');
            }
            self.words.push_str(words);
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

    /// The page's head, and what is said before the first section.
    fn head(&mut self, lesson: &Lesson) -> Entry {
        let front = &self.version.document.front;
        if let Some(summary) = &front.summary {
            self.say_open(&summary.value);
        }
        front.questions.iter().for_each(|rich| self.rich_open(rich));
        front.objectives.iter().for_each(|objective| self.rich_open(&objective.text));
        if !self.closed {
            let curriculum = self.curriculum;
            let values = lesson.values.iter().filter_map(|&index| curriculum.values.get(index));
            let skills = lesson.skills.iter().filter_map(|&index| curriculum.skills.get(index));
            let tags = lesson.tags.iter().filter_map(|&index| curriculum.tags.get(index));
            let names: Vec<&str> = values.chain(skills).chain(tags).map(|topic| topic.name.as_str()).collect();
            self.say(&names.join(", "));
        } else {
            let before = audience::before(Audience::Facilitator, front);
            before.preparation.iter().for_each(|rich| self.everything(&rich.blocks));
            before.materials.iter().for_each(|material| self.say(&material.item.value));
            for access in before.access {
                self.say(&access.need.value);
                self.everything(&access.plan.blocks);
            }
        }
        self.blocks(&self.version.document.body.lead);
        self.entry("", "")
    }

    /// What stands after the sections.
    fn rest(&mut self) {
        let version = self.version;
        for &text in &version.unplaced_texts {
            self.text(text);
        }
        version.unplaced_prompts.iter().for_each(|&index| self.prompt(index));
        version.unplaced_exercises.iter().for_each(|&index| self.exercise(index));
        version.document.front.key_points.iter().for_each(|rich| self.rich_open(rich));
        for source in &version.document.front.sources {
            self.say_open(&source.title.value);
            if let Some(author) = &source.author {
                self.say_open(&author.value);
            }
        }
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
        for piece in &text.entry.pieces {
            for (_, words) in &piece.words {
                self.say(&words.value);
            }
            if let Some(sound) = &piece.transliteration {
                self.say(&sound.value);
            }
        }
        for gloss in &text.entry.vocabulary {
            self.say(&gloss.word.value);
            self.say(&gloss.gloss.value);
        }
        for rich in [&text.entry.context, &text.entry.note].into_iter().flatten() {
            self.everything(&rich.blocks);
        }
    }

    fn prompt(&mut self, index: usize) {
        let Some(prompt) = self.version.document.front.prompts.get(index) else { return };
        let open = audience::prompt(Audience::Participant, prompt).is_some();
        if open != self.closed {
            self.everything(&prompt.prompt.blocks);
            prompt.follow_ups.iter().chain(&prompt.hints).for_each(|rich| self.everything(&rich.blocks));
        }
        let listen = audience::prompt(Audience::Facilitator, prompt).and_then(|seen| seen.listen_for);
        if let Some(listen) = listen.filter(|_| self.closed) {
            self.everything(&listen.blocks);
        }
    }

    fn exercise(&mut self, index: usize) {
        let Some(exercise) = self.version.document.front.exercises.get(index) else { return };
        let open = audience::exercise(Audience::Participant, exercise).is_some();
        if open != self.closed {
            if let Some(title) = &exercise.title {
                self.say(&title.value);
            }
            exercise.instructions.iter().chain(&exercise.hints).for_each(|rich| self.everything(&rich.blocks));
        }
        let Some(seen) = audience::exercise(Audience::Facilitator, exercise).filter(|_| self.closed) else { return };
        seen.materials.iter().for_each(|material| self.say(&material.item.value));
        seen.debrief.iter().chain(seen.answers).for_each(|rich| self.everything(&rich.blocks));
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

fn of_passage(curriculum: &Curriculum, shelf: &Shelf, passage: &Passage) -> Entry {
    let lessons: Vec<&str> = passage.lessons.iter().map(|&id| curriculum.lesson(id).title()).collect();
    Entry {
        page: shelf.passage(&passage.slug),
        anchor: String::new(),
        title: passage.name.clone(),
        section: passage.citation.as_ref().map(shown::citation_he).unwrap_or_default(),
        body: lessons.join(" · "),
        names: looked_for(curriculum, passage),
    }
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

fn of_terms<'a>(curriculum: &'a Curriculum, shelf: &'a Shelf) -> impl Iterator<Item = Entry> + 'a {
    curriculum.terms.iter().map(|term| {
        let entry = &term.entry;
        let also: Vec<&str> = entry.he.iter().chain(&entry.also).map(|word| word.value.as_str()).collect();
        Entry {
            page: shelf.common("glossary"),
            anchor: place::term_anchor(term),
            title: entry.term.value.clone(),
            section: entry.he.as_ref().map(|he| he.value.clone()).unwrap_or_default(),
            body: plain_text(&entry.definition.blocks),
            names: also.join(" "),
        }
    })
}

fn of_topics<'a>(curriculum: &'a Curriculum, shelf: &'a Shelf) -> impl Iterator<Item = Entry> + 'a {
    let kinds = [("values", &curriculum.values), ("skills", &curriculum.skills), ("portions", &curriculum.portions)];
    kinds.into_iter().flat_map(move |(folder, list)| {
        list.iter().map(move |topic| Entry {
            page: shelf.topic(folder, topic),
            anchor: String::new(),
            title: topic.name.clone(),
            section: topic.he.clone().unwrap_or_default(),
            body: topic.description.as_ref().map(|rich| plain_text(&rich.blocks)).unwrap_or_default(),
            names: String::new(),
        })
    })
}
