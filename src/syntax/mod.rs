//! Text becomes typed values, one file at a time. Total: a broken file gives a value and diagnostics, never a failure.
//!
//! Start at `lesson` for the types. Never looks at another file, and resolves nothing.

mod address;
mod block;
mod coded;
mod context;
mod dest;
mod directive;
mod edited;
mod entries;
mod extra;
mod files;
mod foreign;
mod front;
/// HTML that writers type.
pub mod html;
mod intended;
/// What a lesson says.
pub mod lesson;
/// Licences.
pub mod license;
mod look;
mod lost;
mod markdown;
mod mistyped;
mod named;
mod notes;
mod plain;
mod running;
mod scalar;
/// The table of fields.
pub mod shape;
mod split;
#[cfg(test)]
mod tests;
mod text;
mod typed;
mod unseen;
mod values;
mod yaml;

pub use block::names as blocks;
pub(crate) use dest::base_url;
pub use files::{FileKind, Note, Syntax, config, document, glossary, notes as editors_notes, packet};
pub use plain::{inline_text, plain_text};
pub(crate) use running::running_text;
