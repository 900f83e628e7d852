//! Times the sheets of `content/`: what daf does itself beside what the engine does (compile and export).
//!
//! `cargo bench --bench handouts`. One thread, so that the two add up; medians of five. Fails by no time.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::path::Path;
use std::time::{Duration, Instant};

use daf::diag::Diagnostics;
use daf::{Options, fs, handout};

fn main() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("nothing has made the pool yet");
    let mut rows: Vec<(Duration, Duration)> = (0..5).map(|_| round(&content)).collect();
    rows.sort_by_key(|(own, engine)| *own + *engine);
    let (own, engine) = rows[2];
    println!("own work (reading, linking, preparing) {:>8.1} ms", own.as_secs_f64() * 1e3);
    println!("engine (compile and export)            {:>8.1} ms", engine.as_secs_f64() * 1e3);
    println!("own / engine: {:.3} (to reach: 0.15)", own.as_secs_f64() / engine.as_secs_f64());
}

/// Our own time, and the engine's.
fn round(content: &Path) -> (Duration, Duration) {
    typst::comemo::evict(0);
    let started = Instant::now();
    let mut sink = Diagnostics::default();
    let sources = fs::read(content, &mut sink).expect("the content can be read");
    let curriculum = daf::load(&sources, "content", &Options::default(), &mut sink).expect("daf.yaml can be used");
    let theme = daf::theme_for(&curriculum, &sources, &mut sink).expect("the theme is shipped");
    let press = handout::Press::new(&theme, &curriculum);
    let sheets = handout::prepare(&curriculum, &theme, &press, &mut sink);
    let own = started.elapsed();
    let started = Instant::now();
    for sheet in &sheets {
        press.set(sheet).expect("every sheet can be set");
    }
    (own, started.elapsed())
}
