//! What templates are handed: plain values under names, with what is ready markup marked as such.
//!
//! Can be sent to another process. Knows neither the template engine nor the curriculum, and escapes nothing: words that are no markup
//! are escaped by the engine where a template writes them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::html::Html;

/// A value of a template.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) enum Value {
    /// Nothing: false in a condition, and no words.
    Nothing,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Fraction(f64),
    /// Words, which are escaped where they are written.
    Text(Cow<'static, str>),
    /// Markup, written as it is.
    Html(String),
    /// Values in order.
    List(Vec<Value>),
    /// Values under names.
    Map(Map),
}

/// Values under names, in the order in which they were put in. A name stands in it once.
///
/// ```ignore
/// let values = Map::new().with("number", 3).with("title", "One-to-ones");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Map(Vec<(Cow<'static, str>, Value)>);

impl Map {
    /// An empty one.
    pub(crate) fn new() -> Map {
        Map(Vec::with_capacity(8))
    }

    /// The same with one value more.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Map {
        self.insert(name, value);
        self
    }

    /// Puts in a value under a name that has none yet.
    pub(crate) fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Value>) {
        self.0.push((name.into(), value.into()));
    }

    /// The names with their values, in order.
    pub(crate) fn into_entries(self) -> impl Iterator<Item = (Cow<'static, str>, Value)> {
        self.0.into_iter()
    }

    /// The values, to be changed in their places.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        self.0.iter_mut().map(|(_, value)| value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<u8> for Value {
    fn from(number: u8) -> Value {
        Value::Number(number.into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Value {
        Value::Number(number.into())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Value {
        Value::Number(number.try_into().unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Value::Number(number.try_into().unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Value {
        Value::Fraction(number)
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Value {
        Value::Text(words.to_owned().into())
    }
}

impl From<String> for Value {
    fn from(words: String) -> Value {
        Value::Text(words.into())
    }
}

impl From<Html> for Value {
    fn from(html: Html) -> Value {
        Value::Html(html.into_string())
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Value {
        Value::Map(map)
    }
}

impl From<Vec<Value>> for Value {
    fn from(list: Vec<Value>) -> Value {
        Value::List(list)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Nothing, Into::into)
    }
}
