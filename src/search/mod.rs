//! The search index: made from the model, cut into shards that a page reads from a disk or over HTTP.
//!
//! Start at [`make()`] for the files and [`search()`] for the answers; both the browser and `daf search` rank alike, with
//! whole numbers only. `collect` decides what can be found, `index` counts it, `write` lays it out (FORMAT.md), `query` asks.
//! Facilitators' words are an index of their own. Never reads a page.

mod collect;
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

pub use index::Index;
pub use query::{Hit, Line};

/// Adds the files of every index to the output: for each language one for everybody, and the facilitators' beside it.
pub fn make(curriculum: &Curriculum, out: &mut Output, sink: &mut Diagnostics) {
    for lang in place::languages(curriculum) {
        for audience in audiences(curriculum) {
            let shelf = place::shelf_of(curriculum, &lang, audience);
            let index = Index::of(curriculum, &lang, audience);
            for (name, text) in write::files(index) {
                out.insert_at(&format!("{}search/{name}", shelf.prefix()), Bytes::from(text), "the search index", sink);
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

/// Searches the curriculum in its own language as the site does: the facilitators' words too where they are asked for.
pub fn search(curriculum: &Curriculum, query: &str, facilitator: bool, limit: usize) -> Vec<Hit> {
    let lang = &curriculum.config.language;
    let open = Index::of(curriculum, lang, Audience::Participant).with_spellings();
    let mut found = open.query(query);
    let closed = facilitator.then(|| Index::of(curriculum, lang, Audience::Facilitator).with_spellings());
    if let Some(closed) = &closed {
        found.extend(closed.query(query));
    }
    query::lay_out(found, limit)
}
