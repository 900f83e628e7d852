//! Times sheets from inside: what only the inside knows.
//!
//! `cargo bench --bench handouts`: the sheets of `content/`, on one thread: what daf does itself beside what the engine does
//! (compile and export), so that the two add up; then all sheets set and put on a cache of the disk, and taken from it again.
//! `cargo bench --bench handouts -- --set FOLDER`: the source sheet of a folder's first lesson, in one process. Medians of
//! five. Fails by no time. What a whole command takes is measured by paper.py.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use daf::curriculum::Curriculum;
use daf::diag::Diagnostics;
use daf::output::{Cache, Output};
use daf::syntax::lesson::SheetKind;
use daf::theme::Theme;
use daf::{Options, fs, handout};

const ROUNDS: usize = 5;

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--set");
    match arguments.nth(1) {
        Some(folder) => one(&PathBuf::from(folder)),
        None => all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")),
    }
}

fn all(content: &Path) {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one");
    let mut rows: Vec<(Duration, Duration)> = (0..ROUNDS).map(|_| alone.install(|| round(content))).collect();
    rows.sort_by_key(|(own, engine)| *own + *engine);
    let (own, engine) = rows[ROUNDS / 2];
    println!("own work (reading, linking, preparing) {:>8.1} ms", own.as_secs_f64() * 1e3);
    println!("engine (compile and export)            {:>8.1} ms", engine.as_secs_f64() * 1e3);
    println!("own / engine: {:.3} (to reach: 0.15)", own.as_secs_f64() / engine.as_secs_f64());
    let rows: Vec<(f64, f64)> = (0..ROUNDS).map(|_| kept(content)).collect();
    let (cold, warm) = (median(rows.iter().map(|row| row.0)), median(rows.iter().map(|row| row.1)));
    println!("all sheets, set {cold:.3} s, kept from before {warm:.3} s: {:.3} (to reach: 0.050)", warm / cold);
}

/// Our own time, and the engine's.
fn round(content: &Path) -> (Duration, Duration) {
    typst::comemo::evict(0);
    let started = Instant::now();
    let mut sink = Diagnostics::default();
    let (curriculum, theme) = read(content, &mut sink);
    let compiler = handout::PdfCompiler::new(&theme, &curriculum, &Options::default().workers);
    let sheets = handout::prepare(&curriculum, &theme, &compiler, &mut sink);
    let own = started.elapsed();
    let started = Instant::now();
    for sheet in &sheets {
        compiler.set(sheet).expect("every sheet can be set");
    }
    (own, started.elapsed())
}

/// Seconds for all sheets on all processors, set and then kept from before.
fn kept(content: &Path) -> (f64, f64) {
    typst::comemo::evict(0);
    let mut sink = Diagnostics::default();
    let (curriculum, theme) = read(content, &mut sink);
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let store = fs::CacheFolder::at(folder.path()).expect("the folder can be used");
    let cache = Cache::new(Arc::new(store));
    let made = |sink: &mut Diagnostics| {
        let started = Instant::now();
        let options = Options { cache: cache.clone(), ..Options::default() };
        handout::make(&curriculum, &theme, &options, &mut Output::default(), sink);
        started.elapsed().as_secs_f64()
    };
    (made(&mut sink), made(&mut sink))
}

/// One document: the first time in a process, then one that says something else, then the very same again.
fn one(folder: &Path) {
    let mut sink = Diagnostics::default();
    let (mut curriculum, theme) = read(folder, &mut sink);
    let id = curriculum.lessons.first().map(|lesson| lesson.id.clone()).expect("the folder holds a lesson");
    let set = |curriculum: &Curriculum, sink: &mut Diagnostics| {
        let started = Instant::now();
        let ids = std::slice::from_ref(&id);
        let kind = Some(SheetKind::SourceSheet);
        let order = handout::Order { ids, kind, apart: false, wish: handout::PrintRequest::default() };
        let made = handout::print(curriculum, &theme, &order, &Options::default(), sink);
        assert!(made.is_some(), "the sheet can be set");
        started.elapsed().as_secs_f64()
    };
    println!("set the first time {:.4}", set(&curriculum, &mut sink));
    let mut other = Vec::new();
    for round in 0..ROUNDS {
        // Everything that was laid out is forgotten; what was read of fonts and templates is not.
        typst::comemo::evict(0);
        curriculum.config.title.value = format!("Another {round}");
        other.push(set(&curriculum, &mut sink));
    }
    println!("set a new document {:.4}", median(other.into_iter()));
    let again = (0..ROUNDS).map(|_| set(&curriculum, &mut sink)).collect::<Vec<_>>();
    println!("set the same again {:.4}", median(again.into_iter()));
}

fn read(content: &Path, sink: &mut Diagnostics) -> (Curriculum, Theme) {
    let sources = fs::read(content, sink).expect("the content can be read");
    let curriculum = daf::load(&sources, "content", &Options::default(), sink).expect("daf.yaml can be used");
    let theme = daf::theme_for(&curriculum, &sources, sink).expect("the theme is shipped");
    (curriculum, theme)
}

fn median(times: impl Iterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
