//! What a facilitator's page holds for leading the session: the agenda as a timeline, amounts that follow the number of
//! people, and the way into session mode and projecting.
//!
//! Writes markup and data attributes; the theme's `session.js` and `present.js` do the rest, and the page reads without them.

use super::agenda;
use super::write::Writer;
use crate::document::model::{Section, Segment};

/// The agenda as a list: clock, title, kind and group, minutes; each leads to its segment. Nothing where there are none.
pub(crate) fn timeline(w: &mut Writer<'_>, sections: &[Section<'_>]) {
    let segments = || sections.iter().filter_map(|section| Some((section, section.segment.as_ref()?)));
    let Some((_, last)) = segments().next_back() else { return };
    w.html.raw("<section class=\"timeline\"><h2 class=\"eyebrow\">");
    w.say("timeline");
    // What is chosen for tonight goes here, where scripts run.
    w.html.raw("</h2>\n<p class=\"tonight\"></p>\n<ol>\n");
    for (section, segment) in segments() {
        w.html.raw("<li").attr("class", agenda::class(segment.kind)).raw(">");
        clock(w, segment.start);
        w.html.raw(" <a").attr("href", &format!("#{}", super::escape::component(section.id)));
        w.direction(&section.line);
        w.html.raw(">");
        w.label(&section.line);
        w.html.raw("</a> <span class=\"how\">");
        w.plain(segment.what);
        if !segment.group.is_empty() {
            w.html.raw(" · ");
            w.plain(segment.group);
        }
        w.html.raw("</span> <span class=\"long\">");
        w.plain(&segment.minutes);
        w.html.raw("</span></li>\n");
    }
    w.html.raw("<li class=\"ends\">");
    clock(w, last.start.saturating_add(last.most));
    w.html.raw(" <span>");
    w.say("timeline-end");
    w.html.raw("</span></li>\n</ol></section>\n");
}

/// Where the clock stands, in minutes from the start: a script that knows when the session starts tells the time of day.
fn clock(w: &mut Writer<'_>, minutes: u32) {
    w.html.raw("<b").attr("data-at", &minutes.to_string()).raw(">").text(&crate::display::clock(minutes)).raw("</b>");
}

/// What session mode has to know of a segment, as attributes of its element: how long it takes, and when it may be cut.
pub(crate) fn attributes(w: &mut Writer<'_>, segment: &Segment<'_>) {
    w.html.attr("data-minutes", &segment.most.to_string());
    if let Some(order) = segment.cut {
        w.html.attr("data-cut", &order.map(|order| order.to_string()).unwrap_or_default());
    }
}

/// Where the clock stands when a segment begins, how long it takes, and how the room is grouped.
pub(crate) fn head(w: &mut Writer<'_>, segment: &Segment<'_>) {
    w.html.raw("<p class=\"clock\">");
    clock(w, segment.start);
    w.plain(&segment.minutes);
    if !segment.group.is_empty() {
        w.html.raw(" · ");
        w.plain(segment.group);
    }
    w.html.raw("</p>\n");
}

/// In which order a segment may go, and what that saves.
pub(crate) fn cut(w: &mut Writer<'_>, segment: &Segment<'_>) {
    if segment.cut_words.is_empty() {
        return;
    }
    let saves = w.site.words.name("saves", &segment.minutes);
    w.html.raw("<p class=\"short\">");
    w.plain(&segment.cut_words);
    w.html.raw(" ");
    w.plain(&format!("({saves})"));
    w.html.raw("</p>\n");
}

/// The way into both modes. Hidden until a script is there to open them.
pub(crate) fn stage(w: &mut Writer<'_>, sections: &[Section<'_>]) {
    w.html.raw("<section class=\"stage\" hidden").attr("data-words", &w.site.session_words).raw("><h2>");
    w.say("stage");
    w.html.raw("</h2><ul>\n");
    if sections.iter().any(|section| section.segment.is_some()) {
        w.html.raw("<li><button type=\"button\" class=\"to-session\">");
        w.say("session-mode");
        w.html.raw("</button></li>\n");
    }
    w.html.raw("<li><button type=\"button\" data-project=\"0\">");
    w.say("present-a-text");
    w.html.raw("</button></li>\n</ul></section>\n");
}
