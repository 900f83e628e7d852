//! What blocks and leaves mean: their names, their attributes, and what becomes of prompts, exercises and texts that are
//! written in a body. Knows no Markdown parser and resolves no ids.

use std::sync::Arc;

use super::context::Context;
use super::directive::{Attributes, Head};
use super::entries::Entries;
use super::lesson::*;
use super::mistyped::{Known, Mistyped};
use super::plain::{inline_text, plain_text};
use super::scalar::NoCount;
use super::shape::Seen;
use super::{scalar, text};
use crate::citation;
use crate::diag::fix::Edit;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, make};
use crate::direction::{Direction, of_block};
use crate::source::{Span, Spanned};

/// What a block's name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockName {
    Container(ContainerKind),
    Prompt,
    Exercise,
    Text,
    Objectives,
    Questions,
    KeyPoints,
    /// Not known, and reported: its inside is kept.
    Unknown,
}

/// Every name that a block may have, the Carpentries' own at the end.
const NAMES: &[(&str, BlockName)] = &[
    ("prompt", BlockName::Prompt),
    ("exercise", BlockName::Exercise),
    ("text", BlockName::Text),
    ("challenge", BlockName::Exercise),
    ("solution", BlockName::Container(ContainerKind::Answer)),
    ("instructor", BlockName::Container(ContainerKind::Facilitator)),
    ("objectives", BlockName::Objectives),
    ("questions", BlockName::Questions),
    ("keypoints", BlockName::KeyPoints),
];

const LEAVES: &[&str] = &["text", "prompt", "exercise", "space"];

/// The meaning of a block's name; an unknown one is reported.
pub(crate) fn kind(head: &Head, sink: &mut Diagnostics) -> BlockName {
    let name = head.name.value.as_str();
    if let Some(kind) = ContainerKind::from_word(name) {
        return BlockName::Container(kind);
    }
    if let Some((_, kind)) = NAMES.iter().find(|(known, _)| *known == name) {
        return *kind;
    }
    let known = ContainerKind::ALL.iter().map(|kind| kind.word()).chain(NAMES.iter().map(|(name, _)| *name));
    sink.push(make::unknown_block(head.name.span, name, known));
    BlockName::Unknown
}

/// Every name that a block or a leaf may have.
pub(crate) fn words() -> Vec<&'static str> {
    names().map(|(name, _)| name).chain(LEAVES.iter().copied()).collect()
}

/// How well a word is known as the name of a block or leaf.
pub(crate) fn known(word: &str) -> Known {
    let word = word.to_lowercase();
    let mut all = names().map(|(name, _)| name).chain(LEAVES.iter().copied());
    if all.any(|name| name == word) {
        Known::Exact
    } else if word.chars().count() > 2 && make::nearest(&word, words()).is_some() {
        Known::Near
    } else {
        Known::No
    }
}

/// What is told of something that looks like a block. `place` is exact, or where a word is to be looked for.
pub(crate) fn mistyped(place: Span, typed: &str, one: &Mistyped, fix: Option<Vec<Edit>>) -> Diagnostic {
    if one.name.is_empty() {
        return make::mistyped_close(place, typed);
    }
    let signs = typed.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_well_made = signs.trim_end().len() > 1 && signs.trim_end().bytes().all(|byte| byte == b':');
    let is_block = signs.trim_end().len() > 2 || one.is_leaf;
    if is_well_made && is_block && known(&one.name) == Known::Exact {
        return make::block_in_words(place, typed);
    }
    let fix = fix.filter(|_| known(&one.name) == Known::Exact);
    make::mistyped_block(place, typed, &one.name, one.is_leaf, &words(), fix)
}

/// The kind of a box that note programs write as `> [!word]`: a block's own name, or theirs for it. `None` inside where it is a quotation.
pub(crate) fn callout(word: &str) -> Option<Option<ContainerKind>> {
    let kind = ContainerKind::from_word(word)
        .or_else(|| match NAMES.iter().find(|(name, _)| *name == word) {
            Some((_, BlockName::Container(kind))) => Some(*kind),
            _ => None,
        })
        .filter(|kind| !matches!(kind, ContainerKind::Variant | ContainerKind::Handout));
    match (kind, word) {
        (Some(kind), _) => Some(Some(kind)),
        (None, "quote" | "cite") => Some(None),
        (
            None,
            "info" | "important" | "abstract" | "summary" | "tldr" | "todo" | "example" | "question" | "help" | "faq",
        ) => Some(Some(ContainerKind::Note)),
        (None, "success" | "check" | "done") => Some(Some(ContainerKind::Tip)),
        (None, "warning" | "attention" | "danger" | "error" | "failure" | "fail" | "missing" | "bug") => {
            Some(Some(ContainerKind::Caution))
        }
        (None, _) => None,
    }
}

/// Every name that a block may have, with who is shown what stands in it.
pub fn names() -> impl Iterator<Item = (&'static str, Seen)> {
    let containers = ContainerKind::ALL.iter().map(|kind| (kind.word(), BlockName::Container(*kind)));
    containers.chain(NAMES.iter().copied()).map(|(name, kind)| (name, seen(kind)))
}

fn seen(kind: BlockName) -> Seen {
    match kind {
        BlockName::Container(kind) if kind.is_facilitators() => Seen::Facilitators,
        // What an unknown block was meant to be cannot be known: what might be a facilitator's stays theirs.
        BlockName::Unknown => Seen::Facilitators,
        BlockName::Container(_)
        | BlockName::Prompt
        | BlockName::Exercise
        | BlockName::Text
        | BlockName::Objectives
        | BlockName::Questions
        | BlockName::KeyPoints => Seen::Everybody,
    }
}

/// What a block is called that holds words alone and no other block; `None` for one that may hold any.
pub(crate) fn words_alone(kind: BlockName) -> Option<&'static str> {
    match kind {
        BlockName::Text => Some("a text"),
        BlockName::Objectives | BlockName::Questions | BlockName::KeyPoints => {
            Some("a list of objectives, questions or the like")
        }
        BlockName::Container(_) | BlockName::Prompt | BlockName::Exercise | BlockName::Unknown => None,
    }
}

/// Whether a block's inside is the facilitator's.
pub(crate) fn is_facilitators(kind: BlockName, head: &Head) -> bool {
    let role = || head.attributes.pairs.iter().any(|(key, value)| key.value == "for" && value.value == "role");
    seen(kind) == Seen::Facilitators || (kind == BlockName::Container(ContainerKind::Handout) && role())
}

/// Reads the attributes of a segment's heading; `None` for a heading without `minutes`.
pub(crate) fn segment(pairs: &[(String, String)], span: Span, sink: &mut Diagnostics) -> Option<Segment> {
    // The Markdown parser leaves quotation marks on, where no space stands between them.
    let bare = |value: &str| Spanned::new(value.trim_matches('"').to_owned(), span);
    let attributes = Attributes {
        id: None,
        pairs: pairs.iter().map(|(key, value)| (Spanned::new(key.clone(), span), bare(value))).collect(),
    };
    let mut reader = AttributeReader::new(&attributes, span, sink);
    let minutes = reader.minutes();
    let kind = reader.word("kind", SegmentKind::ALL, SegmentKind::word, SegmentKind::from_word);
    let group = reader.word("group", Group::ALL, Group::word, Group::from_word);
    let core = reader.switch("core").unwrap_or(true);
    let cut = reader.number("cut");
    let objectives = reader.names("objective");
    reader.finish_heading(&["minutes", "kind", "group", "core", "cut", "objective"]);
    if minutes.is_none() && (kind.is_some() || group.is_some()) && !reader_has_minutes(pairs) {
        sink.push(make::segment_without_minutes(span));
    }
    Some(Segment { minutes: minutes?, kind: kind.unwrap_or(SegmentKind::Other), group, core, cut, objectives })
}

fn reader_has_minutes(pairs: &[(String, String)]) -> bool {
    pairs.iter().any(|(key, _)| key == "minutes")
}

/// Reads a leaf. `None` where it places nothing that can be known; that was reported.
pub(crate) fn leaf(head: &Head, facilitators: bool, context: &mut Context<'_>) -> Option<LeafNo> {
    let id = head.attributes.id.clone();
    let mut reader = AttributeReader::new(&head.attributes, head.span, context.sink);
    let what = match head.name.value.as_str() {
        "text" => {
            let layout = reader.word("layout", Layout::ALL, Layout::word, Layout::from_word);
            reader.finish("`::text`", &["layout"]);
            id.map(|id| LeafKind::Text { id, layout })
        }
        "prompt" => {
            let text = reader.name("text");
            reader.finish("`::prompt`", &["text"]);
            id.map(LeafKind::Prompt).or(text.map(LeafKind::PromptsOf))
        }
        "exercise" => {
            reader.finish("`::exercise`", &[]);
            id.map(LeafKind::Exercise)
        }
        "space" => reader.space().map(LeafKind::Space),
        name => {
            context.sink.push(make::unknown_leaf(head.name.span, name, LEAVES.iter().copied()));
            return None;
        }
    };
    match what {
        Some(what) => Some(context.add_leaf(Leaf { what, span: head.span, facilitators })),
        // Room has no id, and what is wrong in its braces was told.
        None if head.name.value == "space" => {
            if head.attributes.pairs.is_empty() {
                context.sink.push(make::space_without_size(head.span));
            }
            None
        }
        None => {
            context.sink.push(make::leaf_without_id(head.span, &head.name.value));
            None
        }
    }
}

/// Puts a block that was read in its place: a container stays, an entry joins the lists and leaves a leaf behind.
pub(crate) struct Placer<'p, 's> {
    pub(crate) context: &'p mut Context<'s>,
    pub(crate) entries: &'p mut Entries,
    pub(crate) facilitators: bool,
}

impl Placer<'_, '_> {
    pub(crate) fn container(
        &mut self,
        kind: BlockName,
        head: Head,
        title: Vec<Inline>,
        blocks: Vec<Block>,
    ) -> Vec<Block> {
        match kind {
            BlockName::Container(kind) => vec![self.plain(kind, head, title, blocks)],
            // Everybody is shown those fields: a list inside a facilitator's block stays where it is.
            BlockName::Objectives | BlockName::Questions | BlockName::KeyPoints if self.facilitators => blocks,
            BlockName::Prompt => self.prompt(&head, blocks),
            BlockName::Exercise => self.exercise(&head, &title, blocks),
            BlockName::Text => self.text(&head, &title, blocks),
            BlockName::Objectives => {
                let objectives = items(blocks).into_iter().map(|text| Objective { id: None, text });
                self.entries.objectives.extend(objectives);
                Vec::new()
            }
            BlockName::Questions => {
                self.entries.questions.extend(items(blocks));
                Vec::new()
            }
            BlockName::KeyPoints => {
                self.entries.key_points.extend(items(blocks));
                Vec::new()
            }
            BlockName::Unknown => blocks,
        }
    }

    fn plain(&mut self, kind: ContainerKind, head: Head, title: Vec<Inline>, blocks: Vec<Block>) -> Block {
        let mut reader = AttributeReader::new(&head.attributes, head.span, self.context.sink);
        let mut variant = None;
        let mut minutes = None;
        let mut handout = None;
        match kind {
            ContainerKind::Variant => {
                variant = reader.word("for", VariantFor::ALL, VariantFor::word, VariantFor::from_word);
                minutes = reader.minutes();
            }
            ContainerKind::Handout => {
                let known = reader.word("for", HandoutFor::ALL, HandoutFor::word, HandoutFor::from_word);
                handout = Some(known.unwrap_or(HandoutFor::Participant));
            }
            _ => {}
        }
        let allowed: &[&str] = match kind {
            ContainerKind::Variant => &["lang", "for", "minutes"],
            ContainerKind::Handout => &["lang", "for"],
            _ => &["lang"],
        };
        let lang = reader.lang();
        reader.finish(&format!("`:::{}`", kind.word()), allowed);
        if handout == Some(HandoutFor::Role) && title.is_empty() {
            self.context.sink.push(make::role_without_name(head.span));
        }
        Block::Container(Box::new(Container { kind, title, lang, variant, minutes, handout, blocks, span: head.span }))
    }

    fn leaf(&mut self, what: LeafKind, span: Span) -> Vec<Block> {
        vec![Block::Leaf(self.context.add_leaf(Leaf { what, span, facilitators: self.facilitators }))]
    }

    fn prompt(&mut self, head: &Head, blocks: Vec<Block>) -> Vec<Block> {
        let (hints, blocks) = part(blocks, ContainerKind::Hint);
        let (listen, blocks) = part(blocks, ContainerKind::Watch);
        let mut reader = AttributeReader::new(&head.attributes, head.span, self.context.sink);
        let prompt = Prompt {
            id: head.attributes.id.clone(),
            prompt: Rich { blocks, span: Some(head.span) },
            text: reader.name("text"),
            objective: reader.name("objective"),
            level: reader.word("level", PromptLevel::ALL, PromptLevel::word, PromptLevel::from_word),
            group: reader.take("group"),
            minutes: reader.minutes(),
            follow_ups: Vec::new(),
            listen_for: joined(listen),
            hints,
            space: reader.lines(),
            facilitators: self.facilitators,
            span: head.span,
        };
        reader.finish("`:::prompt`", &["text", "objective", "level", "group", "minutes", "lines"]);
        self.entries.prompts.push(prompt);
        self.leaf(LeafKind::PromptHere(self.entries.prompts.len() - 1), head.span)
    }

    fn exercise(&mut self, head: &Head, title: &[Inline], blocks: Vec<Block>) -> Vec<Block> {
        let (hints, blocks) = part(blocks, ContainerKind::Hint);
        let (answers, blocks) = part(blocks, ContainerKind::Answer);
        let mut reader = AttributeReader::new(&head.attributes, head.span, self.context.sink);
        let exercise = Exercise {
            id: head.attributes.id.clone(),
            title: (!title.is_empty()).then(|| Spanned::new(inline_text(title), head.span)),
            kind: reader.word("kind", ExerciseKind::ALL, ExerciseKind::word, ExerciseKind::from_word),
            minutes: reader.minutes(),
            group: reader.take("group"),
            text: reader.name("text"),
            objective: reader.name("objective"),
            materials: Vec::new(),
            instructions: Some(Rich { blocks, span: Some(head.span) }),
            hints,
            debrief: Vec::new(),
            answers: joined(answers),
            space: reader.lines(),
            facilitators: self.facilitators,
            span: head.span,
        };
        reader.finish("`:::exercise`", &["text", "objective", "kind", "group", "minutes", "lines"]);
        self.entries.exercises.push(exercise);
        self.leaf(LeafKind::ExerciseHere(self.entries.exercises.len() - 1), head.span)
    }

    fn text(&mut self, head: &Head, title: &[Inline], blocks: Vec<Block>) -> Vec<Block> {
        if self.facilitators {
            self.context.sink.push(make::facilitators_text(head.span));
        }
        let typed = inline_text(title).trim().to_owned();
        let mut reader = AttributeReader::new(&head.attributes, head.span, self.context.sink);
        let layout = reader.word("layout", Layout::ALL, Layout::word, Layout::from_word);
        let mut entry = TextEntry {
            id: head.attributes.id.clone(),
            title: reader.take("title"),
            author: reader.take("author"),
            version: reader.take("version"),
            translator: reader.take("translator"),
            license: reader.take("license"),
            permission: reader.take("permission"),
            year: reader.take("year"),
            ..text::empty_text(head.span)
        };
        entry.excerpt = reader.switch("excerpt").unwrap_or(false);
        let known = ["layout", "title", "author", "version", "translator", "license", "permission", "year", "excerpt"];
        reader.finish("`:::text`", &known);
        self.name_text(&mut entry, &typed, head.span);
        entry.pieces = vec![piece(&blocks, head.span)];
        self.entries.texts.push(TextItem::Inline(Arc::new(entry)));
        self.leaf(LeafKind::TextHere { index: self.entries.texts.len() - 1, layout }, head.span)
    }

    /// The name in brackets is a citation where it is one, a title otherwise.
    fn name_text(&mut self, entry: &mut TextEntry, typed: &str, span: Span) {
        match citation::parse(typed) {
            Ok(citation) => {
                entry.reference = Some(Spanned::new(typed.to_owned(), span));
                entry.citation = Some(citation);
            }
            Err(_) if typed.is_empty() && entry.title.is_none() => {
                self.context.sink.push(make::text_without_name(span));
            }
            Err(refusal) if typed.bytes().any(|b| b.is_ascii_digit()) && entry.title.is_none() => {
                self.context.sink.push(make::bad_reference(
                    span,
                    typed,
                    &refusal.message,
                    refusal.suggestions.first().map(String::as_str),
                ));
                entry.reference = Some(Spanned::new(typed.to_owned(), span));
            }
            Err(_) => entry.title = entry.title.take().or_else(|| Some(Spanned::new(typed.to_owned(), span))),
        }
    }
}

/// Hebrew-script paragraphs are the original, the others the translation into the lesson's language.
fn piece(blocks: &[Block], span: Span) -> Piece {
    let mut he: Vec<String> = Vec::new();
    let mut other: Vec<String> = Vec::new();
    for block in blocks {
        let text = plain_text(std::slice::from_ref(block));
        let list = if of_block(&text, Direction::Rtl) == Direction::Rtl { &mut he } else { &mut other };
        list.push(text);
    }
    let words = [("he", he), ("en", other)];
    let words = words.into_iter().filter(|(_, lines)| !lines.is_empty());
    Piece {
        words: words.map(|(lang, lines)| (lang.to_owned(), Spanned::new(lines.join("\n"), span))).collect(),
        transliteration: None,
    }
}

/// Parts the containers of a kind from the other blocks.
fn part(blocks: Vec<Block>, kind: ContainerKind) -> (Vec<Rich>, Vec<Block>) {
    let mut parted = Vec::new();
    let mut rest = Vec::new();
    for block in blocks {
        match block {
            Block::Container(container) if container.kind == kind => {
                parted.push(Rich { blocks: container.blocks, span: Some(container.span) });
            }
            block => rest.push(block),
        }
    }
    (parted, rest)
}

fn joined(parts: Vec<Rich>) -> Option<Rich> {
    let span = parts.first()?.span;
    Some(Rich { blocks: parts.into_iter().flat_map(|part| part.blocks).collect(), span })
}

/// The items of the lists in blocks; a paragraph is an item too.
fn items(blocks: Vec<Block>) -> Vec<Rich> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::List { items, .. } => {
                found.extend(items.into_iter().map(|item| Rich { blocks: item.blocks, span: None }));
            }
            block => found.push(Rich { blocks: vec![block], span: None }),
        }
    }
    found
}

/// Takes attributes one by one, and reports those that nobody took.
struct AttributeReader<'a, 's> {
    pairs: Vec<&'a (Spanned<String>, Spanned<String>)>,
    /// The names of all of them, taken or not.
    names: Vec<&'a str>,
    span: Span,
    sink: &'s mut Diagnostics,
}

impl<'a, 's> AttributeReader<'a, 's> {
    fn new(attributes: &'a Attributes, span: Span, sink: &'s mut Diagnostics) -> Self {
        let names = attributes.pairs.iter().map(|(key, _)| key.value.as_str()).collect();
        AttributeReader { pairs: attributes.pairs.iter().collect(), names, span, sink }
    }

    fn take(&mut self, name: &str) -> Option<Text> {
        let at = self.pairs.iter().position(|(key, _)| key.value == name)?;
        Some(self.pairs.remove(at).1.clone())
    }

    /// A name of something that stands elsewhere.
    fn name(&mut self, name: &str) -> Option<Text> {
        self.take(name).map(Text::as_name)
    }

    fn word<T: Copy>(
        &mut self,
        name: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        from: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let typed = self.take(name)?;
        let known = from(&typed.value);
        if known.is_none() {
            self.sink.push(make::unknown_word(
                Code::BadAttribute,
                typed.span,
                name,
                &typed.value,
                all.iter().map(|&item| word(item)),
            ));
        }
        known
    }

    /// Several words, parted by spaces or commas.
    /// Names of things that stand elsewhere.
    fn names(&mut self, name: &str) -> Vec<Text> {
        let Some(typed) = self.take(name) else { return Vec::new() };
        let words = typed.value.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        words.map(|word| Spanned::new(word.to_owned(), typed.span).as_name()).collect()
    }

    /// The language of the block's words.
    fn lang(&mut self) -> Option<Lang> {
        let typed = self.take("lang")?;
        let tag = typed.value.trim().to_ascii_lowercase();
        if super::shape::is_lang(&tag) {
            return Some(tag);
        }
        self.sink.push(make::bad_attribute_language(typed.span, &typed.value));
        None
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        let typed = self.take(name)?;
        let number = scalar::range(name, &typed.value).and_then(|range| match range.from == range.to {
            true => Ok(range.to),
            false => Err(NoCount::Words),
        });
        self.counted(name, &typed, number)
    }

    /// A count, where it is one; else what is wrong with it is told.
    fn counted<T>(&mut self, name: &str, typed: &Text, count: Result<T, NoCount>) -> Option<T> {
        let told = match count {
            Ok(count) => return Some(count),
            Err(NoCount::Words) => make::bad_attribute_number(typed.span, name, &typed.value),
            Err(NoCount::TooLarge(most)) => make::counts::attribute_too_large(typed.span, name, &typed.value, most),
        };
        self.sink.push(told);
        None
    }

    fn length(&mut self, name: &str) -> Option<f32> {
        let typed = self.take(name)?;
        let length = scalar::millimetres(&typed.value);
        if length.is_none() {
            self.sink.push(make::counts::attribute_no_length(typed.span, name, &typed.value));
        }
        length
    }

    fn switch(&mut self, name: &str) -> Option<bool> {
        let typed = self.take(name)?;
        let value = scalar::truth(&typed.value);
        if value.is_none() {
            self.sink.push(make::bad_attribute_switch(typed.span, name, &typed.value));
        }
        value
    }

    fn minutes(&mut self) -> Option<Range> {
        let typed = self.take("minutes")?;
        let range = scalar::range("minutes", &typed.value);
        self.counted("minutes", &typed, range)
    }

    fn lines(&mut self) -> Option<Space> {
        self.number("lines").map(Space::Lines)
    }

    fn space(&mut self) -> Option<Space> {
        let mut space = self.lines();
        if let Some(height) = self.length("box") {
            space = Some(Space::Box(height));
        }
        let is_grid = self.pairs.iter().any(|(key, _)| key.value == "grid");
        let side = self.length("grid");
        let height = if is_grid { self.length("height") } else { None };
        if let Some(side) = side {
            space = Some(Space::Grid { side, height: height.unwrap_or(60.0) });
        }
        if let Some(chart) = self.word("chart", Chart::ALL, Chart::word, Chart::from_word) {
            space = Some(Space::Chart(chart));
        }
        self.finish("`::space`", &["lines", "box", "grid", "height", "chart"]);
        space
    }

    /// The same for a heading, where an attribute near to none that is known may be another tool's: a warning.
    fn finish_heading(&mut self, known: &[&'static str]) {
        for (key, _) in std::mem::take(&mut self.pairs) {
            let known_words = known.iter().copied();
            let mut diagnostic = make::unknown_attribute(self.span, &key.value, "a heading", known_words, |word| {
                self.names.contains(&word)
            });
            if make::nearest(&key.value, known.iter().copied()).is_none() {
                diagnostic.severity = Severity::Warning;
            }
            self.sink.push(diagnostic);
        }
    }

    fn finish(&mut self, what: &str, known: &[&'static str]) {
        for (key, _) in std::mem::take(&mut self.pairs) {
            let span = if key.span == self.span { self.span } else { key.span };
            let is_there = |word: &str| self.names.contains(&word);
            self.sink.push(make::unknown_attribute(span, &key.value, what, known.iter().copied(), is_there));
        }
    }
}
