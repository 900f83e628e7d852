//! A style sheet inside a picture, written anew: rules and `@media`, nothing that fetches, and no other at-rule.

use super::allowed;
use super::css::{bare, declarations, end_of, fetches};
use super::node::Ref;
use super::removed::{RemovedKind, RemovedParts};

/// How deep conditions may stand in one another.
const DEPTH: usize = 4;

/// A style sheet.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    /// As it is written.
    pub(super) text: String,
    /// What the elements that a rule may be about are drawn with.
    pub(super) refs: Vec<(Selector, Ref)>,
}

/// Which elements a rule is about, at the most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Selector {
    Class(String),
    Id(String),
    Element(String),
    All,
}

/// Reads a sheet.
pub(super) fn sheet(text: &str, at: usize, removed: &mut RemovedParts) -> StyleSheet {
    let mut sheet = StyleSheet::default();
    rules(text, 0, at, &mut sheet, removed);
    sheet
}

fn rules(text: &str, depth: usize, at: usize, sheet: &mut StyleSheet, removed: &mut RemovedParts) {
    let mut rest = text;
    loop {
        rest = without_lead(rest);
        if rest.is_empty() {
            return;
        }
        let Some(end) = end_of(rest, &['{', ';']) else {
            note_rest(rest, at, removed);
            return;
        };
        let (head, body) = rest.split_at(end);
        if body.starts_with(';') {
            note_statement(head, at, removed);
            rest = body.get(1..).unwrap_or_default();
            continue;
        }
        let body = body.get(1..).unwrap_or_default();
        let close = end_of(body, &['}']).unwrap_or(body.len());
        let (inside, after) = body.split_at(close);
        rest = after.get(1..).unwrap_or_default();
        if head.starts_with('@') || head.starts_with('\\') {
            conditional(head, inside, depth, at, sheet, removed);
        } else {
            rule(head, inside, at, sheet, removed);
        }
    }
}

/// What may stand between rules and means nothing.
fn without_lead(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let next = if let Some(after) = rest.strip_prefix("/*") {
            after.split_once("*/").map_or("", |(_, after)| after)
        } else {
            let marks = ["<!--", "-->", ";", "}"];
            match marks.iter().find_map(|mark| rest.strip_prefix(mark)) {
                Some(after) => after,
                None => return rest,
            }
        };
        rest = next.trim_start();
    }
}

/// What stands after the last rule without being one.
fn note_rest(rest: &str, at: usize, removed: &mut RemovedParts) {
    if rest.starts_with('@') { note_statement(rest, at, removed) } else { note_odd(rest, at, removed) }
}

fn note_odd(text: &str, at: usize, removed: &mut RemovedParts) {
    removed.note(if fetches(text) { RemovedKind::Fetching } else { RemovedKind::Style }, at);
}

fn note_statement(head: &str, at: usize, removed: &mut RemovedParts) {
    let lower = bare(head).unwrap_or_default().to_lowercase();
    if !lower.starts_with("@charset") && !lower.starts_with("@namespace") && !lower.starts_with("@layer") {
        removed.note(if lower.starts_with("@import") { RemovedKind::Fetching } else { RemovedKind::Style }, at);
    }
}

fn conditional(head: &str, inside: &str, depth: usize, at: usize, sheet: &mut StyleSheet, removed: &mut RemovedParts) {
    let Ok(head) = bare(head) else { return note_odd(head, at, removed) };
    let lower = head.trim().to_lowercase();
    if lower.starts_with("@font-face") {
        return removed.note(RemovedKind::Typeface, at);
    }
    if lower.starts_with("@keyframes") || lower.starts_with("@-webkit-keyframes") {
        return removed.note(RemovedKind::Motion, at);
    }
    match lower.strip_prefix("@media").filter(|condition| depth < DEPTH && condition.chars().all(is_condition)) {
        Some(condition) => {
            sheet.text.extend(["@media ", condition.trim(), "{"]);
            rules(inside, depth + 1, at, sheet, removed);
            sheet.text.push('}');
        }
        None => note_odd(&lower, at, removed),
    }
}

/// A letter that a condition on screens may have.
pub(super) fn is_condition(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '(' | ')' | ':' | '-' | ',' | '.' | '/' | '<' | '>' | '=' | '%')
}

fn rule(head: &str, inside: &str, at: usize, sheet: &mut StyleSheet, removed: &mut RemovedParts) {
    let selector = bare(head).ok().filter(|selector| selector.chars().all(is_of_selector));
    let (declared, refs) = declarations(inside, at, removed);
    let Some(selector) = selector else {
        return note_odd(head, at, removed);
    };
    if declared.is_empty() {
        return;
    }
    let selector = selector.trim();
    sheet.text.extend([&*written(selector), "{", &declared, "}"]);
    for part in selector.split(',') {
        let subject = subject(part);
        sheet.refs.extend(refs.iter().map(|one| (subject.clone(), one.clone())));
    }
}

/// A selector whose escapes were decoded: a name that begins with a digit is written with one again.
fn written(selector: &str) -> String {
    let mut out = String::with_capacity(selector.len());
    let (mut before, mut inside) = (' ', 0usize);
    for c in selector.chars() {
        inside = match c {
            '[' => inside + 1,
            ']' => inside.saturating_sub(1),
            _ => inside,
        };
        if c.is_ascii_digit() && matches!(before, '.' | '#') && inside == 0 {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

fn is_of_selector(c: char) -> bool {
    let is_sign = " .#*+~>:()[]=\"'^$|-_,".contains(c);
    c.is_alphanumeric() || is_sign || (!c.is_ascii() && !c.is_control())
}

/// What the last part of a selector is about.
fn subject(selector: &str) -> Selector {
    let last = selector.trim().rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    let word =
        |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect() };
    if last == ":root" {
        return Selector::Element("svg".to_owned());
    }
    // What stands in brackets may be about anything.
    if last.contains(['(', ')', '[', ']']) {
        return Selector::All;
    }
    if let Some((_, class)) = last.split_once('.') {
        return Selector::Class(word(class));
    }
    if let Some((_, id)) = last.split_once('#') {
        return Selector::Id(word(id));
    }
    match word(last) {
        name if allowed::element(&name).is_some() => Selector::Element(name),
        _ => Selector::All,
    }
}
