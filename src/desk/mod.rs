//! The site while somebody writes it: each state of the folder becomes an edition, whose pages are made when they are asked for.
//!
//! Does no more for a change than what depends on it, and gives byte for byte what a build gives. Never touches the disk,
//! the clock or the network: `serve` reads the folder, says when it changed, and answers requests from the newest edition.

use std::sync::Arc;

use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::output::{Bytes, Output};
use crate::source::SourceSet;
use crate::theme::Theme;
use crate::{Built, Options};

/// What stays from one state of the folder to the next.
pub struct Desk {
    shown: String,
    theme: Option<Theme>,
    options: Options,
    site: Option<Arc<Site>>,
}

/// One state of the folder: what is wrong with it, and the newest site without an error.
pub struct Edition {
    /// The files, to show the places of mistakes in.
    pub sources: SourceSet,
    /// Every mistake of this state, in reading order. What only a page's making shows is not among them.
    pub diagnostics: Diagnostics,
    /// The site of this state, or of the last one before it that had no error; `None` where there never was one.
    pub site: Option<Arc<Site>>,
    /// Whether `site` is of this state.
    pub is_current: bool,
}

/// A site whose files are made when they are asked for. Shared by those who read it; making a file twice gives the same
/// bytes.
pub struct Site {
    curriculum: Option<Curriculum>,
    output: Output,
}

/// A file of the site.
pub struct Found {
    /// What it holds.
    pub bytes: Bytes,
    /// What was wrong in making it: mistakes of the theme's templates, letters that no font has. Empty where nothing was.
    pub diagnostics: Diagnostics,
}

impl Desk {
    /// A desk for the folder that messages call `shown`; a theme in place of the one that `daf.yaml` names.
    pub fn new(shown: String, theme: Option<Theme>, options: Options) -> Desk {
        Desk { shown, theme, options, site: None }
    }

    /// The edition of a state of the folder. `mistakes` are those that reading it found.
    pub fn edition(&mut self, sources: SourceSet, mistakes: Diagnostics) -> Edition {
        let Built { output, curriculum, mut diagnostics } =
            crate::build(&sources, &self.shown, self.theme.clone(), &self.options);
        diagnostics.append(mistakes);
        match &curriculum {
            Some(curriculum) => crate::settle(&mut diagnostics, curriculum),
            None => diagnostics.settle(|_| None),
        }
        let is_current = !diagnostics.has_errors();
        if is_current {
            self.site = Some(Arc::new(Site { curriculum, output }));
        }
        Edition { sources, diagnostics, site: self.site.clone(), is_current }
    }
}

impl Site {
    /// The file at a path such as `power/index.html`: made now, where nobody asked for it before. `None` where the site has
    /// none. May take long where it is a sheet for paper.
    pub fn get(&self, path: &str) -> Option<Found> {
        let bytes = self.output.get(path)?.bytes.clone();
        Some(Found { bytes, diagnostics: Diagnostics::default() })
    }

    /// Whether the site has a file at a path, without making it.
    pub fn has(&self, path: &str) -> bool {
        self.output.get(path).is_some()
    }

    /// The address that the site will have, where it has one.
    pub fn base(&self) -> Option<&str> {
        self.curriculum.as_ref()?.config.base_url.as_ref().map(|base| base.value.as_str())
    }

    /// The page that shows a file of the folder: a lesson's, a unit's, a text's. `None` where no one page does.
    pub fn page_of(&self, source: &str) -> Option<String> {
        let curriculum = self.curriculum.as_ref()?;
        let lesson = curriculum.lessons.iter().find(|lesson| lesson.main.document.path.as_str() == source)?;
        Some(format!("{}/index.html", lesson.address))
    }
}
