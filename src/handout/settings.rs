//! How one sheet is printed: what the command line, a packet and `daf.yaml` ask for, in that order, settled.
//!
//! Plain values; sets nothing.

use crate::document::{Medium, Setting};
use crate::hebrew::Show;
use crate::syntax::lesson::{Answers, Booklet, Config, Layout, Paper, PrintOptions, TextsShown};

/// What `daf print` may ask for over what the curriculum says.
#[derive(Debug, Clone, Copy)]
pub struct PrintRequest {
    /// How it is printed.
    pub options: PrintOptions,
    /// Pages that a wall sheet is put together from, across and down.
    pub tiles: [u32; 2],
}

impl Default for PrintRequest {
    fn default() -> PrintRequest {
        PrintRequest { options: PrintOptions::default(), tiles: [1, 1] }
    }
}

/// Everything settled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// The page; of a booklet, the page after folding.
    pub(super) paper: Paper,
    /// Large print.
    pub(super) large: bool,
    /// No tints, thinner rules.
    pub(super) ink_saver: bool,
    /// How it is bound.
    pub(super) booklet: Booklet,
    /// Vowels, cantillation and the divine names.
    pub(super) show: Show,
    /// Hebrew in Latin letters.
    pub(super) transliteration: bool,
    /// Which languages of a text.
    pub(super) texts: TextsShown,
    /// The layout of texts that ask for none.
    pub(super) layout: Layout,
    /// Where a facilitator's guide has the answers.
    pub(super) answers: Answers,
}

impl Settings {
    /// What is asked for, and what the curriculum says where nothing is.
    pub(super) fn of(config: &Config, asked: PrintOptions) -> Settings {
        let asked = asked.or(config.print);
        let booklet = asked.booklet.unwrap_or(Booklet::None);
        Settings {
            paper: page_of(asked.paper.unwrap_or(config.paper), booklet),
            large: asked.large.unwrap_or_default(),
            ink_saver: asked.ink_saver.unwrap_or_default(),
            booklet,
            show: Show {
                vowels: asked.vowels.unwrap_or(config.vowels),
                cantillation: asked.cantillation.unwrap_or(config.cantillation),
                divine_name: asked.divine_name.unwrap_or(config.divine_name),
            },
            transliteration: asked.transliteration.unwrap_or(config.transliteration),
            texts: asked.texts.unwrap_or(TextsShown::Both),
            layout: asked.layout.unwrap_or(config.text_layout),
            answers: asked.answers.unwrap_or(Answers::Inline),
        }
    }

    /// How documents are presented for such a sheet.
    pub(super) fn setting(&self) -> Setting {
        Setting {
            medium: Medium::Paper,
            show: self.show,
            transliteration: self.transliteration,
            texts: self.texts,
            layout: self.layout,
        }
    }

    /// How a booklet in a language is folded; `None` where it is none.
    pub(super) fn fold(&self, rtl: bool) -> Option<Fold> {
        let right = match self.booklet {
            Booklet::None => return None,
            Booklet::Auto => rtl,
            Booklet::Left => false,
            Booklet::Right => true,
        };
        let sheet = match self.paper {
            Paper::HalfLetter | Paper::Letter => Paper::Letter,
            Paper::A5 | Paper::A4 => Paper::A4,
        };
        Some(Fold { right, paper: name_of(sheet) })
    }

    /// The paper as the engine names it.
    pub(super) fn paper_name(&self) -> &'static str {
        name_of(self.paper)
    }
}

/// How a booklet is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// Whether it is bound at the right, and read from there.
    pub right: bool,
    /// The paper that it is printed on.
    pub paper: &'static str,
}

/// A paper's name as the engine has it, by that name.
pub(super) fn sheet_named(name: &str) -> Option<&'static str> {
    [Paper::Letter, Paper::A4, Paper::HalfLetter, Paper::A5].into_iter().map(name_of).find(|own| *own == name)
}

/// The page of a booklet is half of its paper.
fn page_of(paper: Paper, booklet: Booklet) -> Paper {
    match (booklet, paper) {
        (Booklet::None, paper) => paper,
        (_, Paper::Letter | Paper::HalfLetter) => Paper::HalfLetter,
        (_, Paper::A4 | Paper::A5) => Paper::A5,
    }
}

fn name_of(paper: Paper) -> &'static str {
    match paper {
        Paper::Letter => "us-letter",
        Paper::A4 => "a4",
        Paper::HalfLetter => "us-statement",
        Paper::A5 => "a5",
    }
}
