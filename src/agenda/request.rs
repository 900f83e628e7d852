//! What an agenda is asked for: which lessons, when, and for whom.

use crate::curriculum::LessonId;
use crate::date::Date;

/// A lesson that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct RequestedLesson {
    /// Which.
    pub lesson: LessonId,
    /// When it starts, where that is fixed: minutes after the midnight before the first.
    pub at: Option<u32>,
    /// The break after it, in minutes.
    pub pause: u32,
}

/// What `daf agenda` is asked for.
#[derive(Debug, Clone)]
pub struct AgendaRequest {
    /// The lessons, in their order.
    pub lessons: Vec<RequestedLesson>,
    /// When the first starts, in minutes after midnight.
    pub start: u32,
    /// When the last has to end, in minutes after the same midnight.
    pub end: Option<u32>,
    /// How many people come.
    pub participants: Option<u32>,
    /// The day of the start.
    pub date: Date,
    /// The language of its words.
    pub lang: String,
    /// Whether times are shown with `am` and `pm`.
    pub twelve: bool,
    /// When it is asked for, in seconds since the beginning of 1970: a calendar knows the newer of two by it.
    pub made: i64,
}
