//! What is said of things that look like one and were read as none: blocks, notes, headings, tables, signs of other programs.
//!
//! Wording as in `make`. Each says what stands there and gives the line to write.

use super::super::code::Code;
use super::super::diagnostic::Diagnostic;
use super::super::edit::{Edit, Fix};
use super::super::quote::quote;
use super::super::severity::Severity;
use super::near::whole;
use super::suggest::{did_you_mean, meant, nearest};
use crate::source::Span;

/// A block whose signs are not those of a block. `ends` are the edits that would make it one at both ends, where they are known.
pub(crate) fn mistyped_block(
    span: Span,
    typed: &str,
    name: &str,
    is_leaf: bool,
    known: &[&'static str],
    ends: Option<Vec<Edit>>,
) -> Diagnostic {
    let near = known
        .iter()
        .copied()
        .find(|word| word.eq_ignore_ascii_case(name))
        .or_else(|| nearest(name, known.iter().copied()));
    let word = near.map_or_else(|| name.to_lowercase(), str::to_owned);
    let message = format!("{} looks like a block but is not one: everyone would see it exactly as typed", quote(typed));
    let diagnostic = Diagnostic::at(Code::MistypedBlock, span, message).word(typed);
    let diagnostic = diagnostic.fix(ends.map(|edits| Fix { title: format!("write `:::{word}` and `:::`"), edits }));
    let diagnostic = if is_leaf {
        diagnostic
            .help(format!("write `::{word}{{#…}}` on a line of its own, with two plain colons and no space after them"))
    } else {
        diagnostic.help(format!(
            "write `:::{word}` on a line of its own, with three plain colons, and `:::` on a line of its own after its words"
        ))
    };
    diagnostic
        .help_if(near.filter(|word| !word.eq_ignore_ascii_case(name)).map(|word| meant(name, word)))
        .help("put it in backquotes if it is meant to be seen")
}

/// Colons that were meant to close a block and do not.
pub(crate) fn mistyped_close(span: Span, typed: &str) -> Diagnostic {
    let message = format!("{} closes no block: everyone would see it exactly as typed", quote(typed));
    Diagnostic::at(Code::MistypedBlock, span, message)
        .word(typed)
        .help("write `:::` on a line of its own, with nothing before or after it")
}

/// What follows colons that close a block.
pub(crate) fn words_after_close(span: Span, typed: &str) -> Diagnostic {
    let message = format!("{} comes after the colons that close a block", quote(typed));
    Diagnostic::at(Code::MistypedBlock, span, message)
        .help("write `:::` on a line of its own, with nothing before or after it")
}

/// Code that is never closed: everything below it is shown as code, blocks for facilitators too.
pub(crate) fn unclosed_code(span: Span, fence: &str) -> Diagnostic {
    let message = "the code that begins here is never closed, so everything below it is shown as code";
    Diagnostic::at(Code::UnclosedCode, span, message)
        .help(format!("write {fence} on a line of its own where the code ends"))
        .help("or take the line out, if no code was meant")
}

/// An editors' note that nothing closes.
pub(crate) fn unclosed_note(span: Span) -> Diagnostic {
    Diagnostic::at(Code::MistypedNote, span, "this note is never closed, so everything after it is left out")
        .word("<!--")
        .help("write `-->` where the note ends")
}

/// The same in a field, where it stays words.
pub(crate) fn unclosed_note_in_field(span: Span) -> Diagnostic {
    let mut told =
        Diagnostic::at(Code::MistypedNote, span, "a note begins here and is never closed, so readers see it as typed");
    told.severity = Severity::Warning;
    told.word("<!--").help("write `-->` where the note ends")
}

/// A note of a note program.
pub(crate) fn percent_note(span: Span, typed: &str, words: &str) -> Diagnostic {
    let new = format!("<!-- {words} -->");
    Diagnostic::at(Code::MistypedNote, span, "a note in `%%` is seen by everyone")
        .word(&typed.lines().next().unwrap_or(typed).chars().take(24).collect::<String>())
        .fix((!words.contains("--")).then(|| Fix {
            title: "write the note as `<!-- … -->`, which nobody sees".to_owned(),
            edits: vec![if typed.contains('\n') {
                Edit::whole(span, new.clone())
            } else {
                Edit::word(span, typed, &new)
            }],
        }))
        .help("write `<!-- … -->` around it: readers never see that, and `daf list notes` lists it for you")
}

/// Signs of a heading without the space that makes it one.
pub(crate) fn not_a_heading(span: Span, count: usize) -> Diagnostic {
    let signs = "#".repeat(count);
    Diagnostic::at(Code::NotAHeading, span, format!("there is no space after `{signs}`, so this is not a heading"))
        .fix(Some(whole(span, &format!("{signs} "))))
        .help(format!("put a space after `{signs}`"))
}

/// Attributes of a segment behind words that are none. `line` is what the fix would change, where it is sure.
pub(crate) fn segment_without_heading(span: Span, heading: &str, line: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::at(
        Code::NotAHeading,
        span,
        "these braces belong to a heading of the agenda, and this line is not one: everyone would see them",
    );
    diagnostic.fix(line.map(|line| whole(line, heading))).help(format!("write it as a heading: {}", quote(heading)))
}

/// Attributes of a segment at a heading that is none of the agenda's.
pub(crate) fn segment_too_deep(span: Span, level: u8, in_block: bool) -> Diagnostic {
    let message = if in_block {
        "a heading inside a block is not part of the agenda, so its minutes are not counted".to_owned()
    } else {
        format!("a heading of level {level} is not part of the agenda, so its minutes are not counted")
    };
    let diagnostic = Diagnostic::at(Code::NotAHeading, span, message);
    if in_block {
        diagnostic.help("close the block above the heading, or take the braces out")
    } else {
        diagnostic.help("begin it with `## ` if it is a part of the agenda, or take the braces out")
    }
}

/// Rows that are no table. `fix` is where a line of dashes goes, and the line.
pub(crate) fn not_a_table(span: Span, cells: usize, fix: Option<Span>) -> Diagnostic {
    let dashes = format!("|{}", " --- |".repeat(cells.max(2)));
    let message = if cells > 0 {
        "these lines are not a table yet: the line of dashes below the first one is missing"
    } else {
        "these lines are not a table: the line of dashes has more or fewer columns than the first line"
    };
    Diagnostic::at(Code::NotATable, span, message)
        .fix(fix.map(|at| Fix {
            title: format!("write {} below the first line", quote(&dashes)),
            edits: vec![Edit::whole(at, format!("\n{dashes}"))],
        }))
        .help(format!("write {} below the first line, one `---` for each column", quote(&dashes)))
}

/// A reference to a footnote that is not there.
pub(crate) fn missing_footnote(span: Span, label: &str, in_field: bool) -> Diagnostic {
    let typed = format!("[^{label}]");
    let message = format!("there is no footnote {}, so readers see it exactly as typed", quote(&typed));
    let diagnostic = Diagnostic::at(Code::MissingFootnote, span, message).word(&typed);
    if in_field {
        diagnostic.help("write the note in round brackets here: footnotes work only below the second line of `---`")
    } else {
        diagnostic.help(format!("add a line `[^{label}]: …` with what it says, or take it out"))
    }
}

/// A footnote in the file of a text, which lessons show in the middle of their own words.
pub(crate) fn footnote_in_text(span: Span) -> Diagnostic {
    let message = "the file of a text can have no footnotes: what this one says would stand nowhere";
    let mut diagnostic = Diagnostic::at(Code::MissingFootnote, span, message);
    diagnostic.severity = Severity::Error;
    diagnostic.help("write in round brackets what it says, or as a footnote of the lesson")
}

/// Signs of emphasis that make nothing bold.
pub(crate) fn stray_emphasis(span: Span, sign: &str) -> Diagnostic {
    Diagnostic::at(Code::StrayMark, span, format!("`{sign}` makes nothing bold here: readers see it exactly as typed"))
        .word(sign)
        .help(format!("write `{sign}` right before the first word and right after the last, with no space between: `{sign}two words{sign}`"))
}

/// `[[page]]`.
pub(crate) fn wiki_link(span: Span, typed: &str, words: &str, file: &str) -> Diagnostic {
    let message = format!("{} is a link in another program; here readers see it exactly as typed", quote(typed));
    let new = format!("[{words}]({file})");
    Diagnostic::at(Code::OtherProgram, span, message)
        .word(typed)
        .help(format!("write {} with the name of the lesson's file", quote(&new)))
}

/// `![[picture]]`.
pub(crate) fn wiki_picture(span: Span, typed: &str, file: &str) -> Diagnostic {
    let message = format!("{} is a picture in another program; here readers see it exactly as typed", quote(typed));
    let new = format!("![what it shows]({file})");
    Diagnostic::at(Code::OtherProgram, span, message)
        .word(typed)
        .help(format!("write {}, and save the picture beside this file", quote(&new)))
}

/// `==words==`.
pub(crate) fn highlight(span: Span, typed: &str, words: &str) -> Diagnostic {
    let new = format!("**{words}**");
    Diagnostic::at(Code::OtherProgram, span, "`==` marks nothing here: readers see it exactly as typed")
        .word(typed.lines().next().unwrap_or(typed))
        .help(format!("write {} to make it bold", quote(&new)))
}

/// `^name` at the end of a line.
pub(crate) fn block_anchor(span: Span, typed: &str) -> Diagnostic {
    let message = format!("{} is a mark in another program; here readers see it exactly as typed", quote(typed));
    Diagnostic::at(Code::OtherProgram, span, message)
        .help("take it out: links lead to headings, such as `one-to-ones.md#what-it-is`")
}

/// `#todo`.
pub(crate) fn todo_tag(span: Span, typed: &str) -> Diagnostic {
    Diagnostic::at(Code::OtherProgram, span, format!("{} is seen by everyone", quote(typed)))
        .help("write `<!-- todo: … -->` for a note that nobody sees")
}

/// `> [!kind]` of a kind that is not known.
pub(crate) fn unknown_callout(span: Span, kind: &str, known: &[&'static str]) -> Diagnostic {
    let message = format!("there is no box called {}, so everyone would see it exactly as typed", quote(kind));
    Diagnostic::at(Code::MistypedBlock, span, message)
        .help_if(did_you_mean(kind, known.iter().copied()))
        .help("write `[!note]`, `[!tip]` or `[!caution]`, or the name of a block such as `[!say]`")
}

/// `{…}` behind something that takes none.
pub(crate) fn attributes_in_words(span: Span, inside: &str) -> Diagnostic {
    let typed = format!("{{{inside}}}");
    let message = format!("{} is seen by everyone: pictures, links and paragraphs have no braces", quote(&typed));
    Diagnostic::at(Code::OtherProgram, span, message)
        .word(&typed)
        .help("take it out; a picture is as wide as it needs to be")
}

/// Signs of a template or of a type-setting program.
pub(crate) fn program_sign(span: Span, typed: &str) -> Diagnostic {
    let message = format!("{} belongs to another program; here readers see it exactly as typed", quote(typed));
    Diagnostic::at(Code::OtherProgram, span, message)
        .word(typed)
        .help("take it out: contents, menus and page breaks are made for you")
}

/// The marks that a merge leaves.
pub(crate) fn merge_conflict(span: Span, middle: Option<Span>) -> Diagnostic {
    let diagnostic = Diagnostic::at(
        Code::MergeConflict,
        span,
        "these lines are here in two versions, one below the other: somebody else changed them too",
    )
    .label("from here")
    .help("keep the lines that are right, and delete the others and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`");
    match middle {
        Some(middle) => diagnostic.other(middle, "the other version begins here"),
        None => diagnostic,
    }
}

/// A file that is named as a translation of one that has none.
pub(crate) fn unread_translation(path: &str, original: &str) -> Diagnostic {
    let message = format!("{} is not read: {} has no translations yet", quote(path), quote(original));
    Diagnostic::named(Code::NearMissName, path, message)
        .help("keep it where `daf` does not look, such as a folder whose name begins with `_`, until it can be read")
}

/// Signs of an editors' note that are not quite those.
pub(crate) fn note_signs(span: Span, typed: &str) -> Diagnostic {
    let message = format!("{} begins no note: everybody would read it", quote(typed));
    Diagnostic::at(Code::MistypedNote, span, message)
        .word(typed)
        .help("write `<!--` before the note and `-->` after it, with two plain hyphens each")
}

/// A line that is taken for the address of a link.
pub(crate) fn lost_definition(span: Span, typed: &str) -> Diagnostic {
    let message = format!("this line is not shown: {} at its beginning makes it the address of a link", quote(typed));
    Diagnostic::at(Code::NotALink, span, message)
        .help("put a backslash before the bracket if the line is meant to be read: `\\[`")
}

/// A heading whose minutes are not read, because they are not typed as such.
pub(crate) fn minutes_in_heading(span: Span) -> Diagnostic {
    Diagnostic::at(Code::NotAHeading, span, "the minutes of this heading are read by everybody, and not counted")
        .help("write them in braces at its very end: `## Break {minutes=5 kind=break}`")
}

/// A block or a heading that stands where Markdown reads HTML or code.
pub(crate) fn block_in_html(span: Span, typed: &str, is_code: bool) -> Diagnostic {
    let what = if is_code { "code" } else { "HTML" };
    let message = format!("{} stands inside {what}, where everybody would read what is in it", quote(typed));
    let help = if is_code {
        "close the code above it, with the same marks on a line of their own at the very beginning of the line"
    } else {
        "leave an empty line above it, or take the HTML out"
    };
    Diagnostic::at(Code::MisplacedBlock, span, message).help(help)
}
