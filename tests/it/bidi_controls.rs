//! What turns words around unseen is taken out of them when they are read: a curriculum with such characters in every field and block
//! (`marked_curriculum`) becomes the very site that it becomes without them.

use std::collections::BTreeMap;

use daf::Options;
use daf::source::{SourceSet, VPath};

use crate::marked_curriculum::{Planted, Said, marks_in};

/// An override, an isolate without its end, an embedding, and ends without a beginning.
const TURNING: [&str; 3] = ["\u{202e}\u{2067}", "\u{2069}\u{202c}", "\u{2066}\u{202a}\u{2028}"];

fn turns(c: char) -> bool {
    matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// The text with such characters behind each mark, but for destinations, which are refused with them, and code, which shows them.
fn turned(text: &str) -> String {
    let marks: Vec<usize> = marks_in(text).map(|mark| mark.as_ptr() as usize - text.as_ptr() as usize).collect();
    let mut out = text.to_owned();
    for (number, at) in marks.into_iter().rev().enumerate() {
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        let word = line.rsplit(|c: char| c.is_whitespace() || c == '"').next().unwrap_or_default();
        let is_address = word.contains("](") || word.contains("://") || word.contains("mailto:") || word.contains("<");
        let is_code = word.contains('`') || line.starts_with("    ") || text[..at].matches("```").count() % 2 == 1;
        if !is_address && !is_code {
            let end = at + 8;
            out.insert_str(end, TURNING[number % TURNING.len()].trim_end_matches('\u{2028}'));
        }
    }
    out
}

fn site(sources: &SourceSet) -> BTreeMap<String, Vec<u8>> {
    let options = Options { checks_handouts: false, date: Some("2026-01-01".to_owned()), ..Options::default() };
    let built = daf::build(sources, "content", None, &options);
    assert!(!built.diagnostics.has_errors(), "{}", crate::support::says(sources, &built));
    let files = built.output.iter();
    files.map(|(path, made)| (path.to_string(), made.here().expect("it is in memory").as_slice().to_vec())).collect()
}

#[test]
fn every_field_is_read_without_what_turns_it_around() {
    let planted = Planted::new("together", Said::Once).sources();
    let mut count = 0;
    let files: Vec<(VPath, Vec<u8>)> = planted
        .files()
        .map(|source| {
            let bytes = match std::str::from_utf8(&source.bytes()) {
                Ok(text) if matches!(source.path.extension(), "md" | "yaml") => {
                    let text = turned(text);
                    count += text.chars().filter(|&c| turns(c)).count();
                    text.into_bytes()
                }
                _ => source.bytes().to_vec(),
            };
            (source.path.clone(), bytes)
        })
        .collect();
    assert!(count > 300, "{count}");
    let (plain, turned) = (site(&planted), site(&SourceSet::new(files)));
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(plain.keys().filter(|path| !turned.contains_key(*path)).map(|path| format!("{path} is not made")));
    wrong.extend(turned.keys().filter(|path| !plain.contains_key(*path)).map(|path| format!("{path} is made")));
    for (path, one) in &plain {
        if let Some(other) = turned.get(path).filter(|other| *other != one) {
            let at = one.iter().zip(other).position(|(a, b)| a != b).unwrap_or(one.len().min(other.len()));
            let around = |bytes: &[u8]| {
                String::from_utf8_lossy(
                    bytes.get(at.saturating_sub(80)..(at + 80).min(bytes.len())).unwrap_or_default(),
                )
                .into_owned()
            };
            wrong.push(format!("{path} differs at {at}:\n  {:?}\n  {:?}", around(one), around(other)));
        }
    }
    assert!(wrong.is_empty(), "{} files:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn by_whatever_way_it_is_written_it_reaches_no_page() {
    let lesson = "---\ntitle: \"A\\u202e title \\u2067\"\nsummary: \"A\\u2066 summary\"\n---\n\
                  ## Heading &#x202e; and &#8238;\n\nWords &#x2067; and **\u{202b}bold** and `c\u{202e}ode`.\n\n\
                  ```\nblock \u{2066}\n```\n\n<div title=\"&#x202e;\">html &#x202e;\u{202e}</div>\n\n\
                  | a \u{202e} |\n| --- |\n| b &#x202d; |\n\nA note[^1].\n\n[^1]: Note &#x202e;.\n\n[words &#x202e;](https://example.org/ \"t &#x202e;\")\n";
    let config = "title: \"S\\u202e\"\nlicense: CC0\nraw_html: true\nbase_url: https://example.org\n";
    let sources = crate::support::text_sources(&[("daf.yaml", config), ("one.md", lesson)]);
    let built = crate::support::build(&sources);
    for (path, made) in built.output.iter() {
        if let Ok(text) = std::str::from_utf8(made.here().expect("it is in memory").as_slice()) {
            let is_ours = path.as_str().ends_with(".js") || path.as_str().ends_with(".css");
            assert!(is_ours || !text.contains(turns), "{path} holds what turns words around");
        }
    }
    let page = crate::support::text(&built, "one/index.html");
    assert!(page.contains("c[U+202E]ode") && page.contains("block [U+2066]"), "code shows it");
    let said = crate::support::says(&sources, &built);
    for typed in ["`\\u202e` stands for", "`&#x202e;` stands for", "`&#8238;` stands for", "U+202B is here"] {
        assert!(said.contains(typed), "{typed} is not told:\n{said}");
    }
}
