//! What a lesson asks of people: prompts for discussion, exercises, and room to write.
//!
//! Gathers what their templates show; writes no markup.

use super::values::{Map, Value};
use super::write::Writer;
use crate::document::model::{Exercise, Note, Prompt, Space};

impl Writer<'_> {
    /// A prompt for discussion.
    pub(crate) fn prompt(&mut self, prompt: &Prompt<'_>) {
        let mut inside = Map::new();
        self.turned(prompt.dir, |w| {
            inside = Map::new()
                .with("facts", w.inlines(&prompt.facts))
                .with("html", w.apart(|w| w.blocks(&prompt.blocks)))
                .with("follow_ups", w.tight_values(prompt.dir, &prompt.follow_ups))
                .with("cues", w.notes(prompt.cues.iter()));
        });
        let values = inside
            .with("attrs", self.dir_attrs(prompt.dir))
            .with("number", prompt.number)
            .with("key", prompt.key.as_str())
            .with("text", prompt.text)
            .with("for_facilitators", prompt.theirs);
        self.part("blocks/prompt.html", values);
    }

    /// An exercise. What helps (`cues`) comes before the room to write, what the facilitator has (`facilitators_cues`) after it.
    pub(crate) fn exercise(&mut self, exercise: &Exercise<'_>) {
        let mut inside = Map::new();
        self.turned(exercise.dir, |w| {
            inside = Map::new()
                .with("facts", w.inlines(&exercise.facts))
                .with("title", exercise.title.as_ref().map(|title| w.own_line(title)))
                .with("html", w.apart(|w| w.blocks(&exercise.blocks)))
                .with("cues", w.notes(exercise.cues.iter().filter(|cue| !cue.theirs)))
                .with("space", exercise.space.as_ref().map(|space| w.apart(|w| w.space(space))))
                .with("facilitators_cues", w.notes(exercise.cues.iter().filter(|cue| cue.theirs)));
        });
        let values = inside
            .with("attrs", self.dir_attrs(exercise.dir))
            .with("number", exercise.number)
            .with("level", exercise.level.clamp(2, 6))
            .with("for_facilitators", exercise.theirs);
        self.part("blocks/exercise.html", values);
    }

    /// Marked-off blocks, rendered, one after another.
    fn notes<'n>(&mut self, notes: impl Iterator<Item = &'n Note<'n>>) -> Value {
        self.apart(|w| notes.for_each(|note| w.note(note))).into()
    }

    /// Room to write. On a screen only a table has something to show; the rest is drawn on the handout.
    pub(crate) fn space(&mut self, space: &Space<'_>) {
        let values = match space {
            Space::Table { dir, columns, rows } => {
                let mut list = Vec::with_capacity(columns.len());
                self.turned(*dir, |w| list.extend(columns.iter().map(|column| Value::from(w.own_line(column)))));
                let values = Map::new().with("kind", "table").with("attrs", self.dir_attrs(*dir));
                values.with("columns", list).with("rows", *rows)
            }
            Space::Chart { kind, name, .. } => {
                Map::new().with("kind", "chart").with("chart", *kind).with("name", *name)
            }
            Space::Lines { count } => Map::new().with("kind", "lines").with("count", *count),
            Space::Box { height } => Map::new().with("kind", "box").with("height", f64::from(*height)),
            Space::Grid { side, height } => {
                Map::new().with("kind", "grid").with("side", f64::from(*side)).with("height", f64::from(*height))
            }
        };
        self.part("blocks/space.html", values);
    }
}
