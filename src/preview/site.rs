//! One site, whose files are made when they are asked for. Never changes, and is shared by all who read it.

use std::sync::Arc;

use super::theme_files::ResolvedTheme;
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::diag::{Diagnostics, make};
use crate::format::{Format, Of};
use crate::formats::{SharedParts, formats};
use crate::options::Options;
use crate::output::{Bytes, Output};
use crate::place;
use crate::source::VPath;

/// A site whose files are made when they are asked for. Shared by those who read it; making a file twice gives the same
/// bytes.
pub struct PreviewSite {
    curriculum: Arc<Curriculum>,
    theme_files: Arc<ResolvedTheme>,
    options: Options,
    copied: Arc<Output>,
    formats: Vec<Box<dyn Format>>,
}

/// A file of the site.
pub struct SiteFile {
    /// What it holds; nothing where an error among the diagnostics says why it could not be made.
    pub bytes: Bytes,
    /// What was found wrong in making it: mistakes of a template, letters that no font has. Empty where nothing was.
    pub diagnostics: Diagnostics,
}

impl PreviewSite {
    pub(super) fn new(
        curriculum: Arc<Curriculum>,
        theme_files: Arc<ResolvedTheme>,
        kept: &SharedParts,
        options: Options,
    ) -> PreviewSite {
        PreviewSite { curriculum, theme_files, options, copied: Arc::clone(&kept.copied), formats: formats(kept) }
    }

    fn of(&self) -> Of<'_> {
        Of { curriculum: &self.curriculum, theme: &self.theme_files.theme, options: &self.options }
    }

    /// The file at a path such as `power/index.html`: made now, where nobody asked for it before. `None` where the site has
    /// none. May take long where it is a sheet for paper.
    pub fn get(&self, path: &str) -> Option<SiteFile> {
        let (of, mut diagnostics) = (self.of(), Diagnostics::default());
        let bytes = self.formats.iter().find_map(|format| format.file(&of, path, &mut diagnostics))?;
        Some(SiteFile { bytes, diagnostics })
    }

    /// The address that the site will have, where it has one.
    pub fn base(&self) -> Option<&str> {
        self.curriculum.config.base_url.as_ref().map(|base| base.value.as_str())
    }

    /// Whether the site has a file at a path. Makes none, but for the list of an index's files.
    pub fn has(&self, path: &str) -> bool {
        let of = self.of();
        self.formats.iter().any(|format| format.has(&of, path))
    }

    /// Whether the file at a path is copied from the folder, so that whoever wrote it may be anybody.
    pub fn is_copied(&self, path: &str) -> bool {
        self.copied.get(path).is_some()
    }

    /// The page that shows a file of the folder: a lesson's, a unit's, a text's. `None` where no one page does.
    pub fn page_of(&self, source: &str) -> Option<String> {
        let curriculum = &*self.curriculum;
        let open = |lang: &str| place::area_of(curriculum, lang, Audience::Participant);
        let own = open(&curriculum.config.language);
        if curriculum.home.as_ref().is_some_and(|home| home.document.path.as_str() == source) {
            return Some(own.common(""));
        }
        let of_unit = curriculum
            .units
            .iter()
            .find(|unit| unit.document.as_ref().is_some_and(|document| document.path.as_str() == source));
        if let Some(unit) = of_unit {
            return Some(own.unit(&unit.address));
        }
        for lesson in &curriculum.lessons {
            if lesson.main.document.path.as_str() == source {
                return Some(own.lesson(lesson));
            }
            let translated = lesson.translations.iter().find(|(_, version)| version.document.path.as_str() == source);
            if let Some((lang, _)) = translated {
                return Some(open(lang).lesson(lesson));
            }
        }
        self.page_of_common(source, &own)
    }

    fn page_of_common(&self, source: &str, own: &place::SiteArea) -> Option<String> {
        let curriculum = &*self.curriculum;
        let path = VPath::new(source)?;
        match path.parent() {
            "texts" => {
                let id = path.stem();
                let text = curriculum.texts.iter().find(|text| text.shared && text.id == id)?;
                Some(own.passage(&curriculum.passage(text.passage).slug))
            }
            "packets" => Some(own.common("handouts")),
            "" if source == "glossary.yaml" => Some(own.common("glossary")),
            "" if source == "daf.yaml" => Some(own.common("")),
            _ => None,
        }
    }

    /// The paths of everything but sheets.
    pub fn paths(&self) -> Vec<String> {
        let of = self.of();
        let mut all: Vec<String> = self.formats.iter().flat_map(|format| format.paths(&of)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// The files that others ask for by names made of what they hold, by format, where they were made. Whoever was given a page or
    /// the start of an index of this site comes back for them.
    pub fn named_by_content(&self) -> Vec<Option<Arc<Output>>> {
        self.formats.iter().map(|format| format.named_by_content()).collect()
    }

    /// Reports copied files that stand where a build puts something else.
    pub(super) fn clashes(&self, copied: Option<&Output>, sink: &mut Diagnostics) {
        let of = self.of();
        for (path, made) in copied.into_iter().flat_map(Output::iter) {
            let path = path.as_str();
            // The copied files themselves come first in the list.
            for format in self.formats.iter().skip(1) {
                let Some(origin) = format.origin(&of, path) else { continue };
                let is_same = !path.ends_with(".pdf")
                    && format
                        .file(&of, path, &mut Diagnostics::default())
                        .is_some_and(|bytes| made.here().is_some_and(|own| own.as_slice() == bytes.as_slice()));
                if !is_same {
                    sink.push(make::path_taken(path, &made.origin, &origin));
                }
            }
        }
    }
}
