//! Makes a case smaller as long as it breaks the same promise: fewer files, fewer lines, fewer signs. Each attempt is a process of
//! its own, because it may fall over.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::case::Case;

/// How long is tried to make one case smaller.
const PATIENCE: Duration = Duration::from_secs(20);
/// What one attempt may take.
const ATTEMPT: Duration = Duration::from_secs(30);

/// The signs of the promises that a saved case breaks.
pub(crate) fn signs(folder: &Path) -> io::Result<Vec<String>> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg("try")
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let stdout = child.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut said = String::new();
        if let Some(mut stdout) = stdout {
            let _ = io::Read::read_to_string(&mut stdout, &mut said);
        }
        said
    });
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() > ATTEMPT {
            child.kill()?;
            child.wait()?;
            return Ok(vec!["time: no end".to_owned()]);
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    let said = reader.join().unwrap_or_default();
    let mut signs: Vec<String> =
        said.lines().filter_map(|line| line.strip_prefix("find\t0\t")?.split('\t').next().map(str::to_owned)).collect();
    if !matches!(status.code(), Some(0 | 1)) {
        signs.push("it crashed".to_owned());
    }
    Ok(signs)
}

/// The smallest case that still breaks the promise of this sign.
pub(crate) fn shrink(case: Case, sign: &str) -> io::Result<Case> {
    let room = std::env::temp_dir().join(format!("daf-shrink-{}", std::process::id()));
    let mut shrinker = Shrinker { best: case, sign, room: room.clone(), until: Instant::now() + PATIENCE };
    shrinker.files()?;
    for by_lines in [true, false] {
        for path in shrinker.best.files.keys().cloned().collect::<Vec<_>>() {
            shrinker.file(&path, by_lines)?;
        }
    }
    let best = shrinker.best;
    if room.exists() {
        std::fs::remove_dir_all(room)?;
    }
    Ok(best)
}

struct Shrinker<'s> {
    best: Case,
    sign: &'s str,
    room: PathBuf,
    until: Instant,
}

impl Shrinker<'_> {
    /// Takes a smaller case where it still breaks the promise.
    fn takes(&mut self, smaller: Case) -> io::Result<bool> {
        if Instant::now() > self.until {
            return Ok(false);
        }
        // A name that the disk cannot have is no reason to stop.
        let is_same = smaller.write(&self.room, "").is_ok() && signs(&self.room)?.iter().any(|sign| sign == self.sign);
        if is_same {
            self.best = smaller;
        }
        Ok(is_same)
    }

    /// Leaves files out.
    fn files(&mut self) -> io::Result<()> {
        let paths: Vec<String> = self.best.files.keys().cloned().collect();
        let mut size = paths.len();
        while size > 0 {
            for some in paths.chunks(size) {
                let mut smaller = self.best.clone();
                smaller.files.retain(|path, _| !some.contains(path));
                if smaller.files.len() < self.best.files.len() {
                    self.takes(smaller)?;
                }
            }
            size /= 2;
        }
        Ok(())
    }

    /// Leaves parts of a file out: halves, quarters, and so on to single lines or bytes.
    fn file(&mut self, path: &str, by_lines: bool) -> io::Result<()> {
        let parts = |bytes: &[u8]| -> Vec<Vec<u8>> {
            if by_lines {
                bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
            } else {
                signs_of(bytes)
            }
        };
        let mut size = self.best.files.get(path).map_or(0, |bytes| parts(bytes).len());
        while size > 0 {
            let mut at = 0;
            loop {
                let Some(all) = self.best.files.get(path).map(|bytes| parts(bytes)) else { return Ok(()) };
                if at >= all.len() || Instant::now() > self.until {
                    break;
                }
                let end = (at + size).min(all.len());
                let mut smaller = self.best.clone();
                smaller.files.insert(path.to_owned(), [&all[..at], &all[end..]].concat().concat());
                if !self.takes(smaller)? {
                    at += size;
                }
            }
            size /= 2;
        }
        Ok(())
    }
}

/// The signs of a text, or its bytes where it is none.
fn signs_of(bytes: &[u8]) -> Vec<Vec<u8>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.chars().map(|c| c.to_string().into_bytes()).collect(),
        Err(_) => bytes.iter().map(|byte| vec![*byte]).collect(),
    }
}
