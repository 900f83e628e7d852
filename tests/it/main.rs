//! The one integration binary: words in, words out.

mod again;
mod agenda;
mod architecture;
mod audience;
mod check;
mod cli;
mod desk;
mod determinism;
mod diagnostics;
mod fixes;
mod formats;
mod glance;
mod images;
mod look;
mod manners;
mod outside;
mod pages;
#[cfg(feature = "pdf")]
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod reader;
mod robust;
mod scaffold;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod sources;
mod style;
mod support;
