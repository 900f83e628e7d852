//! Messages: each stands in a file that is there, on signs that are there, in words for people; every form of the list can be read
//! by whoever reads such a form.

use daf::diag::render::{Format, render};
use daf::diag::{Diagnostics, Place};
use daf::source::{SourceSet, Span};

use super::Finds;

/// Messages that one folder may give: above that nobody reads on.
const MOST: usize = 600;
/// Words of a program, not of a person.
const PROGRAMS: &[&str] =
    &["panicked", "unwrap", "Utf8Error", "Some(", "None)", "Err(", "recursion limit", "internal error"];

pub(super) fn check(diagnostics: &Diagnostics, sources: &SourceSet, finds: &mut Finds) {
    let all = diagnostics.as_slice();
    finds.hold(all.len() <= MOST, "messages: too many", || {
        let code = all.get(all.len() / 2).map_or("", |one| one.code.id());
        format!("{} messages, such as {code}", all.len())
    });
    for one in all {
        let code = one.code.id();
        let spans = match &one.place {
            Place::At(span) => vec![*span],
            Place::Named(_) => Vec::new(),
        };
        for span in spans.into_iter().chain(one.others.iter().map(|label| label.span)) {
            if let Some(wrong) = astray(span, sources) {
                finds.add(format!("messages: a place {wrong}, {code}"), format!("{}: {:?}", one.message, span.range()));
            }
        }
        let words =
            [&one.message, &one.label].into_iter().chain(&one.help).chain(one.others.iter().map(|label| &label.text));
        for words in words {
            finds.hold(
                !PROGRAMS.iter().any(|word| words.contains(word)),
                &format!("messages: words of a program, {code}"),
                || words.clone(),
            );
        }
        finds.hold(
            !one.message.trim().is_empty() && !one.message.contains('\n'),
            &format!("messages: no headline, {code}"),
            || format!("{:?}", one.message),
        );
        finds.hold(one.message.chars().count() < 600, &format!("messages: a long headline, {code}"), || {
            one.message.clone()
        });
        finds.hold(
            one.help.iter().all(|help| !help.trim().is_empty() && help.chars().count() < 1500),
            &format!("messages: strange help, {code}"),
            || format!("{:?}", one.help),
        );
    }
    forms(diagnostics, sources, finds);
}

/// What is wrong with a place.
fn astray(span: Span, sources: &SourceSet) -> Option<&'static str> {
    let Some(source) = sources.get(span.file) else { return Some("in no file") };
    let range = span.range();
    // Of a file that is no text, places are those of the text that stands for it.
    let text = source.lossy();
    if range.start > range.end || range.end > text.len() {
        return Some("outside of its file");
    }
    text.get(range).is_none().then_some("within a sign")
}

fn forms(diagnostics: &Diagnostics, sources: &SourceSet, finds: &mut Finds) {
    let all = diagnostics.as_slice();
    let shown = |format| render(all, sources, format, false);
    for (format, name) in
        [(Format::Human, "for people"), (Format::Short, "in a line each"), (Format::Github, "for a workflow")]
    {
        let text = shown(format);
        let unseen = text.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        finds.hold(unseen.is_none(), &format!("messages: a sign that steers the terminal, {name}"), || {
            format!("{unseen:?}")
        });
    }
    for line in shown(Format::Json).lines() {
        let read = serde_json::from_str::<serde_json::Value>(line);
        finds.hold(read.is_ok(), "messages: a line that is no JSON", || line.to_owned());
    }
    let sarif = shown(Format::Sarif);
    finds.hold(serde_json::from_str::<serde_json::Value>(&sarif).is_ok(), "messages: SARIF that is no JSON", || {
        sarif.clone()
    });
    for line in shown(Format::Short).lines() {
        finds.hold(
            line.contains("error[") || line.contains("warning[") || line.contains("note["),
            "messages: a line broken in two",
            || line.to_owned(),
        );
    }
}
