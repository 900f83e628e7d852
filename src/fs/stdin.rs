//! Standard input, as text: a line of it, or all.

use std::io::{self, Read as _};
use std::path::Path;

use super::error::Error;
use crate::limits;

/// One line of standard input, as text; empty where there is none.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn standard_line() -> Result<String, Error> {
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| Error::io("this cannot be read", Path::new("standard input"), error))?;
    Ok(line)
}

/// All of standard input, as text.
///
/// # Errors
/// Where it cannot be read, or is not UTF-8.
pub fn standard_input() -> Result<String, Error> {
    let unread = |error| Error::io("this cannot be read", Path::new("standard input"), error);
    let mut text = String::new();
    // It may never end.
    io::stdin().take(limits::TEXT_BYTES + 1).read_to_string(&mut text).map_err(unread)?;
    if text.len() as u64 > limits::TEXT_BYTES {
        return Err(unread(io::Error::other(format!("it holds more than {} MB", limits::TEXT_BYTES / 1024 / 1024))));
    }
    Ok(text)
}
