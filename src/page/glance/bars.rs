//! A bar that keeps its scale and its letters at every width: places are parts of the whole, sizes of letters are not.
//!
//! Places run from the left or, where the page does, from the right. Knows numbers and colours, no lessons, and writes no markup.

use crate::page::agenda::Colour;
use crate::page::values::{Map, Value};

/// How wide a bar is on a phone and on a desk, at the least, and a letter of its words, all in pixels.
const PHONE: u64 = 270;
const DESK: u64 = 560;
const LETTER: u64 = 7;

/// A piece of a bar.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    /// Its colour.
    pub(crate) colour: Colour,
    /// What it is called.
    pub(crate) name: &'a str,
    /// Where it begins.
    pub(crate) from: u64,
    /// Where it ends.
    pub(crate) to: u64,
    /// Whether its name is written into it, where there is room.
    pub(crate) is_named: bool,
}

impl Piece<'_> {
    fn length(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// Where its middle is, on a scale twice as fine.
    fn middle(&self, whole: u64, rtl: bool) -> u64 {
        let middle = left(self.from + self.length() / 2, self.from + self.length().div_ceil(2), whole, rtl);
        middle.saturating_mul(2).saturating_add(u64::from(self.length() % 2 == 1))
    }
}

/// A part of the whole in per cent, to the hundredth: 12.5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Percent {
    hundredths: u32,
}

impl Percent {
    /// `part` of `whole`.
    pub(crate) fn of(part: u64, whole: u64) -> Percent {
        let hundredths = part.saturating_mul(10_000) / whole.max(1);
        Percent { hundredths: u32::try_from(hundredths).unwrap_or(u32::MAX) }
    }
}

impl From<Percent> for Value {
    fn from(percent: Percent) -> Value {
        match percent.hundredths {
            whole if whole % 100 == 0 => Value::from(whole / 100),
            hundredths => Value::from(f64::from(hundredths) / 100.0),
        }
    }
}

/// On which screens something is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Screen {
    /// On all of them.
    Any,
    /// On those that are no wider than a phone.
    Narrow,
    /// On wider ones alone.
    Wide,
}

impl Screen {
    /// Its word for templates.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Screen::Any => "any",
            Screen::Narrow => "narrow",
            Screen::Wide => "wide",
        }
    }
}

/// Where something that runs from `from` to `to` begins, seen from the left.
pub(crate) fn left(from: u64, to: u64, whole: u64, rtl: bool) -> u64 {
    if rtl { whole.saturating_sub(to) } else { from }
}

/// A stretch of a bar: where it begins, seen from the left, and how wide it is.
pub(crate) fn stretch(from: u64, to: u64, whole: u64, rtl: bool) -> Map {
    let (left, width) = (left(from, to, whole, rtl), to.saturating_sub(from));
    Map::new().with("left", Percent::of(left, whole)).with("width", Percent::of(width, whole))
}

/// A bar, said aloud as `label`. An outline is a stretch that is drawn under the pieces, an axis a line across the bar at its place
/// from the left.
pub(crate) fn bar(label: &str, pieces: Vec<Value>, outline: Option<Map>, axis: Option<Percent>) -> Map {
    let axis = axis.map(|left| Map::new().with("left", left));
    Map::new().with("label", label).with("pieces", pieces).with("outline", outline).with("axis", axis)
}

/// The pieces of a bar with what is written into them: figures on a phone, names too where there is room.
pub(crate) fn pieces(pieces: &[Piece<'_>], whole: u64, rtl: bool) -> Vec<Value> {
    let piece = |piece: &Piece<'_>| {
        let middle = Percent::of(piece.middle(whole, rtl), whole.saturating_mul(2));
        let words = written(piece, whole).into_iter();
        let words = words.map(|(screen, words)| Map::new().with("screen", screen.word()).with("words", words).into());
        let values = stretch(piece.from, piece.to, whole, rtl)
            .with("middle", middle)
            .with("class", piece.colour.class())
            .with("name", piece.name)
            .with("minutes", piece.length())
            .with("has_outline", matches!(piece.colour, Colour::Opening | Colour::Break))
            .with("labels", words.collect::<Vec<Value>>());
        Value::from(values)
    };
    pieces.iter().map(piece).collect()
}

/// What is written into a piece, and on which screens.
fn written(piece: &Piece<'_>, whole: u64) -> Vec<(Screen, String)> {
    let figure = piece.length().to_string();
    let words = format!("{} {figure}", piece.name);
    let room = |width: u64| (piece.length().saturating_mul(width) / whole.max(1)).saturating_sub(4) / LETTER;
    let fits = |words: &str, width: u64| words.chars().count() as u64 <= room(width);
    let told = piece.is_named && !piece.name.is_empty() && fits(&words, DESK);
    let mut written = Vec::new();
    if fits(&figure, PHONE) {
        written.push((if told { Screen::Narrow } else { Screen::Any }, figure));
    } else if !told && fits(&figure, DESK) {
        written.push((Screen::Wide, figure));
    }
    if told {
        written.push((Screen::Wide, words));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(colour: Colour, from: u64, to: u64) -> Piece<'static> {
        Piece { colour, name: "practice", from, to, is_named: true }
    }

    /// A number of what a template is handed.
    fn number(values: &Value, name: &str) -> f64 {
        values.number(name).expect("it is a number")
    }

    #[test]
    fn parts_of_the_whole() {
        let percent = |part, whole| Value::from(Percent::of(part, whole)).words();
        assert_eq!(percent(1, 8), "12.5");
        assert_eq!(percent(1, 3), "33.33");
        assert_eq!(percent(1, 2000), "0.05");
        assert_eq!(percent(3, 3), "100");
        assert_eq!(percent(0, 0), "0");
    }

    #[test]
    fn from_the_right_is_the_mirror_image() {
        let both = [piece(Colour::Practice, 0, 45), piece(Colour::Break, 45, 53)];
        let (from_left, from_right) = (pieces(&both, 120, false), pieces(&both, 120, true));
        assert_eq!(from_left.len(), 2);
        for (one, other) in from_left.iter().zip(&from_right) {
            let width = number(one, "width");
            assert!((width - number(other, "width")).abs() < 0.011);
            assert!((100.0 - number(one, "left") - width - number(other, "left")).abs() < 0.021);
            assert!((100.0 - number(one, "middle") - number(other, "middle")).abs() < 0.021);
        }
    }

    #[test]
    fn words_stand_where_there_is_room() {
        let long = written(&piece(Colour::Practice, 0, 45), 120);
        assert_eq!(long, [(Screen::Narrow, "45".to_owned()), (Screen::Wide, "practice 45".to_owned())]);
        assert_eq!(written(&piece(Colour::Break, 45, 53), 120), [(Screen::Any, "8".to_owned())]);
        assert_eq!(written(&piece(Colour::Break, 45, 46), 120), []);
    }
}
