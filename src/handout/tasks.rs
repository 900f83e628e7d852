//! Prompts, exercises and room to write, as a sheet has them.
//!
//! Takes prompts and exercises from `audience`, as the sheet's reader sees them.

use super::lower::Lower;
use super::sheet::{Block as Out, Exercise as SetExercise, Item, Prompt as SetPrompt, Space as Room};
use crate::audience::{self, SeenExercise, SeenPrompt};
use crate::curriculum::Placement;
use crate::syntax::lesson::{Answers, Chart, Material, Rich, SheetKind, Space};

/// Lines under a prompt that asks for no room of its own.
const LINES: u32 = 2;

impl Lower<'_> {
    /// What a leaf of the body places.
    pub(super) fn leaf(&mut self, leaf: usize, out: &mut Vec<Out>) {
        match self.scope.leaves.get(leaf) {
            Some(Placement::Text(id, layout)) => {
                let text = self.text(*id, *layout, 0);
                out.push(text);
            }
            Some(Placement::Prompts(list)) => list.iter().for_each(|&index| self.prompt(index, out)),
            Some(Placement::Exercise(index)) => self.exercise(*index, out),
            // Who leads the room fills in no chart.
            Some(Placement::Space(_)) if self.kind == SheetKind::Facilitator => {}
            Some(Placement::Space(space)) => out.push(Out::Space { space: self.space(space) }),
            Some(Placement::Nothing) | None => {}
        }
    }

    /// A prompt of the lesson, by its index in the front matter.
    pub(super) fn prompt(&mut self, index: usize, out: &mut Vec<Out>) {
        let Some(version) = self.version else { return };
        let prompt = version.document.front.prompts.get(index);
        let Some(seen) = prompt.and_then(|prompt| audience::prompt(self.audience(), prompt)) else { return };
        let number = version.prompt_numbers.get(index).copied().flatten().unwrap_or_default();
        let set = self.set_prompt(&seen, number);
        out.push(Out::Prompt(Box::new(set)));
    }

    fn set_prompt(&mut self, seen: &SeenPrompt<'_>, number: u32) -> SetPrompt {
        let prompt = seen.prompt;
        let guide = self.kind == SheetKind::Facilitator;
        let level = prompt.level.map(|level| self.words.get(&format!("level-{}", level.word())).to_owned());
        let group = prompt.group.as_ref().map(|group| group.value.clone());
        let minutes = prompt.minutes.filter(|_| guide).map(|minutes| self.minutes(minutes));
        let meta: Vec<String> = [level, group, minutes].into_iter().flatten().collect();
        let mut cues = Vec::new();
        if guide {
            self.cue("hint", "hint", &prompt.hints, &mut cues);
            self.cue("watch", "listen-for", seen.listen_for.as_slice(), &mut cues);
        }
        let room = prompt.space.as_ref().map_or(Room::Lines { count: LINES }, |space| self.space(space));
        SetPrompt {
            number,
            meta: meta.join(" · "),
            blocks: self.rich(&prompt.prompt),
            follow_ups: self.riches(&prompt.follow_ups),
            cues,
            space: (!guide).then_some(room),
        }
    }

    /// An exercise of the lesson, by its index in the front matter.
    pub(super) fn exercise(&mut self, index: usize, out: &mut Vec<Out>) {
        let Some(version) = self.version else { return };
        let exercise = version.document.front.exercises.get(index);
        let Some(seen) = exercise.and_then(|exercise| audience::exercise(self.audience(), exercise)) else { return };
        let number = version.exercise_numbers.get(index).copied().flatten();
        let set = self.set_exercise(&seen, number);
        out.push(Out::Exercise(Box::new(set)));
    }

    fn set_exercise(&mut self, seen: &SeenExercise<'_>, number: Option<u32>) -> SetExercise {
        let exercise = seen.exercise;
        let name = number.map_or_else(
            || self.words.get("exercise").to_owned(),
            |number| self.words.count("exercise-number", number),
        );
        let kind = exercise.kind.map(|kind| self.words.get(&format!("exercise-{}", kind.word())).to_owned());
        let minutes = exercise.minutes.map(|minutes| self.minutes(minutes));
        let group = exercise.group.as_ref().map(|group| group.value.clone());
        let parts: Vec<String> =
            [Some(name), kind, minutes, group].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let level = self.level(3);
        let guide = self.kind == SheetKind::Facilitator;
        SetExercise {
            eyebrow: parts.join(" · "),
            title: exercise.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            level,
            blocks: exercise.instructions.as_ref().map(|rich| self.rich(rich)).unwrap_or_default(),
            cues: self.exercise_cues(seen),
            space: exercise.space.as_ref().filter(|_| !guide).map(|space| self.space(space)),
        }
    }

    /// What the facilitator has beside the exercise.
    fn exercise_cues(&mut self, seen: &SeenExercise<'_>) -> Vec<Out> {
        let mut cues = Vec::new();
        if !seen.materials.is_empty() {
            let items = self.materials(seen.materials);
            let blocks = vec![Out::List { start: None, items }];
            cues.push(self.note("do", "bring", blocks));
        }
        if self.kind == SheetKind::Facilitator {
            self.cue("hint", "hint", &seen.exercise.hints, &mut cues);
        }
        self.cue("answer", "answer", seen.answers.as_slice(), &mut cues);
        self.cue("say", "debrief", seen.debrief.iter().collect::<Vec<_>>().as_slice(), &mut cues);
        cues
    }

    /// A labelled block of fields, where there are any.
    fn cue<R: std::borrow::Borrow<Rich>>(&mut self, kind: &'static str, word: &str, list: &[R], cues: &mut Vec<Out>) {
        let blocks: Vec<Out> = list.iter().flat_map(|rich| self.rich(rich.borrow())).collect();
        if !blocks.is_empty() {
            let note = self.note(kind, word, blocks);
            self.place(note, kind == "answer", cues);
        }
    }

    /// Puts a note in its place; an answer where answers are wanted.
    pub(super) fn place(&mut self, note: Out, is_answer: bool, out: &mut Vec<Out>) {
        match (is_answer, self.settings.answers) {
            (false, _) | (true, Answers::Inline) => out.push(note),
            (true, Answers::End) => self.answers.push(note),
            (true, Answers::None) => {}
        }
    }

    fn note(&self, kind: &'static str, word: &str, blocks: Vec<Out>) -> Out {
        Out::Note { kind, label: self.words.get(word).to_owned(), title: Vec::new(), blocks }
    }

    /// What to bring.
    pub(super) fn materials(&self, list: &[Material]) -> Vec<Item> {
        let item = |material: &Material| {
            let quantity = material.quantity.as_ref().map(|quantity| format!(", {}", quantity.value));
            let mut words = Vec::new();
            self.plain(&format!("{}{}", material.item.value, quantity.unwrap_or_default()), &mut words);
            Item { task: None, blocks: vec![Out::Paragraph { words }] }
        };
        list.iter().map(item).collect()
    }

    fn space(&self, space: &Space) -> Room {
        match space {
            Space::Lines(count) => Room::Lines { count: *count },
            Space::Box(height) => Room::Box { height: *height },
            Space::Grid { side, height } => Room::Grid { side: *side, height: *height },
            Space::Table { columns, rows } => Room::Table { columns: columns.clone(), rows: *rows },
            Space::Chart(chart) => Room::Chart { kind: chart.word(), labels: self.labels(*chart) },
        }
    }

    /// The words that a chart shows, in the order its drawing takes them.
    fn labels(&self, chart: Chart) -> Vec<String> {
        let ids: &[&str] = match chart {
            Chart::PowerMap => &["power-more", "power-less", "oppose", "support"],
            Chart::Spectrum => &["active-allies", "passive-allies", "neutral", "passive-opponents", "active-opponents"],
            Chart::StoryArc => &["challenge", "choice", "outcome"],
            Chart::TChart => &[],
            Chart::Web => &["me"],
            Chart::Ladder => &[],
            Chart::Calendar => &["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "shabbat"],
        };
        ids.iter().map(|id| self.words.get(&format!("chart-label-{id}")).to_owned()).collect()
    }
}
