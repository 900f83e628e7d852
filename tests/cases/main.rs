//! The test binary in which every fixture is a test of its own, named for its file: `diagnostics::bad-value.counts`,
//! `golden::example::turn-it/index.html`. Holds the list of families, and refuses to bless where nobody looks at what is blessed.
//!
//! A fixture that is added is a test from the next run on, and one that fails hides no other. A file that is a table is one test,
//! which shows all rows that fail. The list is made of the names of files alone, because a runner that starts a process for each test
//! makes it in each of them.
//!
//! ```text
//! cargo test --release --test cases                                      all of them
//! cargo test --release --test cases -- --exact diagnostics::bad-value    one
//! cargo nextest run --release diagnostics::                              a family
//! DAF_BLESS=1 cargo test --release --test cases -- --exact NAME          writes down what comes of one, to be looked at in the diff
//! ```

mod author_mistakes;
mod cases;
mod comparison;
mod diagnostics;
mod expected;
mod explanations;
mod fixes;
mod formats;
mod golden;
mod mistyped_blocks;
mod pictures;
#[path = "../support/mod.rs"]
mod support;

use std::io::Write as _;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    if let Err(refusal) = expected::from_environment() {
        let _ = writeln!(std::io::stderr(), "{refusal}");
        return ExitCode::from(2);
    }
    let families: [fn() -> Vec<Trial>; 10] = [
        author_mistakes::all,
        comparison::all,
        diagnostics::all,
        explanations::all,
        expected::all,
        fixes::all,
        formats::all,
        golden::all,
        mistyped_blocks::all,
        pictures::all,
    ];
    let trials = families.iter().flat_map(|family| family()).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
