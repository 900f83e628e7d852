//! `extra`: a writer's own values as a plain tree.
//!
//! Lowers the tree in which every value knows its place (`yaml`) to one that other programs and themes are handed (`crate::data`).
//! Knows no name in it, and says only where there is too much.

use super::yaml::{Key, Node, Value};
use crate::data::{Data, Extra};
use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::source::Span;

/// What stands under `extra`: nothing where that is empty or refused.
pub(crate) fn extra(node: Node, sink: &mut Diagnostics) -> Extra {
    let (span, found) = (node.span, node.describe());
    match node.value {
        Value::Map(_) => {}
        Value::Null | Value::Poison => return Extra::default(),
        Value::Scalar { .. } | Value::List(_) => {
            sink.push(make::extra::no_fields(span, found));
            return Extra::default();
        }
    }
    let mut measure = Measure { values: 0, bytes: 0, beyond: None };
    let value = measure.value(node);
    if let Some(beyond) = measure.beyond {
        sink.push(make::extra::too_much(beyond, limits::EXTRA_VALUES, limits::EXTRA_BYTES));
        return Extra::default();
    }
    match value {
        Data::Fields(extra) => extra,
        _ => Extra::default(),
    }
}

/// How much was read.
struct Measure {
    values: usize,
    bytes: usize,
    /// The first value that is too much.
    beyond: Option<Span>,
}

impl Measure {
    /// A value. Their depth is bounded where YAML is read.
    fn value(&mut self, node: Node) -> Data {
        let span = node.span;
        self.values += 1;
        let value = match node.value {
            Value::Null | Value::Poison => Data::Nothing,
            Value::Scalar { text } => {
                self.bytes += text.len();
                if node.is_plain { Data::of_plain(&text) } else { Data::Words(text) }
            }
            Value::List(items) => Data::List(items.into_iter().map(|item| self.value(item)).collect()),
            Value::Map(fields) => {
                let field = |(key, node): (Key, Node)| {
                    self.bytes += key.name.len();
                    (key.name, self.value(node))
                };
                Data::Fields(fields.into_iter().map(field).collect())
            }
        };
        if self.beyond.is_none() && (self.values > limits::EXTRA_VALUES || self.bytes > limits::EXTRA_BYTES) {
            self.beyond = Some(span);
        }
        value
    }
}
