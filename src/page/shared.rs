//! Values that many pages show alike, made once: links to lessons, of which the side of each page of a unit lists many.
//!
//! Kept for as long as the pages of one language are made. Holds nothing that depends on the page it stands on but its way up to the
//! root, by which it is found.

use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::values::Value;

/// Values by what they are of.
pub(crate) struct SharedValues<K>(Mutex<FxHashMap<K, Value>>);

impl<K> Default for SharedValues<K> {
    fn default() -> SharedValues<K> {
        SharedValues(Mutex::default())
    }
}

impl<K: Eq + Hash> SharedValues<K> {
    /// The value of a key, made where there is none yet. Two threads may both make it: it is the same.
    pub(crate) fn get_or_make(&self, key: K, make: impl FnOnce() -> Value) -> Value {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = lock().get(&key) {
            return value.clone();
        }
        let value = make();
        lock().insert(key, value.clone());
        value
    }
}
