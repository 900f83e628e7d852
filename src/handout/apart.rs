//! Sheets whose templates are a stranger's, set by workers: the same bytes as here, within bounds of time and memory.
//!
//! The asking end: what a worker is sent and what it answers, both ways written down here. The answering end is `inside`. Knows no
//! engine.

use serde::{Deserialize, Serialize};

use super::data::{Data, Outcome, Prepared, Refusal, Set, Stock};
use super::settings::{Fold, sheet_named};
use crate::diag::{Fault, make};
use crate::limits;
use crate::worker::{Bounds, Pool, Workers, packed, unpacked};

/// What workers for sheets are called.
pub(crate) const KIND: &str = "sheets";

/// What of a sheet is no bytes.
#[derive(Serialize, Deserialize)]
struct About {
    path: String,
    sides: Option<usize>,
    fold: Option<(bool, String)>,
    has_twin: bool,
}

/// Workers for the sheets of one curriculum.
pub(super) struct Apart {
    pool: Pool,
    /// Where a sheet that goes beyond its bounds is told: a template of the stranger's, and the line of it that takes most.
    suspect: (String, usize),
}

impl Apart {
    /// Workers with a theme's print files. `None` where there are none.
    pub(super) fn new(workers: &Workers, stock: &Stock<'_>, suspect: (String, usize)) -> Option<Apart> {
        let pool = workers.pool(KIND, || setup(stock))?;
        Some(Apart { pool, suspect })
    }

    /// Sets a sheet, with the images that it shows.
    pub(super) fn set<'i>(&self, sheet: &Prepared, images: impl Iterator<Item = (&'i str, &'i [u8])>) -> Outcome<Set> {
        let job = job(sheet, images);
        let size = (job.len() / limits::SHEET_STEP) as u64;
        let bounds = Bounds {
            seconds: limits::SHEET_SECONDS + size * limits::SHEET_SECONDS_MORE,
            memory: limits::SHEET_MEMORY + size * limits::SHEET_MEMORY_MORE,
        };
        let answer = self.pool.ask(&job, bounds, |_| false);
        let strange = || Fault::Fell("its answer cannot be read".to_owned());
        let outcome = answer.and_then(|answer| read(&answer).ok_or_else(strange));
        outcome.unwrap_or_else(|fault| {
            let (path, line) = &self.suspect;
            let message = format!("{} ({path}:{line})", make::beyond(&fault));
            Outcome { set: None, refusal: Some(Refusal { message, words: String::new() }) }
        })
    }
}

// What a worker works with.

fn setup(stock: &Stock<'_>) -> Vec<u8> {
    let fonts = packed(stock.fonts.iter().copied());
    let print = packed(stock.print.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]));
    packed([stock.day.unwrap_or_default().as_bytes(), &fonts, &print])
}

/// What a worker works with, as it was written down.
pub(super) fn stock(setup: &[u8]) -> Option<Stock<'_>> {
    let [day, fonts, print] = unpacked(setup)?.try_into().ok()?;
    let day = std::str::from_utf8(day).ok()?;
    Some(Stock { fonts: unpacked(fonts)?, print: named(print)?, day: (!day.is_empty()).then_some(day) })
}

/// Files by their paths.
type Files<'a> = Vec<(&'a str, &'a [u8])>;

fn named(parts: &[u8]) -> Option<Files<'_>> {
    let parts = unpacked(parts)?;
    parts.chunks_exact(2).map(|pair| Some((std::str::from_utf8(pair.first()?).ok()?, *pair.last()?))).collect()
}

// A job.

fn job<'i>(sheet: &Prepared, images: impl Iterator<Item = (&'i str, &'i [u8])>) -> Vec<u8> {
    let about = About {
        path: sheet.path.clone(),
        sides: sheet.sides,
        fold: sheet.fold.map(|fold| (fold.right, fold.paper.to_owned())),
        has_twin: sheet.twin.is_some(),
    };
    // Plain values under names cannot fail to be written.
    let about = serde_json::to_vec(&about).unwrap_or_default();
    let images = packed(images.flat_map(|(path, bytes)| [path.as_bytes(), bytes]));
    let text = |data: Option<&Data>| {
        data.map_or_else(Vec::new, |data| {
            packed([data.sheet.as_bytes(), data.common.as_bytes(), data.extra.as_bytes()])
        })
    };
    packed([about.as_slice(), &text(Some(&sheet.data)), &text(sheet.twin.as_ref()), &images])
}

/// A sheet as it was written down, and the images that it shows.
pub(super) fn wanted(job: &[u8]) -> Option<(Prepared, Files<'_>)> {
    let [about, data, twin, images] = unpacked(job)?.try_into().ok()?;
    let about: About = serde_json::from_slice(about).ok()?;
    let text = |data: &[u8]| {
        let [sheet, common, extra] = unpacked(data)?.try_into().ok()?;
        let owned = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        Some(Data { sheet: owned(sheet)?, common: owned(common)?, extra: owned(extra)? })
    };
    let sheet = Prepared {
        path: about.path,
        origin: String::new(),
        files: Vec::new(),
        data: text(data)?,
        twin: if about.has_twin { Some(text(twin)?) } else { None },
        missing: Vec::new(),
        too_long: Vec::new(),
        sides: about.sides,
        is_huge: false,
        fold: match about.fold {
            Some((right, paper)) => Some(Fold { right, paper: sheet_named(&paper)? }),
            None => None,
        },
    };
    Some((sheet, named(images)?))
}

// An answer.

/// An answer, written down.
pub(super) fn answer(outcome: &Outcome<Set>) -> Vec<u8> {
    let refusal = outcome.refusal.as_ref();
    let refusal =
        refusal.map_or_else(Vec::new, |refusal| packed([refusal.message.as_bytes(), refusal.words.as_bytes()]));
    let set =
        outcome.set.as_ref().map_or_else(Vec::new, |set| packed([&set.pages.to_le_bytes(), set.bytes.as_slice()]));
    packed([set.as_slice(), &refusal])
}

fn read(answer: &[u8]) -> Option<Outcome<Set>> {
    let [set, refusal] = unpacked(answer)?.try_into().ok()?;
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let set = match unpacked(set)?.as_slice() {
        [] => None,
        [pages, bytes] => Some(Set { pages: u32::from_le_bytes((*pages).try_into().ok()?), bytes: bytes.to_vec() }),
        _ => return None,
    };
    let refusal = match unpacked(refusal)?.as_slice() {
        [] => None,
        [message, culprit] => Some(Refusal { message: words(message), words: words(culprit) }),
        _ => return None,
    };
    Some(Outcome { set, refusal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_is_read_back() {
        let data = |words: &str| Data { sheet: words.to_owned(), common: "{}".to_owned(), extra: "{}".to_owned() };
        let sheet = Prepared {
            path: "a.pdf".to_owned(),
            origin: String::new(),
            files: Vec::new(),
            data: data("one"),
            twin: Some(data("two")),
            missing: Vec::new(),
            too_long: Vec::new(),
            sides: Some(2),
            fold: Some(Fold { right: true, paper: "a4" }),
            is_huge: false,
        };
        let message = job(&sheet, [("/images/0.png", b"x".as_slice())].into_iter());
        let (back, images) = wanted(&message).expect("it is one");
        assert_eq!(format!("{back:?}"), format!("{sheet:?}"));
        assert_eq!(images, [("/images/0.png", b"x".as_slice())]);
        let set = Set { bytes: b"%PDF-".to_vec(), pages: 3 };
        let outcome = Outcome { set: Some(set), refusal: Some(Refusal { message: "m".into(), words: String::new() }) };
        let back = read(&answer(&outcome)).expect("it is one");
        assert_eq!(format!("{back:?}"), format!("{outcome:?}"));
        assert!(read(&answer(&Outcome { set: None, refusal: None })).is_some_and(|back| back.set.is_none()));
    }
}
