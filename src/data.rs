//! Plain values: what writers keep under `extra`, as a tree; and words written as a value of YAML.
//!
//! The only file that knows the library of YAML values (`serde_yaml`). What a word that stands bare means, and which words need
//! quotation marks, is that library's to say, so that daf writes what it reads, and other programs read the same. Where a value
//! stands, and what is wrong with a file, is `crate::syntax`'s, which reads YAML with its places. Reads no file.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_yaml::{DuplicateKeyPolicy, FlowSeq};

/// A value.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Data {
    /// Nothing: `~`, `null`, or no word behind a colon.
    #[default]
    Nothing,
    /// `true` or `false`; `yes` and `no` are words.
    Switch(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number; never endless, and always one.
    Number(f64),
    /// Words: whatever is none of the others. Days and clock times are words.
    Words(String),
    /// A list.
    List(Vec<Data>),
    /// Fields in the order in which they are written.
    Fields(Fields),
}

/// Names and values in the order in which they are written, no name twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fields(Vec<(String, Data)>);

/// What stands under `extra`: the writer's own fields, which daf hands on and does not read.
///
/// # Example
/// ```
/// use daf::data::{Data, Extra};
///
/// let extra = Extra::from_iter([("room".to_owned(), Data::of_plain("12"))]);
/// assert_eq!(extra.get("room"), Some(&Data::Whole(12)));
/// ```
pub type Extra = Fields;

/// No field.
static NONE: Fields = Fields(Vec::new());

impl Fields {
    /// No field at all, wherever one is to be shown.
    pub fn none() -> &'static Fields {
        &NONE
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Data> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Names and values, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Data)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// These over others: fields are laid over fields, name by name; any other value takes the place of the one below. What is new
    /// comes last.
    #[must_use]
    pub fn over(self, below: &Fields) -> Fields {
        let mut all = below.clone();
        for (name, value) in self.0 {
            let slot = all.0.iter_mut().find(|(own, _)| *own == name).map(|(_, slot)| slot);
            match (slot, value) {
                (Some(slot), Data::Fields(own)) => {
                    let laid = if let Data::Fields(below) = &*slot { own.over(below) } else { own };
                    *slot = Data::Fields(laid);
                }
                (Some(slot), value) => *slot = value,
                (None, value) => all.0.push((name, value)),
            }
        }
        all
    }
}

impl FromIterator<(String, Data)> for Fields {
    /// The first of several with one name is kept.
    fn from_iter<I: IntoIterator<Item = (String, Data)>>(all: I) -> Fields {
        let mut fields = Fields::default();
        for (name, value) in all {
            if fields.get(&name).is_none() {
                fields.0.push((name, value));
            }
        }
        fields
    }
}

impl Data {
    /// What a word means that stands in YAML without quotation marks. What no number can hold as it is typed (a long number, one that
    /// begins with 0, `.inf`) stays words, and so does whatever is no word.
    ///
    /// # Example
    /// ```
    /// use daf::data::Data;
    ///
    /// assert_eq!(Data::of_plain("1.5"), Data::Number(1.5));
    /// assert_eq!(Data::of_plain("no"), Data::Words("no".to_owned()));
    /// assert_eq!(Data::of_plain("0501234567"), Data::Words("0501234567".to_owned()));
    /// ```
    pub fn of_plain(typed: &str) -> Data {
        let words = || Data::Words(typed.to_owned());
        let word = typed.trim();
        let may_count = word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
        let may_name = matches!(word.len(), 0..=5) && word.is_ascii();
        if !may_count && !may_name {
            return words();
        }
        match (read(word), word.trim_start_matches(['+', '-'])) {
            // Digits that a number would lose.
            (Some(Data::Number(_)), digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => words(),
            (Some(value @ (Data::Nothing | Data::Switch(_) | Data::Whole(_) | Data::Number(_))), _) => value,
            _ => words(),
        }
    }
}

/// A text of YAML as a value; `None` where it cannot be read.
///
/// # Example
/// ```
/// use daf::data::{Data, read};
///
/// let Some(Data::Fields(fields)) = read("title: One\nminutes: 90\n") else { panic!("these are fields") };
/// assert_eq!(fields.get("minutes"), Some(&Data::Whole(90)));
/// ```
pub fn read(yaml: &str) -> Option<Data> {
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::FirstWins,
        leading_zero_numbers_as_strings: true,
        strict_booleans: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(yaml, options).ok()
}

/// Words as a value of YAML on one line, wherever a value may stand, between brackets too: bare where every program reads the same words,
/// in quotation marks otherwise. A day stays bare.
///
/// # Example
/// ```
/// use daf::data::written;
///
/// assert_eq!(written("Power"), "Power");
/// assert_eq!(written("Power: a study"), "\"Power: a study\"");
/// ```
pub fn written(words: &str) -> String {
    // Every field of a day is read as one, whoever reads it.
    let is_day = words.len() == 10 && words.split('-').map(str::len).eq([4, 2, 2]);
    if is_day && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return words.to_owned();
    }
    // What may stand between brackets may stand anywhere.
    let list = serde_yaml::to_string(&FlowSeq([words])).unwrap_or_default();
    let inside = list.trim_end().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inside.map_or_else(|| quoted(words), str::to_owned)
}

/// Words in quotation marks, on one line.
pub fn quoted(words: &str) -> String {
    let options = serde_yaml::ser_options! { quote_all: true };
    // A text can always be written.
    serde_yaml::to_string_with_options(&words, options).unwrap_or_default().trim_end().to_owned()
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Data::Nothing => out.serialize_unit(),
            Data::Switch(is_on) => out.serialize_bool(*is_on),
            Data::Whole(number) => out.serialize_i64(*number),
            Data::Number(number) => out.serialize_f64(*number),
            Data::Words(words) => out.serialize_str(words),
            Data::List(items) => out.collect_seq(items),
            Data::Fields(fields) => fields.serialize(out),
        }
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Data, D::Error> {
        from.deserialize_any(Reader)
    }
}

/// Takes whatever stands there.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Data;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Nothing)
    }

    fn visit_none<E>(self) -> Result<Data, E> {
        Ok(Data::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Data, D::Error> {
        Data::deserialize(from)
    }

    fn visit_bool<E>(self, is_on: bool) -> Result<Data, E> {
        Ok(Data::Switch(is_on))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Data, E> {
        Ok(Data::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Data, E> {
        Ok(i64::try_from(number).map_or_else(|_| Data::Words(number.to_string()), Data::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Data, E> {
        Ok(if number.is_finite() { Data::Number(number) } else { Data::Words(number.to_string()) })
    }

    fn visit_str<E>(self, words: &str) -> Result<Data, E> {
        Ok(Data::Words(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Data, E> {
        Ok(Data::Words(words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = from.next_element()? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Data, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = from.next_entry()? {
            fields.push(field);
        }
        Ok(Data::Fields(fields.into_iter().collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written is read back as the same words, alone, between brackets, and as a field.
    #[test]
    fn what_is_written_is_read_back() {
        let hard = [
            "",
            " ",
            "Power",
            "No",
            "yes",
            "~",
            "null",
            "1984",
            "017",
            "1e3",
            "0x10",
            "12:30",
            "a: b",
            "a #b",
            "#a",
            "a:",
            "- a",
            "a, b",
            "x]",
            "{x}",
            "[x",
            "!a",
            "&a",
            "*a",
            "@a",
            "%a",
            "`a`",
            "|",
            ">",
            "?",
            "don't",
            "It's \"why\": *a*, b",
            "a\\b",
            "C:\\new",
            "כוח ומחיר",
            "הפ\"כ",
            "'x",
            "\"x",
            "a\nb",
            "\ta",
            "a\u{a0}",
            "\u{2028}",
            "2026-01-01",
            "2026-1-1",
            "TODO: x",
            "<<",
            "=",
            "---",
            "...",
            "--- a",
        ];
        for words in hard {
            for yaml in [written(words), quoted(words)] {
                assert!(!yaml.contains('\n'), "{words:?} is written {yaml:?}");
                let same = Data::Words(words.to_owned());
                assert_eq!(read(&format!("a: {yaml}")), Some(Data::Fields(fields("a", &same))), "{yaml}");
                assert_eq!(
                    read(&format!("[{yaml}, b]")),
                    Some(Data::List(vec![same, Data::Words("b".to_owned())])),
                    "{yaml}"
                );
            }
        }
    }

    fn fields(name: &str, value: &Data) -> Fields {
        [(name.to_owned(), value.clone())].into_iter().collect()
    }

    #[test]
    fn bare_words_are_what_yaml_says() {
        let words = |typed: &str| Data::Words(typed.to_owned());
        for (typed, value) in [
            ("7", Data::Whole(7)),
            ("-7", Data::Whole(-7)),
            ("0x10", Data::Whole(16)),
            ("1.10", Data::Number(1.1)),
            ("true", Data::Switch(true)),
            ("~", Data::Nothing),
            ("yes", words("yes")),
            ("2026-11-30", words("2026-11-30")),
            ("18:30", words("18:30")),
            ("017", words("017")),
            ("1_000", words("1_000")),
            ("9223372036854775808", words("9223372036854775808")),
            ("99999999999999999999", words("99999999999999999999")),
            (".inf", words(".inf")),
            ("1e999", words("1e999")),
            ("-", words("-")),
            ("- a", words("- a")),
            ("*a", words("*a")),
        ] {
            assert_eq!(Data::of_plain(typed), value, "{typed}");
        }
    }

    #[test]
    fn fields_are_laid_over_fields() {
        let read = |yaml: &str| match read(yaml) {
            Some(Data::Fields(fields)) => fields,
            other => panic!("{other:?}"),
        };
        let below = read("{room: 12, at: {street: Main, door: 3}, list: [a]}");
        let over = read("{at: {door: 4}, list: [b, c], new: 1}").over(&below);
        let json = serde_json::to_string(&over).expect("plain values can be written");
        assert_eq!(json, r#"{"room":12,"at":{"street":"Main","door":4},"list":["b","c"],"new":1}"#);
    }
}
