//! What people type for the work of a citation: its names, the words of its family before them, the words between.
//!
//! For a search that knows only the works that one curriculum teaches, and has no room for the whole catalogue. Reads no
//! text.

use super::catalogue::{Family, Numbering, catalogue};
use super::reference::Citation;
use super::title;
use crate::hebrew;

/// How the work of a citation is called, all names folded as for search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WorkNames {
    /// Words that may stand before a name and say which family or commentary is meant: "mishnah", "b", "rashi".
    pub(crate) marks: Vec<String>,
    /// Whether one of the marks must stand there, as for a commentary.
    pub(crate) marked: bool,
    /// The names, the longest first.
    pub(crate) names: Vec<String>,
    /// Whether its places are leaves with two sides.
    pub(crate) leaves: bool,
}

/// Words that may stand between a mark and a name, or before one, and say nothing: "tractate", "hilkhot", "the book of".
pub(crate) fn between() -> Vec<String> {
    folded([title::BETWEEN, title::LAWS, title::BOOK, &["on", "על", "to", "on the"]].concat())
}

impl Citation {
    /// How its work is called.
    pub(crate) fn work_names(&self) -> WorkNames {
        let catalogue = catalogue();
        let work = catalogue.work(self.work);
        let marks = match self.commentary {
            Some(id) => catalogue.names_of_commentary(id),
            None => match work.family {
                Family::None => Vec::new(),
                Family::First => title::FIRST.to_vec(),
                Family::Second => title::SECOND.to_vec(),
                family => title::FAMILIES.iter().filter(|(_, own)| *own == family).map(|(words, _)| *words).collect(),
            },
        };
        WorkNames {
            marks: folded(marks),
            marked: self.commentary.is_some(),
            names: folded(work.names.clone()),
            leaves: work.scheme == Numbering::Daf,
        }
    }

    /// The first and the last place as numbers: chapter and verse; for leaves, daf × 2 plus 1 for the second side, then the
    /// line. `None` for places that are named, and for a whole work.
    pub(crate) fn places(&self) -> Option<(&[u32], &[u32])> {
        let counted = self.node == 0 && self.section.is_none() && !self.from.is_empty();
        counted.then_some((self.from.as_slice(), self.to.as_slice()))
    }
}

/// Names folded, each once, those of more words first.
fn folded(names: Vec<&str>) -> Vec<String> {
    let mut folded: Vec<String> = names.into_iter().map(hebrew::fold).filter(|name| !name.is_empty()).collect();
    folded.sort_by(|a, b| b.matches(' ').count().cmp(&a.matches(' ').count()).then_with(|| a.cmp(b)));
    folded.dedup();
    folded
}
