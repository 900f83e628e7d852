//! Front matter as typed values, lowered field by field from the YAML tree so that every mistake is reported at once.
//!
//! Knows which fields each kind of file takes, and says "did you mean" for others. Resolves nothing outside its file.

use std::sync::Arc;

use super::context::{Context, Picture};
use super::intended::{self, IntendedTarget};
use super::lesson::*;
use super::scalar::NoCount;
use super::shape::{self, Items, Kind, Rest, Seen, Shape};
use super::yaml::{Key, Node, Note, Value};
use super::{dest, extra, markdown, named, scalar, text};
use crate::data::Extra;
use crate::diag::{Code, Diagnostic, Severity, make};
use crate::source::{Span, Spanned};
use crate::{citation, hebrew, limits};

/// Reads a lesson's front matter.
pub(crate) fn lesson(root: Node, context: &mut Context<'_>) -> Front {
    let Some(mut fields) = Fields::of(root, &shape::LESSON, context) else { return Front::default() };
    let mut front = Front { autolink: fields.on("autolink"), ..Front::default() };
    fields.context.autolink &= front.autolink.0;
    heading(&mut fields, &mut front);
    standing(&mut fields, &mut front);
    front.content_note = fields.rich("content_note");
    front.questions = fields.list("questions", Fields::rich_of);
    front.objectives = fields.list("objectives", objective);
    front.texts = fields.list("texts", text_item);
    front.prompts = fields.list("discussion", prompt);
    front.exercises = fields.list("exercises", exercise);
    front.sources = fields.list("sources", reference);
    front.materials = fields.list("materials", material);
    front.preparation = fields.list("preparation", Fields::rich_of);
    front.access = fields.list("access", access);
    front.key_points = fields.list("key_points", Fields::rich_of);
    front.glossary = fields.list("glossary", term);
    front.search = fields.on("search");
    front.print = fields.on("print");
    fields.finish();
    front
}

/// Reads the front matter of a unit's `_index.md` or of the home page.
pub(crate) fn unit(root: Node, context: &mut Context<'_>) -> Front {
    let Some(mut fields) = Fields::of(root, &shape::UNIT, context) else { return Front::default() };
    let mut front = Front { autolink: fields.on("autolink"), ..Front::default() };
    fields.context.autolink &= front.autolink.0;
    heading(&mut fields, &mut front);
    front.goal = fields.rich("goal");
    front.questions = fields.list("questions", Fields::rich_of);
    fields.finish();
    front
}

/// Reads the front matter of a file in `texts/`: a text's own fields, and those that say how its page stands.
pub(crate) fn shared_text(root: Node, is_named: bool, context: &mut Context<'_>) -> Front {
    let span = root.span;
    let Some(mut fields) = Fields::of(root, &shape::SHARED_TEXT, context) else { return Front::default() };
    let mut front = Front { autolink: fields.on("autolink"), draft: fields.off("draft"), ..Front::default() };
    fields.context.autolink &= front.autolink.0;
    front.tags = fields.texts("tags");
    front.date = fields.date("date");
    front.updated = fields.date("updated");
    let entry = if is_named { text_fields(&mut fields, span) } else { unnamed_text_fields(&mut fields, span) };
    fields.finish();
    front.texts = vec![TextItem::Inline(Arc::new(entry))];
    front
}

/// What lessons, units and the home page have in common.
fn heading(fields: &mut Fields<'_, '_>, front: &mut Front) {
    fields.context.has_title = fields.place("title").is_some();
    front.title = fields.visible("title");
    front.short_title = fields.visible("short_title");
    front.summary = fields.text("summary").or(fields.text("description"));
    front.id = fields.id("id");
    front.slug = fields.text("slug");
    front.order = fields.number("order").or(fields.number("weight"));
    front.date = fields.date("date");
    front.updated = fields.date("updated");
    front.draft = fields.off("draft");
    front.lang = fields.language("lang");
    front.cover = fields.image("cover");
    front.authors = fields.texts("authors");
    front.license = fields.text("license");
    front.extra = fields.extra();
}

/// Where a lesson stands among others, and whom it is for.
fn standing(fields: &mut Fields<'_, '_>, front: &mut Front) {
    front.aliases = fields.texts("aliases");
    front.requires = fields.names("requires");
    front.tags = fields.texts("tags");
    front.values = fields.texts("values");
    front.skills = fields.texts("skills");
    front.audience = fields.texts("audience");
    front.level = fields.word("level", Level::ALL, Level::word, Level::from_word);
    front.format = fields.words("format", Format::ALL, Format::word, Format::from_word);
    front.group_size = fields.range("group_size");
    front.minutes = fields.range("minutes");
}

fn objective(node: Node, context: &mut Context<'_>) -> Option<Objective> {
    if is_scalar(&node) {
        return Some(Objective { id: None, text: Fields::rich_of(node, context)? });
    }
    let mut fields = Fields::of(node, &shape::OBJECTIVE, context)?;
    let id = fields.id("id");
    let text = fields.rich("text");
    fields.require(text.is_some(), "text");
    fields.finish();
    Some(Objective { id, text: text? })
}

fn text_item(node: Node, context: &mut Context<'_>) -> Option<TextItem> {
    if is_scalar(&node) {
        return Some(TextItem::Shared(Fields::text_of(node, context)?.as_name()));
    }
    let span = node.span;
    let mut fields = Fields::of(node, &shape::TEXT, context)?;
    let entry = text_fields(&mut fields, span);
    fields.finish();
    Some(TextItem::Inline(Arc::new(entry)))
}

/// A text's fields.
pub(crate) fn text_fields(fields: &mut Fields<'_, '_>, span: Span) -> TextEntry {
    let entry = unnamed_text_fields(fields, span);
    if entry.reference.is_none() && entry.title.is_none() && !fields.has_poison {
        fields.context.sink.push(make::text_without_name(fields.span));
    }
    entry
}

/// The fields of a text that may be named elsewhere: a translation's.
fn unnamed_text_fields(fields: &mut Fields<'_, '_>, span: Span) -> TextEntry {
    let reference = fields.visible("ref");
    let citation = reference.as_ref().and_then(|reference| cited(reference, fields.context));
    let title = fields.visible("title");
    let mut entry = TextEntry {
        id: fields.id("id"),
        reference,
        citation,
        title,
        author: fields.text("author"),
        excerpt: fields.off("excerpt"),
        version: fields.text("version"),
        translator: fields.text("translator"),
        license: fields.text("license"),
        permission: fields.text("permission"),
        url: fields.web("url"),
        year: fields.text("year"),
        context: fields.rich("context"),
        vocabulary: fields.list("vocabulary", gloss),
        note: fields.rich("note"),
        extra: fields.extra(),
        ..text::empty_text(span)
    };
    entry.pieces = pieces(fields);
    text::check(&entry, fields.context.sink);
    entry
}

fn cited(reference: &Text, context: &mut Context<'_>) -> Option<citation::Citation> {
    if let Ok(reading) = citation::read(&reference.value)
        && let ([taken], false) = (reading.citations.as_slice(), reading.also.is_empty())
    {
        let others: Vec<String> = reading.also.iter().map(citation::Citation::canonical).collect();
        let taken = taken.canonical();
        context.sink.push(make::ambiguous_reference(reference.span, &reference.value, &taken, &others));
    }
    match citation::parse(&reference.value) {
        Ok(citation) => Some(citation),
        Err(refusal) => {
            let span = text::inside(reference, &refusal.range);
            let shown = make::bad_reference(
                span,
                &reference.value,
                &refusal.message,
                refusal.suggestions.first().map(String::as_str),
            );
            context.sink.push(shown);
            None
        }
    }
}

/// `he`, `en` … as one piece, or `segments` as several.
fn pieces(fields: &mut Fields<'_, '_>) -> Vec<Piece> {
    let transliteration = fields.place("transliteration");
    let whole = piece(fields);
    let segments = fields.list("segments", |node, context| {
        let mut fields = Fields::of(node, &shape::PIECE, context)?;
        let piece = piece(&mut fields);
        fields.finish();
        Some(piece)
    });
    match (whole.words.is_empty() && whole.transliteration.is_none(), segments.is_empty()) {
        (_, true) if whole.words.is_empty() => Vec::new(),
        (_, true) => vec![whole],
        (true, false) => segments,
        (false, false) if whole.words.is_empty() => {
            let span = transliteration.unwrap_or(fields.span);
            fields.context.sink.push(make::values::whole_transliteration(span));
            segments
        }
        (false, false) => {
            fields.context.sink.push(make::text_twice(fields.span));
            segments
        }
    }
}

fn piece(fields: &mut Fields<'_, '_>) -> Piece {
    let mut words: Vec<(Lang, Text)> = Vec::new();
    for key in fields.keys_where(shape::is_lang) {
        if let Some(text) = fields.text(&key) {
            words.push((key, text));
        }
    }
    words.sort_by_key(|(lang, _)| !matches!(lang.as_str(), "he" | "arc"));
    Piece { words, transliteration: fields.text("transliteration") }
}

fn gloss(node: Node, context: &mut Context<'_>) -> Option<Gloss> {
    let mut fields = Fields::of(node, &shape::GLOSS, context)?;
    let word = fields.visible("word");
    let gloss = fields.visible("gloss");
    fields.require(word.is_some(), "word");
    fields.require(gloss.is_some(), "gloss");
    fields.finish();
    Some(Gloss { word: word?, gloss: gloss? })
}

fn prompt(node: Node, context: &mut Context<'_>) -> Option<Prompt> {
    let span = node.span;
    if is_scalar(&node) {
        let prompt = Fields::rich_of(node, context)?;
        return Some(Prompt { prompt, ..empty_prompt(span) });
    }
    if looks_like_prompt(&node)
        && let Value::Map(map) = &node.value
        && let Some((key, _)) = map.first()
    {
        context.sink.push(make::prompt_as_field(key.span, span, &key.name));
        return None;
    }
    let mut fields = Fields::of(node, &shape::PROMPT, context)?;
    let question = fields.rich("prompt");
    fields.require(question.is_some(), "prompt");
    let prompt = Prompt {
        id: fields.id("id"),
        prompt: question.unwrap_or_default(),
        text: fields.name("text"),
        objective: fields.name("objective"),
        level: fields
            .word("level", PromptLevel::ALL, PromptLevel::word, PromptLevel::from_word)
            .map(|level| level.value),
        group: fields.text("group"),
        minutes: fields.range("minutes").map(|range| range.value),
        follow_ups: fields.list("follow_ups", Fields::rich_of),
        listen_for: fields.rich("listen_for"),
        hints: fields.list("hints", Fields::rich_of),
        space: fields.space(),
        ..empty_prompt(span)
    };
    fields.finish();
    (!prompt.prompt.blocks.is_empty()).then_some(prompt)
}

fn empty_prompt(span: Span) -> Prompt {
    Prompt {
        id: None,
        prompt: Rich::default(),
        text: None,
        objective: None,
        level: None,
        group: None,
        minutes: None,
        follow_ups: Vec::new(),
        listen_for: None,
        hints: Vec::new(),
        space: None,
        facilitators: false,
        span,
    }
}

fn exercise(node: Node, context: &mut Context<'_>) -> Option<Exercise> {
    let span = node.span;
    let mut fields = Fields::of(node, &shape::EXERCISE, context)?;
    let exercise = Exercise {
        id: fields.id("id"),
        title: fields.visible("title"),
        kind: fields
            .word("kind", ExerciseKind::ALL, ExerciseKind::word, ExerciseKind::from_word)
            .map(|kind| kind.value),
        minutes: fields.range("minutes").map(|range| range.value),
        group: fields.text("group"),
        text: fields.name("text"),
        objective: fields.name("objective"),
        materials: fields.list("materials", material),
        instructions: fields.rich("instructions"),
        hints: fields.list("hints", Fields::rich_of),
        debrief: fields.list("debrief", Fields::rich_of),
        answers: fields.rich("answers"),
        space: fields.space(),
        facilitators: false,
        span,
    };
    fields.require(exercise.title.is_some() || exercise.instructions.is_some(), "title");
    fields.finish();
    Some(exercise)
}

fn reference(node: Node, context: &mut Context<'_>) -> Option<Reference> {
    if is_scalar(&node) {
        let title = Fields::text_of(node, context)?;
        return Some(Reference { title, author: None, url: None, kind: None, year: None, note: None, license: None });
    }
    let mut fields = Fields::of(node, &shape::SOURCE, context)?;
    let title = fields.visible("title");
    fields.require(title.is_some(), "title");
    let author = fields.text("author");
    let url = fields.web("url");
    let kind =
        fields.word("kind", ReferenceKind::ALL, ReferenceKind::word, ReferenceKind::from_word).map(|kind| kind.value);
    let (year, note, license) = (fields.text("year"), fields.rich("note"), fields.text("license"));
    fields.finish();
    Some(Reference { title: title?, author, url, kind, year, note, license })
}

fn material(node: Node, context: &mut Context<'_>) -> Option<Material> {
    if is_scalar(&node) {
        return Some(Material { item: Fields::text_of(node, context)?, quantity: None });
    }
    let mut fields = Fields::of(node, &shape::MATERIAL, context)?;
    let item = fields.visible("item");
    let quantity = fields.text("quantity");
    fields.require(item.is_some(), "item");
    fields.finish();
    Some(Material { item: item?, quantity })
}

fn access(node: Node, context: &mut Context<'_>) -> Option<Access> {
    let mut fields = Fields::of(node, &shape::ACCESS, context)?;
    let need = fields.visible("need");
    let plan = fields.rich("plan");
    fields.require(need.is_some(), "need");
    fields.require(plan.is_some(), "plan");
    fields.finish();
    Some(Access { need: need?, plan: plan? })
}

/// A glossary entry.
pub(crate) fn term(node: Node, context: &mut Context<'_>) -> Option<Term> {
    let span = node.span;
    if is_scalar(&node) {
        context.sink.push(make::term_as_text(span));
        return None;
    }
    let mut fields = Fields::of(node, &shape::TERM, context)?;
    let word = fields.visible("term");
    let definition = fields.rich("definition");
    fields.require(word.is_some(), "term");
    fields.require(definition.is_some(), "definition");
    let id = fields.id("id");
    let (he, also, see) = (fields.visible("he"), fields.texts("also"), fields.names("see"));
    fields.finish();
    let word = word?;
    let id = id.unwrap_or_else(|| Spanned::new(hebrew::slug(&word.value), word.span));
    Some(Term { id, term: word, he, also, definition: definition?, see, span })
}

fn is_scalar(node: &Node) -> bool {
    matches!(node.value, Value::Scalar { .. } | Value::Null)
}

/// Takes fields out of a mapping one by one, and reports what is left.
pub(crate) struct Fields<'c, 's> {
    map: Vec<(Key, Option<Node>)>,
    shape: &'static Shape,
    /// The whole mapping.
    pub(crate) span: Span,
    /// Whether something in it was refused already, so that what seems missing may have been there.
    pub(crate) has_poison: bool,
    /// The file's context.
    pub(crate) context: &'c mut Context<'s>,
}

impl<'c, 's> Fields<'c, 's> {
    /// Opens a mapping; anything else is reported.
    pub(crate) fn of(node: Node, shape: &'static Shape, context: &'c mut Context<'s>) -> Option<Self> {
        let described = node.describe();
        match node.value {
            Value::Map(map) => {
                let poisoned = || map.iter().filter(|(_, node)| matches!(node.value, Value::Poison));
                let has_poison = poisoned().next().is_some();
                poisoned().for_each(|(key, _)| context.lost.add_field(&key.name));
                let map = map.into_iter().map(|(key, node)| (key, Some(node))).collect();
                let mut fields = Fields { map, shape, span: node.span, has_poison, context };
                fields.rename();
                Some(fields)
            }
            Value::Poison => None,
            Value::Null | Value::Scalar { .. } | Value::List(_) => {
                context.sink.push(make::not_fields(node.span, shape.what, described));
                None
            }
        }
    }

    /// Reports fields that are called otherwise here, and reads them as what they are.
    fn rename(&mut self) {
        if self.shape.rest == Rest::Messages || self.shape.rest == Rest::Codes {
            return;
        }
        let written: Vec<String> = self.map.iter().map(|(key, _)| key.name.clone()).collect();
        let mut known = self.shape.names();
        if self.shape.rest == Rest::Languages {
            known.extend(["he", "en", "es", "arc", "yi", "fr", "ru", "ar", "de"]);
        }
        for at in 0..self.map.len() {
            let Some((key, node)) = self.map.get(at) else { continue };
            if self.shape.has(&key.name) {
                continue;
            }
            let Some(meant) =
                make::field_surely(&key.name, &known).filter(|name| !written.iter().any(|own| own == name))
            else {
                if let Some(node) = node {
                    self.context.lost.add_entry("", named::ids(node));
                }
                continue;
            };
            let told = make::unknown_field(key.span, &key.name, self.shape.what, known.iter().copied(), |_| false);
            self.context.sink.push(told);
            if self.map.iter().all(|(other, _)| other.name != meant)
                && let Some((key, _)) = self.map.get_mut(at)
            {
                meant.clone_into(&mut key.name);
            }
        }
    }

    /// Where a field's name stands.
    pub(crate) fn place(&self, name: &str) -> Option<Span> {
        self.map.iter().find(|(key, _)| key.name == name).map(|(key, _)| key.span)
    }

    /// Takes a field. Nothing after its name is reported, and counts as absent.
    pub(crate) fn take(&mut self, name: &str) -> Option<Node> {
        let (key, slot) = self.map.iter_mut().find(|(key, _)| key.name == name)?;
        let node = slot.take()?;
        let span = key.span;
        self.notes(name, &node);
        match node.value {
            Value::Null => {
                self.context.sink.push(match &node.note {
                    Some(note) if is_meant(note) => make::typed::only_a_note(note.span, name, &note.words),
                    _ => make::empty_field(span, name),
                });
                self.context.lost.add_field(name);
                self.has_poison = true;
                None
            }
            Value::Poison => None,
            Value::Scalar { .. } | Value::List(_) | Value::Map(_) => Some(node),
        }
    }

    /// The writer's own values.
    pub(crate) fn extra(&mut self) -> Extra {
        let slot = self.map.iter_mut().find(|(key, _)| key.name == "extra").map(|(_, slot)| slot);
        slot.and_then(Option::take).map_or_else(Extra::default, |node| extra::extra(node, self.context.sink))
    }

    /// Reports words of a field that a ` #` has cut off, in the field itself and in the items of its list.
    fn notes(&mut self, name: &str, node: &Node) {
        if !shape::holds_words(self.shape, name) {
            return;
        }
        let (items, name) = match &node.value {
            Value::List(items) => (items.as_slice(), ""),
            Value::Scalar { .. } => (std::slice::from_ref(node), name),
            Value::Null | Value::Map(_) | Value::Poison => return,
        };
        for item in items.iter().filter(|item| matches!(item.value, Value::Scalar { .. })) {
            if let Some(note) = item.note.as_deref().filter(|note| cuts(note)) {
                let whole = note.whole.filter(|_| cuts_surely(note));
                let quoted =
                    whole.zip(make::in_quotes(&format!("{}{}{}", note.value, " ".repeat(note.spaces), note.words)));
                self.context.sink.push(make::typed::cut_off(note.span, name, &note.words, quoted));
            }
        }
    }

    /// The names of fields not taken yet for which `wanted` holds, in the order written.
    pub(crate) fn keys_where(&self, wanted: fn(&str) -> bool) -> Vec<String> {
        let open = self.map.iter().filter(|(key, node)| node.is_some() && wanted(&key.name));
        open.map(|(key, _)| key.name.clone()).collect()
    }

    /// Takes all that nobody took: for groups whose names are the writer's. Says nothing of any of them.
    pub(crate) fn rest(&mut self) -> Vec<(Key, Node)> {
        self.map.iter_mut().filter_map(|(key, slot)| Some((key.clone(), slot.take()?))).collect()
    }

    /// Reports a required field that is not there.
    pub(crate) fn require(&mut self, is_there: bool, name: &'static str) {
        let named = self.map.iter().any(|(key, _)| key.name == name);
        if !is_there && !named {
            self.context.sink.push(make::missing_field(self.span, self.shape.what, name));
        }
    }

    /// Reports the fields that nobody took, and those that its shape does not have: what is read and what editors are told
    /// can be nothing but the same. `extra` is the writer's own.
    pub(crate) fn finish(self) {
        for (key, node) in &self.map {
            let is_nothing = node.as_ref().is_some_and(|node| matches!(node.value, Value::Null));
            if is_nothing && key.name.contains(' ') && !self.shape.has(&key.name) {
                self.context.sink.push(make::typed::cut_at_comma(key.span, &key.name));
            } else if (node.is_some() && key.name != "extra") || !self.shape.has(&key.name) {
                let known = self.shape.names().into_iter();
                self.context.sink.push(make::unknown_field(key.span, &key.name, self.shape.what, known, |word| {
                    self.map.iter().any(|(key, _)| key.name == word)
                }));
            }
        }
    }

    fn wrong(&mut self, name: &str, node: &Node, expected: &str) {
        self.context.sink.push(make::wrong_type(node.span, name, expected, node.describe(), looks_like_prompt(node)));
    }

    fn scalar(&mut self, name: &str, expected: &str) -> Option<Text> {
        let node = self.take(name)?;
        match node.value {
            Value::Scalar { text, .. } => Some(Spanned::new(text, node.span)),
            Value::Null | Value::List(_) | Value::Map(_) | Value::Poison => {
                self.wrong(name, &node, expected);
                None
            }
        }
    }

    /// A text; control characters are reported.
    pub(crate) fn text(&mut self, name: &str) -> Option<Text> {
        self.scalar(name, "a text")
    }

    /// A text that shows something.
    pub(crate) fn visible(&mut self, name: &str) -> Option<Text> {
        let text = self.scalar(name, "a text")?;
        if text::shows_nothing(&text.value) {
            self.context.sink.push(make::nothing_visible(text.span, name));
            return None;
        }
        Some(text)
    }

    /// A name of something that stands elsewhere.
    pub(crate) fn name(&mut self, name: &str) -> Option<Text> {
        self.text(name).map(Text::as_name)
    }

    /// Names of things that stand elsewhere.
    pub(crate) fn names(&mut self, name: &str) -> Vec<Text> {
        self.texts(name).into_iter().map(Text::as_name).collect()
    }

    /// An id: visible, without space, quotation marks or `#`.
    pub(crate) fn id(&mut self, name: &str) -> Option<Text> {
        let text = self.visible(name)?.as_name();
        if text.value.contains(|c: char| {
            c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '#' | '<' | '>' | '&' | '/' | '\\')
        }) {
            self.context.sink.push(make::bad_id(text.span, &text.value, &hebrew::slug(&text.value)));
            return None;
        }
        Some(text)
    }

    /// A text in Markdown.
    pub(crate) fn rich(&mut self, name: &str) -> Option<Rich> {
        let text = self.scalar(name, "a text")?;
        self.as_seen(name, |fields| fields.rich_text(text, name))
    }

    /// Reads something of a field, and notes while it does whether facilitators alone are shown it.
    fn as_seen<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let hidden = usize::from(self.shape.seen(name) == Some(Seen::Facilitators));
        self.context.facilitators += hidden;
        let found = read(self);
        self.context.facilitators -= hidden;
        found
    }

    fn rich_text(&mut self, text: Text, name: &str) -> Option<Rich> {
        if text::shows_nothing(&text.value) {
            self.context.sink.push(make::nothing_visible(text.span, name));
            return None;
        }
        Some(markdown::field(&text.value, text.span, self.context))
    }

    /// One text of a list.
    pub(crate) fn text_of(node: Node, context: &mut Context<'_>) -> Option<Text> {
        let described = node.describe();
        let as_prompt = looks_like_prompt(&node);
        match node.value {
            Value::Scalar { text, .. } if text::shows_nothing(&text) => {
                context.sink.push(make::nothing_visible(node.span, "this"));
                None
            }
            Value::Scalar { text, .. } => Some(Spanned::new(text, node.span)),
            Value::Null => {
                context.sink.push(match &node.note {
                    Some(note) if is_meant(note) => make::typed::only_a_note(note.span, "", &note.words),
                    _ => make::empty_item(node.span),
                });
                None
            }
            Value::Poison => None,
            Value::List(_) | Value::Map(_) => {
                context.sink.push(make::wrong_type(node.span, "an item of this list", "a text", described, as_prompt));
                None
            }
        }
    }

    /// One Markdown text of a list.
    pub(crate) fn rich_of(node: Node, context: &mut Context<'_>) -> Option<Rich> {
        let text = Fields::text_of(node, context)?;
        Some(markdown::field(&text.value, text.span, context))
    }

    /// A list, each item lowered by `item`.
    pub(crate) fn list<T>(&mut self, name: &str, item: impl Fn(Node, &mut Context<'_>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.take(name) else { return Vec::new() };
        match node.value {
            Value::List(items) => {
                let read = |fields: &mut Self| {
                    let mut list = Vec::with_capacity(items.len());
                    for node in items {
                        let ids = named::ids(&node);
                        let errors = fields.context.sink.count(Severity::Error);
                        let entry = item(node, fields.context);
                        // An entry that has a mistake may have lost its id with it.
                        if entry.is_none() || fields.context.sink.count(Severity::Error) > errors {
                            fields.context.lost.add_entry(name, ids);
                        }
                        list.extend(entry);
                    }
                    list
                };
                let mut list: Vec<T> = self.as_seen(name, read);
                // It may stand in the room of the nodes, which are larger.
                list.shrink_to_fit();
                list
            }
            Value::Scalar { text } if !text::shows_nothing(&text) && self.takes_texts(name) => {
                let items = if SENTENCES.contains(&name) { vec![text.clone()] } else { several(&text) };
                let told = match items.as_slice() {
                    [only] if only.trim().parse::<u32>().is_ok() => {
                        make::values::minutes_for_list(node.span, name, only)
                    }
                    [only] => make::values::text_for_list(node.span, name, only),
                    _ => make::values::one_text_for_several(node.span, name, &items, &text),
                };
                self.context.sink.push(told);
                self.context.lost.add_entry(name, items.clone());
                let one =
                    |text: String| Node { span: node.span, value: Value::Scalar { text }, is_plain: false, note: None };
                items.into_iter().filter_map(|text| item(one(text), self.context)).collect()
            }
            Value::Scalar { ref text } if text.trim().parse::<u32>().is_ok() => {
                self.context.lost.add_field(name);
                self.context.sink.push(make::values::minutes_for_list(node.span, name, text));
                Vec::new()
            }
            Value::Scalar { .. } | Value::Map(_) | Value::Null | Value::Poison => {
                self.context.lost.add_field(name);
                self.wrong(name, &node, "a list");
                Vec::new()
            }
        }
    }

    /// Whether a list may hold texts.
    fn takes_texts(&self, name: &str) -> bool {
        let kind = self.shape.fields().find(|field| field.name == name).map(|field| field.kind);
        matches!(kind, Some(Kind::List(Items::Text | Items::TextOrGroup(_))))
    }

    /// A list of texts; one text alone counts as a list of one.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<Text> {
        let Some(node) = self.take(name) else { return Vec::new() };
        match node.value {
            Value::List(items) => items.into_iter().filter_map(|node| Fields::text_of(node, self.context)).collect(),
            Value::Scalar { text, .. } if !text::shows_nothing(&text) => {
                let items = several(&text);
                if items.len() > 1 {
                    let told = make::values::one_text_for_several(node.span, name, &items, &text);
                    self.context.sink.push(told);
                }
                items.into_iter().map(|item| Spanned::new(item, node.span)).collect()
            }
            Value::Scalar { .. } | Value::Map(_) | Value::Null | Value::Poison => {
                self.wrong(name, &node, "a list of texts");
                Vec::new()
            }
        }
    }

    /// A whole number.
    pub(crate) fn number(&mut self, name: &str) -> Option<Spanned<i64>> {
        let text = self.scalar(name, "a whole number")?;
        let number = scalar::whole(name, &text.value);
        let number = self.counted(name, &text, number, make::not_a_number)?;
        Some(Spanned::new(number, text.span))
    }

    /// A number or a range.
    pub(crate) fn range(&mut self, name: &str) -> Option<Spanned<Range>> {
        let text = self.scalar(name, "a number or a range")?;
        let value = scalar::range(name, &text.value);
        let value = self.counted(name, &text, value, make::not_a_range)?;
        Some(Spanned::new(value, text.span))
    }

    /// A count, where it is one; else what is wrong with it is told.
    fn counted<T>(
        &mut self,
        name: &str,
        text: &Text,
        count: Result<T, NoCount>,
        no_number: fn(Span, &str, &str) -> Diagnostic,
    ) -> Option<T> {
        let told = match count {
            Ok(count) => return Some(count),
            Err(NoCount::Words) => no_number(text.span, name, &text.value),
            Err(NoCount::TooLarge(most)) => make::counts::too_large(text.span, name, &text.value, most),
        };
        self.context.sink.push(told);
        None
    }

    fn switch(&mut self, name: &str) -> Option<bool> {
        let text = self.scalar(name, "`true` or `false`")?;
        let value = scalar::truth(&text.value);
        if value.is_none() {
            self.context.sink.push(make::not_a_switch(text.span, name, &text.value));
        }
        value
    }

    /// A switch that is on unless turned off.
    pub(crate) fn on(&mut self, name: &str) -> Switch {
        Switch(self.switch(name).unwrap_or(true))
    }

    /// A switch that is off unless turned on.
    pub(crate) fn off(&mut self, name: &str) -> bool {
        self.switch(name).unwrap_or(false)
    }

    /// A switch that may be left out.
    pub(crate) fn maybe(&mut self, name: &str) -> Option<bool> {
        self.switch(name)
    }

    /// The code of a language. A name of one is reported, and read as the code.
    pub(crate) fn language(&mut self, name: &str) -> Option<Text> {
        let text = self.scalar(name, "the code of a language")?;
        if shape::is_lang(&text.value.to_ascii_lowercase()) && make::elsewhere::language(&text.value).is_none() {
            return Some(text);
        }
        self.context.sink.push(make::values::not_a_language(text.span, name, &text.value));
        make::elsewhere::language(&text.value).map(|code| Spanned::new(code.to_owned(), text.span))
    }

    /// Codes of languages; one alone counts as a list of one.
    pub(crate) fn languages(&mut self, name: &str) -> Vec<Text> {
        let node = self.map.iter().find(|(key, _)| key.name == name).and_then(|(_, node)| node.as_ref());
        let text = node.and_then(|node| match &node.value {
            Value::Scalar { text } => Some((node.span, text.clone())),
            Value::Null | Value::List(_) | Value::Map(_) | Value::Poison => None,
        });
        let listed = match &text {
            Some((span, text)) => {
                self.take(name);
                let parts = text.split([',', ';', '/']).map(str::trim).filter(|part| !part.is_empty());
                parts.map(|part| Spanned::new(part.to_owned(), *span)).collect()
            }
            None => self.texts(name),
        };
        let code = |text: &Text| match make::elsewhere::language(&text.value) {
            Some(code) => Some(code.to_owned()),
            None => shape::is_lang(&text.value.to_ascii_lowercase()).then(|| text.value.clone()),
        };
        let is_wrong = |text: &&Text| code(text).as_ref() != Some(&text.value);
        let mut wrong: Vec<(Span, String)> =
            listed.iter().filter(is_wrong).map(|text| (text.span, text.value.clone())).collect();
        if let (Some((span, text)), true) = (&text, listed.len() > 1) {
            // One text with several in it: told once, whatever they are.
            if wrong.is_empty() {
                let items: Vec<String> = listed.iter().map(|text| text.value.clone()).collect();
                self.context.sink.push(make::values::one_text_for_several(*span, name, &items, text));
            } else {
                wrong.truncate(1);
            }
        }
        let codes: Vec<String> = listed.iter().filter_map(code).collect();
        if let Some(told) = make::values::not_languages(&wrong, &codes, text.is_some()) {
            self.context.sink.push(told);
            if codes.len() < listed.len() {
                self.context.lost.add_field(name);
            }
        }
        listed.iter().filter_map(|text| Some(Spanned::new(code(text)?, text.span))).collect()
    }

    /// A day.
    pub(crate) fn date(&mut self, name: &str) -> Option<Text> {
        let text = self.scalar(name, "a date such as 2026-01-31")?;
        let Some(day) = scalar::day(&text.value) else {
            self.context.sink.push(make::values::not_a_date(text.span, name, &text.value));
            return None;
        };
        Some(Spanned::new(day.to_owned(), text.span))
    }

    /// A word of a fixed list.
    pub(crate) fn word<T: Copy>(
        &mut self,
        name: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        from: fn(&str) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let text = self.scalar(name, "a word")?;
        let value = from(&text.value);
        if value.is_none() {
            let known = all.iter().map(|&item| word(item));
            self.context.sink.push(make::unknown_word(Code::BadValue, text.span, name, &text.value, known));
        }
        Some(Spanned::new(value?, text.span))
    }

    /// Words of a fixed list.
    pub(crate) fn words<T: Copy>(
        &mut self,
        name: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        from: fn(&str) -> Option<T>,
    ) -> Vec<Spanned<T>> {
        let mut found = Vec::new();
        for text in self.texts(name) {
            match from(&text.value) {
                Some(value) => found.push(Spanned::new(value, text.span)),
                None => {
                    let known = all.iter().map(|&item| word(item));
                    self.context.sink.push(make::unknown_word(Code::BadValue, text.span, name, &text.value, known));
                }
            }
        }
        found
    }

    /// An address on the web.
    pub(crate) fn web(&mut self, name: &str) -> Option<LinkNo> {
        let text = self.text(name)?;
        match dest::web_address(&text.value) {
            Some(to) => Some(self.context.add_link(to, text.span, false)),
            None => {
                let meant = match intended::intended(&text.value, false) {
                    Some(IntendedTarget::Address(whole)) => Some(whole),
                    _ => None,
                };
                let told = make::broken_targets::not_a_web_address(text.span, name, &text.value, meant.as_deref());
                self.context.sink.push(told);
                None
            }
        }
    }

    /// An image beside the file.
    pub(crate) fn image(&mut self, name: &str) -> Option<LinkNo> {
        let text = self.text(name)?;
        if intended::intended(&text.value, true).is_none() && !matches!(dest::dest(&text.value), Dest::File { .. }) {
            self.context.sink.push(make::not_an_image_path(text.span, name, &text.value));
            return None;
        }
        Some(self.context.lead(&text.value, text.span, Some(Picture::Field)).0)
    }

    /// A place that a menu entry leads to.
    pub(crate) fn link(&mut self, name: &str) -> Option<LinkNo> {
        let text = self.text(name)?;
        Some(self.context.lead(&text.value, text.span, None).0)
    }

    /// Room to write on paper.
    pub(crate) fn space(&mut self) -> Option<Space> {
        let node = self.take("space")?;
        if let Value::Scalar { text } = &node.value {
            let (better, space) = bare_space(text);
            self.context.sink.push(make::values::bare_space(node.span, text, better.as_deref()));
            return space;
        }
        let mut fields = Fields::of(node, &shape::SPACE, self.context)?;
        let lines = fields.range("lines").map(|range| Space::Lines(range.value.to));
        let frame = fields.length("box").map(Space::Box);
        let height = fields.length("height");
        let grid = fields.length("grid").map(|side| Space::Grid { side, height: height.unwrap_or(60.0) });
        let chart =
            fields.word("chart", Chart::ALL, Chart::word, Chart::from_word).map(|chart| Space::Chart(chart.value));
        let table = fields.table();
        fields.finish();
        lines.or(frame).or(grid).or(table).or(chart)
    }

    fn length(&mut self, name: &str) -> Option<f32> {
        let text = self.text(name)?;
        let length = scalar::millimetres(&text.value);
        if length.is_none() {
            self.context.sink.push(make::not_a_length(text.span, name, &text.value));
        }
        length
    }

    fn table(&mut self) -> Option<Space> {
        let node = self.take("table")?;
        let mut fields = Fields::of(node, &shape::TABLE, self.context)?;
        let mut columns = fields.texts("columns");
        if let Some(first) = columns.get(limits::EMPTY_COLUMNS) {
            let told = make::counts::too_many_columns(first.span, columns.len(), limits::EMPTY_COLUMNS);
            fields.context.sink.push(told);
            columns.truncate(limits::EMPTY_COLUMNS);
        }
        let columns = columns.into_iter().map(|text| text.value).collect();
        let rows = fields.range("rows").map_or(4, |range| range.value.to);
        fields.finish();
        Some(Space::Table { columns, rows })
    }
}

/// What room somebody means who writes a number or a length alone.
fn bare_space(text: &str) -> (Option<String>, Option<Space>) {
    let low = text.trim().to_lowercase();
    let number = low.trim_end_matches("lines").trim_end_matches("line").trim_end_matches("שורות").trim();
    if let Some(lines) = scalar::range("lines", number).ok().filter(|lines| lines.from > 0) {
        return (Some(format!("{{lines: {number}}}")), Some(Space::Lines(lines.to)));
    }
    if let Some(height) = scalar::millimetres(&low) {
        return (Some(format!("{{box: {low}}}")), Some(Space::Box(height)));
    }
    match Chart::from_word(&low) {
        Some(chart) => (Some(format!("{{chart: {low}}}")), Some(Space::Chart(chart))),
        None => (None, None),
    }
}

/// Lists of sentences, in which a comma is a comma: one text in their place is one item.
const SENTENCES: [&str; 9] =
    ["questions", "objectives", "discussion", "hints", "debrief", "preparation", "key_points", "follow_ups", "sources"];

/// The items of a list of names and words that is typed as one text, with commas or semicolons between.
fn several(text: &str) -> Vec<String> {
    let sign = if text.contains(';') { ';' } else { ',' };
    let parts: Vec<String> =
        text.split([sign, '،', '、']).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if parts.len() > 1 { parts } else { vec![text.to_owned()] }
}

/// Whether a note behind words was likely meant as a part of them. `#2` and `#word` are; what stands apart, with a space after its
/// `#`, is a note to oneself (`title: Power   # on every page`), and so is whatever stands far apart.
fn cuts(note: &Note) -> bool {
    let is_apart =
        note.words.strip_prefix('#').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '#', '!']));
    note.spaces < if is_apart { 2 } else { 3 }
}

/// Whether it can have been meant as nothing else: a number or a word right behind the `#`, or a number after a space.
fn cuts_surely(note: &Note) -> bool {
    let rest = note.words.trim_start_matches('#');
    let is_near = rest.starts_with(char::is_alphanumeric);
    cuts(note) && note.spaces == 1 && (is_near || rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a `#` in place of words begins words: `#MeToo`, `#1`.
fn is_meant(note: &Note) -> bool {
    note.words.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// A prompt with a colon in it, which YAML read as a field: `Ask: what did …`.
fn looks_like_prompt(node: &Node) -> bool {
    match &node.value {
        Value::Map(map) => {
            map.len() == 1
                && map.iter().all(|(key, _)| key.name.contains(' ') || key.name.starts_with(char::is_uppercase))
        }
        Value::Null | Value::Scalar { .. } | Value::List(_) | Value::Poison => false,
    }
}
