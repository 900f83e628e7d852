//! The few things that a write does to the disk, one function each, so that a test can break it off between any two.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Makes a folder.
pub(super) fn make_folder(at: &Path) -> io::Result<()> {
    step()?;
    fs::create_dir(at)
}

/// Writes a file where none is.
pub(super) fn write_new(at: &Path, bytes: &[u8]) -> io::Result<()> {
    #[cfg(test)]
    tests::leave_half(at, bytes);
    step()?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(at)?;
    let done = file.write_all(bytes);
    if done.is_err() {
        let _ = fs::remove_file(at);
    }
    done
}

/// Puts a file in the place of another, or of none.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Removes a file.
pub(super) fn remove_file(at: &Path) -> io::Result<()> {
    step()?;
    fs::remove_file(at)
}

/// Removes a folder that holds nothing.
pub(super) fn remove_folder(at: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir(at)
}

/// Removes a folder of ours with all that is in it.
pub(super) fn remove_all(at: &Path) -> io::Result<()> {
    step()?;
    fs::remove_dir_all(at)
}

#[cfg(not(test))]
fn step() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use tests::{break_after, step};

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::fs;
    use std::io;
    use std::path::Path;

    thread_local! {
        static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
    }

    /// Lets so many things be done in this thread, and nothing after them: as if the program had been killed.
    pub(crate) fn break_after(steps: usize) {
        LEFT.set(steps);
    }

    pub(crate) fn step() -> io::Result<()> {
        let left = LEFT.get().checked_sub(1).ok_or_else(|| io::Error::other("the power is gone"))?;
        LEFT.set(left);
        Ok(())
    }

    /// Half a file, where the power goes while it is written: after the step that was the last.
    pub(crate) fn leave_half(at: &Path, bytes: &[u8]) {
        if LEFT.get() == 1 {
            let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
            fs::write(at, half).expect("half a file can be written");
            LEFT.set(0);
        }
    }
}
