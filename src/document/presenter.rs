//! What presents: a curriculum, a language, an audience and how things are shown. Cheap to copy; each document is made by itself.

use super::anchors::Anchors;
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::direction::{self, Direction};
use crate::hebrew;
use crate::place::SiteArea;
use crate::syntax::lesson::{Config, Layout, TextsShown};
use crate::terms::TermFinder;
use crate::words::Words;

/// On what a document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// On a screen: links lead through the site, and a term is marked where it is first used.
    Screen,
    /// On paper, which leads nowhere: terms are marked wherever they stand, images stand below their paragraph, divine names are
    /// written in running words as in texts, and nothing stands deeper than paper can show.
    Paper,
}

/// How things are shown that a curriculum, a packet or a command may choose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// On what it is read.
    pub(crate) medium: Medium,
    /// Vowels, cantillation and divine names of texts.
    pub(crate) show: hebrew::Show,
    /// Hebrew in Latin letters.
    pub(crate) transliteration: bool,
    /// Which languages of a text.
    pub(crate) texts: TextsShown,
    /// The layout of texts that ask for none.
    pub(crate) layout: Layout,
}

impl Setting {
    /// As `daf.yaml` says, on a screen.
    pub(crate) fn of(config: &Config) -> Setting {
        let Config { vowels, cantillation, divine_name, transliteration, text_layout, .. } = *config;
        Setting {
            medium: Medium::Screen,
            show: hebrew::Show { vowels, cantillation, divine_name },
            transliteration,
            texts: TextsShown::Both,
            layout: text_layout,
        }
    }
}

/// Presents what a curriculum says.
#[derive(Clone, Copy)]
pub(crate) struct Presenter<'a> {
    /// The linked curriculum.
    pub(crate) curriculum: &'a Curriculum,
    /// The language of the document's own words, and the version of a lesson that is looked for.
    pub(crate) lang: &'a str,
    /// The theme's words in that language.
    pub(crate) words: &'a Words,
    /// The glossary's spellings; `None` where terms are of no use.
    pub(crate) terms: Option<&'a TermFinder>,
    /// Where pages stand.
    pub(crate) area: &'a SiteArea,
    /// Which anchors are whose.
    pub(crate) anchors: &'a Anchors,
    /// Whether sheets are made, so that a packet can be linked.
    pub(crate) sheets: bool,
    /// How things are shown.
    pub(crate) setting: Setting,
}

impl<'a> Presenter<'a> {
    /// Whom it is for.
    pub(crate) fn audience(&self) -> Audience {
        self.area.audience
    }

    /// The direction of the document's own words.
    pub(crate) fn dir(&self) -> Direction {
        direction::direction_of(self.lang, "")
    }
}
