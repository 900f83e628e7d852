//! Work on the disk that is not broken off in the middle: who wants to stop asks, and waits until it is done or undone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

/// Held by all work that is under way; taken alone by whoever ends the program.
static UNDER_WAY: RwLock<()> = RwLock::new(());
static ASKED: AtomicBool = AtomicBool::new(false);
static TOO_LATE: RwLock<bool> = RwLock::new(false);

/// Does work that [`stop`] waits for. It must not be called from such work.
pub(super) fn work<T>(work: impl FnOnce() -> T) -> T {
    let _held = UNDER_WAY.read().unwrap_or_else(PoisonError::into_inner);
    work()
}

/// Whether somebody wants to stop.
pub(super) fn is_asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Goes past the point from which work is finished and no more undone; `false` where somebody has asked to stop before it.
pub(super) fn go_through() -> bool {
    let mut late = TOO_LATE.write().unwrap_or_else(PoisonError::into_inner);
    *late = !is_asked();
    *late
}

/// Asks all work to stop, and waits for it. Where it could still be undone, `end` is called, and nothing on the disk is
/// touched while it runs; where it was too late, the work is done and `end` is not called.
pub fn stop(end: impl FnOnce()) {
    let late = {
        let late = TOO_LATE.read().unwrap_or_else(PoisonError::into_inner);
        ASKED.store(true, Ordering::SeqCst);
        *late
    };
    if !late {
        let _alone = UNDER_WAY.write().unwrap_or_else(PoisonError::into_inner);
        end();
    }
}
