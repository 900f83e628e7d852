//! The moment and the day of a run: the environment's where it fixes them, else the clock's.

use crate::date;

/// The day of the build, where the environment fixes it (reproducible-builds.org, SOURCE_DATE_EPOCH).
pub(super) fn date() -> Option<String> {
    date::from_unix(fixed_moment()?).map(|day| day.to_string())
}

/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

fn fixed_moment() -> Option<i64> {
    moment(&std::env::var("SOURCE_DATE_EPOCH").ok()?)
}

fn moment(typed: &str) -> Option<i64> {
    typed.trim().parse().ok().filter(|moment| (0..=LAST).contains(moment))
}

/// What is wrong with the moment that the environment fixes, where it is none.
pub(super) fn invalid_epoch() -> Option<String> {
    let typed = std::env::var_os("SOURCE_DATE_EPOCH")?;
    let typed = typed.to_string_lossy();
    let typed = typed.trim();
    let is_good = typed.is_empty() || moment(typed).is_some();
    (!is_good).then(|| {
        let shown = crate::diag::make::quote(typed);
        format!("SOURCE_DATE_EPOCH must be the seconds since the beginning of 1970, such as 1767225600; found {shown}")
    })
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
    date::from_unix(now()).map(|day| day.to_string()).unwrap_or_default()
}

/// The day that it is where the person sits who types; the environment's where that fixes it.
pub(super) fn local_today() -> String {
    if let Some(date) = date() {
        return date;
    }
    let moment = jiff::Timestamp::from_second(now()).map(|now| now.to_zoned_datetime(jiff::tz::TimeZone::system()));
    moment.map_or_else(|_| today(), |moment| moment.date().to_string())
}
