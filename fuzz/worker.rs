//! The process that tries cases, and falls over where they make it. Says on standard output what it begins and what it finds, a line
//! each, so that whoever started it knows where it was.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::Typed;
use crate::case::{Case, gather};
use crate::checks::{self, Allowed, Find, Finds};
use crate::mutate;
use crate::seeds::Seeds;

/// The stack that a program's first thread has on most systems.
const STACK: usize = 8 * 1024 * 1024;

/// What a build may take before it is told of.
const SLOW: Duration = Duration::from_millis(300);

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn allowed() -> Allowed {
    Allowed::read(include_str!("markup.txt"))
}

/// Where the last panic was, and what it said.
static PANIC: Mutex<Option<(String, String)>> = Mutex::new(None);

/// Tries a case; a panic is a find.
fn tried(case: Case, seeds: &Arc<Seeds>, allowed: &Arc<Allowed>) -> Finds {
    let finds = Arc::new(Mutex::new(Finds::default()));
    let (ours, seeds, allowed) = (Arc::clone(&finds), Arc::clone(seeds), Arc::clone(allowed));
    let work = move || {
        let mut finds = Finds::default();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            checks::check(&case, &seeds, &allowed, &mut finds);
        }));
        if done.is_err() {
            let panic = PANIC.lock().ok().and_then(|mut panic| panic.take());
            let (place, says) = panic.unwrap_or_default();
            finds.add(format!("panic: {place}"), says);
        }
        if let Ok(mut ours) = ours.lock() {
            *ours = finds;
        }
    };
    if let Ok(thread) = std::thread::Builder::new().stack_size(STACK).spawn(work) {
        let _ = thread.join();
    }
    finds.lock().map(|mut finds| std::mem::take(&mut *finds)).unwrap_or_default()
}

fn begin(typed: &Typed) -> io::Result<(Arc<Seeds>, Arc<Allowed>)> {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let place = place.rsplit_once("/src/").map_or(place.clone(), |(before, file)| {
            format!("{}/{file}", before.rsplit('/').next().unwrap_or_default())
        });
        let says = panic.payload_as_str().unwrap_or_default().to_owned();
        if let Ok(mut last) = PANIC.lock() {
            // The first is the one that matters: others come of it.
            last.get_or_insert((place, says));
        }
    }));
    // One thread, so that what a case takes can be measured; with the stack that threads of a build have.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().map_err(io::Error::other)?;
    Ok((Arc::new(Seeds::read(&project(), typed.frozen)), Arc::new(allowed())))
}

fn tell(out: &mut impl io::Write, number: u64, finds: &[Find]) -> io::Result<()> {
    for find in finds {
        let line = |text: &str| text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t");
        writeln!(out, "find\t{number}\t{}\t{}", line(&find.sign), line(&find.says))?;
    }
    Ok(())
}

/// Tries cases from the first on, until it is stopped.
pub(crate) fn work(typed: &Typed) -> io::Result<bool> {
    let (seeds, allowed) = begin(typed)?;
    let mut out = io::stdout().lock();
    let end = typed.cases.map_or(u64::MAX, |cases| typed.from + cases);
    let mut sites = 0;
    for number in typed.from..end {
        writeln!(out, "begin\t{number}")?;
        out.flush()?;
        let finds = tried(mutate::case(&seeds, typed.seed, number), &seeds, &allowed);
        tell(&mut out, number, &finds.all)?;
        sites += finds.sites;
        if finds.taken >= SLOW {
            writeln!(out, "slow\t{number}\t{}", finds.taken.as_millis())?;
        }
    }
    writeln!(out, "end\t{sites}")?;
    Ok(true)
}

/// Tries one case that was saved.
pub(crate) fn try_folder(typed: &Typed, folder: &Path) -> io::Result<bool> {
    let (seeds, allowed) = begin(typed)?;
    let (case, _) = Case::read(folder)?;
    let finds = tried(case, &seeds, &allowed);
    tell(&mut io::stdout().lock(), 0, &finds.all)?;
    Ok(finds.all.is_empty())
}

/// Prints the elements and attributes of the project's own sites, for `markup.txt`.
pub(crate) fn markup() -> io::Result<bool> {
    let mut seen = Allowed::default();
    for folder in ["content", "tests/sites"] {
        let mut all = crate::case::Files::new();
        gather(&project().join(folder), "", &mut all)?;
        let inside = |path: &str| {
            if folder == "content" {
                String::new()
            } else {
                path.split('/').next().unwrap_or_default().to_owned() + "/"
            }
        };
        let names: std::collections::BTreeSet<String> = all.keys().map(|path| inside(path)).collect();
        for name in names {
            let files =
                all.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&name)?.to_owned(), bytes.clone())));
            checks::seen(&files.collect(), &mut seen);
        }
    }
    write!(io::stdout(), "{}", seen.write())?;
    Ok(true)
}
