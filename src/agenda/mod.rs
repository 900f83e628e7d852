//! The agenda of an evening or a day by the clock: some lessons, one after the other, made to fit.
//!
//! [`make`] decides what happens when, what gives way, and what has to be there; a file for each format writes it down. It is
//! the facilitator's, except for the calendar, which is sent around and holds nothing but what everybody may see. Asks nobody
//! what time it is.

mod calendar;
pub mod clock;
mod fit;
mod markdown;
mod part;
mod said;
mod table;
mod text;

pub use calendar::Zone;
pub use clock::Time;
pub use fit::Fate;

use crate::audience::{self, Audience};
use crate::citation::calendar::Day;
use crate::curriculum::{Curriculum, Lesson, LessonId, Version};
use crate::diag::Diagnostics;
use crate::sheets;
use crate::shown;
use crate::syntax::inline_text;
use crate::syntax::lesson::{Group, Range, SegmentKind};
use crate::theme::Theme;
use crate::words::Words;
use fit::Piece;
pub use part::{Amount, Part};

/// A lesson that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Which.
    pub lesson: LessonId,
    /// When it starts, where that is fixed: minutes after the midnight before the first.
    pub at: Option<u32>,
    /// The break after it, in minutes.
    pub pause: u32,
}

/// What `daf agenda` is asked for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The lessons, in their order.
    pub lessons: Vec<Asked>,
    /// When the first starts, in minutes after midnight.
    pub start: u32,
    /// When the last has to end, in minutes after the same midnight.
    pub end: Option<u32>,
    /// How many people come.
    pub participants: Option<u32>,
    /// The day of the start.
    pub date: Day,
    /// The language of its words.
    pub lang: String,
    /// Whether times are shown with `am` and `pm`.
    pub twelve: bool,
    /// When it is asked for, in seconds since the beginning of 1970: a calendar knows the newer of two by it.
    pub made: i64,
}

/// The formats.
#[derive(Debug, Clone)]
pub enum Form {
    /// Lines for a terminal, or a plain file.
    Text,
    /// Markdown.
    Markdown,
    /// A table of values parted by commas.
    Table,
    /// A calendar file; its times are those of a place where one is named, and local ones otherwise.
    Calendar(Option<Zone>),
}

/// The agenda of lessons by the clock.
#[derive(Debug)]
pub struct Plan {
    /// What the curriculum is called.
    pub curriculum: String,
    /// Its address on the web.
    pub base_url: Option<String>,
    /// The language of its words.
    pub lang: String,
    /// The day of the start.
    pub date: Day,
    /// Whether times are shown with `am` and `pm`.
    pub twelve: bool,
    /// When it was made, in seconds since the beginning of 1970.
    pub made: i64,
    /// How many people come, where it was said.
    pub participants: Option<u32>,
    /// Lessons up to each hour that is fixed, in order.
    pub stretches: Vec<Stretch>,
}

/// Lessons up to a fixed hour.
#[derive(Debug)]
pub struct Stretch {
    /// The lessons.
    pub sittings: Vec<Sitting>,
    /// When they have to end; `None` where they may take what they take.
    pub until: Option<u32>,
    /// When they do.
    pub end: u32,
}

/// One lesson of a plan.
#[derive(Debug)]
pub struct Sitting {
    /// Its id.
    pub id: String,
    /// Its address in the site.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Whether it stands in another language than was asked for.
    pub is_foreign: bool,
    /// When it starts.
    pub start: u32,
    /// When it ends.
    pub end: u32,
    /// When what comes next starts, where there is time between.
    pub next: Option<u32>,
    /// For how many people it was written.
    pub group_size: Option<Range>,
    /// Its segments.
    pub lines: Vec<Line>,
    /// What to bring.
    pub materials: Vec<Amount>,
    /// What to do beforehand.
    pub preparation: Vec<String>,
    /// Needs, and what is done about them.
    pub access: Vec<(String, String)>,
    /// Sheets to print: what they are called, and how many or for whom.
    pub copies: Vec<(String, String)>,
}

/// One segment of a plan.
#[derive(Debug)]
pub struct Line {
    /// Its heading.
    pub heading: String,
    /// What happens; `None` where a lesson without segments stands as a whole.
    pub kind: Option<SegmentKind>,
    /// How the room is grouped.
    pub group: Option<Group>,
    /// Its minutes as the lesson has them.
    pub asked: Range,
    /// What becomes of it.
    pub fate: Fate,
    /// When it starts, or would.
    pub start: u32,
    /// How long it takes here.
    pub minutes: u32,
    /// Its shorter way in words, and how long that takes where it says so.
    pub short: Option<(String, Option<u32>)>,
    /// Its questions and exercises that have minutes of their own.
    pub parts: Vec<Part>,
}

impl Line {
    /// Whether it takes place.
    pub fn is_kept(&self) -> bool {
        self.fate != Fate::Cut
    }

    /// The minutes that it gives up here.
    pub fn saves(&self) -> u32 {
        self.asked.to.saturating_sub(self.minutes)
    }
}

impl Stretch {
    /// The segments that gave way, in order.
    fn changed(&self) -> impl Iterator<Item = &Line> {
        self.lines().filter(|line| line.fate != Fate::Whole)
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.sittings.iter().flat_map(|sitting| &sitting.lines)
    }
}

impl Plan {
    /// The lessons in order.
    fn sittings(&self) -> impl Iterator<Item = &Sitting> {
        self.stretches.iter().flat_map(|stretch| &stretch.sittings)
    }

    /// When all of it starts and ends.
    fn hours(&self) -> (u32, u32) {
        let start = self.sittings().next().map_or(0, |sitting| sitting.start);
        (start, self.stretches.last().map_or(start, |stretch| stretch.end))
    }

    fn clock(&self, minutes: u32) -> String {
        clock::shown(minutes, self.twelve)
    }
}

/// A lesson that no agenda can be made of: it says no minutes anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoMinutes {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: String,
}

/// Plans what is asked for, and writes it down.
///
/// # Errors
/// Where a lesson says no minutes.
pub fn make(
    curriculum: &Curriculum,
    theme: &Theme,
    wish: &Wish,
    form: &Form,
    sink: &mut Diagnostics,
) -> Result<String, NoMinutes> {
    let words = Words::load(theme, &wish.lang, sink);
    let plan = plan(curriculum, &words, wish)?;
    Ok(match form {
        Form::Text => text::write(&plan, &words),
        Form::Markdown => markdown::write(&plan, &words),
        Form::Table => table::write(&plan),
        Form::Calendar(zone) => calendar::write(&plan, &words, zone.as_ref()),
    })
}

/// What happens when, and what has to be there.
fn plan(curriculum: &Curriculum, words: &Words, wish: &Wish) -> Result<Plan, NoMinutes> {
    let mut stretches = Vec::new();
    let mut rest = wish.lessons.as_slice();
    let mut start = wish.start;
    while let Some(first) = rest.first() {
        let until = rest.iter().skip(1).position(|asked| asked.at.is_some()).map_or(rest.len(), |at| at + 1);
        let (now, later) = rest.split_at(until);
        let fixed = later.first().and_then(|asked| asked.at);
        let last_pause = now.last().map_or(0, |asked| asked.pause);
        let limit = fixed.map(|fixed| fixed.saturating_sub(last_pause)).or(wish.end);
        start = first.at.unwrap_or(start);
        let mut stretch = stretch(curriculum, words, wish, now, start, limit)?;
        if let (Some(fixed), Some(last)) = (fixed, stretch.sittings.last_mut()) {
            last.next = (fixed > last.end).then_some(fixed);
        }
        stretches.push(stretch);
        rest = later;
    }
    Ok(Plan {
        curriculum: line_of(curriculum, &curriculum.config.title.value),
        base_url: curriculum.config.base_url.as_ref().map(|url| url.value.clone()),
        lang: wish.lang.clone(),
        date: wish.date,
        twelve: wish.twelve,
        made: wish.made,
        participants: wish.participants,
        stretches,
    })
}

fn stretch(
    curriculum: &Curriculum,
    words: &Words,
    wish: &Wish,
    asked: &[Asked],
    start: u32,
    until: Option<u32>,
) -> Result<Stretch, NoMinutes> {
    let mut sittings = Vec::new();
    let mut pieces = Vec::new();
    for asked in asked {
        let sitting = sitting(curriculum, words, wish, curriculum.lesson(asked.lesson), &mut pieces)?;
        sittings.push((sitting, asked.pause));
    }
    // The break after the last is not theirs.
    let pauses: u32 = sittings.iter().rev().skip(1).map(|(_, pause)| *pause).sum();
    let room = until.map_or(u32::MAX, |until| until.saturating_sub(start).saturating_sub(pauses));
    let mut fates = pieces.iter().zip(fit::fit(&pieces, room));
    let mut now = start;
    let count = sittings.len();
    let mut placed = Vec::new();
    for (number, (mut sitting, pause)) in sittings.into_iter().enumerate() {
        sitting.start = now;
        for (line, (piece, fate)) in sitting.lines.iter_mut().zip(&mut fates) {
            (line.fate, line.start, line.minutes) = (fate, now, piece.takes(fate));
            now = now.saturating_add(line.minutes);
        }
        sitting.end = now;
        if number + 1 < count && pause > 0 {
            now = now.saturating_add(pause);
            sitting.next = Some(now);
        }
        placed.push(sitting);
    }
    Ok(Stretch { sittings: placed, until, end: now })
}

/// One lesson, not yet placed: its lines, and for each its piece at the end of `pieces`.
fn sitting(
    curriculum: &Curriculum,
    words: &Words,
    wish: &Wish,
    lesson: &Lesson,
    pieces: &mut Vec<Piece>,
) -> Result<Sitting, NoMinutes> {
    let (version, is_own) = lesson.version(&wish.lang);
    let front = &version.document.front;
    let group_size = front.group_size.as_ref().map(|size| size.value);
    let before = audience::before(Audience::Facilitator, front);
    let mut lines = Vec::new();
    for entry in &version.agenda.entries {
        lines.extend(line(curriculum, version, entry.section, pieces));
    }
    if lines.is_empty() {
        let file = version.document.path.to_string();
        let whole = version.agenda.total.filter(|total| total.to > 0);
        let asked = whole.ok_or_else(|| NoMinutes { id: lesson.id.clone(), file })?;
        pieces.push(Piece { minutes: asked, short: None, cut: None });
        lines.push(Line { heading: line_of(curriculum, &version.title), ..Line::new(asked) });
    }
    let people = part::People::new(wish.participants, group_size);
    Ok(Sitting {
        id: lesson.id.clone(),
        address: lesson.address.clone(),
        title: line_of(curriculum, &version.title),
        is_foreign: !is_own,
        start: 0,
        end: 0,
        next: None,
        group_size,
        lines,
        materials: part::materials(curriculum, version, people),
        preparation: before.preparation.iter().map(|rich| part::plain(curriculum, &rich.blocks)).collect(),
        access: before
            .access
            .iter()
            .map(|access| (line_of(curriculum, &access.need.value), part::plain(curriculum, &access.plan.blocks)))
            .collect(),
        copies: copies(curriculum, words, lesson, people),
    })
}

impl Line {
    fn new(asked: Range) -> Line {
        Line {
            heading: String::new(),
            kind: None,
            group: None,
            asked,
            fate: Fate::Whole,
            start: 0,
            minutes: asked.to,
            short: None,
            parts: Vec::new(),
        }
    }
}

fn line(curriculum: &Curriculum, version: &Version, section: usize, pieces: &mut Vec<Piece>) -> Option<Line> {
    let section = version.document.body.sections.get(section)?;
    let segment = section.segment.as_ref()?;
    let short = part::shorter_way(curriculum, &section.blocks);
    pieces.push(Piece {
        minutes: segment.minutes,
        short: short.as_ref().and_then(|(_, minutes)| *minutes),
        cut: audience::cut(Audience::Facilitator, segment),
    });
    Some(Line {
        heading: line_of(curriculum, &inline_text(&section.heading)),
        kind: Some(segment.kind),
        group: segment.group,
        short,
        parts: part::parts(curriculum, version, &section.blocks),
        ..Line::new(segment.minutes)
    })
}

/// The sheets that a build makes of a lesson, and how many of each.
fn copies(curriculum: &Curriculum, words: &Words, lesson: &Lesson, people: part::People) -> Vec<(String, String)> {
    if !lesson.main.document.front.print.0 {
        return Vec::new();
    }
    let how_many = |kind| match people.known() {
        Some(people) => sheets::copies(kind, people, None).to_string(),
        None => words.get(sheets::copies_word(kind)).to_owned(),
    };
    let made = sheets::made(curriculum, lesson).into_iter();
    made.map(|kind| (words.get(sheets::word(kind)).to_owned(), how_many(kind))).collect()
}

/// Words as one line: nothing in them that turns it, ends it or speaks to a terminal, and divine names as the curriculum writes
/// them.
fn line_of(curriculum: &Curriculum, words: &str) -> String {
    let named = shown::named(curriculum.config.divine_name, words);
    let mut line = String::with_capacity(named.len());
    for word in shown::upright(&named).split(|c: char| c.is_whitespace() || c.is_control()) {
        if !word.is_empty() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    line
}
