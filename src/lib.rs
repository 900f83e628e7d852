//! daf turns a folder of Markdown lessons into a linked, searchable site and printable handouts.
//!
//! The pipeline, left to right; every arrow is a pure function of what stands left of it:
//!
//! ```text
//! folder --fs--> SourceSet --folder, syntax--> Folder --curriculum--> Curriculum --document--> Documents
//! Documents --page, handout, search--> Output --fs--> disk
//! ```
//!
//! Start at `build`. An author's mistake is a [`diag::Diagnostic`], never an error and never a panic; `Result` is for the
//! outside world, and lives in [`fs`], `serve` and [`cli`].

// What only handouts use stands unused in a build without them.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, unused_variables))]

/// Files that a browser, or a host, would run.
pub mod active;
/// Agendas by the clock.
pub mod agenda;
mod amounts;
mod audience;
mod build;
mod bytes;
/// The lint of a curriculum: what would make lessons better.
pub mod check;
/// Citations of Jewish texts.
pub mod citation;
/// The command line.
pub mod cli;
/// Blocks of code, told apart by their tokens.
pub mod code;
/// Colours and their contrast.
pub mod color;
mod copied;
/// A linked curriculum.
pub mod curriculum;
/// Writers' own values.
pub mod data;
/// Civil days.
pub mod date;
/// What is wrong with a folder, and how to mend it.
pub mod diag;
/// Which way words run.
pub mod direction;
mod display;
mod document;
/// A folder, read and not yet linked.
pub mod folder;
mod format;
mod formats;
/// The disk.
pub mod fs;
/// Sheets, as PDF.
#[cfg(feature = "pdf")]
pub mod handout;
/// Hebrew letters, points and numerals.
pub mod hebrew;
/// Smaller sizes of images.
pub mod images;
/// How much is read, made and waited for.
pub mod limits;
mod look;
mod options;
/// What was made: paths and bytes.
pub mod output;
/// Addresses of other sites.
pub mod outside;
/// Pages of the site.
pub mod page;
/// Pictures that a stranger may have drawn.
pub mod picture;
mod place;
/// The site while somebody writes it.
pub mod preview;
/// Words made safe for a terminal.
pub mod safe;
/// What a curriculum begins with.
pub mod scaffold;
/// JSON Schemas for editors.
pub mod schema;
/// The search index, and searching in it.
pub mod search;
/// The preview server.
#[cfg(feature = "serve")]
pub mod serve;
mod sheets;
/// Files, spans and places.
pub mod source;
/// Where a copied theme file came from.
pub mod stamp;
/// What writers type, read.
pub mod syntax;
mod terms;
/// Themes as data.
pub mod theme;
mod words;
/// Processes that run untrusted templates.
pub mod worker;

pub use build::{Built, build, complete, load, settle, theme_for};
pub use options::Options;
