//! What reading one file needs and fills: its tables of links, citations and leaves, and the mistakes.

use super::lesson::{Leaf, LeafNo, Link, LinkNo, Refs};
use crate::diag::Diagnostics;
use crate::source::FileId;

/// What reading one file needs and fills.
pub(crate) struct Context<'s> {
    pub(crate) file: FileId,
    pub(crate) refs: Refs,
    pub(crate) autolink: bool,
    pub(crate) sink: &'s mut Diagnostics,
}

impl Context<'_> {
    /// Adds to the table of links.
    pub(crate) fn add_link(&mut self, link: Link) -> LinkNo {
        self.refs.links.push(link);
        LinkNo(u32::try_from(self.refs.links.len() - 1).unwrap_or(u32::MAX))
    }

    /// Adds to the table of leaves.
    pub(crate) fn add_leaf(&mut self, leaf: Leaf) -> LeafNo {
        self.refs.leaves.push(leaf);
        LeafNo(u32::try_from(self.refs.leaves.len() - 1).unwrap_or(u32::MAX))
    }
}
