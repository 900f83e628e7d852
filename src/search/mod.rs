//! The search index: made from the model, cut into shards that a page reads from a disk or over HTTP.
//!
//! Start at `make` for the files and `search` for the answers; both the browser and `daf search` rank alike, with
//! whole numbers only. `collect` decides what can be found, `index` counts it, `write` lays it out (FORMAT.md), `query` asks.
//! Facilitators' words are an index of their own. Never reads a page.

mod cited;
mod collect;
mod english;
mod facets;
mod files;
mod index;
mod options;
mod query;
mod write;

#[cfg(test)]
mod tests;

use crate::audience::Audience;
use crate::curriculum::Curriculum;

pub use collect::ItemKind;
pub(crate) use files::Indexes;
pub use files::make;
pub use index::Index;
pub use options::SearchOptions;
pub use query::{Hit, HitSection, SearchResults};

/// Searches the curriculum in its own language as the site does.
pub fn search(curriculum: &Curriculum, query: &str, wanted: &SearchOptions) -> SearchResults {
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
