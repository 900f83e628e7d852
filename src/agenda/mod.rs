//! The agenda of an evening or a day by the clock: some lessons, one after the other, made to fit.
//!
//! Start at `make`: `schedule` decides what happens when, what gives way, and what has to be there, and a file for each format
//! writes it down. It is the facilitator's, except for the calendar, which is sent around and holds nothing but what everybody
//! may see. Asks nobody what time it is.

mod calendar;
/// Times of day.
pub mod clock;
mod fit;
mod markdown;
mod one_line;
mod part;
mod plan;
mod request;
mod schedule;
mod sentences;
mod table;
mod text;

pub use calendar::Zone;
pub use clock::Time;
pub use fit::Adjustment;
pub use part::{Amount, TimedTask};
pub use plan::{AgendaPlan, AgendaSegment, Sitting, TimeBlock};
pub use request::{AgendaRequest, RequestedLesson};
pub use schedule::NoMinutes;

use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::theme::Theme;
use crate::words::Words;

/// The formats.
#[derive(Debug, Clone)]
pub enum AgendaFormat {
    /// Lines for a terminal, or a plain file.
    Text,
    /// Markdown.
    Markdown,
    /// A table of values parted by commas.
    Table,
    /// A calendar file; its times are those of a place where one is named, and local ones otherwise.
    Calendar(Option<Zone>),
}

/// Plans what is asked for, and writes it down.
///
/// # Errors
/// Where a lesson says no minutes.
pub fn make(
    curriculum: &Curriculum,
    theme: &Theme,
    request: &AgendaRequest,
    form: &AgendaFormat,
    sink: &mut Diagnostics,
) -> Result<String, NoMinutes> {
    let words = Words::load(theme, &request.lang, sink);
    let plan = schedule::plan(curriculum, &words, request)?;
    Ok(match form {
        AgendaFormat::Text => text::write(&plan, &words),
        AgendaFormat::Markdown => markdown::write(&plan, &words),
        AgendaFormat::Table => table::write(&plan),
        AgendaFormat::Calendar(zone) => calendar::write(&plan, &words, zone.as_ref()),
    })
}
