//! How bad a mistake is.

use serde::{Deserialize, Serialize};

/// How bad a mistake is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is written while one stands.
    Error,
    /// The site is made, and the mistake is told.
    Warning,
    /// Told, and nothing more: advice that may well be wrong here. Not even `--strict` fails for it.
    Note,
}

impl Severity {
    /// The word that a reader sees.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}
