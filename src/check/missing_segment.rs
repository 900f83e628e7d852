//! `missing-segment`: an agenda without an opening, a closing or an evaluation.
//!
//! An opening is a segment of kind opening, check-in or ritual, a closing one of kind closing, an evaluation one of that kind; or
//! any whose heading says so. A closing whose words speak of evaluating, as many good ones do, is both. Leaves alone lessons
//! without an agenda, and those of less than twenty minutes, which are part of something. Where the words cannot be read,
//! only the kinds count, and a closing is not asked for its evaluation.

use std::sync::LazyLock;

use super::subject::Subject;
use super::words;
use crate::diag::{Diagnostics, make};
use crate::hebrew;
use crate::syntax::inline_text;
use crate::syntax::lesson::{Section, Segment, SegmentKind};

/// A session shorter than this is left alone.
const SHORTEST: u32 = 20;

/// Words as tokens are folded, so that a heading is compared with them as it is read.
type Folded = LazyLock<Vec<String>>;

fn folded(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| hebrew::fold(word)).collect()
}

static OPENS: Folded = LazyLock::new(|| {
    folded(&[
        "opening",
        "open",
        "welcome",
        "welcoming",
        "arrival",
        "arriving",
        "begin",
        "beginning",
        "settling",
        "gathering",
        "introductions",
        "hello",
        "start",
        "starting",
        "icebreaker",
        "התכנסות",
        "היכרות",
        "ברוכים",
        "פתיחה",
        "נפתח",
        "פותחים",
    ])
});
static CLOSES: Folded = LazyLock::new(|| {
    folded(&[
        "closing",
        "close",
        "goodbye",
        "farewell",
        "conclusion",
        "concluding",
        "parting",
        "checkout",
        "wrap",
        "thanks",
        "סיום",
        "סגירה",
        "מסיימים",
        "נסיים",
        "פרידה",
        "סיכום",
        "מסכמים",
        "נסכם",
    ])
});
/// What is said in two words.
static OPENS_SO: Folded = LazyLock::new(|| folded(&["check in", "checking in", "ice breaker", "getting to know"]));
static CLOSES_SO: Folded = LazyLock::new(|| folded(&["check out", "checking out", "going home"]));
/// The beginnings of words that speak of evaluating.
static EVALUATES: Folded = LazyLock::new(|| folded(&["evaluat", "feedback", "הערכ", "משוב"]));
/// What is asked in an evaluation, as it is asked.
static ASKS: Folded = LazyLock::new(|| {
    folded(&[
        "what worked",
        "what helped",
        "what to change",
        "what would you change",
        "plus and",
        "plusses",
        "pluses",
        "keep and change",
        "one thing to change",
        "one thing you would change",
        "do differently",
        "will you take",
        "are you taking",
        "take home",
        "take away",
        "how was this",
        "how did this",
        "מה לקחת",
        "מה אתם לוקחים",
        "מה הייתם משנים",
        "מה נשנה",
        "מה עבד",
        "מה עזר",
        "מה לשנות",
        "מה היה טוב",
        "לשימור ולשיפור",
    ])
});

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Diagnostics) {
    let minutes: u32 = subject.segments().map(|(_, segment)| segment.minutes.to).sum();
    if minutes < SHORTEST {
        return;
    }
    let has =
        |test: &dyn Fn(&Section, &Segment) -> bool| subject.segments().any(|(section, segment)| test(section, segment));
    let opens = has(&|section, segment| {
        matches!(segment.kind, SegmentKind::Opening | SegmentKind::CheckIn | SegmentKind::Ritual)
            || says(section, &OPENS, &OPENS_SO)
    });
    let closes = has(&|section, segment| segment.kind == SegmentKind::Closing || says(section, &CLOSES, &CLOSES_SO));
    let readable = words::language(&subject.version.lang).is_some();
    let evaluates = has(&|section, segment| {
        let may_be_both = segment.kind == SegmentKind::Closing || says(section, &CLOSES, &CLOSES_SO);
        segment.kind == SegmentKind::Evaluation
            || is_evaluation(&inline_text(&section.heading))
            || (may_be_both && (!readable || speaks_of_evaluating(subject, section)))
    });
    let missing = [("opening", opens), ("closing", closes), ("evaluation", evaluates)];
    let missing: Vec<&str> = missing.into_iter().filter(|(_, is)| !is).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        sink.push(make::lint::missing_segment(subject.minutes_span(), &missing));
    }
}

/// Whether a heading has one of the words, or of the pairs of words.
fn says(section: &Section, words: &[String], pairs: &[String]) -> bool {
    let heading = inline_text(&section.heading);
    let said: Vec<String> = hebrew::tokens(&heading.replace('-', " ")).map(|(_, word)| word).collect();
    let beside = |pair: &[String]| pairs.contains(&pair.join(" "));
    said.iter().any(|word| words.contains(word)) || said.windows(2).any(beside) || said.windows(3).any(beside)
}

fn is_evaluation(text: &str) -> bool {
    let folded = hebrew::fold(text);
    let begins = |stem: &String| folded.split(' ').any(|word| word.trim_start_matches(['ו', 'ה']).starts_with(stem));
    EVALUATES.iter().any(begins) || ASKS.iter().any(|asked| folded.contains(asked))
}

/// Whether a section's words, or a prompt placed in it, speak of evaluating.
fn speaks_of_evaluating(subject: &Subject<'_>, section: &Section) -> bool {
    let mut found = false;
    let mut look = |stretch: words::TextRun<'_>| {
        let words::LessonWords::Running(list) = stretch.words else { return };
        found = found || is_evaluation(&inline_text(list));
    };
    words::in_blocks(&section.blocks, section.span, false, &mut look);
    let placed = super::placed::in_section(subject, section);
    for prompt in placed.prompts.iter().filter_map(|&at| subject.front.prompts.get(at)) {
        words::in_rich(&prompt.prompt, prompt.span, false, &mut look);
    }
    found
}
