//! What a curriculum begins with, and what is added to it: files to begin from, their places, and words put into them.
//!
//! Files are embedded: those of a new curriculum (`start`), and one of each kind (`archetypes`), over which a curriculum may
//! lay its own. `place` decides where a new file stands, `fill` what stands in it. Writes nothing, and asks nobody.

mod fill;
mod kind;
mod place;
mod start;

pub use fill::{Values, fill};
pub use kind::Kind;
pub use place::{Place, place, title_of};
pub use start::{IGNORE, SCHEMAS, start};
