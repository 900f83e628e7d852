//! Where a mistake in a print template is told: in the template, where it is one that the curriculum can mend.
//!
//! The engine's messages end with a template and a line (`pdf` writes them so). Decides nothing but the place.

use crate::diag::{Diagnostic, InTheme, make};
use crate::theme::Theme;

/// The mistake in a template that the curriculum can mend, where it is one. `origin` is the file that the sheet is of.
pub(super) fn mistake(theme: &Theme, origin: &str, message: &str) -> Option<Diagnostic> {
    let mut templates = theme.under("print/").filter(|(path, _)| path.ends_with(".typ"));
    if let Some((_, file)) = templates.find(|(_, file)| std::str::from_utf8(&file.bytes).is_err()) {
        return Some(make::print_not_text(&file.origin));
    }
    place(message).and_then(|(words, path, line)| {
        // A shipped template is not the curriculum's to mend: what it stumbled over is in the sheet.
        let file = theme.get(path).filter(|file| file.source.is_some() || !file.origin.starts_with("themes/"))?;
        let text = std::str::from_utf8(&file.bytes).ok()?;
        let whole = text.split_inclusive('\n').take(line);
        let to: usize = whole.clone().map(str::len).sum();
        let last = whole.last()?;
        let from = to - last.trim_start().len();
        let at = InTheme { origin: &file.origin, source: file.source, text, range: from..from + last.trim().len() };
        Some(make::print_mistake(at, origin, words))
    })
}

/// The words of a message, and the template and line at its end.
fn place(message: &str) -> Option<(&str, &str, usize)> {
    let (words, place) = message.strip_suffix(')')?.rsplit_once(" (")?;
    let (path, line) = place.rsplit_once(':')?;
    Some((words, path, line.parse().ok().filter(|line| *line > 0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_read_from_the_end() {
        assert_eq!(place("unknown variable: x (print/a.typ:12)"), Some(("unknown variable: x", "print/a.typ", 12)));
        assert_eq!(place("file not found (searched at x)"), None);
    }
}
