//! The preview: a curriculum served while somebody writes it. Each save shows in the browser at once.
//!
//! Reads the folder, watches it, and answers from memory; writes nothing. Who may ask is decided in `guard`, what an address
//! leads to in `answer`. What is to be said to whoever started it goes through [`Event`]; nothing here prints.

pub mod answer;
mod connection;
mod editor;
mod event;
pub mod guard;
pub mod head;
mod listen;
mod listeners;
mod live;
mod rebuild;
mod send;
mod server;
mod settings;
mod signals;
mod state;
mod watch;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, watch as latest};

pub use editor::Editor;
pub use event::Event;
use guard::Names;
use listen::ConnectionLimit;
pub use listen::PORT;
use listeners::Listeners;
use rebuild::Rebuilder;
use server::Server;
pub use settings::Settings;
pub use signals::End;
use signals::interrupted;
use state::Kept;

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
/// In one line, where it cannot begin: the port is taken, the folder is not there.
pub fn serve(settings: Settings, told: impl Fn(Event<'_>) + Send + Sync + 'static) -> Result<End, String> {
    let listeners = listen::bind(settings.host, settings.port)?;
    let at =
        listeners.first().and_then(|listener| listener.local_addr().ok()).ok_or("there is no address to listen at")?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(MAKERS)
        .thread_stack_size(STACK)
        .enable_all()
        .build()
        .map_err(|error| format!("the server cannot begin: {error}"))?;
    let mut bench = Rebuilder::new(&settings, &told);
    let first = bench.first(&told)?;
    let server = Arc::new(Server {
        names: Names { port: at.port(), allowed: settings.names },
        state: latest::Sender::new(Arc::new(first)),
        kept: Kept::default(),
        editor: settings.editor,
        seats: ConnectionLimit::default(),
        listeners: Listeners::default(),
        presses: Semaphore::new(PRESSES),
        told: Box::new(told),
    });
    let end = runtime.block_on(async {
        for listener in listeners {
            let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
            tokio::spawn(welcome(listener, Arc::clone(&server)));
        }
        (server.told)(Event::Serving { address: address(at) });
        let shared = Arc::clone(&server);
        std::thread::Builder::new()
            .name("bench".to_owned())
            .stack_size(STACK)
            .spawn(move || bench.run(&shared.state, &*shared.told))
            .map_err(|error| format!("the server cannot begin: {error}"))?;
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
