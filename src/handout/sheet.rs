//! A sheet as data: what the theme's print templates read as `data.json` and `common.json`, field by field.
//!
//! Plain values only, with every word resolved and nothing left to decide but how it looks. `themes/README.md` describes
//! the same fields for authors of themes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::data::Extra;
use crate::direction::Direction;
use crate::document::model::{Block as Presented, Line};

/// A whole document.
#[derive(Debug, Serialize)]
pub(crate) struct Sheet<'a> {
    /// The title, for the document's properties.
    pub(crate) title: String,
    /// The language of the curriculum's own words.
    pub(crate) lang: &'a str,
    /// `ltr` or `rtl`.
    pub(crate) dir: Direction,
    /// `us-letter`, `a4`, `us-statement` or `a5`.
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
    pub(crate) curriculum: Line<'a>,
    /// Who made it, for the document's properties.
    pub(crate) authors: Vec<String>,
    /// The words that the paper says for itself: the messages that begin with `print-`, without it. In [`Common`].
    #[serde(skip)]
    pub(crate) words: BTreeMap<String, String>,
    /// The cover, where there is one.
    pub(crate) cover: Option<Cover<'a>>,
    /// Whether there is a list of the parts.
    pub(crate) contents: bool,
    /// The parts, each from a new page.
    pub(crate) parts: Vec<Part<'a>>,
    /// The writer's own values, of the site and of the packet. In [`Extras`].
    #[serde(skip)]
    pub(crate) extra: [&'a Extra; 2],
}

impl Sheet<'_> {
    /// What it has in common with others.
    pub(crate) fn common(&self) -> Common<'_> {
        Common { lang: self.lang, large: self.large, words: &self.words }
    }

    /// The writer's own values of all that it shows.
    pub(crate) fn extras(&self) -> Extras<'_> {
        let [site, packet] = self.extra;
        Extras { site, packet, parts: self.parts.iter().map(|part| &part.extra).collect() }
    }
}

/// What writers keep under `extra` of all that a sheet shows: what the theme's print templates read as `extra.json`. No shipped
/// template does: it stands apart, so that what no paper shows is looked through for nothing.
#[derive(Debug, Serialize)]
pub(crate) struct Extras<'a> {
    /// Of `daf.yaml`.
    site: &'a Extra,
    /// Of the packet, where it is one.
    packet: &'a Extra,
    /// For each part, what belongs to it.
    parts: Vec<&'a PartExtra<'a>>,
}

/// The writer's own values of a part of a sheet.
#[derive(Debug, Serialize)]
pub(crate) struct PartExtra<'a> {
    /// Of the lesson.
    pub(crate) lesson: &'a Extra,
    /// Of its unit.
    pub(crate) unit: &'a Extra,
    /// Of its texts, by their ids; of those that have any.
    pub(crate) texts: BTreeMap<&'a str, &'a Extra>,
}

impl Default for PartExtra<'_> {
    fn default() -> Self {
        PartExtra { lesson: Extra::none(), unit: Extra::none(), texts: BTreeMap::new() }
    }
}

/// What most sheets of a curriculum have in common: what the theme's print templates read as `common.json`. A template that reads
/// nothing else of a sheet is read by the engine once, and not for each of them.
#[derive(Debug, Serialize)]
pub(crate) struct Common<'a> {
    /// As in [`Sheet`].
    lang: &'a str,
    /// As in [`Sheet`].
    large: bool,
    /// As in [`Sheet`].
    words: &'a BTreeMap<String, String>,
}

/// The first page of a packet.
#[derive(Debug, Serialize)]
pub(crate) struct Cover<'a> {
    /// The packet's title.
    pub(crate) title: Line<'a>,
    /// The curriculum's logo, where it has one.
    pub(crate) logo: Option<String>,
    /// The curriculum's title, where the packet has another.
    pub(crate) curriculum: Option<Line<'a>>,
    /// Its subtitle.
    pub(crate) subtitle: Option<Line<'a>>,
    /// By whom.
    pub(crate) organization: Option<Line<'a>>,
    /// What it is.
    pub(crate) description: Option<Line<'a>>,
    /// A line of Hebrew.
    pub(crate) epigraph: Option<Line<'a>>,
    /// The licence, as people read it, and the day of the content: each an item.
    pub(crate) imprint: Vec<Line<'a>>,
}

/// One lesson's sheet, or one text of a packet.
#[derive(Debug, Serialize)]
pub(crate) struct Part<'a> {
    /// `participant`, `source-sheet`, `facilitator`, `cards`, `wall`, `workbook` or `evaluation`.
    pub(crate) kind: &'static str,
    /// What it is called at the foot of the page: `Lesson 10 · Participant handout`.
    pub(crate) label: Line<'a>,
    /// Above the title: `Lesson 10 · For the Long Haul`; `None` where nothing stands there.
    pub(crate) eyebrow: Option<Line<'a>>,
    /// The title.
    pub(crate) title: Line<'a>,
    /// One sentence.
    pub(crate) summary: Option<Line<'a>>,
    /// The language of its words.
    pub(crate) lang: &'a str,
    /// The direction of its words.
    pub(crate) dir: Direction,
    /// Whether there is a line for a name.
    pub(crate) name: bool,
    /// What it says.
    pub(crate) blocks: Vec<Block<'a>>,
    /// What its footnotes say, by the name that the first mark of each has.
    pub(crate) notes: BTreeMap<String, Vec<Line<'a>>>,
    /// By whom, when, under which licence: each an item.
    pub(crate) colophon: Vec<Line<'a>>,
    /// The way back to its page, where the site has an address.
    pub(crate) link: Option<WayBack>,
    /// The writer's own values. In [`Extras`].
    #[serde(skip)]
    pub(crate) extra: PartExtra<'a>,
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

/// A block of a sheet: of the presented document, or what paper alone has.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Block<'a> {
    /// As the document presents it.
    Presented(Presented<'a>),
    /// What paper alone has.
    Paper(Paper<'a>),
}

/// What paper alone has. Its kind stands under `b`.
#[derive(Debug, Serialize)]
#[serde(tag = "b", rename_all = "kebab-case")]
pub(crate) enum Paper<'a> {
    /// The beginning of a segment for facilitators.
    Segment {
        dir: Direction,
        clock: String,
        facts: Vec<Line<'a>>,
        kind: &'static str,
        line: Line<'a>,
        cut: Option<Line<'a>>,
    },
    /// The agenda.
    Agenda { rows: Vec<AgendaRow<'a>>, total: String },
    /// Boxes to tick before the session.
    Checklist { dir: Direction, items: Vec<Vec<Presented<'a>>> },
    /// Cards to be cut apart, all of one size.
    Cards { cards: Vec<Card<'a>> },
    /// A wall sheet of its own: as large as the page, or as several of them.
    Poster { blocks: Vec<Presented<'a>>, caption: Option<Line<'a>> },
    /// Statements, each to be marked on a scale; its ends are named.
    Scale { low: &'a str, high: &'a str, steps: u32, rows: Vec<Vec<Presented<'a>>> },
    /// The texts of the whole document in canonical order; the template knows their pages.
    TextIndex { entries: Vec<TextEntry<'a>> },
    /// A page that begins a unit.
    Divider { number: u32, title: Line<'a>, summary: Option<Line<'a>> },
}

/// A card.
#[derive(Debug, Serialize)]
pub(crate) struct Card<'a> {
    /// `role`, `text` or `prompt`.
    pub(crate) kind: &'static str,
    /// Above the words, in small type.
    pub(crate) label: Option<Line<'a>>,
    /// The role.
    pub(crate) title: Option<Line<'a>>,
    /// What it says.
    pub(crate) blocks: Vec<Presented<'a>>,
}

/// A text in the index of a workbook.
#[derive(Debug, Serialize)]
pub(crate) struct TextEntry<'a> {
    /// Above it where it begins one: the category.
    pub(crate) group: Option<Line<'a>>,
    /// Its id: what the text's own reference line is marked with.
    pub(crate) id: &'a str,
    /// What it is called.
    pub(crate) name: Line<'a>,
    /// In Hebrew.
    pub(crate) he_name: Option<Line<'a>>,
}

/// One line of the agenda.
#[derive(Debug, Serialize)]
pub(crate) struct AgendaRow<'a> {
    /// When it begins: `0:25`.
    pub(crate) clock: String,
    /// What it is called.
    pub(crate) line: Line<'a>,
    /// What kind it is, and whether it may go: each an item.
    pub(crate) facts: Vec<Line<'a>>,
    /// How long.
    pub(crate) minutes: String,
}
