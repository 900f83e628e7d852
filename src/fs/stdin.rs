//! Standard input, as text: a line of it, or all.

use std::io;
use std::path::Path;

use super::error::Error;

/// One line of standard input, as text; empty where there is none.
///
/// # Errors
/// Where it can not be read, or is not UTF-8.
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
/// Where it can not be read, or is not UTF-8.
pub fn standard_input() -> Result<String, Error> {
    io::read_to_string(io::stdin())
        .map_err(|error| Error::io("this cannot be read", Path::new("standard input"), error))
}
