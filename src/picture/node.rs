//! A picture as it will be written: elements in a list, each with its attributes and what stands in it. Plain data.

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name, from the list of what draws.
    pub(super) name: &'static str,
    /// Its attributes in their order, with decoded values.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in it.
    pub(super) children: Vec<Child>,
    /// What of the same picture it is drawn with.
    pub(super) refs: Vec<Ref>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    /// An element, by its place in the list.
    Node(usize),
    /// Words.
    Text(String),
}

/// Another part of a picture, and what for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ref {
    pub(super) to: String,
    pub(super) role: RefRole,
}

/// What a part of a picture is used for by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RefRole {
    /// It is shown there, once.
    Shown,
    /// It fills, or lines, every shape that stands there.
    Paint,
    /// It stands at every point of every line there.
    Marker,
    /// It is drawn to cut or to cover what stands there.
    Mask,
    /// What stands there is drawn through it.
    Filter,
}

impl RefRole {
    /// What an address in a property is for.
    pub(super) fn of(property: &str) -> RefRole {
        match property {
            "marker" | "marker-start" | "marker-mid" | "marker-end" => RefRole::Marker,
            "mask" | "mask-image" | "mask-border" | "clip-path" => RefRole::Mask,
            "filter" => RefRole::Filter,
            _ => RefRole::Paint,
        }
    }
}

impl Node {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}
