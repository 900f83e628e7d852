//! Changes as a unified diff, with what is done above it. The only file that knows the diff library.

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::source_view::SourceView;
use crate::diag::fix::FixedFile;
use crate::safe;
use crate::source::LineIndex;

/// How many lines stand around what changes.
const AROUND: usize = 2;

/// One file's changes.
pub(super) fn diff(change: &FixedFile, source_view: &SourceView<'_>, colour: bool) -> String {
    let path = source_view.span(change.file.span(0..0)).path;
    let path = safe::line(&path);
    let mut out = String::new();
    let index = LineIndex::new(&change.before);
    for (at, title) in &change.titles {
        let (line, _) = index.place(&change.before, *at);
        out.push_str(&safe::lines(&format!("{path}:{line}: {}\n", safe::line(title))));
    }
    let (bold, plain) = (Style::new().bold(), Style::new());
    let mut line = |style: Style, text: &str| {
        let style = if colour { style } else { plain };
        out.push_str(&format!("{style}{text}{style:#}\n"));
    };
    line(bold, &format!("--- {path}"));
    line(bold, &format!("+++ {path}"));
    let (before, after) = (bare(&change.before), bare(&change.after));
    let diff = TextDiff::from_lines(before, after);
    let mut hunks = diff.unified_diff();
    for hunk in hunks.context_radius(AROUND).iter_hunks() {
        line(AnsiColor::Cyan.on_default(), &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', plain),
            };
            let text = change.value().trim_end_matches(['\r', '\n']).replace('\t', "<tab>");
            line(style, &safe::lines(&format!("{sign}{}", safe::line(&text))));
        }
    }
    out
}

/// A text without its byte order mark, which stays and need not be shown.
fn bare(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
