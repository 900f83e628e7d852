//! The moment and the day of a run: the environment's where it fixes them, else the clock's.

use crate::citation::calendar::Day;

/// The day of the build, where the environment fixes it (reproducible-builds.org, SOURCE_DATE_EPOCH).
pub(super) fn date() -> Option<String> {
    Some(Day::from_unix(fixed_moment()?.div_euclid(86_400)).iso())
}

fn fixed_moment() -> Option<i64> {
    std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()
}

/// The seconds since the beginning of 1970: the environment's, else the clock's.
pub(super) fn now() -> i64 {
    fixed_moment().unwrap_or_else(|| {
        #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        i64::try_from(now.map_or(0, |now| now.as_secs())).unwrap_or_default()
    })
}

/// The day for which the year's readings are shown: the environment's, else today. They change once a year.
pub(super) fn today() -> String {
    Day::from_unix(now().div_euclid(86_400)).iso()
}

/// The day that it is where the person sits who types; the environment's where that fixes it.
pub(super) fn here_today() -> String {
    if let Some(date) = date() {
        return date;
    }
    let moment = jiff::Timestamp::from_second(now()).map(|now| now.to_zoned_datetime(jiff::tz::TimeZone::system()));
    moment.map_or_else(|_| today(), |moment| moment.date().to_string())
}
