//! What a lesson asks of people: prompts for discussion, exercises, and room to write.

use super::write::{Writer, close_of};
use crate::direction::Direction;
use crate::document::model::{Exercise, Line, Prompt, Space};

impl Writer<'_> {
    pub(crate) fn prompt(&mut self, prompt: &Prompt<'_>) {
        self.html.raw("<div class=\"prompt\"");
        if let Some(number) = prompt.number {
            self.html.attr("id", &format!("question.{number}")).attr("data-note", &prompt.key);
        }
        self.running("", prompt.dir, |w| {
            w.html.raw("<p class=\"num\">");
            if let Some(number) = prompt.number {
                w.html.number(number);
            }
            w.html.raw("</p><div class=\"ask\">\n");
            if !prompt.facts.is_empty() {
                w.html.raw("<p class=\"level\">");
                w.parted(prompt.facts.iter());
                w.html.raw("</p>\n");
            }
            w.blocks(&prompt.blocks);
            if !prompt.follow_ups.is_empty() {
                w.tight_list("<ul class=\"follow\"", prompt.dir, &prompt.follow_ups);
            }
            prompt.cues.iter().for_each(|cue| w.note(cue));
            w.html.raw("</div>");
        });
        self.html.raw("</div>\n");
    }

    pub(crate) fn exercise(&mut self, exercise: &Exercise<'_>) {
        self.html.raw("<section class=\"exercise\"");
        if let Some(number) = exercise.number {
            self.html.attr("id", &format!("exercise.{number}"));
        }
        self.running("", exercise.dir, |w| {
            w.html.raw("<p class=\"eyebrow\">");
            w.parted(exercise.facts.iter());
            w.html.raw("</p>\n");
            if let Some(title) = &exercise.title {
                w.open_heading(exercise.level, "");
                w.element_rest(title, close_of(exercise.level));
            }
            w.blocks(&exercise.blocks);
            // What helps comes before the room to write, what the facilitator has after it.
            exercise.cues.iter().filter(|cue| !cue.theirs).for_each(|cue| w.note(cue));
            if let Some(space) = &exercise.space {
                w.space(space);
            }
            exercise.cues.iter().filter(|cue| cue.theirs).for_each(|cue| w.note(cue));
        });
        self.html.raw("</section>\n");
    }

    /// Lines on one line, with points between.
    pub(crate) fn parted<'l>(&mut self, lines: impl Iterator<Item = &'l Line<'l>>) {
        for (number, line) in lines.enumerate() {
            self.html.raw(if number == 0 { "" } else { " · " });
            self.line(line);
        }
    }

    /// Room to write. On a screen only a table has something to show; the rest is drawn on the handout.
    pub(crate) fn space(&mut self, space: &Space<'_>) {
        match space {
            Space::Table { dir, columns, rows } => self.empty_table(*dir, columns, *rows),
            Space::Chart { name, .. } => drop(self.html.element("<p class=\"ui\">", name, "</p>\n")),
            Space::Lines { .. } | Space::Box { .. } | Space::Grid { .. } => {
                self.html.raw("<div class=\"room\"></div>\n");
            }
        }
    }

    fn empty_table(&mut self, dir: Direction, columns: &[Line<'_>], rows: u32) {
        self.open_table();
        self.running("<table class=\"fill\"", dir, |w| {
            w.html.raw("<thead><tr>");
            columns.iter().for_each(|column| w.element("<th scope=\"col\"", column, "</th>"));
            w.html.raw("</tr></thead><tbody>\n");
            for _ in 0..rows {
                w.html.raw("<tr>");
                for _ in columns {
                    w.html.raw("<td>&#160;</td>");
                }
                w.html.raw("</tr>\n");
            }
        });
        self.html.raw("</tbody></table></div>\n");
    }
}
