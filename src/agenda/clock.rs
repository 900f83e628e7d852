//! Times of day: as people type them, and as they are shown. Never asks what time it is.

/// Minutes in a day.
pub(super) const DAY: u32 = 24 * 60;

/// A time of day as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    /// Minutes after midnight.
    pub minutes: u32,
    /// Whether it was typed with `am` or `pm`, so that times are shown in the same way.
    pub twelve: bool,
}

impl Time {
    /// Reads `18:30`, `18.30`, `1830`, `18h30`, `18`, `6:30 pm`, `6pm`; `None` for what is no time of day.
    pub fn read(typed: &str) -> Option<Time> {
        let lower = typed.trim().to_lowercase().replace('.', ":");
        let lower = lower.trim_end_matches(':');
        let (digits, half) = half_of_day(lower);
        let (hour, minute) = hour_and_minute(digits.trim())?;
        let hour = match half {
            None => hour,
            // Noon and midnight are the twelfth hours.
            Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
            Some(_) => return None,
        };
        let midnight = hour == 24 && minute == 0;
        let known = (hour < 24 || midnight) && minute < 60;
        known.then_some(Time { minutes: hour * 60 + minute, twelve: half.is_some() })
    }
}

/// What stands before `am` or `pm`, and the hours that it adds.
fn half_of_day(lower: &str) -> (&str, Option<u32>) {
    for (ends, hours) in [(["am", "a:m"], 0), (["pm", "p:m"], 12)] {
        if let Some(rest) = ends.iter().find_map(|end| lower.strip_suffix(end)) {
            return (rest, Some(hours));
        }
    }
    (lower, None)
}

fn hour_and_minute(digits: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    if let Some((hour, minute)) = digits.split_once([':', 'h']) {
        let minute = if minute.is_empty() { Some(0) } else { number(minute).filter(|_| minute.len() == 2) };
        return Some((number(hour)?, minute?));
    }
    match digits.len() {
        1 | 2 => Some((number(digits)?, 0)),
        3 | 4 if digits.is_ascii() => {
            let (hour, minute) = digits.split_at(digits.len() - 2);
            Some((number(hour)?, number(minute)?))
        }
        _ => None,
    }
}

/// A time as it is shown, by the day's twenty-four hours or twice twelve. Minutes may run past midnight.
pub fn shown(minutes: u32, twelve: bool) -> String {
    let (hour, minute) = (minutes % DAY / 60, minutes % 60);
    if !twelve {
        return format!("{hour}:{minute:02}");
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{hour}:{minute:02} {half}")
}

/// The hours for which a session may run past midnight: a night of study, and no evening whose end was mistyped.
const NIGHT: u32 = 9 * 60;

/// A time that follows another: later on the same day, or in the night that follows. `None` where it would be neither.
pub fn after(earlier: u32, time: Time) -> Option<u32> {
    let day = earlier / DAY * DAY;
    let same_day = day + time.minutes;
    if same_day > earlier {
        return Some(same_day);
    }
    let next_day = same_day + DAY;
    (next_day - earlier <= NIGHT).then_some(next_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        let known = [
            ("18:30", 1110, false),
            ("18.30", 1110, false),
            ("1830", 1110, false),
            ("18h30", 1110, false),
            ("18h", 1080, false),
            (" 9 ", 540, false),
            ("930", 570, false),
            ("0:00", 0, false),
            ("24:00", 1440, false),
            ("6:30 pm", 1110, true),
            ("6:30PM", 1110, true),
            ("6.30 p.m.", 1110, true),
            ("7pm", 1140, true),
            ("12 pm", 720, true),
            ("12:15 a.m.", 15, true),
        ];
        for (typed, minutes, twelve) in known {
            assert_eq!(Time::read(typed), Some(Time { minutes, twelve }), "{typed}");
        }
        for typed in
            ["", "noonish", "25:00", "24:30", "18:60", "13 pm", "0 am", "6:3", "18:30:00", "-1", "12345", "٦", "אב"]
        {
            assert_eq!(Time::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn times_are_shown_by_either_clock() {
        assert_eq!(shown(1110, false), "18:30");
        assert_eq!(shown(1110, true), "6:30 pm");
        assert_eq!(shown(0, true), "12:00 am");
        assert_eq!(shown(720, true), "12:00 pm");
        assert_eq!(shown(DAY + 30, false), "0:30");
    }

    #[test]
    fn a_night_may_pass_and_no_day() {
        let at = |typed: &str| Time::read(typed).expect(typed);
        assert_eq!(after(1110, at("20:00")), Some(1200));
        assert_eq!(after(1320, at("5:00")), Some(DAY + 300));
        assert_eq!(after(DAY + 60, at("2:00")), Some(DAY + 120));
        assert_eq!(after(1110, at("8:00")), None);
        assert_eq!(after(1110, at("18:30")), None);
    }
}
