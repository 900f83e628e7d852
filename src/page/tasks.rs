//! What a lesson asks of people: prompts for discussion, exercises, and room to write.
//!
//! Takes prompts and exercises from `view`, as the page's audience sees them.

use super::texts::Setting;
use super::write::Writer;
use crate::audience::{self as view, SeenExercise, SeenPrompt};
use crate::curriculum::Placement;
use crate::syntax::lesson::{Material, Prompt, Range, Rich, Space};

impl Writer<'_> {
    /// What a leaf of the body places.
    pub(crate) fn leaf(&mut self, leaf: usize) {
        match self.placement(leaf) {
            Some(Placement::Text(id, layout)) => self.text(*id, *layout, Setting::Lesson),
            Some(Placement::Prompts(list)) => self.prompts(list),
            Some(Placement::Exercise(index)) => self.exercise(*index),
            Some(Placement::Space(space)) => self.space(space),
            Some(Placement::Nothing) | None => {}
        }
    }

    /// Prompts of the lesson, by their indexes in its front matter.
    pub(crate) fn prompts(&mut self, list: &[usize]) {
        let Some((_, version)) = self.lesson else { return };
        for &index in list {
            let seen =
                version.document.front.prompts.get(index).and_then(|prompt| view::prompt(self.audience(), prompt));
            let number = version.prompt_numbers.get(index).copied().flatten();
            if let Some(seen) = seen {
                self.prompt(&seen, number);
            }
        }
    }

    fn prompt(&mut self, seen: &SeenPrompt<'_>, number: Option<u32>) {
        let prompt = seen.prompt;
        self.html.raw("<div class=\"prompt\"");
        if let Some(number) = number {
            self.html.attr("id", &format!("question.{number}"));
            self.html.attr("data-note", &note_key(prompt));
        }
        self.html.raw("><p class=\"num\">");
        if let Some(number) = number {
            self.html.number(number);
        }
        self.html.raw("</p><div class=\"ask\">\n");
        let level = prompt.level.map(|level| format!("level-{}", level.word()));
        let level = level.map(|id| self.site.words.get(&id).to_owned());
        let group = prompt.group.as_ref().map(|group| group.value.clone());
        self.level([level, group, prompt.minutes.map(|minutes| self.minutes(minutes))]);
        self.rich(&prompt.prompt);
        self.follow_ups(&prompt.follow_ups);
        self.hints(&prompt.hints);
        if let Some(listen) = seen.listen_for {
            self.cue("<div class=\"cue listen\">", "listen-for", |w| w.rich(listen));
        }
        self.html.raw("</div></div>\n");
    }

    fn level(&mut self, parts: [Option<String>; 3]) {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            self.html.element("<p class=\"level\">", &parts.join(" · "), "</p>\n");
        }
    }

    fn follow_ups(&mut self, list: &[Rich]) {
        if list.is_empty() {
            return;
        }
        self.html.raw("<ul class=\"follow\">");
        self.rich_items(list);
        self.html.raw("</ul>\n");
    }

    /// List items, one for each field.
    pub(crate) fn rich_items(&mut self, list: &[Rich]) {
        for rich in list {
            self.html.raw("<li>");
            self.rich_tight(rich);
            self.html.raw("</li>\n");
        }
    }

    fn hints(&mut self, list: &[Rich]) {
        for hint in list {
            self.html.raw("<details class=\"hint\"><summary>");
            self.say("hint");
            self.html.raw("</summary>\n");
            self.rich(hint);
            self.html.raw("</details>\n");
        }
    }

    /// An exercise of the lesson, by its index in the front matter.
    pub(crate) fn exercise(&mut self, index: usize) {
        let Some((_, version)) = self.lesson else { return };
        let seen =
            version.document.front.exercises.get(index).and_then(|exercise| view::exercise(self.audience(), exercise));
        let number = version.exercise_numbers.get(index).copied().flatten();
        if let Some(seen) = seen {
            self.exercise_block(&seen, number);
        }
    }

    fn exercise_block(&mut self, seen: &SeenExercise<'_>, number: Option<u32>) {
        self.html.raw("<section class=\"exercise\"");
        if let Some(number) = number {
            self.html.attr("id", &format!("exercise.{number}"));
        }
        self.html.raw(">");
        self.exercise_head(seen, number);
        let exercise = seen.exercise;
        if let Some(instructions) = &exercise.instructions {
            self.rich(instructions);
        }
        self.hints(&exercise.hints);
        if let Some(space) = &exercise.space {
            self.space(space);
        }
        self.exercise_cues(seen);
        self.html.raw("</section>\n");
    }

    fn exercise_head(&mut self, seen: &SeenExercise<'_>, number: Option<u32>) {
        let exercise = seen.exercise;
        let words = self.site.words;
        let name =
            number.map_or_else(|| words.get("exercise").to_owned(), |number| words.count("exercise-number", number));
        let kind = exercise.kind.map(|kind| words.get(&format!("exercise-{}", kind.word())).to_owned());
        let kind = kind.filter(|kind| !kind.is_empty());
        let minutes = exercise.minutes.map(|minutes| self.minutes(minutes));
        let group = exercise.group.as_ref().map(|group| group.value.clone());
        let parts: Vec<String> = [Some(name), kind, minutes, group].into_iter().flatten().collect();
        self.html.element("<p class=\"eyebrow\">", &parts.join(" · "), "</p>\n");
        if let Some(title) = &exercise.title {
            let outer = self.heading;
            self.open_heading(3, None);
            self.plain(&title.value);
            self.close_heading();
            self.heading = outer.max(2);
        }
    }

    /// What the facilitator has beside the exercise.
    fn exercise_cues(&mut self, seen: &SeenExercise<'_>) {
        if !seen.materials.is_empty() {
            self.cue("<div class=\"cue bring\">", "bring", |w| w.materials(seen.materials));
        }
        if let Some(answers) = seen.answers {
            self.cue("<div class=\"cue answer\">", "answer", |w| w.rich(answers));
        }
        if !seen.debrief.is_empty() {
            self.cue("<div class=\"cue debrief\">", "debrief", |w| {
                w.html.raw("<ul>");
                w.rich_items(seen.debrief);
                w.html.raw("</ul>\n");
            });
        }
    }

    /// What to bring, as a list.
    pub(crate) fn materials(&mut self, list: &[Material]) {
        self.html.raw("<ul>");
        for material in list {
            self.html.raw("<li>");
            self.plain(&material.item.value);
            if let Some(quantity) = &material.quantity {
                self.html.raw(", ");
                super::session::quantity(self, &quantity.value);
            }
            self.html.raw("</li>\n");
        }
        self.html.raw("</ul>\n");
    }

    /// Room to write. On a screen only a table has something to show; the rest is drawn on the handout.
    pub(crate) fn space(&mut self, space: &Space) {
        match space {
            Space::Table { columns, rows } => self.empty_table(columns, *rows),
            Space::Chart(chart) => {
                let words = self.site.words.get(&format!("chart-{}", chart.word())).to_owned();
                self.html.element("<p class=\"ui\">", &words, "</p>\n");
            }
            Space::Lines(_) | Space::Box(_) | Space::Grid { .. } => drop(self.html.raw("<div class=\"room\"></div>\n")),
        }
    }

    fn empty_table(&mut self, columns: &[String], rows: u32) {
        let label = self.site.words.get("table");
        self.html
            .raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\"")
            .attr("aria-label", label)
            .raw("><table class=\"fill\"><thead><tr>");
        for column in columns {
            self.html.element("<th scope=\"col\">", column, "</th>");
        }
        self.html.raw("</tr></thead><tbody>\n");
        for _ in 0..rows {
            self.html.raw("<tr>");
            for _ in columns {
                self.html.raw("<td>&#160;</td>");
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody></table></div>\n");
    }

    /// Minutes as people read them: `10 min`, `10–15 min`.
    pub(crate) fn minutes(&self, range: Range) -> String {
        self.site.words.minutes(range.from, range.to)
    }
}

/// What a reader's note on a prompt is kept by: its id, or its own words, so that a note stays with its question when others
/// are added before it.
fn note_key(prompt: &Prompt) -> String {
    match &prompt.id {
        Some(id) => id.value.clone(),
        None => {
            let hash = blake3::hash(super::write::plain_text(&prompt.prompt.blocks).as_bytes()).to_hex();
            format!("q-{}", hash.as_str().get(..8).unwrap_or_default())
        }
    }
}
