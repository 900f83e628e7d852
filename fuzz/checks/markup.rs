//! HTML that daf wrote, read strictly: every element closed where it should be, every attribute quoted, no element and no attribute
//! that the theme does not write, no address that runs something or loads from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

/// Elements, and the attributes that each may have.
#[derive(Default)]
pub(crate) struct Allowed(BTreeMap<String, BTreeSet<String>>);

impl Allowed {
    /// Reads the list: a line an element, its attributes behind it.
    pub(crate) fn read(list: &str) -> Allowed {
        let lines = list.lines().filter(|line| !line.starts_with('#')).map(str::split_whitespace);
        let rows = lines.filter_map(|mut words| Some((words.next()?.to_owned(), words.map(str::to_owned).collect())));
        Allowed(rows.collect())
    }

    /// The list as text.
    pub(crate) fn write(&self) -> String {
        let row = |(name, attributes): (&String, &BTreeSet<String>)| {
            attributes.iter().fold(name.clone(), |row, attribute| format!("{row} {attribute}")) + "\n"
        };
        self.0.iter().map(row).collect()
    }
}

const VOID: [&str; 9] = ["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"];
/// Elements that end a paragraph when they begin, whatever was meant.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "table",
    "ul",
    "center",
    "summary",
];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// An element as it began.
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

/// A page, read.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) elements: Vec<Element>,
    /// What is wrong with it: a sign, and what stands there.
    pub(crate) wrong: Vec<(String, String)>,
    /// What stands in scripts that only hold data.
    pub(crate) data: Vec<String>,
    open: Vec<String>,
}

impl Page {
    /// Reads a page.
    pub(crate) fn read(html: &str) -> Page {
        let mut page = Page::default();
        let Some(mut rest) = html.strip_prefix("<!doctype html>") else {
            page.tell("does not begin as a page", html);
            return page;
        };
        while let Some(at) = rest.find('<') {
            page.words(&rest[..at]);
            rest = page.tag(&rest[at..]);
        }
        page.words(rest);
        if let Some(name) = page.open.pop() {
            page.tell(&format!("<{name}> is never closed"), "");
        }
        page
    }

    fn tell(&mut self, what: &str, at: &str) {
        self.wrong.push((format!("markup: {what}"), at.chars().take(200).collect()));
    }

    /// Words between tags: no sign of markup, and no half entity.
    fn words(&mut self, words: &str) {
        for (at, _) in words.match_indices('&') {
            if entity(&words[at..]).is_none() {
                self.tell("an entity that is none", &words[at..]);
            }
        }
    }

    /// A tag; gives what stands behind it.
    fn tag<'t>(&mut self, text: &'t str) -> &'t str {
        if let Some(inside) = text.strip_prefix("</") {
            let Some((name, after)) = inside.split_once('>') else {
                self.tell("a tag that does not end", text);
                return "";
            };
            if self.open.last().is_some_and(|open| open == name) {
                self.open.pop();
            } else {
                self.tell(
                    &format!("</{name}> where <{}> is open", self.open.last().map_or("nothing", String::as_str)),
                    text,
                );
                if let Some(at) = self.open.iter().rposition(|open| open == name) {
                    self.open.truncate(at);
                }
            }
            return after;
        }
        let inside = &text[1..];
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, mut rest) = inside.split_at(end);
        if name.is_empty() {
            self.tell("a `<` that is no tag", text);
            return &text[1..];
        }
        let mut element = Element { name: name.to_owned(), attributes: Vec::new() };
        let closed = loop {
            rest = rest.trim_start_matches([' ', '\n']);
            if let Some(after) = rest.strip_prefix("/>") {
                rest = after;
                break true;
            }
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break false;
            }
            let end = rest.find(|c: char| c.is_whitespace() || "=>/\"'<".contains(c)).unwrap_or(rest.len());
            let (attribute, after) = rest.split_at(end);
            if attribute.is_empty() {
                self.tell("an attribute without a name", text);
                return after.get(1..).unwrap_or_default();
            }
            let mut value = "";
            rest = after;
            if let Some(quoted) = after.strip_prefix("=\"") {
                let Some((inside, after)) = quoted.split_once('"') else {
                    self.tell("a value that does not end", text);
                    return "";
                };
                (value, rest) = (inside, after);
                self.words(value);
            } else if after.starts_with('=') {
                self.tell("a value without quotation marks", text);
            }
            if element.attributes.iter().any(|(known, _)| known == attribute) {
                self.tell(&format!("{attribute} twice on <{name}>"), text);
            }
            element.attributes.push((attribute.to_owned(), decoded(value)));
        };
        self.begin(&element, closed, text);
        let is_data = element.attributes.iter().any(|(name, value)| name == "type" && value == "application/ld+json");
        let has_source = element.attributes.iter().any(|(name, _)| name == "src");
        self.elements.push(element);
        if name != "script" && name != "style" {
            return rest;
        }
        let Some((inside, after)) = rest.split_once(&format!("</{name}>")) else {
            self.tell("a script that does not end", text);
            return "";
        };
        self.open.pop();
        if name == "script" && is_data {
            self.data.push(inside.to_owned());
        } else if !inside.trim().is_empty() || !has_source {
            self.tell("a script of its own", text);
        }
        after
    }

    /// Notes that an element begins, and whether it may begin here.
    fn begin(&mut self, element: &Element, closed: bool, text: &str) {
        let name = element.name.as_str();
        let is_open = |other: &str| self.open.iter().any(|open| open == other);
        let parent = self.open.last().map_or("", String::as_str);
        let in_drawing = is_open("svg");
        let wrong = if in_drawing {
            None
        } else if is_open("p") && BLOCKS.contains(&name) {
            Some(format!("<{name}> in a paragraph"))
        } else if name == "a" && is_open("a") {
            Some("a link in a link".to_owned())
        } else if HEADINGS.contains(&name) && self.open.iter().any(|open| HEADINGS.contains(&open.as_str())) {
            Some("a heading in a heading".to_owned())
        } else if (name == "li" && !["ul", "ol", "menu"].contains(&parent))
            || (name == "tr" && !["table", "thead", "tbody", "tfoot"].contains(&parent))
            || (["td", "th"].contains(&name) && parent != "tr")
            || (["dt", "dd"].contains(&name) && !["dl", "div"].contains(&parent))
            || (["ul", "ol"].contains(&parent) && !["li", "script", "template"].contains(&name))
        {
            Some(format!("<{name}> in <{parent}>"))
        } else {
            None
        };
        if let Some(wrong) = wrong {
            self.tell(&wrong, text);
        }
        if closed && !in_drawing && name != "svg" {
            self.tell(&format!("<{name}/>"), text);
        }
        if !closed && (in_drawing || !VOID.contains(&name)) {
            self.open.push(element.name.clone());
        }
    }

    /// What of it nobody allowed. `allowed` is what the theme writes, `raw` whether writers may use HTML of their own.
    /// `base` is the site's own address.
    pub(crate) fn check(&self, allowed: &Allowed, raw: &Allowed, base: &str, wrong: &mut Vec<(String, String)>) {
        let mut headings = 0;
        for Element { name, attributes } in &self.elements {
            headings += usize::from(name == "h1");
            let known = allowed.0.get(name);
            let raw = raw.0.get(name);
            if known.is_none() && raw.is_none() {
                wrong.push((format!("markup: <{name}>"), format!("{attributes:?}")));
            }
            for (attribute, value) in attributes {
                let is_known = [known, raw].into_iter().flatten().any(|known| known.contains(attribute));
                if !is_known {
                    wrong.push((format!("markup: {attribute} on <{name}>"), value.clone()));
                }
                // The page for what is not there is shown at any depth, and names its files by their whole addresses.
                let is_own = !base.is_empty() && value.strip_prefix(base).is_some_and(|rest| rest.starts_with('/'));
                if let Some(why) = astray(name, attribute, value, attributes).filter(|_| !is_own) {
                    wrong.push((format!("markup: {why} in {attribute} of <{name}>"), value.clone()));
                }
            }
        }
        if headings != 1 {
            wrong.push(("markup: not one <h1>".to_owned(), headings.to_string()));
        }
    }

    /// The ids of a page, each once; those that are there twice go into `wrong`.
    pub(crate) fn ids(&self, wrong: &mut Vec<(String, String)>) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for id in self.values("id") {
            if id.is_empty() || id.contains(char::is_whitespace) {
                wrong.push(("markup: an id that is none".to_owned(), format!("{id:?}")));
            }
            if !ids.insert(id.to_owned()) {
                wrong.push(("markup: an id twice".to_owned(), id.to_owned()));
            }
        }
        ids
    }

    /// All values of an attribute.
    pub(crate) fn values<'p>(&'p self, attribute: &'p str) -> impl Iterator<Item = &'p str> {
        let all = self.elements.iter().flat_map(|element| &element.attributes);
        all.filter(move |(name, _)| name == attribute).map(|(_, value)| value.as_str())
    }

    /// Adds its elements and attributes to a list.
    pub(crate) fn add_to(&self, list: &mut Allowed) {
        for Element { name, attributes } in &self.elements {
            let known = list.0.entry(name.clone()).or_default();
            known.extend(attributes.iter().map(|(attribute, _)| attribute.clone()));
        }
    }
}

/// What an address does that no page of daf's may.
fn astray(element: &str, attribute: &str, value: &str, all: &[(String, String)]) -> Option<&'static str> {
    if !["href", "src", "srcset", "action", "cite", "xlink:href", "poster", "data"].contains(&attribute) {
        return None;
    }
    if value
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() && attribute != "srcset" || ('\u{202a}'..='\u{202e}').contains(&c))
    {
        return Some("a sign that no address has");
    }
    let scheme = value
        .split(['/', '?', '#'])
        .next()
        .and_then(|first| first.split_once(':'))
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    let may_lead_out = element == "a"
        || attribute == "cite"
        || (element == "link"
            && all
                .iter()
                .any(|(name, value)| name == "rel" && ["canonical", "license", "alternate"].contains(&value.as_str())));
    match scheme.as_deref() {
        Some("http" | "https") if may_lead_out => None,
        Some("mailto" | "tel") if element == "a" => None,
        Some(_) => Some("an address that may not stand there"),
        None if value.starts_with("//") || value.contains('\\') => Some("an address of another host"),
        None => None,
    }
}

/// The character that a text begins with as an entity.
fn entity(text: &str) -> Option<char> {
    let name = text.get(1..text.find(';').filter(|end| *end < 12)?)?;
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| !c.is_control())
        }
    }
}

fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, _)) = rest.split_once('&') {
        out.push_str(before);
        rest = &rest[before.len()..];
        match entity(rest) {
            Some(c) => {
                out.push(c);
                rest = rest.split_once(';').map_or("", |(_, after)| after);
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}
