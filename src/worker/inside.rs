//! The inside of a worker: it takes limits upon itself, then does job after job until nobody sends one any more.
//!
//! Reads standard input and writes standard output, and nothing else. Who talks to it is `pool`.

use std::io;

use super::message::{receive, send};

/// Makes an answer of a job.
pub type JobHandler = Box<dyn FnMut(&[u8]) -> Vec<u8>>;

/// Works until nobody sends a job any more. `begin` makes what does the work of its kind's name and of what it works with.
///
/// # Errors
/// Where the other end is gone, or speaks in another way.
pub fn run(begin: impl FnOnce(&str, &[u8]) -> Option<JobHandler>) -> io::Result<()> {
    let (mut from, mut to) = (io::stdin().lock(), io::stdout().lock());
    let strange = || io::Error::from(io::ErrorKind::InvalidData);
    let Some(first) = receive(&mut from)? else { return Ok(()) };
    let parts = super::unpacked(&first).ok_or_else(strange)?;
    let [kind, memory, setup] = parts.as_slice() else { return Err(strange()) };
    let number = |bytes: &[u8]| bytes.try_into().map(u64::from_le_bytes).map_err(|_| strange());
    limit_memory(number(memory)?);
    let mut work = None;
    let kind = std::str::from_utf8(kind).map_err(|_| strange())?;
    let mut begin = Some(begin);
    while let Some(job) = receive(&mut from)? {
        let (seconds, job) = job.split_first_chunk::<8>().ok_or_else(strange)?;
        limit_time(u64::from_le_bytes(*seconds));
        // What it works with is made ready in the time of the first job: that too is a stranger's.
        if let Some(begin) = begin.take() {
            work = begin(kind, setup);
        }
        let answer = work.as_mut().ok_or_else(strange)?(job);
        send(&mut to, &answer)?;
    }
    Ok(())
}

/// From here on the process may hold so many bytes; one that asks for more is ended by itself.
#[cfg(unix)]
fn limit_memory(bytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let within = |resource| {
        let maximum = getrlimit(resource).maximum;
        let bytes = maximum.map_or(bytes, |maximum| maximum.min(bytes));
        // Where the system knows no such limit, time alone is limited.
        let _ = setrlimit(resource, Rlimit { current: Some(bytes), maximum });
    };
    // Linux counts what is written to in the one, other systems in the other, if at all.
    within(Resource::Data);
    if !cfg!(target_os = "linux") {
        within(Resource::As);
    }
    // What is ended leaves no image of its memory behind.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// From here on the process may take so many seconds of a processor: of its own time, so that a busy machine ends none that is well.
#[cfg(unix)]
fn limit_time(seconds: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let spent = u64::try_from(spent.tv_sec).unwrap_or(0);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let end = maximum.map_or(spent + seconds, |maximum| maximum.min(spent + seconds));
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(end), maximum });
}

#[cfg(not(unix))]
fn limit_memory(_bytes: u64) {}

#[cfg(not(unix))]
fn limit_time(_seconds: u64) {}
