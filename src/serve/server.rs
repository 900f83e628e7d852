//! What all connections share, and the response to each request: a file of the site, or one of the server's own. Reads no bytes
//! from a connection, and sends none.

use std::sync::Arc;

use tokio::sync::{Semaphore, watch as latest};

use super::editor::Editor;
use super::event::Event;
use super::guard::AllowedHosts;
use super::head::{Method, Rejection, Request};
use super::listen::ConnectionLimit;
use super::response::{self, Response, Route, ServedFile};
use super::state::{self, FileHistory, MadeFile, ServeState};
use super::subscribers::EventSubscribers;

/// What all connections share.
pub(super) struct Server {
    pub(super) hosts: AllowedHosts,
    pub(super) state: latest::Sender<Arc<ServeState>>,
    pub(super) history: FileHistory,
    pub(super) editor: Option<Editor>,
    pub(super) connections: ConnectionLimit,
    pub(super) subscribers: EventSubscribers,
    /// How many sheets for paper, and the like, are made at a time.
    pub(super) slow_jobs: Semaphore,
    pub(super) report: Box<dyn Fn(Event<'_>) + Send + Sync>,
}

const LIVE_SCRIPT: &str = include_str!("live.js");
const LIVE_SHEET: &str = include_str!("live.css");

impl Server {
    /// The response to a request that was admitted; `None` for the stream of events.
    pub(super) async fn response(self: &Arc<Server>, request: &Request) -> Option<Response> {
        let state = Arc::clone(&self.state.borrow());
        // What the site has is asked of it elsewhere: that may take long.
        match response::route(&request.target, |_| false) {
            Ok(Route::Own(name)) => self.own_file(request, &name, state).await,
            Ok(Route::File(_) | Route::Folder(_) | Route::Nothing) => Some(self.serve_file(request, state).await),
            Err(rejection) => Some(Response::rejection(&rejection)),
        }
    }

    /// What the site has at an address, made where nobody asked for it before.
    async fn serve_file(self: &Arc<Server>, request: &Request, state: Arc<ServeState>) -> Response {
        // Sheets and the index take long, and are made two at a time; no page waits for them.
        let _permit = if is_slow(&request.target) { self.slow_jobs.acquire().await.ok() } else { None };
        let (shared, target) = (Arc::clone(self), request.target.clone());
        let find = run_blocking(move || shared.find(&target, &state)).await;
        match find {
            Some(Lookup::Folder(to)) => Response::redirect(&to),
            Some(Lookup::File(body)) => Response::file(request, body),
            Some(Lookup::Page(status, body)) => Response::page(status, body),
            None => Response::page(500, state::plain("daf crashed while it made this. The terminal says more.")),
        }
    }

    /// The same, on a thread that may take its time.
    fn find(&self, target: &str, state: &ServeState) -> Lookup {
        if state.site.is_none() {
            return Lookup::Page(503, state::plain("There is no page yet: something has to be mended first."));
        }
        let path = match response::route(target, |path| state.has(path) || self.history.had(path)) {
            Ok(Route::Folder(to)) => return Lookup::Folder(to),
            Ok(Route::File(path)) => path,
            Ok(Route::Own(_) | Route::Nothing) | Err(_) => return Lookup::Page(404, state.missing()),
        };
        match state.make(&path, &self.history, &*self.report) {
            MadeFile::Current(body) | MadeFile::Stale(body) => Lookup::File(body),
            MadeFile::Broken => Lookup::Page(500, state::plain("This cannot be made until something is mended.")),
            MadeFile::Nothing => Lookup::Page(404, state.missing()),
        }
    }

    /// One of the server's own files.
    async fn own_file(self: &Arc<Server>, request: &Request, name: &str, state: Arc<ServeState>) -> Option<Response> {
        if let Err(rejection) = self.hosts.check_own(request) {
            return Some(Response::rejection(&rejection));
        }
        Some(match name {
            "live.js" => Response::text(200, "text/javascript; charset=utf-8", LIVE_SCRIPT),
            "live.css" => Response::text(200, "text/css; charset=utf-8", LIVE_SHEET),
            "events" if request.method == Method::Get => return None,
            "events" => Response::text(200, "text/event-stream; charset=utf-8", ""),
            "state.json" => self.data(request, state).await,
            _ => Response::rejection(&Rejection::new(404, "the server has no such file")),
        })
    }

    async fn data(self: &Arc<Server>, request: &Request, state: Arc<ServeState>) -> Response {
        let requested = request.target.split_once("?page=").map_or("/", |(_, page)| page);
        let requested = percent_encoding::percent_decode_str(requested).decode_utf8_lossy().into_owned();
        let editor = self.editor.clone();
        let data = run_blocking(move || {
            let path = match response::route(&requested, |path| path.ends_with(".html") && state.has(path)) {
                Ok(Route::File(path)) => Some(path),
                Ok(Route::Folder(_) | Route::Own(_) | Route::Nothing) | Err(_) => None,
            };
            state.data(path.as_deref(), editor.as_ref()).to_string()
        });
        let data = data.await;
        match data {
            Some(data) => Response::text(200, "application/json", data),
            None => Response::rejection(&Rejection::new(500, "the state cannot be told")),
        }
    }
}

/// What was found at an address.
enum Lookup {
    Folder(String),
    File(Arc<ServedFile>),
    Page(u16, ServedFile),
}

/// Whether what an address leads to may take long to make: a sheet for paper, a part of a search index.
fn is_slow(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    path.ends_with(".pdf") || path.ends_with(".zip") || (path.contains("/search/") && path.ends_with(".js"))
}

/// Work that may take long, on a thread that nobody waits for. `None` where it panicked.
async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
