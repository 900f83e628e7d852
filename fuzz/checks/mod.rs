//! What must hold of every case. Each file holds one kind of promise; a promise that is broken is a [`Find`].

mod folder;
mod markup;
mod messages;
mod site;
mod small;

use crate::case::{Case, Kind};
use crate::seeds::Seeds;

pub(crate) use markup::Allowed;

/// A promise that a case breaks.
pub(crate) struct Find {
    /// What is broken, the same for every case that breaks it in the same way.
    pub(crate) sign: String,
    /// Where, and what stands there.
    pub(crate) says: String,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Finds {
    /// Broken promises, each sign once.
    pub(crate) all: Vec<Find>,
    /// How many sites were made and looked at: a folder that is all mistakes says little.
    pub(crate) sites: u64,
    /// What its build took.
    pub(crate) taken: std::time::Duration,
}

impl Finds {
    /// Adds one; of those with one sign the first stays.
    pub(crate) fn add(&mut self, sign: impl Into<String>, says: impl Into<String>) {
        let sign = sign.into();
        if self.all.iter().all(|find| find.sign != sign) {
            self.all.push(Find { sign, says: says.into().chars().take(600).collect() });
        }
    }

    /// Adds one where something does not hold.
    pub(crate) fn hold(&mut self, holds: bool, sign: &str, says: impl FnOnce() -> String) {
        if !holds {
            self.add(sign, says());
        }
    }
}

/// Tries a case. May panic, overflow its stack or take very long: whoever calls is ready for it.
pub(crate) fn check(case: &Case, seeds: &Seeds, allowed: &Allowed, finds: &mut Finds) {
    match case.kind {
        Kind::Folder => folder::check(case, seeds, allowed, finds),
        Kind::Words => {
            small::words(&String::from_utf8_lossy(case.files.get("words").map_or(&[], Vec::as_slice)), finds);
        }
        Kind::Request => small::request(case.files.get("request").map_or(&[], Vec::as_slice), finds),
    }
}

/// The elements and attributes of a site, for the list of those that are allowed.
pub(crate) fn seen(files: &crate::case::Files, seen: &mut Allowed) {
    let built = daf::build(
        &folder::sources(files),
        "content",
        None,
        &daf::Options { no_handouts: false, ..daf::Options::default() },
    );
    for (path, made) in built.output.iter().filter(|(path, _)| path.extension() == "html") {
        let bytes = made.read().unwrap_or_default();
        markup::Page::read(&String::from_utf8_lossy(&bytes)).add_to(seen);
        let _ = path;
    }
}
