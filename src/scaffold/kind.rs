//! What can be added to a curriculum: each kind's name, and the file that it begins from. Knows no place.

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

/// The archetype of a text that the library knows by its reference.
pub const REFERENCE: &str = include_str!("archetypes/reference.md");
