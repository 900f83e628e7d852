//! The list of formats: all forms in which a curriculum goes out, for the whole build and for the preview alike.
//!
//! A new one is a module that keeps the promise of `format::Format`, and one line here. Makes nothing itself.

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::format::{Format, Of, PremadeFiles};
#[cfg(feature = "pdf")]
use crate::handout::Sheets;
use crate::output::Output;
use crate::page::{Pages, SitePages};
use crate::search::Indexes;

/// What some formats are made with that stays from one state of a folder to the next.
pub(crate) struct SharedParts {
    /// Images, attachments and `static/`.
    pub(crate) copied: Arc<Output>,
    /// The theme's files, where they stand in the site.
    pub(crate) looks: Arc<Output>,
    /// Templates, words and the table of pages.
    pub(crate) pages: Arc<Pages>,
}

/// Every format. Those before come first where two have a file at one path; pages, which present lessons, before indexes, which read
/// them.
pub(crate) fn formats(kept: &SharedParts) -> Vec<Box<dyn Format>> {
    vec![
        Box::new(PremadeFiles::copied(Arc::clone(&kept.copied))),
        #[cfg(feature = "pdf")]
        Box::new(Sheets::default()),
        Box::new(PremadeFiles::named_by_content(Arc::clone(&kept.looks))),
        Box::new(SitePages::new(Arc::clone(&kept.pages))),
        Box::new(Indexes::default()),
    ]
}

/// Makes every file of every format. Each lesson is presented once for a screen, and read by all.
pub(crate) fn make(formats: &[Box<dyn Format>], of: &Of<'_>, out: &mut Output, sink: &mut Diagnostics) {
    for format in formats {
        let others = formats.iter().filter(|other| !std::ptr::eq(&***other, &**format)).collect::<Vec<_>>();
        format.whole(of, &|presenter, lesson| others.iter().for_each(|other| other.read(presenter, lesson)), out, sink);
    }
}
