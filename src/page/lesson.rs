//! A lesson's page: for participants, and the run of show for facilitators.
//!
//! One function a part, in the order of the page. What an audience sees is decided in `view`.

use super::agenda;
use super::frame::Page;
use super::html::Html;
use super::session;
use super::site::Site;
use super::texts::Setting;
use super::write::{self, Writer};
use crate::audience::{self as view, Audience};
use crate::curriculum::{AgendaEntry, Lesson, LessonId, Version};
use crate::place::{self, Shelf};
use crate::syntax::lesson::{Front, Range, ReferenceKind, Rich, Section, Segment};

/// How many neighbours the list of the unit's lessons shows at most, so that a page does not grow with its unit.
const NEIGHBOURS: usize = 24;

/// A lesson's page on a shelf.
pub(crate) fn page<'a>(site: &'a Site<'a>, id: LessonId, shelf: &Shelf) -> Page {
    let lesson = site.curriculum.lesson(id);
    let (version, own) = site.version(lesson);
    let path = shelf.lesson(lesson);
    let mut writer = Writer::new(site, shelf, &path, version.scope).of_lesson(id, version);
    let parts = LessonPage { site, lesson, version, own };
    parts.main(&mut writer);
    let margin = parts.margin(&mut writer);
    let list = parts.shelf(&mut writer);
    let on = |id: Option<LessonId>| id.map(|id| shelf.lesson(site.curriculum.lesson(id))).unwrap_or_default();
    Page {
        template: "lesson.html",
        title: version.title.clone(),
        description: version.document.front.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default(),
        section: site.shelf.common(""),
        facilitator: shelf.audience == Audience::Facilitator,
        noindex: shelf.audience == Audience::Facilitator,
        previous: on(lesson.previous),
        next: on(lesson.next),
        main: writer.html,
        shelf: list,
        margin,
        lesson: lesson.address.clone(),
        origin: version.document.path.to_string(),
        path,
        ..Page::default()
    }
}

/// Words that people read in a minute, when they mean to think about them.
const WORDS_A_MINUTE: usize = 200;

struct LessonPage<'a> {
    site: &'a Site<'a>,
    lesson: &'a Lesson,
    version: &'a Version,
    own: bool,
}

impl<'a> LessonPage<'a> {
    fn front(&self) -> &'a Front {
        &self.version.document.front
    }

    /// The words of a lesson that is shown in another language than the page's say so.
    fn main(&self, w: &mut Writer<'a>) {
        self.crumbs(w);
        let foreign = self.version.lang != self.site.lang;
        if foreign {
            let lang = &self.version.lang;
            w.html.raw("<div").attr("lang", lang).attr("dir", crate::shown::direction(lang)).raw(">\n");
        }
        let facts = self.head(w);
        if w.audience() == Audience::Facilitator {
            session::timeline(w, self.version);
        }
        self.notices(w);
        self.goals(w);
        self.before(w);
        w.html.raw(match w.audience() {
            Audience::Participant => "<div class=\"prose\">\n",
            Audience::Facilitator => "<div class=\"prose run\">\n",
        });
        self.body(w);
        self.unplaced(w);
        self.after(w);
        self.footnotes(w);
        w.html.raw("</div>\n");
        self.reading_time(w, facts);
        self.colophon(w);
        if foreign {
            w.html.raw("</div>\n");
        }
        if w.audience() == Audience::Participant {
            w.html.raw("<div class=\"finish\"></div>\n");
        }
        self.related(w);
        self.turn(w);
    }

    fn crumbs(&self, w: &mut Writer<'a>) {
        let label = self.site.words.get("where-you-are");
        w.html.raw("<nav class=\"crumbs\"").attr("aria-label", label).raw("><ol><li>");
        match w.audience() {
            Audience::Participant => w.page_link(&self.site.shelf.common(""), self.site.words.get("home")),
            Audience::Facilitator => {
                let first = format!("{}index.html", w.shelf.prefix());
                w.page_link(&first, self.site.words.get("for-facilitators"));
            }
        }
        w.html.raw("</li>");
        if let Some(unit) = self.lesson.unit {
            let unit = self.site.curriculum.unit(unit);
            w.html.raw("<li>");
            w.page_link(&self.site.shelf.unit(&unit.address), &unit.title);
            w.html.raw("</li>");
        }
        w.html.raw("</ol></nav>\n");
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
            w.html.element("<li>", &words, "</li>");
        });
        w.html.insert(facts, &said);
    }

    /// The head of the page. Gives the place after the first of its facts.
    fn head(&self, w: &mut Writer<'a>) -> usize {
        let number = self.site.words.count("lesson-number", self.lesson.number);
        w.html.raw("<header class=\"head\">").raw("<p class=\"eyebrow\">").text(&number);
        if w.audience() == Audience::Facilitator {
            w.html.raw(" · ");
            w.say("run-of-show");
        }
        w.html.raw("</p>\n<h1 dir=\"auto\">");
        w.plain(&self.version.title);
        w.html.raw("</h1>\n");
        if let Some(summary) = &self.front().summary {
            w.html.raw("<p class=\"standfirst\">");
            w.plain(&summary.value);
            w.html.raw("</p>\n");
        }
        if w.audience() == Audience::Facilitator {
            agenda::bar(&mut w.html, self.site.words, &self.version.agenda);
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
        if let Some(total) = self.version.agenda.total {
            w.html.element("<li><b>", &long_minutes(self.site, total), "</b></li>");
        }
        let first = w.html.place();
        self.plain_facts(w);
        let curriculum = self.site.curriculum;
        self.topics(w, "values", "values", self.lesson.values.iter().filter_map(|&index| curriculum.values.get(index)));
        self.topics(w, "skills", "skills", self.lesson.skills.iter().filter_map(|&index| curriculum.skills.get(index)));
        self.topics(
            w,
            "portions",
            "portions",
            self.lesson.portions.iter().filter_map(|&index| curriculum.portions.get(index)),
        );
        self.topics(w, "tags", "tags", self.lesson.tags.iter().filter_map(|&index| curriculum.tags.get(index)));
        self.requires(w);
        self.other_page(w);
        w.html.raw("</ul>\n");
        first
    }

    /// Level, format, size of the group, and whom it is for.
    fn plain_facts(&self, w: &mut Writer<'a>) {
        let front = self.front();
        let words = self.site.words;
        let level = front.level.map(|level| words.get(&format!("lesson-{}", level.value.word())).to_owned());
        let formats: Vec<&str> = front
            .format
            .iter()
            .map(|format| {
                words.get(match format.value.word() {
                    "in-person" => "format-in-person",
                    "online" => "format-online",
                    _ => "format-hybrid",
                })
            })
            .collect();
        let size = front.group_size.map(|size| words.name("group-size", &span(size.value)));
        let audience: Vec<&str> = front.audience.iter().map(|word| word.value.as_str()).collect();
        for fact in [level, Some(formats.join(", ")), size, Some(audience.join(", "))].into_iter().flatten() {
            if !fact.is_empty() {
                w.html.raw("<li>");
                w.plain(&fact);
                w.html.raw("</li>");
            }
        }
    }

    fn topics<'t>(
        &self,
        w: &mut Writer<'a>,
        word: &str,
        folder: &str,
        topics: impl Iterator<Item = &'t crate::curriculum::Topic>,
    ) {
        let mut first = true;
        for topic in topics {
            if first {
                w.html.raw("<li>");
                w.say(word);
                w.html.raw(": ");
            } else {
                w.html.raw(", ");
            }
            first = false;
            let page = self.site.shelf.topic(folder, topic);
            w.page_link(&page, topic.name_for(crate::shown::is_hebrew(&self.site.lang)));
        }
        if !first {
            w.html.raw("</li>");
        }
    }

    fn requires(&self, w: &mut Writer<'a>) {
        for (number, &id) in self.lesson.requires.iter().enumerate() {
            if number == 0 {
                w.html.raw("<li>");
                w.say("after-lessons");
                w.html.raw(": ");
            } else {
                w.html.raw(", ");
            }
            let page = w.shelf.lesson(self.site.curriculum.lesson(id));
            w.page_link(&page, self.site.title(id));
        }
        if !self.lesson.requires.is_empty() {
            w.html.raw("</li>");
        }
    }

    /// The facilitators' page of this one, and the other way round.
    fn other_page(&self, w: &mut Writer<'a>) {
        let (shelf, word) = match w.audience() {
            Audience::Facilitator => (w.shelf.open(), "participants-page"),
            Audience::Participant if place::shows_facilitators(self.site.curriculum) => {
                (w.shelf.facilitators(), "facilitators-page")
            }
            Audience::Participant => return,
        };
        w.html.raw("<li>");
        w.page_link(&shelf.lesson(self.lesson), self.site.words.get(word));
        w.html.raw("</li>");
    }

    fn notices(&self, w: &mut Writer<'a>) {
        if !self.own {
            w.html
                .raw("<p class=\"notice\"")
                .attr("lang", &self.site.lang)
                .attr("dir", crate::shown::direction(&self.site.lang))
                .raw(">");
            w.say("not-translated");
            w.html.raw("</p>\n");
        }
        if let Some(note) = &self.front().content_note {
            w.html.raw("<div class=\"notice\" role=\"note\"><strong>");
            w.say("content-note");
            w.html.raw("</strong> ");
            w.rich_tight(note);
            w.html.raw("</div>\n");
        }
    }

    fn goals(&self, w: &mut Writer<'a>) {
        let front = self.front();
        goal_list(w, "questions", &front.questions.iter().collect::<Vec<_>>());
        goal_list(w, "by-the-end", &front.objectives.iter().map(|objective| &objective.text).collect::<Vec<_>>());
    }

    /// What a facilitator reads before the session.
    fn before(&self, w: &mut Writer<'a>) {
        let before = view::before(w.audience(), self.front());
        if before.materials.is_empty() && before.preparation.is_empty() && before.access.is_empty() {
            return;
        }
        w.html.raw("<section class=\"before prose\">\n");
        if !before.preparation.is_empty() {
            section_heading(w, "preparation");
            w.html.raw("<ul>");
            w.rich_items(before.preparation);
            w.html.raw("</ul>\n");
        }
        if !before.materials.is_empty() {
            section_heading(w, "materials");
            w.materials(before.materials);
        }
        if !before.access.is_empty() {
            section_heading(w, "access");
            w.html.raw("<dl>");
            for access in before.access {
                w.html.element("<dt>", &access.need.value, "</dt><dd>");
                w.rich_tight(&access.plan);
                w.html.raw("</dd>\n");
            }
            w.html.raw("</dl>\n");
        }
        w.html.raw("</section>\n");
    }

    fn body(&self, w: &mut Writer<'a>) {
        let body = &self.version.document.body;
        if !body.lead.is_empty() {
            w.html.raw("<section class=\"lead\">\n");
            w.heading = 1;
            w.blocks(&body.lead);
            w.html.raw("</section>\n");
        }
        for (index, section) in body.sections.iter().enumerate() {
            let entry = self.version.agenda.entries.iter().find(|entry| entry.section == index);
            self.section(w, section, entry);
        }
    }

    fn section(&self, w: &mut Writer<'a>, section: &Section, entry: Option<&AgendaEntry>) {
        w.html.raw("<section class=\"segment\"");
        if w.audience() == Audience::Facilitator {
            session::attributes(w, section.segment.as_ref(), entry);
            w.html.raw(">\n");
            self.clock(w, section.segment.as_ref(), entry);
        } else {
            w.html.raw(">\n");
        }
        w.open_heading(2, Some(&section.id));
        w.without_terms(|w| w.inlines(&section.heading));
        w.close_heading();
        if let Some(segment) = &section.segment {
            self.cut(w, segment);
        }
        w.blocks(&section.blocks);
        w.html.raw("</section>\n");
    }

    /// Where the clock stands when a segment begins, how long it takes, and how the room is grouped.
    fn clock(&self, w: &mut Writer<'a>, segment: Option<&Segment>, entry: Option<&AgendaEntry>) {
        let (Some(segment), Some(entry)) = (segment, entry) else { return };
        w.html.raw("<p class=\"clock\">");
        session::clock(w, entry.start);
        let minutes = w.minutes(entry.minutes);
        w.html.text(&minutes);
        if let Some(group) = segment.group {
            w.html.raw(" · ");
            w.say(&session::group_word(group));
        }
        w.html.raw("</p>\n");
    }

    fn cut(&self, w: &mut Writer<'a>, segment: &Segment) {
        let Some(order) = view::cut(w.audience(), segment) else { return };
        let words = self.site.words;
        let saved = w.minutes(segment.minutes);
        let what = match order {
            Some(order) => words.count("cut-order", order),
            None => words.get("cut-any").to_owned(),
        };
        w.html.element("<p class=\"short\">", &what, " ").element("(", &words.name("saves", &saved), ")</p>\n");
    }

    /// Texts, prompts and exercises that the body does not place.
    fn unplaced(&self, w: &mut Writer<'a>) {
        let version = self.version;
        if !version.unplaced_texts.is_empty() {
            open_section(w, "texts");
            for &text in &version.unplaced_texts {
                w.text(text, None, Setting::Lesson);
            }
            w.html.raw("</section>\n");
        }
        let seen = |index: &&usize| {
            version
                .document
                .front
                .prompts
                .get(**index)
                .is_some_and(|prompt| view::prompt(w.audience(), prompt).is_some())
        };
        let prompts: Vec<usize> = version.unplaced_prompts.iter().filter(seen).copied().collect();
        if !prompts.is_empty() {
            open_section(w, "questions-to-discuss");
            w.prompts(&prompts);
            w.html.raw("</section>\n");
        }
        let seen = |index: &&usize| {
            version
                .document
                .front
                .exercises
                .get(**index)
                .is_some_and(|exercise| view::exercise(w.audience(), exercise).is_some())
        };
        let exercises: Vec<usize> = version.unplaced_exercises.iter().filter(seen).copied().collect();
        if !exercises.is_empty() {
            open_section(w, "exercises");
            for index in exercises {
                w.exercise(index);
            }
            w.html.raw("</section>\n");
        }
    }

    fn after(&self, w: &mut Writer<'a>) {
        let front = self.front();
        if !front.key_points.is_empty() {
            open_section(w, "key-points");
            w.html.raw("<ul>");
            w.rich_items(&front.key_points);
            w.html.raw("</ul></section>\n");
        }
        if !front.sources.is_empty() {
            self.sources(w);
        }
    }

    fn sources(&self, w: &mut Writer<'a>) {
        open_section(w, "sources");
        w.html.raw("<ul class=\"sources-list\">");
        for source in &self.front().sources {
            w.html.raw("<li>");
            if let Some(kind) = source.kind.filter(|kind| *kind == ReferenceKind::AdaptedFrom) {
                w.say(&format!("source-{}", kind.word()));
                w.html.raw(" ");
            }
            if let Some(author) = &source.author {
                w.plain(&author.value);
                w.html.raw(", ");
            }
            w.html.raw("<cite>");
            match source.url {
                Some(url) => w.link(url, |w| w.plain(&source.title.value)),
                None => w.plain(&source.title.value),
            }
            w.html.raw("</cite>");
            for extra in [&source.year, &source.license].into_iter().flatten() {
                w.html.raw(", ");
                w.plain(&self.site.words.license(&extra.value));
            }
            w.html.raw(".");
            if let Some(note) = &source.note {
                w.html.raw(" ");
                w.rich_tight(note);
            }
            w.html.raw("</li>\n");
        }
        w.html.raw("</ul></section>\n");
    }

    fn footnotes(&self, w: &mut Writer<'a>) {
        let notes: Vec<_> = view::footnotes(w.audience(), &self.version.document.body.footnotes).collect();
        if notes.is_empty() {
            return;
        }
        w.html
            .raw("<section class=\"footnotes\" role=\"doc-endnotes\"")
            .attr("aria-label", self.site.words.get("notes"))
            .raw("><ol>\n");
        for note in notes {
            w.html
                .raw("<li")
                .attr("id", &format!("fn.{}", note.number))
                .attr("value", &note.number.to_string())
                .raw(">");
            w.blocks(&note.blocks);
            let marks: Vec<u32> =
                w.marks.iter().filter(|(number, _)| *number == note.number).map(|(_, nth)| *nth).collect();
            for nth in marks {
                w.html.raw("<a class=\"back\"").attr("href", &format!("#fnref.{}.{nth}", note.number));
                w.html.attr("aria-label", self.site.words.get("back")).raw(">\u{21A9}\u{FE0E}</a> ");
            }
            w.html.raw("</li>\n");
        }
        w.html.raw("</ol></section>\n");
    }

    /// By whom, when, and under which licence.
    fn colophon(&self, w: &mut Writer<'a>) {
        let front = self.front();
        let words = self.site.words;
        let authors: Vec<&str> = front.authors.iter().map(|author| author.value.as_str()).collect();
        let by = (!authors.is_empty()).then(|| words.name("by", &authors.join(", ")));
        let updated = front.updated.as_ref().or(front.date.as_ref()).map(|date| words.name("updated", &date.value));
        let license = front.license.as_ref().map(|license| words.license(&license.value));
        let parts: Vec<String> = [by, updated, license].into_iter().flatten().collect();
        if !parts.is_empty() {
            w.html.raw("<p class=\"ui end\">");
            w.plain(&parts.join(" · "));
            w.html.raw("</p>\n");
        }
    }

    fn related(&self, w: &mut Writer<'a>) {
        if self.lesson.related.is_empty() {
            return;
        }
        w.html.raw("<section class=\"related\"><h2 class=\"eyebrow\">");
        w.say("related");
        w.html.raw("</h2><ul>");
        for &id in &self.lesson.related {
            w.html.raw("<li>");
            let page = w.shelf.lesson(self.site.curriculum.lesson(id));
            w.page_link(&page, self.site.title(id));
            if let Some(summary) = self.site.summary(id) {
                w.html.raw(" <span class=\"ui\">");
                w.plain(summary);
                w.html.raw("</span>");
            }
            w.html.raw("</li>\n");
        }
        w.html.raw("</ul></section>\n");
    }

    fn turn(&self, w: &mut Writer<'a>) {
        if self.lesson.previous.is_none() && self.lesson.next.is_none() {
            return;
        }
        w.html.raw("<nav class=\"turn\"").attr("aria-label", self.site.words.get("turn")).raw(">");
        for (id, open, word) in [
            (self.lesson.previous, "<a class=\"previous\" rel=\"prev\"", "previous"),
            (self.lesson.next, "<a class=\"next\" rel=\"next\"", "next"),
        ] {
            let Some(id) = id else { continue };
            w.html.raw(open);
            let page = w.shelf.lesson(self.site.curriculum.lesson(id));
            w.href(&page, "");
            w.html.raw("><span class=\"eyebrow\">");
            w.say(word);
            w.html.raw("</span> ");
            w.plain(self.site.title(id));
            w.html.raw("</a>");
        }
        w.html.raw("</nav>\n");
    }

    // The sides.

    /// The unit's lessons, and what is on this page.
    fn shelf(&self, w: &mut Writer<'a>) -> Html {
        w.apart(|w| {
            if let Some(unit) = self.lesson.unit {
                self.unit_lessons(w, self.site.curriculum.unit(unit));
            }
            self.contents(w);
        })
    }

    fn unit_lessons(&self, w: &mut Writer<'a>, unit: &crate::curriculum::Unit) {
        w.html.raw("<section><h2>");
        let title = format!("{} · {}", unit.number, unit.title);
        w.page_link(&self.site.shelf.unit(&unit.address), &title);
        w.html.raw("</h2><ol>\n");
        let here = unit
            .lessons
            .iter()
            .position(|&id| self.site.curriculum.lesson(id).number == self.lesson.number)
            .unwrap_or(0);
        let from = here.saturating_sub(NEIGHBOURS / 2).min(unit.lessons.len().saturating_sub(NEIGHBOURS));
        for &id in unit.lessons.iter().skip(from).take(NEIGHBOURS) {
            let lesson = self.site.curriculum.lesson(id);
            w.html.raw("<li><a");
            let page = w.shelf.lesson(lesson);
            w.href(&page, "");
            w.html.raw(if lesson.number == self.lesson.number { " aria-current=\"page\">" } else { ">" });
            w.plain(self.site.title(id));
            w.html.raw("</a></li>\n");
        }
        w.html.raw("</ol></section>\n");
    }

    fn contents(&self, w: &mut Writer<'a>) {
        let sections = &self.version.document.body.sections;
        if sections.len() < 2 {
            return;
        }
        w.html.raw("<nav").attr("aria-label", self.site.words.get("on-this-page")).raw("><h2>");
        w.say("on-this-page");
        w.html.raw("</h2><ul>\n");
        for section in sections {
            w.html.raw("<li><a").attr("href", &format!("#{}", super::escape::component(&section.id))).raw(">");
            w.label(&section.heading);
            w.html.raw("</a></li>\n");
        }
        w.html.raw("</ul></nav>\n");
    }

    /// Words used on the page, sheets to print, and other languages.
    fn margin(&self, w: &mut Writer<'a>) -> Html {
        let terms = w.terms.clone();
        w.apart(|w| {
            super::glossary::margin(w, &terms);
            self.sheets(w);
            if w.audience() == Audience::Facilitator {
                session::stage(w, self.version);
            }
            self.languages(w);
        })
    }

    fn sheets(&self, w: &mut Writer<'a>) {
        let sheets = super::handouts::of_lesson(self.site, self.lesson, w.audience());
        if sheets.is_empty() {
            return;
        }
        w.html.raw("<section><h2>");
        w.say("print");
        w.html.raw("</h2><ul class=\"print-list\">\n");
        for (path, word) in sheets {
            w.html.raw("<li>");
            w.page_link(path.as_str(), self.site.words.get(word));
            super::handouts::extent(w, &path);
            w.html.raw("</li>\n");
        }
        if let Some(path) = super::handouts::kit_of(self.site, self.lesson, w.audience()) {
            w.html.raw("<li>");
            w.page_link(path.as_str(), self.site.words.get("kit"));
            w.html.raw("</li>\n");
        }
        w.html.raw("</ul></section>\n");
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
            let shelf = crate::place::shelf_of(self.site.curriculum, lang, w.audience());
            w.html.raw("<li><a").attr("lang", lang).attr("hreflang", lang).attr("dir", crate::shown::direction(lang));
            w.href(&shelf.lesson(self.lesson), "");
            w.html.raw(">").text(&super::language_name(lang)).raw("</a></li>\n");
        }
        w.html.raw("</ul></section>\n");
    }
}

fn goal_list(w: &mut Writer<'_>, word: &str, list: &[&Rich]) {
    if list.is_empty() {
        return;
    }
    w.html.raw("<section class=\"goals prose\"><h2 class=\"eyebrow\">");
    w.heading = 2;
    w.say(word);
    w.html.raw("</h2><ul>\n");
    for rich in list {
        w.html.raw("<li>");
        w.rich_tight(rich);
        w.html.raw("</li>\n");
    }
    w.html.raw("</ul></section>\n");
}

fn open_section(w: &mut Writer<'_>, word: &str) {
    w.html.raw("<section class=\"segment\">\n");
    section_heading(w, word);
}

fn section_heading(w: &mut Writer<'_>, word: &str) {
    w.open_heading(2, None);
    w.say(word);
    w.close_heading();
}

fn long_minutes(site: &Site<'_>, total: Range) -> String {
    if total.from == total.to {
        site.words.count("minutes", total.to)
    } else {
        site.words.name("minutes-long-range", &span(total))
    }
}

fn span(range: Range) -> String {
    if range.from == range.to { range.to.to_string() } else { format!("{}–{}", range.from, range.to) }
}

/// A row of a list of lessons: number, title, summary, agenda.
pub(crate) fn row(w: &mut Writer<'_>, id: LessonId) {
    let site = w.site;
    let lesson = site.curriculum.lesson(id);
    let (version, _) = site.version(lesson);
    w.html
        .raw("<li class=\"row\"")
        .attr("data-row", &lesson.address)
        .raw("><span class=\"row-num\">")
        .number(lesson.number)
        .raw("</span><div><p class=\"row-title\">");
    let page = w.shelf.lesson(lesson);
    w.page_link(&page, &version.title);
    w.html.raw("</p>");
    if let Some(summary) = site.summary(id) {
        w.html.raw("<p class=\"row-summary\">");
        w.plain(summary);
        w.html.raw("</p>");
    }
    w.html.raw("</div><div class=\"row-bar\">");
    agenda::bar(&mut w.html, site.words, &version.agenda);
    if let Some(total) = version.agenda.total {
        let minutes = w.minutes(total);
        w.html.element("<span class=\"row-minutes\">", &minutes, "</span>");
    }
    w.html.raw("</div></li>\n");
}

/// Links to lessons on one line: "taught in …".
pub(crate) fn taught_in(w: &mut Writer<'_>, lessons: &[LessonId]) {
    let site = w.site;
    w.say("taught-in");
    w.html.raw(" ");
    for (number, &id) in lessons.iter().enumerate() {
        w.html.raw(if number == 0 { "" } else { ", " });
        let page = w.shelf.lesson(site.curriculum.lesson(id));
        w.page_link(&page, site.title(id));
    }
}

/// The words of a summary or of the first paragraph, for a description.
pub(crate) fn description(front: &Front) -> String {
    front
        .summary
        .as_ref()
        .map(|summary| summary.value.clone())
        .or_else(|| front.goal.as_ref().map(|goal| write::plain_text(&goal.blocks)))
        .unwrap_or_default()
}
