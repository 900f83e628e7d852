//! One site, whose files are made when they are asked for. Never changes, and is shared by all who read it.

use std::sync::{Arc, OnceLock};

use super::dress::Dress;
use crate::audience::Audience;
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::output::{Bytes, Made, Output};
use crate::page::Pages;
use crate::place;
use crate::source::VPath;
use crate::{Options, search};

/// A site whose files are made when they are asked for. Shared by those who read it; making a file twice gives the same
/// bytes.
pub struct Site {
    pub(super) curriculum: Arc<Curriculum>,
    pub(super) dress: Arc<Dress>,
    pub(super) pages: Arc<Pages>,
    /// Images, attachments and `static/`.
    pub(super) copied: Arc<Output>,
    pub(super) options: Options,
    pub(super) later: Later,
}

/// What is made once for all who ask, when the first one does.
#[derive(Default)]
pub(super) struct Later {
    indexes: OnceLock<Arc<Output>>,
    machines: OnceLock<Output>,
    #[cfg(feature = "pdf")]
    press: OnceLock<crate::handout::Press>,
}

/// A file of the site.
pub struct Found {
    /// What it holds; nothing where an error among the diagnostics says why it could not be made.
    pub bytes: Bytes,
    /// What was found wrong in making it: mistakes of a template, letters that no font has. Empty where nothing was.
    pub diagnostics: Diagnostics,
}

impl Site {
    /// The file at a path such as `power/index.html`: made now, where nobody asked for it before. `None` where the site has
    /// none. May take long where it is a sheet for paper.
    pub fn get(&self, path: &str) -> Option<Found> {
        if let Some(bytes) = self.copied.get(path).and_then(Made::here) {
            return found(bytes.clone());
        }
        if let Some(sheet) = self.sheet(path) {
            return Some(sheet);
        }
        if let Some(bytes) = self.search_file(path).or_else(|| self.dress.files.get(path)).and_then(Made::here) {
            return found(bytes.clone());
        }
        match self.pages.make(&self.curriculum, path) {
            Some(Ok((html, _))) => found(html.into()),
            Some(Err(mistakes)) => {
                let mut diagnostics = Diagnostics::default();
                mistakes.into_iter().for_each(|mistake| diagnostics.push(mistake));
                Some(Found { bytes: Vec::new().into(), diagnostics })
            }
            None => found(self.machine_file(path)?.here()?.clone()),
        }
    }

    /// The address that the site will have, where it has one.
    pub fn base(&self) -> Option<&str> {
        self.curriculum.config.base_url.as_ref().map(|base| base.value.as_str())
    }

    /// Whether the site has a file at a path. Makes none, but for the list of an index's files.
    pub fn has(&self, path: &str) -> bool {
        self.copied.get(path).is_some()
            || self.is_sheet(path)
            || self.search_file(path).is_some()
            || self.dress.files.get(path).is_some()
            || self.pages.has(path)
            || self.machine_file(path).is_some()
    }

    /// The page that shows a file of the folder: a lesson's, a unit's, a text's. `None` where no one page does.
    pub fn page_of(&self, source: &str) -> Option<String> {
        let curriculum = &*self.curriculum;
        let open = |lang: &str| place::shelf_of(curriculum, lang, Audience::Participant);
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

    fn page_of_common(&self, source: &str, own: &place::Shelf) -> Option<String> {
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
        let outputs: [&Output; 4] = [&self.copied, self.indexes(), &self.dress.files, self.machines()];
        let made = outputs.into_iter().flat_map(|output| output.iter().map(|(path, _)| path.to_string()));
        let mut all: Vec<String> = made.chain(self.pages.paths().map(str::to_owned)).collect();
        all.sort();
        all.dedup();
        all
    }

    /// A file of a search index. Indexes are made where a path leads into the folder of one.
    pub(super) fn search_file(&self, path: &str) -> Option<&Made> {
        let (folder, _) = path.rsplit_once('/')?;
        (folder.rsplit('/').next() == Some("search") && !path.ends_with(".html")).then(|| self.indexes().get(path))?
    }

    fn indexes(&self) -> &Arc<Output> {
        self.later.indexes.get_or_init(|| {
            let mut output = Output::default();
            search::make(&self.curriculum, &mut output, &mut Diagnostics::default());
            Arc::new(output)
        })
    }

    /// The files that others ask for by names made of what they hold, by kind: what the site wears, and its indexes where
    /// they were made. Whoever was given a page or the start of an index of this site comes back for them.
    pub fn named_by_content(&self) -> [Option<&Arc<Output>>; 2] {
        [Some(&self.dress.files), self.later.indexes.get()]
    }

    /// The feed, the map of the site or the note to robots. The map is made from all pages.
    pub(super) fn machine_file(&self, path: &str) -> Option<&Made> {
        matches!(path, "sitemap.xml" | "robots.txt" | "atom.xml").then(|| self.machines().get(path))?
    }

    fn machines(&self) -> &Output {
        self.later.machines.get_or_init(|| {
            let mut output = Output::default();
            for (path, text, origin) in self.pages.for_machines(&self.curriculum) {
                output.insert_at(path, text, &origin, &mut Diagnostics::default());
            }
            output
        })
    }

    /// Whether a sheet stands at a path.
    #[cfg(feature = "pdf")]
    pub(super) fn is_sheet(&self, path: &str) -> bool {
        !self.options.no_handouts && crate::handout::at(&self.curriculum, path).is_some()
    }

    #[cfg(feature = "pdf")]
    fn sheet(&self, path: &str) -> Option<Found> {
        use crate::handout;
        if self.options.no_handouts {
            return None;
        }
        let asked = handout::at(&self.curriculum, path)?;
        let press = self.later.press.get_or_init(|| handout::Press::new(&self.dress.theme, &self.curriculum));
        let mut diagnostics = Diagnostics::default();
        let (theme, shelf) = (&self.dress.theme, &self.options.shelf);
        let made = handout::make_one(&self.curriculum, theme, press, shelf, asked, &mut diagnostics);
        Some(Found { bytes: made.unwrap_or_default().into(), diagnostics })
    }

    /// What a sheet is made from, for a path that one stands at.
    #[cfg(feature = "pdf")]
    pub(super) fn sheet_origin(&self, path: &str) -> Option<String> {
        use crate::handout::Asked;
        let asked = crate::handout::at(&self.curriculum, path).filter(|_| !self.options.no_handouts)?;
        Some(match asked {
            Asked::Lesson(id, _) | Asked::Kit(id) => self.curriculum.lesson(id).main.document.path.to_string(),
            Asked::Packet(id) => format!("packets/{}.yaml", self.curriculum.packet(id).entry.id),
        })
    }

    #[cfg(not(feature = "pdf"))]
    pub(super) fn sheet_origin(&self, _path: &str) -> Option<String> {
        None
    }

    #[cfg(not(feature = "pdf"))]
    pub(super) fn is_sheet(&self, _path: &str) -> bool {
        false
    }

    #[cfg(not(feature = "pdf"))]
    fn sheet(&self, _path: &str) -> Option<Found> {
        None
    }
}

fn found(bytes: Bytes) -> Option<Found> {
    Some(Found { bytes, diagnostics: Diagnostics::default() })
}
