//! For scripts: one JSON object a line. Keys are only ever added.
//!
//! | key | holds |
//! | --- | --- |
//! | `code`, `severity`, `message` | which mistake it is (`daf explain` has a page for each), `error`, `warning` or `note`, the headline |
//! | `path` | the file inside the curriculum's folder |
//! | `file` | the same file as seen from where the command was run |
//! | `line`, `column`, `endLine`, `endColumn` | from one, in characters, the end exclusive; `null` where the file as a whole is meant |
//! | `bytes` | `start` and `end` as bytes of the file, from nought, the end exclusive; or `null` |
//! | `label` | the words beside the place; may be empty |
//! | `others` | other places that matter: `path`, `file`, `line`, `column`, `text` |
//! | `help` | next steps, in words |
//! | `fix` | what daf can do itself: `title`, and `edits` that belong together, each with `path`, `file`, the place as above and the `text` that comes there; or `null` |

use serde_json::{Value, json};

use super::source_view::{SourcePlace, SourceView};
use crate::diag::fix::{Fix, placed};
use crate::diag::{Diagnostic, Label, Place};
use crate::safe;

/// One diagnostic as a line of JSON.
pub(super) fn json_line(diagnostic: &Diagnostic, source_view: &SourceView<'_>) -> String {
    let at = source_view.at(diagnostic);
    let bytes = match &diagnostic.place {
        Place::At(span) => json!({"start": span.start, "end": span.end}),
        Place::Named(_) => Value::Null,
    };
    let rest = json!({
        "code": diagnostic.code.id(),
        "severity": diagnostic.severity.word(),
        "message": diagnostic.message,
        "bytes": bytes,
        "label": diagnostic.label,
        "others": diagnostic.others.iter().map(|label| other(label, &source_view.span(label.span))).collect::<Vec<_>>(),
        "help": diagnostic.help,
        "fix": diagnostic.fix.as_ref().and_then(|fix| self::fix(fix, source_view)),
    });
    safe::json(&with_place(rest, &at).to_string()).into_owned()
}

/// Says of an object where it is.
fn with_place(mut object: Value, at: &SourcePlace) -> Value {
    let region = at.region.as_ref();
    object["path"] = json!(at.inside);
    object["file"] = json!(at.path);
    object["line"] = json!(region.map(|region| region.line));
    object["column"] = json!(region.map(|region| region.column));
    object["endLine"] = json!(region.map(|region| region.end_line));
    object["endColumn"] = json!(region.map(|region| region.end_column));
    object
}

/// A fix with the very places that change; nothing where the text is not as it should be.
fn fix(fix: &Fix, source_view: &SourceView<'_>) -> Option<Value> {
    let edits = placed(fix, source_view.sources)?.into_iter().map(|(file, range, new)| {
        let bytes = json!({"start": range.start, "end": range.end});
        with_place(json!({"bytes": bytes, "text": new}), &source_view.span(file.span(range)))
    });
    Some(json!({"title": fix.title, "edits": edits.collect::<Vec<_>>()}))
}

fn other(label: &Label, at: &SourcePlace) -> Value {
    let start = at.start();
    json!({
        "path": at.inside,
        "file": at.path,
        "line": start.map(|at| at.0),
        "column": start.map(|at| at.1),
        "text": label.text,
    })
}
