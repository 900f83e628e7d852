//! What a facilitator's page holds for leading the session: the agenda as a timeline, amounts that follow the number of
//! people, and the way into session mode and projecting.
//!
//! Writes markup and data attributes; the theme's `session.js` and `present.js` do the rest, and the page reads without them.

use super::agenda;
use super::write::Writer;
use crate::audience as view;
use crate::curriculum::{AgendaEntry, Version};
use crate::syntax::lesson::{Group, Segment};

/// The largest number of things, and of people, that is counted with.
const MOST: u32 = 1000;

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

/// How many for how many people: `1 per person`, `2 per pair`, `1 piece for every 4 people`, `1 לכל זוג`. `None` for all
/// that is not surely so.
fn per_people(quantity: &str) -> Option<(u32, u32)> {
    let lower = quantity.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let count = number(first)?;
    if rest == ["each"] {
        return Some((count, 1));
    }
    let at = rest.iter().take(3).position(|word| matches!(*word, "per" | "for" | "לכל"))?;
    let whom = rest.get(at + 1..)?;
    let whom = match (rest.get(at).copied(), whom.split_first()) {
        (Some("for"), Some((&("each" | "every"), whom))) => whom,
        (Some("for"), _) => return None,
        (_, Some((&("each" | "every"), whom))) => whom,
        _ => whom,
    };
    Some((count, people(whom)?))
}

fn people(words: &[&str]) -> Option<u32> {
    match words {
        [one] if is_person(one) => Some(1),
        ["pair" | "chevruta" | "זוג" | "חברותא"] => Some(2),
        ["triad" | "שלישייה"] => Some(3),
        [many] => number(many),
        [many, whom] if is_people(whom) => number(many),
        ["group", "of", many] | ["group", "of", many, _] | ["קבוצה", "של", many] => number(many),
        _ => None,
    }
}

fn is_person(word: &str) -> bool {
    matches!(word, "person" | "participant" | "learner" | "student" | "אדם" | "משתתף" | "משתתפת" | "אחד" | "אחת")
}

fn is_people(word: &str) -> bool {
    matches!(word, "people" | "persons" | "participants" | "learners" | "students" | "אנשים" | "משתתפים" | "משתתפות")
}

/// A number in digits, or a small one in words.
fn number(word: &str) -> Option<u32> {
    let known = match word {
        "a" | "an" | "one" | "אחד" | "אחת" => 1,
        "two" | "שני" | "שתי" | "שניים" | "שתיים" => 2,
        "three" | "שלושה" | "שלוש" => 3,
        "four" | "ארבעה" | "ארבע" => 4,
        "five" | "חמישה" | "חמש" => 5,
        "six" | "שישה" | "שש" => 6,
        "seven" | "שבעה" | "שבע" => 7,
        "eight" | "שמונה" => 8,
        "ten" | "עשרה" | "עשר" => 10,
        digits => digits.parse().ok()?,
    };
    (1..=MOST).contains(&known).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::per_people;

    #[test]
    fn only_what_is_surely_so_is_counted() {
        let known = [
            ("1 per person", (1, 1)),
            ("2 each", (2, 1)),
            ("2 per pair", (2, 2)),
            ("1 per 3", (1, 3)),
            ("1 per three people", (1, 3)),
            ("1 for every 4 people", (1, 4)),
            ("1 piece for every 4 people", (1, 4)),
            ("20 per 4 people", (20, 4)),
            ("One for each participant", (1, 1)),
            ("1 per group of five", (1, 5)),
            ("1 לכל משתתף", (1, 1)),
            ("אחד לכל זוג", (1, 2)),
            ("2 לכל שלושה משתתפים", (2, 3)),
        ];
        for (words, expected) in known {
            assert_eq!(per_people(words), Some(expected), "{words}");
        }
        let others =
            ["", "1", "1 pair", "1 per group", "1-2 per person", "enough for everyone", "0 per person", "1 per 0"];
        for words in
            others.into_iter().chain(["1 for the wall", "1 for 3 evenings", "99999999999 per person", "per person"])
        {
            assert_eq!(per_people(words), None, "{words}");
        }
    }
}
