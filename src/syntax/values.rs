//! What is done to every value of a YAML file before a field reads it: editors' notes and what nobody sees are taken out, and blocks and
//! signs of other programs that stand in it are told.
//!
//! Knows no field but `extra`, which holds what other programs read: whatever is typed in one, a note is nobody's to read and a block is
//! read by nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::mistyped::{self, Mistyped};
use super::yaml::{Node, Value};
use super::{block, foreign, markdown, notes, unseen};
use crate::diag::{Diagnostics, make};
use crate::source::Span;

/// Goes through a file's values.
pub(crate) fn go_through(node: &mut Node, sink: &mut Diagnostics) {
    go(node, false, sink);
}

fn go(node: &mut Node, is_extra: bool, sink: &mut Diagnostics) {
    match &mut node.value {
        Value::Scalar { text } => {
            let span = node.span;
            if let Some(left) = without_notes(text, span, sink) {
                *text = left;
            }
            if let Cow::Owned(kept) = kept(text) {
                *text = kept;
            }
            tell(text, span, is_extra, sink);
            if text.trim().is_empty() && !text.is_empty() {
                node.value = Value::Null;
            }
        }
        Value::List(items) => {
            items.retain_mut(|item| {
                let was_empty = matches!(item.value, Value::Null);
                go(item, is_extra, sink);
                // An item that is a note and nothing else is none.
                was_empty || !matches!(item.value, Value::Null)
            });
        }
        Value::Map(fields) => {
            for (key, value) in fields {
                go(value, is_extra || key.name == "extra", sink);
            }
        }
        Value::Null | Value::Poison => {}
    }
}

/// A value as it is kept; code may stand in it.
fn kept(text: &str) -> Cow<'_, str> {
    if !unseen::holds_taken(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Range { start, end } in markdown::code(text) {
        if let (Some(words), Some(code)) = (text.get(done..start), text.get(start..end)) {
            out.push_str(&unseen::settled(words));
            out.push_str(&unseen::shown(code));
            done = end;
        }
    }
    out.push_str(&unseen::settled(text.get(done..).unwrap_or_default()));
    out.into()
}

/// A value without its notes, where it has any.
fn without_notes(text: &str, span: Span, sink: &mut Diagnostics) -> Option<String> {
    if !notes::may_stand_in(text) {
        return None;
    }
    let mut found = notes::find(text, &markdown::code(text));
    if found.is_open {
        // In a line of a field it may as well be words; they stay, and are told.
        found.ranges.pop();
        sink.push(make::unclosed_note_in_field(span));
    }
    Some(notes::without(text, &found).into_owned())
}

/// Tells of blocks, of what looks like one, and of signs of other programs.
fn tell(text: &str, span: Span, is_extra: bool, sink: &mut Diagnostics) {
    let blocks = mistyped::find(text, &[], block::known);
    let others = if is_extra { Vec::new() } else { foreign::find(text, &[], false) };
    if blocks.is_empty() && others.is_empty() {
        return;
    }
    let code = markdown::code(text);
    let mut is_told = false;
    let marked = markdown::marked_code(text);
    for one in blocks.iter().filter(|one| !notes::is_in(&marked, one.range.start)) {
        // What closes a block belongs to what opened it.
        if !(one.name.is_empty() && is_told) {
            sink.push(diagnostic(text, one, span));
        }
        is_told = true;
    }
    for one in others.iter().filter(|one| !notes::is_in(&code, one.range.start)) {
        sink.push(one.diagnostic(text, false, |_| span));
    }
}

fn diagnostic(text: &str, one: &Mistyped, span: Span) -> crate::diag::Diagnostic {
    let typed = text.get(one.range.clone()).unwrap_or_default();
    match one.name.is_empty() {
        true => make::mistyped_close(span, typed),
        false => make::misplaced_block(span, typed),
    }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn code_in_a_value_shows_what_nobody_sees() {
        assert_eq!(kept("\u{202e}a `b\u{202e}` c\u{202c}"), "a `b[U+202E]` c");
        assert_eq!(kept("\u{2067}ב\u{200f} \u{2069}"), "ב\u{200f} ");
    }
}
