//! Rebuilds: each state of the folder is read and built here, one after another, and handed over as a whole.
//!
//! A state that cannot be read is tried again; one on which the build crashes leaves the last one served. Answers no request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch as latest;

use super::editor::Editor;
use super::event::Event;
use super::settings::Settings;
use super::state::{ServeState, counts, key, problems};
use super::watch::{FolderChange, Waited, Watch};
use crate::Options;
use crate::diag::Diagnostics;
use crate::fs::{Error, FolderReader};
use crate::preview::{PreviewBuilder, PreviewSite};
use crate::source::{FileContent, SourceSet};

/// How long a folder that cannot be read is left in peace before it is tried again: a file may have gone while it was read.
const PAUSES: [Duration; 3] = [Duration::from_millis(15), Duration::from_millis(40), Duration::from_millis(100)];
/// How often one is tried again that could not be read for longer.
const RETRY_AFTER: Duration = Duration::from_millis(500);
/// Of more edited files than these none is the one that somebody works at.
const MAX_EDITED: usize = 8;

/// The folder, and all that is needed to build it again.
pub(crate) struct Rebuilder {
    folder: PathBuf,
    shown: String,
    options: Options,
    navigate: bool,
    editor: Option<Editor>,
    watch: Watch,
    reader: FolderReader,
    preview: PreviewBuilder,
    /// The state of the folder that was built last.
    last: Option<(Arc<SourceSet>, Diagnostics)>,
    /// What was wrong with it, without lines and columns, which move with every word.
    known: Vec<String>,
    site: Option<(Arc<PreviewSite>, Arc<SourceSet>)>,
    edited: Option<(u64, String)>,
    number: u64,
    /// What could not be read or built, and when that was tried last.
    trouble: Option<(String, Instant)>,
}

type EventSink<'a> = &'a (dyn Fn(Event<'_>) + Send + Sync);

impl Rebuilder {
    /// Begins to watch, before anything is read, so that no change falls between.
    pub(crate) fn new(settings: &Settings, report: EventSink<'_>) -> Rebuilder {
        let folder = settings.folder.clone();
        let (watch, trouble) = Watch::new(&folder, settings.poll);
        if let Some(why) = trouble {
            report(Event::Polling(why));
        }
        // Only the folder's own name: messages are shown in pages too, and no page tells where on this computer it stands.
        let full = std::fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
        let shown =
            full.file_name().map_or_else(|| "this folder".to_owned(), |name| name.to_string_lossy().into_owned());
        Rebuilder {
            reader: FolderReader::new(&folder),
            preview: PreviewBuilder::new(shown.clone(), None, settings.options.clone()),
            options: settings.options.clone(),
            navigate: settings.navigate,
            editor: settings.editor.clone(),
            shown,
            watch,
            folder,
            last: None,
            known: Vec::new(),
            site: None,
            edited: None,
            number: 0,
            trouble: None,
        }
    }

    /// The first state.
    ///
    /// # Errors
    /// Where the folder cannot be read at all.
    pub(crate) fn first(&mut self, report: EventSink<'_>) -> Result<ServeState, String> {
        match self.read(None) {
            Ok((sources, mistakes)) => Ok(self.build(sources, mistakes, Instant::now(), report)),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Builds each new state and hands it over, for as long as the program runs.
    pub(crate) fn run(&mut self, state: &latest::Sender<Arc<ServeState>>, report: EventSink<'_>) {
        loop {
            let change = match self.watch.wait() {
                Waited::Changed(change) => change,
                Waited::Polling(why) => {
                    report(Event::Polling(why));
                    FolderChange::All
                }
                Waited::Nothing if self.trouble.as_ref().is_some_and(|(_, at)| at.elapsed() > RETRY_AFTER) => {
                    FolderChange::All
                }
                Waited::Nothing => continue,
            };
            if let Some(new) = self.rebuild(&change, report) {
                state.send_replace(Arc::new(new));
            }
        }
    }

    /// One change; `None` where nothing is other than before.
    fn rebuild(&mut self, change: &FolderChange, report: EventSink<'_>) -> Option<ServeState> {
        let started = Instant::now();
        let changed: Option<Vec<PathBuf>> = match change {
            // After a trouble nobody knows what was read last.
            FolderChange::Some(paths) if self.trouble.is_none() => Some(paths.iter().cloned().collect()),
            FolderChange::Some(_) | FolderChange::All => None,
        };
        let read = catch_unwind(AssertUnwindSafe(|| self.read(changed)));
        let (sources, mistakes) = match read {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => return self.failed(error.message_inside(&self.folder), error.to_string(), report),
            Err(_) => return self.crashed(report),
        };
        let is_same = |(old, old_mistakes): &(Arc<SourceSet>, Diagnostics)| {
            changes(old, &sources).is_empty() && old_mistakes.as_slice() == mistakes.as_slice()
        };
        if self.trouble.is_none() && self.last.as_ref().is_some_and(is_same) {
            return None;
        }
        self.trouble = None;
        match catch_unwind(AssertUnwindSafe(|| self.build(sources, mistakes, started, report))) {
            Ok(state) => Some(state),
            Err(_) => self.crashed(report),
        }
    }

    /// Reads what changed. A file that went while it was read is no trouble: it is looked at again.
    fn read(&mut self, mut changed: Option<Vec<PathBuf>>) -> Result<(SourceSet, Diagnostics), Error> {
        let mut pauses = PAUSES.iter();
        loop {
            let mut mistakes = Diagnostics::default();
            match (self.reader.read(changed.as_deref(), &mut mistakes), pauses.next()) {
                (Ok(sources), _) => return Ok((sources, mistakes)),
                (Err(error), None) => return Err(error),
                (Err(_), Some(&pause)) => std::thread::sleep(pause),
            }
            changed = None;
        }
    }

    fn build(
        &mut self,
        sources: SourceSet,
        mistakes: Diagnostics,
        started: Instant,
        report: EventSink<'_>,
    ) -> ServeState {
        let snapshot = self.preview.snapshot(sources, mistakes.clone());
        let sources = Arc::new(snapshot.sources);
        let changed = self.last.as_ref().map(|(old, _)| changes(old, &sources)).unwrap_or_default();
        self.number += 1;
        if let (Some(site), true) = (&snapshot.site, snapshot.is_current) {
            self.site = Some((Arc::clone(site), Arc::clone(&sources)));
            let page = changed.iter().find_map(|path| site.page_of(path)).filter(|_| changed.len() <= MAX_EDITED);
            if let (Some(page), true) = (page, self.navigate) {
                self.edited = Some((self.number, page));
            }
        }
        self.last = Some((Arc::clone(&sources), mistakes));
        let keys: Vec<String> = snapshot.diagnostics.as_slice().iter().map(|one| key(one, &sources)).collect();
        let mut new = Diagnostics::default();
        for (diagnostic, _) in
            snapshot.diagnostics.as_slice().iter().zip(&keys).filter(|(_, key)| !self.known.contains(key))
        {
            new.push(diagnostic.clone());
        }
        self.known = keys;
        report(Event::Built {
            files: changed.len(),
            time: started.elapsed(),
            diagnostics: &snapshot.diagnostics,
            new: &new,
            sources: &sources,
        });
        ServeState {
            is_current: snapshot.is_current,
            problems: problems(&snapshot.diagnostics, &sources, self.editor.as_ref()),
            counts: counts(&snapshot.diagnostics),
            ..self.last_good()
        }
    }

    /// A state with the last good site.
    fn last_good(&self) -> ServeState {
        let (site, sources) = match &self.site {
            Some((site, sources)) => (Some(Arc::clone(site)), Arc::clone(sources)),
            None => (None, Arc::default()),
        };
        ServeState { number: self.number, site, sources, edited: self.edited.clone(), ..ServeState::default() }
    }

    /// The folder cannot be read or built: the last good site stays, with a word over it. `None` where it was said already.
    fn failed(&mut self, shown: String, message: String, report: EventSink<'_>) -> Option<ServeState> {
        let known = self.trouble.replace((shown.clone(), Instant::now()));
        if known.is_some_and(|(known, _)| known == shown) {
            return None;
        }
        report(Event::Trouble(message));
        self.number += 1;
        Some(ServeState { is_current: false, trouble: Some(shown), counts: [1, 0, 0], ..self.last_good() })
    }

    /// A mistake of ours: all that stood half done is thrown away.
    fn crashed(&mut self, report: EventSink<'_>) -> Option<ServeState> {
        self.preview = PreviewBuilder::new(self.shown.clone(), None, self.options.clone());
        self.reader = FolderReader::new(&self.folder);
        self.last = None;
        let message =
            "daf crashed while it built the site: that is a bug in daf, not your mistake. The last page stays; \
                    the next save is built anew"
                .to_owned();
        self.failed(message.clone(), message, report)
    }
}

/// The paths of the files that are other, new or gone.
fn changes(old: &SourceSet, new: &SourceSet) -> Vec<String> {
    let (mut old, mut new) = (old.files().peekable(), new.files().peekable());
    let mut changed = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return changed,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(old), Some(new)) => old.path.cmp(&new.path),
        };
        let was = if order.is_le() { old.next() } else { None };
        let is = if order.is_ge() { new.next() } else { None };
        match (was, is) {
            (Some(was), Some(is)) if is_same(&was.content, &is.content) => {}
            (Some(file), _) | (None, Some(file)) => changed.push(file.path.to_string()),
            (None, None) => {}
        }
    }
}

/// Whether two files hold the same. One that was not read again shares its bytes, which is seen at once.
fn is_same(one: &FileContent, other: &FileContent) -> bool {
    match (one, other) {
        (FileContent::Text(one), FileContent::Text(other)) => Arc::ptr_eq(one, other) || one == other,
        (FileContent::Bytes(one), FileContent::Bytes(other)) => Arc::ptr_eq(one, other) || one == other,
        (FileContent::Text(_) | FileContent::Bytes(_) | FileContent::OnDisk(_), _) => one.is(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::VPath;

    fn set(files: &[(&str, &str)]) -> SourceSet {
        let file = |(path, text): &(&str, &str)| Some((VPath::new(path)?, text.as_bytes().to_vec()));
        SourceSet::new(files.iter().filter_map(file))
    }

    #[test]
    fn changes_are_found_file_by_file() {
        let old = set(&[("a", "1"), ("b", "1"), ("d", "1"), ("e", "1")]);
        let new = set(&[("a", "1"), ("b", "2"), ("c", "1"), ("d", "1")]);
        assert_eq!(changes(&old, &new), ["b", "c", "e"]);
        assert!(changes(&old, &old).is_empty());
        assert_eq!(changes(&set(&[]), &set(&[("x", "")])), ["x"]);
    }
}
