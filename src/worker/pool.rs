//! Workers from the outside: begun when they are needed, asked one job each, ended when they take too long.
//!
//! A job that took all that it may is not tried again: whoever asks for the same gets the same fault at once. Who works, and at
//! what, it does not know.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::message::{receive, send};
use crate::diag::Fault;

/// The word by which the program is asked to be a worker.
const WORKER_ARG: &str = "worker";
/// Bytes of what a worker says of its end that are looked at.
const STDERR_BYTES: usize = 4096;
/// After so many faults one after another the rest are not tried: a theme that fails two pages fails a thousand.
const FAULTS: usize = 2;
/// How long they are not tried then. In a preview something else may be at fault by the time.
const COOLDOWN: Duration = Duration::from_secs(10);

/// How workers are had: the program that is begun anew as one. None where what would be run apart is run here.
#[derive(Debug, Clone, Default)]
pub struct Workers {
    program: Option<PathBuf>,
}

impl Workers {
    /// Workers of a program, which is this one.
    pub fn of(program: PathBuf) -> Workers {
        Workers { program: Some(program) }
    }

    /// A pool of workers of a kind, which all work with the same. None is begun before there is a job. `None` where there are no
    /// workers.
    pub fn pool(&self, kind: &'static str, setup: impl FnOnce() -> Vec<u8>) -> Option<Pool> {
        let program = self.program.clone()?;
        let most = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let (slots, free) = (Mutex::new(Slots::default()), Condvar::new());
        Some(Pool { program, kind, setup: setup(), most, slots, free })
    }
}

/// What a job may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Seconds of a processor.
    pub seconds: u64,
    /// Bytes of memory, of those that are begun for it.
    pub memory: u64,
}

/// Workers that all work with the same.
pub struct Pool {
    program: PathBuf,
    kind: &'static str,
    setup: Vec<u8>,
    /// Workers at a time.
    most: usize,
    slots: Mutex<Slots>,
    free: Condvar,
}

#[derive(Default)]
struct Slots {
    idle: Vec<Worker>,
    busy: usize,
    /// What came of jobs that took all that they may, by their hashes.
    costly: BTreeMap<[u8; 32], JobResult>,
    /// The last of these, how many there were one after another, and when.
    last: Option<(JobResult, usize, Instant)>,
}

/// What comes of a job.
type JobResult = Result<Vec<u8>, Fault>;

impl Slots {
    /// What is known of a job without trying it.
    fn cached_result(&self, name: &[u8; 32]) -> Option<JobResult> {
        let rests = |(answer, count, at): &(JobResult, usize, Instant)| {
            (*count >= FAULTS && at.elapsed() < COOLDOWN).then(|| answer.clone())
        };
        self.costly.get(name).cloned().or_else(|| self.last.as_ref().and_then(rests))
    }

    fn remember(&mut self, name: [u8; 32], answer: &JobResult) {
        self.costly.insert(name, answer.clone());
        let before = self.last.as_ref().map_or(0, |(_, count, _)| *count);
        self.last = Some((answer.clone(), before + 1, Instant::now()));
    }
}

impl Pool {
    /// The answer to a job, by one of the workers; waits where all of them are at work. An answer that `is_costly` says that the
    /// job would have taken more than it may, and is kept as a fault is.
    ///
    /// # Errors
    /// Where it goes beyond its bounds, or nobody can do it.
    pub fn ask(&self, job: &[u8], bounds: Bounds, is_costly: impl Fn(&[u8]) -> bool) -> Result<Vec<u8>, Fault> {
        let name = *blake3::hash(job).as_bytes();
        let idle = {
            let waits = |slots: &mut Slots| slots.busy >= self.most && slots.cached_result(&name).is_none();
            let slots = self.free.wait_while(self.slots(), waits);
            let mut slots = slots.unwrap_or_else(PoisonError::into_inner);
            if let Some(answer) = slots.cached_result(&name) {
                return answer;
            }
            slots.busy += 1;
            // One that was begun for less is of no use where more is needed.
            let fits = |worker: &Worker| worker.memory >= bounds.memory;
            slots.idle.iter().position(fits).map(|at| slots.idle.swap_remove(at))
        };
        let worker = idle.map_or_else(|| Worker::begin(self, bounds.memory), Ok);
        let (worker, answer) = match worker {
            Ok(mut worker) => match worker.ask(job, bounds) {
                Ok(answer) => (Some(worker), Ok(answer)),
                Err(fault) => (None, Err(fault)),
            },
            Err(error) => (None, Err(Fault::Absent(error.to_string()))),
        };
        let mut slots = self.slots();
        slots.busy -= 1;
        slots.idle.extend(worker);
        match &answer {
            Ok(made) if !is_costly(made) => slots.last = None,
            answer => slots.remember(name, answer),
        }
        drop(slots);
        self.free.notify_all();
        answer
    }

    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A process that works. Ended when it is dropped.
struct Worker {
    child: Child,
    jobs: Option<ChildStdin>,
    answers: Receiver<Vec<u8>>,
    stderr_tail: Option<JoinHandle<Vec<u8>>>,
    memory: u64,
}

impl Worker {
    fn begin(pool: &Pool, memory: u64) -> io::Result<Worker> {
        let mut command = Command::new(&pool.program);
        command.arg(WORKER_ARG).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Templates see nothing of the environment, and what they are run by needs none of it.
        #[cfg(unix)]
        command.env_clear();
        let mut child = command.spawn()?;
        let (Some(mut jobs), Some(mut stdout), Some(mut stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (tell, answers) = channel();
        std::thread::Builder::new().spawn(move || {
            while let Ok(Some(answer)) = receive(&mut stdout) {
                if tell.send(answer).is_err() {
                    break;
                }
            }
        })?;
        let stderr_tail = std::thread::Builder::new().spawn(move || {
            let mut kept = Vec::new();
            let mut piece = [0; 1024];
            while let Ok(count @ 1..) = stderr.read(&mut piece) {
                kept.extend_from_slice(piece.get(..count).unwrap_or_default());
                kept.truncate(STDERR_BYTES);
            }
            kept
        })?;
        // One that has ended already is reported when it is asked.
        let _ = send(&mut jobs, &super::packed([pool.kind.as_bytes(), &memory.to_le_bytes(), &pool.setup]));
        Ok(Worker { child, jobs: Some(jobs), answers, stderr_tail: Some(stderr_tail), memory })
    }

    fn ask(&mut self, job: &[u8], bounds: Bounds) -> Result<Vec<u8>, Fault> {
        let message = [bounds.seconds.to_le_bytes().as_slice(), job].concat();
        if let Some(jobs) = &mut self.jobs {
            // One that has ended gives no answer, and that is reported.
            let _ = send(jobs, &message);
        }
        match self.answers.recv_timeout(timeout(bounds.seconds)) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(Fault::Time(bounds.seconds)),
            Err(RecvTimeoutError::Disconnected) => Err(self.fault(bounds)),
        }
    }

    /// Why it is gone.
    fn fault(&mut self, bounds: Bounds) -> Fault {
        let status = self.child.wait();
        let stderr = self.stderr_tail.take().and_then(|stderr| stderr.join().ok()).unwrap_or_default();
        let stderr = String::from_utf8_lossy(&stderr);
        if stderr.contains("memory allocation of") || stderr.contains("capacity overflow") {
            return Fault::Memory(self.memory);
        }
        if stderr.contains("has overflowed its stack") {
            return Fault::Depth;
        }
        #[cfg(unix)]
        if let Ok(status) = &status
            && std::os::unix::process::ExitStatusExt::signal(status) == Some(rustix::process::Signal::XCPU.as_raw())
        {
            return Fault::Time(bounds.seconds);
        }
        let line = stderr.lines().map(str::trim).rfind(|line| !line.is_empty() && !line.starts_with("note:"));
        Fault::Fell(
            line.map_or_else(
                || status.map_or_else(|error| error.to_string(), |status| status.to_string()),
                str::to_owned,
            ),
        )
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It ends by itself where nobody sends a job any more; one that is at work is ended.
        drop(self.jobs.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// How long an answer is waited for: where the worker counts its own time, far longer, for a machine that does much else.
fn timeout(seconds: u64) -> Duration {
    Duration::from_secs(seconds.saturating_mul(if cfg!(unix) { 8 } else { 2 }).saturating_add(5))
}
