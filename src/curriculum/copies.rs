//! What is told of the files that a site copies: which of them a browser would run, and which pictures lost something.
//!
//! Of files that are not published nothing is told. Changes nothing.

use std::collections::BTreeSet;

use super::model::{Curriculum, File, FileNo};
use crate::diag::{Diagnostics, make};

impl Curriculum {
    /// Tells of the copied files. Needs no more than a look at each where there is nothing to tell.
    pub(crate) fn report_copies(&self, sink: &mut Diagnostics) {
        let notable = |file: &File| {
            file.active.is_some() || !file.removed.is_empty() || (file.is_static() && file.refused.is_some())
        };
        let list: Vec<(FileNo, &File)> = self
            .files
            .iter()
            .enumerate()
            .filter(|(_, file)| notable(file))
            .map(|(at, file)| (FileNo::new(at), file))
            .collect();
        if list.is_empty() {
            return;
        }
        let used: BTreeSet<FileNo> =
            self.scopes.iter().flat_map(|scope| scope.linked.iter().chain(&scope.shown)).copied().collect();
        for (_, file) in list.iter().filter(|(no, file)| file.is_static() || used.contains(no)) {
            self.report_copy(file, sink);
        }
    }

    fn report_copy(&self, file: &File, sink: &mut Diagnostics) {
        let path = file.source.as_str();
        if let Some(active) = file.active {
            if self.config.static_scripts {
                sink.push(make::active_file_allowed(path, active.words()));
            } else if file.is_static() {
                sink.push(make::active_file(path, active.words()));
            }
        } else if let Some(why) = file.refused.as_ref().filter(|_| !self.may_publish(file)) {
            sink.push(make::bad_copy(path, why));
        }
        if !file.removed.is_empty() {
            let at = file.removed.at();
            sink.push(make::active_picture(file.id.span(at..at), file.source.name(), &file.removed.words()));
        }
    }
}
