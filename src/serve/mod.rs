//! The preview: a curriculum served while somebody writes it. Each save shows in the browser at once.
//!
//! Reads the folder, watches it, and answers from memory; writes nothing. Who may ask is decided in `guard`, what an address
//! leads to in `response`. What is to be said to whoever started it goes through `Event`; nothing here prints.

mod connection;
mod editor;
mod event;
mod event_stream;
/// Who may ask.
pub mod guard;
/// The head of a request.
pub mod head;
mod listen;
mod rebuild;
/// What is answered.
pub mod response;
mod send;
mod server;
mod settings;
mod signals;
mod state;
mod subscribers;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch as latest};

pub use editor::Editor;
pub use event::Event;
use guard::AllowedHosts;
use listen::ConnectionLimit;
pub use listen::PORT;

use rebuild::Rebuilder;
use server::Server;
pub use settings::Settings;
pub use signals::Shutdown;
use signals::wait_for_shutdown;
use state::FileHistory;
use subscribers::EventSubscribers;

/// Threads that make files, and their stacks: setting a sheet needs room.
const BLOCKING_THREADS: usize = 16;
const STACK: usize = 16 * 1024 * 1024;
/// Sheets that are set at a time.
const SLOW_JOBS: usize = 2;
/// How long what is under way may take to end when the server does.
const SHUTDOWN_GRACE: Duration = Duration::from_millis(500);

/// Serves until it is interrupted.
///
/// # Errors
/// In one line, where it cannot begin: the port is taken, the folder is not there.
pub fn serve(settings: Settings, report: impl Fn(Event<'_>) + Send + Sync + 'static) -> Result<Shutdown, String> {
    let listeners = listen::bind(settings.host, settings.port)?;
    let at =
        listeners.first().and_then(|listener| listener.local_addr().ok()).ok_or("there is no address to listen at")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING_THREADS)
        .thread_stack_size(STACK)
        .enable_all()
        .build()
        .map_err(|error| format!("the server cannot begin: {error}"))?;
    let mut rebuilder = Rebuilder::new(&settings, &report);
    let first = rebuilder.first(&report)?;
    let server = Arc::new(Server {
        hosts: AllowedHosts { port: at.port(), allowed: settings.allowed_hosts },
        state: latest::Sender::new(Arc::new(first)),
        history: FileHistory::default(),
        editor: settings.editor,
        connections: ConnectionLimit::default(),
        subscribers: EventSubscribers::default(),
        slow_jobs: Semaphore::new(SLOW_JOBS),
        report: Box::new(report),
    });
    let end = runtime.block_on(async {
        for listener in listeners {
            let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
            tokio::spawn(accept_connections(listener, Arc::clone(&server)));
        }
        (server.report)(Event::Serving { address: address(at) });
        let shared = Arc::clone(&server);
        std::thread::Builder::new()
            .name("rebuild".to_owned())
            .stack_size(STACK)
            .spawn(move || rebuilder.run(&shared.state, &*shared.report))
            .map_err(|error| format!("the server cannot begin: {error}"))?;
        Ok::<Shutdown, String>(wait_for_shutdown().await)
    });
    runtime.shutdown_timeout(SHUTDOWN_GRACE);
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

async fn accept_connections(listener: tokio::net::TcpListener, server: Arc<Server>) {
    let arrived = |stream| {
        let slot = server.connections.acquire();
        tokio::spawn(connection::run(stream, Arc::clone(&server), slot));
    };
    listen::accept(listener, &server.connections, arrived).await;
}
