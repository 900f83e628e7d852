//! Pictures that strangers may have made, read and written anew, so that what is published draws and does nothing else.
//!
//! An SVG is read by an XML parser and written from lists of what draws (`svg`); a GIF loses its remarks
//! (`without_remarks`). Knows no file, no curriculum and no page, and draws nothing: what drawing would cost is reckoned.

mod allowed;
mod clean;
mod cost;
mod css;
mod effects;
mod embedded;
mod entities;
mod gif;
mod node;
mod raster;
mod read;
mod removed;
mod sheet;
mod svg;
mod write;

pub use gif::without_remarks;
pub use removed::RemovedParts;
pub use svg::{Svg, svg};
