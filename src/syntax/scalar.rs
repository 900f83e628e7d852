//! What single words of a field or an attribute mean: switches, ranges, lengths, days. Reports nothing.

use super::lesson::Range;
use crate::{date, limits};

/// `true` and `false` as YAML 1.2 has them. `yes` and `no` are words: the question is asked back.
pub(crate) fn truth(word: &str) -> Option<bool> {
    match word {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// What is wrong with a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCount {
    /// It is no number.
    Words,
    /// It is more than this.
    TooLarge(u32),
}

/// The most that a field or an attribute of this name may count.
fn most(name: &str) -> u32 {
    match name {
        "lines" => limits::WRITING_LINES,
        "rows" => limits::EMPTY_ROWS,
        "minutes" => limits::MINUTES,
        "group_size" | "participants" => limits::PEOPLE,
        _ => limits::NUMBER,
    }
}

/// `15`, `10-15` or `10–15`, as large as what `name` counts may be: the one reader for front matter and for braces.
pub(crate) fn range(name: &str, word: &str) -> Result<Range, NoCount> {
    let most = most(name);
    let number = |word: &str| -> Result<u32, NoCount> {
        let word = word.trim();
        let digits = word.bytes().all(|b| b.is_ascii_digit()) && !word.is_empty();
        if !digits {
            return Err(NoCount::Words);
        }
        word.parse().ok().filter(|&number| number <= most).ok_or(NoCount::TooLarge(most))
    };
    match word.split_once(['-', '–', '—']) {
        None => number(word).map(|number| Range { from: number, to: number }),
        Some((from, to)) => {
            let (from, to) = (number(from)?, number(to)?);
            if from <= to { Ok(Range { from, to }) } else { Err(NoCount::Words) }
        }
    }
}

/// A whole number that may stand below nought.
pub(crate) fn whole(name: &str, word: &str) -> Result<i64, NoCount> {
    let word = word.trim();
    let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(NoCount::Words);
    }
    let most = most(name);
    let number = word.parse::<i64>().ok().filter(|number| number.unsigned_abs() <= u64::from(most));
    number.ok_or(NoCount::TooLarge(most))
}

/// `60mm`, `6cm` or `60` as millimetres, between 1 and 400.
pub(crate) fn millimetres(word: &str) -> Option<f32> {
    let word = word.trim();
    let (digits, factor) = match word.strip_suffix("mm") {
        Some(digits) => (digits, 1.0),
        None => word.strip_suffix("cm").map_or((word, 1.0), |digits| (digits, 10.0)),
    };
    let length = digits.trim().parse::<f32>().ok()? * factor;
    (1.0..=400.0).contains(&length).then_some(length)
}

/// The day of `YYYY-MM-DD`, or of one with a time of day after it, as other tools write (`2026-10-11T23:39:45-04:00`). The day is
/// the one that is written: no zone moves it.
pub(crate) fn day(word: &str) -> Option<&str> {
    let word = word.trim();
    let day = word.get(..10).filter(|day| date::parse(day).is_some())?;
    let time = word.get(10..)?;
    (time.is_empty() || is_time(time)).then_some(day)
}

/// ` 23:39`, `T23:39:45Z`, `T23:39:45.123-04:00`, ` 23:39:45 +0200`.
fn is_time(text: &str) -> bool {
    let Some(time) = text.strip_prefix(['T', 't', ' ']) else { return false };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty();
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let mut parts = clock.trim().split(':');
    let (hours, minutes, seconds) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let seconds_fit = seconds.is_none_or(|seconds| seconds.split('.').all(digits));
    let zone = zone.trim_start_matches(['Z', 'z', '+', '-']);
    digits(hours.trim())
        && minutes.is_some_and(digits)
        && seconds_fit
        && parts.next().is_none()
        && zone.bytes().all(|b| b.is_ascii_digit() || b == b':')
}
