//! Where links, citations and leaves lead, and the tables they fill.

use super::assets;
use super::index::Index;
use super::model::*;
use crate::diag::{Diagnostics, make};
use crate::source::{Span, Spanned, VPath};
use crate::syntax::lesson::{self as syn, Dest, Document, LeafKind, RefKind, Refs};

/// The tables, in order of [`ScopeId`].
#[derive(Default)]
pub(crate) struct Scopes {
    pub(crate) list: Vec<Scope>,
}

impl Scopes {
    pub(crate) fn add(&mut self, scope: Scope) -> ScopeId {
        self.list.push(scope);
        ScopeId::new(self.list.len() - 1)
    }
}

/// Resolves a document's links and citations, without leaves.
pub(crate) fn document(document: &Document, index: &Index, sink: &mut Diagnostics) -> Scope {
    scope(&document.refs, Some(document), index, sink)
}

/// Resolves tables. `here` is the file they stand in: what relative links start from.
pub(crate) fn scope(refs: &Refs, here: Option<&Document>, index: &Index, sink: &mut Diagnostics) -> Scope {
    scope_from(refs, 0, here, index, sink)
}

/// The same from the `from`th link on; those before are another file's, whose targets the caller has.
pub(crate) fn scope_from(
    refs: &Refs,
    from: usize,
    here: Option<&Document>,
    index: &Index,
    sink: &mut Diagnostics,
) -> Scope {
    let links: Vec<Target> = refs.links.iter().skip(from).map(|link| target(link, here, index, sink)).collect();
    let files = |image: bool| {
        let led = refs.links.iter().skip(from).zip(&links).filter(move |(link, _)| link.image == image);
        led.filter_map(|(_, target)| if let Target::File(no) = target { Some(*no) } else { None }).collect()
    };
    let (shown, linked) = (files(true), files(false));
    let everybody = refs.links.iter().skip(from).zip(&links).filter(|(link, _)| !link.facilitators);
    let open =
        everybody.filter_map(|(_, target)| if let Target::File(no) = target { Some(*no) } else { None }).collect();
    let citations = refs
        .citations
        .iter()
        .map(|citation| CitationTarget { citation: citation.clone(), passage: index.taught(citation) });
    let outside = refs.links.iter().skip(from).zip(&links).filter_map(|(link, target)| match target {
        Target::Outside(url) => Some(Spanned::new(url.clone(), link.span)),
        _ => None,
    });
    let outside = outside.collect();
    Scope { citations: citations.collect(), leaves: Vec::new(), shown, linked, open, outside, links }
}

fn target(link: &syn::Link, here: Option<&Document>, index: &Index, sink: &mut Diagnostics) -> Target {
    match &link.to {
        // No picture is shown from elsewhere; that was told where it was read.
        Dest::Outside(_) if link.image => Target::Nowhere,
        Dest::Outside(url) => Target::Outside(url.clone()),
        Dest::Unsafe(_) => Target::Nowhere,
        Dest::Here(anchor) => {
            if let Some(document) = here {
                check_anchor(anchor, document, link.span, sink);
            }
            Target::Here(anchor.clone())
        }
        Dest::Typed { kind, id, fragment } => typed(*kind, id, fragment, link.span, index, sink),
        Dest::File { path, fragment, from_root } => file(link, path, fragment, *from_root, here, index, sink),
    }
}

fn typed(kind: RefKind, id: &str, fragment: &str, span: Span, index: &Index, sink: &mut Diagnostics) -> Target {
    let anchor = fragment.to_owned();
    let found = match kind {
        RefKind::Lesson => index.lesson(id).map(|lesson| Target::Lesson(lesson, anchor)),
        RefKind::Unit => index.units.get(id).map(|&unit| Target::Unit(unit, anchor)),
        RefKind::Text => index.texts.get(id).map(|&passage| Target::Passage(passage)),
        RefKind::Term => index.terms.get(id).map(|&term| Target::Term(term)),
        RefKind::Packet => index.packets.get(id).map(|&packet| Target::Packet(packet)),
    };
    if let Some(target) = found {
        check_target(&target, span, index, sink);
        return target;
    }
    if index.is_draft(id) {
        sink.push(make::draft_link(span, id));
    } else if !index.may_hold(kind, id) {
        let known: Vec<&str> = match kind {
            RefKind::Lesson => index.lessons.keys().map(String::as_str).collect(),
            RefKind::Unit => index.units.keys().map(String::as_str).collect(),
            RefKind::Text => index.texts.keys().map(String::as_str).collect(),
            RefKind::Term => index.terms.keys().map(String::as_str).collect(),
            RefKind::Packet => index.packets.keys().map(String::as_str).collect(),
        };
        sink.push(make::unknown_id(span, kind.word(), id, known));
    }
    Target::Nowhere
}

fn file(
    link: &syn::Link,
    typed: &str,
    fragment: &str,
    from_root: bool,
    here: Option<&Document>,
    index: &Index,
    sink: &mut Diagnostics,
) -> Target {
    let path = match here {
        Some(document) if !from_root => document.path.sibling(typed),
        _ => VPath::new(typed),
    };
    let Some(path) = path else {
        sink.push(make::link_outside(link.span, typed));
        return Target::Nowhere;
    };
    if from_root || here.is_none() {
        let in_static = VPath::new(&format!("static/{}", path.as_str()));
        if let Some(no) = in_static.and_then(|path| index.assets.find(&path)) {
            return asset(link, no, index, sink);
        }
    }
    if let Some(target) = page(&path, fragment, index) {
        if link.image {
            sink.push(make::missing_image(link.span, typed, None));
            return Target::Nowhere;
        }
        check_target(&target, link.span, index, sink);
        return target;
    }
    if index.is_draft(path.as_str()) {
        sink.push(make::draft_link(link.span, typed));
        return Target::Nowhere;
    }
    if let Some(no) = index.assets.find(&path) {
        return asset(link, no, index, sink);
    }
    if !index.unread.paths.contains(path.as_str()) {
        broken(link, typed, &path, here, index, sink);
    }
    Target::Nowhere
}

/// The page made from a Markdown file; a folder stands for its unit or its bundle.
fn page(path: &VPath, fragment: &str, index: &Index) -> Option<Target> {
    let text = path.as_str();
    let anchor = fragment.to_owned();
    if text == "index.md" && index.home.is_some() {
        return Some(Target::Home(anchor));
    }
    let bundle = format!("{text}/index.md");
    let unit = format!("{text}/_index.md");
    if let Some(&lesson) = index.lesson_paths.get(text).or_else(|| index.lesson_paths.get(bundle.as_str())) {
        return Some(Target::Lesson(lesson, anchor));
    }
    if let Some(&unit) = index.unit_paths.get(text).or_else(|| index.unit_paths.get(&unit)) {
        return Some(Target::Unit(unit, anchor));
    }
    index.text_paths.get(text).map(|&passage| Target::Passage(passage))
}

fn asset(link: &syn::Link, no: FileNo, index: &Index, sink: &mut Diagnostics) -> Target {
    let Some(file) = index.assets.files.get(no.index()) else { return Target::Nowhere };
    if let Some(why) = file.refused.as_ref().filter(|_| link.image || assets::is_image(&file.source)) {
        sink.push(make::bad_image(link.span, file.source.name(), why));
        return Target::Nowhere;
    }
    if let Some(active) = file.active.filter(|_| !index.assets.static_scripts) {
        // Of what stands in `static/` it is told whether anything leads to it or not.
        if !file.is_static() {
            sink.push(make::active_link(link.span, file.source.name(), active.words()));
        }
        return Target::Nowhere;
    }
    if link.image && file.image.is_none() {
        sink.push(make::bad_image(link.span, file.source.name(), "it is not an image"));
        return Target::Nowhere;
    }
    let private =
        matches!(file.source.extension(), "yaml" | "yml" | "md") && !file.source.as_str().starts_with("static/");
    if private {
        sink.push(make::link_to_source(link.span, file.source.as_str()));
        return Target::Nowhere;
    }
    Target::File(no)
}

fn broken(link: &syn::Link, typed: &str, path: &VPath, here: Option<&Document>, index: &Index, sink: &mut Diagnostics) {
    let shown = |candidate: &str| -> String {
        match (VPath::new(candidate), here) {
            (Some(to), Some(document)) => document.path.link_to(&to),
            _ => candidate.to_owned(),
        }
    };
    if link.image {
        let near = || make::nearest(path.as_str(), index.assets.paths()).map(str::to_owned);
        let near = index.near(path.as_str(), true, near).as_deref().map(shown);
        sink.push(make::missing_image(link.span, typed, near.as_deref()));
        return;
    }
    let moved = by_name(path, index);
    let nearest = || {
        let pages = index.lesson_paths.keys().map(VPath::as_str).chain(index.unit_paths.keys().map(String::as_str));
        let all = pages.chain(index.text_paths.keys().map(String::as_str)).chain(index.assets.paths());
        make::nearest(path.as_str(), all).map(str::to_owned)
    };
    let near = moved.map(str::to_owned).or_else(|| index.near(path.as_str(), false, nearest)).as_deref().map(shown);
    let is_plain = |path: &str| !path.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '%'));
    let sure = moved.is_some() && here.is_some() && near.as_deref().is_some_and(is_plain);
    sink.push(make::broken_link(link.span, typed, near.as_deref(), sure));
}

/// A lesson of the same file name in another folder.
fn by_name<'i>(path: &VPath, index: &'i Index) -> Option<&'i str> {
    let same = |candidate: &str| candidate.rsplit('/').next() == Some(path.name());
    let mut found = index.lesson_paths.keys().map(VPath::as_str).filter(|candidate| same(candidate));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn check_target(target: &Target, span: Span, index: &Index, sink: &mut Diagnostics) {
    let (document, anchor) = match target {
        Target::Lesson(id, anchor) => (index.documents.get(id.index()), anchor),
        Target::Unit(id, anchor) => (index.unit_documents.get(id.index()).and_then(Option::as_ref), anchor),
        Target::Home(anchor) => (index.home.as_ref(), anchor),
        _ => return,
    };
    if let Some(document) = document {
        check_anchor(anchor, document, span, sink);
    }
}

fn check_anchor(anchor: &str, document: &Document, span: Span, sink: &mut Diagnostics) {
    let known = &document.body.anchors;
    // A body that could not be read at all may have it.
    let is_lost = document.lost.body && known.is_empty();
    if !anchor.is_empty() && !is_lost && known.binary_search_by(|id| id.as_str().cmp(anchor)).is_err() {
        sink.push(make::broken_anchor(span, anchor, known.iter().map(String::as_str)));
    }
}

/// What a lesson's leaves place. Which prompts are still to be placed is followed in the order of the body.
pub(crate) fn leaves(
    document: &Document,
    texts: &[Option<TextId>],
    from: usize,
    sink: &mut Diagnostics,
) -> Vec<Placement> {
    let mut placed = vec![false; document.front.prompts.len()];
    for leaf in document.refs.leaves.iter().skip(from) {
        match &leaf.what {
            LeafKind::Prompt(id) => mark(&mut placed, prompt(document, id)),
            LeafKind::PromptHere(at) => mark(&mut placed, Some(*at)),
            _ => {}
        }
    }
    let resolve = |leaf: &syn::Leaf, sink: &mut Diagnostics| placement(leaf, document, texts, &mut placed, sink);
    let mut resolve = resolve;
    let list = document.refs.leaves.iter().enumerate();
    list.map(|(at, leaf)| if at < from { Placement::Nothing } else { resolve(leaf, sink) }).collect()
}

fn mark(placed: &mut [bool], at: Option<usize>) {
    if let Some(slot) = at.and_then(|at| placed.get_mut(at)) {
        *slot = true;
    }
}

fn prompt(document: &Document, id: &syn::Text) -> Option<usize> {
    document.front.prompts.iter().position(|prompt| prompt.id.as_ref().is_some_and(|own| own.value == id.value))
}

fn placement(
    leaf: &syn::Leaf,
    document: &Document,
    texts: &[Option<TextId>],
    placed: &mut [bool],
    sink: &mut Diagnostics,
) -> Placement {
    let front = &document.front;
    match &leaf.what {
        LeafKind::Space(space) => Placement::Space(space.clone()),
        LeafKind::PromptHere(at) => Placement::Prompts(vec![*at]),
        LeafKind::ExerciseHere(at) => Placement::Exercise(*at),
        LeafKind::TextHere { index, layout } => {
            texts.get(*index).copied().flatten().map_or(Placement::Nothing, |text| Placement::Text(text, *layout))
        }
        LeafKind::Prompt(id) => match prompt(document, id) {
            Some(at) => Placement::Prompts(vec![at]),
            None if document.lost.may_hold("discussion", &id.value) => Placement::Nothing,
            None => {
                let known = front.prompts.iter().filter_map(|prompt| prompt.id.as_ref()).map(|id| id.value.as_str());
                sink.push(make::unknown_id(id.span, "prompt", &id.value, known));
                Placement::Nothing
            }
        },
        LeafKind::Exercise(id) => {
            let is = |own: &Option<syn::Text>| own.as_ref().is_some_and(|own| own.value == id.value);
            match front.exercises.iter().position(|exercise| is(&exercise.id)) {
                Some(at) => Placement::Exercise(at),
                None if document.lost.may_hold("exercises", &id.value) => Placement::Nothing,
                None => {
                    let known =
                        front.exercises.iter().filter_map(|exercise| exercise.id.as_ref()).map(|id| id.value.as_str());
                    sink.push(make::unknown_id(id.span, "exercise", &id.value, known));
                    Placement::Nothing
                }
            }
        }
        LeafKind::PromptsOf(text) => prompts_of(text, document, texts, placed, sink),
        LeafKind::Text { id, layout } => match text_index(document, &id.value) {
            Some(at) => {
                texts.get(at).copied().flatten().map_or(Placement::Nothing, |text| Placement::Text(text, *layout))
            }
            None if may_hold_text(document, texts, &id.value) => Placement::Nothing,
            None => {
                sink.push(make::unknown_id(id.span, "text in this lesson", &id.value, text_names(document)));
                Placement::Nothing
            }
        },
    }
}

/// Whether a text with this id may be one that could not be read, or one that the lesson names by another name, as was told.
pub(crate) fn may_hold_text(document: &Document, texts: &[Option<TextId>], id: &str) -> bool {
    document.lost.may_hold("texts", id) || texts.iter().any(Option::is_none)
}

fn prompts_of(
    text: &syn::Text,
    document: &Document,
    texts: &[Option<TextId>],
    placed: &mut [bool],
    sink: &mut Diagnostics,
) -> Placement {
    if text_index(document, &text.value).is_none() && !may_hold_text(document, texts, &text.value) {
        sink.push(make::unknown_id(text.span, "text in this lesson", &text.value, text_names(document)));
    }
    let of_text = |prompt: &syn::Prompt| prompt.text.as_ref().is_some_and(|own| own.value == text.value);
    let mut found = Vec::new();
    for (at, prompt) in document.front.prompts.iter().enumerate() {
        if of_text(prompt) && placed.get(at) == Some(&false) {
            mark(placed, Some(at));
            found.push(at);
        }
    }
    Placement::Prompts(found)
}

/// The place of a text in a lesson's own list, by its id.
pub(crate) fn text_index(document: &Document, id: &str) -> Option<usize> {
    document.front.texts.iter().position(|item| item.id() == Some(id))
}

fn text_names(document: &Document) -> impl Iterator<Item = &str> {
    document.front.texts.iter().filter_map(syn::TextItem::id)
}
