//! What can be added to a curriculum: each kind's name, and the file that it begins from. Knows no place.

/// What can be added to a curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScaffoldKind {
    /// A lesson.
    Lesson,
    /// A unit: a folder with `_index.md`.
    Unit,
    /// A file in `texts/`.
    Text,
    /// A file in `packets/`.
    Packet,
}

impl ScaffoldKind {
    /// All of them.
    pub const ALL: [ScaffoldKind; 4] =
        [ScaffoldKind::Lesson, ScaffoldKind::Unit, ScaffoldKind::Text, ScaffoldKind::Packet];

    /// Its name: that of its archetype and its schema too.
    pub fn word(self) -> &'static str {
        match self {
            ScaffoldKind::Lesson => "lesson",
            ScaffoldKind::Unit => "unit",
            ScaffoldKind::Text => "text",
            ScaffoldKind::Packet => "packet",
        }
    }

    /// The end of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            ScaffoldKind::Lesson | ScaffoldKind::Unit | ScaffoldKind::Text => "md",
            ScaffoldKind::Packet => "yaml",
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
            ScaffoldKind::Lesson => include_str!("archetypes/lesson.md"),
            ScaffoldKind::Unit => include_str!("archetypes/unit.md"),
            ScaffoldKind::Text => include_str!("archetypes/text.md"),
            ScaffoldKind::Packet => include_str!("archetypes/packet.yaml"),
        }
    }
}

/// The archetype of a text that the library knows by its reference.
pub const REFERENCE: &str = include_str!("archetypes/reference.md");
