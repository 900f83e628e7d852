//! Texts on paper: the words in their languages, and all that is owed to them.

use super::lower::Lower;
use super::sheet::{Block as Out, Gloss, Piece, Text as Set, Words};
use crate::audience;
use crate::curriculum::TextId;
use crate::shown;
use crate::syntax::lesson::{Layout, Piece as Source, SheetKind, TextEntry, TextsShown};

/// Letters of a text that is kept on one page: about a quarter of a page in both languages. Of three pieces or more it may break
/// between them.
const SHORT: usize = 1000;

/// Letters of a piece that is not broken over a page.
const PIECE: usize = 900;
/// The height, in points, that the middle of a daf has on a page beside its title and what stands around it.
const DAF: usize = 480;

impl Lower<'_> {
    /// A text; `number` where the sheet counts them.
    pub(super) fn text(&mut self, id: TextId, layout: Option<Layout>, number: u32) -> Out {
        Out::Text(Box::new(self.set_text(id, layout, number)))
    }

    pub(super) fn set_text(&mut self, id: TextId, layout: Option<Layout>, number: u32) -> Set {
        let text = self.curriculum.text(id);
        let lang = &self.curriculum.config.language;
        let translated = text.translations.iter().find(|(key, _, _)| key == lang);
        let (entry, scope) = translated.map_or((&text.entry, text.scope), |(_, entry, scope)| (entry, *scope));
        let name =
            if entry.citation.is_some() { text.name() } else { self.curriculum.passage(text.passage).name.clone() };
        let verses = shown::verses(entry);
        let pieces: Vec<Piece> =
            entry.pieces.iter().enumerate().map(|(at, piece)| self.piece(piece, verses.get(at).copied())).collect();
        let letters: usize =
            entry.pieces.iter().flat_map(|piece| &piece.words).map(|(_, words)| words.value.chars().count()).sum();
        let context = self.in_scope(scope, |lower| {
            [&entry.context, &entry.note].into_iter().flatten().flat_map(|rich| lower.rich(rich)).collect()
        });
        let mut layout = layout.unwrap_or(self.settings.layout);
        if layout == Layout::Daf && height(&pieces) > DAF {
            self.too_long.push(name.clone());
            layout = Layout::SideBySide;
        }
        let is_daf = layout == Layout::Daf;
        Set {
            number,
            name,
            he_name: entry.citation.as_ref().map(shown::citation_he).unwrap_or_default(),
            excerpt: if entry.excerpt { self.words.get("excerpt").to_owned() } else { String::new() },
            layout: layout.word(),
            short: letters <= SHORT && pieces.len() <= 2,
            pieces,
            credit: self.credit(text, entry),
            vocabulary: entry
                .vocabulary
                .iter()
                .map(|gloss| self.gloss(&gloss.word.value, &gloss.gloss.value))
                .collect(),
            context: if self.shows_context() || is_daf { context } else { Vec::new() },
            questions: if is_daf && self.kind == SheetKind::SourceSheet {
                self.questions(&text.id)
            } else {
                Vec::new()
            },
        }
    }

    /// The questions that the lesson asks of a text.
    fn questions(&mut self, id: &str) -> Vec<Vec<Out>> {
        let Some(version) = self.version else { return Vec::new() };
        let audience = self.audience();
        let prompts = version.document.front.prompts.iter();
        let of_text = prompts.filter(|prompt| prompt.text.as_ref().is_some_and(|text| text.value == id));
        let seen = of_text.filter_map(|prompt| audience::prompt(audience, prompt));
        seen.map(|seen| self.rich(&seen.prompt.prompt)).collect()
    }

    fn piece(&self, piece: &Source, verse: Option<u32>) -> Piece {
        let sound = piece.transliteration.as_ref().filter(|_| self.settings.transliteration);
        let (he, other): (Vec<_>, Vec<_>) = piece.words.iter().partition(|(lang, _)| shown::is_hebrew(lang));
        let words = |(lang, text): &(String, crate::syntax::lesson::Text)| Words {
            lang: lang.clone(),
            paragraphs: paragraphs(&self.source(lang, &text.value)),
        };
        // A text that has one language only is printed in it.
        let (keeps_he, keeps_other) = match self.settings.texts {
            TextsShown::Original if !he.is_empty() => (true, false),
            TextsShown::Translation if !other.is_empty() => (false, true),
            _ => (true, true),
        };
        let letters: usize = piece.words.iter().map(|(_, words)| words.value.chars().count()).sum();
        Piece {
            he: he.into_iter().filter(|_| keeps_he).map(words).collect(),
            other: other.into_iter().filter(|_| keeps_other).map(words).collect(),
            sound: sound.map(|sound| self.named(&sound.value).into_owned()).unwrap_or_default(),
            number: verse.map(|verse| verse.to_string()).unwrap_or_default(),
            he_number: verse.map(crate::hebrew::numeral).unwrap_or_default(),
            short: letters <= PIECE,
        }
    }

    fn gloss(&self, word: &str, gloss: &str) -> Gloss {
        Gloss { word: self.source("he", word), gloss: self.named(gloss).into_owned() }
    }

    /// A source text as the curriculum, or the packet, shows it.
    fn source(&self, lang: &str, words: &str) -> String {
        shown::source_as(self.settings.show, lang, words).into_owned()
    }

    /// Author, edition, translator, licence, permission: on every sheet, beside the words they are owed for.
    pub(super) fn credit(&self, text: &crate::curriculum::Text, entry: &TextEntry) -> String {
        let origin: Vec<&str> = [&entry.author, &entry.version, &entry.year]
            .into_iter()
            .flatten()
            .map(|field| field.value.as_str())
            .collect();
        let translator = entry.translator.as_ref().map(|name| self.words.name("translation-by", &name.value));
        let license = text.license.as_ref().map(|license| self.words.license(license));
        let permission = entry.permission.as_ref().map(|permission| permission.value.clone());
        let parts: Vec<String> = [Some(origin.join(", ")), translator, license, permission]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" · ")
    }
}

/// About how high a text stands in the middle of a daf, in points: lines of 24 letters of Hebrew, or of 42 others.
fn height(pieces: &[Piece]) -> usize {
    let letters = |line: &String| line.chars().filter(|c| !shown::is_hebrew_mark(*c)).count();
    let lines = |list: &[Words], in_line: usize| -> usize {
        list.iter().flat_map(|words| &words.paragraphs).flatten().map(|line| letters(line).div_ceil(in_line)).sum()
    };
    pieces.iter().map(|piece| 24 * lines(&piece.he, 24) + 16 * lines(&piece.other, 42) + 10).sum()
}

fn paragraphs(words: &str) -> Vec<Vec<String>> {
    words
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| paragraph.lines().map(str::to_owned).collect())
        .collect()
}
