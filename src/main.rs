//! The binary: hands over to the command line and returns its exit code.

use std::process::ExitCode;

/// The system's allocator keeps the memory that many threads freed; this one gives it back and is quicker.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    daf::cli::main()
}
