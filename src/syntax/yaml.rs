//! YAML as a tree of our own in which every value knows its bytes. The only file that knows the YAML library.
//!
//! Takes the plain part of YAML that people write: scalars, lists, mappings. Anchors, aliases, tags, merge keys and
//! second documents are refused with their place. Scalars stay text: what a field makes of `1.10` or `no` is the field's.

mod mend;
mod stop;

use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError};

use crate::diag::{Diagnostics, make};
use crate::limits;
use crate::source::{FileId, Span};
use stop::{blame, line_of};

/// A value and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// Nothing after the key, `~` or `null`.
    Null,
    /// Text, decoded.
    Scalar { text: String },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order written; duplicates are reported and left out.
    Map(Vec<(Key, Node)>),
    /// Something refused and reported: whoever meets it says no more.
    Poison,
}

/// A mapping's key.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Span,
}

impl Node {
    /// What it is, in a writer's words.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
            Value::Poison => "something that can not be read",
        }
    }
}

/// Reads the YAML at `range` of `text`. `None` where it can not be read at all; the reason was reported.
pub(crate) fn parse(file: FileId, text: &str, range: Range<usize>, sink: &mut Diagnostics) -> Option<Node> {
    let yaml = text.get(range.clone())?;
    if let Some(at) = yaml.bytes().position(|byte| byte == 0) {
        let at = range.start + at;
        sink.push(make::nul_byte(file.span(at..at + 1)));
        return None;
    }
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    options.disallow_directives = false;
    let parser = Parser::new_from_str_with_options(yaml, options);
    let mut reader = Reader { parser, file, base: range.start, yaml, nodes: 0, refused: None, sink };
    reader.document()
}

struct Reader<'a, 's> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    file: FileId,
    base: usize,
    yaml: &'a str,
    nodes: usize,
    /// Where something was refused last: what comes of it on the same line is not told again.
    refused: Option<usize>,
    sink: &'s mut Diagnostics,
}

/// Reading stops: what can not go on was reported.
struct Stop;

impl<'a> Reader<'a, '_> {
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next().ok()?;
            match event {
                Event::StreamEnd => return root,
                Event::DocumentStart(..) if root.is_some() => {
                    self.sink.push(make::second_document(span));
                    return root;
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span, 0).ok()?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Comment(..) | Event::Anchor(..), _))) => {}
                Some(Ok((event, span))) => {
                    let range = span.byte_range().unwrap_or(0..0);
                    return Ok((event, self.span(range)));
                }
                Some(Err(error)) => return Err(self.broken(&error)),
                None => return Ok((Event::StreamEnd, self.span(self.yaml.len()..self.yaml.len()))),
            }
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        self.file.span(self.base + range.start..self.base + range.end.max(range.start))
    }

    fn broken(&mut self, error: &ScanError) -> Stop {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.yaml.len());
        let at = (0..=at).rev().find(|&at| self.yaml.is_char_boundary(at)).unwrap_or(0);
        let mut place = blame(self.yaml, at);
        // A tab is noticed at the end of the line above.
        let below = line_of(self.yaml, (line_of(self.yaml, place.start).end + 1).min(self.yaml.len()));
        let holds_tab = |line: &Range<usize>| self.yaml.get(line.clone()).is_some_and(|line| line.contains('\t'));
        if error.info().contains("tab") && !holds_tab(&line_of(self.yaml, place.start)) && holds_tab(&below) {
            place = below;
        }
        let line = line_of(self.yaml, place.start);
        if self.refused.is_some_and(|at| line_of(self.yaml, at) == line) {
            return Stop;
        }
        let mend = mend::find(self.yaml, place.start)
            .map(|(mend, edits)| (mend, edits.into_iter().map(|(range, new)| (self.span(range), new)).collect()));
        let text = self.yaml.get(line).unwrap_or_default();
        self.sink.push(make::yaml_syntax(self.span(place), &error.info(), text, mend));
        Stop
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, Stop> {
        self.nodes += 1;
        if depth > limits::YAML_DEPTH || self.nodes > limits::YAML_NODES {
            self.sink.push(make::too_deep_yaml(span, depth > limits::YAML_DEPTH));
            return Err(Stop);
        }
        let value = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text.into_owned(), style, anchor, tag.is_some(), span)
            }
            Event::SequenceStart(_, anchor, tag) => self.list(anchor, tag.is_some(), span, depth)?,
            Event::MappingStart(_, anchor, tag) => self.map(anchor, tag.is_some(), span, depth)?,
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.sink.push(make::yaml_alias(span));
                self.refused = Some((span.start as usize).saturating_sub(self.base));
                (Value::Poison, span)
            }
            _ => (Value::Null, span),
        };
        Ok(Node { span: value.1, value: value.0 })
    }

    /// Refuses anchors and tags. True where the value may not be used.
    fn refuse(&mut self, anchor: usize, tagged: bool, span: Span) -> bool {
        if anchor != 0 {
            self.sink.push(make::yaml_anchor(span));
        } else if tagged {
            self.sink.push(make::yaml_tag(span));
        }
        anchor != 0 || tagged
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, anchor: usize, tagged: bool, span: Span) -> (Value, Span) {
        if self.refuse(anchor, tagged, span) {
            return (Value::Poison, span);
        }
        if text.contains('\0') {
            self.sink.push(make::nul_byte(span));
            return (Value::Poison, span);
        }
        let null = style == ScalarStyle::Plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
        (if null { Value::Null } else { Value::Scalar { text } }, self.trimmed(span))
    }

    fn list(&mut self, anchor: usize, tagged: bool, span: Span, depth: usize) -> Result<(Value, Span), Stop> {
        let refused = self.refuse(anchor, tagged, span);
        let mut items = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let value = if refused { Value::Poison } else { Value::List(items) };
                return Ok((value, self.trimmed(span.to(at))));
            }
            items.push(self.node(event, at, depth + 1)?);
        }
    }

    fn map(&mut self, anchor: usize, tagged: bool, span: Span, depth: usize) -> Result<(Value, Span), Stop> {
        let refused = self.refuse(anchor, tagged, span);
        let mut fields: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let value = if refused { Value::Poison } else { Value::Map(fields) };
                return Ok((value, self.trimmed(span.to(at))));
            }
            let key = self.node(event, at, depth + 1)?;
            let (event, at) = self.next()?;
            let value = self.node(event, at, depth + 1)?;
            if let Some(key) = self.key(key) {
                match fields.iter().find(|(known, _)| known.name == key.name) {
                    Some((first, _)) => self.sink.push(make::duplicate_key(&key.name, key.span, first.span)),
                    None => fields.push((key, value)),
                }
            }
        }
    }

    fn key(&mut self, node: Node) -> Option<Key> {
        match node.value {
            Value::Scalar { text, .. } if text == "<<" => self.sink.push(make::yaml_merge(node.span)),
            Value::Scalar { text, .. } => return Some(Key { name: text, span: node.span }),
            Value::Poison => {}
            Value::Null | Value::List(_) | Value::Map(_) => self.sink.push(make::bad_key(node.span, node.describe())),
        }
        None
    }

    /// The span without the white space and line ends that the library counts to a block's end.
    fn trimmed(&self, span: Span) -> Span {
        let range = span.range();
        let inside = range.start.saturating_sub(self.base)..range.end.saturating_sub(self.base).min(self.yaml.len());
        let text = self.yaml.get(inside.clone()).unwrap_or("");
        let end = inside.start + text.trim_end().len();
        self.span(inside.start..end.max(inside.start))
    }
}
