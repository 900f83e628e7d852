//! What a curriculum begins with, and what is added to it: files to begin from, their places, and words put into them.
//!
//! Files are embedded: those of a new curriculum (`start`), and one of each kind (`archetypes`), over which a curriculum may
//! lay its own. `place` decides where a new file stands, `fill` what stands in it. Writes nothing, and asks nobody.

mod fill;
mod place;

pub use fill::{Values, fill};
pub use place::{Place, place, title_of};

/// What can be added to a curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A lesson.
    Lesson,
    /// A unit: a folder with `_index.md`.
    Unit,
    /// A file in `texts/`.
    Text,
    /// A file in `packets/`.
    Packet,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Lesson, Kind::Unit, Kind::Text, Kind::Packet];

    /// Its name: that of its archetype and its schema too.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Lesson => "lesson",
            Kind::Unit => "unit",
            Kind::Text => "text",
            Kind::Packet => "packet",
        }
    }

    /// The end of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            Kind::Lesson | Kind::Unit | Kind::Text => "md",
            Kind::Packet => "yaml",
        }
    }

    /// The paths that a curriculum's own archetype may have.
    pub fn own_archetypes(self) -> Vec<String> {
        let ends: &[&str] = if self.extension() == "yaml" { &["yaml", "yml"] } else { &["md"] };
        ends.iter().map(|end| format!("archetypes/{}.{end}", self.word())).collect()
    }

    /// The archetype that daf has.
    pub fn archetype(self) -> &'static str {
        match self {
            Kind::Lesson => include_str!("archetypes/lesson.md"),
            Kind::Unit => include_str!("archetypes/unit.md"),
            Kind::Text => include_str!("archetypes/text.md"),
            Kind::Packet => include_str!("archetypes/packet.yaml"),
        }
    }
}

/// The folder of schemas in a curriculum.
pub const SCHEMAS: &str = ".daf/schema";

/// A file of a new curriculum: its path beside the others, and what stands in it.
const START: &[(&str, &str)] = &[
    ("daf.yaml", include_str!("start/daf.yaml")),
    ("index.md", include_str!("start/index.md")),
    ("index.he.md", include_str!("start/index.he.md")),
    ("01-beginning/_index.md", include_str!("start/01-beginning/_index.md")),
    ("01-beginning/_index.he.md", include_str!("start/01-beginning/_index.he.md")),
    ("01-beginning/01-iron-on-iron.md", include_str!("start/01-beginning/01-iron-on-iron.md")),
    ("01-beginning/01-iron-on-iron.he.md", include_str!("start/01-beginning/01-iron-on-iron.he.md")),
    ("01-beginning/02-two-are-better.md", include_str!("start/01-beginning/02-two-are-better.md")),
    ("texts/two-are-better.md", include_str!("start/texts/two-are-better.md")),
    ("glossary.yaml", include_str!("start/glossary.yaml")),
    ("packets/first-evening.yaml", include_str!("start/packets/first-evening.yaml")),
];

/// What keeps a built site out of a history of changes.
pub const IGNORE: &str = include_str!("start/gitignore");

/// The files of a new curriculum with this title, by their paths in its folder; the schemas that they point to among them.
pub fn start(title: &str) -> Vec<(String, String)> {
    let put_in = |path: &str, text: &str| match path {
        "daf.yaml" => text.replacen("{{title}}", &fill::scalar(title), 1),
        _ => text.to_owned(),
    };
    let files = START.iter().map(|(path, text)| ((*path).to_owned(), put_in(path, text)));
    let schemas =
        crate::schema::FILES.iter().map(|file| (format!("{SCHEMAS}/{}.json", file.name), crate::schema::schema(file)));
    files.chain(schemas).collect()
}
