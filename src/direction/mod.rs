//! The direction of words: of a block, and of a phrase inside it.
//!
//! Decides once, from letters alone, what page, paper, index and every other output carry out. A block has the direction of its
//! document unless its words say otherwise (`of_block`); a phrase of the other direction is one isolate (`isolates`). Knows no
//! markup and changes no word.

mod joined;
mod letters;
mod numbers;
mod pairs;
mod phrases;
mod plain;
mod script;
#[cfg(test)]
mod tests;

pub(crate) use letters::{Count, has_rtl};
pub use letters::{Direction, is_hidden_mark, of_block, of_letter, visible};
pub(crate) use phrases::{Isolate, IsolateKind, isolates};
pub use plain::in_plain;
pub(crate) use script::{Script, direction_of, lang_of, script_of};
