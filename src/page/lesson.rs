//! A lesson's page: for participants, and the run of show for facilitators.
//!
//! Gathers what its template shows, one function a part. What stands on it is the presented document's; what an audience sees was
//! decided there.

use super::frame::Page;
use super::rows::{self, NEIGHBOURS};
use super::site::Site;
use super::values::{Map, Value};
use super::write::Writer;
use super::{agenda, glossary, handouts, languages, session};
use crate::audience::Audience;
use crate::curriculum::{Lesson as Linked, LessonId, Topic, Unit};
use crate::document::model::{Block, Content, Field, Lesson, Place, Section, Source};
use crate::document::{reading, walk};
use crate::format::Tell;
use crate::place::{self, SiteArea};

/// A lesson's page in an area; `tell` is called with the lesson as it was presented.
pub(crate) fn page<'a>(site: &'a Site<'a>, id: LessonId, area: &'a SiteArea, tell: &Tell<'_>) -> Page {
    let linked = site.curriculum.lesson(id);
    let path = area.lesson(linked);
    let mut writer = Writer::new(site, area, &path);
    let presenter = writer.presenter();
    let lesson = presenter.lesson(id);
    tell(&presenter, &lesson);
    let values = LessonPage { site, linked, lesson: &lesson }.values(&mut writer);
    let on = |id: Option<LessonId>| id.map(|id| area.lesson(site.curriculum.lesson(id))).unwrap_or_default();
    Page {
        template: "lesson.html",
        title: walk::words(&lesson.title),
        description: lesson.summary.as_ref().map(walk::words).unwrap_or_default(),
        section: site.area.common(""),
        facilitator: area.audience == Audience::Facilitator,
        noindex: area.audience == Audience::Facilitator,
        previous: on(linked.previous),
        next: on(linked.next),
        values,
        parts: writer.parts(),
        is_foreign: lesson.dir != site.dir,
        lesson: linked.address.clone(),
        origin: linked.version(&site.lang).0.document.path.to_string(),
        path,
        ..Page::default()
    }
}

/// Words that people read in a minute, when they mean to think about them.
const WORDS_A_MINUTE: usize = 200;

struct LessonPage<'a, 'd> {
    site: &'a Site<'a>,
    linked: &'a Linked,
    lesson: &'d Lesson<'a>,
}

impl<'a> LessonPage<'a, '_> {
    /// All that the template is handed. The words of a lesson that is shown in another language than the page's say so: `own_lang` is
    /// then theirs.
    fn values(&self, w: &mut Writer<'a>) -> Map {
        let lesson = self.lesson;
        let crumbs = rows::lesson_crumbs(w, self.linked.unit);
        let is_foreign = lesson.lang != self.site.lang;
        let own = is_foreign.then(|| Map::new().with("lang", lesson.lang).with("dir", lesson.dir.word()));
        let mut values = Map::new().with("crumbs", crumbs).with("own_lang", own);
        w.within(lesson.lang, lesson.dir, |w| {
            self.head(w, &mut values);
            self.body(w, &mut values);
        });
        self.around(w, &mut values);
        values
    }

    // The head.

    fn head(&self, w: &mut Writer<'a>, values: &mut Map) {
        values.insert("extra", self.linked.extra(&self.site.lang));
        let number = self.site.words.count("lesson-number", self.lesson.number);
        let is_facilitator = w.audience() == Audience::Facilitator;
        values.insert("number", self.lesson.number);
        values.insert("number_words", w.plain_value(&number));
        values.insert("title_line", w.own_line(&self.lesson.title));
        values.insert("summary", self.lesson.summary.as_ref().map(|summary| w.own_line(summary)));
        let agenda = is_facilitator.then(|| w.presenter().agenda(self.lesson.id));
        values.insert("bar", agenda.and_then(|agenda| agenda::bar(self.site.words, agenda)));
        let minutes = &self.lesson.minutes;
        values.insert("minutes", (!minutes.is_empty()).then(|| w.plain_value(minutes)));
        values.insert("reading_time", (!is_facilitator).then(|| self.reading_time(w)));
        let facts: Vec<Value> = self.lesson.facts.iter().map(|fact| Value::from(w.own_line(fact))).collect();
        values.insert("facts", facts);
        values.insert("topics", self.topics(w));
        values.insert("requires", w.lesson_values(&self.linked.requires));
        values.insert("other_page", self.other_page(w));
        values.insert("cover", self.lesson.cover.map(|cover| w.apart(|w| w.cover(cover))));
        values.insert("timeline", if is_facilitator { session::timeline(w, &self.lesson.sections) } else { None });
        values.insert("is_translated", self.lesson.own);
    }

    /// How long it takes to read the page.
    fn reading_time(&self, w: &mut Writer<'a>) -> Value {
        let minutes = reading::words(self.lesson).div_ceil(WORDS_A_MINUTE).max(1);
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        w.plain_value(&self.site.words.count("reading-time", minutes))
    }

    /// Topics by kind: the folder of their pages is also the message that names it.
    fn topics(&self, w: &mut Writer<'a>) -> Vec<Value> {
        fn of<'t>(list: &'t [Topic], indexes: &[usize]) -> Vec<&'t Topic> {
            indexes.iter().filter_map(|&index| list.get(index)).collect()
        }
        let (curriculum, linked) = (self.site.curriculum, self.linked);
        let kinds = [
            ("values", of(&curriculum.values, &linked.values)),
            ("skills", of(&curriculum.skills, &linked.skills)),
            ("portions", of(&curriculum.portions, &linked.portions)),
            ("tags", of(&curriculum.tags, &linked.tags)),
        ];
        let kinds = kinds.into_iter().filter(|(_, topics)| !topics.is_empty());
        let values = kinds.map(|(kind, topics)| {
            let label = w.say_value(kind);
            let link = |topic: &&Topic| {
                let page = self.site.area.topic(kind, topic);
                Value::from(w.link_value(&page, topic.name_for(self.site.is_hebrew())))
            };
            let list: Vec<Value> = topics.iter().map(link).collect();
            Value::from(Map::new().with("kind", kind).with("label", label).with("list", list))
        });
        values.collect()
    }

    /// The facilitators' page of this one, and the other way round.
    fn other_page(&self, w: &mut Writer<'a>) -> Option<Map> {
        let (area, word) = match w.audience() {
            Audience::Facilitator => (&self.site.area, "participants-page"),
            Audience::Participant if place::shows_facilitators(self.site.curriculum) => {
                (&self.site.closed, "facilitators-page")
            }
            Audience::Participant => return None,
        };
        Some(w.link_value(&area.lesson(self.linked), self.site.words.get(word)))
    }

    // The body.

    fn body(&self, w: &mut Writer<'a>, values: &mut Map) {
        values.insert("promises", self.fields_at(w, Place::Head));
        values.insert("before", self.fields_at(w, Place::Before));
        values.insert("lead", w.block_list(&self.lesson.lead));
        let sections: Vec<Value> = self.lesson.sections.iter().map(|section| self.section(w, section)).collect();
        values.insert("sections", sections);
        let rest = self.lesson.rest.iter().map(|(word, blocks)| {
            let blocks = w.block_list(blocks);
            Value::from(Map::new().with("name", *word).with("title", w.say_value(word)).with("blocks", blocks))
        });
        let rest: Vec<Value> = rest.collect();
        values.insert("rest", rest);
        values.insert("after", self.fields_at(w, Place::After));
        values.insert("footnotes", rows::footnotes(w, &self.lesson.footnotes));
        values.insert("colophon", w.inlines(&self.lesson.colophon));
    }

    fn fields_at(&self, w: &mut Writer<'a>, place: Place) -> Vec<Value> {
        let fields = self.lesson.fields.iter().filter(|field| field.place == place);
        fields.map(|field| Value::from(self.field(w, field))).collect()
    }

    /// A field: its name, what it is called, and what it says, by its form.
    fn field(&self, w: &mut Writer<'a>, field: &Field<'a>) -> Map {
        let values = Map::new().with("name", field.name).with("title", w.say_value(field.name));
        match &field.content {
            Content::Notice { blocks } => {
                let html = match blocks.as_slice() {
                    [Block::Paragraph { line }] => w.inline(line),
                    blocks => w.blocks_value(blocks),
                };
                values.with("form", "notice").with("html", html)
            }
            Content::List { dir, items } => values.with("form", "list").with("list", rows::list(w, *dir, items)),
            Content::Checklist { dir, items } => {
                values.with("form", "checklist").with("list", rows::list(w, *dir, items))
            }
            Content::Definitions { dir, list } => {
                let html = w.apart(|w| w.definitions(*dir, list));
                values.with("form", "definitions").with("html", html)
            }
            Content::Sources { dir, list } => {
                let mut sources = Vec::with_capacity(list.len());
                w.turned(*dir, |w| sources.extend(list.iter().map(|source| Value::from(source_values(w, source)))));
                values.with("form", "sources").with("attrs", w.dir_attrs(*dir)).with("sources", sources)
            }
        }
    }

    fn section(&self, w: &mut Writer<'a>, section: &Section<'a>) -> Value {
        let segment = section.segment.as_ref().filter(|_| w.audience() == Audience::Facilitator);
        let segment = segment.map(|segment| session::segment(w, segment));
        Value::from(rows::section(w, section).with("segment", segment))
    }

    // What stands around it.

    fn around(&self, w: &mut Writer<'a>, values: &mut Map) {
        let related = self.linked.related.iter().map(|&id| {
            let summary = w.presenter().summary(id).map(|summary| w.own_line(&summary));
            Value::from(w.lesson_values_of(id).with("summary", summary))
        });
        let related: Vec<Value> = related.collect();
        values.insert("related", related);
        values.insert("turn", self.turn(w));
        let unit = self.linked.unit.map(|unit| self.unit(w, self.site.curriculum.unit(unit)));
        values.insert("unit", unit);
        values.insert("contents", self.contents(w));
        values.insert("terms", glossary::margin(w, &self.lesson.terms));
        values.insert("sheets", handouts::margin(w, self.linked));
        let is_facilitator = w.audience() == Audience::Facilitator;
        values.insert("stage", is_facilitator.then(|| session::stage(w, &self.lesson.sections)));
        values.insert("languages", self.languages(w));
    }

    /// The lessons before and after; nothing where there is neither.
    fn turn(&self, w: &mut Writer<'a>) -> Option<Map> {
        let (previous, next) = (self.linked.previous, self.linked.next);
        (previous.is_some() || next.is_some()).then(|| {
            let values = Map::new().with("previous", previous.map(|id| w.lesson_value(id)));
            values.with("next", next.map(|id| w.lesson_value(id)))
        })
    }

    /// The unit, and those of its lessons that are near this one.
    fn unit(&self, w: &mut Writer<'a>, unit: &'a Unit) -> Map {
        let title = format!("{} · {}", unit.number, unit.title);
        let values = w.link_value(&self.site.area.unit(&unit.address), &title);
        let here = unit.lessons.iter().position(|&id| id == self.lesson.id).unwrap_or(0);
        let from = here.saturating_sub(NEIGHBOURS / 2).min(unit.lessons.len().saturating_sub(NEIGHBOURS));
        let near = unit.lessons.iter().skip(from).take(NEIGHBOURS);
        let lessons: Vec<Value> = near.map(|&id| w.lesson_value(id)).collect();
        values.with("lessons", lessons)
    }

    /// What is on this page, where that is more than one section.
    fn contents(&self, w: &mut Writer<'a>) -> Vec<Value> {
        if self.lesson.sections.len() < 2 {
            return Vec::new();
        }
        let entry = |section: &Section<'a>| {
            let href = format!("#{}", super::escape::component(section.id));
            Value::from(Map::new().with("href", href).with("title", w.apart(|w| w.entry(&section.line))))
        };
        self.lesson.sections.iter().map(entry).collect()
    }

    fn languages(&self, w: &Writer<'a>) -> Vec<Value> {
        let languages = &self.site.curriculum.config.languages;
        if languages.len() < 2 {
            return Vec::new();
        }
        let others = languages.iter().filter(|lang| **lang != self.site.lang);
        let language = |lang: &String| {
            let area = place::area_of(self.site.curriculum, lang, w.audience());
            let dir = crate::direction::direction_of(lang, "");
            let values = Map::new().with("lang", lang.as_str()).with("dir", dir.word());
            Value::from(
                values.with("href", w.address_of(&area.lesson(self.linked), "")).with("name", languages::name(lang)),
            )
        };
        others.map(language).collect()
    }
}

/// What a lesson refers to: in the direction of its title.
fn source_values(w: &mut Writer<'_>, source: &Source<'_>) -> Map {
    let mut values = Map::new().with("attrs", w.attrs(source.title.lang, source.title.dir));
    values.insert("href", source.to.as_ref().and_then(|to| w.address(to)));
    w.within(source.title.lang, source.title.dir, |w| {
        values.insert("before", source.before.as_ref().map(|before| w.inline(before)));
        values.insert("title", w.inline(&source.title));
        values.insert("after", source.after.as_ref().map(|after| w.inline(after)));
        let (note, blocks) = match source.note.as_slice() {
            [] => (Value::nothing(), Value::nothing()),
            [Block::Paragraph { line }] => (w.inline(line), Value::nothing()),
            blocks => (Value::nothing(), w.blocks_value(blocks)),
        };
        values.insert("note", note);
        values.insert("blocks", blocks);
    });
    values
}
