//! For code scanning: SARIF 2.1.0, one document with one run.
//!
//! Columns and character offsets count Unicode characters, and leave out a byte order mark, as SARIF asks; byte offsets count
//! every byte. Addresses are relative to the folder that the command was run in (`%SRCROOT%`), so that no path of a machine
//! stands in the document.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::source_view::{Region, SourcePlace, SourceView};
use crate::diag::fix::{Fix, placed};
use crate::diag::{Code, Diagnostic, Severity};
use crate::safe;
use crate::source::FileId;

/// The folder that addresses are relative to.
const ROOT: &str = "%SRCROOT%";

/// What a path keeps as it is in an address; a colon is no part of it, because before a slash it would begin a scheme.
const KEPT: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// All diagnostics as a document. Rules stand in it for the codes that occur.
pub(super) fn sarif(diagnostics: &[Cow<'_, Diagnostic>], source_view: &SourceView<'_>) -> String {
    let mut rules: BTreeMap<Code, usize> = diagnostics.iter().map(|one| (one.code, 0)).collect();
    for (at, number) in rules.values_mut().enumerate() {
        *number = at;
    }
    let results = diagnostics.iter().map(|one| result(one, rules.get(&one.code).copied(), source_view));
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "daf",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.keys().map(|&code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "defaultEncoding": "UTF-8",
            "originalUriBaseIds": {ROOT: {"description": {"text": "the folder that daf was run in"}}},
            "results": results.collect::<Vec<_>>(),
        }],
    });
    safe::json(&format!("{document:#}\n")).into_owned()
}

/// A code as a rule: the page that explains it is its help.
fn rule(code: Code) -> Value {
    let page = code.explanation();
    let body = page.split_once('\n').map_or(page, |(_, body)| body).trim();
    let first = body.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    json!({
        "id": code.id(),
        "shortDescription": {"text": sentence(&first)},
        "fullDescription": {"text": first},
        "help": {"text": body, "markdown": body},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

/// The first sentence of a paragraph.
fn sentence(paragraph: &str) -> &str {
    paragraph.find(". ").and_then(|at| paragraph.get(..=at)).unwrap_or(paragraph)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, source_view: &SourceView<'_>) -> Value {
    let mut words = safe::line(&diagnostic.message);
    for help in &diagnostic.help {
        words.push_str("\nhelp: ");
        words.push_str(&safe::line(help));
    }
    let mut place = location(&source_view.at(diagnostic));
    if !diagnostic.label.is_empty() {
        place["message"] = json!({"text": safe::line(&diagnostic.label)});
    }
    let mut result = json!({
        "ruleId": diagnostic.code.id(),
        "level": level(diagnostic.severity),
        "message": {"text": words},
        "locations": [place],
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if let Some(fix) = diagnostic.fix.as_ref().and_then(|fix| self::fix(fix, source_view)) {
        result["fixes"] = json!([fix]);
    }
    if !diagnostic.others.is_empty() {
        let others = diagnostic.others.iter().enumerate().map(|(number, other)| {
            let mut place = location(&source_view.span(other.span));
            place["id"] = json!(number + 1);
            if !other.text.is_empty() {
                place["message"] = json!({"text": safe::line(&other.text)});
            }
            place
        });
        result["relatedLocations"] = others.collect();
    }
    result
}

/// A fix, its replacements by file.
fn fix(fix: &Fix, source_view: &SourceView<'_>) -> Option<Value> {
    let mut files: BTreeMap<FileId, Vec<Value>> = BTreeMap::new();
    let mut artifacts: BTreeMap<FileId, Value> = BTreeMap::new();
    for (file, range, new) in placed(fix, source_view.sources)? {
        let at = source_view.span(file.span(range));
        artifacts.insert(file, artifact(&at.path));
        let region = self::region(at.region.as_ref()?);
        files.entry(file).or_default().push(json!({"deletedRegion": region, "insertedContent": {"text": new}}));
    }
    let changes = files
        .into_iter()
        .map(|(file, replacements)| json!({"artifactLocation": artifacts.get(&file), "replacements": replacements}));
    Some(json!({"description": {"text": fix.title}, "artifactChanges": changes.collect::<Vec<_>>()}))
}

fn location(at: &SourcePlace) -> Value {
    let mut physical = json!({"artifactLocation": artifact(&at.path)});
    if let Some(region) = &at.region {
        physical["region"] = self::region(region);
    }
    json!({"physicalLocation": physical})
}

/// A path as an address; one that begins at a root is an address by itself.
fn artifact(path: &str) -> Value {
    let encoded = utf8_percent_encode(path, &KEPT).to_string();
    if path.starts_with('/') {
        return json!({"uri": format!("file://{encoded}")});
    }
    json!({"uri": encoded, "uriBaseId": ROOT})
}

fn region(region: &Region) -> Value {
    let mut value = json!({
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    });
    if let Some(exact) = &region.exact {
        value["charOffset"] = json!(exact.chars.start);
        value["charLength"] = json!(exact.chars.len());
        value["byteOffset"] = json!(exact.bytes.start);
        value["byteLength"] = json!(exact.bytes.len());
    }
    value
}
