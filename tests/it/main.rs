//! The one integration binary: words in, words out.

mod architecture;
mod audience;
mod cli;
mod determinism;
mod diagnostics;
mod pages;
mod robust;
mod support;
