//! Times citations: one typed, those in prose beside the whole of a build, the catalogue's loading, and walls of numbers.
//!
//! `cargo bench --bench citations -- FOLDER` with a folder of lessons (gen.py writes one); without it only what needs none.
//! One thread, medians of five. Fails by no time.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod timing;

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use daf::diag::Diagnostics;
use daf::{Options, citation, fs};
use timing::{median, millis};

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("nothing has made the pool yet");
    let started = Instant::now();
    black_box(citation::parse("Genesis 1:1")).expect("it exists");
    println!("loading the catalogue            {:>9.2} ms", millis(started.elapsed()));
    typed();
    walls();
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    match folder {
        Some(folder) => prose(Path::new(&folder)),
        None => println!("no folder of lessons was named: prose is not timed"),
    }
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let (whole, _) = build(&content);
    println!("building content/, no handouts    {:>8.2} ms", millis(whole));
}

/// Every case of the table, read again and again.
fn typed() {
    let table = include_str!("../tests/vectors/citations.jsonl");
    let cases: Vec<serde_json::Value> = table.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let typed: Vec<&str> = cases.iter().filter_map(|case| case["in"].as_str()).collect();
    let known: Vec<&str> = typed.iter().copied().filter(|typed| citation::read(typed).is_ok()).collect();
    for (what, list) in [("a typed citation", &known), ("one, refusals with suggestions too", &typed)] {
        let took = median(|| {
            for typed in list {
                let _ = black_box(citation::read(typed));
            }
        });
        println!("{what:<34} {:>7.1} µs", micros(took) / list.len() as f64);
    }
}

/// Texts that tempt a reader to go back: ten times the text should take ten times as long.
fn walls() {
    for wall in ["1 ", "Genesis 1 ", "Genesis 1:1-", "א ", "בראשית א ", "Rambam, ", "1:1, ", "B. ", "Mishnah Torah "]
    {
        let (short, long) = (wall.repeat(2_000), wall.repeat(20_000));
        let quick = median(|| drop(black_box(citation::find(&short))));
        let slow = median(|| drop(black_box(citation::find(&long))));
        let typed = median(|| drop(black_box(citation::read(&long))));
        println!(
            "a wall of {wall:<16} {:>8.2} ms, ten times {:>8.2} ms ({:.1}), typed {:>6.2} ms",
            millis(quick),
            millis(slow),
            slow.as_secs_f64() / quick.as_secs_f64(),
            millis(typed)
        );
    }
}

/// Citations in the words of lessons, beside the build of them.
fn prose(folder: &Path) {
    let (whole, texts) = build(folder);
    let took = median(|| {
        for text in &texts {
            for paragraph in text.split("\n\n") {
                black_box(citation::find(paragraph));
            }
        }
    });
    println!(
        "citations in prose                {:>8.2} ms of {:.0} ms: {:.3} (to reach: 0.10)",
        millis(took),
        millis(whole),
        took.as_secs_f64() / whole.as_secs_f64()
    );
}

/// How long a build in memory takes, and the files' texts.
fn build(folder: &Path) -> (Duration, Vec<String>) {
    let mut sink = Diagnostics::default();
    let sources = fs::read(folder, &mut sink).expect("the folder can be read");
    let options = Options { no_handouts: true, ..Options::default() };
    let took = median(|| drop(black_box(daf::build(&sources, "content", None, &options))));
    let texts = sources.files().filter(|file| file.path.extension() == "md");
    (took, texts.map(|file| body(&String::from_utf8_lossy(&file.bytes())).to_owned()).collect())
}

/// What stands after the front matter: most of the prose that is looked through.
fn body(text: &str) -> &str {
    text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(text, |(_, body)| body)
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
