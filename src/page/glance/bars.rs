//! A bar that keeps its scale and its letters at every width: places are parts of the whole, sizes of letters are not.
//!
//! Places run from the left or, where the page does, from the right. Knows numbers and colours, no lessons.

use crate::page::agenda::Colour;
use crate::page::html::Html;

/// How wide a bar is on a phone and on a desk, at the least, and a letter of its words, all in pixels.
const PHONE: u64 = 270;
const DESK: u64 = 560;
const LETTER: u64 = 7;

/// A piece of a bar.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'a> {
    /// Its colour.
    pub(crate) colour: Colour,
    /// Where it begins.
    pub(crate) from: u64,
    /// Where it ends.
    pub(crate) to: u64,
    /// What is written into it, where there is room.
    pub(crate) word: &'a str,
}

impl Piece<'_> {
    fn length(&self) -> u64 {
        self.to.saturating_sub(self.from)
    }
}

/// A part of the whole as `12.5%`.
pub(crate) fn percent(part: u64, whole: u64) -> String {
    let hundredths = part.saturating_mul(10_000) / whole.max(1);
    let (units, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{units}%"),
        _ if rest % 10 == 0 => format!("{units}.{}%", rest / 10),
        _ => format!("{units}.{rest:02}%"),
    }
}

/// Where something that runs from `from` to `to` begins, seen from the left.
pub(crate) fn left(from: u64, to: u64, whole: u64, rtl: bool) -> u64 {
    if rtl { whole.saturating_sub(to) } else { from }
}

/// Opens a picture of one line, said aloud as `label`.
pub(crate) fn open(html: &mut Html, label: &str) {
    html.raw("<svg class=\"g-bar\" role=\"img\"").attr("aria-label", label).raw(">");
}

/// The pieces of a bar, then what is written into them: figures on a phone, words too where there is room.
pub(crate) fn pieces(html: &mut Html, pieces: &[Piece<'_>], whole: u64, rtl: bool) {
    // What has an outline comes last, so that nothing is drawn over it.
    let outlined = |piece: &&Piece<'_>| matches!(piece.colour, Colour::Opening | Colour::Break);
    let filled = pieces.iter().filter(|piece| !outlined(piece));
    for piece in filled.chain(pieces.iter().filter(outlined)) {
        html.raw("<rect").attr("class", piece.colour.class());
        html.attr("x", &percent(left(piece.from, piece.to, whole, rtl), whole));
        html.attr("width", &percent(piece.length(), whole)).raw("/>");
    }
    for piece in pieces {
        let figure = piece.length().to_string();
        let words = format!("{} {figure}", piece.word);
        let room = |width: u64| (piece.length().saturating_mul(width) / whole.max(1)).saturating_sub(4) / LETTER;
        let fits = |words: &str, width: u64| words.chars().count() as u64 <= room(width);
        let told = !piece.word.is_empty() && fits(&words, DESK);
        if fits(&figure, PHONE) {
            write(html, if told { "g-n" } else { "" }, piece, &figure, whole, rtl);
        } else if !told && fits(&figure, DESK) {
            write(html, "g-w", piece, &figure, whole, rtl);
        }
        if told {
            write(html, "g-w", piece, &words, whole, rtl);
        }
    }
}

fn write(html: &mut Html, class: &'static str, piece: &Piece<'_>, words: &str, whole: u64, rtl: bool) {
    let middle = left(piece.from + piece.length() / 2, piece.from + piece.length().div_ceil(2), whole, rtl);
    let half = u64::from(piece.length() % 2 == 1);
    let at = middle.saturating_mul(2).saturating_add(half);
    html.raw("<text").attr("class", ["on", piece.colour.class(), class].join(" ").trim_end());
    html.attr("x", &percent(at, whole.saturating_mul(2))).raw(" y=\"50%\">").text(words).raw("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(rtl: bool) -> String {
        let mut html = Html::default();
        let piece = |colour, from, to| Piece { colour, from, to, word: "practice" };
        pieces(&mut html, &[piece(Colour::Practice, 0, 45), piece(Colour::Break, 45, 53)], 120, rtl);
        html.as_str().to_owned()
    }

    #[test]
    fn parts_of_the_whole() {
        assert_eq!(percent(1, 8), "12.5%");
        assert_eq!(percent(1, 3), "33.33%");
        assert_eq!(percent(1, 2000), "0.05%");
        assert_eq!(percent(3, 3), "100%");
        assert_eq!(percent(0, 0), "0%");
    }

    #[test]
    fn from_the_right_is_the_mirror_image() {
        let numbers = |text: &str| -> Vec<(f64, f64)> {
            let rects = text.split("<rect").skip(1);
            let value = |part: &str, name: &str| -> f64 {
                let rest = part.split(&format!("{name}=\"")).nth(1).unwrap();
                rest.split('%').next().unwrap().parse().unwrap()
            };
            rects.map(|part| (value(part, " x"), value(part, "width"))).collect()
        };
        let (from_left, from_right) = (numbers(&drawn(false)), numbers(&drawn(true)));
        assert_eq!(from_left.len(), 2);
        for ((x, width), (mirrored, same)) in from_left.into_iter().zip(from_right) {
            assert!((width - same).abs() < 0.011);
            assert!((100.0 - x - width - mirrored).abs() < 0.021);
        }
    }

    #[test]
    fn words_stand_where_there_is_room() {
        let drawn = drawn(false);
        assert!(drawn.contains(">practice 45</text>"));
        assert!(drawn.contains(">45</text>"));
        assert!(!drawn.contains(">practice 8</text>"));
        assert!(drawn.contains("class=\"on k-break\""), "{drawn}");
    }
}
