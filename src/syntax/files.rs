//! One reading function for each kind of file: lessons, units, the home page, shared texts, the glossary, packets,
//! `daf.yaml`. Each gives a value and diagnostics, and knows nothing of the others.

use std::borrow::Cow;
use std::ops::Range;

use super::context::Context;
use super::dest::{self, BadBase};
use super::entries::Entries;
use super::front::{self, Fields};
use super::lesson::*;
use super::shape::{self, Shape};
use super::yaml::{Node, Value};
use super::{license, look, markdown, named, notes, split, text, values, yaml};
use crate::diag::{Code, Diagnostics, Severity, make};
use crate::hebrew::DivineName;
use crate::source::{FileId, Source, Spanned};

/// What reading every file needs to know of the curriculum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syntax {
    /// Whether citations in prose become links.
    pub autolink: bool,
    /// Whether the HTML of writers is used.
    pub raw_html: bool,
}

/// The kinds of Markdown files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A lesson.
    Lesson,
    /// A unit's `_index.md`.
    Unit,
    /// `index.md` at the root; its front matter may be left out.
    Home,
    /// A file in `texts/`.
    Text,
    /// The translation of any of them: it says only what it changes.
    Translation,
}

/// Reads a Markdown file of kind `of` (`kind` says whether it is a translation of one). `refs` is empty, or the original's
/// tables for a translation, so that numbers of both lead into one table. Where it is not text at all, that is reported, and the
/// document has nothing and says so.
pub fn document(
    id: FileId,
    source: &Source,
    kind: FileKind,
    of: FileKind,
    syntax: Syntax,
    refs: Refs,
    sink: &mut Diagnostics,
) -> Document {
    let Some(text) = readable(id, source, sink) else {
        return Document {
            file: id,
            path: source.path.clone(),
            fence: id.span(0..0),
            front: Front::default(),
            body: Body::default(),
            refs,
            lost: Lost::all(),
        };
    };
    let text = text.as_ref();
    let split = split::split(id, text, of != FileKind::Home, sink);
    text::hidden(id, text, &split.front.clone().unwrap_or_default(), sink);
    let mut context = Context { refs, ..context(id, syntax, sink) };
    let mut root = split.front.clone().and_then(|range| yaml::parse(id, text, range, context.sink));
    root.iter_mut().for_each(|root| values::go_through(root, context.sink));
    let read = root.is_some();
    context.lost.fields = !read && (of != FileKind::Home || split.front.is_some() || !context.sink.is_empty());
    let mut front = root.map(|root| read_front(root, kind, of, &mut context)).unwrap_or_default();
    let fence = id.span(split.fence.clone());
    if read && kind != FileKind::Translation && matches!(of, FileKind::Lesson | FileKind::Unit) && front.title.is_none()
    {
        // One that is there and was refused is not missing.
        if !context.has_title {
            let what = if of == FileKind::Unit { "a unit" } else { "a lesson" };
            context.sink.push(make::missing_field(fence, what, "title"));
        }
    }
    if let Some(license) = front.license.as_ref() {
        license::check(license, true, context.sink);
    }
    let mut entries = Entries::take(&mut front);
    let before = context.sink.as_slice().len();
    context.lost.body = split.body.is_empty() && context.lost.fields;
    let body = markdown::body(text, split.body, &mut context, &mut entries);
    context.lost.body |= context.sink.as_slice().iter().skip(before).any(|one| OF_BLOCKS.contains(&one.code));
    entries.put(&mut front);
    let Context { refs, lost, .. } = context;
    Document { file: id, path: source.path.clone(), fence, front, body, refs, lost }
}

/// Mistakes after which a block or heading is not what it was meant to be.
const OF_BLOCKS: [Code; 9] = [
    Code::UnknownBlock,
    Code::UnclosedBlock,
    Code::BlockOrder,
    Code::MisplacedBlock,
    Code::MistypedBlock,
    Code::MistypedNote,
    Code::UnclosedCode,
    Code::NotAHeading,
    Code::BadAttribute,
];

fn read_front(root: Node, kind: FileKind, of: FileKind, context: &mut Context<'_>) -> Front {
    match of {
        FileKind::Lesson | FileKind::Translation => front::lesson(root, context),
        FileKind::Unit | FileKind::Home => front::unit(root, context),
        FileKind::Text => front::shared_text(root, kind != FileKind::Translation, context),
    }
}

/// An editors' note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The byte of the file where it begins.
    pub at: usize,
    /// What it says, without its signs.
    pub words: String,
}

/// The editors' notes of a text, in order: of a Markdown file with fields and body (`is_markdown`), or of a YAML file. Reports nothing.
pub fn notes(id: FileId, text: &str, is_markdown: bool) -> Vec<Note> {
    if !notes::may_stand_in(text) {
        return Vec::new();
    }
    let parts = if is_markdown {
        let split = split::split(id, text, false, &mut Diagnostics::default());
        [split.front.map(|range| (range, false)), Some((split.body, true))]
    } else {
        [Some((0..text.len(), false)), None]
    };
    let mut found = Vec::new();
    for (range, is_body) in parts.into_iter().flatten() {
        let part = text.get(range.clone()).unwrap_or_default();
        let code = if is_body { markdown::code(part) } else { Vec::new() };
        for note in notes::find(part, &code).ranges {
            let words =
                part.get(note.clone()).unwrap_or_default().trim_start_matches("<!--").trim_end_matches("-->").trim();
            found.push(Note { at: range.start + note.start, words: words.to_owned() });
        }
    }
    found
}

/// The text of a file; one that is not UTF-8, holds a NUL, or was left unfinished by a merge is reported.
fn readable<'a>(id: FileId, source: &'a Source, sink: &mut Diagnostics) -> Option<Cow<'a, str>> {
    let Some(text) = source.text() else {
        let bytes = &*source.bytes();
        let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        // The span is measured in the text that readers are shown, in which every broken byte stands as U+FFFD.
        sink.push(make::not_utf8(id.span(at..at + 3), encoding(bytes)));
        return None;
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        sink.push(make::nul_byte(id.span(at..at + 1)));
        return None;
    }
    let text = line_ends(text);
    if let Some((first, middle)) = conflict(&text) {
        sink.push(make::merge_conflict(id.span(first), middle.map(|range| id.span(range))));
        return None;
    }
    Some(text)
}

/// The lines that a merge of two people's changes left: the first, and the one between the two versions.
fn conflict(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    const SIGNS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];
    let mut places = SIGNS.map(|_| None);
    let is_mark = |line: &str, sign: &str| {
        line.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r']))
    };
    memchr::memmem::find(text.as_bytes(), SIGNS[0].as_bytes())?;
    let mut at = 0;
    for line in text.split('\n') {
        for (place, sign) in places.iter_mut().zip(SIGNS) {
            if place.is_none() && is_mark(line, sign) {
                *place = Some(at..at + line.trim_end().len());
            }
        }
        at += line.len() + 1;
    }
    let [first, middle, last] = places;
    last.and(first).map(|first| (first, middle))
}

/// A lone carriage return ends a line, which the Markdown parser does not know everywhere: a line feed takes its place,
/// and every byte keeps its own.
fn line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(lone) {
        return Cow::Borrowed(text);
    }
    let mut ended = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        ended.push(if c == '\r' && lone(at) { '\n' } else { c });
    }
    Cow::Owned(ended)
}

/// What an encoding seems to be, by its first bytes and by the letters that Hebrew has in the old Windows encoding.
fn encoding(bytes: &[u8]) -> &'static str {
    let hebrew = bytes.iter().filter(|byte| (0xe0..=0xfa).contains(*byte)).count();
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it seems to be UTF-16",
        _ if hebrew * 3 > bytes.iter().filter(|byte| **byte >= 0x80).count() * 2 && hebrew > 8 => {
            "it seems to be Windows-1255 (Hebrew)"
        }
        _ => "it seems to be in an old encoding such as Windows-1252",
    }
}

fn root(id: FileId, source: &Source, sink: &mut Diagnostics) -> Option<Node> {
    let text = readable(id, source, sink)?;
    let text = text.as_ref();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    text::hidden(id, text, &(start..text.len()), sink);
    let mut root = yaml::parse(id, text, start..text.len(), sink)?;
    values::go_through(&mut root, sink);
    Some(root)
}

fn context(id: FileId, syntax: Syntax, sink: &mut Diagnostics) -> Context<'_> {
    let lost = Lost::default();
    Context {
        file: id,
        refs: Refs::default(),
        autolink: syntax.autolink,
        raw_html: syntax.raw_html,
        facilitators: 0,
        code: 0,
        lost,
        has_title: false,
        sink,
    }
}

/// Reads `glossary.yaml`.
pub fn glossary(id: FileId, source: &Source, syntax: Syntax, sink: &mut Diagnostics) -> Glossary {
    let root = root(id, source, sink);
    let mut context = context(id, syntax, sink);
    let mut terms = Vec::new();
    if let Some(node) = root {
        let found = node.describe();
        match node.value {
            Value::List(items) => {
                for node in items {
                    let ids = named::ids(&node);
                    let errors = context.sink.count(Severity::Error);
                    let term = front::term(node, &mut context);
                    if term.is_none() || context.sink.count(Severity::Error) > errors {
                        context.lost.add_entry("glossary", ids);
                    }
                    terms.extend(term);
                }
            }
            Value::Null | Value::Poison => context.lost.fields = true,
            Value::Scalar { .. } | Value::Map(_) => {
                context.lost.fields = true;
                context.sink.push(make::wrong_type(node.span, "the glossary", "a list", found, false));
            }
        }
    } else {
        context.lost.fields = !context.sink.is_empty();
    }
    Glossary { file: id, terms, refs: context.refs, lost: context.lost }
}

/// Reads a file in `packets/`. `None` where it has no title or items; that was reported.
pub fn packet(id: FileId, source: &Source, sink: &mut Diagnostics) -> Option<Packet> {
    let node = root(id, source, sink)?;
    let mut context = context(id, Syntax { autolink: false, raw_html: false }, sink);
    let mut fields = Fields::of(node, &shape::PACKET, &mut context)?;
    let title = fields.visible("title");
    fields.require(title.is_some(), "title");
    let items = fields.list("items", packet_item);
    fields.require(!items.is_empty(), "items");
    let kind = fields.word("kind", SheetKind::ALL, SheetKind::word, SheetKind::from_word);
    let paper = fields.word("paper", Paper::ALL, Paper::word, Paper::from_word);
    let (cover, contents) = (fields.off("cover"), fields.off("contents"));
    let options = print_options(&mut fields, "options", &shape::PACKET_OPTIONS);
    let extra = fields.extra();
    fields.finish();
    let kind = kind.map_or(SheetKind::Participant, |kind| kind.value);
    let id_text = source.path.stem().to_owned();
    Some(Packet {
        id: id_text,
        file: id,
        title: title?,
        items,
        kind,
        cover,
        contents,
        paper: paper.map(|paper| paper.value),
        options,
        extra,
    })
}

fn packet_item(node: Node, context: &mut Context<'_>) -> Option<PacketItem> {
    if matches!(node.value, Value::Scalar { .. } | Value::Null) {
        return Some(PacketItem { id: Fields::text_of(node, context)?.as_name(), text: false, kind: None });
    }
    let span = node.span;
    let mut fields = Fields::of(node, &shape::PACKET_ITEM, context)?;
    let (lesson, text) = (fields.visible("lesson"), fields.visible("text"));
    let kind = fields.word("kind", SheetKind::ALL, SheetKind::word, SheetKind::from_word).map(|kind| kind.value);
    fields.require(lesson.is_some() || text.is_some(), "lesson");
    fields.finish();
    if lesson.is_some() && text.is_some() {
        context.sink.push(make::unknown_field(span, "text", "an item that names a lesson", [], |_| false));
    }
    let is_text = lesson.is_none();
    Some(PacketItem { id: lesson.or(text)?.as_name(), text: is_text, kind })
}

/// The options under a field: a packet's `options`, `print` in `daf.yaml`.
fn print_options(fields: &mut Fields<'_, '_>, name: &str, shape: &'static Shape) -> PrintOptions {
    let Some(node) = fields.take(name) else { return PrintOptions::default() };
    let Some(mut fields) = Fields::of(node, shape, fields.context) else {
        return PrintOptions::default();
    };
    let options = PrintOptions {
        paper: fields.word("paper", Paper::ALL, Paper::word, Paper::from_word).map(|paper| paper.value),
        large: fields.maybe("large"),
        ink_saver: fields.maybe("ink_saver"),
        booklet: booklet(&mut fields),
        divine_name: divine_name(&mut fields),
        vowels: fields.maybe("vowels"),
        cantillation: fields.maybe("cantillation"),
        transliteration: fields.maybe("transliteration"),
        texts: fields.word("texts", TextsShown::ALL, TextsShown::word, TextsShown::from_word).map(|texts| texts.value),
        layout: fields.word("layout", Layout::ALL, Layout::word, Layout::from_word).map(|layout| layout.value),
        answers: fields.word("answers", Answers::ALL, Answers::word, Answers::from_word).map(|answers| answers.value),
    };
    fields.finish();
    options
}

/// `booklet`: yes or no, or the edge where it is bound.
fn booklet(fields: &mut Fields<'_, '_>) -> Option<Booklet> {
    let from = |word: &str| match word {
        "true" | "yes" => Some(Booklet::Auto),
        "false" | "no" => Some(Booklet::None),
        word => Booklet::from_word(word),
    };
    fields.word("booklet", Booklet::ALL, Booklet::word, from).map(|booklet| booklet.value)
}

fn divine_name(fields: &mut Fields<'_, '_>) -> Option<DivineName> {
    fields.word("divine_name", DivineName::ALL, DivineName::word, DivineName::from_word).map(|name| name.value)
}

/// Reads `daf.yaml`. `None` where it has no title; that was reported.
pub fn config(id: FileId, source: &Source, sink: &mut Diagnostics) -> Option<Config> {
    let node = root(id, source, sink);
    let Some(node) = node else {
        if sink.is_empty() {
            sink.push(make::missing_field(id.span(0..0), "daf.yaml", "title"));
        }
        return None;
    };
    let mut context = context(id, Syntax { autolink: true, raw_html: false }, sink);
    let mut fields = Fields::of(node, &shape::CONFIG, &mut context)?;
    let title = fields.visible("title");
    fields.require(title.is_some(), "title");
    let language = fields.language("language").map_or_else(|| "en".to_owned(), |lang| lang.value.to_lowercase());
    let languages = languages(&language, fields.languages("languages"));
    let (vowels, cantillation) = hebrew(&mut fields);
    let autolink = fields.maybe("autolink").unwrap_or(true);
    fields.context.autolink = autolink;
    let raw_html = fields.off("raw_html");
    fields.context.raw_html = raw_html;
    let paper = fields.word("paper", Paper::ALL, Paper::word, Paper::from_word);
    let facilitator =
        fields.word("facilitator", FacilitatorPages::ALL, FacilitatorPages::word, FacilitatorPages::from_word);
    let layout = fields.word("text_layout", Layout::ALL, Layout::word, Layout::from_word);
    let mut config = Config {
        file: id,
        title: title.unwrap_or_else(|| Spanned::new("Curriculum".to_owned(), id.span(0..0))),
        subtitle: fields.text("subtitle"),
        language,
        languages,
        organization: fields.text("organization"),
        description: fields.text("description"),
        license: fields.text("license"),
        authors: fields.texts("authors"),
        base_url: base_url(&mut fields),
        theme: fields.name("theme"),
        paper: paper.map_or(Paper::Letter, |paper| paper.value),
        facilitator: facilitator.map_or(FacilitatorPages::Together, |pages| pages.value),
        divine_name: divine_name(&mut fields).unwrap_or_default(),
        vowels,
        cantillation,
        print: print_options(&mut fields, "print", &shape::PRINT),
        text_layout: layout.map_or(Layout::SideBySide, |layout| layout.value),
        transliteration: fields.maybe("transliteration").unwrap_or(true),
        autolink,
        raw_html,
        static_scripts: fields.off("static_scripts"),
        menu: fields.list("menu", menu_entry),
        severities: severities(&mut fields),
        epigraph: None,
        values: fields.list("values", value_entry),
        look: look::look(&mut fields),
        words: Vec::new(),
        extra: fields.extra(),
        refs: Refs::default(),
        lost: Lost::default(),
    };
    config.words = look::words(&mut fields, &config.languages);
    config.epigraph = epigraph(&mut fields);
    fields.finish();
    if let Some(license) = &config.license {
        license::check(license, true, context.sink);
    }
    config.refs = context.refs;
    config.lost = context.lost;
    Some(config)
}

fn languages(main: &str, listed: Vec<Text>) -> Vec<Lang> {
    let mut languages = vec![main.to_owned()];
    for lang in listed {
        let lang = lang.value.trim().to_lowercase();
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

fn hebrew(fields: &mut Fields<'_, '_>) -> (bool, bool) {
    let Some(node) = fields.take("hebrew") else { return (true, false) };
    let Some(mut fields) = Fields::of(node, &shape::HEBREW, fields.context) else { return (true, false) };
    let shown = (fields.maybe("vowels").unwrap_or(true), fields.maybe("cantillation").unwrap_or(false));
    fields.finish();
    shown
}

fn base_url(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let typed = fields.text("base_url")?;
    let told = match dest::base_url(&typed.value) {
        Ok(base) => return Some(Spanned::new(base, typed.span)),
        Err(BadBase::NoAddress) => make::broken_targets::not_a_web_address(typed.span, "base_url", &typed.value, None),
        Err(BadBase::GoesOn(base)) => make::unseen::base_url_goes_on(typed.span, &typed.value, &base),
    };
    fields.context.sink.push(told);
    None
}

fn epigraph(fields: &mut Fields<'_, '_>) -> Option<Box<TextEntry>> {
    let node = fields.take("epigraph")?;
    let span = node.span;
    let mut fields = Fields::of(node, &shape::EPIGRAPH, fields.context)?;
    let entry = front::text_fields(&mut fields, span);
    fields.finish();
    Some(Box::new(entry))
}

fn menu_entry(node: Node, context: &mut Context<'_>) -> Option<(Text, LinkNo)> {
    let mut fields = Fields::of(node, &shape::MENU, context)?;
    let title = fields.visible("title");
    let to = fields.link("to");
    fields.require(title.is_some(), "title");
    fields.require(to.is_some(), "to");
    fields.finish();
    Some((title?, to?))
}

fn value_entry(node: Node, context: &mut Context<'_>) -> Option<ValueEntry> {
    if matches!(node.value, Value::Scalar { .. } | Value::Null) {
        return Some(ValueEntry { name: Fields::text_of(node, context)?, he: None, description: None });
    }
    let mut fields = Fields::of(node, &shape::VALUE, context)?;
    let name = fields.visible("name");
    let (he, description) = (fields.text("he"), fields.rich("description"));
    fields.require(name.is_some(), "name");
    fields.finish();
    Some(ValueEntry { name: name?, he, description })
}

fn severities(fields: &mut Fields<'_, '_>) -> Vec<(Code, Option<Severity>)> {
    let Some(node) = fields.take("diagnostics") else { return Vec::new() };
    let Some(mut fields) = Fields::of(node, &shape::DIAGNOSTICS, fields.context) else { return Vec::new() };
    let mut found = Vec::new();
    for code in Code::ALL.iter().copied().filter(|code| code.is_adjustable()) {
        let Some(typed) = fields.text(code.id()) else { continue };
        match typed.value.as_str() {
            "error" => found.push((code, Some(Severity::Error))),
            "warning" => found.push((code, Some(Severity::Warning))),
            "note" => found.push((code, Some(Severity::Note))),
            "off" => found.push((code, None)),
            word => {
                let known = shape::SEVERITIES.into_iter();
                fields.context.sink.push(make::unknown_word(Code::BadValue, typed.span, code.id(), word, known));
            }
        }
    }
    fields.finish();
    found
}
