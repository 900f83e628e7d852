//! Ctrl-C, and being asked to end: whatever is half written is finished or undone first, and a second time ends at once.

use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::fs;

/// The code that a program ends with when it is interrupted.
const INTERRUPTED: i32 = 130;
/// How soon it is noticed.
const SOON: Duration = Duration::from_millis(20);

/// Watches for it from now on. Not for commands that run until somebody stops them.
pub(super) fn watch() {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: what the second does is seen by the first when the signal comes again. Where neither can be had, the
        // system ends the program, and the next run mends what that left.
        let _ = flag::register_conditional_shutdown(signal, INTERRUPTED, asked.clone());
        let _ = flag::register(signal, asked.clone());
    }
    std::thread::spawn(move || {
        while !asked.load(Ordering::SeqCst) {
            std::thread::sleep(SOON);
        }
        fs::stop(end);
    });
}

fn end(stands: fs::Stopped) {
    let mut out = std::io::stderr();
    // A bar may stand on the line.
    let line = if out.is_terminal() { "\r\u{1b}[2K" } else { "" };
    let what = match stands {
        fs::Stopped::Before => "what was there before is as it was",
        fs::Stopped::After => {
            "the new site is in its place; pages that are no longer in it may be there still, and the next build removes them"
        }
    };
    let _ = writeln!(out, "{line}daf: interrupted; {what}");
    std::process::exit(INTERRUPTED);
}

/// Waits for the end that was asked for.
pub(super) fn wait() -> ! {
    loop {
        std::thread::park();
    }
}
