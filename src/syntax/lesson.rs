//! What one file of a curriculum says, as typed values: the result of the syntax phase.
//!
//! Every value that can still be wrong carries its span. Links, placements and ids are as written: the curriculum phase
//! resolves them into tables of its own, indexed by the numbers that stand here. Holds no behaviour but lookups.

pub use super::lost::Lost;
use std::sync::Arc;

use crate::citation::Citation;
use crate::code::Token;
use crate::color::Color;
use crate::data::Extra;
use crate::source::{FileId, Span, Spanned, VPath};

/// A string as a writer typed it, and where.
pub type Text = Spanned<String>;

/// A language tag such as `he`, `en` or `yi`, lower case.
pub type Lang = String;

/// A number or a range of minutes or people, the upper end not below the lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The lower end.
    pub from: u32,
    /// The upper end; the same as `from` for a plain number.
    pub to: u32,
}

/// One Markdown file with front matter: a lesson, a unit's `_index.md`, the home page, or a shared text.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it was read from.
    pub file: FileId,
    /// The file's path in the folder.
    pub path: VPath,
    /// The opening fence of the front matter: where what is missing is reported.
    pub fence: Span,
    /// The typed front matter.
    pub front: Front,
    /// The body.
    pub body: Body,
    /// What its Markdown and fields point at.
    pub refs: Refs,
    /// What it holds beside that and could not be read.
    pub lost: Lost,
}

/// What one file's Markdown and fields point at. Inlines and blocks hold numbers into these tables, so that a later
/// phase can resolve them in tables of its own without touching the tree.
#[derive(Debug, Clone, Default)]
pub struct Refs {
    /// Links and images, in order of number ([`LinkNo`]).
    pub links: Vec<Link>,
    /// Citations found in prose, in order of number ([`CitationNo`]).
    pub citations: Vec<Citation>,
    /// The leaves (`::text` …) of the body, in order of number ([`LeafNo`]).
    pub leaves: Vec<Leaf>,
}

/// `glossary.yaml`.
#[derive(Debug, Clone)]
pub struct Glossary {
    /// The file.
    pub file: FileId,
    /// Its entries.
    pub terms: Vec<Term>,
    /// What they point at.
    pub refs: Refs,
    /// What it holds beside them and could not be read.
    pub lost: Lost,
}

/// Index into [`Refs::links`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkNo(pub u32);

/// Index into [`Refs::citations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitationNo(pub u32);

/// Index into [`Refs::leaves`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafNo(pub u32);

/// All fields that a front matter may have; which of them a kind of file takes is decided when it is read.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// `title`; lessons and units have one when the phase ends without an error.
    pub title: Option<Text>,
    /// `short_title`.
    pub short_title: Option<Text>,
    /// `summary` (or `description`).
    pub summary: Option<Text>,
    /// `id`.
    pub id: Option<Text>,
    /// `slug`.
    pub slug: Option<Text>,
    /// `order` (or `weight`).
    pub order: Option<Spanned<i64>>,
    /// `date`, as `YYYY-MM-DD`.
    pub date: Option<Text>,
    /// `updated`, as `YYYY-MM-DD`.
    pub updated: Option<Text>,
    /// `draft`.
    pub draft: bool,
    /// `lang`.
    pub lang: Option<Text>,
    /// `aliases`: old addresses from the root.
    pub aliases: Vec<Text>,
    /// `requires`: ids of lessons.
    pub requires: Vec<Text>,
    /// `tags`.
    pub tags: Vec<Text>,
    /// `values`.
    pub values: Vec<Text>,
    /// `skills`.
    pub skills: Vec<Text>,
    /// `audience`.
    pub audience: Vec<Text>,
    /// `level`.
    pub level: Option<Spanned<Level>>,
    /// `format`.
    pub format: Vec<Spanned<Format>>,
    /// `group_size`.
    pub group_size: Option<Spanned<Range>>,
    /// `minutes`, declared.
    pub minutes: Option<Spanned<Range>>,
    /// `cover`: an image.
    pub cover: Option<LinkNo>,
    /// `content_note`.
    pub content_note: Option<Rich>,
    /// `authors`.
    pub authors: Vec<Text>,
    /// `license`.
    pub license: Option<Text>,
    /// `search`, true unless switched off.
    pub search: Switch,
    /// `print`, true unless switched off.
    pub print: Switch,
    /// `autolink`, true unless switched off.
    pub autolink: Switch,
    /// A unit's `goal`.
    pub goal: Option<Rich>,
    /// `questions`.
    pub questions: Vec<Rich>,
    /// `objectives`.
    pub objectives: Vec<Objective>,
    /// `texts`, in order.
    pub texts: Vec<TextItem>,
    /// `discussion`, and prompts written in the body.
    pub prompts: Vec<Prompt>,
    /// `exercises`, and exercises written in the body.
    pub exercises: Vec<Exercise>,
    /// `sources`.
    pub sources: Vec<Reference>,
    /// `materials` (facilitators').
    pub materials: Vec<Material>,
    /// `preparation` (facilitators').
    pub preparation: Vec<Rich>,
    /// `access` (facilitators').
    pub access: Vec<Access>,
    /// `key_points`.
    pub key_points: Vec<Rich>,
    /// `glossary`: entries that join the curriculum's.
    pub glossary: Vec<Term>,
    /// `extra`: the writer's own values, which themes and programs are handed.
    pub extra: Extra,
}

/// A switch that is on unless a writer turns it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Switch(pub bool);

impl Default for Switch {
    fn default() -> Self {
        Switch(true)
    }
}

/// A field written in Markdown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rich {
    /// What it says, as blocks; one paragraph for a plain string.
    pub blocks: Vec<Block>,
    /// Where it stands; `None` for one that the format itself made.
    pub span: Option<Span>,
}

/// Word lists: an enum whose variants have the words that writers type.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = concat!("`", $word, "`.")] $(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every variant, in the order of the format's own list.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word that a writer types.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The variant for a word, case and surrounding space aside.
            pub fn from_word(word: &str) -> Option<$name> {
                let word = word.trim();
                $name::ALL.iter().copied().find(|item| item.word().eq_ignore_ascii_case(word))
            }
        }
    };
}

words! {
    /// A lesson's level.
    Level { Introductory = "introductory", Intermediate = "intermediate", Advanced = "advanced" }
}
words! {
    /// How a lesson can be held.
    Format { InPerson = "in-person", Online = "online", Hybrid = "hybrid" }
}
words! {
    /// The rung of a prompt on the ladder of questions.
    PromptLevel {
        Notice = "notice", Factual = "factual", Interpretive = "interpretive", Evaluative = "evaluative",
        Apply = "apply", Relational = "relational",
    }
}
words! {
    /// What an exercise asks people to do.
    ExerciseKind {
        Write = "write", Map = "map", RolePlay = "role-play", Sort = "sort", Plan = "plan", Observe = "observe",
        Quiz = "quiz", Homework = "homework", Other = "other",
    }
}
words! {
    /// What a reference is.
    ReferenceKind {
        Book = "book", Article = "article", Video = "video", Audio = "audio", Website = "website",
        FurtherReading = "further-reading", AdaptedFrom = "adapted-from",
    }
}
words! {
    /// What happens in a segment.
    SegmentKind {
        Opening = "opening", Ritual = "ritual", CheckIn = "check-in", Frame = "frame", TextStudy = "text-study",
        Chevruta = "chevruta", Teach = "teach", Demo = "demo", Practice = "practice", RolePlay = "role-play",
        Discussion = "discussion", Story = "story", Song = "song", Break = "break", Reflect = "reflect",
        Debrief = "debrief", Commit = "commit", Evaluation = "evaluation", Closing = "closing", Other = "other",
    }
}
words! {
    /// How the room is grouped in a segment.
    Group {
        Plenary = "plenary", Pairs = "pairs", Triads = "triads", Small = "small", Solo = "solo", Fishbowl = "fishbowl",
    }
}
words! {
    /// How a text is laid out.
    Layout { Stacked = "stacked", SideBySide = "side-by-side", Interleaved = "interleaved", Daf = "daf" }
}
words! {
    /// The containers that stand in a body as they are (prompt, exercise and text containers become entries and leaves).
    ContainerKind {
        Facilitator = "facilitator", Say = "say", Do = "do", Watch = "watch", Hint = "hint", Answer = "answer",
        Note = "note", Tip = "tip", Caution = "caution", Ritual = "ritual", Story = "story", Song = "song",
        Variant = "variant", Handout = "handout",
    }
}
words! {
    /// What a `variant` container is for.
    VariantFor {
        Online = "online", Short = "short", Large = "large", Small = "small", Access = "access", Shabbat = "shabbat",
    }
}
words! {
    /// Whom a `handout` container is printed for.
    HandoutFor { Participant = "participant", Wall = "wall", TakeHome = "take-home", Role = "role" }
}
words! {
    /// A drawing to fill in on paper.
    Chart {
        PowerMap = "power-map", Spectrum = "spectrum-of-allies", StoryArc = "story-arc", TChart = "t-chart",
        Web = "relational-web", Ladder = "ladder", Calendar = "calendar",
    }
}

impl ContainerKind {
    /// Whether what stands in it is the facilitator's (LESSON_FORMAT: "Who sees what").
    pub fn is_facilitators(self) -> bool {
        match self {
            ContainerKind::Facilitator
            | ContainerKind::Say
            | ContainerKind::Do
            | ContainerKind::Watch
            | ContainerKind::Answer
            | ContainerKind::Variant => true,
            ContainerKind::Hint
            | ContainerKind::Note
            | ContainerKind::Tip
            | ContainerKind::Caution
            | ContainerKind::Ritual
            | ContainerKind::Story
            | ContainerKind::Song
            | ContainerKind::Handout => false,
        }
    }
}

/// Something that participants can do by the end.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Its id, where it has one.
    pub id: Option<Text>,
    /// What it says.
    pub text: Rich,
}

/// An entry of `texts:`.
#[derive(Debug, Clone)]
pub enum TextItem {
    /// A shared text, by its id.
    Shared(Text),
    /// A text written here.
    Inline(Arc<TextEntry>),
}

impl TextItem {
    /// The id by which a lesson names it.
    pub fn id(&self) -> Option<&str> {
        match self {
            TextItem::Shared(id) => Some(&id.value),
            TextItem::Inline(entry) => entry.id.as_ref().map(|id| id.value.as_str()),
        }
    }
}

/// A text: its words in each language, and all that is owed to it.
#[derive(Debug, Clone)]
pub struct TextEntry {
    /// `id`; for a shared text the file's name.
    pub id: Option<Text>,
    /// `ref` as typed.
    pub reference: Option<Text>,
    /// `ref` understood; `None` where it was refused (and reported) or absent.
    pub citation: Option<Citation>,
    /// `title`, for what is not in the classical library (or beside a `ref`).
    pub title: Option<Text>,
    /// `author`.
    pub author: Option<Text>,
    /// The words: one piece, or aligned pieces in order.
    pub pieces: Vec<Piece>,
    /// `excerpt`: the words are a part of what `ref` names.
    pub excerpt: bool,
    /// `version`: the edition of the original.
    pub version: Option<Text>,
    /// `translator`.
    pub translator: Option<Text>,
    /// `license`.
    pub license: Option<Text>,
    /// `permission`.
    pub permission: Option<Text>,
    /// `url`.
    pub url: Option<LinkNo>,
    /// `year`.
    pub year: Option<Text>,
    /// `context`; for a shared text its file's body where the field is absent.
    pub context: Option<Rich>,
    /// `vocabulary`.
    pub vocabulary: Vec<Gloss>,
    /// `note`.
    pub note: Option<Rich>,
    /// `extra`.
    pub extra: Extra,
    /// The whole entry.
    pub span: Span,
}

/// The words of one aligned piece. Source text: never normalised, never Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// Language and words, `he` first where there is one, the others in the order written.
    pub words: Vec<(Lang, Text)>,
    /// `transliteration`.
    pub transliteration: Option<Text>,
}

impl Piece {
    /// The words in a language.
    pub fn in_lang(&self, lang: &str) -> Option<&Text> {
        self.words.iter().find(|(key, _)| key == lang).map(|(_, text)| text)
    }
}

/// A word of a text and what it means.
#[derive(Debug, Clone)]
pub struct Gloss {
    /// The word, as it stands in the text (cantillation aside).
    pub word: Text,
    /// What it means.
    pub gloss: Text,
}

/// A prompt for discussion.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// `id`.
    pub id: Option<Text>,
    /// The question.
    pub prompt: Rich,
    /// `text`: the id of the text it asks about.
    pub text: Option<Text>,
    /// `objective`: the id of the objective it serves.
    pub objective: Option<Text>,
    /// `level`.
    pub level: Option<PromptLevel>,
    /// `group`: free words.
    pub group: Option<Text>,
    /// `minutes`.
    pub minutes: Option<Range>,
    /// `follow_ups`.
    pub follow_ups: Vec<Rich>,
    /// `listen_for` (facilitators').
    pub listen_for: Option<Rich>,
    /// `hints`.
    pub hints: Vec<Rich>,
    /// `space`: room to write on paper.
    pub space: Option<Space>,
    /// Whether it was written inside a facilitator's block, and is the facilitator's.
    pub facilitators: bool,
    /// The whole entry.
    pub span: Span,
}

/// An exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// `id`.
    pub id: Option<Text>,
    /// `title`.
    pub title: Option<Text>,
    /// `kind`.
    pub kind: Option<ExerciseKind>,
    /// `minutes`.
    pub minutes: Option<Range>,
    /// `group`: free words.
    pub group: Option<Text>,
    /// `text`: the id of the text it works on.
    pub text: Option<Text>,
    /// `objective`: the id of the objective it serves.
    pub objective: Option<Text>,
    /// `materials` (facilitators').
    pub materials: Vec<Material>,
    /// `instructions`.
    pub instructions: Option<Rich>,
    /// `hints`.
    pub hints: Vec<Rich>,
    /// `debrief` (facilitators').
    pub debrief: Vec<Rich>,
    /// `answers` (facilitators').
    pub answers: Option<Rich>,
    /// `space`: room to write on paper.
    pub space: Option<Space>,
    /// Whether it was written inside a facilitator's block, and is the facilitator's.
    pub facilitators: bool,
    /// The whole entry.
    pub span: Span,
}

/// Room to write or draw on paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Space {
    /// Ruled lines, 9 mm apart.
    Lines(u32),
    /// An empty frame of this height in millimetres.
    Box(f32),
    /// Squared paper: the squares' side and the height, in millimetres.
    Grid {
        /// Side of a square.
        side: f32,
        /// Height of the whole.
        height: f32,
    },
    /// A table to fill in.
    Table {
        /// The heads of its columns.
        columns: Vec<String>,
        /// How many empty rows.
        rows: u32,
    },
    /// A drawing to fill in.
    Chart(Chart),
}

/// Something to bring.
#[derive(Debug, Clone)]
pub struct Material {
    /// What.
    pub item: Text,
    /// How much, as typed: `1 per person`, `1 per 3`, `2`.
    pub quantity: Option<Text>,
}

/// A plan for a need.
#[derive(Debug, Clone)]
pub struct Access {
    /// The need.
    pub need: Text,
    /// What is done about it.
    pub plan: Rich,
}

/// A book, article or site that the lesson refers to.
#[derive(Debug, Clone)]
pub struct Reference {
    /// `title`.
    pub title: Text,
    /// `author`.
    pub author: Option<Text>,
    /// `url`.
    pub url: Option<LinkNo>,
    /// `kind`.
    pub kind: Option<ReferenceKind>,
    /// `year`.
    pub year: Option<Text>,
    /// `note`.
    pub note: Option<Rich>,
    /// `license`.
    pub license: Option<Text>,
}

/// A glossary entry.
#[derive(Debug, Clone)]
pub struct Term {
    /// `id`; made from the term where it is left out.
    pub id: Text,
    /// `term`.
    pub term: Text,
    /// `he`.
    pub he: Option<Text>,
    /// `also`: other spellings.
    pub also: Vec<Text>,
    /// `definition`.
    pub definition: Rich,
    /// `see`: ids of other terms.
    pub see: Vec<Text>,
    /// The whole entry.
    pub span: Span,
}

/// A body: what stands before the first level-2 heading, and a section for each.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Before the first section.
    pub lead: Vec<Block>,
    /// One for each heading of level 2 (or 1).
    pub sections: Vec<Section>,
    /// Footnotes in order of first reference, then those never referred to.
    pub footnotes: Vec<Footnote>,
    /// The ids of all headings.
    pub anchors: Vec<String>,
}

/// A level-2 heading and what stands under it.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's words.
    pub heading: Vec<Inline>,
    /// Its id: unique in the document.
    pub id: String,
    /// Where the heading stands.
    pub span: Span,
    /// Its place in the agenda, where it has `minutes`.
    pub segment: Option<Segment>,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// A segment of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// `minutes`.
    pub minutes: Range,
    /// `kind`.
    pub kind: SegmentKind,
    /// `group`.
    pub group: Option<Group>,
    /// `core`, true unless switched off (facilitators').
    pub core: bool,
    /// `cut`: what to cut first, 1 before 2 (facilitators').
    pub cut: Option<u32>,
    /// `objective`: the ids of the objectives that it serves.
    pub objectives: Vec<Text>,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Footnote {
    /// Its number from one.
    pub number: u32,
    /// Where the first reference to it stands; `None` where there is none.
    pub first: Option<Span>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// How many references lead to it.
    pub references: u32,
    /// Whether every reference to it stands in a facilitator's block, so that it is the facilitator's too.
    pub facilitators: bool,
}

/// A block of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading of level 3 to 6.
    Heading {
        /// 3 to 6.
        level: u8,
        /// Unique in the document.
        id: String,
        /// Its words.
        words: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code, as written.
    Code {
        /// The first word of the fence's info string.
        language: String,
        /// The code.
        text: String,
        /// Its tokens, where it is in a language that is known.
        tokens: Option<Arc<[Token]>>,
    },
    /// A table.
    Table(Box<Table>),
    /// A definition list: terms, each with its definitions.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A thematic break.
    Rule,
    /// Raw HTML, as written: shown as text unless the curriculum allows it.
    Html(String),
    /// A container.
    Container(Box<Container>),
    /// A placed text, prompt, exercise or space.
    Leaf(LeafNo),
}

impl Block {
    /// The lists of blocks that stand in it, in reading order.
    pub fn inside(&self) -> Vec<&[Block]> {
        match self {
            Block::Container(container) => vec![&container.blocks],
            Block::Quote(blocks) => vec![blocks],
            Block::List { items, .. } => items.iter().map(|item| item.blocks.as_slice()).collect(),
            Block::Definitions(list) => list.iter().flat_map(|(_, inside)| inside).map(Vec::as_slice).collect(),
            Block::Paragraph(_)
            | Block::Heading { .. }
            | Block::Code { .. }
            | Block::Table(_)
            | Block::Rule
            | Block::Html(_)
            | Block::Leaf(_) => Vec::new(),
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Done or not, for a task.
    pub task: Option<bool>,
    /// Whether the list is tight, so that a lone paragraph is set without space around it.
    pub tight: bool,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A table; every row has as many cells as the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// One for each column.
    pub aligns: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The rows' cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the language runs.
    Start,
    /// In the middle.
    Center,
    /// Against the language's run.
    End,
}

/// A container: `:::name[Title]{attributes}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Container {
    /// What it is.
    pub kind: ContainerKind,
    /// Its title.
    pub title: Vec<Inline>,
    /// `lang`: the language of its words, where they are not in the document's.
    pub lang: Option<Lang>,
    /// What a variant is for.
    pub variant: Option<VariantFor>,
    /// How long its segment takes in this way, where a variant says so.
    pub minutes: Option<Range>,
    /// Whom a handout is for; `Participant` where it is left out.
    pub handout: Option<HandoutFor>,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// The opening fence.
    pub span: Span,
}

impl Container {
    /// Whether participants must not see it: a facilitator's kind, or a role's card.
    pub fn is_facilitators(&self) -> bool {
        self.kind.is_facilitators() || self.handout == Some(HandoutFor::Role)
    }
}

/// A leaf: `::text{#id layout=…}`, `::prompt{…}`, `::exercise{#id}`, `::space{…}`.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// What it places.
    pub what: LeafKind,
    /// Where it stands.
    pub span: Span,
    /// Whether it stands in a facilitator's block.
    pub facilitators: bool,
}

/// What a leaf places.
#[derive(Debug, Clone)]
pub enum LeafKind {
    /// A text by id.
    Text {
        /// The id.
        id: Text,
        /// The layout asked for.
        layout: Option<Layout>,
    },
    /// A text written in the body: an index into the front matter's texts.
    TextHere {
        /// Index into [`Front::texts`].
        index: usize,
        /// The layout asked for.
        layout: Option<Layout>,
    },
    /// A prompt by id.
    Prompt(Text),
    /// Every prompt of a text not placed yet.
    PromptsOf(Text),
    /// A prompt written in the body: an index into the front matter's prompts.
    PromptHere(usize),
    /// An exercise by id.
    Exercise(Text),
    /// An exercise written in the body: an index into the front matter's exercises.
    ExerciseHere(usize),
    /// Room to write.
    Space(Space),
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        link: LinkNo,
        /// Its words.
        words: Vec<Inline>,
    },
    /// An image.
    Image {
        /// Where it is.
        link: LinkNo,
        /// Alternative text; empty for a decoration.
        alt: String,
        /// The title, shown as a caption.
        title: String,
    },
    /// A citation in prose.
    Citation {
        /// Which.
        citation: CitationNo,
        /// As written: text, line ends of the source and emphasis of any kind, nothing else.
        words: Vec<Inline>,
    },
    /// A reference to a footnote: its number, and which reference to it this is, both from one.
    Footnote {
        /// The footnote's number.
        number: u32,
        /// First, second … reference to it.
        nth: u32,
    },
    /// Raw HTML, as written.
    Html(String),
    /// A line end in the source.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
}

/// Something that is pointed at, as written.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub to: Dest,
    /// The destination's bytes (or the whole field's).
    pub span: Span,
    /// Whether it is an image, to be shown.
    pub image: bool,
    /// Whether facilitators alone are shown the words that it stands in.
    pub facilitators: bool,
}

/// A destination by its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dest {
    /// `http`, `https`, `mailto` or `tel`.
    Outside(String),
    /// Any other scheme, `//host`, or something else that must not be followed: refused and reported.
    Unsafe(String),
    /// A file, relative to this one (or from the root, for a leading `/`), percent-decoded.
    File {
        /// The path as typed, without the fragment.
        path: String,
        /// What follows `#`, decoded; empty where there is none.
        fragment: String,
        /// Whether it began with `/`.
        from_root: bool,
    },
    /// `#fragment` of this page.
    Here(String),
    /// `text:`, `term:`, `lesson:`, `unit:` or `packet:` and an id.
    Typed {
        /// Which kind.
        kind: RefKind,
        /// The id.
        id: String,
        /// What follows `#`; empty where there is none.
        fragment: String,
    },
}

words! {
    /// The kinds of things that links name by id.
    RefKind { Text = "text", Term = "term", Lesson = "lesson", Unit = "unit", Packet = "packet" }
}

/// A packet: a set to print.
#[derive(Debug, Clone)]
pub struct Packet {
    /// The file's name without extension.
    pub id: String,
    /// The file.
    pub file: FileId,
    /// `title`.
    pub title: Text,
    /// `items`.
    pub items: Vec<PacketItem>,
    /// `kind`, participant where it is left out.
    pub kind: SheetKind,
    /// `cover`.
    pub cover: bool,
    /// `contents`.
    pub contents: bool,
    /// `paper`.
    pub paper: Option<Paper>,
    /// `options`.
    pub options: PrintOptions,
    /// `extra`.
    pub extra: Extra,
}

/// An item of a packet.
#[derive(Debug, Clone)]
pub struct PacketItem {
    /// A lesson's or a text's id.
    pub id: Text,
    /// Whether it names a text.
    pub text: bool,
    /// Its own kind.
    pub kind: Option<SheetKind>,
}

/// How sheets are printed: `print` in `daf.yaml`, a packet's `options`, and the same on the command line. What is not said is
/// left to whoever is asked next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PrintOptions {
    /// `paper`.
    pub paper: Option<Paper>,
    /// `large`: large print.
    pub large: Option<bool>,
    /// `ink_saver`: no tints, thinner rules.
    pub ink_saver: Option<bool>,
    /// `booklet`: folded from sheets of twice the size.
    pub booklet: Option<Booklet>,
    /// `divine_name`: how the divine names are shown.
    pub divine_name: Option<crate::hebrew::DivineName>,
    /// `vowels`.
    pub vowels: Option<bool>,
    /// `cantillation`.
    pub cantillation: Option<bool>,
    /// `transliteration`.
    pub transliteration: Option<bool>,
    /// `texts`: both languages, or one.
    pub texts: Option<TextsShown>,
    /// `layout`: of texts that ask for none of their own.
    pub layout: Option<Layout>,
    /// `answers`: where a facilitator's guide has them.
    pub answers: Option<Answers>,
}

impl PrintOptions {
    /// These, and what they leave out from others.
    #[must_use]
    pub fn or(self, other: PrintOptions) -> PrintOptions {
        PrintOptions {
            paper: self.paper.or(other.paper),
            large: self.large.or(other.large),
            ink_saver: self.ink_saver.or(other.ink_saver),
            booklet: self.booklet.or(other.booklet),
            divine_name: self.divine_name.or(other.divine_name),
            vowels: self.vowels.or(other.vowels),
            cantillation: self.cantillation.or(other.cantillation),
            transliteration: self.transliteration.or(other.transliteration),
            texts: self.texts.or(other.texts),
            layout: self.layout.or(other.layout),
            answers: self.answers.or(other.answers),
        }
    }
}

words! {
    /// Kinds of sheets.
    SheetKind {
        Participant = "participant",
        SourceSheet = "source-sheet",
        Facilitator = "facilitator",
        Cards = "cards",
        Wall = "wall",
        Workbook = "workbook",
        Evaluation = "evaluation",
    }
}
words! {
    /// Paper sizes.
    Paper { Letter = "letter", A4 = "a4", HalfLetter = "half-letter", A5 = "a5" }
}
words! {
    /// At which edge a booklet is bound; by the language's direction with `Auto`.
    Booklet { None = "none", Auto = "auto", Left = "left", Right = "right" }
}
words! {
    /// Which words of a text are printed.
    TextsShown { Both = "both", Original = "original", Translation = "translation" }
}
words! {
    /// Where a facilitator's guide has the answers.
    Answers { None = "none", End = "end", Inline = "inline" }
}
words! {
    /// What becomes of the facilitator's pages.
    FacilitatorPages { Together = "together", Separate = "separate", None = "none" }
}

/// `daf.yaml`.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file.
    pub file: FileId,
    /// `title`.
    pub title: Text,
    /// `subtitle`.
    pub subtitle: Option<Text>,
    /// `language`.
    pub language: Lang,
    /// `languages`, the main one first.
    pub languages: Vec<Lang>,
    /// `organization`.
    pub organization: Option<Text>,
    /// `description`.
    pub description: Option<Text>,
    /// `license`.
    pub license: Option<Text>,
    /// `authors`.
    pub authors: Vec<Text>,
    /// `base_url`, without a slash at the end.
    pub base_url: Option<Text>,
    /// `theme`: a name or a folder.
    pub theme: Option<Text>,
    /// `paper`.
    pub paper: Paper,
    /// `facilitator`.
    pub facilitator: FacilitatorPages,
    /// `divine_name`.
    pub divine_name: crate::hebrew::DivineName,
    /// `hebrew.vowels`.
    pub vowels: bool,
    /// `hebrew.cantillation`.
    pub cantillation: bool,
    /// `print`: how sheets are printed, where no packet and no command says otherwise.
    pub print: PrintOptions,
    /// `text_layout`.
    pub text_layout: Layout,
    /// `transliteration`.
    pub transliteration: bool,
    /// `autolink`.
    pub autolink: bool,
    /// `raw_html`: pass raw HTML through the sanitizer instead of showing it as text.
    pub raw_html: bool,
    /// `static_scripts`: publish files that browsers run as well, such as web pages in `static/`.
    pub static_scripts: bool,
    /// `menu`: titles and where they lead.
    pub menu: Vec<(Text, LinkNo)>,
    /// `diagnostics`: severities by code, `None` for off.
    pub severities: Vec<(crate::diag::Code, Option<crate::diag::Severity>)>,
    /// `epigraph`: the line over the title on the home page.
    pub epigraph: Option<Box<TextEntry>>,
    /// `values`: the values that the curriculum teaches, in its own order, with their descriptions.
    pub values: Vec<ValueEntry>,
    /// `look`: colours, faces and logo.
    pub look: Look,
    /// `words`: messages of the theme in the curriculum's own words.
    pub words: Vec<Wording>,
    /// `extra`.
    pub extra: Extra,
    /// What its fields point at.
    pub refs: Refs,
    /// What it holds beside that and could not be read.
    pub lost: Lost,
}

/// What a curriculum says of its looks.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// `colors`.
    pub light: Shades,
    /// `colors.dark`.
    pub dark: Shades,
    /// `faces`.
    pub faces: Faces,
    /// `logo`.
    pub logo: Option<LinkNo>,
}

/// The colours of one scheme, each where it is said.
#[derive(Debug, Clone, Default)]
pub struct Shades {
    /// `accent`: titles of texts, rules, what is pointed at.
    pub accent: Option<Spanned<Color>>,
    /// `paper`: the ground.
    pub paper: Option<Spanned<Color>>,
    /// `ink`: the words.
    pub ink: Option<Spanned<Color>>,
    /// `facilitator`: the accent of facilitators' pages.
    pub facilitator: Option<Spanned<Color>>,
}

impl Shades {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.accent.is_none() && self.paper.is_none() && self.ink.is_none() && self.facilitator.is_none()
    }
}

/// The families that come before the theme's own.
#[derive(Debug, Clone, Default)]
pub struct Faces {
    /// `text`.
    pub text: Option<Text>,
    /// `hebrew`.
    pub hebrew: Option<Text>,
    /// `interface`.
    pub interface: Option<Text>,
}

impl Faces {
    /// The families that are said, with the words for their use.
    pub fn said(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let all = [("text", &self.text), ("hebrew", &self.hebrew), ("interface", &self.interface)];
        all.into_iter().filter_map(|(name, family)| Some((name, family.as_ref()?)))
    }
}

/// A message of the theme in a curriculum's own words.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The language it is for.
    pub lang: Lang,
    /// The message's id.
    pub id: Text,
    /// What is said instead.
    pub words: Text,
}

/// A value of the curriculum.
#[derive(Debug, Clone)]
pub struct ValueEntry {
    /// The words that lessons name it by.
    pub name: Text,
    /// Its Hebrew.
    pub he: Option<Text>,
    /// What it means here.
    pub description: Option<Rich>,
}
