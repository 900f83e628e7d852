//! Times the curriculum lint, all of it and for one lesson, over a folder of lessons.
//!
//! `cargo bench --bench lint -- FOLDER` (gen.py writes a large one); without it, the lessons of content/ copied to a thousand.
//! Medians of five. Fails by no time.
#![expect(clippy::print_stdout, reason = "a bench prints its table")]

mod timing;

use std::hint::black_box;
use std::path::Path;

use daf::curriculum::{Curriculum, LessonId};
use daf::diag::Diagnostics;
use daf::source::{SourceSet, VPath};
use daf::{Options, check, fs};
use timing::{median, millis};

fn main() {
    let named = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let sources = match &named {
        Some(folder) => read(Path::new(folder)),
        None => thousand(&read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"))),
    };
    let mut sink = Diagnostics::default();
    let curriculum = daf::load(&sources, "content", &Options::default(), &mut sink).expect("the folder has a daf.yaml");
    println!("{} lessons, {} mistakes before the lint", curriculum.lessons.len(), sink.as_slice().len());
    let mut found = 0;
    let all = median(|| found = all_of(&curriculum));
    println!("the whole lint                    {:>8.2} ms, {found} findings", millis(all));
    let one = median(|| {
        for at in 0..curriculum.lessons.len() {
            let mut sink = Diagnostics::default();
            check::lesson(&curriculum, LessonId::new(at), &mut sink);
            black_box(sink);
        }
    });
    println!("one lesson                        {:>8.3} ms", millis(one) / curriculum.lessons.len().max(1) as f64);
}

fn all_of(curriculum: &Curriculum) -> usize {
    let mut sink = Diagnostics::default();
    check::all(curriculum, &mut sink);
    black_box(&sink).as_slice().len()
}

fn read(folder: &Path) -> SourceSet {
    fs::read(folder, &mut Diagnostics::default()).expect("the folder can be read")
}

/// The same lessons again and again, under other names.
fn thousand(sources: &SourceSet) -> SourceSet {
    let mut files: Vec<(VPath, Vec<u8>)> = Vec::new();
    for (_, source) in sources.iter() {
        let path = source.path.as_str();
        let is_lesson = path.starts_with(|c: char| c.is_ascii_digit()) && !path.contains("/_");
        let copies = if is_lesson { 84 } else { 1 };
        for copy in 0..copies {
            let name = if copy == 0 { path.to_owned() } else { path.replace(".md", &format!("-{copy}.md")) };
            files.push((VPath::new(&name).expect("the name was good"), source.bytes().to_vec()));
        }
    }
    SourceSet::new(files)
}
