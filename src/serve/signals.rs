//! How the server is asked to end: by Ctrl-C, or by the system.

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shutdown {
    /// Ctrl-C.
    Interrupted,
    /// The system asked for it.
    Terminated,
}

/// Waits until somebody asks.
#[cfg(unix)]
pub(super) async fn wait_for_shutdown() -> Shutdown {
    use tokio::signal::unix::{SignalKind, signal};
    let (terminated, hung_up) = (signal(SignalKind::terminate()), signal(SignalKind::hangup()));
    let (Ok(mut terminated), Ok(mut hung_up)) = (terminated, hung_up) else {
        let _ = tokio::signal::ctrl_c().await;
        return Shutdown::Interrupted;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => Shutdown::Interrupted,
        _ = terminated.recv() => Shutdown::Terminated,
        _ = hung_up.recv() => Shutdown::Terminated,
    }
}

/// Waits until somebody asks.
#[cfg(not(unix))]
pub(super) async fn wait_for_shutdown() -> Shutdown {
    let _ = tokio::signal::ctrl_c().await;
    Shutdown::Interrupted
}
