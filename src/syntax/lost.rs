//! What a file holds and did not give, because of mistakes that were reported.
//!
//! Whatever is missing because of it elsewhere (an id that is named, a heading that is linked to, a sum) is no second mistake.

use std::collections::BTreeSet;

/// What a file holds and did not give. Nothing by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lost {
    /// Whether none of its fields could be read.
    pub fields: bool,
    /// Whether blocks or headings of its body could not be read as they are meant.
    pub body: bool,
    /// Fields of which an entry is missing that nobody knows the id of.
    any: BTreeSet<String>,
    /// Ids of entries that are missing.
    ids: BTreeSet<String>,
}

impl Lost {
    /// A file of which nothing was read.
    pub fn all() -> Lost {
        Lost { fields: true, body: true, ..Lost::default() }
    }

    /// Whether the file gave all that it holds.
    pub fn is_nothing(&self) -> bool {
        *self == Lost::default()
    }

    /// Whether an entry with this id may stand in a field, unread.
    pub fn may_hold(&self, field: &str, id: &str) -> bool {
        self.lacks(field) || self.body || self.ids.contains(id)
    }

    /// Whether entries of a field may be missing.
    pub fn lacks(&self, field: &str) -> bool {
        self.fields || self.any.contains(field)
    }

    /// The same file's loss and another's: an original's and its translation's.
    #[must_use]
    pub fn and(mut self, other: &Lost) -> Lost {
        self.fields |= other.fields;
        self.body |= other.body;
        self.any.extend(other.any.iter().cloned());
        self.ids.extend(other.ids.iter().cloned());
        self
    }

    /// Notes that something in a field was not read.
    pub(crate) fn add_field(&mut self, field: &str) {
        self.any.insert(field.to_owned());
    }

    /// Notes that an entry of a field was not read: its id, where it has one.
    pub(crate) fn add_entry(&mut self, field: &str, ids: Vec<String>) {
        if ids.is_empty() {
            self.add_field(field);
        }
        self.ids.extend(ids);
    }
}
