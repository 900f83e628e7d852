//! A sheet before it is set, and after: all that daf decides, and what the engine made of it. Plain values.

use super::settings::Fold;
use crate::source::FileId;

/// A sheet ready to be set: all that daf decides is decided.
#[derive(Debug)]
pub struct Prepared {
    /// Its place in the site, or what else tells it from every other.
    pub path: String,
    /// The file that a mistake in it is told of.
    pub origin: String,
    /// The files whose words may stand on it, that of the lesson or packet first.
    pub files: Vec<FileId>,
    /// What the theme's templates read.
    pub data: Data,
    /// The ordinary sheet of one in large print, which tells on which of its pages each block stands.
    pub twin: Option<Data>,
    /// Letters that no font of the theme has, each once; a mark stands for each in the data.
    pub missing: Vec<char>,
    /// Texts that are too long for the layout of a daf.
    pub too_long: Vec<String>,
    /// Sides that it should have at most, where it can be.
    pub sides: Option<usize>,
    /// How it is folded, for a booklet.
    pub fold: Option<Fold>,
    /// Whether it is of one lesson that has more words than a sheet can hold: it is told, and not set.
    pub is_huge: bool,
}

/// What became of a sheet.
#[derive(Debug)]
pub struct Outcome<T> {
    /// The sheet, where it could be set: as it should be, or without the marks that reading programs go by.
    pub set: Option<T>,
    /// Why it could not be set as it should be.
    pub refusal: Option<Refusal>,
}

/// Why a sheet could not be set as it should be.
#[derive(Debug)]
pub struct Refusal {
    /// The engine's first message, with the template and line where it knows them.
    pub message: String,
    /// The first words of what it stumbled over; empty where that is none of the sheet's blocks.
    pub words: String,
}

/// What the theme's templates read of a sheet, as JSON.
#[derive(Debug, Clone)]
pub struct Data {
    /// `data.json`: the sheet.
    pub sheet: String,
    /// `common.json`: what most sheets have in common.
    pub common: String,
    /// `extra.json`: the writer's own values of what stands on it.
    pub extra: String,
}

/// A sheet that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages; of a booklet, the sides of paper.
    pub pages: u32,
}

/// What sheets are set with, as files by their paths in the theme and in the curriculum.
#[derive(Default)]
pub(super) struct Stock<'a> {
    /// Faces for paper.
    pub(super) fonts: Vec<&'a [u8]>,
    /// Print templates, and what stands beside them.
    pub(super) print: Vec<(&'a str, &'a [u8])>,
    /// The day of the content.
    pub(super) day: Option<&'a str>,
}
