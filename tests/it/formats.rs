//! The forms that mistakes are told in: one sample in each of them, and what must be true of every form for every mistake.

use daf::diag::render::{Format, render, render_in};
use daf::source::SourceSet;
use serde_json::Value;

use crate::support::{Fixture, build, project};

const FORMS: [(&str, Format); 5] = [
    ("human", Format::Human),
    ("short", Format::Short),
    ("json", Format::Json),
    ("github", Format::Github),
    ("sarif", Format::Sarif),
];

#[test]
fn one_sample_in_every_form() {
    let fixture = Fixture::read(&project().join("tests/golden/formats.txt"));
    let sources = fixture.sources();
    let built = build(&sources);
    let mut all = String::new();
    for (name, format) in FORMS {
        let text = render_in("my content/", built.diagnostics.as_slice(), &sources, format, false);
        all.push_str(&format!("-- {name}\n{}", if format == Format::Sarif { without_rules(&text) } else { text }));
    }
    fixture.check(&all);
}

/// A SARIF document without the pages that explain its rules, which have tests of their own.
fn without_rules(text: &str) -> String {
    let mut document: Value = serde_json::from_str(text).expect("it is JSON");
    document["runs"][0]["tool"]["driver"]["rules"] = Value::Null;
    format!("{document:#}\n")
}

/// The sources of every case of a mistake, with what each form says of it.
fn each_case(format: Format, check: impl Fn(&str, &SourceSet, usize, &str)) {
    let cases = std::fs::read_dir(project().join("tests/diagnostics")).expect("the cases are there");
    for case in cases {
        let file = case.expect("it can be read").path();
        let sources = Fixture::read(&file).sources();
        let built = build(&sources);
        let text = render(built.diagnostics.as_slice(), &sources, format, false);
        check(&file.display().to_string(), &sources, built.diagnostics.as_slice().len(), &text);
    }
}

#[test]
fn json_is_an_object_a_line() {
    let keys = "bytes code column endColumn endLine file fix help label line message others path severity";
    each_case(Format::Json, |case, _, count, text| {
        assert_eq!(text.lines().count(), count, "{case}");
        for line in text.lines() {
            let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{case}: {error}"));
            let mut own: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
            own.sort_unstable();
            assert_eq!(own.join(" "), keys, "{case}");
        }
    });
}

#[test]
fn a_workflow_command_is_one_line_whatever_it_says() {
    each_case(Format::Github, |case, _, count, text| {
        assert_eq!(text.split('\n').filter(|line| !line.is_empty()).count(), count, "{case}");
        for line in text.lines() {
            assert!(!line.contains('\r'), "{case}: {line}");
            let (head, message) = line[2..].split_once("::").expect("a head and its words");
            let (level, properties) = head.split_once(' ').expect("a level and its properties");
            assert!(["error", "warning", "notice"].contains(&level), "{case}: {line}");
            assert!(!message.is_empty(), "{case}: {line}");
            for property in properties.split(',') {
                let (name, value) = property.split_once('=').expect("a name and a value");
                assert!(["file", "line", "endLine", "col", "endColumn", "title"].contains(&name), "{case}: {property}");
                assert!(!value.is_empty() && !value.contains(':'), "{case}: {property}");
            }
        }
    });
}

/// Lines and columns, characters and bytes of a region mean one and the same run of the file.
fn check_region(case: &str, bytes: &[u8], region: &Value) {
    let number = |key: &str| region.get(key).and_then(Value::as_u64).map(|number| number as usize);
    let Ok(whole) = std::str::from_utf8(bytes) else { return };
    let (Some(at), Some(length)) = (number("byteOffset"), number("byteLength")) else {
        panic!("{case}: {region} has no bytes")
    };
    let meant = whole.get(at..at + length).unwrap_or_else(|| panic!("{case}: {region} breaks a character"));
    let meant = meant.trim_start_matches('\u{feff}');
    let text = whole.trim_start_matches('\u{feff}');
    let (from, count) = (number("charOffset").expect("characters"), number("charLength").expect("characters"));
    assert_eq!(text.chars().skip(from).take(count).collect::<String>(), meant, "{case}: {region}");
    let starts = line_starts(text);
    let offset = |line: usize, column: usize| starts[line - 1] + column - 1;
    let start = offset(number("startLine").expect("a line"), number("startColumn").expect("a column"));
    let end = offset(number("endLine").expect("a line"), number("endColumn").expect("a column"));
    assert_eq!((start, end), (from, from + count), "{case}: {region}");
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

#[test]
fn sarif_means_the_same_place_three_times() {
    each_case(Format::Sarif, |case, sources, count, text| {
        let document: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{case}: {error}"));
        let run = &document["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), count, "{case}");
        for result in results {
            let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a rule") as usize];
            assert_eq!(rule["id"], result["ruleId"], "{case}");
            assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| text.len() > 10), "{case}: {rule}");
            let related = result["relatedLocations"].as_array().into_iter().flatten();
            for place in result["locations"].as_array().into_iter().flatten().chain(related) {
                let physical = &place["physicalLocation"];
                let uri = physical["artifactLocation"]["uri"].as_str().expect("an address");
                assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':'), "{case}: {uri}");
                let path = percent_encoding::percent_decode_str(uri).decode_utf8().expect("it was UTF-8");
                if let (Some(region), Some(id)) = (physical.get("region"), sources.find(&path)) {
                    check_region(case, &sources.get(id).expect("it is there").bytes(), region);
                }
            }
        }
    });
}
