//! `look` and `words` of `daf.yaml`: the colours, faces and logo of a curriculum, and messages of the theme in its own words.
//!
//! Reads what stands there. Whether a colour can be read on its paper, and whether there is such a message, is asked where
//! the theme is known (see `crate::look`).

use super::front::Fields;
use super::lesson::{Faces, Lang, Look, Shades, Text, Wording};
use super::shape::{self, Shape};
use super::text;
use super::yaml::{Key, Node, Value};
use crate::color::Color;
use crate::diag::make;
use crate::source::Spanned;

/// Reads `look`.
pub(crate) fn look(fields: &mut Fields<'_, '_>) -> Look {
    let mut look = Look::default();
    let Some(node) = fields.take("look") else { return look };
    let Some(mut fields) = Fields::of(node, &shape::LOOK, fields.context) else { return look };
    if let Some(node) = fields.take("colors")
        && let Some(inner) = Fields::of(node, &shape::COLORS, fields.context)
    {
        (look.light, look.dark) = colors(inner);
    }
    if let Some(node) = fields.take("faces")
        && let Some(mut inner) = Fields::of(node, &shape::FACES, fields.context)
    {
        look.faces = Faces {
            text: face(&mut inner, "text"),
            hebrew: face(&mut inner, "hebrew"),
            interface: face(&mut inner, "interface"),
        };
        inner.finish();
    }
    look.logo = fields.image("logo");
    fields.finish();
    look
}

fn colors(mut fields: Fields<'_, '_>) -> (Shades, Shades) {
    let mut dark = Shades::default();
    if let Some(node) = fields.take("dark")
        && let Some(inner) = Fields::of(node, &shape::DARK, fields.context)
    {
        dark = shades(inner, &shape::DARK);
    }
    (shades(fields, &shape::COLORS), dark)
}

fn shades(mut fields: Fields<'_, '_>, shape: &'static Shape) -> Shades {
    let mut shades = Shades::default();
    let rest = fields.rest();
    let written: Vec<String> = rest.iter().map(|(key, _)| key.name.clone()).collect();
    for (key, node) in rest {
        let slot = match key.name.as_str() {
            "accent" => &mut shades.accent,
            "paper" => &mut shades.paper,
            "ink" => &mut shades.ink,
            "facilitator" => &mut shades.facilitator,
            "extra" => continue,
            name => {
                let known = shape.names().into_iter();
                fields.context.sink.push(make::unknown_field(key.span, name, shape.what, known, |word| {
                    written.iter().any(|other| other == word)
                }));
                continue;
            }
        };
        *slot = color(&key, &node, &mut fields);
    }
    shades
}

fn color(key: &Key, node: &Node, fields: &mut Fields<'_, '_>) -> Option<Spanned<Color>> {
    let sink = &mut *fields.context.sink;
    match &node.value {
        Value::Scalar { text } => match Color::from_hex(text.trim()) {
            Some(color) => return Some(Spanned::new(color, node.span)),
            None => sink.push(make::not_a_color(node.span, &key.name, text)),
        },
        // A `#` after a space begins a comment, so that a colour without quotation marks is no value at all.
        Value::Null => sink.push(make::color_unquoted(key.span, &key.name)),
        Value::Poison => {}
        Value::List(_) | Value::Map(_) => {
            sink.push(make::wrong_type(node.span, &key.name, "a colour", node.describe(), false));
        }
    }
    None
}

/// Letters of a family's name at most.
const FAMILY: usize = 80;

fn face(fields: &mut Fields<'_, '_>, name: &str) -> Option<Text> {
    let family = fields.visible(name)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '+' | '&');
    if family.value.chars().count() > FAMILY || !family.value.chars().all(plain) {
        fields.context.sink.push(make::not_a_family(family.span, name, &family.value));
        return None;
    }
    Some(Spanned::new(family.value.trim().to_owned(), family.span))
}

/// Reads `words`: messages by id for the main language, and under the name of a language those of that one.
pub(crate) fn words(fields: &mut Fields<'_, '_>, languages: &[Lang]) -> Vec<Wording> {
    let mut found = Vec::new();
    let Some(node) = fields.take("words") else { return found };
    let Some(mut fields) = Fields::of(node, &shape::WORDS, fields.context) else { return found };
    let main = languages.first().cloned().unwrap_or_default();
    for (key, node) in fields.rest() {
        if !matches!(node.value, Value::Map(_)) {
            found.extend(wording(main.clone(), key, node, &mut fields));
            continue;
        }
        let lang = key.name.to_lowercase();
        if !languages.contains(&lang) {
            fields.context.sink.push(make::words_language(key.span, &key.name, languages));
            continue;
        }
        let Some(mut inner) = Fields::of(node, &shape::LANGUAGE_WORDS, fields.context) else { continue };
        for (key, node) in inner.rest() {
            found.extend(wording(lang.clone(), key, node, &mut inner));
        }
    }
    found
}

fn wording(lang: Lang, key: Key, node: Node, fields: &mut Fields<'_, '_>) -> Option<Wording> {
    let sink = &mut *fields.context.sink;
    let words = match node.value {
        Value::Scalar { ref text } if text::shows_nothing(text) => {
            sink.push(make::nothing_visible(node.span, &key.name));
            return None;
        }
        Value::Scalar { text } => text,
        Value::Null => {
            sink.push(make::empty_field(key.span, &key.name));
            return None;
        }
        Value::Poison => return None,
        Value::List(_) | Value::Map(_) => {
            sink.push(make::wrong_type(node.span, &key.name, "a text", node.describe(), false));
            return None;
        }
    };
    Some(Wording { lang, id: Spanned::new(key.name, key.span), words: Spanned::new(words, node.span) })
}
