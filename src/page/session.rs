//! What a facilitator's page holds for leading the session: the agenda as a timeline, amounts that follow the number of
//! people, and the way into session mode and projecting.
//!
//! Writes markup and data attributes; the theme's `session.js` and `present.js` do the rest, and the page reads without them.

use super::agenda;
use super::write::Writer;
use crate::amounts::per_people;
use crate::audience as view;
use crate::curriculum::{AgendaEntry, Version};
use crate::syntax::lesson::{Group, Segment};

/// The agenda as a list: clock, title, kind and group, minutes; each leads to its segment. Nothing where there are none.
pub(crate) fn timeline(w: &mut Writer<'_>, version: &Version) {
    let entries = &version.agenda.entries;
    let Some(last) = entries.last() else { return };
    w.html.raw("<section class=\"timeline\"><h2 class=\"eyebrow\">");
    w.say("timeline");
    // What is chosen for tonight goes here, where scripts run.
    w.html.raw("</h2>\n<p class=\"tonight\"></p>\n<ol>\n");
    for entry in entries {
        let Some(section) = version.document.body.sections.get(entry.section) else { continue };
        w.html.raw("<li").attr("class", agenda::class(entry.kind)).raw(">");
        clock(w, entry.start);
        w.html.raw(" <a").attr("href", &format!("#{}", super::escape::component(&section.id))).raw(" dir=\"auto\">");
        w.label(&section.heading);
        w.html.raw("</a> <span class=\"how\">");
        w.say(&format!("kind-{}", entry.kind.word()));
        if let Some(group) = section.segment.as_ref().and_then(|segment| segment.group) {
            w.html.raw(" · ");
            w.say(&group_word(group));
        }
        let minutes = w.minutes(entry.minutes);
        w.html.element("</span> <span class=\"long\">", &minutes, "</span></li>\n");
    }
    w.html.raw("<li class=\"ends\">");
    clock(w, last.start.saturating_add(last.minutes.to));
    w.html.raw(" <span>");
    w.say("timeline-end");
    w.html.raw("</span></li>\n</ol></section>\n");
}

/// The message that names how the room is grouped.
pub(crate) fn group_word(group: Group) -> String {
    format!("group-{}", group.word())
}

/// Where the clock stands, in minutes from the start: a script that knows when the session starts tells the time of day.
pub(crate) fn clock(w: &mut Writer<'_>, minutes: u32) {
    w.html.raw("<b").attr("data-at", &minutes.to_string()).raw(">").text(&crate::shown::clock(minutes)).raw("</b>");
}

/// What session mode has to know of a segment, as attributes of its element: how long it takes, and when it may be cut.
pub(crate) fn attributes(w: &mut Writer<'_>, segment: Option<&Segment>, entry: Option<&AgendaEntry>) {
    let (Some(segment), Some(entry)) = (segment, entry) else { return };
    w.html.attr("data-minutes", &entry.minutes.to.to_string());
    if let Some(order) = view::cut(w.audience(), segment) {
        w.html.attr("data-cut", &order.map(|order| order.to_string()).unwrap_or_default());
    }
}

/// The way into both modes. Hidden until a script is there to open them.
pub(crate) fn stage(w: &mut Writer<'_>, version: &Version) {
    let site = w.site;
    let of = |prefix: &'static str| {
        let words = site.words.starting(prefix).into_iter();
        words.map(move |(id, words)| (format!("{prefix}{id}"), words))
    };
    let words = super::labels(of("session-").chain(of("present-")).collect());
    w.html.raw("<section class=\"stage\" hidden").attr("data-words", &words).raw("><h2>");
    w.say("stage");
    w.html.raw("</h2><ul>\n");
    if !version.agenda.entries.is_empty() {
        w.html.raw("<li><button type=\"button\" class=\"to-session\">");
        w.say("session-mode");
        w.html.raw("</button></li>\n");
    }
    w.html.raw("<li><button type=\"button\" data-project=\"0\">");
    w.say("present-a-text");
    w.html.raw("</button></li>\n</ul></section>\n");
}

/// How much to bring. What depends on how many people come says so to a script; the words stay as they were written.
pub(crate) fn quantity(w: &mut Writer<'_>, words: &str) {
    let Some((count, people)) = per_people(words) else {
        w.plain(words);
        return;
    };
    w.html.raw("<span class=\"quantity\"").attr("data-count", &count.to_string());
    w.html.attr("data-per", &people.to_string()).raw(">");
    w.plain(words);
    w.html.raw("</span>");
}
