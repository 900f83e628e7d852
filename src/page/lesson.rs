//! A lesson's page: for participants, and the run of show for facilitators.
//!
//! One function a part, in the order of the page. What stands on it is the presented document's; what an audience sees was decided
//! there.

use super::frame::Page;
use super::html::Html;
use super::rows::{self, NEIGHBOURS};
use super::site::Site;
use super::write::Writer;
use super::{agenda, glossary, handouts, languages, session};
use crate::audience::Audience;
use crate::curriculum::{Lesson as Linked, LessonId, Topic, Unit};
use crate::direction::Direction;
use crate::document::model::{Content, Field, Lesson, Place, Section, Source};
use crate::document::walk;
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
    let parts = LessonPage { site, linked, lesson: &lesson };
    parts.main(&mut writer);
    let margin = parts.margin(&mut writer);
    let list = parts.sidebar(&mut writer);
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
        main: writer.html,
        sidebar: list,
        margin,
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
    /// The words of a lesson that is shown in another language than the page's say so.
    fn main(&self, w: &mut Writer<'a>) {
        rows::lesson_crumbs(w, self.linked.unit);
        let lesson = self.lesson;
        let foreign = lesson.lang != self.site.lang;
        if foreign {
            w.html.raw("<div").attr("lang", lesson.lang).attr("dir", lesson.dir.word()).raw(">\n");
        }
        w.within(lesson.lang, lesson.dir, |w| self.words(w));
        if foreign {
            w.html.raw("</div>\n");
        }
        if w.audience() == Audience::Participant {
            w.html.raw("<div class=\"finish\"></div>\n");
        }
        self.related(w);
        self.turn(w);
    }

    fn words(&self, w: &mut Writer<'a>) {
        let facts = self.head(w);
        if w.audience() == Audience::Facilitator {
            session::timeline(w, &self.lesson.sections);
        }
        if !self.lesson.own {
            w.html.raw("<p class=\"notice\"");
            w.html.attr("lang", &self.site.lang).attr("dir", self.site.dir.word()).raw(">");
            w.html.text(self.site.words.get("not-translated")).raw("</p>\n");
        }
        self.fields_at(Place::Head).for_each(|field| self.promised(w, field));
        self.before(w);
        w.html.raw(match w.audience() {
            Audience::Participant => "<div class=\"prose\">\n",
            Audience::Facilitator => "<div class=\"prose run\">\n",
        });
        self.body(w);
        for (word, blocks) in &self.lesson.rest {
            open_section(w, word);
            w.blocks(blocks);
            w.html.raw("</section>\n");
        }
        for field in self.fields_at(Place::After) {
            open_section(w, field.name);
            self.content(w, &field.content);
            w.html.raw("</section>\n");
        }
        rows::footnotes(w, &self.lesson.footnotes);
        w.html.raw("</div>\n");
        self.reading_time(w, facts);
        self.colophon(w);
    }

    fn fields_at(&self, place: Place) -> impl Iterator<Item = &Field<'a>> {
        self.lesson.fields.iter().filter(move |field| field.place == place)
    }

    /// How long it takes to read the page, among its facts: told when it is known what stands on it.
    fn reading_time(&self, w: &mut Writer<'a>, facts: usize) {
        if w.audience() == Audience::Facilitator {
            return;
        }
        let minutes = w.html.words_after(facts).div_ceil(WORDS_A_MINUTE).max(1);
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        let said = w.apart(|w| {
            let words = w.site.words.count("reading-time", minutes);
            w.html.raw("<li>");
            w.plain(&words);
            w.html.raw("</li>");
        });
        w.html.insert(facts, &said);
    }

    /// The head of the page. Gives the place after the first of its facts.
    fn head(&self, w: &mut Writer<'a>) -> usize {
        let number = self.site.words.count("lesson-number", self.lesson.number);
        w.html.raw("<header class=\"head\">").raw("<p class=\"eyebrow\">");
        w.plain(&number);
        if w.audience() == Audience::Facilitator {
            w.html.raw(" · ");
            w.say("run-of-show");
        }
        w.html.raw("</p>\n");
        w.element("<h1", &self.lesson.title, "</h1>\n");
        if let Some(summary) = &self.lesson.summary {
            w.element("<p class=\"standfirst\"", summary, "</p>\n");
        }
        if w.audience() == Audience::Facilitator {
            let agenda = w.presenter().agenda(self.lesson.id);
            agenda::bar(&mut w.html, self.site.words, agenda);
        }
        let facts = self.facts(w);
        if let Some(cover) = self.lesson.cover {
            w.html.raw("<p class=\"cover\">");
            w.cover(cover);
            w.html.raw("</p>\n");
        }
        w.html.raw("</header>\n");
        facts
    }

    fn facts(&self, w: &mut Writer<'a>) -> usize {
        w.html.raw("<ul class=\"facts\">");
        if !self.lesson.minutes.is_empty() {
            w.html.raw("<li><b>");
            w.plain(&self.lesson.minutes);
            w.html.raw("</b></li>");
        }
        let first = w.html.place();
        self.lesson.facts.iter().for_each(|fact| w.element("<li", fact, "</li>"));
        let (curriculum, linked) = (self.site.curriculum, self.linked);
        self.topics(w, "values", linked.values.iter().filter_map(|&index| curriculum.values.get(index)));
        self.topics(w, "skills", linked.skills.iter().filter_map(|&index| curriculum.skills.get(index)));
        self.topics(w, "portions", linked.portions.iter().filter_map(|&index| curriculum.portions.get(index)));
        self.topics(w, "tags", linked.tags.iter().filter_map(|&index| curriculum.tags.get(index)));
        self.requires(w);
        self.other_page(w);
        w.html.raw("</ul>\n");
        first
    }

    /// Topics of a kind: the folder of their pages is also the message that names it.
    fn topics(&self, w: &mut Writer<'a>, kind: &str, topics: impl Iterator<Item = &'a Topic>) {
        let mut first = true;
        for topic in topics {
            if first {
                w.html.raw("<li>");
                w.say(kind);
                w.html.raw(": ");
            } else {
                w.html.raw(", ");
            }
            first = false;
            let page = self.site.area.topic(kind, topic);
            w.page_link(&page, topic.name_for(self.site.is_hebrew()));
        }
        if !first {
            w.html.raw("</li>");
        }
    }

    fn requires(&self, w: &mut Writer<'a>) {
        if self.linked.requires.is_empty() {
            return;
        }
        w.html.raw("<li>");
        w.say("after-lessons");
        for (number, &id) in self.linked.requires.iter().enumerate() {
            w.html.raw(if number == 0 { ": " } else { ", " });
            w.lesson_link(id);
        }
        w.html.raw("</li>");
    }

    /// The facilitators' page of this one, and the other way round.
    fn other_page(&self, w: &mut Writer<'a>) {
        let (area, word) = match w.audience() {
            Audience::Facilitator => (&self.site.area, "participants-page"),
            Audience::Participant if place::shows_facilitators(self.site.curriculum) => {
                (&self.site.closed, "facilitators-page")
            }
            Audience::Participant => return,
        };
        w.html.raw("<li>");
        w.page_link(&area.lesson(self.linked), self.site.words.get(word));
        w.html.raw("</li>");
    }

    /// A field under the title: a word of care, or what the lesson promises.
    fn promised(&self, w: &mut Writer<'a>, field: &Field<'a>) {
        if let Content::Notice { blocks } = &field.content {
            w.html.raw("<div class=\"notice\" role=\"note\"><strong>");
            w.say(field.name);
            w.html.raw("</strong> ");
            match blocks.as_slice() {
                [crate::document::model::Block::Paragraph { line }] => w.line(line),
                blocks => w.blocks(blocks),
            }
            w.html.raw("</div>\n");
            return;
        }
        w.html.raw("<section class=\"goals prose\"><h2 class=\"eyebrow\">");
        w.say(field.name);
        w.html.raw("</h2>");
        self.content(w, &field.content);
        w.html.raw("</section>\n");
    }

    /// What a field says, by its form.
    fn content(&self, w: &mut Writer<'a>, content: &Content<'a>) {
        match content {
            Content::Notice { blocks } => w.blocks(blocks),
            Content::List { dir, items } | Content::Checklist { dir, items } => w.tight_list("<ul", *dir, items),
            Content::Definitions { dir, list } => w.definitions("<dl", *dir, list),
            Content::Sources { dir, list } => sources(w, *dir, list),
        }
    }

    /// What a facilitator reads before the session.
    fn before(&self, w: &mut Writer<'a>) {
        if self.fields_at(Place::Before).next().is_none() {
            return;
        }
        w.html.raw("<section class=\"before prose\">\n");
        for field in self.fields_at(Place::Before) {
            w.say_heading(field.name);
            self.content(w, &field.content);
        }
        w.html.raw("</section>\n");
    }

    fn body(&self, w: &mut Writer<'a>) {
        if !self.lesson.lead.is_empty() {
            w.html.raw("<section class=\"lead\">\n");
            w.blocks(&self.lesson.lead);
            w.html.raw("</section>\n");
        }
        self.lesson.sections.iter().for_each(|section| self.section(w, section));
    }

    fn section(&self, w: &mut Writer<'a>, section: &Section<'a>) {
        w.html.raw("<section class=\"segment\"");
        let segment = section.segment.as_ref().filter(|_| w.audience() == Audience::Facilitator);
        if let Some(segment) = segment {
            session::attributes(w, segment);
        }
        w.html.raw(">\n");
        if let Some(segment) = segment {
            session::head(w, segment);
        }
        w.open_heading(2, section.id);
        w.element_rest(&section.line, "</h2>\n");
        if let Some(segment) = segment {
            session::cut(w, segment);
        }
        w.blocks(&section.blocks);
        w.html.raw("</section>\n");
    }

    /// By whom, when, and under which licence.
    fn colophon(&self, w: &mut Writer<'a>) {
        if !self.lesson.colophon.is_empty() {
            w.html.raw("<p class=\"ui end\">");
            w.parted(self.lesson.colophon.iter());
            w.html.raw("</p>\n");
        }
    }

    fn related(&self, w: &mut Writer<'a>) {
        if self.linked.related.is_empty() {
            return;
        }
        w.html.raw("<section class=\"related\"><h2 class=\"eyebrow\">");
        w.say("related");
        w.html.raw("</h2><ul>");
        for &id in &self.linked.related {
            w.html.raw("<li>");
            w.lesson_link(id);
            if let Some(summary) = w.presenter().summary(id) {
                w.element(" <span class=\"ui\"", &summary, "</span>");
            }
            w.html.raw("</li>\n");
        }
        w.html.raw("</ul></section>\n");
    }

    fn turn(&self, w: &mut Writer<'a>) {
        if self.linked.previous.is_none() && self.linked.next.is_none() {
            return;
        }
        w.html.raw("<nav class=\"turn\"").attr("aria-label", self.site.words.get("turn")).raw(">");
        for (id, open, word) in [
            (self.linked.previous, "<a class=\"previous\" rel=\"prev\"", "previous"),
            (self.linked.next, "<a class=\"next\" rel=\"next\"", "next"),
        ] {
            let Some(id) = id else { continue };
            w.html.raw(open);
            let page = w.area.lesson(self.site.curriculum.lesson(id));
            w.href(&page, "");
            w.html.raw("><span class=\"eyebrow\">");
            w.say(word);
            w.html.raw("</span> ");
            let title = w.presenter().title(id);
            w.line(&title);
            w.html.raw("</a>");
        }
        w.html.raw("</nav>\n");
    }

    // The sides.

    /// The unit's lessons, and what is on this page.
    fn sidebar(&self, w: &mut Writer<'a>) -> Html {
        w.apart(|w| {
            if let Some(unit) = self.linked.unit {
                self.unit_lessons(w, self.site.curriculum.unit(unit));
            }
            self.contents(w);
        })
    }

    fn unit_lessons(&self, w: &mut Writer<'a>, unit: &'a Unit) {
        w.html.raw("<section><h2>");
        let title = format!("{} · {}", unit.number, unit.title);
        w.page_link(&self.site.area.unit(&unit.address), &title);
        w.html.raw("</h2><ol>\n");
        let here = unit.lessons.iter().position(|&id| id == self.lesson.id).unwrap_or(0);
        let from = here.saturating_sub(NEIGHBOURS / 2).min(unit.lessons.len().saturating_sub(NEIGHBOURS));
        for &id in unit.lessons.iter().skip(from).take(NEIGHBOURS) {
            let title = w.presenter().title(id);
            w.html.raw("<li><a");
            let page = w.area.lesson(self.site.curriculum.lesson(id));
            w.href(&page, "");
            w.html.raw(if id == self.lesson.id { " aria-current=\"page\">" } else { ">" });
            w.line(&title);
            w.html.raw("</a></li>\n");
        }
        w.html.raw("</ol></section>\n");
    }

    fn contents(&self, w: &mut Writer<'a>) {
        if self.lesson.sections.len() < 2 {
            return;
        }
        w.html.raw("<nav").attr("aria-label", self.site.words.get("on-this-page")).raw("><h2>");
        w.say("on-this-page");
        w.html.raw("</h2><ul>\n");
        for section in &self.lesson.sections {
            w.html.raw("<li><a").attr("href", &format!("#{}", super::escape::component(section.id))).raw(">");
            w.entry(&section.line);
            w.html.raw("</a></li>\n");
        }
        w.html.raw("</ul></nav>\n");
    }

    /// Words used on the page, sheets to print, and other languages.
    fn margin(&self, w: &mut Writer<'a>) -> Html {
        w.apart(|w| {
            glossary::margin(w, &self.lesson.terms);
            handouts::margin(w, self.linked);
            if w.audience() == Audience::Facilitator {
                session::stage(w, &self.lesson.sections);
            }
            self.languages(w);
        })
    }

    fn languages(&self, w: &mut Writer<'a>) {
        let languages = &self.site.curriculum.config.languages;
        if languages.len() < 2 {
            return;
        }
        w.html.raw("<section><h2>");
        w.say("languages");
        w.html.raw("</h2><ul>\n");
        for lang in languages.iter().filter(|lang| **lang != self.site.lang) {
            let area = place::area_of(self.site.curriculum, lang, w.audience());
            let dir = crate::direction::direction_of(lang, "");
            w.html.raw("<li><a").attr("lang", lang).attr("hreflang", lang).attr("dir", dir.word());
            w.href(&area.lesson(self.linked), "");
            w.html.raw(">").text(&languages::name(lang)).raw("</a></li>\n");
        }
        w.html.raw("</ul></section>\n");
    }
}

fn sources(w: &mut Writer<'_>, dir: Direction, list: &[Source<'_>]) {
    w.running("<ul class=\"sources-list\"", dir, |w| {
        for source in list {
            w.html.raw("<li");
            w.direction(&source.title);
            w.html.raw(">");
            w.within(source.title.lang, source.title.dir, |w| {
                source.before.iter().for_each(|before| w.line(before));
                w.html.raw("<cite>");
                match source.to.as_ref().and_then(|to| w.address(to)) {
                    Some(address) => {
                        w.html.raw("<a").attr("href", &address).raw(">");
                        w.line(&source.title);
                        w.html.raw("</a>");
                    }
                    None => w.line(&source.title),
                }
                w.html.raw("</cite>");
                source.after.iter().for_each(|after| w.line(after));
                w.html.raw(".");
                match source.note.as_slice() {
                    [] => {}
                    [crate::document::model::Block::Paragraph { line }] => {
                        w.html.raw(" ");
                        w.line(line);
                    }
                    blocks => w.blocks(blocks),
                }
            });
            w.html.raw("</li>\n");
        }
    });
    w.html.raw("</ul>");
}

fn open_section(w: &mut Writer<'_>, word: &str) {
    w.html.raw("<section class=\"segment\">\n");
    w.say_heading(word);
}
