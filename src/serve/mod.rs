//! The preview: a curriculum served while somebody writes it. Each save shows in the browser at once.
//!
//! Reads the folder, watches it, and answers from memory; writes nothing. Who may ask is decided in `guard`, what an address
//! leads to in `answer`. What is to be said to whoever started it goes through [`Told`]; nothing here prints.

pub mod answer;
mod bench;
mod connection;
mod editor;
pub mod guard;
pub mod head;
mod listen;
mod live;
mod state;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch as latest};

use crate::diag::Diagnostics;
use crate::source::SourceSet;
use answer::{Answer, Body, Place};
use bench::Bench;
pub use editor::Editor;
use guard::Names;
use head::{Method, Refusal, Request};
pub use listen::PORT;
use listen::Seats;
use live::Listeners;
use state::{Kept, Made, State};

/// What a server is asked for.
pub struct Settings {
    /// The curriculum's folder.
    pub folder: PathBuf,
    /// The address to listen at, in place of the loopback addresses.
    pub host: Option<IpAddr>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Other names that the server answers to.
    pub names: Vec<String>,
    /// Whether the browser goes to the page that was edited.
    pub navigate: bool,
    /// The editor that mistakes link to.
    pub editor: Option<Editor>,
    /// Whether the folder is looked through again and again, where the system does not tell of changes.
    pub looks: bool,
    /// What the site is built with.
    pub options: crate::Options,
}

/// What there is to say.
pub enum Told<'a> {
    /// It has begun, at this address.
    Serving {
        /// What to open in a browser.
        address: String,
    },
    /// A state of the folder has been built.
    Built {
        /// How many files were other than before; 0 for the first time.
        files: usize,
        /// How long it took, from when it was known.
        time: Duration,
        /// All mistakes.
        diagnostics: &'a Diagnostics,
        /// Those that the state before did not have.
        new: &'a Diagnostics,
        /// What they are shown in.
        sources: &'a SourceSet,
    },
    /// Only making a file has shown these.
    Mistakes {
        /// The mistakes.
        diagnostics: &'a Diagnostics,
        /// What they are shown in.
        sources: &'a SourceSet,
    },
    /// The folder could not be read or built; the server goes on with what it has.
    Trouble(String),
    /// The system does not tell of changes, for this reason: the folder is looked through instead.
    LooksThrough(String),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Ctrl-C.
    Interrupted,
    /// The system asked for it.
    Terminated,
}

/// What all connections share.
struct Server {
    names: Names,
    state: latest::Sender<Arc<State>>,
    kept: Kept,
    editor: Option<Editor>,
    seats: Seats,
    listeners: Listeners,
    /// How many sheets for paper, and the like, are made at a time.
    presses: Semaphore,
    told: Box<dyn Fn(Told<'_>) + Send + Sync>,
}

/// Threads that make files, and their stacks: setting a sheet needs room.
const MAKERS: usize = 16;
const STACK: usize = 16 * 1024 * 1024;
/// Sheets that are set at a time.
const PRESSES: usize = 2;
/// How long what is under way may take to end when the server does.
const ENDING: Duration = Duration::from_millis(500);

/// Serves until it is interrupted.
///
/// # Errors
/// In one line, where it can not begin: the port is taken, the folder is not there.
pub fn serve(settings: Settings, told: impl Fn(Told<'_>) + Send + Sync + 'static) -> Result<End, String> {
    let listeners = listen::bind(settings.host, settings.port)?;
    let at =
        listeners.first().and_then(|listener| listener.local_addr().ok()).ok_or("there is no address to listen at")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(MAKERS)
        .thread_stack_size(STACK)
        .enable_all()
        .build()
        .map_err(|error| format!("the server can not begin: {error}"))?;
    let mut bench = Bench::new(&settings, &told);
    let first = bench.first(&told)?;
    let server = Arc::new(Server {
        names: Names { port: at.port(), allowed: settings.names },
        state: latest::Sender::new(Arc::new(first)),
        kept: Kept::default(),
        editor: settings.editor,
        seats: Seats::default(),
        listeners: Listeners::default(),
        presses: Semaphore::new(PRESSES),
        told: Box::new(told),
    });
    let end = runtime.block_on(async {
        for listener in listeners {
            let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
            tokio::spawn(welcome(listener, Arc::clone(&server)));
        }
        (server.told)(Told::Serving { address: address(at) });
        let shared = Arc::clone(&server);
        std::thread::Builder::new()
            .name("bench".to_owned())
            .stack_size(STACK)
            .spawn(move || bench.run(&shared.state, &*shared.told))
            .map_err(|error| format!("the server can not begin: {error}"))?;
        Ok::<End, String>(interrupted().await)
    });
    runtime.shutdown_timeout(ENDING);
    end
}

/// The address to open: for a server that listens everywhere, the nearest.
fn address(at: SocketAddr) -> String {
    match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => format!("http://127.0.0.1:{}/", at.port()),
        IpAddr::V6(ip) if ip.is_unspecified() => format!("http://[::1]:{}/", at.port()),
        _ => format!("http://{at}/"),
    }
}

async fn welcome(listener: tokio::net::TcpListener, server: Arc<Server>) {
    let arrived = |stream| {
        let seat = server.seats.take();
        tokio::spawn(connection::run(stream, Arc::clone(&server), seat));
    };
    listen::accept(listener, &server.seats, arrived).await;
}

#[cfg(unix)]
async fn interrupted() -> End {
    use tokio::signal::unix::{SignalKind, signal};
    let (terminated, hung_up) = (signal(SignalKind::terminate()), signal(SignalKind::hangup()));
    let (Ok(mut terminated), Ok(mut hung_up)) = (terminated, hung_up) else {
        let _ = tokio::signal::ctrl_c().await;
        return End::Interrupted;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => End::Interrupted,
        _ = terminated.recv() => End::Terminated,
        _ = hung_up.recv() => End::Terminated,
    }
}

#[cfg(not(unix))]
async fn interrupted() -> End {
    let _ = tokio::signal::ctrl_c().await;
    End::Interrupted
}

const LIVE_SCRIPT: &str = include_str!("live.js");
const LIVE_SHEET: &str = include_str!("live.css");

impl Server {
    /// The answer to a request that may be answered; `None` for the stream of events.
    async fn answer(self: &Arc<Server>, request: &Request) -> Option<Answer> {
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
            None => Answer::instead(500, state::plain("daf fell over while it made this. The terminal says more.")),
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
            Made::Never => Found::Instead(500, state::plain("This can not be made until something is mended.")),
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
            None => Answer::refusal(&Refusal::new(500, "the state can not be told")),
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

/// Work that may take long, on a thread that nobody waits for. `None` where it fell over.
async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(work).await.ok()
}
