//! What is served now: the newest site without an error, what is wrong with the newest state of the folder, and the last good
//! pages.
//!
//! A state is replaced as a whole and never changed, so that whoever answers a request reads one state to its end. Makes files
//! when they are asked for; sends nothing.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::{Value, json};

use super::editor::Editor;
use super::event::Event;
use super::response::{self, ServedFile};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity, render};
use crate::output::{Bytes, Output};
use crate::preview::PreviewSite;
use crate::source::SourceSet;

/// How many mistakes are shown in a page.
const SHOWN_MISTAKES: usize = 60;
/// How many pages are kept as they were last without a mistake.
const KEPT_PAGES: usize = 64;

/// From how many sites the files are kept that have their content's hash in their names.
const KEPT_SITES: usize = 3;

/// What is served at one moment.
#[derive(Default)]
pub(crate) struct ServeState {
    /// Which state it is; each is one more than the last.
    pub(crate) number: u64,
    /// The newest site without an error.
    pub(crate) site: Option<Arc<PreviewSite>>,
    /// The files that the site was made from.
    pub(crate) sources: Arc<SourceSet>,
    /// Whether the site is of the newest state of the folder.
    pub(crate) is_current: bool,
    /// The mistakes of the newest state, as data.
    pub(crate) problems: Vec<Value>,
    /// How many of them are errors, warnings and notes.
    pub(crate) counts: [usize; 3],
    /// Why the folder could not be read or built.
    pub(crate) trouble: Option<String>,
    /// The page that was edited last, and the state it came with.
    pub(crate) edited: Option<(u64, String)>,
    /// Bodies that are being sent, so that many readers of a large file share one.
    pub(super) bodies: Mutex<BTreeMap<String, Weak<ServedFile>>>,
    /// Held by who reads a copied file.
    pub(super) reading: Mutex<()>,
}

/// The first mistakes of a list as data, with links for an editor where one is named.
pub(crate) fn problems(diagnostics: &Diagnostics, sources: &SourceSet, editor: Option<&Editor>) -> Vec<Value> {
    let all = diagnostics.as_slice();
    let first = render::data(all.get(..SHOWN_MISTAKES).unwrap_or(all), sources).into_iter();
    first
        .map(|mut value| {
            let path = value["path"]
                .as_str()
                .and_then(|path| sources.get(sources.find(path)?))
                .map(|file| file.path.as_written());
            if let (Some(editor), Some(path), Some(line)) = (editor, path, value["line"].as_u64()) {
                value["link"] = json!(editor.link(path, line, value["column"].as_u64().unwrap_or(1)));
            }
            value
        })
        .collect()
}

/// How many errors, warnings and notes a list has.
pub(crate) fn counts(diagnostics: &Diagnostics) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note].map(|severity| diagnostics.count(severity))
}

/// A file, made to be served.
pub(crate) enum MadeFile {
    /// As it should be.
    Current(Arc<ServedFile>),
    /// It could not be made; how it was when it last could.
    Stale(Arc<ServedFile>),
    /// It could not be made, and never was.
    Broken,
    /// The site has none.
    Nothing,
}

impl ServeState {
    /// Whether the site has a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.site.as_ref().is_some_and(|site| site.has(path))
    }

    /// A file that somebody is being sent already.
    pub(crate) fn in_use(&self, path: &str) -> Option<Arc<ServedFile>> {
        locked(&self.bodies).get(path)?.upgrade()
    }

    /// Makes a file. May take long.
    pub(crate) fn make(&self, path: &str, history: &FileHistory, report: &dyn Fn(Event<'_>)) -> MadeFile {
        if let Some(body) = self.in_use(path) {
            return MadeFile::Current(body);
        }
        let Some(site) = &self.site else { return MadeFile::Nothing };
        // A copied file may be large: of many who ask for one at once, the first reads it for all.
        let _reading = site.is_copied(path).then(|| locked(&self.reading));
        if let Some(body) = self.in_use(path) {
            return MadeFile::Current(body);
        }
        let Some(found) = site.get(path) else {
            return history
                .former(path)
                .map_or(MadeFile::Nothing, |bytes| MadeFile::Current(Arc::new(ServedFile::new(path, bytes))));
        };
        history.remember(site);
        let new = history.new_mistakes(path, found.diagnostics.clone(), &self.sources);
        if !new.is_empty() {
            report(Event::Mistakes { diagnostics: &new, sources: &self.sources });
        }
        if found.diagnostics.has_errors() {
            return history.get(path).map_or(MadeFile::Broken, MadeFile::Stale);
        }
        let body = if site.is_copied(path) {
            ServedFile::copied(path, found.bytes)
        } else {
            ServedFile::new(path, found.bytes)
        };
        let body = Arc::new(body);
        if !body.markup_hash.is_empty() {
            history.put(path, &body);
        }
        let mut bodies = locked(&self.bodies);
        bodies.retain(|_, body| body.strong_count() > 0);
        bodies.insert(path.to_owned(), Arc::downgrade(&body));
        MadeFile::Current(body)
    }

    /// The page for what is not there, for any address.
    pub(crate) fn missing(&self) -> ServedFile {
        let site = self.site.as_ref();
        let made = site.and_then(|site| site.get("404.html")).filter(|found| !found.diagnostics.has_errors());
        let page = made.and_then(|found| String::from_utf8(found.bytes.as_slice().to_vec()).ok());
        let base = site.and_then(|site| site.base());
        match page {
            Some(page) => ServedFile::new("404.html", response::root_links(&page, base, |path| self.has(path)).into()),
            None => plain("404 there is no such page"),
        }
    }

    /// What a page's script asks for: what is wrong, with `path` too where it names a file, and where somebody edits.
    pub(crate) fn data(&self, path: Option<&str>, editor: Option<&Editor>) -> Value {
        let mut problems = self.problems.clone();
        let mut counts = self.counts;
        let mut is_old = !self.is_current;
        if let Some(mut own) =
            path.and_then(|path| Some(self.site.as_ref()?.get(path)?.diagnostics)).filter(|own| !own.is_empty())
        {
            own.find_places(&self.sources);
            is_old |= own.has_errors();
            for (count, more) in counts.iter_mut().zip(self::counts(&own)) {
                *count += more;
            }
            problems.splice(0..0, self::problems(&own, &self.sources, editor));
        }
        json!({
            "build": self.number,
            "errors": counts[0],
            "warnings": counts[1],
            "notes": counts[2],
            "old": is_old,
            "trouble": self.trouble,
            "problems": problems,
            "edited": self.edited.as_ref().map(|(build, page)| json!({"build": build, "page": page})),
        })
    }
}

/// A page with one line, for where the site has none: the mistakes are shown over it.
pub(crate) fn plain(line: &str) -> ServedFile {
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>daf serve</title>\n</head>\n\
         <body>\n<main>\n<p>{line}</p>\n</main>\n</body>\n</html>\n"
    );
    ServedFile::new("plain.html", Bytes::from(page))
}

/// What tells a mistake from others, wherever in its file it stands now.
pub(crate) fn key(diagnostic: &Diagnostic, sources: &SourceSet) -> String {
    let path = match &diagnostic.place {
        Place::Named(path) => path.as_str(),
        Place::At(span) => sources.get(span.file).map_or("", |source| source.path.as_str()),
    };
    format!("{} {path} {}", diagnostic.code.id(), diagnostic.message)
}

/// What stays from one state to the next.
#[derive(Default)]
pub(crate) struct FileHistory {
    /// Pages as they were last without a mistake: the ones that were looked at last.
    pages: Mutex<VecDeque<(String, Arc<ServedFile>)>>,
    /// What was wrong in making a file when it was made last.
    mistakes: Mutex<BTreeMap<String, Vec<String>>>,
    /// Files whose names are made of what they hold, by kind ([`PreviewSite::named_by_content`]), of the sites that were asked last.
    /// A page that came before a change asks for its style sheet, and a search for its shards, after it.
    former: Mutex<Vec<VecDeque<Arc<Output>>>>,
}

impl FileHistory {
    /// Those of the mistakes in making a file that were not told already, of it or of another.
    fn new_mistakes(&self, path: &str, mut diagnostics: Diagnostics, sources: &SourceSet) -> Diagnostics {
        diagnostics.find_places(sources);
        let mut known = locked(&self.mistakes);
        let mut new = Diagnostics::default();
        for diagnostic in diagnostics.as_slice() {
            let own = key(diagnostic, sources);
            if !known.values().flatten().any(|known| *known == own) {
                new.push(diagnostic.clone());
            }
        }
        let keys: Vec<String> = diagnostics.as_slice().iter().map(|one| key(one, sources)).collect();
        if keys.is_empty() {
            known.remove(path);
        } else {
            known.insert(path.to_owned(), keys);
        }
        new
    }

    /// Notes that a file of a site was given to somebody, who may come back for others of it.
    fn remember(&self, site: &PreviewSite) {
        let named = site.named_by_content();
        let mut former = locked(&self.former);
        former.resize_with(named.len(), VecDeque::new);
        for (history, files) in former.iter_mut().zip(named) {
            let Some(files) = files else { continue };
            history.retain(|own| !Arc::ptr_eq(own, &files));
            history.push_back(files);
            if history.len() > KEPT_SITES {
                history.pop_front();
            }
        }
    }

    /// A file of a former site, where its name has a hash between two dots: any other name may mean another file by now.
    fn former(&self, path: &str) -> Option<Bytes> {
        path.rsplit('/').next().filter(|name| name.matches('.').count() > 1)?;
        let former = locked(&self.former);
        former.iter().flat_map(|history| history.iter().rev()).find_map(|files| files.get(path)?.here().cloned())
    }

    /// Whether a former site had such a file.
    pub(crate) fn had(&self, path: &str) -> bool {
        self.former(path).is_some()
    }

    fn get(&self, path: &str) -> Option<Arc<ServedFile>> {
        locked(&self.pages).iter().find(|(own, _)| own == path).map(|(_, body)| Arc::clone(body))
    }

    fn put(&self, path: &str, body: &Arc<ServedFile>) {
        let mut history = locked(&self.pages);
        history.retain(|(own, _)| own != path);
        history.push_back((path.to_owned(), Arc::clone(body)));
        while history.len() > KEPT_PAGES {
            history.pop_front();
        }
    }
}

/// What a lock holds. A thread that panicked while it held the lock has left the value whole: nothing here is changed in two steps.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
