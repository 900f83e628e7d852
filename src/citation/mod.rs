//! Citations of the classical library: parsed, checked, ordered, named in both languages.
//!
//! Start at [`parse()`] for a reference and [`find()`] for citations in prose. Knows the catalogue of works (`works.tsv`, written
//! by tools/catalogue.py) and nothing of lessons, pages or disks. What a loose spelling might mean is only ever a suggestion.

mod address;
mod catalogue;
mod find;
mod name;
mod parse;
#[cfg(test)]
mod tests;

pub use find::{Found, find};
pub use name::Portion;
pub use parse::{Refusal, parse};

/// A place in the library: a work, or a range of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Index into the catalogue.
    work: u16,
    /// Index into the commentaries, for a commentary on the work.
    commentary: Option<u16>,
    /// The first place: chapter and verse, or amud (daf × 2, plus 1 for b) and line; empty for the whole work.
    from: Vec<u32>,
    /// The last place, as deep as the first.
    to: Vec<u32>,
    /// For works with named sections, the section as it is called.
    section: Option<String>,
}

/// The place of a citation in the order of the library. The default stands before every citation.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(u16, Vec<u32>, Vec<u32>, Option<u16>, Option<String>);

impl Citation {
    /// The key by which citations stand in canonical order: total, and equal only for equal citations.
    pub fn sort_key(&self) -> SortKey {
        SortKey(self.work + 1, self.from.clone(), self.to.clone(), self.commentary, self.section.clone())
    }

    /// Whether every place of `other` lies in this one: "Isaiah 58" contains "Isaiah 58:6-7".
    pub fn contains(&self, other: &Citation) -> bool {
        self.same_work(other) && starts_before(&self.from, &other.from) && ends_after(&self.to, &other.to)
    }

    /// Whether they share a place.
    pub fn overlaps(&self, other: &Citation) -> bool {
        self.same_work(other) && starts_before(&self.from, &other.to) && ends_after(&self.to, &other.from)
    }

    fn same_work(&self, other: &Citation) -> bool {
        self.work == other.work && self.commentary == other.commentary && self.section == other.section
    }
}

/// Whether a range that starts at `a` has begun by `b`. A shorter address stands for everything in it.
fn starts_before(a: &[u32], b: &[u32]) -> bool {
    let common = a.len().min(b.len());
    match a[..common].cmp(&b[..common]) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Equal => a.len() <= b.len() || a[common..].iter().all(|&place| place == 1),
        std::cmp::Ordering::Greater => false,
    }
}

/// Whether a range that ends at `a` reaches to `b`.
fn ends_after(a: &[u32], b: &[u32]) -> bool {
    let common = a.len().min(b.len());
    match a[..common].cmp(&b[..common]) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => a.len() <= b.len(),
        std::cmp::Ordering::Less => false,
    }
}
