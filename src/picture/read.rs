//! An SVG's text as a list of cleaned elements. Resolves namespaces by what they are, not by their prefixes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::allowed::{self, SVG, XML};
use super::clean::{self, Cleaning, Name};
use super::entities::Entities;
use super::node::{Child, Node};
use super::removed::{RemovedKind, RemovedParts};
use super::sheet::{self, StyleSheet};
use crate::limits;

/// Attributes of one element.
const ATTRIBUTES: usize = 256;
/// Namespaces that are known at one place.
const SPACES: usize = 64;

/// What was read.
#[derive(Default)]
pub(super) struct Drawing {
    /// The elements; the first is the root.
    pub(super) nodes: Vec<Node>,
    /// The style sheets, in order.
    pub(super) sheets: Vec<StyleSheet>,
    /// Pixels of all photographs.
    pub(super) pixels: u64,
    pub(super) removed: RemovedParts,
}

/// Reads a picture.
///
/// # Errors
/// Where it is none, is damaged, or has more in it than can be handled, with the reason.
pub(super) fn read(text: &str) -> Result<Drawing, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut svg_reader = SvgReader::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| format!("it is damaged, or not whole ({error})"))?;
        if matches!(event, Event::Eof) {
            break;
        }
        svg_reader.event(event, at)?;
    }
    if svg_reader.depth > 0 {
        return Err("it is damaged, or not whole: its end is missing".to_owned());
    }
    if svg_reader.drawing.nodes.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    Ok(svg_reader.drawing)
}

#[derive(Default)]
struct SvgReader {
    drawing: Drawing,
    entities: Entities,
    /// The elements that are open and are written, by their places in the list.
    open: Vec<usize>,
    /// How many are open that are left out with all that stands in them.
    left_out: usize,
    /// How many are open.
    depth: usize,
    /// What prefixes mean, each with the depth at which it was said.
    spaces: Vec<(usize, String, String)>,
    is_done: bool,
}

impl SvgReader {
    fn event(&mut self, event: Event<'_>, at: usize) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(_) => {
                self.end(at);
                Ok(())
            }
            Event::Text(text) => self.words(&text.xml10_content(), false),
            Event::CData(text) => self.words(&text.into_inner(), true),
            Event::GeneralRef(name) => {
                let said = self.entities.of(&name)?;
                self.words(&said, true)
            }
            Event::DocType(text) => {
                if self.entities.declare(&text.into_inner())? {
                    self.drawing.removed.note(RemovedKind::Declaration, at);
                }
                Ok(())
            }
            Event::PI(what) => {
                if what.to_lowercase().starts_with("xml-stylesheet") {
                    self.drawing.removed.note(RemovedKind::Instruction, at);
                }
                Ok(())
            }
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::Eof => Ok(()),
        }
    }

    fn words(&mut self, text: &str, is_said: bool) -> Result<(), String> {
        if self.depth == 0 && (is_said || !text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty()) {
            return Err("it is not an SVG: there are words outside of the picture".to_owned());
        }
        if text.is_empty() {
            return Ok(());
        }
        let Some(&parent) = self.open.last().filter(|_| self.left_out == 0) else { return Ok(()) };
        let Some(node) = self.drawing.nodes.get_mut(parent) else { return Ok(()) };
        // Elsewhere words are not drawn.
        if allowed::holds_text(node.name) || allowed::holds_words(node.name) {
            match node.children.last_mut() {
                Some(Child::Text(before)) => before.push_str(text),
                _ => node.children.push(Child::Text(text.to_owned())),
            }
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), String> {
        if self.is_done {
            return Err("it is damaged: there is a second picture after its end".to_owned());
        }
        self.depth += 1;
        if self.left_out > 0 {
            self.left_out += 1;
            return Ok(());
        }
        if self.depth > limits::SVG_DEPTH {
            return Err(format!("it has more than {} shapes inside one another", limits::SVG_DEPTH));
        }
        if tag.contains('<') {
            return Err("it is damaged: a `<` stands inside of a tag".to_owned());
        }
        let attributes = self.attributes(tag)?;
        for (name, value) in &attributes {
            match name.strip_prefix("xmlns") {
                Some("") => self.spaces.push((self.depth, String::new(), value.clone())),
                Some(prefix) => {
                    let prefix = prefix.strip_prefix(':').map(str::to_owned);
                    self.spaces.extend(prefix.map(|prefix| (self.depth, prefix, value.clone())));
                }
                None => {}
            }
        }
        if self.spaces.len() > SPACES {
            return Err(format!("it names more than {SPACES} kinds of things"));
        }
        let mut removed = std::mem::take(&mut self.drawing.removed);
        let written = tag.name();
        let (prefix, local) = parted(written.as_ref());
        let name = Name { space: self.space(prefix), local };
        if self.open.is_empty() {
            refuse_root(&name)?;
        }
        let parent = self.open.last().and_then(|&at| self.drawing.nodes.get(at)).map_or("", |node| node.name);
        let mut linked = None;
        let cleaned = clean::element(&name, parent, at, &mut removed).and_then(|own| {
            let node = Node { name: own, ..Node::default() };
            let is_link = name.local.eq_ignore_ascii_case("a");
            let mut cleaning =
                Cleaning { node, at, is_link, is_lost: false, linked: None, pixels: 0, removed: &mut removed };
            for (name, value) in attributes.into_iter().filter(|(name, _)| !name.starts_with("xmlns")) {
                let (prefix, local) = parted(&name);
                let space = if prefix.is_empty() { "" } else { self.space(prefix) };
                // A prefix that means nothing is no name without one.
                if prefix.is_empty() || !space.is_empty() {
                    cleaning.attribute(&Name { space, local }, value);
                }
            }
            linked = cleaning.linked;
            (!cleaning.is_lost).then_some((cleaning.node, cleaning.pixels))
        });
        if let Some(linked) = linked {
            let linked: String = linked.chars().take(60).collect();
            return Err(format!("it shows another picture, `{linked}`, which is not saved in it"));
        }
        self.drawing.removed = removed;
        match cleaned {
            Some((node, pixels)) => self.keep(node, pixels),
            None => {
                self.left_out = 1;
                Ok(())
            }
        }
    }

    fn keep(&mut self, node: Node, pixels: u64) -> Result<(), String> {
        let nodes = &mut self.drawing.nodes;
        if nodes.len() >= limits::SVG_SHAPES {
            return Err(too_many());
        }
        self.drawing.pixels = self.drawing.pixels.saturating_add(pixels);
        if self.drawing.pixels > limits::IMAGE_PIXELS {
            return Err("the photographs in it have more pixels than can be handled".to_owned());
        }
        let at = nodes.len();
        nodes.push(node);
        if let Some(parent) = self.open.last().and_then(|&parent| nodes.get_mut(parent)) {
            parent.children.push(Child::Node(at));
        }
        self.open.push(at);
        Ok(())
    }

    fn end(&mut self, at: usize) {
        while self.spaces.last().is_some_and(|(depth, ..)| *depth >= self.depth) {
            self.spaces.pop();
        }
        self.depth = self.depth.saturating_sub(1);
        self.is_done = self.depth == 0;
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        let Some(own) = self.open.pop() else { return };
        let parent = self.open.last().copied();
        let Some(node) = self.drawing.nodes.get_mut(own) else { return };
        if node.name == "style" {
            let text = node.children.iter().filter_map(|child| match child {
                Child::Text(text) => Some(text.as_str()),
                Child::Node(_) => None,
            });
            let text: String = text.collect();
            let sheet = sheet::sheet(&text, at, &mut self.drawing.removed);
            node.children = if sheet.text.is_empty() { Vec::new() } else { vec![Child::Text(sheet.text.clone())] };
            self.drawing.sheets.push(sheet);
        }
        // What is drawn through an effect without steps would not be drawn at all.
        let is_empty = matches!(node.name, "style" | "filter") && node.children.is_empty();
        if let Some(parent) = parent.filter(|_| is_empty).and_then(|parent| self.drawing.nodes.get_mut(parent)) {
            parent.children.pop();
        }
    }

    /// The attributes of a tag as they are written, with decoded values.
    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
        let mut all = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| format!("it is damaged, or not whole ({error})"))?;
            if all.len() >= ATTRIBUTES {
                return Err(format!("a part of it has more than {ATTRIBUTES} fields"));
            }
            all.push((AsRef::<str>::as_ref(&attribute.key).to_owned(), self.entities.value(&attribute.value)?));
        }
        Ok(all)
    }

    /// What a prefix means where reading is.
    fn space(&self, prefix: &str) -> &str {
        if prefix == "xml" {
            return XML;
        }
        self.spaces.iter().rev().find(|(_, own, _)| own == prefix).map_or("", |(_, _, space)| space.as_str())
    }
}

/// A name's prefix and the rest.
fn parted(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn refuse_root(name: &Name<'_>) -> Result<(), String> {
    match (name.space, name.local) {
        (SVG, "svg") => Ok(()),
        ("", "svg") => Err(format!("it does not say that it is an SVG: `<svg` begins with `<svg xmlns=\"{SVG}\"`")),
        _ => Err("it is not an SVG, though its name says so".to_owned()),
    }
}

/// Why a picture with more parts than can be handled is refused.
pub(super) fn too_many() -> String {
    format!("it has more than {} parts, counting each as often as it is drawn", limits::SVG_SHAPES)
}
