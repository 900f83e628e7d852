//! What is said of files that are copied as they are. Decides nothing.

use crate::diag::code::Code;
use crate::diag::diagnostic::Diagnostic;

/// A file that is not any more what it was when the folder was read.
pub(crate) fn changed_meanwhile(file: &str) -> Diagnostic {
    Diagnostic::named(Code::NotAFile, file, "this file was changed or taken away while the site was made")
        .help("save it again, or put it back")
}
