//! Texts as they stand in a lesson or on a page of their own: the words side by side, and all that is owed to them.

use super::write::Writer;
use crate::curriculum::LessonId;
use crate::direction::Direction;
use crate::document::model::{Block, Gloss, Line, Piece, Text, Words};

/// Where a text is shown: in a lesson, or on the page that is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
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
        self.set_text(text, Setting::Lesson);
    }

    /// A text on the page that is its own.
    pub(crate) fn text_by_itself(&mut self, text: &Text<'_>) {
        self.set_text(text, Setting::Page);
    }

    /// A text with its reference, words, credit, vocabulary and context.
    fn set_text(&mut self, text: &Text<'_>, setting: Setting) {
        self.html.raw("<figure").attr("class", &format!("text {}", text.layout));
        if text.first {
            self.html.attr("id", &format!("text.{}", text.id));
        }
        self.html.raw(">\n");
        self.text_head(text, setting);
        self.glosses = format!("gloss.{}", text.id);
        text.pieces.iter().for_each(|piece| self.piece(piece));
        self.credit(text, setting);
        self.html.raw("<div class=\"tools\"></div>\n");
        self.vocabulary(text, setting);
        self.about(&text.context, setting);
        self.html.raw("</figure>\n");
    }

    fn text_head(&mut self, text: &Text<'_>, setting: Setting) {
        self.html.raw("<figcaption class=\"text-head\"><span class=\"text-ref\">");
        if setting == Setting::Lesson {
            self.html.raw("<a");
            self.href(&text.page, "");
            self.html.raw(">");
        }
        self.isolated(&text.name);
        if setting == Setting::Lesson {
            self.html.raw("</a>");
        }
        if !text.excerpt.is_empty() {
            self.html.element(" <small>", text.excerpt, "</small>");
        }
        self.html.raw("</span>");
        if let Some(name) = &text.he_name {
            self.html.raw("<bdi class=\"text-ref-he\"").attr("lang", name.lang).attr("dir", name.dir.word()).raw(">");
            self.within(name.lang, name.dir, |w| w.spans(&name.spans));
            self.html.raw("</bdi>");
        }
        self.html.raw("</figcaption>\n");
    }

    /// A line that is an isolate in any case: scripts ask for it.
    fn isolated(&mut self, line: &Line<'_>) {
        self.html.raw("<bdi").attr("dir", line.dir.word());
        if line.lang != self.lang {
            self.html.attr("lang", line.lang);
        }
        self.html.raw(">");
        self.within(line.lang, line.dir, |w| w.spans(&line.spans));
        self.html.raw("</bdi>");
    }

    /// One aligned piece: the original, its translations, and how it sounds.
    fn piece(&mut self, piece: &Piece<'_>) {
        let of = |side: &str| piece.words.iter().filter(|words| words.side == side).count();
        let (left, right) = (of("left"), of("right"));
        let both = left > 0 && right > 0;
        self.html.raw(if both { "<div class=\"pair both\">\n" } else { "<div class=\"pair\">\n" });
        if both && left.max(right) > 1 {
            // The original's column comes first, as it is read.
            let first = piece.words.first().map_or("left", |words| words.side);
            for side in [first, if first == "left" { "right" } else { "left" }] {
                self.html.raw("<div").attr("class", &format!("versions {side}")).raw(">\n");
                piece.words.iter().filter(|words| words.side == side).for_each(|words| self.words(words));
                self.html.raw("</div>\n");
            }
        } else {
            piece.words.iter().for_each(|words| self.words(words));
        }
        if let Some(sound) = &piece.sound {
            self.html.raw("<p class=\"translit\"").attr("lang", sound.lang).attr("dir", sound.dir.word()).raw(">");
            self.within(sound.lang, sound.dir, |w| w.spans(&sound.spans));
            self.html.raw("</p>\n");
        }
        self.html.raw("</div>\n");
    }

    /// Words in one language. What a page leaves out of the Hebrew by the curriculum's wish goes along for readers who want it.
    fn words(&mut self, words: &Words<'_>) {
        let kind = if words.original { "text-he" } else { "text-tr" };
        let class = match words.marks {
            "bare" => format!("{kind} {}", words.side),
            marks => format!("{kind} {} {marks}", words.side),
        };
        self.html.raw("<div").attr("class", &class).attr("lang", words.lang).attr("dir", words.dir.word()).raw(">");
        self.within(words.lang, words.dir, |w| {
            for (at, lines) in words.paragraphs.iter().enumerate() {
                w.html.raw("<p");
                if let Some(Some(full)) = words.full.get(at) {
                    w.html.attr("data-full", full);
                }
                w.html.raw(">");
                if at == 0 && !words.number.is_empty() {
                    // The space is the number's: what follows is the source, letter by letter.
                    w.html.element("<span class=\"verse\">", &words.number, " </span>");
                }
                for (number, line) in lines.iter().enumerate() {
                    w.html.raw(if number == 0 { "" } else { "<br>\n" });
                    w.line(line);
                }
                w.html.raw("</p>");
            }
        });
        self.html.raw("</div>\n");
    }

    /// Edition, translator, licence, and where the text is online.
    fn credit(&mut self, text: &Text<'_>, setting: Setting) {
        self.html.raw("<ul class=\"credit\">");
        text.credit.iter().for_each(|line| self.element("<li", line, "</li>"));
        if let Some((to, words)) = &text.online
            && let Some(address) = self.address(to)
        {
            self.html.raw("<li><a").attr("href", &address).raw(">").text(words).raw("</a></li>");
        }
        if setting == Setting::Lesson {
            self.elsewhere(&text.elsewhere);
        }
        self.html.raw("</ul>\n");
    }

    /// The other lessons that teach the passage, or one that shares a part with it.
    fn elsewhere(&mut self, lessons: &[LessonId]) {
        if lessons.is_empty() {
            return;
        }
        self.html.raw("<li>");
        self.say("also-taught-in");
        for (number, &id) in lessons.iter().take(NAMED).enumerate() {
            self.html.raw(if number == 0 { " " } else { ", " });
            self.lesson_link(id);
        }
        self.html.raw(if lessons.len() > NAMED { " …</li>" } else { "</li>" });
    }

    fn vocabulary(&mut self, text: &Text<'_>, setting: Setting) {
        if text.vocabulary.is_empty() {
            return;
        }
        self.fold("words-of", "words-of-text", setting, |w| {
            w.html.raw("<dl>");
            for (number, gloss) in (1..).zip(&text.vocabulary) {
                w.html.raw("<div class=\"words\"");
                if text.first {
                    w.html.attr("id", &format!("gloss.{}.{number}", text.id));
                }
                w.html.raw(">");
                w.word(gloss);
                w.html.raw("</div>");
            }
            w.html.raw("</dl>\n");
        });
    }

    fn word(&mut self, gloss: &Gloss<'_>) {
        self.html.raw("<dt>");
        self.line(&gloss.word);
        self.html.raw("</dt>");
        self.element("<dd", &gloss.gloss, "</dd>");
    }

    fn about(&mut self, context: &[Block<'_>], setting: Setting) {
        if !context.is_empty() {
            self.fold("context", "about-text", setting, |w| w.blocks(context));
        }
    }

    /// What can be folded away in a lesson, and stands open on the text's own page.
    fn fold(&mut self, class: &str, word: &str, setting: Setting, write: impl FnOnce(&mut Self)) {
        self.html.raw("<details").attr("class", class);
        self.html.raw(if setting == Setting::Page { " open><summary>" } else { "><summary>" });
        self.say(word);
        self.html.raw("</summary>\n");
        write(self);
        self.html.raw("</details>\n");
    }

    /// A name in Hebrew beside another.
    pub(crate) fn hebrew(&mut self, open: &'static str, words: &str, close: &'static str) {
        self.html.raw(open).attr("lang", "he").attr("dir", Direction::Rtl.word()).raw(">").text(words).raw(close);
    }
}
