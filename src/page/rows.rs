//! What several kinds of pages show of lessons: a row of a list, links, the way from the home page, footnotes.
//!
//! Gathers values for templates; writes no markup.

use super::agenda;
use super::values::{Map, Value};
use super::write::Writer;
use crate::audience::Audience;
use crate::curriculum::{LessonId, UnitId};
use crate::data::Extra;
use crate::direction::Direction;
use crate::document::model::{Block, Footnote, Section};

/// How many neighbours the list of the unit's lessons shows at most, so that a page does not grow with its unit.
pub(crate) const NEIGHBOURS: usize = 24;

impl Writer<'_> {
    /// A link to a page of the site, with words of anybody's: `href` and `title`.
    pub(crate) fn link_value(&mut self, page: &str, words: &str) -> Map {
        Map::new().with("href", self.address_of(page, "")).with("title", self.plain_value(words))
    }

    /// A link to a lesson's page: `address`, `href` and `title`.
    pub(crate) fn lesson_value(&mut self, id: LessonId) -> Value {
        let site = self.site;
        if self.dir != site.dir || self.lang != site.lang {
            return self.lesson_values_of(id).into();
        }
        let key = (id, self.audience(), self.root.len());
        site.lesson_links.get_or_make(key, || self.lesson_values_of(id).into())
    }

    /// The same as values, for one that has more of them.
    pub(crate) fn lesson_values_of(&mut self, id: LessonId) -> Map {
        let lesson = self.site.curriculum.lesson(id);
        let title = self.presenter().title(id);
        Map::new()
            .with("address", lesson.address.as_str())
            .with("href", self.address_of(&self.area.lesson(lesson), ""))
            .with("title", self.inline(&title))
    }

    /// Links to lessons.
    pub(crate) fn lesson_values(&mut self, lessons: &[LessonId]) -> Vec<Value> {
        lessons.iter().map(|&id| self.lesson_value(id)).collect()
    }

    /// A message of the theme's among words of this page's, for one that is chosen by what is shown.
    pub(crate) fn say_value(&mut self, id: &str) -> Value {
        self.apart(|w| {
            w.say(id);
        })
        .into()
    }

    /// Blocks, rendered.
    pub(crate) fn blocks_value(&mut self, blocks: &[Block<'_>]) -> Value {
        self.apart(|w| w.blocks(blocks)).into()
    }

    /// Blocks as a theme may set them: each text, prompt, exercise and marked-off block by itself, with its `kind`, its `html`, and the
    /// `id` of a text or the `number` of a question or an exercise; what stands between them as one, of the kind `prose`.
    pub(crate) fn block_list(&mut self, blocks: &[Block<'_>]) -> Vec<Value> {
        let mut list = Vec::new();
        let mut rest = blocks;
        while let Some(first) = rest.first() {
            let (values, end) = match first {
                Block::Text(text) => (Map::new().with("kind", "text").with("id", text.id), 1),
                Block::Prompt(prompt) => (Map::new().with("kind", "prompt").with("number", prompt.number), 1),
                Block::Exercise(exercise) => (Map::new().with("kind", "exercise").with("number", exercise.number), 1),
                Block::Note(note) => (Map::new().with("kind", note.kind), 1),
                _ => {
                    let prose = rest.iter().take_while(|block| !stands_alone(block)).count();
                    (Map::new().with("kind", "prose"), prose)
                }
            };
            let (these, others) = rest.split_at(end);
            list.push(values.with("html", self.apart(|w| w.blocks(these))).into());
            rest = others;
        }
        list
    }
}

/// Whether a block may be set by itself.
fn stands_alone(block: &Block<'_>) -> bool {
    matches!(block, Block::Text(_) | Block::Prompt(_) | Block::Exercise(_) | Block::Note(_))
}

/// A writer's own values. Where there are none, one value for all: most have none.
pub(crate) fn own_values(extra: &Extra) -> Value {
    static NONE: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| Extra::none().into());
    if extra.is_empty() { NONE.clone() } else { extra.into() }
}

/// A row of a list of lessons: number, title, summary, agenda.
pub(crate) fn row(w: &mut Writer<'_>, id: LessonId) -> Map {
    let (site, presenter) = (w.site, w.presenter());
    let lesson = site.curriculum.lesson(id);
    let title = presenter.title(id);
    let agenda = presenter.agenda(id);
    let minutes = agenda.total.map(|total| site.words.minutes(total.from, total.to));
    Map::new()
        .with("address", lesson.address.as_str())
        .with("extra", own_values(lesson.extra(&site.lang)))
        .with("number", lesson.number)
        .with("href", w.address_of(&w.area.lesson(lesson), ""))
        .with("title", w.own_line(&title))
        .with("summary", presenter.summary(id).map(|summary| w.own_line(&summary)))
        .with("bar", agenda::bar(site.words, agenda))
        .with("minutes", minutes.map(|minutes| w.plain_value(&minutes)))
}

/// Rows of lessons.
pub(crate) fn rows(w: &mut Writer<'_>, lessons: &[LessonId]) -> Vec<Value> {
    lessons.iter().map(|&id| Value::from(row(w, id))).collect()
}

/// The way from the home page to this one, over another page where there is one.
pub(crate) fn crumbs(w: &mut Writer<'_>, over: Option<(&str, &str)>) -> Vec<Value> {
    let home = w.site.area.common("");
    let first = w.site.words.get("home");
    way(w, (&home, first), over)
}

/// The way to a lesson's page.
pub(crate) fn lesson_crumbs(w: &mut Writer<'_>, unit: Option<UnitId>) -> Vec<Value> {
    let site = w.site;
    let (page, word) = match w.audience() {
        Audience::Participant => (site.area.common(""), "home"),
        Audience::Facilitator => (format!("{}index.html", w.area.prefix()), "for-facilitators"),
    };
    let unit = unit.map(|unit| site.curriculum.unit(unit));
    let over = unit.map(|unit| (site.area.unit(&unit.address), unit.title.as_str()));
    way(w, (&page, site.words.get(word)), over.as_ref().map(|(page, title)| (page.as_str(), *title)))
}

fn way(w: &mut Writer<'_>, first: (&str, &str), over: Option<(&str, &str)>) -> Vec<Value> {
    std::iter::once(first).chain(over).map(|(page, title)| Value::from(w.link_value(page, title))).collect()
}

/// A body that has no agenda: its lead, its sections and its footnotes.
pub(crate) fn body(w: &mut Writer<'_>, lead: &[Block<'_>], sections: &[Section<'_>], notes: &[Footnote<'_>]) -> Map {
    let lead = w.block_list(lead);
    let sections: Vec<Value> = sections.iter().map(|section| Value::from(self::section(w, section))).collect();
    Map::new().with("lead", lead).with("sections", sections).with("footnotes", footnotes(w, notes))
}

/// A section: its heading and what stands under it.
pub(crate) fn section(w: &mut Writer<'_>, section: &Section<'_>) -> Map {
    let heading = w.own_line(&section.line);
    Map::new().with("id", section.id).with("heading", heading).with("blocks", w.block_list(&section.blocks))
}

/// Footnotes, with the ways back to their marks.
pub(crate) fn footnotes(w: &mut Writer<'_>, notes: &[Footnote<'_>]) -> Vec<Value> {
    let note = |note: &Footnote<'_>| {
        let marks: Vec<Value> = note.marks.iter().map(|&nth| nth.into()).collect();
        let values = Map::new().with("number", note.number).with("attrs", w.dir_attrs(note.dir));
        Value::from(values.with("html", w.blocks_in(note.dir, &note.blocks)).with("marks", marks))
    };
    notes.iter().map(note).collect()
}

/// What a list that runs so is, in attributes and items.
pub(crate) fn list(w: &mut Writer<'_>, dir: Direction, items: &[Vec<Block<'_>>]) -> Map {
    Map::new().with("attrs", w.dir_attrs(dir)).with("items", w.tight_values(dir, items))
}
