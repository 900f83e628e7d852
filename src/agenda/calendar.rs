//! A plan as a calendar file (RFC 5545), one event a lesson. The only file that knows the writer of calendars and the clocks
//! of places.
//!
//! Such a file is sent around: it holds titles and times, and nothing that is the facilitator's. Times are local ones, of
//! whatever place the calendar is in; where a place is named they are universal ones, which every calendar shows as its own.

use icalendar::{Calendar, Component, Event, Property};
use jiff::tz::TimeZone;

use super::clock;
use super::plan::{AgendaPlan, Sitting};
use crate::date;
use crate::direction::{direction_of, in_plain};
use crate::words::Words;

/// The clock of a place.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// The clock of a place by its name in the database of such places: `Asia/Jerusalem`. `Err` holds the nearest names.
    ///
    /// # Errors
    /// Where there is no such place.
    pub fn named(name: &str) -> Result<Zone, Vec<String>> {
        match jiff::tz::db().get(name) {
            Ok(zone) => Ok(Zone(zone)),
            Err(_) => {
                let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
                let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_lowercase();
                let wanted = city(name).replace(' ', "_");
                let mut near: Vec<String> = names.iter().filter(|known| city(known) == wanted).cloned().collect();
                near.extend(crate::diag::make::nearest(name, names.iter().map(String::as_str)).map(str::to_owned));
                near.dedup();
                Err(near)
            }
        }
    }
}

/// Writes a plan as a calendar.
pub(super) fn write(plan: &AgendaPlan, words: &Words, zone: Option<&Zone>) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//daf//daf agenda//EN"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    let mut names: Vec<String> = Vec::new();
    for sitting in plan.sittings() {
        // A lesson that is held twice on one day is two events.
        let again = names.iter().filter(|name| **name == sitting.id).count();
        names.push(sitting.id.clone());
        calendar.push(event(plan, words, zone, sitting, again));
    }
    folded(&calendar.to_string())
}

/// Bytes of a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The lines of a calendar, each in pieces that are no longer than a line may be: the writer of calendars does not count the space
/// that a further piece begins with.
fn folded(calendar: &str) -> String {
    let mut out = String::with_capacity(calendar.len() + calendar.len() / 16);
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut left = LINE;
        for c in line.chars() {
            if c.len_utf8() > left {
                out.push_str("\r\n ");
                left = LINE - 1;
            }
            out.push(c);
            left -= c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn event(plan: &AgendaPlan, words: &Words, zone: Option<&Zone>, sitting: &Sitting, again: usize) -> Event {
    let mut event = Event::with_uid(&uid(plan, sitting, again));
    let stamp = jiff::Timestamp::from_second(plan.made).map(|made| made.strftime("%Y%m%dT%H%M%SZ").to_string());
    event.append_property(Property::new("DTSTAMP", stamp.unwrap_or_default()));
    event.append_property(Property::new("DTSTART", moment(plan, zone, sitting.start)));
    event.append_property(Property::new("DTEND", moment(plan, zone, sitting.end)));
    event.summary(&in_plain(&sitting.title, direction_of(&plan.lang, "")));
    event.description(&description(plan, words, sitting));
    if let Some(base) = &plan.base_url {
        event.append_property(Property::new("URL", format!("{base}/{}/", sitting.address)));
    }
    event.done()
}

/// The agenda in lines: what takes place, and when.
fn description(plan: &AgendaPlan, words: &Words, sitting: &Sitting) -> String {
    let kept = sitting.lines.iter().filter(|line| line.is_kept());
    let around = direction_of(&plan.lang, "");
    let lines = kept.map(|line| format!("{} {}", plan.clock(line.start), in_plain(&line.heading, around)));
    let end = format!("{} {}", plan.clock(sitting.end), words.get("timeline-end"));
    lines.chain([end]).collect::<Vec<_>>().join("\n")
}

/// The same for the same lesson of the same curriculum on the same day, so that a calendar that reads the file again changes
/// its event in place of making another.
fn uid(plan: &AgendaPlan, sitting: &Sitting, again: usize) -> String {
    let of =
        format!("{}\n{}\n{}\n{again}", plan.base_url.as_deref().unwrap_or(&plan.curriculum), sitting.id, plan.date);
    let host = plan.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("daf");
    format!("{}@{host}", &blake3::hash(of.as_bytes()).to_hex()[..24])
}

/// A moment as calendars write it: `20261126T183000`, or `20261126T163000Z` for a place's clock.
fn moment(plan: &AgendaPlan, zone: Option<&Zone>, minutes: u32) -> String {
    let written = || {
        let minute = minutes % clock::DAY;
        let day = date::days_after(plan.date, minutes / clock::DAY);
        let local = day.at(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0);
        let Some(zone) = zone else { return Some(local.strftime("%Y%m%dT%H%M%S").to_string()) };
        let moment = zone.0.to_ambiguous_zoned_datetime(local).compatible().ok()?.timestamp();
        Some(moment.strftime("%Y%m%dT%H%M%SZ").to_string())
    };
    written().unwrap_or_default()
}
