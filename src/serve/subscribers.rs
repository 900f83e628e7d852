//! The pages that are notified of rebuilds: a bounded number, of which the oldest is dropped for a new one.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

use super::state::locked;

/// Pages that are notified at a time.
const MAX_SUBSCRIBERS: usize = 64;

/// The pages that are notified.
#[derive(Default)]
pub(crate) struct EventSubscribers(Mutex<VecDeque<Arc<Notify>>>);

impl EventSubscribers {
    pub(super) fn subscribe(&self) -> Arc<Notify> {
        let disconnect = Arc::new(Notify::new());
        let mut all = locked(&self.0);
        while all.len() >= MAX_SUBSCRIBERS {
            if let Some(oldest) = all.pop_front() {
                oldest.notify_one();
            }
        }
        all.push_back(Arc::clone(&disconnect));
        disconnect
    }

    pub(super) fn unsubscribe(&self, disconnect: &Arc<Notify>) {
        locked(&self.0).retain(|own| !Arc::ptr_eq(own, disconnect));
    }
}
