//! Values and declarations of styles: written anew from lists of properties and functions, with addresses inside the picture alone.
//!
//! Remarks are taken out and escapes are decoded first, so that what is looked at is what a browser would read, and what is
//! written has neither.

use super::allowed;
use super::node::{Ref, RefRole};
use super::removed::{RemovedKind, RemovedParts};

/// The largest number that an effect may be told in a style.
const EFFECT: f64 = 1000.0;

/// How deep functions may stand in one another.
const DEPTH: usize = 16;

/// Why a value is not written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It fetches something, or leads somewhere.
    Fetches,
    /// It is not understood.
    Odd,
}

/// Text without remarks and with its escapes decoded.
pub(super) fn bare(text: &str) -> Result<String, Refused> {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut quote = None;
    while let Some(c) = letters.next() {
        match (c, quote) {
            ('/', None) if letters.peek() == Some(&'*') => {
                letters.next();
                let mut last = ' ';
                for c in letters.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                out.push(' ');
            }
            ('\\', _) => out.push(unescaped(&mut letters).ok_or(Refused::Odd)?),
            ('"' | '\'', None) => {
                quote = Some(c);
                out.push(c);
            }
            ('\n' | '\r' | '\x0c', Some(_)) => return Err(Refused::Odd),
            (c, Some(open)) if c == open => {
                quote = None;
                out.push(c);
            }
            ('\n' | '\r' | '\t' | '\x0c', None) => out.push(' '),
            (c, _) if c.is_control() => return Err(Refused::Odd),
            (c, _) => out.push(c),
        }
    }
    if quote.is_some() { Err(Refused::Odd) } else { Ok(out) }
}

/// The letter that an escape stands for; none where it is a sign that would mean something else unescaped.
fn unescaped(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    let mut code = String::new();
    while code.len() < 6 {
        match letters.next_if(char::is_ascii_hexdigit) {
            Some(digit) => code.push(digit),
            None => break,
        }
    }
    let letter = if code.is_empty() {
        letters.next()?
    } else {
        letters.next_if(|c| c.is_ascii_whitespace());
        char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
    };
    let is_word = letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ' ') || !letter.is_ascii();
    (is_word && !letter.is_control()).then_some(letter)
}

/// A value, looked at and written anew; the parts of the picture that it names go into `named`.
pub(super) fn value(text: &str, named: &mut Vec<String>) -> Result<String, Refused> {
    let bare = bare(text).map_err(|refused| if fetches(text) { Refused::Fetches } else { refused })?;
    let bare = bare.trim();
    let mut out = String::with_capacity(bare.len());
    let mut open = 0usize;
    let mut rest = bare;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '"' | '\'' => {
                let (inside, next) = after.split_once(c).ok_or(Refused::Odd)?;
                out.push(c);
                out.push_str(inside);
                out.push(c);
                rest = next;
                continue;
            }
            '(' => {
                let from = out.rfind(|c: char| !is_word(c)).map_or(0, |at| at + last_width(&out, at));
                let name = out.get(from..).unwrap_or_default().to_lowercase();
                if name == "url" {
                    let (id, next) = inside_address(after)?;
                    out.truncate(from);
                    out.push_str("url(#");
                    out.push_str(id);
                    out.push(')');
                    named.push(id.to_owned());
                    rest = next;
                    continue;
                }
                let is_effect = matches!(name.as_str(), "blur" | "drop-shadow");
                if !name.is_empty() && !allowed::function(&name) {
                    return Err(if fetches(bare) { Refused::Fetches } else { Refused::Odd });
                }
                if is_effect && numbers(after.split(')').next().unwrap_or_default()).any(|n| n.abs() > EFFECT) {
                    return Err(Refused::Odd);
                }
                open += 1;
                if open > DEPTH {
                    return Err(Refused::Odd);
                }
            }
            ')' => open = open.checked_sub(1).ok_or(Refused::Odd)?,
            '@' | '{' | '}' | '<' | '>' | ';' | '`' | '[' | ']' | '\\' | ':' | '=' | '|' | '?' | '~' | '^' | '$' => {
                return Err(if fetches(bare) { Refused::Fetches } else { Refused::Odd });
            }
            _ => {}
        }
        out.push(c);
        rest = after;
    }
    if open == 0 { Ok(out) } else { Err(Refused::Odd) }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

fn last_width(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The id that an address names, where it is in the picture itself, and what stands after the address.
fn inside_address(after: &str) -> Result<(&str, &str), Refused> {
    let after = after.trim_start();
    let (inside, rest) = match after.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let (inside, rest) = after.get(1..).unwrap_or_default().split_once(quote).ok_or(Refused::Fetches)?;
            (inside, rest.trim_start().strip_prefix(')').ok_or(Refused::Fetches)?)
        }
        _ => after.split_once(')').ok_or(Refused::Fetches)?,
    };
    let id = inside.trim().strip_prefix('#').ok_or(Refused::Fetches)?;
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\'' | '(' | ')' | '\\' | '<');
    if !id.is_empty() && id.chars().all(is_plain) { Ok((id, rest)) } else { Err(Refused::Fetches) }
}

/// Whether words that could not be read have a mark of what fetches or runs something.
pub(super) fn fetches(text: &str) -> bool {
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        plain.extend(if c == '\\' { unescaped(&mut letters) } else { Some(c) });
    }
    let plain = plain.to_lowercase();
    let marks = [
        "url(",
        "://",
        "@import",
        "script:",
        "expression(",
        "image(",
        "image-set(",
        "cross-fade(",
        "element(",
        "src(",
        "data:",
        "attr(",
    ];
    marks.iter().any(|mark| plain.contains(mark))
}

/// The numbers in a value, also where nothing parts them: `1-1.5.5` are three (SVG 2, 9.3.9).
pub(super) fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.get(rest.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))?..)?;
            let (number, after) = rest.split_at(number_length(rest.as_bytes()));
            rest = after;
            if let Ok(number) = number.parse() {
                return Some(number);
            }
        }
    })
}

/// How many bytes belong to the number that begins a text; at least one.
fn number_length(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let is_sign = |at: usize| matches!(bytes.get(at), Some(b'-' | b'+'));
    let mut at = usize::from(is_sign(0));
    at += digits(at);
    if bytes.get(at) == Some(&b'.') {
        at += 1 + digits(at + 1);
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let power = at + 1 + usize::from(is_sign(at + 1));
        at = if digits(power) > 0 { power + digits(power) } else { at };
    }
    at.max(1)
}

/// Whether a value of a property of one's own may be used anywhere: what it costs is not known before it is used, so that it may be a
/// colour, a number or a word.
fn is_free(value: &str) -> bool {
    const FREE: [&str; 10] = ["", "var", "calc", "min", "max", "clamp", "rgb", "rgba", "hsl", "hsla"];
    let names = value.split('(').map(|before| before.rsplit(|c: char| !is_word(c)).next().unwrap_or_default());
    let count = value.matches('(').count();
    names.take(count).all(|name| FREE.contains(&name.to_lowercase().as_str()))
}

/// The declarations of a style, written anew, and what of the picture they name.
pub(super) fn declarations(text: &str, at: usize, removed: &mut RemovedParts) -> (String, Vec<Ref>) {
    let mut out = String::new();
    let mut refs = Vec::new();
    for declared in parts(text, ';') {
        let Some((name, said)) = declared.split_once(':') else { continue };
        let name = bare(name).unwrap_or_default().trim().to_owned();
        let lower = name.to_lowercase();
        if matches!(lower.as_str(), "-moz-binding" | "behavior" | "-ms-behavior") {
            removed.note(RemovedKind::Fetching, at);
            continue;
        }
        if ["animation", "transition", "-webkit-animation", "-webkit-transition", "offset-path"]
            .iter()
            .any(|moving| lower.starts_with(moving))
        {
            removed.note(RemovedKind::Motion, at);
            continue;
        }
        let is_own = name.len() > 2 && name.starts_with("--") && name.chars().all(is_word);
        let property = if is_own { Some(name.as_str()) } else { allowed::property(&lower) };
        let (said, important) = match said.trim_end().to_lowercase().strip_suffix("important") {
            Some(before) if before.trim_end().ends_with('!') => {
                let end = before.trim_end().len().saturating_sub(1);
                (said.trim_end().get(..end).unwrap_or_default(), "!important")
            }
            _ => (said, ""),
        };
        let mut named = Vec::new();
        let read = value(said, &mut named);
        // What lies behind a picture would be asked for by its address, though it is its own.
        let is_behind = lower.starts_with("background") || lower.starts_with("mask-border");
        let read = if is_behind && !named.is_empty() { Err(Refused::Fetches) } else { read };
        match (read, property) {
            (Ok(value), _) if lower == "d" || is_own && !is_free(&value) => removed.note(RemovedKind::Style, at),
            (Ok(value), Some(property)) if !value.is_empty() => {
                if !out.is_empty() {
                    out.push(';');
                }
                out.extend([property, ":", &value, important]);
                if property == "filter" && named.is_empty() {
                    named.extend(value.matches('(').map(|_| String::new()));
                }
                refs.extend(named.into_iter().map(|to| Ref { to, role: RefRole::of(property) }));
            }
            (Err(Refused::Fetches), _) => removed.note(RemovedKind::Fetching, at),
            (Err(Refused::Odd), Some(_)) => removed.note(RemovedKind::Style, at),
            _ => {}
        }
    }
    (out, refs)
}

/// The parts of a text between signs that stand in no string, bracket, remark or escape.
pub(super) fn parts(text: &str, between: char) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(end) = end_of(rest, &[between]) {
        found.extend(rest.get(..end));
        rest = rest.get(end + between.len_utf8()..).unwrap_or_default();
    }
    found.push(rest);
    found
}

/// Where the first of some signs stands outside strings, brackets, remarks and escapes.
pub(super) fn end_of(text: &str, signs: &[char]) -> Option<usize> {
    let mut open = 0usize;
    let mut quote = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        match (c, quote) {
            ('\\', _) => drop(letters.next()),
            // A string ends with its line, whatever it was to be.
            (c, Some(own)) if c == own || c == '\n' => quote = None,
            (_, Some(_)) => {}
            (c, None) if open == 0 && signs.contains(&c) => return Some(at),
            ('"' | '\'', None) => quote = Some(c),
            ('/', None) if letters.peek().is_some_and(|(_, next)| *next == '*') => {
                letters.next();
                let mut last = ' ';
                for (_, c) in letters.by_ref() {
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
            }
            ('(' | '[' | '{', None) => open += 1,
            (')' | ']' | '}', None) => open = open.saturating_sub(1),
            _ => {}
        }
    }
    None
}
