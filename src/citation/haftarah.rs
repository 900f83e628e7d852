//! Haftarot: with which portions a passage of the Prophets is read.

use std::sync::LazyLock;

use super::catalogue::catalogue;
use super::parse::parse;
use super::portion::{Portion, portion};
use super::reference::Citation;

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
            let pieces = haftarah.split("; ").filter_map(|piece| parse(piece).ok());
            all.extend(pieces.map(|citation| (citation, at, custom)));
        }
    }
    all
});

impl Citation {
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
