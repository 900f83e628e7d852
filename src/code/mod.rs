//! Code as tokens: which words of a fenced block are keywords, strings, comments, so that pages and paper may set them apart.
//!
//! `token` is the ten kinds of them, `read` finds them by grammars, `find` is what others ask. The grammars are those that the engine
//! of sheets brings along, and are loaded when the first block that names a language is read; a curriculum without one pays nothing.
//! Behind the Cargo feature `code`: without it every block is plain. Knows no markup and no colour.

mod find;
#[cfg(feature = "code")]
mod read;
mod token;

pub use find::{find, lines, names};
pub use token::{Class, Found, Token};
