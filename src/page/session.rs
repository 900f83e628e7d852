//! What a facilitator's page holds for leading the session: the agenda as a timeline, amounts that follow the number of
//! people, and the way into session mode and projecting.
//!
//! Gathers values; the theme's templates show them, its `session.js` and `present.js` do the rest, and the page reads without them.

use super::agenda;
use super::values::{Map, Value};
use super::write::Writer;
use crate::document::model::{Section, Segment};

/// The agenda as a list: clock, title, kind and group, minutes; each leads to its segment. Nothing where there are none.
pub(crate) fn timeline(w: &mut Writer<'_>, sections: &[Section<'_>]) -> Option<Map> {
    let segments = || sections.iter().filter_map(|section| Some((section, section.segment.as_ref()?)));
    let (_, last) = segments().next_back()?;
    let list = segments().map(|(section, segment)| {
        let title = w.apart(|w| w.label(&section.line));
        let values = Map::new()
            .with("class", agenda::class(segment.kind))
            .with("starts_at", segment.start)
            .with("clock", clock(segment.start))
            .with("href", format!("#{}", super::escape::component(section.id)))
            .with("attrs", w.attrs(section.line.lang, section.line.dir))
            .with("title", title)
            .with("what", w.plain_value(segment.what))
            .with("group", (!segment.group.is_empty()).then(|| w.plain_value(segment.group)))
            .with("minutes", w.plain_value(&segment.minutes));
        Value::from(values)
    });
    let list: Vec<Value> = list.collect();
    let end = last.start.saturating_add(last.most);
    Some(Map::new().with("segments", list).with("ends_at", end).with("end_clock", clock(end)))
}

/// Where the clock stands so many minutes from the start. A script that knows when the session starts tells the time of day.
fn clock(minutes: u32) -> String {
    crate::display::clock(minutes)
}

/// A segment on its own section: when it begins, how long it takes, how the room is grouped, and when it may be cut.
pub(crate) fn segment(w: &mut Writer<'_>, segment: &Segment<'_>) -> Map {
    let cut = (!segment.cut_words.is_empty()).then(|| {
        let saves = w.site.words.name("saves", &segment.minutes);
        Map::new().with("words", w.plain_value(&segment.cut_words)).with("saves", w.plain_value(&format!("({saves})")))
    });
    Map::new()
        .with("kind", segment.kind.word())
        .with("most", segment.most)
        .with("may_be_cut", segment.cut.is_some())
        .with("cut_order", segment.cut.flatten())
        .with("starts_at", segment.start)
        .with("clock", clock(segment.start))
        .with("minutes", w.plain_value(&segment.minutes))
        .with("group", (!segment.group.is_empty()).then(|| w.plain_value(segment.group)))
        .with("cut", cut)
}

/// What the way into both modes has to know.
pub(crate) fn stage(w: &Writer<'_>, sections: &[Section<'_>]) -> Map {
    let has_segments = sections.iter().any(|section| section.segment.is_some());
    Map::new().with("words", w.site.session_words.as_str()).with("has_session", has_segments)
}
