//! Starts the process that tries cases, watches it, and saves what it finds, each once.

use std::collections::BTreeMap;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::Typed;
use crate::case::Case;
use crate::mutate;
use crate::seeds::Seeds;
use crate::shrink;

/// What one case may take before it is a find.
const LONGEST: Duration = Duration::from_secs(120);

/// Where finds are kept.
const FINDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/finds");

/// How many of the slowest builds are told.
const SLOWEST: usize = 5;

/// How often a find came, and the first case that had it.
#[derive(Default)]
struct Found {
    times: u64,
    first: u64,
    says: String,
}

/// Tries cases for as long, or as many, as was asked for. True where nothing was found that is not known.
pub(crate) fn run(typed: &Typed) -> io::Result<bool> {
    let started = Instant::now();
    let until = typed.minutes.map(|minutes| started + Duration::from_secs(60 * minutes));
    let end = typed.cases.map_or(u64::MAX, |cases| typed.from + cases);
    let end = if typed.minutes.is_none() && typed.cases.is_none() { typed.from + 1000 } else { end };
    let seeds = Seeds::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")), typed.frozen);
    let mut found: BTreeMap<String, Found> = BTreeMap::new();
    let known = known(typed)?;
    let (mut slow, mut sites) = (Vec::new(), 0);
    let mut next = typed.from;
    while next < end && until.is_none_or(|until| Instant::now() < until) {
        let worker = Worker::start(&Typed { from: next, cases: Some(end - next), ..typed.clone() })?;
        let stopped = loop {
            if until.is_some_and(|until| Instant::now() >= until) {
                break Stopped::Asked;
            }
            match worker.lines.recv_timeout(LONGEST) {
                Ok(line) => {
                    let mut words = line.split('\t');
                    match (words.next(), words.next().and_then(|number| number.parse::<u64>().ok())) {
                        (Some("begin"), Some(number)) => {
                            next = number;
                            if number % 1000 == 0 && number > typed.from {
                                println!("case {number}, {} s, {} signs", started.elapsed().as_secs(), found.len());
                            }
                        }
                        (Some("find"), Some(number)) => {
                            let (sign, says) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                            note(typed, &seeds, &known, &mut found, number, sign, says)?;
                        }
                        (Some("slow"), Some(number)) => {
                            let taken = words.next().and_then(|taken| taken.parse::<u64>().ok()).unwrap_or(0);
                            slow.push((taken, number));
                            slow.sort_unstable_by(|one, other| other.cmp(one));
                            slow.truncate(SLOWEST);
                        }
                        (Some("end"), made) => {
                            sites += made.unwrap_or(0);
                            break Stopped::Done;
                        }
                        _ => {}
                    }
                }
                Err(RecvTimeoutError::Timeout) => break Stopped::Late,
                Err(RecvTimeoutError::Disconnected) => break Stopped::Fell,
            }
        };
        let says = worker.stop();
        match stopped {
            Stopped::Done => {
                next = end;
            }
            Stopped::Asked => break,
            Stopped::Late | Stopped::Fell => {
                let sign = if matches!(stopped, Stopped::Late) { "time: no end" } else { "it crashed" };
                note(typed, &seeds, &known, &mut found, next, sign, &says)?;
                next += 1;
            }
        }
    }
    if sites > 0 {
        println!("{sites} sites were made");
    }
    let slow: Vec<String> = slow.iter().map(|(taken, number)| format!("{number} ({taken} ms)")).collect();
    if !slow.is_empty() {
        println!("the slowest builds: {}", slow.join(", "));
    }
    println!("{} cases of seed {} in {} s", next - typed.from, typed.seed, started.elapsed().as_secs());
    let mut is_new = false;
    for (sign, found) in &found {
        let waits = known.get(sign);
        is_new |= waits.is_none();
        let waits = waits.map_or(String::new(), |waits| format!(" (waits: {waits})"));
        println!(
            "{} × {sign}{waits}, first in case {}: {}",
            found.times,
            found.first,
            found.says.chars().take(160).collect::<String>()
        );
    }
    Ok(!is_new)
}

enum Stopped {
    Done,
    Asked,
    Late,
    Fell,
}

/// Notes a find; the first of its sign is made smaller and saved.
fn note(
    typed: &Typed,
    seeds: &Seeds,
    known: &BTreeMap<String, String>,
    found: &mut BTreeMap<String, Found>,
    number: u64,
    sign: &str,
    says: &str,
) -> io::Result<()> {
    let entry = found.entry(sign.to_owned()).or_default();
    entry.times += 1;
    if entry.times > 1 {
        return Ok(());
    }
    (entry.first, entry.says) = (number, says.to_owned());
    if known.contains_key(sign) {
        return Ok(());
    }
    println!("case {number}: {sign}: {}", says.chars().take(200).collect::<String>());
    let case = mutate::case(seeds, typed.seed, number);
    let small = shrink::shrink(case, sign)?;
    let to = typed.finds.join(slug(sign));
    small.write(&to, &format!("sign: {sign}\nfound: case {number} of seed {}\nsays: {says}\n", typed.seed))?;
    println!("  saved as {} ({} bytes)", to.display(), small.size());
    Ok(())
}

/// The signs of saved finds that wait for something, with what for.
fn known(typed: &Typed) -> io::Result<BTreeMap<String, String>> {
    let mut known = BTreeMap::new();
    for folder in saved(Path::new(FINDS))?.into_iter().chain(saved(&typed.finds)?) {
        let note = std::fs::read_to_string(folder.join("note.txt")).unwrap_or_default();
        let said =
            |key: &'static str| note.lines().filter_map(move |line| Some(line.strip_prefix(key)?.trim().to_owned()));
        if let Some(waits) = said("waits:").next() {
            known.extend(said("sign:").map(|sign| (sign, waits.clone())));
        }
    }
    Ok(known)
}

fn saved(finds: &Path) -> io::Result<Vec<PathBuf>> {
    if !finds.is_dir() {
        return Ok(Vec::new());
    }
    let mut all: Vec<PathBuf> = std::fs::read_dir(finds)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.retain(|path| path.join("note.txt").is_file());
    all.sort();
    Ok(all)
}

fn slug(sign: &str) -> String {
    let plain: String =
        sign.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-").chars().take(80).collect()
}

/// Tries every saved find again: none may break its promise, but those that wait.
pub(crate) fn finds(typed: &Typed) -> io::Result<bool> {
    let mut holds = true;
    for folder in saved(&typed.finds)? {
        let note = std::fs::read_to_string(folder.join("note.txt"))?;
        let waits = note.lines().find_map(|line| line.strip_prefix("waits:"));
        let signs = shrink::signs(&folder)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match (signs.is_empty(), waits) {
            (true, None) => {}
            (true, Some(_)) => println!("{name} holds now: take out its line `waits:`"),
            (false, Some(waits)) => println!("{name} waits: {}", waits.trim()),
            (false, None) => {
                println!("{name}: {}", signs.join(", "));
                holds = false;
            }
        }
    }
    Ok(holds)
}

/// Lays one case out as a folder, and tries it.
pub(crate) fn case(typed: &Typed, number: &str) -> io::Result<bool> {
    let number: u64 = number.parse().map_err(io::Error::other)?;
    let seeds = Seeds::read(&PathBuf::from(env!("CARGO_MANIFEST_DIR")), typed.frozen);
    let case: Case = mutate::case(&seeds, typed.seed, number);
    let to = std::env::temp_dir().join(format!("daf-case-{}-{number}", typed.seed));
    case.write(&to, "")?;
    println!("{}", to.display());
    let signs = shrink::signs(&to)?;
    for sign in &signs {
        println!("{sign}");
    }
    Ok(signs.is_empty())
}

/// The process that tries cases, and what it says.
struct Worker {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Worker {
    fn start(typed: &Typed) -> io::Result<Worker> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["worker", "--seed", &typed.seed.to_string(), "--from", &typed.from.to_string()]);
        command.args(["--cases", &typed.cases.unwrap_or(1).to_string()]);
        command.args(typed.frozen.then_some("--frozen"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            std::thread::spawn(move || {
                BufReader::new(stdout).lines().map_while(Result::ok).all(|line| sender.send(line).is_ok())
            });
        }
        Ok(Worker { child, lines })
    }

    /// Ends it, and gives the last that it said of why.
    fn stop(mut self) -> String {
        let _ = self.child.kill();
        let output = self.child.wait_with_output();
        let status = output.as_ref().map(|output| output.status.to_string()).unwrap_or_default();
        let said = output.map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
        format!("{status}: {}", said.lines().take(4).collect::<Vec<_>>().join(" "))
    }
}
