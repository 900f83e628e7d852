//! The pages that are told of news: a bounded number, of which the oldest goes for a newcomer.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;

use super::state::locked;

/// Pages that are told at a time.
const LISTENERS: usize = 64;

/// The pages that are told.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<VecDeque<Arc<Notify>>>);

impl Listeners {
    pub(super) fn join(&self) -> Arc<Notify> {
        let bell = Arc::new(Notify::new());
        let mut all = locked(&self.0);
        while all.len() >= LISTENERS {
            if let Some(oldest) = all.pop_front() {
                oldest.notify_one();
            }
        }
        all.push_back(Arc::clone(&bell));
        bell
    }

    pub(super) fn leave(&self, bell: &Arc<Notify>) {
        locked(&self.0).retain(|own| !Arc::ptr_eq(own, bell));
    }
}
