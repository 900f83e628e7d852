//! What a build is asked for. Plain values; reads nothing.

use crate::output;
use crate::worker::Workers;

/// What a build is asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Keep drafts.
    pub drafts: bool,
    /// Leave the PDFs out.
    pub no_handouts: bool,
    /// Tell of what the PDFs would lack, though they are left out.
    pub checks_handouts: bool,
    /// The address of the site, over the one in `daf.yaml`.
    pub base_url: Option<String>,
    /// The day for which the readings of the year are shown, as `YYYY-MM-DD`; the day of the build where it is `None`.
    pub today: Option<String>,
    /// Where sheets are kept that were set before.
    pub cache: output::Cache,
    /// Where sheets lie until they are written.
    pub spill: output::SpillFile,
    /// Who is told how many sheets are set.
    pub progress: output::Progress,
    /// The day of the build as `YYYY-MM-DD`; the newest day in the content where it is `None`.
    pub date: Option<String>,
    /// Leave images as large as they are, where only the words are looked at.
    pub large_images: bool,
    /// Who runs templates that are a stranger's; where there is nobody, they are run here, without bounds.
    pub workers: Workers,
}

impl Options {
    /// Whether sheets are made, and can be linked.
    pub(crate) fn makes_sheets(&self) -> bool {
        cfg!(feature = "pdf") && !self.no_handouts
    }
}
