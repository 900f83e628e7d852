//! The agenda of an evening or a day by the clock: some lessons, one after the other, made to fit.
//!
//! Start at [`make`]: `schedule` decides what happens when, what gives way, and what has to be there, and a file for each format
//! writes it down. It is the facilitator's, except for the calendar, which is sent around and holds nothing but what everybody
//! may see. Asks nobody what time it is.

mod calendar;
pub mod clock;
mod fit;
mod markdown;
mod one_line;
mod part;
mod plan;
mod request;
mod said;
mod schedule;
mod table;
mod text;

pub use calendar::Zone;
pub use clock::Time;
pub use fit::Fate;
pub use part::{Amount, Part};
pub use plan::{Line, Plan, Sitting, Stretch};
pub use request::{AgendaRequest, Asked};
pub use schedule::NoMinutes;

use crate::curriculum::Curriculum;
use crate::diag::Diagnostics;
use crate::theme::Theme;
use crate::words::Words;

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

/// Plans what is asked for, and writes it down.
///
/// # Errors
/// Where a lesson says no minutes.
pub fn make(
    curriculum: &Curriculum,
    theme: &Theme,
    wish: &AgendaRequest,
    form: &Form,
    sink: &mut Diagnostics,
) -> Result<String, NoMinutes> {
    let words = Words::load(theme, &wish.lang, sink);
    let plan = schedule::plan(curriculum, &words, wish)?;
    Ok(match form {
        Form::Text => text::write(&plan, &words),
        Form::Markdown => markdown::write(&plan, &words),
        Form::Table => table::write(&plan),
        Form::Calendar(zone) => calendar::write(&plan, &words, zone.as_ref()),
    })
}
