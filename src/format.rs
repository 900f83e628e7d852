//! A format: one form in which a curriculum goes out, such as pages, sheets or an index.
//!
//! Holds what a format promises and what it is made of; names none. Which there are stands in `formats`. A format makes all of its
//! files for a whole build, and any one of them for the preview, of the same bytes; what one must know of another is planned from
//! the curriculum and the options before either is made.

use std::sync::Arc;

use crate::curriculum::Curriculum;
use crate::diag::{Diagnostics, make};
use crate::document::Presenter;
use crate::document::model::Lesson;
use crate::options::Options;
use crate::output::{Bytes, Output};
use crate::theme::Theme;

/// What every format is made of.
#[derive(Clone, Copy)]
pub(crate) struct Of<'a> {
    /// The linked curriculum.
    pub(crate) curriculum: &'a Curriculum,
    /// The theme with all that is laid over it.
    pub(crate) theme: &'a Theme,
    /// What was asked for.
    pub(crate) options: &'a Options,
}

/// Who else reads a lesson that was presented, so that it is presented once for all.
pub(crate) type Tell<'t> = dyn Fn(&Presenter<'_>, &Lesson<'_>) + Sync + 't;

/// One form in which a curriculum goes out.
pub(crate) trait Format: Send + Sync {
    /// The paths of its files that can be told without making one; sheets, which are many and slow, tell none.
    fn paths(&self, of: &Of<'_>) -> Vec<String>;

    /// Whether it has a file at a path.
    fn has(&self, of: &Of<'_>, path: &str) -> bool;

    /// Makes the file at a path: the bytes that a whole build gives. `None` where it has none; nothing in it where a mistake
    /// is told.
    fn file(&self, of: &Of<'_>, path: &str, sink: &mut Diagnostics) -> Option<Bytes>;

    /// What it makes the file at a path from, where it has one, without making it.
    fn origin(&self, of: &Of<'_>, path: &str) -> Option<String>;

    /// Reads a lesson that was presented for a screen: called once for each lesson, audience and language, from many threads. Whoever
    /// reads stands in the list behind who presents, and makes its own files afterwards.
    fn read(&self, _presenter: &Presenter<'_>, _lesson: &Lesson<'_>) {}

    /// Makes all of its files. `tell` is to be called with every lesson that it presents for a screen.
    fn whole(&self, of: &Of<'_>, tell: &Tell<'_>, out: &mut Output, sink: &mut Diagnostics);

    /// Those of its files that have a hash in their names, where they were made: whoever has a page of the site asks for them later.
    fn named_by_content(&self) -> Option<Arc<Output>> {
        None
    }
}

/// Files that are there before any format is asked: copied ones, and those of the theme.
pub(crate) struct PremadeFiles {
    files: Arc<Output>,
    /// Whether each has a hash of what it holds in its name.
    is_named_by_content: bool,
}

impl PremadeFiles {
    /// Files that stand where they stand in the folder.
    pub(crate) fn copied(files: Arc<Output>) -> PremadeFiles {
        PremadeFiles { files, is_named_by_content: false }
    }

    /// Files with a hash of what each holds in its name.
    pub(crate) fn named_by_content(files: Arc<Output>) -> PremadeFiles {
        PremadeFiles { files, is_named_by_content: true }
    }
}

impl Format for PremadeFiles {
    fn paths(&self, _of: &Of<'_>) -> Vec<String> {
        self.files.paths()
    }

    fn has(&self, _of: &Of<'_>, path: &str) -> bool {
        self.files.get(path).is_some()
    }

    fn file(&self, _of: &Of<'_>, path: &str, sink: &mut Diagnostics) -> Option<Bytes> {
        let made = self.files.get(path)?;
        if let Some(bytes) = made.here() {
            return Some(bytes.clone());
        }
        let read = made.read().map(|bytes| bytes.into_owned().into());
        Some(read.unwrap_or_else(|_| {
            sink.push(make::changed_meanwhile(&made.origin));
            Vec::new().into()
        }))
    }

    fn origin(&self, _of: &Of<'_>, path: &str) -> Option<String> {
        self.files.get(path).map(|made| made.origin.to_string())
    }

    fn whole(&self, _of: &Of<'_>, _tell: &Tell<'_>, out: &mut Output, sink: &mut Diagnostics) {
        out.insert_all(&self.files, sink);
    }

    fn named_by_content(&self) -> Option<Arc<Output>> {
        self.is_named_by_content.then(|| Arc::clone(&self.files))
    }
}
