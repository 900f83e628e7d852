//! Changes to a folder: to single bytes and signs, to lines, to what blocks and fields are made of, and to files as a whole.
//!
//! Every choice is the dice's, so that a case is made again from its number. Makes nothing much larger than it was: no case is
//! above [`LARGEST`].

use crate::case::{Asked, Case, Files, Kind};
use crate::dice::Dice;
use crate::pieces::{ASKED, NAMES, PICTURES, PIECES, QUERIES, SETTINGS, VALUES};
use crate::seeds::Seeds;

/// Bytes of the largest file that is made by repeating.
const LARGEST: usize = 64 * 1024;

/// The case of a number.
pub(crate) fn case(seeds: &Seeds, seed: u64, number: u64) -> Case {
    let mut dice = Dice::of(seed, number);
    let asked = dice.next();
    match dice.roll(20) {
        0 => Case {
            kind: Kind::Words,
            asked,
            files: Files::from([("words".to_owned(), words(&mut dice, seeds).into_bytes())]),
        },
        1 => {
            Case { kind: Kind::Request, asked, files: Files::from([("request".to_owned(), request(&mut dice, seeds))]) }
        }
        _ => Case { kind: Kind::Folder, asked, files: folder(&mut dice, seeds) },
    }
}

/// A query for the search of a case.
pub(crate) fn query(asked: &mut Asked) -> String {
    let dice = &mut asked.dice;
    let mut query = (*dice.pick(QUERIES).unwrap_or(&"")).to_owned();
    if dice.once_in(3) {
        query = format!("{query} {}", dice.pick(PIECES).unwrap_or(&""));
    }
    if dice.once_in(20) { query.repeat(1 << dice.roll(8)) } else { query }
}

fn words(dice: &mut Dice, seeds: &Seeds) -> String {
    let mut text = String::new();
    for _ in 0..=dice.roll(6) {
        let piece = match dice.roll(4) {
            0 => dice.pick(&seeds.prose).cloned(),
            1 => dice.pick(&seeds.lines).cloned(),
            _ => dice.pick(PIECES).map(|piece| (*piece).to_owned()),
        };
        text.push_str(&piece.unwrap_or_default());
        text.push_str(dice.pick(&[" ", "", ", ", "; ", "–", " and ", "\n", ":", "."]).unwrap_or(&""));
    }
    for _ in 0..dice.roll(4) {
        change(dice, seeds, &mut text);
    }
    text
}

fn request(dice: &mut Dice, seeds: &Seeds) -> Vec<u8> {
    let plain = || b"GET /unit/ HTTP/1.1\r\nHost: localhost:4173\r\n\r\n".to_vec();
    let mut bytes = dice.pick(&seeds.requests).cloned().unwrap_or_else(plain);
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let piece = dice.pick(ASKED).unwrap_or(&"").as_bytes();
        match dice.roll(5) {
            0 => scramble(dice, &mut bytes),
            1 => drop(bytes.splice(at..at, piece.repeat(1 << dice.roll(13)))),
            2 => {
                let end = (at + dice.roll(30)).min(bytes.len());
                bytes.splice(at..end, piece.iter().copied());
            }
            _ => {
                // A field of its own, behind the first line.
                let at = bytes.windows(2).position(|pair| pair == b"\r\n").map_or(at, |at| at + 2);
                bytes.splice(at..at, [piece, b"\r\n"].concat());
            }
        }
        bytes.truncate(2 * LARGEST);
    }
    bytes
}

fn folder(dice: &mut Dice, seeds: &Seeds) -> Files {
    let from = if dice.once_in(60) { &seeds.large } else { &seeds.small };
    let mut files = dice.pick(from).cloned().unwrap_or_default();
    if dice.once_in(2) {
        hide(dice, seeds, &mut files);
    }
    let mut changes = 1;
    while changes < 12 && !dice.once_in(3) {
        changes += 1;
    }
    for _ in 0..changes {
        if dice.once_in(6) {
            change_folder(dice, seeds, &mut files);
        } else {
            change_file(dice, seeds, &mut files);
        }
    }
    files
}

/// Puts a facilitators' block between two lines of a lesson's body, for the changes that follow to uncover.
fn hide(dice: &mut Dice, seeds: &Seeds, files: &mut Files) {
    let lessons: Vec<String> = files.keys().filter(|path| path.ends_with(".md")).cloned().collect();
    let Some(path) = dice.pick(&lessons) else { return };
    let Some(mut text) = files.get(path).and_then(|bytes| String::from_utf8(bytes.clone()).ok()) else { return };
    let body = text.find("\n---\n").map_or(0, |at| at + 5);
    let starts: Vec<usize> = line_starts(&text).into_iter().filter(|at| *at >= body).collect();
    let at = dice.pick(&starts).copied().unwrap_or(text.len());
    let new = dice.pick(&seeds.secrets).cloned().unwrap_or_default();
    text.insert_str(at, &if dice.once_in(3) { new } else { format!("\n{new}\n") });
    files.insert(path.clone(), text.into_bytes());
}

/// One of the files, those with words before all others.
fn chosen(dice: &mut Dice, files: &Files) -> Option<String> {
    let is_text = |path: &&String| path.ends_with(".md") || path.ends_with(".yaml");
    let texts: Vec<&String> = files.keys().filter(is_text).collect();
    let all: Vec<&String> = files.keys().collect();
    let from = if dice.once_in(10) || texts.is_empty() { all } else { texts };
    dice.pick(&from).map(|path| (*path).clone())
}

fn change_file(dice: &mut Dice, seeds: &Seeds, files: &mut Files) {
    let Some(path) = chosen(dice, files) else { return };
    let Some(bytes) = files.get_mut(&path) else { return };
    match String::from_utf8(std::mem::take(bytes)) {
        Ok(mut text) if !dice.once_in(25) => {
            change(dice, seeds, &mut text);
            *bytes = text.into_bytes();
        }
        Ok(text) => {
            *bytes = text.into_bytes();
            scramble(dice, bytes);
        }
        Err(error) => {
            *bytes = error.into_bytes();
            scramble(dice, bytes);
        }
    }
}

/// Changes bytes, whatever they are.
fn scramble(dice: &mut Dice, bytes: &mut Vec<u8>) {
    // What says how large a picture is stands at its beginning.
    let reach = if dice.once_in(2) { bytes.len().min(48) } else { bytes.len() };
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(reach.min(bytes.len()).max(1));
        let byte = u8::try_from(dice.roll(256)).unwrap_or(0);
        match dice.roll(5) {
            0 if at < bytes.len() => drop(bytes.remove(at)),
            1 => bytes.insert(at.min(bytes.len()), byte),
            2 if dice.once_in(3) => bytes.truncate(at),
            _ => {
                if let Some(old) = bytes.get_mut(at) {
                    *old = if dice.once_in(2) { byte } else { *old ^ (1 << dice.roll(8)) };
                }
            }
        }
    }
}

/// A place between two signs.
fn place(dice: &mut Dice, text: &str) -> usize {
    let mut at = dice.roll(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The beginnings of lines, and the end.
fn line_starts(text: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    if starts.last() != Some(&text.len()) {
        starts.push(text.len());
    }
    starts
}

/// Some lines that follow one another, as a range of bytes.
fn some_lines(dice: &mut Dice, text: &str) -> std::ops::Range<usize> {
    let starts = line_starts(text);
    let first = dice.roll(starts.len().saturating_sub(1).max(1));
    let many = if dice.once_in(3) { 1 + dice.roll(12) } else { 1 };
    let last = (first + many).min(starts.len() - 1);
    starts[first]..starts[last].max(starts[first])
}

fn piece(dice: &mut Dice, seeds: &Seeds) -> String {
    match dice.roll(12) {
        0..=5 => (*dice.pick(PIECES).unwrap_or(&"")).to_owned(),
        6 | 7 => dice.pick(&seeds.pieces).cloned().unwrap_or_default(),
        8 | 9 => dice.pick(&seeds.lines).cloned().unwrap_or_default() + "\n",
        10 => dice.pick(&seeds.prose).cloned().unwrap_or_default(),
        _ => format!("\n\n{}\n\n", dice.pick(&seeds.mistyped).cloned().unwrap_or_default()),
    }
}

/// Changes a text in one of many ways.
fn change(dice: &mut Dice, seeds: &Seeds, text: &mut String) {
    match dice.roll(32) {
        0..=5 => {
            let new = piece(dice, seeds);
            text.insert_str(place(dice, text), &new);
        }
        6..=9 => {
            let starts = line_starts(text);
            let at = starts[dice.roll(starts.len())];
            let new = piece(dice, seeds);
            text.insert_str(at, &new);
        }
        10..=12 => {
            // A word, or a few signs, become something else.
            let at = place(dice, text);
            let end = (1..=1 + dice.roll(12))
                .filter_map(|more| text.get(at..at + more))
                .next_back()
                .map_or(at, |old| at + old.len());
            let new = if dice.once_in(4) { String::new() } else { piece(dice, seeds) };
            text.replace_range(at..end, &new);
        }
        13 | 14 => {
            let lines = some_lines(dice, text);
            text.replace_range(lines, "");
        }
        15 => {
            let lines = some_lines(dice, text);
            let copy = text[lines.clone()].to_owned();
            text.insert_str(lines.end, &copy);
        }
        16 => {
            let (one, other) = (some_lines(dice, text), some_lines(dice, text));
            let (one, other) = if one.start <= other.start { (one, other) } else { (other, one) };
            if one.end <= other.start {
                let (first, second) = (text[one.clone()].to_owned(), text[other.clone()].to_owned());
                text.replace_range(other, &first);
                text.replace_range(one, &second);
            }
        }
        17 | 18 => {
            let other = dice.pick(&seeds.small).cloned().unwrap_or_default();
            let Some(path) = chosen(dice, &other) else { return };
            let Some(other) = other.get(&path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { return };
            let lines = other[some_lines(dice, other)].to_owned();
            let starts = line_starts(text);
            text.insert_str(starts[dice.roll(starts.len())], &lines);
        }
        19 => {
            let lines = some_lines(dice, text);
            let before = dice
                .pick(&["  ", " ", "    ", "\t", "> ", "- ", "1. ", "        ", "\u{a0}", "* ", "# ", "| "])
                .unwrap_or(&"");
            let new: String = text[lines.clone()].split_inclusive('\n').map(|line| format!("{before}{line}")).collect();
            text.replace_range(lines, &new);
        }
        20 => {
            let lines = some_lines(dice, text);
            let new: String = text[lines.clone()]
                .split_inclusive('\n')
                .map(|line| line.trim_start_matches([' ', '\t', '-', '>']))
                .collect();
            text.replace_range(lines, &new);
        }
        21 | 22 => nest(dice, text),
        23 => repeat(dice, seeds, text),
        24..=26 => change_field(dice, seeds, text),
        27 => unclose(dice, text),
        28 => {
            let new = dice.pick(&["\r\n", "\r", "\u{2028}", "\u{85}", "\n\n", "\\\n", "  \n", "\n "]).unwrap_or(&"\n");
            let lines = if dice.once_in(2) { 0..text.len() } else { some_lines(dice, text) };
            let changed = text[lines.clone()].replace('\n', new);
            text.replace_range(lines, &changed);
        }
        29 => {
            let at = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect::<Vec<_>>();
            if let Some(&at) = dice.pick(&at) {
                let new = dice.pick(&["0", "-1", "99999999999", "1.5", "1e9", "٣", "½", "", "10-5"]).unwrap_or(&"");
                text.replace_range(at..=at, new);
            }
        }
        30 => {
            let (old, new) = *dice
                .pick(&[
                    (":", "："),
                    (" ", "\u{a0}"),
                    ("\"", "“"),
                    ("'", "’"),
                    ("-", "–"),
                    (":::", "::"),
                    (":::", "::::"),
                    ("#", "＃"),
                    (": ", ":"),
                    ("  ", "\t"),
                    ("e", "e\u{301}"),
                    ("[", "("),
                    ("{", "("),
                ])
                .unwrap_or(&("", ""));
            let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
            if let Some(&at) = dice.pick(&places) {
                text.replace_range(at..at + old.len(), new);
            }
        }
        _ => {
            let lines = some_lines(dice, text);
            let new =
                if dice.once_in(2) { text[lines.clone()].to_uppercase() } else { text[lines.clone()].to_lowercase() };
            text.replace_range(lines, &new);
        }
    }
    let mut end = text.len().min(8 * LARGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

/// Puts lines into something, once or in many layers.
fn nest(dice: &mut Dice, text: &mut String) {
    const NAMES: &[&str] = &[
        "tip",
        "note",
        "say",
        "facilitator",
        "hint",
        "ritual",
        "handout",
        "variant",
        "text",
        "prompt",
        "exercise",
        "song",
        "story",
        "nothing",
        "answer",
        "Say",
        "caution",
    ];
    let lines = some_lines(dice, text);
    let mut inside = text[lines.clone()].to_owned();
    let layers = if dice.once_in(5) { 1 + dice.roll(40) } else { 1 };
    let way = dice.roll(5);
    for layer in 0..layers {
        inside = match way {
            0 | 1 => {
                let colons = ":".repeat(3 + if dice.once_in(4) { dice.roll(4) } else { layer });
                let name = dice.pick(NAMES).unwrap_or(&"tip");
                format!("{colons}{name}\n{inside}\n{colons}\n")
            }
            2 => inside.split_inclusive('\n').map(|line| format!("> {line}")).collect(),
            3 => {
                let mut is_first = true;
                let item = |line: &str| format!("{}{line}", if std::mem::take(&mut is_first) { "- " } else { "  " });
                inside.split_inclusive('\n').map(item).collect()
            }
            _ => {
                let (open, close) = *dice
                    .pick(&[
                        ("**", "**"),
                        ("*", "*"),
                        ("[", "](x.md)"),
                        ("`", "`"),
                        ("<b>", "</b>"),
                        ("(", ")"),
                        ("\"", "\""),
                        ("{", "}"),
                        ("~~", "~~"),
                        ("“", "”"),
                        ("[^", "]"),
                    ])
                    .unwrap_or(&("", ""));
                format!("{open}{}{close}\n", inside.trim_end())
            }
        };
        if inside.len() > LARGEST {
            break;
        }
    }
    text.replace_range(lines, &inside);
}

/// Repeats something again and again.
fn repeat(dice: &mut Dice, seeds: &Seeds, text: &mut String) {
    let (at, what) = match dice.roll(3) {
        0 => {
            let lines = some_lines(dice, text);
            (lines.end, text[lines].to_owned())
        }
        1 => (place(dice, text), piece(dice, seeds)),
        _ => {
            let starts = line_starts(text);
            (starts[dice.roll(starts.len())], piece(dice, seeds))
        }
    };
    let times = (1_usize << dice.roll(13)).min(LARGEST / what.len().max(1));
    text.insert_str(at, &what.repeat(times));
}

/// Takes away one of what closes something.
fn unclose(dice: &mut Dice, text: &mut String) {
    let closers = ["\n:::\n", "\n::::\n", "\n---\n", "\"", "]", "}", ")", "**", "```", "'"];
    let closer = dice.pick(&closers).unwrap_or(&"]");
    let places: Vec<usize> = text.match_indices(closer).map(|(at, _)| at).collect();
    if let Some(&at) = dice.pick(&places) {
        let new = if closer.starts_with('\n') { "\n" } else { "" };
        text.replace_range(at..at + closer.len(), new);
    }
}

/// Changes a field of YAML: its value, its key, where it stands.
fn change_field(dice: &mut Dice, seeds: &Seeds, text: &mut String) {
    let lines: Vec<(usize, usize)> = line_starts(text).windows(2).map(|pair| (pair[0], pair[1])).collect();
    let fields: Vec<(usize, usize, usize)> =
        lines.iter().filter_map(|&(start, end)| Some((start, start + text[start..end].find(": ")?, end))).collect();
    let Some(&(start, colon, end)) = dice.pick(&fields) else { return };
    let value = *dice.pick(VALUES).unwrap_or(&"");
    let indent = text[start..end].len() - text[start..end].trim_start_matches([' ', '-']).len();
    match dice.roll(5) {
        0 | 1 => text.replace_range(colon..end, &format!(": {value}\n")),
        2 => {
            let key = dice.pick(&seeds.keys).cloned().unwrap_or_default();
            text.replace_range(start + indent..colon, &key);
        }
        3 => {
            let key = dice.pick(&seeds.keys).cloned().unwrap_or_default();
            text.insert_str(end, &format!("{}{key}: {value}\n", " ".repeat(indent)));
        }
        _ => text.insert_str(start + indent, dice.pick(&[" ", "  ", "- ", "\t", "? ", "&a "]).unwrap_or(&"")),
    }
}

fn change_folder(dice: &mut Dice, seeds: &Seeds, files: &mut Files) {
    let Some(path) = chosen(dice, files) else { return };
    let bytes = files.get(&path).cloned().unwrap_or_default();
    match dice.roll(16) {
        0 | 1 => {
            let name = name(dice, &path);
            if dice.once_in(2) {
                files.remove(&path);
            }
            put(files, name, bytes);
        }
        2 => drop(files.remove(&path)),
        3 => {
            let Some(other) = chosen(dice, files) else { return };
            let others = files.insert(other, bytes).unwrap_or_default();
            files.insert(path, others);
        }
        4 | 5 => {
            if let Some(stem) = path.strip_suffix(".md").or_else(|| path.strip_suffix(".yaml")) {
                let lang = dice.pick(&["he", "es", "yi", "en", "x", "he-IL"]).unwrap_or(&"he");
                let suffix = if path.ends_with(".md") { "md" } else { "yaml" };
                put(files, format!("{stem}.{lang}.{suffix}"), bytes);
                if dice.once_in(2) {
                    setting(files, "languages: [en, he, es]");
                }
            }
        }
        6..=9 => {
            let line = dice.pick(SETTINGS).unwrap_or(&"");
            setting(files, line);
        }
        10 | 11 => {
            let (name, picture) = dice.pick(PICTURES).unwrap_or(&("a.png", b""));
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let mut picture = picture.to_vec();
            if dice.once_in(2) {
                scramble(dice, &mut picture);
            }
            put(files, format!("{folder}{name}"), picture);
            if let Some(text) = files.get_mut(&path).and_then(|bytes| String::from_utf8(bytes.clone()).ok()) {
                files.insert(path, format!("{text}\n![What it shows]({name})\n").into_bytes());
            }
        }
        12 => {
            let Some((inside, file)) = seeds.theme.iter().nth(dice.roll(seeds.theme.len())) else { return };
            let mut file = String::from_utf8(file.clone()).unwrap_or_default();
            for _ in 0..=dice.roll(3) {
                change(dice, seeds, &mut file);
            }
            put(files, format!("theme/{inside}"), file.into_bytes());
        }
        13 => {
            let other = dice.pick(&seeds.small).cloned().unwrap_or_default();
            let Some(path) = chosen(dice, &other) else { return };
            put(files, path.clone(), other.get(&path).cloned().unwrap_or_default());
        }
        14 => {
            let alias = dice
                .pick(&[
                    "/old/",
                    "/",
                    "/index.html",
                    "/a/../b/",
                    "/שלום/",
                    "/search/",
                    "/x.html",
                    "old",
                    "/%2e%2e/",
                    "/a?b#c",
                ])
                .unwrap_or(&"/");
            let text = String::from_utf8_lossy(&bytes).replacen("---\n", &format!("---\naliases: [{alias}]\n"), 1);
            files.insert(path, text.into_bytes());
        }
        _ => {
            let name = dice.pick(NAMES).unwrap_or(&"x.md");
            let text = piece(dice, seeds);
            put(files, (*name).to_owned(), text.into_bytes());
        }
    }
}

/// Puts a file where no other stands in its way: a disk has no file and folder of one name.
fn put(files: &mut Files, path: String, bytes: Vec<u8>) {
    let is_under = |path: &str, other: &str| other.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    if !files.keys().any(|other| is_under(&path, other) || is_under(other, &path)) {
        files.insert(path, bytes);
    }
}

fn setting(files: &mut Files, line: &str) {
    let text = files.get("daf.yaml").map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let key = line.split(':').next().unwrap_or_default();
    let kept: Vec<&str> = text.lines().filter(|old| !old.starts_with(&format!("{key}:"))).collect();
    files.insert("daf.yaml".to_owned(), format!("{}\n{line}\n", kept.join("\n")).into_bytes());
}

fn name(dice: &mut Dice, path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    match dice.roll(6) {
        0 => path.to_uppercase(),
        1 => format!("{folder}/99-{name}").trim_start_matches('/').to_owned(),
        2 => name.to_owned(),
        3 => format!("{folder}/{}", dice.pick(NAMES).unwrap_or(&"x.md")).trim_start_matches('/').to_owned(),
        4 => path.replacen('.', ".x.", 1),
        _ => (*dice.pick(NAMES).unwrap_or(&"x.md")).to_owned(),
    }
}
