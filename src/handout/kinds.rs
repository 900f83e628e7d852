//! What is cut apart, hung up, filled in at the end, or bound: cards, wall sheets, the evaluation, the parts of a workbook.
//!
//! All of it is for participants, and asks `audience` as their other sheets do.

use super::lower::Lower;
use super::sheet::{Block as Out, Card, Definition, Inline as Run, Part, Space as Room, Text as Set, TextEntry};
use crate::audience;
use crate::curriculum::{Curriculum, TextId, Unit, Version};
use crate::syntax::inline_text;
use crate::syntax::lesson::{Front, HandoutFor, SheetKind};
use crate::{sheets, shown};

/// Letters of a text that a card or a wall sheet has room for, in one language.
const CARD: usize = 420;
/// Steps of a scale.
const STEPS: u32 = 5;
/// Lines for an answer in the evaluation.
const LINES: u32 = 3;

impl Lower<'_> {
    /// Roles, short texts and prompts, each on a card of its own.
    pub(super) fn card_sheet(&mut self, version: &Version, out: &mut Vec<Out>) {
        let roles = self.gather(version, HandoutFor::Role).into_iter();
        let roles: Vec<Card> =
            roles.map(|(label, title, blocks)| Card { kind: "role", label, title, blocks }).collect();
        let texts: Vec<Card> = version.texts.iter().filter_map(|&id| self.text_card(id)).collect();
        let prompts: Vec<Card> =
            (0..version.document.front.prompts.len()).filter_map(|index| self.prompt_card(version, index)).collect();
        for cards in [roles, texts, prompts] {
            if !cards.is_empty() {
                out.push(Out::Cards { cards });
            }
        }
    }

    /// What a writer hangs on the wall; where nothing is said, the lesson's first short text and its questions.
    pub(super) fn wall_sheets(&mut self, version: &Version, out: &mut Vec<Out>) {
        for (_, title, blocks) in self.gather(version, HandoutFor::Wall) {
            let words = vec![Run::Strong { v: vec![Run::Text { v: title.clone() }] }];
            let title = (!title.is_empty()).then_some(Out::Paragraph { words });
            out.push(Out::Poster { blocks: title.into_iter().chain(blocks).collect(), caption: String::new() });
        }
        if !out.is_empty() {
            return;
        }
        for &id in &version.texts {
            if let Some(text) = self.quotation(id) {
                let caption = text.name.clone();
                out.push(Out::Poster { blocks: vec![Out::Text(Box::new(text))], caption });
                break;
            }
        }
        let questions = version.document.front.questions.clone();
        for question in &questions {
            out.push(Out::Poster { blocks: self.rich(question), caption: String::new() });
        }
    }

    /// The evaluation: what was promised, on a scale, and three questions.
    pub(super) fn evaluation(&mut self, front: &Front, out: &mut Vec<Out>) {
        let rows: Vec<Vec<Out>> = front.objectives.iter().map(|objective| self.rich(&objective.text)).collect();
        if !rows.is_empty() {
            self.titled_by("evaluation-objectives", out);
            let (low, high) = (self.words.get("evaluation-low"), self.words.get("evaluation-high"));
            out.push(Out::Scale { low: low.to_owned(), high: high.to_owned(), steps: STEPS, rows });
        }
        for word in ["evaluation-kept", "evaluation-changed", "evaluation-next"] {
            self.titled_by(word, out);
            out.push(Out::Space { space: Room::Lines { count: LINES } });
        }
    }

    /// Goes through the lesson for what is not printed in its place. A role's words are for whoever has the role: each card
    /// has its own, with what participants may see of it.
    fn gather(&mut self, version: &Version, wanted: HandoutFor) -> Vec<(String, String, Vec<Out>)> {
        let found = sheets::handouts(&version.document.body, wanted);
        let set = found.into_iter().map(|container| {
            let label = self.words.get(shown::container_word(container)).to_owned();
            (label, inline_text(&container.title), self.blocks(&container.blocks))
        });
        set.collect()
    }

    fn titled_by(&mut self, word: &str, out: &mut Vec<Out>) {
        let level = self.level(2);
        out.push(Out::Heading { level, words: vec![Run::Text { v: self.words.get(word).to_owned() }] });
    }

    /// A text with nothing but its words, its reference and its credit; `None` for a long one.
    fn quotation(&mut self, id: TextId) -> Option<Set> {
        let entry = &self.curriculum.text(id).entry;
        let longest = |lang: &str| {
            entry.pieces.iter().filter_map(|piece| piece.in_lang(lang)).map(|words| words.value.chars().count()).sum()
        };
        let letters: usize = longest("he");
        let other = longest(&self.curriculum.config.language);
        if letters.max(other) > CARD {
            return None;
        }
        let layout = Some(crate::syntax::lesson::Layout::Stacked);
        let text = self.set_text(id, layout, 0);
        Some(Set { vocabulary: Vec::new(), context: Vec::new(), questions: Vec::new(), ..text })
    }

    fn text_card(&mut self, id: TextId) -> Option<Card> {
        let text = self.quotation(id)?;
        Some(Card { kind: "text", label: String::new(), title: String::new(), blocks: vec![Out::Text(Box::new(text))] })
    }

    fn prompt_card(&mut self, version: &Version, index: usize) -> Option<Card> {
        let audience = self.audience();
        let prompt = audience::prompt(audience, version.document.front.prompts.get(index)?)?.prompt;
        let level = prompt.level.map(|level| self.words.get(&format!("level-{}", level.word())).to_owned());
        let label = level.unwrap_or_default();
        Some(Card { kind: "prompt", label, title: String::new(), blocks: self.rich(&prompt.prompt) })
    }

    /// A page that begins a unit.
    pub(super) fn divider(self, unit: &Unit) -> Part {
        let front = unit.document.as_ref().map(|document| &document.front);
        let summary = front.and_then(|front| front.summary.as_ref()).map(|summary| summary.value.clone());
        let block =
            Out::Divider { number: unit.number, title: unit.title.clone(), summary: summary.unwrap_or_default() };
        self.part_alone(SheetKind::Workbook, unit.title.clone(), vec![block])
    }

    /// The index of texts in canonical order.
    pub(super) fn text_index(self, texts: &[TextId]) -> Part {
        let curriculum = self.curriculum;
        let mut group = String::new();
        let mut entries = Vec::new();
        for passage in curriculum.passages.iter() {
            let Some(id) = passage.texts.iter().find(|id| texts.contains(id)) else { continue };
            let text = curriculum.text(*id);
            let begins = passage.category != group;
            if begins {
                group.clone_from(&passage.category);
            }
            entries.push(TextEntry {
                group: if begins { self.category(&group) } else { String::new() },
                name: if text.entry.citation.is_some() { text.name() } else { passage.name.clone() },
                he_name: text.entry.citation.as_ref().map(shown::citation_he).unwrap_or_default(),
            });
        }
        let title = self.words.get("texts").to_owned();
        self.part_alone(SheetKind::Workbook, title, vec![Out::TextIndex { entries }])
    }

    /// Whom the texts are owed to, and under which licence each may be passed on.
    pub(super) fn credits(self, texts: &[TextId]) -> Part {
        let mut told = std::collections::BTreeSet::new();
        let list = texts.iter().filter(|id| told.insert(**id)).filter_map(|&id| {
            let text = self.curriculum.text(id);
            let credit = self.credit(text, &text.entry);
            let words = |words: &str| {
                let mut said = Vec::new();
                self.plain(words, &mut said);
                said
            };
            let blocks = vec![Out::Paragraph { words: words(&credit) }];
            (!credit.is_empty()).then(|| Definition { term: words(&text.name()), blocks })
        });
        let list = list.collect();
        let title = self.words.get("credits").to_owned();
        self.part_alone(SheetKind::Workbook, title, vec![Out::Definitions { list }])
    }

    /// What a category is called; what is not in the library stands under a name of its own.
    fn category(&self, category: &str) -> String {
        if category.is_empty() {
            self.words.get("other-texts").to_owned()
        } else {
            self.words.category(category).to_owned()
        }
    }

    /// The glossary of the whole curriculum.
    pub(super) fn terms(self, curriculum: &Curriculum) -> Option<Part> {
        if curriculum.terms.is_empty() {
            return None;
        }
        let list = curriculum.terms.iter().map(|term| self.definition(term)).collect();
        let title = self.words.get("glossary").to_owned();
        Some(self.part_alone(SheetKind::Workbook, title, vec![Out::Definitions { list }]))
    }
}
