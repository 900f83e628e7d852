//! What reading one file needs and fills: its tables of links, citations and leaves, and the mistakes.

use super::dest;
use super::intended::{self, IntendedTarget, MediaKind};
use super::lesson::{CitationNo, Dest, Leaf, LeafNo, Link, LinkNo, Lost, Refs};
use crate::citation::Citation;
use crate::diag::{Diagnostics, make};
use crate::source::{FileId, Span};

/// What reading one file needs and fills.
pub(crate) struct Context<'s> {
    pub(crate) file: FileId,
    pub(crate) refs: Refs,
    pub(crate) autolink: bool,
    /// Whether the HTML of writers is used.
    pub(crate) raw_html: bool,
    /// How many of the fields and blocks that are being read are facilitators'.
    pub(crate) facilitators: usize,
    /// How many bytes of code were looked through for pieces.
    pub(crate) code: usize,
    /// Whether the front matter has a field `title`, whatever stands in it.
    pub(crate) has_title: bool,
    /// What could not be read.
    pub(crate) lost: Lost,
    pub(crate) sink: &'s mut Diagnostics,
}

/// What holds the destination of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    /// A field.
    Field,
    /// An image without words that say what it shows.
    Bare,
    /// An image with such words: all of it.
    Worded(Span),
}

impl Context<'_> {
    /// Adds to the table of links.
    pub(crate) fn add_link(&mut self, to: Dest, span: Span, image: bool) -> LinkNo {
        self.refs.links.push(Link { to, span, image, facilitators: self.facilitators > 0 });
        LinkNo(u32::try_from(self.refs.links.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds what a destination leads to as typed, and tells where it can lead nowhere; true where that was told. `picture` says
    /// of what an image is that.
    pub(crate) fn lead(&mut self, typed: &str, span: Span, picture: Option<Picture>) -> (LinkNo, bool) {
        let is_image = picture.is_some();
        let mut to = dest::dest(typed);
        let told = match (intended::intended(typed, is_image), &to) {
            (Some(IntendedTarget::Address(whole)), _) => Some(make::broken_targets::bare_address(span, typed, &whole)),
            (Some(IntendedTarget::Computer(name)), _) => {
                Some(make::broken_targets::on_a_computer(span, typed, &name, is_image))
            }
            (Some(IntendedTarget::Backslashes(slashes)), _) => {
                Some(make::broken_targets::backslashes(span, typed, &slashes, is_image))
            }
            (Some(IntendedTarget::WebPicture(name)), _) => {
                Some(make::broken_targets::web_picture(span, typed, &name, picture == Some(Picture::Field)))
            }
            (Some(IntendedTarget::Media(media)), _) => {
                let whole = if let Some(Picture::Worded(whole)) = picture { Some(whole) } else { None };
                let is_field = picture == Some(Picture::Field);
                Some(make::broken_targets::not_for_the_eye(span, typed, media == MediaKind::Film, is_field, whole))
            }
            (None, Dest::Unsafe(shown)) if dest::is_mail(shown) => Some(make::unseen::mail_that_fills_in(span, shown)),
            (None, Dest::Unsafe(shown)) => Some(make::unsafe_link(span, shown)),
            (None, _) => None,
        };
        let is_told = told.is_some();
        if let Some(told) = told {
            self.sink.push(told);
            to = Dest::Unsafe(typed.to_owned());
        }
        (self.add_link(to, span, is_image), is_told)
    }

    /// Adds to the table of citations.
    pub(crate) fn add_citation(&mut self, citation: Citation) -> CitationNo {
        self.refs.citations.push(citation);
        CitationNo(u32::try_from(self.refs.citations.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds to the table of leaves.
    pub(crate) fn add_leaf(&mut self, leaf: Leaf) -> LeafNo {
        self.refs.leaves.push(leaf);
        LeafNo(u32::try_from(self.refs.leaves.len() - 1).unwrap_or(u32::MAX))
    }
}
