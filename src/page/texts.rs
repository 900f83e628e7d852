//! Texts as they stand in a lesson or on a page of their own: the words side by side, and all that is owed to them.
//!
//! Gathers what their template shows; writes the words of a source, line by line, and no other markup.

use super::rows::own_values;
use super::values::{Map, Value};
use super::write::Writer;
use crate::curriculum::LessonId;
use crate::document::model::{Gloss, Line, Piece, Text, Words};

/// Where a text is shown: in a lesson, or on the page that is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TextSetting {
    /// In a lesson: the reference leads to the text's page.
    Lesson,
    /// On its own page: context and words stand open.
    Page,
}

/// Lessons that are named under a text: one that very many teach is found in whole on its own page.
const NAMED: usize = 5;

impl Writer<'_> {
    /// A text in a lesson.
    pub(crate) fn text(&mut self, text: &Text<'_>) {
        let values = self.text_values(text, TextSetting::Lesson);
        self.part("blocks/text.html", values);
    }

    /// A text on the page that is its own.
    pub(crate) fn text_by_itself(&mut self, text: &Text<'_>) {
        let values = self.text_values(text, TextSetting::Page);
        self.part("blocks/text.html", values);
    }

    /// A text with its reference, words, credit, vocabulary and context.
    fn text_values(&mut self, text: &Text<'_>, setting: TextSetting) -> Map {
        let in_lesson = setting == TextSetting::Lesson;
        self.glosses = format!("gloss.{}", text.id);
        let online = text
            .online
            .as_ref()
            .and_then(|(to, words)| Some(Map::new().with("href", self.address(to)?).with("words", *words)));
        Map::new()
            .with("extra", own_values(text.extra))
            .with("layout", text.layout)
            .with("id", if text.first { text.id } else { "" })
            .with("href", in_lesson.then(|| self.address_of(&text.page, "")))
            .with("name", self.isolated(&text.name))
            .with("he_name", text.he_name.as_ref().map(|name| self.directed_line(name)))
            .with("excerpt", text.excerpt)
            .with("pieces", text.pieces.iter().map(|piece| Value::from(self.piece(piece))).collect::<Vec<_>>())
            .with("credit", text.credit.iter().map(|line| Value::from(self.own_line(line))).collect::<Vec<_>>())
            .with("online", online)
            .with("elsewhere", if in_lesson { self.elsewhere(&text.elsewhere) } else { Vec::new() })
            .with("has_more_elsewhere", in_lesson && text.elsewhere.len() > NAMED)
            .with("vocabulary", text.vocabulary.iter().map(|gloss| Value::from(self.word(gloss))).collect::<Vec<_>>())
            .with("context", self.apart(|w| w.blocks(&text.context)))
            .with("is_open", setting == TextSetting::Page)
    }

    /// A line that is an isolate in any case: scripts ask for it.
    fn isolated(&mut self, line: &Line<'_>) -> Value {
        let html = self.apart(|w| {
            w.html.raw("<bdi").attr("dir", line.dir.word());
            if line.lang != w.lang {
                w.html.attr("lang", line.lang);
            }
            w.html.raw(">");
            w.within(line.lang, line.dir, |w| w.spans(&line.spans));
            w.html.raw("</bdi>");
        });
        html.into()
    }

    /// A line of which language and direction are said in any case.
    fn directed_line(&mut self, line: &Line<'_>) -> Map {
        Map::new().with("lang", line.lang).with("dir", line.dir.word()).with("html", self.words_of(line))
    }

    /// One aligned piece: the original, its translations, and how it sounds. Where one of two columns holds several translations, they
    /// stand in `columns`, the original's first, as it is read; else all stand in `words`.
    fn piece(&mut self, piece: &Piece<'_>) -> Map {
        let of = |side: &str| piece.words.iter().filter(|words| words.side == side).count();
        let (left, right) = (of("left"), of("right"));
        let both = left > 0 && right > 0;
        let (mut columns, mut alone) = (Vec::new(), Vec::new());
        if both && left.max(right) > 1 {
            let first = piece.words.first().map_or("left", |words| words.side);
            for side in [first, if first == "left" { "right" } else { "left" }] {
                let words = piece.words.iter().filter(|words| words.side == side);
                let words: Vec<Value> = words.map(|words| Value::from(self.versions(words))).collect();
                columns.push(Value::from(Map::new().with("side", side).with("words", words)));
            }
        } else {
            alone.extend(piece.words.iter().map(|words| Value::from(self.versions(words))));
        }
        Map::new()
            .with("has_both", both)
            .with("columns", columns)
            .with("words", alone)
            .with("sound", piece.sound.as_ref().map(|sound| self.directed_line(sound)))
    }

    /// Words in one language.
    fn versions(&mut self, words: &Words<'_>) -> Map {
        let html = self.apart(|w| w.within(words.lang, words.dir, |w| w.paragraphs(words)));
        Map::new()
            .with("is_original", words.original)
            .with("side", words.side)
            .with("marks", words.marks)
            .with("lang", words.lang)
            .with("dir", words.dir.word())
            .with("html", html)
    }

    /// The words themselves, by paragraph and line. What a page leaves out of the Hebrew by the curriculum's wish goes along for readers
    /// who want it.
    fn paragraphs(&mut self, words: &Words<'_>) {
        for (at, lines) in words.paragraphs.iter().enumerate() {
            self.html.raw("<p");
            if let Some(Some(full)) = words.full.get(at) {
                self.html.attr("data-full", full);
            }
            self.html.raw(">");
            if at == 0 && !words.number.is_empty() {
                // The space is the number's: what follows is the source, letter by letter.
                self.html.element("<span class=\"verse\">", &words.number, " </span>");
            }
            for (number, line) in lines.iter().enumerate() {
                self.html.raw(if number == 0 { "" } else { "<br>\n" });
                self.line(line);
            }
            self.html.raw("</p>");
        }
    }

    /// The other lessons that teach the passage, or one that shares a part with it.
    fn elsewhere(&mut self, lessons: &[LessonId]) -> Vec<Value> {
        lessons.iter().take(NAMED).map(|&id| self.lesson_value(id)).collect()
    }

    fn word(&mut self, gloss: &Gloss<'_>) -> Map {
        Map::new().with("word", self.inline(&gloss.word)).with("meaning", self.own_line(&gloss.gloss))
    }
}
