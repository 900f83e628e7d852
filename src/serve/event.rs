//! What there is to say to whoever started the server. Prints nothing.

use std::time::Duration;

use crate::diag::Diagnostics;
use crate::source::SourceSet;

/// What there is to say.
pub enum Event<'a> {
    /// It has begun, at this address.
    Serving {
        /// What to open in a browser.
        address: String,
    },
    /// A state of the folder has been built.
    Built {
        /// How many files were other than before; 0 for the first time.
        files: usize,
        /// How long it took, from when it was known.
        time: Duration,
        /// All mistakes.
        diagnostics: &'a Diagnostics,
        /// Those that the state before did not have.
        new: &'a Diagnostics,
        /// What they are shown in.
        sources: &'a SourceSet,
    },
    /// Only making a file has shown these.
    Mistakes {
        /// The mistakes.
        diagnostics: &'a Diagnostics,
        /// What they are shown in.
        sources: &'a SourceSet,
    },
    /// The folder could not be read or built; the server goes on with what it has.
    Trouble(String),
    /// The system does not tell of changes, for this reason: the folder is looked through instead.
    Polling(String),
}
