//! What templates are handed: values under names, with what is ready markup marked as such.
//!
//! With `engine` the only file that knows the template engine: a value is the engine's own, so that nothing is copied when a template
//! is filled, and one that many pages show is made once. Escapes nothing: words that are no markup are escaped where a template writes
//! them. Knows no curriculum.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::html::Html;
use crate::data::{Data, Extra};

/// A value of a template: nothing, true or false, a number, words, ready markup, a list, or values under names.
///
/// Cheap to clone: what is long is shared.
#[derive(Debug, Clone)]
pub(crate) struct Value(pub(super) tera::Value);

impl Value {
    /// Nothing: false in a condition, and no words.
    pub(crate) fn nothing() -> Value {
        Value(tera::Value::none())
    }

    /// The number of a name among values under names.
    #[cfg(test)]
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.0.as_map()?.iter().find(|(own, _)| own.as_str() == Some(name))?.1.as_f64()
    }

    /// What a template writes for it.
    #[cfg(test)]
    pub(super) fn words(&self) -> String {
        self.0.to_string()
    }

    /// Ready markup without any.
    pub(crate) fn no_markup() -> Value {
        Value(tera::Value::safe_string(""))
    }
}

/// Values under names. A name stands in it once.
///
/// ```ignore
/// let values = Map::new().with("number", 3).with("title", "One-to-ones");
/// ```
#[derive(Debug, Clone, Default)]
pub(crate) struct Map(Vec<(&'static str, tera::Value)>);

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
    pub(crate) fn insert(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((name, value.into().0));
    }

    /// The value of a name.
    pub(super) fn get(&self, name: &str) -> Option<&tera::Value> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The names with their values, in order.
    pub(super) fn into_entries(self) -> impl Iterator<Item = (&'static str, tera::Value)> {
        self.0.into_iter()
    }
}

macro_rules! from {
    ($($type:ty),+) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Value {
                Value(tera::Value::from(value))
            }
        }
    )+};
}

from!(bool, u8, u32, i64, u64, usize, f64);

impl From<&str> for Value {
    fn from(words: &str) -> Value {
        Value(tera::Value::normal_string(words))
    }
}

impl From<String> for Value {
    fn from(words: String) -> Value {
        Value(tera::Value::normal_string(&words))
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(words: Cow<'_, str>) -> Value {
        Value(tera::Value::normal_string(&words))
    }
}

impl From<Html> for Value {
    fn from(html: Html) -> Value {
        Value(tera::Value::safe_string(html.as_str()))
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Value {
        // Of all that the engine takes for a map, this is hashed but once.
        Value(tera::Value::from(map.0.into_iter().collect::<BTreeMap<_, _>>()))
    }
}

impl From<Vec<Value>> for Value {
    fn from(list: Vec<Value>) -> Value {
        Value(tera::Value::from(list.into_iter().map(|value| value.0).collect::<Vec<_>>()))
    }
}

impl From<Vec<Map>> for Value {
    fn from(list: Vec<Map>) -> Value {
        Value(tera::Value::from(list.into_iter().map(|map| Value::from(map).0).collect::<Vec<_>>()))
    }
}

impl From<&Extra> for Value {
    /// A writer's own values, in the order in which they stand.
    fn from(extra: &Extra) -> Value {
        let map: tera::Map = extra.iter().map(|(name, value)| (name.to_owned().into(), of_data(value))).collect();
        Value(map.into())
    }
}

fn of_data(value: &Data) -> tera::Value {
    match value {
        Data::Nothing => tera::Value::none(),
        Data::Switch(value) => (*value).into(),
        Data::Whole(number) => (*number).into(),
        Data::Number(number) => (*number).into(),
        Data::Words(words) => tera::Value::normal_string(words),
        Data::List(list) => list.iter().map(of_data).collect::<Vec<_>>().into(),
        Data::Fields(fields) => Value::from(fields).0,
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or_else(Value::nothing, Into::into)
    }
}

/// A value as it is sent to another process.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Plain {
    /// Nothing.
    Nothing,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number with a fraction.
    Fraction(f64),
    /// Words.
    Text(String),
    /// Markup.
    Html(String),
    /// Values in order.
    List(Vec<Plain>),
    /// Values under names.
    Map(Vec<(String, Plain)>),
}

/// Values under names as they are sent.
pub(super) type PlainMap = Vec<(String, Plain)>;

/// A value, to be sent.
pub(super) fn plain_value(value: &Value) -> Plain {
    plain_of(&value.0)
}

/// Values, to be sent.
pub(super) fn plain(map: Map) -> PlainMap {
    map.into_entries().map(|(name, value)| (name.to_owned(), plain_of(&value))).collect()
}

fn plain_of(value: &tera::Value) -> Plain {
    if let Some(words) = value.as_str() {
        return if value.is_safe() { Plain::Html(words.to_owned()) } else { Plain::Text(words.to_owned()) };
    }
    if let Some(list) = value.as_array() {
        return Plain::List(list.iter().map(plain_of).collect());
    }
    if let Some(map) = value.as_map() {
        let named = map.iter().filter_map(|(name, value)| Some((name.as_str()?.to_owned(), plain_of(value))));
        return Plain::Map(named.collect());
    }
    if let Some(value) = value.as_bool() {
        return Plain::Bool(value);
    }
    if value.is_f64() {
        return Plain::Fraction(value.as_f64().unwrap_or_default());
    }
    value.as_i64().map_or(Plain::Nothing, Plain::Number)
}

/// A value that was sent.
pub(super) fn received(value: Plain) -> tera::Value {
    match value {
        Plain::Nothing => tera::Value::none(),
        Plain::Bool(value) => value.into(),
        Plain::Number(number) => number.into(),
        Plain::Fraction(number) => number.into(),
        Plain::Text(words) => tera::Value::normal_string(&words),
        Plain::Html(markup) => tera::Value::safe_string(&markup),
        Plain::List(list) => list.into_iter().map(received).collect::<Vec<_>>().into(),
        Plain::Map(map) => {
            let map: tera::Map = map.into_iter().map(|(name, value)| (name.into(), received(value))).collect();
            map.into()
        }
    }
}
