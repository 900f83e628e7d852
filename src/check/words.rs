//! The words of a lesson, stretch by stretch, each with the nearest place that is known; and which languages rules can read.
//!
//! Walks only: what the words mean is the rules' affair. Source texts are not among them, because nobody here wrote those.

use crate::source::Span;
use crate::syntax::lesson::{Block, Document, Front, Inline, Rich, TextEntry, TextItem};
use crate::syntax::running_text;

/// A language that rules can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    Hebrew,
}

/// The language of a tag, where rules can read it.
pub(crate) fn language(tag: &str) -> Option<Language> {
    match tag.split('-').next() {
        Some("en") => Some(Language::English),
        Some("he" | "iw") => Some(Language::Hebrew),
        _ => None,
    }
}

/// A stretch of words.
#[derive(Clone, Copy)]
pub(crate) struct TextRun<'a> {
    pub(crate) words: LessonWords<'a>,
    /// The nearest place that is known: a field, or the heading above.
    pub(crate) span: Span,
    /// Whether they are the facilitator's.
    pub(crate) facilitators: bool,
}

/// Words as they were read.
#[derive(Clone, Copy)]
pub(crate) enum LessonWords<'a> {
    /// A field that is no Markdown.
    Plain(&'a str),
    /// Running text.
    Running(&'a [Inline]),
}

impl<'a> LessonWords<'a> {
    /// Visits each run of letters; code, HTML and addresses are none.
    pub(crate) fn runs(self, visit: &mut impl FnMut(&'a str)) {
        match self {
            LessonWords::Plain(text) => visit(text),
            LessonWords::Running(list) => running(list, visit),
        }
    }

    /// Visits the words in which terms are looked for, over line ends and marks: those of a block as one string, and of each
    /// link or citation in it as another.
    pub(crate) fn joined(self, visit: &mut impl FnMut(&str)) {
        match self {
            LessonWords::Plain(text) => visit(text),
            LessonWords::Running(list) => {
                visit(&running_text(list));
                joined_inside(list, visit);
            }
        }
    }
}

fn joined_inside(list: &[Inline], visit: &mut impl FnMut(&str)) {
    for inline in list {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => joined_inside(inner, visit),
            Inline::Link { words, .. } | Inline::Citation { words, .. } => LessonWords::Running(words).joined(visit),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Html(_)
            | Inline::Image { .. }
            | Inline::Footnote { .. }
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

fn running<'a>(list: &'a [Inline], visit: &mut impl FnMut(&'a str)) {
    for inline in list {
        match inline {
            Inline::Text(text) => visit(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => running(inner, visit),
            Inline::Link { words, .. } | Inline::Citation { words, .. } => running(words, visit),
            Inline::Code(_)
            | Inline::Html(_)
            | Inline::Image { .. }
            | Inline::Footnote { .. }
            | Inline::SoftBreak
            | Inline::HardBreak => {}
        }
    }
}

/// Visits every block, those inside others too, and whether it is the facilitator's.
pub(crate) fn blocks<'a>(list: &'a [Block], facilitators: bool, visit: &mut impl FnMut(&'a Block, bool)) {
    for block in list {
        let theirs = facilitators || matches!(block, Block::Container(container) if container.is_facilitators());
        visit(block, theirs);
        block.inside().into_iter().for_each(|inside| blocks(inside, theirs, visit));
    }
}

/// Visits the running text that stands in blocks.
pub(crate) fn in_blocks<'a>(list: &'a [Block], span: Span, facilitators: bool, visit: &mut impl FnMut(TextRun<'a>)) {
    blocks(list, facilitators, &mut |block, facilitators| {
        let mut tell = |list: &'a [Inline]| visit(TextRun { words: LessonWords::Running(list), span, facilitators });
        match block {
            Block::Paragraph(words) | Block::Heading { words, .. } => tell(words),
            Block::Container(container) => tell(&container.title),
            Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| tell(cell)),
            Block::Definitions(list) => list.iter().for_each(|(term, _)| tell(term)),
            Block::List { .. }
            | Block::Quote(_)
            | Block::Code { .. }
            | Block::Rule
            | Block::Html(_)
            | Block::Leaf(_) => {}
        }
    });
}

/// Visits the words of a document: its fields, then its body.
pub(crate) fn in_document<'a>(document: &'a Document, visit: &mut impl FnMut(TextRun<'a>)) {
    in_front(&document.front, document.fence, visit);
    in_body(document, visit);
}

/// Visits the words of a body. What stands before the first heading is placed at the fields' beginning.
pub(crate) fn in_body<'a>(document: &'a Document, visit: &mut impl FnMut(TextRun<'a>)) {
    in_blocks(&document.body.lead, document.fence, false, visit);
    for section in &document.body.sections {
        visit(TextRun { words: LessonWords::Running(&section.heading), span: section.span, facilitators: false });
        in_blocks(&section.blocks, section.span, false, visit);
    }
    for note in &document.body.footnotes {
        in_blocks(&note.blocks, document.fence, note.facilitators, visit);
    }
}

/// Visits the words of fields.
pub(crate) fn in_front<'a>(front: &'a Front, fence: Span, visit: &mut impl FnMut(TextRun<'a>)) {
    for text in [&front.title, &front.summary].into_iter().flatten() {
        visit(TextRun { words: LessonWords::Plain(&text.value), span: text.span, facilitators: false });
    }
    let rich = front.content_note.iter().chain(&front.goal).chain(&front.questions);
    let rich = rich.chain(front.objectives.iter().map(|objective| &objective.text)).chain(&front.key_points);
    rich.for_each(|rich| in_rich(rich, fence, false, visit));
    for entry in front.texts.iter().filter_map(|item| match item {
        TextItem::Inline(entry) => Some(&**entry),
        TextItem::Shared(_) => None,
    }) {
        in_text(entry, visit);
    }
    for prompt in &front.prompts {
        let theirs = prompt.facilitators;
        let own = std::iter::once(&prompt.prompt).chain(&prompt.follow_ups).chain(&prompt.hints);
        own.for_each(|rich| in_rich(rich, prompt.span, theirs, visit));
        prompt.listen_for.iter().for_each(|rich| in_rich(rich, prompt.span, true, visit));
    }
    for exercise in &front.exercises {
        let (theirs, span) = (exercise.facilitators, exercise.span);
        if let Some(title) = &exercise.title {
            visit(TextRun { words: LessonWords::Plain(&title.value), span: title.span, facilitators: theirs });
        }
        exercise.instructions.iter().chain(&exercise.hints).for_each(|rich| in_rich(rich, span, theirs, visit));
        exercise.debrief.iter().chain(&exercise.answers).for_each(|rich| in_rich(rich, span, true, visit));
    }
    front.sources.iter().filter_map(|source| source.note.as_ref()).for_each(|rich| in_rich(rich, fence, false, visit));
    let theirs = front.preparation.iter().chain(front.access.iter().map(|access| &access.plan));
    theirs.for_each(|rich| in_rich(rich, fence, true, visit));
}

/// Visits what is said of a text: context, note and vocabulary. The text itself is a source.
pub(crate) fn in_text<'a>(entry: &'a TextEntry, visit: &mut impl FnMut(TextRun<'a>)) {
    entry.context.iter().chain(&entry.note).for_each(|rich| in_rich(rich, entry.span, false, visit));
    for gloss in &entry.vocabulary {
        let words = LessonWords::Plain(&gloss.gloss.value);
        visit(TextRun { words, span: gloss.gloss.span, facilitators: false });
    }
}

/// Visits a field's words, at `near` where it has no place of its own.
pub(crate) fn in_rich<'a>(rich: &'a Rich, near: Span, facilitators: bool, visit: &mut impl FnMut(TextRun<'a>)) {
    in_blocks(&rich.blocks, rich.span.unwrap_or(near), facilitators, visit);
}
