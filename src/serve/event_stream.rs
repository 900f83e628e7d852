//! Telling pages that something is new: a stream of events that say so and no more.
//!
//! What is new, a page asks for itself.

use std::io;
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::response::COMMON_FIELDS;
use super::send::put;
use super::server::Server;

/// How often something is sent, so that it is noticed who has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How soon a page whose stream broke off should come again, in milliseconds.
const RETRY: u32 = 1000;

/// Sends events until the other side has gone, or has to go.
pub(crate) async fn stream(stream: &mut TcpStream, server: &Server) -> io::Result<()> {
    let disconnect = server.subscribers.subscribe();
    let done = tell(stream, server, &disconnect).await;
    server.subscribers.unsubscribe(&disconnect);
    done
}

async fn tell(stream: &mut TcpStream, server: &Server, disconnect: &Notify) -> io::Result<()> {
    let mut states = server.state.subscribe();
    let head = format!(
        "HTTP/1.1 200 OK\r\n{COMMON_FIELDS}Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
         Connection: close\r\n\r\nretry: {RETRY}\n\n"
    );
    put(stream, head.as_bytes()).await?;
    let mut number = states.borrow_and_update().number;
    put(stream, event(number).as_bytes()).await?;
    let mut ignored = [0; 256];
    loop {
        tokio::select! {
            changed = states.changed() => {
                if changed.is_err() {
                    return Ok(());
                }
                let new = states.borrow_and_update().number;
                if new != number {
                    number = new;
                    put(stream, event(number).as_bytes()).await?;
                }
            }
            () = tokio::time::sleep(HEARTBEAT) => put(stream, b":\n\n").await?,
            () = disconnect.notified() => return Ok(()),
            // Nothing is expected from the other side but its end.
            read = stream.read(&mut ignored) => if read? == 0 {
                return Ok(());
            },
        }
    }
}

/// Carries a number and nothing of what changed.
fn event(number: u64) -> String {
    format!("event: reload\ndata: {number}\n\n")
}
