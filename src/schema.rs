//! What editors are told of the files that writers type: JSON Schema, made of the table that the reader reads by.
//!
//! Draft 7, which editors of YAML know best. Every field is there with what it means, and no other is allowed, as the reader
//! allows none. Writes no file.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::syntax::shape::{self, Either, Field, Items, Kind, Rest, Seen, Shape};

/// A kind of file.
#[derive(Debug)]
pub struct File {
    /// What it is called on the command line; its schema is the file of this name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its fields.
    pub shape: &'static Shape,
    /// Whether the file is a list of such mappings.
    pub is_list: bool,
}

const fn of(name: &'static str, about: &'static str, shape: &'static Shape) -> File {
    File { name, about, shape, is_list: false }
}

/// Every kind of file that has a schema.
pub static FILES: &[File] = &[
    of("lesson", "the front matter of a lesson", &shape::LESSON),
    of("translation", "the front matter of a lesson's translation (x.he.md)", &shape::TRANSLATION),
    of("unit", "the front matter of a unit's _index.md", &shape::UNIT),
    of("home", "the front matter of the home page's index.md, or of a unit's translation", &shape::HOME),
    of("text", "the front matter of a file in texts/", &shape::SHARED_TEXT),
    of("config", "daf.yaml", &shape::CONFIG),
    File { is_list: true, ..of("glossary", "glossary.yaml", &shape::TERM) },
    of("packet", "a file in packets/", &shape::PACKET),
];

/// The schema of a kind of file, as it stands in a file of its own.
pub fn schema(file: &File) -> String {
    let mut found = BTreeMap::new();
    gather(file.shape, &mut found);
    let mut definitions = Map::new();
    for (name, shape) in &found {
        definitions.insert((*name).to_owned(), mapping(shape));
    }
    let mut root = match file.is_list {
        false => mapping(file.shape),
        true => json!({"type": "array", "items": mapping(file.shape)}),
    };
    root["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    root["title"] = json!(format!("daf: {}", file.about));
    root["definitions"] = Value::Object(definitions);
    format!("{root:#}\n")
}

/// The shapes that stand inside a shape, by name.
fn gather(shape: &Shape, found: &mut BTreeMap<&'static str, &'static Shape>) {
    for field in shape.fields() {
        let inside = match field.kind {
            Kind::Group(inside) | Kind::List(Items::Group(inside) | Items::TextOrGroup(inside)) => inside,
            _ => continue,
        };
        if found.insert(inside.name, inside).is_none() {
            gather(inside, found);
        }
    }
    if shape.name == shape::WORDS.name {
        found.insert(shape::LANGUAGE_WORDS.name, &shape::LANGUAGE_WORDS);
    }
}

fn mapping(shape: &Shape) -> Value {
    let mut properties = Map::new();
    for field in shape.fields() {
        properties.insert(field.name.to_owned(), property(field));
    }
    let required: Vec<&str> = shape.fields().filter(|field| field.is_required).map(|field| field.name).collect();
    if shape.rest != Rest::Messages && shape.seen("extra").is_none() {
        properties.insert("extra".to_owned(), json!({"description": "Your own data; daf reads none of it."}));
    }
    let mut mapping = json!({"type": "object", "description": shape.about, "additionalProperties": false});
    if !required.is_empty() {
        mapping["required"] = json!(required);
    }
    let required = |names: &[&str]| names.iter().map(|name| json!({"required": [name]})).collect::<Vec<_>>();
    match shape.either {
        Either::Nothing => {}
        Either::Any(names) => mapping["anyOf"] = Value::Array(required(names)),
        Either::One(names) => mapping["oneOf"] = Value::Array(required(names)),
    }
    match shape.rest {
        Rest::Nothing => {}
        Rest::Languages => {
            let words = described(text(), "The words in a language, by its tag: he, en, es.");
            mapping["patternProperties"] = json!({"^(?!(?:ref|url|id)$)[a-z]{2,3}(?:-.*)?$": words});
        }
        Rest::Codes => {
            for code in shape::codes() {
                let mut property = json!({"enum": shape::SEVERITIES});
                if let Some((about, weight)) = shape::about_code(code) {
                    property["description"] = json!(about);
                    property["default"] = json!(weight);
                }
                properties.insert(code.to_owned(), property);
            }
        }
        Rest::Messages if shape.name == shape::WORDS.name => {
            mapping["additionalProperties"] = json!({"anyOf": [text(), reference(&shape::LANGUAGE_WORDS)]});
        }
        Rest::Messages => mapping["additionalProperties"] = text(),
    }
    mapping["properties"] = Value::Object(properties);
    mapping
}

fn property(field: &Field) -> Value {
    let mut property = described(of_kind(field.kind), &about(field));
    if let Some(default) = field.default {
        property["default"] = match default.parse::<Value>() {
            Ok(value @ (Value::Bool(_) | Value::Number(_))) => value,
            _ => json!(default),
        };
    }
    property
}

/// What a field means, and that facilitators alone are shown it, where that is so.
fn about(field: &Field) -> String {
    match field.seen {
        Seen::Facilitators => format!("{} Only facilitators are shown it.", field.about),
        Seen::Everybody | Seen::Nobody => field.about.to_owned(),
    }
}

/// A schema with what it means. Beside a reference an editor of this draft reads nothing, so that it stands around it.
fn described(schema: Value, about: &str) -> Value {
    let mut schema = if schema.get("$ref").is_some() { json!({"allOf": [schema]}) } else { schema };
    schema["description"] = json!(about);
    schema
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::Markdown => text(),
        Kind::Path => json!({"type": "string"}),
        Kind::Id => json!({"type": ["string", "number"], "pattern": "^[^\\s\"'#<>&/\\\\]+$"}),
        Kind::Date => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Kind::Web => json!({"type": "string", "pattern": "^\\s*[hH][tT][tT][pP][sS]?:[^\\s\"<>]+\\s*$"}),
        Kind::Site => json!({"type": "string", "pattern": "^\\s*[hH][tT][tT][pP][sS]?:[^\\s\"<>?#]+\\s*$"}),
        Kind::Number => number(-1_000_000, 1_000_000, "^\\s*[-+]?[0-9]+\\s*$"),
        Kind::Range => number(0, 100_000, "^\\s*[0-9]+\\s*(?:[-–—]\\s*[0-9]+\\s*)?$"),
        Kind::Length => json!({"anyOf": [
            {"type": "number", "minimum": 1, "maximum": 400},
            {"type": "string", "pattern": "^\\s*[0-9]+(?:\\.[0-9]+)?\\s*(?:mm|cm)?\\s*$"},
        ]}),
        Kind::Color => json!({"type": "string", "pattern": "^\\s*#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\\s*$"}),
        Kind::Switch => json!({"type": "boolean"}),
        Kind::Word(words) => json!({"enum": words()}),
        Kind::Words(words) => one_or_several(&json!({"enum": words()})),
        Kind::WordOrSwitch(words) => {
            let words: Vec<Value> = words().into_iter().map(Value::from).chain([json!(true), json!(false)]).collect();
            json!({"enum": words})
        }
        Kind::Language => language(),
        Kind::Languages => one_or_several(&language()),
        Kind::Texts => one_or_several(&text()),
        Kind::List(Items::Text) => json!({"type": "array", "items": text()}),
        Kind::List(Items::Group(shape)) => json!({"type": "array", "items": reference(shape)}),
        Kind::List(Items::TextOrGroup(shape)) => {
            json!({"type": "array", "items": {"anyOf": [text(), reference(shape)]}})
        }
        Kind::Group(shape) => reference(shape),
        Kind::Own => json!({"type": ["object", "null"]}),
    }
}

/// A text; what YAML takes for a number or a switch is read as its letters.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// The code of a language.
fn language() -> Value {
    json!({"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"})
}

fn number(from: i32, to: i32, pattern: &str) -> Value {
    json!({"anyOf": [{"type": "integer", "minimum": from, "maximum": to}, {"type": "string", "pattern": pattern}]})
}

fn one_or_several(one: &Value) -> Value {
    json!({"anyOf": [{"type": "array", "items": one}, one]})
}

fn reference(shape: &Shape) -> Value {
    json!({"$ref": format!("#/definitions/{}", shape.name)})
}
