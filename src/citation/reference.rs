//! A citation as a value: a place in the library or a range of it, how it is ordered, and what it contains. Reads no words.

use std::cmp::Reverse;

/// A place in the library: a work, or a range of it.
///
/// ```
/// use daf::citation::parse;
///
/// let (chapter, verses) = (parse("Isaiah 58")?, parse("ישעיה נ״ח:ו׳-ז׳")?);
/// assert!(chapter.contains(&verses) && !verses.contains(&chapter));
/// assert!(chapter.sort_key() < verses.sort_key());
/// # Ok::<(), daf::citation::CitationError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// Index into the catalogue.
    pub(super) work: u16,
    /// Index into the commentaries, for a commentary on the work.
    pub(super) commentary: Option<u16>,
    /// A named part of the work, from 1; 0 for none. For a work that goes by portions, the portion's place in their table.
    pub(super) node: u16,
    /// The first place: chapter and verse, or amud (daf × 2, plus 1 for b) and line; empty for the whole work.
    pub(super) from: Vec<u32>,
    /// The last place, as deep as the first or less.
    pub(super) to: Vec<u32>,
    /// For works with named sections, the section as it is called.
    pub(super) section: Option<String>,
    /// Whether a range of leaves is cited by leaf (15-16) rather than by side (15a-16b).
    pub(super) by_leaf: bool,
}

/// The place of a citation in the order of the library. The default stands before every citation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    pub(super) work: u16,
    pub(super) node: u16,
    pub(super) section: Option<String>,
    pub(super) from: [u32; DEEPEST],
    pub(super) to: Reverse<[u32; DEEPEST]>,
    pub(super) depths: (usize, usize),
    pub(super) by_side: bool,
    pub(super) commentary: Option<u16>,
}

/// The most numbers that a place has: volume, leaf, line and comment.
const DEEPEST: usize = 6;

impl Citation {
    /// The whole of a work.
    pub(super) fn whole(work: u16, commentary: Option<u16>) -> Citation {
        Citation { work, commentary, node: 0, from: Vec::new(), to: Vec::new(), section: None, by_leaf: false }
    }

    /// The key by which citations stand in canonical order: by work, then by where they begin, the longer before the shorter
    /// that it contains; total, and equal only for equal citations. A commentary stands after what it is on.
    pub fn sort_key(&self) -> SortKey {
        SortKey {
            work: self.work + 1,
            node: self.node,
            section: self.section.clone(),
            from: padded(&self.from, 1),
            to: Reverse(padded(&self.to, u32::MAX)),
            depths: (self.from.len(), self.to.len()),
            by_side: !self.by_leaf,
            commentary: self.commentary,
        }
    }

    /// Whether every place of `other` lies in this one: "Isaiah 58" contains "Isaiah 58:6-7".
    pub fn contains(&self, other: &Citation) -> bool {
        if self.is_whole() && self.work == other.work && self.commentary == other.commentary {
            return true;
        }
        self.same_part(other) && starts_before(&self.from, &other.from) && ends_after(&self.to, &other.to)
    }

    /// Whether they share a place.
    pub fn overlaps(&self, other: &Citation) -> bool {
        let whole =
            (self.is_whole() || other.is_whole()) && self.work == other.work && self.commentary == other.commentary;
        whole || self.same_part(other) && reaches(&self.from, &other.to) && reaches(&other.from, &self.to)
    }

    pub(super) fn is_whole(&self) -> bool {
        self.from.is_empty() && self.node == 0 && self.section.is_none()
    }

    fn same_part(&self, other: &Citation) -> bool {
        self.work == other.work
            && self.commentary == other.commentary
            && self.node == other.node
            && self.section == other.section
    }
}

fn padded(place: &[u32], with: u32) -> [u32; DEEPEST] {
    let mut all = [with; DEEPEST];
    for (slot, &number) in all.iter_mut().zip(place) {
        *slot = number;
    }
    all
}

/// Whether a range that starts at `a` has begun by `b`. A shorter address stands for everything in it.
fn starts_before(a: &[u32], b: &[u32]) -> bool {
    padded(a, 1) <= padded(b, 1)
}

/// Whether a range that ends at `a` reaches to the end of `b`.
fn ends_after(a: &[u32], b: &[u32]) -> bool {
    padded(a, u32::MAX) >= padded(b, u32::MAX)
}

/// Whether something that begins at `start` begins by the end of what ends at `end`.
fn reaches(start: &[u32], end: &[u32]) -> bool {
    padded(start, 1) <= padded(end, u32::MAX)
}
