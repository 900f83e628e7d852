//! What a document needs to stand on paper: room to write, footnotes at their marks, answers where they are wanted.
//!
//! Goes through blocks in reading order, once each. Leaves out what a sheet of a kind has no use for, and never adds a word.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::settings::Settings;
use crate::curriculum::TermId;
use crate::display;
use crate::document::model::{Block, Lesson, Line, Note, Prompt, Space, Span, Text};
use crate::document::walk;
use crate::syntax::lesson::{Answers, HandoutFor, Layout, SheetKind};

/// Lines under a prompt that asks for no room of its own.
const LINES: u32 = 2;
/// The height, in points, that the middle of a daf has on a page beside its title and what stands around it.
const DAF: usize = 480;

/// Finishes the blocks of one part.
pub(super) struct Finish<'a> {
    kind: SheetKind,
    answers_at: Answers,
    /// What footnotes say, until their first marks are met.
    notes: BTreeMap<u32, Vec<Line<'a>>>,
    /// What tells them from those of other parts.
    name: String,
    /// What footnotes say whose first marks were met, and whose own words are not finished.
    met: VecDeque<(String, Vec<Line<'a>>)>,
    /// What the footnotes of the part say, by name.
    set: BTreeMap<String, Vec<Line<'a>>>,
    /// Answers that stand at the end of a guide.
    pub(super) answers: Vec<Block<'a>>,
    /// The terms that the part uses.
    pub(super) used: BTreeSet<TermId>,
    /// Texts that are too long for the layout that they ask for.
    pub(super) too_long: Vec<String>,
}

impl<'a> Finish<'a> {
    pub(super) fn new(kind: SheetKind, settings: &Settings) -> Finish<'a> {
        Finish {
            kind,
            answers_at: settings.answers,
            notes: BTreeMap::new(),
            name: String::new(),
            met: VecDeque::new(),
            set: BTreeMap::new(),
            answers: Vec::new(),
            used: BTreeSet::new(),
            too_long: Vec::new(),
        }
    }

    /// Takes the footnotes of a lesson, to set each at its first mark: paragraphs, which is what the foot of a page has room for.
    pub(super) fn take_footnotes(&mut self, lesson: &mut Lesson<'a>) {
        self.name = format!("{}.{}", self.kind.word(), lesson.number);
        for note in std::mem::take(&mut lesson.footnotes) {
            let lines = note.blocks.into_iter().flat_map(|block| match block {
                Block::Paragraph { line } => vec![line],
                Block::Lines { lines, .. } => lines,
                _ => Vec::new(),
            });
            self.notes.insert(note.number, lines.collect());
        }
    }

    fn is_guide(&self) -> bool {
        self.kind == SheetKind::Facilitator
    }

    /// Finishes blocks in their place.
    pub(super) fn all(&mut self, blocks: &mut Vec<Block<'a>>) {
        let finished = std::mem::take(blocks).into_iter().filter_map(|block| self.one(block)).collect();
        *blocks = finished;
    }

    /// Finishes a block; `None` where it has no place on this sheet.
    pub(super) fn one(&mut self, mut block: Block<'a>) -> Option<Block<'a>> {
        if !self.has_place(&block) {
            return None;
        }
        match &mut block {
            Block::Text(text) => self.text(text),
            Block::Prompt(prompt) => {
                self.cues(&mut prompt.cues);
                self.room(prompt);
            }
            Block::Exercise(exercise) => {
                self.cues(&mut exercise.cues);
                exercise.space = exercise.space.take().filter(|_| !self.is_guide());
            }
            _ => {}
        }
        walk::own_lines_mut(&mut block, &mut |line| self.line(line));
        walk::blocks_in_mut(&mut block, &mut |blocks| self.all(blocks));
        match &mut block {
            Block::Exercise(exercise) => self.move_answers(&mut exercise.cues),
            Block::Note(note) if note.kind == "answer" && self.answers_at != Answers::Inline => {
                if self.answers_at == Answers::End {
                    self.answers.push(block);
                }
                return None;
            }
            Block::List { items, .. } if items.iter().all(|item| item.blocks.is_empty()) => return None,
            Block::Quote { blocks, .. } if blocks.is_empty() => return None,
            _ => {}
        }
        Some(block)
    }

    /// On a screen a hint is folded away; on a participant's paper it would answer before anybody asked. What hangs on the wall is
    /// printed for the wall. Who leads the room fills in no chart.
    fn has_place(&self, block: &Block<'_>) -> bool {
        match block {
            Block::Note(note) => self.is_guide() || (note.kind != "hint" && note.handout != Some(HandoutFor::Wall)),
            Block::Space { .. } => !self.is_guide(),
            _ => true,
        }
    }

    fn cues(&self, cues: &mut Vec<Note<'a>>) {
        cues.retain(|cue| self.is_guide() || cue.kind != "hint");
    }

    /// Puts answers at the end, or leaves them out.
    fn move_answers(&mut self, cues: &mut Vec<Note<'a>>) {
        if self.answers_at == Answers::Inline {
            return;
        }
        let (answers, rest): (Vec<_>, Vec<_>) = std::mem::take(cues).into_iter().partition(|cue| cue.kind == "answer");
        *cues = rest;
        if self.answers_at == Answers::End {
            self.answers.extend(answers.into_iter().map(|answer| Block::Note(Box::new(answer))));
        }
    }

    fn room(&self, prompt: &mut Prompt<'a>) {
        prompt.space = match prompt.space.take() {
            _ if self.is_guide() => None,
            None => Some(Space::Lines { count: LINES }),
            space => space,
        };
    }

    /// A text with what is said about it where this sheet shows that, and in a layout that it has room for.
    fn text(&mut self, text: &mut Text<'a>) {
        if text.layout == Layout::Daf.word() && height(text) > DAF {
            self.too_long.push(walk::words(&text.name));
            text.layout = Layout::SideBySide.word();
        }
        let is_daf = text.layout == Layout::Daf.word();
        if !is_daf || self.kind != SheetKind::SourceSheet {
            text.questions.clear();
        }
        let shows_context =
            matches!(self.kind, SheetKind::SourceSheet | SheetKind::Facilitator | SheetKind::Evaluation);
        if !shows_context && !is_daf {
            text.context.clear();
        }
    }

    /// Names footnotes at their first marks, and notes the terms of a line.
    pub(super) fn line(&mut self, line: &mut Line<'a>) {
        self.spans(&mut line.spans);
    }

    fn spans(&mut self, spans: &mut [Span<'a>]) {
        for span in spans {
            match span {
                Span::Footnote { number, note, lines: own, .. } => {
                    let said = self.notes.remove(number).filter(|lines| !lines.is_empty());
                    if let Some(mut lines) = said {
                        if !lines.iter().any(|line| has_footnotes(&line.spans)) {
                            lines.iter_mut().for_each(|line| self.line(line));
                            *own = lines;
                            continue;
                        }
                        let name = format!("{}.{number}", self.name);
                        *note = Some(name.clone());
                        self.met.push_back((name, lines));
                    }
                }
                Span::Term { term, .. } => drop(self.used.insert(*term)),
                _ => {}
            }
            self.spans(walk::inside_mut(span));
        }
    }

    /// Finishes what the footnotes say whose marks were met: those that the words of a part lead to, then those that these lead
    /// to, so that none stands deeper in others than it must. What they say stands beside the part, not inside one another.
    pub(super) fn footnotes(&mut self) {
        while let Some((name, mut lines)) = self.met.pop_front() {
            lines.iter_mut().for_each(|line| self.line(line));
            self.set.insert(name, lines);
        }
    }

    /// What the footnotes of the part say, by name.
    pub(super) fn take_notes(&mut self) -> BTreeMap<String, Vec<Line<'a>>> {
        self.footnotes();
        std::mem::take(&mut self.set)
    }

    /// The questions that a lesson asks of its texts: by the text's id, in reading order.
    pub(super) fn questions_of(&self, lesson: &Lesson<'a>) -> Vec<(&'a str, Vec<Block<'a>>)> {
        let mut found = Vec::new();
        prompts(lesson, &mut |prompt| found.push((prompt.text, prompt.blocks.clone())));
        found
    }
}

/// Calls for each prompt of a lesson, in reading order.
pub(super) fn prompts<'l, 'a>(lesson: &'l Lesson<'a>, visit: &mut dyn FnMut(&'l Prompt<'a>)) {
    fn within<'l, 'a>(blocks: &'l [Block<'a>], visit: &mut dyn FnMut(&'l Prompt<'a>)) {
        for block in blocks {
            if let Block::Prompt(prompt) = block {
                visit(prompt);
            }
            walk::blocks_in(block, &mut |blocks| within(blocks, visit));
        }
    }
    within(&lesson.lead, visit);
    lesson.sections.iter().for_each(|section| within(&section.blocks, visit));
    lesson.rest.iter().for_each(|(_, blocks)| within(blocks, visit));
}

/// About how high a text stands in the middle of a daf, in points: lines of 24 letters from the right, or of 42 others.
fn height(text: &Text<'_>) -> usize {
    let letters = |line: &Line<'_>| walk::words(line).chars().filter(|c| !display::is_hebrew_mark(*c)).count();
    let of = |words: &crate::document::model::Words<'_>| -> usize {
        let (wide, high) = if words.original { (24, 24) } else { (42, 16) };
        words.paragraphs.iter().flatten().map(|line| letters(line).div_ceil(wide)).sum::<usize>() * high
    };
    text.pieces.iter().map(|piece| piece.words.iter().map(of).sum::<usize>() + 10).sum()
}

/// Whether a footnote's mark stands in spans.
fn has_footnotes(spans: &[Span<'_>]) -> bool {
    spans.iter().any(|span| matches!(span, Span::Footnote { .. }) || has_footnotes(walk::inside(span)))
}
