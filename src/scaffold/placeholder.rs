//! Words that stand for others still to be written: those of daf's own archetypes, and what people type when they mean "later".
//!
//! Looks at one line at a time, and knows no kind of file. Comments are no placeholders: they are notes to whoever writes.

/// What marks words of the original in a translation that was begun.
pub(super) const TO_TRANSLATE: &str = "TODO:";

/// Every sentence of the archetypes that is to be replaced; a test holds that none is forgotten.
const OF_ARCHETYPES: &[&str] = &[
    "What it is about, in a sentence or two.",
    "What large question does it ask?",
    "Ask one question that opens a conversation.",
    "What did you expect when you came in?",
    "Write down a moment that you would do differently.",
    "Read it to your partner, who may only ask questions.",
    "A question to look back with: what opened it?",
    "What stands here, before the first heading, opens the page.",
    "Each person says a name, and what they hope for.",
    "There is no test tonight.",
    "What helped, and what should be different next time?",
    "Each names one thing to take along.",
    "What people can do, or know of each other, by the end of this unit.",
    "What stands here opens the unit's page.",
    "author: Who wrote it",
    "The words of the text.",
    "What stands here is the text's context: what to know before reading it.",
];

/// Titles that name the kind of thing and not the thing.
const TITLES: &[&str] =
    &["new lesson", "new unit", "new text", "new packet", "untitled", "untitled lesson", "lesson title", "title"];

/// Words in capitals that say "later".
const LATER: &[&str] = &["TODO", "TBD", "TBA", "FIXME", "XXX", "TKTK"];

/// The part of a line that is still to be replaced; `None` where it is whole.
///
/// ```
/// use daf::scaffold::placeholder;
/// assert_eq!(placeholder("summary: TODO"), Some("TODO"));
/// assert_eq!(placeholder("goal: <what they can do>"), Some("<what they can do>"));
/// assert_eq!(placeholder("summary: What to do on Monday"), None);
/// ```
pub fn placeholder(line: &str) -> Option<&str> {
    if let Some(own) = OF_ARCHETYPES.iter().find(|own| line.contains(**own)) {
        return line.find(own).and_then(|at| line.get(at..at + own.len()));
    }
    if let Some(title) = line.trim_start().strip_prefix("title:").map(value)
        && TITLES.contains(&title.to_lowercase().as_str())
    {
        return Some(title);
    }
    let all = value(bare(line));
    // In a list between brackets each may be one: `[TODO, TBD]`, `{id: a, prompt: "TODO: why"}`.
    if let Some(later) = parts(line).find(|part| is_later(part)) {
        return Some(later.trim_end_matches(['"', '\'', ']', '}', ' ']));
    }
    is_instruction(all).then_some(all)
}

/// The values that stand in a line: after a colon, in quotation marks, in a list.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    // A mark of Markdown or YAML stands before it, and no word: what the line holds so far is looked at once.
    let mut is_blank = true;
    let mut may_begin = true;
    let starts = line.char_indices().filter(move |(_, c)| {
        let begins = may_begin;
        is_blank &= c.is_whitespace();
        if !matches!(c, '"' | '\'' | '(' | '*' | '_' | ' ') {
            may_begin = is_blank || matches!(c, ':' | '[' | '{' | ',' | '-' | '#' | '>' | '|' | '.' | ')');
        }
        begins
    });
    starts.filter_map(|(at, _)| line.get(at..))
}

/// Whether words begin with one that says "later", which stands alone or before a colon or the end.
fn is_later(words: &str) -> bool {
    LATER.iter().any(|later| {
        words.strip_prefix(later).is_some_and(|rest| {
            let rest = rest.trim_start_matches([' ', '"', '\'']);
            rest.is_empty() || rest.starts_with([':', ',', ']', '}', ')', '.', '…', '!', '?', '#'])
        })
    })
}

/// Whether words are what somebody is told to write: `<your summary here>`.
fn is_instruction(words: &str) -> bool {
    let inside = words.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    inside.is_some_and(|inside| {
        inside.contains(' ') && inside.starts_with(char::is_alphabetic) && !inside.contains(['=', '<', '>', '/', '@'])
    })
}

/// A line without what marks it as an item, a heading or a field.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['#', '>', '-', '*', '+', ' ']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let line = line.get(digits..).and_then(|rest| rest.strip_prefix(". ")).filter(|_| digits > 0).unwrap_or(line);
    match line.split_once(": ") {
        Some((name, value)) if name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') => value,
        _ => line,
    }
}

/// A value without its quotation marks or what follows it as a comment.
fn value(words: &str) -> &str {
    let words = words.split(" #").next().unwrap_or(words);
    let words = words.split(" {").next().unwrap_or(words);
    words.trim().trim_matches(['"', '\'', '[', ']']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scaffold::ScaffoldKind;

    #[test]
    fn every_sentence_of_the_archetypes_is_known() {
        for kind in ScaffoldKind::ALL {
            for line in kind.archetype().lines().chain(super::super::REFERENCE.lines()) {
                let bare = line.trim();
                let is_note = bare.starts_with('#') && !bare.starts_with("##");
                // What is a sentence ends like one.
                let words = bare.split(" #").next().unwrap_or_default().trim_end_matches(['"', ']', '\'', ' ']);
                if !is_note && words.split(' ').count() > 2 && words.ends_with(['.', '?']) {
                    assert!(placeholder(line).is_some(), "{}: {line}", kind.word());
                }
            }
        }
        for own in OF_ARCHETYPES {
            let stands = |text: &str| text.contains(own);
            assert!(
                ScaffoldKind::ALL.iter().any(|kind| stands(kind.archetype())) || stands(super::super::REFERENCE),
                "{own}"
            );
        }
    }

    #[test]
    fn words_that_say_later() {
        for line in [
            "summary: TODO",
            "summary: \"TODO: say what it is\"",
            "questions: [TBD]",
            "  - {id: a, prompt: \"TODO: Why?\"}",
            "## TODO: Opening {minutes=5}",
            "TODO",
            "- TODO: write this",
            "1. FIXME",
            "title: New lesson",
            "title: \"Untitled\"",
            "<your opening here>",
            "goal: <what people can do by the end>",
        ] {
            assert!(placeholder(line).is_some(), "{line}");
        }
        for line in [
            "Make a TODO list together.",
            "What is on your TODO list?",
            "title: Title IX",
            "<div class=\"x\">",
            "<https://example.org>",
            "<br />",
            "materials: [TODO list on the wall]",
            "title: A new lesson",
            "XXXIV",
        ] {
            assert_eq!(placeholder(line), None, "{line}");
        }
    }
}
