//! What is said of words that cannot be set: headings without words, footnotes too deep in one another, languages that are none,
//! and sheets that the typesetter refuses. Decides nothing.

use crate::diag::code::Code;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::severity::Severity;
use crate::limits;
use crate::source::{FileId, Span};

/// A heading that says nothing.
pub(crate) fn empty_heading(span: Span, has_image: bool) -> Diagnostic {
    let help = if has_image {
        "write words after the `#`, and put the image on a line of its own below"
    } else {
        "write words after the `#`, or take the line out"
    };
    Diagnostic::at(Code::NothingVisible, span, "this heading has no words").help(help)
}

/// A footnote in a footnote in a footnote.
pub(crate) fn footnotes_too_deep(span: Span) -> Diagnostic {
    let most = limits::FOOTNOTE_DEPTH;
    Diagnostic::at(Code::TooMuch, span, format!("there are too many footnotes inside one another here: at most {most}"))
        .label("this one leads further down")
        .help("put its words into the footnote that leads to it")
}

/// A sheet that the typesetter refuses; its own words would tell a teacher nothing. `file` is the lesson's, `words` are those that it
/// stumbled over. Where the sheet `is_set` nevertheless, it lacks the marks that reading programs go by.
pub(crate) fn unset_sheet(file: Option<FileId>, path: &str, words: &str, is_set: bool) -> Diagnostic {
    let message = match (words.is_empty(), is_set) {
        (_, true) => "the sheet of this can be printed, but programs that read it aloud may lose their way",
        (false, false) => "no sheet can be made of these words",
        (true, false) => "no sheet can be made of this",
    };
    let diagnostic = match file.filter(|_| !words.is_empty()) {
        Some(file) => {
            let few: Vec<&str> = words.split_whitespace().take(FEW).collect();
            Diagnostic::at(Code::HandoutError, file.span(0..0), message).label("it begins here").word(&few.join(" "))
        }
        None => Diagnostic::named(Code::HandoutError, path, message),
    };
    let severity = if is_set { Severity::Warning } else { Severity::Error };
    let diagnostic = Diagnostic { severity, ..diagnostic };
    let diagnostic = diagnostic
        .help("write this part in another way; take it out and put it back piece by piece to see which line it is");
    if is_set { diagnostic } else { diagnostic.help("build with `--no-handouts` to see the site meanwhile") }
}

/// A lesson with more words than one sheet can hold. `file` is the lesson's.
pub(crate) fn sheet_too_long(file: Option<FileId>, path: &str) -> Diagnostic {
    let message = "this lesson is too long for one sheet of hundreds of pages";
    let diagnostic = match file {
        Some(file) => Diagnostic::at(Code::HandoutError, file.span(0..0), message),
        None => Diagnostic::named(Code::HandoutError, path, message),
    };
    diagnostic
        .help("split it into several lessons, or write `print: false` in its first lines")
        .help("build with `--no-handouts` to see the site meanwhile")
}

/// Words by which a place is found again.
const FEW: usize = 4;
