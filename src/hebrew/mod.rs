//! Hebrew letters and marks: what they are, how they fold for search, how they are shown.
//!
//! Depends on the tables of Unicode alone. Never changes source text in place: everything here gives new text for display
//! or for the index.

mod fold;
mod marks;
mod numeral;
mod pointed;
mod show;
mod spelling;

pub use fold::{Tokens, fold, slug, tokens};
pub(crate) use marks::{MAQAF, SOF_PASUQ};
pub use marks::{has_hebrew, is_cantillation, is_hebrew_letter, is_mark, is_point};
pub use numeral::{from_numeral, numeral, to_final};
pub(crate) use pointed::{PointedWord, Sign, is_of_word, points};
pub use show::{DivineName, Show, display, has_divine_name};
pub use spelling::{loose_key, spelling_keys};

#[cfg(test)]
mod tests;
