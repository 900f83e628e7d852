//! A sheet as data: what the theme's print templates read as `data.json`, field by field.
//!
//! Plain values only, with every word resolved and nothing left to decide but how it looks. `themes/README.md` describes
//! the same fields for authors of themes.

use std::collections::BTreeMap;

use serde::Serialize;

/// A whole document.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    /// The title, for the document's properties.
    pub(crate) title: String,
    /// The language of the curriculum's own words.
    pub(crate) lang: String,
    /// `ltr` or `rtl`.
    pub(crate) dir: &'static str,
    /// `us-letter` or `a4`.
    pub(crate) paper: &'static str,
    /// Larger type throughout.
    pub(crate) large: bool,
    /// No tints, thinner rules.
    pub(crate) ink_saver: bool,
    /// Pages that a poster is put together from, across and down.
    pub(crate) tiles: [u32; 2],
    /// What to do with a sheet that bears the Name; empty where none does.
    pub(crate) care: String,
    /// Whether anything in it is the facilitator's: it is marked on every page.
    pub(crate) facilitator: bool,
    /// The curriculum's title, for the footer.
    pub(crate) curriculum: String,
    /// Who made it, for the document's properties.
    pub(crate) authors: Vec<String>,
    /// The words that the paper says for itself: the messages that begin with `print-`, without it.
    pub(crate) words: BTreeMap<String, String>,
    /// The cover, where there is one.
    pub(crate) cover: Option<Cover>,
    /// Whether there is a list of the parts.
    pub(crate) contents: bool,
    /// The parts, each from a new page.
    pub(crate) parts: Vec<Part>,
}

/// The first page of a packet.
#[derive(Debug, Serialize)]
pub(crate) struct Cover {
    /// The packet's title.
    pub(crate) title: String,
    /// The curriculum's logo, where it has one.
    pub(crate) logo: Option<String>,
    /// The curriculum's title.
    pub(crate) curriculum: String,
    /// Its subtitle.
    pub(crate) subtitle: String,
    /// By whom.
    pub(crate) organization: String,
    /// What it is.
    pub(crate) description: String,
    /// A line of Hebrew.
    pub(crate) epigraph: String,
    /// The licence, as people read it.
    pub(crate) license: String,
    /// The day of the content.
    pub(crate) date: String,
}

/// One lesson's sheet, or one text of a packet.
#[derive(Debug, Serialize)]
pub(crate) struct Part {
    /// `participant`, `source-sheet`, `facilitator`, `cards`, `wall`, `workbook` or `evaluation`.
    pub(crate) kind: &'static str,
    /// What it is called at the foot of the page: `Lesson 10 · Participant handout`.
    pub(crate) label: String,
    /// Above the title: `Lesson 10 · For the Long Haul`.
    pub(crate) eyebrow: String,
    /// The title.
    pub(crate) title: String,
    /// One sentence.
    pub(crate) summary: String,
    /// The language of its words.
    pub(crate) lang: String,
    /// `ltr` or `rtl`.
    pub(crate) dir: &'static str,
    /// Whether there is a line for a name.
    pub(crate) name: bool,
    /// What it says.
    pub(crate) blocks: Vec<Block>,
    /// By whom, when, under which licence.
    pub(crate) colophon: String,
    /// The way back to its page, where the site has an address.
    pub(crate) link: Option<WayBack>,
}

/// The address of a page, and its QR code.
#[derive(Debug, Serialize)]
pub(crate) struct WayBack {
    /// The whole address.
    pub(crate) to: String,
    /// As people type it.
    pub(crate) short: String,
    /// Rows of the code, `#` for a dark square and a space for a light one, without the quiet zone.
    pub(crate) code: Vec<String>,
}

/// One block. Its kind stands under `b`.
#[derive(Debug, Serialize)]
#[serde(tag = "b", rename_all = "kebab-case")]
pub(crate) enum Block {
    /// A heading, from 2; never more than one level below the last.
    Heading { level: u8, words: Vec<Inline> },
    /// The beginning of a segment for facilitators.
    Segment { clock: String, meta: String, kind: &'static str, words: Vec<Inline>, cut: String },
    /// A paragraph.
    Paragraph { words: Vec<Inline> },
    /// A list; `start` is there for a numbered one.
    List { start: Option<u64>, items: Vec<Item> },
    /// A quotation.
    Quote { blocks: Vec<Block> },
    /// Code, kept as it is.
    Code { text: String },
    /// A table; an alignment for each column: `start`, `center`, `end`.
    Table { aligns: Vec<&'static str>, head: Vec<Vec<Inline>>, rows: Vec<Vec<Vec<Inline>>> },
    /// Terms and what is said of each.
    Definitions { list: Vec<Definition> },
    /// A rule between blocks.
    Rule,
    /// A marked-off block; `kind` is the word a writer types.
    Note { kind: &'static str, label: String, title: Vec<Inline>, blocks: Vec<Block> },
    /// A text with its credit.
    Text(Box<Text>),
    /// A prompt for discussion.
    Prompt(Box<Prompt>),
    /// An exercise.
    Exercise(Box<Exercise>),
    /// Room to write.
    Space { space: Space },
    /// The agenda.
    Agenda { rows: Vec<AgendaRow>, total: String },
    /// Boxes to tick before the session.
    Checklist { items: Vec<Vec<Block>> },
    /// An image: its file inside the world of the templates, and what is said for those who do not see it.
    Image { path: String, alt: String, caption: String },
    /// Cards to be cut apart, all of one size.
    Cards { cards: Vec<Card> },
    /// A wall sheet of its own: as large as the page, or as several of them.
    Poster { blocks: Vec<Block>, caption: String },
    /// Statements, each to be marked on a scale; its ends are named.
    Scale { low: String, high: String, steps: u32, rows: Vec<Vec<Block>> },
    /// The texts of the whole document in canonical order; the template knows their pages.
    TextIndex { entries: Vec<TextEntry> },
    /// A page that begins a unit.
    Divider { number: u32, title: String, summary: String },
}

/// A card.
#[derive(Debug, Serialize)]
pub(crate) struct Card {
    /// `role`, `text` or `prompt`.
    pub(crate) kind: &'static str,
    /// Above the words, in small type.
    pub(crate) label: String,
    /// The role; empty for others.
    pub(crate) title: String,
    /// What it says.
    pub(crate) blocks: Vec<Block>,
}

/// A text in the index of a workbook.
#[derive(Debug, Serialize)]
pub(crate) struct TextEntry {
    /// Above it where it begins one: the category.
    pub(crate) group: String,
    /// What it is called, as the text's own reference line calls it.
    pub(crate) name: String,
    /// In Hebrew.
    pub(crate) he_name: String,
}

/// One item of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Item {
    /// For a task, whether it is done.
    pub(crate) task: Option<bool>,
    /// What it says.
    pub(crate) blocks: Vec<Block>,
}

/// A term and what is said of it.
#[derive(Debug, Serialize)]
pub(crate) struct Definition {
    /// The term.
    pub(crate) term: Vec<Inline>,
    /// What is said of it.
    pub(crate) blocks: Vec<Block>,
}

/// A text with everything that is owed to it.
#[derive(Debug, Serialize)]
pub(crate) struct Text {
    /// The number on a source sheet; 0 elsewhere.
    pub(crate) number: u32,
    /// What it is called.
    pub(crate) name: String,
    /// What it is called in Hebrew.
    pub(crate) he_name: String,
    /// `excerpt`, in the sheet's language, where it is one.
    pub(crate) excerpt: String,
    /// `stacked`, `side-by-side`, `interleaved` or `daf`.
    pub(crate) layout: &'static str,
    /// Whether it is short enough to be kept on one page.
    pub(crate) short: bool,
    /// The aligned pieces.
    pub(crate) pieces: Vec<Piece>,
    /// Edition, translator, licence.
    pub(crate) credit: String,
    /// Words and what they mean.
    pub(crate) vocabulary: Vec<Gloss>,
    /// What is said about it.
    pub(crate) context: Vec<Block>,
    /// Questions set around it, in the layout of a daf.
    pub(crate) questions: Vec<Vec<Block>>,
}

/// One aligned piece.
#[derive(Debug, Serialize)]
pub(crate) struct Piece {
    /// In Hebrew letters.
    pub(crate) he: Vec<Words>,
    /// In others.
    pub(crate) other: Vec<Words>,
    /// How it sounds.
    pub(crate) sound: String,
    /// The number of its verse, where each piece is one; empty otherwise.
    pub(crate) number: String,
    /// The same as a Hebrew numeral.
    pub(crate) he_number: String,
    /// Whether it is short enough not to be broken over a page.
    pub(crate) short: bool,
}

/// Words of a text in one language, by paragraph and line.
#[derive(Debug, Serialize)]
pub(crate) struct Words {
    /// The language.
    pub(crate) lang: String,
    /// Paragraphs of lines.
    pub(crate) paragraphs: Vec<Vec<String>>,
}

/// A word of a text.
#[derive(Debug, Serialize)]
pub(crate) struct Gloss {
    /// The word.
    pub(crate) word: String,
    /// What it means.
    pub(crate) gloss: String,
}

/// A prompt for discussion.
#[derive(Debug, Serialize)]
pub(crate) struct Prompt {
    /// Its number; 0 for a facilitators' prompt.
    pub(crate) number: u32,
    /// Level, group, minutes.
    pub(crate) meta: String,
    /// The question.
    pub(crate) blocks: Vec<Block>,
    /// Follow-ups.
    pub(crate) follow_ups: Vec<Vec<Block>>,
    /// What helps, labelled.
    pub(crate) cues: Vec<Block>,
    /// Room to write.
    pub(crate) space: Option<Space>,
}

/// An exercise.
#[derive(Debug, Serialize)]
pub(crate) struct Exercise {
    /// `Exercise 1 · writing · 20 min`.
    pub(crate) eyebrow: String,
    /// The title.
    pub(crate) title: String,
    /// The level of its heading.
    pub(crate) level: u8,
    /// What to do.
    pub(crate) blocks: Vec<Block>,
    /// What the facilitator has beside it, labelled.
    pub(crate) cues: Vec<Block>,
    /// Room to write.
    pub(crate) space: Option<Space>,
}

/// Room to write; lengths in millimetres. Its kind stands under `s`.
#[derive(Debug, Serialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
pub(crate) enum Space {
    /// Ruled lines.
    Lines { count: u32 },
    /// A frame.
    Box { height: f32 },
    /// Squared paper.
    Grid { side: f32, height: f32 },
    /// A table with heads and empty rows.
    Table { columns: Vec<String>, rows: u32 },
    /// A chart to fill in, by the word a writer types, with the words on it.
    Chart { kind: &'static str, labels: Vec<String> },
}

/// One line of the agenda.
#[derive(Debug, Serialize)]
pub(crate) struct AgendaRow {
    /// When it begins: `0:25`.
    pub(crate) clock: String,
    /// What it is called.
    pub(crate) words: Vec<Inline>,
    /// What kind it is, for people.
    pub(crate) meta: String,
    /// How long.
    pub(crate) minutes: String,
}

/// Running text. Its kind stands under `i`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "i", rename_all = "kebab-case")]
pub(crate) enum Inline {
    /// Words.
    Text { v: String },
    /// A run of Hebrew in a text of another script.
    He { v: String },
    /// Stressed.
    Em { v: Vec<Inline> },
    /// Strongly stressed.
    Strong { v: Vec<Inline> },
    /// Struck out.
    Strike { v: Vec<Inline> },
    /// Code.
    Code { v: String },
    /// A link out of the site.
    Link { to: String, v: Vec<Inline> },
    /// The end of a line.
    Break,
    /// A footnote, with its text where it is first referred to.
    Footnote { number: u32, blocks: Vec<FootBlock> },
}

/// A paragraph of a footnote.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FootBlock {
    /// Its words.
    pub(crate) words: Vec<Inline>,
}
