//! What all pages of a site have in common: templates, words, and what every page says of the site.

use super::frame::{Assets, Frame};
use super::menu::about;
use super::site::{Shared, Site};
use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::options::Options;
use crate::place;
use crate::theme::Theme;
use crate::words::Words;

/// What all pages of a site have in common.
pub(crate) struct Common {
    pub(super) locales: Vec<Locale>,
    shared: Shared,
}

/// What the pages of one language have in common.
pub(super) struct Locale {
    lang: String,
    words: Words,
    pub(super) frame: Frame,
}

impl Common {
    /// Reads templates and words, and fills in what every page says. `None` where the templates cannot be
    /// read.
    pub(crate) fn new(
        curriculum: &Curriculum,
        theme: &Theme,
        assets: &Assets,
        options: &Options,
        sink: &mut Diagnostics,
    ) -> Option<Common> {
        let frame = Frame::new(theme, sink)?;
        let shared = Shared::new(curriculum, options.makes_sheets());
        let locales = place::languages(curriculum).into_iter().map(|lang| {
            let words = Words::load(theme, &lang, sink);
            let site = Site::new(curriculum, &lang, &words, &shared, None);
            let frame =
                frame.for_site(about(&site), curriculum.extra(), assets, &words.for_templates(), &options.workers);
            Locale { lang, words, frame }
        });
        let locales = locales.collect();
        Some(Common { locales, shared })
    }

    /// The pages of one language.
    pub(super) fn site<'a>(&'a self, curriculum: &'a Curriculum, locale: &'a Locale) -> Site<'a> {
        Site::new(curriculum, &locale.lang, &locale.words, &self.shared, Some(&locale.frame))
    }
}
