//! The site while somebody writes it: each state of the folder becomes an snapshot, whose pages are made when they are asked for.
//!
//! Does no more for a change than what depends on it, and gives byte for byte what a build gives: both go through the list in
//! `formats`. Never touches the disk, the clock or the network: `serve` reads the folder, says when it changed, and answers from the
//! newest snapshot.
//!
//! What is kept from one state to the next: what was read of each file (`folder::DocumentCache`), what one lesson is linked by
//! (`curriculum::LinkState`), the theme's files (`theme_files`), templates and the table of pages (`page::Pages`). A lesson whose change no
//! other file sees is read and linked alone; anything else is linked as a whole, from what was read before.

mod site;
mod theme_files;

use std::sync::Arc;

use crate::curriculum::{self, Curriculum, LinkState};
use crate::diag::{Diagnostics, Place};
use crate::folder;
use crate::formats::SharedParts;
use crate::output::Output;
use crate::page::Pages;
use crate::source::{FileId, SourceSet};
use crate::theme::Theme;
use crate::{Options, build, images};
pub use site::{PreviewSite, SiteFile};
use theme_files::ResolvedTheme;

/// What stays from one state of the folder to the next.
pub struct PreviewBuilder {
    shown: String,
    theme: Option<Theme>,
    options: Options,
    memory: folder::DocumentCache,
    state: Option<LinkedState>,
    site: Option<Arc<PreviewSite>>,
}

/// One state of the folder: what is wrong with it, and the newest site without an error.
pub struct Snapshot {
    /// The files, to show the places of mistakes in.
    pub sources: SourceSet,
    /// Every mistake of this state, in reading order. What only a page's or a sheet's making shows is not among them.
    pub diagnostics: Diagnostics,
    /// The site of this state, or of the last one before it that had no error; `None` where there never was one.
    pub site: Option<Arc<PreviewSite>>,
    /// Whether `site` is of this state.
    pub is_current: bool,
    /// Whether no more than the changed lessons was read and linked, or only the theme's files were taken in.
    pub is_patch: bool,
}

/// A state of the folder that could be linked.
struct LinkedState {
    sources: SourceSet,
    /// Mistakes found in files by themselves.
    read: Diagnostics,
    curriculum: Arc<Curriculum>,
    ties: LinkState,
    theme_files: Option<Arc<ResolvedTheme>>,
    /// What is wrong with the looks that `daf.yaml` asks for.
    of_looks: Diagnostics,
    pages: Option<Arc<Pages>>,
    /// What is wrong with the theme's templates and words, and which pages are in each other's way.
    of_pages: Diagnostics,
    copied: Option<Arc<Output>>,
    /// Which copied files are in the way of others.
    of_copied: Diagnostics,
    /// The site, where this state has no error.
    site: Option<Arc<PreviewSite>>,
    /// Whether it came from the one before by what changed alone.
    is_patch: bool,
}

/// What became of a file since the last state.
struct FileEdit {
    id: FileId,
    /// Whether the file was there and is there, with other words.
    is_edit: bool,
}

impl PreviewBuilder {
    /// A preview for the folder that messages call `shown`; a theme in place of the one that `daf.yaml` names.
    pub fn new(shown: String, theme: Option<Theme>, options: Options) -> PreviewBuilder {
        PreviewBuilder { shown, theme, options, memory: folder::DocumentCache::default(), state: None, site: None }
    }

    /// The snapshot of a state of the folder. `mistakes` are those that reading it found. Files keep their ids from one state to
    /// the next ([`SourceSet::revised`]); where they do not, everything is read again.
    pub fn snapshot(&mut self, sources: SourceSet, mistakes: Diagnostics) -> Snapshot {
        let before = self.state.take();
        let state = match before {
            Some(state) if is_other(&state.sources, &sources) => {
                self.memory = folder::DocumentCache::default();
                self.linked(&sources, None)
            }
            Some(state) => self.changed(state, &sources),
            None => self.linked(&sources, None),
        };
        let (mut state, mut diagnostics) = match state {
            Ok(state) => (state, mistakes),
            Err(mut found) => {
                found.append(mistakes);
                found.settle(|_| None);
                found.in_order_of(&sources);
                let site = self.site.clone();
                return Snapshot { sources, diagnostics: found, site, is_current: false, is_patch: false };
            }
        };
        for found in [&state.read, &state.ties.mistakes(), &state.of_looks] {
            diagnostics.append(found.clone());
        }
        state.curriculum.report_copies(&mut diagnostics);
        crate::settle(&mut diagnostics, &state.curriculum);
        if !diagnostics.has_errors() {
            self.fill_missing(&mut state);
            diagnostics.append(state.of_copied.clone());
            diagnostics.append(state.of_pages.clone());
            crate::settle(&mut diagnostics, &state.curriculum);
        }
        let is_current = !diagnostics.has_errors() && state.site.is_some();
        if is_current {
            self.site.clone_from(&state.site);
        }
        diagnostics.in_order_of(&sources);
        let is_patch = state.is_patch;
        self.state = Some(state);
        Snapshot { sources, diagnostics, site: self.site.clone(), is_current, is_patch }
    }

    /// The state after changes, by the least that they ask for.
    fn changed(&mut self, mut state: LinkedState, sources: &SourceSet) -> Result<LinkedState, Diagnostics> {
        let changes = changes(&state.sources, sources);
        if changes.is_empty() {
            return Ok(state);
        }
        let path = |id: FileId| sources.get(id).map_or("", |file| file.path.as_str());
        let is_theme = |change: &FileEdit| ResolvedTheme::is_of_theme(path(change.id), &state.curriculum);
        let edits_only = changes.iter().all(|change| change.is_edit);
        let (of_theme, others): (Vec<&FileEdit>, Vec<&FileEdit>) = changes.iter().partition(|change| is_theme(change));
        let touches_theme = !of_theme.is_empty();
        let lessons: Vec<FileId> = others.iter().map(|change| change.id).collect();
        if !edits_only || !self.reread(&mut state, &lessons, sources) {
            return self.linked(sources, Some(state));
        }
        state.sources = sources.clone();
        state.site = None;
        state.is_patch = true;
        if touches_theme {
            self.dress_anew(&mut state, sources);
        }
        Ok(state)
    }

    /// Reads and links lessons alone. `false` where one of the files is no lesson, or more depends on what changed: the state
    /// is of no use then.
    fn reread(&mut self, state: &mut LinkedState, files: &[FileId], sources: &SourceSet) -> bool {
        files.iter().all(|&id| self.reread_one(state, id, sources).is_some())
    }

    fn reread_one(&mut self, state: &mut LinkedState, id: FileId, sources: &SourceSet) -> Option<()> {
        let lesson = state.ties.lesson_at(&sources.get(id)?.path)?;
        let old = Arc::clone(&state.curriculum.lessons.get(lesson.index())?.main.document);
        let autolink = state.curriculum.config.autolink;
        let (document, mistakes) = self.memory.reread(sources, &old, autolink)?;
        let curriculum = state.ties.relink(&state.curriculum, lesson, &document)?;
        state.read.retain(|mistake| !matches!(&mistake.place, Place::At(span) if span.file == id));
        state.read.append(mistakes);
        let scope = |curriculum: &Curriculum| {
            let scope = curriculum.scope(curriculum.lesson(lesson).main.scope);
            (scope.shown.clone(), scope.linked.clone())
        };
        if scope(&state.curriculum) != scope(&curriculum) {
            state.copied = None;
        }
        let fits = state.pages.as_ref().is_some_and(|pages| pages.fits(&curriculum));
        if !fits {
            state.pages = None;
        }
        state.curriculum = Arc::new(curriculum);
        Some(())
    }

    /// Reads and links everything, but for what was read before from the same words.
    fn linked(&mut self, sources: &SourceSet, before: Option<LinkedState>) -> Result<LinkedState, Diagnostics> {
        let mut read = Diagnostics::default();
        let Some(folder) = folder::read_with(sources, &self.shown, Some(&mut self.memory), &mut read) else {
            return Err(read);
        };
        let kept = curriculum::Options { drafts: self.options.drafts };
        let files = before.as_ref().map(|state| state.curriculum.files.as_slice()).unwrap_or_default();
        let (mut curriculum, ties) = curriculum::link_with_ties(folder, sources, kept, files);
        build::date_and_base(&mut curriculum, &self.options);
        let mut state = LinkedState {
            sources: sources.clone(),
            read,
            curriculum: Arc::new(curriculum),
            ties,
            theme_files: None,
            of_looks: Diagnostics::default(),
            pages: None,
            of_pages: Diagnostics::default(),
            copied: None,
            of_copied: Diagnostics::default(),
            site: None,
            is_patch: false,
        };
        match before {
            Some(before) if is_dressed_alike(&before, &state) => {
                state.theme_files = before.theme_files;
                state.of_looks = before.of_looks;
            }
            _ => self.dress_anew(&mut state, sources),
        }
        Ok(state)
    }

    fn dress_anew(&self, state: &mut LinkedState, sources: &SourceSet) {
        let (theme_files, mistakes) = ResolvedTheme::new(self.theme.as_ref(), &state.curriculum, sources);
        state.theme_files = theme_files.map(Arc::new);
        state.of_looks = mistakes;
        state.pages = None;
    }

    /// Makes what is missing for a site: sizes of images, copied files, templates and the table of pages.
    fn fill_missing(&self, state: &mut LinkedState) {
        if state.copied.is_none() {
            if !self.options.large_images {
                images::fit(Arc::make_mut(&mut state.curriculum), &self.options.cache);
            }
            state.of_copied = Diagnostics::default();
            state.copied = Some(Arc::new(crate::copied::copied(&state.curriculum, &mut state.of_copied)));
            state.pages = None;
        }
        if state.pages.is_none() {
            self.lay_out(state);
        }
        if state.site.is_none() {
            state.site = state.pages.as_ref().and_then(|pages| self.site(state, pages)).map(Arc::new);
        }
    }

    /// Reads templates and finds every page's path, with what is wrong with either.
    fn lay_out(&self, state: &mut LinkedState) {
        let Some(theme_files) = state.theme_files.as_ref().filter(|_| state.copied.is_some()) else { return };
        let mut mistakes = theme_files.of_files.clone();
        let pages =
            Pages::new(&state.curriculum, &theme_files.theme, &theme_files.assets, &self.options, &mut mistakes);
        if let Some(pages) = pages.map(Arc::new) {
            pages.clashes(&state.curriculum, &mut mistakes);
            if let Some(site) = self.site(state, &pages) {
                site.clashes(state.copied.as_deref(), &mut mistakes);
            }
            state.pages = Some(pages);
        }
        state.of_pages = mistakes;
    }

    fn site(&self, state: &LinkedState, pages: &Arc<Pages>) -> Option<PreviewSite> {
        let theme_files = state.theme_files.as_ref()?;
        let copied = Arc::clone(state.copied.as_ref()?);
        let kept = SharedParts { copied, looks: Arc::clone(&theme_files.files), pages: Arc::clone(pages) };
        Some(PreviewSite::new(Arc::clone(&state.curriculum), Arc::clone(theme_files), &kept, self.options.clone()))
    }
}

/// Whether the ids of one set mean nothing in the other.
fn is_other(before: &SourceSet, now: &SourceSet) -> bool {
    before.iter().any(|(id, file)| now.get(id).is_none_or(|same| same.path != file.path))
}

/// What became of the files.
fn changes(before: &SourceSet, now: &SourceSet) -> Vec<FileEdit> {
    let mut changes = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => return changes,
            (Some((was, one)), Some((is, other))) if was == is => {
                if !one.content.is(&other.content) {
                    changes.push(FileEdit { id: *is, is_edit: true });
                }
                old.next();
                new.next();
            }
            (Some((was, one)), other) if other.is_none_or(|(_, other)| one.path < other.path) => {
                changes.push(FileEdit { id: *was, is_edit: false });
                old.next();
            }
            (_, Some((is, _))) => {
                changes.push(FileEdit { id: *is, is_edit: false });
                new.next();
            }
            (Some(_), None) => {
                old.next();
            }
        }
    }
}

/// Whether nothing that a site wears has changed: `daf.yaml` and the theme's own files.
fn is_dressed_alike(before: &LinkedState, now: &LinkedState) -> bool {
    let decides = |path: &str| path == "daf.yaml" || ResolvedTheme::is_of_theme(path, &now.curriculum);
    let changes = changes(&before.sources, &now.sources);
    let name = |change: &FileEdit| {
        let file = now.sources.get(change.id).or_else(|| before.sources.get(change.id));
        file.is_some_and(|file| decides(file.path.as_str()))
    };
    !changes.iter().any(name)
}
