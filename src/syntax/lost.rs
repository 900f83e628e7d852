//! What a file holds and did not give, because of mistakes that were reported.
//!
//! Whatever is missing because of it elsewhere (an id that is named, a heading that is linked to, a sum) is no second mistake.

use std::collections::BTreeSet;

use super::yaml::{Node, Value};

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

/// The ids that a value gives to what stands in it, as far as they can be seen.
pub(crate) fn ids(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Scalar { text } => vec![text.clone()],
        Value::List(items) => items.iter().flat_map(ids).collect(),
        Value::Map(fields) => {
            let named = fields.iter().filter(|(key, _)| matches!(key.name.to_lowercase().as_str(), "id" | "term"));
            let text = |node: &Node| match &node.value {
                Value::Scalar { text } => Some(text.clone()),
                Value::Null | Value::List(_) | Value::Map(_) | Value::Poison => None,
            };
            named.filter_map(|(_, node)| text(node)).flat_map(|id| [crate::hebrew::slug(&id), id]).collect()
        }
        Value::Null => Vec::new(),
        Value::Poison => node.note.as_deref().map(|note| typed_ids(&note.words)).unwrap_or_default(),
    }
}

/// The first id that stands in words that could not be read.
fn typed_ids(words: &str) -> Vec<String> {
    let after = |name: &str| words.split_once(name).map(|(before, after)| (before.chars().next_back(), after));
    let found = [after("id:"), after("term:")].into_iter().flatten().find_map(|(before, after)| {
        let is_name = before.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | ','));
        let id = after.split(['\n', '\r', ',', '}']).next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        (is_name && !id.is_empty()).then(|| id.to_owned())
    });
    found.into_iter().flat_map(|id| [crate::hebrew::slug(&id), id]).collect()
}
