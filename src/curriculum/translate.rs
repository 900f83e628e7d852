//! A translation laid over its original: it says only what it changes, and everything left out is inherited.
//!
//! Lists match by id, else by position. Minutes, ids, order, references and addresses stay the original's.

use crate::diag::{Diagnostics, make};
use crate::syntax::lesson::*;

/// Whether a translation has a body of its own.
pub(crate) fn has_body(document: &Document) -> bool {
    !document.body.lead.is_empty() || !document.body.sections.is_empty()
}

/// The original in the translation's words. The translation's tables begin with the original's, so that numbers of both
/// lead into `refs` of the result.
pub(crate) fn merge(original: &Document, translation: Document, sink: &mut Diagnostics) -> Document {
    fixed(&translation.front, sink);
    let own_body = has_body(&translation);
    // Where entries of either could not be read, those of the other match nothing, and that was told.
    let lost = translation.lost.clone().and(&original.lost);
    let Document { file, path, fence, front, mut body, mut refs, .. } = translation;
    let prompts = places(&original.front.prompts, &front.prompts, |prompt| prompt.id.as_ref());
    let exercises = places(&original.front.exercises, &front.exercises, |exercise| exercise.id.as_ref());
    for leaf in refs.leaves.iter_mut().skip(original.refs.leaves.len()) {
        match &mut leaf.what {
            LeafKind::PromptHere(at) => *at = prompts.get(*at).copied().flatten().unwrap_or(*at),
            LeafKind::ExerciseHere(at) => *at = exercises.get(*at).copied().flatten().unwrap_or(*at),
            _ => {}
        }
    }
    if own_body {
        let mut nobody = Diagnostics::default();
        segments(&original.body, &mut body, if lost.body { &mut nobody } else { sink });
    }
    let front = lay_over(&original.front, front, &prompts, &exercises, &lost, sink);
    let body = if own_body { body } else { original.body.clone() };
    Document { file, path, fence, front, body, refs, lost }
}

/// A shared text in the translation's words: what it leaves out is the original's, and so are its words in other languages.
pub(crate) fn text(original: &TextEntry, entry: TextEntry, sink: &mut Diagnostics) -> TextEntry {
    for (name, field) in [("id", &entry.id), ("ref", &entry.reference)] {
        if let Some(field) = field {
            sink.push(make::translation_field(field.span, name));
        }
    }
    let own = |field: Option<Text>, original: &Option<Text>| field.or_else(|| original.clone());
    TextEntry {
        id: original.id.clone(),
        reference: original.reference.clone(),
        citation: original.citation.clone(),
        title: own(entry.title, &original.title),
        author: own(entry.author, &original.author),
        pieces: pieces(&original.pieces, entry.pieces),
        excerpt: original.excerpt,
        version: own(entry.version, &original.version),
        translator: own(entry.translator, &original.translator),
        license: own(entry.license, &original.license),
        permission: own(entry.permission, &original.permission),
        url: entry.url.or(original.url),
        year: own(entry.year, &original.year),
        context: entry.context.or_else(|| original.context.clone()),
        vocabulary: if entry.vocabulary.is_empty() { original.vocabulary.clone() } else { entry.vocabulary },
        note: entry.note.or_else(|| original.note.clone()),
        extra: entry.extra.over(&original.extra),
        span: entry.span,
    }
}

/// Pieces of one number are laid over one another, language by language; others take the place of all.
fn pieces(original: &[Piece], own: Vec<Piece>) -> Vec<Piece> {
    if own.is_empty() {
        return original.to_vec();
    }
    if own.len() != original.len() {
        return own;
    }
    let laid = original.iter().zip(own).map(|(original, own)| {
        let mut words = original.words.clone();
        for (lang, text) in own.words {
            match words.iter_mut().find(|(known, _)| *known == lang) {
                Some((_, slot)) => *slot = text,
                None => words.push((lang, text)),
            }
        }
        Piece { words, transliteration: own.transliteration.or_else(|| original.transliteration.clone()) }
    });
    laid.collect()
}

fn fixed(front: &Front, sink: &mut Diagnostics) {
    let spans = [
        ("minutes", front.minutes.as_ref().map(|value| value.span)),
        ("id", front.id.as_ref().map(|value| value.span)),
        ("slug", front.slug.as_ref().map(|value| value.span)),
        ("order", front.order.as_ref().map(|value| value.span)),
        ("requires", front.requires.first().map(|value| value.span)),
        ("aliases", front.aliases.first().map(|value| value.span)),
    ];
    for (name, span) in spans {
        if let Some(span) = span {
            sink.push(make::translation_field(span, name));
        }
    }
}

/// For each entry of the translation, the place of the entry that it translates.
fn places<T>(original: &[T], translation: &[T], id: fn(&T) -> Option<&Text>) -> Vec<Option<usize>> {
    let place = |(at, entry): (usize, &T)| match id(entry) {
        Some(own) => original.iter().position(|entry| id(entry).is_some_and(|id| id.value == own.value)),
        None => (at < original.len()).then_some(at),
    };
    translation.iter().enumerate().map(place).collect()
}

/// Headings of the translation take their segments from the original's, by position.
fn segments(original: &Body, body: &mut Body, sink: &mut Diagnostics) {
    for (at, section) in body.sections.iter_mut().enumerate() {
        let segment = original.sections.get(at).and_then(|section| section.segment.clone());
        if let (Some(own), Some(first)) = (&section.segment, &segment)
            && own.minutes != first.minutes
        {
            sink.push(make::translation_field(section.span, "minutes"));
        }
        section.segment = segment;
    }
}

fn lay_over(
    original: &Front,
    front: Front,
    prompts: &[Option<usize>],
    exercises: &[Option<usize>],
    lost: &Lost,
    sink: &mut Diagnostics,
) -> Front {
    let mut merged = original.clone();
    let Front {
        title,
        short_title,
        summary,
        content_note,
        goal,
        questions,
        objectives,
        key_points,
        preparation,
        access,
        materials,
        extra: own_extra,
        ..
    } = front;
    merged.title = title.or(merged.title);
    merged.short_title = short_title.or(merged.short_title);
    merged.summary = summary.or(merged.summary);
    merged.content_note = content_note.or(merged.content_note);
    merged.goal = goal.or(merged.goal);
    replace(&mut merged.questions, questions);
    replace(&mut merged.key_points, key_points);
    replace(&mut merged.preparation, preparation);
    replace(&mut merged.access, access);
    replace(&mut merged.materials, materials);
    merged.extra = own_extra.over(&original.extra);
    let objective_places = places(&original.objectives, &objectives, |objective| objective.id.as_ref());
    for (objective, place) in objectives.into_iter().zip(objective_places) {
        match place.and_then(|at| merged.objectives.get_mut(at)) {
            Some(slot) => slot.text = objective.text,
            None if lost.may_hold("objectives", named(objective.id.as_ref())) => {}
            None => extra("objective", objective.id.as_ref(), sink),
        }
    }
    for (prompt, place) in front.prompts.into_iter().zip(prompts) {
        match place.and_then(|at| merged.prompts.get_mut(at)) {
            Some(slot) => lay_prompt(slot, prompt),
            None if lost.may_hold("discussion", named(prompt.id.as_ref())) => {}
            None => sink.push(make::translation_extra(prompt.span, "prompt")),
        }
    }
    for (exercise, place) in front.exercises.into_iter().zip(exercises) {
        match place.and_then(|at| merged.exercises.get_mut(at)) {
            Some(slot) => lay_exercise(slot, exercise),
            None if lost.may_hold("exercises", named(exercise.id.as_ref())) => {}
            None => sink.push(make::translation_extra(exercise.span, "exercise")),
        }
    }
    merged
}

fn named(id: Option<&Text>) -> &str {
    id.map_or("", |id| id.value.as_str())
}

fn extra(what: &str, id: Option<&Text>, sink: &mut Diagnostics) {
    if let Some(id) = id {
        sink.push(make::translation_extra(id.span, what));
    }
}

fn replace<T>(slot: &mut Vec<T>, new: Vec<T>) {
    if !new.is_empty() {
        *slot = new;
    }
}

fn lay_prompt(slot: &mut Prompt, prompt: Prompt) {
    if !prompt.prompt.blocks.is_empty() {
        slot.prompt = prompt.prompt;
    }
    replace(&mut slot.follow_ups, prompt.follow_ups);
    replace(&mut slot.hints, prompt.hints);
    slot.listen_for = prompt.listen_for.or(slot.listen_for.take());
    slot.group = prompt.group.or(slot.group.take());
}

fn lay_exercise(slot: &mut Exercise, exercise: Exercise) {
    slot.title = exercise.title.or(slot.title.take());
    slot.instructions = exercise.instructions.or(slot.instructions.take());
    replace(&mut slot.hints, exercise.hints);
    replace(&mut slot.debrief, exercise.debrief);
    slot.answers = exercise.answers.or(slot.answers.take());
    slot.group = exercise.group.or(slot.group.take());
}
