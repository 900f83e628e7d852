//! Days of the civil calendar as they are typed and written, `2026-01-31`: the one place that reads one. Reckoning with them is
//! `jiff`'s. Never asks what day it is.

pub use jiff::civil::Date;

/// The day of `YYYY-MM-DD`: every digit there, nothing else, and a day that exists, from the year 1 on. The other forms that ISO 8601
/// knows are refused, because what is kept is compared and sorted as text.
///
/// ```
/// use daf::date::parse;
/// assert_eq!(parse("2024-02-29").map(|day| day.to_string()).as_deref(), Some("2024-02-29"));
/// assert_eq!(parse("2026-02-29"), None);
/// assert_eq!(parse("20260131"), None);
/// assert_eq!(parse("2026-1-31"), None);
/// ```
pub fn parse(text: &str) -> Option<Date> {
    let day: Date = text.parse().ok()?;
    (day.year() > 0 && day.to_string() == text).then_some(day)
}

/// The day of a year, a month and a day, where there is one.
pub(crate) fn from_parts(year: u32, month: u32, day: u32) -> Option<Date> {
    let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (day.year() > 0).then_some(day)
}

/// The day of a moment, in seconds since the beginning of 1970, by universal time. `None` beyond the year 9999.
pub fn from_unix(seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned_datetime(jiff::tz::TimeZone::UTC).date())
}

/// The day so many days later; the last day there is, where that lies beyond it.
pub(crate) fn days_after(day: Date, days: u32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_in_one_form() {
        for text in ["2026-01-31", "0001-01-01", "9999-12-31", "2000-02-29"] {
            assert_eq!(parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "2026", "2026-02-30", "1900-02-29", "0000-01-01", "+002026-01-31", "+202-01-31", "2026-01-31T10:00"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_of_moments() {
        assert_eq!(from_unix(20_819 * 86_400 + 86_399), parse("2027-01-01"));
        assert_eq!(from_unix(i64::MAX), None);
        assert_eq!(parse("2026-12-31").map(|day| days_after(day, 1)), parse("2027-01-01"));
    }
}
