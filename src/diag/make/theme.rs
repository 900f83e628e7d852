//! What is said of a theme's templates that cannot be run to their end: loops without one, memory without bounds, files that are no
//! text. Decides nothing.

use super::quote;
use super::suggest::did_you_mean;
use crate::diag::code::Code;
use crate::diag::diagnostic::{Diagnostic, InTheme};
use crate::diag::fault::Fault;
use crate::limits;

/// A template that is no text at all.
pub(crate) fn template_not_text(file: &str) -> Diagnostic {
    Diagnostic::named(Code::ThemeError, file, "this file is not text, so no page can be made with it")
        .help("save it as plain text in UTF-8, or take it out to use the theme's own")
}

/// A template of sheets that is no text at all.
#[cfg(feature = "pdf")]
pub(crate) fn print_not_text(file: &str) -> Diagnostic {
    Diagnostic::named(Code::HandoutError, file, "this file is not text, so no sheet can be made with it")
        .help("save it as plain text in UTF-8, or take it out to use the theme's own")
}

/// What is done about a theme's file.
pub(super) const MEND_THEME: &str = "mend the theme's file, or take it out to use the theme's own";

/// How many values of a template are named at most, where one is asked for that it has not.
const NAMED: usize = 40;

/// Values that templates were once handed, and where what they held is now.
const FORMER: &[(&str, &str)] = &[
    ("main", "the page's own template holds what `main` held: `daf theme copy` it anew, and change it there"),
    ("shelf", "what `shelf` held is in the template lesson/sidebar.html, for the block `sidebar`"),
    ("sidebar", "what `sidebar` held is in the template lesson/sidebar.html, for the block `sidebar`"),
    ("margin", "what `margin` held is in the template lesson/margin.html, for the block `margin`"),
];

/// A mistake at a place in a template, with what was likely meant by `typed`, and the values that are there instead.
pub(crate) fn theme_mistake_near<'a>(
    at: InTheme<'_>,
    message: &str,
    typed: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    here: &[&str],
) -> Diagnostic {
    let mut letters = message.chars();
    let lower = letters.next().map(|first| format!("{}{}", first.to_lowercase(), letters.as_str())).unwrap_or_default();
    let former = FORMER.iter().find(|(name, _)| *name == typed).map(|(_, now)| (*now).to_owned());
    let near = did_you_mean(typed, known).filter(|_| !typed.is_empty() && former.is_none());
    let mut names: Vec<&str> = here.iter().copied().filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    let more = if names.len() > NAMED { ", …" } else { "" };
    // Where it is plain what was meant, hundreds of others help nobody.
    let is_told = !names.is_empty() && (near.is_none() || names.len() <= NAMED);
    let here = is_told
        .then(|| format!("here there are: {}{more}", names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ")));
    Diagnostic::in_theme(Code::ThemeError, &at, lower).help_if(former).help_if(near).help_if(here).help(MEND_THEME)
}

/// A loop of a template that goes round too often for one page.
pub(crate) fn loop_too_long(at: InTheme<'_>) -> Diagnostic {
    let most = limits::PAGE_TURNS / 1_000_000;
    let message =
        format!("this loop goes round too often for one page: more than {most} million times, with those around it");
    Diagnostic::in_theme(Code::ThemeError, &at, message)
        .help("let it go round fewer times, or take the file out to use the theme's own")
}

/// A template that could not be run to its end for a page. It is told at what takes most in it, by its looks.
pub(crate) fn template_beyond(at: InTheme<'_>, page: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::in_theme(Code::ThemeError, &at, format!("no page can be made with this template: {}", beyond(fault)))
        .help(mend(fault))
        .help(format!("it failed first for {}", quote(page)))
}

/// The same where no file is to blame.
pub(crate) fn theme_beyond(file: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::named(Code::ThemeError, file, format!("no page can be made with this template: {}", beyond(fault)))
        .help(mend(fault))
}

/// What a fault was, as half a sentence.
pub(crate) fn beyond(fault: &Fault) -> String {
    let mega = |bytes: &u64| bytes / (1024 * 1024);
    match fault {
        Fault::Time(seconds) => format!("it was still at work after {seconds} seconds"),
        Fault::Memory(bytes) => format!("it needed more than {} MB of memory", mega(bytes)),
        Fault::Size(bytes) => format!("what it made is larger than {} MB", mega(bytes)),
        Fault::Depth => "it calls itself without end".to_owned(),
        Fault::Fell(words) => format!("its process crashed ({})", quote(words)),
        Fault::Absent(why) => format!("daf could not start itself a second time to run it ({why})"),
    }
}

fn mend(fault: &Fault) -> &'static str {
    match fault {
        Fault::Time(_) => {
            "look for a loop that goes round too often or never ends, or take the file out to use the theme's own"
        }
        Fault::Memory(_) | Fault::Size(_) => {
            "look for text that is put together again and again and grows, or take the file out to use the theme's own"
        }
        Fault::Depth => "look for a part that uses itself, or take the file out to use the theme's own",
        Fault::Fell(_) => "mend the theme's file, or take it out to use the theme's own",
        Fault::Absent(_) => "close other programs and try again",
    }
}
