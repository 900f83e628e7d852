//! The pipeline as one call: what is read and linked becomes everything that a site is made of, in memory.
//!
//! Start at [`build`]. Touches no disk and prints nothing.

use std::sync::Arc;

use crate::active::active;
use crate::curriculum::{self, Curriculum};
use crate::diag::{Diagnostics, make};
use crate::format::Of;
use crate::formats::{self, SharedParts};
use crate::options::Options;
use crate::output::Output;
use crate::picture;
use crate::source::{self, FileId, Source, SourceSet};
use crate::theme::Theme;
use crate::{copied, date, folder, images, look, page};

/// What a build gives: complete when there is no error among the diagnostics.
pub struct Built {
    /// The site.
    pub output: Output,
    /// The curriculum that it was made from; `None` where `daf.yaml` cannot be used.
    pub curriculum: Option<Curriculum>,
    /// Every mistake found, in reading order.
    pub diagnostics: Diagnostics,
}

/// Reads and links a folder. `shown` is the folder's name in messages.
pub fn load(sources: &SourceSet, shown: &str, options: &Options, sink: &mut Diagnostics) -> Option<Curriculum> {
    let folder = folder::read(sources, shown, sink)?;
    let kept = curriculum::Options { drafts: options.drafts };
    let mut curriculum = curriculum::link(folder, sources, kept, sink);
    curriculum.report_copies(sink);
    date_and_base(&mut curriculum, options);
    Some(curriculum)
}

/// Lays over a curriculum what a build is asked for: another address, another day.
pub(crate) fn date_and_base(curriculum: &mut Curriculum, options: &Options) {
    if let Some(url) = &options.base_url {
        let span = curriculum.config.title.span;
        curriculum.config.base_url = Some(source::Spanned::new(url.trim_end_matches('/').to_owned(), span));
    }
    if options.date.is_some() {
        curriculum.date.clone_from(&options.date);
    }
    let today = options.today.as_deref().or(curriculum.date.as_deref());
    curriculum.today = today.and_then(date::parse);
}

/// The whole build, in memory: what is read and linked, completed.
pub fn build(sources: &SourceSet, shown: &str, theme: Option<Theme>, options: &Options) -> Built {
    let mut sink = Diagnostics::default();
    let curriculum = load(sources, shown, options, &mut sink);
    complete(curriculum, sources, theme, options, sink)
}

/// Pages, index and handouts of a curriculum, which are made only where it has no errors. Of the sources only the theme's
/// files are looked at.
pub fn complete(
    mut curriculum: Option<Curriculum>,
    sources: &SourceSet,
    theme: Option<Theme>,
    options: &Options,
    mut sink: Diagnostics,
) -> Built {
    let mut output = Output::default();
    if let Some(curriculum) = &mut curriculum {
        let theme = match theme {
            Some(theme) => Some(apply_overrides(theme, curriculum, sources, &mut sink)),
            None => theme_for(curriculum, sources, &mut sink),
        };
        settle(&mut sink, curriculum);
        if let (Some(theme), false) = (theme, sink.has_errors()) {
            if !options.large_images {
                images::fit(curriculum, &options.cache);
            }
            make_all(curriculum, &theme, options, &mut output, &mut sink);
        }
        sink.find_places(sources);
        settle(&mut sink, curriculum);
    } else {
        sink.settle(|_| None);
    }
    Built { output, curriculum, diagnostics: sink }
}

/// Puts diagnostics into reading order, with the severities that `daf.yaml` gives.
pub fn settle(sink: &mut Diagnostics, curriculum: &Curriculum) {
    let chosen = &curriculum.config.severities;
    sink.settle(|code| chosen.iter().find(|(own, _)| *own == code).map(|(_, severity)| *severity));
}

fn make_all(curriculum: &Curriculum, theme: &Theme, options: &Options, output: &mut Output, sink: &mut Diagnostics) {
    let copied = copied::copied(curriculum, sink);
    let mut looks = Output::default();
    let assets = page::Assets::lay_out(theme, &mut looks, sink);
    let Some(pages) = page::Pages::new(curriculum, theme, &assets, options, sink) else { return };
    let kept = SharedParts { copied: Arc::new(copied), looks: Arc::new(looks), pages: Arc::new(pages) };
    formats::make(&formats::formats(&kept), &Of { curriculum, theme, options }, output, sink);
}

/// The theme of a curriculum: the one that `daf.yaml` names, with the files of its own `theme/` and what it says of its looks
/// laid over it.
pub fn theme_for(curriculum: &Curriculum, sources: &SourceSet, sink: &mut Diagnostics) -> Option<Theme> {
    theme_of(curriculum, sources, sink).map(|theme| apply_overrides(theme, curriculum, sources, sink))
}

/// The theme that `daf.yaml` names: a shipped one, or a folder of the curriculum.
fn theme_of(curriculum: &Curriculum, sources: &SourceSet, sink: &mut Diagnostics) -> Option<Theme> {
    let base = Theme::shipped("daf")?;
    let Some(named) = &curriculum.config.theme else { return Some(base) };
    if let Some(theme) = Theme::shipped(&named.value) {
        return Some(theme);
    }
    let folder = format!("{}/", named.value.trim_matches('/'));
    let mut theme = base;
    let mut found = false;
    for (id, source) in sources.iter() {
        if let Some(inside) = source.path.as_str().strip_prefix(&folder) {
            lay_over(&mut theme, inside, id, source, curriculum, sink);
            found = true;
        }
    }
    if !found {
        let names = Theme::names();
        sink.push(make::unknown_theme(named.span, &named.value, names.iter().map(String::as_str)));
    }
    Some(theme)
}

/// Lays the files of the curriculum's own `theme/` over the theme's, and what `daf.yaml` says of its looks over both.
pub(crate) fn apply_overrides(
    mut theme: Theme,
    curriculum: &Curriculum,
    sources: &SourceSet,
    sink: &mut Diagnostics,
) -> Theme {
    for (id, source) in sources.iter() {
        if let Some(inside) = source.path.as_str().strip_prefix("theme/") {
            lay_over(&mut theme, inside, id, source, curriculum, sink);
        }
    }
    look::lay_over(&mut theme, &curriculum.config, sink);
    theme
}

/// Lays a file of the curriculum over a theme's. Templates and scripts are what a theme is made of; any other file of it is
/// held to what the files of lessons are held to.
fn lay_over(
    theme: &mut Theme,
    inside: &str,
    id: FileId,
    source: &Source,
    curriculum: &Curriculum,
    sink: &mut Diagnostics,
) {
    let path = source.path.as_str();
    let mut bytes = source.bytes().into_owned().into();
    let is_shown = ["images/", "fonts/", "css/", "js/", "print/"].iter().any(|folder| inside.starts_with(folder));
    if is_shown && source.path.extension().eq_ignore_ascii_case("svg") {
        match picture::svg(&source.bytes()) {
            Ok(svg) => {
                if !svg.removed.is_empty() {
                    let at = svg.removed.at();
                    sink.push(make::active_picture(id.span(at..at), source.path.name(), &svg.removed.words()));
                }
                bytes = svg.text.into_bytes().into();
            }
            Err(why) => return sink.push(make::bad_copy(path, &why)),
        }
    }
    let is_script = inside.starts_with("js/") && inside.ends_with(".js");
    let active = active(inside, source.content.start()).filter(|_| is_shown && !is_script);
    match active {
        Some(active) if curriculum.config.static_scripts => {
            sink.push(make::active_file_allowed(path, active.words()));
        }
        Some(active) => return sink.push(make::active_file(path, active.words())),
        None => {}
    }
    theme.lay_over(inside.to_owned(), bytes, source.path.to_string(), Some(id));
}
