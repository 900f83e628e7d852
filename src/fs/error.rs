//! What the outside world refuses, in words. Touches nothing.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something that the outside world refused, and where.
#[derive(Debug)]
pub struct Error {
    what: String,
    path: PathBuf,
    cause: Option<io::Error>,
    outcome: Option<String>,
    stopped: bool,
}

impl Error {
    pub(super) fn new(what: impl Into<String>, path: &Path) -> Error {
        Error { what: what.into(), path: path.to_owned(), cause: None, outcome: None, stopped: false }
    }

    pub(super) fn io(what: &str, path: &Path, cause: io::Error) -> Error {
        Error { what: what.to_owned(), path: path.to_owned(), cause: Some(cause), outcome: None, stopped: false }
    }

    /// Standard output would not take what was asked for.
    pub(crate) fn output(cause: io::Error) -> Error {
        Error::io("what was asked for could not be written", Path::new("standard output"), cause)
    }

    pub(super) fn stopped(path: &Path) -> Error {
        Error { stopped: true, ..Error::new("this was not written, because it was asked to stop", path) }
    }

    /// The same error, with what became of the whole after it.
    pub(super) fn but(self, outcome: &str) -> Error {
        Error { outcome: Some(outcome.to_owned()), ..self }
    }

    /// Whether nothing was in the way but the wish to stop ([`super::stop`]).
    pub fn is_stop(&self) -> bool {
        self.stopped
    }

    /// The words of it with the place as seen from inside a folder, so that they may stand where others read them.
    pub fn message_inside(&self, folder: &Path) -> String {
        let name = || Path::new(self.path.file_name().unwrap_or_default());
        let inside = self.path.strip_prefix(folder).ok().filter(|inside| !inside.as_os_str().is_empty());
        self.message_at(inside.unwrap_or_else(name))
    }

    fn message_at(&self, path: &Path) -> String {
        let path = crate::safe::line(&path.display().to_string());
        let outcome = self.outcome.as_ref().map_or(String::new(), |outcome| format!("; {outcome}"));
        match &self.cause {
            Some(cause) => format!("{}: {path}: {}{outcome}", self.what, plain(cause)),
            None => format!("{}: {path}{outcome}", self.what),
        }
    }

    /// Whether what was wanted is not there (any more).
    pub(super) fn is_missing(&self) -> bool {
        self.cause.as_ref().is_some_and(|cause| cause.kind() == io::ErrorKind::NotFound)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message_at(&self.path))
    }
}

impl std::error::Error for Error {}

/// What the system said, in plain words.
pub(super) fn plain(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::BrokenPipe => "nobody reads it any more".to_owned(),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "a file or link stands where a folder is needed".to_owned()
        }
        _ => {
            let said = cause.to_string();
            said.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}
