//! Where a link leads, as an address in the site: what a reader may not see is no address.

use std::borrow::Cow;

use super::maker::Maker;
use super::model::Link;
use crate::curriculum::{CitationTarget, PacketId, Target};
use crate::{display, place, sheets};

impl<'a> Maker<'a> {
    /// The link that a target of this document is; `None` where it is plain words: on paper, all that stays in the site.
    pub(super) fn link_to(&self, target: &'a Target) -> Option<Link<'a>> {
        match target {
            Target::Outside(address) => Some(Link::Outside(Cow::Borrowed(address))),
            Target::Nowhere => None,
            _ if self.is_paper() => None,
            target => self.site_link(target),
        }
    }

    /// A link that stays in the site.
    pub(super) fn site_link(&self, target: &'a Target) -> Option<Link<'a>> {
        let curriculum = self.base.curriculum;
        let area = self.base.area;
        let (page, anchor) = match target {
            Target::Outside(_) | Target::Nowhere => return None,
            Target::Here(anchor) => {
                let seen = self.lesson.is_none_or(|(id, _)| self.sees(id, anchor));
                return seen.then_some(Link::Here { anchor: Cow::Borrowed(anchor) });
            }
            Target::Home(anchor) => (area.common(""), anchor.as_str().into()),
            Target::Lesson(id, anchor) => {
                let anchor = if self.sees(*id, anchor) { anchor.as_str() } else { "" };
                (area.lesson(curriculum.lesson(*id)), anchor.into())
            }
            Target::Unit(id, anchor) => (area.unit(&curriculum.unit(*id).address), anchor.as_str().into()),
            Target::Passage(id) => (area.passage(&curriculum.passage(*id).slug), Cow::Borrowed("")),
            Target::Term(id) => (area.common("glossary"), place::term_anchor(curriculum.term(*id)).into()),
            Target::Packet(id) => (self.packet(*id)?, Cow::Borrowed("")),
            Target::File(no) => (curriculum.file(*no).path.to_string(), Cow::Borrowed("")),
        };
        Some(Link::Site { page: page.into(), anchor })
    }

    fn sees(&self, lesson: crate::curriculum::LessonId, anchor: &str) -> bool {
        self.base.anchors.sees(self.base.curriculum, self.audience(), lesson, anchor)
    }

    /// A packet's sheet where sheets are made, else its line on the page of handouts.
    fn packet(&self, id: PacketId) -> Option<String> {
        let packet = &self.base.curriculum.packet(id).entry;
        let path = sheets::packet(packet, self.audience())?;
        let made = self.base.sheets && sheets::is_printed(self.base.curriculum, packet);
        Some(if made { path } else { self.base.area.common("handouts") })
    }

    /// Where a citation leads: the page of texts where it is taught, else the library online.
    pub(super) fn cited(&self, to: &'a CitationTarget) -> Option<Link<'a>> {
        if self.is_paper() {
            return None;
        }
        match to.passage {
            Some(id) => {
                let page = self.base.area.passage(&self.base.curriculum.passage(id).slug);
                Some(Link::Site { page: page.into(), anchor: Cow::Borrowed("") })
            }
            None => Some(Link::Outside(display::library(&to.citation).into())),
        }
    }
}
