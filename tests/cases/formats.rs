//! The forms that mistakes are told in: one sample in each of them (`golden::formats`), and what must be true of every form for every case
//! in `tests/diagnostics`.

use std::path::Path;

use daf::diag::render::{Format, render, render_in};
use daf::source::SourceSet;
use libtest_mimic::{Failed, Trial};
use serde_json::Value;

use crate::cases::{Problems, files, stem};
use crate::expected::Expected;
use crate::support::{Fixture, build, project};

const FORMS: [(&str, Format); 5] = [
    ("human", Format::Human),
    ("short", Format::Short),
    ("json", Format::Json),
    ("github", Format::Github),
    ("sarif", Format::Sarif),
];

/// A test for each case of a mistake, and one for the sample.
pub(crate) fn all() -> Vec<Trial> {
    let cases = files("tests/diagnostics").into_iter();
    let cases = cases.map(|file| Trial::test(format!("formats::{}", stem(&file)), move || holds(&file)));
    cases.chain([Trial::test("golden::formats", sample)]).collect()
}

fn sample() -> Result<(), Failed> {
    let fixture = Fixture::read(&project().join("tests/golden/formats.txt"));
    let sources = fixture.sources();
    let built = build(&sources);
    let mut all = String::new();
    for (name, format) in FORMS {
        let text = render_in("my content/", built.diagnostics.as_slice(), &sources, format, false);
        all.push_str(&format!("-- {name}\n{}", if format == Format::Sarif { without_rules(&text) } else { text }));
    }
    Expected::of(&fixture).hold("golden::formats", &all)
}

/// A SARIF document without the pages that explain its rules, which have tests of their own.
fn without_rules(text: &str) -> String {
    let mut document: Value = serde_json::from_str(text).expect("it is JSON");
    document["runs"][0]["tool"]["driver"]["rules"] = Value::Null;
    format!("{document:#}\n")
}

/// What the forms for programs say of a case.
fn holds(file: &Path) -> Result<(), Failed> {
    let sources = Fixture::read(file).sources();
    let built = build(&sources);
    let all = built.diagnostics.as_slice();
    let text = |format| render(all, &sources, format, false);
    let mut problems = Problems::default();
    problems.add(json(all.len(), &text(Format::Json)));
    problems.add(github(all.len(), &text(Format::Github)));
    problems.add(sarif(&sources, all.len(), &text(Format::Sarif)));
    problems.end()
}

/// JSON is an object a line.
fn json(count: usize, text: &str) -> Result<(), Failed> {
    let keys = "bytes code column endColumn endLine file fix help label line message others path severity";
    is("JSON: lines", text.lines().count(), count)?;
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let mut own: Vec<&str> = value.as_object().ok_or("no object")?.keys().map(String::as_str).collect();
        own.sort_unstable();
        is("JSON: keys", own.join(" "), keys.to_owned())?;
    }
    Ok(())
}

/// A workflow command is one line, whatever it says.
fn github(count: usize, text: &str) -> Result<(), Failed> {
    is("GitHub: lines", text.split('\n').filter(|line| !line.is_empty()).count(), count)?;
    for line in text.lines() {
        let (head, message) = line[2..].split_once("::").ok_or("GitHub: no head and its words")?;
        let (level, properties) = head.split_once(' ').ok_or("GitHub: no level and its properties")?;
        let is_well = !line.contains('\r') && ["error", "warning", "notice"].contains(&level) && !message.is_empty();
        is(line, is_well, true)?;
        for property in properties.split(',') {
            let (name, value) = property.split_once('=').ok_or("GitHub: no name and value")?;
            let is_known = ["file", "line", "endLine", "col", "endColumn", "title"].contains(&name);
            is(property, is_known && !value.is_empty() && !value.contains(':'), true)?;
        }
    }
    Ok(())
}

/// Lines and columns, characters and bytes of a region mean one and the same run of the file.
fn check_region(bytes: &[u8], region: &Value) -> Result<(), Failed> {
    let number = |key: &str| region.get(key).and_then(Value::as_u64).map(|number| number as usize);
    let needed = |key: &str| number(key).ok_or_else(|| format!("SARIF: {region} has no {key}"));
    let Ok(whole) = std::str::from_utf8(bytes) else { return Ok(()) };
    let (at, length) = (needed("byteOffset")?, needed("byteLength")?);
    let meant = whole.get(at..at + length).ok_or_else(|| format!("SARIF: {region} breaks a character"))?;
    let meant = meant.trim_start_matches('\u{feff}');
    let text = whole.trim_start_matches('\u{feff}');
    let (from, count) = (needed("charOffset")?, needed("charLength")?);
    is(&region.to_string(), text.chars().skip(from).take(count).collect::<String>(), meant.to_owned())?;
    let starts = line_starts(text);
    let offset = |line: usize, column: usize| starts[line - 1] + column - 1;
    let start = offset(needed("startLine")?, needed("startColumn")?);
    let end = offset(needed("endLine")?, needed("endColumn")?);
    is(&region.to_string(), (start, end), (from, from + count))
}

/// The character that each line begins at.
fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        if *c == '\n' || (*c == '\r' && chars.get(at + 1) != Some(&'\n')) {
            starts.push(at + 1);
        }
    }
    starts
}

/// SARIF means the same place three times.
fn sarif(sources: &SourceSet, count: usize, text: &str) -> Result<(), Failed> {
    let document: Value = serde_json::from_str(text)?;
    let run = &document["runs"][0];
    let results = run["results"].as_array().ok_or("SARIF: no results")?;
    is("SARIF: results", results.len(), count)?;
    for result in results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().ok_or("SARIF: no rule")? as usize];
        is("SARIF: rule", &rule["id"], &result["ruleId"])?;
        let words = rule["shortDescription"]["text"].as_str().unwrap_or_default();
        is(&rule.to_string(), words.len() > 10, true)?;
        let related = result["relatedLocations"].as_array().into_iter().flatten();
        for place in result["locations"].as_array().into_iter().flatten().chain(related) {
            let physical = &place["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().ok_or("SARIF: no address")?;
            is(uri, uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':'), true)?;
            let path = percent_encoding::percent_decode_str(uri).decode_utf8()?;
            if let (Some(region), Some(id)) = (physical.get("region"), sources.find(&path)) {
                check_region(&sources.get(id).ok_or("SARIF: no such file")?.bytes(), region)?;
            }
        }
    }
    Ok(())
}

fn is<T: PartialEq + std::fmt::Debug>(what: &str, came: T, expected: T) -> Result<(), Failed> {
    if came == expected { Ok(()) } else { Err(format!("{what}: {came:?}, and not {expected:?}").into()) }
}
