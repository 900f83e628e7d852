//! Workers: processes of this program that run strangers' templates, begun and been. Which work there is stands here; how it is done,
//! with who sends it.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::worker::{self, JobHandler, Workers};

/// The stack that templates run on: as much as sheets are set with.
const STACK: usize = 16 * 1024 * 1024;

/// Workers of this program. None where it cannot be told which that is.
pub(super) fn workers() -> Workers {
    // The very program that runs, even where another has been put in its place meanwhile.
    let own = PathBuf::from("/proc/self/exe");
    let own = if cfg!(target_os = "linux") && own.exists() { Some(own) } else { std::env::current_exe().ok() };
    own.map_or_else(Workers::default, Workers::of)
}

/// Works until nobody sends anything any more.
pub(super) fn work() -> ExitCode {
    // One thread: there are as many workers as processors, and each thread would claim room of its own.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build_global();
    let work = std::thread::Builder::new().stack_size(STACK).spawn(|| worker::run(begin).is_ok());
    let is_done = work.is_ok_and(|work| work.join().unwrap_or(false));
    if is_done { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

fn begin(kind: &str, setup: &[u8]) -> Option<JobHandler> {
    match kind {
        crate::page::KIND => crate::page::work(setup),
        #[cfg(feature = "pdf")]
        crate::handout::KIND => crate::handout::work(setup),
        _ => None,
    }
}
