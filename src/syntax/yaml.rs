//! YAML as a tree of our own in which every value knows its bytes. The only file that knows the YAML parser.
//!
//! Takes the plain part of YAML that people write: scalars, lists, mappings. Anchors, aliases, tags, merge keys and
//! second documents are refused with their place. Scalars stay text: what a field makes of `1.10` or `no` is the field's.

mod marks;
mod mend;
mod mended_text;
mod salvage;
mod slips;
mod spots;
mod stop;

use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::{shape, unseen};
use crate::diag::{self, Diagnostics, make};
use crate::limits;
use crate::source::{FileId, Span};
use mend::Edits;
use mended_text::MendedText;
use slips::Slip;
use stop::{blame, line_of};

/// A value and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
    /// Whether it is a text that stands there bare, without quotation marks or a bar.
    pub(crate) is_plain: bool,
    /// A note behind it on its line; of what was given up, all that stands there.
    pub(crate) note: Option<Box<Note>>,
}

/// What stands from a `#` on, behind words or in place of them.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// From the `#` to the end of the line.
    pub(crate) span: Span,
    /// It, as it is typed.
    pub(crate) words: String,
    /// How wide the space before it is.
    pub(crate) spaces: usize,
    /// The words before it, as they are typed.
    pub(crate) value: String,
    /// Those and the note together, where nothing else belongs to the line's value.
    pub(crate) whole: Option<Span>,
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
    fn new(span: Span, value: Value) -> Node {
        Node { span, value, is_plain: false, note: None }
    }

    /// What it is, in a writer's words.
    pub(crate) fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
            Value::Poison => "something that cannot be read",
        }
    }
}

/// Reads the YAML at `range` of `text`. `None` where it cannot be read at all; the reason was reported.
///
/// A slip of the hand is reported once, and what was meant is read where that is known. Where it is not, the item or field that it
/// lies in is [`Value::Poison`], and all else is read.
pub(crate) fn parse(file: FileId, text: &str, range: Range<usize>, sink: &mut Diagnostics) -> Option<Node> {
    let yaml = text.get(range.clone())?;
    if let Some(at) = yaml.bytes().position(|byte| byte == 0) {
        let at = range.start + at;
        sink.push(make::nul_byte(file.span(at..at + 1)));
        return None;
    }
    let mut attempt = Attempt { file, base: range.start, mended: MendedText::new(yaml), lost: Vec::new(), sink };
    attempt.before();
    // Each round mends one thing that could not be read, or gives one part up.
    for _ in 0..ROUNDS {
        let mut found = Diagnostics::default();
        let read = attempt.read(&mut found);
        match read {
            Ok(root) => {
                attempt.sink.append(found);
                return root;
            }
            Err(Stop::Told) => {
                attempt.sink.append(found);
                return None;
            }
            Err(Stop::Broken { at, why }) => {
                if !attempt.after(at, &why, found) {
                    return None;
                }
            }
        }
    }
    None
}

/// How many things one text is mended of.
const ROUNDS: usize = 24;

/// How many slips of one text are told and mended at once.
const MOST: usize = 200;

/// How many parts of a text are given up before it is all given up.
const PARTS: usize = 4;

/// A text that is being made readable.
struct Attempt<'a, 's> {
    file: FileId,
    base: usize,
    mended: MendedText<'a>,
    /// What was given up, as bytes of what was typed.
    lost: Vec<Range<usize>>,
    sink: &'s mut Diagnostics,
}

impl Attempt<'_, '_> {
    fn span(&self, range: Range<usize>) -> Span {
        let typed = self.mended.typed(range);
        self.file.span(self.base + typed.start..self.base + typed.end)
    }

    /// Reports slips that the lines show by themselves, and mends them.
    fn before(&mut self) {
        let seen = spots::see(&self.mended.text, shape::is_name);
        let indents = slips::indents(&self.mended.text, &seen, shape::is_name);
        let seen = if indents.is_empty() {
            seen
        } else {
            self.tell(&indents);
            spots::see(&self.mended.text, shape::is_name)
        };
        let found = slips::on_lines(&self.mended.text, &seen);
        self.tell(&apart(found));
    }

    /// Reports slips of the text as it is now, and lays in what mends them. False where that could not be laid in.
    fn tell(&mut self, slips: &[Slip]) -> bool {
        let places: Vec<Span> = slips.iter().map(|slip| self.span(slip.place.clone())).collect();
        let all: Edits = slips.iter().flat_map(|slip| slip.edits.clone()).collect();
        let typed: Vec<Option<Vec<(Span, String)>>> = slips
            .iter()
            .map(|slip| {
                let edits = slip.edits.iter().map(|(range, new)| (self.span(range.clone()), new.clone()));
                (slip.sure && !slip.edits.is_empty()).then(|| edits.collect())
            })
            .collect();
        let is_laid = self.mended.apply(&all).is_some();
        for ((slip, place), edits) in slips.iter().zip(places).zip(typed) {
            if slip.what == make::typed::YamlSlip::Blank {
                continue;
            }
            self.sink.push(make::typed::slip(place, &slip.what, edits));
        }
        is_laid
    }

    fn read(&self, sink: &mut Diagnostics) -> Result<Option<Node>, Stop> {
        let yaml = self.mended.text.as_ref();
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.emit_unresolved_aliases = true;
        options.disallow_directives = false;
        let parser = Parser::new_from_str_with_options(yaml, options);
        let mut reader = YamlReader { parser, attempt: self, yaml, nodes: 0, sink };
        reader.document()
    }

    /// Reports why the text can be read no further than `at`, and mends it or gives a part up. False where nothing can be read.
    fn after(&mut self, at: usize, why: &str, found: Diagnostics) -> bool {
        let text = self.mended.text.clone();
        let yaml = text.as_ref();
        let mut place = blame(yaml, at);
        // A tab is noticed at the end of the line above.
        let below = line_of(yaml, (line_of(yaml, place.start).end + 1).min(yaml.len()));
        let holds_tab = |line: &Range<usize>| yaml.get(line.clone()).is_some_and(|line| line.contains('\t'));
        if why.contains("tab") && !holds_tab(&line_of(yaml, place.start)) && holds_tab(&below) {
            place = below;
        }
        let line = line_of(yaml, place.start);
        // What was refused on this line already is why.
        let typed = self.span(line.clone());
        let is_here = |span: Span| span.start >= typed.start && span.start <= typed.end;
        if found.as_slice().iter().any(|one| matches!(one.place, diag::Place::At(span) if is_here(span))) {
            self.sink.append(found);
            return self.give_up(place.start);
        }
        let mended = mend::find(yaml, place.start);
        // Quotation marks in Hebrew words are gershayim, whatever else they seem to open or to close.
        let is_gershayim = mended.as_ref().is_some_and(|(mend, _)| *mend == make::YamlMend::Gershayim);
        let seen = spots::see(yaml, shape::is_name);
        if !is_gershayim && let Some(slip) = slips::cause(yaml, &seen, place.start) {
            let (start, has_edits) = (slip.place.start, !slip.edits.is_empty());
            return (self.tell(&[slip]) && has_edits) || self.give_up(start);
        }
        if let Some((mend, edits)) = mended {
            let span = self.span(place.clone());
            let words = yaml.get(line).unwrap_or_default();
            let mended = self.mended.apply(&edits);
            let is_laid = mended.is_some();
            let spans = |(range, new): (Range<usize>, String)| {
                (self.file.span(self.base + range.start..self.base + range.end), new)
            };
            let mend = mended.map(|edits| (mend, edits.into_iter().map(spans).collect()));
            self.sink.push(make::yaml_syntax(span, why, words, mend));
            return is_laid || self.give_up(place.start);
        }
        let words = yaml.get(line).unwrap_or_default();
        let span = self.span(place.clone());
        if self.lost.len() < 2 {
            self.sink.push(make::yaml_syntax(span, why, words, None));
        }
        self.give_up(place.start)
    }

    /// Leaves the item or field unread that a byte lies in. False where that does not help.
    fn give_up(&mut self, at: usize) -> bool {
        if self.lost.len() >= PARTS {
            return false;
        }
        let Some((part, edits)) = salvage::without(&self.mended.text, at) else { return false };
        let typed = self.mended.typed(part);
        if self.mended.apply(&edits).is_none() {
            return false;
        }
        self.lost.push(typed);
        true
    }
}

/// Slips in the order of their places, without those of which an edit meets one before it: what is left of them is told when the
/// text is read with the others mended.
fn apart(mut slips: Vec<Slip>) -> Vec<Slip> {
    slips.sort_by_key(|slip| slip.place.start);
    slips.truncate(MOST);
    let mut taken: Vec<Range<usize>> = Vec::new();
    slips.retain(|slip| {
        let meets = slip.edits.iter().any(|(range, _)| {
            taken.iter().any(|other| {
                (range.start < other.end && other.start < range.end) || (range.start == other.start && range.is_empty())
            })
        });
        if !meets {
            taken.extend(slip.edits.iter().map(|(range, _)| range.clone()));
        }
        !meets
    });
    slips
}

struct YamlReader<'a, 'r> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    attempt: &'r Attempt<'r, 'r>,
    yaml: &'a str,
    nodes: usize,
    sink: &'r mut Diagnostics,
}

/// Reading stops.
enum Stop {
    /// What cannot go on was reported.
    Told,
    /// The text can be read no further than this byte of it.
    Broken {
        /// The byte.
        at: usize,
        /// What the library says of it.
        why: String,
    },
}

impl<'a> YamlReader<'a, '_> {
    fn document(&mut self) -> Result<Option<Node>, Stop> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(root),
                Event::DocumentStart(..) if root.is_some() => {
                    let span = self.span(span);
                    self.sink.push(make::second_document(span));
                    return Ok(root);
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, span, 0)?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Comment(..) | Event::Anchor(..), _))) => {}
                Some(Ok((event, span))) => return Ok((event, span.byte_range().unwrap_or(0..0))),
                Some(Err(error)) => {
                    let at = error.marker().byte_offset().unwrap_or(0).min(self.yaml.len());
                    let at = (0..=at).rev().find(|&at| self.yaml.is_char_boundary(at)).unwrap_or(0);
                    return Err(Stop::Broken { at, why: error.info() });
                }
                None => return Ok((Event::StreamEnd, self.yaml.len()..self.yaml.len())),
            }
        }
    }

    /// Bytes of the text as a place in the file.
    fn span(&self, range: Range<usize>) -> Span {
        self.attempt.span(range.start..range.end.max(range.start))
    }

    fn node(&mut self, event: Event<'a>, range: Range<usize>, depth: usize) -> Result<Node, Stop> {
        self.nodes += 1;
        if depth > limits::YAML_DEPTH || self.nodes > limits::YAML_NODES {
            self.sink.push(make::too_deep_yaml(self.span(range), depth > limits::YAML_DEPTH));
            return Err(Stop::Told);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                Ok(self.scalar(text.into_owned(), style, anchor, tag.is_some(), range))
            }
            Event::SequenceStart(_, anchor, tag) => self.list(anchor, tag.is_some(), range, depth),
            Event::MappingStart(_, anchor, tag) => self.map(anchor, tag.is_some(), range, depth),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let span = self.span(range);
                self.sink.push(make::yaml_alias(span));
                Ok(Node::new(span, Value::Poison))
            }
            _ => Ok(Node::new(self.span(range), Value::Null)),
        }
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

    fn scalar(&mut self, text: String, style: ScalarStyle, anchor: usize, tagged: bool, range: Range<usize>) -> Node {
        let span = self.span(range.clone());
        if self.refuse(anchor, tagged, span) {
            return Node::new(span, Value::Poison);
        }
        if text.contains('\0') {
            self.sink.push(make::nul_byte(span));
            return Node::new(span, Value::Poison);
        }
        self.unseen(&text, &range);
        let is_plain = style == ScalarStyle::Plain;
        let range = self.trimmed(range);
        let span = self.span(range.clone());
        if is_plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") {
            let is_lost = |lost: &Range<usize>| {
                let at = (span.start as usize).saturating_sub(self.attempt.base);
                lost.start <= at && at <= lost.end
            };
            let Some(lost) = self.attempt.lost.iter().find(|lost| is_lost(lost)) else {
                return Node::new(span, Value::Null);
            };
            let words = self.attempt.mended.typed_text(lost.clone()).to_owned();
            let note = Note { span, words, spaces: 0, value: String::new(), whole: None };
            return Node { span, value: Value::Poison, is_plain, note: Some(Box::new(note)) };
        }
        let note = if is_plain && !text.is_empty() { self.note(range) } else { None };
        let node = Node { span, value: Value::Scalar { text }, is_plain, note };
        if is_plain {
            self.remark(&node);
        }
        node
    }

    /// Reports control characters that no text may hold, where they are written by their numbers.
    fn unseen(&mut self, text: &str, range: &Range<usize>) {
        if let Some(c) = unseen::first_turning(text) {
            let typed = self.yaml.get(range.clone()).unwrap_or_default();
            if let Some(place) = escape(typed, c).filter(|_| !typed.contains(c)) {
                let shown = typed.get(place.clone()).unwrap_or_default();
                let place = self.span(range.start + place.start..range.start + place.end);
                self.sink.push(make::unseen::turning_by_number(place, c, shown));
            }
        }
        let is_bad =
            |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{2028}' | '\u{2029}');
        let Some(bad) = text.chars().find(|&c| is_bad(c)) else { return };
        let typed = self.yaml.get(range.clone()).unwrap_or_default();
        // What stands there itself was told of with the lines.
        if typed.contains(bad) {
            return;
        }
        let place =
            escape(typed, bad).map_or(range.clone(), |place| range.start + place.start..range.start + place.end);
        let words = self.yaml.get(place.clone()).unwrap_or_default();
        let shown = if words.starts_with('\\') { words } else { "\\" };
        self.sink.push(make::typed::control_in_value(self.span(place), bad, shown));
    }

    /// The note behind plain words, on the line where they end.
    fn note(&self, range: Range<usize>) -> Option<Box<Note>> {
        let line = line_of(self.yaml, range.end);
        let rest = self.yaml.get(range.end..line.end)?;
        let words = rest.trim_start_matches([' ', '\t']);
        let lead = rest.get(..rest.len() - words.len())?;
        if lead.is_empty() || !words.starts_with('#') {
            return None;
        }
        let words = words.trim_end();
        let at = range.end + lead.len();
        let before = self.yaml.get(line.start..range.start).unwrap_or_default();
        let is_alone = !before.contains(['[', '{']) && range.start >= line.start;
        let value = self.yaml.get(range.clone()).unwrap_or_default();
        let rest_of_value = at + words.len();
        Some(Box::new(Note {
            span: self.span(at..at + words.len()),
            words: words.to_owned(),
            spaces: lead.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
            whole: is_alone.then(|| self.span(range.start..rest_of_value)),
            value: value.to_owned(),
        }))
    }

    fn list(&mut self, anchor: usize, tagged: bool, range: Range<usize>, depth: usize) -> Result<Node, Stop> {
        let refused = self.refuse(anchor, tagged, self.span(range.clone()));
        let mut items = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let value = if refused { Value::Poison } else { Value::List(items) };
                let range = self.trimmed(range.start..at.end.max(range.end));
                return Ok(Node::new(self.span(range), value));
            }
            let mut item = self.node(event, at.clone(), depth + 1)?;
            if matches!(item.value, Value::Null) {
                let line = line_of(self.yaml, at.start.min(self.yaml.len()));
                let words = self.yaml.get(line.clone()).unwrap_or_default();
                let dash = words.find("- ").map_or(line.end, |dash| line.start + dash + 1);
                item.note = self.note(dash..dash).filter(|_| words.trim_start().starts_with("- "));
            }
            items.push(item);
        }
    }

    fn map(&mut self, anchor: usize, tagged: bool, range: Range<usize>, depth: usize) -> Result<Node, Stop> {
        let refused = self.refuse(anchor, tagged, self.span(range.clone()));
        let mut fields: Vec<(Key, Node)> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let value = if refused { Value::Poison } else { Value::Map(fields) };
                let range = self.trimmed(range.start..at.end.max(range.end));
                return Ok(Node::new(self.span(range), value));
            }
            let named = self.trimmed(at.clone()).end;
            let key = self.node(event, at, depth + 1)?;
            let (event, at) = self.next()?;
            let mut value = self.node(event, at, depth + 1)?;
            if matches!(value.value, Value::Null) && self.yaml.get(named..).is_some_and(|rest| rest.starts_with(':')) {
                value.note = self.note(named + 1..named + 1);
            }
            if let Some(key) = self.key(key) {
                match fields.iter().find(|(known, _)| known.name == key.name) {
                    Some((first, _)) => self.sink.push(make::duplicate_key(&key.name, key.span, first.span)),
                    None => fields.push((key, value)),
                }
            }
        }
    }

    /// Reports curly quotation marks around all of a plain value, where they are words. A text on lines of its own may be one that is
    /// spoken, and nothing there is quoted.
    fn remark(&mut self, node: &Node) {
        let Value::Scalar { text } = &node.value else { return };
        // A text that is folded or mended is longer where it stands than what it says.
        if (node.span.end - node.span.start) as usize != text.len() {
            return;
        }
        if let Some((open, close)) = marks::around(text) {
            let shown = format!("`{}…{}`", &text[..open], &text[text.len() - close..]);
            self.sink.push(make::typed::shown_quotes(node.span, &shown));
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

    /// The bytes without the white space and line ends that the library counts to a block's end.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let start = range.start.min(self.yaml.len());
        let text = self.yaml.get(start..range.end.min(self.yaml.len())).unwrap_or("");
        start..start + text.trim_end().len()
    }
}

/// Where a sign stands by its number or letter in a text in quotation marks: `\x07`, `\e`.
fn escape(typed: &str, sign: char) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = typed.get(at..)?.find('\\') {
        let start = at + found;
        let rest = typed.get(start + 1..)?;
        let letter = rest.chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let end = start + 1 + letter.len_utf8() + digits;
        let by_number = rest.get(1..1 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let means = match letter {
            'a' => Some('\u{7}'),
            'b' => Some('\u{8}'),
            'v' => Some('\u{b}'),
            'f' => Some('\u{c}'),
            'e' => Some('\u{1b}'),
            'N' => Some('\u{85}'),
            'L' => Some('\u{2028}'),
            'P' => Some('\u{2029}'),
            _ => by_number.and_then(char::from_u32),
        };
        if means == Some(sign) {
            return Some(start..end);
        }
        at = end;
    }
    None
}
