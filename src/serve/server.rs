//! What all connections share, and the answer to each request: a file of the site, or one of the server's own. Reads no bytes
//! from a connection, and sends none.

use std::sync::Arc;

use tokio::sync::{Semaphore, watch as latest};

use super::answer::{self, Answer, Body, Place};
use super::editor::Editor;
use super::event::Event;
use super::guard::Names;
use super::head::{Method, Refusal, Request};
use super::listen::ConnectionLimit;
use super::listeners::Listeners;
use super::state::{self, Kept, Made, State};

/// What all connections share.
pub(super) struct Server {
    pub(super) names: Names,
    pub(super) state: latest::Sender<Arc<State>>,
    pub(super) kept: Kept,
    pub(super) editor: Option<Editor>,
    pub(super) seats: ConnectionLimit,
    pub(super) listeners: Listeners,
    /// How many sheets for paper, and the like, are made at a time.
    pub(super) presses: Semaphore,
    pub(super) told: Box<dyn Fn(Event<'_>) + Send + Sync>,
}

const LIVE_SCRIPT: &str = include_str!("live.js");
const LIVE_SHEET: &str = include_str!("live.css");

impl Server {
    /// The answer to a request that may be answered; `None` for the stream of events.
    pub(super) async fn answer(self: &Arc<Server>, request: &Request) -> Option<Answer> {
        let state = Arc::clone(&self.state.borrow());
        // What the site has is asked of it elsewhere: that may take long.
        match answer::place(&request.target, |_| false) {
            Ok(Place::Own(name)) => self.own(request, &name, state).await,
            Ok(Place::File(_) | Place::Folder(_) | Place::Nothing) => Some(self.look_up(request, state).await),
            Err(refusal) => Some(Answer::refusal(&refusal)),
        }
    }

    /// What the site has at an address, made where nobody asked for it before.
    async fn look_up(self: &Arc<Server>, request: &Request, state: Arc<State>) -> Answer {
        // Sheets and the index take long, and are made two at a time; no page waits for them.
        let _press = if is_slow(&request.target) { self.presses.acquire().await.ok() } else { None };
        let (shared, target) = (Arc::clone(self), request.target.clone());
        let found = off_the_loop(move || shared.found(&target, &state)).await;
        match found {
            Some(Found::Folder(to)) => Answer::moved(&to),
            Some(Found::File(body)) => Answer::file(request, body),
            Some(Found::Instead(status, body)) => Answer::instead(status, body),
            None => Answer::instead(500, state::plain("daf crashed while it made this. The terminal says more.")),
        }
    }

    /// The same, on a thread that may take its time.
    fn found(&self, target: &str, state: &State) -> Found {
        if state.site.is_none() {
            return Found::Instead(503, state::plain("There is no page yet: something has to be mended first."));
        }
        let path = match answer::place(target, |path| state.has(path) || self.kept.had(path)) {
            Ok(Place::Folder(to)) => return Found::Folder(to),
            Ok(Place::File(path)) => path,
            Ok(Place::Own(_) | Place::Nothing) | Err(_) => return Found::Instead(404, state.missing()),
        };
        match state.make(&path, &self.kept, &*self.told) {
            Made::Good(body) | Made::Old(body) => Found::File(body),
            Made::Never => Found::Instead(500, state::plain("This cannot be made until something is mended.")),
            Made::Nothing => Found::Instead(404, state.missing()),
        }
    }

    /// One of the server's own files.
    async fn own(self: &Arc<Server>, request: &Request, name: &str, state: Arc<State>) -> Option<Answer> {
        if let Err(refusal) = self.names.check_own(request) {
            return Some(Answer::refusal(&refusal));
        }
        Some(match name {
            "live.js" => Answer::text(200, "text/javascript; charset=utf-8", LIVE_SCRIPT),
            "live.css" => Answer::text(200, "text/css; charset=utf-8", LIVE_SHEET),
            "events" if request.method == Method::Get => return None,
            "events" => Answer::text(200, "text/event-stream; charset=utf-8", ""),
            "state.json" => self.data(request, state).await,
            _ => Answer::refusal(&Refusal::new(404, "the server has no such file")),
        })
    }

    async fn data(self: &Arc<Server>, request: &Request, state: Arc<State>) -> Answer {
        let asked = request.target.split_once("?page=").map_or("/", |(_, page)| page);
        let asked = percent_encoding::percent_decode_str(asked).decode_utf8_lossy().into_owned();
        let editor = self.editor.clone();
        let data = off_the_loop(move || {
            let path = match answer::place(&asked, |path| path.ends_with(".html") && state.has(path)) {
                Ok(Place::File(path)) => Some(path),
                Ok(Place::Folder(_) | Place::Own(_) | Place::Nothing) | Err(_) => None,
            };
            state.data(path.as_deref(), editor.as_ref()).to_string()
        });
        let data = data.await;
        match data {
            Some(data) => Answer::text(200, "application/json", data),
            None => Answer::refusal(&Refusal::new(500, "the state cannot be told")),
        }
    }
}

/// What was found at an address.
enum Found {
    Folder(String),
    File(Arc<Body>),
    Instead(u16, Body),
}

/// Whether what an address leads to may take long to make: a sheet for paper, a part of a search index.
fn is_slow(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    path.ends_with(".pdf") || path.ends_with(".zip") || (path.contains("/search/") && path.ends_with(".js"))
}

/// Work that may take long, on a thread that nobody waits for. `None` where it panicked.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
