//! Processes of daf itself that run what a stranger wrote as code: the templates of a theme that is not shipped.
//!
//! A thread cannot be ended and neither engine counts its steps, so what may run without end, or take all memory, runs in a process
//! that may be ended (`Pool`). It reads one message that says what it works with, then job after job, and gives an answer to each
//! (`run`). Knows no engine and no template: what a message says is its senders' affair. Opens no file.

mod inside;
mod message;
mod pool;

pub use inside::{JobHandler, run};
pub use message::{packed, unpacked};
pub use pool::{Bounds, Pool, Workers};
