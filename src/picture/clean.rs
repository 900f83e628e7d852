//! One element and its attributes, held to the lists: what of them is written, and what is told of.

use super::allowed::{self, OF_PAGES, SVG, XLINK, XML};
use super::css::{self, Refused};
use super::embedded;
use super::node::{Node, Ref, RefRole};
use super::removed::{RemovedKind, RemovedParts};
use super::sheet;

/// A name with the namespace that it is in; of an attribute without a prefix, none.
pub(super) struct Name<'a> {
    pub(super) space: &'a str,
    pub(super) local: &'a str,
}

/// The name that an element is written by; `None` where it is left out with all that stands in it. `parent` is the name of
/// what it stands in.
pub(super) fn element(name: &Name<'_>, parent: &str, at: usize, removed: &mut RemovedParts) -> Option<&'static str> {
    let lower = name.local.to_lowercase();
    if name.space != SVG {
        if OF_PAGES.contains(&name.space) {
            removed.note(if lower == "script" { RemovedKind::Script } else { RemovedKind::Page }, at);
        }
        return None;
    }
    match lower.as_str() {
        "script" | "handler" | "listener" => removed.note(RemovedKind::Script, at),
        "feimage" => removed.note(RemovedKind::Image, at),
        "cursor" | "color-profile" | "font-face-uri" => removed.note(RemovedKind::Address, at),
        // The words of a link are drawn as any others.
        "a" => {
            removed.note(RemovedKind::Link, at);
            return Some(if allowed::holds_text(parent) { "tspan" } else { "g" });
        }
        lower if allowed::moves(lower) => removed.note(RemovedKind::Motion, at),
        lower if allowed::is_of_page(lower) => removed.note(RemovedKind::Page, at),
        _ => {}
    }
    allowed::element(name.local).filter(|_| !allowed::holds_words(parent))
}

/// Whether an address is of a file on somebody's disk.
fn is_file(address: &str) -> bool {
    let address = address.trim().to_lowercase();
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    !address.is_empty()
        && !address.starts_with(['#', '\\'])
        && !address.starts_with("//")
        && (!is_scheme || scheme == "file")
}

/// The attributes of an element that is being cleaned.
pub(super) struct Cleaning<'a> {
    pub(super) node: Node,
    /// Where the element stands.
    pub(super) at: usize,
    /// Whether the element was a link.
    pub(super) is_link: bool,
    /// Whether it is of no use without what it leads to.
    pub(super) is_lost: bool,
    /// A picture of its maker's that it shows and that is not in it, so that it would have a hole.
    pub(super) linked: Option<String>,
    /// Pixels of photographs in it.
    pub(super) pixels: u64,
    pub(super) removed: &'a mut RemovedParts,
}

impl Cleaning<'_> {
    /// Takes an attribute over, or leaves it out.
    pub(super) fn attribute(&mut self, name: &Name<'_>, value: String) {
        let lower = name.local.to_lowercase();
        match name.space {
            "" if lower.starts_with("on") => self.removed.note(RemovedKind::Action, self.at),
            "" if name.local == "href" => self.reference(&value),
            XLINK if name.local == "href" && self.node.get("href").is_none() => self.reference(&value),
            "" if name.local == "style" => {
                let (text, refs) = css::declarations(&value, self.at, self.removed);
                self.node.refs.extend(refs);
                if !text.is_empty() {
                    self.put("style", text);
                }
            }
            "" => self.own(name.local, &lower, value),
            XML if matches!(name.local, "lang" | "space") => self.put(&format!("xml:{}", name.local), value),
            XML if name.local == "base" => self.removed.note(RemovedKind::Address, self.at),
            _ => {}
        }
    }

    fn own(&mut self, name: &str, lower: &str, value: String) {
        if self.node.name == "style" && matches!(name, "type" | "media") {
            return self.of_sheet(name, value);
        }
        if let Some(plain) = allowed::plain(name) {
            return self.put(plain, value);
        }
        let Some(property) = allowed::property(name) else {
            if allowed::leads(lower) {
                self.removed.note(RemovedKind::Address, self.at);
            }
            return;
        };
        let mut named = Vec::new();
        match css::value(&value, &mut named) {
            Ok(_) if property.starts_with("background") && !named.is_empty() => {
                self.removed.note(RemovedKind::Fetching, self.at);
            }
            Ok(value) => {
                if property == "filter" && named.is_empty() {
                    named.extend(value.matches('(').map(|_| String::new()));
                }
                self.node.refs.extend(named.into_iter().map(|to| Ref { to, role: RefRole::of(property) }));
                self.put(property, value);
            }
            Err(Refused::Fetches) => self.removed.note(RemovedKind::Fetching, self.at),
            Err(Refused::Odd) => self.removed.note(RemovedKind::Style, self.at),
        }
    }

    /// What a style sheet says of itself. One that is of another kind, or for screens that are not understood, is left out.
    fn of_sheet(&mut self, name: &str, value: String) {
        let is_css = name == "type" && (value.is_empty() || value.trim().eq_ignore_ascii_case("text/css"));
        match name {
            "media" if value.chars().all(sheet::is_condition) => self.put("media", value),
            _ if is_css => {}
            _ => {
                self.is_lost = true;
                self.removed.note(RemovedKind::Style, self.at);
            }
        }
    }

    /// Where an element leads: to a part of the picture, or to the photograph that an `image` holds.
    fn reference(&mut self, value: &str) {
        if self.is_link {
            return;
        }
        let is_plain = |c: char| !c.is_whitespace() && !c.is_control();
        let inside = value.trim().strip_prefix('#').filter(|id| !id.is_empty() && id.chars().all(is_plain));
        let is_shown = self.node.name == "use";
        match (self.node.name, inside) {
            ("image", _) => match embedded::embedded(value) {
                Some((address, pixels)) => {
                    self.pixels = pixels;
                    self.put("href", address);
                }
                None => {
                    self.is_lost = true;
                    self.linked = is_file(value).then(|| value.trim().to_owned());
                    self.removed.note(RemovedKind::Image, self.at);
                }
            },
            (_, Some(id)) => {
                let role = if is_shown || self.node.name == "pattern" { RefRole::Shown } else { RefRole::Paint };
                if matches!(self.node.name, "use" | "pattern") {
                    self.node.refs.push(Ref { to: id.to_owned(), role });
                }
                self.put("href", format!("#{id}"));
            }
            (_, None) => {
                self.is_lost = is_shown;
                self.removed.note(RemovedKind::Address, self.at);
            }
        }
    }

    fn put(&mut self, name: &str, value: String) {
        if self.node.get(name).is_none() {
            self.node.attributes.push((name.to_owned(), value));
        }
    }
}
