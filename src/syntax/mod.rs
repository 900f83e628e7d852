//! Text becomes typed values, one file at a time. Total: a broken file gives a value and diagnostics, never a failure.
//!
//! Start at [`lesson`] for the types. Never looks at another file, and resolves nothing.

mod block;
mod context;
mod dest;
mod directive;
mod entries;
mod files;
mod front;
pub mod lesson;
pub mod license;
mod look;
mod lost;
mod markdown;
mod named;
mod plain;
mod running;
mod scalar;
pub mod shape;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod yaml;

pub use block::names as blocks;
pub use files::{Kind, Syntax, config, document, glossary, packet};
pub use plain::{inline_text, plain_text};
pub(crate) use running::running_text;
