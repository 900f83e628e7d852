//! What a curriculum begins with, and what is added to it: files to begin from, their places, and words put into them.
//!
//! Files are embedded: those of a new curriculum (`start`), and one of each kind (`archetypes`), over which a curriculum may
//! lay its own. `place` decides where a new file stands, `fill` what stands in it, `translation` what a translation begins with, and
//! `placeholder` which words are still to be replaced. Writes nothing, and asks nobody.

mod fill;
mod kind;
mod place;
mod placeholder;
mod start;
mod translation;

pub use fill::{Values, fill};
pub use kind::{REFERENCE, ScaffoldKind};
pub use place::{NewFile, Translated, place, title_of, translated};
pub use placeholder::placeholder;
pub use start::{IGNORE, SCHEMAS, start};
pub use translation::{translation, translation_of_text};
