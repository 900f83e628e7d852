//! Mistakes as data: what a `Diagnostic` is, and the list that phases add theirs to.
//!
//! Wording lives in `make`, looks in `render`, explanations in `explain/<code>.md`. Never prints and never stops a phase.

mod code;
mod diagnostic;
mod edit;
mod fault;
/// Fixes, applied.
pub mod fix;
mod letters;
mod list;
/// Every message, by the mistake.
pub mod make;
mod quote;
/// Messages as people and programs read them.
pub mod render;
mod severity;

pub use code::Code;
pub(crate) use diagnostic::InTheme;
pub use diagnostic::{Diagnostic, Label, Place};
pub use edit::Fix;
pub use fault::Fault;
pub use list::Diagnostics;
pub use severity::Severity;
