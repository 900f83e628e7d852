//! The search index: made from the model, cut into shards that a page reads from a disk or over HTTP.
//!
//! Start at [`make()`] for the files and [`search()`] for the answers; both the browser and `daf search` rank alike, with
//! whole numbers only. `collect` decides what can be found, `index` counts it, `write` lays it out (FORMAT.md), `query` asks.
//! Facilitators' words are an index of their own. Never reads a page.

mod cited;
mod collect;
mod english;
mod facets;
mod index;
mod query;
mod write;

#[cfg(test)]
mod tests;

use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::output::{Bytes, Output};
use crate::place;

pub use collect::Kind;
pub use index::Index;
pub use query::{Answer, Hit, Line};

/// Adds the files of every index to the output: for each language one for everybody, and the facilitators' beside it.
pub fn make(curriculum: &Curriculum, out: &mut Output, sink: &mut Diagnostics) {
    for lang in place::languages(curriculum) {
        for audience in audiences(curriculum) {
            let shelf = place::shelf_of(curriculum, &lang, audience);
            let index = Index::of(curriculum, &lang, audience);
            let folder = format!("{}search/", shelf.prefix());
            for (name, text) in write::files(index, &folder) {
                out.insert_at(&format!("{folder}{name}"), Bytes::from(text), "the search index", sink);
            }
        }
    }
}

/// Whom there is an index for.
fn audiences(curriculum: &Curriculum) -> Vec<Audience> {
    let mut audiences = vec![Audience::Participant];
    if place::has_facilitators(curriculum) {
        audiences.push(Audience::Facilitator);
    }
    audiences
}

/// What is asked of an index besides the words.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The facilitators' words too.
    pub facilitator: bool,
    /// Only lessons of these choices: the name of a facet (`unit`, `value`, `category`, `minutes`, `level`) and a choice.
    pub narrowed: Vec<(String, String)>,
    /// At most so many pages.
    pub limit: usize,
}

/// Searches the curriculum in its own language as the site does.
pub fn search(curriculum: &Curriculum, query: &str, wanted: &Wanted) -> Answer {
    let lang = &curriculum.config.language;
    let audiences = [Some(Audience::Participant), wanted.facilitator.then_some(Audience::Facilitator)];
    let audiences = audiences.into_iter().flatten();
    let indexes: Vec<Index> = audiences.map(|seen| Index::of(curriculum, lang, seen).with_spellings()).collect();
    query::search(curriculum, &indexes.iter().collect::<Vec<_>>(), query, wanted)
}

/// The choices that results can be narrowed by, for each facet.
pub fn choices(curriculum: &Curriculum) -> Vec<(&'static str, Vec<String>)> {
    let index = Index::of(curriculum, &curriculum.config.language, Audience::Participant);
    let names = |facet: facets::Facet| (facet.name, facet.choices.into_iter().map(|(choice, _)| choice).collect());
    index.facets.into_iter().map(names).collect()
}
