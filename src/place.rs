//! Where pages stand in the site, and the relative links between them.
//!
//! Every link is written from the page's own way up to the root, so that the folder opens from a disk, a stick or any
//! sub-path. Makes no markup.

use crate::audience::Audience;
use crate::curriculum::{Curriculum, Lesson, Term, Topic};
use crate::source::VPath;
use crate::syntax::lesson::FacilitatorPages;

/// The language and audience that a set of pages is for, as a prefix of their paths: `""`, `he/`, `facilitator/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteArea {
    /// Whom the pages are for.
    pub(crate) audience: Audience,
    /// The language's part: `""` or `he/`.
    pub(crate) lang: String,
}

impl SiteArea {
    /// The page of the lesson on this area.
    pub(crate) fn lesson(&self, lesson: &Lesson) -> String {
        format!("{}{}/index.html", self.prefix(), lesson.address)
    }

    /// The page of a unit on this area. Units have no facilitators' pages of their own.
    pub(crate) fn unit(&self, address: &str) -> String {
        format!("{}{address}/index.html", self.lang)
    }

    /// A page that everybody shares: `texts`, `values/justice`; the home page for `""`.
    pub(crate) fn common(&self, address: &str) -> String {
        if address.is_empty() {
            format!("{}index.html", self.lang)
        } else {
            format!("{}{address}/index.html", self.lang)
        }
    }

    /// A page of texts.
    pub(crate) fn passage(&self, slug: &str) -> String {
        format!("{}texts/{slug}/index.html", self.lang)
    }

    /// A value's, skill's, tag's or portion's page.
    pub(crate) fn topic(&self, folder: &str, topic: &Topic) -> String {
        format!("{}{folder}/{}/index.html", self.lang, topic.slug)
    }

    /// The same area for facilitators.
    pub(crate) fn facilitators(&self) -> SiteArea {
        SiteArea { audience: Audience::Facilitator, lang: self.lang.clone() }
    }

    /// What stands before a lesson's address.
    pub(crate) fn prefix(&self) -> String {
        match self.audience {
            Audience::Participant => self.lang.clone(),
            Audience::Facilitator => format!("facilitator/{}", self.lang),
        }
    }
}

/// The way from a page up to the site's root: `""`, `"../"`, `"../../"`.
pub(crate) fn root_of(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// A term's anchor on the glossary page. Headings' ids never hold a point, so that ours cannot meet an author's.
pub(crate) fn term_anchor(term: &Term) -> String {
    format!("term.{}", term.entry.id.value)
}

/// Whether the site has facilitators' pages at all.
pub(crate) fn has_facilitators(curriculum: &Curriculum) -> bool {
    match curriculum.config.facilitator {
        FacilitatorPages::Together | FacilitatorPages::Separate => true,
        FacilitatorPages::None => false,
    }
}

/// Whether participants' pages may say that there are facilitators' pages.
pub(crate) fn shows_facilitators(curriculum: &Curriculum) -> bool {
    match curriculum.config.facilitator {
        FacilitatorPages::Together => true,
        FacilitatorPages::Separate | FacilitatorPages::None => false,
    }
}

/// A page's path as a value; `None` only for an address that climbs out, which no phase makes.
pub(crate) fn vpath(page: &str) -> Option<VPath> {
    VPath::new(page)
}

/// The languages that the site has pages in, its own first.
pub(crate) fn languages(curriculum: &Curriculum) -> Vec<String> {
    let mut languages = vec![curriculum.config.language.clone()];
    for lang in &curriculum.config.languages {
        if !languages.contains(lang) {
            languages.push(lang.clone());
        }
    }
    languages
}

/// The area of a language's pages: the curriculum's own language has no folder of its own.
pub(crate) fn area_of(curriculum: &Curriculum, lang: &str, audience: Audience) -> SiteArea {
    let own = lang == curriculum.config.language;
    SiteArea { audience, lang: if own { String::new() } else { format!("{lang}/") } }
}
