//! What reading one file needs and fills: its tables of links, citations and leaves, and the mistakes.

use super::lesson::{CitationNo, Dest, Leaf, LeafNo, Link, LinkNo, Lost, Refs};
use crate::citation::Citation;
use crate::diag::Diagnostics;
use crate::source::{FileId, Span};

/// What reading one file needs and fills.
pub(crate) struct Context<'s> {
    pub(crate) file: FileId,
    pub(crate) refs: Refs,
    pub(crate) autolink: bool,
    /// How many of the fields and blocks that are being read are facilitators'.
    pub(crate) facilitators: usize,
    /// Whether the front matter has a field `title`, whatever stands in it.
    pub(crate) has_title: bool,
    /// What could not be read.
    pub(crate) lost: Lost,
    pub(crate) sink: &'s mut Diagnostics,
}

impl Context<'_> {
    /// Adds to the table of links.
    pub(crate) fn add_link(&mut self, to: Dest, span: Span, image: bool) -> LinkNo {
        self.refs.links.push(Link { to, span, image, facilitators: self.facilitators > 0 });
        LinkNo(u32::try_from(self.refs.links.len() - 1).unwrap_or(u32::MAX))
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
