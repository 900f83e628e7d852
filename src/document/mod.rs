//! The presented document: a linked curriculum as one audience reads it in one language, with nothing left to decide but how it looks.
//!
//! Stands between `curriculum` and every output: pages, sheets and the index are made of it and of nothing else that a lesson says.
//! `audience` is asked here while it is made, and nowhere after, so that no output can show what is not its reader's. Direction,
//! numbering, links, terms, footnotes and words of the theme are decided here once. Start at [`Presenter`] for what makes it and at
//! [`model`] for what it is. Knows no output, and writes nothing.

mod anchors;
mod blocks;
mod fields;
mod gloss;
mod lesson;
mod line;
mod links;
mod maker;
pub(crate) mod model;
mod present;
mod presenter;
pub(crate) mod reading;
mod running;
mod tasks;
mod texts;
pub(crate) mod walk;
mod written;

pub(crate) use anchors::Anchors;
#[cfg(feature = "pdf")]
pub(crate) use presenter::Medium;
pub(crate) use presenter::{Presenter, Setting};
