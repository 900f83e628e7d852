//! daf turns a folder of Markdown lessons into a linked, searchable site and printable handouts.
//!
//! The pipeline, left to right; every arrow is a pure function of what stands left of it:
//!
//! ```text
//! folder --fs--> SourceSet --folder, syntax--> Folder --curriculum--> Curriculum --document--> Documents
//! Documents --page, handout, search--> Output --fs--> disk
//! ```
//!
//! Start at [`build()`]. An author's mistake is a [`diag::Diagnostic`], never an error and never a panic; `Result` is for the
//! outside world, and lives in [`fs`], `serve` and [`cli`].

// What only handouts use stands unused in a build without them.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, unused_variables))]

pub mod active;
pub mod agenda;
mod amounts;
mod audience;
mod build;
mod bytes;
pub mod check;
pub mod citation;
pub mod cli;
pub mod code;
pub mod color;
mod copied;
pub mod curriculum;
pub mod data;
pub mod date;
pub mod diag;
pub mod direction;
mod display;
mod document;
pub mod folder;
mod format;
mod formats;
pub mod fs;
#[cfg(feature = "pdf")]
pub mod handout;
pub mod hebrew;
pub mod images;
pub mod limits;
mod look;
mod options;
pub mod output;
pub mod outside;
pub mod page;
pub mod picture;
mod place;
pub mod preview;
pub mod safe;
pub mod scaffold;
pub mod schema;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
mod sheets;
pub mod source;
pub mod stamp;
pub mod syntax;
mod terms;
pub mod theme;
mod words;
pub mod worker;

pub use build::{Built, build, complete, load, settle, theme_for};
pub use options::Options;
