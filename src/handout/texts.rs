//! Texts on paper: the words in their languages, and all that is owed to them.

use super::lower::Lower;
use super::sheet::{Block as Out, Gloss, Piece, Text as Set, Words};
use crate::curriculum::TextId;
use crate::shown;
use crate::syntax::lesson::{Layout, Piece as Source, TextEntry};

/// Letters of a text that is kept on one page: about a third of a page in both languages.
const SHORT: usize = 1400;

impl Lower<'_> {
    /// A text; `number` where the sheet counts them.
    pub(super) fn text(&mut self, id: TextId, layout: Option<Layout>, number: u32) -> Out {
        let text = self.curriculum.text(id);
        let lang = &self.curriculum.config.language;
        let translated = text.translations.iter().find(|(key, _, _)| key == lang);
        let (entry, scope) = translated.map_or((&text.entry, text.scope), |(_, entry, scope)| (entry, *scope));
        let name =
            if entry.citation.is_some() { text.name() } else { self.curriculum.passage(text.passage).name.clone() };
        let pieces: Vec<Piece> = entry.pieces.iter().map(|piece| self.piece(piece)).collect();
        let letters: usize =
            entry.pieces.iter().flat_map(|piece| &piece.words).map(|(_, words)| words.value.chars().count()).sum();
        let context = self.in_scope(scope, |lower| {
            [&entry.context, &entry.note].into_iter().flatten().flat_map(|rich| lower.rich(rich)).collect()
        });
        Out::Text(Box::new(Set {
            number,
            name,
            he_name: entry.citation.as_ref().map(shown::citation_he).unwrap_or_default(),
            excerpt: if entry.excerpt { self.words.get("excerpt").to_owned() } else { String::new() },
            layout: layout.unwrap_or(self.curriculum.config.text_layout).word(),
            short: letters <= SHORT,
            pieces,
            credit: self.credit(text, entry),
            vocabulary: entry
                .vocabulary
                .iter()
                .map(|gloss| self.gloss(&gloss.word.value, &gloss.gloss.value))
                .collect(),
            context: if self.shows_context() { context } else { Vec::new() },
        }))
    }

    fn piece(&self, piece: &Source) -> Piece {
        let config = &self.curriculum.config;
        let sound = piece.transliteration.as_ref().filter(|_| config.transliteration);
        let (he, other): (Vec<_>, Vec<_>) = piece.words.iter().partition(|(lang, _)| shown::is_hebrew(lang));
        let words = |(lang, text): &(String, crate::syntax::lesson::Text)| Words {
            lang: lang.clone(),
            paragraphs: paragraphs(&self.source(lang, &text.value)),
        };
        Piece {
            he: he.into_iter().map(words).collect(),
            other: other.into_iter().map(words).collect(),
            sound: sound.map(|sound| sound.value.clone()).unwrap_or_default(),
        }
    }

    fn gloss(&self, word: &str, gloss: &str) -> Gloss {
        Gloss { word: self.source("he", word), gloss: gloss.to_owned() }
    }

    /// A source text as the curriculum, or the packet, shows it.
    fn source(&self, lang: &str, words: &str) -> String {
        shown::source_named(&self.curriculum.config, self.divine_name, lang, words).into_owned()
    }

    /// Author, edition, translator, licence, permission: on every sheet, beside the words they are owed for.
    fn credit(&self, text: &crate::curriculum::Text, entry: &TextEntry) -> String {
        let origin: Vec<&str> = [&entry.author, &entry.version, &entry.year]
            .into_iter()
            .flatten()
            .map(|field| field.value.as_str())
            .collect();
        let translator = entry.translator.as_ref().map(|name| self.words.name("translation-by", &name.value));
        let license = text.license.as_ref().map(|license| shown::license_name(license).into_owned());
        let permission = entry.permission.as_ref().map(|permission| permission.value.clone());
        let parts: Vec<String> = [Some(origin.join(", ")), translator, license, permission]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" · ")
    }
}

fn paragraphs(words: &str) -> Vec<Vec<String>> {
    words
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| paragraph.lines().map(str::to_owned).collect())
        .collect()
}
