//! Weekly portions: what is read in each, and which one a passage of the Torah belongs to.

use super::catalogue::{PortionRow, catalogue};
use super::reference::Citation;
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

/// The whole of a portion, by its place in the table.
pub(crate) fn citation(at: usize) -> Citation {
    let row = &catalogue().portions[at];
    Citation { from: row.from.to_vec(), to: row.to.to_vec(), ..Citation::whole(row.book, None) }
}

pub(super) fn portion(row: &PortionRow) -> Portion {
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
}
