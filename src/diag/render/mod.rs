//! Diagnostics as text: for people (a snippet and carets), a line each, and what other programs read.
//!
//! Makes strings only; who prints them, where, and in colour or not, is the command line's. One file a form.

mod diff;
mod github;
mod human;
mod json;
mod limit_repeats;
mod page;
mod sarif;
mod short;
mod source_view;

use super::diagnostic::Diagnostic;
use super::fix::FixedFile;
use crate::limits;
use crate::source::SourceSet;
use source_view::SourceView;

/// The forms that diagnostics can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// A snippet with carets.
    #[default]
    Human,
    /// `path:line:col: error[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// Commands for a workflow on GitHub.
    Github,
    /// A SARIF document.
    Sarif,
}

/// All of a list in a form; `colour` only matters to people. Paths are those inside the curriculum.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceSet, format: Format, colour: bool) -> String {
    render_in("", diagnostics, sources, format, colour)
}

/// All of a list in a form, with the curriculum's folder, as whoever reads it would type it, before each path. Of one kind of
/// mistake no more are told of a file than [`limits::TOLD_OF_A_KIND`] (to programs [`limits::LISTED_OF_A_KIND`]): the rest are counted.
pub fn render_in(
    folder: &str,
    diagnostics: &[Diagnostic],
    sources: &SourceSet,
    format: Format,
    colour: bool,
) -> String {
    let source_view = &SourceView::new(folder, sources);
    let most = if format == Format::Human { limits::TOLD_OF_A_KIND } else { limits::LISTED_OF_A_KIND };
    let told = limit_repeats::limit_repeats(diagnostics, most);
    let lines = |one: &dyn Fn(&Diagnostic) -> String| told.iter().map(|it| one(it) + "\n").collect();
    match format {
        Format::Human => lines(&|one| human::human(one, source_view, colour)),
        Format::Short => lines(&|one| short::short(one, source_view)),
        Format::Json => lines(&|one| json::json_line(one, source_view)),
        Format::Github => lines(&|one| github::github(one, source_view)),
        Format::Sarif => sarif::sarif(&told, source_view),
    }
}

/// What fixes would change, as people read it: what is done in each file, and its lines before and after. Paths as in
/// [`render_in`].
pub fn render_changes(folder: &str, changes: &[FixedFile], sources: &SourceSet, colour: bool) -> String {
    let source_view = &SourceView::new(folder, sources);
    changes.iter().map(|change| diff::diff(change, source_view, colour)).collect()
}

/// Diagnostics as data for a page that shows them. Paths are those inside the curriculum.
pub fn data(diagnostics: &[Diagnostic], sources: &SourceSet) -> Vec<serde_json::Value> {
    let source_view = &SourceView::new("", sources);
    diagnostics.iter().map(|diagnostic| page::page(diagnostic, source_view)).collect()
}
