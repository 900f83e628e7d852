//! The ids that entries have, as far as they can be seen without reading the entries: what is missing where one cannot be read.

use super::yaml::{Node, Value};

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
