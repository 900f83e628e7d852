//! Citations of the classical library: parsed, checked, ordered, named in both languages.
//!
//! Start at `parse` for a reference and `find` for citations in prose. `title` finds what is named, `address` reads the
//! numbers, `place` checks them against the catalogue (tables written by tools/catalogue.py), `name` writes every form out.
//! Knows nothing of lessons, pages or disks. What a loose spelling might mean is only ever a suggestion.
//!
//! ```
//! use daf::citation;
//!
//! let avot = citation::parse("M. Avot 5:22")?;
//! assert_eq!(avot.canonical(), "Pirkei Avot 5:22");
//! assert_eq!(avot.hebrew(), "אבות ה׳:כ״ב");
//! assert_eq!(citation::parse("ברכות ה ע״ב")?, citation::parse("B. Ber. 5b")?);
//!
//! let refusal = citation::parse("Genesis 51:1").unwrap_err();
//! assert_eq!(refusal.message, "Genesis has 50 chapters");
//! # Ok::<(), citation::CitationError>(())
//! ```

mod address;
/// The Hebrew calendar and the weekly readings.
pub mod calendar;
mod catalogue;
mod find;
mod haftarah;
mod name;
mod parse;
mod place;
mod portion;
mod reference;
#[cfg(test)]
mod tests;
mod title;
mod work_names;

pub use find::{Findings, FoundCitation, Impossible, find, find_all};
pub use haftarah::Haftarah;
pub use parse::{CitationError, ParsedReference, parse, read};
pub use portion::Portion;
pub use reference::{Citation, SortKey};
pub(crate) use work_names::{WorkNames, between};
