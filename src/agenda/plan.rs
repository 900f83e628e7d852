//! A plan as data: lessons and their segments by the clock, with all that the formats write of them. Decides nothing.

use super::clock;
use super::fit::Adjustment;
use super::part::{Amount, TimedTask};
use crate::date::Date;
use crate::syntax::lesson::{Group, Range, SegmentKind};

/// The agenda of lessons by the clock.
#[derive(Debug)]
pub struct AgendaPlan {
    /// What the curriculum is called.
    pub curriculum: String,
    /// Its address on the web.
    pub base_url: Option<String>,
    /// The language of its words.
    pub lang: String,
    /// The day of the start.
    pub date: Date,
    /// Whether times are shown with `am` and `pm`.
    pub twelve: bool,
    /// When it was made, in seconds since the beginning of 1970.
    pub made: i64,
    /// How many people come, where it was said.
    pub participants: Option<u32>,
    /// Lessons up to each hour that is fixed, in order.
    pub blocks: Vec<TimeBlock>,
}

/// Lessons up to a fixed hour.
#[derive(Debug)]
pub struct TimeBlock {
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
    pub lines: Vec<AgendaSegment>,
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
pub struct AgendaSegment {
    /// Its heading.
    pub heading: String,
    /// What happens; `None` where a lesson without segments stands as a whole.
    pub kind: Option<SegmentKind>,
    /// How the room is grouped.
    pub group: Option<Group>,
    /// Its minutes as the lesson has them.
    pub asked: Range,
    /// What becomes of it.
    pub adjustment: Adjustment,
    /// When it starts, or would.
    pub start: u32,
    /// How long it takes here.
    pub minutes: u32,
    /// Its shorter way in words, and how long that takes where it says so.
    pub short: Option<(String, Option<u32>)>,
    /// Its questions and exercises that have minutes of their own.
    pub parts: Vec<TimedTask>,
}

impl AgendaSegment {
    /// One that is not yet placed.
    pub(super) fn new(asked: Range) -> AgendaSegment {
        AgendaSegment {
            heading: String::new(),
            kind: None,
            group: None,
            asked,
            adjustment: Adjustment::Whole,
            start: 0,
            minutes: asked.to,
            short: None,
            parts: Vec::new(),
        }
    }

    /// Whether it takes place.
    pub fn is_kept(&self) -> bool {
        self.adjustment != Adjustment::Cut
    }

    /// The minutes that it gives up here.
    pub fn saves(&self) -> u32 {
        self.asked.to.saturating_sub(self.minutes)
    }
}

impl TimeBlock {
    /// The segments that gave way, in order.
    pub(super) fn changed(&self) -> impl Iterator<Item = &AgendaSegment> {
        self.lines().filter(|line| line.adjustment != Adjustment::Whole)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &AgendaSegment> {
        self.sittings.iter().flat_map(|sitting| &sitting.lines)
    }
}

impl AgendaPlan {
    /// The lessons in order.
    pub(super) fn sittings(&self) -> impl Iterator<Item = &Sitting> {
        self.blocks.iter().flat_map(|block| &block.sittings)
    }

    /// When all of it starts and ends.
    pub(super) fn hours(&self) -> (u32, u32) {
        let start = self.sittings().next().map_or(0, |sitting| sitting.start);
        (start, self.blocks.last().map_or(start, |block| block.end))
    }

    pub(super) fn clock(&self, minutes: u32) -> String {
        clock::shown(minutes, self.twelve)
    }
}
