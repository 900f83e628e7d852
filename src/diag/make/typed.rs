//! What is said of slips of the hand in fields: spaces, tabs, quotation marks and colons that YAML takes for something else.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::edit::{Edit, Fix};
use super::super::quote::quote;
use super::super::severity::Severity;
use crate::source::Span;

/// Where an odd space stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SpacePlace {
    /// After a field's colon.
    AfterColon,
    /// After the dash of an item.
    AfterDash,
    /// After a comma or bracket.
    AfterComma,
    /// Before a field's colon.
    BeforeColon,
    /// At the beginning of a line.
    BeforeLine,
}

/// A slip of the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum YamlSlip {
    /// A space that is none to YAML.
    OddSpace(char, SpacePlace),
    /// A mark without a width at a field's name.
    UnseenInName(char),
    /// Tabs before a line, which should have so many spaces.
    Tabs(usize),
    /// Curly quotation marks around what only straight ones hold together.
    Curly,
    /// Curly quotation marks around the name of a field, which is this.
    CurlyName(String),
    /// A field's name and its colon, and no space.
    NoSpace(String),
    /// A dash, and no space behind it.
    NoSpaceAfterDash,
    /// A second colon in brackets.
    SecondColon,
    /// A value that begins with `*`, as emphasis does.
    Star,
    /// A quotation mark that opens a text and does not close it, or not at its end.
    OpenQuote {
        /// The mark.
        mark: char,
        /// Whether another one closes it before its end.
        closes: bool,
        /// The field.
        name: String,
        /// How it can be written.
        better: Option<String>,
    },
    /// A bracket without its other end.
    OpenBracket(char),
    /// A `#` in brackets, behind which nothing is read, the closing bracket neither.
    HashInBrackets,
    /// A `#` in a text that goes on in the line below.
    HashThenMore,
    /// A control character that no text may hold.
    Control(char),
    /// A line that looks empty and is not: nothing is said of it.
    Blank,
}

/// What a space that looks like another is called.
pub(crate) fn space_name(c: char) -> &'static str {
    match c {
        '\u{a0}' => "an invisible no-break space",
        '\u{202f}' => "an invisible narrow no-break space",
        '\u{2007}' => "an invisible figure space",
        '\u{2009}' | '\u{200a}' | '\u{2006}' => "an invisible thin space",
        '\u{3000}' => "a wide (ideographic) space",
        '\u{200e}' => "an invisible left-to-right mark",
        '\u{200f}' => "an invisible right-to-left mark",
        '\u{200b}' => "an invisible zero-width space",
        '\u{feff}' => "an invisible byte order mark (U+FEFF)",
        _ => "an invisible space of another kind",
    }
}

/// A slip of the hand, with what mends it.
pub(crate) fn slip(span: Span, what: &YamlSlip, edits: Option<Vec<(Span, String)>>) -> Diagnostic {
    let (message, help, title) = words(what);
    let fix =
        edits.map(|edits| Fix { title, edits: edits.into_iter().map(|(span, new)| Edit::whole(span, new)).collect() });
    let code = if matches!(what, YamlSlip::Control(_)) { Code::BadValue } else { Code::YamlSyntax };
    let mut told = Diagnostic::at(code, span, message).help(help).fix(fix);
    if matches!(what, YamlSlip::Control('\u{2028}' | '\u{2029}' | '\u{85}')) {
        // It parts words as a space does, and is read as one.
        told.severity = Severity::Warning;
    }
    told
}

/// The headline, the next step, and what the fix does.
fn words(what: &YamlSlip) -> (String, String, String) {
    let all = |message: &str, help: &str, title: &str| (message.to_owned(), help.to_owned(), title.to_owned());
    match what {
        YamlSlip::OddSpace(c, place) => {
            let place = match place {
                SpacePlace::AfterColon => "after the colon",
                SpacePlace::AfterDash => "after the dash",
                SpacePlace::AfterComma => "after the comma or bracket",
                SpacePlace::BeforeColon => "before the colon",
                SpacePlace::BeforeLine => "before this line",
            };
            let title = if place == "before the colon" { "take the space out" } else { "write an ordinary space" };
            let message = format!(
                "there is {} {place} (U+{:04X}), where only an ordinary space counts",
                space_name(*c),
                u32::from(*c)
            );
            let help = "delete it and press the space bar; it often comes along with pasted words";
            (message, help.to_owned(), title.to_owned())
        }
        YamlSlip::UnseenInName(c) => (
            format!(
                "there is {} in the name of this field (U+{:04X}), which makes it another name",
                space_name(*c),
                u32::from(*c)
            ),
            "delete it: put the cursor beside the name and press Delete or Backspace once".to_owned(),
            "delete the invisible mark".to_owned(),
        ),
        YamlSlip::Tabs(spaces) => {
            let help = match spaces {
                0 => "delete the tab: the fields around it begin at the edge".to_owned(),
                1 => "write one space instead of the tab, as the lines around it have".to_owned(),
                spaces => format!("write {spaces} spaces instead of the tab, as the lines around it have"),
            };
            (
                "this line begins with a tab, and only spaces count there".to_owned(),
                help,
                "write as many spaces as the lines around it have".to_owned(),
            )
        }
        YamlSlip::Curly => all(
            "curly quotation marks do not work here: a text with a comma, a colon or `#` needs straight ones",
            "write straight quotation marks: `\"…\"` instead of `“…”`",
            "write straight quotation marks",
        ),
        YamlSlip::CurlyName(name) => (
            "there are curly quotation marks around the name of this field, which make it another name".to_owned(),
            format!("write `{name}:` without them"),
            format!("write `{name}` without quotation marks"),
        ),
        YamlSlip::NoSpace(name) => (
            format!("there is no space after `{name}:`, so it is not read as a field"),
            format!("write a space after the colon: `{name}: …`"),
            "write a space after the colon".to_owned(),
        ),
        YamlSlip::NoSpaceAfterDash => all(
            "there is no space after this dash, so it does not begin an item of a list",
            "write a space after the dash: `- …`",
            "write a space after the dash",
        ),
        YamlSlip::SecondColon => all(
            "this text has a second colon with a space after it, as if another field began there",
            "put quotation marks around the text: `{id: why, prompt: \"Ask: why?\"}`",
            "put quotation marks around the text",
        ),
        YamlSlip::Star => all(
            "the words after the colon cannot begin with `*`",
            "put quotation marks around everything after the colon: `title: \"*Bold* beginnings\"`",
            "put quotation marks around the text",
        ),
        YamlSlip::OpenQuote { mark, closes, name, better } => {
            let message = if *closes {
                format!("the `{mark}` here begins a quotation that ends before the text does")
            } else {
                format!("the `{mark}` here begins a quotation that never ends")
            };
            let field = if name.is_empty() { String::new() } else { format!("{name}: ") };
            let help = match better {
                Some(better) if better.chars().count() <= 70 => format!("write {}", code(&format!("{field}{better}"))),
                _ if *mark == '\'' => {
                    format!("put the whole text in straight double quotation marks: `{field}\"…\"`")
                }
                _ => format!("put the whole text in single ones, `{field}'…'`, or close it with the same mark"),
            };
            (message, help, "put the quotation marks around the whole text".to_owned())
        }
        YamlSlip::OpenBracket(open) => {
            let close = if *open == '[' { ']' } else { '}' };
            (
                format!("the bracket `{open}` is opened here and never closed"),
                format!(
                    "put `{close}` after its last item; a text with brackets in it needs quotation marks around it"
                ),
                format!("close the bracket with `{close}`"),
            )
        }
        YamlSlip::HashInBrackets => all(
            "from this `#` on, the line is taken for a note, even its closing bracket",
            "put the item in quotation marks: `[\"form #3\", pens]`",
            "put the item in quotation marks",
        ),
        YamlSlip::Control(c) if is_line_end(*c) => (
            format!(
                "there is an invisible line end of a word processor here (U+{:04X}); a field reads it as a space",
                u32::from(*c)
            ),
            "delete it and press the space bar, or begin a new line".to_owned(),
            "write a space in place of the line end".to_owned(),
        ),
        YamlSlip::Control(c) => (
            format!("there is an invisible character here (U+{:04X}), which a field cannot hold", u32::from(*c)),
            "delete it: put the cursor right before it and press Delete once".to_owned(),
            "delete the invisible character".to_owned(),
        ),
        YamlSlip::Blank => Default::default(),
        YamlSlip::HashThenMore => all(
            "from this `#` on, the line is taken for a note, and the line below is cut off from it",
            "put the whole text in quotation marks, from its first word to the last of the line below",
            "put the text in quotation marks",
        ),
    }
}

/// Whether a word processor ends lines with a sign.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}')
}

/// Words as a message shows what is to be typed.
fn code(words: &str) -> String {
    format!("`{words}`")
}

/// Words that a ` #` cut off: `rest` is what stands behind, `quotes` the whole in quotation marks where nothing else can be meant.
pub(crate) fn cut_off(hash: Span, name: &str, rest: &str, whole: Option<(Span, String)>) -> Diagnostic {
    let message = format!("from the `#` on, {} is taken for a note and not read", quote(rest));
    let fix = whole.clone().map(|(span, new)| Fix {
        title: "put the text in quotation marks".to_owned(),
        edits: vec![Edit::whole(span, new)],
    });
    let shown = whole.map(|(_, new)| new).filter(|new| new.chars().count() <= 70 && !new.contains('`'));
    let help = match shown {
        Some(new) if name.is_empty() => format!("put the text in quotation marks: `- {new}`"),
        Some(new) => format!("put the text in quotation marks: `{name}: {new}`"),
        None => "put the text in quotation marks, from its first word to its last".to_owned(),
    };
    Diagnostic::at(Code::CutOff, hash, message)
        .help(help)
        .help("write two spaces before the `#` and one after it if it is a note to yourself")
        .fix(fix)
}

/// Words behind a comma in braces, which make a field of their own.
pub(crate) fn cut_at_comma(span: Span, words: &str) -> Diagnostic {
    let message = format!("{} was read as a field of its own, because there is a comma before it", quote(words));
    Diagnostic::at(Code::UnknownField, span, message)
        .help("put quotation marks around the whole text: `{id: read, text: \"Read closely, and ask.\"}`")
}

/// A field or an item whose words begin with `#`.
pub(crate) fn only_a_note(span: Span, name: &str, rest: &str) -> Diagnostic {
    let what = if name.is_empty() { "this item".to_owned() } else { format!("`{name}:`") };
    let message = format!("{what} has no words, because {} is taken for a note", quote(rest));
    let shown = super::super::edit::quoted(rest).unwrap_or_else(|| "\"…\"".to_owned());
    let field = if name.is_empty() { "- ".to_owned() } else { format!("{name}: ") };
    let help = if shown.chars().count() > 70 { "\"…\"".to_owned() } else { shown.clone() };
    Diagnostic::at(Code::WrongType, span, message)
        .help(format!("put it in quotation marks if it is meant to be read: `{field}{help}`"))
        .help("take the line out if it is a note to yourself")
}

/// Curly quotation marks around the whole of a value, which are shown.
pub(crate) fn shown_quotes(span: Span, marks: &str) -> Diagnostic {
    let message = format!(
        "the quotation marks {marks} around this will be shown as part of its words; only straight ones are left out"
    );
    Diagnostic::at(Code::CurlyQuotes, span, message)
        .help("take them out, or write straight ones: `\"…\"`")
        .help("put `\"` around all of it if the curly ones are meant to be seen: `\"“…”\"`")
}

/// A sign that a text cannot hold, written by its number or letter.
pub(crate) fn control_in_value(span: Span, c: char, typed: &str) -> Diagnostic {
    let what = if is_line_end(c) { "a line end of a word processor" } else { "an invisible character" };
    let message = format!("{} stands for {what} (U+{:04X}), which a field cannot hold", quote(typed), u32::from(c));
    Diagnostic::at(Code::BadValue, span, message)
        .help("take it out, or write the backslash twice if it is meant to be seen: `\\\\`")
}
