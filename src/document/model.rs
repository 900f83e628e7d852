//! The presented document as values: what a lesson, a text, a term says to one audience in one language, with nothing left to decide
//! but how it looks.
//!
//! Plain data. What sheets are made of, blocks and lines, is what print templates read, and `themes/README.md` describes it. Links are addresses in
//! the site, every word of the theme's is chosen, footnotes and questions are numbered, and all that runs says in which direction.
//! Words are borrowed from the linked curriculum. Makes nothing; the other files of this folder do.

use std::borrow::Cow;

use serde::Serialize;

use crate::code::Class;
use crate::curriculum::{FileNo, LessonId, PassageId, TermId, TextId};
use crate::data::Extra;
use crate::direction::Direction;
use crate::syntax::lesson::{HandoutFor, SegmentKind};

/// Running text: a paragraph's, a heading's, a label's.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line<'a> {
    /// The direction of the whole.
    pub(crate) dir: Direction,
    /// Its language.
    pub(crate) lang: &'a str,
    /// What it says.
    pub(crate) spans: Vec<Span<'a>>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Span<'a> {
    /// Words.
    Text { words: Cow<'a, str> },
    /// A phrase of the other direction: one isolate, whatever stands in it.
    Phrase { dir: Direction, lang: &'a str, spans: Vec<Span<'a>> },
    /// A group of numbers among words from the right, kept left to right.
    Number { spans: Vec<Span<'a>> },
    /// Emphasis.
    Em { spans: Vec<Span<'a>> },
    /// Strong emphasis.
    Strong { spans: Vec<Span<'a>> },
    /// Struck out.
    Strike { spans: Vec<Span<'a>> },
    /// A bare tag of raw HTML that a curriculum allows, by its name: `sup`, `kbd`.
    Tag { name: &'static str, spans: Vec<Span<'a>> },
    /// Code: left to right, unless all of its letters run the other way.
    Code { dir: Direction, words: &'a str },
    /// Raw HTML that is shown as it was typed.
    Raw { words: &'a str },
    /// A link.
    Link { to: Link<'a>, spans: Vec<Span<'a>> },
    /// A citation that leads to what it cites.
    Cite { to: Link<'a>, spans: Vec<Span<'a>> },
    /// A term of the glossary.
    Term { term: TermId, spans: Vec<Span<'a>> },
    /// A word of a text that its vocabulary explains, by its place in the list, from one.
    Gloss { number: usize, spans: Vec<Span<'a>> },
    /// How much of a thing: so many for so many people.
    Amount { count: u32, people: u32, spans: Vec<Span<'a>> },
    /// The mark of a footnote: its number, which mark of it this is, and on paper, where it is first referred to, what it says; its
    /// name in place of that where footnotes stand in it.
    Footnote { number: u32, nth: u32, lines: Vec<Line<'a>>, note: Option<String> },
    /// An image in a line.
    Image(Image<'a>),
    /// The end of a line that is meant.
    Break,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Link<'a> {
    /// A page or file of the site, from its root, and an anchor there (empty: its top).
    Site {
        /// The path.
        page: Cow<'a, str>,
        /// The anchor.
        anchor: Cow<'a, str>,
    },
    /// An anchor of this page.
    Here {
        /// The anchor.
        anchor: Cow<'a, str>,
    },
    /// An address elsewhere.
    Outside(Cow<'a, str>),
}

/// An image.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Image<'a> {
    /// The file.
    #[serde(skip)]
    pub(crate) file: FileNo,
    /// Where it stands for the print templates.
    pub(crate) path: String,
    /// What is said for those who do not see it; empty for a decoration.
    pub(crate) alt: Cow<'a, str>,
    /// What stands under it.
    pub(crate) caption: Option<Line<'a>>,
}

/// One block. Its kind stands under `b`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "b", rename_all = "kebab-case")]
pub(crate) enum Block<'a> {
    /// A heading, from 2; never more than one level below the one it stands under.
    Heading { level: u8, id: &'a str, line: Line<'a> },
    /// A paragraph.
    Paragraph { line: Line<'a> },
    /// Lines that stay lines: of a song, a poem, or of two directions.
    Lines { dir: Direction, lines: Vec<Line<'a>> },
    /// A list; `start` is there for a numbered one.
    List { dir: Direction, start: Option<u64>, items: Vec<Item<'a>> },
    /// A quotation.
    Quote { dir: Direction, blocks: Vec<Block<'a>> },
    /// Code, kept as it is, and always from the left. Where its language is known, by the name that the fence says, it is there a second
    /// time: each line as pieces with what they are, none for plain words.
    Code { language: &'a str, text: &'a str, lines: Option<Vec<CodeLine<'a>>> },
    /// A block of raw HTML.
    Html { text: &'a str },
    /// A table.
    Table(Table<'a>),
    /// Terms and what is said of each.
    Definitions { dir: Direction, list: Vec<Definition<'a>> },
    /// A rule between blocks.
    Rule,
    /// A marked-off block.
    Note(Box<Note<'a>>),
    /// A text.
    Text(Box<Text<'a>>),
    /// A prompt for discussion.
    Prompt(Box<Prompt<'a>>),
    /// An exercise.
    Exercise(Box<Exercise<'a>>),
    /// Room to write.
    Space { space: Space<'a> },
    /// An image that stands by itself, on paper.
    Image(Image<'a>),
}

/// A line of code: what each piece is, and its words.
pub(crate) type CodeLine<'a> = Vec<(Option<Class>, &'a str)>;

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Item<'a> {
    /// The direction of its words.
    pub(crate) dir: Direction,
    /// For a task, whether it is done.
    pub(crate) task: Option<bool>,
    /// Whether a paragraph in it stands without space around it.
    pub(crate) tight: bool,
    /// What it says.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// A table; every row has as many cells as the head.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table<'a> {
    /// From which side its columns run.
    pub(crate) dir: Direction,
    /// For each column: `start`, `center`, `end`.
    pub(crate) aligns: Vec<&'static str>,
    /// The head's cells.
    pub(crate) head: Vec<Line<'a>>,
    /// The rows' cells.
    pub(crate) rows: Vec<Vec<Line<'a>>>,
}

/// A term and what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Definition<'a> {
    /// The term.
    pub(crate) term: Line<'a>,
    /// What is said of it: each a meaning of its own.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// A marked-off block.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Note<'a> {
    /// The word a writer types, or what a field is marked by: `note`, `say`, `answer`, `hint`, `listen`, `bring`, `debrief`.
    pub(crate) kind: &'static str,
    /// From which side it is read.
    pub(crate) dir: Direction,
    /// What it is called.
    pub(crate) label: Line<'a>,
    /// Its title.
    pub(crate) title: Option<Line<'a>>,
    /// What it says.
    pub(crate) blocks: Vec<Block<'a>>,
    /// Whether it is the facilitator's.
    #[serde(skip)]
    pub(crate) theirs: bool,
    /// Whom a handout is for.
    #[serde(skip)]
    pub(crate) handout: Option<HandoutFor>,
}

/// Room to write; lengths in millimetres. Its kind stands under `s`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
pub(crate) enum Space<'a> {
    /// Ruled lines.
    Lines { count: u32 },
    /// A frame.
    Box { height: f32 },
    /// Squared paper.
    Grid { side: f32, height: f32 },
    /// A table with heads and empty rows.
    Table { dir: Direction, columns: Vec<Line<'a>>, rows: u32 },
    /// A chart to fill in, by the word a writer types, with its name and the words on it.
    Chart { kind: &'static str, name: &'a str, labels: Vec<&'a str> },
}

/// A text with everything that is owed to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Text<'a> {
    /// Its page.
    #[serde(skip)]
    pub(crate) passage: PassageId,
    /// The writer's own values.
    #[serde(skip)]
    pub(crate) extra: &'a Extra,
    /// Its id: unique where it is taught.
    pub(crate) id: &'a str,
    /// Whether it stands on the page for the first time, so that it has an anchor.
    #[serde(skip)]
    pub(crate) first: bool,
    /// The number on a source sheet; 0 elsewhere.
    pub(crate) number: u32,
    /// What it is called.
    pub(crate) name: Line<'a>,
    /// What it is called in Hebrew.
    pub(crate) he_name: Option<Line<'a>>,
    /// Where its own page is, from the site's root.
    #[serde(skip)]
    pub(crate) page: String,
    /// `excerpt`, in the document's language, where it is one; else empty.
    pub(crate) excerpt: &'a str,
    /// `stacked`, `side-by-side`, `interleaved` or `daf`.
    pub(crate) layout: &'static str,
    /// Whether it is short enough to be kept on one page.
    pub(crate) short: bool,
    /// The aligned pieces.
    pub(crate) pieces: Vec<Piece<'a>>,
    /// Author and edition, translator, licence, permission: each an item.
    pub(crate) credit: Vec<Line<'a>>,
    /// Its author, translator and edition, to be found by.
    #[serde(skip)]
    pub(crate) makers: Vec<&'a str>,
    /// Where it is online, and the words for that.
    #[serde(skip)]
    pub(crate) online: Option<(Link<'a>, &'a str)>,
    /// The other lessons that teach it, or a part of it.
    #[serde(skip)]
    pub(crate) elsewhere: Vec<LessonId>,
    /// Words and what they mean.
    pub(crate) vocabulary: Vec<Gloss<'a>>,
    /// What is said about it.
    pub(crate) context: Vec<Block<'a>>,
    /// Questions set around it, in the layout of a daf.
    pub(crate) questions: Vec<Vec<Block<'a>>>,
}

/// One aligned piece of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Piece<'a> {
    /// The original first, then its translations.
    pub(crate) words: Vec<Words<'a>>,
    /// How it sounds.
    pub(crate) sound: Option<Line<'a>>,
    /// Whether it is short enough not to be broken over a page.
    pub(crate) short: bool,
}

/// Words of a text in one language, by paragraph and line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Words<'a> {
    /// The language.
    pub(crate) lang: &'a str,
    /// Its direction.
    pub(crate) dir: Direction,
    /// Whether they are the original, not a translation.
    pub(crate) original: bool,
    /// `left` or `right`: the column where two stand side by side.
    pub(crate) side: &'static str,
    /// `bare`, `pointed` or `chanted`: what marks stand on the letters.
    pub(crate) marks: &'static str,
    /// The number of the verse, in the letters of the language; empty where the piece is none.
    pub(crate) number: String,
    /// Paragraphs of lines.
    pub(crate) paragraphs: Vec<Vec<Line<'a>>>,
    /// For each paragraph, the words with every mark, where marks are left out.
    #[serde(skip)]
    pub(crate) full: Vec<Option<String>>,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Gloss<'a> {
    /// The word.
    pub(crate) word: Line<'a>,
    /// What it means.
    pub(crate) gloss: Line<'a>,
}

/// A prompt for discussion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Prompt<'a> {
    /// From which side it is read.
    pub(crate) dir: Direction,
    /// Its number; `None` for a facilitators' prompt.
    pub(crate) number: Option<u32>,
    /// What a reader's note on it is kept by.
    #[serde(skip)]
    pub(crate) key: String,
    /// The text that it asks about, by its id.
    #[serde(skip)]
    pub(crate) text: &'a str,
    /// Its level, with whom, how long.
    pub(crate) facts: Vec<Line<'a>>,
    /// The question.
    pub(crate) blocks: Vec<Block<'a>>,
    /// Follow-ups.
    pub(crate) follow_ups: Vec<Vec<Block<'a>>>,
    /// What helps (`hint`), and what to listen for (`listen`).
    pub(crate) cues: Vec<Note<'a>>,
    /// Room to write.
    pub(crate) space: Option<Space<'a>>,
    /// Whether all of it is the facilitator's.
    #[serde(skip)]
    pub(crate) theirs: bool,
}

/// An exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Exercise<'a> {
    /// From which side it is read.
    pub(crate) dir: Direction,
    /// Its number; `None` for a facilitators' exercise.
    pub(crate) number: Option<u32>,
    /// What it is, how long and with whom: `Exercise 1`, `writing`, `20 min`, `pairs`.
    pub(crate) facts: Vec<Line<'a>>,
    /// The title.
    pub(crate) title: Option<Line<'a>>,
    /// The level of its heading.
    pub(crate) level: u8,
    /// What to do.
    pub(crate) blocks: Vec<Block<'a>>,
    /// What helps (`hint`), what to bring (`bring`), the answers (`answer`), what to ask afterwards (`debrief`).
    pub(crate) cues: Vec<Note<'a>>,
    /// Room to write.
    pub(crate) space: Option<Space<'a>>,
    /// Whether all of it is the facilitator's.
    #[serde(skip)]
    pub(crate) theirs: bool,
}

/// A section of a lesson: a heading of level 2 and what stands under it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Section<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Its heading.
    pub(crate) line: Line<'a>,
    /// Its place in the agenda.
    pub(crate) segment: Option<Segment<'a>>,
    /// What stands under it.
    pub(crate) blocks: Vec<Block<'a>>,
}

/// A segment of the agenda.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment<'a> {
    /// What happens.
    pub(crate) kind: SegmentKind,
    /// The same in words.
    pub(crate) what: &'a str,
    /// How the room is grouped; may be empty.
    pub(crate) group: &'a str,
    /// When it begins, in minutes from the start.
    pub(crate) start: u32,
    /// How many minutes at most.
    pub(crate) most: u32,
    /// How long, in words.
    pub(crate) minutes: String,
    /// In which order it may go where time is short; `Some(None)` where it may go at any time.
    pub(crate) cut: Option<Option<u32>>,
    /// The same in words; empty where it may not go.
    pub(crate) cut_words: String,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Footnote<'a> {
    /// Its number.
    pub(crate) number: u32,
    /// From which side it is read.
    pub(crate) dir: Direction,
    /// Which of the marks that lead to it stand in the document.
    pub(crate) marks: Vec<u32>,
    /// What it says.
    pub(crate) blocks: Vec<Block<'a>>,
    /// Whether it is the facilitator's.
    pub(crate) theirs: bool,
}

/// A field of the front matter that is shown as a part of its own. Every output goes through the list of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field<'a> {
    /// The message that is its heading.
    pub(crate) name: &'static str,
    /// Where it stands.
    pub(crate) place: Place,
    /// Which sheets show it.
    pub(crate) sheets: Sheets,
    /// Whether it is the facilitator's.
    pub(crate) theirs: bool,
    /// What it says.
    pub(crate) content: Content<'a>,
}

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Under the title, as what the lesson promises.
    Head,
    /// Before the body, as what is read beforehand.
    Before,
    /// After the body.
    After,
}

/// Which sheets show a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sheets {
    /// A participant's handout and the workbook.
    pub(crate) handout: bool,
    /// The sheet of sources.
    pub(crate) sources: bool,
    /// The facilitator's guide.
    pub(crate) guide: bool,
}

/// What a field says, by its form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Content<'a> {
    /// A word of care, set apart.
    Notice { blocks: Vec<Block<'a>> },
    /// A list.
    List { dir: Direction, items: Vec<Vec<Block<'a>>> },
    /// What is ticked off before the session.
    Checklist { dir: Direction, items: Vec<Vec<Block<'a>>> },
    /// Needs and what is done about each.
    Definitions { dir: Direction, list: Vec<Definition<'a>> },
    /// What the lesson refers to.
    Sources { dir: Direction, list: Vec<Source<'a>> },
}

/// A book, article or site that a lesson refers to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Source<'a> {
    /// What stands before the title: the author, and that it was adapted.
    pub(crate) before: Option<Line<'a>>,
    /// The title.
    pub(crate) title: Line<'a>,
    /// Where it is online.
    pub(crate) to: Option<Link<'a>>,
    /// What stands after the title: year and licence.
    pub(crate) after: Option<Line<'a>>,
    /// The author's name alone, to be found by.
    pub(crate) author: &'a str,
    /// What is said of it.
    pub(crate) note: Vec<Block<'a>>,
}

/// A lesson.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lesson<'a> {
    /// Which.
    pub(crate) id: LessonId,
    /// Its place in the whole curriculum, from one.
    pub(crate) number: u32,
    /// Its language.
    pub(crate) lang: &'a str,
    /// Its direction.
    pub(crate) dir: Direction,
    /// Whether it is in the language that was asked for.
    pub(crate) own: bool,
    /// The title.
    pub(crate) title: Line<'a>,
    /// One sentence.
    pub(crate) summary: Option<Line<'a>>,
    /// How long it takes, in words; empty where that is not known.
    pub(crate) minutes: String,
    /// Level, format, size of the group, and whom it is for.
    pub(crate) facts: Vec<Line<'a>>,
    /// The image at its head.
    pub(crate) cover: Option<FileNo>,
    /// What the front matter says, in order.
    pub(crate) fields: Vec<Field<'a>>,
    /// What stands before the first section.
    pub(crate) lead: Vec<Block<'a>>,
    /// The sections.
    pub(crate) sections: Vec<Section<'a>>,
    /// What the body does not place: the message that is its heading, and the blocks.
    pub(crate) rest: Vec<(&'static str, Vec<Block<'a>>)>,
    /// The footnotes.
    pub(crate) footnotes: Vec<Footnote<'a>>,
    /// By whom, when, under which licence: each an item.
    pub(crate) colophon: Vec<Line<'a>>,
    /// The texts that it teaches, in order.
    pub(crate) texts: Vec<TextId>,
    /// The terms of the glossary that its words use, in order.
    pub(crate) terms: Vec<TermId>,
}
