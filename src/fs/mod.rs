//! The disk: reads a curriculum folder into a [`SourceSet`](crate::source::SourceSet), writes an
//! [`Output`](crate::output::Output), keeps what was made before.
//!
//! Knows nothing of what files say. `read` holds the one way in, `write` the one way out.

mod aside;
mod cache;
mod create;
mod dir;
mod disk;
mod error;
mod lock;
mod manifest;
mod read;
mod spill;
mod staging;
mod stdin;
mod whole;
mod write;

pub use cache::CacheFolder;
pub use create::create;
pub use error::Error;
pub use lock::{Alone, alone};
pub use manifest::{MANIFEST, stands_as_written};
pub use read::{Reader, near, read, read_theme};
pub use spill::SpillFolder;
pub use stdin::{standard_input, standard_line};
pub use whole::{Stopped, stop};
pub use write::{
    Asides, Rewrite, Written, may_write, rewrite, write, write_file, write_file_in, write_laid, write_laid_in,
};
