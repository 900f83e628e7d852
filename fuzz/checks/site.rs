//! A site: every file of it can be read by whoever reads such files, every link leads somewhere, no sign steers what is around it,
//! and no word of the facilitators' stands in anybody else's files.

use std::collections::{BTreeMap, BTreeSet};

use daf::Built;
use daf::output::{Bytes, Output};
use percent_encoding::percent_decode_str;

use super::Finds;
use super::markup::{Allowed, Page};
use crate::marks::marks_in;

/// What a site is held to.
pub(super) struct Held<'a> {
    /// What the theme writes.
    pub(super) allowed: &'a Allowed,
    /// Markers that only facilitators may see.
    pub(super) kept: &'a BTreeSet<String>,
    /// Whether the theme is the shipped one: another may write what it likes.
    pub(super) is_ours: bool,
}

/// Whether a file is the facilitators', or holds the cards that they hand out.
pub(super) fn is_facilitators(path: &str) -> bool {
    path.split('/').any(|part| part == "facilitator") || path.ends_with("-cards.pdf")
}

pub(super) fn check(built: &Built, held: &Held<'_>, finds: &mut Finds) {
    let mut pages: BTreeMap<&str, (Page, BTreeSet<String>)> = BTreeMap::new();
    let raw_html = built.curriculum.as_ref().is_some_and(|curriculum| curriculum.config.raw_html);
    let base = base(built).unwrap_or_default();
    let raw = if raw_html { Allowed::read(include_str!("../raw.txt")) } else { Allowed::default() };
    for (path, made) in built.output.iter() {
        let path = path.as_str();
        let bytes = match made.read() {
            Ok(bytes) => bytes,
            Err(error) => {
                finds.add("site: a file that cannot be had back", format!("{path}: {error}"));
                continue;
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        leaks(path, &text, held, finds);
        let is_copied = matches!(made.here(), Some(Bytes::Shared(_)));
        if is_copied || !held.is_ours {
            continue;
        }
        let is_text = ["html", "js", "css", "xml", "txt", "json"].iter().any(|end| path.ends_with(&format!(".{end}")));
        if is_text {
            finds.hold(std::str::from_utf8(&bytes).is_ok(), "site: a text that is none", || path.to_owned());
            signs(path, &text, finds);
        }
        if path.ends_with(".html") {
            let page = Page::read(&text);
            let mut wrong = Vec::new();
            page.check(held.allowed, &raw, &base, &mut wrong);
            let ids = page.ids(&mut wrong);
            for data in &page.data {
                if serde_json::from_str::<serde_json::Value>(data).is_err() {
                    wrong.push(("markup: data that is no JSON".to_owned(), data.clone()));
                }
            }
            for (sign, says) in wrong.iter().chain(&page.wrong) {
                finds.add(sign.clone(), format!("{path}: {says}"));
            }
            pages.insert(path, (page, ids));
        } else if path.ends_with(".xml") {
            xml(path, &text, finds);
        } else if path.contains("search/") && path.ends_with(".js") {
            index(path, &text, finds);
        }
    }
    if held.is_ours {
        links(built, &pages, finds);
    }
}

/// Markers that stand where they may not.
fn leaks(path: &str, text: &str, held: &Held<'_>, finds: &mut Finds) {
    if is_facilitators(path) {
        return;
    }
    let said = format!("{path}\n{text}");
    if let Some(mark) = marks_in(&said).intersection(held.kept).next() {
        let at = text.to_ascii_lowercase().find(mark.as_str()).unwrap_or(0);
        let around: String = text.chars().skip(text[..at].chars().count().saturating_sub(200)).take(400).collect();
        finds.add("leak: a facilitators' word", format!("{mark} in {path}: {around}"));
    }
}

/// Signs that no file of ours has: control characters, and what turns words around.
fn signs(path: &str, text: &str, finds: &mut Finds) {
    // Results of a search, feeds and calendars have no markup: isolates stand in them, each ended.
    let has_isolates = path.contains("search/") || path.ends_with(".xml");
    let turns =
        |c: &char| matches!(c, '\u{202a}'..='\u{202e}') || (!has_isolates && matches!(c, '\u{2066}'..='\u{2069}'));
    let turning = text.chars().find(turns);
    finds.hold(turning.is_none(), "site: a sign that turns words around", || format!("{path}: {turning:?}"));
    // Scripts hold what was typed between quotation marks; only pages and feeds have rules for what lies beyond ASCII.
    let is_markup = path.ends_with(".html") || path.ends_with(".xml");
    let steers = |c: &char| match c {
        '\n' | '\t' => false,
        '\0'..='\u{7f}' => c.is_control(),
        c => is_markup && (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')),
    };
    let steering = text.chars().find(steers);
    finds.hold(steering.is_none(), "site: a control character", || format!("{path}: {steering:?}"));
}

fn xml(path: &str, text: &str, finds: &mut Finds) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => return finds.add("site: XML that is none", format!("{path}: {error}")),
        }
    }
}

/// A file of the index: one call with two words, of which the second is JSON in most.
fn index(path: &str, text: &str, finds: &mut Finds) {
    let inside = text.trim().strip_prefix("dafSearch(").and_then(|rest| rest.trim_end_matches(';').strip_suffix(')'));
    let call = inside.and_then(|inside| serde_json::from_str::<(String, String)>(&format!("[{inside}]")).ok());
    let Some((_, inside)) = call else { return finds.add("site: an index that cannot be read", path.to_owned()) };
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    let holds = match name.split_once('.') {
        Some(("m" | "c" | "g", _)) if !name.starts_with("start") => inside.lines().all(is_json),
        Some(("h" | "e", _)) => inside.lines().all(is_json),
        _ => true,
    };
    finds.hold(holds, "site: an index that is no JSON", || path.to_owned());
}

/// The site's own address, where it knows it.
fn base(built: &Built) -> Option<String> {
    let base = built.curriculum.as_ref()?.config.base_url.as_ref()?;
    Some(base.value.trim_end_matches('/').to_owned())
}

/// Every address within the site leads to a file, and to a place in it.
fn links(built: &Built, pages: &BTreeMap<&str, (Page, BTreeSet<String>)>, finds: &mut Finds) {
    let base = base(built);
    for (path, (page, ids)) in pages {
        for attribute in ["href", "src", "action"] {
            for value in page.values(attribute) {
                if let Some(why) = astray(path, value, &built.output, base.as_deref(), pages) {
                    finds.add(format!("site: {attribute} leads to {why}"), format!("{path}: {value}"));
                }
            }
        }
        for attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
            for id in page.values(attribute).flat_map(str::split_whitespace) {
                finds.hold(ids.contains(id), &format!("site: {attribute} names nothing"), || format!("{path}: {id}"));
            }
        }
    }
}

fn astray(
    from: &str,
    value: &str,
    output: &Output,
    base: Option<&str>,
    pages: &BTreeMap<&str, (Page, BTreeSet<String>)>,
) -> Option<&'static str> {
    let own = base.and_then(|base| {
        let folder = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("");
        let rest = value.strip_prefix(base).or_else(|| value.strip_prefix(folder).filter(|_| value.starts_with('/')));
        rest.filter(|rest| rest.is_empty() || rest.starts_with('/'))
    });
    let (address, is_whole) = match own {
        Some(rest) => (rest.trim_start_matches('/'), true),
        None => (value, false),
    };
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    if !is_whole && (first.contains(':') || address.starts_with("//")) {
        return None;
    }
    let (address, fragment) =
        address.split_once('#').map_or((address, None), |(address, fragment)| (address, Some(fragment)));
    let address = address.split('?').next().unwrap_or_default();
    let Ok(address) = percent_decode_str(address).decode_utf8() else { return Some("what is no text") };
    let mut parts: Vec<&str> = if is_whole { Vec::new() } else { from.split('/').collect() };
    if !is_whole && !address.is_empty() {
        parts.pop();
    }
    if address.starts_with('/') && !is_whole {
        return Some("the root of a host");
    }
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or(()).ok()),
            part => parts.push(part),
        }
    }
    let mut to = parts.join("/");
    if (is_whole || !address.is_empty()) && (to.is_empty() || address.ends_with('/')) {
        to = format!("{to}/index.html").trim_start_matches('/').to_owned();
    }
    if output.get(&to).is_none() {
        return Some("no file");
    }
    let fragment = fragment?;
    let Ok(fragment) = percent_decode_str(fragment).decode_utf8() else { return Some("what is no text") };
    let (_, ids) = pages.get(to.as_str())?;
    (!fragment.is_empty() && !ids.contains(&*fragment)).then_some("no place")
}
