//! The one integration binary: words in, words out.

mod agenda;
mod architecture;
mod audience;
mod check;
mod cli;
mod coded;
mod delivered;
mod determinism;
mod diagnostics;
#[cfg(feature = "pdf")]
mod exceptions;
mod explained;
mod extra;
mod fixes;
mod formats;
mod glance;
#[cfg(feature = "pdf")]
mod hard_words;
mod images;
#[cfg(feature = "pdf")]
mod leaks;
mod look;
mod manners;
mod mentions;
mod mistyped;
mod names;
mod newcomer;
#[cfg(feature = "pdf")]
mod output;
mod outside;
mod pages;
#[cfg(feature = "pdf")]
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod picture;
mod planted;
mod preview;
mod reader;
mod robust;
mod scaffold;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod slips;
mod sources;
mod strangers;
mod style;
mod support;
mod terminal;
#[cfg(feature = "pdf")]
mod turning;
mod typed;
mod up_to_date;
