//! What a site wears: a theme with all that is laid over it, and its files under the names that they have in the site.

use std::sync::Arc;

use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::output::Output;
use crate::page::Assets;
use crate::source::SourceSet;
use crate::theme::Theme;

/// A theme, ready for use.
pub(super) struct ResolvedTheme {
    pub(super) theme: Theme,
    pub(super) assets: Assets,
    /// Style sheets, scripts, fonts and images, where they stand in the site.
    pub(super) files: Arc<Output>,
    /// What is wrong with its files, which a build tells of only where nothing else is.
    pub(super) of_files: Diagnostics,
}

impl ResolvedTheme {
    /// The theme that `daf.yaml` names, or `named` in its place. `None` where there is no such theme.
    pub(super) fn new(
        named: Option<&Theme>,
        curriculum: &Curriculum,
        sources: &SourceSet,
    ) -> (Option<ResolvedTheme>, Diagnostics) {
        let mut mistakes = Diagnostics::default();
        let theme = match named {
            Some(theme) => Some(crate::build::apply_overrides(theme.clone(), curriculum, sources, &mut mistakes)),
            None => crate::theme_for(curriculum, sources, &mut mistakes),
        };
        let theme_files = theme.map(|theme| {
            let (mut files, mut of_files) = (Output::default(), Diagnostics::default());
            let assets = Assets::lay_out(&theme, &mut files, &mut of_files);
            ResolvedTheme { theme, assets, files: Arc::new(files), of_files }
        });
        (theme_files, mistakes)
    }

    /// Whether a file of the folder is a theme's, for a curriculum whose `daf.yaml` names such a theme.
    pub(super) fn is_of_theme(path: &str, curriculum: &Curriculum) -> bool {
        let named = curriculum.config.theme.as_ref().map(|theme| format!("{}/", theme.value.trim_matches('/')));
        path.starts_with("theme/")
            || named.is_some_and(|folder| folder.len() > 1 && path.starts_with(&folder) && !path.starts_with("static/"))
    }
}
