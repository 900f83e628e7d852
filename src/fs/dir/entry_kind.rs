//! What can stand at a name, and how it is refused where it is no file. Touches nothing.

use std::io;

/// What stands at a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    /// An ordinary file of so many bytes.
    File(u64),
    Folder,
    Link,
    /// A pipe, socket or device.
    Other,
}

impl EntryKind {
    /// What it is, as a refusal says it.
    pub(crate) fn refusal(self) -> io::Error {
        io::Error::other(match self {
            EntryKind::File(_) => "another file was put in its place meanwhile",
            EntryKind::Folder => "it is a folder, not a file",
            EntryKind::Link => "it is a link, not a file",
            EntryKind::Other => "it is a pipe, socket or device, not a file",
        })
    }
}
