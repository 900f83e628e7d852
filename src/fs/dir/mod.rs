//! A folder that is held open, and what is in it: reached through folders alone, never through a link, and opened only where it is
//! an ordinary file.
//!
//! Where the system allows it each folder on the way is opened inside the one before, so that nobody can put a link in its place
//! between looking and doing; elsewhere each is looked at just before. A pipe, a device or a socket is told by its kind and never
//! opened: reading it may wait for ever, and opening it may be felt at its other end. Knows nothing of what files are for.

mod entry_kind;
mod file;
#[cfg(any(not(unix), test))]
mod paths;
#[cfg(unix)]
mod unix;

pub(super) use entry_kind::EntryKind;
pub(super) use file::parted;
#[cfg(not(unix))]
pub(super) use paths::Dir;
#[cfg(unix)]
pub(super) use unix::Dir;
