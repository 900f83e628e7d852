//! What is said of addresses, paths and pictures that were typed in good faith and lead nowhere from a lesson. Wording as in `make`.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::edit::{Edit, Fix};
use super::super::quote::quote;
use super::near::instead;
use super::suggest::meant;
use crate::source::Span;

/// An address without its beginning, or with a mistyped one. `whole` is the address that was meant.
pub(crate) fn bare_address(span: Span, typed: &str, whole: &str) -> Diagnostic {
    let begins = if whole.starts_with("mailto:") { "mailto:" } else { "https://" };
    let message = format!("{} leads nowhere, because it does not begin with `{begins}`", quote(typed));
    Diagnostic::at(Code::BrokenLink, span, message).fix(Some(instead(span, typed, whole))).help(meant(typed, whole))
}

/// A path of the writer's own computer; `name` is the file's.
pub(crate) fn on_a_computer(span: Span, typed: &str, name: &str, is_image: bool) -> Diagnostic {
    let (code, what, example) = match is_image {
        true => (Code::MissingImage, "picture", "tent.png"),
        false => (Code::BrokenLink, "file", "sheet.pdf"),
    };
    let name = if name.is_empty() { example } else { name };
    let message = format!("{} is a place on your own computer, where nobody else can look", quote(typed));
    Diagnostic::at(code, span, message)
        .help(format!("copy the {what} into the folder of this lesson, and write only its name here: {}", quote(name)))
}

/// A path with backslashes.
pub(crate) fn backslashes(span: Span, typed: &str, slashes: &str, is_image: bool) -> Diagnostic {
    let code = if is_image { Code::MissingImage } else { Code::BrokenLink };
    Diagnostic::at(code, span, format!("{} has backslashes, and a path here has slashes", quote(typed)))
        .fix(Some(instead(span, typed, slashes)))
        .help(format!("write {}", quote(slashes)))
}

/// A picture on the web. In a field there is its name alone.
pub(crate) fn web_picture(span: Span, typed: &str, name: &str, in_field: bool) -> Diagnostic {
    let name = if name.contains('.') { name } else { "tent.png" };
    let message =
        format!("the picture {} is on the web, and a page shows only pictures saved with the lesson", quote(typed));
    let code = if in_field { Code::BadValue } else { Code::UnsafeLink };
    let diagnostic = Diagnostic::at(code, span, message);
    if in_field {
        return diagnostic
            .help(format!("save it in the folder of this lesson, and write its name here: {}", quote(name)));
    }
    diagnostic
        .help(format!(
            "save it in the folder of this lesson, and write its name here: {}",
            quote(&format!("![…]({name})"))
        ))
        .help("or take the `!` away, so that it is a link to where it is")
}

/// A sound or a film in the place of a picture. `image` is all of it, where it can become a link with the words that it has.
pub(crate) fn not_for_the_eye(
    span: Span,
    typed: &str,
    is_film: bool,
    in_field: bool,
    image: Option<Span>,
) -> Diagnostic {
    let (what, words) = if is_film { ("a film", "Watch") } else { ("a sound", "Listen") };
    let message = format!("{} is {what}, and only a picture can be shown here", quote(typed));
    let diagnostic = Diagnostic::at(Code::BadImage, span, message);
    if in_field {
        return diagnostic.help("write the name of a picture here, and put a link to this into the lesson");
    }
    diagnostic
        .fix(image.map(|image| Fix {
            title: "take the `!` away, so that it is a link".to_owned(),
            edits: vec![Edit::word(image, "![", "[")],
        }))
        .help(format!("take the `!` away, so that it is a link: {}", quote(&format!("[{words}]({typed})"))))
}

/// Not an address on the web; `whole` is the one that was meant, where that is known.
pub(crate) fn not_a_web_address(span: Span, name: &str, typed: &str, whole: Option<&str>) -> Diagnostic {
    let message = format!("`{name}` must be an address that begins with `https://`; found {}", quote(typed));
    let diagnostic = Diagnostic::at(Code::BadValue, span, message);
    match whole.filter(|whole| whole.starts_with("https://")) {
        Some(whole) => diagnostic.fix(Some(instead(span, typed, whole))).help(meant(typed, whole)),
        None => diagnostic.help("copy the whole address from the top of the browser's window"),
    }
}

/// A block with nothing in it that names something by its id: what is placed has two colons. `line` is what stands behind them, and
/// `close` the line that would end it.
pub(crate) fn leaf_as_block(span: Span, name: &str, line: &str, colons: Span, close: Option<Span>) -> Diagnostic {
    let what = match name {
        "space" => "room to write",
        "prompt" => "a question",
        "text" => "a text",
        _ => "an exercise",
    };
    let mut edits = vec![Edit::whole(colons, "::")];
    edits.extend(close.map(|close| Edit::whole(close, "")));
    let line = quote(&format!("::{line}"));
    let message = format!("{what} is placed with two colons; three begin a block with words of its own");
    let help = match close {
        Some(_) => format!("write {line}, and take the `:::` below it out"),
        None => format!("write {line}"),
    };
    Diagnostic::at(Code::MistypedBlock, span, message)
        .fix(Some(Fix { title: format!("write {line}"), edits }))
        .help(help)
}
