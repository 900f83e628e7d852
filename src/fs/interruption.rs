//! Work on the disk that is not broken off in the middle: who wants to stop asks, and waits until it is done or undone.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock, TryLockError};
use std::time::{Duration, Instant};

/// Held by all work that is under way; taken alone by whoever ends the program.
static UNDER_WAY: RwLock<()> = RwLock::new(());
static ASKED: AtomicBool = AtomicBool::new(false);
static TOO_LATE: RwLock<bool> = RwLock::new(false);
/// What is under way may be left to the next run.
static SETTLED: AtomicBool = AtomicBool::new(false);

/// How long whoever ends the program waits for work to be done or undone. A disk may take longer, and nobody waits longer for an end.
const PATIENCE: Duration = Duration::from_millis(700);
/// How often it is looked whether it is.
const PAUSE: Duration = Duration::from_millis(5);

/// What stands on the disk when the program is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// What was there before; what was staged may stand beside it still, and the next run clears it.
    Before,
    /// All that was to be put in its place; what is to go may be there still, and the next run removes it.
    After,
}

/// Does work that [`stop`] waits for. It must not be called from such work.
pub(super) fn uninterrupted<T>(uninterrupted: impl FnOnce() -> T) -> T {
    let _held = UNDER_WAY.read().unwrap_or_else(PoisonError::into_inner);
    uninterrupted()
}

/// Whether somebody wants to stop.
pub(super) fn is_stop_requested() -> bool {
    ASKED.load(Ordering::SeqCst)
}

/// Goes past the point from which work is finished and no more undone; `false` where somebody has asked to stop before it.
pub(super) fn pass_commit_point() -> bool {
    let mut late = TOO_LATE.write().unwrap_or_else(PoisonError::into_inner);
    *late = !is_stop_requested();
    *late
}

/// Says that all is in its place, and what is still to be done may be left to the next run.
pub(super) fn mark_settled() {
    SETTLED.store(true, Ordering::SeqCst);
}

/// Asks all work to stop, and waits a moment for it. Where it could still be undone, `end` is called, and nothing that was there is
/// touched while it runs; where it was too late, the work is done and `end` is not called, unless what is left of it takes long and
/// may be left.
pub fn stop(end: impl FnOnce(Stopped)) {
    let late = {
        let late = TOO_LATE.read().unwrap_or_else(PoisonError::into_inner);
        ASKED.store(true, Ordering::SeqCst);
        *late
    };
    let asked = Instant::now();
    loop {
        let lock_for_writing = match UNDER_WAY.try_write() {
            Ok(lock_for_writing) => Some(lock_for_writing),
            Err(TryLockError::Poisoned(lock_for_writing)) => Some(lock_for_writing.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let is_over = asked.elapsed() > PATIENCE;
        match (late, lock_for_writing) {
            (true, Some(_)) => return,
            (true, None) if is_over && SETTLED.load(Ordering::SeqCst) => return end(Stopped::After),
            // Work that has not come to its point cannot pass it any more.
            (false, lock_for_writing) if lock_for_writing.is_some() || is_over => return end(Stopped::Before),
            _ => std::thread::sleep(PAUSE),
        }
    }
}
