//! Texts as they stand in a lesson or on a page of their own: the words side by side, and all that is owed to them.
//!
//! Hebrew carries its language and direction in the markup. Source text is never Markdown and goes out escaped.

use super::gloss::Glosses;
use super::write::Writer;
use crate::curriculum::{Target, Text, TextId};
use crate::shown::{self, Marks};
use crate::syntax::lesson::{Gloss, Layout, Piece, TextEntry};

/// Where a text is shown: in a lesson, or on the page that is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// In a lesson: the reference leads to the text's page.
    Lesson,
    /// On its own page: context and words stand open.
    Page,
}

/// The words of a text that are explained below it.
struct Explained {
    /// What the places in the list are called; `None` where it has none.
    anchor: Option<String>,
    found: Glosses,
}

/// Paragraphs of a source text, parted by empty lines.
fn paragraphs(words: &str) -> Vec<&str> {
    words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

impl<'a> Writer<'a> {
    /// A text with its reference, words, credit, vocabulary and context.
    pub(crate) fn text(&mut self, id: TextId, layout: Option<Layout>, setting: Setting) {
        let text = self.site.curriculum.text(id);
        let entry = self.entry(text);
        let layout = layout.unwrap_or(self.site.curriculum.config.text_layout);
        self.html.raw("<figure").attr("class", &format!("text {}", layout.word()));
        let first = !self.shown.contains(&id);
        if first {
            self.shown.push(id);
            self.html.attr("id", &format!("text.{}", text.id));
        }
        self.html.raw(">\n");
        self.text_head(text, entry, setting);
        let verses = shown::verses(entry);
        let mut words = self.glosses(text, entry, first);
        for (at, piece) in entry.pieces.iter().enumerate() {
            self.piece(piece, verses.get(at).copied(), &mut words);
        }
        self.credit(text, entry, setting);
        self.html.raw("<div class=\"tools\"></div>\n");
        self.vocabulary(&entry.vocabulary, &words, setting);
        self.about(text, entry, setting);
        self.html.raw("</figure>\n");
    }

    /// The text as it stands in the page's language.
    fn entry(&self, text: &'a Text) -> &'a TextEntry {
        let lang = &self.site.lang;
        text.translations.iter().find(|(key, _, _)| key == lang).map_or(&text.entry, |(_, entry, _)| entry)
    }

    fn text_head(&mut self, text: &Text, entry: &TextEntry, setting: Setting) {
        let curriculum = self.site.curriculum;
        let name = curriculum.passage(text.passage).name.as_str();
        let name = if entry.citation.is_some() { text.name() } else { name.to_owned() };
        self.html.raw("<figcaption class=\"text-head\"><span class=\"text-ref\">");
        let address = self.address(&Target::Passage(text.passage)).filter(|_| setting == Setting::Lesson);
        if let Some(address) = &address {
            self.html.raw("<a").attr("href", address).raw(">");
        }
        self.html.raw("<bdi>");
        self.plain(&name);
        self.html.raw("</bdi>");
        if address.is_some() {
            self.html.raw("</a>");
        }
        if entry.excerpt {
            self.html.raw(" <small>");
            self.say("excerpt");
            self.html.raw("</small>");
        }
        self.html.raw("</span>");
        self.second_name(entry);
        self.html.raw("</figcaption>\n");
    }

    /// The Hebrew reference; for a text that has its own title beside a reference, that title.
    fn second_name(&mut self, entry: &TextEntry) {
        if let Some(citation) = &entry.citation {
            let name = shown::citation_he(citation);
            self.html.element("<bdi class=\"text-ref-he\" lang=\"he\" dir=\"rtl\">", &name, "</bdi>");
        }
    }

    /// One aligned piece: the Hebrew, its translations, and how it sounds.
    fn piece(&mut self, piece: &Piece, verse: Option<u32>, glosses: &mut Explained) {
        let both = piece.words.iter().any(|(lang, _)| shown::is_hebrew(lang)) && piece.words.len() > 1;
        self.html.raw(if both { "<div class=\"pair both\">\n" } else { "<div class=\"pair\">\n" });
        for (lang, words) in &piece.words {
            self.source(lang, &words.value, verse, glosses);
        }
        if let Some(sound) = piece.transliteration.as_ref().filter(|_| self.site.curriculum.config.transliteration) {
            self.html.element("<p class=\"translit\" lang=\"he-Latn\" dir=\"ltr\">", &sound.value, "</p>\n");
        }
        self.html.raw("</div>\n");
    }

    /// The words of a text that its list explains. A text that stands on the page a second time has no places of its own.
    fn glosses(&self, text: &Text, entry: &TextEntry, first: bool) -> Explained {
        let config = &self.site.curriculum.config;
        let words = entry.vocabulary.iter().map(|gloss| shown::source(config, "he", &gloss.word.value).into_owned());
        let anchor = first.then(|| format!("gloss.{}", text.id));
        Explained { anchor, found: Glosses::new(words.filter(|_| first)) }
    }

    /// Words in one language. What a page leaves out of the Hebrew by the curriculum's wish goes along for readers who want it.
    fn source(&mut self, lang: &str, words: &str, verse: Option<u32>, explained: &mut Explained) {
        let config = &self.site.curriculum.config;
        let whole = shown::unhidden(config, words);
        let words = shown::source(config, lang, words);
        let hebrew = shown::is_hebrew(lang);
        let class = match (hebrew, shown::marks(&words)) {
            (false, _) => "text-tr",
            (true, Marks::Bare) => "text-he",
            (true, Marks::Pointed) => "text-he pointed",
            (true, Marks::Chanted) => "text-he chanted",
        };
        self.html
            .raw("<div")
            .attr("class", class)
            .attr("lang", lang)
            .attr("dir", crate::shown::direction(lang))
            .raw(">");
        let whole = paragraphs(&whole);
        for (at, paragraph) in paragraphs(&words).into_iter().enumerate() {
            self.html.raw("<p");
            if let Some(whole) = whole.get(at).filter(|whole| hebrew && **whole != paragraph) {
                self.html.attr("data-full", whole);
            }
            self.html.raw(">");
            if let Some(verse) = verse.filter(|_| at == 0) {
                let number = if hebrew { crate::hebrew::numeral(verse) } else { verse.to_string() };
                // The space is the number's: what follows is the source, letter by letter.
                self.html.element("<span class=\"verse\">", &number, " </span>");
            }
            for (number, line) in paragraph.lines().enumerate() {
                self.html.raw(if number == 0 { "" } else { "<br>\n" });
                match hebrew {
                    true => self.explained(line, explained),
                    false => self.foreign(line, lang),
                }
            }
            self.html.raw("</p>");
        }
        self.html.raw("</div>\n");
    }

    /// A line of a translation: Hebrew in it gets its language, whatever the page's is.
    fn foreign(&mut self, line: &str, lang: &str) {
        let before = std::mem::replace(&mut self.rtl, shown::direction(lang) == "rtl");
        self.plain(line);
        self.rtl = before;
    }

    /// A line of Hebrew, with the words that the list below explains.
    fn explained(&mut self, line: &str, explained: &mut Explained) {
        let Some(anchor) = &explained.anchor else {
            self.html.text(line);
            return;
        };
        let mut done = 0;
        while let Some(word) = explained.found.find(line, done) {
            self.html.text(line.get(done..word.start).unwrap_or_default());
            self.html
                .raw("<a class=\"gloss\"")
                .attr("href", &format!("#{}", super::escape::component(&format!("{anchor}.{}", word.number + 1))));
            self.html.raw(">").text(line.get(word.start..word.end).unwrap_or_default()).raw("</a>");
            done = word.end;
        }
        self.html.text(line.get(done..).unwrap_or_default());
    }

    /// Edition, translator, licence, and where the text is online.
    fn credit(&mut self, text: &Text, entry: &TextEntry, setting: Setting) {
        self.html.raw("<ul class=\"credit\">");
        let origin = [&entry.author, &entry.version, &entry.year];
        let origin: Vec<&str> = origin.into_iter().flatten().map(|field| field.value.as_str()).collect();
        self.credit_item(&origin.join(", "));
        if let Some(translator) = &entry.translator {
            let words = self.site.words.name("translation-by", &translator.value);
            self.credit_item(&words);
        }
        if let Some(license) = &text.license {
            let words = self.site.words.license(license);
            self.credit_item(&words);
        }
        if let Some(permission) = &entry.permission {
            self.credit_item(&permission.value);
        }
        self.online(text, entry);
        if setting == Setting::Lesson {
            self.elsewhere(text);
        }
        self.html.raw("</ul>\n");
    }

    /// The other lessons that teach the passage, or one that shares a part with it.
    fn elsewhere(&mut self, text: &Text) {
        let curriculum = self.site.curriculum;
        let passage = curriculum.passage(text.passage);
        let near = passage.near.iter().flat_map(|&id| &curriculum.passage(id).lessons);
        let here = self.lesson.map(|(id, _)| id);
        let mut lessons: Vec<_> = passage.lessons.iter().chain(near).copied().filter(|id| Some(*id) != here).collect();
        lessons.sort_unstable();
        lessons.dedup();
        if lessons.is_empty() {
            return;
        }
        self.html.raw("<li>");
        self.say("also-taught-in");
        // A passage that very many lessons teach is found in whole on its own page.
        for (number, &id) in lessons.iter().take(5).enumerate() {
            self.html.raw(if number == 0 { " " } else { ", " });
            let page = self.shelf.lesson(curriculum.lesson(id));
            self.page_link(&page, self.site.title(id));
        }
        self.html.raw(if lessons.len() > 5 { " …</li>" } else { "</li>" });
    }

    fn credit_item(&mut self, words: &str) {
        if !words.is_empty() {
            self.html.raw("<li>");
            self.plain(words);
            self.html.raw("</li>");
        }
    }

    /// A link to the text's own address, or to the library.
    fn online(&mut self, text: &Text, entry: &TextEntry) {
        let own = entry.url;
        if let Some(url) = own {
            self.html.raw("<li>");
            self.in_scope(text.scope, |w| {
                w.link(url, |w| {
                    w.say("source-online");
                });
            });
            self.html.raw("</li>");
            return;
        }
        let library = entry.citation.as_ref().and_then(|citation| super::escape::outside(&shown::library(citation)));
        if let Some(address) = library {
            self.html.raw("<li><a").attr("href", &address).raw(">");
            self.say("in-the-library");
            self.html.raw("</a></li>");
        }
    }

    fn vocabulary(&mut self, list: &[Gloss], explained: &Explained, setting: Setting) {
        if list.is_empty() {
            return;
        }
        self.fold("words-of", "words-of-text", setting, |w| {
            w.html.raw("<dl>");
            for (number, gloss) in list.iter().enumerate() {
                w.html.raw("<div class=\"words\"");
                if let Some(anchor) = &explained.anchor {
                    w.html.attr("id", &format!("{anchor}.{}", number + 1));
                }
                w.html.raw("><dt>");
                let word = shown::source(&w.site.curriculum.config, "he", &gloss.word.value);
                w.plain(&word);
                w.html.raw("</dt><dd>");
                w.plain(&gloss.gloss.value);
                w.html.raw("</dd></div>");
            }
            w.html.raw("</dl>\n");
        });
    }

    fn about(&mut self, text: &Text, entry: &TextEntry, setting: Setting) {
        let scope = text
            .translations
            .iter()
            .find(|(key, _, _)| *key == self.site.lang)
            .map_or(text.scope, |(_, _, scope)| *scope);
        let parts: Vec<_> = [&entry.context, &entry.note].into_iter().flatten().collect();
        if parts.is_empty() {
            return;
        }
        self.fold("context", "about-text", setting, |w| {
            w.in_scope(scope, |w| {
                for part in parts {
                    w.rich(part);
                }
            });
        });
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
}
