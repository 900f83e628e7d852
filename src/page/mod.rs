//! Curriculum and theme become pages: HTML, feeds, the map of the site. Start at `SitePages`.
//!
//! What presented documents say is gathered as values, which templates show; markup in Rust is that of running text alone (`write`).
//! Never touches the disk, and never asks who sees what: `document` has.

mod agenda;
mod apart;
mod blocks;
mod common;
mod deferred;
mod demand;
mod engine;
mod escape;
mod feeds;
mod frame;
mod glance;
mod glossary;
mod handouts;
mod home;
mod html;
mod index;
mod jobs;
mod labels;
mod languages;
mod lesson;
mod listing;
mod machines;
mod menu;
mod portions;
mod raw;
#[cfg(test)]
mod reference;
mod rendering;
mod rows;
mod session;
mod shared;
mod site;
mod straight;
mod tags;
mod tasks;
mod texts;
mod turns;
mod values;
mod whole;
mod write;

pub(crate) use apart::{KIND, work};
pub(crate) use demand::Pages;
pub(crate) use frame::Assets;
pub(crate) use whole::SitePages;
