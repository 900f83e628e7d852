//! What editors are told, and what the reader reads, are the same: every field of every shape is typed well and badly, and the
//! reader has to agree. Whether files are valid by the schemas, tests/checks/check_schema.py asks another program.

use std::process::Command;

use daf::diag::{Code, Diagnostics};
use daf::schema::{FILES, File, schema};
use daf::syntax::shape::{self, Either, Field, Items, Kind, Rest, Seen, Shape};
use serde_json::{Map, Value, json};

use crate::support::text_sources;

/// The codes of what is said of fields and their values.
const OF_FIELDS: [Code; 5] =
    [Code::UnknownField, Code::MissingField, Code::WrongType, Code::BadValue, Code::NothingVisible];

/// What reading a file of a kind says of its fields.
fn says(file: &File, value: &Value) -> Vec<Code> {
    let (path, text) = match file.name {
        "config" | "glossary" => ("", value.to_string()),
        "packet" => ("packets/p.yaml", value.to_string()),
        _ => (
            match file.name {
                "lesson" => "one.md",
                "translation" => "one.he.md",
                "unit" => "unit/_index.md",
                "home" => "index.md",
                _ => "texts/t.md",
            },
            format!("---\n{value}\n---\n"),
        ),
    };
    let config = if file.name == "config" { text.as_str() } else { "title: T\nlicense: CC0\nlanguages: [en, he]\n" };
    let mut files = vec![("daf.yaml", config)];
    match file.name {
        "config" => {}
        "glossary" => files.push(("glossary.yaml", &text)),
        "translation" => files.extend([("one.md", "---\ntitle: One\n---\n"), (path, text.as_str())]),
        _ => files.push((path, &text)),
    }
    let mut sink = Diagnostics::default();
    let sources = text_sources(&files);
    let options = daf::Options { drafts: true, ..daf::Options::default() };
    daf::load(&sources, "content", &options, &mut sink);
    sink.as_slice().iter().map(|said| said.code).filter(|code| OF_FIELDS.contains(code)).collect()
}

/// The least that a mapping must have, so that `field` may join it.
fn least(shape: &Shape, field: Option<&Field>) -> Map<String, Value> {
    let mut map = Map::new();
    for required in shape.fields().filter(|field| field.is_required) {
        map.insert(required.name.to_owned(), good(required.kind).remove(0));
    }
    match shape.either {
        Either::Nothing => {}
        Either::Any(names) => drop(map.insert(names.last().expect("there is one").to_string(), json!("x"))),
        Either::One(names) if field.is_some_and(|field| names.contains(&field.name)) => {}
        Either::One(names) => drop(map.insert(names[0].to_owned(), json!("x"))),
    }
    map
}

/// Values that a kind takes; the first is the plainest.
fn good(kind: Kind) -> Vec<Value> {
    match kind {
        Kind::Text | Kind::Markdown => vec![json!("x"), json!(1984), json!(true)],
        Kind::Id => vec![json!("x-1"), json!(7)],
        Kind::Language => vec![json!("en"), json!("pt-BR")],
        Kind::Languages => vec![json!(["en", "he"]), json!("es")],
        Kind::Date => vec![json!("2026-02-28")],
        Kind::Web | Kind::Site => vec![json!("https://example.org/a/b")],
        Kind::Path => vec![json!("x.png")],
        Kind::Number => vec![json!(3), json!(-3), json!("3")],
        Kind::Range => vec![json!(10), json!("10-15"), json!("10 – 15")],
        Kind::Length => vec![json!(60), json!("60mm"), json!("6.5cm")],
        Kind::Color => vec![json!("#1f5f5b"), json!("#abc")],
        Kind::Switch => vec![json!(true), json!(false)],
        Kind::Word(words) => words().into_iter().map(Value::from).collect(),
        Kind::WordOrSwitch(words) => words().into_iter().map(Value::from).chain([json!(true), json!(false)]).collect(),
        Kind::Words(words) => {
            let words = words();
            vec![json!(words), json!(words[0])]
        }
        Kind::Texts => vec![json!(["x", "y"]), json!("x")],
        Kind::List(Items::Text) => vec![json!(["x", "y"]), json!([])],
        Kind::List(Items::Group(shape)) => vec![json!([least(shape, None)])],
        Kind::List(Items::TextOrGroup(shape)) => vec![json!(["x", least(shape, None)])],
        Kind::Group(shape) => vec![Value::Object(least(shape, None))],
        Kind::Own => vec![json!({"room": "x", "rows": [1, {"a": null}]}), json!({})],
    }
}

/// Values that a kind does not take.
fn bad(kind: Kind) -> Vec<Value> {
    let (list, map) = (json!(["x"]), json!({"x": "y"}));
    match kind {
        Kind::Text | Kind::Markdown | Kind::Path => vec![list, map],
        Kind::Id => vec![json!("a b"), json!("a#b"), list, map],
        Kind::Language => vec![json!("English"), json!(1984), list, map],
        Kind::Languages => vec![json!("English"), json!(["en", "Hebrew"]), map],
        Kind::Date => vec![json!("26/11/2026"), json!(2026), list],
        Kind::Web => vec![json!("not an address"), json!("javascript:alert(1)"), list],
        Kind::Site => {
            vec![json!("not an address"), json!("https://example.org/?a=b"), json!("https://example.org/#a"), list]
        }
        Kind::Number => vec![json!("many"), json!(1.5), list],
        Kind::Range => vec![json!("an hour"), json!(-3), json!(1.5), list],
        Kind::Length => vec![json!("wide"), json!(0.5), list],
        Kind::Color => vec![json!("teal"), json!("#12345"), list],
        Kind::Switch => vec![json!("yes please"), list],
        Kind::Word(_) | Kind::WordOrSwitch(_) => vec![json!("qqq"), list, map],
        Kind::Words(_) => vec![json!("qqq"), json!(["qqq"]), map],
        Kind::Texts => vec![map, json!([["x"]])],
        Kind::List(Items::Text) => vec![json!("x"), map, json!([["x"]])],
        Kind::List(Items::Group(_)) => vec![json!("x"), json!(["x"]), map],
        Kind::List(Items::TextOrGroup(_)) => vec![json!("x"), json!([["x"]]), map],
        Kind::Group(_) | Kind::Own => vec![json!("x"), list],
    }
}

/// Tries every field of a shape, and of those inside it. `within` puts a mapping of the shape into its file.
fn try_shape(file: &File, shape: &Shape, place: &str, within: &dyn Fn(Value) -> Value, wrong: &mut Vec<String>) {
    let mut expect = |what: String, value: Map<String, Value>, ok: bool| {
        let value = within(Value::Object(value));
        let said = says(file, &value);
        if said.is_empty() != ok {
            wrong.push(format!("{place}{what}: {said:?} for {value}"));
        }
    };
    expect("least".to_owned(), least(shape, None), true);
    let mut other = least(shape, None);
    other.insert("qqq".to_owned(), json!({"x": ["y"]}));
    expect("an unknown field".to_owned(), other, false);
    // The theme's messages are a group of the writer's own names already.
    if shape.rest != Rest::Messages {
        let mut own = least(shape, None);
        own.insert("extra".to_owned(), json!({"x": ["y"]}));
        expect("extra".to_owned(), own, true);
    }
    for field in shape.fields() {
        for (values, ok) in [(good(field.kind), true), (bad(field.kind), false)] {
            for value in values {
                let mut map = least(shape, Some(field));
                map.insert(field.name.to_owned(), value);
                expect(field.name.to_owned(), map, ok);
            }
        }
        if field.is_required {
            let mut map = least(shape, None);
            map.remove(field.name);
            expect(format!("without {}", field.name), map, false);
        }
    }
    match shape.either {
        Either::Nothing => {}
        Either::Any(names) => {
            for name in names {
                expect(format!("{name} alone"), Map::from_iter([((*name).to_owned(), json!("Genesis 1:1"))]), true);
            }
            expect("neither".to_owned(), Map::from_iter([("id".to_owned(), json!("x"))]), false);
        }
        Either::One(names) => {
            expect("both".to_owned(), names.iter().map(|name| ((*name).to_owned(), json!("x"))).collect(), false);
            expect("neither".to_owned(), Map::new(), false);
        }
    }
    if shape.rest == Rest::Languages {
        for (tag, ok) in [("en", true), ("he", true), ("yi", true), ("pt-br", true), ("english", false)] {
            let mut map = least(shape, None);
            map.insert(tag.to_owned(), json!("x"));
            expect(format!("the tag {tag}"), map, ok);
        }
    }
    if shape.rest == Rest::Codes {
        let code = shape::codes().next().expect("there is one");
        for (word, ok) in shape::SEVERITIES.iter().map(|word| (*word, true)).chain([("loud", false)]) {
            expect(format!("{code}: {word}"), Map::from_iter([(code.to_owned(), json!(word))]), ok);
        }
        expect("no code".to_owned(), Map::from_iter([("qqq".to_owned(), json!("off"))]), false);
    }
    for field in shape.fields() {
        let (inner, listed) = match field.kind {
            Kind::Group(inner) => (inner, false),
            Kind::List(Items::Group(inner) | Items::TextOrGroup(inner)) => (inner, true),
            _ => continue,
        };
        let inside = |value: Value| {
            let mut map = least(shape, Some(field));
            map.insert(field.name.to_owned(), if listed { json!([value]) } else { value });
            within(Value::Object(map))
        };
        try_shape(file, inner, &format!("{place}{} > ", field.name), &inside, wrong);
    }
}

#[test]
fn the_reader_takes_what_the_table_says_and_nothing_else() {
    let mut wrong = Vec::new();
    for file in FILES {
        let within = |value: Value| if file.is_list { json!([value]) } else { value };
        try_shape(file, file.shape, &format!("{} > ", file.name), &within, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_shape_is_in_the_schema_with_every_field() {
    let mut seen = 0;
    for file in FILES {
        let value: Value = serde_json::from_str(&schema(file)).expect("it is JSON");
        let root = if file.is_list { &value["items"] } else { &value };
        let mut check = |shape: &Shape, schema: &Value| {
            let named: Vec<&String> = schema["properties"].as_object().expect("there are some").keys().collect();
            let mut fields: Vec<&str> = shape.names();
            fields.extend((shape.rest != Rest::Messages && !fields.contains(&"extra")).then_some("extra"));
            assert_eq!(named.len(), fields.len(), "{}: {named:?}", shape.name);
            for field in shape.fields() {
                let said = schema["properties"][field.name]["description"].as_str().expect("it is described");
                assert!(said.starts_with(field.about), "{}: {said}", shape.name);
                assert_eq!(said.contains("facilitators are shown"), field.seen == Seen::Facilitators, "{said}");
                seen += 1;
            }
        };
        check(file.shape, root);
        for field in file.shape.fields() {
            if let Kind::Group(inner) | Kind::List(Items::Group(inner) | Items::TextOrGroup(inner)) = field.kind {
                check(inner, &value["definitions"][inner.name]);
            }
        }
    }
    assert!(seen > 200, "{seen}");
    assert!(shape::codes().count() > 10);
}

#[test]
fn the_command_prints_lists_and_writes() {
    let room = tempfile::tempdir().expect("a room");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daf"));
        command.current_dir(room.path()).arg("schema").args(arguments).output().expect("daf runs")
    };
    let listed = String::from_utf8(run(&[]).stdout).expect("it is text");
    assert_eq!(listed.lines().count(), FILES.len());
    let lesson = String::from_utf8(run(&["lesson"]).stdout).expect("it is text");
    assert!(lesson.contains("\"follow_ups\"") && lesson.ends_with("}\n"));
    assert!(run(&["-o", ".daf/schema"]).status.success());
    assert_eq!(std::fs::read_to_string(room.path().join(".daf/schema/lesson.json")).expect("it is there"), lesson);
    assert_eq!(std::fs::read_dir(room.path().join(".daf/schema")).expect("it is there").count(), FILES.len());
    let wrong = run(&["leson"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("lesson"));
}
