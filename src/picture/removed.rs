//! What was taken out of a picture, in words for its maker. Decides nothing.

use std::collections::BTreeMap;

/// A kind of thing that does more than draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RemovedKind {
    Script,
    Action,
    Link,
    Address,
    Page,
    Motion,
    Image,
    Typeface,
    Fetching,
    Style,
    Declaration,
    Instruction,
}

impl RemovedKind {
    fn words(self) -> &'static str {
        match self {
            RemovedKind::Script => "a script",
            RemovedKind::Action => "an action (`onclick` and the like)",
            RemovedKind::Link => "a link",
            RemovedKind::Address => "an address of something that is not in it",
            RemovedKind::Page => "a part of a web page",
            RemovedKind::Motion => "a movement",
            RemovedKind::Image => "a picture that is not saved in it as PNG, JPEG or WebP",
            RemovedKind::Typeface => "a typeface",
            RemovedKind::Fetching => "a style that fetches something",
            RemovedKind::Style => "a style that cannot be read",
            RemovedKind::Declaration => "declarations of its own (`<!DOCTYPE`)",
            RemovedKind::Instruction => "an instruction (`<?…?>`)",
        }
    }
}

/// What was taken out of a picture because it does more than draw: kinds of things, each where it stood first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemovedParts {
    first: BTreeMap<RemovedKind, usize>,
}

impl RemovedParts {
    pub(super) fn note(&mut self, kind: RemovedKind, at: usize) {
        self.first.entry(kind).or_insert(at);
    }

    /// Moves all places on by some bytes that stood before what was read.
    pub(super) fn shift(&mut self, by: usize) {
        self.first.values_mut().for_each(|at| *at += by);
    }

    /// Whether it was nothing.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The kinds, in words such as `a script`, always in the same order.
    pub fn words(&self) -> Vec<&'static str> {
        self.first.keys().map(|kind| kind.words()).collect()
    }

    /// The byte at which the first of them stood, where the file is UTF-8.
    pub fn at(&self) -> usize {
        self.first.values().copied().min().unwrap_or(0)
    }
}
