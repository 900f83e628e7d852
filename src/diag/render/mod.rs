//! Diagnostics as text: for people (a snippet and carets), a line each, and what other programs read.
//!
//! Makes strings only; who prints them, where, and in colour or not, is the command line's. One file a form.

mod diff;
mod few;
mod github;
mod human;
mod json;
mod page;
mod sarif;
mod seen;
mod short;

use super::diagnostic::Diagnostic;
use super::fix::Change;
use crate::limits;
use crate::source::SourceSet;
use seen::Seen;

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
    let seen = &Seen::new(folder, sources);
    let most = if format == Format::Human { limits::TOLD_OF_A_KIND } else { limits::LISTED_OF_A_KIND };
    let told = few::few(diagnostics, most);
    let lines = |one: &dyn Fn(&Diagnostic) -> String| told.iter().map(|it| one(it) + "\n").collect();
    match format {
        Format::Human => lines(&|one| human::human(one, seen, colour)),
        Format::Short => lines(&|one| short::short(one, seen)),
        Format::Json => lines(&|one| json::json_line(one, seen)),
        Format::Github => lines(&|one| github::github(one, seen)),
        Format::Sarif => sarif::sarif(&told, seen),
    }
}

/// What fixes would change, as people read it: what is done in each file, and its lines before and after. Paths as in
/// [`render_in`].
pub fn render_changes(folder: &str, changes: &[Change], sources: &SourceSet, colour: bool) -> String {
    let seen = &Seen::new(folder, sources);
    changes.iter().map(|change| diff::diff(change, seen, colour)).collect()
}

/// Diagnostics as data for a page that shows them. Paths are those inside the curriculum.
pub fn data(diagnostics: &[Diagnostic], sources: &SourceSet) -> Vec<serde_json::Value> {
    let seen = &Seen::new("", sources);
    diagnostics.iter().map(|diagnostic| page::page(diagnostic, seen)).collect()
}
