//! Times the search index of a curriculum: processor seconds and peak memory of making it, and what it weighs.
//!
//! `cargo bench --bench search -- DIR` prints one line of JSON. The peak is of the whole process, the linked curriculum
//! included. Fails by no time.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::PathBuf;

use daf::diag::Diagnostics;
use daf::output::Output;
use daf::{Options, fs, search};

fn main() {
    let content = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).map(PathBuf::from);
    let Some(content) = content else { return println!("a folder of lessons is missing") };
    let mut sink = Diagnostics::default();
    let sources = fs::read(&content, &mut sink).expect("the content can be read");
    let curriculum = daf::load(&sources, "content", &Options::default(), &mut sink).expect("daf.yaml can be used");
    drop(sources);
    let before = status("VmRSS:");
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let started = processor_seconds();
    let mut output = Output::default();
    search::make(&curriculum, &mut output, &mut sink);
    let seconds = processor_seconds() - started;
    let bytes: usize = output.iter().map(|(_, file)| file.size()).sum();
    println!(
        "{{\"cpu\":{seconds:.3},\"before\":{before:.0},\"peak\":{:.0},\"files\":{},\"bytes\":{bytes}}}",
        status("VmHWM:"),
        output.iter().count()
    );
}

/// Processor time of this process so far, in seconds; 0 where the system does not tell.
fn processor_seconds() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0.0 };
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// A line of the system's account of this process, in MiB; 0 where there is none.
fn status(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
