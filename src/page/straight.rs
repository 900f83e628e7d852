//! Templates without a condition, a loop or a filter, written without the engine: markup with values in it, as a paragraph's is.
//!
//! A page holds many of them, and to begin the engine costs more than to write one. What is written is what the engine would write;
//! where that is not certain, nothing is, and the engine is asked. Knows no template by name.

use super::escape;
use super::values::Map;

/// A template that is markup and values in turn.
#[derive(Debug, Clone)]
pub(super) struct Straight(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Markup(String),
    /// The name of a value.
    Value(String),
}

impl Straight {
    /// A template's text as such; `None` where it has anything but plain values in it.
    pub(super) fn of(text: &str) -> Option<Straight> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((markup, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}")?;
            pieces.push(Piece::Markup(markup.to_owned()));
            pieces.push(Piece::Value(plain_name(name)?.to_owned()));
            rest = after;
        }
        pieces.push(Piece::Markup(rest.to_owned()));
        let is_plain = |piece: &Piece| match piece {
            Piece::Markup(markup) => !["{%", "{#", "}}", "%}", "#}"].iter().any(|sign| markup.contains(sign)),
            Piece::Value(_) => true,
        };
        pieces.iter().all(is_plain).then_some(Straight(pieces))
    }

    /// Writes it. `false`, and nothing written, where a value is not there, or is neither words nor markup nor nothing.
    pub(super) fn write(&self, values: &Map, out: &mut String) -> bool {
        let start = out.len();
        for piece in &self.0 {
            match piece {
                Piece::Markup(markup) => out.push_str(markup),
                Piece::Value(name) => match values.get(name) {
                    Some(value) if value.is_none() => {}
                    Some(value) => match value.as_str() {
                        Some(markup) if value.is_safe() => out.push_str(markup),
                        Some(words) => escape::push(out, words),
                        None => {
                            out.truncate(start);
                            return false;
                        }
                    },
                    None => {
                        out.truncate(start);
                        return false;
                    }
                },
            }
        }
        true
    }
}

/// A name with nothing but spaces around it. Words of the template language are left to the engine.
fn plain_name(inside: &str) -> Option<&str> {
    let name = inside.trim_matches(' ');
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    (is_name && !["true", "false", "none", "not", "loop"].contains(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::html::Html;

    fn written(text: &str, values: &Map) -> Option<String> {
        let mut out = String::from("before ");
        Straight::of(text)?.write(values, &mut out).then_some(out)
    }

    #[test]
    fn values_are_written_as_the_engine_writes_them() {
        let mut html = Html::default();
        html.raw("<b>").text("x < y").raw("</b>");
        let values =
            Map::new().with("html", html).with("words", "a < \u{202E}b").with("n", 3u32).with("no", None::<&str>);
        for text in ["<p>{{ html }}{{no}}</p>\n", "{{ words }}", "plain"] {
            let mut tera = tera::Tera::default();
            tera.autoescape_on([".html"]);
            tera.set_escape_fn(|words, out| out.write_all(escape::escaped(words).as_bytes()));
            tera.add_raw_templates([("x.html", text)]).expect("is a template");
            let mut context = tera::Context::new();
            values.clone().into_entries().for_each(|(name, value)| context.insert_value(name, value));
            let expect = format!("before {}", tera.render("x.html", &context).expect("renders"));
            assert_eq!(written(text, &values).as_deref(), Some(expect.as_str()), "{text}");
        }
    }

    #[test]
    fn whatever_is_more_is_left_to_the_engine() {
        let values = Map::new().with("n", 3u32).with("a", "b");
        for text in [
            "{{ n }}",
            "{{ other }}",
            "{% if a %}{% endif %}",
            "{{ a | upper }}",
            "{{ a.b }}",
            "{{- a }}",
            "{# a #}",
            "{{ a",
        ] {
            assert_eq!(written(text, &values), None, "{text}");
        }
    }
}
