//! One constructor for each mistake: all wording lives here.
//!
//! What the curriculum lint says is in `lint`, what is said of mistyped signs in `signs`. Callers pass what they hold; nobody else writes a message. Lower case, no full stop; what was found and what was
//! expected; help begins with a verb and can be done by a teacher who does not write code.

pub(crate) mod broken_targets;
pub(crate) mod code;
mod copied_files;
mod copies;
pub(crate) mod counts;
pub(crate) mod elsewhere;
pub(crate) mod extra;
pub(crate) mod lint;
pub(crate) mod many;
mod names;
mod near;
pub(crate) mod scaffold;
mod setting;
mod signs;
mod suggest;
mod theme;
pub(crate) mod typed;
pub(crate) mod unseen;
pub(crate) mod values;

use super::code::Code;
use super::diagnostic::{Diagnostic, InTheme};
use super::edit::{Edit, Fix, quoted};
pub use super::quote::quote;
use crate::source::Span;
pub(crate) use copied_files::changed_meanwhile;
pub(crate) use copies::*;
pub(crate) use names::same_names;
use near::{instead, list, sure, whole};
pub(crate) use setting::{empty_heading, footnotes_too_deep};
#[cfg(feature = "pdf")]
pub(crate) use setting::{sheet_too_long, unset_sheet};
pub(crate) use signs::*;
pub use suggest::{did_you_mean, difference, meant, nearest};
#[cfg(feature = "pdf")]
pub(crate) use theme::{beyond, print_not_text};
pub(crate) use theme::{loop_too_long, template_beyond, template_not_text, theme_beyond, theme_mistake_near};

// The folder and its files.

/// A folder without `daf.yaml`.
pub(crate) fn missing_config(folder: &str) -> Diagnostic {
    Diagnostic::named(Code::MissingConfig, folder, "this folder has no `daf.yaml`, so it is not a curriculum")
        .help("add a file `daf.yaml` with a line such as `title: My Curriculum`, or name the folder that has one")
}

/// Bytes that are not UTF-8.
pub(crate) fn not_utf8(span: Span, encoding: &str) -> Diagnostic {
    Diagnostic::at(
        Code::NotUtf8,
        span,
        format!("the letters of this file cannot be read, because it was not saved as UTF-8; {encoding}"),
    )
    .label("the first letter that cannot be read")
    .help("open the file in your editor, choose “Save as” and then the encoding UTF-8, which works for Hebrew and English alike")
}

/// A NUL in a text.
pub(crate) fn nul_byte(span: Span) -> Diagnostic {
    Diagnostic::at(Code::NulByte, span, "this file holds a NUL character: it is not a text file, or it is damaged here")
        .help("delete it, or bring back an earlier copy of the file; it often comes from a copy that was cut short")
}

/// A file over its limit.
pub(crate) fn file_too_large(path: &str, bytes: u64, limit: u64) -> Diagnostic {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1_000_000.0);
    Diagnostic::named(
        Code::FileTooLarge,
        path,
        format!("this file has {}, and the most that can be read is {}", megabytes(bytes), megabytes(limit)),
    )
    .help("cut it into several files, or make the picture smaller")
}

/// Something in the folder that is not an ordinary file.
pub(crate) fn not_a_file(path: &str, what: &str) -> Diagnostic {
    Diagnostic::named(Code::NotAFile, path, format!("this is {what}, not an ordinary file"))
        .help("replace it with the file itself; nothing outside the folder is ever read")
}

/// A name that cannot become an address.
pub(crate) fn bad_name(path: &str, why: &str) -> Diagnostic {
    Diagnostic::named(Code::BadName, path, format!("this name cannot be used: {why}"))
        .help("rename it with letters, numbers and hyphens")
}

/// A file that was likely meant as a lesson.
pub(crate) fn near_miss_name(path: &str, better: &str) -> Diagnostic {
    Diagnostic::named(
        Code::NearMissName,
        path,
        format!("this file is not read, because of its name; `{better}` would be"),
    )
    .help(format!("rename it to `{better}`, or move it out of the folder"))
}

// Front matter and YAML.

/// No front matter.
pub(crate) fn missing_front_matter(span: Span, first: &str) -> Diagnostic {
    let message = match first {
        "+++" => "the fields are written in another way here (`+++`); daf reads them between two lines of `---`",
        word if word.starts_with('{') => {
            "the fields are written in another way here (`{`); daf reads them between two lines of `---`"
        }
        word if word.starts_with("---") => "the first line must be exactly `---`",
        _ => "this file has no front matter: its first line must be `---`",
    };
    Diagnostic::at(Code::MissingFrontMatter, span, message)
        .help("begin the file with a line `---`, then fields such as `title: …`, then another line `---`")
}

/// Front matter that never ends.
pub(crate) fn unclosed_front_matter(fence: Span, near: Option<Span>, sure: bool) -> Diagnostic {
    let diagnostic =
        Diagnostic::at(Code::UnclosedFrontMatter, fence, "the front matter that begins here is never closed")
            .label("opened here")
            .help("put a line with exactly `---` between the fields and the text of the lesson");
    match near {
        Some(span) => {
            let diagnostic = diagnostic.other(span, "was this line meant to close it?");
            diagnostic.fix(sure.then(|| whole(span, "---")))
        }
        None => diagnostic,
    }
}

/// Front matter with nothing in it.
pub(crate) fn empty_front_matter(fence: Span) -> Diagnostic {
    Diagnostic::at(Code::EmptyFrontMatter, fence, "the front matter is empty")
        .help("write at least a title between the two lines of `---`: `title: One to One`")
}

/// A line of dashes that ended the front matter before the writer meant it to.
pub(crate) fn early_close(close: Span, field: Span) -> Diagnostic {
    Diagnostic::at(Code::EarlyClose, field, "this looks like a field, but the front matter has already ended")
        .label("read as text of the lesson")
        .other(close, "the front matter ends here")
        .help("take out the `---` that ends it too early, or put two spaces before it")
}

/// Front matter over its limit.
pub(crate) fn front_matter_too_long(fence: Span, bytes: usize) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        fence,
        format!(
            "the front matter has {} KB; at most {} are read",
            bytes.div_ceil(1000),
            crate::limits::FRONT_BYTES / 1000
        ),
    )
    .help("move long texts to files of their own in `texts/`, or into the body")
}

/// YAML that cannot be read.
pub(crate) fn yaml_syntax(
    span: Span,
    why: &str,
    line: &str,
    mend: Option<(YamlMend, Vec<(Span, String)>)>,
) -> Diagnostic {
    let (message, help) = yaml_advice(why, line);
    Diagnostic::at(Code::YamlSyntax, span, message).help(help).fix(mend.map(|(mend, edits)| {
        let title = match mend {
            YamlMend::Gershayim => "write gershayim `״` in place of `\"` inside a Hebrew word",
            YamlMend::Tabs => "write two spaces in place of each tab",
            YamlMend::Quotes => "put quotation marks around what stands after the colon",
        };
        Fix { title: title.to_owned(), edits: edits.into_iter().map(|(span, new)| Edit::whole(span, new)).collect() }
    }))
}

/// What makes a line of YAML readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YamlMend {
    /// Other signs inside Hebrew words.
    Gershayim,
    /// Spaces for tabs.
    Tabs,
    /// Quotation marks around a value.
    Quotes,
}

/// A value in quotation marks, as YAML reads it; `None` where it holds both kinds of them.
pub(crate) fn in_quotes(value: &str) -> Option<String> {
    quoted(value)
}

/// What is wrong with a line of YAML, and what to do, by what is seen on it.
fn yaml_advice(why: &str, line: &str) -> (String, String) {
    let value = line.split_once(':').map_or(line, |(_, value)| value).trim();
    let quotes = value.matches('"').count();
    let cut = |message: &str, help: &str| (message.to_owned(), help.to_owned());
    if line.contains('：') && !line.contains(": ") {
        return cut(
            "this line has a wide colon `：`, and a field's name ends with an ordinary one",
            "write an ordinary colon and a space: `title: …`",
        );
    }
    if value.starts_with('"') && quotes > 2 && crate::diag::make::has_hebrew(value) {
        return cut(
            "a quotation mark inside the quoted text ends it too early",
            "write gershayim `״` instead of `\"` inside Hebrew words, or put `'` around the whole text instead of `\"`",
        );
    }
    if value.starts_with('"') && value.contains('\\') {
        return cut(
            "a backslash `\\` between the marks `\"…\"` stands for something else, and this one stands for nothing",
            "put `'` around the text instead of `\"`, or write the backslash twice",
        );
    }
    if value.starts_with(['`', '@', '%']) {
        return (
            format!(
                "the words after the colon cannot begin with {}",
                quote(&value.chars().take(1).collect::<String>())
            ),
            quoted_line(line),
        );
    }
    if line.starts_with('\t') || line.trim_start_matches(' ').starts_with('\t') {
        return cut("this line begins with a tab, and only spaces count there", "replace each tab with two spaces");
    }
    if !line.contains(':') && !line.trim_start().starts_with('-') && !line.trim().is_empty() {
        return (
            "this line is not a field, and does not belong to the one above".to_owned(),
            "write a field's name, a colon and a space before it, or put two spaces before it if it continues the line above"
                .to_owned(),
        );
    }
    let says = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if says(&["tab"]) {
        return cut(
            "there is a tab here or on the next line, and only spaces count there",
            "replace each tab with two spaces",
        );
    }
    if says(&["quote"]) {
        return cut(
            "a quotation begins here and never ends",
            "put the same mark at the end of the text; use the other kind, `'` or `\"`, inside it",
        );
    }
    if says(&["bracket", "flow"]) {
        return cut(
            "a bracket is opened here and never closed",
            "give each `[` its `]`, and each `{` its `}`; put quotation marks around a text with brackets in it",
        );
    }
    if says(&["mapping values are not allowed", "':' indicator"]) && value.contains(": ") {
        let message = "this line has a second colon with a space after it, as if another field began there";
        return (message.to_owned(), quoted_line(line));
    }
    if says(&["indent", "mapping values are not allowed", "block", "key"]) {
        return cut(
            "this line does not line up with the one above",
            "put as many spaces before it as the lines it belongs with have, and look for a missing colon or quotation mark above",
        );
    }
    cut(
        "this line cannot be read as a field",
        "look at quotation marks, brackets and spaces here and on the line above; put quotation marks around a text with `: ` or ` #` in it",
    )
}

/// What to write in place of a line, with quotation marks where they are missing.
fn quoted_line(line: &str) -> String {
    let whole =
        line.split_once(": ").and_then(|(name, value)| Some(format!("{}: {}", name.trim(), quoted(value.trim())?)));
    match whole.filter(|whole| whole.chars().count() <= 70) {
        Some(whole) => format!("put quotation marks around everything after the first colon: `{whole}`"),
        None => "put quotation marks around everything after the first colon".to_owned(),
    }
}

fn has_hebrew(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{5d0}'..='\u{5ea}'))
}

/// An alias.
pub(crate) fn yaml_alias(span: Span) -> Diagnostic {
    Diagnostic::at(Code::YamlFeature, span, "the words after the colon cannot begin with `*`")
        .help("put quotation marks around everything after the colon: `title: \"*Bold* beginnings\"`")
}

/// An anchor.
pub(crate) fn yaml_anchor(span: Span) -> Diagnostic {
    Diagnostic::at(Code::YamlFeature, span, "the words after the colon cannot begin with `&`")
        .help("put quotation marks around everything after the colon: `title: \"*Bold* beginnings\"`")
}

/// A tag.
pub(crate) fn yaml_tag(span: Span) -> Diagnostic {
    Diagnostic::at(Code::YamlFeature, span, "the words after the colon cannot begin with `!`")
        .help("put quotation marks around everything after the colon: `title: \"*Bold* beginnings\"`")
}

/// A merge key.
pub(crate) fn yaml_merge(span: Span) -> Diagnostic {
    Diagnostic::at(Code::YamlFeature, span, "fields cannot be brought in from elsewhere with `<<`")
        .help("write the fields out here")
}

/// More than one document.
pub(crate) fn second_document(span: Span) -> Diagnostic {
    Diagnostic::at(Code::YamlFeature, span, "a second set of fields begins here, and a file has only one")
        .help("take the line out, or move what follows to a file of its own")
}

/// Too deep, or too much.
pub(crate) fn too_deep_yaml(span: Span, deep: bool) -> Diagnostic {
    let what = if deep {
        "there are too many lists and fields inside one another here"
    } else {
        "this file has more fields and items than a lesson can need"
    };
    Diagnostic::at(Code::TooMuch, span, what).help("cut it into several files, or take some brackets out")
}

/// A key that is not a text.
pub(crate) fn bad_key(span: Span, found: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("a field's name must be a word; found {found}"))
        .help("write a word, a colon and a space: `title: One to One`")
}

/// A key twice.
pub(crate) fn duplicate_key(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::at(Code::DuplicateKey, span, format!("the field {} is here a second time", quote(name)))
        .label("again here")
        .other(first, "first here")
        .help("keep one of the two, or make one of both")
}

// Fields.

/// A field that is not known. What `is_there` already is not written a second time.
pub(crate) fn unknown_field<'a>(
    span: Span,
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str>,
    is_there: impl Fn(&str) -> bool,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let meant = field_meant(name, &known);
    let near = meant.or_else(|| nearest(name, known.iter().copied()));
    let sure = meant.or_else(|| sure(name, known)).filter(|word| !is_there(word));
    let diagnostic = Diagnostic::at(Code::UnknownField, span, format!("{what} has no field {}", quote(name)));
    if let (None, Some(help)) = (meant, elsewhere::not_ours(name)) {
        return diagnostic.help(help);
    }
    let number = near.filter(|word| *word == "order" && meant.is_some());
    diagnostic
        .fix(sure.map(|word| instead(span, name, word)))
        .help_if(near.map(|near| suggest::meant(name, near)))
        .help_if(number.map(|_| "or put the number before the file's name: `02-one-to-one.md`".to_owned()))
        .help_if(
            near.is_none().then(|| "take it out, or move it under `extra:`, where your own data may stand".to_owned()),
        )
}

/// What a field is called here that is called otherwise elsewhere, or differs in capitals and hyphens alone.
pub(crate) fn field_meant<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    elsewhere::here(typed, known)
}

/// What a field can only have been meant as.
pub(crate) fn field_surely<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    field_meant(typed, known).or_else(|| sure(typed, known.iter().copied()))
}

/// A required field that is not there.
pub(crate) fn missing_field(span: Span, what: &str, name: &str) -> Diagnostic {
    Diagnostic::at(Code::MissingField, span, format!("{what} must have a field `{name}`"))
        .help(format!("add a line `{name}: …`"))
}

/// A field of the wrong kind.
pub(crate) fn wrong_type(span: Span, name: &str, expected: &str, found: &str, prompt: bool) -> Diagnostic {
    let message = format!("{} must be {expected}; found {found}", named(name));
    let diagnostic = Diagnostic::at(Code::WrongType, span, message);
    if prompt {
        return diagnostic
            .fix(Some(marks_around(span)))
            .help("put the whole text in quotation marks: a colon and a space make a field of the words before them");
    }
    match expected {
        "a list" | "a list of texts" => diagnostic.help("write each item on a line of its own, beginning with `- `"),
        "a text" => diagnostic
            .help("write words alone; put them in quotation marks if they have brackets, or a colon and a space"),
        _ => diagnostic.help(format!("write {expected}")),
    }
}

/// Quotation marks around what YAML took for a field.
fn marks_around(span: Span) -> Fix {
    Fix { title: "put the whole text in quotation marks".to_owned(), edits: vec![Edit::quoted(span)] }
}

fn named(name: &str) -> String {
    if name.contains(' ') { name.to_owned() } else { format!("`{name}`") }
}

/// Something else where fields are wanted.
pub(crate) fn not_fields(span: Span, what: &str, found: &str) -> Diagnostic {
    Diagnostic::at(
        Code::WrongType,
        span,
        format!("{what} must be written as fields, such as `title: One to One`; found {found}"),
    )
    .help("write each field on its own line: its name, a colon, a space, and what it says")
}

/// A prompt that became a field, because a colon and a space stand in it.
pub(crate) fn prompt_as_field(span: Span, prompt: Span, name: &str) -> Diagnostic {
    Diagnostic::at(
        Code::WrongType,
        span,
        format!("this prompt was read as a field {}, because a colon and a space follow it", quote(name)),
    )
    .help("put the whole prompt in quotation marks")
    .fix(Some(marks_around(prompt)))
}

/// A glossary entry as a text.
pub(crate) fn term_as_text(span: Span) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, "a glossary entry must have `term` and `definition`; found a text")
        .help("write `- {term: …, definition: …}`")
}

/// A field with nothing after it.
pub(crate) fn empty_field(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("there is nothing after `{name}:`"))
        .help("write something after it, or take the line out")
}

/// An item of a list with nothing in it.
pub(crate) fn empty_item(span: Span) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, "this item of the list is empty")
        .help("write something after the `-`, or take the line out")
}

/// A text that shows nothing.
pub(crate) fn nothing_visible(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(
        Code::NothingVisible,
        span,
        format!("{} has nothing in it that can be seen: it is empty, or has only invisible characters", named(name)),
    )
    .help("write something there, or take it out")
}

/// A character that hides.
pub(crate) fn hidden_character(span: Span, c: char) -> Diagnostic {
    let code = u32::from(c);
    let what = match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "an invisible character that can make words appear in the wrong order"
        }
        '\u{e0000}'..='\u{e007f}' => "an invisible character",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => {
            "a character of some program's own, which no font for paper has"
        }
        _ => "an invisible character",
    };
    // Of the others some have a use: a flag, a line break, a quotation mark of an older encoding.
    let is_useless = matches!(c, '\u{200b}' | '\u{feff}' | '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}');
    let title = format!("delete the invisible U+{code:04X}");
    Diagnostic::at(Code::HiddenCharacter, span, format!("U+{code:04X} is here: {what}"))
        .fix(is_useless.then(|| Fix { title, edits: vec![Edit::whole(span, "")] }))
        .help("put the cursor right before it and press Delete once; Hebrew comes out in the right order without it")
}

/// A tower of marks.
pub(crate) fn too_many_marks(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::at(Code::HiddenCharacter, span, format!("one letter here has more than {limit} marks on it"))
        .help("delete the marks that do not belong to the letter")
}

/// An id that cannot be one.
pub(crate) fn bad_id(span: Span, typed: &str, better: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadValue,
        span,
        format!("{} cannot be an id: it has a space or a character in it that links cannot use", quote(typed)),
    )
    .help(format!("write `{better}`"))
}

/// A word that is not in its list.
pub(crate) fn unknown_word<'a>(
    code: Code,
    span: Span,
    name: &str,
    typed: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let meant = sure(typed, known.iter().copied());
    let diagnostic = Diagnostic::at(code, span, format!("`{name}` cannot be {}", quote(typed)));
    let diagnostic = if code == Code::BadAttribute {
        let old = format!("{name}={typed}");
        let fix = meant.map(|word| instead(span, &old, &format!("{name}={word}")));
        diagnostic.word(&old).fix(fix)
    } else {
        diagnostic.fix(meant.map(|word| instead(span, typed, word)))
    };
    diagnostic.help_if(did_you_mean(typed, known.iter().copied())).help(format!("choose one of {}", list(known)))
}

/// Not a whole number.
pub(crate) fn not_a_number(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("`{name}` must be a whole number; found {}", quote(typed)))
        .help("write a number such as `3`")
}

/// Neither a number nor a range.
pub(crate) fn not_a_range(span: Span, name: &str, typed: &str) -> Diagnostic {
    let meant = (name == "minutes").then(|| values::in_minutes(typed)).flatten();
    let help = meant.as_ref().map(|minutes| format!("write `{name}: {minutes}`"));
    Diagnostic::at(Code::WrongType, span, format!("`{name}` must be a number or a range; found {}", quote(typed)))
        .fix(meant.map(|minutes| whole(span, &minutes)))
        .help(help.unwrap_or_else(|| "write `15`, or `10-15` with the smaller number first".to_owned()))
}

/// Neither true nor false.
pub(crate) fn not_a_switch(span: Span, name: &str, typed: &str) -> Diagnostic {
    let meant = match typed.to_lowercase().as_str() {
        "yes" | "on" | "כן" => Some("true"),
        "no" | "off" | "לא" => Some("false"),
        _ => None,
    };
    Diagnostic::at(Code::WrongType, span, format!("`{name}` must be `true` or `false`; found {}", quote(typed)))
        .fix(meant.map(|word| whole(span, word)))
        .help("write `true` or `false`")
}

/// Not a length on paper.
pub(crate) fn not_a_length(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadValue,
        span,
        format!("`{name}` must be a length from 1 to 400 millimetres; found {}", quote(typed)),
    )
    .help("write `60mm`")
}

/// Not a path of an image.
pub(crate) fn not_an_image_path(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadValue,
        span,
        format!("`{name}` must be an image file beside the lesson; found {}", quote(typed)),
    )
    .help("copy the image into the folder and write its name")
}

/// A reference that means nothing.
pub(crate) fn bad_reference(span: Span, typed: &str, why: &str, suggestion: Option<&str>) -> Diagnostic {
    Diagnostic::at(Code::BadReference, span, format!("there is no {}: {why}", quote(typed)))
        .help_if(suggestion.map(|word| meant(typed, word)))
        .help(if why.starts_with("no work") {
            "write `title:` in place of `ref:` for a text that is not in the classical library".to_owned()
        } else {
            "change the number; to try one out, type `daf cite` and the reference in quotation marks".to_owned()
        })
}

/// A citation in prose at a place that its work does not have.
pub(crate) fn impossible_reference(span: Span, typed: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::ImpossibleReference, span, format!("there is no {}: {why}", quote(typed)))
        .help("change the number; as it is, the words lead nowhere")
        .help(format!("or write `\\{typed}` if it is meant just so"))
}

/// A reference that may be read in another way as well.
pub(crate) fn ambiguous_reference(span: Span, typed: &str, taken: &str, others: &[String]) -> Diagnostic {
    let message =
        format!("the reference {} is read as {taken}, but it could also be {}", quote(typed), others.join(" or "));
    Diagnostic::at(Code::AmbiguousReference, span, message).help(format!("write it in full: `{taken}`"))
}

/// A text without `ref` and `title`.
pub(crate) fn text_without_name(span: Span) -> Diagnostic {
    Diagnostic::at(Code::MissingField, span, "a text must have `ref` or `title`")
        .help("write `ref: Pirkei Avot 5:22` for a text of the classical library, or `title: …` for another")
}

/// A text with both its words and `segments`.
pub(crate) fn text_twice(span: Span) -> Diagnostic {
    Diagnostic::at(Code::BadValue, span, "the words of this text are here twice: as a whole, and in `segments`")
        .help("keep one of the two")
}

/// A vocabulary word that the text does not have.
pub(crate) fn word_not_in_text(span: Span, word: &str) -> Diagnostic {
    Diagnostic::at(Code::UnknownWord, span, format!("the word {} is not in this text", quote(word)))
        .help("copy the word from the text; you can leave out its points and cantillation")
}

/// A licence that is not known; `meant` is the one that it spells otherwise.
pub(crate) fn unknown_license<'a>(
    span: Span,
    typed: &str,
    meant: Option<&str>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::at(Code::UnknownLicense, span, format!("the licence {} is not known", quote(typed)))
        .fix(meant.map(|id| instead(span, typed, id)))
        .help_if(meant.or_else(|| nearest(typed, known)).map(|near| suggest::meant(typed, near)))
        .help("write a licence by its short name, such as `CC-BY-SA-4.0`, or `public-domain`, or `Copyright …` with `permission:`")
}

/// A copyright without permission.
pub(crate) fn missing_permission(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::MissingPermission,
        span,
        "a text under copyright needs `permission:`, which says who allowed it and when",
    )
    .help("add `permission: …`, or use a text that is free")
}

/// A value that `daf.yaml` does not list.
pub(crate) fn unknown_value<'a>(span: Span, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    // A short word is too easily another one.
    let meant = sure(typed, known.iter().copied()).filter(|_| typed.chars().count() > 5);
    Diagnostic::at(Code::UnknownValue, span, format!("the value {} is not among `values` in `daf.yaml`", quote(typed)))
        .fix(meant.map(|word| instead(span, typed, word)))
        .help_if(did_you_mean(typed, known))
        .help("use one of the curriculum's values, or add this one to `daf.yaml`")
}

/// Two words with one address.
pub(crate) fn topic_clash(span: Span, typed: &str, first: &str) -> Diagnostic {
    Diagnostic::at(
        Code::TopicClash,
        span,
        format!("{} and {} have the same address, so they share one page", quote(typed), quote(first)),
    )
    .help("write both the same way")
}

/// A slug that cannot be an address.
pub(crate) fn bad_slug(span: Span, typed: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::BadSlug, span, format!("`slug` cannot be {}: {why}", quote(typed)))
        .help("write the last part of the address with letters, numbers and hyphens, or take `slug` out")
}

/// An alias that cannot be an address.
pub(crate) fn bad_alias(span: Span, typed: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::BadAlias, span, format!("the alias {} cannot be used: {why}", quote(typed)))
        .help("write an old address from the root, such as `/old/place/`")
}

// The body.

/// A block that is not known.
pub(crate) fn unknown_block<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    Diagnostic::at(Code::UnknownBlock, span, format!("there is no block {}", quote(name)))
        .fix(sure(name, known.iter().copied()).map(|word| instead(span, name, word)))
        .help_if(did_you_mean(name, known.iter().copied()))
        .help(format!("use one of {}", list(known)))
}

/// A leaf that is not known.
pub(crate) fn unknown_leaf<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    Diagnostic::at(Code::UnknownBlock, span, format!("there is nothing called {} to place", quote(name)))
        .fix(sure(name, known.iter().copied()).map(|word| instead(span, name, word)))
        .help_if(did_you_mean(name, known.iter().copied()))
        .help(format!("use one of {}; a block that holds text begins with three colons", list(known.iter().copied())))
}

/// A block that is never closed.
pub(crate) fn unclosed_block(span: Span, name: &str, colons: usize) -> Diagnostic {
    Diagnostic::at(Code::UnclosedBlock, span, format!("the block {} that begins here is never closed", quote(name)))
        .label("opened here")
        .help(format!("put a line `{}` after its last line", ":".repeat(colons)))
}

/// A closing fence that closes nothing. It is `sure` where one block is open, and nothing else closes that.
pub(crate) fn stray_fence(span: Span, open: Option<(Span, usize)>, sure: bool) -> Diagnostic {
    let diagnostic =
        Diagnostic::at(Code::UnclosedBlock, span, "this line closes a block, but no open block has that many colons");
    match open {
        Some((block, colons)) => diagnostic
            .fix(sure.then(|| whole(span, &":".repeat(colons))))
            .other(block, format!("this block is open, with {colons} colons"))
            .help(format!("write `{}` to close it", ":".repeat(colons))),
        None => diagnostic.help("take the line out, or open a block above it"),
    }
}

/// An inner block with as many colons as its outer one, or more. `fences` are all that must be written otherwise, where each has its
/// other end.
pub(crate) fn block_order(
    span: Span,
    name: &str,
    colons: usize,
    outer: (Span, &str, usize),
    fences: Option<Vec<(Span, String)>>,
) -> Diagnostic {
    let (outer, outer_name, outer_colons) = outer;
    Diagnostic::at(
        Code::BlockOrder,
        span,
        format!(
            "the block {} is inside {}, so it must have fewer colons ({colons} here, {outer_colons} there)",
            quote(name),
            quote(outer_name)
        ),
    )
    .label("the inner block")
    .other(outer, "the outer block")
    .help(format!(
        "give the outer block more colons, at both ends: `{}{outer_name}` … `{}`",
        ":".repeat(colons + 1),
        ":".repeat(colons + 1)
    ))
    .help("or close the outer block before this line")
    .fix(fences.map(|fences| Fix {
        title: "give outer blocks more colons than inner ones, at both ends".to_owned(),
        edits: fences.into_iter().map(|(span, colons)| Edit::whole(span, colons)).collect(),
    }))
}

/// A block in a field, where none is read.
pub(crate) fn misplaced_block(span: Span, block: &str) -> Diagnostic {
    Diagnostic::at(
        Code::MisplacedBlock,
        span,
        format!("the block {} is inside a field, where everyone would see it as plain words", quote(block)),
    )
    .word(block)
    .help("move it below the second line of `---`, to the place in the lesson where it belongs")
    .help("or use the facilitator's own fields: `listen_for` of a prompt, `answers` and `debrief` of an exercise, `preparation` of a lesson")
}

/// A block in a body where none is read: in a quotation, in a cell of a table, after the first sign of a list.
pub(crate) fn block_in_words(span: Span, block: &str) -> Diagnostic {
    Diagnostic::at(
        Code::MisplacedBlock,
        span,
        format!(
            "the block {} is in the middle of other words, where everyone would see it exactly as typed",
            quote(block)
        ),
    )
    .word(block)
    .help("begin it on a line of its own; in a list, on the line below the item's first words")
    .help("put it in backquotes if it is meant to be seen; a quotation, a table or a heading cannot hold a block")
}

/// A block in a footnote, in a text, or in a list that joins a field.
pub(crate) fn block_in_words_alone(span: Span, name: &str, outer: &str) -> Diagnostic {
    let message = format!("the block {} is inside {outer}, which can only hold words", quote(name));
    Diagnostic::at(Code::MisplacedBlock, span, message)
        .help("move it out of there; a footnote that only facilitators' blocks use is already theirs alone")
}

/// A text that is written inside a facilitator's block.
pub(crate) fn facilitators_text(span: Span) -> Diagnostic {
    let message = "this text is written inside a facilitator's block, but every text has a page that everyone sees";
    Diagnostic::at(Code::MisplacedBlock, span, message.to_owned())
        .help("write it outside the block, or as a quotation: begin each line with `> `")
}

/// Something after a block's name that is neither title nor attributes.
pub(crate) fn stray_after_block_name(span: Span, text: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadAttribute,
        span,
        format!("{} belongs neither to a title in `[…]` nor to `{{…}}`", quote(text)),
    )
    .help("write the title in square brackets: `:::note[My title]`")
}

/// An attribute without `=`.
pub(crate) fn odd_attribute(span: Span, word: &str) -> Diagnostic {
    Diagnostic::at(
        Code::BadAttribute,
        span,
        format!("{} in the braces is neither an id with `#` nor a word with `=`", quote(word)),
    )
    .help("write a word, `=` and its value, with no spaces between: `minutes=10`, `kind=opening`")
}

/// An attribute that is not known.
pub(crate) fn unknown_attribute<'a>(
    span: Span,
    name: &str,
    what: &str,
    known: impl Iterator<Item = &'a str>,
    is_there: impl Fn(&str) -> bool,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let old = format!("{name}=");
    let here = elsewhere::here(name, &known);
    let meant = here.or_else(|| sure(name, known.iter().copied())).filter(|word| !is_there(word));
    let diagnostic =
        Diagnostic::at(Code::BadAttribute, span, format!("{} does not belong in the braces of {what}", quote(name)))
            .word(&old)
            .fix(meant.map(|word| instead(span, &old, &format!("{word}="))))
            .help_if(
                here.map_or_else(|| did_you_mean(name, known.iter().copied()), |here| Some(suggest::meant(name, here))),
            );
    if known.is_empty() { diagnostic.help("take it out") } else { diagnostic.help(format!("use {}", list(known))) }
}

/// An attribute that must be a number.
pub(crate) fn bad_attribute_number(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, format!("`{name}` must be a number; found {}", quote(typed)))
        .help(format!("write `{name}=15`"))
}

/// An attribute that must be true or false.
pub(crate) fn bad_attribute_switch(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, format!("`{name}` must be `true` or `false`; found {}", quote(typed)))
        .help(format!("write `{name}=false`"))
}

/// A `lang` attribute that is no language.
pub(crate) fn bad_attribute_language(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, format!("`lang` must be the code of a language; found {}", quote(typed)))
        .help("write its two or three letters: `lang=he`, `lang=en`")
}

/// A segment without minutes.
pub(crate) fn segment_without_minutes(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::BadAttribute,
        span,
        "this heading has a `kind` or `group` but no `minutes`, so it is not in the agenda",
    )
    .help("add `minutes=…` to it, or take the braces out")
}

/// A leaf that places nothing.
pub(crate) fn leaf_without_id(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, format!("this does not say which {name} to place"))
        .help(format!("write `::{name}{{#id}}` with its id"))
}

/// Room of no size.
pub(crate) fn space_without_size(span: Span) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, "this does not say how much room to leave")
        .help("write `::space{lines=4}` for lines to write on, `::space{box=60mm}` for a frame")
}

/// A role's card without the role.
pub(crate) fn role_without_name(span: Span) -> Diagnostic {
    Diagnostic::at(Code::BadAttribute, span, "a role's card must name the role")
        .help("write `:::handout[Name of the role]{for=role}`")
}

/// Raw HTML.
pub(crate) fn raw_html(span: Span) -> Diagnostic {
    Diagnostic::at(Code::RawHtml, span, "this is HTML, which is not used here: readers see it exactly as typed")
        .help("write it in Markdown, such as `**bold**` or `[words](address)`; or put it in backquotes if it is meant to be seen")
}

/// HTML that is not used although the curriculum allows some. `piece` is a tag, or the name of an attribute.
pub(crate) fn unused_html(span: Span, piece: &str, in_a_line: bool) -> Diagnostic {
    let message = match (piece.starts_with('<'), in_a_line) {
        (true, true) => format!("{} is shown as it stands here: in a line, only plain tags are used", quote(piece)),
        (true, false) => format!("{} is left out: no page uses it", quote(piece)),
        (false, _) => format!("`{piece}=` is left out: no page uses it"),
    };
    Diagnostic::at(Code::RawHtml, span, message).word(piece).help(if in_a_line {
        "use `<u>`, `<small>`, `<sub>`, `<sup>`, `<kbd>` or another bare tag, or write it in Markdown"
    } else {
        "take it out, or write it in Markdown: pictures, headings and links have their own marks there"
    })
}

/// A heading that jumps.
pub(crate) fn heading_jump(span: Span, level: u8, before: u8) -> Diagnostic {
    Diagnostic::at(
        Code::HeadingJump,
        span,
        format!("this heading has level {level}, right after one of level {before}"),
    )
    .help(format!("begin it with `{}`", "#".repeat(usize::from(before) + 1)))
}

/// An image without alternative text.
pub(crate) fn missing_alt(span: Span) -> Diagnostic {
    Diagnostic::at(Code::MissingAlt, span, "this image has no words for people who cannot see it")
        .help("say between the square brackets what it shows: `![Two people talking](a.png)`")
}

/// A link that must not be followed.
pub(crate) fn unsafe_link(span: Span, shown: &str) -> Diagnostic {
    Diagnostic::at(
        Code::UnsafeLink,
        span,
        format!("the address {} is not safe to follow, so its words are shown without a link", quote(shown)),
    )
    .help("use an address that begins with `https://`, `mailto:` or `tel:`, or the name of a file in the curriculum")
}

/// An address on the web where nothing stands.
pub(crate) fn dead_link(span: Span, url: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::DeadLink, span, format!("the address {} leads nowhere any more: {why}", quote(url)))
        .help("look for the page's new address, or take the link out")
}

/// An address on the web that has another for good.
pub(crate) fn moved_link(span: Span, url: &str, to: &str) -> Diagnostic {
    Diagnostic::at(Code::MovedLink, span, format!("the address {} has moved for good", quote(url)))
        .help(format!("write {}", quote(to)))
}

/// An address on the web of which nothing could be found out.
pub(crate) fn unanswered_link(span: Span, url: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::UnansweredLink, span, format!("the address {} could not be checked: {why}", quote(url)))
        .help("open it in a browser; if it shows what you meant, leave it as it is")
}

/// Something that looks like a link and is none.
pub(crate) fn not_a_link(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::NotALink,
        span,
        "this looks like a link but is not one: its address has a space or an open bracket in it",
    )
    .help("put the address in angle brackets: `[words](<a b.md>)`")
}

/// A reference to a link definition that is not there.
pub(crate) fn unknown_link_label(span: Span, label: &str) -> Diagnostic {
    Diagnostic::at(Code::NotALink, span, format!("nothing says where the link {} leads", quote(label)))
        .help(format!("add a line {}, or write the address in round brackets", quote(&format!("[{label}]: https://…"))))
}

/// Blocks too deep.
pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        span,
        format!(
            "there are more than {} lists, quotations and blocks inside one another here",
            crate::limits::BLOCK_DEPTH
        ),
    )
    .help("write fewer spaces before it, or take one block out of another")
}

/// A table over its limit.
pub(crate) fn table_too_large(span: Span, columns: usize, rows: usize) -> Diagnostic {
    Diagnostic::at(
        Code::TooMuch,
        span,
        format!(
            "this table has {} and {}, which is more than a page can hold",
            lint::counted(columns, "column"),
            lint::counted(rows, "row")
        ),
    )
    .help(format!("use at most {} columns, or cut it into several tables", crate::limits::TABLE_COLUMNS))
}

// What is linked.

/// A link to a file that is not there. It is `sure` where one file alone has that name, in another folder.
pub(crate) fn broken_link(span: Span, typed: &str, near: Option<&str>, sure: bool) -> Diagnostic {
    Diagnostic::at(Code::BrokenLink, span, format!("there is no file {} in the curriculum", quote(typed)))
        .fix(near.filter(|_| sure).map(|near| instead(span, typed, near)))
        .help_if(near.map(|near| meant(typed, near)))
        .help_if(near.is_none().then(|| "write the path from this file, such as `../01-unit/02-lesson.md`".to_owned()))
}

/// A link out of the folder.
pub(crate) fn link_outside(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BrokenLink, span, format!("the link {} leads out of the curriculum folder", quote(typed)))
        .help("copy the file into the folder, and link to it there")
}

/// A link to a file that is not published.
pub(crate) fn link_to_source(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BrokenLink, span, format!("{} is not a page of the site", quote(typed)))
        .help("link to a lesson, to a unit's `_index.md`, to a file in `texts/`, or to a file to hand out")
}

/// An anchor that is not there.
pub(crate) fn broken_anchor<'a>(span: Span, anchor: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let near = nearest(anchor, known.iter().copied());
    Diagnostic::at(Code::BrokenAnchor, span, format!("that page has no heading {}", quote(&format!("#{anchor}"))))
        .fix(sure(anchor, known).map(|word| instead(span, &format!("#{anchor}"), &format!("#{word}"))))
        .help_if(near.map(|word| suggest::shown_as(anchor, word, &format!("#{word}"))))
        .help_if(near.is_none().then(|| {
            "use the heading's words in lower case with hyphens, or give it an id: `## Heading {#id}`".to_owned()
        }))
}

/// An image that is not there.
pub(crate) fn missing_image(span: Span, typed: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::at(Code::MissingImage, span, format!("there is no image {}", quote(typed)))
        .help_if(near.map(|near| meant(typed, near)))
        .help_if(
            near.is_none().then(|| {
                "copy the image into the lesson's folder, and check the capital letters in its name".to_owned()
            }),
        )
}

/// An image that cannot be used.
pub(crate) fn bad_image(span: Span, name: &str, why: &str) -> Diagnostic {
    Diagnostic::at(Code::BadImage, span, format!("the image {} cannot be used: {why}", quote(name)))
        .help("save it as PNG, JPEG, WebP or a plain SVG")
}

/// A link to a draft that is left out.
pub(crate) fn draft_link(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(
        Code::DraftLink,
        span,
        format!("{} is a draft, so it is left out and these words are shown without a link", quote(name)),
    )
    .help("build with `--drafts` to see it, or delete the line `draft: true` in it")
}

/// An id that names nothing.
pub(crate) fn unknown_id<'a>(
    span: Span,
    kind: &str,
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let near = nearest(typed, known.iter().copied());
    let first: String = kind.split(' ').next_back().unwrap_or(kind).to_owned();
    Diagnostic::at(Code::UnknownId, span, format!("there is no {kind} with the id {}", quote(typed)))
        .fix(sure(typed, known).map(|word| instead(span, typed, word)))
        .help_if(near.map(|near| meant(typed, near)))
        .help_if(near.is_none().then(|| format!("give the {first} this id, or use the id that it has")))
}

/// An id twice.
pub(crate) fn duplicate_id(span: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    again(span, kind, id, first).help("give one of the two another id")
}

/// The same, where the later one has its id from the name of its file.
pub(crate) fn duplicate_id_by_name(span: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    again(span, kind, id, first).help("give one of the two files another name, or a line `id:` with an id of its own")
}

fn again(span: Span, kind: &str, id: &str, first: Span) -> Diagnostic {
    Diagnostic::at(Code::DuplicateId, span, format!("another {kind} already has the id {}", quote(id)))
        .label("again here")
        .other(first, "first here")
}

/// A term twice.
pub(crate) fn duplicate_term(span: Span, term: &str, first: Span) -> Diagnostic {
    Diagnostic::at(Code::DuplicateTerm, span, format!("the term {} is defined twice", quote(term)))
        .label("again here")
        .other(first, "first here")
        .help("keep one of the two entries")
}

/// An address twice.
pub(crate) fn duplicate_address(span: Span, address: &str, first: Span) -> Diagnostic {
    Diagnostic::at(Code::DuplicateAddress, span, format!("two pages have the address {}", quote(address)))
        .label("again here")
        .other(first, "first here")
        .help("give one of the two another `slug`, or another file name")
}

/// Lessons that require one another in a circle.
pub(crate) fn requires_cycle(spans: &[Span], names: &[&str]) -> Option<Diagnostic> {
    let (&first, rest) = spans.split_first()?;
    let circle = names.iter().chain(names.first()).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    let diagnostic =
        Diagnostic::at(Code::RequiresCycle, first, format!("these lessons require one another in a circle: {circle}"))
            .help("take one `requires` out, so that one of them comes first");
    Some(rest.iter().fold(diagnostic, |diagnostic, &span| diagnostic.other(span, "and here")))
}

/// Minutes that do not add up.
pub(crate) fn minutes_sum(span: Span, declared: &str, sum: &str) -> Diagnostic {
    Diagnostic::at(Code::MinutesSum, span, format!("`minutes` says {declared}, but the segments add up to {sum}"))
        .fix(Some(Fix { title: format!("write `minutes: {sum}`"), edits: vec![Edit::whole(span, sum)] }))
        .help(format!("write `minutes: {sum}`, or change the minutes of the segments"))
}

/// A field that a translation may not change.
pub(crate) fn translation_field(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(Code::TranslationField, span, format!("a translation cannot change `{name}`"))
        .help("take it out here; the original's counts")
}

/// Something in a translation that the original does not have.
pub(crate) fn translation_extra(span: Span, what: &str) -> Diagnostic {
    Diagnostic::at(Code::TranslationField, span, format!("the original has no such {what}"))
        .help("match it by `id` or by its place in the list, or add it to the original")
}

/// A translation without its original.
pub(crate) fn orphan_translation(path: &str, original: &str) -> Diagnostic {
    Diagnostic::named(
        Code::OrphanTranslation,
        path,
        format!("this is a translation of `{original}`, which is not there"),
    )
    .help("rename it after the file it translates")
}

/// A translation into a language that is not listed.
pub(crate) fn unlisted_language(path: &str, lang: &str) -> Diagnostic {
    Diagnostic::named(
        Code::OrphanTranslation,
        path,
        format!("the language {} is not among `languages` in `daf.yaml`", quote(lang)),
    )
    .help(format!("add it: `languages: [en, {lang}]`, or rename the file"))
}

// What is made.

/// Two writers of one path.
pub(crate) fn path_taken(path: &str, first: &str, second: &str) -> Diagnostic {
    Diagnostic::named(
        Code::PathTaken,
        path,
        format!("two things would be written to the same place: {first} and {second}"),
    )
    .help("rename one of the two")
}

/// A mistake in a theme.
pub(crate) fn theme_error(file: &str, message: &str) -> Diagnostic {
    Diagnostic::named(Code::ThemeError, file, message).help(theme::MEND_THEME)
}

/// A mistake at a place in a theme's file.
pub(crate) fn theme_mistake(at: InTheme<'_>, message: &str) -> Diagnostic {
    Diagnostic::in_theme(Code::ThemeError, &at, message).help(theme::MEND_THEME)
}

/// A block of a template that none of those it extends has.
pub(crate) fn unknown_template_block<'a>(
    at: InTheme<'_>,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let message = format!("no template that this one extends has a block {}", quote(name));
    Diagnostic::in_theme(Code::ThemeError, &at, message)
        .help_if(did_you_mean(name, known.iter().copied()))
        .help(format!("use one of the theme's blocks: {}", list(known)))
}

/// A style sheet that names a file which the theme does not have.
pub(crate) fn missing_theme_file<'a>(
    at: InTheme<'_>,
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let near = nearest(typed, known);
    Diagnostic::in_theme(Code::ThemeError, &at, format!("the theme has no file {}", quote(typed)))
        .help_if(near.map(|near| meant(typed, near)))
        .help("copy the file into the theme under this path, or take the line out")
}

// What `daf.yaml` says of looks and words.

/// Not a colour.
pub(crate) fn not_a_color(span: Span, name: &str, typed: &str) -> Diagnostic {
    let bare = typed.trim();
    let is_hex = matches!(bare.len(), 3 | 6) && bare.chars().all(|c| c.is_ascii_hexdigit());
    let diagnostic = Diagnostic::at(Code::BadValue, span, format!("`{name}` must be a colour; found {}", quote(typed)));
    if is_hex {
        return diagnostic
            .fix(Some(whole(span, &format!("\"#{bare}\""))))
            .help(format!("write `{name}: \"#{bare}\"`, with the `#` and the quotation marks"));
    }
    diagnostic.help(format!(
        "write `#` and six digits or letters from a to f, as colour pickers show them: `{name}: \"#1f5f5b\"`"
    ))
}

/// A colour that YAML took for a comment.
pub(crate) fn color_unquoted(span: Span, name: &str) -> Diagnostic {
    Diagnostic::at(Code::WrongType, span, format!("there is nothing after `{name}:`"))
        .help(format!("put the colour in quotation marks, because a bare `#` begins a note: `{name}: \"#1f5f5b\"`"))
}

/// Not the name of a family of faces.
pub(crate) fn not_a_family(span: Span, name: &str, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::BadValue, span, format!("`{name}` must be the name of one font; found {}", quote(typed)))
        .help("write the name as your programs list it, with letters, numbers, spaces and hyphens: `Charter`")
}

/// Words that cannot be read on their paper.
#[expect(clippy::too_many_arguments, reason = "each is a part of one sentence")]
pub(crate) fn low_contrast(
    span: Span,
    name: &str,
    color: &str,
    which: &str,
    paper: &str,
    ratio: f64,
    better: &str,
    themes_own: bool,
    other: Option<Span>,
) -> Diagnostic {
    let whose = if themes_own { "the theme's " } else { "" };
    let message = format!(
        "{whose}`{name}` {color} on the {which}paper {paper} has a contrast of {ratio:.2} to 1; words need 4.5 to 1"
    );
    let verb = if themes_own { "add" } else { "write" };
    let diagnostic = Diagnostic::at(Code::LowContrast, span, message);
    let diagnostic = match other {
        Some(paper) => diagnostic.other(paper, "on this paper"),
        None => diagnostic,
    };
    diagnostic
        .help(format!("{verb} `{name}: \"{better}\"`, the nearest colour that can be read, or choose another paper"))
}

/// Words for a language that the curriculum is not in.
pub(crate) fn words_language(span: Span, typed: &str, languages: &[String]) -> Diagnostic {
    let known = languages.iter().map(String::as_str);
    Diagnostic::at(Code::BadValue, span, format!("the curriculum is not in the language {}", quote(typed)))
        .help_if(did_you_mean(typed, known.clone()))
        .help(format!("put the words under one of {}, or add the language to `languages`", list(known)))
}

/// A message that the theme does not have.
pub(crate) fn unknown_message<'a>(
    span: Span,
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
    is_there: impl Fn(&str) -> bool,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    let near = nearest(typed, known.iter().copied());
    let meant = sure(typed, known).filter(|word| !is_there(word));
    Diagnostic::at(Code::UnknownMessage, span, format!("the theme has no message {}", quote(typed)))
        .fix(meant.map(|word| instead(span, typed, word)))
        .help_if(near.map(|near| suggest::meant(typed, near)))
        .help_if(
            near.is_none().then(|| "choose an id of the theme's `i18n/en.ftl`, which lists every message".to_owned()),
        )
}

/// A message that puts in what it does not have.
pub(crate) fn unknown_placeholder(span: Span, id: &str, typed: &str, known: &[&str]) -> Diagnostic {
    let message = format!("the message `{id}` has nothing to fill in for {}", quote(&format!("{{ ${typed} }}")));
    let near = nearest(typed, known.iter().copied());
    let all: Vec<String> = known.iter().map(|name| format!("`{{ ${name} }}`")).collect();
    let help = if all.is_empty() { "take it out".to_owned() } else { format!("use {}", all.join(", ")) };
    Diagnostic::at(Code::Placeholder, span, message)
        .help_if(near.map(|name| suggest::shown_as(typed, name, &format!("{{ ${name} }}"))))
        .help(help)
}

/// A message without what must be put in.
pub(crate) fn missing_placeholder(span: Span, id: &str, missing: &str, own: &str) -> Diagnostic {
    let own = own.lines().next().unwrap_or_default();
    Diagnostic::at(
        Code::Placeholder,
        span,
        format!("the message `{id}` needs `{missing}`, where a number or a name is filled in"),
    )
    .help(format!("write `{missing}` in it; the theme says {}", quote(own)))
}

/// A theme that is not there.
pub(crate) fn unknown_theme<'a>(span: Span, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    Diagnostic::at(Code::ThemeError, span, format!("there is no theme {}", quote(name)))
        .help_if(did_you_mean(name, known.iter().copied()))
        .help(format!("choose one of {}, or a folder beside `daf.yaml`", list(known)))
}

/// A template that writes a value unescaped.
pub(crate) fn theme_unsafe(at: InTheme<'_>) -> Diagnostic {
    Diagnostic::in_theme(Code::ThemeUnsafe, &at, "this template writes words as HTML without making them safe")
        .help("take `| safe` out; only parts that daf made itself may be written so")
}

/// A mistake in a template of sheets. `sheet` is the file that the sheet is of which could not be set.
pub(crate) fn print_mistake(at: InTheme<'_>, sheet: &str, message: &str) -> Diagnostic {
    Diagnostic::in_theme(Code::HandoutError, &at, format!("no sheet can be made with this template: {message}"))
        .help(format!("mend the template, or take it out to use the theme's own; it failed first for {}", quote(sheet)))
}

/// A text that has no room on the one page of a daf.
pub(crate) fn daf_too_long(file: &str, text: &str) -> Diagnostic {
    let message = format!("`{text}` is too long for the layout of a daf, so it is set side by side instead");
    Diagnostic::named(Code::DafTooLong, file, message)
        .help("choose a shorter passage, one language of it, or another layout")
}

/// Letters that no font for paper has, in one file.
pub(crate) fn missing_letters(file: &str, letters: &[char]) -> Diagnostic {
    let shown = letters.iter().take(6).map(|&c| format!("{} (U+{:04X})", quote(&c.to_string()), u32::from(c)));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let more = match letters.len().saturating_sub(6) {
        0 => String::new(),
        1 => " and one more letter".to_owned(),
        more => format!(" and {more} more letters"),
    };
    Diagnostic::named(
        Code::MissingLetter,
        file,
        format!("no font for paper has {shown}{more}, so `?` is printed instead"),
    )
    .help("write it in other letters, or add a font that has it to `theme/fonts/print/`")
}
