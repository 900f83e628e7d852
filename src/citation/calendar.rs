//! When each weekly portion is read: in the communities of the diaspora, and in Israel.
//!
//! Days are counted by `calendrical_calculations`; the order of readings follows the rules of the Shulchan Arukh (Orach
//! Chayim 428): which portions are joined so that Tzav comes before Passover in a common year, Bamidbar before Shavuot,
//! Devarim before the Ninth of Av and Nitzavim before Rosh Hashanah. Never asks what day it is.

use calendrical_calculations::gregorian::{fixed_from_gregorian, gregorian_from_fixed};
use calendrical_calculations::hebrew::{AV, BookHebrew, NISAN, SIVAN, TISHRI};
use calendrical_calculations::rata_die::RataDie;

use super::portion::Portion;
use crate::date::{self, Date};

/// A day, counted as `calendrical_calculations` does: 0 for a Sunday, 6 for a Sabbath, by sevens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Day(i64);

impl Day {
    fn from_date(date: Date) -> Day {
        let (year, month, day) = (date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
        Day(fixed_from_gregorian(year, month, day).to_i64_date())
    }

    /// The day by the civil calendar; `None` beyond the years that it is written for.
    fn date(self) -> Option<Date> {
        let (year, month, day) = gregorian_from_fixed(RataDie::new(self.0)).ok()?;
        date::from_parts(u32::try_from(year).ok()?, month.into(), day.into())
    }

    fn hebrew(self) -> BookHebrew {
        BookHebrew::book_hebrew_from_fixed(RataDie::new(self.0))
    }

    fn is_sabbath(self) -> bool {
        self.0.rem_euclid(7) == 6
    }
}

/// Where readings go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Land {
    /// Two days of a festival.
    Diaspora,
    /// One day.
    Israel,
}

/// When a portion is read in one cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Which portion.
    pub portion: Portion,
    /// When it is read in the diaspora.
    pub diaspora: Date,
    /// When it is read in Israel.
    pub israel: Date,
    /// Whether it is read with the one before or after it: in the diaspora, and in Israel.
    pub joined: (bool, bool),
}

/// The Hebrew year whose cycle of readings a day belongs to: it begins after Simchat Torah.
pub fn year_of(date: Date) -> i32 {
    let day = Day::from_date(date);
    let year = day.hebrew().year;
    if day <= simchat_torah(year, Land::Diaspora) { year - 1 } else { year }
}

/// The cycle of readings that begins in the autumn of a Hebrew year: the 54 portions in order.
pub fn cycle(year: i32) -> Vec<Reading> {
    let (diaspora, israel) = (days(year, Land::Diaspora), days(year, Land::Israel));
    let both = |list: &[Day], at: usize| {
        at.checked_sub(1).is_some_and(|before| list.get(before) == list.get(at)) || list.get(at + 1) == list.get(at)
    };
    let all = Portion::all().into_iter().enumerate();
    all.filter_map(|(at, portion)| {
        let joined = (both(&diaspora, at), both(&israel, at));
        Some(Reading { portion, diaspora: diaspora.get(at)?.date()?, israel: israel.get(at)?.date()?, joined })
    })
    .collect()
}

fn fixed(year: i32, month: u8, day: u8) -> Day {
    Day(BookHebrew::fixed_from_book_hebrew(BookHebrew { year, month, day }).to_i64_date())
}

fn simchat_torah(year: i32, land: Land) -> Day {
    fixed(year, TISHRI, if land == Land::Israel { 22 } else { 23 })
}

/// Whether the reading of a day is a festival's.
fn is_festival(day: Day, land: Land) -> bool {
    let more = u8::from(land == Land::Diaspora);
    let date = day.hebrew();
    match date.month {
        TISHRI => matches!(date.day, 1 | 2 | 10) || (15..=22 + more).contains(&date.day),
        NISAN => (15..=21 + more).contains(&date.day),
        SIVAN => (6..=6 + more).contains(&date.day),
        _ => false,
    }
}

/// The Sabbaths without a festival from one day until before another.
fn sabbaths(from: Day, until: Day, land: Land) -> Vec<Day> {
    (from.0..until.0).map(Day).filter(|day| day.is_sabbath() && !is_festival(*day, land)).collect()
}

/// The days of the 54 portions.
fn days(year: i32, land: Land) -> Vec<Day> {
    let leap = BookHebrew::is_hebrew_leap_year(year);
    let (passover, shavuot) = (fixed(year, NISAN, 15), fixed(year, SIVAN, 6));
    let ninth = fixed(year, AV, 9);
    let devarim = Day(ninth.0 - (ninth.0 - 6).rem_euclid(7));
    let (new_year, sukkot) = (fixed(year + 1, TISHRI, 1), fixed(year + 1, TISHRI, 15));
    let mut days = Vec::with_capacity(54);
    let winter = sabbaths(Day(simchat_torah(year, land).0 + 1), passover, land);
    let last = if leap { winter.len() } else { 25 };
    fill(&mut days, &winter, last, &[22]);
    let spring = sabbaths(passover, shavuot, land);
    let last = if leap { days.len() + spring.len() } else { 34 };
    fill(&mut days, &spring, last, &[27, 29, 32]);
    fill(&mut days, &sabbaths(shavuot, devarim, land), 43, &[42, 39]);
    fill(&mut days, &sabbaths(devarim, new_year, land), 51, &[]);
    let autumn = sabbaths(new_year, sukkot, land);
    // With one Sabbath only between the new year and Sukkot, Vayeilech is joined to Nitzavim.
    let vayeilech = if autumn.len() > 1 { autumn.first() } else { days.last() }.copied();
    days.extend(vayeilech);
    days.extend(autumn.last());
    days.push(simchat_torah(year + 1, land));
    days
}

/// Lays the portions up to `last` on days, joining as many of the pairs (named by their first) as are needed.
fn fill(days: &mut Vec<Day>, sabbaths: &[Day], last: usize, pairs: &[usize]) {
    let portions = (last + 1).saturating_sub(days.len() + 1);
    let joined = &pairs[..portions.saturating_sub(sabbaths.len()).min(pairs.len())];
    let mut sabbaths = sabbaths.iter();
    let mut day = None;
    for number in days.len() + 1..=last {
        if !joined.contains(&(number - 1)) {
            day = sabbaths.next().copied();
        }
        days.extend(day);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(year: i32, name: &str, diaspora: &str, israel: &str) {
        let reading = cycle(year).into_iter().find(|reading| reading.portion.name == name).expect(name);
        assert_eq!(
            (reading.diaspora.to_string().as_str(), reading.israel.to_string().as_str()),
            (diaspora, israel),
            "{year} {name}"
        );
    }

    #[test]
    fn portions_are_read_when_they_are() {
        check(5785, "Bereshit", "2024-10-26", "2024-10-26");
        check(5785, "Vayakhel", "2025-03-22", "2025-03-22");
        check(5785, "Pekudei", "2025-03-29", "2025-03-29");
        check(5785, "Nitzavim", "2025-09-20", "2025-09-20");
        check(5785, "Vayeilech", "2025-09-27", "2025-09-27");
        check(5786, "Bereshit", "2025-10-18", "2025-10-18");
        check(5783, "Chukat", "2023-07-01", "2023-06-24");
        check(5782, "Matot", "2022-07-30", "2022-07-23");
        check(5782, "Masei", "2022-07-30", "2022-07-30");
        check(5787, "Vezot Haberakhah", "2027-10-24", "2027-10-23");
    }

    #[test]
    fn every_cycle_is_whole_and_in_order() {
        for year in 5700..5900 {
            for land in [Land::Diaspora, Land::Israel] {
                let days = days(year, land);
                assert_eq!(days.len(), 54, "{year}");
                assert!(days.is_sorted(), "{year}");
                assert!(days[..53].iter().all(|day| day.is_sabbath() && !is_festival(*day, land)), "{year}");
                let free = sabbaths(Day(simchat_torah(year, land).0 + 1), simchat_torah(year + 1, land), land);
                let read: std::collections::BTreeSet<i64> = days[..53].iter().map(|day| day.0).collect();
                assert_eq!(read.len(), free.len(), "{year}");
            }
        }
    }

    #[test]
    fn a_cycle_begins_after_simchat_torah() {
        assert_eq!(year_of(date::parse("2026-11-24").unwrap()), 5787);
        assert_eq!(year_of(date::parse("2026-09-20").unwrap()), 5786);
    }
}
