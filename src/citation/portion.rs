//! Weekly portions: which one a passage of the Torah belongs to, and which haftarah one of the Prophets.

use std::sync::LazyLock;

use super::Citation;
use super::catalogue::{PortionRow, catalogue};
use crate::hebrew;

/// A weekly portion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// Its place in the year's order, from 1 to 54.
    pub order: u32,
    /// Its name.
    pub name: &'static str,
    /// Its name in Hebrew.
    pub he: &'static str,
    /// The last part of its address.
    pub slug: String,
}

/// The haftarah that a passage of the Prophets stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Haftarah {
    /// The portion it is read with.
    pub portion: Portion,
    /// Whether it is the reading of one custom only: `Some("Ashkenazi")`, `Some("Sephardi")`.
    pub custom: Option<&'static str>,
}

/// Haftarot as citations, with the portion's place in the table and whether it is the first (Ashkenazi) or the second.
static HAFTAROT: LazyLock<Vec<(Citation, usize, usize)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for (at, row) in catalogue().portions.iter().enumerate().filter(|(_, row)| !row.doubled) {
        for (custom, haftarah) in row.haftarot.iter().enumerate() {
            let pieces = haftarah.split("; ").filter_map(|piece| super::parse(piece).ok());
            all.extend(pieces.map(|citation| (citation, at, custom)));
        }
    }
    all
});

/// The whole of a portion, by its place in the table.
pub(crate) fn citation(at: usize) -> Citation {
    let row = &catalogue().portions[at];
    Citation { from: row.from.to_vec(), to: row.to.to_vec(), ..Citation::whole(row.book, None) }
}

fn portion(row: &PortionRow) -> Portion {
    Portion { order: row.order, name: row.name, he: row.he, slug: hebrew::slug(row.name) }
}

impl Portion {
    /// Every weekly portion, in the year's order.
    pub fn all() -> Vec<Portion> {
        catalogue().portions.iter().filter(|row| !row.doubled).map(portion).collect()
    }

    /// What is read.
    pub fn citation(&self) -> Citation {
        let at = catalogue().portions.iter().position(|row| !row.doubled && row.order == self.order);
        citation(at.unwrap_or_default())
    }

    /// The haftarot that are read with it: first that of Ashkenazi communities, then that of others where it is another one.
    pub fn haftarot(&self) -> Vec<&'static str> {
        let row = catalogue().portions.iter().find(|row| !row.doubled && row.order == self.order);
        row.map(|row| row.haftarot.clone()).unwrap_or_default()
    }
}

impl Citation {
    /// The weekly portion in which a passage of the Torah begins. The whole of a book belongs to none.
    pub fn portion(&self) -> Option<Portion> {
        let chapter = *self.from.first()?;
        let start = [chapter, self.from.get(1).copied().unwrap_or(1)];
        let rows = catalogue().portions.iter().filter(|row| !row.doubled);
        rows.into_iter().find(|row| row.book == self.work && row.from <= start && start <= row.to).map(portion)
    }

    /// The haftarot that share a verse with a passage of the Prophets, in the year's order.
    pub fn haftarot(&self) -> Vec<Haftarah> {
        if self.from.is_empty() {
            return Vec::new();
        }
        let base = Citation { commentary: None, from: self.from.clone(), ..self.clone() };
        let mut found: Vec<Haftarah> = Vec::new();
        for (_, at, custom) in HAFTAROT.iter().filter(|(citation, ..)| citation.overlaps(&base)) {
            let row = &catalogue().portions[*at];
            let only = (row.haftarot.len() > 1).then_some(["Ashkenazi", "Sephardi"][(*custom).min(1)]);
            match found.iter_mut().find(|known| known.portion.order == row.order) {
                Some(known) if known.custom != only => known.custom = None,
                Some(_) => {}
                None => found.push(Haftarah { portion: portion(row), custom: only }),
            }
        }
        found.sort_by_key(|haftarah| haftarah.portion.order);
        found
    }
}
