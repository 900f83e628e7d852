//! What is said of files that are copied into a site and could do something there. Decides nothing.

use crate::diag::code::Code;
use crate::diag::diagnostic::Diagnostic;
use crate::diag::quote::quote;
use crate::source::Span;

/// What a page of somebody's could do in the site.
const READS: &str = "it could read the notes and answers that readers keep on their devices, and send them away";

/// What to do about a file that is run.
fn instead(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic
        .help("save it as a PDF or a picture, or put its words into a lesson")
        .help("or write `static_scripts: true` in daf.yaml, if you made it and trust all that it runs")
}

/// A link to a file that a browser would run.
pub(crate) fn active_link(span: Span, name: &str, what: &str) -> Diagnostic {
    let message = format!("{} is {what}, and is not put into the site: {READS}", quote(name));
    instead(Diagnostic::at(Code::ActiveFile, span, message))
}

/// A file in `static/` that a browser would run.
pub(crate) fn active_file(path: &str, what: &str) -> Diagnostic {
    let message = format!("this file is {what}, and is not put into the site: {READS}");
    instead(Diagnostic::named(Code::ActiveFile, path, message))
}

/// A file that a browser runs, where the curriculum says that it may.
pub(crate) fn active_file_allowed(path: &str, what: &str) -> Diagnostic {
    let message = format!("this file is {what}, and runs in the site: {READS}");
    Diagnostic::named(Code::ActiveFileAllowed, path, message)
        .help("look whether you trust all that it runs; or take `static_scripts` out of daf.yaml")
}

/// A picture in `static/` that cannot be used.
pub(crate) fn bad_copy(path: &str, why: &str) -> Diagnostic {
    Diagnostic::named(Code::BadImage, path, format!("this picture cannot be used: {why}"))
        .help("save it as PNG, JPEG, WebP or a plain SVG")
}

/// A picture out of which something was taken.
pub(crate) fn active_picture(span: Span, name: &str, what: &[&str]) -> Diagnostic {
    let what = match what {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        all => all.concat(),
    };
    let message = format!("the picture {} does more than draw, and is shown without {what}", quote(name));
    Diagnostic::at(Code::ActivePicture, span, message).help(
        "look whether it is still as you want it; save it again as a plain SVG, and nothing needs to be taken out",
    )
}
