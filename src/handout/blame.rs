//! Which words of a sheet the typesetter stumbles over, where it refuses one for what a writer wrote.
//!
//! Takes the sheet's data apart, block by block, and asks again and again. Knows neither the engine nor the lesson: it is handed
//! a question, and gives words to look for.

use serde_json::Value;

/// The first words of the smallest part of a sheet that `fails`; empty where it fails without any of its blocks.
pub(super) fn culprit(data: &str, fails: impl Fn(&str) -> bool) -> String {
    let Ok(sheet) = serde_json::from_str::<Value>(data) else { return String::new() };
    let asks = |sheet: &Value| fails(&sheet.to_string());
    let parts = sheet.get("parts").and_then(Value::as_array).map_or(0, Vec::len);
    let mut at = Vec::new();
    for part in 0..parts {
        at.push((format!("/parts/{part}/blocks"), sheet.clone()));
    }
    // Where something else is to blame, all of them would be.
    let mut bare = sheet.clone();
    at.iter().for_each(|(path, _)| replace(&mut bare, path, Vec::new()));
    if asks(&bare) {
        return String::new();
    }
    for (path, _) in at {
        let mut alone = bare.clone();
        replace(&mut alone, &path, list(&sheet, &path));
        if asks(&alone) {
            let found = narrowed(alone, path, &asks);
            return first_words(&found);
        }
    }
    String::new()
}

/// The smallest part of a list that fails by itself, and of the lists inside it.
fn narrowed(mut sheet: Value, path: String, fails: &impl Fn(&Value) -> bool) -> Value {
    let mut all = list(&sheet, &path);
    while all.len() > 1 {
        let mut half = |part: &[Value]| {
            replace(&mut sheet, &path, part.to_vec());
            fails(&sheet)
        };
        let (first, second) = all.split_at(all.len() / 2);
        if half(first) {
            all = first.to_vec();
        } else if half(second) {
            all = second.to_vec();
        } else {
            // They fail together alone: what they begin with is near enough.
            break;
        }
    }
    replace(&mut sheet, &path, all.clone());
    let inside = |name: &str| format!("{path}/0/{name}");
    let inner = ["blocks", "items"].iter().map(|name| inside(name));
    let inner = inner
        .into_iter()
        .find(|path| sheet.pointer(path).is_some_and(|value| value.as_array().is_some_and(|list| list.len() > 1)));
    match (all.len(), inner) {
        (1, Some(inner)) => narrowed(sheet, inner, fails),
        _ => Value::Array(all),
    }
}

fn list(sheet: &Value, path: &str) -> Vec<Value> {
    sheet.pointer(path).and_then(Value::as_array).cloned().unwrap_or_default()
}

fn replace(sheet: &mut Value, path: &str, with: Vec<Value>) {
    if let Some(slot) = sheet.pointer_mut(path) {
        *slot = Value::Array(with);
    }
}

/// The first words that a reader would see: those of its lines, which are strings or lists of strings and spans.
fn first_words(value: &Value) -> String {
    match value {
        Value::Object(fields) => match fields.get("v").or_else(|| fields.get("line")) {
            Some(shown) => shown_words(shown),
            None => first_of(fields.values().map(first_words)),
        },
        Value::Array(list) => first_of(list.iter().map(first_words)),
        _ => String::new(),
    }
}

fn shown_words(value: &Value) -> String {
    match value {
        Value::String(words) if words.chars().any(char::is_alphanumeric) => words.trim().to_owned(),
        Value::Array(list) => first_of(list.iter().map(shown_words)),
        Value::Object(_) => first_words(value),
        _ => String::new(),
    }
}

fn first_of(mut words: impl Iterator<Item = String>) -> String {
    words.find(|words| !words.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_is_found() {
        let text = |words: &str| format!(r#"{{"b":"paragraph","line":{{"v":["{words}"]}}}}"#);
        let blocks: Vec<String> = ["one", "two", "a bad one", "four"].iter().map(|words| text(words)).collect();
        let items = format!(r#"{{"b":"list","items":[{{"blocks":[{}]}}]}}"#, blocks.join(","));
        let data = format!(r#"{{"parts":[{{"blocks":[{}]}},{{"blocks":[{},{items}]}}]}}"#, text("x"), text("y"));
        assert_eq!(culprit(&data, |sheet| sheet.contains("bad")), "one");
        assert_eq!(culprit(&data, |_| true), "");
        assert_eq!(culprit("no data", |_| true), "");
    }
}
