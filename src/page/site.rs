//! What every page of one language shares: the curriculum, the words, the glossary's spellings.
//!
//! Made once for each language of a site, read from all threads. Writes no page.

use super::frame::Frame;
use super::labels;
use super::shared::SharedValues;
use crate::audience::Audience;
use crate::curriculum::{Curriculum, LessonId, TermId};
use crate::direction::{self, Direction};
use crate::document::{Anchors, Presenter, Setting};
use crate::place::{self, SiteArea};
use crate::syntax::lesson::Lang;
use crate::syntax::plain_text;
use crate::terms::TermFinder;
use crate::words::Words;

/// What the pages of all languages share.
pub(crate) struct Shared {
    /// The glossary's spellings.
    pub(crate) terms: TermFinder,
    /// What each term means, in plain words.
    definitions: Vec<String>,
    /// Whether sheets are made, and can be linked.
    pub(crate) sheets: bool,
}

impl Shared {
    /// Looks up once what every page needs.
    pub(crate) fn new(curriculum: &Curriculum, sheets: bool) -> Shared {
        let definition = |blocks| plain_text(blocks).split_whitespace().collect::<Vec<_>>().join(" ");
        let definitions = curriculum.terms.iter().map(|term| definition(&term.entry.definition.blocks)).collect();
        Shared { terms: TermFinder::new(curriculum), definitions, sheets }
    }
}

/// What the pages of one language share.
pub(crate) struct Site<'a> {
    /// The linked curriculum.
    pub(crate) curriculum: &'a Curriculum,
    /// The pages' language.
    pub(crate) lang: Lang,
    /// Its direction.
    pub(crate) dir: Direction,
    /// The area for everybody.
    pub(crate) area: SiteArea,
    /// The facilitators' area.
    pub(crate) closed: SiteArea,
    /// The words that pages say for themselves.
    pub(crate) words: &'a Words,
    /// What other languages' pages share with these.
    pub(crate) shared: &'a Shared,
    /// What session mode and projecting say, for their scripts.
    pub(crate) session_words: String,
    anchors: Anchors,
    /// Links to lessons, by lesson, audience and how far the page is from the root.
    pub(super) lesson_links: SharedValues<(LessonId, Audience, usize)>,
    /// The templates; none while what they say on every page is still gathered.
    pub(super) frame: Option<&'a Frame>,
}

impl<'a> Site<'a> {
    /// The pages of a language.
    pub(super) fn new(
        curriculum: &'a Curriculum,
        lang: &str,
        words: &'a Words,
        shared: &'a Shared,
        frame: Option<&'a Frame>,
    ) -> Site<'a> {
        let area = place::area_of(curriculum, lang, Audience::Participant);
        Site {
            curriculum,
            lang: lang.to_owned(),
            dir: direction::direction_of(lang, ""),
            closed: area.facilitators(),
            area,
            words,
            shared,
            session_words: labels::of_session(words),
            anchors: Anchors::new(curriculum),
            lesson_links: SharedValues::default(),
            frame,
        }
    }

    /// The area of an audience.
    pub(crate) fn area_for(&self, audience: Audience) -> &SiteArea {
        match audience {
            Audience::Participant => &self.area,
            Audience::Facilitator => &self.closed,
        }
    }

    /// What presents for the pages of an area.
    pub(crate) fn presenter(&'a self, area: &'a SiteArea) -> Presenter<'a> {
        Presenter {
            curriculum: self.curriculum,
            lang: &self.lang,
            words: self.words,
            terms: Some(&self.shared.terms),
            area,
            anchors: &self.anchors,
            sheets: self.shared.sheets,
            setting: Setting::of(&self.curriculum.config),
        }
    }

    /// A lesson's title in the pages' language, in plain words.
    pub(crate) fn title(&self, id: LessonId) -> &'a str {
        &self.curriculum.lesson(id).version(&self.lang).0.title
    }

    /// What a term means, in plain words.
    pub(crate) fn definition(&self, term: TermId) -> &str {
        self.shared.definitions.get(term.index()).map_or("", String::as_str)
    }

    /// Whether the pages are in Hebrew.
    pub(crate) fn is_hebrew(&self) -> bool {
        crate::display::is_hebrew(&self.lang)
    }

    /// Whether the site has pages of weekly portions.
    pub(crate) fn has_portions(&self) -> bool {
        !self.curriculum.portions.is_empty() || !self.curriculum.haftarot.is_empty()
    }
}
