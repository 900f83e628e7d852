//! Which fields each kind of file takes, what may stand in them, and what they mean: one table.
//!
//! The reader refuses a field that does not stand here, and one that stands here and is not read; editors are told the same by
//! a schema that is made of this table (see `crate::schema`). Holds names and words; reads nothing.

use Seen::{Everybody, Facilitators, Nobody};

use super::lesson::*;
use crate::diag::Code;
use crate::hebrew::DivineName;

/// A mapping: what it is called in messages, and its fields.
#[derive(Debug)]
pub struct Shape {
    /// What it is called among the shapes.
    pub name: &'static str,
    /// What it is called in messages: "a lesson".
    pub what: &'static str,
    /// What it means.
    pub about: &'static str,
    /// Its fields, in groups that several shapes share.
    pub groups: &'static [&'static [Field]],
    /// Of which fields one has to be there.
    pub either: Either,
    /// What other fields there may be.
    pub rest: Rest,
}

/// Fields of which one has to be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Either {
    /// Any may be left out.
    Nothing,
    /// One of these, or several.
    Any(&'static [&'static str]),
    /// One of these, and no other of them.
    One(&'static [&'static str]),
}

/// Fields whose names are not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// None.
    Nothing,
    /// Texts by the tag of their language: `en`, `es`, `pt-br`.
    Languages,
    /// The codes of mistakes, each with how bad it is.
    Codes,
    /// Texts by any name, or texts by name under the tag of a language.
    Messages,
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// Who is shown what stands in it.
    pub seen: Seen,
    /// What it means, in a sentence.
    pub about: &'static str,
    /// Whether it has to be there.
    pub is_required: bool,
    /// What holds where it is left out, as it would be typed.
    pub default: Option<&'static str>,
}

/// Who is shown words of a curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seen {
    /// Everybody.
    Everybody,
    /// Facilitators alone: also whatever else stands inside.
    Facilitators,
    /// Nobody: it decides what becomes of something else, and is written nowhere itself.
    Nobody,
}

impl Seen {
    /// Who is shown words that stand inside others: nobody who is not shown those.
    pub fn inside(self, outer: Seen) -> Seen {
        self.max(outer)
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text.
    Text,
    /// A text in Markdown.
    Markdown,
    /// A name without space.
    Id,
    /// The code of a language.
    Language,
    /// Codes of languages; one may stand alone.
    Languages,
    /// A day.
    Date,
    /// An address on the web.
    Web,
    /// Where a site begins on the web: an address without `?` and `#`.
    Site,
    /// A file, or what a link may lead to.
    Path,
    /// A whole number.
    Number,
    /// A number, or two with a hyphen between.
    Range,
    /// A length on paper.
    Length,
    /// A colour.
    Color,
    /// `true` or `false`.
    Switch,
    /// A word of a list.
    Word(fn() -> Vec<&'static str>),
    /// Words of a list; one may stand alone.
    Words(fn() -> Vec<&'static str>),
    /// A word of a list, or `true` or `false`.
    WordOrSwitch(fn() -> Vec<&'static str>),
    /// Texts; one may stand alone.
    Texts,
    /// A list of what is named.
    List(Items),
    /// A mapping.
    Group(&'static Shape),
    /// The writer's own values, under names of the writer's own.
    Own,
}

/// What stands in a list.
#[derive(Debug, Clone, Copy)]
pub enum Items {
    /// Texts.
    Text,
    /// Mappings.
    Group(&'static Shape),
    /// Either.
    TextOrGroup(&'static Shape),
}

/// How bad a mistake may be said to be.
pub const SEVERITIES: [&str; 4] = ["error", "warning", "note", "off"];

impl Shape {
    /// Its listed fields.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// Who is shown what stands in a listed field.
    pub fn seen(&self, name: &str) -> Option<Seen> {
        self.fields().find(|field| field.name == name).map(|field| field.seen)
    }

    /// Whether a field may stand in it. A writer's own data stands under `extra` anywhere.
    pub fn has(&self, name: &str) -> bool {
        (name == "extra" && self.rest != Rest::Messages)
            || self.fields().any(|field| field.name == name)
            || match self.rest {
                Rest::Nothing => false,
                Rest::Languages => is_lang(name),
                Rest::Codes => codes().any(|code| code == name),
                Rest::Messages => true,
            }
    }

    /// The names that it knows.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<&'static str> = self.fields().map(|field| field.name).collect();
        if self.rest == Rest::Codes {
            names.extend(codes());
        }
        names
    }
}

/// The codes of mistakes whose weight a curriculum may choose.
pub fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().filter(|code| code.is_adjustable()).map(|code| code.id())
}

/// What a code is about: the first sentence of its page, and how bad it is by itself.
pub fn about_code(id: &str) -> Option<(String, &'static str)> {
    let code = Code::from_id(id)?;
    let page = code.explanation();
    let words = page.split("\n\n").find(|part| !part.starts_with('#') && !part.trim().is_empty())?;
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = words.find(". ").map_or(words.len(), |end| end + 1);
    Some((words[..end].to_owned(), code.severity().word()))
}

/// A language tag of two or three letters that is not the name of a field, with or without a region or script.
pub fn is_lang(key: &str) -> bool {
    let (primary, rest) = key.split_once('-').map_or((key, None), |(primary, rest)| (primary, Some(rest)));
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|b| b.is_ascii_lowercase())
        && rest.is_none_or(|rest| rest.split('-').all(is_part))
        && !matches!(key, "ref" | "url" | "id")
}

/// Every shape that fields are read by.
const ALL: &[&Shape] = &[
    &LESSON,
    &UNIT,
    &SHARED_TEXT,
    &PIECE,
    &GLOSS,
    &OBJECTIVE,
    &PROMPT,
    &EXERCISE,
    &SPACE,
    &TABLE,
    &SOURCE,
    &MATERIAL,
    &ACCESS,
    &TERM,
    &PACKET,
    &PACKET_ITEM,
    &PRINT,
    &CONFIG,
    &HEBREW,
    &MENU,
    &VALUE,
    &LOOK,
];

/// Whether a word is the name of a field anywhere, or the language of a text's words.
pub fn is_name(word: &str) -> bool {
    matches!(word, "he" | "en" | "es" | "extra")
        || ALL.iter().any(|shape| shape.fields().any(|field| field.name == word))
}

/// Whether a field holds words to be read, in which a `#` may stand, and no name, number or word of a list.
pub fn holds_words(shape: &Shape, name: &str) -> bool {
    const NAMES: [&str; 17] = [
        "license",
        "lang",
        "language",
        "languages",
        "ref",
        "text",
        "objective",
        "requires",
        "aliases",
        "slug",
        "see",
        "id",
        "theme",
        "year",
        "lesson",
        "base_url",
        "items",
    ];
    let kind = shape.fields().find(|field| field.name == name).map(|field| field.kind);
    match kind {
        None => shape.rest != Rest::Nothing,
        Some(Kind::Text | Kind::Markdown | Kind::Texts | Kind::List(Items::Text | Items::TextOrGroup(_))) => {
            !NAMES.contains(&name) && name != "texts"
        }
        Some(_) => false,
    }
}

const fn field(name: &'static str, kind: Kind, seen: Seen, about: &'static str) -> Field {
    Field { name, kind, seen, about, is_required: false, default: None }
}

impl Field {
    const fn required(self) -> Field {
        Field { is_required: true, ..self }
    }

    const fn or(self, default: &'static str) -> Field {
        Field { default: Some(default), ..self }
    }
}

/// The function that lists the words of a type.
macro_rules! words_of {
    ($type:ty) => {
        || <$type>::ALL.iter().map(|item| item.word()).collect()
    };
}

const TITLE: Field = field("title", Kind::Text, Everybody, "The title, as pages and sheets show it.");
const LICENSE: Field = field(
    "license",
    Kind::Text,
    Everybody,
    "The licence: an SPDX id such as CC-BY-SA-4.0, `public-domain`, or `Copyright …`.",
);
const DRAFT: Field =
    field("draft", Kind::Switch, Nobody, "Leave it out of the site, unless drafts are asked for.").or("false");
const AUTOLINK: Field = field("autolink", Kind::Switch, Nobody, "Make links of citations in running words.").or("true");
const DATE: Field = field("date", Kind::Date, Everybody, "The day it was written, as YYYY-MM-DD.");
const UPDATED: Field = field("updated", Kind::Date, Everybody, "The day of its last change, as YYYY-MM-DD.");
const TAGS: Field = field("tags", Kind::Texts, Everybody, "Subjects to find it by.");
const MINUTES: Field = field("minutes", Kind::Range, Everybody, "How long it takes: 10, or 10-15.");
const GROUP: Field = field("group", Kind::Text, Everybody, "Who works together: pairs, threes, everyone.");
const OF_TEXT: Field = field("text", Kind::Text, Everybody, "The id of the text that it is about.");
const OF_OBJECTIVE: Field = field("objective", Kind::Text, Everybody, "The id of the objective that it serves.");
const QUESTIONS: Field =
    field("questions", Kind::List(Items::Text), Everybody, "The large questions that it asks, each in Markdown.");
const HINTS: Field = field("hints", Kind::List(Items::Text), Everybody, "Hints, folded away until somebody asks.");
const ROOM: Field = field("space", Kind::Group(&SPACE), Everybody, "Room to write or draw on paper.");
const MATERIALS: Field = field("materials", Kind::List(Items::TextOrGroup(&MATERIAL)), Facilitators, "What to bring.");
const PAPER: Field = field("paper", Kind::Word(words_of!(Paper)), Nobody, "The size of the paper.");
const DIVINE_NAME: Field = field(
    "divine_name",
    Kind::Word(words_of!(DivineName)),
    Nobody,
    "How the divine names are shown; the text stays as it is.",
);

/// In no file of the site by itself: what a theme shows, it shows to whoever reads that page or sheet.
const EXTRA: Field = field(
    "extra",
    Kind::Own,
    Nobody,
    "Your own values, by names of your own. daf reads none of them, and hands them to the templates of a theme.",
);

/// What lessons, units and the home page have in common.
const HEADING: &[Field] = &[
    field("short_title", Kind::Text, Everybody, "A shorter title, for menus."),
    field("summary", Kind::Text, Everybody, "What it is about, in a sentence or two."),
    field("description", Kind::Text, Everybody, "The same as `summary`."),
    field("id", Kind::Id, Everybody, "What other files name it by; the file's name without its number otherwise."),
    field("slug", Kind::Text, Everybody, "The last part of its address; the `id` otherwise."),
    field("order", Kind::Number, Nobody, "Its place among its neighbours; the number of the file's name otherwise."),
    field("weight", Kind::Number, Nobody, "The same as `order`."),
    DATE,
    UPDATED,
    DRAFT,
    field("lang", Kind::Language, Everybody, "The language that it is written in."),
    field("cover", Kind::Path, Everybody, "An image beside the file, for its head."),
    field("authors", Kind::Texts, Everybody, "Who wrote it."),
    LICENSE,
    AUTOLINK,
    QUESTIONS,
    EXTRA,
];

/// What a lesson has beside its title.
const OF_LESSONS: &[Field] = &[
    field("minutes", Kind::Range, Everybody, "How long it takes: 90, or 60-90. Compared with the sum of its segments."),
    field("level", Kind::Word(words_of!(Level)), Everybody, "How much it asks of those who take part."),
    field("format", Kind::Words(words_of!(Format)), Everybody, "How it can be held."),
    field("group_size", Kind::Range, Everybody, "For how many people it is meant: 12, or 8-60."),
    field("values", Kind::Texts, Everybody, "What it cares about, as `values` of daf.yaml name it."),
    field("skills", Kind::Texts, Everybody, "What people practise in it."),
    TAGS,
    field("audience", Kind::Texts, Everybody, "Whom it is for."),
    field("requires", Kind::Texts, Everybody, "Ids of lessons to come first."),
    field("aliases", Kind::Texts, Everybody, "Old addresses, from the root: /old/place/."),
    field("content_note", Kind::Markdown, Everybody, "What people should know before they read on."),
    field("objectives", Kind::List(Items::TextOrGroup(&OBJECTIVE)), Everybody, "What people can do by the end."),
    field(
        "texts",
        Kind::List(Items::TextOrGroup(&TEXT)),
        Everybody,
        "The texts: ids of files in `texts/`, or texts written here.",
    ),
    field("discussion", Kind::List(Items::TextOrGroup(&PROMPT)), Everybody, "Questions to talk about."),
    field("exercises", Kind::List(Items::Group(&EXERCISE)), Everybody, "Exercises."),
    field(
        "sources",
        Kind::List(Items::TextOrGroup(&SOURCE)),
        Everybody,
        "Books, articles and sites that it refers to.",
    ),
    MATERIALS,
    field("preparation", Kind::List(Items::Text), Facilitators, "What to do beforehand."),
    field("access", Kind::List(Items::Group(&ACCESS)), Facilitators, "Needs, and what is done about them."),
    field("key_points", Kind::List(Items::Text), Everybody, "What to take along."),
    field("glossary", Kind::List(Items::Group(&TERM)), Everybody, "Words of this lesson that need explaining."),
    field("search", Kind::Switch, Nobody, "Let it be found by searching.").or("true"),
    field("print", Kind::Switch, Nobody, "Make sheets of it.").or("true"),
];

/// A lesson.
pub static LESSON: Shape = Shape {
    name: "lesson",
    what: "a lesson",
    about: "The front matter of a lesson.",
    groups: &[&[TITLE.required()], HEADING, OF_LESSONS],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// The translation of a lesson: it says only what it changes.
pub static TRANSLATION: Shape = Shape {
    name: "translation",
    what: "a lesson",
    about: "The front matter of a lesson's translation (x.he.md): what it changes, and nothing else.",
    groups: &[&[TITLE], HEADING, OF_LESSONS],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

const GOAL: Field = field("goal", Kind::Markdown, Everybody, "What the unit is for.");

/// A unit's `_index.md`.
pub static UNIT: Shape = Shape {
    name: "unit",
    what: "a unit",
    about: "The front matter of a unit's _index.md.",
    groups: &[&[TITLE.required()], HEADING, &[GOAL]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// The home page's `index.md`, and translations of units.
pub static HOME: Shape = Shape {
    name: "home",
    what: "a unit",
    about: "The front matter of the home page's index.md, or of a unit's translation.",
    groups: &[&[TITLE], HEADING, &[GOAL]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

const OF_TEXTS: &[Field] = &[
    field("id", Kind::Id, Everybody, "What questions, `::text{#id}` and packets name it by."),
    field("ref", Kind::Text, Everybody, "Where it stands in the library of Jewish texts: Pirkei Avot 5:22."),
    field("title", Kind::Text, Everybody, "Its title, for what is not in that library."),
    field("author", Kind::Text, Everybody, "Who wrote it."),
    field(
        "segments",
        Kind::List(Items::Group(&PIECE)),
        Everybody,
        "The words in aligned pieces, in place of `he` and `en`.",
    ),
    field("transliteration", Kind::Text, Everybody, "The Hebrew in Latin letters."),
    field("excerpt", Kind::Switch, Everybody, "The words are a part of what `ref` names.").or("false"),
    field("version", Kind::Text, Everybody, "The edition that the original is taken from."),
    field("translator", Kind::Text, Everybody, "Who translated it."),
    LICENSE,
    field("permission", Kind::Text, Everybody, "Who allowed it to be used, for what is not free."),
    field("url", Kind::Web, Everybody, "Where it can be read online."),
    field("year", Kind::Text, Everybody, "When it was written."),
    field("context", Kind::Markdown, Everybody, "What to know of it before reading it."),
    field("vocabulary", Kind::List(Items::Group(&GLOSS)), Everybody, "Words of it, and what they mean."),
    field("note", Kind::Markdown, Everybody, "A note to stand under it."),
    EXTRA,
];

/// A text in a lesson.
pub static TEXT: Shape = Shape {
    name: "text-entry",
    what: "a text",
    about: "A text: its words by language (`he`, `en` …), and what is owed to it.",
    groups: &[OF_TEXTS],
    either: Either::Any(&["ref", "title"]),
    rest: Rest::Languages,
};

/// A file in `texts/`.
pub static SHARED_TEXT: Shape = Shape {
    name: "text",
    what: "a text",
    about: "The front matter of a file in texts/: a text's own fields, and how its page stands.",
    groups: &[OF_TEXTS, &[AUTOLINK, DRAFT, TAGS, DATE, UPDATED]],
    either: Either::Any(&["ref", "title"]),
    rest: Rest::Languages,
};

/// A piece of a text.
pub static PIECE: Shape = Shape {
    name: "piece",
    what: "a piece of a text",
    about: "A piece of a text in each language.",
    groups: &[&[field("transliteration", Kind::Text, Everybody, "The Hebrew in Latin letters.")]],
    either: Either::Nothing,
    rest: Rest::Languages,
};

/// A word of a text.
pub static GLOSS: Shape = Shape {
    name: "gloss",
    what: "a word",
    about: "A word of a text, and what it means.",
    groups: &[&[
        field("word", Kind::Text, Everybody, "The word, as it stands in the text.").required(),
        field("gloss", Kind::Text, Everybody, "What it means.").required(),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// An objective.
pub static OBJECTIVE: Shape = Shape {
    name: "objective",
    what: "an objective",
    about: "Something that people can do by the end.",
    groups: &[&[
        field("id", Kind::Id, Nobody, "What questions and exercises name it by."),
        field("text", Kind::Markdown, Everybody, "What people can do.").required(),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// A question.
pub static PROMPT: Shape = Shape {
    name: "prompt",
    what: "a prompt",
    about: "A question to talk about.",
    groups: &[&[
        field("id", Kind::Id, Everybody, "What `::prompt{#id}` and translations name it by."),
        field("prompt", Kind::Markdown, Everybody, "The question.").required(),
        OF_TEXT,
        OF_OBJECTIVE,
        field("level", Kind::Word(words_of!(PromptLevel)), Everybody, "Its rung on the ladder of questions."),
        GROUP,
        MINUTES,
        field("follow_ups", Kind::List(Items::Text), Everybody, "What to ask next."),
        field("listen_for", Kind::Markdown, Facilitators, "What to listen for."),
        HINTS,
        ROOM,
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// An exercise.
pub static EXERCISE: Shape = Shape {
    name: "exercise",
    what: "an exercise",
    about: "Something to do.",
    groups: &[&[
        field("id", Kind::Id, Nobody, "What `::exercise{#id}` and translations name it by."),
        TITLE,
        field("kind", Kind::Word(words_of!(ExerciseKind)), Everybody, "What it asks people to do."),
        MINUTES,
        GROUP,
        OF_TEXT,
        OF_OBJECTIVE,
        MATERIALS,
        field("instructions", Kind::Markdown, Everybody, "What to do, step by step."),
        HINTS,
        field("debrief", Kind::List(Items::Text), Facilitators, "What to ask afterwards."),
        field("answers", Kind::Markdown, Facilitators, "The answers."),
        ROOM,
    ]],
    either: Either::Any(&["title", "instructions"]),
    rest: Rest::Nothing,
};

/// Room to write.
pub static SPACE: Shape = Shape {
    name: "space",
    what: "a space",
    about: "Room to write or draw on paper: one of these.",
    groups: &[&[
        field("lines", Kind::Range, Everybody, "Lines to write on, nine millimetres each."),
        field("box", Kind::Length, Everybody, "An empty frame of this height: 60mm."),
        field("grid", Kind::Length, Everybody, "Squared paper: the side of a square, such as 5mm."),
        field("height", Kind::Length, Everybody, "How high the squared paper is.").or("60mm"),
        field("table", Kind::Group(&TABLE), Everybody, "A table to fill in."),
        field("chart", Kind::Word(words_of!(Chart)), Everybody, "A drawing to fill in."),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// A table to fill in.
pub static TABLE: Shape = Shape {
    name: "table",
    what: "a table to fill in",
    about: "A table to fill in.",
    groups: &[&[
        field("columns", Kind::Texts, Everybody, "The heads of its columns."),
        field("rows", Kind::Range, Everybody, "How many empty rows.").or("4"),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// A source.
pub static SOURCE: Shape = Shape {
    name: "source",
    what: "a source",
    about: "A book, article or site.",
    groups: &[&[
        field("title", Kind::Text, Everybody, "Its title.").required(),
        field("author", Kind::Text, Everybody, "Who wrote it."),
        field("url", Kind::Web, Everybody, "Where it is on the web."),
        field("kind", Kind::Word(words_of!(ReferenceKind)), Everybody, "What it is."),
        field("year", Kind::Text, Everybody, "When it was written."),
        field("note", Kind::Markdown, Everybody, "Why it is worth reading."),
        LICENSE,
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// Something to bring.
pub static MATERIAL: Shape = Shape {
    name: "material",
    what: "a material",
    about: "Something to bring.",
    groups: &[&[
        field("item", Kind::Text, Facilitators, "What.").required(),
        field(
            "quantity",
            Kind::Text,
            Facilitators,
            "How much: 2, 1 per person, 1 per 3. It is counted out for those who come.",
        ),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// A plan for a need.
pub static ACCESS: Shape = Shape {
    name: "access",
    what: "an access plan",
    about: "A need, and what is done about it.",
    groups: &[&[
        field("need", Kind::Text, Facilitators, "The need.").required(),
        field("plan", Kind::Markdown, Facilitators, "What is done about it.").required(),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// A glossary entry.
pub static TERM: Shape = Shape {
    name: "term",
    what: "a glossary entry",
    about: "A word that needs explaining.",
    groups: &[&[
        field("id", Kind::Id, Everybody, "What `term:id` links name it by; made from the term otherwise."),
        field("term", Kind::Text, Everybody, "The word.").required(),
        field("he", Kind::Text, Everybody, "Its Hebrew."),
        field(
            "also",
            Kind::Texts,
            Everybody,
            "Other spellings, under which it is found too; a plural is no other spelling.",
        ),
        field("definition", Kind::Markdown, Everybody, "What it means.").required(),
        field("see", Kind::Texts, Everybody, "Ids of other terms to see."),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

const KIND_OF_SHEET: Field =
    field("kind", Kind::Word(words_of!(SheetKind)), Nobody, "Which sheet of a lesson is printed.");

/// A packet.
pub static PACKET: Shape = Shape {
    name: "packet",
    what: "a packet",
    about: "A set of sheets to print together (packets/*.yaml).",
    groups: &[&[
        TITLE.required(),
        field("items", Kind::List(Items::TextOrGroup(&PACKET_ITEM)), Everybody, "Ids of lessons, or items, in order.")
            .required(),
        KIND_OF_SHEET.or("participant"),
        PAPER,
        field("cover", Kind::Switch, Nobody, "With a cover.").or("false"),
        field("contents", Kind::Switch, Nobody, "With a table of contents.").or("false"),
        field("options", Kind::Group(&PACKET_OPTIONS), Nobody, "How it is printed."),
        EXTRA,
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// An item of a packet.
pub static PACKET_ITEM: Shape = Shape {
    name: "packet-item",
    what: "an item of a packet",
    about: "A lesson's sheet, or a text.",
    groups: &[&[
        field("lesson", Kind::Text, Everybody, "The id of a lesson."),
        field("text", Kind::Text, Everybody, "The id of a shared text, in place of a lesson."),
        KIND_OF_SHEET,
    ]],
    either: Either::One(&["lesson", "text"]),
    rest: Rest::Nothing,
};

const PRINTING: &[Field] = &[
    PAPER,
    field("large", Kind::Switch, Nobody, "Large print."),
    field("ink_saver", Kind::Switch, Nobody, "No tints, thinner rules."),
    field("booklet", Kind::WordOrSwitch(words_of!(Booklet)), Nobody, "Folded and stapled, and at which edge."),
    DIVINE_NAME,
    field("vowels", Kind::Switch, Nobody, "With vowels."),
    field("cantillation", Kind::Switch, Nobody, "With cantillation."),
    field("transliteration", Kind::Switch, Nobody, "With the Hebrew in Latin letters."),
    field("texts", Kind::Word(words_of!(TextsShown)), Nobody, "Which words of a text."),
    field("layout", Kind::Word(words_of!(Layout)), Nobody, "The layout of texts that ask for none of their own."),
    field("answers", Kind::Word(words_of!(Answers)), Nobody, "Where a facilitator's guide has the answers."),
];

/// `options` of a packet.
pub static PACKET_OPTIONS: Shape = Shape {
    name: "packet-options",
    what: "the options of a packet",
    about: "How a packet is printed.",
    groups: &[PRINTING],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `print` in `daf.yaml`.
pub static PRINT: Shape = Shape {
    name: "print",
    what: "`print` in daf.yaml",
    about: "How sheets are printed.",
    groups: &[PRINTING],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `daf.yaml`.
pub static CONFIG: Shape = Shape {
    name: "config",
    what: "daf.yaml",
    about: "A curriculum: its title, its languages, its looks.",
    groups: &[&[
        field("title", Kind::Text, Everybody, "What the curriculum is called.").required(),
        field("subtitle", Kind::Text, Everybody, "A line under the title."),
        field("language", Kind::Language, Everybody, "The language that it is written in.").or("en"),
        field("languages", Kind::Languages, Everybody, "All languages that it has pages in: [en, he]."),
        field("organization", Kind::Text, Everybody, "Who publishes it."),
        field("description", Kind::Text, Everybody, "What it is about, for search engines and previews."),
        field("license", Kind::Text, Everybody, "The licence of all that names none of its own: CC-BY-SA-4.0."),
        field("authors", Kind::Texts, Everybody, "Who wrote it."),
        field("base_url", Kind::Site, Everybody, "The address that the site will have."),
        field("theme", Kind::Text, Nobody, "A shipped theme's name, or a folder with a theme.").or("daf"),
        PAPER.or("letter"),
        field(
            "facilitator",
            Kind::Word(words_of!(FacilitatorPages)),
            Nobody,
            "What becomes of the facilitator's pages.",
        )
        .or("together"),
        DIVINE_NAME.or("as-is"),
        field("hebrew", Kind::Group(&HEBREW), Nobody, "Which marks of Hebrew texts are shown."),
        field("print", Kind::Group(&PRINT), Nobody, "How sheets are printed."),
        field("text_layout", Kind::Word(words_of!(Layout)), Nobody, "How a text stands beside its translation.")
            .or("side-by-side"),
        field("transliteration", Kind::Switch, Nobody, "Show the Hebrew in Latin letters.").or("true"),
        AUTOLINK,
        field(
            "raw_html",
            Kind::Switch,
            Nobody,
            "Clean HTML in Markdown and let it through, in place of showing it as text.",
        )
        .or("false"),
        field(
            "static_scripts",
            Kind::Switch,
            Nobody,
            "Publish files that a browser runs (web pages and scripts of your own), which can read what readers note.",
        )
        .or("false"),
        field("menu", Kind::List(Items::Group(&MENU)), Everybody, "The menu at the head of every page."),
        field("diagnostics", Kind::Group(&DIAGNOSTICS), Nobody, "How bad a mistake is, by its code."),
        field("epigraph", Kind::Group(&EPIGRAPH), Everybody, "A text over the title on the home page."),
        field(
            "values",
            Kind::List(Items::TextOrGroup(&VALUE)),
            Everybody,
            "What the curriculum cares about, in its order.",
        ),
        field("look", Kind::Group(&LOOK), Everybody, "Colours, faces, a logo."),
        field(
            "words",
            Kind::Group(&WORDS),
            Everybody,
            "Words of the pages in your own, by message, or by language and message.",
        ),
        EXTRA,
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `hebrew`.
pub static HEBREW: Shape = Shape {
    name: "hebrew",
    what: "`hebrew`",
    about: "Which marks of Hebrew texts are shown; the text stays as it is.",
    groups: &[&[
        field("vowels", Kind::Switch, Nobody, "Show the vowels.").or("true"),
        field("cantillation", Kind::Switch, Nobody, "Show the cantillation.").or("false"),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// An entry of the menu.
pub static MENU: Shape = Shape {
    name: "menu-entry",
    what: "a menu entry",
    about: "A line of the menu.",
    groups: &[&[
        field("title", Kind::Text, Everybody, "What it says.").required(),
        field("to", Kind::Path, Everybody, "Where it leads: a file, `lesson:id`, an address on the web.").required(),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `diagnostics`.
pub static DIAGNOSTICS: Shape = Shape {
    name: "diagnostics",
    what: "`diagnostics`",
    about: "How bad a mistake is, by its code; `daf explain` lists the codes.",
    groups: &[],
    either: Either::Nothing,
    rest: Rest::Codes,
};

/// The epigraph.
pub static EPIGRAPH: Shape = Shape {
    name: "epigraph",
    what: "the epigraph",
    about: "A text over the title on the home page.",
    groups: &[OF_TEXTS],
    either: Either::Any(&["ref", "title"]),
    rest: Rest::Languages,
};

/// A value.
pub static VALUE: Shape = Shape {
    name: "value",
    what: "a value",
    about: "What the curriculum cares about.",
    groups: &[&[
        field("name", Kind::Text, Everybody, "The words that lessons name it by.").required(),
        field("he", Kind::Text, Everybody, "Its Hebrew."),
        field("description", Kind::Markdown, Everybody, "What it means here."),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `look`.
pub static LOOK: Shape = Shape {
    name: "look",
    what: "`look`",
    about: "Colours, faces, a logo.",
    groups: &[&[
        field("colors", Kind::Group(&COLORS), Everybody, "The colours, each as '#1f5f5b' in quotation marks."),
        field("faces", Kind::Group(&FACES), Everybody, "Families of type that come before the theme's."),
        field("logo", Kind::Path, Everybody, "An image for the head of every page."),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// The colours of one scheme.
const SHADES: &[Field] = &[
    field("accent", Kind::Color, Everybody, "Titles of texts, rules, what is pointed at."),
    field("paper", Kind::Color, Everybody, "The ground."),
    field("ink", Kind::Color, Everybody, "The words."),
    field("facilitator", Kind::Color, Everybody, "The accent of facilitators' pages."),
];

/// `colors`.
pub static COLORS: Shape = Shape {
    name: "colors",
    what: "`colors`",
    about: "The colours of pages.",
    groups: &[
        SHADES,
        &[field("dark", Kind::Group(&DARK), Everybody, "The colours in the dark, where they are others.")],
    ],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `colors.dark`.
pub static DARK: Shape = Shape {
    name: "dark",
    what: "`dark`",
    about: "The colours of pages in the dark.",
    groups: &[SHADES],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `faces`.
pub static FACES: Shape = Shape {
    name: "faces",
    what: "`faces`",
    about: "Families of type.",
    groups: &[&[
        field("text", Kind::Text, Everybody, "For running words."),
        field("hebrew", Kind::Text, Everybody, "For Hebrew."),
        field("interface", Kind::Text, Everybody, "For menus and labels."),
    ]],
    either: Either::Nothing,
    rest: Rest::Nothing,
};

/// `words`.
pub static WORDS: Shape = Shape {
    name: "words",
    what: "`words`",
    about: "Messages of the theme in your own words; i18n/en.ftl of the theme lists them all.",
    groups: &[],
    either: Either::Nothing,
    rest: Rest::Messages,
};

/// The messages of one language.
pub static LANGUAGE_WORDS: Shape = Shape {
    name: "language-words",
    what: "the words of a language",
    about: "Messages of the theme in one language.",
    groups: &[],
    either: Either::Nothing,
    rest: Rest::Messages,
};
