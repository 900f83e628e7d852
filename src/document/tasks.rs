//! What a lesson asks of people: prompts, exercises, room to write.

use super::maker::{Maker, text_block};
use super::model::{Block as Out, Exercise, Item, Line, Note, Prompt, Space, Span};
use super::walk;
use crate::amounts::per_people;
use crate::audience::{self, SeenExercise, SeenPrompt};
use crate::curriculum::Placement;
use crate::direction::Direction;
use crate::syntax::lesson::{self as syn, Chart, Rich};

impl<'a> Maker<'a> {
    /// What a leaf of the body places.
    pub(super) fn leaf(&mut self, leaf: usize, out: &mut Vec<Out<'a>>) {
        match self.scope.leaves.get(leaf) {
            Some(Placement::Text(id, layout)) => {
                let text = self.text(*id, *layout);
                out.push(text_block(text));
            }
            Some(Placement::Prompts(list)) => list.iter().for_each(|&index| self.prompt(index, out)),
            Some(Placement::Exercise(index)) => self.exercise(*index, out),
            Some(Placement::Space(space)) => {
                let space = self.space(space);
                out.push(Out::Space { space });
            }
            Some(Placement::Nothing) | None => {}
        }
    }

    /// A prompt of the lesson, by its index in the front matter; nothing where the audience does not see it.
    pub(super) fn prompt(&mut self, index: usize, out: &mut Vec<Out<'a>>) {
        let Some((_, version)) = self.lesson else { return };
        let Some(prompt) = version.document.front.prompts.get(index) else { return };
        let Some(seen) = audience::prompt(self.audience(), prompt) else { return };
        let number = version.prompt_numbers.get(index).copied().flatten();
        let prompt = self.uncounted(|maker| maker.seen_prompt(seen, number));
        out.push(Out::Prompt(Box::new(prompt)));
    }

    fn seen_prompt(&mut self, seen: SeenPrompt<'a>, number: Option<u32>) -> Prompt<'a> {
        let prompt = seen.prompt;
        let facts = self.prompt_facts(prompt);
        let (blocks, dir) = self.held(|maker| maker.rich(&prompt.prompt));
        let follow_ups = self.riches(&prompt.follow_ups);
        let mut cues: Vec<Note<'a>> = prompt.hints.iter().map(|hint| self.cue("hint", "hint", false, hint)).collect();
        cues.extend(seen.listen_for.map(|listen| self.cue("listen", "listen-for", true, listen)));
        Prompt {
            dir,
            number,
            key: note_key(prompt, &blocks),
            text: prompt.text.as_ref().map_or("", |text| &text.value),
            facts,
            blocks,
            follow_ups,
            cues,
            space: prompt.space.as_ref().map(|space| self.space(space)),
            theirs: prompt.facilitators,
        }
    }

    /// Its level, with whom, and how long: on paper the guide alone says how long.
    fn prompt_facts(&mut self, prompt: &'a syn::Prompt) -> Vec<Line<'a>> {
        let timed = !self.is_paper() || self.audience().sees(true);
        let level = prompt.level.map(|level| self.word(&format!("level-{}", level.word())).to_owned());
        let minutes = prompt.minutes.filter(|_| timed).map(|minutes| self.minutes(minutes));
        let mut facts: Vec<Line<'a>> = level.map(|level| self.own_words(level)).into_iter().collect();
        facts.extend(prompt.group.as_ref().map(|group| self.line(&group.value)));
        facts.extend(minutes.map(|minutes| self.own_words(minutes)));
        facts
    }

    /// A field that is marked by a word beside its prompt or exercise.
    fn cue(&mut self, kind: &'static str, word: &str, theirs: bool, rich: &'a Rich) -> Note<'a> {
        let (blocks, dir) = self.held(|maker| maker.rich(rich));
        self.cue_of(kind, word, theirs, blocks, dir)
    }

    fn cue_of(
        &mut self,
        kind: &'static str,
        word: &str,
        theirs: bool,
        blocks: Vec<Out<'a>>,
        dir: Direction,
    ) -> Note<'a> {
        let label = self.own_words(self.word(word).to_owned());
        Note { kind, dir, label, title: None, blocks, theirs, handout: None }
    }

    /// An exercise of the lesson, by its index in the front matter; nothing where the audience does not see it.
    pub(super) fn exercise(&mut self, index: usize, out: &mut Vec<Out<'a>>) {
        let Some((_, version)) = self.lesson else { return };
        let Some(exercise) = version.document.front.exercises.get(index) else { return };
        let Some(seen) = audience::exercise(self.audience(), exercise) else { return };
        let number = version.exercise_numbers.get(index).copied().flatten();
        let exercise = self.uncounted(|maker| maker.apart(|maker| maker.seen_exercise(seen, number)));
        out.push(Out::Exercise(Box::new(exercise)));
    }

    fn seen_exercise(&mut self, seen: SeenExercise<'a>, number: Option<u32>) -> Exercise<'a> {
        let exercise = seen.exercise;
        let facts = self.exercise_facts(exercise, number);
        let level = self.level(3);
        let mut title = None;
        let (blocks, dir) = self.held(|maker| {
            title = exercise.title.as_ref().map(|title| maker.line(&title.value));
            exercise.instructions.as_ref().map(|rich| maker.rich(rich)).unwrap_or_default()
        });
        Exercise {
            dir,
            number,
            facts,
            title,
            level,
            blocks,
            cues: self.exercise_cues(&seen),
            space: exercise.space.as_ref().map(|space| self.space(space)),
            theirs: exercise.facilitators,
        }
    }

    fn exercise_cues(&mut self, seen: &SeenExercise<'a>) -> Vec<Note<'a>> {
        let hints = &seen.exercise.hints;
        let mut cues: Vec<Note<'a>> = hints.iter().map(|hint| self.cue("hint", "hint", false, hint)).collect();
        if !seen.materials.is_empty() {
            let (list, dir) = self.materials(seen.materials);
            cues.push(self.cue_of("bring", "bring", true, vec![list], dir));
        }
        cues.extend(seen.answers.map(|answers| self.cue("answer", "answer", true, answers)));
        if !seen.debrief.is_empty() {
            let (items, dir) = self.counted(|maker| maker.riches(seen.debrief));
            let items = items.into_iter().map(|blocks| Item { dir, task: None, tight: true, blocks }).collect();
            cues.push(self.cue_of("debrief", "debrief", true, vec![Out::List { dir, start: None, items }], dir));
        }
        cues
    }

    fn exercise_facts(&mut self, exercise: &'a syn::Exercise, number: Option<u32>) -> Vec<Line<'a>> {
        let words = self.base.words;
        let name =
            number.map_or_else(|| words.get("exercise").to_owned(), |number| words.count("exercise-number", number));
        let kind = exercise.kind.map(|kind| self.word(&format!("exercise-{}", kind.word()))).unwrap_or_default();
        let minutes = exercise.minutes.map(|minutes| self.minutes(minutes)).unwrap_or_default();
        let own = [name, kind.to_owned(), minutes].into_iter().filter(|part| !part.is_empty());
        let mut facts: Vec<Line<'a>> = own.map(|part| self.own_words(part)).collect();
        facts.extend(exercise.group.as_ref().map(|group| self.line(&group.value)));
        facts
    }

    /// What to bring, as a list, and its direction.
    pub(super) fn materials(&mut self, list: &'a [syn::Material]) -> (Out<'a>, Direction) {
        let (items, dir) =
            self.counted(|maker| list.iter().map(|material| maker.material(material)).collect::<Vec<_>>());
        (Out::List { dir, start: None, items }, dir)
    }

    fn material(&mut self, material: &'a syn::Material) -> Item<'a> {
        let mut line = self.line(&material.item.value);
        if let Some(quantity) = &material.quantity {
            let mut amount = self.line(&quantity.value);
            if let Some((count, people)) = per_people(&quantity.value) {
                amount.spans = vec![Span::Amount { count, people, spans: amount.spans }];
            }
            line.spans.push(Span::Text { words: ", ".into() });
            walk::append(&mut line, amount);
        }
        Item { dir: line.dir, task: None, tight: true, blocks: vec![Out::Paragraph { line }] }
    }

    /// Room to write.
    pub(super) fn space(&mut self, space: &'a syn::Space) -> Space<'a> {
        match space {
            syn::Space::Lines(count) => Space::Lines { count: *count },
            syn::Space::Box(height) => Space::Box { height: *height },
            syn::Space::Grid { side, height } => Space::Grid { side: *side, height: *height },
            syn::Space::Table { columns, rows } => {
                let (columns, dir) = self.uncounted(|maker| {
                    maker.counted(|maker| columns.iter().map(|column| maker.line(column)).collect::<Vec<_>>())
                });
                Space::Table { dir, columns, rows: *rows }
            }
            syn::Space::Chart(chart) => Space::Chart {
                kind: chart.word(),
                name: self.word(&format!("chart-{}", chart.word())),
                labels: self.labels(*chart),
            },
        }
    }

    /// The words that a chart shows, in the order its drawing takes them.
    fn labels(&self, chart: Chart) -> Vec<&'a str> {
        let ids: &[&str] = match chart {
            Chart::PowerMap => &["power-more", "power-less", "oppose", "support"],
            Chart::Spectrum => &["active-allies", "passive-allies", "neutral", "passive-opponents", "active-opponents"],
            Chart::StoryArc => &["challenge", "choice", "outcome"],
            Chart::TChart | Chart::Ladder => &[],
            Chart::Web => &["me"],
            Chart::Calendar => &["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "shabbat"],
        };
        ids.iter().map(|id| self.word(&format!("chart-label-{id}"))).collect()
    }

    /// Minutes as people read them: `10 min`, `10–15 min`.
    pub(super) fn minutes(&self, range: syn::Range) -> String {
        self.base.words.minutes(range.from, range.to)
    }
}

/// What a reader's note on a prompt is kept by: its id, or its own words, so that a note stays with its question when others are
/// added before it.
fn note_key(prompt: &syn::Prompt, blocks: &[Out<'_>]) -> String {
    match &prompt.id {
        Some(id) => id.value.clone(),
        None => {
            let hash = blake3::hash(walk::plain(blocks).as_bytes()).to_hex();
            format!("q-{}", hash.as_str().get(..8).unwrap_or_default())
        }
    }
}
