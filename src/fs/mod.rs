//! The disk: reads a curriculum folder into a [`SourceSet`](crate::source::SourceSet), writes an
//! [`Output`](crate::output::Output), keeps what was made before.
//!
//! Knows nothing of what files say. `read` holds the one way in, `write` the one way out.

mod cache;
mod create;
mod dir;
mod disk;
mod error;
mod interruption;
mod lock;
mod manifest;
mod read;
mod spill;
mod staging;
mod stdin;
mod unread;
mod write;

pub use cache::CacheFolder;
pub use create::create;
pub use error::Error;
pub use interruption::{Stopped, stop};
pub use lock::{WriteLock, lock_for_writing};
pub use manifest::{MANIFEST, stands_as_written};
pub use read::{FolderReader, near, read, read_theme};
pub use spill::SpillFolder;
pub use stdin::{standard_input, standard_line};
pub use write::{
    Rewrite, WriteHooks, WriteReport, may_write, rewrite, write, write_blob, write_blob_in, write_file, write_file_in,
};
