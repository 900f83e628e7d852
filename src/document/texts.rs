//! Texts: their words in every language, each with its direction, and all that is owed to them.

use std::borrow::Cow;

use super::gloss::Glosses;
use super::maker::Maker;
use super::model::{Gloss, Line, Link, Piece, Text, Words};
use crate::curriculum::{LessonId, Target, Text as Linked, TextId};
use crate::direction::{self, Direction, Script};
use crate::display::{self, Marks};
use crate::hebrew;
use crate::syntax::lesson::{Layout, Piece as Source, TextEntry, TextsShown};

/// Letters of a text that is kept on one page: about a quarter of a page in both languages. Of three pieces or more it may break
/// between them.
const SHORT: usize = 1000;
/// Letters of a piece that is not broken over a page.
const SHORT_PIECE: usize = 900;

impl<'a> Maker<'a> {
    /// A text with everything that is owed to it.
    pub(super) fn text(&mut self, id: TextId, layout: Option<Layout>) -> Text<'a> {
        // Its words count for nothing in the direction of what it stands in.
        self.uncounted(|maker| maker.whole_text(id, layout))
    }

    fn whole_text(&mut self, id: TextId, layout: Option<Layout>) -> Text<'a> {
        let curriculum = self.base.curriculum;
        let text = curriculum.text(id);
        let translated = text.translations.iter().find(|(key, _, _)| key == self.base.lang);
        let (entry, scope) = translated.map_or((&*text.entry, text.scope), |(_, entry, scope)| (&**entry, *scope));
        let first = !self.shown.contains(&id);
        if first {
            self.shown.push(id);
        }
        let mut glosses = self.glosses(entry, first);
        let verses = display::verses(entry);
        let pieces = entry.pieces.iter().enumerate();
        let pieces: Vec<Piece<'a>> =
            pieces.map(|(at, piece)| self.piece(piece, verses.get(at).copied(), &mut glosses)).collect();
        let letters: usize = entry.pieces.iter().map(letters).sum();
        let context = self.in_scope(scope, |maker| {
            [&entry.context, &entry.note].into_iter().flatten().flat_map(|rich| maker.rich(rich)).collect()
        });
        let name = self.name(text, entry);
        Text {
            passage: text.passage,
            extra: text.extra(self.base.lang),
            id: &text.id,
            first,
            number: 0,
            name,
            he_name: entry.citation.as_ref().map(|citation| self.hebrew(display::citation_he(citation).into())),
            page: self.base.area.passage(&curriculum.passage(text.passage).slug),
            excerpt: if entry.excerpt { self.word("excerpt") } else { "" },
            layout: layout.unwrap_or(self.base.setting.layout).word(),
            short: letters <= SHORT && pieces.len() <= 2,
            pieces,
            credit: self.credit(text, entry),
            makers: [&entry.author, &entry.translator, &entry.version]
                .into_iter()
                .flatten()
                .map(|made| made.value.as_str())
                .collect(),
            online: self.online(text, entry),
            elsewhere: self.elsewhere(text),
            vocabulary: entry
                .vocabulary
                .iter()
                .map(|gloss| self.vocabulary(&gloss.word.value, &gloss.gloss.value))
                .collect(),
            context,
            questions: Vec::new(),
        }
    }

    fn name(&mut self, text: &'a Linked, entry: &'a TextEntry) -> Line<'a> {
        match &entry.citation {
            Some(_) => self.said(text.name()),
            None => self.line(&self.base.curriculum.passage(text.passage).name),
        }
    }

    /// Words in Hebrew.
    pub(super) fn hebrew(&mut self, words: Cow<'a, str>) -> Line<'a> {
        self.source_line(words, "he", Direction::Rtl, &[])
    }

    /// Words of a source as this document shows them.
    fn shown(&self, in_hebrew_letters: bool, words: &'a str) -> Cow<'a, str> {
        match direction::visible(words) {
            Cow::Borrowed(words) => display::source_as(self.base.setting.show, in_hebrew_letters, words),
            Cow::Owned(words) => {
                display::source_as(self.base.setting.show, in_hebrew_letters, &words).into_owned().into()
            }
        }
    }

    /// The words that a text's list explains. A text that stands on a page a second time, or on paper, has no places for them.
    fn glosses(&self, entry: &'a TextEntry, first: bool) -> Glosses {
        let wanted = first && !self.is_paper();
        let words = entry.vocabulary.iter().filter(|_| wanted);
        Glosses::new(words.map(|gloss| self.shown(true, &gloss.word.value).into_owned()))
    }

    /// The languages of a piece: the original, then its translations.
    fn piece(&mut self, piece: &'a Source, verse: Option<u32>, glosses: &mut Glosses) -> Piece<'a> {
        let original = original(piece);
        let mut words: Vec<Words<'a>> = Vec::with_capacity(piece.words.len());
        for (lang, text) in &piece.words {
            let is_original = original == Some(lang.as_str());
            words.push(self.words(lang, &text.value, is_original, verse, glosses));
        }
        keep_shown(self.base.setting.texts, &mut words);
        sides(&mut words);
        let sound = piece.transliteration.as_ref().filter(|_| self.base.setting.transliteration);
        Piece {
            words,
            sound: sound.map(|sound| {
                let words = self.cleaned(&sound.value);
                self.source_line(words, "he-Latn", Direction::Ltr, &[])
            }),
            short: letters(piece) <= SHORT_PIECE,
        }
    }

    fn words(
        &mut self,
        lang: &'a str,
        words: &'a str,
        original: bool,
        verse: Option<u32>,
        glosses: &mut Glosses,
    ) -> Words<'a> {
        let dir = direction::direction_of(lang, words);
        let is_hebrew = direction::script_of(words, Direction::Rtl) == Script::Hebrew && dir == Direction::Rtl;
        let shown = self.shown(is_hebrew, words);
        let marks = match display::marks(&shown) {
            Marks::Bare => "bare",
            Marks::Pointed => "pointed",
            Marks::Chanted => "chanted",
        };
        let full = if self.is_paper() || !is_hebrew { Vec::new() } else { self.full(words, &shown) };
        let number = |verse: u32| if is_hebrew { hebrew::numeral(verse) } else { verse.to_string() };
        let paragraphs = match shown {
            Cow::Borrowed(shown) => {
                let lines = |paragraph: &'a str| paragraph.lines().map(Cow::Borrowed).collect::<Vec<_>>();
                paragraphs(shown).map(lines).collect::<Vec<_>>()
            }
            Cow::Owned(shown) => {
                let lines = |paragraph: &str| paragraph.lines().map(|line| Cow::Owned(line.to_owned())).collect();
                paragraphs(&shown).map(lines).collect()
            }
        };
        let mut line = |words: Cow<'a, str>| {
            let found = if original && is_hebrew { found_in(&words, glosses) } else { Vec::new() };
            self.source_line(words, lang, dir, &found)
        };
        let paragraphs = paragraphs.into_iter().map(|lines| lines.into_iter().map(&mut line).collect()).collect();
        let number = verse.map(number).unwrap_or_default();
        Words { lang, dir, original, side: "", marks, number, paragraphs, full }
    }

    /// For each paragraph, its words with every mark, where this document leaves some out: a reader may ask for them, but not for a
    /// Name that the curriculum does not write.
    fn full(&self, words: &str, shown: &str) -> Vec<Option<String>> {
        let whole = display::with_divine_name(self.base.setting.show.divine_name, words);
        let whole = paragraphs(&whole).map(str::to_owned);
        whole.zip(paragraphs(shown)).map(|(whole, shown)| (whole != shown).then_some(whole)).collect()
    }

    /// Author and edition, translator, licence, permission.
    pub(super) fn credit(&mut self, text: &'a Linked, entry: &'a TextEntry) -> Vec<Line<'a>> {
        let words = self.base.words;
        let origin = [&entry.author, &entry.version, &entry.year];
        let origin: Vec<&str> = origin.into_iter().flatten().map(|field| field.value.as_str()).collect();
        let parts = [
            Some(origin.join(", ")),
            entry.translator.as_ref().map(|name| words.name("translation-by", &name.value)),
            text.license.as_ref().map(|license| words.license(license)),
            entry.permission.as_ref().map(|permission| permission.value.clone()),
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        parts.map(|part| self.joined(&[&part], "")).collect()
    }

    /// Its own address online, else its place in the library.
    fn online(&self, text: &'a Linked, entry: &'a TextEntry) -> Option<(Link<'a>, &'a str)> {
        if let Some(url) = entry.url {
            let target = self.base.curriculum.scope(text.scope).links.get(url.0 as usize)?;
            return match target {
                Target::Outside(to) => Some((Link::Outside(to.into()), self.word("source-online"))),
                _ => None,
            };
        }
        let citation = entry.citation.as_ref()?;
        Some((Link::Outside(display::library(citation).into()), self.word("in-the-library")))
    }

    /// The other lessons that teach the passage, or one that shares a part with it.
    fn elsewhere(&self, text: &Linked) -> Vec<LessonId> {
        if self.is_paper() {
            return Vec::new();
        }
        let curriculum = self.base.curriculum;
        let passage = curriculum.passage(text.passage);
        let near = passage.near.iter().flat_map(|&id| &curriculum.passage(id).lessons);
        let here = self.lesson.map(|(id, _)| id);
        let mut lessons: Vec<LessonId> =
            passage.lessons.iter().chain(near).copied().filter(|id| Some(*id) != here).collect();
        lessons.sort_unstable();
        lessons.dedup();
        lessons
    }

    fn vocabulary(&mut self, word: &'a str, gloss: &'a str) -> Gloss<'a> {
        let word = self.shown(true, word);
        let dir = direction::direction_of("he", &word);
        let lang = if dir == Direction::Rtl { "he" } else { self.lang_of(&word, dir) };
        Gloss { word: self.source_line(word, lang, dir, &[]), gloss: self.line(gloss) }
    }
}

/// The language of the original among the words of a piece: Hebrew, else Aramaic, else the first that runs from the right.
fn original(piece: &Source) -> Option<&str> {
    let langs = || piece.words.iter().map(|(lang, _)| lang.as_str());
    let of = |wanted: &str| langs().find(|lang| lang.split('-').next() == Some(wanted));
    let from_right =
        || piece.words.iter().find(|(lang, words)| direction::direction_of(lang, &words.value) == Direction::Rtl);
    of("he").or_else(|| of("iw")).or_else(|| of("arc")).or_else(|| from_right().map(|(lang, _)| lang.as_str()))
}

/// Keeps the languages that are asked for. A text that has only others is shown in them.
fn keep_shown(asked: TextsShown, words: &mut Vec<Words<'_>>) {
    let wanted = match asked {
        TextsShown::Both => return,
        TextsShown::Original => true,
        TextsShown::Translation => false,
    };
    if words.iter().any(|words| words.original == wanted) {
        words.retain(|words| words.original == wanted);
    }
}

/// Where each language stands where two columns stand side by side: those from the right in the right one; where all run so, the
/// original alone.
fn sides(words: &mut [Words<'_>]) {
    let mixed = words.iter().any(|words| words.dir == Direction::Ltr);
    for one in words {
        let right = one.dir == Direction::Rtl && (mixed || one.original);
        one.side = if right { "right" } else { "left" };
    }
}

fn letters(piece: &Source) -> usize {
    piece.words.iter().map(|(_, words)| words.value.chars().count()).sum()
}

/// Paragraphs of a source text, parted by empty lines.
fn paragraphs(words: &str) -> impl Iterator<Item = &str> {
    words.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// The words of a line that the text's list explains: where each stands, and its place in the list, from one.
fn found_in(line: &str, glosses: &mut Glosses) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut found = Vec::new();
    let mut done = 0;
    while let Some(word) = glosses.find(line, done) {
        found.push((word.start..word.end, word.number + 1));
        done = word.end;
    }
    found
}
